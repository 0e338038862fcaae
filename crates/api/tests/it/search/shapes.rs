//! What answers look like.

use super::*;

const ONE: &str = "/pub/v3.0/search?q=given-names:ada";

/// 4.1
/// SEARCH-4
#[tokio::test]
async fn a_hit_is_an_identifier() {
    let app = TestApp::start().await;
    let cast = cast(&app).await;
    let ada = cast.wrens[0].to_string();
    let xml = app.get(ONE).await;
    assert_eq!(xml.header("content-type"), "application/vnd.orcid+xml;charset=UTF-8");
    assert_eq!(
        xml.text(),
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
             <search:search xmlns:search=\"http://www.orcid.org/ns/search\" \
             xmlns:common=\"http://www.orcid.org/ns/common\" num-found=\"1\">\n    \
             <search:result>\n        <common:orcid-identifier>\n            \
             <common:uri>http://127.0.0.1:8080/{ada}</common:uri>\n            \
             <common:path>{ada}</common:path>\n            <common:host>127.0.0.1:8080</common:host>\n        \
             </common:orcid-identifier>\n    </search:result>\n</search:search>\n"
        )
    );
    let json = cast.json(ONE).await;
    let uri = format!("http://127.0.0.1:8080/{ada}");
    assert_eq!(
        json.text(),
        format!(
            "{{\"result\":[{{\"orcid-identifier\":{{\"uri\":\"{uri}\",\"path\":\"{ada}\",\"host\":\"127.0.0.1:8080\"}}}}],\
             \"num-found\":1}}"
        )
    );
}

/// 5 and 68
#[tokio::test]
async fn no_hit_is_null_in_json_and_nothing_in_xml() {
    let app = TestApp::start().await;
    let cast = cast(&app).await;
    for (query, total) in [("", 0), ("?q=", 0), ("?q=nobody", 0), ("?rows=0&q=*:*", 4), ("?start=4&q=*:*", 4)] {
        let plain = cast.json(&format!("/pub/v3.0/search{query}")).await;
        assert_eq!(plain.text(), format!("{{\"result\":null,\"num-found\":{total}}}"), "{query}");
        let expanded = cast.json(&format!("/pub/v3.0/expanded-search{query}")).await;
        assert_eq!(expanded.text(), format!("{{\"expanded-result\":null,\"num-found\":{total}}}"), "{query}");
        let xml = app.get(&format!("/pub/v3.0/expanded-search{query}")).await;
        let root = format!(
            "<expanded-search:expanded-search xmlns:expanded-search=\"http://www.orcid.org/ns/expanded-search\" \
             num-found=\"{total}\"/>\n"
        );
        assert!(xml.text().ends_with(&root), "{query}: {}", xml.text());
        let csv = app.request("GET", &format!("/pub/v3.0/csv-search{query}")).accept("text/csv").send().await;
        assert_eq!(csv.text().lines().count(), 1, "{query}");
    }
}

