//! `/search`, `/expanded-search` and `/csv-search`: who is found, in three forms (`search` 2 to 4).

mod beyond;
mod callback;
mod documents;
mod handling;
mod parameters;

use axum::body::Body;
use axum::http::{HeaderValue, Response, StatusCode};
use byline_formats::Edition;
use byline_http::{Accepted, MediaType};
use byline_model::document::{Object, Value};
use byline_model::scope::required;
use byline_model::shapes::roots::Root;
use byline_registry::{Findings, RecordError, SearchError, Snippet, Weight};

use crate::documents::demand;
use crate::error::ApiError;
use crate::exchange::Exchange;
use crate::{answer, media};
use callback::Callback;
use documents::Columns;
pub use handling::Handling;
use parameters::{Page, Parameters, With};

/// What is said of those who are found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Search {
    /// Their iDs.
    Plain,
    /// Names, addresses and institutions.
    Expanded,
    /// The same as a table.
    Csv,
}

impl Search {
    /// What a path segment says, in versions that have it.
    pub fn of(segment: &str, edition: &Edition) -> Option<Self> {
        let expands = edition.root("expanded-search").is_some();
        match segment {
            "search" => Some(Search::Plain),
            "expanded-search" if expands => Some(Search::Expanded),
            "csv-search" if expands => Some(Search::Csv),
            _ => None,
        }
    }
}

/// To write so many takes about a millisecond.
const LONG: usize = 250;

static CSV: MediaType = MediaType::new("text/csv", "text/csv;charset=UTF-8", 1000);

/// Answers a search, as script where a page asked for that.
pub async fn answer(exchange: &Exchange<'_>, search: Search) -> Result<Response<Body>, ApiError> {
    let callback = match search {
        Search::Csv => None,
        Search::Plain | Search::Expanded => Callback::of(exchange)?,
    };
    let Some(callback) = callback else { return found(exchange, search, None).await };
    let json = Accepted { offer: media::STANDARD_JSON, content_type: HeaderValue::from_static(media::JSON.header) };
    let response = match found(exchange, search, Some(json)).await {
        Ok(response) => response,
        Err(error) => answer::json_error(exchange.state, &error),
    };
    Ok(callback.around(response).await)
}

/// The answer, in a type that was agreed on already or is now.
async fn found(exchange: &Exchange<'_>, search: Search, agreed: Option<Accepted>) -> Result<Response<Body>, ApiError> {
    if search == Search::Plain {
        demand(exchange, required::SEARCH)?;
    }
    let accepted = match (agreed, search) {
        (Some(accepted), _) => accepted,
        (None, Search::Csv) => exchange.wished(&CSV)?,
        (None, Search::Plain | Search::Expanded) => exchange.standard()?,
    };
    let (handling, parameters) = (Handling::of(exchange), Parameters::of(exchange)?);
    let columns = Columns::read(parameters.get("fl"), handling)?;
    let with = match search {
        Search::Plain | Search::Expanded if exchange.version.edition.is_newest() => {
            With::read(parameters.get("with"), handling)?
        }
        Search::Plain | Search::Expanded | Search::Csv => With::default(),
    };
    let answer = Answer { exchange, search, accepted: &accepted, columns: &columns, with };
    let body = match answer.look(&parameters, handling).await {
        Ok(found) => answer.written(found).await?,
        // What the engine of the published service refuses is an empty table there.
        Err(ApiError::Query { handling: Handling::Lenient, .. }) if search == Search::Csv => {
            columns.table(&[]).into_bytes()
        }
        Err(error) => return Err(error),
    };
    let mut response = answer::fleeting(exchange.state, StatusCode::OK, Some(accepted.content_type), body);
    Handling::put(&exchange.parts.headers, response.headers_mut());
    Ok(response)
}

/// What an answer is made of.
struct Answer<'a> {
    exchange: &'a Exchange<'a>,
    search: Search,
    accepted: &'a Accepted,
    columns: &'a Columns,
    with: With,
}

/// Who was found, and what is told of it beyond the published answers.
struct Found {
    findings: Findings,
    highlights: Option<Vec<Vec<Snippet>>>,
}

impl Answer<'_> {
    async fn look(&self, parameters: &Parameters, handling: Handling) -> Result<Found, ApiError> {
        let page = Page::read(parameters, self.exchange.caller.is_some(), handling)?;
        let (registry, params) = (&self.exchange.state.registry, parameters.pairs());
        let inquiry = page.inquiry(&params, self.with);
        let refused = |error| refused(error, handling);
        let findings = registry.search(&inquiry).await.map_err(refused)?;
        let highlights = match self.with.highlights {
            true => Some(registry.highlights(&inquiry, &findings.found).await.map_err(refused)?),
            false => None,
        };
        Ok(Found { findings, highlights })
    }

    async fn written(&self, found: Found) -> Result<Vec<u8>, ApiError> {
        let registry = &self.exchange.state.registry;
        let orcids = &found.findings.found;
        let weight = if orcids.len() > LONG { Weight::Heavy } else { Weight::Light };
        let store = |error| ApiError::Record(RecordError::Store(error));
        let written = if self.search == Search::Plain {
            // Only older versions look again at whom they name (`search` 2).
            let visible = match self.exchange.version.edition.is_newest() {
                true => vec![true; orcids.len()],
                false => registry.still_visible(orcids).await.map_err(store)?,
            };
            let job = async {
                let results = documents::plain(orcids.iter().copied().zip(visible), registry.urls());
                self.print(&found, "search", "result", results)
            };
            registry.heavy().run(weight, job).await
        } else {
            let people = registry.found_people(orcids).await.map_err(store)?;
            let job = async {
                if self.search == Search::Csv {
                    return self.columns.table(&people).into_bytes();
                }
                let results = documents::expanded(people, self.columns);
                self.print(&found, "expanded-search", "expanded-result", results)
            };
            registry.heavy().run(weight, job).await
        };
        written.map_err(|busy| ApiError::Record(busy.into()))
    }

    /// A document of results, in its published shape or one with more in it.
    fn print(&self, found: &Found, kind: &'static str, list: &str, results: Vec<Value<'static>>) -> Vec<u8> {
        let Found { findings, highlights } = found;
        let beyond = beyond::root(kind, self.with);
        let shape = beyond.or_else(|| Root::of_kind(kind)).expect("answers are documents").shape;
        let total = i64::try_from(findings.total).unwrap_or(i64::MAX);
        let mut object = Object::new(shape).with(list, results).with("num-found", total);
        if let Some(facets) = &findings.facets {
            object.set("facets", beyond::facets(facets));
        }
        if let Some(highlights) = highlights {
            object.set("highlight", beyond::highlights(&findings.found, highlights));
        }
        match beyond {
            Some(root) => answer::print_root(media::form(self.accepted.offer), root, &object),
            None => answer::print_for(self.exchange, self.accepted, kind, &object),
        }
    }
}

/// What becomes of a search that did not come to an end.
pub fn refused(error: SearchError, handling: Handling) -> ApiError {
    match error {
        SearchError::Query(_) | SearchError::TooExpensive(_) => {
            ApiError::Query { problem: error.to_string().into(), handling }
        }
        SearchError::Busy(busy) => ApiError::Record(busy.into()),
        SearchError::Store(error) => ApiError::Record(error.into()),
        error @ (SearchError::Unavailable(_) | SearchError::Index(_)) => ApiError::Search(error),
    }
}
