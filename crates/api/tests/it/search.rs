//! Who is found, over HTTP: forms, types, limits, and what is refused (`search` 2 to 4). Which query finds whom is with the
//! program, on the records of `search` 14.1.

use byline_testkit::{ClientType, ItemKind, RecordState, TestApp, TestRecord, TestResponse};
use serde_json::{Value, json};

mod beyond;
mod page;
mod refusals;
mod shapes;
mod suggest;

/// Three people called Wren, by iD, and one who is not.
struct Cast<'a> {
    app: &'a TestApp,
    wrens: [TestRecord<'a>; 3],
}

const NOT_FOUND: &str = "Robin";

async fn cast(app: &TestApp) -> Cast<'_> {
    let wrens = [app.record("Wren Ada").await, app.record("Wren Bo").await, app.record("Wren Cy").await];
    app.record(NOT_FOUND).await;
    Cast { app, wrens }
}

impl Cast<'_> {
    fn orcids(&self) -> Vec<String> {
        self.wrens.iter().map(TestRecord::to_string).collect()
    }

    async fn json(&self, path_and_query: &str) -> TestResponse {
        self.app.get_json(path_and_query).await
    }
}

/// The iDs of an answer of `/search`.
fn orcids(answer: &Value) -> Vec<String> {
    let results = answer["result"].as_array().cloned().unwrap_or_default();
    results.iter().map(|it| it["orcid-identifier"]["path"].as_str().unwrap().to_owned()).collect()
}
