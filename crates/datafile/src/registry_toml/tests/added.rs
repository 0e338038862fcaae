//! What it takes to add a table: its description, and a line where the file is described.

use byline_model::{ClientId, OrcidId, Timestamp};
use serde_json::json;

use super::NOW;
use crate::registry_toml::columns::{self, Columns, Form, filled, moment, rows, table};
use crate::registry_toml::tables::forms::{client_id, orcid};
use crate::registry_toml::tables::{Clients, file};
use crate::registry_toml::{ClientEntry, FileErrors, read, written};

#[derive(Clone, Debug, PartialEq)]
pub struct Badge {
    owner: OrcidId,
    word: Box<str>,
    given: Option<Timestamp>,
    by: Option<ClientId>,
}

table! {
    /// Badges that people wear.
    Badges: Badge { owner, word, given, by } {
        /// Who wears it.
        owner: orcid(),
        /// What it says.
        word: filled(),
        /// When it was given.
        given: moment().optional(),
        /// Who gave it.
        by as "given_by": client_id().optional(),
    }
    where {
        if by.is_some() && given.is_none() {
            return Err(crate::registry_toml::Invalid::new("needs given").under("given_by").into());
        }
    }
    once ("owner", "word") by |it| (it.owner, &it.word);
}

file! {
    /// A file with badges.
    File: WithBadges {
        clients: Vec<ClientEntry> = rows(Clients).or_empty(),
        badges: Vec<Badge> = rows(Badges).or_empty(),
    }
}

const TEXT: &str = r#"[[clients]]
id = "APP-0000000000000A01"
name = "Depot"
type = "updater"

[[badges]]
owner = "0000-0002-1825-0097"
word = "reviewer"
given = 2020-01-01T00:00:00Z
given_by = "APP-0000000000000A01"

[[badges]]
owner = "0000-0002-1825-0097"
word = "author"
"#;

fn with_badges(text: &str) -> Result<WithBadges, FileErrors> {
    read(&File, text, "badges.toml".as_ref(), NOW)
}

#[test]
fn it_is_read_and_written() {
    let file = with_badges(TEXT).unwrap();
    assert_eq!((file.clients.len(), file.badges.len()), (1, 2));
    assert_eq!(file.badges[0].by.as_ref().map(ClientId::as_str), Some("APP-0000000000000A01"));
    assert_eq!(file.badges[1].given, None);
    assert_eq!(with_badges(&written(&File, file.clone())).unwrap(), file);
}

#[test]
fn everything_that_is_wrong_with_it_is_told_by_its_line() {
    let text = TEXT
        .replace("\"reviewer\"\ngiven = 2020-01-01T00:00:00Z", "\"author\"\nwore = true")
        .replace("\"updater\"", "\"up\"")
        .replace("word = \"author\"\n\"", "word = \"author\"\ngiven = 5\n");
    let FileErrors(all) = with_badges(&text).unwrap_err();
    let told: Vec<String> = all.iter().map(ToString::to_string).collect();
    let expected = [
        "badges.toml:4: clients[0].type: must be one of public-client, updater, creator, premium-updater, premium-creator",
        "badges.toml:9: badges[0].wore: unknown field `wore`; did you mean `word`?",
        "badges.toml:10: badges[0].given_by: needs given",
    ];
    assert_eq!(told, expected);
    let twice = TEXT.replace("reviewer", "author");
    assert_eq!(with_badges(&twice).unwrap_err().to_string(), "badges.toml:14: badges[1].word: stands here twice");
}

#[test]
fn editors_and_readers_know_it() {
    let looks = File.looks();
    let schema = columns::schema(&looks);
    assert_eq!(schema["properties"]["badges"]["items"], json!({"$ref": "#/definitions/Badges"}));
    let badge = &schema["definitions"]["Badges"];
    assert_eq!(badge["required"], json!(["owner", "word"]));
    assert_eq!(badge["properties"]["given_by"]["description"], "Who gave it.");
    let page = columns::page(&looks);
    assert!(
        page.contains("## `[[badges]]`\n\nBadges that people wear. No two have the same `owner`, `word`.\n"),
        "{page}"
    );
    assert!(page.contains("| `given_by` | Who gave it. | client id |  |\n"), "{page}");
}
