//! The rows of a form as a page shows them.

use std::borrow::Cow;

use byline_i18n::Texts;
use byline_model::enums::{self, Enumeration};
use byline_model::external_id;
use byline_pages::{Problems, labels};

use super::filled::{DATE, Filled, ORGANIZATION};
use super::lookup::{Found, found_name};
use super::sheets::{Input, Pick, Sheet, Widget};

/// A row.
pub(crate) struct Row {
    /// Name of the field, and its id.
    pub(crate) id: String,
    pub(crate) label: Cow<'static, str>,
    pub(crate) hint: Option<Cow<'static, str>>,
    pub(crate) needed: bool,
    pub(crate) problem: Option<String>,
    pub(crate) control: Control,
}

impl Row {
    /// The ids of what says more about the field.
    pub(crate) fn described(&self) -> Option<String> {
        let hint = self.hint.as_ref().map(|_| format!("{}-hint", self.id));
        let problem = self.problem.as_ref().map(|_| format!("{}-error", self.id));
        let both: Vec<String> = hint.into_iter().chain(problem).collect();
        (!both.is_empty()).then(|| both.join(" "))
    }
}

pub(crate) enum Control {
    Line { value: String, is_address: bool },
    Area { value: String },
    Pick { groups: Vec<Group> },
    Date { year: String, month: Vec<Choice>, day: Vec<Choice> },
    Organization(Box<Organization>),
    Repeat(Repeat),
}

/// Choices that belong together, under a name if they have one.
pub(crate) struct Group {
    pub(crate) label: Option<Cow<'static, str>>,
    pub(crate) choices: Vec<Choice>,
}

pub(crate) struct Choice {
    pub(crate) value: Cow<'static, str>,
    pub(crate) label: String,
    pub(crate) selected: bool,
}

/// An organisation: one that is known, or what was typed.
pub(crate) struct Organization {
    /// What it is called, where it is and which one it is.
    pub(crate) chosen: Option<String>,
    /// Name and place of each part, for one that is chosen.
    pub(crate) hidden: Vec<(String, String)>,
    pub(crate) name: Row,
    pub(crate) place: Vec<Row>,
    /// What the look-up found.
    pub(crate) found: Option<Vec<(String, String)>>,
}

/// Rows of the same.
pub(crate) struct Repeat {
    /// So many, as they were sent.
    pub(crate) count: usize,
    pub(crate) members: Vec<Member>,
    /// There are more than are edited by hand.
    pub(crate) kept: bool,
    pub(crate) can_grow: bool,
}

pub(crate) struct Member {
    /// `Identifier 2`
    pub(crate) legend: String,
    pub(crate) number: usize,
    /// Which member of the list it was.
    pub(crate) was: (String, String),
    pub(crate) rows: Vec<Row>,
}

/// What the rows of a form are made from.
pub(crate) struct Maker<'a> {
    pub(crate) texts: Texts,
    pub(crate) filled: &'a Filled,
    pub(crate) problems: &'a Problems,
    pub(crate) found: Option<&'a Found>,
}

