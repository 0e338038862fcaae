mod added;
mod described;

use super::*;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use byline_model::client::{Application, ClientState, ClientType, RevocationReason};
use byline_model::{Agent, PutCode, RecordState, Source, Visibility};
use byline_store::{NameKind, NotificationContent, Operation, OrganizationDetails, OrganizationStatus};

const NOW: Timestamp = Timestamp::from_millis(1_700_000_000_123);

const FULL: &str = r#"
[[clients]]
id = "APP-0000000000000A01"
name = "Depot"
description = "Keeps things"
website = "https://depot.example.org"
type = "premium-updater"
state = "deactivated"
secret = "open sesame"
secrets = [{ secret = "the one before", ends = 2026-01-02T03:04:05.678Z }]
redirect_uris = [
    "https://depot.example.org/back",
    { uri = "http://127.0.0.1:9000/", type = "import-works-wizard", scopes = ["/read-limited"], retired = true },
]
extra_scopes = ["/email/read-private"]
obo_enabled = true
obo_whitelist = ["APP-0000000000000A02"]
user_obo_enabled = true
persistent_tokens = false
strict = true
webhooks = false
webhook_body = "json"
webhook_secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
application = "server"
switches = ["implicit"]
owner = "0000-0002-1825-0097"
created = "2020-01-01T00:00:00Z"

[[clients]]
id = "APP-0000000000000A02"
name = "Reader"
type = "public-client"

[[people]]
orcid = "0000-0002-1825-0097"
about = "has everything"
password = "correct horse 1"
locale = "zh_TW"
default_visibility = "limited"
creation_method = "Member-referred"
created = 2019-05-06T07:08:09.010Z
completed = 2019-05-06T07:08:10.011Z
modified = "2020-05-06T07:08:09.999Z"
deactivated = 2020-05-07T00:00:00Z
verified_email = true
verified_primary_email = true
source = { client = "APP-0000000000000A01", name = "Depot", origin_client = "APP-0000000000000A03", origin_name = "R" }
account = { terms_accepted = 2019-05-06T07:08:09Z, tips = true, registered_from = "192.0.2.7", referred_by = "APP-0000000000000A02", last_sign_in = 2020-01-01T00:00:00Z }
emails = [
    { email = "a@example.org", verified = true, visibility = "public", put_code = 77, created = 2019-05-06T07:08:09Z },
    { email = "b@example.org", modified = 2019-05-07T07:08:09Z, source = { client = "APP-0000000000000A01", origin_person = "0000-0001-5109-3700" } },
]

[[people]]
orcid = "0000-0001-5109-3700"
state = "deprecated"
primary = "0000-0002-1825-0097"
password_hash = "$argon2id$v=19$m=8,t=1,p=1$c2FsdHNhbHQ$aGFzaGhhc2hoYXNo"
creation_method = "none"

[[people]]
orcid = "0000-0002-1694-233X"
state = "unclaimed"

[[tokens]]
value = "4a1b9f7e-8f9e-4c50-a1de-90b6f2a33b10"
refresh_token = "other"
client = "APP-0000000000000A01"
person = "0000-0002-1825-0097"
scopes = ["/activities/update", "openid"]
issued = 2021-01-01T00:00:00Z
expires_in = 3600
revoked = 2021-01-01T00:30:00Z
revocation_reason = "user-revoked"
origin_client = "APP-0000000000000A02"
bases = ["the one it came from"]
code_hash = "0000000000000000000000000000000000000000000000000000000000000001"

[[tokens]]
value_hash = "0000000000000000000000000000000000000000000000000000000000000002"
tail = "abcd"
client = "APP-0000000000000A02"
scopes = ["/read-public"]

[[consents]]
person = "0000-0002-1694-233X"
client = "APP-0000000000000A02"
scopes = ["/authenticate"]
first = 2020-01-01T00:00:00Z

[[webhooks]]
client = "APP-0000000000000A01"
orcid = "0000-0002-1825-0097"
uri = "HTTPS://A.example/hook?x=1"
created = 2021-01-02T03:04:05Z

