//! What stands in the fields of a form: names with dots between the keys of the way to each, as `title.title` or
//! `external-ids.external-id.0.external-id-value`.
//!
//! It comes from a document, or from what was typed; either way the form shows it, and a document is made of it.

use std::collections::BTreeMap;

use byline_accounts::written_orcid;
use byline_model::document::{Object, Value};
use byline_model::shape::{Content, Occurs, Shape};
use byline_model::shapes;
use byline_oauth::Form;

use super::sheets::{Input, Sheet, Widget};

/// Fields that are looked at: a form has fewer.
const MOST_FIELDS: usize = 1000;

/// The parts of an organisation.
pub(crate) const ORGANIZATION: [&str; 6] = [
    "name",
    "address.city",
    "address.region",
    "address.country",
    "disambiguated-organization.disambiguated-organization-identifier",
    "disambiguated-organization.disambiguation-source",
];

/// What stands in each field.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Filled(BTreeMap<String, String>);

impl Filled {
    /// What was typed.
    pub(crate) fn of_form(form: &Form) -> Filled {
        // Lines of text areas end as forms send them.
        let fields = form.iter().take(MOST_FIELDS).map(|(name, value)| (name.to_owned(), value.replace("\r\n", "\n")));
        let mut filled = BTreeMap::new();
        for (name, value) in fields {
            filled.entry(name).or_insert(value);
        }
        Filled(filled)
    }

    /// What a document says, as far as the form has fields for it.
    pub(crate) fn of_document(sheet: &Sheet, document: &Object<'_>) -> Filled {
        let mut filled = Filled::default();
        for input in sheet.inputs {
            filled.read(input, "", document);
        }
        filled
    }

    /// What stands in a field; nothing where there is none.
    pub(crate) fn get(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    pub(crate) fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.0.insert(name.into(), value.into());
    }

    /// All fields, in order of name.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// How many rows a list of this name has.
    pub(crate) fn rows(&self, list: &str, most: usize) -> usize {
        self.get(list).parse().unwrap_or(0).min(most)
    }

    /// One row more, if there may be.
    pub(crate) fn add_row(&mut self, list: &str, most: usize) {
        let rows = self.rows(list, most);
        self.set(list, (rows + 1).min(most).to_string());
    }

    /// Without the row with this number; those behind it move up.
    pub(crate) fn drop_row(&mut self, list: &str, row: usize, most: usize) {
        let rows = self.rows(list, most);
        if row >= rows {
            return;
        }
        let start = format!("{list}.");
        let of_list: Vec<(String, String)> = self.iter_of(&start);
        for (name, value) in of_list {
            self.0.remove(&name);
            let Some((number, rest)) = name[start.len()..].split_once('.') else { continue };
            match number.parse::<usize>() {
                Ok(number) if number < row => self.set(name, value),
                Ok(number) if number > row => self.set(format!("{start}{}.{rest}", number - 1), value),
                _ => {}
            }
        }
        self.set(list, (rows - 1).to_string());
    }

    fn iter_of(&self, start: &str) -> Vec<(String, String)> {
        let all = self.0.range(start.to_owned()..).take_while(|(name, _)| name.starts_with(start));
        all.map(|(name, value)| (name.clone(), value.clone())).collect()
    }

