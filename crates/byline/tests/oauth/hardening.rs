//! What nobody may get away with.

use std::process::Command;

use serde_json::{Value, json};

use crate::support::{AMELIE, Running};
use crate::world::{
    A, B, Browser, C, CALLBACK, Certificates, P, PASSWORD, U, U_EMAIL, World, is_consent, is_sign_in, secret,
    sha256_base64, text,
};

const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/// Nothing that somebody puts into a link or a form sends a browser to a place of theirs.
#[tokio::test]
async fn no_address_of_ours_redirects_to_others() {
    let world = World::new().await;
    let elsewhere =
        ["https://evil.test/", "//evil.test/", "/\\evil.test", "https:evil.test", "\t//evil.test", "/%09/evil.test"];
    for place in elsewhere {
        let mut browser = Browser::new(&world);
        let query = url::form_urlencoded::Serializer::new(String::new()).append_pair("next", place).finish();
        let page = browser.get(&format!("/signin?{query}")).await.expect(200);
        let csrf = page.field("csrf");
        let form = [("csrf", &*csrf), ("next", place), ("username", U_EMAIL), ("password", PASSWORD)];
        let answer = browser.post("/signin", &form).await.expect(303);
        let target = url::Url::parse(&world.sandbox.url("/")).unwrap().join(answer.location()).unwrap();
        assert_eq!(target.host_str(), Some("127.0.0.1"), "{place}: {answer:?}");
        // Signed in already, the page itself redirects.
        let answer = browser.get(&format!("/signin?{query}")).await.expect(303);
        let target = url::Url::parse(&world.sandbox.url("/")).unwrap().join(answer.location()).unwrap();
        assert_eq!(target.host_str(), Some("127.0.0.1"), "{place}: {answer:?}");
    }
    for redirect in [
        "https://app.test@evil.test/cb",
        "https://evil.test\\@app.test/cb",
        "https://app.test/cb/../../x",
        "https://app.test/cb/%2e%2e/x",
        "https://app.test/cb#fragment",
        "https://app.test:8443/cb",
        "javascript://app.test/cb",
        "data:text/html,x",
        "//app.test/cb",
    ] {
        // Before sign-in and after it, with good and bad other parameters: never a redirect.
        for more in [("login_as", U), ("scope", "/not-a-scope"), ("prompt", "none"), ("response_type", "nonsense")] {
            let answer = world.authorize(A, "/authenticate", &[("redirect_uri", redirect), more]).await.expect(400);
            assert_eq!(answer.header("location"), None, "{redirect}");
        }
    }
}

/// RFC 9700 §4.5: a code that was stolen is of no use in another client's flow, nor in another flow of the same client.
#[tokio::test]
async fn a_code_cannot_be_injected_elsewhere() {
    let world = World::new().await;
    let challenge = sha256_base64(VERIFIER, 32);
    let pkce = [("code_challenge", &*challenge), ("code_challenge_method", "S256"), ("login_as", U)];
    let stolen = world.authorize(A, "/read-limited", &pkce).await.parameters().remove("code").unwrap();
    for (client, more) in [
        (B, vec![("code_verifier", VERIFIER)]),
        (P, vec![("code_verifier", VERIFIER)]),
        (A, vec![("code_verifier", "another-flow-of-the-same-client-has-its-own-verifier")]),
        (A, vec![]),
        (A, vec![("code_verifier", VERIFIER), ("redirect_uri", "https://app.test/cb/other")]),
    ] {
        let answer = world.token(client, "authorization_code", &[&[("code", &*stolen)], &more[..]].concat()).await;
        assert_eq!((answer.status, &*answer.refusal().1), (400, "invalid_grant"), "{client} {more:?}");
    }
    let whole = [("code", &*stolen), ("code_verifier", VERIFIER), ("redirect_uri", CALLBACK)];
    let token = world.token(A, "authorization_code", &whole).await.expect(200).json();
    // A replay ends what came of the code, and what others got by it.
    assert_eq!(world.status_of(text(&token, "access_token")).await, 200);
    assert_eq!(world.token(A, "authorization_code", &whole).await.refusal().1, "invalid_grant");
    assert_eq!(world.status_of(text(&token, "access_token")).await, 401);
}

