//! What is told beyond the published answers, for who asks for it.

use super::*;

async fn cast_with_facets(app: &TestApp) -> Cast<'_> {
    let cast = cast(app).await;
    for (wren, country) in cast.wrens.iter().zip(["NO", "GB", "GB"]) {
        wren.affiliation(ItemKind::Employment, "Alder & Sons").add().await;
        wren.item(ItemKind::Address, &json!({ "country": { "value": country } }).to_string()).add().await;
        let work = json!({
            "title": { "title": { "value": "Nests" } }, "type": "book", "publication-date": { "year": { "value": "2020" } },
        });
        wren.item(ItemKind::Work, &work.to_string()).add().await;
    }
    cast
}

/// SEARCH-13
#[tokio::test]
async fn facets_count_all_who_are_found() {
    let app = TestApp::start().await;
    let cast = cast_with_facets(&app).await;
    let answer = cast.json("/pub/v3.0/search?q=given-names:wren&rows=0&with=facets").await;
    assert_eq!(
        answer.text(),
        "{\"result\":null,\"num-found\":3,\"facets\":{\"current-institution\":[{\"value\":\"Alder & Sons\",\"count\":3}],\
         \"country\":[{\"value\":\"GB\",\"count\":2},{\"value\":\"NO\",\"count\":1}],\
         \"work-type\":[{\"value\":\"book\",\"count\":3}],\"year\":[{\"value\":\"2020\",\"count\":3}]}}"
    );
    let xml = app.get("/pub/v3.0/expanded-search?q=given-names:wren&rows=0&with=facets").await;
    let expected = "<expanded-search:expanded-search xmlns:expanded-search=\"http://www.orcid.org/ns/expanded-search\" \
                    xmlns:byline=\"urn:byline:search\" num-found=\"3\">\n    <byline:facets>\n        \
                    <byline:current-institution count=\"3\">Alder &amp; Sons</byline:current-institution>\n        \
                    <byline:country count=\"2\">GB</byline:country>\n        <byline:country count=\"1\">NO</byline:country>\n        \
                    <byline:work-type count=\"3\">book</byline:work-type>\n        <byline:year count=\"3\">2020</byline:year>\n    \
                    </byline:facets>\n</expanded-search:expanded-search>\n";
    assert!(xml.text().ends_with(expected), "{}", xml.text());
    // Nobody has anything: lists are there and empty.
    let none = cast.json("/pub/v3.0/search?q=nobody&with=facets").await.json();
    assert_eq!(none["facets"], json!({ "current-institution": [], "country": [], "work-type": [], "year": [] }));
}

#[tokio::test]
async fn facets_agree_with_what_just_changed() {
    let app = TestApp::start().await;
    let cast = cast_with_facets(&app).await;
    let countries = async || {
        let answer = cast.json("/pub/v3.0/search?q=given-names:wren&with=facets").await.json();
        (answer["num-found"].as_u64().unwrap(), answer["facets"]["country"].clone())
    };
    assert_eq!(countries().await, (3, json!([{ "value": "GB", "count": 2 }, { "value": "NO", "count": 1 }])));
    cast.wrens[1].set_state(RecordState::Locked).await;
    assert_eq!(countries().await, (2, json!([{ "value": "GB", "count": 1 }, { "value": "NO", "count": 1 }])));
}

#[tokio::test]
async fn no_facet_has_more_than_twenty_values() {
    let app = TestApp::start().await;
    let wren = app.record("Wren").await;
    for number in 10..35 {
        let work = json!({
            "title": { "title": { "value": "Nests" } }, "type": "book",
            "publication-date": { "year": { "value": format!("19{number}") } },
        });
        wren.item(ItemKind::Work, &work.to_string()).add().await;
    }
    let answer = app.get_json("/pub/v3.0/search?q=wren&with=facets").await.json();
    let years = answer["facets"]["year"].as_array().unwrap();
    assert_eq!((years.len(), &years[0]["value"], &years[19]["value"]), (20, &json!("1910"), &json!("1929")));
}