impl Maker<'_> {
    pub(crate) fn rows(&self, sheet: &Sheet) -> Vec<Row> {
        sheet.inputs.iter().map(|input| self.row(input, "")).collect()
    }

    fn row(&self, input: &Input, before: &str) -> Row {
        let id = format!("{before}{}", input.at);
        let control = match input.widget {
            Widget::Line | Widget::Orcid => Control::Line { value: self.value(&id), is_address: false },
            Widget::Address => Control::Line { value: self.value(&id), is_address: true },
            Widget::Area => Control::Area { value: self.value(&id) },
            Widget::Pick(pick) => Control::Pick { groups: self.groups(pick, self.filled.get(&id)) },
            Widget::Date => self.date(&id),
            Widget::Organization(_) => Control::Organization(Box::new(self.organization(input, &id))),
            Widget::Repeat { inputs, most } => Control::Repeat(self.repeat(input, (&id, inputs, most))),
        };
        let problem = match input.widget {
            Widget::Date => DATE.iter().find_map(|part| self.problems.of(&format!("{id}.{part}"))),
            Widget::Organization(_) => None,
            _ => self.problems.of(&id),
        };
        let problem = problem.map(str::to_owned);
        self.made(id, input.label, (input.hint, input.needed), problem, control)
    }

    fn made(
        &self,
        id: String,
        label: &'static str,
        (hint, needed): (Option<&'static str>, bool),
        problem: Option<String>,
        control: Control,
    ) -> Row {
        Row { id, label: self.texts.text(label), hint: hint.map(|it| self.texts.text(it)), needed, problem, control }
    }

    fn value(&self, id: &str) -> String {
        self.filled.get(id).to_owned()
    }

    fn date(&self, id: &str) -> Control {
        let part = |part: &str, last: u8| {
            let chosen = self.filled.get(&format!("{id}.{part}")).trim().to_owned();
            (1..=last).map(move |number| {
                let value = format!("{number:02}");
                Choice { selected: value == chosen, label: number.to_string(), value: value.into() }
            })
        };
        Control::Date {
            year: self.value(&format!("{id}.year")),
            month: part("month", 12).collect(),
            day: part("day", 31).collect(),
        }
    }

    fn organization(&self, input: &Input, id: &str) -> Organization {
        let part = |part: &str| format!("{id}.{part}");
        let line = |at: &str, label: &'static str, needed: bool| {
            let id = part(at);
            let control = Control::Line { value: self.value(&id), is_address: false };
            let problem = self.problems.of(&id).map(str::to_owned);
            self.made(id, label, (None, needed), problem, control)
        };
        let country = {
            let id = part("address.country");
            let control = Control::Pick { groups: self.groups(Pick::Country, self.filled.get(&id)) };
            let problem = self.problems.of(&id).map(str::to_owned);
            self.made(id, "kind-address", (None, false), problem, control)
        };
        let hidden: Vec<(String, String)> = ORGANIZATION
            .iter()
            .map(|it| (part(it), self.value(&part(it))))
            .filter(|(_, value)| !value.is_empty())
            .collect();
        let identifier = self.filled.get(&part(ORGANIZATION[4]));
        let chosen = (!identifier.is_empty()).then(|| found_name(self.texts, self.filled, id));
        Organization {
            chosen,
            hidden,
            name: line("name", input.label, input.needed),
            place: vec![
                line("address.city", "field-city", false),
                line("address.region", "field-region", false),
                country,
            ],
            found: self.found.filter(|found| found.at == id).map(|found| found.choices(self.texts)),
        }
    }

    fn repeat(&self, input: &Input, (id, inputs, most): (&str, &[Input], usize)) -> Repeat {
        let count = self.filled.get(id).parse().unwrap_or(0);
        let kept = count > most;
        let shown = if kept { 0 } else { count };
        let name = self.texts.text(input.label);
        let member = |number: usize| {
            let before = format!("{id}.{number}.");
            let was = format!("{before}was");
            Member {
                legend: format!("{name} {}", number + 1),
                number,
                was: (was.clone(), self.value(&was)),
                rows: inputs.iter().map(|inner| self.row(inner, &before)).collect(),
            }
        };
        Repeat { count, members: (0..shown).map(member).collect(), kept, can_grow: !kept && count < most }
    }

    fn groups(&self, pick: Pick, chosen: &str) -> Vec<Group> {
        let texts = self.texts;
        let choice =
            |value: &'static str, label: String| Choice { selected: value == chosen, value: value.into(), label };
        let listed = |list: &Enumeration, label: &dyn Fn(&str) -> String| {
            list.values.iter().map(|value| choice(value, label(value))).collect::<Vec<_>>()
        };
        let by_name = |mut choices: Vec<Choice>| {
            choices.sort_by_cached_key(|it| it.label.to_lowercase());
            choices
        };
        let name = |list: &'static str| move |value: &str| labels::name(texts, list, value);
        let choices = match pick {
            Pick::Country => by_name(listed(&enums::COUNTRY, &|code| texts.country(code).into_owned())),
            Pick::Language => by_name(listed(&enums::LANGUAGE_CODE, &name("language"))),
            Pick::Currency => listed(&enums::CURRENCY, &str::to_owned),
            Pick::FundingType => listed(&enums::FUNDING_TYPE, &name("funding-type")),
            Pick::CitationType => listed(&enums::CITATION_TYPE, &name("citation-type")),
            Pick::Relationship => {
                let order = ["self", "part-of", "version-of", "funded-by"];
                order.into_iter().map(|value| choice(value, labels::name(texts, "relation", value))).collect()
            }
            Pick::IdentifierType => by_name(
                external_id::IDENTIFIER_TYPES
                    .iter()
                    .map(|it| choice(it.api_name, labels::identifier_type(texts, it.api_name)))
                    .collect(),
            ),
            Pick::ContributorRole => {
                listed(&enums::CONTRIBUTOR_ROLE_WORK, &|role| labels::name(texts, "role", last_word(role)))
            }
            Pick::WorkType => {
                let popular = POPULAR.iter().map(|value| choice(value, labels::name(texts, "work-type", value)));
                let others =
                    enums::WORK_TYPE.values.iter().filter(|it| !POPULAR.contains(it) && !UNOFFERED.contains(it));
                let kept = UNOFFERED.iter().filter(|it| **it == chosen);
                let others = others.chain(kept).map(|value| choice(value, labels::name(texts, "work-type", value)));
                return vec![
                    Group { label: Some(texts.text("work-types-popular")), choices: popular.collect() },
                    Group { label: Some(texts.text("work-types-all")), choices: by_name(others.collect()) },
                ];
            }
        };
        // What came from elsewhere and is on no list is not lost by being edited.
        let unknown = !chosen.is_empty() && !choices.iter().any(|it| it.selected);
        let kept =
            unknown.then(|| Choice { value: chosen.to_owned().into(), label: chosen.to_owned(), selected: true });
        vec![Group { label: None, choices: choices.into_iter().chain(kept).collect() }]
    }
}

