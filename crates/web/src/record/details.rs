//! What is said of an entry when somebody asks for more.

use byline_i18n::Texts;
use byline_model::document::{Object, Value};
use byline_pages::{Date, web_address};

use super::prose::paragraphs;

/// What a card shows besides its head.
pub(crate) struct Details {
    pub(crate) contributors: Vec<Contributor>,
    /// So many more there are.
    pub(crate) more_contributors: usize,
    /// Paragraphs, each a list of lines.
    pub(crate) description: Vec<Vec<String>>,
    /// Whether there is more of the description.
    pub(crate) cut: bool,
    pub(crate) citation: Option<Citation>,
    /// Where the entry says that it is.
    pub(crate) link: Option<String>,
    pub(crate) country: Option<String>,
    /// `1,000 EUR`
    pub(crate) amount: Option<String>,
    pub(crate) added: Option<Date>,
    pub(crate) changed: Option<Date>,
}

/// Somebody who took part.
pub(crate) struct Contributor {
    pub(crate) name: String,
    /// Their iD, as it was given.
    pub(crate) href: Option<String>,
    /// `author`, `writing – original draft`: the lists they come from are English.
    pub(crate) role: Option<String>,
}

/// A citation as it was sent.
pub(crate) struct Citation {
    pub(crate) kind: String,
    pub(crate) text: String,
}

/// How much of an entry is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Room {
    /// On a card among fifty: the first of many, the beginning of what is long.
    Card,
    /// A page of its own.
    Page,
}

impl Room {
    const fn contributors(self) -> usize {
        match self {
            Room::Card => 12,
            Room::Page => 1000,
        }
    }

    const fn letters(self) -> usize {
        match self {
            Room::Card => 700,
            Room::Page => usize::MAX,
        }
    }
}

impl Details {
    /// Of a summary, and of the whole item where it is at hand.
    pub(crate) fn of(texts: Texts, summary: &Object<'_>, whole: Option<&Object<'_>>, room: Room) -> Details {
        let moment = |key| summary.get(key).as_time().map(|it| Date::day(texts, it));
        let (added, changed) = (moment("created-date"), moment("last-modified-date"));
        let everybody = whole.map_or(&[][..], contributors);
        let description = whole.and_then(|it| it.text("short-description")).unwrap_or_default().trim();
        let shown: String = description.chars().take(room.letters()).collect();
        let citation = whole.and_then(|it| it.object("citation")).and_then(Citation::of);
        Details {
            contributors: everybody.iter().take(room.contributors()).filter_map(Contributor::of).collect(),
            more_contributors: everybody.len().saturating_sub(room.contributors()),
            cut: shown.len() < description.len(),
            description: paragraphs(&shown),
            citation: citation.filter(|it| room == Room::Page || it.text.len() <= room.letters()),
            link: summary.text("url").and_then(web_address),
            country: whole.and_then(|it| country(texts, it)),
            amount: whole.and_then(|it| it.object("amount")).and_then(amount),
            changed: changed.filter(|it| added.as_ref() != Some(it)),
            added,
        }
    }

    /// Whether there is nothing to say.
    pub(crate) fn is_empty(&self) -> bool {
        let texts = [&self.link, &self.country, &self.amount];
        let dates = [&self.added, &self.changed];
        self.contributors.is_empty()
            && self.description.is_empty()
            && self.citation.is_none()
            && texts.iter().all(|it| it.is_none())
            && dates.iter().all(|it| it.is_none())
    }

    /// The names of the first, for the line below the title.
    pub(crate) fn first_names(&self) -> impl Iterator<Item = &str> {
        self.contributors.iter().take(FIRST).map(|it| it.name.as_str())
    }

    /// How many come after those.
    pub(crate) fn others(&self) -> usize {
        (self.contributors.len() + self.more_contributors).saturating_sub(FIRST)
    }
}

/// So many contributors are named below a title.
const FIRST: usize = 3;

fn contributors<'o, 'a>(whole: &'o Object<'a>) -> &'o [Value<'a>] {
    whole.object("contributors").map_or(&[], |it| it.list("contributor"))
}

fn country(texts: Texts, whole: &Object<'_>) -> Option<String> {
    let code = whole.object("country").and_then(|it| it.text("value"))?;
    Some(texts.country(code).into_owned())
}

fn amount(amount: &Object<'_>) -> Option<String> {
    let value = amount.text("value").filter(|it| !it.trim().is_empty())?;
    Some([value, amount.text("currency-code").unwrap_or_default()].join(" ").trim().to_owned())
}

