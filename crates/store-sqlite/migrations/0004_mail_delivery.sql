-- How far each mail got. Those that are neither sent nor refused wait until they are due.
ALTER TABLE mails ADD COLUMN tries INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mails ADD COLUMN due INTEGER NOT NULL DEFAULT 0;
ALTER TABLE mails ADD COLUMN refused INTEGER;
ALTER TABLE mails ADD COLUMN reason TEXT;
UPDATE mails SET due = created;
CREATE INDEX mails_waiting ON mails (due, id) WHERE sent IS NULL AND refused IS NULL;
CREATE INDEX mails_sent ON mails (sent) WHERE sent IS NOT NULL;
