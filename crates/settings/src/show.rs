//! What is in effect, and where it comes from.

use crate::given::Via;

/// One setting as it came out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// `limits.max_body`: the key in the file, with its table.
    pub key: String,
    pub value: ShownValue,
    pub origin: Origin,
}

/// A value as `config show` prints it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ShownValue {
    /// With what that means, where somebody said so.
    NotSet(Option<&'static str>),
    /// As the file writes it.
    Is(String),
    /// Set, and nobody else's business, or only so much of it.
    Hidden(Option<String>),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    Default,
    File,
    Given(Via),
}

impl std::fmt::Display for Origin {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Origin::Default => f.write_str("default"),
            Origin::File => f.write_str("settings file"),
            Origin::Given(via) => via.fmt(f),
        }
    }
}

/// A settings file that comes to the same, each line with where it comes from. Keys of tables come after all others, as
/// TOML wants it.
pub fn as_file(shown: &[Shown]) -> String {
    let mut tables: Vec<(&str, String)> = vec![("", String::new())];
    for setting in shown {
        let (table, key) = setting.key.rsplit_once('.').unwrap_or(("", &setting.key));
        let place = tables.iter().position(|(name, _)| *name == table).unwrap_or_else(|| {
            tables.push((table, format!("\n[{table}]\n")));
            tables.len() - 1
        });
        tables[place].1 += &setting.line(key);
    }
    tables.into_iter().map(|(_, lines)| lines).collect()
}

impl Shown {
    fn line(&self, key: &str) -> String {
        let origin = &self.origin;
        let (setting, note) = match &self.value {
            ShownValue::Is(value) => (format!("{key} = {value}"), origin.to_string()),
            ShownValue::Hidden(None) => (format!("# {key} ="), format!("{origin}; not shown")),
            ShownValue::Hidden(Some(part)) => {
                (format!("# {key} = {part}"), format!("{origin}; without what is not shown"))
            }
            ShownValue::NotSet(None) => (format!("# {key} ="), "not set".to_owned()),
            ShownValue::NotSet(Some(means)) => (format!("# {key} ="), format!("not set: {means}")),
        };
        format!("{setting:<43} # {note}\n")
    }
}
