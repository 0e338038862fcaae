-- Which peer review belongs to which group: a group in use is not deleted. Filled with what is there when it is made.
CREATE TABLE review_groups (
    orcid INTEGER NOT NULL,
    put_code INTEGER NOT NULL,
    group_key TEXT NOT NULL,         -- in lower case
    PRIMARY KEY (orcid, put_code)
) STRICT, WITHOUT ROWID;
CREATE INDEX review_groups_by_group ON review_groups (group_key);
