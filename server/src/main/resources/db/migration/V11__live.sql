-- Live rooms: who is in one is known by the nodes that they are signed in on, and worth nothing after a crash.

CREATE UNLOGGED TABLE live_member (
    tiny_id   bigint NOT NULL,
    node      text COLLATE "C" NOT NULL, -- incarnation; rows of nodes that are not alive do not count
    group_id  bigint NOT NULL,
    joined_at bigint NOT NULL,
    PRIMARY KEY (tiny_id, node, group_id)
);
CREATE INDEX live_member_newest ON live_member (group_id, joined_at DESC, tiny_id DESC);
CREATE INDEX live_member_of_node ON live_member (node);

-- What outlives somebody's stay.
CREATE TABLE live_sanction (
    group_id     bigint NOT NULL REFERENCES chat_group ON DELETE CASCADE,
    tiny_id      bigint NOT NULL,
    banned_until bigint NOT NULL DEFAULT 0,
    muted_until  bigint NOT NULL DEFAULT 0,
    version      bigint NOT NULL DEFAULT 1, -- grows with each change
    PRIMARY KEY (group_id, tiny_id)
);

CREATE TABLE live_mark (
    group_id bigint NOT NULL REFERENCES chat_group ON DELETE CASCADE,
    tiny_id  bigint NOT NULL,
    mark     integer NOT NULL,
    PRIMARY KEY (group_id, tiny_id, mark)
);
CREATE INDEX live_mark_of_room ON live_mark (group_id, mark);
