//! Settings of the database.

use byline_settings::{Complaint, Count};
use byline_store_postgres::Options;

use super::password::Password;
use super::values::DatabaseAddress;
use super::{DatabaseRows, Unusable};

/// Where a registry keeps what it knows.
#[derive(Clone, Debug)]
pub struct DatabaseSettings {
    /// `None`: SQLite, in the folder of the registry.
    pub address: Option<DatabaseAddress>,
    password: Option<Password>,
    connections: Count,
}

impl DatabaseRows {
    pub(super) fn checked(self) -> Result<DatabaseSettings, Complaint> {
        let it = Self::NAMES;
        let password = Password::of(
            ["database.password", "database.password_file"],
            self.password.as_ref(),
            self.password_file.as_ref(),
        );
        let password = password.map_err(|what| Complaint::new([it.password_file, it.password], what))?;
        match &self.address {
            Some(DatabaseAddress::Postgres(address)) if address.has_password() => {
                let what = "everybody sees a password in an address: set database.password_file, or \
                    BYLINE_DATABASE_PASSWORD, and leave it out there";
                Err(Complaint::new([it.address], what))
            }
            Some(DatabaseAddress::Sqlite(_)) | None if password.is_some() => {
                let what = "a password goes with postgres://…: set database.address (--database) too";
                Err(Complaint::new([it.password_file, it.password], what))
            }
            _ => Ok(DatabaseSettings { address: self.address, password, connections: self.connections }),
        }
    }
}

impl DatabaseSettings {
    /// How the PostgreSQL database is opened; `None` where it is SQLite.
    ///
    /// # Errors
    /// When the file of the password cannot be used.
    pub fn postgres(&self) -> Result<Option<Options>, Unusable> {
        let Some(DatabaseAddress::Postgres(address)) = &self.address else { return Ok(None) };
        let password = self.password.as_ref().map(Password::read).transpose()?;
        let connections = self.connections.0;
        Ok(Some(Options { password, connections, ..Options::new((**address).clone()) }))
    }
}
