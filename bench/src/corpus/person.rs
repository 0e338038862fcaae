//! What a synthetic record holds, before it is written in either syntax.

/// Milliseconds since 1970.
pub type Millis = i64;

pub struct Person {
    pub orcid: String,
    /// Then the file has an error document in place of the record.
    pub closed: Option<Closed>,
    pub given: String,
    pub family: Option<String>,
    pub credit: Option<String>,
    pub created: Millis,
    pub modified: Millis,
    pub locale: &'static str,
    pub verified: bool,
    pub biography: Option<String>,
    pub other_names: Vec<Entry<String>>,
    pub urls: Vec<Entry<(String, String)>>,
    pub emails: Vec<Entry<String>>,
    pub countries: Vec<Entry<&'static str>>,
    pub keywords: Vec<Entry<String>>,
    pub identifiers: Vec<Entry<ExternalId>>,
    pub affiliations: Vec<Entry<Affiliation>>,
    pub fundings: Vec<Entry<Funding>>,
    pub reviews: Vec<Entry<Review>>,
    pub works: Vec<WorkGroup>,
}

/// Why a record has no content to show.
pub enum Closed {
    Locked,
    Deactivated,
    Deprecated { primary: String },
}

impl Closed {
    /// The fields of the error document, in the order of the schema.
    pub fn error(&self, orcid: &str) -> [(&'static str, String); 5] {
        let (status, code, why) = match self {
            Closed::Locked => {
                ("409", "9018", format!("The ORCID record is locked. ORCID iD: https://orcid.org/{orcid}"))
            }
            Closed::Deactivated => {
                ("409", "9044", format!("The ORCID record is deactivated. ORCID iD: https://orcid.org/{orcid}"))
            }
            Closed::Deprecated { primary } => (
                "301",
                "9007",
                format!("This account is deprecated. Please refer to account: https://orcid.org/{primary}."),
            ),
        };
        [
            ("response-code", status.to_owned()),
            ("developer-message", format!("{status}: {why}")),
            ("user-message", why),
            ("error-code", code.to_owned()),
            ("more-info", "https://members.orcid.org/api/resources/troubleshooting".to_owned()),
        ]
    }
}

/// What every item has.
pub struct Entry<T> {
    pub put_code: u64,
    pub created: Millis,
    pub modified: Millis,
    pub source: Source,
    pub content: T,
}

#[derive(Clone)]
pub enum Source {
    Owner,
    /// Number and name of a client.
    Client(&'static str, &'static str),
}

#[derive(Clone, PartialEq, Eq)]
pub struct ExternalId {
    pub kind: &'static str,
    pub value: String,
    pub url: Option<String>,
    pub relationship: &'static str,
}

#[derive(Clone, Copy)]
pub struct Date {
    pub year: u32,
    pub month: Option<u32>,
    pub day: Option<u32>,
}

pub struct Organization {
    pub name: String,
    pub city: &'static str,
    pub country: &'static str,
    /// Identifier and its vocabulary.
    pub known_as: Option<(String, &'static str)>,
}

pub struct Affiliation {
    /// `employment`, `education`, …
    pub kind: &'static str,
    pub department: Option<String>,
    pub role: Option<&'static str>,
    pub start: Option<Date>,
    pub end: Option<Date>,
    pub organization: Organization,
}

pub struct Funding {
    pub title: String,
    pub kind: &'static str,
    pub start: Option<Date>,
    pub organization: Organization,
    pub number: ExternalId,
}

pub struct Review {
    pub group: String,
    pub completed: Date,
    pub organization: Organization,
    pub id: ExternalId,
}

/// Summaries of one work from several sources; they share their first identifier.
pub struct WorkGroup {
    pub ids: Vec<ExternalId>,
    pub members: Vec<Entry<Work>>,
}

pub struct Work {
    pub title: String,
    pub subtitle: Option<String>,
    pub journal: Option<String>,
    pub kind: &'static str,
    pub published: Option<Date>,
    pub url: Option<String>,
    pub ids: Vec<ExternalId>,
}

impl Person {
    /// Everything with a put-code.
    pub fn items(&self) -> usize {
        if self.closed.is_some() {
            return 0;
        }
        let person = self.other_names.len() + self.urls.len() + self.emails.len() + self.countries.len();
        let activities = self.affiliations.len() + self.fundings.len() + self.reviews.len();
        person + self.keywords.len() + self.identifiers.len() + activities + self.work_summaries()
    }

    pub fn work_summaries(&self) -> usize {
        self.works.iter().map(|group| group.members.len()).sum()
    }
}

impl Person {
    /// Reviews with the group they belong to, groups in order of their first review.
    pub fn reviews_by_group(&self) -> Vec<(&str, Vec<&Entry<Review>>)> {
        let mut groups: Vec<(&str, Vec<&Entry<Review>>)> = Vec::new();
        for entry in &self.reviews {
            match groups.iter_mut().find(|(group, _)| *group == entry.content.group) {
                Some((_, members)) => members.push(entry),
                None => groups.push((&entry.content.group, vec![entry])),
            }
        }
        groups
    }
}
