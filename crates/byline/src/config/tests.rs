use byline_http::Class;
use byline_http::limit::ApiPolicy;
use byline_settings::{Kind, Origin, Shown, ShownValue, Table, entries};
use clap::{Args, Command, FromArgMatches};

use super::values::ViewCache;
use super::*;

fn given<S: Scope>(flags: &[&str]) -> Given<S> {
    let command = Given::<S>::augment_args(Command::new("byline")).no_binary_name(true);
    Given::from_arg_matches(&command.get_matches_from(flags)).unwrap()
}

fn resolve<S: Scope<Rows = Settings>>(flags: &[&str], path: &str, text: &str) -> Result<Loaded<Settings>, Problems> {
    load_from(&given::<S>(flags), Some((Path::new(path), text)))
}

fn from_text(text: &str) -> Result<(Settings, Vec<Shown>), Problems> {
    resolve::<Serving>(&[], "byline.toml", text).map(|it| (it.settings, it.shown))
}

fn problems(text: &str) -> String {
    from_text(text).unwrap_err().to_string()
}

#[test]
fn an_empty_file_is_the_defaults() {
    let (settings, shown) = from_text("").unwrap();
    assert_eq!(settings.listen.to_string(), "127.0.0.1:8080");
    assert!(settings.data().is_err());
    assert!(shown.iter().all(|it| it.origin == Origin::Default));
}

#[test]
fn every_key_is_taken() {
    let text = r#"
        data = "/var/lib/byline"
        listen = "[::1]:9000"
        base_url = "https://reg.example.org/"
        trusted_proxies = ["127.0.0.1", "10.0.0.0/8"]
        organizations = "well-formed"
        view_cache = "store"
        threads = 3
        legacy_sign_in = true
        [tls]
        cert = "/etc/byline/cert.pem"
        key = "/etc/byline/key.pem"
        [limits]
        max_connections = 7
        max_connections_per_address = 3
        max_body = "1MiB"
        header_timeout = "500ms"
        idle_timeout = "2m"
        body_timeout = "10s"
        write_timeout = "20s"
        min_rate = "2KiB"
        drain_timeout = 5
        [limits.api]
        mode = "on"
        public = "10/s:20"
        member = "30/s"
        anonymous_per_day = 500
        client_per_day = "off"
        clients_beyond = "refused"
        exempt_clients = ["APP-0123456789ABCDEF"]
        exempt_networks = ["10.0.0.0/8"]
        [limits.rates]
        all = "100/s"
        token = "off"
        [mint]
        first = "0009-9000-0000-000"
        last = "0009-9000-0000-999"
        [issn]
        table = "/etc/byline/issn.csv"
        portal = "https://portal.issn.org"
        [webhooks]
        ports = [80, 8080]
        networks = ["10.0.0.0/8"]
        [mail]
        server = "smtp://mail.example.org"
        from = "no-reply@example.org"
        from_name = "The Registry"
        username = "registry"
        password = "correct horse"
        starttls = "required"
        ca = "/etc/byline/mail-ca.pem"
        timeout = "10s"
        retry_after = "1m"
        give_up_after = "2d"
        connections = 1
    "#;
    let (settings, _) = from_text(text).unwrap();
    assert_eq!(settings.base_url.unwrap().as_str(), "https://reg.example.org");
    assert_eq!(settings.trusted_proxies.len(), 2);
    assert_eq!((settings.limits.max_connections.0, settings.limits.share()), (7, 3));
    assert_eq!(settings.limits.drain_timeout.0.as_secs(), 5);
    let rate = |class| settings.limits.rates.get(class).map(|it| it.to_string());
    assert_eq!((rate(Class::Read).as_deref(), rate(Class::Token)), (Some("100/s"), None));
    assert_eq!(settings.mint.range().count(), 1000);
    let policy = settings.limits.api.policy().unwrap();
    assert_eq!((policy.public.to_string(), policy.member.to_string()), ("10/s:20".into(), "30/s".into()));
    assert_eq!((policy.anonymous_per_day, policy.client_per_day, policy.refuse_clients), (Some(500), None, true));
    assert_eq!((policy.exempt_clients.len(), policy.exempt_networks.len()), (1, 1));
    let targets = settings.webhooks.targets();
    assert!(targets.admit("http://10.1.2.3:8080/").is_ok() && targets.admit("https://a.example/").is_err());
    let mail = settings.mail.unwrap();
    assert_eq!((mail.server.host(), mail.server.port()), ("mail.example.org", 587));
    assert_eq!(mail.pace().give_up_after.as_secs(), 2 * 24 * 3600);
}

