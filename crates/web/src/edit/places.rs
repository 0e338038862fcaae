//! The fields of a form in their order, and which of them a fault is about.

use byline_accounts::written_orcid;
use byline_i18n::Texts;
use byline_model::rules::{Breach, Rule, Step};
use byline_pages::{Problems, web_address};
use byline_registry::{Fault, How};

use super::filled::{DATE, Filled, ORGANIZATION, with_scheme};
use super::sheets::{Input, Sheet, Widget};

/// A single field.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// Its name in the form, and its id in the page.
    pub(crate) id: String,
    pub(crate) label: &'static str,
    sort: Sort,
}

/// What is looked at before a document is made of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sort {
    Any,
    Address,
    Orcid,
}

/// All fields that are there for what is filled in.
pub(crate) fn of(sheet: &Sheet, filled: &Filled) -> Vec<Place> {
    let mut places = Vec::new();
    for input in sheet.inputs {
        add(&mut places, input, "", filled);
    }
    places
}

fn add(places: &mut Vec<Place>, input: &Input, before: &str, filled: &Filled) {
    let id = format!("{before}{}", input.at);
    let place = |id: String, label: &'static str, sort: Sort| Place { id, label, sort };
    match input.widget {
        Widget::Line | Widget::Area | Widget::Pick(_) => places.push(place(id, input.label, Sort::Any)),
        Widget::Address => places.push(place(id, input.label, Sort::Address)),
        Widget::Orcid => places.push(place(id, input.label, Sort::Orcid)),
        Widget::Date => {
            places.extend(DATE.iter().map(|part| place(format!("{id}.{part}"), input.label, Sort::Any)));
        }
        Widget::Organization(_) => {
            let labels = [input.label, "field-city", "field-region", "kind-address"];
            let parts = ORGANIZATION.iter().zip(labels);
            places.extend(parts.map(|(part, label)| place(format!("{id}.{part}"), label, Sort::Any)));
        }
        Widget::Repeat { inputs, most } => {
            for row in 0..filled.rows(&id, most) {
                for inner in inputs {
                    add(places, inner, &format!("{id}.{row}."), filled);
                }
            }
            // What is about all of them is at the button that adds one.
            places.push(place(id, input.label, Sort::Any));
        }
    }
}

/// What to say of everything that is wrong, in the order of the form, once for each field.
pub(crate) fn problems(texts: Texts, sheet: &Sheet, filled: &Filled, faults: &[Fault]) -> Problems {
    let places = of(sheet, filled);
    let label = |at: usize| texts.text(places[at].label).into_owned();
    let mut found: Vec<(usize, String)> = Vec::new();
    for (at, place) in places.iter().enumerate() {
        let typed = filled.get(&place.id).trim();
        let key = match place.sort {
            Sort::Address if !typed.is_empty() && web_address(&with_scheme(typed)).is_none() => "fault-url",
            Sort::Orcid if !typed.is_empty() && written_orcid(typed).is_none() => "fault-orcid",
            _ => continue,
        };
        found.push((at, texts.say(key).with("field", label(at)).to_string()));
    }
    for fault in faults {
        let Some(at) = position(&places, fault.steps()) else {
            found.push((usize::MAX, texts.text("fault-form").into_owned()));
            continue;
        };
        if !found.iter().any(|(known, _)| *known == at) {
            found.push((at, said(texts, fault, label(at))));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().fold(Problems::none(), |problems, (at, text)| {
        problems.with(places.get(at).map_or_else(String::new, |place| place.id.clone()), text)
    })
}

/// The field at a place of the document; else the one that the place is in, or the first that is in the place.
fn position(places: &[Place], steps: &[Step]) -> Option<usize> {
    let parts = steps.iter().map(|step| match step {
        Step::Key(key) => (*key).to_owned(),
        Step::Index(index) => index.to_string(),
    });
    let wanted = parts.collect::<Vec<_>>().join(".");
    let is_in = |inner: &str, outer: &str| inner.strip_prefix(outer).is_some_and(|rest| rest.starts_with('.'));
    let mut around: Vec<usize> = (0..places.len()).filter(|at| is_in(&wanted, &places[*at].id)).collect();
    around.sort_by_key(|at| std::cmp::Reverse(places[*at].id.len()));
    let exact = places.iter().position(|place| place.id == wanted);
    exact.or(around.first().copied()).or_else(|| places.iter().position(|place| is_in(&place.id, &wanted)))
}

fn said(texts: Texts, fault: &Fault, label: String) -> String {
    let (key, count) = match fault {
        Fault::Misfit(misfit) => of_schema(misfit.how, misfit.steps.last()),
        Fault::Breach(breach) => of_rule(breach),
    };
    texts.say(key).with("field", label).count("count", count).to_string()
}

fn of_schema(how: How, last: Option<&Step>) -> (&'static str, usize) {
    let key = match (how, last) {
        (How::Missing | How::Blank, _) => "fault-missing",
        (How::TooLong { most }, _) => return ("fault-long", most),
        (How::Unlisted, _) => "fault-list",
        (How::OutOf { .. } | How::Malformed, Some(Step::Key("year"))) => "fault-year",
        (How::OutOf { .. } | How::Together(_), _) => "fault-date",
        (How::Malformed, Some(Step::Key("uri" | "path"))) => "fault-orcid",
        (How::Malformed, Some(Step::Key("url" | "external-id-url"))) => "fault-url",
        (How::Malformed | How::Number, _) => "fault-other",
    };
    (key, 0)
}

fn of_rule(breach: &Breach) -> (&'static str, usize) {
    let last = breach.at.steps.last();
    let is_amount = breach.at.steps.contains(&Step::Key("amount"));
    let key = match breach.rule {
        Rule::Content | Rule::Title if breach.most.is_some() => return ("fault-long", breach.most.unwrap_or_default()),
        Rule::Content if last == Some(&Step::Key("external-id-type")) => "fault-funded",
        Rule::Content
            if last.is_some_and(|it| matches!(it, Step::Key("start-date" | "end-date" | "publication-date"))) =>
        {
            "fault-date"
        }
        Rule::Content if is_amount => "fault-amount",
        Rule::Amount => "fault-amount",
        Rule::ExternalId if last == Some(&Step::Key("external-id")) => "fault-self",
        Rule::Title
        | Rule::ExternalId
        | Rule::Content
        | Rule::OrganizationMissing
        | Rule::CityAndCountry
        | Rule::CountryMissing
        | Rule::OrganizationOrExternalId => "fault-missing",
        Rule::Enumeration | Rule::ContributorRole => "fault-list",
        Rule::Date => "fault-date",
        Rule::StartMissing => "fault-start",
        Rule::Order => "fault-order",
        Rule::OrganizationId => "fault-organization",
        Rule::PutCodeGiven | Rule::VisibilityChanged => "fault-other",
    };
    (key, 0)
}
