//! Work is counted here, and not timed: how many steps SQLite's machine takes, and how many rows it writes, for one
//! operation while what it touches grows five-hundredfold. Trees that become deeper are not counted by it; whoever looks
//! at more rows is.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use byline_model::client::{Client, ClientType, RevocationReason, SecretHash, Token};
use byline_model::{Agent, ClientId, Item, ItemKind, OrcidId, PutCode, RecordHead, Source, Timestamp, Visibility};
use byline_store::notifications::NotificationChange;
use byline_store::webhooks::{Lane, WebhookChange};
use byline_store::{
    AccountChange, Action, Actor, ByChange, Change, ChangeSet, Code, Consent, Deed, GrantChange, Guard, JournalOf,
    Matter, OrganizationKey, Period, Reply, Shelf, Stretch,
};
use rusqlite::{Connection, Params};

use crate::change::Application;
use crate::effects::Effects;
use crate::{
    accounts, guards, journal, lists, mails, migrate, names, notifications, permissions, query, replies, review_groups,
    usage, webhooks, writer,
};
use byline_store::put_codes::Block;

const FEW: i64 = 10;
const MANY: i64 = 5_000;
const NOW: Timestamp = Timestamp::from_millis(1_790_000_000_000);

/// So many rows, whose number is `i`.
const ROWS: &str = "WITH RECURSIVE c(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM c WHERE i < $1) INSERT INTO ";

fn person(number: u64) -> OrcidId {
    OrcidId::from_base(990_000_000_000 + number).unwrap()
}

fn client(letter: char) -> ClientId {
    format!("APP-{}", letter.to_string().repeat(16)).parse().unwrap()
}

/// Tokens that are not among those that were put in numbers.
fn hash(name: &str) -> SecretHash {
    let mut bytes = [b'.'; 32];
    bytes[..name.len()].copy_from_slice(name.as_bytes());
    SecretHash(bytes)
}

fn token(name: &str, letter: char) -> Token {
    Token {
        access: hash(name),
        refresh: Some(hash(&format!("refresh {name}"))),
        tail: "tail".into(),
        client: client(letter),
        person: Some(person(1)),
        scopes: vec!["openid".into(), "/activities/update".into()],
        issued: NOW,
        expires: NOW.plus_seconds(1_000_000),
        revoked: None,
        origin_client: None,
        code: None,
    }
}

fn passed_on(name: &str) -> Change {
    let token = Token { origin_client: Some(client('A')), refresh: None, ..token(name, 'B') };
    Change::Grant(GrantChange::PassOn { token: Box::new(token), bases: vec![hash("own")] })
}

fn code(name: &str) -> Change {
    Change::Grant(GrantChange::PutCode(Box::new(Code {
        hash: hash(name),
        client: client('A'),
        person: person(1),
        redirect_uri: "https://app.test/cb".into(),
        scopes: vec!["openid".into()],
        nonce: None,
        challenge: None,
        authenticated: NOW,
        second_factor: false,
        expires: NOW,
        used: None,
    })))
}

fn put_token(token: Token) -> Change {
    Change::PutToken(Box::new(token))
}

fn commit(conn: &Connection, guards: &[Guard], changes: impl IntoIterator<Item = Change>) {
    let mut set = ChangeSet::new(NOW);
    set.changes.extend(changes);
    guards.iter().for_each(|guard| guards::check(conn, guard).unwrap());
    let identities = byline_store::identities::of_set(&set).unwrap();
    let (mut counters, mut effects, block) = (writer::counters(conn).unwrap(), Effects::default(), Block::default());
    Application::new(conn, &mut counters, &mut effects, &block).run(&set, &identities).unwrap();
    let sequence = i64::try_from(counters.sequence).unwrap();
    let journal = i64::try_from(counters.journal).unwrap();
    conn.prepare_cached("UPDATE meta SET sequence = $1, journal = $2").unwrap().execute([sequence, journal]).unwrap();
}

fn grow(conn: &Connection, what: &str, params: impl Params) {
    conn.execute(&format!("{ROWS}{what}"), params).unwrap();
}

