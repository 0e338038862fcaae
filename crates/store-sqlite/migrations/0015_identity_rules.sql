-- By which rules the numbers in `identities` were made (`byline_store::identities::RULES`), and the last record that has
-- them by the newest ones while they are made anew.
CREATE TABLE identity_rules (
    id INTEGER PRIMARY KEY CHECK (id = 1),
    version INTEGER NOT NULL,
    reached INTEGER NOT NULL
) STRICT;
INSERT INTO identity_rules (id, version, reached) VALUES (1, 1, 0);
