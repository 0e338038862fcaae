//! Mail leaves the registry: over SMTP, to a real server.

use serde_json::{Value, json};

use crate::mail_server::{Browser, MailServer, PASSWORD, certificates, eventually, link, listed, python, registry};
use crate::support::{Running, byline, skip, text};

const ADA: &str = "ada@alderwick.example";

macro_rules! python_or_skip {
    ($name:literal) => {
        match python() {
            Some(python) => python,
            None => return skip($name, "no Python with aiosmtpd"),
        }
    };
}

fn retry(data: &std::path::Path, arguments: &[&str]) -> std::process::Output {
    byline().args(["mail", "retry", "--data"]).arg(data).args(arguments).output().unwrap()
}

/// REG-85
#[tokio::test]
async fn a_new_person_gets_a_mail_and_confirms_the_address() {
    let python = python_or_skip!("a_new_person_gets_a_mail_and_confirms_the_address");
    let folder = tempfile::tempdir().unwrap();
    let server = MailServer::start(&python, &json!({}));
    let registry = registry(folder.path(), &server.url(), &[]);
    let mut browser = Browser::new(&registry);
    browser.register(ADA).await;

    let mail = server.next("mail");
    assert_eq!((&mail["sender"], &mail["to"]), (&json!("no-reply@registry.example.org"), &json!([ADA])));
    let headers = &mail["headers"];
    assert_eq!(headers["From"], "The Régistry <no-reply@registry.example.org>");
    assert_eq!((&headers["To"], &headers["Auto-Submitted"]), (&json!(ADA), &json!("auto-generated")));
    let id = headers["Message-ID"].as_str().unwrap();
    assert!(id.starts_with("<mail-1-") && id.ends_with("@[127.0.0.1]>"), "{id}");
    assert!(headers["Date"].as_str().is_some_and(|it| it.ends_with("+0000")), "{headers}");
    assert_eq!(mail["hello"], "[127.0.0.1]");

    let asked = browser.get(&link(&mail, &registry)).await;
    assert_eq!(asked.status, 200, "looking confirms nothing");
    let verified = browser.submit(&link(&mail, &registry), &[]).await;
    assert_eq!(verified.location.as_deref(), Some("/my-orcid?notice=verified"));
    let again = browser.get(&link(&mail, &registry)).await;
    assert!(again.body.contains("Done already"), "a link works once");
    // That it was sent is written down after the server has it.
    eventually(async || listed(folder.path()).is_empty().then_some(())).await;
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_by_mail() {
    let python = python_or_skip!("a_forgotten_password_is_replaced_by_mail");
    let folder = tempfile::tempdir().unwrap();
    let server = MailServer::start(&python, &json!({}));
    let registry = registry(folder.path(), &server.url(), &[]);
    Browser::new(&registry).register(ADA).await;
    server.next("mail");

    let mut browser = Browser::new(&registry);
    assert_eq!(browser.submit("/reset-password", &[("email", ADA)]).await.status, 200);
    let mail = server.next("mail");
    let new = "another horse 8";
    let page = browser.submit(&link(&mail, &registry), &[("password", new), ("password_again", new)]).await;
    assert_eq!(page.status, 303, "{}", page.body);
    assert_eq!(server.next("mail")["to"], json!([ADA]), "and a mail says that it was changed");
    let sign_in = async |password: &str| {
        Browser::new(&registry).submit("/signin", &[("username", ADA), ("password", password)]).await.status
    };
    assert_eq!((sign_in(PASSWORD).await, sign_in(new).await), (422, 303));
}

/// RFC 6531: the local part as it is, the domain in ASCII; who cannot take the former is asked for nothing twice.
#[tokio::test]
async fn addresses_of_every_script_get_their_mail_from_servers_that_know_them() {
    let python = python_or_skip!("addresses_of_every_script_get_their_mail_from_servers_that_know_them");
    let folder = tempfile::tempdir().unwrap();
    let server = MailServer::start(&python, &json!({"utf8": true}));
    let running = registry(folder.path(), &server.url(), &[]);
    let (written, sent) = ("nguye\u{302}\u{303}n@bücher.example", "nguye\u{302}\u{303}n@xn--bcher-kva.example");
    Browser::new(&running).register(written).await;
    assert_eq!(server.next("mail")["to"], json!([sent]));
    // Typed in another way, it goes where it went before.
    Browser::new(&running).submit("/reset-password", &[("email", "NGUYỄN@xn--bcher-kva.example")]).await;
    let mail = server.next("mail");
    assert_eq!(mail["to"], json!([sent]));
    assert!(link(&mail, &running).starts_with("/reset-password-email/"));
    drop(running);

    let folder = tempfile::tempdir().unwrap();
    let server = MailServer::start(&python, &json!({}));
    let running = registry(folder.path(), &server.url(), &[]);
    Browser::new(&running).register(written).await;
    let told = eventually(async || listed(folder.path()).into_iter().find(|it| it["refused"].is_string())).await;
    assert!(told["reason"].as_str().is_some_and(|it| it.contains("SMTPUTF8")), "{told}");
}

#[tokio::test]
async fn who_is_put_off_gets_the_mail_later() {
    let python = python_or_skip!("who_is_put_off_gets_the_mail_later");
    let folder = tempfile::tempdir().unwrap();
    let server = MailServer::start(&python, &json!({ "greylist": 2 }));
    let registry = registry(folder.path(), &server.url(), &[]);
    Browser::new(&registry).asks_for_a_mail(ADA).await;
    server.next("put off");
    server.next("put off");
    assert_eq!(server.next("mail")["to"], json!([ADA]));
    server.expect_silence();
}

#[tokio::test]
async fn who_is_refused_is_listed_with_the_reason_and_can_be_tried_again() {
    let python = python_or_skip!("who_is_refused_is_listed_with_the_reason_and_can_be_tried_again");
    let folder = tempfile::tempdir().unwrap();
    let port = {
        let server = MailServer::start(&python, &json!({ "refuse": [ADA] }));
        let registry = registry(folder.path(), &server.url(), &[]);
        Browser::new(&registry).asks_for_a_mail(ADA).await;
        server.next("refused");
        let mails = eventually(async || Some(listed(folder.path())).filter(|it| it[0]["state"] == "refused")).await;
        assert_eq!((&mails[0]["to"], &mails[0]["tries"]), (&json!("a…@alderwick.example"), &json!(1)));
        let reason = mails[0]["reason"].as_str().unwrap();
        assert!(reason.contains("550 5.1.1 a…@alderwick.example there is nobody of this name"), "{reason}");
        // Another mail is none of its business.
        Browser::new(&registry).asks_for_a_mail("bea@alderwick.example").await;
        assert_eq!(server.next("mail")["to"], json!(["bea@alderwick.example"]));
        server.expect_silence();
        assert_eq!(retry(folder.path(), &["99"]).status.code(), Some(1), "there is no such mail");
        let said = retry(folder.path(), &["1"]);
        assert!(said.status.success() && text(&said.stderr).contains("1 mail will be tried again"));
        // While the server runs.
        server.next("refused");
        server.port
    };
    let server = MailServer::start(&python, &json!({ "port": port }));
    assert!(retry(folder.path(), &["--all"]).status.success());
    let _registry = registry(folder.path(), &server.url(), &[]);
    assert_eq!(server.next("mail")["to"], json!([ADA]));
}

/// REG-85
#[tokio::test]
async fn nothing_is_lost_while_the_mail_server_is_away() {
    let python = python_or_skip!("nothing_is_lost_while_the_mail_server_is_away");
    let folder = tempfile::tempdir().unwrap();
    let port = MailServer::start(&python, &json!({})).port;
    let registry = registry(folder.path(), &format!("smtp://127.0.0.1:{port}"), &[]);
    for name in ["ada", "bea", "cyd"] {
        Browser::new(&registry).asks_for_a_mail(&format!("{name}@alderwick.example")).await;
    }
    let tried = |mails: &Vec<Value>| mails.iter().any(|it| it["tries"].as_u64() > Some(0));
    let waiting = eventually(async || Some(listed(folder.path())).filter(tried)).await;
    assert!(waiting.iter().all(|it| it["state"] == "waiting") && waiting.len() == 3, "{waiting:?}");
    let server = MailServer::start(&python, &json!({ "port": port }));
    let mut got: Vec<Value> = (0..3).map(|_| server.next("mail")["to"][0].clone()).collect();
    got.sort_by_key(ToString::to_string);
    assert_eq!(got, ["ada", "bea", "cyd"].map(|name| json!(format!("{name}@alderwick.example"))));
    server.expect_silence();
}

/// Ended after the server took the mail and before it said so: the mail comes twice, and can be recognised.
#[tokio::test]
async fn killed_at_the_worst_moment_it_sends_the_same_mail_again() {
    let python = python_or_skip!("killed_at_the_worst_moment_it_sends_the_same_mail_again");
    let folder = tempfile::tempdir().unwrap();
    let (first, port) = {
        let server = MailServer::start(&python, &json!({ "hold": true }));
        let registry = registry(folder.path(), &server.url(), &[]);
        Browser::new(&registry).asks_for_a_mail(ADA).await;
        let mail = server.next("mail");
        drop(registry); // SIGKILL
        (mail, server.port)
    };
    assert_eq!(listed(folder.path()).len(), 1, "nobody said that it was taken");
    let server = MailServer::start(&python, &json!({ "port": port }));
    let _registry = registry(folder.path(), &server.url(), &[]);
    let second = server.next("mail");
    assert_eq!(second["headers"]["Message-ID"], first["headers"]["Message-ID"]);
    assert_eq!(second["source"], first["source"], "byte for byte");
    server.expect_silence();
}

#[tokio::test]
async fn several_mails_share_a_connection() {
    let python = python_or_skip!("several_mails_share_a_connection");
    let folder = tempfile::tempdir().unwrap();
    let server = MailServer::start(&python, &json!({}));
    {
        // Written while nothing is sent.
        let registry = Running::serve(folder.path());
        for name in ["ada", "bea", "cyd", "dan"] {
            Browser::new(&registry).asks_for_a_mail(&format!("{name}@alderwick.example")).await;
        }
    }
    let _registry = registry(folder.path(), &server.url(), &[("BYLINE_MAIL_CONNECTIONS", "1")]);
    let connections: Vec<Value> = (0..4).map(|_| server.next("mail")["connection"].clone()).collect();
    assert_eq!(connections, [1, 1, 1, 1].map(|it| json!(it)));
}

#[tokio::test]
async fn encrypted_after_starttls_and_signed_in() {
    let python = python_or_skip!("encrypted_after_starttls_and_signed_in");
    let folder = tempfile::tempdir().unwrap();
    let tls = folder.path().join("tls");
    let mut options = certificates(&tls);
    options["tls"] = json!("starttls");
    options["auth"] = json!(["registry", "correct horse"]);
    let server = MailServer::start(&python, &options);
    let (ca, password) = (tls.join("ca.pem"), folder.path().join("password"));
    std::fs::write(&password, "correct horse\n").unwrap();
    let settings = [
        ("BYLINE_MAIL_STARTTLS", "required"),
        ("BYLINE_MAIL_CA", ca.to_str().unwrap()),
        ("BYLINE_MAIL_USERNAME", "registry"),
        ("BYLINE_MAIL_PASSWORD_FILE", password.to_str().unwrap()),
    ];
    let data = folder.path().join("registry");
    let registry = registry(&data, &server.url(), &settings);
    Browser::new(&registry).asks_for_a_mail(ADA).await;
    assert_eq!(server.next("sign-in")["good"], true);
    let mail = server.next("mail");
    assert_eq!((&mail["encrypted"], &mail["login"]), (&json!(true), &json!("registry")));
}

#[tokio::test]
async fn encrypted_from_the_first_byte() {
    let python = python_or_skip!("encrypted_from_the_first_byte");
    let folder = tempfile::tempdir().unwrap();
    let mut options = certificates(folder.path());
    options["tls"] = json!("implicit");
    let server = MailServer::start(&python, &options);
    let url = server.url().replace("smtp:", "smtps:");
    let send = |ca: &std::path::Path| {
        let mut command = byline();
        command.args(["mail", "test", "--mail-from", "no-reply@registry.example.org", "--to", ADA]);
        command.args(["--mail-server", &url, "--mail-ca"]).arg(ca).output().unwrap()
    };
    let sent = send(&folder.path().join("ca.pem"));
    assert!(sent.status.success(), "{}", text(&sent.stderr));
    let said = text(&sent.stderr);
    assert!(said.contains(", encrypted\n") && said.contains("the server has it: 250 2.0.0 queued as 4XYZ"), "{said}");
    assert_eq!(server.next("mail")["encrypted"], true);

    let other = tempfile::tempdir().unwrap();
    certificates(other.path());
    let refused = send(&other.path().join("ca.pem"));
    assert_eq!(refused.status.code(), Some(1));
    assert!(text(&refused.stderr).contains("certificate"), "{}", text(&refused.stderr));
    server.expect_silence();
}

#[test]
fn without_starttls_nothing_is_said_in_the_clear() {
    let python = python_or_skip!("without_starttls_nothing_is_said_in_the_clear");
    let server = MailServer::start(&python, &json!({ "auth": ["registry", "correct horse"] }));
    let output = byline()
        .args(["mail", "test", "--mail-from", "no-reply@registry.example.org", "--to", ADA])
        .args(["--mail-server", &server.url(), "--mail-username", "registry"])
        .env("BYLINE_MAIL_PASSWORD", "correct horse")
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("does not offer STARTTLS"), "{}", text(&output.stderr));
    server.expect_silence();
}

