-- What users keep about their conversations: pins, reminders, marks, groups, data of the app.

-- One row per user who has changed any of it. Each change locks it, so a user's changes come one after the other.
CREATE TABLE user_options (
    tiny_id      bigint PRIMARY KEY,
    version      bigint NOT NULL DEFAULT 0, -- raised by each change
    last_group   integer NOT NULL DEFAULT 0, -- numbers of conversation groups are not used again
    quiet        boolean NOT NULL DEFAULT false, -- no offline push within the following
    quiet_from   bigint NOT NULL DEFAULT 0, -- seconds since 1970, like the next
    quiet_to     bigint NOT NULL DEFAULT 0,
    quiet_daily  boolean NOT NULL DEFAULT false,
    quiet_zone   text -- IANA name of where the user's days are; null: days of 24 hours
) WITH (fillfactor = 80);

CREATE TABLE conversation_group (
    tiny_id  bigint NOT NULL,
    group_id integer NOT NULL,
    name     text COLLATE "C" NOT NULL,
    PRIMARY KEY (tiny_id, group_id),
    UNIQUE (tiny_id, name)
);

-- One row per conversation about which its user has ever kept something. A group that is dismissed takes its rows along.
CREATE TABLE conversation_options (
    tiny_id         bigint NOT NULL,
    conversation_id bigint NOT NULL REFERENCES conversation ON DELETE CASCADE,
    name            text COLLATE "C" NOT NULL, -- what the user calls it: C2C<userID> or GROUP<groupID>
    version         bigint NOT NULL, -- the user's when it last changed
    pinned          boolean NOT NULL DEFAULT false,
    remind_type     smallint NOT NULL DEFAULT 0, -- see RemindType
    marks           bigint NOT NULL DEFAULT 0, -- bits
    custom_data     text NOT NULL DEFAULT '',
    groups          integer[] NOT NULL DEFAULT '{}', -- numbers of conversation_group; those that are gone count for nothing
    PRIMARY KEY (tiny_id, conversation_id)
) WITH (fillfactor = 80);
CREATE INDEX conversation_options_changed ON conversation_options (tiny_id, version);
CREATE INDEX conversation_options_of ON conversation_options (conversation_id);
-- Read when somebody signs in.
CREATE INDEX conversation_options_pinned ON conversation_options (tiny_id) WHERE pinned;
CREATE INDEX conversation_options_kept_back ON conversation_options (tiny_id) WHERE remind_type IN (2, 4);
