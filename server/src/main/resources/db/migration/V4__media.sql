-- Files: what was uploaded, and the bytes, each once however often they were uploaded. The bytes themselves are in a
-- folder or an S3 store, under a key.

-- One row: what the app signs the names of its files with.
CREATE TABLE media_secret (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    secret   bytea NOT NULL
);
INSERT INTO media_secret (secret)
VALUES (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));

-- Begun, not completed.
CREATE TABLE media_upload (
    id         text COLLATE "C" PRIMARY KEY,
    owner      bigint NOT NULL, -- tiny ID
    kind       text NOT NULL,
    name       text NOT NULL,
    size       bigint NOT NULL,
    sha256     bytea,           -- as announced
    created_at bigint NOT NULL,
    media      text COLLATE "C" -- its uuid once it is completed, for whoever asks again
);
CREATE INDEX media_upload_of ON media_upload (owner) WHERE media IS NULL;
CREATE INDEX media_upload_age ON media_upload (created_at);

CREATE TABLE media_content (
    sha256 bytea PRIMARY KEY,
    key    text COLLATE "C" NOT NULL UNIQUE, -- in the store
    size   bigint NOT NULL,
    type   text NOT NULL                     -- as found in the bytes
);

CREATE TABLE media (
    uuid       text COLLATE "C" PRIMARY KEY,
    owner      bigint NOT NULL,
    name       text NOT NULL,
    content    bytea NOT NULL REFERENCES media_content,
    thumbnail  bytea REFERENCES media_content, -- of images
    large      bytea REFERENCES media_content,
    facts      text NOT NULL,                  -- what clients are told, JSON
    created_at bigint NOT NULL,
    used_at    bigint NOT NULL DEFAULT 0       -- time of the newest message that names it; 0: none does
);
CREATE INDEX media_content_of ON media (content);
CREATE INDEX media_thumbnail_of ON media (thumbnail) WHERE thumbnail IS NOT NULL;
CREATE INDEX media_large_of ON media (large) WHERE large IS NOT NULL;
CREATE INDEX media_age ON media (greatest(created_at, used_at));

-- Keys whose bytes nobody needs; written with the change that made them so, gone once the store has let go of them.
CREATE TABLE media_garbage (
    key text COLLATE "C" PRIMARY KEY
);

-- One row: up to which message time the messages' files are marked as used.
CREATE TABLE media_use (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    seen     bigint NOT NULL DEFAULT 0
);
INSERT INTO media_use DEFAULT VALUES;
