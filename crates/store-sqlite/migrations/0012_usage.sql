-- How often somebody asked the APIs in a day (days since 1970, UTC).
CREATE TABLE uses (
    day INTEGER NOT NULL,
    who TEXT NOT NULL,
    count INTEGER NOT NULL,
    PRIMARY KEY (day, who)
) STRICT, WITHOUT ROWID;