#[tokio::test]
async fn of_two_exchanges_at_once_one_at_most_gets_a_token() {
    let world = World::new().await;
    let code = world.code(A, U, "/read-limited").await;
    let form = [("code", &*code)];
    let exchange = || world.token(A, "authorization_code", &form);
    let (one, two) = tokio::join!(exchange(), exchange());
    let successes: Vec<_> = [one, two].into_iter().filter(|it| it.status == 200).collect();
    assert!(successes.len() <= 1, "{successes:?}");
    for success in successes {
        // The other one was a replay.
        assert_eq!(world.status_of(text(&success.json(), "access_token")).await, 401);
    }
}

/// RFC 9207: whoever gets an answer knows who gave it, errors included.
#[tokio::test]
async fn every_answer_names_its_issuer() {
    let world = World::new().await;
    let base = world.sandbox.url("");
    let discovery = world.get("/.well-known/openid-configuration").await.json();
    assert_eq!(discovery["authorization_response_iss_parameter_supported"], true);
    for (client, scope, more) in [
        (A, "/authenticate", vec![("login_as", U)]),
        (A, "/not-a-scope", vec![]),
        (A, "openid", vec![("prompt", "none")]),
        (P, "openid", vec![("login_as", U), ("response_type", "id_token"), ("nonce", "n")]),
        (A, "/authenticate", vec![("response_type", "nonsense")]),
    ] {
        let answer = world.authorize(client, scope, &more).await.expect(302);
        assert_eq!(answer.parameters()["iss"], base, "{answer:?}");
    }
    let mut browser = Browser::of_u(&world).await;
    let page = browser.authorize(A, "/read-limited", &[]).await;
    assert_eq!(browser.decide(&page, "deny").await.parameters()["iss"], base);
}

/// RFC 9700 §4.8.2, §2.1.1.
#[tokio::test]
async fn pkce_cannot_be_talked_down() {
    let world = World::new().await;
    let challenge = sha256_base64(VERIFIER, 32);
    // `plain`, said or implied, is refused.
    for more in [
        vec![("code_challenge", VERIFIER), ("code_challenge_method", "plain")],
        vec![("code_challenge", &*challenge)],
        vec![("code_challenge", "short"), ("code_challenge_method", "S256")],
    ] {
        let answer = world.authorize(A, "/authenticate", &[&[("login_as", U)], &more[..]].concat()).await.expect(302);
        assert_eq!(answer.parameters()["error"], "invalid_request", "{more:?}");
    }
    // A verifier without a challenge means that somebody took the challenge out on the way.
    let code = world.code(A, U, "/authenticate").await;
    let form = [("code", &*code), ("code_verifier", VERIFIER)];
    assert_eq!(world.token(A, "authorization_code", &form).await.refusal().1, "invalid_grant");
    // Strict clients send one.
    world.put_client(C, json!({ "type": "updater", "strict": true })).await;
    let answer = world.authorize(C, "/authenticate", &[("login_as", U)]).await.expect(302);
    assert_eq!(answer.parameters()["error"], "invalid_request");
    let discovery = world.get("/.well-known/openid-configuration").await.json();
    assert_eq!(discovery["code_challenge_methods_supported"], json!(["S256"]));
}

