-- Topics. A topic's number is that of its timeline, whose version is that of its community: a change of the community's
-- members raises both, so nobody who was put out can write into a topic.

ALTER TABLE conversation
    ADD COLUMN community bigint; -- topics: the timeline of their community; null: all others
CREATE INDEX conversation_of_community ON conversation (community, id) WHERE community IS NOT NULL;

CREATE TABLE topic (
    id            bigint PRIMARY KEY,
    community     bigint NOT NULL REFERENCES chat_group ON DELETE CASCADE,
    topic_id      text COLLATE "C" NOT NULL UNIQUE,
    name          text NOT NULL,
    introduction  text NOT NULL DEFAULT '',
    notification  text NOT NULL DEFAULT '',
    avatar        text NOT NULL DEFAULT '',
    custom_data   text NOT NULL DEFAULT '',
    mute_all      boolean NOT NULL DEFAULT false,
    created_at    bigint NOT NULL,
    info_sequence bigint NOT NULL DEFAULT 1
);
CREATE INDEX topic_of_community ON topic (community, id);

-- Members for whom something is different in one topic.
CREATE TABLE topic_member (
    topic       bigint NOT NULL REFERENCES topic ON DELETE CASCADE,
    tiny_id     bigint NOT NULL,
    community   bigint NOT NULL,
    muted_until bigint NOT NULL,
    PRIMARY KEY (topic, tiny_id),
    FOREIGN KEY (community, tiny_id) REFERENCES group_member ON DELETE CASCADE
);
CREATE INDEX topic_member_of_member ON topic_member (community, tiny_id);