/// The password is wrong, which is no fault of a mail: it is not refused, but waits.
#[tokio::test]
async fn a_wrong_password_refuses_no_mail() {
    let python = python_or_skip!("a_wrong_password_refuses_no_mail");
    let folder = tempfile::tempdir().unwrap();
    let server = MailServer::start(&python, &json!({ "auth": ["registry", "correct horse"] }));
    let settings = |password| [("BYLINE_MAIL_USERNAME", "registry"), ("BYLINE_MAIL_PASSWORD", password)];
    {
        let registry = registry(folder.path(), &server.url(), &settings("wrong horse"));
        Browser::new(&registry).asks_for_a_mail(ADA).await;
        assert_eq!(server.next("sign-in")["good"], false);
        let tried = |mails: &Vec<Value>| mails[0]["tries"].as_u64() > Some(0);
        let waiting = eventually(async || Some(listed(folder.path())).filter(tried)).await;
        assert_eq!(waiting[0]["state"], "waiting");
        assert!(waiting[0]["reason"].as_str().is_some_and(|it| it.contains("signing in: the server answered 535")));
    }
    let _registry = registry(folder.path(), &server.url(), &settings("correct horse"));
    assert_eq!(server.events_until("mail")["login"], "registry");
}

#[tokio::test]
async fn what_waits_too_long_is_given_up() {
    let python = python_or_skip!("what_waits_too_long_is_given_up");
    let folder = tempfile::tempdir().unwrap();
    let server = MailServer::start(&python, &json!({ "greylist": 99 }));
    let registry = registry(folder.path(), &server.url(), &[("BYLINE_MAIL_GIVE_UP_AFTER", "1s")]);
    Browser::new(&registry).asks_for_a_mail(ADA).await;
    let mails = eventually(async || Some(listed(folder.path())).filter(|it| it[0]["state"] == "refused")).await;
    assert!(mails[0]["tries"].as_u64() > Some(1), "{mails:?}");
    assert!(mails[0]["reason"].as_str().is_some_and(|it| it.contains("450 4.2.0 greylisted")), "{mails:?}");
}

