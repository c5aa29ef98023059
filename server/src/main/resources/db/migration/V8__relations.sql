-- Friends, blacklists, and who follows whom.

-- One row per user who has to do with any of it. Whoever changes what is between users first locks the rows of all of
-- them here, in the order of their numbers: changes of the same pair come one after the other, and none deadlock.
CREATE TABLE relation_head (
    tiny_id              bigint PRIMARY KEY,
    friends_version      bigint NOT NULL DEFAULT 0, -- raised by each change of the friends or friend groups
    applications_version bigint NOT NULL DEFAULT 0,
    blacklist_version    bigint NOT NULL DEFAULT 0,
    friend_groups        text[] COLLATE "C" NOT NULL DEFAULT '{}', -- names, oldest first
    applications_read    bigint NOT NULL DEFAULT 0, -- ordinal up to which received applications are read
    followers            bigint NOT NULL DEFAULT 0, -- kept, since nobody counts a million rows
    following            bigint NOT NULL DEFAULT 0,
    mutual               bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 80);

CREATE TABLE friend (
    owner     bigint NOT NULL, -- whose list this is
    friend    bigint NOT NULL,
    remark    text NOT NULL,
    source    text NOT NULL,
    wording   text NOT NULL,
    added_at  bigint NOT NULL,
    groups    text[] COLLATE "C" NOT NULL DEFAULT '{}', -- those of the owner's that the friend is in
    custom    jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (owner, friend)
);
CREATE INDEX friend_of ON friend (friend, owner); -- who is to hear that somebody's profile changed

-- Requests that nobody has decided.
CREATE TABLE friend_application (
    sender     bigint NOT NULL,
    receiver   bigint NOT NULL,
    ordinal    bigint GENERATED ALWAYS AS IDENTITY,
    sent_at    bigint NOT NULL,
    source     text NOT NULL,
    wording    text NOT NULL,
    remark     text NOT NULL, -- what the sender will call the receiver
    group_name text NOT NULL, -- where the sender will put the receiver; empty: nowhere
    both_ways  boolean NOT NULL,
    hidden     boolean NOT NULL DEFAULT false, -- the receiver took it off the list
    PRIMARY KEY (sender, receiver)
);
CREATE INDEX friend_application_received ON friend_application (receiver, ordinal);

CREATE TABLE blacklist (
    owner    bigint NOT NULL, -- who blocks
    blocked  bigint NOT NULL,
    ordinal  bigint GENERATED ALWAYS AS IDENTITY,
    added_at bigint NOT NULL,
    PRIMARY KEY (owner, blocked)
);

CREATE TABLE follow (
    follower    bigint NOT NULL,
    followed    bigint NOT NULL,
    ordinal     bigint GENERATED ALWAYS AS IDENTITY,
    followed_at bigint NOT NULL,
    mutual      boolean NOT NULL, -- the followed follows the follower too
    PRIMARY KEY (follower, followed)
);
-- Lists go from the newest on, a page from where the last one ended.
CREATE INDEX follow_followers ON follow (followed, ordinal);
CREATE INDEX follow_following ON follow (follower, ordinal);
CREATE INDEX follow_mutual ON follow (follower, ordinal) WHERE mutual;
