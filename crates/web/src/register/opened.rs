//! When a form was made, in a field of it: who sends it sooner than anybody types is asked to send it again.

use byline_model::Timestamp;
use byline_model::env::Entropy;

use byline_pages::forms::{same, unguessable};

/// Signs moments, with a key that is gone with the process.
pub(crate) struct Opened(String);

/// A form is not filled in for longer: whoever collects marks has to come back for new ones.
const LONGEST: i64 = 24 * 3600;

impl Opened {
    pub(crate) fn new(entropy: &dyn Entropy) -> Self {
        Opened(unguessable(entropy))
    }

    /// The value of the field.
    pub(crate) fn mark(&self, now: Timestamp) -> String {
        format!("{}.{}", now.millis(), self.signature(now))
    }

    /// How many seconds ago the form was made; `None` for marks that are not ours, or too old.
    pub(crate) fn age(&self, mark: &str, now: Timestamp) -> Option<i64> {
        let (millis, signature) = mark.split_once('.')?;
        let made = Timestamp::from_millis(millis.parse().ok()?);
        let age = now.millis().checked_sub(made.millis())? / 1000;
        (same(signature, &self.signature(made)) && (0..=LONGEST).contains(&age)).then_some(age)
    }

    fn signature(&self, moment: Timestamp) -> String {
        byline_oauth::hash(&format!("opened\0{}\0{}", self.0, moment.millis())).to_hex()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_tells_its_age_and_cannot_be_made_up() {
        let (ours, theirs) = (Opened("a".into()), Opened("b".into()));
        let start = Timestamp::from_millis(1_790_000_000_000);
        let mark = ours.mark(start);
        assert_eq!(ours.age(&mark, start.plus_seconds(7)), Some(7));
        assert_eq!(ours.age(&mark, start.plus_seconds(LONGEST + 1)), None);
        assert_eq!(ours.age(&mark, start.plus_seconds(-1)), None, "not from the future");
        assert_eq!(theirs.age(&mark, start), None);
        assert_eq!(ours.age(&mark.replacen("179", "178", 1), start), None);
        for nonsense in ["", ".", "1790000000000", "x.y"] {
            assert_eq!(ours.age(nonsense, start), None);
        }
    }
}
