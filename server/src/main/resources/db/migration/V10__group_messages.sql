-- What groups need beside members and messages.

ALTER TABLE participant
    ADD COLUMN entered_sequence bigint; -- groups: the timeline's last when the user came; null: C2C
UPDATE participant p SET entered_sequence = m.joined_sequence
FROM group_member m WHERE m.group_id = p.conversation_id AND m.tiny_id = p.tiny_id;
-- For who has read a message, and for who came after it.
CREATE INDEX participant_of_room ON participant (conversation_id, entered_sequence, tiny_id)
    WHERE entered_sequence IS NOT NULL;

-- The attributes of a group, all in one row: they are replaced together, and one lock orders their writers.
CREATE TABLE group_attributes (
    group_id        bigint PRIMARY KEY,
    version         bigint NOT NULL DEFAULT 0, -- raised by each change of them
    deleted_version bigint NOT NULL DEFAULT 0, -- the one with which a key was deleted last
    entries         jsonb NOT NULL DEFAULT '{}' -- key → {value, version}, the latter the one above when it was set
);

CREATE TABLE group_counter (
    group_id bigint NOT NULL,
    key      text COLLATE "C" NOT NULL,
    value    bigint NOT NULL,
    version  bigint NOT NULL, -- raised by each change of it
    PRIMARY KEY (group_id, key)
);
