//! The schema, as numbered files that are applied once and never edited afterwards; a new database gets all that they come
//! to at once.

use rusqlite::{Connection, params};

use crate::failure::{Failure, Result};
use crate::{addresses, identities, names, permissions, query, review_groups};

/// Name, text, and what SQL cannot say, run after it. The number is the place in this list.
type Migration = (&'static str, &'static str, fn(&Connection) -> Result<()>);

const MIGRATIONS: &[Migration] = &[
    ("0001_initial", include_str!("../migrations/0001_initial.sql"), nothing),
    ("0002_grants", include_str!("../migrations/0002_grants.sql"), nothing),
    ("0003_accounts", include_str!("../migrations/0003_accounts.sql"), nothing),
    ("0004_mail_delivery", include_str!("../migrations/0004_mail_delivery.sql"), nothing),
    ("0005_names", include_str!("../migrations/0005_names.sql"), names::fill),
    ("0006_token_indexes", include_str!("../migrations/0006_token_indexes.sql"), nothing),
    ("0007_identities", include_str!("../migrations/0007_identities.sql"), identities::fill),
    ("0008_webhooks", include_str!("../migrations/0008_webhooks.sql"), nothing),
    ("0009_review_groups", include_str!("../migrations/0009_review_groups.sql"), review_groups::fill),
    ("0010_notifications", include_str!("../migrations/0010_notifications.sql"), nothing),
    ("0011_replies", include_str!("../migrations/0011_replies.sql"), nothing),
    ("0012_usage", include_str!("../migrations/0012_usage.sql"), nothing),
    ("0013_notification_ages", include_str!("../migrations/0013_notification_ages.sql"), nothing),
    ("0014_permissions", include_str!("../migrations/0014_permissions.sql"), permissions::fill),
    ("0015_identity_rules", include_str!("../migrations/0015_identity_rules.sql"), nothing),
    ("0016_growth", include_str!("../migrations/0016_growth.sql"), name_groups),
    ("0017_email_keys", include_str!("../migrations/0017_email_keys.sql"), addresses::derive_keys),
    ("0018_lists", include_str!("../migrations/0018_lists.sql"), nothing),
    ("0019_journal", include_str!("../migrations/0019_journal.sql"), nothing),
    ("0020_waiting_forms", include_str!("../migrations/0020_waiting_forms.sql"), nothing),
    ("0021_clients_epoch", include_str!("../migrations/0021_clients_epoch.sql"), nothing),
    ("0022_organizations", include_str!("../migrations/0022_organizations.sql"), nothing),
    ("0023_journal_places", include_str!("../migrations/0023_journal_places.sql"), nothing),
];

fn nothing(_: &Connection) -> Result<()> {
    Ok(())
}

/// Names of groups in lower case, which SQLite knows of ASCII alone.
fn name_groups(conn: &Connection) -> Result<()> {
    let named = "SELECT put_code, name FROM group_ids";
    for (put_code, name) in query::all(conn, named, [], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))? {
        let sql = "UPDATE group_ids SET name_key = $1 WHERE put_code = $2";
        conn.prepare_cached(sql)?.execute(params![name.to_lowercase(), put_code])?;
    }
    Ok(())
}

/// Brings the schema up to date, each migration in a transaction of its own. A database that a newer program wrote, or
/// whose applied migrations are not the ones known here, is refused rather than guessed at.
pub fn run(conn: &mut Connection) -> Result<()> {
    if is_new(conn)? {
        return make(conn);
    }
    bring_to(MIGRATIONS, conn)
}

/// What all migrations come to. A test holds it to them, and writes it anew when it is told to.
const WHOLE: &str = include_str!("../migrations/whole.sql");

fn is_new(conn: &Connection) -> Result<bool> {
    Ok(!conn.prepare("SELECT 1 FROM sqlite_schema")?.exists([])?)
}

/// The schema of a new database, in one transaction instead of one for each step that led there.
fn make(conn: &mut Connection) -> Result<()> {
    let transaction = conn.transaction()?;
    transaction.execute_batch(WHOLE)?;
    for (number, (name, sql, _)) in (1..).zip(MIGRATIONS) {
        note(&transaction, number, name, sql)?;
    }
    Ok(transaction.commit()?)
}

