//! `byline sandbox`: a registry to develop and test against.

use std::sync::Arc;

use byline_http::{Class, Rates, TrustedProxies};
use byline_members::Targets;
use byline_model::env::Entropy;
use byline_registry::KeepViews;

use crate::app::Foundation;
use crate::arguments::SandboxArguments;
use crate::commands::Outcome;
use crate::config::values::{MintBlock, NamedRate};
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
    let server = Server::bind(arguments.listen, tls, Limits::default(), TrustedProxies::default())?;
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
        rates: rates(arguments.rates.as_deref().unwrap_or_default()),
        legacy_sign_in: true,
        organizations: arguments.organizations.0,
        issns: arguments.issn.resolver()?,
        targets: Targets::sandbox(),
        api_limits: arguments.api_limits.settings().policy(),
    };
    let access = Access::new(&base_url, server.address(), &arguments.sandbox_hosts, arguments.expose_sandbox_api)?;
    let fixtures = arguments.fixtures.map_or(Fixtures::Demo, Fixtures::Directory);
    let sandbox = Sandbox::start(foundation, clock, fixtures, arguments.data.as_deref(), access).await?;
    anyhow::ensure!(
        !arguments.strict || sandbox.refused() == 0,
        "{} of the fixtures were refused, and --strict wants all of them",
        sandbox.refused()
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

/// Nobody is counted unless they want to be: test suites ask often.
fn rates(given: &[NamedRate]) -> Rates {
    let mut rates = Rates::off();
    for class in Class::ALL {
        let asked = |wanted| given.iter().rev().find(|it| it.class == wanted);
        if let Some(named) = asked(Some(class)).or_else(|| asked(None)) {
            rates.set(class, named.rate.0);
        }
    }
    rates
}
