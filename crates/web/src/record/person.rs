//! The person: names, biography, and the lists beside them.

use byline_i18n::Texts;
use byline_model::document::{Object, Value};
use byline_pages::web_address;

use super::links::Identifier;
use super::prose::paragraphs;
use super::source::Source;

/// An entry of a list, and who says so.
pub(crate) struct Noted {
    pub(crate) text: String,
    pub(crate) href: Option<String>,
    pub(crate) source: Source,
}

/// An identifier that other systems have for the person, and who says so.
pub(crate) struct NotedId {
    pub(crate) id: Identifier,
    pub(crate) source: Source,
}

/// What the page shows of the person.
pub(crate) struct Person {
    /// The published name, or given and family name; nothing when they are not public.
    pub(crate) name: Option<String>,
    pub(crate) other_names: Vec<Noted>,
    /// Paragraphs, each a list of lines.
    pub(crate) biography: Vec<Vec<String>>,
    pub(crate) emails: Vec<Noted>,
    pub(crate) websites: Vec<Noted>,
    pub(crate) identifiers: Vec<NotedId>,
    pub(crate) keywords: Vec<Noted>,
    pub(crate) countries: Vec<Noted>,
}

impl Person {
    pub(crate) fn of(texts: Texts, person: &Object<'_>) -> Person {
        Person {
            name: person.object("name").and_then(byline_registry::display_name),
            other_names: noted(person, "other-names", "other-name", |it| plain(it.text("content"))),
            biography: person.object("biography").and_then(|it| it.text("content")).map(paragraphs).unwrap_or_default(),
            emails: noted(person, "emails", "email", email),
            websites: noted(person, "researcher-urls", "researcher-url", website),
            identifiers: identifiers(texts, person),
            keywords: noted(person, "keywords", "keyword", |it| plain(it.text("content"))),
            countries: noted(person, "addresses", "address", |it| {
                let code = it.object("country").and_then(|it| it.text("value"));
                plain(code.map(|code| texts.country(code)).as_deref())
            }),
        }
    }

    pub(crate) fn also_known(&self) -> impl Iterator<Item = &str> {
        self.other_names.iter().map(|it| it.text.as_str())
    }

    /// Whether there is nothing to show beside the name.
    pub(crate) fn is_bare(&self) -> bool {
        let lists = [&self.other_names, &self.emails, &self.websites, &self.keywords, &self.countries];
        self.biography.is_empty() && self.identifiers.is_empty() && lists.iter().all(|list| list.is_empty())
    }
}

type Shown = Option<(String, Option<String>)>;

fn plain(text: Option<&str>) -> Shown {
    text.map(|text| (text.to_owned(), None))
}

/// Only verified addresses are shown, whatever their visibility (`registry` 7).
fn email(item: &Object<'_>) -> Shown {
    let address = item.text("email").filter(|_| item.get("verified").as_flag() == Some(true))?;
    Some((address.to_owned(), Some(format!("mailto:{address}"))))
}

/// The name of a website, or its address; linked when it is one of the web.
fn website(item: &Object<'_>) -> Shown {
    let url = item.text("url")?;
    let name = item.text("url-name").filter(|name| !name.trim().is_empty()).unwrap_or(url);
    Some((name.to_owned(), web_address(url)))
}

fn items<'o, 'a>(person: &'o Object<'a>, list: &str, key: &str) -> impl Iterator<Item = &'o Object<'a>> {
    person.object(list).map_or(&[][..], |list| list.list(key)).iter().filter_map(Value::as_object)
}

fn noted(person: &Object<'_>, list: &str, key: &str, show: impl Fn(&Object<'_>) -> Shown) -> Vec<Noted> {
    let shown = items(person, list, key).filter_map(|item| {
        let (text, href) = show(item)?;
        Some(Noted { text, href, source: Source::of(item) })
    });
    shown.collect()
}

fn identifiers(texts: Texts, person: &Object<'_>) -> Vec<NotedId> {
    let all = items(person, "external-identifiers", "external-identifier");
    all.filter_map(|item| Some(NotedId { id: Identifier::of(texts, item)?, source: Source::of(item) })).collect()
}
