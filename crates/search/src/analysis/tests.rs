use proptest::prelude::*;

use super::*;

fn terms_of(analysis: Analysis, text: &str) -> Vec<String> {
    let mut found = Vec::new();
    terms(analysis, text, |term| found.push(term.to_owned()));
    found
}

/// `search` 6 and corrections C1.
#[test]
fn texts_fall_into_these_terms() {
    for (text, expected) in [
        ("10.1087/20120404", &["10.1087", "20120404"][..]),
        ("Müller-Lüdenscheidt", &["müller", "lüdenscheidt"]),
        ("O'Neill", &["o'neill"]),
        ("O’Neill", &["o’neill"]),
        ("J. S. Bach", &["j", "s", "bach"]),
        ("U.S.A.", &["u.s.a"]),
        ("issn:1741-4857", &["issn", "1741", "4857"]),
        ("common:title", &["common:title"]),
        ("a:b", &["a:b"]),
        ("1:2", &["1", "2"]),
        ("王伟", &["王", "伟"]),
        ("ひらがな", &["ひ", "ら", "が", "な"]),
        ("カタカナ", &["カタカナ"]),
        ("ｶﾀｶﾅ", &["ｶﾀｶﾅ"]),
        ("김철수", &["김철수"]),
        ("snake_case", &["snake_case"]),
        ("0000-0002-1825-0097", &["0000", "0002", "1825", "0097"]),
        ("https://ror.org/05gq02987", &["https", "ror.org", "05gq02987"]),
        ("C++", &["c"]),
        ("---", &[]),
        ("", &[]),
        ("_", &[]),
        ("_a_", &["_a_"]),
        ("a.b", &["a.b"]),
        ("a;b", &["a", "b"]),
        ("a,b", &["a", "b"]),
        ("1;2", &["1;2"]),
        ("1,000", &["1,000"]),
        ("1.000,5", &["1.000,5"]),
        ("1'2", &["1'2"]),
        ("v1.0", &["v1.0"]),
        ("l·l", &["l·l"]),
        ("foo..bar", &["foo", "bar"]),
        ("oʼneill", &["oʼneill"]),
        ("AT&T", &["at", "t"]),
        ("C.N.R.S.", &["c.n.r.s"]),
        ("2-s2.0-849", &["2", "s2.0", "849"]),
        ("1509.02971v6", &["1509.02971v6"]),
        ("H₂O", &["h", "o"]),
        ("x²", &["x"]),
        ("½", &[]),
        ("①", &[]),
        ("สมชาย ใจดี", &["สมชาย", "ใจดี"]),
        ("🎉", &["🎉"]),
        ("👩‍🔬👍🏽 🇩🇪🇫🇷 ❤️", &["👩‍🔬", "👍🏽", "🇩🇪", "🇫🇷", "❤️"]),
        ("🇩", &[]),
        ("#️⃣ # 1️⃣ © ©️", &["#️⃣", "1️⃣", "©️"]),
        ("צה\"ל", &["צה\"ל"]),
        ("soft\u{AD}hyphen", &["soft\u{AD}hyphen"]),
        ("zero\u{200B}width", &["zero", "width"]),
        ("a 'b' c", &["a", "b", "c"]),
    ] {
        assert_eq!(terms_of(Analysis::Text, text), expected, "{text}");
    }
}

#[test]
fn lower_case_is_one_letter_for_one() {
    for (text, expected) in
        [("İbrahim", "ibrahim"), ("ΑΛΕΞΑΝΔΡΟΣ", "αλεξανδροσ"), ("ẞ", "ß"), ("ǅ", "ǆ"), ("\u{212A}", "k"), ("ÅÉ", "åé")]
    {
        assert_eq!(terms_of(Analysis::Text, text), [expected]);
        assert_eq!(normalised(Analysis::Text, text), expected);
    }
}

#[test]
fn folding_comes_before_words() {
    assert_eq!(terms_of(Analysis::Folded, "Zoë Kårlsbeârd"), ["zoe", "karlsbeard"]);
    assert_eq!(terms_of(Analysis::Folded, "o’neill-smith H₂O ①"), ["o'neill", "smith", "h2o", "1"]);
    assert_eq!(normalised(Analysis::Folded, "Kårls"), "karls");
    assert_eq!(terms_of(Analysis::Folded, "Jose\u{301}"), ["jose\u{301}"]);
}

#[test]
fn exact_values_stay_as_they_are() {
    for text in ["10.1000/a b", "", "JON@example.org"] {
        assert_eq!(terms_of(Analysis::Exact, text), [text]);
        assert_eq!(normalised(Analysis::Exact, text), text);
    }
}

#[test]
fn long_words_are_cut() {
    let long = "ü".repeat(600);
    let lengths: Vec<usize> = terms_of(Analysis::Text, &long).iter().map(|term| term.chars().count()).collect();
    assert_eq!(lengths, [255, 255, 90]);
    let pairs = "𝒜".repeat(130);
    let lengths: Vec<usize> = terms_of(Analysis::Text, &pairs).iter().map(|term| term.chars().count()).collect();
    assert_eq!(lengths, [127, 3]);
    assert_eq!(terms_of(Analysis::Text, &"a".repeat(255)).len(), 1);
}

proptest! {
    /// Words are pieces of the text, in its order, and a word alone is that word.
    #[test]
    fn words_are_pieces_of_their_text(text in "(\\PC|[a:.,'_\" 1ー\u{5D0}\u{301}\u{200D}\u{FE0F}🇩🎉🏽]){0,24}") {
        let mut rest = &*text;
        for word in words(&text) {
            prop_assert!(!word.is_empty());
            let at = rest.find(word);
            prop_assert!(at.is_some(), "{word:?} is not in {rest:?}");
            rest = &rest[at.unwrap_or_default() + word.len()..];
        }
    }

    #[test]
    fn terms_of_terms_are_the_same(text in "\\PC{0,24}") {
        for term in terms_of(Analysis::Text, &text) {
            prop_assert_eq!(terms_of(Analysis::Text, &term), [term]);
        }
    }
}

#[test]
fn terms_know_where_they_come_from() {
    let of = |analysis, text: &'static str| {
        let mut found: Vec<(&str, String)> = Vec::new();
        places(analysis, text, |place, term| found.push((&text[place], term.to_owned())));
        found.iter().map(|(from, term)| format!("{from}={term}")).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(of(Analysis::Text, "O'Neill-Smith, ÅSA"), "O'Neill=o'neill Smith=smith ÅSA=åsa");
    assert_eq!(of(Analysis::Folded, "Straße «Łukasz» ﬁn 王伟"), "Straße=strasse Łukasz=lukasz ﬁn=fin 王=王 伟=伟");
    assert_eq!(of(Analysis::Exact, "A b"), "A b=A b");
    assert_eq!(of(Analysis::Date, "A b"), "");
}

proptest! {
    #[test]
    fn places_are_those_of_the_terms(text in "[a-zA-Z éßﬁÅ王'.:-]{0,40}") {
        for analysis in [Analysis::Text, Analysis::Folded, Analysis::Exact] {
            let (mut plain, mut placed) = (Vec::new(), Vec::new());
            terms(analysis, &text, |term| plain.push(term.to_owned()));
            let mut before = 0;
            places(analysis, &text, |place, term| {
                assert!(before <= place.start && place.end <= text.len() && text.get(place.clone()).is_some());
                before = place.start;
                placed.push(term.to_owned());
            });
            prop_assert_eq!(&plain, &placed);
        }
    }
}