#[test]
fn the_share_of_an_address_is_a_tenth_and_never_more_than_all() {
    let share = |text: &str| from_text(&format!("[limits]\n{text}")).unwrap().0.limits.share();
    assert_eq!(share(""), 1000);
    assert_eq!((share("max_connections = 50"), share("max_connections = 5")), (16, 5));
    assert_eq!(share("max_connections = 50\nmax_connections_per_address = 2"), 2);
    assert_eq!(share("max_connections = 50\nmax_connections_per_address = 200"), 50);
}

#[test]
fn passwords_are_not_shown() {
    let text = "[mail]\nserver = \"smtps://mail.example.org\"\nfrom = \"a@example.org\"\nusername = \"u\"\n\
                password = \"correct horse\"\n";
    let (settings, shown) = from_text(text).unwrap();
    assert_eq!(shown.iter().find(|it| it.key == "mail.password").unwrap().value, ShownValue::Hidden(None));
    assert!(!format!("{shown:?} {settings:?}").contains("horse"));
}

#[test]
fn a_database_is_a_server_with_a_password_of_its_own_or_a_file() {
    let server = "[database]\naddress = \"postgres://byline@db.example.org/byline\"\n";
    let (settings, shown) = from_text(&format!("{server}password = \"correct horse\"\nconnections = 7\n")).unwrap();
    let options = settings.database.postgres().unwrap().unwrap();
    assert_eq!((options.password.as_deref(), options.connections), (Some("correct horse"), 7));
    assert!(!format!("{shown:?} {settings:?} {options:?}").contains("horse"));
    let embedded = from_text("[database]\naddress = \"sqlite:other.db\"\n").unwrap().0.database;
    assert!(embedded.postgres().unwrap().is_none());
    assert_eq!(embedded.address.unwrap().to_string(), "sqlite:other.db");
    assert!(from_text("").unwrap().0.database.address.is_none());

    let first = |text: &str| problems(text).lines().next().unwrap().to_owned();
    for (text, expected) in [
        (
            format!("{server}password = \"p\"\npassword_file = \"f\"\n"),
            "byline.toml:4: database: there are two passwords: set database.password or database.password_file",
        ),
        ("[database]\npassword = \"p\"\n".to_owned(), "byline.toml:2: database: a password goes with postgres://"),
        (
            "[database]\naddress = \"postgres://u:horse@db/byline\"\n".to_owned(),
            "byline.toml:2: database: everybody sees a password in an address: set database.password_file",
        ),
        (
            "[database]\naddress = \"postgres://u@db/byline?sslmode=prefer\"\n".to_owned(),
            "byline.toml:2: database.address: expected postgres://USER@HOST/NAME",
        ),
    ] {
        let told = first(&text);
        assert!(told.starts_with(expected) && !told.contains("horse"), "{told}\n{text}");
    }
}