/// Each form, from another site, without its token, with that of another browser, and with that of another session.
#[tokio::test]
async fn forms_of_others_are_not_believed() {
    let world = World::new().await;
    world.granted(A, "/read-limited").await;
    let mut browser = Browser::new(&world);
    let early = browser.get("/signin").await.expect(200).field("csrf");
    browser.sign_in(U_EMAIL, PASSWORD).await.expect(303);
    let page = browser.authorize(B, "/read-limited", &[]).await;
    assert!(is_consent(&page));
    let (good, request) = (page.field("csrf"), page.field("request"));
    let foreign = Browser::of_u(&world).await.authorize(B, "/read-limited", &[]).await.field("csrf");
    let forms: [(&str, Vec<(&str, &str)>); 11] = [
        ("/oauth/authorize", vec![("request", &*request), ("decision", "allow")]),
        ("/trusted-parties/remove", vec![("client", A)]),
        ("/signin", vec![("username", U_EMAIL), ("password", PASSWORD)]),
        ("/signout", vec![]),
        ("/register", vec![("given_names", "X")]),
        ("/register/confirm", vec![("key", "X")]),
        ("/verify-email", vec![("address", "old.address@example.com")]),
        ("/2fa-signin", vec![("code", "123456")]),
        ("/language", vec![("lang", "de"), ("to", "/")]),
        ("/reset-password-email/x", vec![("password", "an0ther-Passw0rd"), ("password_again", "an0ther-Passw0rd")]),
        ("/reset-password", vec![("email", U_EMAIL)]),
    ];
    for (path, fields) in &forms {
        for wrong in [None, Some(""), Some("0000"), Some(&*early), Some(&*foreign)] {
            let form: Vec<_> = fields.iter().copied().chain(wrong.map(|it| ("csrf", it))).collect();
            let answer = browser.post(path, &form).await;
            // Asked again, or led back to where one is: never to a client, and nothing is done.
            match answer.header("location") {
                None => assert_eq!(answer.status, 409, "{path} {wrong:?}: {answer:?}"),
                Some(back) => {
                    assert_eq!(answer.status, 303, "{path} {wrong:?}: {answer:?}");
                    assert!(back.contains("?notice=outlived") || back == "/", "{path} {wrong:?}: {answer:?}");
                    assert!(back.starts_with('/') && !back.starts_with("//"), "{path} {wrong:?}: {answer:?}");
                }
            }
        }
        let form: Vec<_> = fields.iter().copied().chain([("csrf", &*good)]).collect();
        for header in [("origin", "https://evil.test"), ("sec-fetch-site", "cross-site")] {
            let request = world.request("POST", path).form(&form).header(header.0, header.1);
            let answer = browser.send(request).await;
            assert!((400..500).contains(&answer.status), "{path} {header:?}: {answer:?}");
        }
    }
    // Nothing of it had an effect: the session, the permission and the question are still there.
    let page = browser.get("/trusted-parties").await.expect(200);
    assert!(page.body.contains("Client A") && !page.body.contains("Client B"), "{}", page.body);
    let (status, mail) = (200, world.sandbox.json(&format!("/__sandbox/mail?to={U_EMAIL}")).await);
    assert_eq!((status, mail), (200, json!([])));
    let mail = world.sandbox.json("/__sandbox/mail?to=old.address@example.com").await;
    assert_eq!(mail, json!([]));
}

