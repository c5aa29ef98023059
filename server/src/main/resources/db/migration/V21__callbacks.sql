-- Webhooks: how far the log was read for what tells of messages, and messages that were changed by one.

-- Since when they are told of, milliseconds since 1970: at most one row. None: they are not.
CREATE TABLE callback_state (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    since    bigint NOT NULL
);

-- How far each timeline was read. No row: not at all.
CREATE TABLE callback_cursor (
    conversation_id bigint PRIMARY KEY,
    sequence        bigint NOT NULL,
    leased_until    timestamptz -- while a node tells of what comes next; null: none does
) WITH (fillfactor = 50);

-- Messages that a back end changed on their way, until everybody was told so.
CREATE INDEX message_rewritten ON message (time) WHERE flags & 1024 <> 0;
