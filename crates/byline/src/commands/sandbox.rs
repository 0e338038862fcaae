//! `byline sandbox`: a registry to develop and test against.

use std::sync::Arc;

use byline_api::Handling;
use byline_http::TrustedProxies;
use byline_members::Targets;
use byline_model::env::Entropy;

use crate::app::Foundation;
use crate::arguments::SandboxArguments;
use crate::commands::Outcome;
use crate::config::{Playing, Settings, Unusable, misspelt};
use crate::environment::{SandboxClock, SeededEntropy, Stopwatch, SystemEntropy};
use crate::runtime;
use crate::sandbox::{Access, Fixtures, Sandbox, banner, signing_key};
use crate::server::{Server, Stop, announce, tls};

pub fn run(arguments: SandboxArguments, started: Stopwatch) -> anyhow::Result<Outcome> {
    runtime::block_on(None, sandbox(arguments, started))??;
    Ok(Outcome::Done)
}

async fn sandbox(arguments: SandboxArguments, started: Stopwatch) -> anyhow::Result<()> {
    let (settings, alone) = Settings::sandbox(&arguments.settings, &arguments.alone)?;
    let stop = Stop::on_signals(settings.limits.drain_delay.0)?;
    for warning in misspelt::<Playing>() {
        tracing::warn!("{warning}");
    }
    if std::env::var_os("BYLINE_CONFIG").is_some() {
        tracing::warn!("BYLINE_CONFIG is not read: a sandbox takes flags and variables, and no file");
    }
    let said = |unusable: Unusable| unusable.set_by(&arguments.settings);
    let tls = settings.tls.map(tls::Certificates::load).transpose().map_err(said)?;
    if let Some(tls) = &tls {
        tls.follow_signals()?;
    }
    let server = Server::bind(settings.listen.0, tls, settings.limits.clone(), TrustedProxies::default())?;
    let base_url = server.base_url(settings.base_url.as_ref());
    let clock = Arc::new(SandboxClock::new(alone.at.map(|it| it.0)));
    let entropy: Arc<dyn Entropy> = match alone.seed {
        Some(seed) => Arc::new(SeededEntropy::new(seed.0)),
        None => Arc::new(SystemEntropy),
    };
    let foundation = Foundation {
        clock: clock.clone(),
        entropy,
        base_url: base_url.clone(),
        views: settings.view_cache.0,
        proxies: TrustedProxies::default(),
        mint: settings.mint.range(),
        signing_key: Some(signing_key()),
        sandbox: true,
        rates: settings.limits.rates,
        legacy_sign_in: settings.legacy_sign_in.0,
        handling: Handling::strict_if(settings.strict_queries.0),
        organizations: settings.organizations.into(),
        index: None,
        issns: settings.issn.resolver().map_err(said)?,
        targets: Targets::sandbox(),
        api_limits: settings.limits.api.policy(),
        leaving: stop.leaving().clone(),
    };
    let access = Access::new(&base_url, server.address(), &alone.sandbox_hosts, alone.expose_sandbox_api.0)?;
    let fixtures = alone.fixtures.map_or(Fixtures::Demo, |it| Fixtures::Directory(it.0));
    let data = settings.data.as_ref().map(|it| &*it.0);
    let sandbox = Sandbox::start(foundation, clock, fixtures, data, access).await?;
    anyhow::ensure!(
        !alone.strict.0 || sandbox.refused() == 0,
        "{} refused; with --strict none may be",
        match sandbox.refused() {
            1 => "1 fixture was".to_owned(),
            refused => format!("{refused} fixtures were"),
        }
    );
    banner::print(&sandbox, &base_url).await?;
    announce(&base_url, server.address(), started, sandbox.refused())?;
    let (streams, mut until) = (sandbox.clone(), stop.clone());
    let ending = async {
        until.requested().await;
        streams.end_streams();
    };
    tokio::join!(server.run(sandbox, stop), ending);
    Ok(())
}
