-- What back ends ask about groups.

-- Who is banned from a live room, and who is muted where.
CREATE INDEX live_sanction_banned ON live_sanction (group_id, banned_until, tiny_id);
