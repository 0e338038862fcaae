//! Backups of a registry that is in use, and what comes back from them.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};

use crate::mail_server::{Browser, eventually};
use crate::support::{AMELIE, Running, UPDATER, byline, root, run, text};

fn backup(data: &Path, file: &Path) -> Output {
    run([OsStr::new("backup"), OsStr::new("--data"), data.as_os_str(), file.as_os_str()])
}

fn restore(file: &Path, to: &Path) -> Output {
    run([OsStr::new("restore"), file.as_os_str(), OsStr::new("--to"), to.as_os_str()])
}

fn check(file: &Path) -> Output {
    run([OsStr::new("restore"), file.as_os_str(), OsStr::new("--check")])
}

#[track_caller]
fn good(output: Output) -> String {
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{told}");
    told
}

#[track_caller]
fn refused(output: Output) -> String {
    let told = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{told}");
    told
}

/// A registry with the demo in it.
fn imported(data: &Path) {
    good(run([OsStr::new("import"), OsStr::new("--data"), data.as_os_str(), root().join("demo").as_os_str()]));
}

fn work(mark: &str) -> Value {
    json!({
        "title": {"title": {"value": "Ants in two places"}},
        "type": "journal-article",
        "external-ids": {"external-id": [{
            "external-id-type": "doi", "external-id-value": format!("10.5555/{mark}"), "external-id-relationship": "self",
        }]},
    })
}

/// Adds works until it is over; put-codes of those that were acknowledged.
async fn write(
    server: String,
    token: String,
    writer: usize,
    written: Arc<Mutex<BTreeSet<u64>>>,
    over: Arc<AtomicBool>,
) {
    let client = reqwest::Client::new();
    for number in 0.. {
        if over.load(Ordering::Relaxed) {
            return;
        }
        let request = client.post(format!("{server}/api/v3.0/{AMELIE}/work")).bearer_auth(&token);
        let answer = request.json(&work(&format!("{writer}.{number}"))).send().await.expect("it answers");
        assert_eq!(answer.status(), 201);
        let code = answer.headers()["location"].to_str().unwrap().rsplit('/').next().unwrap().parse().unwrap();
        written.lock().unwrap().insert(code);
    }
}

async fn works(server: &Running, token: &str) -> BTreeSet<u64> {
    let request = reqwest::Client::new().get(server.url(&format!("/api/v3.0/{AMELIE}/works"))).bearer_auth(token);
    let answer = request.header("accept", "application/json").send().await.unwrap();
    assert_eq!(answer.status(), 200, "the token counts");
    let works: Value = answer.json().await.unwrap();
    let summaries = works["group"].as_array().unwrap().iter().flat_map(|it| it["work-summary"].as_array().unwrap());
    summaries.map(|it| it["put-code"].as_u64().unwrap()).collect()
}

async fn changes(server: &Running, token: &str, after: &str) -> Value {
    let address = server.url(&format!("/api/sync/changes?after={after}&limit=1000"));
    let answer = reqwest::Client::new().get(address).bearer_auth(token).send().await.unwrap();
    assert_eq!(answer.status(), 200, "the cursor counts");
    answer.json().await.unwrap()
}

