-- What users tell about themselves beyond the standard fields, by key; and who is online.

ALTER TABLE account ADD COLUMN custom jsonb NOT NULL DEFAULT '{}';

-- Each node says until when it counts as alive, by the database's clock.
ALTER TABLE node RENAME COLUMN seen_at TO alive_until;

-- The status that users chose, and what their not being signed in means. Who has no row never signed in.
CREATE TABLE presence (
    tiny_id       bigint PRIMARY KEY,
    signed_in     boolean NOT NULL,               -- not signed out since: offline while there is no session
    custom_status text NOT NULL DEFAULT '',
    left_at       bigint NOT NULL DEFAULT 0       -- when the last session ended, for those with a status; 0: it has not
) WITH (fillfactor = 80);
CREATE INDEX presence_to_clear ON presence (left_at) WHERE custom_status <> '' AND left_at > 0;
