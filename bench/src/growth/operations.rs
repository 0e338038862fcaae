//! What is done. A new operation is a row.

use std::path::Path;

use anyhow::{Context, Result};
use aws_lc_rs::digest;
use rusqlite::{Connection, params};

use crate::commands::{self, ViewCache};
use crate::oauth::{FUNDER, HUB, PEOPLE, Wire};
use crate::process::Server;
use crate::writes;

/// Whose record it is all about: the first of the demo's people, as the store knows them.
pub const PERSON: &str = PEOPLE[0];

pub struct Operation {
    pub name: &'static str,
    /// How often it is done; the middle counts.
    pub times: usize,
    /// It is refused, and does its work all the same.
    pub refused: bool,
    pub request: fn(&mut World) -> Vec<u8>,
}

const fn often(name: &'static str, request: fn(&mut World) -> Vec<u8>) -> Operation {
    Operation { name, times: 40, refused: false, request }
}

/// What ends something is done one time, and last.
const fn once(name: &'static str, request: fn(&mut World) -> Vec<u8>) -> Operation {
    Operation { name, times: 1, refused: false, request }
}

pub const OPERATIONS: &[Operation] = &[
    often("a token exchange", |world| {
        let types = "urn%3Aietf%3Aparams%3Aoauth%3Atoken-type%3A";
        let form = format!(
            "subject_token={}&subject_token_type={types}id_token&requested_token_type={types}access_token",
            world.id_token
        );
        HUB.token("urn%3Aietf%3Aparams%3Aoauth%3Agrant-type%3Atoken-exchange", &form)
    }),
    often("a code for a token", |world| {
        let code = world.next();
        FUNDER.token("authorization_code", &format!("code=growth-code-{}", code % CODES))
    }),
    often("authorize, agreed before", |world| {
        let path = format!(
            "/oauth/authorize?client_id={}&response_type=code&scope=openid&redirect_uri={}",
            FUNDER.id, FUNDER.callback
        );
        world.page(&path)
    }),
    often("a refresh", |_| FUNDER.token("refresh_token", "refresh_token=growth-refresh&revoke_old=false")),
    often("an introspection", |world| FUNDER.post("/oauth/introspect", &format!("token={}", world.own))),
    often("a bearer check", |world| get("/api/v3.0/status", &world.own)),
    often("a record", |world| get(&format!("/api/v3.0/{PERSON}/record"), &world.granted)),
    often("a section of one item", |world| get(&format!("/api/v3.0/{PERSON}/keywords"), &world.granted)),
    often("a work added", |world| {
        let number = world.next();
        let grant = writes::Grant { orcid: PERSON.to_owned(), token: world.granted.clone() };
        grant.post("work", &writes::work(&format!("growth.{number}")))
    }),
    often("a page of the feed", |world| get("/sync/changes?limit=10", &world.own)),
    often("a page of groups", |world| get("/api/v3.0/group-id-record?page-size=10", &world.groups)),
    often("a group by its name", |world| get("/api/v3.0/group-id-record?name=Nobody", &world.groups)),
    often("the trusted list", |world| world.page("/trusted-parties")),
    often("the inbox", |world| world.page("/inbox")),
    often("one's own page", |world| world.page("/my-orcid")),
    often("a public page", |_| b"GET /0009-9000-0000-0029 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".to_vec()),
    often("a page of works", |_| format!("GET /{PERSON} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").into_bytes()),
    once("a revocation", |_| FUNDER.post("/oauth/revoke", "token=growth-spare")),
    Operation {
        name: "a code used again",
        times: 1,
        refused: true,
        request: |_| FUNDER.token("authorization_code", "code=growth-used"),
    },
];

/// So many codes are there for each store.
const CODES: usize = 50;

/// What requests need. Stores are copies of one, so it is good for all of them.
pub struct World {
    id_token: String,
    /// Of the client for itself.
    own: String,
    groups: String,
    /// For the record of [`PERSON`].
    granted: String,
    number: usize,
}

impl World {
    /// A store with the people and clients of the demo, codes, tokens and a session.
    pub fn prepare(folder: &Path) -> Result<Self> {
        drop(Server::start(commands::sandbox()?.arg("--data").arg(folder))?);
        let conn = Connection::open(folder.join("byline.db"))?;
        let person = 990_000_000_001i64; // its first fifteen digits
        let now = "(CAST(strftime('%s', 'now') AS INTEGER) * 1000)";
        let names =
            (0..CODES).map(|it| format!("growth-code-{it}")).chain(["growth-first".into(), "growth-used".into()]);
        for name in names {
            let sql = format!(
                "INSERT INTO codes (hash, client, person, redirect_uri, scopes, authenticated, second_factor, expires)
                VALUES (?1, ?2, {person}, ?3, '[\"openid\",\"/activities/update\",\"/read-limited\"]', {now}, 0,
                    {now} + 86400000)"
            );
            conn.execute(&sql, params![hash(&name), FUNDER.id, FUNDER.callback])?;
        }
        let sql = format!(
            "INSERT INTO sessions (id, person, signed_in, authenticated, second_factor, seen)
            VALUES (?1, {person}, 1, {now}, 0, {now} + 3600000)"
        );
        conn.execute(&sql, params![hash("growth-session")])?;
        conn.close().map_err(|(_, error)| error)?;

        let server = Server::start(&mut commands::serve(folder, ViewCache::Off)?)?;
        let mut wire = Wire::connect(server.listen)?;
        let first = FUNDER.token("authorization_code", "code=growth-first");
        let (head, body) = wire.ask(&first)?;
        let answer: serde_json::Value = serde_json::from_str(&body).with_context(|| format!("{head}{body}"))?;
        let member = |name: &str| Ok::<_, anyhow::Error>(answer[name].as_str().context("no such member")?.to_owned());
        let (id_token, granted) = (member("id_token")?, member("access_token")?);
        wire.ask(&FUNDER.token("authorization_code", "code=growth-used"))?;
        let mut client = |scope: &str| wire.member(&FUNDER.token("client_credentials", scope), "access_token");
        let own = client("scope=%2Fread-public")?;
        let groups = client("scope=%2Fgroup-id-record%2Fread")?;
        drop(wire);
        drop(server);

        // Two more under the permission of the first: one to refresh, one to revoke.
        let conn = Connection::open(folder.join("byline.db"))?;
        for name in ["growth-refresh", "growth-spare"] {
            let sql = "INSERT INTO tokens (id, permission, place, access, refresh, tail, issued, expires)
                SELECT n, t.permission, n, ?1, ?2, 'tail', t.issued, t.expires
                FROM tokens t, (SELECT max(id) + 1 AS n FROM tokens) WHERE t.access = ?3";
            let access = if name == "growth-spare" { hash(name) } else { hash("growth-refreshed") };
            conn.execute(sql, params![access, hash(name), hash(&granted)])?;
        }
        conn.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
        Ok(World { id_token, own, groups, granted, number: 0 })
    }

    fn next(&mut self) -> usize {
        self.number += 1;
        self.number
    }

    /// A page for [`PERSON`], who is signed in.
    fn page(&self, path: &str) -> Vec<u8> {
        format!("GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: byline-session=growth-session\r\n\r\n").into_bytes()
    }
}

fn get(path: &str, token: &str) -> Vec<u8> {
    format!(
        "GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {token}\r\nAccept: application/json\r\n\r\n"
    )
    .into_bytes()
}

/// As the store keeps secrets.
fn hash(secret: &str) -> Vec<u8> {
    digest::digest(&digest::SHA256, secret.as_bytes()).as_ref().to_vec()
}
