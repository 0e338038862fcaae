//! Who is found by which query.

use std::collections::HashMap;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use super::cases::{Case, first_cases, later_cases, sentences};
use super::fixtures;
use super::records;
use crate::support::Running;

/// A sandbox with people of the lists in it, at the moment of which the lists speak.
pub struct Registry {
    pub sandbox: Running,
    http: reqwest::Client,
    letters: HashMap<String, &'static str>,
    /// A reset reads them again.
    _fixtures: Option<TempDir>,
}

impl Registry {
    /// Those of 14.1.
    pub async fn of_first() -> Self {
        let fixtures = fixtures::first().await;
        let registry = Self::with(fixtures.path());
        Registry { _fixtures: Some(fixtures), ..registry }
    }

    /// Those of C7, too.
    pub fn of_all() -> Self {
        Self::with(&fixtures::all())
    }

    fn with(fixtures: &Path) -> Self {
        let at = records::now().to_string();
        let people = records::all();
        Registry {
            sandbox: Running::sandbox(["--at".as_ref(), at.as_ref(), "--fixtures".as_ref(), fixtures.as_os_str()]),
            http: reqwest::Client::new(),
            letters: people.iter().map(|person| (person.orcid().to_string(), person.key)).collect(),
            _fixtures: None,
        }
    }

    /// An answer of the public API.
    pub async fn get(&self, path: &str, params: &[(&str, &str)], accept: &str) -> reqwest::Response {
        let request = self.http.get(self.sandbox.url(&format!("/pub{path}"))).query(params).header("accept", accept);
        request.send().await.unwrap()
    }

    pub async fn json(&self, path: &str, params: &[(&str, &str)]) -> (u16, Value) {
        let answer = self.get(path, params, "application/json").await;
        (answer.status().as_u16(), answer.json().await.unwrap())
    }

    pub async fn csv(&self, params: &[(&str, &str)]) -> String {
        let answer = self.get("/v3.0/csv-search", params, "text/csv").await;
        assert_eq!(answer.status(), 200);
        answer.text().await.unwrap()
    }

    /// The letters of those who are found, in order, in the plain form and in that with names; `error` for what is none.
    pub async fn letters(&self, params: &[(&str, &str)]) -> String {
        let (status, plain) = self.json("/v3.0/search", params).await;
        let (other_status, expanded) = self.json("/v3.0/expanded-search", params).await;
        assert_eq!(other_status, status, "{params:?}");
        if status != 200 {
            let codes = (status, &plain["error-code"], &expanded["error-code"]);
            assert_eq!(codes, (500, &9008.into(), &9008.into()), "{params:?}");
            assert_eq!(self.csv(params).await.lines().count(), 1, "{params:?}");
            return "error".to_owned();
        }
        let letter = |orcid: &Value| self.letters[orcid.as_str().unwrap()];
        let found = |list: &Value, at: &str| -> Vec<&str> {
            let list = list.as_array().map_or(&[][..], Vec::as_slice);
            list.iter().map(|it| letter(it.pointer(at).unwrap())).collect()
        };
        let letters = found(&plain["result"], "/orcid-identifier/path");
        assert_eq!(found(&expanded["expanded-result"], "/orcid-id"), letters, "{params:?}");
        assert_eq!((&plain["num-found"], &expanded["num-found"]), (&letters.len().into(), &letters.len().into()));
        assert_eq!(self.csv(params).await.lines().count(), letters.len() + 1, "{params:?}");
        letters.join(" ")
    }

    async fn all_hold(&self, cases: &[Case]) {
        let mut failures = Vec::new();
        for case in cases {
            failures.extend(case.failure(&self.letters(&case.params).await));
        }
        assert!(failures.is_empty(), "{} of {}:\n{}", failures.len(), cases.len(), failures.join("\n"));
    }
}

/// SEARCH-14.2
#[tokio::test]
async fn the_first_cases_find_whom_they_say() {
    Registry::of_first().await.all_hold(&first_cases()).await;
}

/// SEARCH-14.2
#[tokio::test]
async fn the_cases_of_the_corrections_find_whom_they_say() {
    let registry = Registry::of_all();
    registry.all_hold(&later_cases()).await;
    registry.all_hold(&sentences()).await;
}

