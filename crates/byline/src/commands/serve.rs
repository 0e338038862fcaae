//! `byline serve`: a registry that keeps its data.

use std::sync::Arc;

use byline_http::TrustedProxies;
use byline_store_sqlite::{Options, SqliteStore};

use crate::app::{App, Foundation};
use crate::arguments::ServeArguments;
use crate::commands::Outcome;
use crate::config::Settings;
use crate::data::Folder;
use crate::environment::{Stopwatch, SystemClock, SystemEntropy};
use crate::runtime;
use crate::server::{Server, Stop, announce, tls};

pub fn run(arguments: &ServeArguments, started: Stopwatch) -> anyhow::Result<Outcome> {
    let settings = Settings::load(&arguments.settings)?;
    for warning in settings.warnings() {
        tracing::warn!("{warning}");
    }
    let store = Folder::create(settings.data()?)?.open(Options::default())?;
    let threads = settings.threads.map(|it| it.0);
    let served = runtime::block_on(threads, serve(&settings, arguments.legacy_sign_in, Arc::clone(&store), started))?;
    // Nobody else has it any more: dropping it writes what is waiting and closes the files.
    drop(store);
    served?;
    tracing::info!("stopped");
    Ok(Outcome::Done)
}

async fn serve(
    settings: &Settings,
    legacy_sign_in: bool,
    store: Arc<SqliteStore>,
    started: Stopwatch,
) -> anyhow::Result<()> {
    let stop = Stop::on_signals()?;
    let tls = settings.tls.clone().map(tls::Certificates::load).transpose()?;
    if let Some(tls) = &tls {
        tls.follow_signals()?;
    }
    let server = Server::bind(settings.listen, tls, settings.limits.clone())?;
    let base_url = server.base_url(settings.base_url.as_ref());
    let foundation = Foundation {
        clock: Arc::new(SystemClock),
        entropy: Arc::new(SystemEntropy),
        base_url: base_url.clone(),
        views: settings.view_cache.0,
        proxies: TrustedProxies::parse(settings.trusted_proxies.iter().map(|it| it.as_str()))?,
        mint: settings.mint.range(),
        signing_key: None,
        sandbox: false,
        legacy_sign_in,
    };
    let app = App::new(store, &foundation)?;
    announce(&base_url, server.address(), started)?;
    tracing::info!(listen = %server.address(), base_url = base_url.as_str(), "answering");
    server.run(app, stop).await;
    Ok(())
}
