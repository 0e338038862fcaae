//! The pages of the demo registry, without a browser.

use crate::support::{AMELIE, Running};

/// The record with a thousand works.
const PROLIFIC: &str = "0009-9000-0000-0109";

#[tokio::test]
async fn every_person_of_the_demo_has_a_page() {
    let sandbox = Running::sandbox::<[&str; 0]>([]);
    let people = sandbox.json("/__sandbox/people").await;
    let people = people.as_array().expect("a list");
    assert!(people.len() > 15);
    for person in people {
        let orcid = person["orcid"].as_str().expect("an iD");
        let page = sandbox.get(&format!("/{orcid}"), "text/html").await;
        assert_eq!(page.status(), 200, "{orcid}");
        let text = page.text().await.expect("a page");
        assert!(text.trim_end().ends_with("</html>") && text.contains(orcid), "{orcid}");
        let heading = match person["state"].as_str().expect("a state") {
            "locked" => Some("This record is locked"),
            "deactivated" => Some("This record was deactivated"),
            "deprecated" => Some("This iD has been replaced"),
            _ => None,
        };
        assert!(heading.is_none_or(|it| text.contains(it)), "{orcid}");
        assert!(!text.contains("<script>") && !text.contains("<script src"), "{orcid}");
    }
}

/// REG-27, REG-33
#[tokio::test]
async fn the_page_of_a_record_with_everything_shows_all_sections() {
    let sandbox = Running::sandbox::<[&str; 0]>([]);
    let page = sandbox.get(&format!("/{AMELIE}"), "text/html").await.text().await.expect("a page");
    for text in [
        "<h2 id=\"employments\">",
        "<h2 id=\"educations\">",
        "<h2 id=\"professional\">",
        "<h2 id=\"fundings\">",
        "<h2 id=\"works\">",
        "<h2 id=\"peer-reviews\">",
        "<h2 id=\"research-resources\">",
        "<h3>Annals of Lighthouse Studies</h3>",
        "2 more sources",
        "<bdi>Northlab Synchrotron</bdi> via <bdi>Affiliation Hub</bdi>",
        "rel=\"me nofollow\"",
        "application/vnd.orcid+json",
    ] {
        assert!(page.contains(text), "{text}");
    }
    assert!(!page.contains("amelie.dubois@example.net"), "a limited address");
}

#[tokio::test]
async fn a_thousand_works_are_shown_fifty_at_a_time() {
    let sandbox = Running::sandbox::<[&str; 0]>([]);
    let path = format!("/{PROLIFIC}");
    let page = sandbox.get(&path, "text/html").await.text().await.expect("a page");
    // Fifty works, and the little that is in other sections.
    assert!((50..60).contains(&page.matches("<li class=\"card\">").count()));
    assert!(page.len() < 120_000, "{} bytes", page.len());
    for number in 1..=5 {
        let page = sandbox.get(&format!("{path}?works={number}"), "text/html").await.text().await.expect("a page");
        assert!(page.contains(&format!("{}–{} of ", number * 50 - 49, number * 50)), "page {number}");
        assert!(page.len() < 120_000, "page {number}: {} bytes", page.len());
    }
}
