-- How often a client was changed: what was worked out from them is known to be current by it, in every process.
ALTER TABLE meta ADD COLUMN clients_epoch INTEGER NOT NULL DEFAULT 0;
