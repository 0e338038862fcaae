//! Spans of time, for people.

use byline_i18n::Texts;
use byline_model::document::Object;
use byline_pages::{Date, Markup, Said};

/// From when until when.
#[derive(Clone, Debug, PartialEq, Default)]
pub(crate) struct Span {
    pub(crate) start: Option<Date>,
    pub(crate) end: Option<Date>,
    /// Started, and not over as far as anybody said.
    pub(crate) current: bool,
}

impl Span {
    /// From the fields that affiliations, fundings and proposals share.
    pub(crate) fn of(texts: Texts, summary: &Object<'_>) -> Span {
        let start = Date::fuzzy(texts, summary.object("start-date"));
        let end = Date::fuzzy(texts, summary.object("end-date"));
        let current = start.is_some() && end.is_none();
        Span { start, end, current }
    }

    /// A single date.
    pub(crate) fn on(date: Option<Date>) -> Span {
        Span { start: date, end: None, current: false }
    }

    pub(crate) fn is_known(&self) -> bool {
        self.start.is_some() || self.end.is_some()
    }

    /// The dates in words; nothing when none is known.
    pub(crate) fn said(&self, texts: Texts) -> Option<Said> {
        let say = |key| Markup::of(texts, key);
        let markup = match (&self.start, &self.end) {
            (Some(start), Some(end)) => say("span-from-to").date("start", start).date("end", end),
            (Some(start), None) if self.current => say("span-current").date("start", start),
            (Some(start), None) => return Some(Said::date(start)),
            (None, Some(end)) => say("span-until").date("end", end),
            (None, None) => return None,
        };
        Some(markup.into())
    }

    /// Current ones first, then what ended last; the undated last. What has one date ended on it.
    pub(crate) fn recency(&self) -> (bool, &str, &str) {
        let start = self.start.as_ref().map_or("", |it| it.machine.as_str());
        let end = self.end.as_ref().map_or(if self.current { "" } else { start }, |it| it.machine.as_str());
        (self.current, end, start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_on_comes_before_what_is_over() {
        let date = |machine: &str| Some(Date { machine: machine.into(), text: machine.into() });
        let over = Span { start: date("2001"), end: date("2020-05"), current: false };
        let current = Span { start: date("1999"), end: None, current: true };
        assert!(current.recency() > over.recency());
        assert!(over.recency() > Span::default().recency());
    }
}
