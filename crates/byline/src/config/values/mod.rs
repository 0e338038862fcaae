//! The values that only a registry has, each with one written form; the others are those of `byline_settings`.

mod addresses;
mod choices;
mod database;
mod limits;
mod mail;
mod mint;

pub use addresses::{BaseUrl, HostName, Network, Port};
pub use choices::{Beyond, Mode, Moment, NamedOrganizations, Seed, StartTls, ViewCache};
pub use database::DatabaseAddress;
pub use limits::{ApiRate, BodySize, ExemptClient, MaybeRate, PerDay};
pub use mail::{MailAddress, MailServer};
pub use mint::{BaseNumber, MintBlock};

#[cfg(test)]
fn round<T: byline_settings::Value>(text: &str) -> Result<String, byline_settings::Expected> {
    text.parse::<T>().map(|it| it.to_string())
}