/// 4.2, in both layouts
/// SEARCH-4
#[tokio::test]
async fn an_expanded_hit_has_names_addresses_and_institutions() {
    let app = TestApp::start().await;
    let cast = cast(&app).await;
    let ada = &cast.wrens[0];
    ada.item(ItemKind::OtherName, r#"{"content":"Zoë"}"#).add().await;
    ada.item(ItemKind::OtherName, r#"{"content":"Ada W."}"#).add().await;
    ada.email("ada@example.org", true).add().await;
    for name in ["Ålesund", "alder", "Zed", "Alder"] {
        ada.affiliation(ItemKind::Education, name).add().await;
    }
    ada.affiliation(ItemKind::Employment, "Zed").add().await;
    ada.affiliation(ItemKind::Employment, "Hidden").limited().add().await;
    let answer = cast.json("/pub/v3.0/expanded-search?q=given-names:ada").await;
    assert_eq!(
        answer.text(),
        format!(
            "{{\"expanded-result\":[{{\"orcid-id\":\"{ada}\",\"given-names\":\"Wren Ada\",\"family-names\":null,\
             \"credit-name\":null,\"other-name\":[\"Zoë\",\"Ada W.\"],\"email\":[\"ada@example.org\"],\
             \"institution-name\":[\"Alder\",\"Zed\",\"alder\",\"Ålesund\"]}}],\"num-found\":1}}"
        )
    );
    let xml = app.get("/pub/v3.0/expanded-search?q=given-names:ada&fl=orcid,email").await;
    let xml = xml.text();
    let body = xml.split_once("num-found=\"1\">").unwrap().1;
    let expected = format!(
        "\n    <expanded-search:expanded-result>\n        <expanded-search:orcid-id>{ada}</expanded-search:orcid-id>\n        \
         <expanded-search:email>ada@example.org</expanded-search:email>\n    </expanded-search:expanded-result>\n\
         </expanded-search:expanded-search>\n"
    );
    assert_eq!(body, expected);
}

/// 3.2
/// SEARCH-3
#[tokio::test]
async fn fields_that_are_not_asked_for_are_left_out() {
    let app = TestApp::start().await;
    let cast = cast(&app).await;
    let ada = &cast.wrens[0];
    ada.email("ada@example.org", true).add().await;
    let of = async |fields: &str| {
        let path = format!("/pub/v3.0/expanded-search?q=given-names:ada&fl={fields}");
        cast.json(&path).await.json()["expanded-result"][0].clone()
    };
    let nothing = json!({
        "orcid-id": null, "given-names": null, "family-names": null, "credit-name": null, "other-name": [],
        "email": [], "institution-name": [],
    });
    let with = |key: &str, value: Value| {
        let mut all = nothing.clone();
        all[key] = value;
        all
    };
    assert_eq!(of("given-names").await, with("given-names", json!("Wren Ada")));
    assert_eq!(of("email").await, with("email", json!(["ada@example.org"])));
    // A blank is part of a name that no field has.
    assert_eq!(of("orcid,%20email").await, with("orcid-id", json!(ada.to_string())));
    assert_eq!(of("given-and-family-names").await, nothing);
    // Nothing that there is: all of it.
    for none in ["", "score", "%20orcid", "*"] {
        assert_eq!(of(none).await["given-names"], "Wren Ada", "{none:?}");
    }
    let plain = cast.json("/pub/v3.0/search?q=given-names:ada&fl=email").await.json();
    assert_eq!(orcids(&plain), [ada.to_string()], "the plain form has no choice");
}

/// 4.3
/// SEARCH-4
#[tokio::test]
async fn a_table_has_the_columns_that_were_asked_for() {
    let app = TestApp::start().await;
    let cast = cast(&app).await;
    let ada = &cast.wrens[0];
    for name in ["Ada, of Wren", "say \"hi\""] {
        let body = json!({ "content": name }).to_string();
        ada.item(ItemKind::OtherName, &body).add().await;
    }
    for _ in 0..2 {
        ada.affiliation(ItemKind::Employment, "Zed").add().await;
    }
    let csv = async |query: &str| {
        let answer = app.request("GET", &format!("/pub/v3.0/csv-search?{query}")).accept("text/csv").send().await;
        assert_eq!(answer.header("content-type"), "text/csv;charset=UTF-8");
        answer.text().to_owned()
    };
    let all = "orcid,email,given-names,family-name,given-and-family-names,current-institution-affiliation-name,\
               past-institution-affiliation-name,credit-name,other-names\n";
    assert_eq!(
        csv("q=given-names:ada").await,
        format!("{all}{ada},,Wren Ada,,,\"Zed,Zed\",,,\"Ada\\, of Wren,say \"\"hi\"\"\"\n")
    );
    assert_eq!(
        csv("q=given-names:bo&fl=family-name,orcid,family-name").await.lines().nth(1),
        Some(&*format!("\"\",{}", cast.wrens[1]))
    );
    assert_eq!(
        csv("q=given-names:wren&sort=orcid%20desc&fl=given-names").await,
        "given-names\nWren Cy\nWren Bo\nWren Ada\n"
    );
}

/// Section 2: namespaces are the same, the schemas are not; addresses of 2.0 begin with `http:`.
/// SEARCH-2
#[tokio::test]
async fn older_versions_have_the_plain_form_alone() {
    let app = TestApp::setup().base_url("https://reg.example").start().await;
    let cast = cast(&app).await;
    let of = async |path: &str, accept: &str| {
        app.request("GET", path)
            .host("pub.reg.example")
            .accept(accept)
            .header("x-forwarded-proto", "https")
            .send()
            .await
    };
    for (version, scheme) in [("v2.0", "http"), ("v2.1", "https"), ("v3.0", "https")] {
        for slash in ["", "/"] {
            let path = format!("/{version}/search{slash}?q=given-names:wren&rows=1");
            let answer = of(&path, "application/json").await;
            let first = &answer.json()["result"][0]["orcid-identifier"];
            assert_eq!(first["uri"], format!("{scheme}://reg.example/{}", cast.wrens[0]), "{path}");
            assert_eq!(answer.json()["num-found"], 3);
            let xml = of(&path, "application/xml").await;
            let xml = xml.text();
            assert!(xml.contains("<search:search xmlns:search=\"http://www.orcid.org/ns/search\""), "{xml}");
        }
        for other in ["expanded-search", "csv-search", "suggest"] {
            let answer = of(&format!("/{version}/{other}?q=wren"), "*/*").await;
            let expected = version != "v3.0";
            assert_eq!(answer.outcome() == (404, 9001), expected, "{version} {other}: {}", answer.text());
        }
    }
}

#[tokio::test]
async fn scripts_get_json_as_the_argument_of_their_function() {
    let app = TestApp::start().await;
    let cast = cast(&app).await;
    let plain = cast.json("/pub/v3.0/search?q=given-names:ada").await.text().to_owned();
    for accept in ["*/*", "application/xml", "text/javascript"] {
        let answer = app.request("GET", &format!("{ONE}&callback=a.b_1")).accept(accept).send().await;
        assert_eq!(answer.header("content-type"), "application/javascript;charset=UTF-8");
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        assert_eq!(answer.text(), format!("a.b_1({plain})"));
    }
    let expanded = app.get("/pub/v3.0/expanded-search?q=nobody&callback=f").await;
    assert_eq!(expanded.text(), "f({\"expanded-result\":null,\"num-found\":0})");
    let refused = app.get("/pub/v3.0/search?q=*:*&rows=x&callback=f").await;
    assert_eq!(refused.status.as_u16(), 400);
    assert!(refused.text().starts_with("f({\"response-code\":400,"), "{}", refused.text());
    for name in ["alert(1)//", "f;g", "%3Cscript%3E", "1"] {
        let answer = cast.json(&format!("{ONE}&callback={name}")).await;
        assert_eq!(answer.outcome(), (400, 9012), "{name}");
    }
    let table = app.request("GET", "/pub/v3.0/csv-search?q=ada&callback=f").accept("text/csv").send().await;
    assert!(table.text().starts_with("orcid,"), "{}", table.text());
}

/// Section 2; 75
/// SEARCH-2
#[tokio::test]
async fn types_are_agreed_on() {
    let app = TestApp::start().await;
    cast(&app).await;
    let of = async |path: &str, accept: &str| {
        let answer = app.request("GET", &format!("/pub/v3.0/{path}?q=wren")).accept(accept).send().await;
        (answer.status.as_u16(), answer.header("content-type").to_owned())
    };
    for form in ["search", "expanded-search"] {
        for media in ["vnd.orcid+xml", "orcid+xml", "xml", "vnd.orcid+json", "orcid+json", "json"] {
            let media = format!("application/{media}");
            assert_eq!(of(form, &media).await, (200, format!("{media};charset=UTF-8")));
        }
        assert_eq!(of(form, "*/*").await.1, "application/vnd.orcid+xml;charset=UTF-8");
        assert_eq!(of(form, "text/csv").await.0, 406);
    }
    for accept in ["*/*", "application/json", "text/plain"] {
        assert_eq!(of("csv-search", accept).await.0, 406, "{accept}");
    }
    assert_eq!(app.get("/pub/v3.0/csv-search?q=wren").await.outcome(), (406, 9001));
    for accept in ["text/csv", "text/csv; q=0.5, application/json", "text/html,*/*;q=0.8"] {
        assert_eq!(of("csv-search", accept).await, (200, "text/csv;charset=UTF-8".to_owned()), "{accept}");
    }
}

/// A record that is locked, merged or gone is not found from the moment on that it is.
#[tokio::test]
async fn who_goes_away_is_not_found() {
    let app = TestApp::start().await;
    let cast = cast(&app).await;
    let [ada, bo, cy] = &cast.wrens;
    let found = async || orcids(&cast.json("/pub/v3.0/search?q=given-names:wren").await.json());
    assert_eq!(found().await, cast.orcids());
    ada.set_state(RecordState::Locked).await;
    assert_eq!(found().await, [bo.to_string(), cy.to_string()]);
    bo.set_state(RecordState::Deprecated { primary: cy.orcid }).await;
    assert_eq!(found().await, [cy.to_string()]);
    cy.set_state(RecordState::Deactivated).await;
    assert_eq!(found().await, [] as [&str; 0]);
    ada.set_state(RecordState::Active).await;
    assert_eq!(found().await, [ada.to_string()]);
}
