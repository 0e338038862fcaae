use std::collections::BTreeMap;
use std::sync::Arc;

use byline_model::{OrcidId, Timestamp};

use super::{Changed, LARGEST, Overlay};
use crate::document::Document;
use crate::fields::place;
use crate::fresh::Fresh;
use crate::memory::{Budget, Collection};
use crate::plan::Search;
use crate::query::{Limits, Params, Request};

fn orcid(number: u64) -> OrcidId {
    OrcidId::from_base(990_000_000_000 + number).unwrap()
}

fn document(number: u64, keyword: &str) -> Document {
    Document {
        orcid: orcid(number),
        values: vec![(place("keyword"), keyword.into())],
        facets: Vec::new(),
        dynamic: vec![],
        modified: Some(Timestamp::from_millis(number.cast_signed())),
        submitted: None,
        found_from: None,
        until: None,
    }
}

fn changed(number: u64, document: Option<Document>) -> Changed {
    Changed { orcid: orcid(number), number: 1, document: document.map(Arc::new) }
}

fn found(overlay: &Overlay, query: &str) -> Vec<OrcidId> {
    let params = [("q", query), ("sort", "orcid asc")];
    let request = Request::read(&Params::new(&params), Limits::default()).unwrap();
    let search = Search::of(&request, Timestamp::EPOCH).unwrap();
    let found = Fresh::new(None, overlay).search(&search, 0, 10_000, Budget::default()).unwrap();
    assert_eq!(found.total, found.hits.len());
    found.hits.iter().map(|hit| hit.orcid).collect()
}

/// Whatever comes in whichever batches, and whenever somebody looks: everybody is as they were last.
#[test]
fn an_overlay_is_what_the_last_changes_say() {
    for (round, looks_every) in [1, 2, 7, 1000].into_iter().enumerate() {
        // Whether texts are kept makes no difference.
        let overlay = if round % 2 == 0 { Overlay::default() } else { Overlay::without_an_index() };
        let (mut overlay, mut expected) = (overlay, BTreeMap::new());
        let mut number = round as u64;
        for batch in 0..200 {
            let mut records = Vec::new();
            for _ in 0..batch % 5 {
                number = (number * 13 + 7) % 101;
                let own = (!(number + batch).is_multiple_of(6)).then(|| format!("all red{batch}"));
                records.push(changed(number, own.as_ref().map(|own| document(number, own))));
                expected.insert(number, own);
            }
            overlay = overlay.with(records);
            if batch % looks_every == 0 {
                let there = expected.iter().filter(|(_, own)| own.is_some()).map(|(number, _)| orcid(*number));
                assert_eq!(found(&overlay, "keyword:all"), there.collect::<Vec<_>>(), "{batch}");
                let of_batch = |own: &&Option<String>| own.as_deref() == Some(&*format!("all red{batch}"));
                let many = expected.values().filter(of_batch).count();
                assert_eq!(found(&overlay, &format!("keyword:red{batch}")).len(), many, "{batch}");
            }
        }
        assert_eq!(overlay.len(), expected.len());
        let mut records: Vec<_> = overlay.records().map(|it| (it.orcid, it.document.is_some())).collect();
        records.sort_unstable();
        let all: Vec<_> = expected.iter().map(|(number, own)| (orcid(*number), own.is_some())).collect();
        assert_eq!(records, all);
    }
}

/// A batch costs by its own size: what is put together again and again is a logarithm of what there is.
#[test]
fn many_small_batches_are_few_runs_and_little_work() {
    let (mut overlay, mut work, mut most) = (Overlay::default(), 0, 0);
    const BATCHES: u64 = 2000;
    for batch in 0..BATCHES {
        let before: Vec<_> = overlay.runs.iter().map(|run| Arc::as_ptr(&run.batch)).collect();
        overlay = overlay.with((0..2).map(|at| changed(2 * batch + at, Some(document(1, "x")))).collect());
        let is_new = |run: &&super::Run| !before.contains(&Arc::as_ptr(&run.batch));
        work += overlay.runs.iter().filter(is_new).map(|run| run.batch.records.len()).sum::<usize>();
        most = most.max(overlay.runs.len());
    }
    let all = 2 * BATCHES as usize;
    assert_eq!(overlay.len(), all);
    assert!(work < 7 * all, "{work} records were put together for {all}");
    assert!(most < 2 * all / LARGEST + 8, "{most} runs");
}

#[test]
fn what_was_written_is_let_go_of_unless_it_changed_again() {
    let written = Overlay::default().with((0..10).map(|it| changed(it, Some(document(it, "old")))).collect());
    let later = written.with(vec![changed(3, Some(document(3, "new"))), changed(4, None), changed(20, None)]);
    let rest = later.without(&written);
    let mut left: Vec<_> = rest.records().map(|it| it.orcid).collect();
    left.sort_unstable();
    assert_eq!(left, [3, 4, 20].map(orcid));
    assert!(rest.has(orcid(4)) && !rest.has(orcid(5)));
    assert_eq!(found(&rest, "keyword:new"), [orcid(3)]);
    assert!(written.without(&written).is_empty());
    assert_eq!(written.without(&Overlay::default()).len(), 10);
    assert_eq!(found(&written, "keyword:old").len(), 10, "an overlay is a value");
}

#[test]
fn two_collections_become_the_one_that_their_documents_make() {
    let text = |number: u64| format!("word{} of {} of", number % 3, number % 7);
    let documents: Vec<Document> = (0..40).map(|number| document(number, &text(number))).collect();
    let (one, other): (Vec<_>, Vec<_>) = documents.iter().cloned().partition(|it| it.orcid.base().is_multiple_of(3));
    let out = |orcid: OrcidId| orcid.base().is_multiple_of(5);
    let merged = Collection::merged((&Collection::new(one), out), (&Collection::new(other), out));
    let whole = Collection::new(documents.into_iter().filter(|it| !out(it.orcid)));
    assert_eq!(format!("{merged:?}"), format!("{whole:?}"));
}

#[test]
fn texts_are_let_go_of_where_nobody_writes_an_index() {
    let documents =
        || (0..5).map(|it| changed(it, Some(Document { until: Some(Timestamp::EPOCH), ..document(it, "red") })));
    let (kept, overlay) = (Overlay::default(), Overlay::without_an_index());
    let [kept, overlay] = [kept, overlay].map(|it| it.with(documents().collect()));
    let texts = |overlay: &Overlay| {
        overlay.records().filter(|it| it.document.as_ref().is_some_and(|it| !it.values.is_empty())).count()
    };
    assert_eq!([texts(&kept), texts(&overlay)], [5, 0]);
    assert_eq!(found(&overlay, "keyword:red"), found(&kept, "keyword:red"));
    assert_eq!(
        (overlay.outlives(), overlay.outlived(Timestamp::EPOCH)),
        (kept.outlives(), kept.outlived(Timestamp::EPOCH))
    );
}
