-- What else is known of organisations, as JSON, and the number of the log at which each was put last.
ALTER TABLE organizations ADD COLUMN details TEXT;
ALTER TABLE organizations ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX organizations_by_change ON organizations (changed, source, identifier);