    fn read(&mut self, input: &Input, before: &str, object: &Object<'_>) {
        let name = format!("{before}{}", input.at);
        let path: Vec<&str> = input.at.split('.').collect();
        match input.widget {
            Widget::Date | Widget::Organization(_) => {
                let parts: &[&str] = if matches!(input.widget, Widget::Date) { &DATE } else { &ORGANIZATION };
                for part in parts {
                    let whole: Vec<&str> = path.iter().copied().chain(part.split('.')).collect();
                    self.set(format!("{name}.{part}"), object.at(&whole).as_text().unwrap_or_default());
                }
            }
            Widget::Orcid => {
                let orcid = object.at(&path).as_object();
                let text = orcid.and_then(|it| it.text("path").or_else(|| it.text("uri"))).unwrap_or_default();
                self.set(name, text);
            }
            Widget::Repeat { inputs, .. } => {
                let members = match object.at(&path) {
                    Value::List(members) => members.as_slice(),
                    _ => &[],
                };
                self.set(&name, members.len().to_string());
                for (row, member) in members.iter().filter_map(Value::as_object).enumerate() {
                    self.set(format!("{name}.{row}.{WAS}"), row.to_string());
                    for inner in inputs {
                        self.read(inner, &format!("{name}.{row}."), member);
                    }
                }
            }
            Widget::Line | Widget::Area | Widget::Address | Widget::Pick(_) => {
                self.set(name, object.at(&path).as_text().unwrap_or_default());
            }
        }
    }

    /// The document that this makes of another: what has no field stays.
    pub(crate) fn onto(&self, sheet: &Sheet, present: &Object<'static>, base: &str) -> Object<'static> {
        let mut document = present.clone();
        for input in sheet.inputs {
            self.write(input, "", &mut document, base);
        }
        tidy(&mut document);
        document
    }

    fn write(&self, input: &Input, before: &str, object: &mut Object<'static>, base: &str) {
        let name = format!("{before}{}", input.at);
        match input.widget {
            Widget::Date | Widget::Organization(_) => {
                let parts: &[&str] = if matches!(input.widget, Widget::Date) { &DATE } else { &ORGANIZATION };
                for part in parts {
                    put(object, &format!("{}.{part}", input.at), text(self.get(&format!("{name}.{part}"))));
                }
            }
            Widget::Orcid => put(object, input.at, orcid(self.get(&name), base)),
            Widget::Repeat { inputs, most } => {
                if let Some(members) = self.members(&name, (input.at, inputs, most), object, base) {
                    put(object, input.at, if members.is_empty() { Value::Null } else { Value::List(members) });
                }
            }
            Widget::Address => put(object, input.at, text(&with_scheme(self.get(&name)))),
            Widget::Line | Widget::Area | Widget::Pick(_) => put(object, input.at, text(self.get(&name))),
        }
    }

    /// The rows of a list; `None` for a list that is too long to be edited by hand.
    fn members(
        &self,
        list: &str,
        (at, inputs, most): (&str, &[Input], usize),
        object: &Object<'static>,
        base: &str,
    ) -> Option<Vec<Value<'static>>> {
        let present = match object.at(&at.split('.').collect::<Vec<_>>()) {
            Value::List(members) => members.as_slice(),
            _ => &[],
        };
        let shape = member_shape(object.shape(), at).filter(|_| present.len() <= most)?;
        let rows = (0..self.rows(list, most)).map(|row| {
            let before = format!("{list}.{row}.");
            let was = self.get(&format!("{before}{WAS}")).parse().ok().and_then(|was: usize| present.get(was));
            let mut member = was.and_then(Value::as_object).cloned().unwrap_or_else(|| Object::new(shape));
            for input in inputs {
                self.write(input, &before, &mut member, base);
            }
            Value::Object(member)
        });
        Some(rows.collect())
    }

    /// Without rows in which nothing was typed, so that rows and members of the document have the same numbers.
    pub(crate) fn compact(&mut self, sheet: &Sheet) {
        for input in sheet.inputs {
            let Widget::Repeat { inputs, most } = input.widget else { continue };
            for row in (0..self.rows(input.at, most)).rev() {
                let is_empty = |inner: &Input| self.get(&format!("{}.{row}.{}", input.at, inner.at)).trim().is_empty();
                if inputs.iter().all(is_empty) {
                    self.drop_row(input.at, row, most);
                }
            }
        }
    }
}

/// The field of a row that says which member of the list it was.
const WAS: &str = "was";
pub(crate) const DATE: [&str; 3] = ["year", "month", "day"];

fn text(typed: &str) -> Value<'static> {
    match typed.trim() {
        "" => Value::Null,
        text => text.to_owned().into(),
    }
}

