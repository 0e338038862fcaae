//! Names that are completed while somebody types. Beyond ORCID.

use byline_store::{Change, Organization, OrganizationDetails};

use super::*;

fn names(answer: &Value, key: &str) -> Vec<String> {
    answer["result"].as_array().unwrap().iter().map(|it| it[key].as_str().unwrap_or("-").to_owned()).collect()
}

/// SEARCH-13
#[tokio::test]
async fn people_are_suggested_by_any_of_their_names() {
    let app = TestApp::start().await;
    let cast = cast(&app).await;
    let [ada, bo, cy] = &cast.wrens;
    bo.item(ItemKind::OtherName, r#"{"content":"Roberta Étoile"}"#).add().await;
    cy.affiliation(ItemKind::Employment, "Alder").add().await;
    let suggested = async |query: &str| {
        let answer = app.get_json(&format!("/pub/v3.0/suggest?q={query}")).await;
        assert_eq!(answer.status, 200, "{query}: {}", answer.text());
        names(&answer.json(), "orcid-id")
    };
    let all = cast.orcids();
    for (typed, expected) in [
        ("wre", &all[..]),
        ("WREN", &all[..]),
        ("ada%20wr", &all[..1]),
        ("b", &all[1..2]),
        ("%C3%A9toile%20rob", &all[1..2]),
        ("wren%20z", &[]),
        ("", &[]),
        ("%20-*", &[]),
        (&ada.to_string(), &all[..1]),
        ("given-names:ada", &[]),
        ("ada)%20OR%20(*:*", &[]),
    ] {
        assert_eq!(suggested(typed).await, expected, "{typed}");
    }
    let cy = app.get_json("/pub/v3.0/suggest?q=cy&kind=person").await;
    assert_eq!(
        cy.text(),
        format!(
            "{{\"result\":[{{\"orcid-id\":\"{cy}\",\"given-names\":\"Wren Cy\",\"family-names\":null,\"credit-name\":null,\
             \"institution-name\":[\"Alder\"]}}]}}",
            cy = cast.wrens[2]
        )
    );
    ada.set_state(RecordState::Locked).await;
    assert_eq!(suggested("wre").await, all[1..]);
}

/// SEARCH-13
#[tokio::test]
async fn organizations_are_suggested_with_what_names_them() {
    let app = TestApp::start().await;
    let organization = Organization {
        source: "ROR".into(),
        identifier: "https://ror.org/0ader4288".into(),
        name: "Université Alderwick".into(),
        city: Some("Alderwick".into()),
        region: None,
        country: Some("GB".into()),
        details: OrganizationDetails::default(),
    };
    app.commit([Change::PutOrganization(Box::new(organization))]).await;
    for typed in ["universite%20ald", "ALDERW", "https://ror.org/0ader4288"] {
        let answer = app.get_json(&format!("/pub/v3.0/suggest?kind=organization&q={typed}")).await;
        assert_eq!(
            answer.text(),
            "{\"result\":[{\"name\":\"Université Alderwick\",\"city\":\"Alderwick\",\"region\":null,\"country\":\"GB\",\
             \"disambiguated-organization-identifier\":\"https://ror.org/0ader4288\",\"disambiguation-source\":\"ROR\"}]}",
            "{typed}"
        );
    }
    let none = app.get_json("/pub/v3.0/suggest?kind=organization&q=brume").await;
    assert_eq!(none.text(), "{\"result\":[]}");
}

#[tokio::test]
async fn twenty_are_suggested_at_most() {
    let app = TestApp::start().await;
    for number in 0..25 {
        app.record(&format!("Wren {number}")).await;
    }
    let of = async |query: &str| app.get_json(&format!("/pub/v3.0/suggest?q=wren{query}")).await;
    for (query, expected) in [("", 10), ("&rows=1", 1), ("&rows=20", 20)] {
        assert_eq!(names(&of(query).await.json(), "orcid-id").len(), expected, "{query}");
    }
    for query in ["&rows=0", "&rows=21", "&rows=x", "&rows=-1", "&kind=other", "&kind="] {
        assert_eq!(of(query).await.outcome(), (400, 9012), "{query}");
    }
    let xml = app.request("GET", "/pub/v3.0/suggest?q=wren").accept("application/xml").send().await;
    assert_eq!(xml.outcome(), (406, 9001));
    assert_eq!(app.get("/pub/v3.0/suggest?q=wren").await.header("content-type"), "application/json;charset=UTF-8");
    assert_eq!(app.get("/pub/v2.1/suggest?q=wren").await.outcome(), (404, 9001));
}
