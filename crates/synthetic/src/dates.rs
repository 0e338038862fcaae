//! When people registered, and the dates that items carry.

use byline_model::Timestamp;

use crate::body::Body;
use crate::rng::Rng;

/// A day in milliseconds.
pub const DAY: i64 = 86_400_000;
const YEAR_DAYS: i64 = 365;

/// Records created per year, in thousands (`platform` 8; 2024 and later by the growth that is told there).
const CREATED: &[(i64, f64)] = &[
    (2012, 43.7),
    (2013, 420.8),
    (2014, 584.1),
    (2015, 731.3),
    (2016, 1021.2),
    (2017, 1343.6),
    (2018, 1546.8),
    (2019, 1959.2),
    (2020, 2598.7),
    (2021, 2659.9),
    (2022, 2748.9),
    (2023, 2975.2),
    (2024, 3216.9),
    (2025, 4000.0),
];
/// Of each year after these.
const LATER: f64 = 4500.0;
/// The share of records that changed in the last year.
pub const RECENTLY_MODIFIED: f64 = 0.35;

/// The registry's years up to a moment.
#[derive(Clone, Debug)]
pub struct Calendar {
    /// Where each year, or the part of it that is over, begins, how many days it has, and its weight.
    years: Vec<(i64, i64, f64)>,
    end: i64,
    /// Among records that were not created in the last year, those that changed in it.
    touched: f64,
}

impl Calendar {
    /// `None` before the registry was a year old.
    pub fn until(as_of: Timestamp) -> Option<Self> {
        let end = as_of.millis();
        let last = as_of.date().0;
        let mut years = Vec::new();
        for year in CREATED[0].0..=last {
            let start = first_day(year);
            let days = (first_day(year + 1) - start) / DAY;
            let whole = CREATED.iter().find(|(it, _)| *it == year).map_or(LATER, |(_, weight)| *weight);
            let over = ((end - start) / DAY).clamp(0, days);
            if over > 0 {
                years.push((start, over, whole * over as f64 / days as f64));
            }
        }
        if last <= CREATED[0].0 {
            return None;
        }
        let all: f64 = years.iter().map(|it| it.2).sum();
        let year_ago = end - YEAR_DAYS * DAY;
        let new: f64 = years
            .iter()
            .map(|(start, days, weight)| {
                let within = (start + days * DAY - year_ago.max(*start)).max(0) as f64 / (days * DAY) as f64;
                weight * within.min(1.0)
            })
            .sum();
        let new = new / all;
        Some(Calendar { years, end, touched: ((RECENTLY_MODIFIED - new) / (1.0 - new)).max(0.0) })
    }

    /// When a record was created and when it last changed.
    pub fn life(&self, rng: &mut Rng) -> (i64, i64) {
        let created = self.created(rng);
        let year_ago = self.end - YEAR_DAYS * DAY;
        let soon = rng.exponential(30.0 * DAY as f64 / std::f64::consts::LN_2) as i64;
        let modified = if created >= year_ago {
            (created + soon).min(self.end - 1)
        } else if rng.chance(self.touched) {
            year_ago + rng.below((self.end - year_ago) as u64) as i64
        } else {
            (created + soon).min(year_ago - 1)
        };
        (created, modified.max(created))
    }

    fn created(&self, rng: &mut Rng) -> i64 {
        let all: f64 = self.years.iter().map(|it| it.2).sum();
        let mut left = rng.unit() * all;
        let within = self.years.iter().find(|(_, _, weight)| {
            left -= weight;
            left < 0.0
        });
        let (start, days, _) = within.unwrap_or(&self.years[self.years.len() - 1]);
        loop {
            let day = start + rng.below(*days as u64) as i64 * DAY;
            // The first of January 1970 was a Thursday. Weekdays count double.
            let weekend = matches!((day.div_euclid(DAY) + 4).rem_euclid(7), 0 | 6);
            if !weekend || rng.chance(0.5) {
                return day + rng.below(DAY as u64) as i64;
            }
        }
    }
}

/// The first of January.
fn first_day(year: i64) -> i64 {
    let text = format!("{year:04}-01-01T00:00:00Z");
    text.parse::<Timestamp>().expect("every year has a first of January").millis()
}

/// A date of which month and day may not be known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Fuzzy {
    pub year: i64,
    pub month: Option<u8>,
    pub day: Option<u8>,
}

impl Fuzzy {
    /// Up to this year: each eight years have twice as much as the eight before, back to `first`.
    pub fn draw(rng: &mut Rng, first: i64, last: i64, with_month: f64, with_day: f64) -> Self {
        let span = 1.0 - (-(last - first + 1) as f64 / 8.0).exp2();
        let back = (-8.0 * (1.0 - rng.unit() * span).log2()) as i64;
        let month = rng.chance(with_month).then(|| 1 + rng.below(12) as u8);
        let day = month.filter(|_| rng.chance(with_day / with_month)).map(|_| 1 + rng.below(28) as u8);
        Fuzzy { year: (last - back).max(first), month, day }
    }

    /// So many years later.
    pub fn plus(self, years: i64) -> Self {
        Fuzzy { year: self.year + years, ..self }
    }

    /// Adds it to a body as year, month and day, as far as they are drawn.
    pub fn put(self, body: &mut Body, key: &str) {
        body.object(key, |it| {
            it.text("year", &self.year.to_string());
            if let Some(month) = self.month {
                it.text("month", &format!("{month:02}"));
            }
            if let Some(day) = self.day {
                it.text("day", &format!("{day:02}"));
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rng::Stream;

    #[test]
    fn a_third_changed_in_the_last_year_whenever_that_was() {
        for as_of in ["2018-06-30T00:00:00Z", "2025-10-01T00:00:00Z", "2031-01-01T00:00:00Z"] {
            let as_of: Timestamp = as_of.parse().unwrap();
            let calendar = Calendar::until(as_of).unwrap();
            let mut rng = Rng::new(1, Stream::Life, 0);
            let year_ago = as_of.millis() - 365 * DAY;
            let lives: Vec<_> = (0..40_000).map(|_| calendar.life(&mut rng)).collect();
            assert!(lives.iter().all(|(created, modified)| created <= modified && *modified < as_of.millis()));
            let recent = lives.iter().filter(|(_, modified)| *modified >= year_ago).count() as f64 / 40_000.0;
            // In the years of fastest growth more than a third was new.
            assert!((0.34..0.36).contains(&recent) || as_of.date().0 == 2018, "{as_of}: {recent}");
        }
        assert!(Calendar::until("2012-12-31T00:00:00Z".parse().unwrap()).is_none());
    }
}
