//! The deployment under test.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use byline_accounts::{Accounts, Hashing, Settings};
use byline_api::{ApiState, ApiVersion, Versions};
use byline_http::{Origins, TrustedProxies};
use byline_members::Members;
use byline_model::env::{Clock, Entropy};
use byline_model::{OrcidId, PutCode, Source, Timestamp};
use byline_oauth::{Authority, Policy};
use byline_registry::{IssnResolver, IssnTable, KeepViews, Organizations, Registry, Urls};
use byline_store::{AccountStore, Change, ChangeSet, Store};
use byline_store_postgres::PostgresStore;
use byline_store_postgres::server::Database;
use byline_store_sqlite::SqliteStore;
use tokio::net::TcpListener;

use crate::{SeededEntropy, TestClock, TestRequest, TestResponse};

/// A registry with its APIs, over an empty store of its own.
pub struct TestApp {
    pub store: Arc<dyn Store>,
    pub registry: Arc<Registry>,
    pub members: Arc<Members>,
    pub authority: Arc<Authority>,
    pub accounts: Arc<Accounts>,
    /// The same store, where mails wait to be sent.
    pub outbox: Arc<dyn AccountStore>,
    pub clock: Arc<TestClock>,
    pub entropy: Arc<dyn Entropy>,
    place: Place,
    /// The state behind [`TestApp::router`], for routers of a test's own.
    pub api: ApiState,
    router: Router,
    numbers: AtomicU64,
}

/// Tests of one process have stores of their own and the temporary folder in common.
static UNIQUE: AtomicU64 = AtomicU64::new(0);

/// How a deployment under test differs from the usual one.
pub struct Setup {
    base_url: String,
    keep: KeepViews,
    organizations: Organizations,
    proxies: TrustedProxies,
    pages: Option<Router>,
    versions: Versions,
    issns: Arc<dyn IssnResolver>,
    image: Option<Vec<u8>>,
    place: Option<(Place, Arc<TestClock>)>,
    seed: u64,
}

/// Where a deployment under test keeps what it knows.
#[derive(Clone)]
enum Place {
    Sqlite(Arc<SqliteStore>),
    /// Gone with the last who has it.
    Postgres(Arc<Database>),
}

impl Place {
    /// The store, for one process more.
    async fn store(&self) -> Arc<dyn AccountStore> {
        match self {
            Place::Sqlite(store) => store.clone(),
            Place::Postgres(database) => {
                PostgresStore::open(database.options()).await.expect("the database of a test opens")
            }
        }
    }
}

impl Setup {
    /// `https://reg.example` gives three hosts; a loopback address, the default, one origin.
    #[must_use]
    pub fn base_url(mut self, base_url: &str) -> Self {
        self.base_url = base_url.to_owned();
        self
    }

    #[must_use]
    pub fn keeping(mut self, keep: KeepViews) -> Self {
        self.keep = keep;
        self
    }

    /// Which organisations clients may name.
    #[must_use]
    pub fn naming(mut self, organizations: Organizations) -> Self {
        self.organizations = organizations;
        self
    }

    /// Proxies whose `X-Forwarded-*` counts, as address blocks.
    #[must_use]
    pub fn trusting(mut self, blocks: &[&str]) -> Self {
        self.proxies = TrustedProxies::parse(blocks.iter().copied()).expect("address blocks");
        self
    }

    /// Who knows serials; a few well-known ones unless set.
    #[must_use]
    pub fn issns(mut self, issns: Arc<dyn IssnResolver>) -> Self {
        self.issns = issns;
        self
    }

    /// Over a database that is there already.
    #[must_use]
    pub fn over(mut self, image: Vec<u8>) -> Self {
        self.image = Some(image);
        self
    }

    /// As another process on the store of a deployment, with nothing of its memory but the clock.
    #[must_use]
    pub fn beside(mut self, app: &TestApp) -> Self {
        self.place = Some((app.place.clone(), Arc::clone(&app.clock)));
        // Two processes never draw the same.
        self.seed = 8;
        self
    }

    /// On PostgreSQL, where processes share nothing but the database. `None` where there is no server, which is told in the
    /// name of the `test`.
    pub async fn on_postgres(mut self, test: &str) -> Option<Self> {
        let Some(database) = Database::create().await else {
            byline_store_postgres::server::skipped(test);
            return None;
        };
        self.place = Some((Place::Postgres(Arc::new(database)), Arc::new(TestClock::new())));
        Some(self)
    }

    /// What answers addresses that are no API's.
    #[must_use]
    pub fn pages(mut self, pages: Router) -> Self {
        self.pages = Some(pages);
        self
    }

    /// Serves one version more.
    #[must_use]
    pub fn version(mut self, version: ApiVersion) -> Self {
        self.versions = self.versions.and(version);
        self
    }

