//! Whether somebody is here already.

use async_trait::async_trait;
use byline_accounts::NameSearch;
use byline_model::{Item, ItemKind, OrcidId, PutCode, RecordState, Source, Visibility};
use byline_store::Change;

use crate::support::World;

struct Finds(Vec<OrcidId>);

#[async_trait]
impl NameSearch for Finds {
    async fn by_names(&self, given: &str, family: &str, limit: usize) -> byline_store::Result<Vec<OrcidId>> {
        assert_eq!((given, family, limit), ("Ada", "Lovelace", 25));
        Ok(self.0.clone())
    }
}

async fn employment(world: &World, owner: OrcidId, number: u64, name: &str, visibility: Visibility) {
    let body = format!(r#"{{"organization":{{"name":"{name}"}}}}"#);
    let item = Item {
        kind: ItemKind::Employment,
        put_code: PutCode::new(number).unwrap(),
        visibility,
        source: Source::person(owner),
        created: None,
        modified: None,
        display_index: 0,
        body: body.into(),
    };
    world.put(Change::PutItem { owner, item: Box::new(item) }).await;
}

#[tokio::test]
async fn candidates_show_public_data_alone() {
    let world = World::new();
    let ada = world.ada().await.orcid;
    employment(&world, ada, 1, "University of London", Visibility::Public).await;
    employment(&world, ada, 2, "University of London", Visibility::Public).await;
    employment(&world, ada, 3, "Secret Service", Visibility::Limited).await;
    let unknown = OrcidId::from_base(ada.base() - 1).unwrap();
    let search = Finds(vec![unknown, ada]);
    let found = world.accounts.possible_duplicates(&search, " Ada", "Lovelace ").await.unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].orcid, &*found[0].name, found[0].created), (ada, "Ada Lovelace", Some(world.now())));
    assert_eq!(found[0].affiliations, ["University of London".into()]);
    world.set_state(ada, RecordState::Locked).await;
    assert!(world.accounts.possible_duplicates(&search, "Ada", "Lovelace").await.unwrap().is_empty());
}