fn bring_to(migrations: &[Migration], conn: &mut Connection) -> Result<()> {
    conn.execute_batch(
        "CREATE TABLE IF NOT EXISTS migrations (
            number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum INTEGER NOT NULL
        ) STRICT",
    )?;
    let applied = applied(conn)?;
    if applied.len() > migrations.len() {
        return Err(Failure::unavailable("the database was written by a newer version of this program"));
    }
    for (index, migration @ (name, sql, _)) in migrations.iter().enumerate() {
        match applied.get(index) {
            Some((_, sum)) if *sum == checksum(sql) => {}
            Some((applied, _)) => {
                return Err(Failure::unavailable(format!("migration {name} is not the {applied} that was applied")));
            }
            None => apply(conn, index + 1, migration)?,
        }
    }
    Ok(())
}

/// For whoever is to serve a database later: it may be older than this program, and not newer.
pub fn must_be_known(conn: &Connection) -> Result<()> {
    let known = MIGRATIONS.iter().map(|(_, sql, _)| checksum(sql));
    let applied = applied(conn)?;
    if applied.len() > MIGRATIONS.len() {
        return Err(Failure::unavailable("the database was written by a newer version of this program"));
    }
    match applied.iter().zip(known).find(|((_, sum), known)| sum != known) {
        None => Ok(()),
        Some(((name, _), _)) => Err(Failure::unavailable(format!("migration {name} is not one of this program's"))),
    }
}

/// For who reads a database that another process may have open, and so must not change it.
pub fn must_be_current(conn: &Connection) -> Result<()> {
    let known = MIGRATIONS.iter().map(|(_, sql, _)| checksum(sql));
    if applied(conn)?.into_iter().map(|(_, sum)| sum).eq(known) {
        return Ok(());
    }
    Err(Failure::unavailable("the database is of another version: start this program on it first, as a server"))
}

/// As an older version of this program would have left it.
#[cfg(any(test, feature = "older"))]
pub fn run_before(name: &str, conn: &mut Connection) -> Result<()> {
    let place = MIGRATIONS.iter().position(|(it, ..)| it.ends_with(name)).expect("there is such a migration");
    bring_to(&MIGRATIONS[..place], conn)
}

