use proptest::prelude::*;

use super::*;

fn read_with(text: &str, others: &[(&str, &str)]) -> Result<Request, QueryError> {
    let params: Vec<(&str, &str)> = [("q", text)].into_iter().chain(others.iter().copied()).collect();
    Request::read(&Params::new(&params), Limits::default())
}

fn read(text: &str) -> Result<Request, QueryError> {
    read_with(text, &[])
}

/// A query as it prints.
fn printed(text: &str) -> String {
    read(text).unwrap_or_else(|error| panic!("{text}: {error}")).to_string()
}

fn problem(text: &str) -> QueryError {
    read(text).expect_err(text)
}

#[test]
fn queries_print_as_they_were_meant() {
    for (text, expected) in [
        ("newman", "newman"),
        ("family-name:Einstein", "family-name:Einstein"),
        ("family-name: Einstein", "family-name:Einstein"),
        ("family-name :Einstein", "family-name:Einstein"),
        ("family-name:van Dyke", "family-name:van Dyke"),
        ("a:(\"b c\" OR d)", "(a:\"b c\" OR a:d)"),
        ("a:(b c:d)", "(a:b c:d)"),
        ("\"a b\"~3", "\"a b\"~3"),
        ("\"a b\"~", "\"a b\""),
        ("\"a b\"~2.7", "\"a b\"~2"),
        ("\"a b\"^2~3", "\"a b\"~3^2"),
        ("\"a b\"*", "\"a b\" *:*"),
        ("a AND b && c OR d || e", "a AND b AND c OR d OR e"),
        ("NOT a !b -c +d", "-a -b -c +d"),
        ("- smith", "\\- smith"),
        ("smith AND - john", "smith AND \\- john"),
        ("-x:(a b)", "-(x:a x:b)"),
        ("(-a)", "(-a)"),
        ("email:*@orcid.org", "email:*@orcid.org"),
        ("jo?n* *", "jo?n* *:*"),
        ("x:* x:** *:* **", "x:* x:* *:* *:*"),
        ("/joh?n(athan)?/", "/joh?n(athan)?/"),
        ("/a\\/b/ 10.1087/20120404", "/a\\/b/ 10.1087\\/20120404"),
        ("roam~ roam~1 roam~5 roam~0.8 roam ~1 roam~1.0", "roam~2 roam~1 roam~2 roam~0.8 roam~1 roam~1"),
        ("jo?n~", "jo?n"),
        (
            "[a TO b] {a TO b} [* TO b} [\"*\" TO \"a b\"]",
            "[\"a\" TO \"b\"] {\"a\" TO \"b\"} [* TO \"b\"} [\"*\" TO \"a b\"]",
        ),
        ("d:[2018-01-01T00:00:00Z TO NOW-1MONTH/DAY]", "d:[\"2018-01-01T00:00:00Z\" TO \"NOW-1MONTH/DAY\"]"),
        ("term^2.5 (a b)^3 a^=1.5 a^0", "term^2.5 (a b)^3 a^=1.5 a^0"),
        ("filter(keyword:x)^2", "filter(keyword:x)^2"),
        ("a /* no */ b", "a b"),
        ("a /* no", "a"),
        ("issn\\:1741\\-4857", "issn\\:1741\\-4857"),
        ("\\u0041\\ b", "A\\ b"),
        ("keyword:\\AND TO to", "keyword:\\AND TO to"),
        ("'boston university'", "'boston university'"),
        ("AT&&T", "AT&&T"),
        ("orcid:(a,b)", "(orcid:a,b)"),
        ("{!term f=doi-self}10.1/x y", "{!term f='doi-self' v='10.1/x y'}"),
        ("{!terms f=orcid}a,b", "{!terms f='orcid' v='a,b'}"),
        ("{!terms f=x separator=' '}a,b c", "{!terms f='x' separator='|' v='a,b|c'}"),
        ("{!prefix f=x}Ab", "{!prefix f='x' v='Ab'}"),
        ("{!field f=x}A b", "x:\"A b\""),
        ("{!lucene q.op=AND df=x}a b", "{!lucene q.op=AND df='x' v='a b'}"),
        ("{!lucene}", "{!lucene v=''}"),
        (" {!term f=x}y z", " {!term f='x' v='y'} z"),
        ("+{!term f=x}y^2", "+{!term f='x' v='y'}^2"),
        ("_query_:\"{!term f=x}y z\" a", " {!term f='x' v='y z'} a"),
        ("{!query v='a b'}", "a b"),
    ] {
        assert_eq!(printed(text), expected, "{text}");
    }
}

