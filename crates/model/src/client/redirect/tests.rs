use super::*;
use crate::client::ClientType;

fn client(uris: &[&str]) -> Client {
    let uri = |it: &&str| RedirectUri { uri: (*it).into(), kind: "default".into(), scopes: Vec::new(), retired: false };
    Client {
        redirect_uris: uris.iter().map(uri).collect(),
        ..Client::new("APP-0123456789ABCDEF".parse().unwrap(), "A", ClientType::Updater)
    }
}

fn admits(registered: &str, requested: &str) -> bool {
    client(&[registered]).admits_redirect(requested)
}

// Cases 9 to 13.
#[test]
fn a_registered_path_admits_what_is_below_it() {
    for (registered, requested) in [
        ("https://app.test/cb", "https://app.test/cb"),
        (" https://app.test/cb ", "https://app.test/cb"),
        ("https://app.test/cb", "https://app.test/cb/x"),
        ("https://app.test/cb", "https://app.test/cb?a=b"),
        ("https://app.test/cb?old", "https://app.test/cb/x?a=b"),
        ("https://app.test/cb/", "https://app.test/cb/x"),
        ("https://app.test", "https://app.test/anything"),
        ("https://app.test", "https://app.test?x"),
        ("https://app.test/", "https://app.test/anything"),
        ("http://localhost:9000/cb", "http://localhost:9000/cb"),
        ("http://[::1]:9000/cb", "http://[::1]:9000/cb"),
    ] {
        assert!(admits(registered, requested), "{registered} {requested}");
    }
}

#[test]
fn everything_else_is_refused() {
    for (registered, requested) in [
        ("https://app.test/cb", "https://app.test/cbx"),
        ("https://app.test/cb", "http://app.test/cb"),
        ("https://app.test/cb", "https://other.test/cb"),
        ("https://app.test/cb", "https://www.app.test/cb"),
        ("https://app.test/cb", "https://app.test.evil.test/cb"),
        ("https://app.test", "https://app.test.evil.test/"),
        ("https://app.test", "https://app.test@evil.test/"),
        ("https://app.test", "https://app.test:444/"),
        ("https://app.test/cb", "https://app.test:443/cb"),
        ("https://app.test/cb", "https://App.test/cb"),
        ("https://app.test/cb", "https://u@app.test/cb"),
        ("https://app.test/cb", "https://app.test/cb/../x"),
        ("https://app.test/cb", "https://app.test/cb/%2E%2e/x"),
        ("https://app.test/cb", "https://app.test/cb/%2e%2E%2fx"),
        ("https://app.test/cb", "https://app.test/cb#x"),
        ("https://app.test", "https://evil.test\\@app.test/"),
        ("https://app.test", "https://app.test\\.evil.test/"),
        ("https://app.test", "https://app.test/\r\nSet-Cookie: a"),
        ("https://app.test", "//app.test/"),
        ("https://app.test", "app.test"),
        ("javascript://app.test/x", "javascript://app.test/x"),
        ("https://app.test/cb", ""),
        ("http://localhost:9000/cb", "http://localhost:9001/cb"),
    ] {
        assert!(!admits(registered, requested), "{registered} {requested}");
    }
}

#[test]
fn names_of_answers_are_no_part_of_an_address() {
    for name in OF_ANSWERS {
        let encoded: String = name.bytes().map(|it| format!("%{it:02x}")).collect();
        for query in [
            format!("{name}=x"),
            format!("a=b&{name}"),
            format!("{encoded}=x"),
            format!("{name}=&z="),
            format!("a=b;{name}=x"),
            format!("a=b&amp;{name}=x"),
            format!("{name}[]=x"),
            format!("{name}%5B0%5D=x"),
            format!("+{name}=x"),
            format!("a=b&%20{name}=x"),
            format!("{}=x", name.replace('_', ".")),
            format!("{}=x", name.replace('_', "+")),
            format!("{}=x", name.to_uppercase()),
            format!("a=b&{}{}=x", name[..1].to_uppercase(), &name[1..]),
        ] {
            let address = format!("https://app.test/cb?{query}");
            assert!(!admits("https://app.test/cb", &address), "{address}");
            assert_eq!(RedirectUri::check(&address), Err(InvalidRedirect::ReservedName), "{address}");
        }
    }
    for harmless in ["codes=1", "my_state=1", "a=code", "a=Code", "error-code=9"] {
        assert!(admits("https://app.test/cb", &format!("https://app.test/cb?{harmless}")), "{harmless}");
    }
}

#[test]
fn switches_narrow_and_widen() {
    let mut it = client(&["https://app.test/cb"]);
    it.switches.insert(Switch::BarePrefixRedirects);
    assert!(it.admits_redirect("https://app.test/cbx"));
    it.strict = true;
    assert!(!it.admits_redirect("https://app.test/cb/x"));
    assert!(!it.admits_redirect("https://app.test/cb?x"));
    assert!(it.admits_redirect("https://app.test/cb"));
    it.strict = false;
    it.redirect_uris[0].retired = true;
    assert!(!it.admits_redirect("https://app.test/cb"));
}

#[test]
fn clients_without_a_secret_come_back_to_exactly_what_they_registered() {
    for application in [Application::Browser, Application::Native] {
        let it = Client { application, ..client(&["https://app.test/cb", "http://127.0.0.1/cb"]) };
        assert!(it.admits_redirect("https://app.test/cb"));
        for other in ["https://app.test/cb/x", "https://app.test/cb?x", "https://app.test:444/cb"] {
            assert!(!it.admits_redirect(other), "{application:?} {other}");
        }
    }
}

