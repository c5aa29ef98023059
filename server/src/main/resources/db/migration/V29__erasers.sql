-- One at a time takes away what was kept for a deleted account: the account may be made anew right after.
ALTER TABLE account
    ADD COLUMN eraser text; -- the run of a node that is at it; null: none is
