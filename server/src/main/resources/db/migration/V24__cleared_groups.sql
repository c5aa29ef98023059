-- Histories that back ends took away from everybody in a group.

ALTER TABLE conversation
    ADD COLUMN cleared_sequence bigint NOT NULL DEFAULT 0; -- nobody sees anything up to here, whoever comes later neither
