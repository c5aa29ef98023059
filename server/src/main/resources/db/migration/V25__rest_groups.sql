-- What back ends ask about groups.

-- Who is banned from a live room, and who is muted where.
CREATE INDEX live_sanction_banned ON live_sanction (group_id, banned_until, tiny_id);
CREATE INDEX live_sanction_muted ON live_sanction (group_id, muted_until, tiny_id);
CREATE INDEX topic_member_muted ON topic_member (topic, muted_until, tiny_id);
CREATE INDEX group_member_muted ON group_member (group_id, muted_until, tiny_id) WHERE muted_until > 0;