[[notifications]]
put_code = 21
person = "0000-0002-1825-0097"
type = "permission"
subject = "May we?"
intro = "We would"
authorization_url = "/oauth/authorize?client_id=APP-0000000000000A01"
created = 2021-02-03T04:05:06.007Z
sent = "2021-02-03T05:00:00Z"
read = 2021-02-04T00:00:00Z
actioned = 2021-02-05T00:00:00Z
archived = 2021-02-06T00:00:00Z
source = { client = "APP-0000000000000A01" }
items = [
    { type = "work", name = "Tides", put_code = 3, external_id = { type = "doi", value = "10.1/x", url = "https://doi.org/10.1/x", relationship = "self" } },
    { type = "research-resource", name = "A beamline" },
]

[[notifications]]
put_code = 22
person = "0000-0002-1825-0097"
type = "amended"
more = 12
created = 2021-02-03T04:05:06Z
source = { client = "APP-0000000000000A01" }
changes = [
    { kind = "work", put_code = 5, name = "Ebb", action = "created" },
    { kind = "keyword", put_code = 6, action = "deleted" },
]

[[notifications]]
put_code = 23
person = "0000-0002-1825-0097"
type = "service-announcement"
subject = "Closed"
text = "On Sunday"
created = 2021-02-03T04:05:06Z

[[group_ids]]
put_code = 9
name = "Journal"
group_id = "issn:1234-5678"
description = "d"
type = "peer-review service"
created = 2021-01-01T00:00:00.001Z
modified = 2021-01-01T00:00:00.002Z
source = { person = "0000-0002-1825-0097" }

[[organizations]]
source = "ROR"
identifier = "https://ror.org/05f9jrd42"
name = "Fjordland University"
city = "Ålesund"
region = "Møre og Romsdal"
country = "NO"
status = "obsolete"
successors = ["https://ror.org/02mhbdp94"]
names = ["Fjordland", { value = "Universitetet i Fjordland", type = "label", language = "no" }]
types = ["education", "funder"]
ids = [{ source = "ISNI", identifier = "0000 0001 2345 6789", preferred = true }]
popularity = 3

[[mails]]
to = "a@example.org"
subject = "Welcome"
text = "Hello."
html = "<p>Hello.</p>"
created = 2021-01-01T00:00:00Z
"#;

/// The same, with a key that signs.
fn full() -> String {
    let key = STANDARD.encode(include_bytes!("../../../byline/src/sandbox/signing-key.der"));
    format!(
        "next_put_code = 700\n{FULL}\n[[signing_keys]]\nkid = \"k1\"\npkcs8 = \"{key}\"\ncreated = 2021-01-01T00:00:00Z\n"
    )
}

/// `byline-datafile` lies two folders below the project.
fn project() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../.."))
}

#[test]
fn the_demo_is_in_order() {
    let file = project().join("demo").join(FILE_NAME);
    let registry = parse(&std::fs::read_to_string(&file).unwrap(), &file, NOW).unwrap();
    for state in ["active", "unclaimed", "locked", "deactivated", "deprecated"] {
        assert!(registry.people.iter().any(|person| person.head.state.as_str() == state), "nobody is {state}");
    }
    for kind in ClientType::ALL {
        assert!(
            registry.clients.iter().any(|entry| entry.client.client_type == kind),
            "no client is {}",
            kind.as_str()
        );
    }
    for entry in &registry.tokens {
        assert!(registry.clients.iter().any(|client| client.client.id == entry.token.client));
        assert!(entry.token.person.is_none_or(|orcid| registry.people.iter().any(|it| it.head.orcid == orcid)));
    }
    assert!(registry.people.iter().all(|person| person.about.is_some()), "everybody is there for something");
}

/// What was read, or the first thing that is wrong.
fn read(text: &str) -> Result<Registry, FileError> {
    all_of(text).map_err(|FileErrors(mut all)| all.remove(0))
}

fn all_of(text: &str) -> Result<Registry, FileErrors> {
    parse(text, Path::new("registry.toml"), NOW)
}

