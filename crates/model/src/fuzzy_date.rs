//! Dates of which only the year, or the year and month, may be known (`common-3.0.xsd fuzzy-date`).

/// A year, perhaps with month and day. Missing parts sort before present ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FuzzyDate {
    pub year: u16,
    pub month: Option<u8>,
    pub day: Option<u8>,
}

impl FuzzyDate {
    /// Whether the calendar has this date; the format layer does not ask (31 February passes there).
    pub fn is_real(self) -> bool {
        match (self.month, self.day) {
            (None, None) => true,
            (Some(month), None) => (1..=12).contains(&month),
            (Some(month), Some(day)) => {
                day >= 1 && i64::from(day) <= crate::timestamp::days_in_month(i64::from(self.year), i64::from(month))
            }
            (None, Some(_)) => false,
        }
    }
}