/// Whether an address or iD has an account stays between the registry and its owner.
#[tokio::test]
async fn nobody_learns_who_has_an_account() {
    let world = World::new().await;
    let without = |answer: &crate::world::Answer, name: &str| {
        let body = answer.body.replace(name, "NAME");
        if body.contains("name=\"csrf\"") { body.replace(&answer.field("csrf"), "CSRF") } else { body }
    };
    let mut seen = Vec::new();
    // A wrong password, an unknown address, iDs that exist and do not.
    for name in [U_EMAIL, "nobody@example.org", AMELIE, "0009-9000-0000-9998"] {
        let answer = Browser::new(&world).sign_in(name, "wrong-Passw0rd").await;
        seen.push((answer.status, without(&answer, name)));
    }
    assert!(seen.iter().all(|it| *it == seen[0]), "{seen:#?}");

    let mut seen = Vec::new();
    for email in [U_EMAIL, "nobody@example.org"] {
        let mut browser = Browser::new(&world);
        let csrf = browser.get("/reset-password").await.expect(200).field("csrf");
        let answer = browser.post("/reset-password", &[("csrf", &*csrf), ("email", email)]).await;
        seen.push((answer.status, without(&answer, email)));
    }
    assert_eq!(seen[0], seen[1]);

    // Clients fill in forms with what they know about somebody, and learn nothing from it.
    for (known, unknown, name) in [
        (U_EMAIL, "nobody@example.org", "email"),
        (AMELIE, "0009-9000-0000-9998", "orcid"),
        (U_EMAIL, "nobody@example.org", "login_hint"),
    ] {
        for more in [("show_login", "true"), ("show_login", "false"), ("prompt", "login")] {
            let mut seen = Vec::new();
            for value in [known, unknown] {
                let answer = Browser::new(&world).get(&world.authorize_path(A, "openid", &[(name, value), more])).await;
                let encoded: String = url::form_urlencoded::byte_serialize(value.as_bytes()).collect();
                let twice: String = url::form_urlencoded::byte_serialize(encoded.as_bytes()).collect();
                let csrf = answer.field("csrf");
                let parts = [value, &*encoded, &*twice, &*csrf];
                seen.push((
                    answer.status,
                    parts.iter().fold(answer.body.clone(), |body, part| body.replace(part, "…")),
                ));
            }
            // The time at which a form was made is the only thing that changes.
            let seen: Vec<_> = seen.iter().map(|(status, body)| (status, without_moment(body))).collect();
            assert_eq!(seen[0], seen[1], "{name} {more:?}");
        }
    }

    // The sign-in calls of old clients.
    let mut seen = Vec::new();
    for name in [U_EMAIL, "nobody@example.org", AMELIE, "0009-9000-0000-9998"] {
        let mut browser = Browser::new(&world);
        let csrf = browser.authorize(A, "openid", &[]).await.field("csrf");
        let body = json!({ "userName": name, "password": "wrong-Passw0rd", "approved": true });
        let request = world.request("POST", "/oauth/custom/login.json").header("x-csrf-token", csrf).json(&body);
        let answer = browser.send(request).await;
        seen.push((answer.status, answer.body));
    }
    assert!(seen[0].1.contains("do not belong together"), "{seen:?}");
    assert!(seen.iter().all(|it| *it == seen[0]), "{seen:#?}");

    // Links in mails, made up: for everybody alike.
    for path in ["/verify-email/made-up", "/reset-password-email/made-up"] {
        world.get(path).await.expect(404);
    }

    // Locked out is locked out, whether there is somebody or not.
    let mut seen = Vec::new();
    for name in ["zoe@sierra.example.org", "nobody-else@example.org"] {
        let mut last = None;
        for _ in 0..11 {
            last = Some(Browser::new(&world).sign_in(name, "wrong-Passw0rd").await);
        }
        let last = last.unwrap();
        seen.push((last.status, without(&last, name)));
    }
    assert_eq!(seen[0], seen[1]);
}

/// A page without the signed moment in its form.
fn without_moment(body: &str) -> String {
    match body.split_once("name=\"opened\" value=\"") {
        Some((before, rest)) => format!("{before}{}", rest.split_once('"').expect("attributes end").1),
        None => body.to_owned(),
    }
}

/// More mails than five an hour are not sent, and the answer is the same.
#[tokio::test]
async fn nobody_floods_a_mailbox() {
    let world = World::new().await;
    let mut browser = Browser::new(&world);
    for email in [U_EMAIL, "nobody@example.org"] {
        let mut answers = Vec::new();
        for _ in 0..7 {
            let csrf = browser.get("/reset-password").await.expect(200).field("csrf");
            let answer = browser.post("/reset-password", &[("csrf", &*csrf), ("email", email)]).await.expect(200);
            answers.push(answer.body);
        }
        answers.dedup();
        assert_eq!(answers.len(), 1, "{answers:?}");
        let mails = world.sandbox.json(&format!("/__sandbox/mail?to={email}")).await;
        assert_eq!(mails.as_array().map(Vec::len), Some(5), "{email}");
    }
    world.advance(3600).await;
    let csrf = browser.get("/reset-password").await.expect(200).field("csrf");
    browser.post("/reset-password", &[("csrf", &*csrf), ("email", U_EMAIL)]).await.expect(200);
    let mails = world.sandbox.json(&format!("/__sandbox/mail?to={U_EMAIL}")).await;
    assert_eq!(mails.as_array().map(Vec::len), Some(6));
}

