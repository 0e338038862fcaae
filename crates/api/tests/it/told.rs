//! What a refusal says is so, from its first word on: codes that stand for many failures name none of the others.

use byline_testkit::{ItemKind, TestApp, TestRequest};

use crate::writes::documents::{self, work};
use crate::writes::{put_code, world};

#[tokio::test]
async fn codes_for_many_failures_tell_the_one() {
    let app = TestApp::start().await;
    let world = world(&app).await;
    let at = |path: &str| format!("/api/v3.0/{}{path}", world.ada);
    let request = |method: &str, path: &str| -> TestRequest<'_> {
        app.request(method, &at(path)).bearer(&world.token).accept("application/json")
    };
    let json = "application/json";
    let document = |doi: &str| work(doi).to_string();
    let code = put_code(&request("POST", "/work").body(json, document("10.5555/a")).send().await);
    let employment = documents::document(ItemKind::Employment, "a").to_string();
    let employment = put_code(&request("POST", "/employment").body(json, employment).send().await);
    let (item, education) = (format!("/work/{code}"), format!("/education/{employment}"));
    let again = document("10.5555/a").replacen('{', &format!(r#"{{"put-code":{code},"#), 1);
    let keyed = |doi| request("POST", "/work").header("idempotency-key", "\"k\"").body(json, document(doi));
    put_code(&keyed("10.5555/b").send().await);
    let cases = [
        (request("GET", "/nowhere"), 404, "there is nothing at this address"),
        (request("PATCH", "/work"), 405, "the address does not know this method"),
        (
            app.request("GET", &at(&item)).bearer(&world.token).accept("image/png"),
            406,
            "none of the media types asked for is offered",
        ),
        (request("POST", "/work").body("text/plain", document("10.5555/d")), 415, "the body is in a media type"),
        (request("POST", "/work").body(json, "{"), 400, "EOF while parsing"),
        (request("POST", "/work").body(json, " ".repeat((32 << 20) + 1)), 413, "the body is longer than"),
        (keyed("10.5555/c"), 422, "key"),
        (request("PUT", &item).header("if-match", "\"x\"").body(json, again), 412, "changed"),
        (request("GET", &education), 400, "kind"),
        (app.request("GET", "/pub/sync/changes?after=x"), 400, "the cursor was not handed out here"),
    ];
    let first = [
        (9001, "The request cannot be answered as it was sent."),
        (9006, "Something in the request does not fit."),
        (9008, "The registry could not do this."),
    ];
    for (request, status, detail) in cases {
        let answer = request.send().await;
        assert_eq!(answer.status, status, "{}", answer.text());
        let document = answer.json();
        let (code, said) = (document["error-code"].as_u64(), document["developer-message"].as_str().expect("a text"));
        let (_, begins) = first.iter().find(|(known, _)| Some(*known) == code).unwrap_or_else(|| panic!("{document}"));
        assert!(said.starts_with(&format!("{begins} Details: ")), "{said}");
        assert!(said.contains(detail), "{said}");
    }
}
