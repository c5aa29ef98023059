-- Accounts that back ends have deleted. Their rows stay, with a number and a name and nothing else, since messages name
-- their senders by them.
ALTER TABLE account
    ADD COLUMN deleted_at bigint NOT NULL DEFAULT 0,     -- 0: it is not
    ADD COLUMN erased     boolean NOT NULL DEFAULT true; -- false: what was kept for it elsewhere is on its way out
CREATE INDEX account_to_erase ON account (deleted_at) WHERE NOT erased;

-- Whose blacklists somebody is on, and what waits for somebody.
CREATE INDEX blacklist_blocked ON blacklist (blocked, owner);
CREATE INDEX group_application_of_user ON group_application (tiny_id);