/// SIGTERM while the server thinks about a mail: it may finish, and is not sent again.
#[cfg(unix)]
#[tokio::test]
async fn on_sigterm_a_mail_under_way_is_finished() {
    let python = python_or_skip!("on_sigterm_a_mail_under_way_is_finished");
    let folder = tempfile::tempdir().unwrap();
    let server = MailServer::start(&python, &json!({ "think": 1.5 }));
    let registry = registry(folder.path(), &server.url(), &[]);
    Browser::new(&registry).asks_for_a_mail(ADA).await;
    server.next("mail");
    registry.terminate();
    assert!(registry.wait().0);
    assert_eq!(listed(folder.path()), Vec::<Value>::new(), "it is known to be sent");
}

#[cfg(unix)]
#[tokio::test]
async fn on_sigterm_nobody_waits_longer_than_the_drain_timeout() {
    let python = python_or_skip!("on_sigterm_nobody_waits_longer_than_the_drain_timeout");
    let folder = tempfile::tempdir().unwrap();
    let server = MailServer::start(&python, &json!({ "hold": true }));
    let registry = registry(folder.path(), &server.url(), &[("BYLINE_DRAIN_TIMEOUT", "300ms")]);
    Browser::new(&registry).asks_for_a_mail(ADA).await;
    server.next("mail");
    registry.terminate();
    let (good, said) = registry.wait_and_listen();
    assert!(good && said.contains("a mail could not be handed over in time"), "{said}");
    assert_eq!(listed(folder.path()).len(), 1, "it waits for the next start");
}

