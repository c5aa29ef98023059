-- Histories that back ends take away from everybody in a group: whatever stops meanwhile, it is brought to its end.
CREATE TABLE history_clearing (
    conversation_id bigint PRIMARY KEY,
    sequence        bigint NOT NULL, -- messages up to here go
    counter         bigint NOT NULL, -- how many of them and of those before count as unread
    worked_at       bigint NOT NULL  -- when somebody was at it
);

-- The search index follows: what is cleared leaves it, too.
ALTER TABLE search_cursor
    ADD COLUMN cleared bigint NOT NULL DEFAULT 0; -- messages up to here are out of the index
