//! The e-mail addresses of a record.

use byline_formats::{read_body, write_body};
use byline_model::document::Object;
use byline_model::{EmailAddress, Item, ItemKind, OrcidId, PutCode, Source, Timestamp, Visibility, shapes};
use byline_store::{KindRange, Result, Store, StoreError};

/// An address of a record.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Email {
    pub item: Item,
    pub address: Box<str>,
    pub verified: bool,
    pub primary: bool,
}

impl Email {
    fn read(item: Item) -> Result<Self> {
        let body = body(&item)?;
        let flag = |key: &str| body.get(key).as_flag().unwrap_or(false);
        let (verified, primary) = (flag("verified"), flag("primary"));
        let address = body.text("email").unwrap_or_default().into();
        drop(body);
        Ok(Email { address, verified, primary, item })
    }

    /// The item, verified.
    pub fn verify(&self, now: Timestamp) -> Result<Item> {
        self.with("verified", true, now)
    }

    /// The item with another flag.
    pub fn with(&self, key: &str, flag: bool, now: Timestamp) -> Result<Item> {
        let body = body(&self.item)?.with(key, flag);
        let body = write_body(&body).into();
        Ok(Item { body, modified: self.item.modified.max(Some(now)), ..self.item.clone() })
    }

    /// The item, seen by these.
    pub fn shown(&self, to: Visibility, now: Timestamp) -> Item {
        Item { visibility: to, modified: self.item.modified.max(Some(now)), ..self.item.clone() }
    }
}

fn body(item: &Item) -> Result<Object<'_>> {
    read_body(&item.body, &shapes::EMAIL)
        .map_err(|error| StoreError::Corrupt(format!("e-mail item {}: {error}", item.put_code)))
}

/// The version of a record, and its addresses.
pub(crate) async fn of(store: &dyn Store, person: OrcidId) -> Result<Option<(u64, Vec<Email>)>> {
    let Some(snapshot) = store.snapshot(person, KindRange::one(ItemKind::Email)).await? else { return Ok(None) };
    let emails = snapshot.items.into_iter().map(Email::read).collect::<Result<_>>()?;
    Ok(Some((snapshot.head.version, emails)))
}

/// A new address: not verified, and nobody else's to see (`registry` 7).
pub(crate) fn new(owner: OrcidId, address: &EmailAddress, put_code: PutCode, primary: bool, now: Timestamp) -> Item {
    let body = Object::new(&shapes::EMAIL)
        .with("email", address.as_str().to_owned())
        .with("verified", false)
        .with("primary", primary);
    Item {
        kind: ItemKind::Email,
        put_code,
        visibility: Visibility::Private,
        source: Source::person(owner),
        created: Some(now),
        modified: Some(now),
        display_index: 0,
        body: write_body(&body).into(),
    }
}
