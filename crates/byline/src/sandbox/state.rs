//! The sandbox itself: what it runs on, and how it is put back.

use std::ops::RangeInclusive;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock};
use std::time::Duration;

use anyhow::Context;
use arc_swap::ArcSwap;
use axum::extract::Request;
use axum::response::Response;
use byline_members::Members;
use byline_model::Timestamp;
use byline_model::env::{Clock, Entropy};
use byline_store::AccountStore;
use byline_store_sqlite::{Options, SqliteStore};
use tokio::sync::{OnceCell, SetOnce};
use tokio::task::AbortHandle;

use super::access::Access;
use super::fixtures::Fixtures;
use super::known::Known;
use super::refusal::Refusal;
use super::requests::Requests;
use super::{api, known::KnownPerson, prolific};
use crate::app::{App, Foundation};
use crate::data::Folder;
use crate::environment::SandboxClock;
use crate::server::Answerer;

/// How long a reset of a kept folder waits for requests under way.
const PATIENCE: Duration = Duration::from_secs(5);

/// Everything under this prefix is the sandbox's own.
pub const PREFIX: &str = "/__sandbox";

/// One sandbox; clones are the same one.
#[derive(Clone)]
pub struct Sandbox(Arc<Inner>);

struct Inner {
    foundation: Foundation,
    clock: Arc<SandboxClock>,
    fixtures: Fixtures,
    access: Access,
    /// How to begin anew.
    origin: Origin,
    app: ArcSwap<App>,
    known: Mutex<Known>,
    requests: Requests,
    /// One reset at a time.
    resetting: tokio::sync::Mutex<()>,
    rest: Rest,
    /// Documents of the fixtures that were left out at the start.
    refused: u64,
}

/// What is still added to the first store while it answers ([`Fixtures::load_rest`]).
#[derive(Default)]
struct Rest {
    there: SetOnce<()>,
    task: OnceLock<AbortHandle>,
}

impl Rest {
    /// Nobody need wait any more.
    fn end(&self) {
        let _already_there = self.there.set(());
    }
}

/// What a reset goes back to.
enum Origin {
    /// A copy of the database as it was at the start: a reset is a new store from it, with the rest.
    Image { start: Vec<u8>, whole: OnceCell<Vec<u8>> },
    /// The folder is kept, so the database in it is replaced.
    Folder(Folder),
}

impl Sandbox {
    pub async fn start(
        foundation: Foundation,
        clock: Arc<SandboxClock>,
        fixtures: Fixtures,
        data: Option<&Path>,
        access: Access,
    ) -> anyhow::Result<Self> {
        let now = clock.now();
        let known = fixtures.known(now)?;
        let base_url = foundation.base_url.as_str();
        let mut refused = 0;
        let (store, origin) = match data {
            None => {
                let store = SqliteStore::throwaway()?;
                refused = fixtures.load(store.clone(), base_url, now).await?;
                let start = image_of(&store).await.context("the sandbox cannot be copied for later")?;
                (store, Origin::Image { start, whole: OnceCell::new() })
            }
            Some(path) => {
                let folder = Folder::create(path)?;
                let is_new = !folder.has_registry();
                let store = folder.open(Options::small())?;
                if is_new {
                    refused = fixtures.load(store.clone(), base_url, now).await?;
                    fixtures.load_rest(&*store, now).await?;
                } else if matches!(fixtures, Fixtures::Directory(_)) {
                    let path = path.display();
                    tracing::warn!("{path} has a registry already, which is used: fixtures are read when it is reset");
                }
                (store, Origin::Folder(folder))
            }
        };
        let app = App::new(store, &foundation)?;
        let inner = Inner {
            app: ArcSwap::from_pointee(app),
            known: Mutex::new(known),
            requests: Requests::default(),
            resetting: tokio::sync::Mutex::default(),
            foundation,
            clock,
            fixtures,
            access,
            origin,
            rest: Rest::default(),
            refused,
        };
        let sandbox = Sandbox(Arc::new(inner));
        sandbox.load_rest(now);
        Ok(sandbox)
    }

    /// Adds the rest to a store that a reset would throw away; one in a folder has it.
    fn load_rest(&self, now: Timestamp) {
        let Origin::Image { .. } = self.0.origin else { return self.0.rest.end() };
        let (sandbox, store) = (self.clone(), self.store());
        let task = tokio::spawn(async move {
            if let Err(problem) = sandbox.0.fixtures.load_rest(&*store, now).await {
                tracing::error!("the demo is not whole: {problem:#}");
            }
            sandbox.0.rest.end();
        });
        let _there_is_one_start = self.0.rest.task.set(task.abort_handle());
    }

