-- Everything of one app lives in one schema. Times are milliseconds since 1970 unless a name says otherwise.

CREATE TABLE account (
    tiny_id            bigint GENERATED ALWAYS AS IDENTITY (START WITH 144115200000000001) PRIMARY KEY,
    user_id            text COLLATE "C" NOT NULL UNIQUE,
    created_at         bigint NOT NULL,
    sig_valid_from     bigint NOT NULL DEFAULT 0, -- UserSigs issued before this second are invalid
    nick               text NOT NULL DEFAULT '',
    gender             text NOT NULL DEFAULT '',
    birthday           bigint NOT NULL DEFAULT 0,
    location           text NOT NULL DEFAULT '',
    self_signature     text NOT NULL DEFAULT '',
    allow_type         text NOT NULL DEFAULT 'AllowType_Type_AllowAny',
    language           bigint NOT NULL DEFAULT 0,
    avatar             text NOT NULL DEFAULT '',
    message_settings   integer NOT NULL DEFAULT 0,
    admin_forbid_type  text NOT NULL DEFAULT 'AdminForbid_Type_None',
    level              bigint NOT NULL DEFAULT 0,
    role               bigint NOT NULL DEFAULT 0,
    profile_updated_at bigint NOT NULL DEFAULT 0
);

-- Who is signed in where. Worth nothing after a crash of the database, so not worth its log.
CREATE UNLOGGED TABLE session (
    tiny_id       bigint NOT NULL,
    instance_id   text COLLATE "C" NOT NULL,
    node          text COLLATE "C" NOT NULL,
    platform      text NOT NULL,
    signed_in_at  bigint NOT NULL,
    PRIMARY KEY (tiny_id, instance_id)
);
CREATE INDEX session_of_node ON session (node);

CREATE TABLE setting (
    key        text COLLATE "C" PRIMARY KEY,
    value      jsonb NOT NULL,
    updated_at bigint NOT NULL
);

-- A timeline's head. Every message updates one row here, in place: no indexed column changes and each page has room for
-- the new version.
CREATE TABLE conversation (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    low_user      bigint NOT NULL, -- tiny IDs of the two, low_user ≤ high_user; equal for notes to oneself
    high_user     bigint NOT NULL,
    last_sequence bigint NOT NULL DEFAULT 0,
    last_time     bigint NOT NULL DEFAULT 0,
    unread_low    bigint NOT NULL DEFAULT 0, -- messages so far that count as unread for low_user: those of high_user
    unread_high   bigint NOT NULL DEFAULT 0,
    UNIQUE (low_user, high_user)
) WITH (fillfactor = 50);

-- One user's view on one timeline.
CREATE TABLE participant (
    tiny_id          bigint NOT NULL,
    conversation_id  bigint NOT NULL,
    read_sequence    bigint NOT NULL DEFAULT 0,
    read_counter     bigint NOT NULL DEFAULT 0, -- unread count = the head's counter for this user minus this
    read_time        bigint NOT NULL DEFAULT 0, -- time of the message at read_sequence
    cleared_sequence bigint NOT NULL DEFAULT 0, -- history up to here is hidden from this user
    hidden_sequence  bigint NOT NULL DEFAULT 0, -- off the list until the head passes this
    PRIMARY KEY (tiny_id, conversation_id)
) WITH (fillfactor = 80);

CREATE TABLE message (
    conversation_id   bigint NOT NULL,
    sequence          bigint NOT NULL,
    sender            bigint NOT NULL,
    client_id         bigint NOT NULL, -- the sender's clientTime in the upper, random in the lower 32 bits
    time              bigint NOT NULL,
    unread_low        bigint NOT NULL, -- the head's counters after this message
    unread_high       bigint NOT NULL,
    flags             integer NOT NULL,
    type              text NOT NULL,
    payload           text NOT NULL,
    cloud_custom_data text,
    PRIMARY KEY (conversation_id, sequence)
);
-- The backstop of exactly-once: a retry that no memory remembers fails here.
CREATE UNIQUE INDEX message_once ON message (conversation_id, sender, client_id);
-- For taking away what is older than the setting `message.retentionDays`: rows lie in the order of time, so a summary of
-- each range of blocks is enough, and costs an insert next to nothing.
CREATE INDEX message_age ON message USING brin (time);
