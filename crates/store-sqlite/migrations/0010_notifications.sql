-- What people find in their inbox.
CREATE TABLE notifications (
    put_code INTEGER PRIMARY KEY,
    orcid INTEGER NOT NULL,
    kind TEXT NOT NULL,
    author TEXT,
    author_name TEXT,
    origin TEXT,
    origin_name TEXT,
    created INTEGER NOT NULL,
    sent INTEGER,
    read INTEGER,
    actioned INTEGER,
    archived INTEGER,
    body TEXT NOT NULL
) STRICT;
CREATE INDEX notifications_by_person ON notifications (orcid, created, put_code);
CREATE INDEX notifications_by_author ON notifications (orcid, author, kind, created, put_code) WHERE author IS NOT NULL;
-- The number beside the link to the inbox, on every page of somebody who is signed in.
CREATE INDEX notifications_unread ON notifications (orcid) WHERE read IS NULL AND archived IS NULL;
