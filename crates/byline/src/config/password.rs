//! Passwords for other servers: given, or in a file.

use std::path::Path;

use anyhow::Context;
use byline_settings::{FilePath, Secret};

use super::Unusable;

/// Where a password is.
#[derive(Clone, Debug)]
pub struct Password {
    /// Which setting says so.
    key: &'static str,
    source: Source,
}

#[derive(Clone, Debug)]
enum Source {
    Given(Secret),
    /// Without the end of its line.
    File(FilePath),
}

impl Password {
    /// By one of two settings, which are called so.
    ///
    /// # Errors
    /// When both are set: a sentence that names them.
    pub fn of(
        keys: [&'static str; 2],
        given: Option<&Secret>,
        file: Option<&FilePath>,
    ) -> Result<Option<Self>, String> {
        let [of_secret, of_file] = keys;
        Ok(match (given, file) {
            (Some(_), Some(_)) => {
                return Err(format!("there are two passwords: set {of_secret} or {of_file}, not both"));
            }
            (Some(secret), None) => Some(Password { key: of_secret, source: Source::Given(secret.clone()) }),
            (None, Some(path)) => Some(Password { key: of_file, source: Source::File(path.clone()) }),
            (None, None) => None,
        })
    }

    /// The password itself.
    ///
    /// # Errors
    /// When the file cannot be read, or there is nothing in it.
    pub fn read(&self) -> Result<String, Unusable> {
        let password = match &self.source {
            Source::Given(secret) => Ok(secret.expose().to_owned()),
            Source::File(path) => of_file(&path.0),
        };
        let filled = password.and_then(|password| match password.is_empty() {
            true => Err(anyhow::anyhow!("the password is empty")),
            false => Ok(password),
        });
        filled.map_err(Unusable::at(self.key))
    }
}

fn of_file(path: &Path) -> anyhow::Result<String> {
    let text = String::from_utf8(read(path)?).map_err(|_| anyhow::anyhow!("{} is no text", path.display()))?;
    Ok(text.trim_end_matches(['\r', '\n']).to_owned())
}

/// A file that a setting names.
///
/// # Errors
/// When it cannot be read; says which it is.
pub fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}
