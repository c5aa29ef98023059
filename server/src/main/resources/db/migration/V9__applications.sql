-- Who waits to be let into a group. Rows go when they are decided.
CREATE TABLE group_application (
    group_id       bigint NOT NULL,
    id             bigint GENERATED ALWAYS AS IDENTITY,
    kind           smallint NOT NULL, -- 0: the user applied, 2: a member invited them
    tiny_id        bigint NOT NULL,   -- who is to come in
    applicant      bigint NOT NULL,   -- who asked
    note           text NOT NULL DEFAULT '',
    authentication text NOT NULL,     -- whoever decides hands it back
    applied_at     bigint NOT NULL,
    told           bigint[] NOT NULL, -- who got a notice, which goes with the row
    PRIMARY KEY (group_id, id),
    UNIQUE (group_id, tiny_id, kind)
);
