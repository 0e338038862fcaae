//! A citation in BibTeX, understood as far as CSL has words for it.
//!
//! The text was written by anyone. Its size and depth are limited, and what makes the parser follow references
//! (`crossref`, `xdata`, strings made of strings) is taken out first: references may go round in circles.

use biblatex::{Bibliography, Chunk, Entry, EntryType, Person, RawBibliography, RawChunk};

use super::{Json, Members, issued};

/// Far more than any one citation has.
const MAX_BYTES: usize = 32 * 1024;
const MAX_DEPTH: usize = 30;

/// The first entry of a citation.
pub(super) struct Citation(Entry);

impl Citation {
    /// `None` when the text is too long, too deep or no BibTeX, or its entry says nothing.
    pub(super) fn parse(text: &str) -> Option<Self> {
        if text.len() > MAX_BYTES || depth(text) > MAX_DEPTH {
            return None;
        }
        let mut raw = RawBibliography::parse(text).ok()?;
        raw.entries.truncate(1);
        for entry in &mut raw.entries {
            entry.v.fields.retain(|it| !["crossref", "xdata"].iter().any(|key| it.key.v.eq_ignore_ascii_case(key)));
        }
        let plain = |chunk: &RawChunk<'_>| matches!(chunk, RawChunk::Normal(_));
        raw.abbreviations.retain(|it| it.value.v.iter().all(|chunk| plain(&chunk.v)));
        let entry = Bibliography::from_raw(raw).ok()?.into_vec().pop()?;
        entry.get("title").is_some().then_some(Citation(entry))
    }

    /// The CSL type of the kind of entry.
    pub(super) fn kind(&self) -> Option<&'static str> {
        Some(match self.0.entry_type {
            EntryType::Article => "article-journal",
            EntryType::Book | EntryType::MvBook | EntryType::Collection | EntryType::Proceedings => "book",
            EntryType::InBook | EntryType::InCollection | EntryType::BookInBook => "chapter",
            EntryType::InProceedings => "paper-conference",
            EntryType::MastersThesis | EntryType::PhdThesis | EntryType::Thesis => "thesis",
            EntryType::TechReport | EntryType::Report => "report",
            EntryType::Booklet => "pamphlet",
            EntryType::Unpublished => "manuscript",
            EntryType::Patent => "patent",
            EntryType::Dataset => "dataset",
            EntryType::Software => "software",
            EntryType::Online => "webpage",
            _ => return None,
        })
    }

    pub(super) fn describe(&self, item: &mut Members) {
        for (variable, fields) in [
            ("title", &["title"][..]),
            ("container-title", &["journal", "journaltitle", "booktitle"]),
            ("collection-title", &["series"]),
            ("publisher", &["publisher", "school", "institution", "organization"]),
            ("publisher-place", &["address", "location"]),
            ("volume", &["volume"]),
            ("issue", &["number", "issue"]),
            ("edition", &["edition"]),
            ("page", &["pages"]),
            ("DOI", &["doi"]),
            ("URL", &["url"]),
            ("ISBN", &["isbn"]),
            ("ISSN", &["issn"]),
            ("abstract", &["abstract"]),
            ("keyword", &["keywords"]),
            ("note", &["note"]),
        ] {
            item.optional(variable, fields.iter().find_map(|field| self.text(field)));
        }
        for (variable, field) in [("author", "author"), ("editor", "editor")] {
            let names = self.0.get_as::<Vec<Person>>(field).unwrap_or_default();
            let names: Vec<_> = names.into_iter().filter_map(name).collect();
            if !names.is_empty() {
                item.value(variable, Json::List(names));
            }
        }
        let (year, month, day) = self.date();
        issued(item, year, month, day);
    }

    fn text(&self, field: &str) -> Option<String> {
        let chunks = self.0.get(field)?;
        let mut text = String::new();
        for chunk in chunks {
            match &chunk.v {
                Chunk::Normal(part) | Chunk::Verbatim(part) | Chunk::Math(part) => text.push_str(part),
            }
        }
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then_some(text)
    }

    /// Year, month and day; read here, since a date may be any text.
    fn date(&self) -> (Option<i64>, Option<i64>, Option<i64>) {
        let date = self.text("date").unwrap_or_default();
        let mut parts = date.split('-').map(|part| part.parse::<i64>().ok());
        let mut next = |field: &str, read: fn(&str) -> Option<i64>| {
            let own = parts.next().flatten();
            own.or_else(|| read(&self.text(field)?))
        };
        let number = |text: &str| text.parse().ok();
        (next("year", number), next("month", month), next("day", number))
    }
}

/// A month by its number, its English name or the first three letters of it.
fn month(text: &str) -> Option<i64> {
    const MONTHS: [&str; 12] = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    text.parse().ok().or_else(|| {
        let start = text.get(..3)?.to_ascii_lowercase();
        MONTHS.iter().position(|month| *month == start).map(|at| at as i64 + 1)
    })
}

fn name(person: Person) -> Option<Json> {
    // What BibTeX has for "and more", which CSL has no word for.
    if person.name == "others" && person.given_name.is_empty() && person.prefix.is_empty() {
        return None;
    }
    let mut name = Members::default();
    if person.given_name.is_empty() && person.prefix.is_empty() {
        name.text("literal", person.name);
    } else {
        name.text("family", person.name).text("given", person.given_name);
        name.text("non-dropping-particle", person.prefix);
    }
    name.text("suffix", person.suffix);
    match name.into_json() {
        Json::Object(members) if members.is_empty() => None,
        name => Some(name),
    }
}

/// How deep braces nest.
fn depth(text: &str) -> usize {
    let (mut now, mut most) = (0usize, 0);
    for byte in text.bytes() {
        match byte {
            b'{' => now += 1,
            b'}' => now = now.saturating_sub(1),
            _ => {}
        }
        most = most.max(now);
    }
    most
}