#[test]
fn errors_say_where_and_what() {
    use Problem::*;
    let unexpected = |found: &str, expected| Unexpected { found: found.into(), expected };
    for (text, at, expected) in [
        ("smith&&x:john:y", 14, unexpected(":", "a term")),
        ("doi-self:10.1087/a:b", 19, unexpected(":", "a term")),
        ("given-names:(josiah", 20, Ends { expected: "`)`" }),
        ("a)", 2, unexpected(")", "the end")),
        ("a AND", 6, Ends { expected: "a term" }),
        ("AND a", 1, unexpected("AND", "a term")),
        ("a AND AND b", 7, unexpected("AND", "a term")),
        ("--x", 2, unexpected("-", "a term")),
        ("+-x", 2, unexpected("-", "a term")),
        ("NOT NOT x", 5, unexpected("NOT", "a term")),
        ("a -", 4, Ends { expected: "a term" }),
        ("()", 2, unexpected(")", "a term")),
        (" ", 2, Ends { expected: "a term" }),
        ("\"ü", 1, Unclosed { what: "quote" }),
        ("x:[a TO b", 10, Unclosed { what: "range" }),
        ("x:[a to b]", 9, unexpected("b", "the end of the range")),
        ("https://ror.org/x", 7, Regex { reason: "it is empty" }),
        ("/x", 1, Unclosed { what: "slash" }),
        ("a\\", 2, Escape),
        ("a\\u12", 1, Escape),
        ("a^", 3, Ends { expected: "a number" }),
        ("a^-1", 3, unexpected("-", "a number")),
        ("a^x", 3, unexpected("x", "a number")),
        ("a^2^3", 4, unexpected("^3", "a term")),
        ("(a b)~2", 6, unexpected("~2", "a term")),
        ("a~1.5", 2, Edits),
        ("]", 1, unexpected("]", "a term")),
        ("family-name:AND", 13, unexpected("AND", "a term")),
        ("a {!nope}b", 3, UnknownLanguage { name: "nope".into() }),
        ("{!term f=x", 1, Unclosed { what: "local parameter" }),
        ("b {!term f=x", 3, Unclosed { what: "local parameter" }),
    ] {
        assert_eq!(problem(text), QueryError { at, problem: expected }, "{text}");
    }
    assert_eq!(
        problem("doi-self:10.1087/a:b").to_string(),
        "character 19: `:` stands where a term should; put a backslash before it or quotes around the term to search for it"
    );
}

#[test]
fn parameters_name_language_operator_and_field() {
    let and = read_with("a b", &[("q.op", "and")]).unwrap();
    assert_eq!(and.to_string(), "{!lucene q.op=AND df='text' v='a b'}");
    assert_eq!(read_with("a b", &[("q.op", "nor")]).unwrap().to_string(), "a b");
    assert_eq!(read_with("{!term f=x}y", &[("defType", "lucene")]), read("{!term f=x}y"));
    assert!(read_with("a", &[("defType", "nope")]).is_err());
    assert!(read_with("a", &[("defType", "")]).is_err());
    assert_eq!(read("").unwrap().query, None);
    let named = read_with("{!term f=x v=$qq}", &[("qq", "it's")]).unwrap();
    assert_eq!(named.to_string(), "{!term f='x' v='it\\'s'}");
    let sorted = read_with("a", &[("sort", "score desc, profile-last-modified-date ASC")]).unwrap();
    assert_eq!(sorted.sort.iter().map(|key| key.descending).collect::<Vec<_>>(), [true, false]);
    for sort in ["orcid", "orcid up", "nope asc", "keyword asc", "orcid asc desc"] {
        assert!(read_with("a", &[("sort", sort)]).is_err(), "{sort}");
    }
    assert!(read_with("a", &[("sort", "")]).is_ok());
}

