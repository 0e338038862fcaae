-- Items whose address became that of another record's when addresses got their keys anew: they stay in their records,
-- and nobody is found by them.
CREATE TABLE contested (
    orcid INTEGER NOT NULL,
    put_code INTEGER NOT NULL,
    address TEXT NOT NULL,
    PRIMARY KEY (orcid, put_code)
) STRICT, WITHOUT ROWID;