/// A registry with one of everything.
fn registry() -> Connection {
    let mut conn = Connection::open_in_memory().unwrap();
    conn.set_prepared_statement_cache_capacity(200);
    migrate::run(&mut conn).unwrap();
    let record = Change::PutRecord(Box::new(RecordHead::new(person(1), NOW)));
    commit(&conn, &[], [record, put_token(token("own", 'A')), passed_on("delegated"), code("code")]);
    commit(&conn, &[], [put_token(Token { code: Some(hash("code")), ..token("of code", 'A') })]);
    conn
}

/// Steps and rows written of an operation that was done before, so that its statements are there. It is undone.
fn work(conn: &Connection, act: fn(&Connection)) -> (u64, u64) {
    let steps = Arc::new(AtomicU64::new(0));
    let mut counted = (0, 0);
    for _ in 0..2 {
        conn.execute_batch("SAVEPOINT work").unwrap();
        let (before, counter) = (conn.total_changes(), Arc::clone(&steps));
        steps.store(0, Ordering::Relaxed);
        let count = move || {
            counter.fetch_add(1, Ordering::Relaxed);
            false
        };
        conn.progress_handler(1, Some(count)).unwrap();
        act(conn);
        conn.progress_handler(0, None::<fn() -> bool>).unwrap();
        counted = (steps.load(Ordering::Relaxed), conn.total_changes() - before);
        conn.execute_batch("ROLLBACK TO work; RELEASE work").unwrap();
    }
    counted
}

