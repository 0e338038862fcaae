-- What items of one source may not share, as numbers made of kind, source and identifier (`byline_store::identities`).
CREATE TABLE identities (
    orcid INTEGER NOT NULL,
    key INTEGER NOT NULL,
    put_code INTEGER NOT NULL,
    PRIMARY KEY (orcid, key, put_code)
) STRICT, WITHOUT ROWID;

-- How many items of a kind a record has; kept, because counting would read them.
CREATE TABLE item_counts (
    orcid INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (orcid, kind)
) STRICT, WITHOUT ROWID;

-- How far the consumers of the change log have come.
CREATE TABLE cursors (
    consumer TEXT PRIMARY KEY,
    sequence INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- Who made the changes, where that is known.
ALTER TABLE change_log ADD COLUMN author TEXT;
ALTER TABLE change_log ADD COLUMN origin TEXT;
