CREATE TABLE accounts (
    orcid INTEGER PRIMARY KEY,
    body TEXT NOT NULL
) STRICT;

CREATE TABLE sessions (
    id BLOB PRIMARY KEY,
    person INTEGER NOT NULL,
    acting_for INTEGER,
    signed_in INTEGER NOT NULL,      -- 0: the second factor is still to come
    authenticated INTEGER NOT NULL,
    second_factor INTEGER NOT NULL,
    seen INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sessions_by_person ON sessions (person);
CREATE INDEX sessions_by_record ON sessions (acting_for) WHERE acting_for IS NOT NULL;

CREATE TABLE links (
    hash BLOB PRIMARY KEY,
    purpose TEXT NOT NULL,
    person INTEGER NOT NULL,
    address TEXT NOT NULL,
    expires INTEGER NOT NULL,
    used INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX links_by_person ON links (person, purpose);

CREATE TABLE attempts (
    key TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    first INTEGER NOT NULL,
    latest INTEGER NOT NULL,
    locked INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE mails (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    address TEXT NOT NULL,
    address_key TEXT NOT NULL,       -- in lower case
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    html TEXT NOT NULL,
    created INTEGER NOT NULL,
    sent INTEGER
) STRICT;
CREATE INDEX mails_by_address ON mails (address_key);
CREATE INDEX mails_unsent ON mails (id) WHERE sent IS NULL;