/// An address of the web that was written without its beginning is one of today (`registry` 8).
pub(crate) fn with_scheme(typed: &str) -> String {
    match typed.trim() {
        "" => String::new(),
        text if text.contains("://") || text.contains(':') && !text.contains('.') => text.to_owned(),
        text => format!("https://{text}"),
    }
}

/// An iD in all forms that a document has of it; what is none stays as it was typed.
fn orcid(typed: &str, base: &str) -> Value<'static> {
    let id = Object::new(&shapes::ORCID_ID);
    match (written_orcid(typed), typed.trim()) {
        (_, "") => Value::Null,
        (Some(orcid), _) => {
            let host = base.split_once("://").map_or(base, |(_, host)| host);
            let id = id.with("uri", format!("{base}/{orcid}")).with("path", orcid.to_string());
            id.with("host", host.to_owned()).into()
        }
        (None, typed) => id.with("path", typed.to_owned()).into(),
    }
}

/// Puts a value at the end of a way, and objects along it.
fn put(object: &mut Object<'static>, at: &str, value: Value<'static>) {
    let Some((key, rest)) = at.split_once('.') else {
        object.set(at, value);
        return;
    };
    let Some(Content::Object(shape)) = content(object.shape(), key) else { return };
    let Some(slot) = object.get_mut(key) else { return };
    if !matches!(slot, Value::Object(_)) {
        *slot = Value::Object(Object::new(shape));
    }
    if let Value::Object(inner) = slot {
        put(inner, rest, value);
    }
}

fn content(shape: &'static Shape, key: &str) -> Option<Content> {
    shape.position(key).map(|position| shape.fields[position].content)
}

