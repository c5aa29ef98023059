-- Notifications of each vendor wait for themselves: one who brings none holds up no other.
ALTER TABLE push_job ADD COLUMN vendor text COLLATE "C";

INSERT INTO push_job (conversation_id, sequence, vendor, receivers, devices, tries, created_at, due_at)
SELECT j.conversation_id, j.sequence, d.vendor, j.receivers, j.devices, j.tries, j.created_at, j.due_at
FROM push_job j CROSS JOIN LATERAL (
    SELECT DISTINCT vendor FROM push_device
    WHERE tiny_id = ANY (j.receivers) AND (j.devices IS NULL OR id = ANY (j.devices))) d
ORDER BY j.id;
DELETE FROM push_job WHERE vendor IS NULL;

ALTER TABLE push_job ALTER COLUMN vendor SET NOT NULL;
DROP INDEX push_job_due;
CREATE INDEX push_job_due ON push_job (vendor, due_at);
