//! Every language says everything, with the same arguments.

use std::collections::{BTreeMap, BTreeSet};

use byline_model::{Locale, enums};
use fluent_syntax::ast::{self, Entry, Expression, InlineExpression, PatternElement};

use crate::catalogue::{bundle, files};
use crate::{Day, Texts};

/// The messages of a language, attributes as `key.attribute`, and what is put into each.
fn messages(locale: Locale) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for file in files(locale) {
        let resource = fluent_syntax::parser::parse(*file);
        let resource = resource.unwrap_or_else(|(_, errors)| panic!("{locale}: {errors:?}"));
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            let attributes =
                message.attributes.iter().map(|it| (format!("{}.{}", message.id.name, it.id.name), &it.value));
            let value = message.value.iter().map(|it| (message.id.name.to_owned(), it));
            for (key, pattern) in value.chain(attributes) {
                let mut arguments = BTreeSet::new();
                walk(pattern, &mut arguments);
                assert!(found.insert(key.clone(), arguments).is_none(), "{locale}: {key} is there twice");
            }
        }
    }
    found
}

fn walk(pattern: &ast::Pattern<&str>, arguments: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        match element {
            // What pages put into elements without escaping it (`Markup`).
            PatternElement::TextElement { value } => assert!(!value.contains(['<', '>', '&']), "markup in {value:?}"),
            PatternElement::Placeable { expression: Expression::Inline(inline) } => note(inline, arguments),
            PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                note(selector, arguments);
                variants.iter().for_each(|variant| walk(&variant.value, arguments));
            }
        }
    }
}

fn note(inline: &InlineExpression<&str>, arguments: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            arguments.insert(id.name.to_owned());
        }
        InlineExpression::StringLiteral { .. } => {}
        other => panic!("more than texts and arguments: {other:?}"),
    }
}

/// REG-87
#[test]
fn every_language_has_every_text_with_the_same_arguments() {
    let english = messages(Locale::En);
    let mut wrong = Vec::new();
    for locale in Locale::ALL.into_iter().filter(|it| *it != Locale::En) {
        let theirs = messages(locale);
        for (key, arguments) in &english {
            match theirs.get(key) {
                None => wrong.push(format!("locales/{locale}: {key} is missing")),
                Some(found) if found != arguments => {
                    wrong.push(format!("locales/{locale}: {key} has {found:?}, English {arguments:?}"));
                }
                Some(_) => {}
            }
        }
        for key in theirs.keys().filter(|key| !english.contains_key(*key) && !key.starts_with("country-")) {
            wrong.push(format!("locales/{locale}: {key} is not in English"));
        }
        let countries = enums::COUNTRY.values.iter().filter(|code| !theirs.contains_key(&format!("country-{code}")));
        wrong.extend(countries.map(|code| format!("locales/{locale}: country-{code} is missing; run cldr.mjs")));
    }
    assert!(
        wrong.is_empty(),
        "A text goes into the file of the same name in every folder of crates/i18n/locales, with the arguments that it \
         has in locales/en.\n{}",
        wrong.join("\n")
    );
}

#[test]
fn every_language_can_be_parsed_and_has_its_plurals() {
    for locale in Locale::ALL {
        let texts = Texts::of(locale);
        assert!(bundle(locale).has_message("skip"), "{locale}");
        for count in [0, 1, 2, 3, 5, 11, 21, 100, 1234] {
            let said = texts.say("review-count").count("count", count).to_string();
            // Arabic has words for none, one and two.
            assert!(said.contains(&texts.number(count)) || (locale == Locale::Ar && count < 3), "{locale}: {said}");
        }
    }
    let said = |locale, count| Texts::of(locale).say("review-count").count("count", count).to_string();
    assert_eq!((said(Locale::En, 1), said(Locale::En, 1234)), ("1 review".into(), "1,234 reviews".into()));
    let polish: BTreeSet<String> =
        [1, 2, 5].iter().map(|it| said(Locale::Pl, *it).split_once(' ').expect("a word").1.to_owned()).collect();
    assert_eq!(polish.len(), 3, "{polish:?}");
}

#[test]
fn numbers_and_dates_are_written_as_the_language_does() {
    let number = |locale| Texts::of(locale).number(1_234_567);
    assert_eq!(number(Locale::En), "1,234,567");
    assert_eq!(number(Locale::De), "1.234.567");
    assert_eq!(number(Locale::Fr), "1\u{202f}234\u{202f}567");
    assert_eq!(
        (Texts::of(Locale::Es).number(1234), Texts::of(Locale::Es).number(12345)),
        ("1234".into(), "12.345".into())
    );
    let date = |locale, month, day| Texts::of(locale).day(Day { year: 2019, month, day });
    assert_eq!(date(Locale::En, Some(3), Some(9)), "9 March 2019");
    assert_eq!(date(Locale::De, Some(3), Some(9)), "9. März 2019");
    assert_eq!(date(Locale::Ja, Some(3), Some(9)), "2019年3月9日");
    assert_eq!(date(Locale::Ru, Some(3), Some(9)), "9 марта 2019\u{202f}г.");
    assert_eq!(date(Locale::Pl, Some(3), None), "marzec 2019");
    assert_eq!(date(Locale::ZhTw, None, None), "2019年");
}

#[test]
fn countries_have_names() {
    assert_eq!(Texts::of(Locale::En).country("GB"), byline_model::country::find("GB").expect("a country").name);
    assert_eq!(Texts::of(Locale::De).country("GB"), "Vereinigtes Königreich");
    assert_eq!(Texts::of(Locale::De).country("ZZ"), "ZZ");
}

#[test]
fn what_is_missing_is_its_own_name() {
    assert_eq!(Texts::of(Locale::Ar).text("no-such-text"), "no-such-text");
    assert_eq!(Texts::of(Locale::Ar).find("no-such-text"), None);
}
