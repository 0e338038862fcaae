-- Written by the test that holds it to the migrations.
CREATE TABLE migrations (
            number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum INTEGER NOT NULL
        ) STRICT;
CREATE TABLE meta (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    put_code INTEGER NOT NULL,      -- the next number that no lease has covered
    names_epoch INTEGER NOT NULL,
    records INTEGER NOT NULL,       -- how many there are
    sequence INTEGER NOT NULL       -- the newest number in change_log
, group_ids INTEGER NOT NULL DEFAULT 0, clients INTEGER NOT NULL DEFAULT 0, journal INTEGER NOT NULL DEFAULT 0, clients_epoch INTEGER NOT NULL DEFAULT 0, journal_placed INTEGER NOT NULL DEFAULT 0) STRICT;
CREATE TABLE records (
    orcid INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    state TEXT NOT NULL,
    primary_orcid INTEGER,
    modified INTEGER,
    body TEXT NOT NULL
) STRICT;
CREATE TABLE retired (
    orcid INTEGER PRIMARY KEY,
    version INTEGER NOT NULL
) STRICT;
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
, owner TEXT) STRICT, WITHOUT ROWID;
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
, name_key TEXT NOT NULL DEFAULT '', age INTEGER NOT NULL DEFAULT -9223372036854775807) STRICT;
CREATE TABLE organizations (
    source TEXT NOT NULL,
    identifier TEXT NOT NULL,
    name TEXT NOT NULL,
    city TEXT,
    region TEXT,
    country TEXT, details TEXT, changed INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (source, identifier)
) STRICT, WITHOUT ROWID;
CREATE TABLE change_log (
    sequence INTEGER PRIMARY KEY,   -- the number of the last entry in the row
    at INTEGER NOT NULL,
    orcid INTEGER,
    subject TEXT,
    entries BLOB NOT NULL
, author TEXT, origin TEXT) STRICT;
CREATE TABLE views (
    orcid INTEGER NOT NULL,
    key INTEGER NOT NULL,
    version INTEGER NOT NULL,
    epoch INTEGER NOT NULL,
    body BLOB NOT NULL,
    PRIMARY KEY (orcid, key)
) STRICT;
CREATE TABLE codes (
    hash BLOB PRIMARY KEY,
    client TEXT NOT NULL,
    person INTEGER NOT NULL,
    redirect_uri TEXT NOT NULL,
    scopes TEXT NOT NULL,
    nonce TEXT,
    challenge TEXT,
    authenticated INTEGER NOT NULL,
    second_factor INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    used INTEGER
, token INTEGER) STRICT, WITHOUT ROWID;
CREATE INDEX codes_by_person ON codes (person, client);
CREATE INDEX codes_by_expiry ON codes (expires);
CREATE TABLE consents (
    person INTEGER NOT NULL,
    client TEXT NOT NULL,
    scopes TEXT NOT NULL,
    first INTEGER NOT NULL,
    latest INTEGER NOT NULL,
    PRIMARY KEY (person, client)
) STRICT, WITHOUT ROWID;
CREATE TABLE signing_keys (
    kid TEXT PRIMARY KEY,
    pkcs8 BLOB NOT NULL,
    created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
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
, tries INTEGER NOT NULL DEFAULT 0, due INTEGER NOT NULL DEFAULT 0, refused INTEGER, reason TEXT) STRICT;
CREATE INDEX mails_by_address ON mails (address_key);
CREATE INDEX mails_unsent ON mails (id) WHERE sent IS NULL;
CREATE INDEX mails_waiting ON mails (due, id) WHERE sent IS NULL AND refused IS NULL;
CREATE INDEX mails_sent ON mails (sent) WHERE sent IS NOT NULL;
CREATE TABLE names (
    key INTEGER NOT NULL,
    orcid INTEGER NOT NULL,
    PRIMARY KEY (key, orcid)
) STRICT, WITHOUT ROWID;
CREATE TABLE identities (
    orcid INTEGER NOT NULL,
    key INTEGER NOT NULL,
    put_code INTEGER NOT NULL,
    PRIMARY KEY (orcid, key, put_code)
) STRICT, WITHOUT ROWID;
CREATE TABLE item_counts (
    orcid INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (orcid, kind)
) STRICT, WITHOUT ROWID;
CREATE TABLE cursors (
    consumer TEXT PRIMARY KEY,
    sequence INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
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
CREATE TABLE review_groups (
    orcid INTEGER NOT NULL,
    put_code INTEGER NOT NULL,
    group_key TEXT NOT NULL,         -- in lower case
    PRIMARY KEY (orcid, put_code)
) STRICT, WITHOUT ROWID;
CREATE INDEX review_groups_by_group ON review_groups (group_key);
CREATE TABLE notifications (
    put_code INTEGER PRIMARY KEY,
    orcid INTEGER NOT NULL,
    kind TEXT NOT NULL,
    author TEXT,
    author_name TEXT,
    origin TEXT,
    origin_name TEXT,
    created INTEGER NOT NULL,
    sent INTEGER,
    read INTEGER,
    actioned INTEGER,
    archived INTEGER,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX notifications_by_person ON notifications (orcid, created, put_code);
CREATE INDEX notifications_by_author ON notifications (orcid, author, kind, created, put_code) WHERE author IS NOT NULL;
CREATE INDEX notifications_unread ON notifications (orcid) WHERE read IS NULL AND archived IS NULL;
CREATE TABLE replies (
    client TEXT NOT NULL,
    key TEXT NOT NULL,
    at INTEGER NOT NULL,
    fingerprint INTEGER NOT NULL,
    outcome TEXT NOT NULL,
    PRIMARY KEY (client, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX replies_by_age ON replies (at);
CREATE TABLE uses (
    day INTEGER NOT NULL,
    who TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (day, who)
) STRICT, WITHOUT ROWID;
CREATE INDEX notifications_by_age ON notifications (created);
CREATE TABLE permissions (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    person INTEGER,                  -- none for client credentials
    client TEXT NOT NULL,
    origin_client TEXT,
    scopes TEXT NOT NULL,            -- as they were first asked for
    scope_set INTEGER NOT NULL,      -- a number made of the same names in any order
    bases TEXT,                      -- the permissions it was derived from, as a list; none: not known
    ended INTEGER,
    end_reason TEXT
) STRICT;
CREATE INDEX permissions_open ON permissions (person, client, scope_set) WHERE ended IS NULL;
CREATE INDEX permissions_ended ON permissions (person, client) WHERE ended IS NOT NULL;
CREATE INDEX permissions_passed_on ON permissions (person, origin_client)
    WHERE ended IS NULL AND origin_client IS NOT NULL;
CREATE TABLE tokens (
    id INTEGER PRIMARY KEY,          -- in order of issue
    permission INTEGER NOT NULL,
    place INTEGER NOT NULL,          -- its number, or the place of the one it replaced: what was derived later rests on it
    access BLOB NOT NULL UNIQUE,
    refresh BLOB,
    tail TEXT NOT NULL,
    issued INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    revoked INTEGER,                 -- by itself; with its permission all others
    revocation_reason TEXT,
    code BLOB,
    family INTEGER                   -- the first token of its code, where that is another
) STRICT;
CREATE INDEX tokens_refresh ON tokens (refresh) WHERE refresh IS NOT NULL;
CREATE INDEX tokens_live ON tokens (permission, place) WHERE revoked IS NULL;
CREATE INDEX tokens_revoked ON tokens (permission, revocation_reason, expires) WHERE revoked IS NOT NULL;
CREATE INDEX tokens_family ON tokens (family) WHERE family IS NOT NULL;
CREATE INDEX tokens_expiring ON tokens (expires);
CREATE INDEX tokens_replaced ON tokens (revoked) WHERE revocation_reason = 'replaced';
CREATE TABLE identity_rules (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL,
    reached INTEGER NOT NULL
) STRICT;
CREATE INDEX clients_by_owner ON clients (owner, id) WHERE owner IS NOT NULL;
CREATE INDEX group_ids_by_name ON group_ids (name_key, created, put_code);
CREATE INDEX sessions_by_age ON sessions (seen);
CREATE INDEX links_by_age ON links (expires);
CREATE INDEX attempts_by_age ON attempts (latest);
CREATE INDEX notifications_current ON notifications (created) WHERE archived IS NULL;
CREATE TABLE contested (
    orcid INTEGER NOT NULL,
    put_code INTEGER NOT NULL,
    address TEXT NOT NULL,
    PRIMARY KEY (orcid, put_code)
) STRICT, WITHOUT ROWID;
CREATE INDEX group_ids_by_age ON group_ids (age, put_code);
CREATE INDEX notifications_shelves ON notifications (orcid, (archived IS NOT NULL), created, put_code);
CREATE INDEX contested_by_address ON contested (address, orcid, put_code);
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
CREATE TABLE waiting_forms (
    number INTEGER PRIMARY KEY,      -- in order of arrival
    key BLOB NOT NULL UNIQUE,
    sealed BLOB NOT NULL CHECK (length(sealed) <= 49152),
    expires INTEGER NOT NULL
) STRICT;
CREATE INDEX waiting_forms_by_age ON waiting_forms (expires);
CREATE INDEX organizations_by_change ON organizations (changed, source, identifier);
CREATE TABLE journal_places (
    list INTEGER NOT NULL,           -- 1 action, 2 actor, 3 person, 4 client
    key ANY NOT NULL,                -- as the column of the journal; nobody is ''
    at INTEGER NOT NULL,
    number INTEGER NOT NULL,
    PRIMARY KEY (list, key, at, number)
) STRICT, WITHOUT ROWID;
INSERT INTO meta VALUES (1, 1, 1, 0, 0, 0, 0, 0, 0, 0);
INSERT INTO identity_rules VALUES (1, 1, 0);
