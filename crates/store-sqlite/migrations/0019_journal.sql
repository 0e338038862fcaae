-- What people and clients did. Each entry is in up to four indexes, and each write of a client has an entry: actors are
-- numbers where they are people, and who is the actor is not named again as person or client.
CREATE TABLE journal (
    number INTEGER PRIMARY KEY,      -- in order of commit
    at INTEGER NOT NULL,
    action INTEGER NOT NULL,
    actor ANY,                       -- a person's number, a client's id, operator, registry; none: nobody known
    person INTEGER,
    client TEXT,
    matter TEXT,
    reason TEXT
) STRICT;
CREATE INDEX journal_by_action ON journal (action, at);
CREATE INDEX journal_by_actor ON journal (actor, at);
CREATE INDEX journal_by_person ON journal (person, at) WHERE person IS NOT NULL;
CREATE INDEX journal_by_client ON journal (client, at) WHERE client IS NOT NULL;
ALTER TABLE meta ADD COLUMN journal INTEGER NOT NULL DEFAULT 0;  -- the newest number there ever was