fn dismax(text: &str, others: &[(&str, &str)]) -> Dismax {
    let params: Vec<(&str, &str)> = others.iter().copied().chain([("defType", "edismax")]).collect();
    match read_with(text, &params).unwrap().query {
        Some(Node::Nested(nested)) => match *nested {
            Nested::Dismax(dismax) => dismax,
            Nested::Classic(_) => panic!("{text} is classic"),
        },
        other => panic!("{text} is {other:?}"),
    }
}

#[test]
fn what_people_type_is_never_an_error() {
    for (text, expected, as_words) in [
        ("josiah carberry", "josiah carberry", false),
        ("\"john smith", "\\\"john smith", true),
        ("john AND", "john \"AND\"", true),
        ("given-names:(john", "given-names:\\(john", true),
        ("title:plasmons", "title\\:plasmons", false),
        ("title:\"high energy\"", "title\\: \"high energy\"", false),
        ("given-names: john", "given\\-names\\: john", false),
        ("given-names :john", "given-names:john", false),
        ("/x.*/", "\\/x.\\*\\/", true),
        ("{!term f=x}y", "\\{\\!term f\\=x\\}y", true),
        ("_query_:x", "_query_\\:x", false),
        ("what is relativity?", "what is relativity?", false),
        ("a OR b AND -c", "a OR b AND -c", false),
        ("*:*", "*:*", false),
        (")(", "\\)\\(", true),
    ] {
        let read = dismax(text, &[("qf", "text")]);
        let expected = expected.replace("\\=", "=");
        assert_eq!((read.group.to_string(), read.as_words), (expected, as_words), "{text}");
    }
    assert_eq!(read_with("  ", &[("defType", "edismax")]).unwrap().query, Some(Node::Nothing));
    let other = read_with(" ", &[("defType", "edismax"), ("q.alt", "*:*")]).unwrap();
    assert_eq!(other.to_string(), "*:*");
}

#[test]
fn operators_and_words_of_what_people_type() {
    let read = dismax("+josiah \"b c\" carberry OR family-name:x AND (smith)", &[]);
    assert!(read.operators);
    assert_eq!(read.words.iter().map(|it| &**it).collect::<Vec<_>>(), ["josiah", "carberry", "(smith)"]);
    assert!(!dismax("a AND b", &[]).operators);
    assert_eq!(dismax("a and b", &[]).group.to_string(), "a and b");
    assert_eq!(dismax("a and b", &[("lowercaseOperators", "true")]).group.to_string(), "a AND b");
}

#[test]
fn settings_that_are_none_are_errors() {
    for (name, value) in [
        ("qf", "nofield family-name"),
        ("qf", "a,b"),
        ("qf", "*"),
        ("qf", "family-name^x"),
        ("bq", "a AND"),
        ("mm", ""),
        ("mm", "abc"),
        ("mm", "1.5"),
        ("ps", "x"),
        ("tie", "2"),
    ] {
        let refused = read_with("smith", &[("defType", "edismax"), (name, value)]);
        assert!(refused.is_err(), "{name}={value}");
    }
    for (name, value) in [("qf", ""), ("qf", "family-name^"), ("pf", "nofield"), ("mm", " 1 "), ("bq", " ")] {
        let taken = read_with("smith", &[("defType", "edismax"), (name, value)]);
        assert!(taken.is_ok(), "{name}={value}");
    }
}

#[test]
fn the_form_of_the_front_end_is_read() {
    let text = "{!edismax qf=\"given-and-family-names^50.0 family-name^10.0 text^1.0\" pf=\"given-and-family-names^50.0\" \
                bq=\"current-institution-affiliation-name:[* TO *]^100.0 past-institution-affiliation-name:[* TO *]^70\" \
                mm=1}josiah carberry";
    let Some(Node::Nested(nested)) = read(text).unwrap().query else { panic!("nested") };
    let Nested::Dismax(dismax) = *nested else { panic!("edismax") };
    assert_eq!(&*dismax.text, "josiah carberry");
    assert_eq!(dismax.settings.fields.len(), 3);
    assert_eq!(dismax.settings.boosts[0].group.0.len(), 2);
    assert_eq!(dismax.settings.minimum.map(|it| it.of(2)), Some(1));
}