fn applied(conn: &Connection) -> Result<Vec<(String, i64)>> {
    let mut statement = conn.prepare("SELECT name, checksum FROM migrations ORDER BY number")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn apply(conn: &mut Connection, number: usize, (name, sql, then): &Migration) -> Result<()> {
    let transaction = conn.transaction()?;
    transaction.execute_batch(sql)?;
    then(&transaction)?;
    note(&transaction, i64::try_from(number).unwrap_or(i64::MAX), name, sql)?;
    Ok(transaction.commit()?)
}

/// That a migration was applied.
fn note(conn: &Connection, number: i64, name: &str, sql: &str) -> Result<()> {
    let sum = checksum(sql);
    conn.prepare_cached("INSERT INTO migrations (number, name, checksum) VALUES ($1, $2, $3)")?
        .execute(params![number, name, sum])?;
    Ok(())
}

/// FNV-1a: this guards against mistakes, not against people who can write to the file anyway.
fn checksum(sql: &str) -> i64 {
    let sum =
        sql.bytes().fold(0xcbf2_9ce4_8422_2325u64, |sum, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
    sum.cast_signed()
}

#[cfg(test)]
mod tests {
    use byline_model::client::{RevocationReason, SecretHash};
    use byline_model::{ItemKind, OrcidId, PutCode, Source, Timestamp, email};
    use byline_store::identities::Identities;
    use byline_store::{SharedAddress, Shelf, Stretch, Walk};

    use super::*;
    use crate::effects::Effects;
    use crate::notifications;
    use crate::older::{self, Somebody};

    #[test]
    fn runs_once() {
        let mut conn = Connection::open_in_memory().unwrap();
        run(&mut conn).unwrap();
        run(&mut conn).unwrap();
        assert_eq!(applied(&conn).unwrap().len(), MIGRATIONS.len());
    }

    /// The statements that make what is in a database, its few rows included.
    fn told(conn: &Connection) -> String {
        let sql = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid";
        let mut lines: Vec<String> = query::all(conn, sql, [], |row| Ok(row.get(0)?)).unwrap();
        let tables = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name <> 'migrations' ORDER BY rowid";
        let tables: Vec<String> = query::all(conn, tables, [], |row| Ok(row.get(0)?)).unwrap();
        for table in tables {
            let mut rows = conn.prepare(&format!("SELECT * FROM {table}")).unwrap();
            let columns = rows.column_count();
            let quoted = (1..=columns).map(|_| "quote(?)").collect::<Vec<_>>().join(" || ', ' || ");
            let values: Vec<Vec<rusqlite::types::Value>> = rows
                .query_map([], |row| (0..columns).map(|at| row.get(at)).collect())
                .unwrap()
                .collect::<std::result::Result<_, _>>()
                .unwrap();
            for values in values {
                let values = rusqlite::params_from_iter(values);
                let line: String = conn.query_row(&format!("SELECT {quoted}"), values, |row| row.get(0)).unwrap();
                lines.push(format!("INSERT INTO {table} VALUES ({line})"));
            }
        }
        lines.iter().map(|line| format!("{line};\n")).collect()
    }

    #[test]
    fn a_new_database_has_what_all_migrations_come_to() {
        let mut step_by_step = Connection::open_in_memory().unwrap();
        bring_to(MIGRATIONS, &mut step_by_step).unwrap();
        let whole = format!("-- Written by the test that holds it to the migrations.\n{}", told(&step_by_step));
        if std::env::var_os("BYLINE_WRITE_SCHEMA").is_some() {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/migrations/whole.sql");
            return std::fs::write(path, whole).unwrap();
        }
        let how = "BYLINE_WRITE_SCHEMA=1 cargo test -p byline-store-sqlite what_all_migrations writes it anew";
        assert!(whole == WHOLE, "migrations/whole.sql is of other migrations: {how}");
        let mut at_once = Connection::open_in_memory().unwrap();
        run(&mut at_once).unwrap();
        assert_eq!(told(&at_once), told(&step_by_step));
        assert_eq!(applied(&at_once).unwrap(), applied(&step_by_step).unwrap());
    }

    #[test]
    fn an_older_database_is_not_current() {
        let mut conn = Connection::open_in_memory().unwrap();
        run(&mut conn).unwrap();
        assert!(must_be_current(&conn).is_ok());
        conn.execute("DELETE FROM migrations WHERE number = (SELECT max(number) FROM migrations)", []).unwrap();
        assert!(must_be_current(&conn).is_err());
    }

    #[test]
    fn an_edited_migration_is_refused() {
        let mut conn = Connection::open_in_memory().unwrap();
        run(&mut conn).unwrap();
        conn.execute("UPDATE migrations SET checksum = checksum + 1", []).unwrap();
        assert!(run(&mut conn).is_err());
    }

    #[test]
    fn a_newer_database_is_refused() {
        let mut conn = Connection::open_in_memory().unwrap();
        run(&mut conn).unwrap();
        conn.execute("INSERT INTO migrations VALUES (99, '0099_later', 0)", []).unwrap();
        assert!(run(&mut conn).is_err());
    }

    #[test]
    fn a_failing_migration_leaves_nothing() {
        let mut conn = Connection::open_in_memory().unwrap();
        run(&mut conn).unwrap();
        let broken = ("broken", "CREATE TABLE half (x); CREATE TABLE records (x)", nothing as fn(&Connection) -> _);
        assert!(apply(&mut conn, MIGRATIONS.len() + 1, &broken).is_err());
        assert!(conn.prepare("SELECT * FROM half").is_err());
        assert_eq!(applied(&conn).unwrap().len(), MIGRATIONS.len());
    }

    #[test]
    fn names_that_were_there_before_are_found() {
        let mut conn = Connection::open_in_memory().unwrap();
        bring_to(&MIGRATIONS[..4], &mut conn).unwrap();
        let lists = "INSERT INTO records (orcid, version, state, body) VALUES (990000000001, 1, 'active', '{}');
            INSERT INTO records (orcid, version, state, body) VALUES (990000000002, 1, 'active', '{}');
            INSERT INTO items (orcid, kind, put_code, visibility, display_index, body)
            VALUES (990000000001, $name, 0, 0, 0, '{\"given-names\":{\"value\":\"Lucía\"},\"family-name\":{\"value\":\"García\"}}'),
                   (990000000002, $name, 0, 2, 0, '{\"given-names\":{\"value\":\"Lucía\"},\"family-name\":{\"value\":\"García\"}}')";
        conn.execute_batch(&lists.replace("$name", &ItemKind::Name.code().to_string())).unwrap();
        run(&mut conn).unwrap();
        let found = names::find(&conn, "lucia", "garcia", 9).unwrap();
        assert_eq!(found, [OrcidId::from_base(990_000_000_001).unwrap()]);
    }

    /// People from 1 on, each with an address, and when they proved it.
    fn with_addresses(addresses: &[(&str, Option<i64>)]) -> Connection {
        let mut conn = Connection::open_in_memory().unwrap();
        let people: Vec<_> = (1..)
            .zip(addresses)
            .map(|(number, (address, proven))| Somebody {
                orcid: person(number),
                address,
                proven: proven.map(Timestamp::from_millis),
                password: None,
            })
            .collect();
        older::fill(&mut conn, &people).unwrap();
        run(&mut conn).unwrap();
        conn
    }

    fn person(number: u64) -> OrcidId {
        OrcidId::from_base(990_000_000_000 + number).unwrap()
    }

    /// D-61
    #[test]
    fn addresses_that_become_one_stay_with_who_proved_them_first() {
        let conn = with_addresses(&[
            ("ada@bücher.example", Some(300)),
            ("ada@xn--bcher-kva.example", Some(200)),
            ("ADA@bu\u{308}cher.example", None),
            ("ſam@example.org", None),
            ("sam@example.org", Some(900)),
            ("jo\u{308}rg@example.org", Some(1)),
            ("x@example.org", Some(1)),
        ]);
        let found = |address: &str| crate::query::find_by_email(&conn, address).unwrap();
        for address in ["ada@bücher.example", "Ada@xn--bcher-kva.example", "ada@bu\u{308}cher.example"] {
            assert_eq!(found(address), Some(person(2)), "{address}");
        }
        assert_eq!(found("SAM@example.org"), Some(person(5)));
        assert_eq!(found("JÖRG@example.org"), Some(person(6)), "written as one letter");
        assert_eq!(found("x@example.org"), Some(person(7)));
        let pairs: Vec<_> = shared(&conn, 1000).into_iter().map(|it| (it.address, it.keeper, it.other)).collect();
        let pair = |address: &str, keeper, other| (Box::from(address), person(keeper), person(other));
        let bücher = "ada@xn--bcher-kva.example";
        assert_eq!(pairs, [pair(bücher, 2, 1), pair(bücher, 2, 3), pair("sam@example.org", 5, 4)]);
        assert_eq!(shared(&conn, 1), shared(&conn, 1000), "one at a time");
    }

    fn shared(conn: &Connection, limit: usize) -> Vec<SharedAddress> {
        let (mut walk, mut found) = (Walk::by(limit), Vec::new());
        while let Some(stretch) = walk.stretch() {
            found.extend(walk.on(addresses::shared(conn, &stretch).unwrap()));
        }
        found
    }

    #[test]
    fn what_was_there_before_is_listed_and_counted() {
        let mut conn = Connection::open_in_memory().unwrap();
        run_before("lists", &mut conn).unwrap();
        let rows = "INSERT INTO clients (id, name, body) VALUES ('APP-0123456789ABCDEF', 'n', '{}'), ('APP-0123456789ABCDE0', 'n', '{}');
            INSERT INTO group_ids (put_code, group_id, group_key, name, description, group_type, created)
            VALUES (1, 'a', 'a', 'n', '', '', 9), (2, 'b', 'b', 'n', '', '', NULL), (3, 'c', 'c', 'n', '', '', -5);
            INSERT INTO notifications (put_code, orcid, kind, created, archived, body)
            VALUES (4, 990000000001, 'tip', 1, NULL, '{\"subject\":\"\",\"text\":\"\"}'),
                   (5, 990000000001, 'tip', 1, 2, '{\"subject\":\"\",\"text\":\"\"}')";
        conn.execute_batch(rows).unwrap();
        run(&mut conn).unwrap();
        assert_eq!(query::count_clients(&conn).unwrap(), 2);
        assert_eq!(crate::writer::counters(&conn).unwrap().clients, 2);
        let groups = crate::lists::group_ids(&conn, &Stretch::first(9)).unwrap().rows;
        assert_eq!(groups.iter().map(|it| it.put_code.get()).collect::<Vec<_>>(), [2, 3, 1]);
        let put_away = notifications::on_shelf(&conn, person(1), Shelf::Archived, &Stretch::first(9)).unwrap().rows;
        assert_eq!(put_away.iter().map(|it| it.put_code.get()).collect::<Vec<_>>(), [5]);
    }

    #[test]
    fn links_and_mails_that_were_there_before_are_found_by_the_new_key() {
        let mut conn = Connection::open_in_memory().unwrap();
        older::fill(&mut conn, &[]).unwrap();
        let lists =
            "INSERT INTO links VALUES (x'01', 'verify-email', 990000000001, 'jo\u{308}rg@example.org', 9, NULL);
            INSERT INTO mails (address, address_key, subject, text, html, created)
            VALUES ('Jo\u{308}rg@example.org', 'jo\u{308}rg@example.org', '', '', '', 0);";
        conn.execute_batch(lists).unwrap();
        run(&mut conn).unwrap();
        for sql in ["SELECT address FROM links", "SELECT address_key FROM mails"] {
            let key: String = conn.query_row(sql, [], |row| row.get(0)).unwrap();
            assert_eq!(key, email::key("jörg@example.org"), "{sql}");
        }
    }

    #[test]
    fn items_that_were_there_before_are_identified_and_counted() {
        let mut conn = Connection::open_in_memory().unwrap();
        bring_to(&MIGRATIONS[..6], &mut conn).unwrap();
        let items = r#"INSERT INTO items (orcid, kind, put_code, visibility, author, display_index, body)
            VALUES (990000000001, $kind, 5, 0, 'APP-0123456789ABCDEF', 0, '{"content":"ants"}'),
                   (990000000001, $kind, 6, 0, 'APP-0123456789ABCDEF', 0, '{"content":"bees"}')"#;
        conn.execute_batch(&items.replace("$kind", &ItemKind::Keyword.code().to_string())).unwrap();
        run(&mut conn).unwrap();
        let owner = OrcidId::from_base(990_000_000_001).unwrap();
        let source = Source::client("APP-0123456789ABCDEF".parse().unwrap());
        let keys = Identities::new(ItemKind::Keyword, &source).of_body(r#"{"content":"bees"}"#).unwrap();
        assert_eq!(identities::find(&conn, owner, &keys).unwrap(), [(keys[0], PutCode::new(6).unwrap())]);
        assert_eq!(identities::count(&conn, owner, ItemKind::Keyword).unwrap(), 2);
    }

    /// Two own tokens and one that another client derived from the first of them; one that was revoked; one of nobody.
    #[test]
    fn tokens_that_were_there_before_are_kept_under_permissions() {
        let mut conn = Connection::open_in_memory().unwrap();
        bring_to(&MIGRATIONS[..13], &mut conn).unwrap();
        let mut rows = r#"INSERT INTO tokens (access, refresh, tail, client, person, scopes, issued, expires, revoked,
                revocation_reason, origin_client, code)
            VALUES (#03, NULL, 'c', 'APP-BBBBBBBBBBBBBBBB', 990000000001, '["/a"]', 3, 9000, NULL, NULL,
                    'APP-AAAAAAAAAAAAAAAA', NULL),
                (#02, #12, 'b', 'APP-AAAAAAAAAAAAAAAA', 990000000001, '["/b","/a"]', 2,
                    9000, NULL, NULL, NULL, #66),
                (#01, #11, 'a', 'APP-AAAAAAAAAAAAAAAA', 990000000001, '["/a","/b"]', 1,
                    9000, NULL, NULL, NULL, #66),
                (#04, NULL, 'd', 'APP-AAAAAAAAAAAAAAAA', 990000000001, '["/a"]', 4, 9000, 5,
                    'client-revoked', NULL, NULL),
                (#05, NULL, 'e', 'APP-AAAAAAAAAAAAAAAA', NULL, '["/a"]', 5, 9000, NULL, NULL, NULL, NULL);
            INSERT INTO token_bases VALUES (#03, #01);
            INSERT INTO codes VALUES (#66, 'APP-AAAAAAAAAAAAAAAA', 990000000001, 'u', '[]', NULL, NULL, 1, 0,
                1, 1);"#
            .to_owned();
        for number in [1, 2, 3, 4, 5, 0x11, 0x12, 0x66] {
            rows = rows.replace(&format!("#{number:02x}"), &format!("x'{number:064x}'"));
        }
        conn.execute_batch(&rows).unwrap();
        run(&mut conn).unwrap();
        let person = OrcidId::from_base(990_000_000_001).unwrap();
        let hash = |number| {
            let mut hash = [0; 32];
            hash[31] = number;
            SecretHash(hash)
        };
        let now = Timestamp::from_millis(10);
        let mut held = permissions::of(&conn, person, None, now, &Stretch::first(9)).unwrap().rows;
        held.sort_by_key(|it| it.first);
        let held: Vec<_> = held.iter().map(|it| (it.origin_client.is_some(), it.since.millis(), it.newest)).collect();
        assert_eq!(held, [(false, 1, hash(2)), (true, 3, hash(3))]);
        let kept = permissions::tokens(&conn, &Stretch::first(9)).unwrap().rows;
        assert_eq!(kept.iter().map(|it| it.bases.as_slice()).collect::<Vec<_>>(), [&[][..], &[], &[hash(1)], &[], &[]]);
        let tokens: Vec<_> = kept.into_iter().map(|it| it.token).collect();
        assert_eq!(tokens.iter().map(|it| it.access).collect::<Vec<_>>(), [1, 2, 3, 4, 5].map(hash));
        assert_eq!(tokens[3].revoked.map(|(at, _)| at.millis()), Some(5));
        assert_eq!((tokens[1].refresh, tokens[4].person), (Some(hash(0x12)), None));
        let mut effects = Effects::default();
        permissions::revoke_code(&conn, &mut effects, hash(0x66), (now, RevocationReason::CodeReused)).unwrap();
        let why = |number| query::token(&conn, hash(number)).unwrap().unwrap().token.revoked.map(|(_, reason)| reason);
        assert_eq!(
            [1, 2, 3, 5].map(why),
            [Some(RevocationReason::CodeReused); 3].into_iter().chain([None]).collect::<Vec<_>>()[..]
        );
    }

    /// D-42
    /// An item is identified by the rules of today, whatever those were by which it was.
    #[test]
    fn identities_of_older_rules_are_made_anew() {
        let mut conn = Connection::open_in_memory().unwrap();
        run(&mut conn).unwrap();
        let source = Source::client("APP-0123456789ABCDEF".parse().unwrap());
        let body = |number: i64| {
            format!(
                r#"{{"external-ids":{{"external-id":[{{"external-id-type":"isbn","external-id-value":"978316148410{number} 9783161484117","external-id-relationship":"self"}}]}}}}"#
            )
        };
        for number in 0..9 {
            let sql = "INSERT INTO items (orcid, kind, put_code, visibility, author, display_index, body)
                VALUES ($1, $2, $3, 0, 'APP-0123456789ABCDEF', 0, $4)";
            let (orcid, kind) = (990_000_000_000 + number / 2, ItemKind::Work.code());
            conn.execute(sql, params![orcid, kind, number + 1, body(number)]).unwrap();
            conn.execute("INSERT INTO identities VALUES ($1, $2, $3)", [orcid, number, number + 1]).unwrap();
        }
        conn.execute("INSERT INTO views VALUES (990000000000, 1, 1, 1, x'00')", []).unwrap();
        conn.execute("INSERT INTO items SELECT 990000000009, kind, 77, 0, author, author_name, origin, origin_name, created, modified, 0, 'damaged' FROM items LIMIT 1", []).unwrap();
        let rows = |conn: &Connection| -> Vec<(i64, i64, i64)> {
            let mut all = conn.prepare("SELECT orcid, put_code, key FROM identities ORDER BY put_code").unwrap();
            let rows = all.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
            rows.map(Result::unwrap).collect()
        };
        let expected: Vec<_> = (0..9)
            .map(|number| {
                let keys = Identities::new(ItemKind::Work, &source).of_body(&body(number)).unwrap();
                (990_000_000_000 + number / 2, number + 1, keys[0])
            })
            .collect();
        // A run that was broken off after the first two records.
        conn.execute("UPDATE identity_rules SET reached = 990000000001", []).unwrap();
        identities::renew(&mut conn, 3).unwrap();
        let after = rows(&conn);
        assert_eq!(after[4..], expected[4..]);
        assert_eq!(after[..4].iter().map(|row| row.2).collect::<Vec<_>>(), [0, 1, 2, 3], "these had been done");
        assert_eq!(conn.query_row("SELECT count(*) FROM views", [], |row| row.get::<_, i64>(0)).unwrap(), 1);

        conn.execute("UPDATE identity_rules SET version = 1", []).unwrap();
        identities::renew(&mut conn, 1).unwrap();
        assert_eq!(rows(&conn), expected);
        assert_eq!(conn.query_row("SELECT count(*) FROM views", [], |row| row.get::<_, i64>(0)).unwrap(), 0);

        // Nothing is to be done any more.
        conn.execute("DELETE FROM identities", []).unwrap();
        identities::renew(&mut conn, 1).unwrap();
        assert_eq!(rows(&conn), []);
    }
}
