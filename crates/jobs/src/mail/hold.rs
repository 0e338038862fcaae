//! Whether anything is tried at all.
//!
//! When the server cannot be used (it is away, it refuses us, the password is wrong), that is no fault of a mail, and no
//! other mail would fare better. So everything waits, and one mail now and then finds out whether it is over.

use byline_model::Timestamp;

use super::pace::Pace;

#[derive(Debug, Default)]
pub(super) struct Hold {
    /// How often in a row the server was found unusable.
    troubles: u32,
    until: Option<Timestamp>,
}

impl Hold {
    /// Another mail showed that the server cannot be used.
    pub fn extend(&mut self, pace: &Pace, now: Timestamp) {
        self.troubles = self.troubles.saturating_add(1);
        self.until = Some(pace.hold(now, self.troubles));
    }

    /// The server spoke with us about a mail, whatever it said.
    pub fn end(&mut self) {
        *self = Hold::default();
    }

    /// How many mails may be under way.
    pub fn room(&self, pace: &Pace, now: Timestamp) -> usize {
        match self.until {
            None => pace.connections,
            Some(until) if until <= now => 1,
            Some(_) => 0,
        }
    }

    /// When it is worth looking again.
    pub fn until(&self) -> Option<Timestamp> {
        self.until
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    #[test]
    fn one_mail_finds_out_whether_it_is_over() {
        let pace = Pace { retry_after: Duration::from_secs(9), give_up_after: Duration::MAX, connections: 4 };
        let now = Timestamp::EPOCH;
        let mut hold = Hold::default();
        assert_eq!(hold.room(&pace, now), 4);
        hold.extend(&pace, now);
        assert_eq!((hold.room(&pace, now), hold.room(&pace, now.plus_seconds(2))), (0, 1));
        hold.extend(&pace, now);
        assert_eq!((hold.room(&pace, now.plus_seconds(2)), hold.room(&pace, now.plus_seconds(4))), (0, 1));
        hold.end();
        assert_eq!(hold.room(&pace, now), 4);
    }
}
