//! The conditions of change sets, looked at before anything is changed.

use byline_model::email;
use byline_store::Guard;
use byline_store::rows::{self, HeadRow};
use rusqlite::{Connection, params};

use crate::change::{exists, millis, number};
use crate::failure::{Failure, Result};
use crate::{accounts, grants, identities, notifications, permissions, query, replies, review_groups, webhooks};

/// The conflict that a commit ends with when another record has an address; unique indexes say the same.
pub const EMAIL_TAKEN: &str = "a record has this e-mail address";

/// Fails unless the condition holds.
pub fn check(conn: &Connection, guard: &Guard) -> Result<()> {
    let (holds, otherwise) = match guard {
        Guard::Head(head) => {
            let row = HeadRow::from(&**head);
            let sql = "SELECT 1 FROM records WHERE orcid = $1 AND state = $2 AND primary_orcid IS $3 AND body = $4";
            let found = exists(conn, sql, params![row.orcid, row.state, row.primary, row.body])?;
            (found, "the record is in another state")
        }
        Guard::Item { owner, kind, put_code, modified } => {
            let sql = "SELECT 1 FROM items WHERE orcid = $1 AND kind = $2 AND put_code = $3 AND modified IS $4";
            let key = params![rows::orcid_code(*owner), kind.code(), rows::put_code_code(*put_code), millis(*modified)];
            (exists(conn, sql, key)?, "the item has changed")
        }
        Guard::NoReply { to, key } => (replies::find(conn, to, key)?.is_none(), "they were answered"),
        Guard::NoIdentity { owner, keys, except } => {
            let found = identities::find(conn, *owner, keys)?;
            (found.iter().all(|(_, code)| Some(*code) == *except), "there is such an item")
        }
        Guard::Room { owner, kind, more, most } => {
            (identities::count(conn, *owner, *kind)? + more <= *most, "the record has no room for more")
        }
        Guard::Cursor { consumer, at } => (query::cursor(conn, consumer)? == *at, "somebody else went on with the log"),
        Guard::RecordVersion(orcid, version) => {
            let found = number(conn, "SELECT version FROM records WHERE orcid = $1", [rows::orcid_code(*orcid)])?;
            (found.and_then(|it| u64::try_from(it).ok()) == Some(*version), "the record has another version")
        }
        Guard::NoRecord(orcid) => {
            let found = exists(conn, "SELECT 1 FROM records WHERE orcid = $1", [rows::orcid_code(*orcid)])?;
            (!found, "there is such a record")
        }
        Guard::NoEmail(address) => {
            let found = exists(conn, "SELECT 1 FROM emails WHERE address = $1", [email::key(address)])?;
            (!found, EMAIL_TAKEN)
        }
        Guard::NoWebhook(client, orcid, uri) => {
            (webhooks::find(conn, client, *orcid, uri)?.is_none(), "the webhook is registered")
        }
        Guard::GroupKnown(id) => (review_groups::known(conn, id)?, "there is no such group"),
        Guard::NotificationUnread(put_code) => {
            (notifications::unread(conn, *put_code)?, "the notification was read or archived")
        }
        Guard::GroupUnused(id) => (!review_groups::in_use(conn, id)?, "a peer review belongs to the group"),
        Guard::NoClient(id) => {
            (!exists(conn, "SELECT 1 FROM clients WHERE id = $1", [id.as_str()])?, "there is such a client")
        }
        Guard::TokenLive(access) => (permissions::is_live(conn, *access)?, "the token does not count any more"),
        Guard::CodeUnused(hash) => (grants::code_unused(conn, *hash)?, "the code was used"),
        Guard::Password(orcid, password) => {
            (accounts::has_password(conn, *orcid, &password.0)?, "the password was changed")
        }
        Guard::NoSigningKey => (!exists(conn, "SELECT 1 FROM signing_keys", [])?, "there is a signing key"),
        Guard::FormWaits(key) => (accounts::form_waits(conn, *key)?, "the form does not wait any more"),
        Guard::LinkUnused(hash) => (accounts::link_unused(conn, *hash)?, "the link was used"),
    };
    if holds { Ok(()) } else { Err(Failure::conflict(otherwise)) }
}
