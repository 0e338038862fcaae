//! Two records of one address, as an upgrade may find them (`decisions` 61).

use axum::http::StatusCode;
use byline_accounts::Hashing;
use byline_testkit::older::{self, Somebody};
use byline_testkit::{OrcidId, SeededEntropy, Timestamp};

use crate::support::{PASSWORD, Pages};

fn person(number: u64) -> OrcidId {
    OrcidId::from_base(OrcidId::TEST_BLOCK.start() + number).expect("a number")
}

/// D-61
#[tokio::test]
async fn who_confirmed_first_keeps_the_address_and_the_other_is_asked_for_one() {
    whoever_lost_an_address_gave_another().await;
}

/// The pages after that.
pub async fn whoever_lost_an_address_gave_another() -> Pages {
    let (keeper, other) = (person(1), person(2));
    let hash = Hashing { memory_kib: 64, passes: 1, lanes: 1 }.phc(PASSWORD, &SeededEntropy::new(1));
    let somebody = |orcid, address, proven| Somebody {
        orcid,
        address,
        proven: Some(Timestamp::from_millis(proven)),
        password: Some(&hash),
    };
    let image = older::image(&[
        somebody(other, "ada@bücher.example", 2000),
        somebody(keeper, "ada@xn--bcher-kva.example", 1000),
    ]);
    let pages = Pages::over(image).await;

    // Either way of writing it finds the one.
    for name in ["ada@bücher.example", "ADA@xn--bcher-kva.example"] {
        let mut browser = pages.browser();
        assert_eq!(browser.sign_in(name, PASSWORD).await.location(), "/my-orcid");
        let page = browser.get("/my-orcid").await.text();
        assert!(page.contains(&keeper.to_string()) && !page.contains("Two records had the address"), "{page}");
    }
    // The other one is there by iD, with all that is theirs, and goes on to be asked.
    let mut browser = pages.browser();
    browser.sign_in(&other.to_string(), PASSWORD).await;
    let page = browser.get("/my-orcid").await;
    assert!(page.text().contains("Two records had the address ada@bücher.example"), "{}", page.text());
    for (typed, said) in [("nonsense", "name@example.org"), ("ada@BÜCHER.example", "There is an iD with this address")]
    {
        let answer = browser.submit(&page, &[("email", typed)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.text().contains(said), "{}", answer.text());
    }
    assert_eq!(browser.submit(&page, &[("email", "ada@lesen.example")]).await.location(), "/my-orcid?notice=sent");
    let page = browser.get("/my-orcid").await.text();
    assert!(page.contains("ada@lesen.example") && !page.contains("bücher"), "{page}");
    assert_eq!(pages.browser().sign_in("ada@lesen.example", PASSWORD).await.location(), "/my-orcid");
    // Whoever has lost nothing adds nothing.
    let mut browser = pages.browser();
    browser.sign_in(&keeper.to_string(), PASSWORD).await;
    let csrf = browser.get("/my-orcid").await.form().1.iter().find(|it| it.0 == "csrf").map(|it| it.1.clone());
    let csrf = csrf.unwrap_or_default();
    browser.post("/my-orcid/address", &[("csrf", &csrf), ("email", "x@example.org")]).await;
    assert_eq!(pages.app.store.find_by_email("x@example.org").await.expect("a store"), None);
    pages
}
