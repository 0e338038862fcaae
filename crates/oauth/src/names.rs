//! What of a person's name may be told to clients: public names only.

use std::sync::Arc;

use byline_formats::read_body;
use byline_model::{ItemKind, OrcidId, PutCode, Visibility, shapes};
use byline_store::{KindRange, Result, Store};
use quick_cache::sync::Cache;

/// Of how many people the names stay in memory.
const KEPT: usize = 10_000;

/// Public names, each with the version of the record it was read at. Stores have heads in memory and raise the version
/// with every change, so a name that is not public any more is not told any more.
pub(crate) struct KnownNames(Cache<OrcidId, (u64, Arc<Names>)>);

impl Default for KnownNames {
    fn default() -> Self {
        KnownNames(Cache::new(KEPT))
    }
}

impl KnownNames {
    /// The public names of a person, read anew when the record changed.
    ///
    /// # Errors
    /// Those of the store.
    pub async fn public(&self, store: &dyn Store, person: OrcidId) -> Result<Arc<Names>> {
        // The version is read before the names: those may be newer than it says, never older.
        let Some(head) = store.head(person).await? else { return Ok(Arc::default()) };
        if let Some((version, names)) = self.0.get(&person)
            && version == head.version
        {
            return Ok(names);
        }
        let names = Arc::new(Names::public(store, person).await?);
        self.0.insert(person, (head.version, Arc::clone(&names)));
        Ok(names)
    }
}

/// Public names; all empty when the name is not public.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Names {
    pub credit: Option<Box<str>>,
    pub given: Option<Box<str>>,
    pub family: Option<Box<str>>,
}

impl Names {
    async fn public(store: &dyn Store, person: OrcidId) -> Result<Names> {
        let item = store.item(person, KindRange::one(ItemKind::Name), PutCode::SINGLE).await?;
        let Some(item) = item.filter(|it| it.visibility == Visibility::Public) else { return Ok(Names::default()) };
        let Ok(name) = read_body(&item.body, &shapes::NAME) else { return Ok(Names::default()) };
        let text = |key: &str| name.text(key).filter(|it| !it.is_empty()).map(Box::from);
        Ok(Names { credit: text("credit-name"), given: text("given-names"), family: text("family-name") })
    }

    /// The credit name, else given and family name (`oauth` 5.1); identity tokens and userinfo never compose one.
    pub fn display(&self) -> Option<Box<str>> {
        if let Some(credit) = &self.credit {
            return Some(credit.clone());
        }
        let parts: Vec<&str> = [&self.given, &self.family].into_iter().flatten().map(|it| &**it).collect();
        (!parts.is_empty()).then(|| parts.join(" ").into())
    }
}
