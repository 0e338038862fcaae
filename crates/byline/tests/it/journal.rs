//! `byline journal`, beside a registry that runs.

use std::path::Path;

use byline_store::{Action, Kept};
use serde_json::{Value, json};

use crate::support::{Running, UPDATER, byline, root, run, text};

fn journal(folder: &Path, more: &[&str]) -> Vec<Value> {
    let output = byline().args(["journal", "--json", "--data"]).arg(folder).args(more).output().expect("it starts");
    assert!(output.status.success(), "{output:?}");
    text(&output.stdout).lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect()
}

fn actions(entries: &[Value]) -> Vec<&str> {
    entries.iter().map(|it| it["action"].as_str().expect("a text")).collect()
}

/// Somebody comes, a client writes to their record and is gone, and so are they.
async fn a_short_life(sandbox: &Running) -> String {
    let (status, person) = sandbox.post("/__sandbox/people", json!({"given_names": "Ada"})).await;
    assert_eq!(status, 201, "{person}");
    let orcid = person["orcid"].as_str().expect("an iD").to_owned();
    let wanted = json!({"client": UPDATER, "orcid": orcid, "scopes": ["/person/update"]});
    let (status, token) = sandbox.post("/__sandbox/tokens", wanted).await;
    assert_eq!(status, 201, "{token}");
    for keyword in ["tides", "moons", "ants"] {
        let sent = reqwest::Client::new()
            .post(sandbox.url(&format!("/api/v3.0/{orcid}/keywords")))
            .bearer_auth(token["access_token"].as_str().expect("a token"))
            .json(&json!({"content": keyword}))
            .send();
        assert_eq!(sent.await.expect("it answers").status(), 201);
    }
    let gone = reqwest::Client::new().delete(sandbox.url(&format!("/__sandbox/people/{orcid}"))).send().await;
    assert!(gone.expect("it answers").status().is_success());
    orcid
}

/// D-58
#[tokio::test]
async fn what_was_done_is_told_while_the_server_runs() {
    let folder = tempfile::tempdir().expect("a folder");
    let sandbox = Running::sandbox([Path::new("--data"), folder.path()]);
    let orcid = a_short_life(&sandbox).await;
    // Whose record it was is told of what staff did alone.
    let of_person = journal(folder.path(), &["--person", &orcid]);
    assert_eq!(actions(&of_person), ["person-removed", "token-made", "person-created"]);
    assert_eq!(of_person[1]["client"], UPDATER);
    assert_eq!(of_person[1]["matter"], "/person/update");
    let of_client = journal(folder.path(), &["--client", UPDATER]);
    assert_eq!(actions(&of_client), ["items-added", "items-added", "items-added", "token-made"]);
    assert_eq!((&of_client[0]["person"], &of_client[0]["matter"]), (&Value::Null, &json!("1 keyword")));
    let both = journal(folder.path(), &["--client", UPDATER, "--actor", "operator"]);
    assert_eq!(actions(&both), ["token-made"]);
    assert_eq!(journal(folder.path(), &["--until", "2000-01-01T00:00:00Z"]), Vec::<Value>::new());
    for day in ["2000-01-01T00:00:00Z", "2000-01-01"] {
        assert_eq!(journal(folder.path(), &["--since", day, "--limit", "3"]).len(), 3);
    }

    // A page, and the next.
    let wanted = ["--actor", UPDATER, "--action", "items-added"];
    let whole = journal(folder.path(), &wanted);
    let first = byline().args(["journal", "--data"]).arg(folder.path()).args(wanted).args(["--limit", "2"]).output();
    let first = first.expect("it starts");
    let lines = text(&first.stdout);
    assert_eq!(lines.lines().count(), 2);
    assert!(lines.lines().all(|it| it.ends_with("added 1 keyword to somebody")), "{lines}");
    let said = text(&first.stderr);
    let (_, place) = said.trim().rsplit_once("--before ").expect("where it goes on");
    assert_eq!(journal(folder.path(), &[&wanted[..], &["--before", place]].concat()), whole[2..]);
}

#[test]
fn wrong_calls_say_what_there_is() {
    for (arguments, said) in [
        (["--action", "signed-inn"], "signed-in"),
        (["--actor", "me"], "operator"),
        (["--before", "7"], "expected a number and a moment"),
        (["--since", "yesterday"], "a moment or a day"),
        (["--limit", "0"], "a whole number from 1"),
    ] {
        let output = run(["journal", "--data", "nowhere"].into_iter().chain(arguments));
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(text(&output.stderr).contains(said), "{}", text(&output.stderr));
    }
}

/// The page for operators has a row for each time that entries are kept, with the actions that are kept so long.
#[test]
fn the_page_says_how_long_each_action_is_kept() {
    let page = std::fs::read_to_string(root().join("docs/operating/day-to-day.md")).expect("the page is there");
    for action in Action::ALL {
        let spec = action.spec();
        let row = match spec.kept {
            Kept::Days(days) => format!("| {days} days |"),
            Kept::ForGood => "| for good |".to_owned(),
        };
        let row = page.lines().find(|it| it.starts_with(&row)).unwrap_or_else(|| panic!("no row {row}"));
        assert!(row.contains(&format!("`{}`", spec.name)), "{}: {row}", spec.name);
    }
}
