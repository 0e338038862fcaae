//! Every setting there is: the one place that says what it is called, what it looks like, what holds unless it is set, who
//! takes it and what it is for. `settings!` says how rows are written; CONTRIBUTING.md, how one is added.

use byline_http::Rates;
use byline_settings::{
    ByteSize, Commands, Count, FilePath, Folder, Secret, SocketAddress, Span, Switch, Text, settings,
};

use super::TlsFiles;
use super::database::DatabaseSettings;
use super::mail::MailSettings;
use super::values::{
    ApiRate, BaseNumber, BaseUrl, Beyond, BodySize, DatabaseAddress, ExemptClient, HostName, MailAddress, MailServer,
    MaybeRate, MintBlock, Mode, Moment, NamedOrganizations, Network, PerDay, Port, Seed, StartTls, ViewCache,
};

/// `serve`, and `config`, which looks at what `serve` would see.
pub const SERVE: Commands = Commands::one(0);
pub const SANDBOX: Commands = Commands::one(1);
/// Commands on the folder of a registry.
pub const STORE: Commands = Commands::one(2);
/// `mail test`.
pub const MAIL: Commands = Commands::one(3);

/// As the reference names them.
pub const COMMANDS: [(Commands, &str); 4] =
    [(SERVE, "serve"), (SANDBOX, "sandbox"), (STORE, "import and others"), (MAIL, "mail test")];

const RUNNING: Commands = SERVE.and(SANDBOX);

