-- Who wants to hear of changes to which record, and how far each was told. `due` is null when nothing is to be called.
CREATE TABLE webhooks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    client TEXT NOT NULL,
    orcid INTEGER NOT NULL,
    uri TEXT NOT NULL,
    host TEXT NOT NULL,
    created INTEGER NOT NULL,
    owed INTEGER NOT NULL,          -- numbers in change_log
    told INTEGER NOT NULL,
    failures INTEGER NOT NULL DEFAULT 0,
    sent INTEGER,
    due INTEGER,
    given_up INTEGER,
    UNIQUE (orcid, uri, client)
) STRICT;
CREATE INDEX webhooks_due ON webhooks (client, host, due, id) WHERE due IS NOT NULL;
CREATE INDEX webhooks_client ON webhooks (client, id);

-- What became of the last calls of each.
CREATE TABLE webhook_calls (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    hook INTEGER NOT NULL,
    client TEXT NOT NULL,
    at INTEGER NOT NULL,
    millis INTEGER NOT NULL,
    status INTEGER,
    failure TEXT
) STRICT;
CREATE INDEX webhook_calls_hook ON webhook_calls (hook, id);
CREATE INDEX webhook_calls_client ON webhook_calls (client, id);
