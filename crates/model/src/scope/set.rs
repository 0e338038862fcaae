//! Scopes taken together: as a set for checks, as a list where the order of the grant is shown.

use std::fmt;

use super::Scope;
use crate::effort;

/// A set of scopes. Its order is that of the table, whatever the order of insertion; see [`ScopeList`] for the other.
#[derive(Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct ScopeSet(u64);

impl ScopeSet {
    /// No scope at all: what a token of a client without permissions has.
    pub const EMPTY: ScopeSet = ScopeSet(0);

    /// The set of these, each once; usable in constants.
    pub const fn of(scopes: &[Scope]) -> Self {
        let mut set = Self::EMPTY;
        let mut at = 0;
        while at < scopes.len() {
            set = set.with(scopes[at]);
            at += 1;
        }
        set
    }

    /// The scopes among stored names. Unknown ones are skipped, as a stored token must stay readable when a scope
    /// is withdrawn (`oauth` 2.1).
    pub fn from_names<I>(names: I) -> Self
    where
        I: IntoIterator,
        I::Item: AsRef<str>,
    {
        names.into_iter().filter_map(|name| name.as_ref().parse::<Scope>().ok()).collect()
    }

    /// The set with one scope more.
    pub const fn with(self, scope: Scope) -> Self {
        ScopeSet(self.0 | 1 << scope as u8)
    }

    /// Those that are in either.
    pub const fn union(self, other: Self) -> Self {
        ScopeSet(self.0 | other.0)
    }

    /// Those that are in both.
    pub const fn intersection(self, other: Self) -> Self {
        ScopeSet(self.0 & other.0)
    }

    /// The set without those of `other`.
    pub const fn without(self, other: Self) -> Self {
        ScopeSet(self.0 & !other.0)
    }

    /// Whether this very scope is in it. What it covers is another question: [`ScopeSet::covers`].
    pub const fn contains(self, scope: Scope) -> bool {
        self.0 & (1 << scope as u8) != 0
    }

    /// Whether every scope of `other` is in it, by itself and not by coverage.
    pub const fn contains_all(self, other: Self) -> bool {
        other.0 & !self.0 == 0
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many there are.
    pub const fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Adds a scope; one that is there already changes nothing.
    pub fn insert(&mut self, scope: Scope) {
        *self = self.with(scope);
    }

    /// Everything these scopes imply, themselves included. An operation passes when a scope it asks for is in here.
    pub fn covers(self) -> Self {
        self.iter().fold(Self::EMPTY, |all, it| all.union(it.covers()))
    }

    /// In the order of the published table.
    pub fn iter(self) -> impl Iterator<Item = Scope> {
        Scope::ALL.into_iter().filter(move |it| self.contains(*it))
    }
}

impl FromIterator<Scope> for ScopeSet {
    fn from_iter<I: IntoIterator<Item = Scope>>(scopes: I) -> Self {
        scopes.into_iter().fold(Self::EMPTY, Self::with)
    }
}

impl Extend<Scope> for ScopeSet {
    fn extend<I: IntoIterator<Item = Scope>>(&mut self, scopes: I) {
        *self = scopes.into_iter().fold(*self, Self::with);
    }
}

impl fmt::Debug for ScopeSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.iter().map(Scope::as_str)).finish()
    }
}

/// Scopes in the order in which they were asked for or granted, each once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScopeList(Vec<Scope>);

impl ScopeList {
    /// Reads a `scope` parameter: values between whitespace, or `+` as old clients send it. The second part are the
    /// values that are no scope, in order; whether they are an error is for the endpoint to say.
    pub fn parse(text: &str) -> (ScopeList, Vec<&str>) {
        effort::spend(text.len());
        let mut known = ScopeList::default();
        let mut unknown = Vec::new();
        for value in text.split(|it: char| it.is_whitespace() || it == '+').filter(|it| !it.is_empty()) {
            match value.parse() {
                Ok(scope) => known.push(scope),
                Err(_) => unknown.push(value),
            }
        }
        (known, unknown)
    }

    /// Adds a scope at the end unless it is there already.
    pub fn push(&mut self, scope: Scope) {
        if effort::position(&self.0, |it| *it == scope).is_none() {
            self.0.push(scope);
        }
    }

    /// Takes out those that `keep` refuses; the others keep their order.
    pub fn retain(&mut self, keep: impl FnMut(&Scope) -> bool) {
        self.0.retain(keep);
    }

    /// The same without order: as granted, not what they cover.
    pub fn set(&self) -> ScopeSet {
        self.iter().collect()
    }

    /// In the order in which they were asked for.
    pub fn iter(&self) -> impl Iterator<Item = Scope> {
        self.0.iter().copied()
    }

    /// Whether nothing was asked for or granted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many there are, each counted once.
    pub fn len(&self) -> usize {
        self.0.len()
    }
}

impl FromIterator<Scope> for ScopeList {
    fn from_iter<I: IntoIterator<Item = Scope>>(scopes: I) -> Self {
        let mut list = ScopeList::default();
        scopes.into_iter().for_each(|it| list.push(it));
        list
    }
}

impl fmt::Display for ScopeList {
    /// The value of the `scope` member of a token answer.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, scope) in self.iter().enumerate() {
            if at > 0 {
                f.write_str(" ")?;
            }
            f.write_str(scope.as_str())?;
        }
        Ok(())
    }
}
