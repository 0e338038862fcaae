-- What the authorization server keeps. Used codes stay until they are forgotten, so that a second use is recognised.
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
) STRICT, WITHOUT ROWID;
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

-- From which tokens a delegated one was derived: it goes with the last of them.
CREATE TABLE token_bases (
    delegated BLOB NOT NULL,
    basis BLOB NOT NULL,
    PRIMARY KEY (delegated, basis)
) STRICT, WITHOUT ROWID;
CREATE INDEX token_bases_by_basis ON token_bases (basis);
CREATE INDEX tokens_by_code ON tokens (code) WHERE code IS NOT NULL;
CREATE INDEX tokens_by_origin ON tokens (person, origin_client) WHERE origin_client IS NOT NULL;

CREATE TABLE signing_keys (
    kid TEXT PRIMARY KEY,
    pkcs8 BLOB NOT NULL,
    created INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