type Act = (&'static str, fn(&Connection));
type Grown = (&'static str, fn(&Connection, i64));

/// Each operation does the same work however much there is of it all.
fn assert_flat(grown: &[Grown], acts: &[Act]) {
    let mut steep = Vec::new();
    for (what, grow) in grown {
        let [few, many] = [FEW, MANY].map(|count| {
            let conn = registry();
            grow(&conn, count);
            acts.iter().map(|(_, act)| work(&conn, *act)).collect::<Vec<_>>()
        });
        for ((name, _), (few, many)) in acts.iter().zip(few.into_iter().zip(many)) {
            assert!(few.0 > 0, "{name} does nothing");
            if many.0 > few.0 + few.0 / 10 + 10 || many.1 > few.1 {
                steep.push(format!("{name}: {few:?} (steps, rows) with {FEW} {what}, {many:?} with {MANY}"));
            }
        }
    }
    assert!(steep.is_empty(), "{steep:#?}");
}

// ----- tokens

const PERMISSION_OF: &str = "(SELECT permission FROM tokens WHERE tail = 'tail' AND access = $2)";

/// Tokens beside one that is there, each under its permission. `how` are expiry, revocation and its reason.
fn tokens(conn: &Connection, count: i64, beside: &str, how: &str) {
    let sql = format!(
        "tokens (id, permission, place, access, refresh, tail, issued, expires, revoked, revocation_reason)
        SELECT 1000 + i, {PERMISSION_OF}, 1000 + i, CAST(printf('%032d', i) AS BLOB),
            CAST(printf('r%031d', i) AS BLOB), 'many', {now} + i, {how} FROM c",
        now = NOW.millis()
    );
    grow(conn, &sql, rusqlite::params![count, &hash(beside).0[..]]);
}

const TOKENS: &[Grown] = &[
    ("sign-ins", |conn, count| tokens(conn, count, "own", "9000000000000, NULL, NULL")),
    ("exchanges", |conn, count| tokens(conn, count, "delegated", "9000000000000, NULL, NULL")),
    ("refreshed tokens", |conn, count| tokens(conn, count, "own", "9000000000000, 5, 'replaced'")),
    ("tokens that the client revoked", |conn, count| tokens(conn, count, "own", "9000000000000, 5, 'client-revoked'")),
    ("delegated tokens that were revoked", |conn, count| {
        tokens(conn, count, "delegated", "9000000000000, 5, 'client-revoked'")
    }),
    ("people", |conn, count| {
        let sql = "permissions (person, client, scopes, scope_set)
            SELECT 990000001000 + i, 'APP-AAAAAAAAAAAAAAAA', '[\"openid\"]', 5 FROM c";
        grow(conn, sql, [count]);
    }),
    ("clients of other people", |conn, count| {
        let sql = "permissions (person, client, scopes, scope_set)
            SELECT 990000000002, printf('APP-%016d', i), '[\"openid\"]', 5 FROM c";
        grow(conn, sql, [count]);
    }),
    ("codes", |conn, count| {
        let sql = "codes (hash, client, person, redirect_uri, scopes, authenticated, second_factor, expires, used)
            SELECT CAST(printf('%032d', i) AS BLOB), 'APP-AAAAAAAAAAAAAAAA', 990000000002, 'u', '[]', 1, 0, 9000000000000, 1 FROM c";
        grow(conn, sql, [count]);
    }),
];

fn end(conn: &Connection, letter: char) {
    let (at, reason) = (NOW, RevocationReason::UserRevoked);
    commit(
        conn,
        &[],
        [Change::Grant(GrantChange::RevokeTrust { person: person(1), client: client(letter), at, reason })],
    );
}

fn revoke(name: &str, reason: RevocationReason) -> Change {
    Change::RevokeToken { access: hash(name), at: NOW, reason }
}

#[test]
fn tokens_cost_the_same_however_many_there_are() {
    let acts: &[Act] = &[
        ("what a client holds (exchange, authorize)", |conn| {
            let held = permissions::of(conn, person(1), Some(&client('A')), NOW, &Stretch::first(9)).unwrap();
            assert_eq!(held.rows.len(), 1);
        }),
        ("what it held", |conn| {
            drop(permissions::ended_of(conn, person(1), &client('A'), NOW, &Stretch::first(9)).unwrap());
        }),
        ("the trusted list", |conn| {
            assert_eq!(permissions::of(conn, person(1), None, NOW, &Stretch::first(9)).unwrap().rows.len(), 2);
        }),
        ("an exchange", |conn| commit(conn, &[Guard::TokenLive(hash("own"))], [passed_on("new")])),
        ("a consent and its code", |conn| {
            let (scopes, first, latest) = (vec!["openid".into()], NOW, NOW);
            let consent = Consent { person: person(1), client: client('A'), scopes, first, latest };
            commit(conn, &[], [Change::Grant(GrantChange::GrantConsent(Box::new(consent))), code("new")]);
        }),
        ("a token for a code", |conn| {
            let used = GrantChange::UseCode { hash: hash("code"), at: NOW };
            let new = put_token(Token { code: Some(hash("code")), ..token("new", 'A') });
            commit(conn, &[Guard::CodeUnused(hash("code"))], [Change::Grant(used), new]);
        }),
        ("a refresh", |conn| {
            let replace = GrantChange::ReplaceBasis { from: hash("own"), to: hash("new") };
            let old = revoke("own", RevocationReason::Replaced);
            commit(conn, &[], [put_token(token("new", 'A')), Change::Grant(replace), old]);
        }),
        ("a look at a token", |conn| assert!(query::token(conn, hash("own")).unwrap().is_some())),
        ("a look at a refresh token", |conn| {
            assert!(query::token_by_refresh(conn, hash("refresh own")).unwrap().is_some());
        }),
        ("a revocation", |conn| commit(conn, &[], [revoke("own", RevocationReason::ClientRevoked)])),
        ("a refresh token that was stolen", |conn| {
            let (access, at, reason) = (hash("own"), NOW, RevocationReason::CodeReused);
            commit(conn, &[], [Change::Grant(GrantChange::RevokeFamily { access, at, reason })]);
        }),
        ("a code that is used again", |conn| {
            let (at, reason) = (NOW, RevocationReason::CodeReused);
            commit(conn, &[], [Change::Grant(GrantChange::RevokeCode { code: hash("code"), at, reason })]);
        }),
        ("taking trust away, with all that hangs on it", |conn| end(conn, 'A')),
        ("taking trust away from who acts for another", |conn| end(conn, 'B')),
        ("closing a record", |conn| {
            let (at, reason) = (NOW, RevocationReason::RecordClosed);
            commit(conn, &[], [Change::Grant(GrantChange::RevokePerson { person: person(1), at, reason })]);
        }),
        ("looking for what is over", |conn| {
            assert!(!permissions::any_gone(conn, Timestamp::EPOCH).unwrap());
            let forget = GrantChange::ForgetExpired { before: Timestamp::EPOCH, most: 500 };
            commit(conn, &[], [Change::Grant(forget)]);
        }),
    ];
    assert_flat(TOKENS, acts);
}

/// The last own token goes and takes what was derived from it along, however much that is.
#[test]
fn a_cascade_costs_the_same_however_many_tokens_it_ends() {
    let acts: &[Act] = &[("the cascade", |conn| {
        commit(conn, &[], [revoke("of code", RevocationReason::ClientRevoked)]);
        commit(conn, &[], [revoke("own", RevocationReason::ClientRevoked)]);
        let held = permissions::of(conn, person(1), None, NOW, &Stretch::first(9)).unwrap();
        assert_eq!(held.rows, []);
    })];
    assert_flat(&[("exchanges", |conn, count| tokens(conn, count, "delegated", "9000000000000, NULL, NULL"))], acts);
}

// ----- records and what is beside them

const BESIDE: &[Grown] = &[
    // A thousandfold, as it is what grows with everything.
    ("deeds of the person, the client and all others", |conn, count| {
        let sql = "journal (number, at, action, actor, person, client)
            SELECT 1000 + i, i, $2, CASE i % 3 WHEN 0 THEN 990000000001 WHEN 1 THEN 'APP-AAAAAAAAAAAAAAAA' END,
                990000000001, 'APP-AAAAAAAAAAAAAAAA' FROM c";
        let action = Action::ItemsAdded.spec().code;
        grow(conn, sql, rusqlite::params![if count == FEW { FEW } else { 1000 * FEW }, action]);
        journal::place(conn, 0).unwrap();
        conn.execute("UPDATE meta SET journal_placed = (SELECT max(number) FROM journal)", []).unwrap();
    }),
    ("records", |conn, count| {
        let sql = "records (orcid, version, state, body) SELECT 990000001000 + i, 1, 'active', '{}' FROM c";
        grow(conn, sql, [count]);
    }),
    ("people of one name", |conn, count| {
        let sql = "records (orcid, version, state, body) SELECT 990000001000 + i, 1, 'active', '{}' FROM c";
        grow(conn, sql, [count]);
        for key in byline_store::names::name_keys("Wei", "Wang") {
            grow(conn, &format!("names (key, orcid) SELECT {key}, 990000001000 + i FROM c"), [count]);
        }
    }),
    ("items of the record", |conn, count| {
        let sql = "items (orcid, kind, put_code, visibility, display_index, body)
            SELECT 990000000001, $2, 1000 + i, 0, 0, '{}' FROM c";
        grow(conn, sql, rusqlite::params![count, ItemKind::Work.code()]);
        grow(conn, "identities (orcid, key, put_code) SELECT 990000000001, i, 1000 + i FROM c", [count]);
    }),
    ("entries of the log", |conn, count| {
        let sql = "change_log (sequence, at, orcid, entries)
            SELECT 1000 + i, 1, 990000000002, (SELECT entries FROM change_log WHERE sequence = 1) FROM c";
        grow(conn, sql, [count]);
    }),
    ("mails that were sent", |conn, count| {
        let sql = "mails (address, address_key, subject, text, html, created, sent) SELECT 'a', 'a', '', '', '', 1, 5000000000000 FROM c";
        grow(conn, sql, [count]);
    }),
    ("inboxes of others", |conn, count| {
        let sql = "notifications (put_code, orcid, kind, created, archived, body)
            SELECT 1000 + i, 990000000002, 'tip', 1, 2, '{}' FROM c";
        grow(conn, sql, [count]);
    }),
    ("webhooks that are owed nothing", |conn, count| {
        let sql = "webhooks (client, orcid, uri, host, created, owed, told)
            SELECT 'APP-AAAAAAAAAAAAAAAA', 990000000002, printf('u%d', i), 'h', 1, 1, 1 FROM c";
        grow(conn, sql, [count]);
    }),
    ("webhooks of others to one host that are due", |conn, count| {
        let sql = "webhooks (client, orcid, uri, host, created, owed, told, due)
            SELECT 'APP-AAAAAAAAAAAAAAAA', 990000000002, printf('u%d', i), 'h', 1, 1, 0, 1 FROM c";
        grow(conn, sql, [count]);
    }),
    ("clients", |conn, count| {
        let sql =
            "clients (id, name, body, owner) SELECT printf('APP-%016d', i), 'n', '{}', '0009-9000-0000-0010' FROM c";
        grow(conn, sql, [count]);
    }),
    ("groups", |conn, count| {
        let sql = "group_ids (put_code, group_id, group_key, name, description, group_type, created, name_key, age)
            SELECT 1000 + i, printf('g%d', i), printf('g%d', i), 'Name', '', '', i, 'name', i FROM c";
        grow(conn, sql, [count]);
    }),
    ("reviews in one group", |conn, count| {
        grow(conn, "review_groups (orcid, put_code, group_key) SELECT 990000000002, i, 'issn:1' FROM c", [count]);
    }),
    ("organisations", |conn, count| {
        grow(conn, "organizations (source, identifier, name) SELECT 'ROR', printf('o%d', i), 'n' FROM c", [count]);
    }),
    ("sessions, links and failures", |conn, count| {
        let sql = "sessions (id, person, signed_in, authenticated, second_factor, seen)
            SELECT CAST(printf('%032d', i) AS BLOB), 990000000002, 1, 1, 0, 5000000000000 FROM c";
        grow(conn, sql, [count]);
        let sql = "links (hash, purpose, person, address, expires)
            SELECT CAST(printf('%032d', i) AS BLOB), 'p', 990000000002, 'a', 5000000000000 FROM c";
        grow(conn, sql, [count]);
        grow(
            conn,
            "attempts (key, failures, first, latest) SELECT printf('k%d', i), 1, 1, 5000000000000 FROM c",
            [count],
        );
    }),
    ("answers under keys", |conn, count| {
        let sql = "replies (client, key, at, fingerprint, outcome)
            SELECT 'APP-AAAAAAAAAAAAAAAA', printf('k%d', i), 5000000000000, 1, '' FROM c";
        grow(conn, sql, [count]);
    }),
    ("addresses that asked today", |conn, count| {
        grow(conn, "uses (day, who, count) SELECT 20000, printf('w%d', i), 1 FROM c", [count]);
    }),
];

fn work_item(number: u64) -> Item {
    let source = Source::client(client('A'));
    let body = format!(
        r#"{{"external-ids":{{"external-id":[{{"external-id-type":"doi","external-id-value":"10.5/{number}","external-id-relationship":"self"}}]}}}}"#
    );
    Item {
        kind: ItemKind::Work,
        put_code: PutCode::new(number).unwrap(),
        visibility: Visibility::Public,
        source,
        created: Some(NOW),
        modified: Some(NOW),
        display_index: 0,
        body: body.into(),
    }
}

#[test]
fn what_is_beside_costs_nothing() {
    let acts: &[Act] = &[
        ("the head of a record", |conn| drop(query::head(conn, person(1)).unwrap())),
        ("a work added", |conn| {
            let item = work_item(9);
            let keys = byline_store::identities::of_item(&item).unwrap().into();
            let room = Guard::Room { owner: person(1), kind: ItemKind::Work, more: 1, most: 10_000 };
            let unknown = Guard::NoIdentity { owner: person(1), keys, except: None };
            let deed = Deed::new(Action::ItemsAdded, &client('A')).to(person(1)).on(Matter::Items(ItemKind::Work, 1));
            let put = Change::PutItem { owner: person(1), item: Box::new(item) };
            commit(conn, &[room, unknown], [put, deed.into()]);
        }),
        ("a work replaced and deleted", |conn| {
            let (owner, kind) = (person(1), ItemKind::Work);
            let put = || Change::PutItem { owner, item: Box::new(work_item(9)) };
            commit(conn, &[], [put(), put(), Change::DeleteItem { owner, kind, put_code: PutCode::new(9).unwrap() }]);
        }),
        ("a look-up of an address", |conn| assert_eq!(query::find_by_email(conn, "a@b.org").unwrap(), None)),
        ("a look-up of a name", |conn| drop(names::find(conn, "Wei", "Wang", 5).unwrap())),
        ("a page of the feed", |conn| drop(query::log_after(conn, 0, 5).unwrap())),
        ("an inbox", |conn| {
            let shelf = notifications::on_shelf(conn, person(1), Shelf::Current, &Stretch::first(10)).unwrap();
            assert_eq!(shelf.rows, []);
        }),
        ("putting old notifications away", |conn| {
            let (archive, forget) = (NOW, Timestamp::EPOCH);
            let age = NotificationChange::Age { archive, forget, most: 10, at: NOW };
            notifications::apply(conn, &age).unwrap();
        }),
        ("webhooks that are due", |conn| {
            let lanes = webhooks::due_lanes(conn, &Stretch::first(10)).unwrap();
            assert!(lanes.rows.len() < 2);
            let lane = Lane { client: client('A'), host: "h".into() };
            assert!(webhooks::due(conn, &lane, NOW, 5).unwrap().len() <= 5);
        }),
        ("webhooks of a record", |conn| {
            let owe = WebhookChange::Owe { orcid: person(1), sequence: 5, due: NOW };
            webhooks::apply(conn, 5, &owe).unwrap();
            assert_eq!(webhooks::watched(conn, &[person(1)]).unwrap(), []);
        }),
        ("mails that are due", |conn| {
            assert_eq!(mails::due(conn, NOW, 5).unwrap(), []);
            assert_eq!(mails::unsent(conn, &Stretch::first(5)).unwrap().rows, []);
            assert_eq!(mails::first_due(conn, 5).unwrap(), []);
            accounts::apply(conn, &AccountChange::ForgetSentMails { before: NOW }).unwrap();
        }),
        ("whether somebody has clients", |conn| {
            assert!(
                !query::owns_clients(conn, person(7)).unwrap()
                    && lists::clients_of(conn, person(7), &Stretch::first(5)).unwrap().rows.is_empty()
            );
        }),
        ("a client", |conn| {
            let changed = Client::new(client('A'), "Name", ClientType::PremiumUpdater);
            commit(conn, &[], [Change::PutClient(Box::new(changed))]);
            assert!(query::client(conn, &client('A')).unwrap().is_some());
        }),
        ("a page of groups, their number, one by its name", |conn| {
            let page = lists::group_ids(conn, &Stretch::first(5)).unwrap();
            lists::group_ids(conn, &Stretch::after(page.next, 5)).unwrap();
            query::count_groups(conn).unwrap();
            query::find_group_by_name(conn, "NAME").unwrap();
            query::find_group_id(conn, "g").unwrap();
        }),
        ("whether a group is in use", |conn| assert!(!review_groups::in_use(conn, "issn:2").unwrap())),
        ("an organisation", |conn| drop(query::organization(conn, "ROR", "o").unwrap())),
        ("which organisations were put since", |conn| {
            let key = OrganizationKey { source: "S".into(), identifier: "".into() };
            let stretch = Stretch::after(ByChange { sequence: 9_000_000, key }, 10);
            assert_eq!(lists::organizations_by_change(conn, &stretch).unwrap().rows, []);
        }),
        ("a quota", |conn| {
            usage::count(conn, 20_000, &[("me".into(), 1)]).unwrap();
            usage::forget(conn, 19_000).unwrap();
            assert_eq!(usage::counted(conn, 20_000, "me").unwrap(), 1);
        }),
        ("an answer under a key", |conn| {
            replies::put(conn, &Agent::Client(client('A')), "new", &Reply { fingerprint: 1, outcome: "".into() }, NOW)
                .unwrap();
        }),
        ("a sign-in", |conn| {
            let at = AccountChange::SignedIn { orcid: person(1), at: NOW };
            commit(conn, &[], [Change::Account(at), Deed::new(Action::SignedIn, person(1)).into()]);
        }),
        ("pages of the journal, the first and another", |conn| {
            let actor = Actor::Person(person(1));
            let action = JournalOf::Action(Action::ItemsAdded);
            let lists = [JournalOf::All, JournalOf::Person(person(1)), JournalOf::Client(client('A')), action];
            for of in lists.into_iter().chain([JournalOf::Actor(actor)]) {
                let page = |stretch| journal::page(conn, &of, Period::default(), &stretch).unwrap();
                page(Stretch::after(page(Stretch::first(2)).next, 2));
            }
        }),
        ("looking for what the journal has kept for long enough", |conn| {
            assert!(!journal::outgrown(conn, Timestamp::EPOCH).unwrap());
            journal::forget(conn, Timestamp::EPOCH, 10).unwrap();
        }),
        ("a failed sign-in, and looking for what is old", |conn| {
            let key = "me".into();
            let failure = AccountChange::CountFailure { key, at: NOW, threshold: 3, restart_after: None };
            accounts::apply(conn, &failure).unwrap();
            assert!(!accounts::any_old(conn, Timestamp::EPOCH, Timestamp::EPOCH).unwrap());
            let (before, now) = (Timestamp::EPOCH, Timestamp::EPOCH);
            accounts::apply(conn, &AccountChange::ForgetOld { before, now, most: 10 }).unwrap();
        }),
    ];
    assert_flat(BESIDE, acts);
}
