//! The files, and the languages that were parsed so far.

use std::sync::OnceLock;

use byline_model::Locale;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentError, FluentResource};
use unic_langid::LanguageIdentifier;

use crate::numbers;

pub(crate) type Bundle = FluentBundle<FluentResource>;

macro_rules! files {
    ($language:literal) => {
        &[
            include_str!(concat!("../locales/", $language, "/pages.ftl")),
            include_str!(concat!("../locales/", $language, "/owner.ftl")),
            include_str!(concat!("../locales/", $language, "/permissions.ftl")),
            include_str!(concat!("../locales/", $language, "/mails.ftl")),
            include_str!(concat!("../locales/", $language, "/labels.ftl")),
            include_str!(concat!("../locales/", $language, "/cldr.ftl")),
        ]
    };
}

/// The files of a language.
pub(crate) fn files(locale: Locale) -> &'static [&'static str] {
    match locale {
        Locale::Ar => files!("ar"),
        Locale::Cs => files!("cs"),
        Locale::De => files!("de"),
        Locale::En => files!("en"),
        Locale::Es => files!("es"),
        Locale::Fr => files!("fr"),
        Locale::It => files!("it"),
        Locale::Ja => files!("ja"),
        Locale::Ko => files!("ko"),
        Locale::Pl => files!("pl"),
        Locale::Pt => files!("pt"),
        Locale::Ru => files!("ru"),
        Locale::Tr => files!("tr"),
        Locale::ZhCn => files!("zh_CN"),
        Locale::ZhTw => files!("zh_TW"),
    }
}

static BUNDLES: [OnceLock<Bundle>; Locale::ALL.len()] = [const { OnceLock::new() }; Locale::ALL.len()];

/// The messages of a language, parsed now if this is the first time.
pub(crate) fn bundle(locale: Locale) -> &'static Bundle {
    BUNDLES[locale as usize].get_or_init(|| parse(locale))
}

fn parse(locale: Locale) -> Bundle {
    let language: LanguageIdentifier = locale.tag().parse().expect("the tags of our languages are well formed");
    let mut bundle = Bundle::new_concurrent(vec![language]);
    // Isolating marks would end up in links of mails; pages isolate with elements (`bdi`).
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(numbers::format));
    for file in files(locale) {
        // What can be read is used, so that a slip in one message costs that message alone.
        let (resource, errors) = match FluentResource::try_new((*file).to_owned()) {
            Ok(resource) => (resource, Vec::new()),
            Err((resource, errors)) => (resource, errors),
        };
        for error in errors {
            tracing::error!(%locale, %error, "a text could not be read");
        }
        for error in bundle.add_resource(resource).err().into_iter().flatten() {
            report(locale, &error);
        }
    }
    bundle
}

pub(crate) fn report(locale: Locale, error: &FluentError) {
    tracing::error!(%locale, %error, "a text is not right");
}