#[test]
fn half_settings_of_mail_are_told_with_lines() {
    let first = |text: &str| problems(text).lines().next().unwrap().to_owned();
    let server = "[mail]\nserver = \"smtp://mail.example.org\"\n";
    for (text, expected) in [
        ("[mail]\nfrom = \"a@example.org\"\n".to_owned(), "byline.toml:2: mail: there is no server"),
        (server.to_owned(), "byline.toml:2: mail: a server needs an address that mails come from"),
        (format!("{server}from = \"a\"\n"), "byline.toml:3: mail.from: expected an e-mail address"),
        (format!("{server}from = \"a@b.org\"\nusername = \"u\"\n"), "byline.toml:4: mail: a name needs a password"),
        (format!("{server}from = \"a@b.org\"\npassword = \"p\"\n"), "byline.toml:4: mail: a password needs a name"),
        (
            format!("{server}from = \"a@b.org\"\nusername = \"u\"\npassword = \"p\"\npassword_file = \"f\"\n"),
            "byline.toml:6: mail: there are two passwords",
        ),
        (
            format!("{server}from = \"a@b.org\"\nusername = \"u\"\npassword = \"p\"\nstarttls = \"never\"\n"),
            "byline.toml:6: mail: the password would cross the network unencrypted",
        ),
        ("[mail]\nserver = \"mail.example.org:25\"\n".to_owned(), "byline.toml:2: mail.server: expected a server like"),
        (format!("{server}starttls = \"maybe\"\n"), "byline.toml:3: mail.starttls: expected required or never"),
    ] {
        let told = first(&text);
        assert!(told.starts_with(expected), "{told}\n{text}");
    }
    assert!(!problems("[mail]\nserver = 1\npassword = \"correct horse\"\n").contains("horse"));
}

#[test]
fn commands_that_send_nothing_do_not_mind_half_settings() {
    let text = "[mail]\nserver = \"smtp://mail.example.org\"\nusername = \"u\"\n";
    assert!(resolve::<Stored>(&[], "byline.toml", text).unwrap().settings.mail.is_none());
}

#[test]
fn what_is_shown_reads_back_as_the_same() {
    let text = "listen = \"127.0.0.1:1\"\ntrusted_proxies = [\"::1\"]\nthreads = 2\n";
    let (_, shown) = from_text(text).unwrap();
    let (top, tables): (Vec<_>, Vec<_>) = shown.iter().partition(|it| !it.key.contains('.'));
    let again: String = top
        .into_iter()
        .chain(tables)
        .filter_map(|it| match &it.value {
            ShownValue::Is(value) => Some(format!("{} = {value}\n", it.key)),
            ShownValue::NotSet(_) | ShownValue::Hidden(_) => None,
        })
        .collect();
    let (_, shown_again) = from_text(&again).unwrap();
    let values = |shown: &[Shown]| shown.iter().map(|it| (it.key.clone(), it.value.clone())).collect::<Vec<_>>();
    assert_eq!(values(&shown), values(&shown_again));
}

#[test]
fn all_problems_are_told_at_once_each_with_its_line() {
    let text = "listen = \"8080\"\nthreads = 0\n\n[limits]\nmax_body = \"lots\"\n";
    let problems = problems(text);
    let lines: Vec<&str> = problems.lines().collect();
    assert_eq!(lines.len(), 3, "{problems}");
    assert!(lines[0].starts_with("byline.toml:1: listen: expected an address with a port"), "{problems}");
    assert!(lines[1].starts_with("byline.toml:2: threads: "), "{problems}");
    assert!(lines[2].starts_with("byline.toml:5: limits.max_body: "), "{problems}");
}

#[test]
fn unknown_keys_are_told_all_at_once_with_what_was_probably_meant() {
    let problems = problems(
        "lisen = 4\nmax_body = \"1MiB\"\nthreads = \"many\"\n[limits]\nmax-connections = 5\n[limits.rates]\npasword = \"1/s\"\n\
         [mial]\nserver = \"x\"\n[poems]\nlines = 14\n",
    );
    let expected = [
        "byline.toml:1: lisen: there is no such setting; did you mean listen?",
        "byline.toml:2: max_body: there is no such setting; did you mean limits.max_body?",
        "byline.toml:3: threads: expected a whole number from 1, not \"many\"",
        "byline.toml:5: limits.max-connections: there is no such setting; did you mean limits.max_connections?",
        "byline.toml:7: limits.rates.pasword: there is no such setting; did you mean limits.rates.password?",
        "byline.toml:8: mial: there is no such setting; did you mean mail?",
        "byline.toml:10: poems: there is no such setting",
    ];
    let lines: Vec<_> = problems.lines().collect();
    assert_eq!(lines, expected, "what is wrong besides is told in its place");
}

