//! `/suggest`: people and organizations whose names begin as somebody types. Beyond ORCID.

use axum::body::Body;
use axum::http::{Response, StatusCode};
use byline_registry::{FoundPerson, Lookup, LookupFor, RecordError};
use serde::Serialize;

use crate::error::ApiError;
use crate::exchange::Exchange;
use crate::search::{Handling, refused};
use crate::{answer, media};

/// Rows, at most and unless told otherwise.
const MOST: usize = 20;
const USUAL: usize = 10;

#[derive(Serialize)]
struct Answer<T> {
    result: Vec<T>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Person {
    orcid_id: String,
    given_names: Option<String>,
    family_names: Option<String>,
    credit_name: Option<String>,
    institution_name: Vec<String>,
}

#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
struct Known<'o> {
    name: &'o str,
    city: Option<&'o str>,
    region: Option<&'o str>,
    country: Option<&'o str>,
    disambiguated_organization_identifier: &'o str,
    disambiguation_source: &'o str,
}

/// The first few whose names fit.
pub async fn answer(exchange: &Exchange<'_>) -> Result<Response<Body>, ApiError> {
    let accepted = exchange.negotiate(&[&media::JSON], 0)?;
    let text = exchange.query("q").unwrap_or_default();
    let most = rows(exchange.query("rows").as_deref())?;
    let registry = &exchange.state.registry;
    let body = match exchange.query("kind").as_deref() {
        None | Some("person") => {
            let people = registry.people_like(&text, most).await;
            let people = people.map_err(|error| refused(error, Handling::Strict))?;
            json(people.into_iter().map(person).collect())
        }
        Some("organization") => {
            let asked = Lookup { text: &text, purpose: LookupFor::Naming, most };
            let found =
                registry.organizations_like(asked).await.map_err(|it| ApiError::Record(RecordError::Store(it)))?;
            json(
                found
                    .iter()
                    .map(|it| Known {
                        name: &it.name,
                        city: it.city.as_deref(),
                        region: it.region.as_deref(),
                        country: it.country.as_deref(),
                        disambiguated_organization_identifier: &it.identifier,
                        disambiguation_source: &it.source,
                    })
                    .collect(),
            )
        }
        Some(_) => return Err(ApiError::BadParameter { name: "kind", reason: "it is person or organization" }),
    };
    Ok(answer::fleeting(exchange.state, StatusCode::OK, Some(accepted.content_type), body))
}

fn rows(text: Option<&str>) -> Result<usize, ApiError> {
    let Some(text) = text else { return Ok(USUAL) };
    let rows = text.parse().ok().filter(|rows| (1..=MOST).contains(rows));
    rows.ok_or(ApiError::BadParameter { name: "rows", reason: "it is a whole number from 1 to 20" })
}

fn json<T: Serialize>(result: Vec<T>) -> String {
    serde_json::to_string(&Answer { result }).expect("texts can be written")
}

fn person(person: FoundPerson) -> Person {
    Person {
        orcid_id: person.orcid.to_string(),
        given_names: person.given_names,
        family_names: person.family_name,
        credit_name: person.credit_name,
        institution_name: person.current_affiliations,
    }
}
