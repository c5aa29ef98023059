-- Messages that went out before there was a verdict about them: they are reviewed again if the server stops meanwhile.
CREATE INDEX message_unreviewed ON message (time) WHERE flags & 256 <> 0;

-- The node that does so, until when (milliseconds since 1970). One row.
CREATE TABLE moderation_lease (
    only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
    node     text NOT NULL,
    until    bigint NOT NULL
);
INSERT INTO moderation_lease (node, until) VALUES ('', 0);
