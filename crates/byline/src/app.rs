//! The wiring: from a store to what answers requests.

use std::ops::RangeInclusive;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use axum::extract::Request;
use axum::response::Response;
use byline_accounts::{Accounts, IdBlock, Settings};
use byline_api::{Admission, ApiService, ApiState, Handling, UsedUp};
use byline_http::limit::{ApiLimits, ApiPolicy};
use byline_http::{Class, Leaving, Limits, Origins, Rates, TrustedProxies, Who};
use byline_jobs::search;
use byline_jobs::webhooks::{Pace, Webhooks};
use byline_jobs::{Ending, Turn, Until, forgetting, notices, popularity};
use byline_members::{Members, Targets};
use byline_model::env::{Clock, Entropy};
use byline_oauth::{Authority, Policy, Throttle};
use byline_registry::{Indexer, IssnResolver, KeepViews, Notices, Organizations, Registry, Shelf, Urls, Usage};
use byline_store::{AccountStore, GrantStore, SigningKey, Store};
use byline_web::{Site, WebState};
use tokio::task::JoinSet;
use tower::ServiceExt;

use crate::config::values::BaseUrl;
use crate::quotas;
use crate::server::Answerer;

/// What a registry runs on.
#[derive(Clone)]
pub struct Foundation {
    pub clock: Arc<dyn Clock>,
    pub entropy: Arc<dyn Entropy>,
    pub base_url: BaseUrl,
    pub views: KeepViews,
    pub proxies: TrustedProxies,
    /// Numbers that new iDs are made from.
    pub mint: RangeInclusive<u64>,
    /// The one key of a sandbox; registries keep theirs in the store.
    pub signing_key: Option<SigningKey>,
    pub sandbox: bool,
    /// How often somebody may ask.
    pub rates: Rates,
    /// Whether the sign-in calls of old clients exist (`decisions` 40).
    pub legacy_sign_in: bool,
    /// What becomes of searches that cannot be read.
    pub handling: Handling,
    /// Which organizations clients may name.
    pub organizations: Organizations,
    /// Who knows serials.
    pub issns: Arc<dyn IssnResolver>,
    /// Where the index of the search is, and what memory it may take; `None`: everybody is searched in memory.
    pub index: Option<Index>,
    /// Where webhooks may lead.
    pub targets: Targets,
    /// How often the APIs may be asked; `None`: as often as one likes.
    pub api_limits: Option<ApiPolicy>,
    /// Whether others are to be asked from now on.
    pub leaving: Leaving,
}

/// The index of the search.
#[derive(Clone, Debug)]
pub struct Index {
    pub shelf: Shelf,
    /// Bytes for what is not written yet.
    pub memory: usize,
}

impl Foundation {
    /// What calls those who wait for changes.
    pub fn webhooks(&self, store: Arc<dyn Store>, authority: Arc<Authority>) -> Webhooks {
        Webhooks::new(store, Arc::clone(&self.clock), authority, self.targets.clone(), Pace::default())
    }

    /// Of work that is done once in a period, by one process on a store.
    fn turn(&self, store: Arc<dyn Store>, name: &str, period: Duration) -> Turn {
        Turn::new(store, Arc::clone(&self.clock), name, period)
    }

    /// What organisations do with a store.
    pub fn members(&self, store: Arc<dyn Store>) -> Members {
        Members::new(store, Arc::clone(&self.clock), Arc::clone(&self.entropy)).calling(self.targets.clone())
    }

    /// The authorization server over a store.
    pub fn authority(&self, grants: Arc<dyn GrantStore>, throttle: Option<Throttle>) -> Arc<Authority> {
        let policy = Policy { signing_key: self.signing_key.clone(), throttle, ..Policy::default() };
        Authority::new(grants, Arc::clone(&self.entropy), self.base_url.as_str(), policy)
    }
}

/// A registry that answers: APIs and pages over one store.
#[derive(Clone)]
pub struct App {
    store: Arc<dyn AccountStore>,
    members: Arc<Members>,
    service: ApiService,
    followers: Arc<Followers>,
    streams: Arc<OpenStreams>,
}

