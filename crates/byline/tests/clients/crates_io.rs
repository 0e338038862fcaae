//! Clients that are crates: their scenarios run here, in the test itself.

mod oauth2;
mod openidconnect;

use crate::scenario::Stage;
use crate::support::AMELIE;
use crate::table::Client;

pub async fn play(client: &Client, stage: &Stage) -> Vec<String> {
    let did = match client.name {
        "openidconnect" => openidconnect::play(stage).await,
        "oauth2" => oauth2::play(stage).await,
        name => panic!("{name} has no scenario"),
    };
    did.iter().map(|it| (*it).to_owned()).collect()
}

impl Stage {
    /// A person agrees without pages. Returns what the registry sends the browser back with.
    async fn agree(&self, url: url::Url) -> std::collections::HashMap<String, String> {
        let mut url = url;
        url.query_pairs_mut().append_pair("login_as", AMELIE);
        let answer = self.http.get(url).send().await.expect("it answers");
        assert_eq!(answer.status(), 302, "{answer:?}");
        let location = answer.headers()["location"].to_str().expect("a text");
        assert!(location.starts_with(self.callback), "{location}");
        url::Url::parse(location).expect("an address").query_pairs().into_owned().collect()
    }

    /// A read of the record, as the status says.
    async fn read(&self, api: &str, token: &str) -> u16 {
        let host = self.issuer.replace("//", &format!("//{api}."));
        let request = self.http.get(format!("{host}/v3.0/{AMELIE}/record")).header("accept", "application/json");
        request.bearer_auth(token).send().await.expect("it answers").status().as_u16()
    }
}
