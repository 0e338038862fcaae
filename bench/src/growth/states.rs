//! What grows. A new state is a row: its name, how far it grows, and what puts it into the store, where `c` has a row for
//! each number `i`.

pub struct State {
    pub name: &'static str,
    pub many: u64,
    pub rows: &'static [&'static str],
}

/// Tokens of the client that everything is about, beside the last that it got for its person.
macro_rules! own_tokens {
    ($how:literal) => {
        concat!(
            "INSERT INTO tokens (id, permission, place, access, refresh, tail, issued, expires, revoked, revocation_reason)
            SELECT 1000000 + i, t.permission, 1000000 + i, randomblob(32), randomblob(32), 'many', t.issued, t.expires, ",
            $how,
            " FROM c, (SELECT * FROM tokens WHERE tail = 'tail' ORDER BY id DESC LIMIT 1) t"
        )
    };
}

const OTHER: &str = "INSERT INTO permissions (id, person, client, scopes, scope_set)
    SELECT 1000000 + i, 1000000 + i, 'APP-DEMOPREMIUMUPD01', '[\"openid\"]', 1 FROM c";
const OTHERS_TOKENS: &str = "INSERT INTO tokens (id, permission, place, access, refresh, tail, issued, expires)
    SELECT 1000000 + i, 1000000 + i, 1000000 + i, randomblob(32), randomblob(32), 'many', 1, 9000000000000 FROM c";
const RECORDS: &str = "INSERT INTO records (orcid, version, state, body) SELECT 1000000 + i, 1, 'active', '{}' FROM c";

pub const STATES: &[State] = &[
    State { name: "sign-ins", many: 10_000, rows: &[own_tokens!("NULL, NULL")] },
    State { name: "refreshed tokens", many: 10_000, rows: &[own_tokens!("t.issued, 'replaced'")] },
    State { name: "tokens that the client revoked", many: 10_000, rows: &[own_tokens!("t.issued, 'client-revoked'")] },
    State { name: "tokens of other people", many: 1_000_000, rows: &[OTHER, OTHERS_TOKENS] },
    State { name: "records", many: 1_000_000, rows: &[RECORDS] },
    State {
        name: "clients",
        many: 10_000,
        rows: &["INSERT INTO clients (id, name, body)
            SELECT printf('APP-%016d', i), 'Name', (SELECT body FROM clients LIMIT 1) FROM c"],
    },
    State {
        name: "entries of the log",
        many: 1_000_000,
        rows: &["INSERT INTO change_log (sequence, at, orcid, entries)
                SELECT 1000000 + i, 1, 5, (SELECT entries FROM change_log LIMIT 1) FROM c",
            "UPDATE meta SET sequence = (SELECT max(sequence) FROM change_log)"],
    },
    State {
        name: "webhooks of others",
        many: 100_000,
        rows: &["INSERT INTO webhooks (client, orcid, uri, host, created, owed, told)
            SELECT 'APP-DEMOPREMIUMUPD01', 1000000 + i, 'https://h.example/' || i, 'h.example', 1, 1, 1 FROM c"],
    },
    State {
        name: "mails that were sent",
        many: 100_000,
        rows: &["INSERT INTO mails (address, address_key, subject, text, html, created, sent)
            SELECT 'a@b.example', 'a@b.example', 's', 't', 'h', 1, 9000000000000 FROM c"],
    },
    State {
        name: "notifications of others",
        many: 1_000_000,
        rows: &["INSERT INTO notifications (put_code, orcid, kind, created, archived, body)
            SELECT 4000000000 + i, 1000000 + i, 'tip', 9000000000000, 1, '{}' FROM c"],
    },
    State {
        name: "groups",
        many: 100_000,
        rows: &["INSERT INTO group_ids (put_code, group_id, group_key, name, description, group_type, created, name_key)
                SELECT 4000000000 + i, 'g:' || i, 'g:' || i, 'Name', '', 'journal', 9000000000000 + i, 'name' FROM c",
            "UPDATE meta SET group_ids = (SELECT count(*) FROM group_ids)"],
    },
    State {
        name: "organisations",
        many: 100_000,
        rows: &["INSERT INTO organizations (source, identifier, name) SELECT 'ROR', 'o' || i, 'Name' FROM c"],
    },
    State {
        name: "sessions of others",
        many: 1_000_000,
        rows: &["INSERT INTO sessions (id, person, signed_in, authenticated, second_factor, seen)
            SELECT randomblob(32), 1000000 + i, 1, 1, 0, 9000000000000 FROM c"],
    },
    State {
        name: "works of the record",
        many: 9_000,
        rows: &[WORKS, "INSERT INTO item_counts (orcid, kind, count)
            SELECT orcid, kind, count(*) FROM items GROUP BY orcid, kind ON CONFLICT DO UPDATE SET count = excluded.count"],
    },
];

const WORKS: &str = "INSERT INTO items (orcid, kind, put_code, visibility, display_index, body)
    SELECT p.orcid, p.kind, 4000000000 + i, 0, 0, p.body FROM c,
        (SELECT * FROM items WHERE kind = (SELECT max(kind) FROM items) AND orcid =
            990000000001 LIMIT 1) p";
