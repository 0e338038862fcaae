//! File descriptors: every connection needs one, and so do the database and whoever is called.

use byline_settings::Count;

use crate::config::Limits;

/// For everything that is no connection.
const OTHERS: u64 = 256;

/// Raises the number of descriptors that this process may have to what the system allows it, and lets no more connections
/// in than there are descriptors for: when they run out, nothing works any more.
pub fn fit(limits: Limits) -> Limits {
    let Some(available) = raise() else { return limits };
    let most = available.saturating_sub(OTHERS).max(available / 2);
    let most = usize::try_from(most).unwrap_or(usize::MAX).max(1);
    if limits.max_connections.0 <= most {
        return limits;
    }
    tracing::warn!(
        wanted = limits.max_connections.0,
        most,
        descriptors = available,
        "fewer connections than max_connections says: raise the limit of open files (LimitNOFILE, ulimit -n)"
    );
    Limits { max_connections: Count(most), ..limits }
}

#[cfg(unix)]
fn raise() -> Option<u64> {
    let raised = rlimit::increase_nofile_limit(u64::MAX);
    raised.inspect_err(|error| tracing::debug!("the limit of open files stays as it is: {error}")).ok()
}

#[cfg(not(unix))]
fn raise() -> Option<u64> {
    None
}
