//! Stretches of works: the same however many there are, whether their outline was kept or not, and at a cost that goes by what
//! is shown.

use byline_model::{Item, ItemKind, Source, Visibility};
use byline_registry::{Section, Viewer, WorkSort, WorksAsked};

use crate::support::{App, codes, item, objects, work};

/// What a page of works shows: the put-codes group by group, how many groups there are, and how many were found.
async fn shown(app: &App, asked: &WorksAsked) -> (Vec<Vec<i64>>, usize, usize) {
    let read = app.registry.extract_for(&Viewer::Public, app.ada, asked, |extract| {
        let extract = extract.get();
        let record = extract.record.clone().into_owned();
        let works = record.at(&["activities-summary", "works", "group"]);
        let byline_model::document::Value::List(groups) = works else { return (Vec::new(), 0, 0) };
        let groups = objects(groups).map(|group| codes(group.slots().last().expect("members"))).collect::<Vec<_>>();
        for group in &groups {
            assert!(extract.whole.keys().any(|code| code.get() as i64 == group[0]), "the preferred one is whole");
        }
        (groups, extract.groups, extract.found)
    });
    read.await.expect("a readable record")
}

fn asked(sort: WorkSort, descending: bool, page: usize) -> WorksAsked {
    WorksAsked { sort, descending, page, size: 10, ..WorksAsked::default() }
}

/// So many works, of which each third shares an identifier with the one before.
fn works(count: u64) -> Vec<Item> {
    let one = |code: u64| {
        let doi = format!("10.5555/{}", code - u64::from(code.is_multiple_of(3)));
        let mut item = work(code, &format!("Work {:05}", code * 7919 % 10_007), &[("doi", &doi, "self")]);
        let year = 1950 + code % 70;
        item.body = item.body.replace(r#""type""#, &format!(r#""publication-date":{{"year":"{year}"}},"type""#)).into();
        item
    };
    (1..=count).map(one).collect()
}

#[tokio::test]
async fn what_is_kept_of_the_works_changes_nothing_that_is_shown() {
    let app = App::with(works(450)).await;
    let mut seen = Vec::new();
    for page in 1..=31 {
        // The first that asks for an order has it worked out, all others find it.
        for sort in WorkSort::ALL {
            let (groups, total, found) = shown(&app, &asked(sort, page % 2 == 0, page)).await;
            assert_eq!((total, found), (300, 300), "works that share an identifier are one");
            assert_eq!(groups.len(), 10, "page {page}, the last is as long as the others");
        }
        seen.extend(shown(&app, &asked(WorkSort::Title, false, page)).await.0);
    }
    seen.truncate(300);
    let mut members: Vec<i64> = seen.concat();
    members.sort_unstable();
    assert_eq!(members, (1..=450).collect::<Vec<_>>(), "each once");

    // A registry that has kept nothing shows the same.
    let fresh = App::with(works(450)).await;
    for sort in WorkSort::ALL {
        let asked = WorksAsked { words: "work 00".into(), ..asked(sort, true, 2) };
        assert_eq!(shown(&app, &asked).await, shown(&fresh, &asked).await, "{sort:?}");
    }
}

// `decisions` 23
#[tokio::test]
async fn what_is_hidden_is_gone_at_once() {
    let app = App::with(works(450)).await;
    let first = asked(WorkSort::Title, false, 1);
    let before = shown(&app, &first).await;
    let hidden = before.0[0][0];
    let mut item = works(450).remove(hidden as usize - 1);
    item.visibility = Visibility::Limited;
    app.put(item).await;
    let after = shown(&app, &first).await;
    assert!(!after.0.concat().contains(&hidden), "{hidden} in {after:?}");
    app.put(work(9001, "A new one", &[])).await;
    assert_eq!(shown(&app, &first).await.0[0], [9001]);
}

#[tokio::test]
async fn who_vouches_is_known_of_works_that_are_not_shown() {
    let mut all = works(300);
    let vouched = async |app: &App| {
        let asked = asked(WorkSort::Date, true, 1);
        let mut seen = Vec::new();
        for _ in 0..2 {
            let read = app.registry.extract_for(&Viewer::Public, app.ada, &asked, |it| it.get().vouched);
            seen.push(read.await.expect("a record"));
        }
        assert_eq!(seen[0], seen[1], "kept or not");
        seen[0]
    };
    assert!(!vouched(&App::with(all.clone()).await).await);
    let client = byline_model::Agent::Client("APP-0000000000000001".parse().expect("an id"));
    all[150].source = Source { author: Some(client), ..Source::default() };
    assert!(vouched(&App::with(all.clone()).await).await);
    all[150].visibility = Visibility::Private;
    assert!(!vouched(&App::with(all).await).await, "not of what nobody sees");
}

#[tokio::test]
async fn one_entry_is_read_short_and_whole() {
    let app = App::with(works(3)).await;
    let code = works(3)[1].put_code;
    let titles = app.registry.single_for(&Viewer::Public, app.ada, (ItemKind::Work, code), |single| {
        let single = single.get();
        [&single.summary, &single.whole].map(|it| it.at(&["title", "title"]).as_text().map(str::to_owned))
    });
    let titles = titles.await.expect("it is public");
    assert!(titles[0].is_some() && titles[0] == titles[1], "{titles:?}");
    let mut hidden = item(ItemKind::Work, 7, r#"{"title":{"title":"Diary"}}"#);
    hidden.visibility = Visibility::Limited;
    app.put(hidden.clone()).await;
    let single = app.registry.single_for(&Viewer::Public, app.ada, (ItemKind::Work, hidden.put_code), |_| ());
    assert!(single.await.is_err());
    assert!(app.try_read(Section::Item(ItemKind::Work, hidden.put_code)).await.is_err());
}

/// A page of thousands of works reads as much as one of a few.
#[cfg(debug_assertions)]
#[test]
fn a_page_costs_what_it_shows() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().expect("a runtime");
    let cost = |count: u64, asked: &WorksAsked| {
        let app = runtime.block_on(App::with(works(count)));
        let page = || runtime.block_on(shown(&app, asked));
        page();
        byline_model::effort::of(page).1
    };
    for asked in [asked(WorkSort::Date, true, 1), asked(WorkSort::Title, false, 25)] {
        let (few, many) = (cost(400, &asked), cost(4000, &asked));
        assert!(few > 0, "reading is counted");
        assert!(many <= few * 5 / 4, "{asked:?}: {few} became {many}");
    }
}
