-- Whoever sends a mail, or calls a webhook, has it until this moment, or until it is written down what became of it.
ALTER TABLE mails ADD COLUMN leased bigint;
ALTER TABLE webhooks ADD COLUMN leased bigint;
CREATE INDEX mails_leased ON mails (leased) WHERE sent IS NULL AND refused IS NULL AND leased IS NOT NULL;