#[tokio::test]
async fn pages_are_shut_to_scripts_and_frames() {
    let world = World::new().await;
    let mut browser = Browser::of_u(&world).await;
    let consent = world.authorize_path(A, "/read-limited", &[]);
    let sign_in = world.authorize_path(A, "openid", &[("prompt", "login")]);
    let register = world.authorize_path(A, "openid", &[("prompt", "login"), ("show_login", "false")]);
    let missing = "/no/such/page";
    for path in ["/", &consent, &sign_in, &register, "/reset-password", "/trusted-parties", "/my-orcid", missing] {
        let answer = browser.get(path).await;
        let policy = answer.header("content-security-policy").unwrap_or_else(|| panic!("{path}: {answer:?}"));
        let directives: Vec<&str> = policy.split(';').map(str::trim).collect();
        for wanted in ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "style-src 'self'"] {
            assert!(directives.contains(&wanted), "{path}: {policy}");
        }
        assert!(!policy.contains("unsafe") && !policy.contains("script-src"), "{path}: {policy}");
        assert_eq!(answer.header("x-frame-options"), Some("DENY"), "{path}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{path}");
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"), "{path}");
        let lower = answer.body.to_lowercase();
        assert!(!lower.contains("<script") && !lower.contains(" style=") && !lower.contains("javascript:"), "{path}");
        let loads = ["src=\"http", "<link rel=\"stylesheet\" href=\"http", "src=\"//"];
        assert!(loads.iter().all(|it| !answer.body.contains(it)), "{path} loads from elsewhere");
    }
    let consent = browser.get(&consent).await;
    assert!(is_consent(&consent) && !is_sign_in(&consent));
}

#[tokio::test]
async fn cookies_stay_with_us() {
    let world = World::new().await;
    let page = world.get("/signin").await.expect(200);
    let mut browser = Browser::new(&world);
    let signed_in = browser.sign_in(U_EMAIL, PASSWORD).await.expect(303);
    let mut names = Vec::new();
    for cookie in page.headers.get_all("set-cookie").iter().chain(signed_in.headers.get_all("set-cookie")) {
        let cookie = cookie.to_str().unwrap();
        for flag in ["; HttpOnly", "; SameSite=Lax", "; Path=/"] {
            assert!(cookie.contains(flag), "{cookie}");
        }
        assert!(!cookie.contains("Domain="), "{cookie}");
        names.push(cookie.split('=').next().unwrap().to_owned());
    }
    assert!(names.iter().any(|it| it == "byline-session"), "{names:?}");
    // Signing in gives a session of its own: one that was planted before is worth nothing.
    let mut victim = Browser::new(&world);
    victim.cookies.insert("byline-session".into(), "planted".into());
    victim.sign_in(U_EMAIL, PASSWORD).await.expect(303);
    assert_ne!(victim.cookies["byline-session"], "planted");
    // Signing out ends it on the server.
    let before = victim.cookies.clone();
    let csrf = victim.authorize(A, "/read-limited", &[]).await.field("csrf");
    victim.post("/signout", &[("csrf", &csrf)]).await.expect(303);
    let mut thief = Browser { world: &world, cookies: before };
    assert_eq!(thief.get("/my-orcid").await.status, 303);
}

