//! Which clients there are.

/// Where a client is published. Versions are pinned in `xtask/needs/` and in `Cargo.lock`; those of Debian are Debian's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Registry {
    PyPi,
    Npm,
    CratesIo,
    Debian,
    Maven,
    Go,
}

impl Registry {
    /// A JVM takes its time to start, and Go programs to be built: these run in the long tier alone.
    pub fn takes_long(self) -> bool {
        match self {
            Registry::Maven | Registry::Go => true,
            Registry::PyPi | Registry::Npm | Registry::CratesIo | Registry::Debian => false,
        }
    }
}

/// How a client comes to know the registry's addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hosts {
    /// They stand in the package.
    Fixed,
    /// Whoever uses it tells them.
    Told,
    /// It asks nobody: it reads the annual data file.
    File,
}

#[derive(Debug)]
pub struct Client {
    /// Its test, and the name of its scenario.
    pub test: &'static str,
    pub name: &'static str,
    pub from: Registry,
    pub hosts: Hosts,
    /// What it takes the sandbox for: the live registry or its published test system.
    pub registry: &'static str,
    /// Where it wants people back.
    pub callback: &'static str,
}

const LIVE: &str = "orcid.org";
const TEST_SYSTEM: &str = "sandbox.orcid.org";

macro_rules! clients {
    ($($test:ident: $name:literal, $from:ident, $hosts:ident $registry:ident, $callback:literal;)*) => {
        pub const CLIENTS: &[Client] = &[$(Client {
            test: stringify!($test),
            name: $name,
            from: Registry::$from,
            hosts: Hosts::$hosts,
            registry: $registry,
            callback: concat!("http://localhost:9000", $callback),
        }),*];

        $(#[test]
        fn $test() {
            let client = CLIENTS.iter().find(|it| it.test == stringify!($test));
            crate::play(client.expect("it stands above"));
        })*
    };
}

clients! {
    orcid: "orcid", PyPi, Fixed LIVE, "/callback";
    pyorcid: "pyorcid", PyPi, Fixed LIVE, "/callback";
    orcid_mcp_server: "orcid-mcp-server", PyPi, Fixed LIVE, "/callback";
    social_auth_core: "social-auth-core", PyPi, Fixed LIVE, "/complete/orcid/";
    django_allauth: "django-allauth", PyPi, Told LIVE, "/accounts/orcid/login/callback/";
    mozilla_django_oidc: "mozilla-django-oidc", PyPi, Told LIVE, "/oidc/callback/";
    inspire_service_orcid: "inspire-service-orcid", PyPi, Fixed LIVE, "/callback";
    flask_dance: "flask-dance", PyPi, Fixed TEST_SYSTEM, "/login/orcid/authorized";
    authlib: "authlib", PyPi, Told LIVE, "/callback";
    alexandria3k: "alexandria3k", PyPi, File LIVE, "/callback";
    openid_client: "openid-client", Npm, Told LIVE, "/callback";
    oauth4webapi: "oauth4webapi", Npm, Told LIVE, "/callback";
    passport_orcid: "passport-orcid", Npm, Fixed TEST_SYSTEM, "/callback";
    simple_oauth2: "simple-oauth2", Npm, Told LIVE, "/callback";
    oidc_client: "oidc-client", Npm, Told LIVE, "/callback";
    oidc_client_ts: "oidc-client-ts", Npm, Told LIVE, "/callback";
    openidconnect: "openidconnect", CratesIo, Told LIVE, "/callback";
    oauth2: "oauth2", CratesIo, Told LIVE, "/callback";
    spring_boot: "spring-boot-starter-oauth2-client", Maven, Told LIVE, "/login/oauth2/code/orcid";
    keycloak: "keycloak-quarkus-dist", Maven, Told LIVE, "/realms/journeys/broker/orcid/endpoint";
    oauth2_proxy: "oauth2-proxy", Go, Told LIVE, "/oauth2/callback";
    mod_auth_openidc: "libapache2-mod-auth-openidc", Debian, Told LIVE, "/back";
}