settings! {
    /// What a registry can be told. Rows are `serve`'s unless they say otherwise.
    pub struct Settings {
        /// Folder of the registry; created when there is none
        data: Option<Folder> = commands(RUNNING.and(STORE)).elsewhere(&[
            (SANDBOX, "Keep everything in this folder; it is filled once, when it is new"),
            (STORE, "Folder of the registry"),
        ]);
        /// Where the registry keeps what it knows
        database: DatabaseRows = heading("Database").commands(SERVE.and(STORE)).ignored_by(MAIL);
        /// Where to listen; port 0 picks a free one
        listen: SocketAddress = default("127.0.0.1:8080").commands(RUNNING);
        /// The address the world sees, from which links, `Location` and cookies are made
        base_url: Option<BaseUrl> = unset("where it listens").commands(RUNNING.and(MAIL)).elsewhere(&[
            (MAIL, "The address of the registry, whose host introduces itself to the server"),
        ]);
        /// Address or range of a proxy in front, whose X-Forwarded-* headers count
        trusted_proxies: Vec<Network> = each("trusted_proxy");
        /// Where finished answers are kept
        view_cache: ViewCache = default("memory:64MiB").heading("Tuning");
        /// Threads that answer requests
        threads: Option<Count> = unset("one per core").heading("Tuning");
        /// Organizations that clients may name by identifier: known, or well-formed for any that could be one
        organizations: NamedOrganizations = default("known").heading("Writes").commands(RUNNING);
        /// Answer the sign-in calls of clients that ask for people's passwords themselves, instead of sending them here
        legacy_sign_in: Switch = default("false").heading("Old clients");
        /// Answer searches that cannot be read with 400 and where they go wrong, instead of the 500 of the published service
        strict_queries: Switch = default("false").heading("Search").commands(RUNNING);
        /// HTTPS; both or neither, and read again on SIGHUP
        tls: TlsRows = heading("TLS").commands(RUNNING);
        /// What connections may take
        limits: Limits = called("").heading("Limits");
        /// The numbers that new iDs are made from
        mint: MintRows = heading("New iDs");
        /// Where journals are looked up, for groups of peer reviews
        issn: IssnSettings = heading("Journals").commands(RUNNING);
        /// What webhooks may reach besides web servers on the public internet
        webhooks: WebhookSettings = called("webhook").heading("Webhooks");
        /// The index of the search
        search: SearchSettings = heading("Search");
        /// Where mail is handed over; without a server it waits
        mail: MailRows = heading("Mail").commands(SERVE.and(MAIL)).ignored_by(STORE);
    }

    /// The database.
    pub struct DatabaseRows => DatabaseSettings {
        /// Database of the registry: `postgres://USER@HOST/NAME` for one that nodes share, or `sqlite:` and a path
        address: Option<DatabaseAddress> = unset("SQLite, in the folder of the registry").called("");
        /// Password of the user on the PostgreSQL server. Flags are visible to everyone on this machine: better use the
        /// variable or the file
        password: Option<Secret>;
        /// File that has the password
        password_file: Option<FilePath>;
        /// Connections to the PostgreSQL server at most; one more listens
        connections: Count = default("16");
    }

    /// HTTPS.
    pub struct TlsRows => Option<TlsFiles> {
        /// Certificate chain (PEM): answer HTTPS
        cert: Option<FilePath> = elsewhere(&[
            (SANDBOX, "Certificate chain (PEM): answer HTTPS; `byline dev-ca` makes one"),
        ]);
        /// Private key of the certificate (PEM)
        key: Option<FilePath>;
    }

    /// What connections may take.
    pub struct Limits {
        /// Connections at a time; beyond them the connection that has kept the server waiting longest is closed
        max_connections: Count = default("10000");
        /// Connections of one network address at a time; behind a trusted proxy, its requests at a time
        max_connections_per_address: Option<Count> = unset("a tenth of all");
        /// The largest request body, at most 32MiB
        max_body: BodySize = default("16MiB");
        /// How long a client may take to send the head of a request; before the first, its handshake too
        header_timeout: Span = default("15s");
        /// How long a connection may wait for its next request
        // Longer than proxies and clients keep idle connections, as whoever closes first breaks nothing.
        idle_timeout: Span = default("75s");
        /// How long a client may take to send a body, besides what --min-rate gives it
        body_timeout: Span = default("15s");
        /// How long a client may take to receive an answer, besides what --min-rate gives it
        write_timeout: Span = default("30s");
        /// Bytes that give a body or an answer one second more
        min_rate: ByteSize = default("1KiB");
        /// How long requests are still taken once the server is told to stop, while `/readyz` sends them elsewhere
        // Without anybody who asks there it would only take longer.
        drain_delay: Span = default("0s");
        /// How long what is under way may take to end after that
        drain_timeout: Span = default("25s");
        /// How many requests are allowed
        rates: RateRows = together("rate", "all").commands(RUNNING);
        /// How often the APIs may be asked
        api: ApiLimits = called("api").heading("Limits of the APIs").commands(RUNNING);
    }

    /// How many requests are allowed. Generous enough for an office, or a lecture hall, behind one address.
    pub struct RateRows => Rates {
        /// Pages and documents that are looked at
        read: MaybeRate = default("3000/m");
        /// Forms behind which a password is hashed: signing in, registering, a new password
        password: MaybeRate = default("120/m");
        /// Forms that send a mail
        mail: MaybeRate = default("120/h");
        /// Registrations, and answers that say that an address is taken
        register: MaybeRate = default("60/h");
        /// The same for one e-mail address, wherever they come from
        same_email: MaybeRate = default("10/h");
        /// Other forms
        submit: MaybeRate = default("300/m");
        /// Authorization requests and their answers
        authorize: MaybeRate = default("600/m");
        /// The token and revocation endpoints
        token: MaybeRate = default("6000/m");
        /// Introspection and user info
        introspect: MaybeRate = default("30000/m");
        /// Calls of one client at all of these, wherever they come from
        client: MaybeRate = default("30000/m");
    }

    /// How often the APIs may be asked: off, with the numbers that the published service announces.
    pub struct ApiLimits {
        /// Whether the APIs count who asks
        mode: Mode = default("off").called("limits");
        /// Requests to the public API of one client or address
        public: ApiRate = default("12/s:40").called("public_rate");
        /// The same for the member API
        member: ApiRate = default("24/s:40").called("member_rate");
        /// Requests to the public API of one address without a token in a day, or off
        anonymous_per_day: PerDay = default("25000");
        /// The same for a public client, or off
        client_per_day: PerDay = default("100000");
        /// What happens to public clients beyond that
        clients_beyond: Beyond = default("told");
        /// Client that is not counted
        exempt_clients: Vec<ExemptClient> = each("exempt_client");
        /// Address or range that is not counted
        exempt_networks: Vec<Network> = each("exempt_network");
    }

    /// The block that new iDs come from.
    pub struct MintRows => MintBlock {
        /// First number that new iDs are made from
        first: BaseNumber = default("0009-9000-0000-000");
        /// Last number that new iDs are made from
        last: BaseNumber = default("0009-9999-9999-999");
    }

    /// Where the registry learns about serials.
    pub struct IssnSettings {
        /// List of serials: CSV that begins with `issn,title`, or one JSON object per line with these keys
        table: Option<FilePath>;
        /// Portal to ask about serials that are in no list, like https://portal.issn.org
        portal: Option<BaseUrl> = unset("none");
    }

    /// What webhooks may reach.
    pub struct WebhookSettings {
        /// Port that webhooks may lead to, or `any`
        ports: Vec<Port> = default("80,443").each("port");
        /// Private address or range that webhooks may lead to all the same
        networks: Vec<Network> = each("network");
    }

    /// The index of the search.
    pub struct SearchSettings {
        /// Memory for what is not yet written to the index, at least 15MiB
        index_memory: ByteSize = default("32MiB");
    }

    /// Who takes mails, and how they are handed over.
    pub struct MailRows => Option<MailSettings> {
        /// Server that takes mail; smtp://HOST[:587] is encrypted after STARTTLS, smtps://HOST[:465] at once
        server: Option<MailServer> = unset("mails wait");
        /// Address that mails come from
        from: Option<MailAddress>;
        /// Name that mails come from
        from_name: Text = default("Byline");
        /// Name to sign in to the server with, if it asks
        username: Option<Text>;
        /// Password for the server. Flags are visible to everyone on this machine: better use the variable or the file
        password: Option<Secret>;
        /// File that has the password
        password_file: Option<FilePath>;
        /// With smtp://, whether the connection must be encrypted
        starttls: StartTls = default("required");
        /// Authority (PEM) that signed the server's certificate
        ca: Option<FilePath> = unset("those that this machine trusts");
        /// How long each step with the server may take
        // Servers that look closely at a mail take their time before they say that they have it.
        timeout: Span = default("1m");
        /// When a mail is tried again that could not be sent; the delay doubles each time, up to 120 times this
        // Servers that turn strangers away at first take them after a few minutes.
        retry_after: Span = default("30s");
        /// When a mail is given up that could not be sent
        // RFC 5321 §4.5.4.1
        give_up_after: Span = default("4d");
        /// Mails that are sent at a time
        connections: Count = default("2");
    }

    /// What a sandbox can be told besides what a registry can. There is no file for these.
    pub struct SandboxSettings {
        /// What to fill it with instead of the demo: a directory with registry.toml, summaries/ and activities/, as `byline
        /// export` writes one
        fixtures: Option<Folder>;
        /// Do not start when something in the fixtures is refused; otherwise it is left out, and the ready line says how
        /// much
        strict: Switch = default("false");
        /// The moment at which its clock starts, and starts again after a reset (RFC 3339)
        at: Option<Moment> = unset("now");
        /// Any number; with the same one, each run makes the same iDs, tokens and codes
        seed: Option<Seed>;
        /// Answer /__sandbox/ to other machines too: anyone who reaches it can then act as anyone in it
        expose_sandbox_api: Switch = default("false");
        /// Another host name under which /__sandbox/ answers, besides those of this machine and of --base-url
        sandbox_hosts: Vec<HostName> = each("sandbox_host");
    }
}
