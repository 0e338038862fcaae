//! Who is found, and that it is as new as the store.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use byline_model::env::Clock;
use byline_model::{Item, ItemKind, OrcidId, PutCode, RecordHead, RecordState, Timestamp, Visibility};
use byline_registry::{After, FoundPerson, Inquiry, KeepViews, Registry, SearchError, Urls};

use byline_store::{Change, ChangeSet, Store};
use byline_store_sqlite::SqliteStore;
use serde_json::{Value, json};

use crate::support::{NOW, item};

pub const NOBODY: [u64; 0] = [];

/// A clock that is moved.
#[derive(Default)]
pub struct Hand(AtomicI64);

impl Hand {
    pub fn forward(&self, seconds: i64) {
        self.0.fetch_add(1000 * seconds, Ordering::SeqCst);
    }
}

impl Clock for Hand {
    fn now(&self) -> Timestamp {
        NOW.plus_millis(self.0.load(Ordering::SeqCst))
    }
}

pub struct People {
    pub registry: Arc<Registry>,
    pub store: Arc<dyn Store>,
    pub clock: Arc<Hand>,
}

pub fn orcid(number: u64) -> OrcidId {
    OrcidId::from_base(900_900_000_000_000 + number).expect("fifteen digits")
}

pub fn name(given: &str, family: &str) -> Item {
    let body = json!({ "given-names": { "value": given }, "family-name": { "value": family } });
    Item { put_code: PutCode::SINGLE, ..item(ItemKind::Name, 1, &body.to_string()) }
}

pub fn employment(code: u64, organization: &str, end: Value) -> Item {
    let body = json!({ "organization": { "name": organization }, "start-date": { "year": { "value": "2001" } }, "end-date": end });
    item(ItemKind::Employment, code, &body.to_string())
}

impl People {
    pub fn new() -> Self {
        let store: Arc<dyn Store> = SqliteStore::throwaway().expect("a throwaway store");
        let clock = Arc::new(Hand::default());
        let urls = Urls::new("https://reg.example");
        let registry = Arc::new(Registry::new(Arc::clone(&store), clock.clone(), urls, KeepViews::Off));
        People { registry, store, clock }
    }

    /// The same people, searched by another registry: behind an index, or with nothing in memory yet.
    pub fn anew(&self, indexed: bool) -> Self {
        let (store, clock) = (Arc::clone(&self.store), Arc::clone(&self.clock));
        let registry =
            Registry::new(Arc::clone(&store), clock.clone(), Urls::new("https://reg.example"), KeepViews::Off);
        let registry = Arc::new(if indexed { registry.indexed() } else { registry });
        People { registry, store, clock }
    }

    pub async fn put(&self, number: u64, items: impl IntoIterator<Item = Item>) {
        self.put_as(number, RecordState::Active, items).await;
    }

    pub async fn put_as(&self, number: u64, state: RecordState, items: impl IntoIterator<Item = Item>) {
        let now = self.clock.now();
        let head = RecordHead { state, ..RecordHead::new(orcid(number), now) };
        let put = |item| Change::PutItem { owner: orcid(number), item: Box::new(item) };
        let changes = items.into_iter().map(put).collect::<Vec<_>>();
        let set =
            changes.into_iter().fold(ChangeSet::new(now).with(Change::PutRecord(Box::new(head))), ChangeSet::with);
        self.store.commit(set).await.expect("nothing stands in the way");
    }

    /// The numbers of those who are found, in order.
    pub async fn found(&self, query: &str) -> Vec<u64> {
        let params = [("q", query)];
        let asked = Inquiry { params: &params, rows: 1000, ..Inquiry::default() };
        let findings = self.registry.search(&asked).await.expect("a query");
        assert_eq!(findings.total, findings.found.len() as u64, "{query}");
        findings.found.iter().map(|orcid| orcid.base() - 900_900_000_000_000).collect()
    }
}

