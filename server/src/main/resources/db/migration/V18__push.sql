-- Offline push: whose phones are reached how, how far the log was read for it, and what is on its way.

CREATE TABLE push_device (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    tiny_id     bigint NOT NULL,
    instance_id text COLLATE "C" NOT NULL, -- of the user's; what a back end registered has its vendor and token here
    vendor      text COLLATE "C" NOT NULL,
    token       text COLLATE "C" NOT NULL,
    voip_token  text COLLATE "C",
    language    text COLLATE "C" NOT NULL, -- BCP 47; empty: not known
    badge       boolean NOT NULL,
    updated_at  bigint NOT NULL,
    UNIQUE (tiny_id, instance_id)
);
-- A token may be longer than an index takes.
CREATE UNIQUE INDEX push_device_token ON push_device (vendor, md5(token));

-- Since when messages are pushed, milliseconds since 1970: at most one row. None: they are not.
CREATE TABLE push_state (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    since    bigint NOT NULL
);

-- How far each timeline was read. No row: not at all.
CREATE TABLE push_cursor (
    conversation_id bigint PRIMARY KEY,
    sequence        bigint NOT NULL
) WITH (fillfactor = 50);

-- Messages of which some users have to be told yet.
CREATE TABLE push_job (
    id              bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    conversation_id bigint NOT NULL,
    sequence        bigint NOT NULL,
    receivers       bigint[] NOT NULL, -- account numbers
    devices         bigint[],          -- those of the receivers' that are left over; null: all
    tries           integer NOT NULL DEFAULT 0,
    created_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    due_at          timestamptz NOT NULL DEFAULT clock_timestamp(),
    node            text COLLATE "C"   -- incarnation of who is at it until then; null: nobody
);
CREATE INDEX push_job_due ON push_job (due_at);
