-- Groups. A group's number is that of its timeline.

-- The timeline of a group has no two users; its one counter of unread messages is unread_high.
ALTER TABLE conversation
    ALTER COLUMN low_user DROP NOT NULL,
    ALTER COLUMN high_user DROP NOT NULL,
    ADD COLUMN version bigint NOT NULL DEFAULT 0; -- raised by whatever decides who may write and who gets it

ALTER TABLE message
    ADD COLUMN receivers bigint[]; -- who alone may see it, the sender among them; null: everybody
-- For lists: messages that call somebody by name.
CREATE INDEX message_at ON message (conversation_id, sequence) WHERE flags & 64 <> 0;

-- The sender of notices and tips. User IDs that begin with @TIM# belong to nobody else.
INSERT INTO account (tiny_id, user_id, created_at)
OVERRIDING SYSTEM VALUE VALUES (144115198244471703, '@TIM#SYSTEM', 0);

CREATE TABLE chat_group (
    id            bigint PRIMARY KEY,
    group_id      text COLLATE "C" NOT NULL UNIQUE,
    type          text NOT NULL,
    name          text NOT NULL,
    introduction  text NOT NULL DEFAULT '',
    notification  text NOT NULL DEFAULT '',
    avatar        text NOT NULL DEFAULT '',
    owner         bigint, -- null: its owner quit
    created_at    bigint NOT NULL,
    info_at       bigint NOT NULL,
    info_sequence bigint NOT NULL DEFAULT 1,
    member_count  integer NOT NULL DEFAULT 0,
    max_members   integer NOT NULL, -- 0: no limit
    mute_all      boolean NOT NULL DEFAULT false,
    join_option   text NOT NULL,
    invite_option text NOT NULL,
    support_topic boolean NOT NULL DEFAULT false,
    custom_fields jsonb NOT NULL DEFAULT '{}'
);

CREATE TABLE group_member (
    group_id        bigint NOT NULL,
    tiny_id         bigint NOT NULL,
    role            smallint NOT NULL, -- see GroupRole
    joined_at       bigint NOT NULL,
    joined_sequence bigint NOT NULL, -- the timeline's last when they joined
    name_card       text NOT NULL DEFAULT '',
    muted_until     bigint NOT NULL DEFAULT 0,
    custom_fields   jsonb NOT NULL DEFAULT '{}',
    PRIMARY KEY (group_id, tiny_id)
);
CREATE INDEX group_member_of_user ON group_member (tiny_id, group_id);
CREATE INDEX group_member_in_order ON group_member (group_id, joined_at, tiny_id);