/// `search` 9.3, by its numbers: the queries that the published documentation tells people to try.
/// SEARCH-9.3
#[tokio::test]
async fn the_documented_examples_find_whom_they_say() {
    let registry = Registry::of_all();
    for (number, params, expected) in [
        (1, &[("q", "text:English")][..], "B"),
        (1, &[("q", "English")], "B"),
        (2, &[("q", "family-name:smith"), ("sort", "orcid asc")], "K T U"),
        (3, &[("q", "pmid:24857732")], "C"),
        (3, &[("q", "pmid-self:24857732")], "C"),
        (4, &[("q", "family-name:Einstein AND keyword:Relativity")], "M"),
        (5, &[("defType", "edismax"), ("q", "Josiah"), ("qf", "given-names^1.0 family-name^2.0")], "A"),
        (6, &[("q", "family-name:smith AND -orcid:(0000-0001-6002-8775 0000-0001-6002-9882)")], "K"),
        (
            6,
            &[
                ("defType", "edismax"),
                ("q", "smith -orcid:(0000-0001-6002-8775 0000-0001-6002-9882)"),
                ("qf", "family-name"),
            ],
            "K",
        ),
        (7, &[("q", "doi-self:\"10.1087/20120404\"")], "C"),
        (8, &[("q", "digital-object-ids:10.1087")], "C"),
        (8, &[("q", "digital-object-ids:\"10.1087/20120404\"")], "C"),
        (9, &[("q", "isbn:9783540776390")], "C"),
        (10, &[("q", "email:*@example.org"), ("sort", "orcid asc")], "T U"),
        (11, &[("q", "profile-last-modified-date:[2018-01-01T00:00:00Z TO NOW] AND family-name:einst*")], "V"),
        (12, &[("q", "affiliation-org-name:(\"Boston University\" OR BU)"), ("sort", "orcid asc")], "K O"),
        (13, &[("q", "ringgold-org-id:1846"), ("sort", "orcid asc")], "K O"),
        (13, &[("q", "grid-org-id:grid.5509.9")], "K"),
        (
            14,
            &[
                (
                    "q",
                    "ringgold-org-id:1846 OR grid-org-id:grid.5509.9 OR ror-org-id:\"https://ror.org/052gg0110\" OR email:*@brown.example OR affiliation-org-name:\"Boston University\"",
                ),
                ("sort", "orcid asc"),
            ],
            "C K O A",
        ),
        (15, &[("q", "external-id-type-and-value:ResearcherID=\"A-1009-2008\"")], ""),
        (15, &[("q", "external-id-type-and-value:\"Scopus Author ID=7004212771\"")], "E"),
        (16, &[("q", "peer-review-group-id:\"issn\\:1741-4857\"")], "K"),
        (18, &[("q", "given-and-family-names:Kårlsbeârd")], "B"),
        (18, &[("q", "given-and-family-names:Karlsbeard")], "B"),
        (18, &[("q", "family-name:Karlsbeard")], ""),
    ] {
        assert_eq!(registry.letters(params).await, expected, "{number}: {params:?}");
    }
    // 2
    let (_, page) = registry.json("/v3.0/search", &[("q", "family-name:smith"), ("start", "1"), ("rows", "6")]).await;
    assert_eq!((&page["num-found"], page["result"].as_array().unwrap().len()), (&3.into(), 2));
    // 17
    let fields = "orcid,given-names,family-name,current-institution-affiliation-name";
    let table = registry.csv(&[("q", "ringgold-org-id:1846"), ("fl", fields), ("sort", "orcid asc")]).await;
    let rows = "0000-0001-6001-1105,Seán,O'Neill-Smith,\n0000-0001-6002-3229,Jose,Garcia Marquez,Boston University\n";
    assert_eq!(table, format!("{fields}\n{rows}"));
}

/// Section 11: what the published front end makes of what people type.
/// SEARCH-11
#[tokio::test]
async fn queries_of_the_front_end_find_whom_people_mean() {
    const BOOST: &str =
        "current-institution-affiliation-name:[* TO *]^100.0 past-institution-affiliation-name:[* TO *]^70";
    let registry = Registry::of_all();
    let quick = |text: &str| {
        format!(
            "{{!edismax qf=\"given-and-family-names^50.0 family-name^10.0 given-names^10.0 credit-name^10.0 \
             other-names^5.0 text^1.0\" pf=\"given-and-family-names^50.0\" bq=\"{BOOST}\" mm=1}}{text}"
        )
    };
    for (typed, first) in [
        ("josiah carberry", "A"),
        ("sean o'neill\\-smith", "K"),
        ("zoe karlsbeard", "B"),
        // Of two with the same name the one who is somewhere.
        ("jose garcia marquez", "O N"),
        ("王", "C"),
        ("\"deep learning for proteins\"", "C"),
    ] {
        let found = registry.letters(&[("q", &quick(typed))]).await;
        assert!(found.starts_with(first), "{typed}: {found}");
    }
    for (query, expected) in [
        ("orcid:0000-0001-6000-444X", "E"),
        ("(given-names:sean OR other-names:sean) AND family-name:o'neill\\-smith", "K"),
        ("(given-names:jose OR other-names:jose) AND affiliation-org-name:boston", "O"),
        ("keyword:relativity AND family-name:einstein", "M"),
        ("family-name:smith AND ringgold-org-id:1846", "K"),
        ("grid-org-id:grid.5509.9", "K"),
        ("ror-org-id:https\\:\\/\\/ror.org\\/052gg0110", "C"),
    ] {
        let params = [("q", query), ("defType", "edismax"), ("bq", BOOST)];
        assert_eq!(registry.letters(&params).await, expected, "{query}");
    }
}
