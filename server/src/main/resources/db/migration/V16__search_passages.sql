-- The index takes in messages by the passage: what neighbours in a timeline have in common is written once. It is made
-- anew from the log, which the first start does by itself.
DROP TABLE search_message;
TRUNCATE search_cursor;

-- Some messages in a row of one timeline, all for the same receivers.
CREATE TABLE search_passage (
    conversation_id bigint NOT NULL,
    first_sequence  bigint NOT NULL,
    last_sequence   bigint NOT NULL,
    time            bigint NOT NULL, -- of the newest
    sequences       bigint[] NOT NULL,
    senders         bigint[] NOT NULL,
    times           bigint[] NOT NULL,
    types           text[] COLLATE "C" NOT NULL,
    texts           text[] COLLATE "C" NOT NULL, -- what is searched, case and width folded; null: cannot be found
    lexemes         tsvector NOT NULL,           -- the parts of all texts, and who may see them
    PRIMARY KEY (conversation_id, first_sequence)
);
ALTER TABLE search_passage ALTER COLUMN lexemes SET STORAGE EXTERNAL; -- long ones out of line, and no time to compress
-- Entries wait in a list that every search reads through: short enough for that, and long enough for entries to go into
-- the tree many of a kind at a time.
CREATE INDEX search_passage_lexemes ON search_passage USING gin (lexemes) WITH (gin_pending_list_limit = 2048);
-- For taking away what is older than the log keeps.
CREATE INDEX search_passage_age ON search_passage USING brin (time);
