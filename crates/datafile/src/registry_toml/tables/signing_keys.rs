//! `[[signing_keys]]`.

use aws_lc_rs::rsa::KeyPair;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use byline_store::SigningKey;

use crate::registry_toml::columns::{Form, Shape, as_text, filled, moment, table};

table! {
    /// Keys that sign identity tokens, or did: the newest signs.
    SigningKeys: SigningKey { kid, pkcs8, created } {
        /// What tokens name it by.
        kid: filled(),
        /// The private key.
        pkcs8: private_key(),
        /// When it was made.
        created: moment(),
    }
    once ("kid") by |it| &it.kid;
}

fn private_key() -> impl Form<Value = Vec<u8>> {
    let read = |text: &str| {
        let pkcs8 = STANDARD.decode(text).map_err(|it| it.to_string())?;
        match KeyPair::from_pkcs8(&pkcs8) {
            Ok(_) => Ok(pkcs8),
            Err(_) => Err("is no private RSA key (PKCS#8)".to_owned()),
        }
    };
    let shape = || Shape::Text("^[0-9A-Za-z+/]+={0,2}$");
    as_text("RSA key, PKCS#8 in base64", shape, read, |pkcs8| STANDARD.encode::<Vec<u8>>(pkcs8).into())
}
