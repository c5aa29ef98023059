-- What back ends ask about groups.

-- Who is banned from a live room, and who is muted where.
CREATE INDEX live_sanction_banned ON live_sanction (group_id, banned_until, tiny_id);
CREATE INDEX live_sanction_muted ON live_sanction (group_id, muted_until, tiny_id);
CREATE INDEX topic_member_muted ON topic_member (topic, muted_until, tiny_id);
CREATE INDEX group_member_muted ON group_member (group_id, muted_until, tiny_id) WHERE muted_until > 0;

-- Each type's groups by when they were made, and how many there are.
CREATE INDEX chat_group_of_type ON chat_group (type, id);

CREATE TABLE group_count (
    type   text NOT NULL,
    shard  smallint NOT NULL, -- of a group its number modulo 16, so that those who make groups at once seldom meet
    groups bigint NOT NULL,
    PRIMARY KEY (type, shard)
);
INSERT INTO group_count SELECT type, id % 16, count(*) FROM chat_group GROUP BY 1, 2;

ALTER TABLE chat_group
    ADD COLUMN counter_version bigint NOT NULL DEFAULT 0; -- the highest of its counters that were deleted
