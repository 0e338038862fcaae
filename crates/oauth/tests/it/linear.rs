//! Forms, scopes, addresses and tokens are read in proportion to their length.
#![cfg(debug_assertions)]

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD};
use byline_model::client::{Application, Client, ClientType, RedirectUri, Switch};
use byline_model::scope::ScopeList;
use byline_oauth::{Form, Host};

use crate::growth::assert_linear;
use crate::support::{CALLBACK, World, form, id, query};

/// So many parts, each with its number.
fn each(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

type Family = (&'static str, fn(usize) -> String);

const FORMS: &[Family] = &[
    ("pairs", |n| each(n, |i| format!("a{i}=b&"))),
    ("the same name again", |n| "scope=/authenticate&".repeat(n)),
    ("a name again, each time with another value", |n| each(n, |i| format!("scope={i}&"))),
    ("names that may come again", |n| each(n, |i| format!("resource=https://orcid.test/{i}&audience=orcid&"))),
    ("resources on hosts of their own", |n| each(n, |i| format!("resource=https://{i}.orcid.test&"))),
    ("names alone", |n| "state&".repeat(n)),
    ("no names", |n| "&".repeat(n * 4)),
    ("no values", |n| "=".repeat(n * 4)),
    ("a long name", |n| "a".repeat(n * 8)),
    ("a long name of percent signs", |n| "%".repeat(n * 8)),
    ("a long value", |n| format!("redirect_uri={}", "a".repeat(n * 8))),
    ("percent signs", |n| format!("state={}", "%".repeat(n * 8))),
    ("escapes", |n| format!("state={}", "%C3%BC".repeat(n))),
    ("escapes that are no text", |n| format!("state={}", "%ff".repeat(n))),
    ("escapes that are cut off", |n| format!("state={}", "%4".repeat(n))),
    ("plus signs", |n| format!("scope={}", "+".repeat(n * 4))),
    ("names behind escapes", |n| "%73tate=1&".repeat(n)),
];

const SCOPES: &[Family] = &[
    ("one again", |n| "/authenticate ".repeat(n)),
    ("all again", |n| "/read-limited /activities/update+openid ".repeat(n)),
    ("those that there are not", |n| each(n, |i| format!("/nothing/{i} "))),
    ("those that say nothing here", |n| "profile email ".repeat(n)),
    ("the oldest spelling", |n| "/orcid-grants/create ".repeat(n)),
    ("a long one", |n| "/read-limited".repeat(n)),
    ("blanks", |n| " +\t".repeat(n)),
];

const ADDRESSES: &[Family] = &[
    ("a long path", |n| CALLBACK.to_owned() + &"/a".repeat(n)),
    ("dots", |n| CALLBACK.to_owned() + &"/.a".repeat(n)),
    ("escaped dots", |n| CALLBACK.to_owned() + &"/%2e%2e%2e".repeat(n)),
    ("percent signs", |n| CALLBACK.to_owned() + "/" + &"%".repeat(n * 4)),
    ("pairs", |n| CALLBACK.to_owned() + "?" + &each(n, |i| format!("a{i}=b&"))),
    ("beginnings of names of answers", |n| CALLBACK.to_owned() + "?" + &"error_description_=a;".repeat(n)),
    ("lists in lists", |n| CALLBACK.to_owned() + "?a" + &"[".repeat(n * 4)),
    ("labels", |n| format!("https://{}test/cb", "a.".repeat(n))),
    ("international labels", |n| format!("https://{}test/cb", "xn--bcher-kva.".repeat(n))),
    ("a long international label", |n| format!("https://xn--{}/cb", "a".repeat(n * 4))),
    ("a long international label of many letters", |n| format!("https://xn--a-{}/cb", "zc".repeat(n * 2))),
    ("user information", |n| format!("https://{}app.test/cb", "a@".repeat(n))),
    ("ports", |n| format!("https://app.test{}/cb", ":1".repeat(n))),
    ("colons in brackets", |n| format!("https://[{}]/cb", ":".repeat(n))),
    ("fragments", |n| CALLBACK.to_owned() + &"#".repeat(n)),
    ("schemes", |n| "https://".repeat(n)),
];

fn encoded(text: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(text)
}

/// A token with this header and this body, and a signature of nobody.
fn token(header: &str, body: &str) -> String {
    format!("{}.{}.{}", encoded(header), encoded(body), encoded("x"))
}

const HEADER: &str = r#"{"alg":"RS256"}"#;
const BODY: &str = r#"{"aud":"APP-AAAAAAAAAAAAAAAA","sub":"0000-0002-1825-0097"}"#;

const TOKENS: &[Family] = &[
    ("dots", |n| ".".repeat(n * 8)),
    ("segments", |n| "eyJ.".repeat(n * 2)),
    ("a long segment", |n| "A".repeat(n * 8)),
    ("a long header", |n| token(&format!(r#"{{"alg":"{}"}}"#, "a".repeat(n * 8)), BODY)),
    ("a long name of a key", |n| token(&format!(r#"{{"alg":"RS256","kid":"{}"}}"#, "a".repeat(n * 8)), BODY)),
    ("a long signature", |n| format!("{}.{}.{}", encoded(HEADER), encoded(BODY), "A".repeat(n * 8))),
    ("claims", |n| token(HEADER, &format!(r#"{{{}"sub":"x"}}"#, each(n, |i| format!(r#""c{i}":1,"#))))),
    ("the same claim again", |n| token(HEADER, &format!(r#"{{{}"sub":"x"}}"#, r#""aud":"a","#.repeat(n)))),
    ("audiences", |n| token(HEADER, &format!(r#"{{"aud":[{}"a"],"sub":"0000-0002-1825-0097"}}"#, r#""b","#.repeat(n)))),
    ("lists in lists", |n| token(HEADER, &format!(r#"{{"aud":{}"#, "[".repeat(n * 8)))),
    ("lists in a claim that says nothing", |n| {
        let (open, close) = ("[".repeat(n * 2), "]".repeat(n * 2));
        token(HEADER, &format!(r#"{{"x":{open}{close},"aud":"a","sub":"b"}}"#))
    }),
    ("objects in objects", |n| token(HEADER, &r#"{"aud":"#.repeat(n))),
    ("escapes", |n| token(HEADER, &format!(r#"{{"sub":"{}","aud":"a"}}"#, "\\u0041".repeat(n)))),
    ("long numbers", |n| token(HEADER, &format!(r#"{{"x":{},"aud":"a","sub":"b"}}"#, "1".repeat(n * 8)))),
    ("blanks", |n| token(HEADER, &format!(r#"{{{}"aud":"a","sub":"b"}}"#, " \n".repeat(n * 4)))),
];

/// Runs what waits for the store on this thread, whose time and count are looked at.
struct Endpoints {
    runtime: tokio::runtime::Runtime,
    world: World,
}

impl Endpoints {
    fn new() -> Self {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        let world = runtime.block_on(World::new());
        Endpoints { runtime, world }
    }

    fn authorize(&self, form: &Form) -> bool {
        self.runtime.block_on(self.world.authorize.begin(form)).is_ok()
    }

    fn token(&self, form: &Form, authorization: Option<&str>) -> bool {
        let asked = self.world.tokens.exchange(form, authorization, Host::Registry, self.world.now());
        self.runtime.block_on(asked).is_ok()
    }

    fn exchange(&self, more: &[(&str, &str)]) -> bool {
        let types = [
            ("subject_token_type", "urn:ietf:params:oauth:token-type:id_token"),
            ("requested_token_type", "urn:ietf:params:oauth:token-type:access_token"),
        ];
        let grant = "urn:ietf:params:oauth:grant-type:token-exchange";
        self.token(&form('B', grant, &[&types[..], more].concat()), None)
    }
}

#[test]
fn forms_are_read_in_a_line() {
    let endpoints = Endpoints::new();
    for (name, make) in FORMS {
        assert_linear(name, make, |text| {
            let form = Form::parse(text);
            assert_eq!(form.get("nothing of the kind"), None);
            drop(form.to_query());
            let with_all = |usual: &Form| usual.iter().chain(form.iter()).collect::<Form>();
            endpoints.authorize(&with_all(&query('A', &[])));
            endpoints.token(&with_all(&crate::support::form('A', "client_credentials", &[])), None);
            let exchange = "urn:ietf:params:oauth:grant-type:token-exchange";
            let types =
                [("subject_token_type", "urn:ietf:params:oauth:token-type:id_token"), ("subject_token", "x.y.z")];
            endpoints.token(&with_all(&crate::support::form('B', exchange, &types)), None);
        });
    }
}

#[test]
fn scopes_are_read_in_a_line() {
    let endpoints = Endpoints::new();
    for (name, make) in SCOPES {
        assert_linear(name, make, |text| {
            drop(ScopeList::parse(text));
            endpoints.authorize(&query('A', &[("scope", text)]));
            endpoints.token(&form('A', "client_credentials", &[("scope", text)]), None);
        });
    }
}

fn registered(uris: &[&str]) -> Client {
    let redirect =
        |uri: &&str| RedirectUri { uri: (*uri).into(), kind: "default".into(), scopes: Vec::new(), retired: false };
    Client { redirect_uris: uris.iter().map(redirect).collect(), ..Client::new(id('A'), "A", ClientType::Updater) }
}

#[test]
fn addresses_are_compared_in_a_line() {
    let endpoints = Endpoints::new();
    for (name, make) in ADDRESSES {
        assert_linear(name, make, |address| {
            let _ = RedirectUri::check(address);
            for application in Application::ALL {
                let client = Client { application, ..registered(&[CALLBACK]) };
                client.admits_redirect(address);
            }
            endpoints.authorize(&query('A', &[("redirect_uri", address)]));
        });
    }
}

/// However many a client has registered, each is looked at once.
#[test]
fn lists_of_addresses_are_searched_in_a_line() {
    let lists: [Family; 4] = [
        ("below one path", |n| each(n, |i| format!("{CALLBACK}/{i}\n"))),
        ("the same again", |n| format!("{CALLBACK}/x\n").repeat(n)),
        ("loopback addresses", |n| each(n, |i| format!("http://127.0.0.1:{}/cb\n", i + 1))),
        ("international hosts", |n| each(n, |i| format!("https://xn--bcher-kva.a{i}.test/cb\n"))),
    ];
    for (name, make) in lists {
        assert_linear(name, make, |list| {
            let uris: Vec<_> = list.lines().collect();
            for application in Application::ALL {
                let switches = [Switch::BarePrefixRedirects].into_iter().collect();
                let client = Client { application, switches, ..registered(&uris) };
                assert!(!client.admits_redirect("http://127.0.0.1:9/other"), "{name}");
            }
        });
    }
}

#[test]
fn tokens_are_read_in_a_line() {
    let endpoints = Endpoints::new();
    for (name, make) in TOKENS {
        assert_linear(name, make, |text| {
            assert!(!endpoints.exchange(&[("subject_token", text)]), "{name}");
            let actor = ("actor_token_type", "urn:ietf:params:oauth:token-type:id_token");
            assert!(!endpoints.exchange(&[("subject_token", "x"), ("actor_token", text), actor]), "{name}");
            endpoints.authorize(&query('A', &[("id_token_hint", text)]));
            endpoints.token(&form('A', "client_credentials", &[("client_assertion", text)]), None);
        });
    }
}

#[test]
fn credentials_in_a_header_are_read_in_a_line() {
    let endpoints = Endpoints::new();
    let headers: [Family; 5] = [
        ("colons", |n| ":".repeat(n * 4)),
        ("a long name", |n| "a".repeat(n * 8) + ":b"),
        ("a long secret", |n| format!("{}:{}", id('A'), "b".repeat(n * 8))),
        ("percent signs", |n| format!("{}:{}", id('A'), "%".repeat(n * 4))),
        ("escapes", |n| format!("{}:{}", id('A'), "%41+".repeat(n))),
    ];
    let asked = Form::default().with("grant_type", "client_credentials").with("scope", "/read-public");
    for (name, make) in headers {
        assert_linear(name, make, |text| {
            for header in [format!("Basic {}", BASE64_STANDARD.encode(text)), format!("Basic {text}"), text.into()] {
                assert!(!endpoints.token(&asked, Some(&header)), "{name}");
            }
        });
    }
}
