//! Who may read an item, and proof that somebody checked.

use std::fmt;
use std::str::FromStr;

/// Who may read an item. Ordered from open to closed, so `a.max(b)` is the stricter of the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Visibility {
    /// Anyone.
    Public,
    /// Signed-in people; on the wire since v3.0, seldom used. API tokens see it as they see `Limited`.
    RegisteredOnly,
    /// Clients to which the owner granted a read-limited scope ("trusted parties" in the pages).
    Limited,
    /// The owner, and the client that wrote the item.
    Private,
}

/// A word that is none of the four of the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a visibility is public, registered-only, limited or private")]
pub struct InvalidVisibility;

impl Visibility {
    /// From open to closed, which is their order.
    pub const ALL: [Visibility; 4] = [Self::Public, Self::RegisteredOnly, Self::Limited, Self::Private];

    /// The literal of `common-3.0.xsd visibility`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::RegisteredOnly => "registered-only",
            Self::Limited => "limited",
            Self::Private => "private",
        }
    }
}

impl FromStr for Visibility {
    type Err = InvalidVisibility;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|it| it.as_str() == text).ok_or(InvalidVisibility)
    }
}

impl fmt::Display for Visibility {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// D-13
    #[test]
    fn four_words_stand_from_open_to_closed() {
        let words = ["public", "registered-only", "limited", "private"];
        assert_eq!(Visibility::ALL.map(Visibility::as_str), words);
        assert!(Visibility::ALL.is_sorted_by(|one, next| one < next));
        assert_eq!(words.map(|word| word.parse()), Visibility::ALL.map(Ok));
        for other in ["", "PUBLIC", "registered_only", "trusted", " private"] {
            assert_eq!(other.parse::<Visibility>(), Err(InvalidVisibility), "{other}");
        }
    }
}