impl Contributor {
    /// Whoever has neither name nor iD is nobody. Addresses that were sent along stay where they are.
    fn of(contributor: &Value<'_>) -> Option<Contributor> {
        let contributor = contributor.as_object()?;
        let id = contributor.object("contributor-orcid");
        let path = id.and_then(|it| it.text("path"));
        let name = contributor.text("credit-name").filter(|it| !it.trim().is_empty()).or(path)?;
        let role = contributor.object("contributor-attributes").and_then(|it| it.text("contributor-role"));
        Some(Contributor {
            name: name.to_owned(),
            href: id.and_then(|it| it.text("uri")).and_then(web_address),
            role: role.map(self::role).filter(|it| !it.is_empty()),
        })
    }
}

/// A role in words: those of CRediT are addresses that end in it.
fn role(role: &str) -> String {
    let name = role.trim().trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    name.replace(['-', '_'], " ").to_lowercase()
}

impl Citation {
    fn of(citation: &Object<'_>) -> Option<Citation> {
        let text = citation.text("citation-value").filter(|it| !it.trim().is_empty())?;
        let kind = citation.text("citation-type").unwrap_or_default();
        let kind = kind.strip_prefix("formatted-").unwrap_or(kind);
        let kind = if kind == "unspecified" { String::new() } else { kind.to_uppercase() };
        Some(Citation { kind, text: text.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use byline_model::shapes::{
        CITATION, ORCID_ID, WORK, WORK_CONTRIBUTOR, WORK_CONTRIBUTOR_ATTRIBUTES, WORK_CONTRIBUTORS,
    };

    fn somebody(name: Option<&str>, id: Option<&str>, role: &str) -> Value<'static> {
        let mut it = Object::new(&WORK_CONTRIBUTOR).with("contributor-email", "secret@example.org");
        it.set("credit-name", name.map(str::to_owned));
        if let Some(id) = id {
            let id =
                Object::new(&ORCID_ID).with("uri", format!("https://reg.example/{id}")).with("path", id.to_owned());
            it.set("contributor-orcid", id);
        }
        let role = Object::new(&WORK_CONTRIBUTOR_ATTRIBUTES).with("contributor-role", role.to_owned());
        Value::Object(it.with("contributor-attributes", role))
    }

    fn work(contributors: Vec<Value<'static>>, description: &str) -> Object<'static> {
        let list = Object::new(&WORK_CONTRIBUTORS).with("contributor", contributors);
        let citation =
            Object::new(&CITATION).with("citation-type", "formatted-apa").with("citation-value", "x".repeat(900));
        Object::new(&WORK)
            .with("contributors", list)
            .with("short-description", description.to_owned())
            .with("citation", citation)
    }

    #[test]
    fn a_card_has_room_for_the_first_of_many() {
        let many = (0..20).map(|number| somebody(Some(&format!("Nr {number}")), None, "author")).collect();
        let whole = work(many, &"word ".repeat(200));
        let of = |room| Details::of(Texts::default(), &whole, Some(&whole), room);
        let card = of(Room::Card);
        assert_eq!((card.contributors.len(), card.more_contributors, card.others()), (12, 8, 17));
        assert_eq!(card.first_names().collect::<Vec<_>>(), ["Nr 0", "Nr 1", "Nr 2"]);
        assert!(card.cut && card.citation.is_none());
        let page = of(Room::Page);
        assert_eq!((page.contributors.len(), page.more_contributors, page.cut), (20, 0, false));
        assert_eq!(page.citation.expect("there is room").kind, "APA");
    }

    #[test]
    fn contributors_are_named_and_their_addresses_are_not_told() {
        let credit = "http://credit.niso.org/contributor-roles/writing-original-draft/";
        let list = vec![
            somebody(Some("Ada"), Some("0009-9000-0000-0010"), credit),
            somebody(None, Some("0009-9000-0000-0029"), "CO_INVENTOR"),
            somebody(Some(" "), None, "author"),
        ];
        let whole = work(list, "");
        let details = Details::of(Texts::default(), &whole, Some(&whole), Room::Page);
        let told: Vec<_> =
            details.contributors.iter().map(|it| (it.name.as_str(), it.role.as_deref(), it.href.is_some())).collect();
        assert_eq!(
            told,
            [("Ada", Some("writing original draft"), true), ("0009-9000-0000-0029", Some("co inventor"), true)]
        );
    }

    #[test]
    fn without_the_whole_item_there_is_what_the_summary_says() {
        let summary = Object::new(&byline_model::shapes::WORK_SUMMARY).with("url", "javascript:alert(1)");
        let details = Details::of(Texts::default(), &summary, None, Room::Card);
        assert!(details.contributors.is_empty() && details.link.is_none() && !details.cut);
    }
}
