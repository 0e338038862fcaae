//! The conditions of change sets: a statement each, which says whether it holds, asked while the locks are held.

use byline_model::email;
use byline_store::Guard;
use byline_store::groups::group_key;
use byline_store::rows::{self, HeadRow};

use crate::failure::EMAIL_TAKEN;
use crate::query::{Query, query};

/// The statement that says whether a condition holds, and what is said otherwise.
pub fn question(guard: &Guard) -> (Query, &'static str) {
    match guard {
        Guard::Head(_)
        | Guard::RecordVersion(..)
        | Guard::NoRecord(_)
        | Guard::Item { .. }
        | Guard::NoIdentity { .. }
        | Guard::Room { .. } => of_record(guard),
        Guard::NoReply { to, key } => (
            query!(
                "SELECT NOT EXISTS (SELECT FROM replies WHERE client = $1 AND key = $2)",
                rows::agent_text(to),
                key.to_string()
            ),
            "they were answered",
        ),
        Guard::Cursor { consumer, at } => (
            query!(
                "SELECT coalesce((SELECT sequence FROM cursors WHERE consumer = $1), 0) = $2",
                consumer.to_string(),
                stored(*at)
            ),
            "somebody else went on with the log",
        ),
        Guard::NoEmail(address) => {
            (query!("SELECT NOT EXISTS (SELECT FROM emails WHERE address = $1)", email::key(address)), EMAIL_TAKEN)
        }
        Guard::NoWebhook(client, orcid, uri) => (
            query!(
                "SELECT NOT EXISTS (SELECT FROM webhooks WHERE orcid = $1 AND uri = $2 AND client = $3)",
                rows::orcid_code(*orcid),
                uri.to_string(),
                client.to_string()
            ),
            "the webhook is registered",
        ),
        Guard::GroupKnown(id) => (
            query!("SELECT EXISTS (SELECT FROM group_ids WHERE group_key = $1)", group_key(id)),
            "there is no such group",
        ),
        Guard::GroupUnused(id) => (
            query!("SELECT NOT EXISTS (SELECT FROM review_groups WHERE group_key = $1)", group_key(id)),
            "a peer review belongs to the group",
        ),
        Guard::NoClient(id) => {
            (query!("SELECT NOT EXISTS (SELECT FROM clients WHERE id = $1)", id.to_string()), "there is such a client")
        }
        Guard::NotificationUnread(put_code) => (
            query!(
                "SELECT EXISTS (SELECT FROM notifications WHERE put_code = $1 AND read IS NULL AND archived IS NULL)",
                rows::put_code_code(*put_code)
            ),
            "the notification was read or archived",
        ),
        Guard::TokenLive(access) => (
            query!(
                "SELECT EXISTS (SELECT FROM tokens t JOIN permissions p ON p.id = t.permission
                    WHERE t.access = $1 AND t.revoked IS NULL AND p.ended IS NULL)",
                access.0.to_vec()
            ),
            "the token does not count any more",
        ),
        Guard::CodeUnused(hash) => (
            query!("SELECT EXISTS (SELECT FROM codes WHERE hash = $1 AND used IS NULL)", hash.0.to_vec()),
            "the code was used",
        ),
        Guard::Password(orcid, password) => (
            query!(
                "SELECT EXISTS (SELECT FROM accounts WHERE orcid = $1 AND body ->> 'password' = $2)",
                rows::orcid_code(*orcid),
                password.0.to_string()
            ),
            "the password was changed",
        ),
        Guard::NoSigningKey => (query!("SELECT NOT EXISTS (SELECT FROM signing_keys)"), "there is a signing key"),
        Guard::FormWaits(key) => (
            query!("SELECT EXISTS (SELECT FROM waiting_forms WHERE key = $1)", key.0.to_vec()),
            "the form does not wait any more",
        ),
        Guard::LinkUnused(hash) => (
            query!("SELECT EXISTS (SELECT FROM links WHERE hash = $1 AND used IS NULL)", hash.0.to_vec()),
            "the link was used",
        ),
    }
}

fn of_record(guard: &Guard) -> (Query, &'static str) {
    match guard {
        Guard::Head(head) => {
            let row = HeadRow::from(&**head);
            let sql = "SELECT EXISTS (SELECT FROM records WHERE orcid = $1 AND state = $2
                AND primary_orcid IS NOT DISTINCT FROM $3 AND body = $4)";
            (query!(sql, row.orcid, row.state, row.primary, row.body), "the record is in another state")
        }
        Guard::RecordVersion(orcid, version) => (
            query!(
                "SELECT EXISTS (SELECT FROM records WHERE orcid = $1 AND version = $2)",
                rows::orcid_code(*orcid),
                stored(*version)
            ),
            "the record has another version",
        ),
        Guard::NoRecord(orcid) => (
            query!("SELECT NOT EXISTS (SELECT FROM records WHERE orcid = $1)", rows::orcid_code(*orcid)),
            "there is such a record",
        ),
        Guard::Item { owner, kind, put_code, modified } => (
            query!(
                "SELECT EXISTS (SELECT FROM items WHERE orcid = $1 AND kind = $2 AND put_code = $3
                    AND modified IS NOT DISTINCT FROM $4)",
                rows::orcid_code(*owner),
                i16::from(kind.code()),
                rows::put_code_code(*put_code),
                modified.map(byline_model::Timestamp::millis)
            ),
            "the item has changed",
        ),
        Guard::NoIdentity { owner, keys, except } => (
            query!(
                "SELECT NOT EXISTS (SELECT FROM identities WHERE orcid = $1 AND key = ANY($2)
                    AND put_code IS DISTINCT FROM $3)",
                rows::orcid_code(*owner),
                keys.to_vec(),
                except.map(rows::put_code_code)
            ),
            "there is such an item",
        ),
        Guard::Room { owner, kind, more, most } => (
            query!(
                "SELECT coalesce((SELECT count FROM item_counts WHERE orcid = $1 AND kind = $2), 0) + $3 <= $4",
                rows::orcid_code(*owner),
                i16::from(kind.code()),
                stored(*more),
                stored(*most)
            ),
            "the record has no room for more",
        ),
        _ => (query!("SELECT true"), ""),
    }
}

/// A counter as a column.
pub fn stored(counter: u64) -> i64 {
    i64::try_from(counter).unwrap_or(i64::MAX)
}
