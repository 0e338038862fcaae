-- Moments are milliseconds since 1970, iDs their first fifteen digits.

-- One row: what must survive restarts and belongs to no table.
CREATE TABLE meta (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    put_code INTEGER NOT NULL,      -- the next number that no lease has covered
    names_epoch INTEGER NOT NULL,
    records INTEGER NOT NULL,       -- how many there are
    sequence INTEGER NOT NULL       -- the newest number in change_log
) STRICT;
INSERT INTO meta (id, put_code, names_epoch, records, sequence) VALUES (1, 1, 1, 0, 0);

CREATE TABLE records (
    orcid INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    primary_orcid INTEGER,
    modified INTEGER,
    body TEXT NOT NULL
) STRICT;

-- The last version of deleted records: should one come back, it goes on from there, so that no version ever stands
-- for two contents.
CREATE TABLE retired (
    orcid INTEGER PRIMARY KEY,
    version INTEGER NOT NULL
) STRICT;

-- Reading a record is one range scan.
CREATE TABLE items (
    orcid INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    put_code INTEGER NOT NULL,
    visibility INTEGER NOT NULL,
    author TEXT,
    author_name TEXT,
    origin TEXT,
    origin_name TEXT,
    created INTEGER,
    modified INTEGER,
    display_index INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (orcid, kind, put_code)
) STRICT, WITHOUT ROWID;

-- Lower-case addresses of the items that are e-mail addresses.
CREATE TABLE emails (
    address TEXT PRIMARY KEY,
    orcid INTEGER NOT NULL,
    put_code INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX emails_by_item ON emails (orcid, put_code);

CREATE TABLE clients (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    body TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE tokens (
    access BLOB PRIMARY KEY,
    refresh BLOB,
    tail TEXT NOT NULL,
    client TEXT NOT NULL,
    person INTEGER,
    scopes TEXT NOT NULL,
    issued INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    revoked INTEGER,
    revocation_reason TEXT,
    origin_client TEXT,
    code BLOB
) STRICT, WITHOUT ROWID;
CREATE INDEX tokens_by_refresh ON tokens (refresh) WHERE refresh IS NOT NULL;
CREATE INDEX tokens_by_client ON tokens (client, issued);
CREATE INDEX tokens_by_person ON tokens (person, issued) WHERE person IS NOT NULL;

CREATE TABLE group_ids (
    put_code INTEGER PRIMARY KEY,
    group_id TEXT NOT NULL,
    group_key TEXT NOT NULL UNIQUE,  -- group_id in lower case
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    group_type TEXT NOT NULL,
    author TEXT,
    author_name TEXT,
    origin TEXT,
    origin_name TEXT,
    created INTEGER,
    modified INTEGER
) STRICT;

CREATE TABLE organizations (
    source TEXT NOT NULL,
    identifier TEXT NOT NULL,
    name TEXT NOT NULL,
    city TEXT,
    region TEXT,
    country TEXT,
    PRIMARY KEY (source, identifier)
) STRICT, WITHOUT ROWID;

-- Appended in the transaction of the change, by the one writer: whoever sees a number sees all before it. A row holds
-- the entries that one change set made about one subject in a row, packed (`log_pack.rs`): an import writes one row per
-- record instead of one per item.
CREATE TABLE change_log (
    sequence INTEGER PRIMARY KEY,   -- the number of the last entry in the row
    at INTEGER NOT NULL,
    orcid INTEGER,
    subject TEXT,
    entries BLOB NOT NULL
) STRICT;

-- Rendered answers. Deleted in the transaction that changes their record, so what is found is current.
CREATE TABLE views (
    orcid INTEGER NOT NULL,
    key INTEGER NOT NULL,
    version INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (orcid, key)
) STRICT;