/// SEARCH-13
#[tokio::test]
async fn highlights_say_why_somebody_was_found() {
    let app = TestApp::start().await;
    let cast = cast(&app).await;
    let [ada, bo, _] = &cast.wrens;
    bo.item(ItemKind::Biography, r#"{"content":"Counts <b>nests</b> & \"eggs\""}"#).add().await;
    let answer = cast.json("/pub/v3.0/search?q=given-names:ada+OR+nests&sort=orcid%20asc&with=highlights").await;
    let highlights = answer.text().split_once(",\"num-found\":2,").unwrap().1;
    let part = |text: &str, is_match: bool| json!({ "text": text, "match": is_match });
    assert_eq!(
        serde_json::from_str::<Value>(&format!("{{{highlights}")).unwrap(),
        json!({
            "highlight": [
                {
                    "orcid-id": ada.to_string(),
                    "snippet": [{ "field": "given-names", "part": [part("Wren ", false), part("Ada", true)] }],
                },
                {
                    "orcid-id": bo.to_string(),
                    "snippet": [{
                        "field": "biography",
                        "part": [part("Counts <b>", false), part("nests", true), part("</b> & \"eggs\"", false)],
                    }],
                },
            ],
        })
    );
    let xml = app.get("/pub/v3.0/expanded-search?q=nests&fl=orcid&with=highlights,facets").await;
    let expected = format!(
        "    <byline:highlight orcid-id=\"{bo}\">\n        <byline:snippet field=\"biography\">\n            \
         <byline:part match=\"false\">Counts &lt;b&gt;</byline:part>\n            \
         <byline:part match=\"true\">nests</byline:part>\n            \
         <byline:part match=\"false\">&lt;/b&gt; &amp; \"eggs\"</byline:part>\n        </byline:snippet>\n    \
         </byline:highlight>\n</expanded-search:expanded-search>\n"
    );
    assert!(xml.text().ends_with(&expected) && xml.text().contains("<byline:facets"), "{}", xml.text());
    let everybody = cast.json("/pub/v3.0/search?q=*:*&with=highlights").await.json();
    assert_eq!((&everybody["num-found"], &everybody["highlight"]), (&json!(4), &json!([])));
}

#[tokio::test]
async fn what_is_hidden_is_neither_counted_nor_shown() {
    let app = TestApp::start().await;
    let cast = cast(&app).await;
    let ada = &cast.wrens[0];
    ada.item(ItemKind::Biography, r#"{"content":"Ada counts secrets"}"#).private().add().await;
    ada.affiliation(ItemKind::Employment, "Hidden Lab").limited().add().await;
    for path in ["search", "expanded-search"] {
        let answer = cast.json(&format!("/pub/v3.0/{path}?q=ada+OR+hidden+OR+secrets&with=facets,highlights")).await;
        assert_eq!(answer.json()["num-found"], 1);
        assert!(!answer.text().contains("ecret") && !answer.text().contains("Hidden"), "{}", answer.text());
    }
}

/// Nobody who does not ask for it gets anything else than the published answer.
#[tokio::test]
async fn answers_are_the_published_ones_unless_more_is_asked_for() {
    let app = TestApp::start().await;
    let cast = cast_with_facets(&app).await;
    let plain = cast.json("/pub/v3.0/search?q=given-names:wren").await;
    for more in ["with=", "with=other", "facet=true&facet.field=country", "hl=true", "with=&with=facets"] {
        let answer = cast.json(&format!("/pub/v3.0/search?q=given-names:wren&{more}")).await;
        assert_eq!(answer.text(), plain.text(), "{more}");
    }
    let older = cast.json("/pub/v2.1/search?q=given-names:wren&with=facets").await.json();
    assert!(older.get("facets").is_none());
    let path = "/pub/v3.0/csv-search?q=given-names:wren&fl=orcid";
    let table = app.request("GET", path).accept("text/csv").send().await;
    let same = app.request("GET", &format!("{path}&with=facets")).accept("text/csv").send().await;
    assert_eq!(table.text(), same.text());
    let path = "/pub/v3.0/search?q=wren&with=others";
    let strict = app.request("GET", path).accept("application/json").header("prefer", "handling=strict").send().await;
    assert_eq!(strict.outcome(), (400, 9012));
}
