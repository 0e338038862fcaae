//! Pages by number, of lists that are longer than any stretch of a store.

use byline_model::{PutCode, Source};
use byline_store::{Change, ChangeSet, GroupId, page};

use crate::support::{App, NOW};

#[tokio::test]
async fn groups_are_paged_by_number_however_many_there_are() {
    let app = App::with(Vec::new()).await;
    let all = page::LONGEST + 5;
    let group = |number: usize| GroupId {
        put_code: PutCode::new(number as u64).unwrap(),
        name: "A".into(),
        group_id: format!("id:{number}").into(),
        description: "".into(),
        group_type: "journal".into(),
        source: Source::default(),
        created: Some(NOW),
        modified: Some(NOW),
    };
    let mut set = ChangeSet::new(NOW);
    set.changes.extend((1..=all).map(|it| Change::PutGroupId(Box::new(group(it)))));
    app.store.commit(set).await.unwrap();
    for (number, size) in
        [(1, 2), (2, 2), (3, all / 2), (2, all - 3), (1, all + 9), (2, all), (9, all), (usize::MAX, 2)]
    {
        let groups = app.registry.group_ids(number, size).await.unwrap();
        let codes: Vec<_> = groups
            .get()
            .list("group-id-record")
            .iter()
            .map(|it| it.as_object().and_then(|group| group.get("put-code").as_number()).unwrap() as usize)
            .collect();
        let skipped = (number - 1).saturating_mul(size);
        let expected: Vec<_> = (1..=all).skip(skipped).take(size).collect();
        assert!(codes == expected, "page {number} of {size}: {} groups", codes.len());
        assert_eq!(groups.get().get("total").as_number(), i64::try_from(all).ok());
    }
}
