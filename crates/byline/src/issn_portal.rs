//! The ISSN portal, asked over HTTP. It answers `/resource/ISSN/{issn}?format=json` with JSON-LD.

use std::time::Duration;

use async_trait::async_trait;
use byline_model::Issn;
use byline_registry::{IssnResolver, IssnUnavailable, portal_title};
use reqwest::StatusCode;

/// Somebody waits for the answer of the portal with a request of their own.
const LONGEST_WAIT: Duration = Duration::from_secs(10);
/// Far more than any answer has.
const LARGEST: usize = 1 << 20;

pub struct IssnPortal {
    http: reqwest::Client,
    base: String,
}

impl IssnPortal {
    /// `base` is `https://portal.issn.org`, without a slash at the end.
    ///
    /// # Errors
    /// When no connection can be prepared.
    pub fn new(base: &str) -> reqwest::Result<Self> {
        let agent = concat!("byline/", env!("CARGO_PKG_VERSION"));
        let http = reqwest::Client::builder().timeout(LONGEST_WAIT).user_agent(agent).build()?;
        Ok(IssnPortal { http, base: base.to_owned() })
    }

    async fn ask(&self, issn: Issn) -> Result<Option<serde_json::Value>, Box<dyn std::error::Error + Send + Sync>> {
        let url = format!("{}/resource/ISSN/{issn}?format=json", self.base);
        let mut answer = self.http.get(url).header("accept", "application/json").send().await?;
        if answer.status() == StatusCode::NOT_FOUND {
            return Ok(None);
        }
        answer.error_for_status_ref()?;
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await? {
            if body.len() + chunk.len() > LARGEST {
                return Err("the answer does not end".into());
            }
            body.extend_from_slice(&chunk);
        }
        Ok(Some(serde_json::from_slice(&body)?))
    }
}

#[async_trait]
impl IssnResolver for IssnPortal {
    async fn title(&self, issn: Issn) -> Result<Option<String>, IssnUnavailable> {
        let answer = self.ask(issn).await.map_err(IssnUnavailable)?;
        Ok(answer.as_ref().and_then(portal_title))
    }
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::extract::Path;
    use axum::routing::get;
    use tokio::net::TcpListener;

    use super::*;

    /// A portal of our own on a free port.
    async fn portal() -> String {
        let resource = |Path(issn): Path<String>| async move {
            match issn.as_str() {
                "1755-4349" => (
                    StatusCode::OK,
                    r##"{"mainTitle":"","identifiedBy":{"#KeyTitle":{"value":"Nature chemistry (Online)"}}}"##,
                ),
                "0260-8774" => (StatusCode::OK, r#"{"identifier":"0260-8774"}"#),
                "0000-0001" => (StatusCode::OK, "<html>"),
                "0000-0002" => (StatusCode::SERVICE_UNAVAILABLE, ""),
                _ => (StatusCode::NOT_FOUND, ""),
            }
        };
        let app = Router::new().route("/resource/ISSN/{issn}", get(resource));
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move { axum::serve(listener, app).await });
        format!("http://{address}")
    }

    #[tokio::test]
    async fn the_portal_tells_titles() {
        let portal = IssnPortal::new(&portal().await).unwrap();
        let title = async |issn: &str| portal.title(issn.parse().unwrap()).await;
        assert_eq!(title("1755-4349").await.unwrap().as_deref(), Some("Nature chemistry (Online)"));
        assert_eq!(title("0260-8774").await.unwrap(), None, "a serial without any title is none that can be shown");
        assert_eq!(title("1234-5678").await.unwrap(), None);
        assert!(title("0000-0001").await.is_err() && title("0000-0002").await.is_err());
    }

    #[tokio::test]
    async fn a_portal_that_is_away_says_nothing_about_serials() {
        let gone = TcpListener::bind(("127.0.0.1", 0)).await.unwrap().local_addr().unwrap();
        let portal = IssnPortal::new(&format!("http://{gone}")).unwrap();
        assert!(portal.title("1755-4349".parse().unwrap()).await.is_err());
    }
}
