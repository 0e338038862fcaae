//! Parameters by name.

/// Parameters of a request, or those in front of a nested query with the request's behind them. Of a name that comes
/// twice the first value counts, as in the published service.
#[derive(Clone, Copy, Debug)]
pub struct Params<'p> {
    own: &'p [(&'p str, &'p str)],
    behind: Option<&'p Params<'p>>,
}

impl<'p> Params<'p> {
    /// Those of a request, in its order.
    pub fn new(own: &'p [(&'p str, &'p str)]) -> Self {
        Params { own, behind: None }
    }

    /// Others in front of these.
    pub(super) fn behind<'s>(&'s self, own: &'s [(&'s str, &'s str)]) -> Params<'s> {
        Params { own, behind: Some(self) }
    }

    /// The value of a parameter; `None` when nobody gave one.
    pub fn get(&self, name: &str) -> Option<&'p str> {
        let own = self.own.iter().find(|(given, _)| *given == name).map(|(_, value)| *value);
        own.or_else(|| self.behind?.get(name))
    }
}

#[cfg(test)]
mod tests {
    use super::Params;

    #[test]
    fn the_first_value_counts_and_local_ones_go_first() {
        let request = Params::new(&[("q", "a"), ("q", "b"), ("mm", "1")]);
        let local = request.behind(&[("mm", "2")]);
        assert_eq!((request.get("q"), request.get("mm"), request.get("df")), (Some("a"), Some("1"), None));
        assert_eq!((local.get("q"), local.get("mm")), (Some("a"), Some("2")));
    }
}