/// D-26
/// On https cookies are for this very host alone (`__Host-`), and never sent in the clear.
#[tokio::test]
async fn cookies_of_a_registry_are_bound_to_its_host() {
    let certificates = Certificates::new();
    let world = World::secure(&certificates).await;
    let page = world.get("/signin").await.expect(200);
    let signed_in = Browser::new(&world).sign_in(U_EMAIL, PASSWORD).await.expect(303);
    let mut count = 0;
    for cookie in page.headers.get_all("set-cookie").iter().chain(signed_in.headers.get_all("set-cookie")) {
        let cookie = cookie.to_str().unwrap();
        assert!(
            cookie.starts_with("__Host-") && cookie.contains("; Secure") && cookie.contains("; Path=/"),
            "{cookie}"
        );
        assert!(!cookie.contains("Domain=") && cookie.contains("; HttpOnly"), "{cookie}");
        count += 1;
    }
    assert!(count >= 2, "a form secret and a session");
}

/// Everything secret that the flows below use or get.
#[derive(Default)]
struct Secrets(Vec<String>);

impl Secrets {
    fn of(&mut self, value: &Value, keys: &[&str]) {
        self.0.extend(keys.iter().map(|key| text(value, key).to_owned()));
    }
}

#[tokio::test]
async fn secrets_never_reach_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let log = folder.path().join("stderr");
    // The shell sends to a file what the program says, and then is the program.
    let mut command = Command::new("sh");
    command.args(["-c", r#"exec "$0" "$@" 2>"$LOG""#, env!("CARGO_BIN_EXE_byline")]).env("LOG", &log);
    command.args(["sandbox", "--listen", "127.0.0.1:0", "--log", "trace", "--log-format", "json"]);
    let world = World::of(Running::start(&mut command)).await;
    let mut secrets = Secrets::default();
    secrets.0.extend([secret(A), secret(B), PASSWORD.into(), "wrong-Passw0rd".into(), U_EMAIL.into()]);
    use_everything(&world, &mut secrets).await;
    world.sandbox.terminate();
    let (_, stdout) = world.sandbox.wait();

    let told = std::fs::read_to_string(&log).unwrap();
    // What a sandbox tells people about itself comes before, and is no log.
    let lines: Vec<&str> = told.lines().filter(|line| line.starts_with('{')).chain(stdout.lines()).collect();
    assert!(told.contains("too many failed sign-ins"), "there is a log: {told}");
    assert!(secrets.0.len() > 15);
    for secret in &secrets.0 {
        assert!(secret.len() > 6, "{secret}");
        let escaped: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
        for form in [secret.clone(), escaped] {
            let line = lines.iter().find(|line| line.contains(&form));
            assert_eq!(line, None, "{secret} is in the log");
        }
    }
}

/// Every way that secrets go in or come out.
async fn use_everything(world: &World, secrets: &mut Secrets) {
    let mut browser = Browser::new(world);
    let locked_out = "zoe@sierra.example.org";
    for _ in 0..11 {
        browser.sign_in(locked_out, "wrong-Passw0rd").await.expect(422);
    }
    secrets.0.push(locked_out.into());
    browser.sign_in(U_EMAIL, PASSWORD).await.expect(303);
    let page =
        browser.authorize(A, "openid /read-limited /activities/update", &[("state", "st4te-of-the-client")]).await;
    secrets.0.push(page.field("csrf"));
    let answer = browser.decide(&page, "allow").await.expect(303);
    secrets.0.extend(browser.cookies.values().filter(|it| it.len() > 12).cloned());
    let code = answer.parameters()["code"].clone();
    let token = world.token(A, "authorization_code", &[("code", &code)]).await.expect(200).json();
    secrets.of(&token, &["access_token", "refresh_token", "id_token"]);
    let access = text(&token, "access_token");
    world.user_info(access).await.expect(200);
    world.introspect(A, access).await;
    let form = [("refresh_token", text(&token, "refresh_token"))];
    let fresh = world.token(A, "refresh_token", &form).await.expect(200).json();
    secrets.of(&fresh, &["access_token", "refresh_token"]);
    let passed_on = world.exchange(B, text(&token, "id_token"), &[]).await.expect(200).json();
    secrets.of(&passed_on, &["access_token"]);
    let fragment = [("login_as", U), ("response_type", "id_token token"), ("nonce", "n0nce-of-the-client")];
    let implicit = world.authorize(P, "openid", &fragment).await.expect(302).parameters();
    secrets.0.extend([implicit["access_token"].clone(), implicit["id_token"].clone()]);
    // Tokens and passwords in the wrong place are secrets all the same.
    let query = format!("/api/v3.0/{U}/email?access_token={access}");
    world.send(world.request("GET", &query).header("accept", "application/json")).await.expect(200);
    world.post(&format!("/oauth/revoke?token={access}&client_id={A}&client_secret={}", secret(A)), &[]).await;
    world.get(&format!("/oauth/token?code={code}&client_secret={}", secret(A))).await.expect(415);
    world.api("/pub", U, Some("a-token-of-nobody-here")).await.expect(401);
    secrets.0.push("a-token-of-nobody-here".into());
    // The code comes back; after that it is worth nothing, and its tokens neither.
    world.token(A, "authorization_code", &[("code", &code)]).await.expect(400);
    world.token(A, "authorization_code", &[("code", "no-such-code-anywhere")]).await.expect(400);
    secrets.0.extend([code, "no-such-code-anywhere".into()]);
    let basic = world.request("POST", "/oauth/token").basic_auth(A, Some("wr0ng-secret"));
    world.send(basic.form(&[("grant_type", "client_credentials")])).await.expect(401);
    secrets.0.push("wr0ng-secret".into());
    reset_password(world, secrets).await;
    register(world, secrets).await;
}

/// Somebody registers, is asked whether they are here already, and registers all the same.
async fn register(world: &World, secrets: &mut Secrets) {
    let (email, more, password) = ("namesake@secret.example", "namesake@other-secret.example", "n3w-Passw0rd-here");
    let mut browser = Browser::new(world);
    let csrf = browser.get("/register").await.expect(200).field("csrf");
    let form = [
        ("csrf", &*csrf),
        ("given_names", "Amélie"),
        ("family_name", "Dubois-Nguyễn"),
        ("email", email),
        ("email_again", email),
        ("more_email_1", more),
        ("password", password),
        ("password_again", password),
        ("visibility", "private"),
        ("terms", "yes"),
        ("processing", "yes"),
    ];
    let asked = browser.post("/register", &form).await.expect(200);
    assert!(!asked.body.contains(password) && !asked.body.contains("argon2") && !asked.body.contains(email));
    let (csrf, key) = (asked.field("csrf"), asked.field("key"));
    browser.post("/register/confirm", &[("csrf", &*csrf), ("key", &*key)]).await.expect(303);
    secrets.0.extend([email.into(), more.into(), password.into(), key]);
    secrets.0.extend(browser.cookies.values().filter(|it| it.len() > 12).cloned());
}

/// A password is forgotten; the link in the mail is a secret too.
async fn reset_password(world: &World, secrets: &mut Secrets) {
    let email = "layla@nahr.example.org";
    let mut browser = Browser::new(world);
    let csrf = browser.get("/reset-password").await.expect(200).field("csrf");
    browser.post("/reset-password", &[("csrf", &*csrf), ("email", email)]).await.expect(200);
    let mut mails = json!([]);
    for _ in 0..50 {
        mails = world.sandbox.json(&format!("/__sandbox/mail?to={email}")).await;
        if mails.as_array().is_some_and(|it| !it.is_empty()) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    let body = text(&mails[0], "text");
    let (_, rest) = body.split_once("/reset-password-email/").expect("a link");
    let link: String = rest.chars().take_while(|it| it.is_ascii_alphanumeric() || "-_%.".contains(*it)).collect();
    let path = format!("/reset-password-email/{}", link.trim_end_matches('.'));
    let page = browser.get(&path).await.expect(200);
    let (csrf, new) = (page.field("csrf"), "an0ther-Passw0rd-here");
    browser.post(&path, &[("csrf", &*csrf), ("password", new), ("password_again", new)]).await.expect(303);
    secrets.0.extend([email.into(), link.trim_end_matches('.').into(), new.into()]);
}
