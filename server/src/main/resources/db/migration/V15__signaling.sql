-- Invitations. One row decides what becomes of each: whoever takes a user out of `pending` first, wins.
CREATE TABLE invitation (
    id          uuid PRIMARY KEY,
    inviter     text COLLATE "C" NOT NULL,
    group_id    text COLLATE "C" NOT NULL, -- empty in C2C, where the one invitee is the peer
    invitees    text[] NOT NULL,
    pending     text[] NOT NULL, -- who has not answered
    data        text NOT NULL,
    timeout     integer NOT NULL, -- seconds; 0: none
    online_only boolean NOT NULL,
    message_id  text COLLATE "C" NOT NULL, -- that carries it
    sequence    bigint NOT NULL DEFAULT 0, -- of that message; 0: not stored, or not yet
    created_at  bigint NOT NULL,
    due_at      bigint, -- when the server ends it, if nobody else has; null: never
    ended_at    bigint
);
CREATE INDEX invitation_due ON invitation (due_at) WHERE ended_at IS NULL;
CREATE INDEX invitation_of_inviter ON invitation (inviter, created_at) WHERE ended_at IS NULL;
CREATE INDEX invitation_of_invitee ON invitation USING gin (invitees) WHERE ended_at IS NULL;
CREATE INDEX invitation_ended ON invitation (ended_at);

-- What happened to invitations. A row is written with what it tells of, and sent until the log has it.
CREATE TABLE invitation_signal (
    invitation_id uuid NOT NULL,
    message_id    text COLLATE "C" NOT NULL, -- that carries it
    number        bigint GENERATED ALWAYS AS IDENTITY, -- the order in which it happened
    sender        text COLLATE "C" NOT NULL,
    receiver      text COLLATE "C" NOT NULL, -- the C2C peer or the group
    to_room       boolean NOT NULL,
    content       text NOT NULL, -- the signal as JSON
    hidden        boolean NOT NULL,
    online_only   boolean NOT NULL,
    push          text, -- for phones, as JSON
    created_at    bigint NOT NULL,
    unsent        boolean NOT NULL DEFAULT true,
    PRIMARY KEY (invitation_id, message_id)
);
CREATE INDEX invitation_signal_unsent ON invitation_signal (created_at) WHERE unsent;

-- Messages of groups that stay in view.
CREATE TABLE message_pin (
    conversation_id bigint NOT NULL,
    sequence        bigint NOT NULL,
    pinner          bigint NOT NULL,
    pinned_at       bigint NOT NULL,
    PRIMARY KEY (conversation_id, sequence)
);

-- Finding users, groups and members by parts of their names. A name's pieces are its characters and pairs of neighbours,
-- without regard to case and width; whatever is part of a name, its pieces are among the name's.
CREATE FUNCTION name_pieces(name text) RETURNS text[]
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT substr(folded, i, n)), '{}')
    FROM (SELECT lower(normalize(name, NFKC)) AS folded) f,
        generate_series(1, length(folded)) i, generate_series(1, 2) n
    WHERE i + n <= length(folded) + 1
$$;
CREATE INDEX account_name ON account USING gin (name_pieces(user_id || chr(10) || nick));
CREATE INDEX chat_group_name ON chat_group USING gin (name_pieces(group_id || chr(10) || name));
CREATE INDEX group_member_name_card ON group_member USING gin (name_pieces(name_card)) WHERE name_card <> '';
