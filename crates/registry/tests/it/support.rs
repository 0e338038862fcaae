//! A registry with one record, made of small pieces.

use std::sync::Arc;

use byline_formats::Edition;
use byline_model::document::{Object, Value};
use byline_model::env::Clock;
use byline_model::{Item, ItemKind, OrcidId, PutCode, RecordHead, Source, Timestamp, Visibility};
use byline_registry::{Form, KeepViews, RecordError, Registry, Section, Urls, Viewer, Written};
use byline_store::{Change, ChangeSet, Store};
use byline_store_sqlite::SqliteStore;

pub const NOW: Timestamp = Timestamp::from_millis(1_790_000_000_000);

pub struct FixedClock;

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        NOW
    }
}

pub struct App {
    pub registry: Arc<Registry>,
    pub store: Arc<dyn Store>,
    pub ada: OrcidId,
}

/// A moment that many seconds into the life of the fixtures.
pub fn second(seconds: i64) -> Timestamp {
    Timestamp::from_millis(1_700_000_000_000).plus_seconds(seconds)
}

pub fn item(kind: ItemKind, code: u64, body: &str) -> Item {
    Item {
        kind,
        put_code: PutCode::new(code).expect("a small number"),
        visibility: Visibility::Public,
        source: Source::default(),
        created: Some(second(code as i64)),
        modified: Some(second(code as i64)),
        display_index: 0,
        body: body.into(),
    }
}

/// A work with this title and identifiers: `type value relationship`.
pub fn work(code: u64, title: &str, ids: &[(&str, &str, &str)]) -> Item {
    let ids: Vec<String> = ids
        .iter()
        .map(|(name, value, relationship)| {
            format!(
                r#"{{"external-id-type":"{name}","external-id-value":"{value}","external-id-relationship":"{relationship}"}}"#
            )
        })
        .collect();
    let body = format!(
        r#"{{"title":{{"title":"{title}"}},"type":"journal-article","external-ids":{{"external-id":[{}]}}}}"#,
        ids.join(",")
    );
    item(ItemKind::Work, code, &body)
}

impl App {
    pub async fn with(items: Vec<Item>) -> App {
        App::keeping(items, KeepViews::Off).await
    }

    pub async fn keeping(items: Vec<Item>, keep: KeepViews) -> App {
        let store: Arc<dyn Store> = SqliteStore::throwaway().expect("a throwaway store");
        let ada = OrcidId::from_base(900_900_000_000_001).expect("fifteen digits");
        let mut changes = ChangeSet::new(NOW).with(Change::PutRecord(Box::new(RecordHead::new(ada, second(0)))));
        for item in items {
            changes = changes.with(Change::PutItem { owner: ada, item: Box::new(item) });
        }
        store.commit(changes).await.expect("a commit");
        let urls = Urls::new("https://reg.example");
        let registry = Arc::new(Registry::new(Arc::clone(&store), Arc::new(FixedClock), urls, keep));
        App { registry, store, ada }
    }

    pub async fn read(&self, section: Section) -> Object<'static> {
        self.try_read(section).await.expect("a readable section")
    }

    pub async fn try_read(&self, section: Section) -> Result<Object<'static>, RecordError> {
        self.registry.read(&Viewer::Public, self.ada, &section).await.map(|visible| visible.into_inner())
    }

    /// A section as compact JSON of a version.
    pub async fn json(&self, section: Section, edition: &'static Edition) -> serde_json::Value {
        let written = Written { form: Form::Json, edition };
        let rendered = self.registry.render(&Viewer::Public, self.ada, &section, written).await.expect("a section");
        serde_json::from_slice(&rendered.body).expect("JSON")
    }

    pub async fn put(&self, item: Item) {
        let change = Change::PutItem { owner: self.ada, item: Box::new(item) };
        self.store.commit(ChangeSet::new(NOW).with(change)).await.expect("a commit");
    }

    /// The put-codes of a grouped section, group by group.
    pub async fn groups(&self, kind: ItemKind) -> Vec<Vec<i64>> {
        let section = self.read(Section::List(kind)).await;
        let key = if kind.is_affiliation() { "affiliation-group" } else { "group" };
        objects(section.list(key)).map(|group| codes(group.slots().last().expect("members"))).collect()
    }
}

pub fn objects<'o>(members: &'o [Value<'static>]) -> impl Iterator<Item = &'o Object<'static>> {
    members.iter().filter_map(Value::as_object)
}

pub fn codes(members: &Value<'_>) -> Vec<i64> {
    let Value::List(members) = members else { return Vec::new() };
    members.iter().filter_map(|it| it.as_object()?.get("put-code").as_number()).collect()
}
