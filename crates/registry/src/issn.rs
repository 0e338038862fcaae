//! Where the titles of serials come from: groups of peer reviews named by ISSN are made from them (`record-api` 5.2).
//!
//! A deployment asks a table first, which needs no network, then whatever else it was given, such as the ISSN portal.
//! Titles are kept as they come but for control characters: portals mark the part of a title that is not sorted by.

use std::collections::HashMap;
use std::sync::Arc;

use async_trait::async_trait;
use byline_model::Issn;
use byline_model::issn::InvalidIssn;
use serde::Deserialize;

/// Knows serials by their ISSN.
#[async_trait]
pub trait IssnResolver: Send + Sync + 'static {
    /// The title of the serial; `None` when no serial has this number.
    ///
    /// # Errors
    /// When that cannot be said now.
    async fn title(&self, issn: Issn) -> Result<Option<String>, IssnUnavailable>;
}

/// Whoever knows did not answer.
#[derive(Debug, thiserror::Error)]
#[error("the ISSN could not be looked up")]
pub struct IssnUnavailable(#[source] pub Box<dyn std::error::Error + Send + Sync>);

/// Several, asked one after the other until one knows.
pub struct IssnResolvers(Vec<Arc<dyn IssnResolver>>);

impl IssnResolvers {
    /// Asks these one after the other, until one knows the serial.
    pub fn new(resolvers: impl IntoIterator<Item = Arc<dyn IssnResolver>>) -> Self {
        IssnResolvers(resolvers.into_iter().collect())
    }
}

#[async_trait]
impl IssnResolver for IssnResolvers {
    async fn title(&self, issn: Issn) -> Result<Option<String>, IssnUnavailable> {
        for resolver in &self.0 {
            if let Some(title) = resolver.title(issn).await? {
                return Ok(Some(title));
            }
        }
        Ok(None)
    }
}

/// Serials that are known without asking anybody.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IssnTable(HashMap<Issn, Box<str>>);

/// A line of a table that cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct BadIssnLine {
    pub line: u64,
    pub reason: String,
}

#[derive(Deserialize)]
struct Line {
    issn: String,
    title: String,
}

impl IssnTable {
    /// A few well-known journals, so that a sandbox has some.
    pub fn well_known() -> Self {
        IssnTable::default().with(include_str!("../data/issn.csv")).expect("the embedded table was read by a test")
    }

    /// With the serials of a list: CSV whose first line is `issn,title`, or a JSON object with these two keys per line.
    /// What was there before is replaced.
    ///
    /// # Errors
    /// The first line that cannot be read.
    pub fn with(mut self, text: &str) -> Result<Self, BadIssnLine> {
        let is_json = text.trim_ascii_start().starts_with('{');
        if is_json {
            self.read_json(text)?
        } else {
            self.read_csv(text)?
        }
        Ok(self)
    }

    /// How many serials are in it.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether no serial is in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn read_csv(&mut self, text: &str) -> Result<(), BadIssnLine> {
        let bad = |line, reason: String| BadIssnLine { line, reason };
        let mut reader = csv::ReaderBuilder::new().trim(csv::Trim::All).from_reader(text.as_bytes());
        let headers = reader.headers().map_err(|error| bad(1, error.to_string()))?.clone();
        for record in reader.records() {
            let record = record.map_err(|error| {
                let line = error.position().map_or(0, csv::Position::line);
                bad(line, error.to_string())
            })?;
            let line = record.position().map_or(0, csv::Position::line);
            let row: Line = record.deserialize(Some(&headers)).map_err(|error| bad(line, error.to_string()))?;
            self.add(row).map_err(|error| bad(line, error.to_string()))?;
        }
        Ok(())
    }

    fn read_json(&mut self, text: &str) -> Result<(), BadIssnLine> {
        for (line, text) in (1..).zip(text.lines()).filter(|(_, text)| !text.trim_ascii().is_empty()) {
            let bad = |reason: String| BadIssnLine { line, reason };
            let row: Line = serde_json::from_str(text).map_err(|error| bad(error.to_string()))?;
            self.add(row).map_err(|error| bad(error.to_string()))?;
        }
        Ok(())
    }

    fn add(&mut self, line: Line) -> Result<(), InvalidIssn> {
        self.0.insert(line.issn.parse()?, clean(&line.title).into());
        Ok(())
    }
}

