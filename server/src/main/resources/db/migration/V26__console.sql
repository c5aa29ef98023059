-- For who runs the app: how many are signed in on each node, as its heartbeats say, since nobody counts a million rows;
-- and groups of one type, page by page.

ALTER TABLE node ADD COLUMN sessions integer NOT NULL DEFAULT 0;

CREATE INDEX chat_group_id_of_type ON chat_group (type, group_id);