/// The shape of the members of a list.
fn member_shape(shape: &'static Shape, at: &str) -> Option<&'static Shape> {
    let (key, rest) = at.split_once('.').map_or((at, None), |(key, rest)| (key, Some(rest)));
    match (content(shape, key)?, rest) {
        (Content::Object(inner), None) => Some(inner),
        (Content::Object(inner), Some(rest)) => member_shape(inner, rest),
        _ => None,
    }
}

/// Takes away objects in which nothing stands, and puts those that have to be there; says whether nothing is left.
fn tidy(object: &mut Object<'static>) -> bool {
    let shape = object.shape();
    for slot in object.slots_mut() {
        match slot {
            Value::Object(inner) => {
                let nothing_is_left = tidy(inner);
                if nothing_is_left {
                    *slot = Value::Null;
                }
            }
            Value::List(members) => members.iter_mut().for_each(|member| {
                if let Value::Object(inner) = member {
                    tidy(inner);
                }
            }),
            _ => {}
        }
    }
    if object.slots().iter().all(Value::is_null) {
        return true;
    }
    for (field, slot) in shape.fields.iter().zip(object.slots_mut()) {
        if let (Occurs::Required, Content::Object(inner), true) = (field.occurs, field.content, slot.is_null()) {
            *slot = Object::new(inner).into();
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use byline_model::ItemKind;

    use super::*;

    const BASE: &str = "https://reg.example";

    fn sheet(kind: ItemKind) -> &'static Sheet {
        Sheet::of(kind).expect("people write it")
    }

    fn filled(fields: &[(&str, &str)]) -> Filled {
        Filled::of_form(&fields.iter().copied().collect())
    }

    #[test]
    fn a_document_survives_its_form() {
        let typed = filled(&[
            ("type", "book"),
            ("title.title", " Fog "),
            ("publication-date.year", "2024"),
            ("publication-date.month", "05"),
            ("external-ids.external-id", "1"),
            ("external-ids.external-id.0.external-id-type", "doi"),
            ("external-ids.external-id.0.external-id-value", "10.5/a"),
            ("external-ids.external-id.0.external-id-relationship", "self"),
            ("contributors.contributor", "1"),
            ("contributors.contributor.0.credit-name", "Ada"),
            ("contributors.contributor.0.contributor-orcid", "https://reg.example/0000-0002-1825-0097"),
            ("country.value", "FR"),
        ]);
        let work = sheet(ItemKind::Work);
        let document = typed.onto(work, &Object::new(&shapes::WORK), BASE);
        assert_eq!(document.at(&["title", "title"]).as_text(), Some("Fog"));
        assert!(document.get("citation").is_null() && document.at(&["title", "translated-title"]).is_null());
        let contributor =
            document.object("contributors").expect("one").list("contributor")[0].as_object().expect("one");
        assert_eq!(contributor.at(&["contributor-orcid", "path"]).as_text(), Some("0000-0002-1825-0097"));
        let again = Filled::of_document(work, &document);
        assert_eq!(again.onto(work, &document, BASE), document);
        assert_eq!(again.get("publication-date.month"), "05");
    }

    #[test]
    fn what_has_no_field_stays() {
        let member =
            Object::new(&shapes::WORK_CONTRIBUTOR).with("credit-name", "Ada").with("contributor-email", "a@b.c");
        let members = vec![member.clone().into(), member.with("credit-name", "Bob").into()];
        let contributors = Object::new(&shapes::WORK_CONTRIBUTORS).with("contributor", members);
        let title = Object::new(&shapes::FULL_TITLE).with("title", "Fog");
        let document = Object::new(&shapes::WORK).with("title", title).with("contributors", contributors);
        let work = sheet(ItemKind::Work);
        let mut form = Filled::of_document(work, &document);
        form.drop_row("contributors.contributor", 0, 50);
        let kept = form.onto(work, &document, BASE);
        let list = kept.object("contributors").expect("they are there").list("contributor");
        let only = list[0].as_object().expect("Bob");
        assert_eq!(
            (list.len(), only.text("credit-name"), only.text("contributor-email")),
            (1, Some("Bob"), Some("a@b.c"))
        );
        // More than people edit by hand.
        let many = vec![list[0].clone(); 51];
        let contributors = Object::new(&shapes::WORK_CONTRIBUTORS).with("contributor", many);
        let document = document.with("contributors", contributors);
        let form = Filled::of_document(work, &document);
        assert_eq!(form.onto(work, &document, BASE), document);
    }

    #[test]
    fn rows_are_added_dropped_and_closed_up() {
        let list = "external-ids.external-id";
        let mut form = filled(&[(list, "3")]);
        for row in 0..3 {
            form.set(format!("{list}.{row}.external-id-value"), if row == 1 { String::new() } else { row.to_string() });
        }
        form.compact(sheet(ItemKind::Work));
        assert_eq!((form.rows(list, 50), form.get(&format!("{list}.1.external-id-value"))), (2, "2"));
        form.add_row(list, 50);
        form.drop_row(list, 9, 50);
        assert_eq!(form.rows(list, 50), 3);
        form.add_row(list, 3);
        assert_eq!((form.rows(list, 3), filled(&[(list, "999999999")]).rows(list, 50)), (3, 50));
    }

    #[test]
    fn what_has_to_be_there_is_there_though_empty() {
        let form = filled(&[("organization.name", "The mill")]);
        let document = form.onto(sheet(ItemKind::Service), &Object::new(&shapes::SERVICE), BASE);
        assert!(document.at(&["organization", "address"]).as_object().is_some());
        assert!(document.at(&["organization", "disambiguated-organization"]).is_null());
        let nothing = Filled::default().onto(sheet(ItemKind::Service), &Object::new(&shapes::SERVICE), BASE);
        assert!(nothing.get("organization").is_null());
    }

    #[test]
    fn addresses_are_those_of_the_web() {
        for (typed, read) in
            [("a.example/x", "https://a.example/x"), (" http://a.example ", "http://a.example"), ("", "")]
        {
            assert_eq!(with_scheme(typed), read);
        }
        assert_eq!(with_scheme("javascript:alert(1)"), "javascript:alert(1)");
    }
}