impl App {
    /// Needs the runtime of whoever asks.
    pub fn new(store: Arc<dyn AccountStore>, on: &Foundation) -> anyhow::Result<Self> {
        let base = on.base_url.as_str();
        let (records, grants): (Arc<dyn Store>, Arc<dyn GrantStore>) = (store.clone(), store.clone());
        let registry = Registry::new(records, Arc::clone(&on.clock), Urls::new(base), on.views);
        let registry = registry.asking(Arc::clone(&on.issns)).naming(on.organizations);
        let registry = Arc::new(if on.index.is_some() { registry.indexed() } else { registry });
        let members = Arc::new(on.members(store.clone()));
        let limits = Arc::new(Limits::new(on.rates));
        let authority = on.authority(grants, Some(throttle(&limits)));
        let origins = Origins::new(base)?;
        let site = Site {
            public_api: origins.api(byline_http::Api::Public).into(),
            sandbox: on.sandbox,
            indexed: !on.sandbox,
            login_as: on.sandbox,
            legacy_sign_in: on.legacy_sign_in,
            ..Site::single_origin(base)
        };
        // Whoever tests against a sandbox lets programs fill in its forms.
        let registration_seconds = if on.sandbox { 0 } else { site.registration_seconds };
        let site = Site { registration_seconds, ..site };
        let settings = Settings { ids: IdBlock::new(on.mint.clone())?, ..Settings::default() };
        let accounts = Arc::new(Accounts::new(Arc::clone(&store), Arc::clone(&on.entropy), base, settings));
        let entropy = Arc::clone(&on.entropy);
        let owners = Arc::clone(&accounts);
        let (for_pages, for_people) = (Arc::clone(&registry), Arc::clone(&members));
        let pages = WebState::new(for_pages, Arc::clone(&authority), accounts, for_people, entropy, site);
        let pages = byline_web::router(pages.trusting(on.proxies.clone()).limiting(Arc::clone(&limits)));
        let (ending, until) = Ending::new();
        let mut followers = followers(&registry, store.clone(), on, &until);
        if !on.sandbox {
            let (authority, accounts, members) = (Arc::clone(&authority), Arc::clone(&owners), Arc::clone(&members));
            let turn = on.turn(store.clone(), "forgetting", forgetting::PERIOD);
            followers.spawn(forgetting::forget(authority, accounts, members, turn, until.clone()));
        }
        if on.sandbox {
            // With the store that a reset puts aside, its calls end.
            let webhooks = on.webhooks(store.clone(), Arc::clone(&authority));
            followers.spawn(webhooks.run(std::future::pending(), Duration::ZERO));
        }
        let usage = Arc::new(Usage::new(store.clone(), Arc::clone(&on.clock)));
        if on.api_limits.is_some() {
            followers.spawn(byline_jobs::usage::write_down(Arc::clone(&usage), until.clone()));
        }
        let api = ApiState::new(registry, Arc::clone(&members), authority, Arc::clone(&on.clock), origins);
        let api = api.trusting(on.proxies.clone()).limiting(limits).handling(on.handling).leaving(on.leaving.clone());
        let api = match on.api_limits.clone() {
            Some(policy) => {
                let (used_up, exceeded) = UsedUp::channel();
                followers.spawn(quotas::tell_owners(owners, Arc::clone(&on.clock), exceeded, until.clone()));
                api.admitting(Admission { limits: Arc::new(ApiLimits::new(policy)), usage, used_up })
            }
            None => api,
        };
        let followers = Arc::new(Followers { ending, tasks: Mutex::new(followers) });
        let streams = Arc::new(OpenStreams(api.clone()));
        Ok(App { store, members, service: ApiService::new(api, Some(pages)), followers, streams })
    }

    pub fn store(&self) -> &Arc<dyn AccountStore> {
        &self.store
    }

    pub fn members(&self) -> &Arc<Members> {
        &self.members
    }

    /// Lets what follows the change log finish its piece of work, for so long; what is begun then is cut off, which loses
    /// nothing. For when no request is answered any more.
    pub async fn finish(&self, within: Duration) {
        self.followers.ending.come();
        let mut tasks = std::mem::take(&mut *self.followers.tasks.lock().unwrap_or_else(PoisonError::into_inner));
        let ended = async { while tasks.join_next().await.is_some() {} };
        if tokio::time::timeout(within, ended).await.is_err() {
            tracing::info!("something that goes on by itself is cut off, and is taken up at the next start");
        }
    }

    /// Ends what would last as long as its readers, so that whoever stops need not wait for them.
    pub fn end_streams(&self) {
        self.streams.0.end_streams();
    }
}

/// What follows the change log, and what is done now and then; it ends with the last who has the registry.
struct Followers {
    ending: Ending,
    tasks: Mutex<JoinSet<()>>,
}

/// Streams of changes have a hold on the store; they end with the registry.
struct OpenStreams(ApiState);

impl Drop for OpenStreams {
    fn drop(&mut self) {
        self.0.end_streams();
    }
}

/// What happens after changes, each at its own pace.
fn followers(registry: &Arc<Registry>, store: Arc<dyn Store>, on: &Foundation, until: &Until) -> JoinSet<()> {
    let mut followers = JoinSet::new();
    followers.spawn(notices::follow(Notices::new(Arc::clone(registry)), until.clone()));
    if let Some(Index { shelf, memory }) = on.index.clone() {
        let indexer = Indexer::new(Arc::clone(registry), shelf, memory);
        followers.spawn(search::follow(indexer, search::Pace::default(), until.clone()));
    }
    // Fixtures have dates of their own, and whoever wrote them wants to find what they say.
    if !on.sandbox {
        let ageing = on.turn(Arc::clone(&store), "inboxes", notices::AGEING);
        followers.spawn(notices::age(Arc::clone(registry), ageing, until.clone()));
        let counting = on.turn(store, "popularity", popularity::PERIOD);
        followers.spawn(popularity::recount(Arc::clone(registry), counting, until.clone()));
    }
    followers
}

/// Counts the calls of clients, each by its id.
fn throttle(limits: &Arc<Limits>) -> Throttle {
    let limits = Arc::clone(limits);
    Throttle(Arc::new(move |client, now| {
        let taken = limits.take(Class::Client, Who::Named(client.as_str()), now);
        taken.err().map(|refused| (refused.most, refused.wait))
    }))
}

impl Answerer for App {
    async fn answer(&self, request: Request) -> Response {
        match self.service.clone().oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        }
    }
}
