//! How much of what is found is told, and to whom (`search` 3.1).

use super::*;

/// Hosts and tokens: who may look how far.
struct Hosts {
    public: String,
    member: String,
}

async fn tokens(app: &TestApp) -> Hosts {
    let public = app.client("Reader", ClientType::PublicClient).await.credentials("/read-public").await;
    let member = app.member("Member").await.credentials("/read-public").await;
    Hosts { public, member }
}

/// 69: rows are looked at first, on every host and in every form.
/// SEARCH-3.1
#[tokio::test]
async fn rows_are_a_number_up_to_a_thousand() {
    let app = TestApp::start().await;
    cast(&app).await;
    let Hosts { public, member } = tokens(&app).await;
    for (prefix, token) in [("/pub", None), ("/pub", Some(&public)), ("/pub", Some(&member)), ("/api", Some(&member))] {
        for form in ["search", "expanded-search", "csv-search"] {
            for rows in ["1001", "-1", "x", "", "1.0", "2147483648", "99999999999999999999"] {
                for start in ["0", "10001", "x"] {
                    let path = format!("{prefix}/v3.0/{form}?q=*:*&rows={rows}&start={start}");
                    let accept = if form == "csv-search" { "text/csv" } else { "application/json" };
                    let request = app.request("GET", &path).accept(accept);
                    let request = match token {
                        Some(token) => request.bearer(token),
                        None => request,
                    };
                    let answer = request.send().await;
                    assert_eq!(answer.outcome(), (400, 9012), "{path}");
                    assert!(answer.text().contains("rows"), "{path}: {}", answer.text());
                }
            }
        }
    }
    for rows in ["0", "1000", "%2B7", "007"] {
        assert_eq!(app.get_json(&format!("/pub/v3.0/search?q=*:*&rows={rows}")).await.status.as_u16(), 200, "{rows}");
    }
}

/// 70 and 71
/// SEARCH-3.1
#[tokio::test]
async fn without_a_token_pages_end_at_ten_thousand() {
    let app = TestApp::start().await;
    cast(&app).await;
    let Hosts { public, member } = tokens(&app).await;
    let asked = async |prefix: &str, start: &str, token: Option<&str>| {
        let path = format!("{prefix}/v3.0/search?q=*:*&start={start}");
        let request = app.request("GET", &path).accept("application/json");
        match token {
            Some(token) => request.bearer(token).send().await,
            None => request.send().await,
        }
    };
    for (start, expected) in
        [("0", 200), ("10000", 200), ("10001", 9043), ("-1", 9043), ("x", 9012), ("", 9012), ("2147483648", 9012)]
    {
        let answer = asked("/pub", start, None).await;
        let outcome = if expected == 200 { (200, 0) } else { (400, expected) };
        assert_eq!(
            (answer.status.as_u16(), answer.json()["error-code"].as_u64().unwrap_or_default()),
            outcome,
            "{start}"
        );
    }
    for (prefix, token) in [("/pub", &public), ("/pub", &member), ("/api", &member)] {
        for (start, expected) in [("0", 200), ("10001", 200), ("2147483647", 200), ("-1", 500), ("x", 500), ("", 500)] {
            let answer = asked(prefix, start, Some(token)).await;
            assert_eq!(answer.status.as_u16(), expected, "{prefix} {start}");
            assert_eq!(answer.json()["error-code"], if expected == 500 { json!(9008) } else { Value::Null });
        }
    }
}

/// 72: in order of iD where nothing else decides.
#[tokio::test]
async fn pages_have_everybody_once() {
    let app = TestApp::start().await;
    for number in 0..10 {
        app.record(&format!("Wren {number}")).await;
    }
    let page = async |start: usize| {
        let answer = app.get_json(&format!("/pub/v3.0/search?q=*:*&start={start}&rows=3")).await.json();
        assert_eq!(answer["num-found"], 10);
        orcids(&answer)
    };
    let pages = [page(0).await, page(3).await, page(6).await, page(9).await];
    assert_eq!(pages.each_ref().map(Vec::len), [3, 3, 3, 1]);
    let all = pages.concat();
    assert!(all.is_sorted() && all.windows(2).all(|pair| pair[0] != pair[1]), "{all:?}");
}

/// SEARCH-13
#[tokio::test]
async fn with_a_token_everybody_is_reached_in_order_of_id() {
    let app = TestApp::start().await;
    let cast = cast(&app).await;
    let Hosts { public, member } = tokens(&app).await;
    for (prefix, token) in [("/pub", &public), ("/api", &member)] {
        let (mut after, mut all) = (String::new(), Vec::new());
        loop {
            let path = format!("{prefix}/v3.0/search?q=given-names:wren&rows=2&sort=orcid%20desc&after={after}");
            let answer = app.request("GET", &path).accept("application/json").bearer(token).send().await.json();
            assert_eq!(answer["num-found"], 3, "all of them count on every page");
            let page = orcids(&answer);
            let Some(last) = page.last() else { break };
            after.clone_from(last);
            all.extend(page);
        }
        assert_eq!(all, cast.orcids());
    }
    let asked = async |query: &str| {
        let request = app.request("GET", &format!("/pub/v3.0/search?q=*:*&{query}")).accept("application/json");
        request.bearer(&public).send().await.outcome()
    };
    assert_eq!(asked("after=x").await, (400, 9012));
    assert_eq!(asked("after=0000-0002-1825-0098").await, (400, 9012), "the check digit is wrong");
    assert_eq!(asked("after=&start=1").await, (400, 9012));
    let anonymous = cast.json("/pub/v3.0/search?q=*:*&after=").await;
    assert_eq!(anonymous.outcome(), (400, 9043));
}

/// Section 3: the first value of a parameter counts.
/// SEARCH-3
#[tokio::test]
async fn of_a_parameter_that_comes_twice_the_first_counts() {
    let app = TestApp::start().await;
    let cast = cast(&app).await;
    let found = async |query: &str| orcids(&cast.json(&format!("/pub/v3.0/search?{query}")).await.json());
    assert_eq!(found("q=given-names:ada&q=given-names:bo&rows=1&rows=x").await, cast.orcids()[..1]);
    assert_eq!(found("q=&q=given-names:bo").await, [] as [&str; 0]);
    assert_eq!(found("q=*:*&fq=given-names:bo&fq=given-names:ada").await, cast.orcids()[1..2]);
    assert_eq!(
        found("q=%2Bgiven-names:wren+-given-names:bo").await,
        [&cast.orcids()[0], &cast.orcids()[2]].map(Clone::clone)
    );
    // What only an engine would know has no effect.
    assert_eq!(
        found("q=given-names:ada&facet=true&facet.field=nofield&hl=true&group=true&cursorMark=*&qt=/x&wt=xml").await,
        cast.orcids()[..1]
    );
}