    pub async fn start(self) -> TestApp {
        let (place, clock) = self.place.unwrap_or_else(|| {
            let store = SqliteStore::throwaway_from(self.image.as_deref()).expect("a throwaway store opens");
            (Place::Sqlite(store), Arc::new(TestClock::new()))
        });
        let outbox = place.store().await;
        let store: Arc<dyn Store> = outbox.clone();
        let entropy: Arc<dyn Entropy> = Arc::new(SeededEntropy::new(self.seed));
        let urls = Urls::new(&self.base_url);
        let registry = Registry::new(Arc::clone(&store), Arc::clone(&clock) as Arc<dyn Clock>, urls, self.keep);
        let registry = Arc::new(registry.asking(self.issns).naming(self.organizations));
        // Cheap on purpose: tests are about what follows from a password, not about the work of guessing it.
        let settings = Settings { hashing: Hashing { memory_kib: 64, passes: 1, lanes: 1 }, ..Settings::default() };
        let accounts = Accounts::new(outbox.clone(), Arc::clone(&entropy), &self.base_url, settings);
        let authority = Authority::new(outbox.clone(), Arc::clone(&entropy), &self.base_url, Policy::default());
        let origins = Origins::new(&self.base_url).expect("a base URL");
        let members = Members::new(Arc::clone(&store), Arc::clone(&clock) as Arc<dyn Clock>, Arc::clone(&entropy));
        let members = Arc::new(members);
        let api = ApiState::new(
            Arc::clone(&registry),
            Arc::clone(&members),
            Arc::clone(&authority),
            Arc::clone(&clock) as Arc<dyn Clock>,
            origins,
        );
        let api = api.trusting(self.proxies).serving(self.versions);
        let router = match self.pages {
            Some(pages) => byline_api::router_beside(api.clone(), pages),
            None => byline_api::router(api.clone()),
        };
        TestApp {
            store,
            registry,
            members,
            authority,
            accounts: Arc::new(accounts),
            outbox,
            place,
            clock,
            entropy,
            api,
            router,
            numbers: AtomicU64::new(1),
        }
    }
}

impl TestApp {
    /// One origin at a loopback address, views kept in memory, no proxy trusted, no pages.
    pub async fn start() -> TestApp {
        TestApp::setup().start().await
    }

    pub fn setup() -> Setup {
        Setup {
            base_url: "http://127.0.0.1:8080".to_owned(),
            keep: KeepViews::DEFAULT,
            organizations: Organizations::default(),
            proxies: TrustedProxies::default(),
            pages: None,
            versions: Versions::default(),
            issns: Arc::new(IssnTable::well_known()),
            image: None,
            place: None,
            seed: 7,
        }
    }

    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    pub fn router(&self) -> Router {
        self.router.clone()
    }

    /// A number that nothing else in this deployment has.
    pub fn number(&self) -> u64 {
        self.numbers.fetch_add(1, Ordering::SeqCst)
    }

    pub(crate) fn new_orcid(&self) -> OrcidId {
        OrcidId::from_base(OrcidId::TEST_BLOCK.start() + self.number()).expect("fifteen digits")
    }

    pub(crate) async fn new_put_code(&self) -> PutCode {
        let range = self.store.lease_put_codes(1).await.expect("the store leases put-codes");
        PutCode::new(range.start).expect("in range")
    }

    /// Commits changes of a test's own.
    pub async fn commit(&self, changes: impl IntoIterator<Item = Change>) {
        let set = changes.into_iter().fold(ChangeSet::new(self.now()), ChangeSet::with);
        self.store.commit(set).await.expect("the commit succeeds");
    }

    /// The same, done by somebody in particular.
    pub async fn commit_by(&self, by: Source, changes: impl IntoIterator<Item = Change>) {
        let set = changes.into_iter().fold(ChangeSet::new(self.now()).by(by), ChangeSet::with);
        self.store.commit(set).await.expect("the commit succeeds");
    }

    /// Everything in the store, as bytes: equal as long as nothing changed.
    ///
    /// # Panics
    /// When the store cannot be copied.
    pub async fn dump(&self) -> Vec<u8> {
        let path = std::env::temp_dir().join(format!(
            "byline-dump-{}-{}.db",
            std::process::id(),
            UNIQUE.fetch_add(1, Ordering::SeqCst)
        ));
        match &self.place {
            Place::Sqlite(store) => store.copy_to(&path).await.expect("a copy"),
            Place::Postgres(database) => return database.fingerprint().await.into_bytes(),
        }
        let bytes = std::fs::read(&path).expect("the copy is there");
        std::fs::remove_file(&path).expect("the copy is ours");
        bytes
    }

    /// A request to be filled in and sent.
    pub fn request(&self, method: &str, path: &str) -> TestRequest<'_> {
        TestRequest::new(self, method, path)
    }

    /// A request without wishes.
    pub async fn get(&self, path: &str) -> TestResponse {
        self.request("GET", path).send().await
    }

    /// A request for JSON.
    pub async fn get_json(&self, path: &str) -> TestResponse {
        self.request("GET", path).accept("application/json").send().await
    }

    /// Serves on a port of its own until the runtime ends, for clients that need a socket.
    pub async fn listen(&self) -> SocketAddr {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a free port");
        let address = listener.local_addr().expect("a bound listener has an address");
        let service = self.router().into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, service).await });
        address
    }
}
