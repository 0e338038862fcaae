//! What a value is written as: in one form, whether in a file, as a flag or as a variable.

use std::ffi::OsStr;
use std::fmt;
use std::path::Path;
use std::str::FromStr;

/// What a value should have looked like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected(pub String);

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "expected {}", self.0)
    }
}

impl std::error::Error for Expected {}

/// The failure of a value that looks otherwise.
///
/// # Errors
/// Always.
pub fn expected<T>(what: impl Into<String>) -> Result<T, Expected> {
    Err(Expected(what.into()))
}

/// A value of `T` outside of tables, for arguments that are no settings.
///
/// # Errors
/// When the text is none.
pub fn parse<T: Value>(text: &str) -> Result<T, Expected> {
    text.parse()
}

/// A type of values. `Display` writes what `FromStr` reads, as short as it can be said.
pub trait Value: FromStr<Err = Expected> + fmt::Display + Clone {
    /// What help calls it: `NUMBER`.
    const NAME: &'static str;
    /// What one looks like, said after "expected": `a size like 64KiB`.
    const LIKE: &'static str;
    /// The same for editors. Whatever it admits can be read, but for what only reading finds out.
    const FORM: Form;
    /// Whether it is shown to nobody, not even when it is wrong.
    const SECRET: bool = false;

    /// From a flag or a variable, which may be no text.
    ///
    /// # Errors
    /// When it is no value.
    fn from_os(text: &OsStr) -> Result<Self, Expected> {
        text.to_str().map_or_else(|| expected("a text in UTF-8"), str::parse)
    }

    /// As it is meant in a file of this folder.
    #[must_use]
    fn seen_from(self, _folder: &Path) -> Self {
        self
    }
}

/// How a value may be written in a file, as far as a schema can say: as one of these.
#[derive(Clone, Copy, Debug, Default)]
pub struct Form {
    pub words: &'static [&'static str],
    /// From, to.
    pub number: Option<(u64, u64)>,
    /// A regular expression of ECMA 262 and of Rust that the whole text matches.
    pub pattern: Option<&'static str>,
    pub switch: bool,
}

impl Form {
    const NONE: Form = Form { words: &[], number: None, pattern: None, switch: false };
    /// Any text that is not empty.
    pub const TEXT: Form = Form::pattern("^.+$");
    /// `true` or `false`.
    pub const SWITCH: Form = Form { switch: true, ..Form::NONE };

    pub const fn words(words: &'static [&'static str]) -> Form {
        Form { words, ..Form::NONE }
    }

    pub const fn number(from: u64, to: u64) -> Form {
        Form { number: Some((from, to)), ..Form::NONE }
    }

    pub const fn pattern(pattern: &'static str) -> Form {
        Form { pattern: Some(pattern), ..Form::NONE }
    }

    #[must_use]
    pub const fn or_word(self, words: &'static [&'static str]) -> Form {
        Form { words, ..self }
    }

    #[must_use]
    pub const fn or_number(self, from: u64, to: u64) -> Form {
        Form { number: Some((from, to)), ..self }
    }
}

/// A choice between words.
///
/// ```ignore
/// words! {
///     /// Whether anybody is counted.
///     pub enum Mode: "on or off" { On = "on", Off = "off" }
/// }
/// ```
#[macro_export]
macro_rules! words {
    ($(#[$about:meta])* $vis:vis enum $name:ident: $like:literal {
        $(#[$of_first:meta])* $first:ident = $first_word:literal $(, $(#[$of:meta])* $variant:ident = $word:literal)* $(,)?
    }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $vis enum $name { $(#[$of_first])* $first, $($(#[$of])* $variant),* }

        impl ::std::str::FromStr for $name {
            type Err = $crate::Expected;

            fn from_str(text: &str) -> Result<Self, $crate::Expected> {
                match text.trim() {
                    $first_word => Ok(Self::$first),
                    $($word => Ok(Self::$variant),)*
                    _ => $crate::expected($like),
                }
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(match self { Self::$first => $first_word, $(Self::$variant => $word),* })
            }
        }

        impl $crate::Value for $name {
            const NAME: &'static str = concat!($first_word $(, "|", $word)*);
            const LIKE: &'static str = $like;
            const FORM: $crate::Form = $crate::Form::words(&[$first_word $(, $word)*]);
        }
    };
}

/// A value whose type is somebody else's, and reads and writes itself.
///
/// ```ignore
/// wraps! {
///     /// Where to listen.
///     pub struct Address(SocketAddr): "ADDR", "an address with a port", Form::TEXT;
/// }
/// ```
#[macro_export]
macro_rules! wraps {
    ($($(#[$about:meta])* $vis:vis struct $name:ident($inner:ty): $help:literal, $like:literal, $form:expr;)+) => { $(
        $(#[$about])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        $vis struct $name(pub $inner);

        impl ::std::str::FromStr for $name {
            type Err = $crate::Expected;

            fn from_str(text: &str) -> Result<Self, $crate::Expected> {
                text.parse().map($name).or_else(|_| $crate::expected($like))
            }
        }

        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl $crate::Value for $name {
            const NAME: &'static str = $help;
            const LIKE: &'static str = $like;
            const FORM: $crate::Form = $form;
        }
    )+ };
}