/// Everything is logged here, and what must not be seen is in everything that happens.
#[cfg(unix)]
#[tokio::test]
async fn the_log_has_neither_addresses_nor_words() {
    let python = python_or_skip!("the_log_has_neither_addresses_nor_words");
    let folder = tempfile::tempdir().unwrap();
    let options = json!({ "auth": ["registry", "correct horse"], "refuse": [ADA], "greylist": 1 });
    let server = MailServer::start(&python, &options);
    let settings =
        [("BYLINE_MAIL_USERNAME", "registry"), ("BYLINE_MAIL_PASSWORD", "correct horse"), ("BYLINE_LOG", "trace")];
    let registry = registry(folder.path(), &server.url(), &settings);
    Browser::new(&registry).asks_for_a_mail(ADA).await;
    server.next("sign-in");
    server.next("refused");
    Browser::new(&registry).register("bea@alderwick.example").await;
    let mail = server.events_until("mail");
    let secret = link(&mail, &registry);
    registry.terminate();
    let (good, said) = registry.wait_and_listen();
    assert!(good && said.contains("a mail was sent") && said.contains("a mail is given up"), "{said}");
    let secret = secret.rsplit_once('/').unwrap().1;
    for hidden in ["alderwick", "registry.example.org", "correct horse", "nobody of this name", "Welcome", secret] {
        assert!(!said.contains(hidden), "{hidden}: {said}");
    }
}

