-- Where entries of the journal are found: by action, by who did it, by whom it is about. Entries get their places together
-- and in order, some hundred at a time; those behind meta.journal_placed have none yet and are looked through.
CREATE TABLE journal_places (
    list INTEGER NOT NULL,           -- 1 action, 2 actor, 3 person, 4 client
    key ANY NOT NULL,                -- as the column of the journal; nobody is ''
    at INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (list, key, at, number)
) STRICT, WITHOUT ROWID;
ALTER TABLE meta ADD COLUMN journal_placed INTEGER NOT NULL DEFAULT 0;
INSERT INTO journal_places
    SELECT 1, action, at, number FROM journal
    UNION ALL SELECT 2, coalesce(actor, ''), at, number FROM journal
    UNION ALL SELECT 3, person, at, number FROM journal WHERE person IS NOT NULL
    UNION ALL SELECT 4, client, at, number FROM journal WHERE client IS NOT NULL
    ORDER BY 1, 2, 3, 4;
UPDATE meta SET journal_placed = journal;
DROP INDEX journal_by_action;
DROP INDEX journal_by_actor;
DROP INDEX journal_by_person;
DROP INDEX journal_by_client;
