//! What a sandbox is filled with: the demo inside the program, or a fixture directory.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;

use anyhow::Context;
use byline_datafile::generate::invented_organizations;
use byline_datafile::import::{ImportOptions, import, import_embedded};
use byline_datafile::registry_toml;
use byline_datafile::{Progress, Refusal};
use byline_model::Timestamp;
use byline_store::{Change, ChangeSet, SigningKey, Store};
use rust_embed::RustEmbed;

use super::UNTIL_FIRST_SIGN_IN;
use super::known::Known;
use super::prolific;
use crate::environment::SystemEntropy;

/// Of the demo, besides those that its people name: so that whoever types a name finds some. There are as many funders as
/// two fifths of them.
const ORGANIZATIONS: u64 = 300;

#[derive(RustEmbed)]
#[folder = "../../demo"]
struct Demo;

/// The key that signs identity tokens, the same in every sandbox (`decisions` 37): clients may keep the key set, and
/// nothing has to be made at the start. It protects nothing.
pub fn signing_key() -> SigningKey {
    let pkcs8 = include_bytes!("signing-key.der").to_vec();
    SigningKey { kid: "sandbox-byline-1".into(), pkcs8, created: Timestamp::EPOCH }
}

#[derive(Clone, Debug)]
pub enum Fixtures {
    Demo,
    Directory(PathBuf),
}

impl Fixtures {
    /// What `registry.toml` says in plain.
    pub fn known(&self, now: Timestamp) -> anyhow::Result<Known> {
        let (text, name) = match self {
            Fixtures::Demo => {
                let file = Demo::get(registry_toml::FILE_NAME).context("the demo has no registry.toml")?;
                (String::from_utf8(file.data.into_owned())?, PathBuf::from(registry_toml::FILE_NAME))
            }
            Fixtures::Directory(folder) => {
                let name = folder.join(registry_toml::FILE_NAME);
                match fs::read_to_string(&name) {
                    Ok(text) => (text, name),
                    // Documents alone are fixtures too.
                    Err(error) if error.kind() == std::io::ErrorKind::NotFound && folder.is_dir() => {
                        return Ok(Known::default());
                    }
                    Err(error) => return Err(error).with_context(|| format!("cannot read {}", name.display())),
                }
            }
        };
        Ok(Known::of(&registry_toml::parse(&text, &name, now)?))
    }

    /// Puts everything into the store but what [`Self::load_rest`] adds. A document that is refused is a mistake in the fixtures, and said so; the rest
    /// is there. Returns how many were refused.
    pub async fn load(&self, store: Arc<dyn Store>, base_url: &str, now: Timestamp) -> anyhow::Result<u64> {
        let mut options = ImportOptions::new(now);
        options.base_url = Some(base_url.into());
        options.hash_password = Some(Arc::new(|password| UNTIL_FIRST_SIGN_IN.phc(password, &SystemEntropy)));
        let report = match self {
            Fixtures::Demo => {
                let files = Demo::iter().filter_map(|name| Some((name.to_string(), Demo::get(&name)?.data)));
                import_embedded(store, "demo".into(), files.collect(), options, Arc::new(Loud)).await?
            }
            Fixtures::Directory(folder) => import(store, vec![folder.clone()], options, Arc::new(Loud)).await?,
        };
        anyhow::ensure!(
            report.new_records + report.clients > 0,
            "{} has no people and no clients: expected registry.toml, summaries/ or activities/ in it",
            match self {
                Fixtures::Demo => "the demo".into(),
                Fixtures::Directory(folder) => folder.display().to_string(),
            }
        );
        Ok(report.refused)
    }

    /// What nobody should have to wait for at the start.
    pub async fn load_rest(&self, store: &dyn Store, now: Timestamp) -> anyhow::Result<()> {
        match self {
            Fixtures::Demo => {
                let organizations = invented_organizations(ORGANIZATIONS);
                let changes = organizations.map(|it| Change::PutOrganization(Box::new(it))).collect();
                store.commit(ChangeSet { changes, ..ChangeSet::new(now) }).await?;
                prolific::add_works(store, now).await
            }
            Fixtures::Directory(_) => Ok(()),
        }
    }
}

