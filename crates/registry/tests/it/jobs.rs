//! What is long is done away from the threads that answer, in one go.

use std::pin::Pin;

use byline_model::{Item, ItemKind};
use byline_registry::{Heavy, Section, Viewer, Weight};

use crate::support::{App, item};

const HUGE: Weight = Weight::of_document(usize::MAX);

fn keyword(bytes: usize) -> Item {
    item(ItemKind::Keyword, 1, &format!(r#"{{"content":"{}"}}"#, "x".repeat(bytes)))
}

/// Whether a huge job could begin now: there is room for it, or it is part of a job.
async fn at_once(heavy: &Heavy) -> bool {
    tokio::select! {
        biased;
        done = heavy.run(HUGE, std::future::ready(())) => done.is_ok(),
        () = std::future::ready(()) => false,
    }
}

#[tokio::test]
async fn what_is_made_of_a_long_record_is_made_in_the_job_that_reads_it() {
    for (bytes, in_a_job) in [(100, false), (300_000, true)] {
        let app = App::with(vec![keyword(bytes)]).await;
        let heavy = app.registry.heavy();
        let mut others: Vec<Pin<Box<dyn Future<Output = _>>>> = Vec::new();
        while at_once(heavy).await {
            let mut other: Pin<Box<dyn Future<Output = _>>> = Box::pin(heavy.run(HUGE, std::future::pending::<()>()));
            tokio::select! {
                biased;
                _ = &mut other => panic!("it has no end"),
                () = std::future::ready(()) => {}
            }
            others.push(other);
        }
        let made = app.registry.read_for(&Viewer::Public, app.ada, &Section::Record, |_| at_once(heavy)).await;
        assert_eq!(made.expect("a record"), in_a_job, "{bytes} bytes");
    }
}
