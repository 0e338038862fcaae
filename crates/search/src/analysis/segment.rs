//! Words of a text: UAX #29, as Lucene's `StandardTokenizer` of 2019 has it.
//!
//! That is Unicode 9 with the emoji of Unicode 11, which differs from what a segmenter of today finds: a colon joins
//! letters, runs of Thai, Lao, Khmer and Burmese are one word each, and emoji are words. The properties of letters are
//! those of today; a letter that came later is what it is now.

use icu_properties::props::{Emoji, EmojiModifier, LineBreak, Script, WordBreak};
use icu_properties::{CodePointMapData, CodePointMapDataBorrowed, CodePointSetData, CodePointSetDataBorrowed};

/// What a letter is to the rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    Letter,
    Hebrew,
    Katakana,
    Number,
    /// `_`
    Connector,
    /// `:` `·`: between letters.
    MidLetter,
    /// `,` `;`: between numbers.
    MidNumber,
    /// `.` `’`: between either.
    MidBoth,
    SingleQuote,
    DoubleQuote,
    /// Belongs to what stands before: accents, joiners, soft hyphens.
    Mark,
    /// A word by itself.
    Single,
    /// Of a script written without blanks; a run is one word.
    Run,
    /// Half a flag.
    Flag,
    Emoji,
    Other,
}

struct Properties {
    word_break: CodePointMapDataBorrowed<'static, WordBreak>,
    line_break: CodePointMapDataBorrowed<'static, LineBreak>,
    script: CodePointMapDataBorrowed<'static, Script>,
    emoji: CodePointSetDataBorrowed<'static>,
    modifier: CodePointSetDataBorrowed<'static>,
}

const PROPERTIES: Properties = Properties {
    word_break: CodePointMapData::<WordBreak>::new(),
    line_break: CodePointMapData::<LineBreak>::new(),
    script: CodePointMapData::<Script>::new(),
    emoji: CodePointSetData::new::<Emoji>(),
    modifier: CodePointSetData::new::<EmojiModifier>(),
};

const EMOJI_STYLE: char = '\u{FE0F}';
const KEYCAP: char = '\u{20E3}';
const JOINER: char = '\u{200D}';

fn class(letter: char) -> Class {
    match letter {
        'a'..='z' | 'A'..='Z' => return Class::Letter,
        '0'..='9' | '\u{FF10}'..='\u{FF19}' => return Class::Number,
        ' ' => return Class::Other,
        // Unicode took the colon out later.
        ':' | '\u{FE13}' | '\u{FE55}' | '\u{FF1A}' => return Class::MidLetter,
        _ => {}
    }
    match PROPERTIES.word_break.get(letter) {
        WordBreak::ALetter => Class::Letter,
        WordBreak::HebrewLetter => Class::Hebrew,
        WordBreak::Katakana => Class::Katakana,
        WordBreak::Numeric => Class::Number,
        WordBreak::ExtendNumLet => Class::Connector,
        WordBreak::MidLetter => Class::MidLetter,
        WordBreak::MidNum => Class::MidNumber,
        WordBreak::MidNumLet => Class::MidBoth,
        WordBreak::SingleQuote => Class::SingleQuote,
        WordBreak::DoubleQuote => Class::DoubleQuote,
        WordBreak::RegionalIndicator => Class::Flag,
        _ if PROPERTIES.modifier.contains(letter) => Class::Emoji,
        WordBreak::Extend | WordBreak::Format | WordBreak::ZWJ => Class::Mark,
        _ => match PROPERTIES.script.get(letter) {
            Script::Han | Script::Hiragana => Class::Single,
            _ if PROPERTIES.line_break.get(letter) == LineBreak::ComplexContext => Class::Run,
            // These are emoji only where the next sign says so.
            _ if "#*©®™〰〽".contains(letter) => Class::Other,
            _ if PROPERTIES.emoji.contains(letter) => Class::Emoji,
            _ => Class::Other,
        },
    }
}

/// The words of a text as they are written, in its order. Work goes by the length of the text.
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    Words { rest: text }
}

struct Words<'t> {
    rest: &'t str,
}

impl<'t> Iterator for Words<'t> {
    type Item = &'t str;

    fn next(&mut self) -> Option<&'t str> {
        loop {
            let first = self.rest.chars().next()?;
            let length = word(self.rest);
            let (passed, rest) = self.rest.split_at(length.unwrap_or(first.len_utf8()));
            self.rest = rest;
            if length.is_some() {
                return Some(passed);
            }
        }
    }
}

