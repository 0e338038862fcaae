//! The tables of the file, one description each. What rows have to do with each other is in [`rules`].

mod clients;
mod consents;
pub(super) mod forms;
mod group_ids;
mod mails;
mod notifications;
mod organizations;
mod people;
pub(super) mod rules;
mod signing_keys;
mod sources;
mod tokens;
mod webhooks;

use byline_model::PutCode;
use byline_store::{Consent, GroupId, Mail, Notification, Organization, SigningKey};

use super::columns::{Form, rows};
use super::{ClientEntry, PersonEntry, TokenEntry, WebhookEntry};
use consents::Consents;
use forms::put_code;
use group_ids::GroupIds;
use mails::Mails;
use notifications::Notifications;
use organizations::Organizations;
use people::People;
use signing_keys::SigningKeys;
use tokens::Tokens;
use webhooks::Webhooks;

pub(super) use clients::Clients;

/// Describes the file as a whole: a column for each table, which is a field of what was read, too.
macro_rules! file {
    (
        $(#[doc = $about:literal])*
        $file:ident: $registry:ident {
            $($(#[doc = $text:literal])* $key:ident: $type:ty = $column:expr,)*
        }
        $(where { $($rule:tt)* })?
    ) => {
        $(#[doc = $about])*
        #[derive(Clone, Debug, PartialEq, Default)]
        pub struct $registry { $($(#[doc = $text])* pub $key: $type),* }

        $crate::registry_toml::columns::table! {
            $(#[doc = $about])*
            $file: $registry { $($key),* } { $($(#[doc = $text])* $key: $column),* }
            $(where { $($rule)* })?
        }
    };
}
#[cfg(test)]
pub(super) use file;

file! {
    /// Everything that a `registry.toml` has.
    File: Registry {
        /// Put-codes below this one were handed out, also those of items that are gone.
        next_put_code: Option<PutCode> = put_code().optional(),
        clients: Vec<ClientEntry> = rows(Clients).or_empty(),
        people: Vec<PersonEntry> = rows(People).or_empty(),
        tokens: Vec<TokenEntry> = rows(Tokens).or_empty(),
        consents: Vec<Consent> = rows(Consents).or_empty(),
        notifications: Vec<Notification> = rows(Notifications).or_empty(),
        webhooks: Vec<WebhookEntry> = rows(Webhooks).or_empty(),
        group_ids: Vec<GroupId> = rows(GroupIds).or_empty(),
        organizations: Vec<Organization> = rows(Organizations).or_empty(),
        signing_keys: Vec<SigningKey> = rows(SigningKeys).or_empty(),
        mails: Vec<Mail> = rows(Mails).or_empty(),
    }
    where {
        let mut problems = rules::unique_addresses(&people);
        problems.add(rules::no_rings(&people));
        problems.or(Some(()))?;
    }
}