#[test]
fn size_is_bounded_before() {
    use Problem::*;
    let Limits { length, depth, nested, clauses } = Limits::default();
    let fits = vec!["a"; clauses].join(" ");
    assert!(read(&fits).is_ok());
    assert_eq!(problem(&format!("{fits} a")).problem, TooManyClauses { most: clauses });
    assert!(read(&format!("({fits}) ({fits})")).is_ok(), "in each pair of brackets");
    assert_eq!(problem(&"a".repeat(length + 1)).problem, TooLong { most: length });
    let brackets = |levels: usize| format!("{}a{}", "(".repeat(levels), ")".repeat(levels));
    assert!(read(&brackets(depth)).is_ok());
    assert_eq!(problem(&brackets(depth + 1)).problem, TooDeep { most: depth });
    // A query that names itself, twice at each level.
    let itself = [("x", "{!query v=$x} AND {!query v=$x} a:{!lucene v=$x}")];
    assert_eq!(read_with("{!lucene v=$x}", &itself).unwrap_err().problem, TooDeep { most: nested });
    let many = [("defType", "edismax")];
    assert_eq!(read_with(&format!("{fits} a"), &many).unwrap_err().problem, TooManyClauses { most: clauses });
    let deep = read_with(&brackets(depth + 1), &many).unwrap_err();
    assert_eq!(deep.problem, TooDeep { most: depth });
}

/// Pieces that mean something, to be thrown together.
fn fragment() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "a",
        "AND",
        "OR",
        "NOT",
        "&&",
        "||",
        "!",
        "+",
        "-",
        "(",
        ")",
        ":",
        "family-name:",
        "x:",
        "*",
        "?",
        "*:*",
        "~",
        "~1",
        "~0.5",
        "^",
        "^2",
        "^=3",
        "\"",
        "\"a b\"",
        "[",
        "]",
        "{",
        "}",
        " TO ",
        "[a TO b}",
        "/",
        "/a.b/",
        "\\",
        "\\u0041",
        " ",
        " ",
        " ",
        "\u{3000}",
        "/*",
        "*/",
        "{!",
        "{!term f=x}",
        "{!edismax qf='family-name text'}",
        "{!lucene q.op=AND}",
        "v=",
        "'",
        "_query_:",
        "filter(",
        "ü",
        "王",
        "🎉",
        "ﬁ",
        "\u{0}",
        "$x",
        "10.1/a",
        "%",
        "NOW-1DAY",
    ]);
    prop_oneof![4 => fixed.prop_map(str::to_owned), 1 => "\\PC{0,4}", 1 => prop::char::any().prop_map(String::from)]
}

fn mutated() -> impl Strategy<Value = String> {
    prop::collection::vec(fragment(), 0..24).prop_map(|pieces| pieces.concat())
}

/// Printing and reading again is the same, in all languages; a limit that printing goes beyond is none of the query.
fn survives(text: &str, others: &[(&str, &str)]) -> Result<(), TestCaseError> {
    let Ok(first) = read_with(text, others) else { return Ok(()) };
    let text = first.to_string();
    let roomy = Limits { length: 10_000_000, ..Limits::default() };
    let second = Request::read(&Params::new(&[("q", &*text)]), roomy);
    let second = second.map_err(|error| TestCaseError::fail(format!("{text:?}: {error}")))?;
    prop_assert_eq!(&second.query, &first.query, "{:?}", text);
    prop_assert_eq!(second.to_string(), text);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_read_or_refused_and_prints_as_itself(text in "\\PC{0,60}") {
        survives(&text, &[])?;
        survives(&text, &[("defType", "edismax")])?;
    }

    #[test]
    fn broken_queries_are_read_or_refused_and_print_as_themselves(text in mutated()) {
        survives(&text, &[])?;
        survives(&text, &[("q.op", "AND"), ("df", "keyword"), ("x", "y z")])?;
    }

    #[test]
    fn what_people_type_is_read_and_prints_as_itself(text in mutated()) {
        for language in ["edismax", "dismax"] {
            let others = [("defType", language), ("qf", "family-name^2 text"), ("pf", "text~1"), ("mm", "2<75%"), ("bq", "orcid:x {!term f=x}y")];
            prop_assert!(read_with(&text, &others).is_ok(), "{}: {:?}", language, read_with(&text, &others));
            survives(&text, &others)?;
        }
    }
}