/// OPS-04
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn what_was_acknowledged_before_a_backup_comes_back_and_everybody_goes_on() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    let (token, reader, password) = {
        imported(&at("one"));
        let sandbox = Running::sandbox([Path::new("--data"), &at("one")]);
        let made = async |wanted: Value| {
            let (status, token) = sandbox.post("/__sandbox/tokens", wanted).await;
            assert_eq!(status, 201, "{token}");
            token["access_token"].as_str().unwrap().to_owned()
        };
        let scopes = ["/activities/update", "/read-limited"];
        let token = made(json!({"client": UPDATER, "orcid": AMELIE, "scopes": scopes})).await;
        let reader = made(json!({"client": UPDATER, "scopes": ["/read-public"]})).await;
        let person = sandbox.json(&format!("/__sandbox/people/{AMELIE}")).await;
        (token, reader, person["password"].as_str().expect("a password").to_owned())
    };
    let server = Running::serve(&at("one"));
    let mut browser = Browser::new(&server);
    let signed_in = browser.submit("/signin", &[("username", AMELIE), ("password", &password)]).await;
    assert_eq!(signed_in.status, 303, "{}", signed_in.body);
    let keys = server.json("/oauth/jwks").await;
    let (written, over) = (Arc::<Mutex<BTreeSet<u64>>>::default(), Arc::<AtomicBool>::default());
    let mut writers = tokio::task::JoinSet::new();
    for writer in 0..4 {
        let (written, over) = (Arc::clone(&written), Arc::clone(&over));
        writers.spawn(write(server.url(""), token.clone(), writer, written, over));
    }
    eventually(async || (written.lock().unwrap().len() > 40).then_some(())).await;
    let cursor = changes(&server, &reader, "0").await["cursor"].as_str().unwrap().to_owned();
    let before = written.lock().unwrap().clone();
    let (data, file) = (at("one"), at("one.bak"));
    let told = tokio::task::spawn_blocking(move || good(backup(&data, &file))).await.unwrap();
    assert!(told.contains("backed up"), "{told}");
    let during = written.lock().unwrap().len();
    eventually(async || (written.lock().unwrap().len() > during + 20).then_some(())).await;
    over.store(true, Ordering::Relaxed);
    while let Some(ended) = writers.join_next().await {
        ended.unwrap();
    }
    let late = changes(&server, &reader, &cursor).await["cursor"].as_str().unwrap().to_owned();
    let all = written.lock().unwrap().clone();
    server.terminate();

    good(restore(&at("one.bak"), &at("two")));
    let restored = Running::serve(&at("two"));
    let there = works(&restored, &token).await;
    let lost: Vec<_> = before.difference(&there).collect();
    assert!(lost.is_empty(), "{lost:?}");
    println!("{} acknowledged before, {} in all, {} came back", before.len(), all.len(), there.len());
    assert_eq!(restored.json("/oauth/jwks").await, keys);
    let mut browser = browser.at(&restored);
    assert_eq!(browser.get("/userStatus.json").await.body, r#"{"loggedIn":true}"#, "the session goes on");
    // Cursors from before the backup, and from after it: the latter lead to nothing that came before.
    assert!(!changes(&restored, &reader, &cursor).await["changes"].as_array().unwrap().is_empty() || there == before);
    assert_eq!(changes(&restored, &reader, &late).await["changes"], json!([]));
    let request = reqwest::Client::new().post(restored.url(&format!("/api/v3.0/{AMELIE}/work"))).bearer_auth(&token);
    let added = request.json(&work("after")).send().await.unwrap();
    assert_eq!(added.status(), 201);
    let code: u64 = added.headers()["location"].to_str().unwrap().rsplit('/').next().unwrap().parse().unwrap();
    assert!(all.iter().all(|it| *it < code), "{code} was handed out before");
    let next = changes(&restored, &reader, &late).await;
    assert_eq!(next["changes"].as_array().unwrap().len(), 1, "whoever has read further hears of what is new: {next}");
    drop(restored);
    let found = good(run([OsStr::new("search"), OsStr::new("--data"), at("two").as_os_str(), OsStr::new("*:*")]));
    assert!(!found.contains("damaged"), "{found}");
}

/// OPS-05
#[test]
fn a_backup_is_private_whole_and_replaces_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    imported(&at("data"));
    good(backup(&at("data"), &at("a.bak")));
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(at("a.bak")).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o600, "{mode:o}");
    }
    let names = || -> BTreeSet<_> {
        fs::read_dir(&folder).unwrap().map(|it| it.unwrap().file_name().into_string().unwrap()).collect()
    };
    assert_eq!(names(), ["a.bak", "data"].map(str::to_owned).into(), "nothing else stays");
    let told = refused(backup(&at("data"), &at("a.bak")));
    assert!(told.contains("a.bak") && told.contains("--force"), "{told}");
    let before = fs::read(at("a.bak")).unwrap();
    good(byline().args(["backup", "--force", "--data"]).arg(at("data")).arg(at("a.bak")).output().unwrap());
    assert!(fs::read(at("a.bak")).unwrap() != before, "it says when it was made");
    let told = good(check(&at("a.bak")));
    assert!(told.contains("is whole") && told.contains("records as of"), "{told}");
    let told = refused(backup(&at("data"), &at("data")));
    assert!(told.contains("is a folder"), "{told}");
    let told = refused(backup(&at("nowhere"), &at("b.bak")));
    assert!(told.contains("no registry in"), "{told}");
    // Through pipes.
    let made = byline().args(["backup", "--data"]).arg(at("data")).arg("-").output().unwrap();
    assert!(made.status.success() && made.stdout.starts_with(b"\x28\xb5\x2f\xfd"), "{}", text(&made.stderr));
    fs::write(at("piped.bak"), &made.stdout).unwrap();
    let mut command = byline();
    command.args(["restore", "-", "--to"]).arg(at("new/one")).stdin(fs::File::open(at("piped.bak")).unwrap());
    good(command.output().unwrap());
    assert!(at("new/one/byline.db").is_file());
    let told = refused(restore(&at("a.bak"), &at("new/one")));
    assert!(told.contains("holds something"), "{told}");
    let told = refused(restore(&at("none.bak"), &at("new/two")));
    assert!(told.contains("none.bak") && told.contains("No such file"), "{told}");
    assert!(!at("new/two").exists(), "nothing is left of it");
}