    /// Back to the fixtures, and to the time of the start. Requests under way end on the old state. When it fails, all is as
    /// it was.
    pub async fn reset(&self) -> Result<(), Refusal> {
        let inner = &*self.0;
        let _alone = inner.resetting.lock().await;
        let now = inner.clock.start();
        let known = inner.fixtures.known(now)?;
        match &inner.origin {
            Origin::Image { start, whole } => {
                let image = whole.get_or_try_init(|| self.whole_image(start, now)).await?;
                if let Some(task) = inner.rest.task.get() {
                    task.abort();
                }
                let before = self.change_to(SqliteStore::throwaway_from(Some(image))?)?;
                inner.rest.end();
                // Closing the old store waits for its threads.
                drop(tokio::task::spawn_blocking(move || drop(before)));
            }
            Origin::Folder(folder) => self.replace(folder, now).await?,
        }
        inner.clock.reset();
        *self.known() = known;
        inner.requests.forget();
        Ok(())
    }

    async fn whole_image(&self, start: &[u8], now: Timestamp) -> anyhow::Result<Vec<u8>> {
        let store = SqliteStore::throwaway_from(Some(start))?;
        self.0.fixtures.load_rest(&*store, now).await?;
        image_of(&store).await
    }

    /// Puts a fresh database into the folder. Meanwhile a copy of it answers, as one process at a time opens a database.
    async fn replace(&self, folder: &Folder, now: Timestamp) -> Result<(), Refusal> {
        let store = SqliteStore::throwaway()?;
        self.0.fixtures.load(store.clone(), self.0.foundation.base_url.as_str(), now).await?;
        self.0.fixtures.load_rest(&*store, now).await?;
        let image = image_of(&store).await?;
        let before = self.change_to(store)?;
        let old = Arc::clone(before.store());
        drop(before);
        let ended = async {
            while Arc::strong_count(&old) > 1 {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        };
        if tokio::time::timeout(PATIENCE, ended).await.is_err() {
            self.change_to(old)?;
            return Err(Refusal::from(anyhow::anyhow!("requests under way do not end, so nothing was reset")));
        }
        let folder = folder.clone();
        let replacing = tokio::task::spawn_blocking(move || {
            drop(old);
            folder.replace(&image)?;
            folder.open(Options::small())
        });
        self.change_to(replacing.await.map_err(anyhow::Error::from)??)?;
        Ok(())
    }

    /// From now on requests are answered from this store; returns what answered them before.
    fn change_to(&self, store: Arc<dyn AccountStore>) -> anyhow::Result<Arc<App>> {
        Ok(self.0.app.swap(Arc::new(App::new(store, &self.0.foundation)?)))
    }

    /// How many documents of the fixtures were left out at the start.
    pub fn refused(&self) -> u64 {
        self.0.refused
    }

    /// See [`App::end_streams`].
    pub fn end_streams(&self) {
        self.0.app.load().end_streams();
    }

    pub fn store(&self) -> Arc<dyn AccountStore> {
        Arc::clone(self.0.app.load().store())
    }

    pub fn members(&self) -> Arc<Members> {
        Arc::clone(self.0.app.load().members())
    }

    pub fn clock(&self) -> &SandboxClock {
        &self.0.clock
    }

    pub fn entropy(&self) -> &dyn Entropy {
        &*self.0.foundation.entropy
    }

    /// Numbers that new iDs are made from.
    pub fn mint(&self) -> RangeInclusive<u64> {
        self.0.foundation.mint.clone()
    }

    pub fn access(&self) -> &Access {
        &self.0.access
    }

    /// What was asked, since the start or the last reset.
    pub fn requests(&self) -> &Requests {
        &self.0.requests
    }

    pub fn known(&self) -> MutexGuard<'_, Known> {
        self.0.known.lock().expect("nobody panics while holding it")
    }

    pub fn known_person(&self, orcid: byline_model::OrcidId) -> KnownPerson {
        self.known().person(orcid)
    }
}

impl Answerer for Sandbox {
    async fn answer(&self, request: Request) -> Response {
        let own = request.uri().path().strip_prefix(PREFIX).filter(|rest| rest.is_empty() || rest.starts_with('/'));
        match own.map(str::to_owned) {
            Some(path) => api::answer(self, &path, request).await,
            None => {
                if prolific::are_needed_for(request.uri()) {
                    self.0.rest.there.wait().await;
                }
                let app = self.0.app.load_full();
                // Browsers ask for these beside each page; nobody wonders what a client sent there.
                if byline_pages::assets::is_one(request.uri().path()) {
                    return app.answer(request).await;
                }
                let (request, noted) = self.0.requests.begin(request, self.0.clock.now());
                let response = app.answer(request).await;
                self.0.requests.end(noted, &response);
                response
            }
        }
    }
}

/// The database as bytes: a few hundred kilobytes for the demo.
async fn image_of(store: &SqliteStore) -> anyhow::Result<Vec<u8>> {
    let folder = tempfile::Builder::new().prefix("byline-image-").tempdir()?;
    let path = folder.path().join("image.db");
    store.copy_to(&path).await?;
    Ok(std::fs::read(&path)?)
}
