//! What a call says.
//!
//! A `POST` without a body and without headers of ours, as the published service makes it: receivers know what is meant
//! by the address. Clients may have a body, and a signature over it (Standard Webhooks 1.0.0): the id of the message stays
//! the same in every try, so that who gets it twice can tell.

use aws_lc_rs::hmac;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use byline_model::Timestamp;
use byline_model::client::{WebhookBody, WebhookSecret, WebhookSettings};
use byline_oauth::Seal;
use byline_store::webhooks::Webhook;
use serde_json::json;

/// Headers and body of a call.
#[derive(Debug, PartialEq, Eq)]
pub struct Message {
    pub headers: Vec<(&'static str, String)>,
    pub body: String,
}

impl Message {
    pub fn new(hook: &Webhook, settings: &WebhookSettings, seal: &Seal, now: Timestamp) -> Self {
        let mut headers = Vec::new();
        // Numbers of the log are nobody's business.
        let owed = seal.close(hook.owed);
        let body = match settings.body {
            WebhookBody::Empty => String::new(),
            WebhookBody::Json => {
                headers.push(("content-type", "application/json".to_owned()));
                body(hook, &owed, now)
            }
        };
        if let Some(secret) = &settings.secret {
            let (id, seconds) = (format!("msg_{}_{owed}", hook.id), now.millis().div_euclid(1000));
            let signature = sign(secret, &id, seconds, &body);
            headers.extend([
                ("webhook-id", id),
                ("webhook-timestamp", seconds.to_string()),
                ("webhook-signature", format!("v1,{signature}")),
            ]);
        }
        Message { headers, body }
    }
}

fn body(hook: &Webhook, owed: &str, now: Timestamp) -> String {
    let data = json!({ "orcid": hook.orcid.to_string(), "cursor": owed });
    json!({ "type": "record.changed", "timestamp": now.to_string(), "data": data }).to_string()
}

fn sign(secret: &WebhookSecret, id: &str, seconds: i64, body: &str) -> String {
    let key = BASE64_STANDARD.decode(secret.base64()).unwrap_or_default();
    let key = hmac::Key::new(hmac::HMAC_SHA256, &key);
    BASE64_STANDARD.encode(hmac::sign(&key, format!("{id}.{seconds}.{body}").as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use byline_store::SigningKey;
    use byline_store::webhooks::Schedule;

    const AT: Timestamp = Timestamp::from_millis(1_790_000_000_123);
    const SECRET: &str = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    fn hook() -> Webhook {
        Webhook {
            id: 3,
            client: "APP-0123456789ABCDEF".parse().unwrap(),
            orcid: "0009-9000-0000-0010".parse().unwrap(),
            uri: "https://a.example/".into(),
            host: "a.example".into(),
            created: AT,
            owed: 17,
            told: 0,
            failures: 0,
            sent: None,
            schedule: Schedule::Due(AT),
        }
    }

    fn seal() -> Seal {
        Seal::new(&[SigningKey { kid: "k".into(), pkcs8: vec![1; 64], created: AT }])
    }

    #[test]
    fn usually_nothing_is_said() {
        let message = Message::new(&hook(), &WebhookSettings::default(), &seal(), AT);
        assert_eq!(message, Message { headers: vec![], body: String::new() });
    }

    #[test]
    fn a_body_says_which_record() {
        let settings = WebhookSettings { body: WebhookBody::Json, ..WebhookSettings::default() };
        let message = Message::new(&hook(), &settings, &seal(), AT);
        assert_eq!(message.headers, [("content-type", "application/json".to_owned())]);
        let body: serde_json::Value = serde_json::from_str(&message.body).unwrap();
        assert_eq!((&body["type"], &body["data"]["orcid"]), (&json!("record.changed"), &json!("0009-9000-0000-0010")));
        assert_eq!(seal().open(body["data"]["cursor"].as_str().unwrap()), Some(17));
        assert_eq!(body["timestamp"], json!(AT.to_string()));
    }

    /// The example that libraries of Standard Webhooks are tested with.
    #[test]
    fn signatures_are_those_of_the_specification() {
        let secret = SECRET.parse().unwrap();
        let signature = sign(&secret, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, r#"{"test": 2432232314}"#);
        assert_eq!(signature, "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    #[test]
    fn a_signature_stands_beside_its_id_and_time() {
        let secret = SECRET.parse().ok();
        let message = Message::new(&hook(), &WebhookSettings { secret, ..WebhookSettings::default() }, &seal(), AT);
        assert_eq!(message.headers[0], ("webhook-id", format!("msg_3_{}", seal().close(17))));
        assert_eq!(message.headers[1], ("webhook-timestamp", "1790000000".to_owned()));
        assert!(message.headers[2].1.starts_with("v1,") && message.body.is_empty());
    }
}
