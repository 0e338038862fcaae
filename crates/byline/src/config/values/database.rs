//! Where a registry keeps what it knows.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use byline_settings::{Expected, Form, Value, expected};
use byline_store_postgres::Address;

/// A database: a file, or a server that nodes share.
#[derive(Clone, Debug)]
pub enum DatabaseAddress {
    Sqlite(PathBuf),
    Postgres(Box<Address>),
}

impl FromStr for DatabaseAddress {
    type Err = Expected;

    fn from_str(text: &str) -> Result<Self, Expected> {
        match text.strip_prefix("sqlite:") {
            Some("") => expected(Self::LIKE),
            Some(path) => Ok(DatabaseAddress::Sqlite(path.into())),
            None if text.starts_with("postgres") => {
                let address = text.parse().map_err(|error| Expected(format!("{}; {error}", Self::LIKE)))?;
                Ok(DatabaseAddress::Postgres(Box::new(address)))
            }
            None => expected(Self::LIKE),
        }
    }
}

impl fmt::Display for DatabaseAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => write!(f, "sqlite:{}", path.display()),
            Self::Postgres(address) => address.fmt(f),
        }
    }
}

impl Value for DatabaseAddress {
    const NAME: &'static str = "DATABASE";
    const LIKE: &'static str = "postgres://USER@HOST/NAME, or sqlite: and the path of a file";
    const FORM: Form = Form::pattern(r"^(sqlite:.+|postgres(ql)?://\S+)$");

    /// The path of a file, wherever the program was started.
    fn seen_from(self, folder: &Path) -> Self {
        match self {
            Self::Sqlite(path) => Self::Sqlite(folder.join(path)),
            Self::Postgres(_) => self,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::round;
    use super::*;

    #[test]
    fn databases_print_what_they_parse() {
        for text in [
            "sqlite:registry/byline.db",
            "sqlite:/var/lib/byline/byline.db",
            "postgres://byline@db.example.org:5433/byline?sslmode=require",
            "postgresql://%2Frun%2Fpostgresql/byline",
        ] {
            assert_eq!(round::<DatabaseAddress>(text).as_deref(), Ok(text));
        }
        let far = DatabaseAddress::Sqlite("b.db".into()).seen_from(Path::new("/etc"));
        assert_eq!(far.to_string(), "sqlite:/etc/b.db");
    }

    #[test]
    fn what_is_no_database_is_told() {
        for (text, told) in [
            ("sqlite:", "sqlite: and the path"),
            ("registry/byline.db", "postgres://USER@HOST/NAME"),
            ("mysql://db/byline", "postgres://USER@HOST/NAME"),
            ("postgres://db/byline?sslmode=prefer", "disable, require or verify-full"),
        ] {
            let error = round::<DatabaseAddress>(text).unwrap_err();
            assert!(error.0.contains(told), "{text}: {error}");
        }
    }
}
