//! Dates, for people and for machines.

use byline_i18n::{Day, Texts};
use byline_model::Timestamp;
use byline_model::document::Object;

use crate::markup::{Markup, Said};

/// A date for a `time` element.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Date {
    /// `2019-03`
    pub(crate) machine: String,
    /// `March 2019`
    pub(crate) text: String,
}

impl Date {
    /// Of a fuzzy date; what is no month or day is left out, so that the page never says "month 13".
    pub(crate) fn fuzzy(texts: Texts, date: Option<&Object<'_>>) -> Option<Date> {
        let date = date?;
        let part = |key| date.text(key).and_then(|text| text.trim().parse::<u16>().ok());
        let small = |key, most| part(key).and_then(|it| u8::try_from(it).ok()).filter(|it| (1..=most).contains(it));
        let month = small("month", 12);
        Some(Self::of(texts, Day { year: part("year")?, month, day: month.and_then(|_| small("day", 31)) }))
    }

    /// The day of a moment, in UTC.
    pub(crate) fn day(texts: Texts, moment: Timestamp) -> Date {
        let (year, month, day) = moment.date();
        Self::of(texts, Day { year: u16::try_from(year).unwrap_or_default(), month: Some(month), day: Some(day) })
    }

    fn of(texts: Texts, day: Day) -> Date {
        let machine = match (day.month, day.day) {
            (Some(month), Some(date)) => format!("{:04}-{month:02}-{date:02}", day.year),
            (Some(month), None) => format!("{:04}-{month:02}", day.year),
            (None, _) => format!("{:04}", day.year),
        };
        Date { machine, text: texts.day(day) }
    }
}

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
    use byline_model::shapes::FUZZY_DATE;

    fn fuzzy(year: &str, month: Option<&str>, day: Option<&str>) -> Option<String> {
        let mut date = Object::new(&FUZZY_DATE).with("year", year.to_owned());
        date.set("month", month.map(str::to_owned)).set("day", day.map(str::to_owned));
        Date::fuzzy(Texts::default(), Some(&date)).map(|date| format!("{} = {}", date.machine, date.text))
    }

    #[test]
    fn dates_say_what_is_known() {
        assert_eq!(fuzzy("2019", None, None).as_deref(), Some("2019 = 2019"));
        assert_eq!(fuzzy("2019", Some("03"), None).as_deref(), Some("2019-03 = March 2019"));
        assert_eq!(fuzzy("2019", Some("3"), Some("9")).as_deref(), Some("2019-03-09 = 9 March 2019"));
    }

    #[test]
    fn what_is_no_date_is_not_shown_as_one() {
        assert_eq!(fuzzy("2019", Some("13"), Some("01")).as_deref(), Some("2019 = 2019"));
        assert_eq!(fuzzy("soon", None, None), None);
        assert_eq!(Date::fuzzy(Texts::default(), None), None);
    }

    #[test]
    fn what_goes_on_comes_before_what_is_over() {
        let date = |machine: &str| Some(Date { machine: machine.into(), text: machine.into() });
        let over = Span { start: date("2001"), end: date("2020-05"), current: false };
        let current = Span { start: date("1999"), end: None, current: true };
        assert!(current.recency() > over.recency());
        assert!(over.recency() > Span::default().recency());
    }
}
