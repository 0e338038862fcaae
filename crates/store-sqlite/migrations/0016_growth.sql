-- Whose clients there are is asked on pages of everybody who is signed in.
ALTER TABLE clients ADD COLUMN owner TEXT;
UPDATE clients SET owner = json_extract(body, '$.owner');
CREATE INDEX clients_by_owner ON clients (owner, id) WHERE owner IS NOT NULL;

-- Groups are read by the page, with their number, and found by name.
ALTER TABLE meta ADD COLUMN group_ids INTEGER NOT NULL DEFAULT 0;
UPDATE meta SET group_ids = (SELECT count(*) FROM group_ids);
ALTER TABLE group_ids ADD COLUMN name_key TEXT NOT NULL DEFAULT '';  -- name in lower case; filled when it is made
CREATE INDEX group_ids_by_age ON group_ids (created, put_code);
CREATE INDEX group_ids_by_name ON group_ids (name_key, created, put_code);

-- What leaves is found without looking at what stays.
CREATE INDEX sessions_by_age ON sessions (seen);
CREATE INDEX links_by_age ON links (expires);
CREATE INDEX attempts_by_age ON attempts (latest);
CREATE INDEX notifications_current ON notifications (created) WHERE archived IS NULL;