#[test]
fn without_settings_serve_says_that_mails_wait() {
    let folder = tempfile::tempdir().unwrap();
    let registry = Running::serve(folder.path());
    registry.terminate();
    let (_, said) = registry.wait_and_listen();
    assert!(said.contains("mail is not configured: mails wait in the outbox"), "{said}");
}

#[test]
fn config_check_looks_into_the_files_of_mail() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("byline.toml");
    let check = |more: &str| {
        let mail = format!("[mail]\nserver = \"smtps://mail.example.org\"\nfrom = \"a@example.org\"\n{more}\n");
        std::fs::write(&file, mail).unwrap();
        let output = byline().args(["config", "check"]).arg(&file).output().unwrap();
        (output.status.code(), text(&output.stderr))
    };
    let (code, said) = check("username = \"u\"\npassword_file = \"no-such-file\"");
    assert!(code == Some(1) && said.contains("cannot read") && said.contains("no-such-file"), "{said}");
    std::fs::write(folder.path().join("ca.pem"), "not a certificate").unwrap();
    let (code, said) = check("ca = \"ca.pem\"");
    assert!(code == Some(1) && said.contains("mail.ca: "), "{said}");
    let (code, said) = check("username = \"u\"\npassword = \"correct horse\"");
    assert!(code == Some(0) && !said.contains("horse"), "{said}");
    let shown = byline().args(["config", "show", "--config"]).arg(&file).output().unwrap();
    let shown = text(&shown.stdout);
    assert!(shown.contains("server = \"smtps://mail.example.org:465\"") && !shown.contains("horse"), "{shown}");
}