/// D-24
#[tokio::test]
async fn what_was_acknowledged_is_found_and_what_was_narrowed_is_not() {
    let people = People::new();
    people.put(1, [name("Ada", "Early")]).await;
    assert_eq!(people.found("family-name:early").await, [1], "what was there before anybody asked");
    people.put(2, [name("Bob", "Early")]).await;
    assert_eq!(people.found("family-name:early").await, [1, 2]);
    people.put(1, [name("Ada", "Late")]).await;
    assert_eq!(people.found("family-name:early").await, [2]);
    assert_eq!(people.found("family-name:late").await, [1]);
    people.put(1, [Item { visibility: Visibility::Limited, ..name("Ada", "Late") }]).await;
    assert_eq!(people.found("family-name:late").await, NOBODY);
    people.put_as(2, RecordState::Locked, []).await;
    assert_eq!(people.found("*:*").await, [1]);
    people.put_as(2, RecordState::Active, []).await;
    assert_eq!(people.found("family-name:early").await, [2], "back, and with all items");
    people.store.commit(ChangeSet::new(NOW).with(Change::DeleteRecord(orcid(2)))).await.unwrap();
    assert_eq!(people.found("*:*").await, [1]);
}

/// Every record is where its last change put it, whatever runs its changes are in.
#[tokio::test]
async fn many_changes_are_found_once_each() {
    let people = People::new();
    for round in 0..30_u64 {
        for number in 0..7 {
            let number = (round * 5 + number * 3) % 40;
            people.put(number, [name("Some", &format!("round{round}"))]).await;
        }
        let all = people.found("given-names:some").await;
        assert!(all.is_sorted_by(|one, next| one < next), "nobody twice: {all:?}");
        assert_eq!(people.found(&format!("family-name:round{round}")).await.len(), 7);
    }
    let mut of_rounds = 0;
    for round in 0..30 {
        of_rounds += people.found(&format!("family-name:round{round}")).await.len();
    }
    assert_eq!(of_rounds, people.found("*:*").await.len(), "each has one name");
}

#[tokio::test]
async fn who_is_unclaimed_is_found_after_ten_days() {
    let people = People::new();
    people.put_as(1, RecordState::Unclaimed, [name("Una", "Fresh")]).await;
    assert_eq!(people.found("family-name:fresh").await, NOBODY);
    people.clock.forward(10 * 24 * 3600);
    assert_eq!(people.found("family-name:fresh").await, NOBODY, "not yet over");
    people.clock.forward(1);
    assert_eq!(people.found("family-name:fresh").await, [1]);
}

/// A sandbox moves its clock, and `NOW` with it.
#[tokio::test]
async fn now_is_the_time_of_the_registry() {
    let people = People::new();
    people.put(1, [name("Ada", "Early")]).await;
    people.clock.forward(3 * 86_400);
    people.put(2, [name("Bob", "Late")]).await;
    assert_eq!(people.found("profile-last-modified-date:[NOW-1DAY TO NOW]").await, [2]);
    assert_eq!(people.found("profile-last-modified-date:[* TO NOW-2DAYS]").await, [1]);
    people.clock.forward(2 * 86_400);
    assert_eq!(people.found("profile-last-modified-date:[NOW-1DAY TO *]").await, NOBODY, "without anybody writing");
}

#[tokio::test]
async fn an_affiliation_is_past_when_its_last_day_has_come() {
    let people = People::new();
    let (year, month, day) = NOW.plus_seconds(3 * 24 * 3600).date();
    let end = json!({
        "year": { "value": year.to_string() },
        "month": { "value": format!("{month:02}") },
        "day": { "value": format!("{day:02}") },
    });
    people.put(1, [employment(1, "Old Mill", end), employment(2, "New Mill", Value::Null)]).await;
    assert_eq!(people.found("current-institution-affiliation-name:old").await, [1]);
    people.clock.forward(3 * 24 * 3600);
    assert_eq!(people.found("current-institution-affiliation-name:old").await, NOBODY);
    assert_eq!(people.found("past-institution-affiliation-name:old").await, [1]);
    assert_eq!(people.found("current-institution-affiliation-name:new").await, [1]);
    let told = people.registry.found_people(&[orcid(1)]).await.unwrap();
    assert_eq!(
        (&*told[0].current_affiliations, &*told[0].past_affiliations),
        (&["New Mill".into()][..], &["Old Mill".into()][..])
    );
}

