-- Sessions name the run of a process that holds them, and that run says by its heartbeat whether they still count.
-- Both tables are worth nothing after a crash of the database, so not worth its log: the nodes write them anew.

CREATE UNLOGGED TABLE node (
    incarnation text COLLATE "C" PRIMARY KEY, -- one run of one process: its name and something random
    name        text COLLATE "C" NOT NULL,
    seen_at     timestamptz NOT NULL          -- by the database's clock, so that the nodes' clocks do not matter
);

DROP TABLE session;
CREATE UNLOGGED TABLE session (
    tiny_id       bigint NOT NULL,
    instance_id   text COLLATE "C" NOT NULL,
    node          text COLLATE "C" NOT NULL, -- incarnation
    connection_id bigint NOT NULL,           -- tells sign-ins of one instance on one node apart
    platform      text NOT NULL,
    signed_in_at  bigint NOT NULL,           -- of the instance's first sign-in; a reconnect keeps it
    PRIMARY KEY (tiny_id, instance_id)
);
CREATE INDEX session_of_node ON session (node);