#[test]
fn a_certificate_alone_is_refused() {
    let problems = problems("\n[tls]\ncert = \"a.pem\"\n");
    assert_eq!(problems, "byline.toml:3: tls: a certificate needs its key: set tls.key (--tls-key) too");
}

/// D-39
#[test]
fn a_live_block_is_refused_with_its_line() {
    let problems = problems("[mint]\nfirst = \"0000-0002-0000-000\"\nlast = \"0000-0002-9999-999\"\n");
    assert!(problems.starts_with("byline.toml:2: mint: ") && problems.contains("live registry"), "{problems}");
}

#[test]
fn flags_win_over_the_file_and_paths_are_seen_from_it() {
    let (path, text) = ("/etc/byline/byline.toml", "listen = \"127.0.0.1:1\"\ndata = \"registry\"\n");
    let Loaded { settings, shown, .. } = resolve::<Serving>(&["--listen", "127.0.0.1:2"], path, text).unwrap();
    assert_eq!(settings.listen.0.port(), 2);
    assert_eq!(settings.data().unwrap(), Path::new("/etc/byline/registry"));
    assert_eq!(shown.iter().find(|it| it.key == "listen").unwrap().origin.to_string(), "--listen");
}

#[test]
fn the_help_tells_the_defaults_that_hold() {
    let command = Given::<Serving>::augment_args(clap::Command::new("byline"));
    let (_, shown) = from_text("").unwrap();
    for it in &shown {
        let ShownValue::Is(value) = &it.value else { continue };
        let value = value.trim_matches('"');
        // `config show` has the rates, one by one.
        if value == "[]" || it.key.starts_with("limits.rates.") {
            continue;
        }
        let value = value.trim_start_matches('[').trim_end_matches(']');
        let flag = command.get_arguments().find(|flag| flag.get_id() == &*it.key);
        let help = flag.and_then(|flag| flag.get_help()).unwrap_or_else(|| panic!("no flag for {}", it.key));
        let help = help.to_string();
        let told = help.split_once("[default: ").unwrap_or_else(|| panic!("{}: {help}", it.key)).1;
        assert_eq!(told.split_once(']').unwrap().0, value, "{}", it.key);
    }
}

#[test]
fn a_rate_that_is_given_wins_and_a_named_one_wins_over_all() {
    let given = |texts: &[&str], file: &str| {
        let flags: Vec<&str> = texts.iter().flat_map(|it| ["--rate", it]).collect();
        let settings = resolve::<Serving>(&flags, "byline.toml", file).unwrap().settings;
        [Class::Read, Class::Token].map(|class| settings.limits.rates.get(class).map(|it| it.to_string()))
    };
    let file = "[limits.rates]\nread = \"1/s\"\ntoken = \"2/s\"\n";
    let texts = |read: &str, token: &str| [read, token].map(|it| Some(it.to_owned()).filter(|it| it != "off"));
    assert_eq!(given(&[], file), texts("1/s", "2/s"));
    assert_eq!(given(&["token=9/s"], file), texts("1/s", "9/s"));
    assert_eq!(given(&["all=off", "token=9/s"], file), texts("off", "9/s"));
    assert!(problems("[limits.rates]\ntokens = \"1/s\"").contains("byline.toml:2"));
    assert!(problems("[limits.rates]\ntoken = 5").contains("a rate like"));
}

#[test]
fn rows_are_consistent() {
    let mut flags: Vec<String> = Vec::new();
    let mut forms: Vec<(&str, &str)> = Vec::new();
    for entry in entries(Settings::ROWS, table::SERVE, Commands::ALL).into_iter().chain(entries(
        SandboxSettings::ROWS,
        table::SANDBOX,
        Commands::ALL,
    )) {
        let text = entry.row.text(Commands::NONE);
        assert!(!text.is_empty() && !text.ends_with('.') && !text.contains("[default"), "{}: {text}", entry.key);
        if let Kind::One(looks) | Kind::Maybe(looks) | Kind::List(looks) = entry.row.kind {
            forms.push((looks.name, looks.like));
        }
        if entry.rows().is_none() && !entry.named {
            flags.extend([entry.flag, entry.variable]);
        }
    }
    let all = flags.len();
    flags.sort_unstable();
    flags.dedup();
    assert_eq!(flags.len(), all, "each has a flag and a variable of its own");
    forms.sort_unstable();
    forms.dedup();
    let twice = forms.windows(2).find(|it| it[0].0 == it[1].0);
    assert_eq!(twice, None, "a name of a form in help means one thing");
}

