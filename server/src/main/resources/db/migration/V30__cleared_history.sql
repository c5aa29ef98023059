-- What who has left a group had cleared of its history for themselves, for when they come again.
CREATE TABLE cleared_history (
    conversation_id bigint NOT NULL,
    tiny_id         bigint NOT NULL,
    sequence        bigint NOT NULL, -- the last one that they do not see
    PRIMARY KEY (conversation_id, tiny_id)
);
