//! What queries come to.

use byline_search::plan::Search;
use byline_search::query::{Limits, Params, Problem, QueryError, Request};

use crate::people::now;

fn resolved(text: &str, others: &[(&str, &str)]) -> Result<Search, QueryError> {
    let params: Vec<(&str, &str)> = [("q", text)].into_iter().chain(others.iter().copied()).collect();
    Search::of(&Request::read(&Params::new(&params), Limits::default())?, now())
}

fn plan(text: &str, others: &[(&str, &str)]) -> String {
    resolved(text, others).unwrap_or_else(|error| panic!("{text}: {error}")).plan.to_string()
}

#[test]
fn operators_come_to_this() {
    for (text, expected) in [
        ("a b AND c", "(text:a +text:b +text:c)"),
        ("a OR b AND c", "(text:a +text:b +text:c)"),
        ("a OR b NOT c", "(text:a text:b -text:c)"),
        ("NOT a AND b", "(-text:a +text:b)"),
        ("a OR -b", "(text:a -text:b)"),
        ("-a", "(-text:a +*:*)"),
        ("(-a)", "(-text:a +*:*)"),
        ("a AND (-b)", "(+text:a +(-text:b))"),
        ("smith AND - john", "(+text:smith text:john)"),
        ("\"---\" AND smith", "(+text:smith)"),
        ("a \"---\" AND b", "(+text:a +text:b)"),
        ("...", "nobody"),
        ("10.1/ABC", "(text:10.1 text:abc)"),
        ("+10.1/ABC", "(+(text:10.1 text:abc))"),
        ("orcid:10.1/ABC", "orcid:10.1/ABC"),
        ("\"A b\"~2", "text:\"a b\"~2"),
        ("doi-self:x", "doi-self:x"),
        ("given-and-family-names:KÅR*", "given-and-family-names:kar*"),
        ("family-name:/JO.+/", "family-name:/jo.+/"),
        ("family-name:[A TO B}", "family-name:[a TO b}"),
        ("family-name:Einstein~0.8^2", "family-name:einstein~1^2"),
        ("family-name:x~0", "family-name:x"),
        ("(a b)^3 c^=2", "((text:a text:b)^3 text:c^=2)"),
        (
            "profile-submission-date:[NOW/YEAR TO *]",
            "profile-submission-date:[2024-01-01T00:00:00.000Z TO 9999-12-31T23:59:59.999Z]",
        ),
    ] {
        assert_eq!(plan(text, &[]), expected, "{text}");
    }
    let and = [("q.op", "AND")];
    assert_eq!(plan("a b OR c d", &and), "(+text:a text:b text:c +text:d)");
    assert_eq!(plan("10.1/ABC -x", &and), "(+(+text:10.1 +text:abc) -text:x)");
    assert_eq!(plan("A b", &[("df", "orcid")]), "(orcid:A orcid:b)");
}

#[test]
fn what_people_type_comes_to_this() {
    let edismax = |text, others: &[(&'static str, &'static str)]| {
        let params: Vec<_> = others.iter().copied().chain([("defType", "edismax")]).collect();
        plan(text, &params)
    };
    let names = ("qf", "given-names^2 family-name");
    assert_eq!(
        edismax("john smith", &[names]),
        "((given-names:john^2 | family-name:john) (given-names:smith^2 | family-name:smith))"
    );
    assert_eq!(
        edismax("john smith", &[names, ("mm", "100%"), ("tie", "0.1")]),
        "((given-names:john^2 | family-name:john)~0.1 (given-names:smith^2 | family-name:smith)~0.1)~2"
    );
    // Fields that cut the text differently are looked at one by one.
    assert_eq!(
        edismax("10.5/x smith", &[("qf", "doi-self family-name"), ("mm", "100%")]),
        "(((doi-self:10.5/x doi-self:smith)~2 | (family-name:10.5 family-name:x family-name:smith)~3))"
    );
    assert_eq!(edismax("smith", &[("qf", "family-name"), ("pf", "family-name")]), "family-name:smith");
    assert_eq!(
        edismax("a b c", &[("qf", "text"), ("pf2", "text~1^5"), ("pf", "nofield text")]),
        "(+(text:a text:b text:c) text:\"a b c\" text:\"a b\"~1^5 text:\"b c\"~1^5)"
    );
    assert_eq!(edismax("a", &[("bq", "email:*^7 b")]), "(+text:a (email:*^7 text:b))");
    assert_eq!(edismax("-a", &[]), "(-text:a +*:*)");
    assert_eq!(edismax("a OR b", &[("mm", "100%")]), "(text:a text:b)~2");
    assert_eq!(edismax("a -b c", &[]), "(text:a -text:b text:c)");
    assert_eq!(edismax("\"a b\"", &[("qs", "3")]), "text:\"a b\"~3");
    assert_eq!(edismax("--- ...", &[("pf", "text"), ("bq", "a")]), "nobody");
}

#[test]
fn values_that_a_field_cannot_have_are_errors_with_a_place() {
    for (text, at, problem) in [
        ("a title:b", 9, Problem::UnknownField { name: "title".into() }),
        ("profile-last-modified-date:2016", 28, Problem::Date { value: "2016".into() }),
        ("a foo_i:x", 9, Problem::Number { value: "x".into() }),
    ] {
        assert_eq!(resolved(text, &[]).unwrap_err(), QueryError { at, problem });
    }
    assert!(resolved("family-name:/a(/", &[]).is_err());
    assert!(resolved("x", &[("fq", "title:b")]).is_err());
    assert!(resolved("x", &[("bq", "title:b"), ("defType", "edismax")]).is_err());
}

#[test]
fn what_asks_for_too_much_is_refused() {
    let long = vec!["a"; 1025].join("-");
    assert_eq!(resolved(&format!("\"{long}\""), &[]).unwrap_err().problem, Problem::LongPhrase { most: 1024 });
    let fields = vec!["text"; 99].join(" ");
    let many = [("defType", "edismax"), ("qf", &*fields)];
    assert!(resolved(&vec!["a"; 1000].join(" "), &many).is_ok());
    for text in [vec!["a"; 1024].join(" "), long] {
        let refused = resolved(&text, &many).unwrap_err();
        assert_eq!(refused.problem, Problem::TooManyTerms { most: 100_000 });
    }
}