/// RFC 8252 §7.3.
#[test]
fn a_native_client_may_listen_on_any_port_of_a_loopback_address() {
    let registered = ["http://127.0.0.1/cb", "http://[::1]:8000/cb?a=b", "http://localhost/cb"];
    let native = Client { application: Application::Native, ..client(&registered) };
    for port in ["", ":1", ":8000", ":51004", ":65535"] {
        assert!(native.admits_redirect(&format!("http://127.0.0.1{port}/cb")), "{port}");
        assert!(native.admits_redirect(&format!("http://[::1]{port}/cb?a=b")), "{port}");
        assert!(native.admits_redirect(&format!("http://localhost{port}/cb")), "{port}");
        for other in ["/cb/x", "/cb?x", "/", "/cb#x"] {
            assert!(!native.admits_redirect(&format!("http://127.0.0.1{port}{other}")), "{port} {other}");
        }
    }
    for other in [
        "https://127.0.0.1:8000/cb",
        "http://127.0.0.2:8000/cb",
        "http://u@127.0.0.1:8000/cb",
        "http://127.0.0.1:0/cb",
        "http://127.0.0.1:077/cb",
        "http://127.0.0.1:99999/cb",
        "http://127.0.0.1:80@evil.test/cb",
        "http://127.0.0.1.evil.test:80/cb",
    ] {
        assert!(!native.admits_redirect(other), "{other}");
    }
    for application in [Application::Server, Application::Browser] {
        let it = Client { application, ..client(&registered) };
        assert!(!it.admits_redirect("http://127.0.0.1:51004/cb"), "{application:?}");
    }
}

#[test]
fn what_no_request_could_name_is_not_registered() {
    use InvalidRedirect::*;
    let long = format!("https://app.test/{}", "x".repeat(355 - 17));
    for (address, refused) in [
        ("", Empty),
        ("  ", Empty),
        ("app.test/cb", Scheme),
        ("ftp://app.test/cb", Scheme),
        ("HTTPS://app.test/cb", Scheme),
        ("org.example.app:/cb", Scheme),
        ("urn:ietf:wg:oauth:2.0:oob", Scheme),
        (&format!("{long}x"), TooLong),
        ("https://app.test/a b", Character),
        ("https://app.test/\\x", Character),
        ("https://app.test/<x>", Character),
        ("https://bücher.example/cb", InternationalHost),
        ("https://app.test/bücher", NotAscii),
        ("https://app.test/cb#", Fragment),
        ("https://app.test/cb#part", Fragment),
        ("https://app.test#part", Fragment),
        ("https://", Host),
        ("https:///cb", Host),
        ("https://?x", Host),
        ("https://a..test/cb", Host),
        ("https://.test/cb", Host),
        ("https://[::1/cb", Host),
        ("https://[app]/cb", Host),
        ("https://::1/cb", Host),
        ("https://999.1.1.1/cb", Host),
        ("https://1.2.3/cb", Host),
        ("https://0x7f000001/cb", Host),
        ("https://0X7F.1/cb", Host),
        ("https://a.0x1/cb", Host),
        ("https://app.0x/cb", Host),
        ("https://2130706433/cb", Host),
        ("https://1.2.3./cb", Host),
        ("https://app,test/cb", Host),
        ("https://app%2etest/cb", Host),
        ("https://good@evil.example/", UserInfo),
        ("https://u:p@app.test:8443/cb", UserInfo),
        ("https://@app.test/cb", UserInfo),
        ("https://app.test:443@evil.example/cb", UserInfo),
        ("https://app.test:/cb", Port),
        ("https://app.test:0/cb", Port),
        ("https://app.test:99999/cb", Port),
        ("https://app.test:+1/cb", Port),
        ("https://app.test:x/cb", Port),
        ("https://app.test:0443/cb", Port),
        ("https://xn--a.example/cb", Host),
        ("https://app.test/%zz", Escape),
        ("https://app.test/cb?a=%", Escape),
        ("https://app.test/cb?a=%2", Escape),
        ("https://app.test/a/../b", Segments),
        ("https://app.test/./b", Segments),
        ("https://app.test/%2e%2E/b", Segments),
        ("https://app.test/a%2fb", Segments),
        ("https://*.app.test/cb", Wildcard),
        ("https://app.test/*", Wildcard),
        ("https://app.test/cb?code=1", ReservedName),
    ] {
        assert_eq!(RedirectUri::check(address), Err(refused), "{address:?}");
    }
    assert!(admits("https://app.test/cb?Code=1", "https://app.test/cb?Code=1"), "registered before");
    assert!(admits("https://u:p@app.test:8443/cb", "https://u:p@app.test:8443/cb"), "registered before");
    for address in [
        long.as_str(),
        "https://app.test",
        " https://app.test/cb ",
        "https://xn--bcher-kva.example/cb",
        "https://app.test/b%C3%BCcher?x=a%20b",
        "http://127.0.0.1:9000/cb",
        "http://[::1]/cb",
        "http://localhost:65535",
        "https://app_1.test./cb",
        "https://app.test/cb?a=*",
    ] {
        assert_eq!(RedirectUri::check(address), Ok(()), "{address}");
        assert!(admits(address, address.trim()), "what is registered can be matched: {address}");
    }
}