#[async_trait]
impl IssnResolver for IssnTable {
    async fn title(&self, issn: Issn) -> Result<Option<String>, IssnUnavailable> {
        Ok(self.0.get(&issn).map(|title| title.to_string()))
    }
}

/// The title in an answer of the ISSN portal (JSON-LD): the main title, else the key title, else the first name.
pub fn portal_title(answer: &serde_json::Value) -> Option<String> {
    let names = &answer["name"];
    let candidates =
        [&answer["mainTitle"], &answer["identifiedBy"]["#KeyTitle"]["value"], names.get(0).unwrap_or(names)];
    candidates.into_iter().filter_map(|it| it.as_str()).map(clean).find(|title| !title.is_empty())
}

/// Without control characters and the white space around.
pub(crate) fn clean(text: &str) -> String {
    text.chars().filter(|it| !it.is_control()).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn issn(text: &str) -> Issn {
        text.parse().unwrap()
    }

    #[tokio::test]
    async fn tables_are_read_in_both_forms() {
        let known = IssnTable::well_known();
        assert!(known.len() > 10);
        assert_eq!(known.title(issn("0028-0836")).await.unwrap().as_deref(), Some("Nature"));
        let csv = "issn,title\n1741-4857,\"Tides, \"\"Ebb\"\" and Flood\"\n0004637x,Stars\n";
        let json = "{\"issn\":\"1741-4857\",\"title\":\"Tides, \\\"Ebb\\\" and Flood\"}\n\n{\"title\":\"Stars\",\"issn\":\"0004-637X\"}";
        let (csv, json) = (IssnTable::default().with(csv).unwrap(), IssnTable::default().with(json).unwrap());
        assert_eq!(csv, json);
        assert_eq!(csv.title(issn("1741-4857")).await.unwrap().as_deref(), Some("Tides, \"Ebb\" and Flood"));
        assert_eq!(csv.title(issn("1741-4858")).await.unwrap(), None);
    }

    #[test]
    fn the_line_that_is_wrong_is_named() {
        let line = |text| IssnTable::default().with(text).unwrap_err().line;
        assert_eq!(line("issn,title\n1741-4857,Tides\n1741,Ebb\n"), 3);
        assert_eq!(line("issn,title\n1741-4857\n"), 2);
        assert_eq!(line("number,title\n1741-4857,Tides\n"), 2);
        assert_eq!(line("{\"issn\":\"1741-4857\",\"title\":\"Tides\"}\n{\"issn\":\"1741\",\"title\":\"Ebb\"}"), 2);
    }

    #[tokio::test]
    async fn the_first_who_knows_answers() {
        let table = |text| Arc::new(IssnTable::default().with(text).unwrap()) as Arc<dyn IssnResolver>;
        let both =
            IssnResolvers::new([table("issn,title\n1111-1111,A"), table("issn,title\n1111-1111,B\n2222-2222,C")]);
        assert_eq!(both.title(issn("1111-1111")).await.unwrap().as_deref(), Some("A"));
        assert_eq!(both.title(issn("2222-2222")).await.unwrap().as_deref(), Some("C"));
        assert_eq!(both.title(issn("3333-3333")).await.unwrap(), None);
    }

    #[test]
    fn answers_of_the_portal_have_their_title_in_different_places() {
        let title = |json: serde_json::Value| portal_title(&json);
        let key = serde_json::json!({"#KeyTitle": {"value": "Key"}});
        assert_eq!(
            title(serde_json::json!({"mainTitle": "\u{98}The \u{9c}Tides", "identifiedBy": key, "name": ["N"]})),
            Some("The Tides".to_owned())
        );
        assert_eq!(title(serde_json::json!({"mainTitle": "", "identifiedBy": key})), Some("Key".to_owned()));
        assert_eq!(title(serde_json::json!({"name": ["First", "Second"]})), Some("First".to_owned()));
        assert_eq!(title(serde_json::json!({"name": "Only"})), Some("Only".to_owned()));
        assert_eq!(title(serde_json::json!({"identifier": "0260-8774"})), None);
    }
}
