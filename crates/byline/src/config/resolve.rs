//! From file, variables and flags to settings.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use byline_http::{Class, Rates};
use toml::Spanned;

use super::file::{File, Scalar};
use super::problem::place;
use super::unknown;
use super::values::{BaseNumber, Expected, MaybeRate, MintBlock, NamedRate, Secret};
use super::{
    ApiLimitOverrides, ApiLimitSettings, IssnSettings, Limits, Origin, Overrides, Problems, Scope, Settings, Shown,
    ShownValue, TlsFiles, WebhookSettings,
};

type Source<'a> = Option<(&'a Path, &'a str)>;
pub(super) type InFile = Option<Spanned<Scalar>>;

pub fn resolve(overrides: &Overrides, source: Source<'_>, scope: Scope) -> Result<(Settings, Vec<Shown>), Problems> {
    let mut resolver = Resolver { source, problems: Vec::new(), shown: Vec::new() };
    for (key, span, what) in source.map(|(_, text)| unknown::keys(text)).unwrap_or_default() {
        resolver.problem::<()>(&key, Some(span), what);
    }
    let file = match source {
        Some((path, text)) => match toml::from_str(text) {
            Ok(file) => file,
            Err(error) => {
                let syntax = Problems::syntax(path, text, &error).to_string();
                return Err(Problems::from_lines([resolver.problems, vec![syntax]].concat()));
            }
        },
        None => File::default(),
    };
    let settings = resolver.settings(overrides, file, scope);
    match resolver.problems.is_empty() {
        true => Ok((settings, resolver.shown)),
        false => Err(Problems::from_lines(resolver.problems)),
    }
}

pub(super) struct Resolver<'a> {
    source: Source<'a>,
    pub(super) problems: Vec<String>,
    shown: Vec<Shown>,
}

/// A path as text; only `Display` and `FromStr` are asked of values.
#[derive(Clone)]
struct Location(PathBuf);

impl FromStr for Location {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        if text.is_empty() { Err(Expected("a path".into())) } else { Ok(Location(text.into())) }
    }
}

impl Display for Location {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.display().fmt(f)
    }
}

/// An address to listen on, with an error that says what one looks like.
#[derive(Clone)]
struct Address(std::net::SocketAddr);

impl FromStr for Address {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        text.parse().map(Address).map_err(|_| Expected("an address with a port, like 127.0.0.1:8080 or [::]:80".into()))
    }
}

impl Display for Address {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

impl Resolver<'_> {
    fn settings(&mut self, given: &Overrides, file: File, scope: Scope) -> Settings {
        let base = Settings::default();
        let data = self.path("data", given.data.as_ref(), file.data);
        let listen = self.set("listen", given.listen.map(Address).as_ref(), file.listen, Address(base.listen)).0;
        let base_url = self.optional("base_url", given.base_url.as_ref(), file.base_url);
        let trusted_proxies =
            self.list("trusted_proxies", given.trusted_proxies.as_deref(), file.trusted_proxies, Vec::new());
        let view_cache = self.set("view_cache", given.view_cache.as_ref(), file.view_cache, base.view_cache);
        let threads = self.optional("threads", given.threads.as_ref(), file.threads);
        let tls = self.tls(given, file.tls);
        let limits = self.limits(given, file.limits, base.limits);
        let mint = self.mint(given, file.mint);
        let organizations =
            self.set("organizations", given.organizations.as_ref(), file.organizations, base.organizations);
        let issn = IssnSettings {
            table: self.path("issn.table", given.issn.table.as_ref(), file.issn.table),
            portal: self.optional("issn.portal", given.issn.portal.as_ref(), file.issn.portal),
        };
        let (hooks, of_hooks) = (base.webhooks, &given.webhooks);
        let webhooks = WebhookSettings {
            ports: self.list("webhooks.ports", of_hooks.ports.as_deref(), file.webhooks.ports, hooks.ports),
            networks: self.list(
                "webhooks.networks",
                of_hooks.networks.as_deref(),
                file.webhooks.networks,
                hooks.networks,
            ),
        };
        let mail = match scope {
            Scope::All => self.mail(&given.mail, file.mail),
            Scope::WithoutMail => None,
        };
        Settings {
            data,
            listen,
            base_url,
            trusted_proxies,
            tls,
            view_cache,
            threads,
            limits,
            mint,
            organizations,
            issn,
            webhooks,
            mail,
        }
    }

    fn tls(&mut self, given: &Overrides, file: super::file::Tls) -> Option<TlsFiles> {
        let span = file.cert.as_ref().or(file.key.as_ref()).map(Spanned::span);
        let cert = self.path("tls.cert", given.tls_cert.as_ref(), file.cert);
        let key = self.path("tls.key", given.tls_key.as_ref(), file.key);
        match (cert, key) {
            (Some(cert), Some(key)) => Some(TlsFiles { cert, key }),
            (None, None) => None,
            (Some(_), None) => self.problem("tls", span, "a certificate needs its key: set tls.key (--tls-key) too"),
            (None, Some(_)) => self.problem("tls", span, "a key needs its certificate: set tls.cert (--tls-cert) too"),
        }
    }

