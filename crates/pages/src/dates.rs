//! Dates, for people and for machines.

use byline_i18n::{Day, Texts};
use byline_model::Timestamp;
use byline_model::document::Object;

/// A date for a `time` element.
#[derive(Clone, Debug, PartialEq)]
pub struct Date {
    /// `2019-03`
    pub machine: String,
    /// `March 2019`
    pub text: String,
}

impl Date {
    /// Of a fuzzy date; what is no month or day is left out, so that the page never says "month 13".
    pub fn fuzzy(texts: Texts, date: Option<&Object<'_>>) -> Option<Date> {
        let date = date?;
        let part = |key| date.text(key).and_then(|text| text.trim().parse::<u16>().ok());
        let small = |key, most| part(key).and_then(|it| u8::try_from(it).ok()).filter(|it| (1..=most).contains(it));
        let month = small("month", 12);
        Some(Self::of(texts, Day { year: part("year")?, month, day: month.and_then(|_| small("day", 31)) }))
    }

    /// The day of a moment, in UTC.
    pub fn day(texts: Texts, moment: Timestamp) -> Date {
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

/// `2026-11-25 19:12:33 UTC`, of a moment as it is written in documents (RFC 3339).
pub fn day_and_time(moment: &str) -> String {
    let (day, time) = moment.split_once('T').unwrap_or((moment, ""));
    format!("{day} {} UTC", time.get(..8).unwrap_or(time))
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
}
