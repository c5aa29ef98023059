-- What users have cleared of a group's history for themselves, for when they leave it and come again.
CREATE TABLE cleared_history (
    conversation_id bigint NOT NULL,
    tiny_id         bigint NOT NULL,
    sequence        bigint NOT NULL, -- the last one that they do not see
    PRIMARY KEY (conversation_id, tiny_id)
);
INSERT INTO cleared_history (conversation_id, tiny_id, sequence)
SELECT conversation_id, tiny_id, cleared_sequence FROM participant WHERE cleared_sequence > entered_sequence;
