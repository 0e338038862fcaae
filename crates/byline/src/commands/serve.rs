//! `byline serve`: a registry that keeps its data.

use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use byline_api::Handling;
use byline_http::TrustedProxies;
use byline_jobs::mail::Sender;
use byline_store::{AccountStore, Walk};

use crate::app::{App, Foundation, Index};
use crate::arguments::ServeArguments;
use crate::commands::Outcome;
use crate::config::values::BaseUrl;
use crate::config::{Serving, Settings, Unusable, misspelt};
use crate::data::Folder;
use crate::environment::{Stopwatch, SystemClock, SystemEntropy};
use crate::home::{Home, Purpose};
use crate::server::{Server, Stop, announce, tls};

/// For what goes on by itself, once all requests are answered.
const LAST_PIECES: Duration = Duration::from_secs(5);

pub fn run(arguments: &ServeArguments, started: Stopwatch) -> anyhow::Result<Outcome> {
    let settings = Settings::load(&arguments.settings)?;
    for warning in misspelt::<Serving>().into_iter().chain(settings.warnings()) {
        tracing::warn!("{warning}");
    }
    let home = Home::of(&settings)?;
    let folder = home.folder()?;
    let threads = settings.threads.map(|it| it.0);
    home.run(Purpose::Serving, threads, |store| serve(arguments, &settings, folder, store, started))?;
    tracing::info!("stopped");
    Ok(Outcome::Done)
}

async fn serve(
    arguments: &ServeArguments,
    settings: &Settings,
    folder: &Folder,
    store: Arc<dyn AccountStore>,
    started: Stopwatch,
) -> anyhow::Result<()> {
    let stop = Stop::on_signals(settings.limits.drain_delay.0)?;
    warn_of_shared_addresses(&*store).await?;
    let said = |unusable: Unusable| unusable.set_by(&arguments.settings);
    let tls = settings.tls.clone().map(tls::Certificates::load).transpose().map_err(said)?;
    if let Some(tls) = &tls {
        tls.follow_signals()?;
    }
    let proxies = TrustedProxies::parse(settings.trusted_proxies.iter().map(|it| it.as_str()))?;
    let server = Server::bind(settings.listen.0, tls, settings.limits.clone(), proxies.clone())?;
    let base_url = server.base_url(settings.base_url.as_ref());
    let foundation = Foundation {
        clock: Arc::new(SystemClock),
        entropy: Arc::new(SystemEntropy),
        base_url: base_url.clone(),
        views: settings.view_cache.0,
        proxies,
        mint: settings.mint.range(),
        signing_key: None,
        sandbox: false,
        rates: settings.limits.rates,
        legacy_sign_in: settings.legacy_sign_in.0,
        handling: Handling::strict_if(settings.strict_queries.0),
        organizations: settings.organizations.into(),
        issns: settings.issn.resolver().map_err(said)?,
        index: Some(Index { shelf: folder.index(), memory: settings.search.memory() }),
        targets: settings.webhooks.targets(),
        api_limits: settings.limits.api.policy(),
        leaving: stop.leaving().clone(),
    };
    let sender = sender(settings, &base_url, &store).map_err(said)?;
    let webhooks = foundation.webhooks(store.clone(), foundation.authority(store.clone(), None));
    let app = App::new(store, &foundation)?;
    announce(&base_url, server.address(), started, 0)?;
    let drain = settings.limits.drain_timeout.0;
    let until = || {
        let mut stop = stop.clone();
        async move { stop.requested().await }
    };
    let sending = async {
        if let Some(sender) = sender {
            sender.run(until(), drain).await;
        }
    };
    let streams = app.clone();
    let ending = async {
        until().await;
        streams.end_streams();
    };
    // Apart from whoever takes connections: it has much to do while members write.
    let calling = tokio::spawn(webhooks.run(until(), drain));
    let (.., called) = tokio::join!(server.run(app.clone(), stop.clone()), ending, sending, calling);
    app.finish(LAST_PIECES).await;
    called.context("webhooks broke off")
}

/// An upgrade may have found two addresses to be one (`byline check`).
async fn warn_of_shared_addresses(store: &dyn AccountStore) -> anyhow::Result<()> {
    let mut walk = Walk::by(1000);
    while let Some(stretch) = walk.stretch() {
        for shared in walk.on(store.shared_addresses(stretch).await?) {
            let (keeper, other) = (shared.keeper.to_string(), shared.other.to_string());
            tracing::warn!(
                keeper,
                other,
                "two records have one e-mail address: it finds the first; the other is asked for one"
            );
        }
    }
    Ok(())
}

/// What sends the mails, when it was said where to.
fn sender(settings: &Settings, base_url: &BaseUrl, store: &Arc<dyn AccountStore>) -> Result<Option<Sender>, Unusable> {
    let Some(mail) = &settings.mail else {
        tracing::warn!("mail is not configured: mails wait in the outbox (`byline mail --help`)");
        return Ok(None);
    };
    let (relay, letterhead) = (mail.relay(base_url)?, mail.letterhead(base_url));
    tracing::info!(server = %mail.server, "mails are sent");
    Ok(Some(Sender::new(store.clone(), Arc::new(SystemClock), relay, letterhead, mail.pace())))
}