    fn limits(&mut self, given: &Overrides, file: super::file::Limits, base: Limits) -> Limits {
        Limits {
            connections: self.set(
                "limits.max_connections",
                given.max_connections.as_ref(),
                file.max_connections,
                base.connections,
            ),
            connections_per_address: self.optional(
                "limits.max_connections_per_address",
                given.max_connections_per_address.as_ref(),
                file.max_connections_per_address,
            ),
            body: self.set("limits.max_body", given.max_body.as_ref(), file.max_body, base.body),
            header_timeout: self.set(
                "limits.header_timeout",
                given.header_timeout.as_ref(),
                file.header_timeout,
                base.header_timeout,
            ),
            idle_timeout: self.set(
                "limits.idle_timeout",
                given.idle_timeout.as_ref(),
                file.idle_timeout,
                base.idle_timeout,
            ),
            body_timeout: self.set(
                "limits.body_timeout",
                given.body_timeout.as_ref(),
                file.body_timeout,
                base.body_timeout,
            ),
            write_timeout: self.set(
                "limits.write_timeout",
                given.write_timeout.as_ref(),
                file.write_timeout,
                base.write_timeout,
            ),
            min_rate: self.set("limits.min_rate", given.min_rate.as_ref(), file.min_rate, base.min_rate),
            drain_timeout: self.set(
                "limits.drain_timeout",
                given.drain_timeout.as_ref(),
                file.drain_timeout,
                base.drain_timeout,
            ),
            rates: self.rates(given.rates.as_deref().unwrap_or_default(), file.rates, base.rates),
            api: self.api_limits(&given.api_limits, file.api, base.api),
        }
    }

    fn api_limits(
        &mut self,
        given: &ApiLimitOverrides,
        file: super::file::ApiLimits,
        base: ApiLimitSettings,
    ) -> ApiLimitSettings {
        let (anonymous, client) = (given.anonymous_per_day.as_ref(), given.client_per_day.as_ref());
        let (clients, networks) = (given.exempt_clients.as_deref(), given.exempt_networks.as_deref());
        ApiLimitSettings {
            mode: self.set("limits.api.mode", given.mode.as_ref(), file.mode, base.mode),
            public: self.set("limits.api.public", given.public.as_ref(), file.public, base.public),
            member: self.set("limits.api.member", given.member.as_ref(), file.member, base.member),
            anonymous_per_day: self.set(
                "limits.api.anonymous_per_day",
                anonymous,
                file.anonymous_per_day,
                base.anonymous_per_day,
            ),
            client_per_day: self.set("limits.api.client_per_day", client, file.client_per_day, base.client_per_day),
            clients_beyond: self.set(
                "limits.api.clients_beyond",
                given.clients_beyond.as_ref(),
                file.clients_beyond,
                base.clients_beyond,
            ),
            exempt_clients: self.list("limits.api.exempt_clients", clients, file.exempt_clients, base.exempt_clients),
            exempt_networks: self.list(
                "limits.api.exempt_networks",
                networks,
                file.exempt_networks,
                base.exempt_networks,
            ),
        }
    }

    /// A rate that is named counts for more than `all`, and what was given for more than the file.
    fn rates(&mut self, given: &[NamedRate], file: BTreeMap<String, Spanned<Scalar>>, base: Rates) -> Rates {
        let mut rates = Rates::off();
        let mut in_file: BTreeMap<Option<Class>, MaybeRate> = BTreeMap::new();
        for (name, value) in &file {
            let named = format!("{name}={}", value.get_ref().0).parse::<NamedRate>();
            match named {
                Ok(named) => drop(in_file.insert(named.class, named.rate)),
                Err(expected) => {
                    self.problem::<()>(
                        "limits.rates",
                        Some(value.span()),
                        format!("{name}: {expected}, not {:?}", value.get_ref().0),
                    );
                }
            }
        }
        for class in Class::ALL {
            let asked = |wanted| given.iter().rev().find(|it| it.class == wanted).map(|it| it.rate);
            let by = |rate, origin| Some((rate, origin)).filter(|(rate, _): &(Option<MaybeRate>, _)| rate.is_some());
            let found = by(asked(Some(class)), Origin::Given)
                .or_else(|| by(asked(None), Origin::Given))
                .or_else(|| by(in_file.get(&Some(class)).copied(), Origin::File))
                .or_else(|| by(in_file.get(&None).copied(), Origin::File));
            let (rate, origin) = match found {
                Some((Some(rate), origin)) => (rate, origin),
                _ => (MaybeRate(base.get(class)), Origin::Default),
            };
            rates.set(class, rate.0);
            self.shown.push(Shown { key: rate_key(class), value: ShownValue::Is(literal(&rate)), origin });
        }
        rates
    }

