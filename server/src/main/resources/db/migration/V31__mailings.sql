-- What back ends say to all users, or to those with certain tags or attributes.
CREATE TABLE account_tag (
    tag     text COLLATE "C" NOT NULL,
    tiny_id bigint NOT NULL,
    PRIMARY KEY (tag, tiny_id)
);
CREATE INDEX account_tag_of_user ON account_tag (tiny_id);

-- Attributes have numbers; their names may be changed, also for each other.
CREATE TABLE attribute_name (
    number integer PRIMARY KEY, -- 0 to 9
    name   text COLLATE "C" NOT NULL UNIQUE DEFERRABLE INITIALLY DEFERRED
);
CREATE TABLE account_attribute (
    tiny_id bigint NOT NULL,
    number  integer NOT NULL,
    value   text COLLATE "C" NOT NULL,
    PRIMARY KEY (tiny_id, number)
);
CREATE INDEX account_attribute_value ON account_attribute (number, value, tiny_id);

-- One message for many. Rows stay for as long as their random numbers may not be used again.
CREATE TABLE mailing (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    random  bigint NOT NULL UNIQUE, -- chosen by the back end
    made_at bigint NOT NULL,
    sender  bigint NOT NULL,
    letter  text,                   -- JSON: what is said, and how; null: it is with everybody
    node    text                    -- the run of a node that is at it; null: none is
);
CREATE INDEX mailing_made_at ON mailing (made_at);
CREATE INDEX mailing_open ON mailing (id) WHERE letter IS NOT NULL;

-- Who is to get it, a few at a time: those who were chosen when it was made and have not got it yet.
CREATE TABLE mailing_round (
    mailing   bigint NOT NULL REFERENCES mailing ON DELETE CASCADE,
    number    bigint NOT NULL,
    receivers bigint[] NOT NULL,
    PRIMARY KEY (mailing, number)
);
