//! `[[tokens]]`.

use byline_model::Timestamp;
use byline_model::client::{RevocationReason, SecretHash, Token};

use super::forms::{client_id, orcid, scope};
use crate::registry_toml::columns::{Form, filled, flat, hash, list, moment, named, seconds, table, text};
use crate::registry_toml::error::Invalid;
use crate::registry_toml::{TokenEntry, hash_secret};

/// How long a token lives unless it says otherwise: that of a persistent one (`oauth` 5.5).
const TWENTY_YEARS: i64 = 631_138_519;

table! {
    /// Access tokens of clients: for themselves, or for what people allowed them.
    Tokens: TokenEntry {
        token: Token { access, refresh, tail, client, person, scopes, issued, expires, revoked, origin_client, code },
        bases,
        value,
    } {
        (access, tail, value): flat(Access),
        refresh: flat(Refresh),
        /// The client that holds it.
        client: client_id(),
        /// Whose record it is for. Without one it is the client's own.
        person: orcid().optional(),
        /// What it allows.
        scopes: list(scope()),
        (issued, expires): flat(Life),
        revoked: flat(Revocation),
        /// On whose behalf the client acts: the member whose permission was passed on.
        origin_client: client_id().optional(),
        bases: flat(Bases),
        /// The hash of the authorization code that it came from.
        code as "code_hash": hash().optional(),
    }
    once ("value") by |it| it.token.access;
}

table! {
    /// The token itself.
    Access: (SecretHash, Box<str>, Option<Box<str>>) {
        /// The token.
        value: filled().optional(),
        /// Its hash, instead of the token itself.
        value_hash: hash().optional(),
        /// The last four characters, where the token itself is not known.
        tail: text().optional(),
    }
    reads {
        let access = value.as_deref().map(hash_secret).or(value_hash);
        let access = access.ok_or_else(|| Invalid::new("a token needs value or value_hash"))?;
        let tail = value.as_deref().map(last_four).or(tail.as_deref()).unwrap_or_default().into();
        Ok((access, tail, value))
    }
    writes (access, tail, _) => (None, Some(access), Some(tail));
    never "value" beside "value_hash";
    never "tail" beside "value";
}

table! {
    /// The token that it is refreshed with.
    Refresh: Option<SecretHash> {
        /// The token that it is refreshed with.
        refresh_token: filled().optional(),
        /// The hash of that, instead.
        refresh_token_hash: hash().optional(),
    }
    reads { Ok(refresh_token.as_deref().map(hash_secret).or(refresh_token_hash)) }
    writes hash => (None, hash);
    never "refresh_token" beside "refresh_token_hash";
}

table! {
    /// How long it counts.
    Life: (Timestamp, Timestamp) {
        /// When it was issued; unless that is said, at the import.
        issued: moment().optional(),
        /// When it expires; unless that is said, twenty years after it was issued.
        expires: moment().optional(),
        /// Seconds from `issued`, instead of `expires`.
        expires_in: seconds().optional(),
    }
    reads(keys) {
        let issued = issued.unwrap_or(keys.now);
        let (key, expires) = match expires {
            Some(at) => ("expires", at),
            None => ("expires_in", issued.plus_seconds(expires_in.unwrap_or(TWENTY_YEARS))),
        };
        match expires < issued {
            true => Err(Invalid::new("a token does not end before it is issued").under(key).into()),
            false => Ok((issued, expires)),
        }
    }
    writes (issued, expires) => (Some(issued), Some(expires), None);
    never "expires_in" beside "expires";
}

table! {
    /// Whether it counts no more.
    Revocation: Option<(Timestamp, RevocationReason)> {
        /// When it was revoked, if it was.
        revoked: moment().optional(),
        /// Why; unless that is said, because the client wished it.
        revocation_reason: named(&RevocationReason::ALL, RevocationReason::as_str).optional(),
    }
    reads {
        match (revoked, revocation_reason) {
            (Some(at), reason) => Ok(Some((at, reason.unwrap_or(RevocationReason::ClientRevoked)))),
            (None, None) => Ok(None),
            (None, Some(_)) => {
                Err(Invalid::new("needs revoked, the moment it happened").under("revocation_reason").into())
            }
        }
    }
    writes revoked => revoked.unzip();
}

table! {
    /// What it was derived from.
    Bases: Vec<SecretHash> {
        /// The tokens that a passed-on one was derived from: it ends with the last of them.
        bases: list(filled()).or_empty(),
        /// The same by their hashes.
        base_hashes: list(hash()).or_empty(),
    }
    reads {
        let mut all: Vec<_> = bases.iter().map(|it| hash_secret(it)).chain(base_hashes).collect();
        all.sort_unstable();
        all.dedup();
        Ok(all)
    }
    writes hashes => (Vec::new(), hashes);
}

fn last_four(value: &str) -> &str {
    value.char_indices().rev().nth(3).map_or(value, |(at, _)| &value[at..])
}
