-- What an app's back end may ask about each of the last days.

-- What was counted, by nodes or in the log. `account` and `chat_group` as they were are not to be had any more.
CREATE TABLE daily_count (
    day    date NOT NULL,
    name   text COLLATE "C" NOT NULL, -- see DailyCount
    number bigint NOT NULL,
    PRIMARY KEY (day, name)
);

-- Who did something, and which groups were written in, on days that are not over: then they are counted, and go.
CREATE TABLE daily_user (
    day     date NOT NULL,
    tiny_id bigint NOT NULL,
    did     smallint NOT NULL, -- 1: signed in, 2: wrote to users, 4: wrote into groups
    PRIMARY KEY (day, tiny_id)
);
CREATE TABLE daily_group (
    day             date NOT NULL,
    conversation_id bigint NOT NULL,
    PRIMARY KEY (day, conversation_id)
);

-- One row: since when it is counted, and up to which time the log and the accounts are.
CREATE TABLE daily_state (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    since    bigint NOT NULL,
    seen     bigint NOT NULL
);
INSERT INTO daily_state (since, seen)
SELECT now.millis, now.millis FROM (SELECT (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS millis) AS now;

-- Rows lie nearly in the order in which accounts were made, so a summary of each range of blocks is enough.
CREATE INDEX account_age ON account USING brin (created_at);

-- Files that the server makes for back ends, such as the messages of an hour. The row comes before the bytes, so that none
-- are lost in the store.
CREATE TABLE made_file (
    key        text COLLATE "C" PRIMARY KEY, -- in the store
    name       text COLLATE "C" NOT NULL,    -- what it holds
    size       bigint,                       -- null, as the next ones: it is not complete
    md5        text,
    gzip_size  bigint,
    gzip_md5   text,
    expires_at bigint NOT NULL
);
CREATE INDEX made_file_of ON made_file (name);
CREATE INDEX made_file_age ON made_file (expires_at);

-- Files that nobody may read.
ALTER TABLE media ADD COLUMN is_banned boolean NOT NULL DEFAULT false;

-- Users whom a back end has made admins of a live room, whether they are in it or not; of other groups, members have roles.
ALTER TABLE chat_group ADD COLUMN admins bigint[] NOT NULL DEFAULT '{}';
CREATE INDEX chat_group_with_admins ON chat_group (id) WHERE admins <> '{}';

-- Where nodes are, for back ends that let only them in.
ALTER TABLE node ADD COLUMN addresses text[] NOT NULL DEFAULT '{}';