/// `conceptualization` of a URI, and what is none as it is.
fn last_word(role: &str) -> &str {
    role.trim_end_matches('/').rsplit('/').next().unwrap_or(role)
}

/// Offered first (`registry` 11.2).
const POPULAR: [&str; 3] = ["journal-article", "conference-paper", "book-chapter"];
/// Accepted and shown, and not offered (`registry` 11.2).
const UNOFFERED: [&str; 9] = [
    "conference-abstract",
    "edited-book",
    "manual",
    "newsletter-article",
    "test",
    "disclosure",
    "spin-off-company",
    "technical-standard",
    "undefined",
];

#[cfg(test)]
mod tests {
    use super::*;
    use byline_i18n::Locale;

    #[test]
    fn every_choice_has_words_and_what_is_chosen_is_there() {
        let (filled, problems) = (Filled::default(), Problems::none());
        let maker = Maker { texts: Texts::of(Locale::En), filled: &filled, problems: &problems, found: None };
        let picks = [
            (Pick::Country, "FR"),
            (Pick::Language, "de"),
            (Pick::Currency, "EUR"),
            (Pick::WorkType, "manual"),
            (Pick::FundingType, "grant"),
            (Pick::CitationType, "bibtex"),
            (Pick::IdentifierType, "doi"),
            (Pick::Relationship, "self"),
            (Pick::ContributorRole, "http://credit.niso.org/contributor-roles/software/"),
            (Pick::Language, "tlh"),
        ];
        for (pick, chosen) in picks {
            let groups = maker.groups(pick, chosen);
            let choices: Vec<&Choice> = groups.iter().flat_map(|group| &group.choices).collect();
            assert_eq!(choices.iter().filter(|it| it.selected).count(), 1, "{pick:?} {chosen}");
            let bare: Vec<_> = choices.iter().filter(|it| it.label == it.value && it.value.len() > 3).collect();
            assert!(bare.is_empty(), "{pick:?}: {:?}", bare.iter().map(|it| &it.value).collect::<Vec<_>>());
        }
    }
}
