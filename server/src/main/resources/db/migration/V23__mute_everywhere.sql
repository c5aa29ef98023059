-- Until when a back end keeps users from writing to anybody, and into any group.
ALTER TABLE account
    ADD COLUMN c2c_muted_until   bigint NOT NULL DEFAULT 0,
    ADD COLUMN group_muted_until bigint NOT NULL DEFAULT 0;