/// D-39
/// What one says without a number, and what the crates that use it say of themselves.
#[test]
fn defaults_are_those_that_others_know() {
    let settings = from_text("").unwrap().0;
    assert_eq!(settings.view_cache, "memory".parse::<ViewCache>().unwrap());
    assert_eq!(settings.mint.range(), byline_model::OrcidId::TEST_BLOCK);
}

/// D-10
#[test]
fn the_apis_are_limited_as_the_published_service_announces() {
    let policy = |text: &str| from_text(text).unwrap().0.limits.api.policy();
    assert_eq!(policy(""), None, "off unless it is said");
    let announced = ApiPolicy {
        public: "12/s:40".parse().unwrap(),
        member: "24/s:40".parse().unwrap(),
        anonymous_per_day: Some(25_000),
        client_per_day: Some(100_000),
        refuse_clients: false,
        exempt_clients: [].into(),
        exempt_networks: Vec::new(),
    };
    assert_eq!(policy("[limits.api]\nmode = \"on\"\n"), Some(announced));
}

/// Whoever gets one of the pieces wrong reads which, and what may stand there.
#[test]
fn rates_that_are_none_are_refused_with_what_is_taken() {
    const NAMES: &str = "read, password, mail, register, same_email, submit, authorize, token, introspect, client, all";
    const RATES: &str = "20/s, 120/m, 60/h or 1000/d, or off";
    for (wrong, taken) in [
        ("token", "read=…"),
        ("", "read=…"),
        ("tokens=1/s", NAMES),
        ("=1/s", NAMES),
        ("Token=1/s", NAMES),
        ("token=1", RATES),
        ("token=on", RATES),
        ("token=", RATES),
        ("token=1/y", RATES),
        ("token=0/s", RATES),
        ("token=-1/s", RATES),
        ("all=1", RATES),
    ] {
        let flag = format!("--rate={wrong}");
        for told in [
            resolve::<Serving>(&[&flag], "byline.toml", "").map(drop).unwrap_err().to_string(),
            Settings::sandbox(&given(&[&flag]), &Given::default()).map(drop).unwrap_err().to_string(),
        ] {
            assert!(
                told.starts_with("--rate: ") && told.contains(taken) && told.lines().count() == 1,
                "{wrong}: {told}"
            );
        }
    }
}

/// D-40
#[test]
fn a_sandbox_counts_nobody_unless_told_to() {
    let rates = |flags: &[&str]| {
        let (settings, _) = Settings::sandbox(&given(flags), &Given::default()).unwrap();
        assert!(settings.legacy_sign_in.0);
        [Class::Read, Class::Token].map(|class| settings.limits.rates.get(class).map(|it| it.to_string()))
    };
    assert_eq!(rates(&[]), [None, None]);
    assert_eq!(rates(&["--rate", "token=1/s"]), [None, Some("1/s".into())]);
    assert_eq!(rates(&["--rate", "all=1/s", "--rate", "token=off"]), [Some("1/s".into()), None]);
}

#[test]
fn what_is_wrong_with_a_sandbox_is_told_at_once() {
    let wrong = Settings::sandbox(&given(&["--listen=80", "--tls-key=a"]), &given(&["--at=noon", "--seed=x"]));
    let told = wrong.unwrap_err().to_string();
    let expected = ["--at: expected a moment", "--listen: expected", "--seed: expected", "--tls-key: tls: a key needs"];
    assert!(
        told.lines().count() == 4 && expected.iter().zip(told.lines()).all(|(it, line)| line.starts_with(it)),
        "{told}"
    );
}
