-- Registrations that wait for an answer, sealed with what their pages carry.
CREATE TABLE waiting_forms (
    number INTEGER PRIMARY KEY,      -- in order of arrival
    key BLOB NOT NULL UNIQUE,
    sealed BLOB NOT NULL CHECK (length(sealed) <= 49152),
    expires INTEGER NOT NULL
) STRICT;
CREATE INDEX waiting_forms_by_age ON waiting_forms (expires);
