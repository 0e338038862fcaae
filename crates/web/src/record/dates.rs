//! Dates, for people and for machines.

use byline_model::Timestamp;
use byline_model::document::Object;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

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
    pub(crate) fn fuzzy(date: Option<&Object<'_>>) -> Option<Date> {
        let date = date?;
        let part = |key| date.text(key).and_then(|text| text.trim().parse::<usize>().ok());
        let year = part("year")?;
        let month = part("month").filter(|it| (1..=12).contains(it));
        let day = month.and_then(|_| part("day")).filter(|it| (1..=31).contains(it));
        Some(Self::of(year, month, day))
    }

    /// The day of a moment, in UTC.
    pub(crate) fn day(moment: Timestamp) -> Date {
        let (year, month, day) = moment.date();
        Self::of(usize::try_from(year).unwrap_or_default(), Some(usize::from(month)), Some(usize::from(day)))
    }

    fn of(year: usize, month: Option<usize>, day: Option<usize>) -> Date {
        match (month, day) {
            (Some(month), Some(day)) => Date {
                machine: format!("{year:04}-{month:02}-{day:02}"),
                text: format!("{day} {} {year}", MONTHS[month - 1]),
            },
            (Some(month), None) => {
                Date { machine: format!("{year:04}-{month:02}"), text: format!("{} {year}", MONTHS[month - 1]) }
            }
            (None, _) => Date { machine: format!("{year:04}"), text: year.to_string() },
        }
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
    pub(crate) fn of(summary: &Object<'_>) -> Span {
        let start = Date::fuzzy(summary.object("start-date"));
        let end = Date::fuzzy(summary.object("end-date"));
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
        Date::fuzzy(Some(&date)).map(|date| format!("{} = {}", date.machine, date.text))
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
        assert_eq!(Date::fuzzy(None), None);
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