/// Fixtures are written by hand: whoever did wants to know what is wrong with them.
struct Loud;

impl Progress for Loud {
    fn refused(&self, refusal: &Refusal) {
        tracing::warn!("left out: {refusal}");
    }
}

#[cfg(test)]
mod tests {
    use byline_accounts::{Accounts, Settings, SignIn};
    use byline_registry::{KeepViews, Lookup, LookupFor, Registry, Urls};
    use byline_store::AccountStore;
    use byline_store_sqlite::SqliteStore;

    use super::*;
    use crate::environment::SandboxClock;

    /// Whoever types in a sandbox finds organisations and funders, the same ones each time.
    #[tokio::test(flavor = "multi_thread")]
    async fn organisations_of_the_demo_are_found_as_they_are_typed() {
        let store = SqliteStore::throwaway().unwrap();
        Fixtures::Demo.load(store.clone(), "http://127.0.0.1:8080", Timestamp::EPOCH).await.unwrap();
        Fixtures::Demo.load_rest(&*store, Timestamp::EPOCH).await.unwrap();
        let clock = Arc::new(SandboxClock::new(None));
        let registry = Registry::new(store, clock, Urls::new("http://127.0.0.1:8080"), KeepViews::Off);
        let found = async |text, purpose| {
            let found = registry.organizations_like(Lookup { text, purpose, most: 3 }).await.unwrap();
            found.into_iter().map(|it| format!("{} {}", it.source, it.name)).collect::<Vec<_>>()
        };
        assert_eq!(found("alderw", LookupFor::Affiliation).await, ["ROR Alderwick University"]);
        assert_eq!(found("sao paulo univ", LookupFor::Affiliation).await[0], "ROR University of São Paulo");
        let funders = found("research council", LookupFor::Funding).await;
        assert!(funders.len() == 3 && funders.iter().any(|it| it.starts_with("FUNDREF ")), "{funders:?}");
        assert_eq!(found("university", LookupFor::Affiliation).await.len(), 3);
    }

    const PERSON: &str = "[[people]]\norcid = \"0000-0002-1825-0097\"\npassword = \"correct horse 1\"\n";

    /// D-37
    /// The hash of the one who is there, and what it is after a sign-in.
    #[tokio::test(flavor = "multi_thread")]
    async fn passwords_in_plain_cost_nothing_until_somebody_signs_in() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(registry_toml::FILE_NAME), PERSON).unwrap();
        let store = SqliteStore::throwaway().unwrap();
        let fixtures = Fixtures::Directory(folder.path().to_owned());
        fixtures.load(store.clone(), "http://127.0.0.1:8080", Timestamp::EPOCH).await.unwrap();
        let orcid = "0000-0002-1825-0097".parse().unwrap();
        let hash = async || store.account(orcid).await.unwrap().unwrap().password.unwrap();
        let light = hash().await;
        assert!(light.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{light}");

        let accounts =
            Accounts::new(store.clone(), Arc::new(SystemEntropy), "http://127.0.0.1:8080", Settings::default());
        let sign_in =
            async |password| accounts.sign_in("0000-0002-1825-0097", password, None, Timestamp::EPOCH).await.unwrap();
        assert!(matches!(sign_in("wrong horse 1").await, SignIn::BadCredentials));
        assert_eq!(hash().await, light);
        assert!(matches!(sign_in("correct horse 1").await, SignIn::SignedIn(_)));
        let kept = hash().await;
        assert!(kept.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{kept}");
        assert!(matches!(sign_in("correct horse 1").await, SignIn::SignedIn(_)));
        assert_eq!(hash().await, kept, "it is kept");
    }
}
