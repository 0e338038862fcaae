//! A whole deployment for tests: a throwaway store, a clock that stands still, seeded randomness, and builders for what
//! a test needs in it.
//!
//! ```no_run
//! # async fn example() {
//! use byline_testkit::{ItemKind, TestApp};
//!
//! let app = TestApp::start().await;
//! let ada = app.record("ada").await;
//! let code = ada.item(ItemKind::Keyword, r#"{"content":"engines"}"#).limited().add().await;
//! let answer = app.get(&format!("/pub/v3.0/{ada}/keywords/{code}")).await;
//! assert_eq!((answer.status.as_u16(), answer.error_code()), (403, Some(9039)));
//! # }
//! ```

mod app;
mod clients;
mod env;
mod receiver;
mod records;
mod request;
mod response;

pub use app::{Setup, TestApp};
pub use byline_model::client::{ClientState, ClientType, RevocationReason};
pub use byline_model::{ItemKind, OrcidId, PutCode, RecordState, Source, Timestamp, Visibility};
pub use byline_store_sqlite::older;
pub use clients::{NewToken, TestClient};
pub use env::{SeededEntropy, TestClock};
pub use receiver::{Received, Receiver, Reply};
pub use records::{NewItem, TestRecord};
pub use request::TestRequest;
pub use response::TestResponse;
