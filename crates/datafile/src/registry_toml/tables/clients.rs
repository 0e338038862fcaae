//! `[[clients]]`, which describe a client in JSON, too.

use byline_model::client::{
    Application, Client, ClientSecret, ClientState, ClientType, RedirectUri, Switch, WebhookBody, WebhookSecret,
    WebhookSettings,
};

use super::forms::{address, client_id, orcid, scope};
use crate::registry_toml::columns::{
    Form, Shape, as_text, filled, flag, flat, hash, list, moment, named, not, rows, rows_or_bare, set, table, text,
};
use crate::registry_toml::error::Invalid;
use crate::registry_toml::{ClientEntry, hash_secret};

/// `type` of a redirect URI (`oauth` 3.3).
const REDIRECT_TYPES: [&str; 8] = [
    "default",
    "grant-read-wizard",
    "import-funding-wizard",
    "import-works-wizard",
    "import-peer-review-wizard",
    "sso-authentication",
    "institutional-sign-in",
    "find-my-stuff",
];

table! {
    /// Software that asks for permissions and uses the APIs.
    Clients: ClientEntry {
        client: Client {
            id, name, description, website, client_type, application, state, secrets, redirect_uris, extra_scopes,
            obo_enabled, obo_whitelist, user_obo_enabled, persistent_tokens, strict, switches,
            webhooks: WebhookSettings { off, body, secret: webhook_secret },
            owner, created,
        },
        secret,
    } {
        /// What requests name it by.
        id: client_id(),
        /// What people know it as.
        name: filled(),
        /// What it does.
        description: text().or_empty(),
        /// Where people learn more about it.
        website: text().or_empty(),
        /// What it may be used for.
        client_type as "type": named(&ClientType::ALL, ClientType::as_str),
        /// Whether it may do anything.
        state: named(&ClientState::ALL, ClientState::as_str).or(ClientState::Active),
        (application, secrets, secret): flat(Credentials),
        /// Scopes that it may hold besides those of its type.
        extra_scopes: list(scope()).or_empty(),
        /// Whether it may exchange tokens: act on behalf of other clients, and let others act on its behalf.
        obo_enabled: flag().or_empty(),
        /// Clients that may act on its behalf; without any, all that may exchange tokens.
        obo_whitelist: list(client_id()).or_empty(),
        /// Whether what it writes counts as asserted by the owner of the record.
        user_obo_enabled: flag().or_empty(),
        /// Whether tokens that people give it live twenty years instead of an hour.
        persistent_tokens: flag().or(true),
        /// Whether it is held to today's rules: exact redirects, PKCE.
        strict: flag().or_empty(),
        /// What is switched on for it alone.
        switches: set(named(&Switch::ALL, Switch::as_str)).or_empty(),
        /// Whether it is called about changes.
        off as "webhooks": not().or_empty(),
        /// What such calls carry.
        body as "webhook_body": named(&WebhookBody::ALL, WebhookBody::as_str).or(WebhookBody::Empty),
        /// What they are signed with. It stands here in plain: both sides need it.
        webhook_secret: webhook_secret().optional(),
        /// Whose it is.
        owner: orcid().optional(),
        /// When it was registered.
        created: moment().optional(),
        /// Where people are sent back to.
        redirect_uris: rows_or_bare("uri", RedirectUris).or_empty(),
    }
    where {
        if name.chars().count() > Client::LONGEST_NAME {
            return Err(Invalid::new(format!("has {} characters at most", Client::LONGEST_NAME)).under("name").into());
        }
        if !application.suits(client_type) {
            let what = format!("only a public-client can be a {} application", application.as_str());
            return Err(Invalid::new(what).under("application").into());
        }
    }
    once ("id") by |it| &it.client.id;
}

table! {
    /// Where it runs, and how it proves who it is.
    Credentials: (Application, Vec<ClientSecret>, Option<Box<str>>) {
        /// Where it runs: `browser` and `native` ones have no secret.
        application: named(&Application::ALL, Application::as_str).or(Application::Server),
        /// Its secret.
        secret: filled().optional(),
        /// The hash of that, instead.
        secret_hash: hash().optional(),
        /// Further secrets: those with an end.
        secrets: rows(Secrets).or_empty(),
    }
    reads {
        if !application.keeps_secrets() {
            let given = [("secret", secret.is_some()), ("secret_hash", secret_hash.is_some())];
            let given = given.into_iter().chain([("secrets", !secrets.is_empty())]);
            if let Some((key, _)) = given.into_iter().find(|(_, given)| *given) {
                let what = format!("a {} application cannot keep a secret, and has none", application.as_str());
                return Err(Invalid::new(what).under(key).into());
            }
        }
        let endless = secret.as_deref().map(hash_secret).or(secret_hash).map(|hash| ClientSecret { hash, ends: None });
        Ok((application, endless.into_iter().chain(secrets).collect(), secret))
    }
    writes (application, mut secrets, _) => {
        // The newest secret without an end stands for itself, if it is the first: reading puts it there.
        let endless = secrets.first().is_some_and(|it| it.ends.is_none()).then(|| secrets.remove(0).hash);
        (application, None, endless, secrets)
    };
    never "secret" beside "secret_hash";
}

table! {
    /// Another secret of a client.
    Secrets: ClientSecret {
        /// The secret.
        secret: filled().optional(),
        /// The hash of that, instead.
        secret_hash: hash().optional(),
        /// Until when it counts.
        ends: moment().optional(),
    }
    reads {
        let hash = secret.as_deref().map(hash_secret).or(secret_hash);
        let hash = hash.ok_or_else(|| Invalid::new("needs secret or secret_hash"))?;
        Ok(ClientSecret { hash, ends })
    }
    writes ClientSecret { hash, ends } => (None, Some(hash), ends);
    never "secret" beside "secret_hash";
}

table! {
    /// An address that people may be sent back to.
    RedirectUris: RedirectUri { uri, kind, scopes, retired } {
        /// The address.
        uri: address(),
        /// What it is for.
        kind as "type": redirect_type().or("default"),
        /// What is asked for there, of those that are for something.
        scopes: list(scope()).or_empty(),
        /// Whether it is retired: requests can no longer name it.
        retired: flag().or_empty(),
    }
    where {
        // One that is retired matches nothing, whatever it looks like.
        if !retired {
            RedirectUri::check(&uri).map_err(|it| Invalid::new(it.to_string()).under("uri"))?;
        }
        let uri = uri.trim().into();
    }
}

fn redirect_type() -> impl Form<Value = Box<str>> {
    let read = |text: &str| match REDIRECT_TYPES.contains(&text) {
        true => Ok(text.into()),
        false => Err(format!("a type is one of {}", REDIRECT_TYPES.join(", "))),
    };
    as_text("one of", || Shape::Words(REDIRECT_TYPES.to_vec()), read, |kind| kind)
}

fn webhook_secret() -> impl Form<Value = WebhookSecret> {
    let shape = || Shape::Text("^whsec_[0-9A-Za-z+/]+={0,2}$");
    let read = |text: &str| text.parse::<WebhookSecret>().map_err(|it| it.to_string());
    as_text("`whsec_` and a key in base64", shape, read, |secret| secret.expose().into())
}
