-- What happens to messages after they are stored. Columns that most messages never need are null, which costs a row
-- nothing.

ALTER TABLE conversation
    ADD COLUMN last_change    bigint NOT NULL DEFAULT 0, -- how many changes its messages have seen
    ADD COLUMN shown_sequence bigint NOT NULL DEFAULT 0, -- the newest message that lists show as the last one
    ADD COLUMN shown_order    bigint NOT NULL DEFAULT 0; -- its place in lists: microseconds since 1970, no two of a node alike
UPDATE conversation SET shown_sequence = last_sequence, shown_order = last_time * 1000;

ALTER TABLE participant
    ADD COLUMN deleted_sequence bigint NOT NULL DEFAULT 0, -- the newest message that this user deleted for themselves
    ADD COLUMN receipted        int8multirange NOT NULL DEFAULT '{}'; -- messages this user sent a read receipt for

ALTER TABLE message
    ADD COLUMN version       integer, -- how often it was modified; null: never
    ADD COLUMN change        bigint,  -- the conversation's last_change when this message last changed; null: never
    ADD COLUMN revoker       bigint,  -- null: not revoked
    ADD COLUMN revoke_reason text,
    ADD COLUMN receipt_count integer, -- read receipts so far; null: none
    ADD COLUMN receipt_time  bigint;  -- of the newest
-- For clients that were away: what has changed since.
CREATE UNIQUE INDEX message_change ON message (conversation_id, change) WHERE change IS NOT NULL;
-- Revoked messages that a user had not read yet come off the unread count.
CREATE INDEX message_revoked ON message (conversation_id, sequence) WHERE revoker IS NOT NULL;

-- Messages that users deleted for themselves.
CREATE TABLE message_deletion (
    conversation_id bigint NOT NULL,
    tiny_id         bigint NOT NULL,
    sequence        bigint NOT NULL,
    PRIMARY KEY (conversation_id, tiny_id, sequence)
);

CREATE TABLE message_extension (
    conversation_id bigint NOT NULL,
    sequence        bigint NOT NULL,
    key             text COLLATE "C" NOT NULL,
    value           text NOT NULL,
    version         bigint NOT NULL, -- of this key: raised by each change, so that of two writers one is told
    PRIMARY KEY (conversation_id, sequence, key)
);

CREATE TABLE message_reaction (
    conversation_id bigint NOT NULL,
    sequence        bigint NOT NULL,
    reaction_id     text COLLATE "C" NOT NULL,
    tiny_id         bigint NOT NULL,
    ordinal         bigint NOT NULL, -- order of reactions on one message
    PRIMARY KEY (conversation_id, sequence, reaction_id, tiny_id)
);
