//! `byline sandbox`: a registry to develop and test against.

use std::sync::Arc;

use byline_http::TrustedProxies;
use byline_model::env::Entropy;
use byline_registry::KeepViews;

use crate::app::Foundation;
use crate::arguments::SandboxArguments;
use crate::commands::Outcome;
use crate::config::values::MintBlock;
use crate::config::{Limits, TlsFiles};
use crate::environment::{SandboxClock, SeededEntropy, Stopwatch, SystemEntropy};
use crate::runtime;
use crate::sandbox::{Access, Fixtures, Sandbox, banner, signing_key};
use crate::server::{Server, Stop, announce, tls};

pub fn run(arguments: SandboxArguments, started: Stopwatch) -> anyhow::Result<Outcome> {
    runtime::block_on(None, sandbox(arguments, started))??;
    Ok(Outcome::Done)
}

async fn sandbox(arguments: SandboxArguments, started: Stopwatch) -> anyhow::Result<()> {
    let stop = Stop::on_signals()?;
    let files = arguments.tls_cert.zip(arguments.tls_key).map(|(cert, key)| TlsFiles { cert, key });
    let tls = files.map(tls::Certificates::load).transpose()?;
    if let Some(tls) = &tls {
        tls.follow_signals()?;
    }
    let server = Server::bind(arguments.listen, tls, Limits::default())?;
    let base_url = server.base_url(arguments.base_url.as_ref());
    let clock = Arc::new(SandboxClock::new(arguments.at));
    let entropy: Arc<dyn Entropy> = match arguments.seed {
        Some(seed) => Arc::new(SeededEntropy::new(seed)),
        None => Arc::new(SystemEntropy),
    };
    let foundation = Foundation {
        clock: clock.clone(),
        entropy,
        base_url: base_url.clone(),
        views: KeepViews::DEFAULT,
        proxies: TrustedProxies::default(),
        mint: MintBlock::default().range(),
        signing_key: Some(signing_key()),
        sandbox: true,
        legacy_sign_in: true,
    };
    let access = Access::new(&base_url, server.address(), arguments.expose_sandbox_api);
    let fixtures = arguments.fixtures.map_or(Fixtures::Demo, Fixtures::Directory);
    let sandbox = Sandbox::start(foundation, clock, fixtures, arguments.data.as_deref(), access).await?;
    banner::print(&sandbox, &base_url).await?;
    announce(&base_url, server.address(), started)?;
    server.run(sandbox, stop).await;
    Ok(())
}
