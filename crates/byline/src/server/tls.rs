//! Certificates.

use std::path::Path;
use std::sync::Arc;

use anyhow::Context;
use arc_swap::ArcSwap;
use rustls::ServerConfig;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::config::{TlsFiles, Unusable};

/// The certificate in use; the files are read again on demand, since certificates are renewed while servers run.
pub struct Certificates {
    files: TlsFiles,
    current: ArcSwap<ServerConfig>,
}

impl Certificates {
    pub fn load(files: TlsFiles) -> Result<Arc<Self>, Unusable> {
        let current = ArcSwap::new(load(&files)?);
        Ok(Arc::new(Certificates { files, current }))
    }

    pub fn current(&self) -> Arc<ServerConfig> {
        self.current.load_full()
    }

    /// Takes what the files hold now; when that is unusable, the certificate stays.
    pub fn reload(&self) {
        match load(&self.files) {
            Ok(config) => {
                self.current.store(config);
                tracing::info!("the certificate was read again");
            }
            Err(error) => tracing::error!("the certificate stays as it is: {error}"),
        }
    }

    /// Reads the files again on SIGHUP.
    #[cfg(unix)]
    pub fn follow_signals(self: &Arc<Self>) -> anyhow::Result<()> {
        use tokio::signal::unix::{SignalKind, signal};
        let mut hangups = signal(SignalKind::hangup()).context("cannot listen for signals")?;
        let certificates = Arc::clone(self);
        tokio::spawn(async move {
            while hangups.recv().await.is_some() {
                certificates.reload();
            }
        });
        Ok(())
    }

    #[cfg(not(unix))]
    pub fn follow_signals(self: &Arc<Self>) -> anyhow::Result<()> {
        Ok(())
    }
}

/// Reads chain and key, and makes sure that they belong together.
pub fn load(files: &TlsFiles) -> Result<Arc<ServerConfig>, Unusable> {
    let chain = certificates(&files.cert).map_err(Unusable::at("tls.cert"))?;
    let key = PrivateKeyDer::from_pem_file(&files.key)
        .with_context(|| format!("{}: expected a private key in PEM", files.key.display()))
        .map_err(Unusable::at("tls.key"))?;
    let mut config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .with_context(|| format!("{} and {} do not belong together", files.cert.display(), files.key.display()))
        .map_err(Unusable::at("tls.key"))?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(Arc::new(config))
}

fn certificates(path: &Path) -> anyhow::Result<Vec<CertificateDer<'static>>> {
    let unusable = || format!("{}: expected certificates in PEM", path.display());
    let chain: Result<Vec<_>, _> = CertificateDer::pem_file_iter(path).with_context(unusable)?.collect();
    let chain = chain.with_context(unusable)?;
    anyhow::ensure!(!chain.is_empty(), unusable());
    Ok(chain)
}