#[tokio::test]
async fn pages_are_parts_of_the_whole_in_either_order() {
    let people = People::new();
    for number in 0..25 {
        let twice = if number % 2 == 0 { "crowd crowd" } else { "crowd" };
        people.put(number, [item(ItemKind::Keyword, 1, &json!({ "content": twice }).to_string())]).await;
    }
    let params = [("q", "keyword:crowd"), ("q", "nobody")];
    let page = async |start, rows, after| {
        let findings =
            people.registry.search(&Inquiry { params: &params, start, rows, after, facets: false }).await.unwrap();
        assert_eq!(findings.total, 25);
        findings.found
    };
    let whole = page(0, 100, None).await;
    assert_eq!(whole[0], orcid(0));
    assert_ne!(whole[1], orcid(1), "the best come first");
    assert_eq!(page(7, 5, None).await, whole[7..12]);
    let (mut by_id, mut after) = (Vec::new(), After(None));
    loop {
        let next = page(0, 4, Some(after)).await;
        let Some(last) = next.last() else { break };
        after = After(Some(*last));
        by_id.extend(next);
    }
    assert_eq!(by_id, (0..25).map(orcid).collect::<Vec<_>>());
}

/// `search` 62, 63, 66b
#[tokio::test]
async fn what_is_told_of_people_is_what_everybody_may_see() {
    let people = People::new();
    let limited = |item| Item { visibility: Visibility::Limited, ..item };
    let other = |code, text: &str, index| Item {
        display_index: index,
        ..item(ItemKind::OtherName, code, &json!({ "content": text }).to_string())
    };
    let email = |code, text: &str| item(ItemKind::Email, code, &json!({ "email": text, "verified": true }).to_string());
    let education =
        |code, name: &str| item(ItemKind::Education, code, &json!({ "organization": { "name": name } }).to_string());
    people
        .put(
            1,
            [
                name("Seán", "O'Neill"),
                other(2, "second", 1),
                other(3, "first", 2),
                limited(other(4, "hidden", 3)),
                email(5, "one@x.example"),
                limited(email(6, "two@x.example")),
                employment(7, "Works", Value::Null),
                education(8, "School"),
                limited(employment(9, "Secret", Value::Null)),
            ],
        )
        .await;
    people.put(2, []).await;
    people.put_as(3, RecordState::Locked, [name("Gone", "Away")]).await;
    let nothing = FoundPerson {
        orcid: orcid(2),
        given_names: None,
        family_name: None,
        credit_name: None,
        other_names: vec![],
        emails: vec![],
        current_affiliations: vec![],
        past_affiliations: vec![],
    };
    let told = people.registry.found_people(&[orcid(2), orcid(3), orcid(9), orcid(1)]).await.unwrap();
    let somebody = FoundPerson {
        orcid: orcid(1),
        given_names: Some("Seán".into()),
        family_name: Some("O'Neill".into()),
        other_names: vec!["first".into(), "second".into()],
        emails: vec!["one@x.example".into()],
        current_affiliations: vec!["School".into(), "Works".into()],
        ..nothing.clone()
    };
    assert_eq!(told, [nothing, somebody]);
    let visible = people.registry.still_visible(&[orcid(1), orcid(3), orcid(9), orcid(2)]).await.unwrap();
    assert_eq!(visible, [true, false, false, true]);
}

#[tokio::test]
async fn what_is_no_query_says_where() {
    let people = People::new();
    let search = async |query| {
        let params = [("q", query)];
        people.registry.search(&Inquiry { params: &params, rows: 10, ..Inquiry::default() }).await
    };
    assert!(matches!(search("given-names:(").await, Err(SearchError::Query(error)) if error.at == 14));
    assert!(matches!(search("nofield:x").await, Err(SearchError::Query(_))));
    assert_eq!(search("").await.unwrap().total, 0);
}
