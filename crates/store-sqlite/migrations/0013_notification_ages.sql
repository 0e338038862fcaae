-- What is old is put away, and forgotten later.
CREATE INDEX notifications_by_age ON notifications (created);
