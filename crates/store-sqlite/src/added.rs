//! What it takes to add a list to a trait: the method, its statement, and one row. `CONTRIBUTING.md` names the places.

use std::sync::Arc;

use async_trait::async_trait;
use byline_model::{ItemKind, OrcidId, PutCode};
use byline_store::conformance::calls::{self, CountingHarness as _};
use byline_store::conformance::lists::{self, List};
use byline_store::conformance::samples::{delete_item, orcid, put_item};
use byline_store::{ChangeSet, Committed, Page, Result, Stretch, list, rows};
use rusqlite::params;

use crate::decode::get;
use crate::lists::{BEFORE_ALL, most, page};
use crate::plans::{Listening, complaints, explaining};
use crate::store::SqliteStore;

/// A trait with a list more.
#[async_trait]
trait Adding: Send + Sync {
    /// The put-codes of a record's works.
    async fn works_of(&self, owner: OrcidId, stretch: Stretch<PutCode>) -> Result<Page<PutCode, PutCode>>;

    async fn commit(&self, set: ChangeSet) -> Result<Committed>;
}

const WORKS_OF: &str =
    "SELECT put_code FROM items WHERE orcid = $1 AND kind = $2 AND put_code > $3 ORDER BY put_code LIMIT $4";

#[async_trait]
impl Adding for SqliteStore {
    async fn works_of(&self, owner: OrcidId, stretch: Stretch<PutCode>) -> Result<Page<PutCode, PutCode>> {
        let after = stretch.place().map_or(BEFORE_ALL, |it| rows::put_code_code(*it));
        let key = params![rows::orcid_code(owner), ItemKind::Work.code(), after, most(&stretch)];
        self.lookups
            .run(|conn| page(conn, WORKS_OF, key, &stretch, |row| Ok(rows::put_code(get(row, 0)?)?), |it| *it))
            .map_err(Into::into)
    }

    async fn commit(&self, set: ChangeSet) -> Result<Committed> {
        byline_store::Store::commit(self, set).await
    }
}

const LIST: List<dyn Adding> =
    list!("works of a record", |store, it| store.works_of(orcid(1), it), vec![delete_item(1, ItemKind::Work, 301)]);

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_list_that_is_added_is_held_to_what_all_lists_are() {
    let listening = Listening::new();
    drop(lists::crowded(&listening).await);
    let store = listening.open_sqlite();
    let works = (301..=307).map(|number| put_item(1, ItemKind::Work, number));
    let set = works.fold(ChangeSet::new(byline_store::conformance::samples::NOW), ChangeSet::with);
    Adding::commit(&*store, set).await.unwrap();
    let store: Arc<dyn Adding> = store;
    assert_eq!(LIST.method(), "works_of");
    lists::is_the_same_in_any_stretch(&store, &LIST).await;
    lists::goes_on_whatever_went(&store, &LIST).await;
    calls::is_a_page(&store, &LIST, &|| listening.asked()).await;
    let heard = listening.heard().texts();
    let sql = heard.iter().find(|it| it.starts_with("SELECT put_code FROM items")).expect("it was asked");
    assert_eq!(complaints(&explaining(), sql), Vec::<String>::new());
}