    fn mint(&mut self, given: &Overrides, file: super::file::Mint) -> MintBlock {
        let base = MintBlock::default();
        let span = file.first.as_ref().or(file.last.as_ref()).map(Spanned::span);
        let first: BaseNumber = self.set("mint.first", given.mint_first.as_ref(), file.first, base.first);
        let last: BaseNumber = self.set("mint.last", given.mint_last.as_ref(), file.last, base.last);
        MintBlock::new(first, last).unwrap_or_else(|problem| {
            self.problem::<()>("mint", span, problem);
            base
        })
    }

    pub(super) fn path(&mut self, key: &'static str, given: Option<&PathBuf>, file: InFile) -> Option<PathBuf> {
        let given = given.cloned().map(Location);
        let from_file = given.is_none() && file.is_some();
        let found = self.optional(key, given.as_ref(), file)?.0;
        // A path in the file is seen from the file's folder, wherever the program was started.
        match self.source.and_then(|(file, _)| file.parent()) {
            Some(folder) if from_file => Some(folder.join(found)),
            Some(_) | None => Some(found),
        }
    }

    pub(super) fn set<T>(&mut self, key: &'static str, given: Option<&T>, file: InFile, default: T) -> T
    where
        T: FromStr<Err = Expected> + Display + Clone,
    {
        let found = self.find(key, given, file);
        let (value, origin) = found.unwrap_or((default, Origin::Default));
        self.shown.push(Shown { key, value: ShownValue::Is(literal(&value)), origin });
        value
    }

    pub(super) fn optional<T>(&mut self, key: &'static str, given: Option<&T>, file: InFile) -> Option<T>
    where
        T: FromStr<Err = Expected> + Display + Clone,
    {
        let found = self.find(key, given, file);
        let origin = found.as_ref().map_or(Origin::Default, |(_, origin)| *origin);
        let value = found.as_ref().map_or(ShownValue::NotSet, |(value, _)| ShownValue::Is(literal(value)));
        self.shown.push(Shown { key, value, origin });
        found.map(|(value, _)| value)
    }

    pub(super) fn secret(&mut self, key: &'static str, given: Option<&Secret>, file: InFile) -> Option<Secret> {
        let found = self.find(key, given, file);
        let origin = found.as_ref().map_or(Origin::Default, |(_, origin)| *origin);
        let value = if found.is_some() { ShownValue::Hidden } else { ShownValue::NotSet };
        self.shown.push(Shown { key, value, origin });
        found.map(|(value, _)| value)
    }

    fn find<T>(&mut self, key: &'static str, given: Option<&T>, file: InFile) -> Option<(T, Origin)>
    where
        T: FromStr<Err = Expected> + Clone,
    {
        let in_file = file.and_then(|value| self.parse(key, &value));
        match given {
            Some(given) => Some((given.clone(), Origin::Given)),
            None => in_file.map(|value| (value, Origin::File)),
        }
    }

    fn list<T>(
        &mut self,
        key: &'static str,
        given: Option<&[T]>,
        file: Option<Vec<Spanned<Scalar>>>,
        default: Vec<T>,
    ) -> Vec<T>
    where
        T: FromStr<Err = Expected> + Display + Clone,
    {
        let in_file = file.map(|members| members.iter().filter_map(|it| self.parse(key, it)).collect::<Vec<T>>());
        let (list, origin) = match (given, in_file) {
            (Some(given), _) => (given.to_vec(), Origin::Given),
            (None, Some(list)) => (list, Origin::File),
            (None, None) => (default, Origin::Default),
        };
        let members: Vec<String> = list.iter().map(literal).collect();
        self.shown.push(Shown { key, value: ShownValue::Is(format!("[{}]", members.join(", "))), origin });
        list
    }

    fn parse<T: FromStr<Err = Expected>>(&mut self, key: &str, value: &Spanned<Scalar>) -> Option<T> {
        let text = &value.get_ref().0;
        match text.parse() {
            Ok(value) => Some(value),
            Err(expected) => self.problem(key, Some(value.span()), format!("{expected}, not {text:?}")),
        }
    }

    pub(super) fn problem<T>(&mut self, key: &str, span: Option<Range<usize>>, what: impl Display) -> Option<T> {
        self.problems.push(match (self.source, span) {
            (Some((path, text)), Some(span)) => format!("{}: {key}: {what}", place(path, text, Some(span))),
            _ => format!("{key}: {what}"),
        });
        None
    }
}

const fn rate_key(class: Class) -> &'static str {
    match class {
        Class::Read => "limits.rates.read",
        Class::Password => "limits.rates.password",
        Class::Mail => "limits.rates.mail",
        Class::Register => "limits.rates.register",
        Class::SameEmail => "limits.rates.same_email",
        Class::Submit => "limits.rates.submit",
        Class::Authorize => "limits.rates.authorize",
        Class::Token => "limits.rates.token",
        Class::Introspect => "limits.rates.introspect",
        Class::Client => "limits.rates.client",
    }
}

/// As TOML writes it.
fn literal(value: &impl Display) -> String {
    let text = value.to_string();
    match text.parse::<u64>() {
        Ok(_) => text,
        Err(_) => toml::Value::String(text).to_string(),
    }
}
