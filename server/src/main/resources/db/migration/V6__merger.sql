-- What few messages have: atUserList, receiverList, offlinePushInfo; null: nothing of it, which costs a row nothing.
ALTER TABLE message ADD COLUMN extras text;

-- Lists of messages that are too large to travel within a merged message, in parts.
CREATE TABLE merger (
    key      text COLLATE "C" PRIMARY KEY, -- digest of uploader, part before and content
    uploader bigint NOT NULL,
    before   text COLLATE "C",             -- the part before
    inside   text[] COLLATE "C" NOT NULL,  -- keys that the merged messages in this part hold
    messages integer NOT NULL,             -- in all parts so far, like the following two
    bytes    integer NOT NULL,
    layers   integer NOT NULL,             -- merged messages inside of each other; 1: none in these
    used     bigint NOT NULL,              -- when it was stored or last sent, milliseconds since 1970
    content  text NOT NULL                 -- JSON array of this part's messages
);
CREATE INDEX merger_used ON merger (used);
