-- Lists are read a stretch at a time, each from a place in an index on.
ALTER TABLE meta ADD COLUMN clients INTEGER NOT NULL DEFAULT 0;
UPDATE meta SET clients = (SELECT count(*) FROM clients);

-- Groups by age: the moment, or a time before all others.
ALTER TABLE group_ids ADD COLUMN age INTEGER NOT NULL DEFAULT -9223372036854775807;
UPDATE group_ids SET age = created WHERE created IS NOT NULL;
DROP INDEX group_ids_by_age;
CREATE INDEX group_ids_by_age ON group_ids (age, put_code);

-- The two shelves of an inbox, each by age.
CREATE INDEX notifications_shelves ON notifications (orcid, (archived IS NOT NULL), created, put_code);

CREATE INDEX contested_by_address ON contested (address, orcid, put_code);