#[test]
fn every_key_reaches_what_is_kept() {
    let registry = read(&full()).unwrap();
    let depot = &registry.clients[0];
    assert_eq!(depot.secret.as_deref(), Some("open sesame"));
    assert_eq!(depot.client.secrets[0].hash, hash_secret("open sesame"));
    assert_eq!(depot.client.secrets[1].ends.map(Timestamp::millis), Some(1_767_323_045_678));
    assert_eq!((depot.client.client_type, depot.client.state), (ClientType::PremiumUpdater, ClientState::Deactivated));
    assert_eq!(&*depot.client.redirect_uris[0].kind, "default");
    assert!(depot.client.redirect_uris[1].retired && depot.client.strict && !depot.client.persistent_tokens);
    assert!(registry.clients[1].client.secrets.is_empty());

    let [ada, gone, reserved] = &registry.people[..] else { panic!("three people") };
    assert_eq!(ada.head.history.submitted.map(Timestamp::millis), Some(1_557_126_489_010));
    assert_eq!(ada.head.default_visibility, Visibility::Limited);
    assert_eq!(&*ada.emails[0].body, r#"{"email":"a@example.org","verified":true,"primary":true}"#);
    assert_eq!(ada.emails[0].put_code.get(), 77);
    assert_eq!(&*ada.emails[1].body, r#"{"email":"b@example.org","verified":false,"primary":false}"#);
    assert_eq!(ada.emails[1].source.origin, Some(Agent::Person(gone.head.orcid)));
    assert_eq!(ada.emails[1].visibility, Visibility::Private);
    assert_eq!(gone.head.state, RecordState::Deprecated { primary: ada.head.orcid });
    assert_eq!(gone.head.history.creation_method, None);
    assert!(gone.head.history.claimed && !reserved.head.history.claimed);

    let [three_legged, two_legged] = &registry.tokens[..] else { panic!("two tokens") };
    assert_eq!(three_legged.token.access, hash_secret("4a1b9f7e-8f9e-4c50-a1de-90b6f2a33b10"));
    assert_eq!(&*three_legged.token.tail, "3b10");
    assert_eq!(three_legged.token.expires, three_legged.token.issued.plus_seconds(3600));
    assert_eq!(three_legged.token.revoked.unwrap().1, RevocationReason::UserRevoked);
    assert_eq!(three_legged.bases, [hash_secret("the one it came from")]);
    assert_eq!(registry.consents[0].latest, registry.consents[0].first);
    assert_eq!((two_legged.token.issued, &*two_legged.token.tail), (NOW, "abcd"));
    assert_eq!(&*registry.group_ids[0].group_type, "peer-review service");
    let [request, notice, message] = &registry.notifications[..] else { panic!("three notifications") };
    assert!(request.sent < request.read && request.read < request.actioned && request.actioned < request.archived);
    assert!(matches!(&request.content, NotificationContent::Permission(it) if it.items.len() == 2));
    assert!(
        matches!(&notice.content, NotificationContent::Amended { changes, more: 12 } if changes[1].operation == Operation::Deleted)
    );
    assert_eq!((message.content.kind(), &message.source), ("service-announcement", &Source::default()));
    let organization = &registry.organizations[0];
    assert_eq!((organization.country.as_deref(), organization.is_funder()), (Some("NO"), true));
    let OrganizationDetails { status, names, popularity, .. } = &organization.details;
    assert_eq!((*status, names[0].kind, *popularity), (OrganizationStatus::Obsolete, NameKind::Alias, 3));
    assert_eq!((registry.next_put_code.map(PutCode::get), &*registry.signing_keys[0].kid), (Some(700), "k1"));
    assert_eq!((&*registry.mails[0].to, ada.account.tips), ("a@example.org", true));
}

/// D-25
#[test]
fn what_is_written_reads_back_the_same() {
    let mut registry = read(&full()).unwrap();
    let written = to_toml(registry.clone());
    assert!(!written.contains("sesame") && !written.contains("4a1b9f7e"), "secrets are written as hashes");
    // Only the values in plain are lost.
    registry.clients.iter_mut().for_each(|it| it.secret = None);
    registry.tokens.iter_mut().for_each(|it| it.value = None);
    assert_eq!(read(&written).unwrap(), registry);
    assert_eq!(to_toml(read(&written).unwrap()), written);
}

#[test]
fn a_secret_with_an_end_stays_behind_the_one_without() {
    let text = "[[clients]]\nid = \"APP-0000000000000A01\"\nname = \"x\"\ntype = \"updater\"\n\
                secrets = [{ secret = \"old\", ends = 2026-01-01T00:00:00Z }]\n";
    let mut registry = read(text).unwrap();
    registry.clients[0].secret = None;
    assert_eq!(read(&to_toml(registry.clone())).unwrap(), registry);
}

/// The file with one text in it replaced, which must be there.
fn with(from: &str, to: &str) -> String {
    assert!(FULL.contains(from), "{from}");
    FULL.replacen(from, to, 1)
}

#[test]
fn mistakes_are_named_with_their_line() {
    let cases = [
        (with("strict = true", "strikt = true"), "unknown field `strikt`"),
        (with("id = \"APP-0000000000000A01\"", "id = \"APP-1\""), "clients[0].id: a client id is APP- and"),
        (with("premium-updater", "member"), "clients[0].type: must be one of public-client, updater"),
        (with("https://depot.example.org/back", "ftp://x"), "clients[0].redirect_uris[0].uri: an address begins"),
        (with("import-works-wizard", "wizard"), "clients[0].redirect_uris[1].type: a type is one of"),
        (
            with("[\"/read-limited\"]", "[\"/read-limited\", \"/red\"]"),
            "redirect_uris[1].scopes[1]: there is no scope /red",
        ),
        (with("persistent_tokens = false", "persistent_tokens = 0"), "expected a boolean"),
        (with("0000-0002-1694-233X", "0000-0002-1694-2331"), "people[2].orcid: the check digit should be X"),
        (with("0000-0002-1694-233X", "0000-0002-1825-0097"), "people[2].orcid: stands here twice"),
        (with("state = \"unclaimed\"", "state = \"asleep\""), "people[2].state: a state is active,"),
        (with("state = \"unclaimed\"", "state = \"deprecated\""), "people[2].state: a deprecated record needs"),
        (with("locale = \"zh_TW\"", "locale = \"zh\""), "people[0].locale: must be one of ar, cs"),
        (with("\"b@example.org\"", "\"b@example\""), "people[0].emails[1].email: an e-mail address looks like"),
        (with("\"b@example.org\"", "\"A@example.org\""), "people[0].emails[1].email: another address is the same"),
        (with("\"b@example.org\"", "\"b@example.org\\n\""), "people[0].emails[1].email: there are blanks or signs"),
        (with("\"b@example.org\"", "\"b@example.org\\r\\nBcc: c@d.org\""), "emails[1].email: an e-mail address looks"),
        (with("\"b@example.org\"", "\"b\\u2028c@example.org\""), "emails[1].email: an e-mail address looks"),
        (with("m=8,t=1,p=1", "m=4294967295,t=1,p=1"), "people[1].password_hash: a hash asks for at most"),
        (with("expires_in = 3600", "expires_in = -1"), "tokens[0].expires_in: a token does not end before"),
        (with("expires_in = 3600", "expires = 2020-01-01T00:00:00Z"), "tokens[0].expires: a token does not end before"),
        (
            with("first = 2020-01-01T00:00:00Z", "first = 2020-01-01T00:00:00Z\nlatest = 2019-01-01T00:00:00Z"),
            "consents[0].latest: comes before first",
        ),
        (
            with("modified = \"2020-05-06T07:08:09.999Z\"", "modified = \"yesterday\""),
            "people[0].modified: a date and time",
        ),
        (
            with("password_hash = \"$argon", "password_hash = \"argon"),
            "people[1].password_hash: a hash is a PHC string",
        ),
        (with("value_hash = \"0000", "value_hash = \"zzzz"), "tokens[1].value_hash: a hash has 64"),
        (with("scopes = [\"/read-public\"]", "scopes = [\"/read-pubic\"]"), "tokens[1].scopes[0]: there is no scope"),
        (with("scopes = [\"/authenticate\"]", "scopes = [\"/authentic\"]"), "consents[0].scopes[0]: there is no scope"),
        (
            with("bases = [\"the one it came from\"]", "base_hashes = [\"no\"]"),
            "tokens[0].base_hashes[0]: a hash has 64",
        ),
        (with("type = \"amended\"", "type = \"news\""), "notifications[1].type: must be one of permission, amended"),
        (with("subject = \"May we?\"", "subject = \" \""), "notifications[0].subject: must not be empty"),
        (with("type = \"research-resource\"", "type = \"song\""), "notifications[0].items[1].type: must be one of"),
        (with("kind = \"keyword\"", "kind = \"song\""), "notifications[1].changes[1].kind: there are no items"),
        (with("action = \"deleted\"", "action = \"sung\""), "notifications[1].changes[1].action: must be one of"),
        (with("uri = \"HTTPS://A.example/hook?x=1\"", "uri = \"ftp://a.example\""), "webhooks[0].uri: only http"),
        (with("put_code = 23", "put_code = 21"), "notifications[2].put_code: stands here twice"),
        (with("issn:1234-5678", "isbn:1234"), "group_ids[0].group_id: a group id has one of"),
        (with("type = \"peer-review service\"", "type = \"blog\""), "group_ids[0].type: must be one of publisher"),
        (with("country = \"NO\"", "country = \"Norway\""), "organizations[0].country: \"Norway\" is not a country"),
        (with("tail = \"abcd\"", "tail = 7"), "invalid type: integer `7`, expected a string"),
        (with("put_code = 9\n", ""), "missing field `put_code`"),
        (with("name = \"Depot\"", "name = \"Depot"), "invalid basic string"),
    ];
    for (text, expected) in cases {
        let problem = read(&text).expect_err(expected);
        assert!(problem.message.contains(expected), "{problem}\nexpected: {expected}");
        // The line named is the one where the two files differ first; what is missing or follows counts from there.
        let changed = FULL.lines().zip(text.lines()).position(|(was, is)| was != is).unwrap() + 1;
        assert!(problem.line.abs_diff(changed) <= 1, "{problem}: changed in line {changed}");
        assert!(problem.to_string().starts_with("registry.toml:"), "{problem}");
    }
}

#[test]
fn everything_that_is_wrong_with_a_file_is_told_at_once() {
    let mut text = full();
    for (right, wrong) in [
        ("premium-updater", "member"),
        ("strict = true", "strikt = true"),
        ("\"a@example.org\"", "\"a@example\""),
        ("state = \"unclaimed\"", "state = \"asleep\"\ncolour = 1"),
        ("expires_in = 3600", "expires_in = \"soon\"\nexpires = 2022-01-01T00:00:00Z"),
        ("issn:1234-5678", "isbn:1234"),
        ("kid = \"k1\"\n", ""),
    ] {
        assert!(text.contains(right), "{right}");
        text = text.replacen(right, wrong, 1);
    }
    let FileErrors(all) = all_of(&text).unwrap_err();
    let told: Vec<_> = all.iter().map(|it| it.message.as_str()).collect();
    let expected = [
        "clients[0].type: must be one of public-client, updater, creator, premium-updater, premium-creator",
        "clients[0].strikt: unknown field `strikt`; did you mean `strict`?",
        "people[0].emails[0].email: an e-mail address looks like",
        "people[2].state: a state is active, unclaimed, locked, deactivated or deprecated",
        "people[2].colour: unknown field `colour`, expected one of `orcid`, `emails`, ",
        "tokens[0].expires_in: stands beside expires; one is enough",
        "tokens[0].expires_in: invalid type: string \"soon\", expected a whole number",
        "group_ids[0].group_id: a group id has one of ",
        "signing_keys[0]: missing field `kid`",
    ];
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    for (told, expected) in told.iter().zip(expected) {
        assert!(told.starts_with(expected), "{told}\nexpected: {expected}");
    }
    assert!(all.is_sorted_by_key(|it| it.line));
}

/// Who made one mistake in every row is not told a million times.
#[test]
fn of_very_many_mistakes_the_first_are_told() {
    let rows = (0..1000).map(|at| format!("[[organizations]]\nsource = \"ROR\"\nidentifier = \"{at}\"\nname = \"\"\n"));
    let FileErrors(all) = all_of(&rows.collect::<String>()).unwrap_err();
    let places: Vec<_> = all.iter().map(|it| it.line).collect();
    assert_eq!(places, (1..=100).map(|row| row * 4).collect::<Vec<_>>());
}

#[test]
fn records_are_not_merged_in_rings() {
    let merged = |from: &str, into: &str| {
        format!("[[people]]\norcid = \"{from}\"\nstate = \"deprecated\"\nprimary = \"{into}\"\n")
    };
    let (a, b, c, d) = ("0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X", "0009-9000-0000-0010");
    for ring in [
        merged(a, a),
        merged(a, b) + &merged(b, a),
        merged(a, b) + &merged(b, c) + &merged(c, a),
        merged(d, a) + &merged(a, b) + &merged(b, a),
    ] {
        let problem = read(&ring).expect_err("a ring");
        assert!(problem.message.contains(".primary: ") && problem.message.contains("merged into"), "{problem}");
        assert!(ring.lines().nth(problem.line - 1).unwrap().starts_with("primary"), "{problem}");
    }
    for chain in [merged(a, b), merged(a, b) + &merged(b, c), merged(a, c) + &merged(b, c) + &merged(c, d)] {
        assert!(read(&chain).is_ok(), "{chain}");
    }
}

#[test]
fn clients_that_are_declared_nowhere_are_named_with_their_line() {
    let mine = "APP-0000000000000A01";
    let check = |text: &str, known: &str| {
        let registry = read(text).unwrap();
        check_clients(&registry, |it| it.as_str() == known, text, Path::new("registry.toml"))
            .map_err(|FileErrors(mut all)| all.remove(0))
    };
    assert_eq!(check(FULL, ""), Ok(()));
    for (text, key) in [
        (
            with("client = \"APP-0000000000000A01\"\nperson", "client = \"APP-0000000000000A07\"\nperson"),
            "tokens[0].client",
        ),
        (
            with("origin_client = \"APP-0000000000000A02\"", "origin_client = \"APP-0000000000000A07\""),
            "tokens[0].origin_client",
        ),
        (
            with(
                "client = \"APP-0000000000000A02\"\nscopes = [\"/authenticate\"]",
                "client = \"APP-0000000000000A07\"\nscopes = [\"/authenticate\"]",
            ),
            "consents[0].client",
        ),
        (
            with("client = \"APP-0000000000000A01\"\norcid", "client = \"APP-0000000000000A07\"\norcid"),
            "webhooks[0].client",
        ),
        (
            with(
                "obo_whitelist = [\"APP-0000000000000A02\"]",
                "obo_whitelist = [\"APP-0000000000000A02\", \"APP-0000000000000A07\"]",
            ),
            "clients[0].obo_whitelist[1]",
        ),
    ] {
        let problem = check(&text, mine).expect_err(key);
        assert_eq!(problem.message, format!("{key}: there is no client APP-0000000000000A07"));
        assert!(text.lines().nth(problem.line - 1).unwrap().contains("A07"), "{problem}");
        assert_eq!(check(&text, "APP-0000000000000A07"), Ok(()), "the store may have it");
    }
}

/// D-25
#[test]
fn two_ways_to_say_the_same_are_refused() {
    let cases = [
        (with("secret = \"open sesame\"", "secret = \"x\"\nsecret_hash = \"y\""), "clients[0].secret: stands beside"),
        (with("expires_in = 3600", "expires_in = 3600\nexpires = 2022-01-01T00:00:00Z"), "tokens[0].expires_in"),
        (with("password = \"correct horse 1\"", "password = \" \""), "people[0].password: must not be empty"),
        (
            with("visibility = \"public\",", "primary = true },{ email = \"c@example.org\", primary = true,"),
            "only one address",
        ),
        (
            with("primary = \"0000-0002-1825-0097\"", "primary = \"0000-0001-5109-3700\""),
            "cannot be merged into itself",
        ),
    ];
    for (text, expected) in cases {
        let problem = read(&text).expect_err(expected);
        assert!(problem.message.contains(expected), "{problem}\nexpected: {expected}");
    }
}

#[test]
fn a_client_comes_in_json_too() {
    let json = serde_json::json!({ "id": "APP-0000000000000A09", "name": "J", "type": "creator", "secret": "s",
        "redirect_uris": ["https://j.example.org"], "created": "2020-01-01T00:00:00Z" });
    let entry = client_from_json(&json).unwrap();
    assert_eq!(entry.client.secrets[0].hash, hash_secret("s"));

    let mut bad = json;
    bad["redirect_uris"][0] = serde_json::json!({ "uri": "https://j.example.org", "scopes": ["/nope"] });
    let problem = client_from_json(&bad).unwrap_err();
    assert_eq!((problem.path().as_str(), problem.message()), ("redirect_uris[0].scopes[0]", "there is no scope /nope"));
}

/// JSON has a word for nothing. Where something is on or off, or there are none of a kind, that has words of its own.
#[test]
fn nothing_may_be_said_of_what_may_be_left_out() {
    let with = |key: &str| {
        let mut json = serde_json::json!({ "id": "APP-0000000000000A09", "name": "J", "type": "creator" });
        json[key] = serde_json::Value::Null;
        client_from_json(&json)
    };
    let plain = with("owner").unwrap();
    for key in ["application", "state", "secret", "secret_hash", "webhook_body", "webhook_secret", "created"] {
        assert_eq!(with(key).as_ref(), Ok(&plain), "{key}");
    }
    let flags = ["obo_enabled", "user_obo_enabled", "persistent_tokens", "strict", "webhooks"];
    let lists = ["extra_scopes", "obo_whitelist", "switches", "redirect_uris", "secrets"];
    for key in ["id", "name", "type", "description", "website"].into_iter().chain(flags).chain(lists) {
        assert_eq!(with(key).unwrap_err().path(), key);
    }
}

/// What no request could name is refused here, and so by the command line and the sandbox, which read the same keys. The
/// family is with `RedirectUri::check`.
#[test]
fn redirect_addresses_are_checked() {
    let with = |redirect: serde_json::Value| {
        let key = serde_json::json!({ "id": "APP-0000000000000A09", "name": "J", "type": "creator", "redirect_uris": [redirect] });
        client_from_json(&key).map(|it| it.client.redirect_uris)
    };
    for (address, said) in [
        ("", "must not be empty"),
        ("https://j.example/cb#x", "fragment"),
        ("https://bücher.example", "xn--"),
        ("https://j.example/a/../b", "segments"),
        ("https://j.example/a b", "blanks"),
        ("https://*.j.example", "wildcards"),
        ("https://j.example:99999", "port"),
        (&format!("https://j.example/{}", "x".repeat(355)), "355"),
        ("https://j.example/?state=x", "answers"),
    ] {
        let problem = with(address.into()).unwrap_err();
        assert_eq!(problem.path(), "redirect_uris[0].uri", "{address}");
        assert!(problem.message().contains(said), "{address}: {problem}");
        // One that serves nobody any more may be kept as it is.
        assert!(with(serde_json::json!({ "uri": address, "retired": true })).is_ok(), "{address}");
    }
    assert_eq!(&*with(" https://j.example/cb ".into()).unwrap()[0].uri, "https://j.example/cb");
}

#[test]
fn only_public_clients_can_keep_no_secret() {
    for application in Application::ALL {
        for client_type in ClientType::ALL {
            let read = client_from_json(&serde_json::json!({ "id": "APP-0000000000000A09", "name": "J",
                "type": client_type.as_str(), "application": application.as_str() }));
            let possible = application == Application::Server || client_type == ClientType::PublicClient;
            assert_eq!(
                read.as_ref().err().map(Invalid::path),
                (!possible).then(|| "application".to_owned()),
                "{read:?}"
            );
        }
    }
}

#[test]
fn applications_that_keep_no_secret_have_none() {
    let open = |application: &str, more: serde_json::Value| {
        let mut json = serde_json::json!({ "id": "APP-0000000000000A09", "name": "J", "type": "public-client",
            "application": application, "redirect_uris": ["http://127.0.0.1/cb"] });
        json.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        client_from_json(&json)
    };
    for application in Application::ALL {
        let mut registry = Registry::default();
        registry.clients.push(open(application.as_str(), serde_json::json!({})).unwrap());
        assert_eq!(registry.clients[0].client.application, application);
        assert_eq!(read(&to_toml(registry.clone())).unwrap(), registry);
        let hash = hash_secret("s").to_hex();
        for (key, value) in [
            ("secret", serde_json::json!("s")),
            ("secret_hash", serde_json::json!(hash)),
            ("secrets", serde_json::json!([{ "secret": "s" }])),
        ] {
            let entry = open(application.as_str(), serde_json::json!({ key: value }));
            assert_eq!(entry.is_ok(), application.keeps_secrets(), "{application:?} {key}");
            assert!(entry.is_ok() || entry.unwrap_err().path() == key);
        }
    }
    assert!(open("page", serde_json::json!({})).unwrap_err().message().contains("server, browser, native"));
}

#[test]
fn debug_output_has_no_secrets() {
    let shown = format!("{:?}", read(FULL).unwrap());
    assert!(!shown.contains("sesame") && !shown.contains("correct horse") && !shown.contains("4a1b9f7e"), "{shown}");
}
