-- When users called what costs much, on all nodes together: one row for each user and kind, worth nothing after a crash.
CREATE UNLOGGED TABLE user_rate (
    tiny_id bigint NOT NULL,
    op      text COLLATE "C" NOT NULL,
    calls   timestamptz[] NOT NULL, -- the newest ones, oldest first
    PRIMARY KEY (tiny_id, op)
) WITH (fillfactor = 50);
