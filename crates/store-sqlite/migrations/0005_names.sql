-- Where names that everybody may see are looked up: numbers of folded names (`byline_store::names`). Filled with what
-- is there when it is made.
CREATE TABLE names (
    key INTEGER NOT NULL,
    orcid INTEGER NOT NULL,
    PRIMARY KEY (key, orcid)
) STRICT, WITHOUT ROWID;
