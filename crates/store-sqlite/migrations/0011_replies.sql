-- What clients were answered to requests that they gave a key; kept for a day.
CREATE TABLE replies (
    client TEXT NOT NULL,
    key TEXT NOT NULL,
    at INTEGER NOT NULL,
    fingerprint INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    PRIMARY KEY (client, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX replies_by_age ON replies (at);