/// Letters of a text with their classes; those that belong to the one before are passed with it.
struct Scan<'t> {
    text: &'t str,
    /// In bytes.
    at: usize,
}

impl Scan<'_> {
    fn peek(&self) -> Option<(Class, usize)> {
        let letter = self.text[self.at..].chars().next()?;
        Some((class(letter), letter.len_utf8()))
    }

    /// Passes a letter of so many bytes, and the marks behind it.
    fn pass(&mut self, bytes: usize) {
        self.at += bytes;
        while let Some((Class::Mark, bytes)) = self.peek() {
            self.at += bytes;
        }
    }

    /// The class behind a letter of so many bytes, and where it stands.
    fn behind(&self, bytes: usize) -> Option<(Class, Scan<'_>)> {
        let mut ahead = Scan { text: self.text, at: self.at };
        ahead.pass(bytes);
        ahead.peek().map(|(class, _)| (class, ahead))
    }
}

/// The length of the word that a text begins with, in bytes; `None` when none begins there.
fn word(text: &str) -> Option<usize> {
    let mut scan = Scan { text, at: 0 };
    let (first, bytes) = scan.peek()?;
    match first {
        Class::Letter | Class::Hebrew | Class::Katakana | Class::Number | Class::Connector => {
            return joined(&mut scan).then_some(scan.at);
        }
        Class::Single => scan.pass(bytes),
        Class::Run => {
            while let Some((Class::Run, bytes)) = scan.peek() {
                scan.pass(bytes);
            }
        }
        Class::Flag => {
            scan.pass(bytes);
            let (Class::Flag, bytes) = scan.peek()? else { return None };
            scan.pass(bytes);
        }
        Class::Emoji => emoji(&mut scan),
        _ => {
            let mut letters = text.chars();
            let sign = letters.next()?;
            let styled = letters.as_str().starts_with(EMOJI_STYLE);
            let keycap = letters.as_str().trim_start_matches(EMOJI_STYLE).starts_with(KEYCAP);
            let is_emoji = match sign {
                '#' | '*' => keycap,
                '©' | '®' | '™' | '〰' | '〽' => styled,
                _ => false,
            };
            if !is_emoji {
                return None;
            }
            scan.pass(bytes);
        }
    }
    Some(scan.at)
}

/// An emoji with its tone and style, and those joined to it.
fn emoji(scan: &mut Scan<'_>) {
    loop {
        let Some((Class::Emoji, bytes)) = scan.peek() else { return };
        scan.pass(bytes);
        let next = |scan: &Scan<'_>| scan.text[scan.at..].chars().next();
        while let Some(tone) = next(scan).filter(|it| PROPERTIES.modifier.contains(*it)) {
            scan.pass(tone.len_utf8());
        }
        if !scan.text[..scan.at].ends_with(JOINER) {
            return;
        }
    }
}

/// Passes letters and numbers that belong together; whether there was any, for connectors alone are no word.
fn joined(scan: &mut Scan<'_>) -> bool {
    let mut last = Class::Connector;
    let mut any = false;
    while let Some((next, bytes)) = scan.peek() {
        let is_letter = |class| matches!(class, Class::Letter | Class::Hebrew);
        let is_alphanumeric = |class| is_letter(class) || class == Class::Number;
        let joins = (is_alphanumeric(last) && is_alphanumeric(next))
            || (last == Class::Katakana && next == Class::Katakana)
            || next == Class::Connector
            || (last == Class::Connector && (is_alphanumeric(next) || next == Class::Katakana));
        if joins {
            scan.pass(bytes);
            any |= next != Class::Connector;
            last = next;
            continue;
        }
        let Some((behind, ahead)) = scan.behind(bytes) else {
            // A quote may end a Hebrew word.
            if (last, next) == (Class::Hebrew, Class::SingleQuote) {
                scan.pass(bytes);
            }
            break;
        };
        let bridges = match next {
            Class::MidLetter => is_letter(last) && is_letter(behind),
            Class::MidNumber => last == Class::Number && behind == Class::Number,
            Class::MidBoth | Class::SingleQuote => {
                (is_letter(last) && is_letter(behind)) || (last == Class::Number && behind == Class::Number)
            }
            Class::DoubleQuote => last == Class::Hebrew && behind == Class::Hebrew,
            _ => false,
        };
        if bridges {
            scan.at = ahead.at;
        } else if (last, next) == (Class::Hebrew, Class::SingleQuote) {
            scan.pass(bytes);
            break;
        } else {
            break;
        }
    }
    any
}