/// OPS-05
#[test]
fn a_damaged_backup_is_refused_by_name_and_place() {
    let folder = tempfile::tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    imported(&at("data"));
    good(backup(&at("data"), &at("good.bak")));
    let whole = fs::read(at("good.bak")).unwrap();
    let size = whole.len();
    for place in [20, size / 3, size / 2, size - 30] {
        let mut flipped = whole.clone();
        flipped[place] ^= 1;
        fs::write(at("bad.bak"), flipped).unwrap();
        for told in [refused(check(&at("bad.bak"))), refused(restore(&at("bad.bak"), &at("restored/deep")))] {
            assert!(told.contains("bad.bak") && told.contains("byte "), "{place}: {told}");
        }
        fs::write(at("cut.bak"), &whole[..place]).unwrap();
        for told in [refused(check(&at("cut.bak"))), refused(restore(&at("cut.bak"), &at("restored/deep")))] {
            assert!(told.contains("cut.bak") && (told.contains("ends")), "{place}: {told}");
        }
        assert!(!at("restored").exists(), "nothing is left of it");
    }
    fs::write(at("text.bak"), "no backup").unwrap();
    let told = refused(restore(&at("text.bak"), &at("restored")));
    assert!(told.contains("text.bak") && told.contains("byte 0"), "{told}");
}

/// A registry of so many people that all keep their records.
fn large(folder: &Path, people: u32) -> PathBuf {
    let data = folder.join(format!("{people}"));
    let mut command = byline();
    command.args(["generate", "--people", &people.to_string(), "--mix", "kept", "--data"]).arg(&data);
    good(command.output().unwrap());
    data
}

/// OPS-05
#[test]
fn a_backup_that_is_killed_leaves_no_file_of_its_name_and_the_next_one_tidies_up() {
    let folder = tempfile::tempdir().unwrap();
    let data = large(folder.path(), 60);
    let (out, scratch) = (folder.path().join("out"), folder.path().join("scratch"));
    fs::create_dir(&out).unwrap();
    fs::create_dir(&scratch).unwrap();
    let file = out.join("byline.bak");
    let (mut killed, mut partly) = (0, 0);
    for turn in 0..400u64 {
        let mut command = byline();
        command.args(["backup", "--scratch"]).arg(&scratch).arg("--data").arg(&data).arg(&file);
        let mut child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(10 + turn * 17));
        let ended = child.try_wait().unwrap();
        child.kill().unwrap();
        child.wait().unwrap();
        if ended.is_some_and(|it| it.success()) {
            break;
        }
        killed += 1;
        if file.exists() {
            // It had its name, and was killed before its end.
            good(check(&file));
            break;
        }
        partly += u32::from(out.join("byline.bak.part").exists());
    }
    println!("killed {killed} times, {partly} of them while it wrote");
    assert!(killed > 3, "only {killed}");
    let _was_there = fs::remove_file(&file);
    fs::write(out.join("byline.bak.part"), "of one that was killed").unwrap();
    good(backup(&data, &file));
    good(check(&file));
    let names: Vec<_> = fs::read_dir(&out).unwrap().map(|it| it.unwrap().file_name()).collect();
    assert_eq!(names, ["byline.bak"]);
}

/// OPS-04
#[cfg(target_os = "linux")]
#[test]
fn a_backup_needs_no_more_memory_for_more_records() {
    let folder = tempfile::tempdir().unwrap();
    let peak = |people: u32| {
        let data = large(folder.path(), people);
        let size = fs::metadata(data.join("byline.db")).unwrap().len();
        let mut command = byline();
        command.args(["backup", "--data"]).arg(&data).arg(folder.path().join(format!("{people}.bak")));
        let child = command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap();
        (size, crate::memory::watched(child).own)
    };
    let ((small_size, small), (large_size, large)) = (peak(60), peak(360));
    println!("{small_size} bytes: {small}; {large_size} bytes: {large}");
    assert!(large_size > 3 * small_size);
    assert!(large < small + (6 << 20), "{small} of {small_size}, {large} of {large_size}");
}

#[test]
fn backups_are_made_and_restored_as_their_page_says() {
    let folder = tempfile::tempdir().unwrap();
    imported(&folder.path().join("registry"));
    crate::told::runs_in("docs/operating/backups.md", folder.path());
}
