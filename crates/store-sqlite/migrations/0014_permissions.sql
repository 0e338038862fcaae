-- What a client may do with a person's record is one row, however often the person signs in with it: a person, a client
-- (perhaps on behalf of another), a set of scopes. Tokens are kept under it, and end with it.
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

-- Filled with what is there, then the old table goes.
ALTER TABLE tokens RENAME TO tokens_before;

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
-- What leaves, see `ForgetExpired`.
CREATE INDEX tokens_expiring ON tokens (expires);
CREATE INDEX tokens_replaced ON tokens (revoked) WHERE revocation_reason = 'replaced';

-- The first token that was made of a code, by its number.
ALTER TABLE codes ADD COLUMN token INTEGER;
