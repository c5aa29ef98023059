-- The index behind searchCloudMessages. All of it can be made again from the log: see docs/operations.md.

-- How far the index has followed each conversation. No row: not at all.
CREATE TABLE search_cursor (
    conversation_id bigint PRIMARY KEY,
    sequence        bigint NOT NULL DEFAULT 0, -- messages up to here are in the index
    change          bigint NOT NULL DEFAULT 0  -- changes of messages up to here, too
) WITH (fillfactor = 50);

-- One row for each message that can be found.
CREATE TABLE search_message (
    conversation_id bigint NOT NULL,
    sequence        bigint NOT NULL,
    sender          bigint NOT NULL,
    time            bigint NOT NULL,
    type            text COLLATE "C" NOT NULL,
    text            text COLLATE "C" NOT NULL, -- what is searched, case and width folded
    lexemes         tsvector NOT NULL,         -- its parts, and who may see it
    PRIMARY KEY (conversation_id, sequence)
);
ALTER TABLE search_message ALTER COLUMN lexemes SET STORAGE EXTERNAL; -- long ones out of line, and no time to compress
-- What was written last waits in a list that every search reads through: short, so that searches are quick, and long
-- enough for entries to be put into the tree many at a time.
CREATE INDEX search_message_lexemes ON search_message USING gin (lexemes) WITH (gin_pending_list_limit = 512);
-- For taking away what is older than the log keeps.
CREATE INDEX search_message_age ON search_message USING brin (time);
