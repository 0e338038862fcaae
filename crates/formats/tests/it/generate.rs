//! Valid documents of any shape, made from a tape of choices.
//!
//! The shapes say all that is needed: rules, lists, choices, conditions. Zero is always the simplest choice (no value,
//! no member, the first of an enumeration) and a tape that is used up goes on with zeros, so shortening a tape and
//! lowering its numbers, which is how proptest shrinks a list, makes a smaller document.

use byline_model::Timestamp;
use byline_model::document::{Object, Value};
use byline_model::shape::{Check, Content, Field, Occurs, Place, Role, Rule, Shape};

/// Where the choices come from.
pub struct Tape<'t> {
    numbers: &'t [u32],
    at: usize,
    /// What follows the numbers: zeros, or a pseudo-random sequence for documents of full size.
    endless: Option<u64>,
}

impl<'t> Tape<'t> {
    pub fn new(numbers: &'t [u32]) -> Self {
        Tape { numbers, at: 0, endless: None }
    }

    /// A sequence without end, the same for the same seed.
    pub fn seeded(seed: u64) -> Self {
        Tape { numbers: &[], at: 0, endless: Some(seed) }
    }

    /// The next choice among `count`.
    pub fn pick(&mut self, count: usize) -> usize {
        let number = match (self.numbers.get(self.at), &mut self.endless) {
            (Some(number), _) => u64::from(*number),
            (None, None) => 0,
            (None, Some(state)) => {
                // SplitMix64.
                *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
                let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
                let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
                (mixed ^ (mixed >> 31)) >> 33
            }
        };
        self.at += 1;
        number as usize % count.max(1)
    }

    fn one_of<T: Copy>(&mut self, values: &[T]) -> T {
        values[self.pick(values.len())]
    }
}

/// A valid object of this shape, in the form in which both syntaxes can say it: no empty list where XML or JSON make it
/// `null`, and nothing that only one of them has.
pub fn object(shape: &'static Shape, tape: &mut Tape<'_>) -> Object<'static> {
    const TRIES: usize = 20;
    for _ in 0..TRIES {
        let mut object = Object::new(shape);
        for (field, slot) in shape.fields.iter().zip(object.slots_mut()) {
            *slot = slot_of(field, tape);
        }
        if fits(&object) {
            return object;
        }
    }
    // The condition wants a value that the tape keeps leaving out.
    let mut object = Object::new(shape);
    for (index, field) in shape.fields.iter().enumerate() {
        if matches!(field.occurs, Occurs::Required | Occurs::Many { .. }) || !fits(&object) {
            object.slots_mut()[index] = filled(field, tape);
        }
        let values: Vec<_> = match field.content {
            Content::Text(Rule { check: Check::OneOf { list, .. }, .. }) => list.values.to_vec(),
            Content::Literal(pairs) => pairs.iter().map(|(xml, _)| *xml).collect(),
            _ => Vec::new(),
        };
        let mut values = values.into_iter();
        while !fits(&object)
            && let Some(value) = values.next()
        {
            object.slots_mut()[index] = value.into();
        }
    }
    assert!(fits(&object), "no way was found to make a valid {}", shape.name);
    object
}

fn fits(object: &Object<'_>) -> bool {
    object.shape().check.is_none_or(|check| check(object).is_ok())
}

fn slot_of(field: &Field, tape: &mut Tape<'_>) -> Value<'static> {
    if matches!(field.role, Role::Ignored | Role::XmlOnly) || matches!(field.place, Place::JsonOnly) {
        return Value::Null;
    }
    let optional = matches!(field.occurs, Occurs::Optional | Occurs::ManyOrAbsent | Occurs::ManyOrNull);
    if optional && tape.pick(3) == 0 {
        return Value::Null;
    }
    filled(field, tape)
}

fn filled(field: &Field, tape: &mut Tape<'_>) -> Value<'static> {
    let (min, max) = match field.occurs {
        Occurs::Optional | Occurs::Required => return member(field, tape),
        Occurs::Many { min, max } => (min, max),
        Occurs::ManyOrAbsent | Occurs::ManyOrNull => (1, 0),
    };
    let wanted = min + tape.one_of(&[0, 1, 1, 2, 3]);
    let count = if max == 0 { wanted } else { wanted.min(max) };
    Value::List((0..count).map(|_| member(field, tape)).collect())
}

fn member(field: &Field, tape: &mut Tape<'_>) -> Value<'static> {
    if let Place::Choice(choices) = field.place {
        let (_, shape) = choices[tape.pick(choices.len())];
        return Value::Object(object(shape, tape));
    }
    match field.content {
        // `xs:language`, where our rule is any text.
        Content::Text(_) if matches!(field.place, Place::XmlAttribute(_)) => tape.one_of(&["en", "fr", "zh-TW"]).into(),
        Content::Text(rule) | Content::Wrapped { rule, .. } => text(rule, tape).into(),
        Content::Number | Content::NumberText => number(field.role, tape).into(),
        // The XSD allows no other value.
        Content::Flag if field.key == "transient" => true.into(),
        Content::Flag => (tape.pick(2) == 1).into(),
        Content::Time | Content::BareTime => moment(tape).into(),
        Content::Literal(pairs) => tape.one_of(pairs).0.into(),
        Content::Object(shape) => object(shape, tape).into(),
    }
}

fn number(role: Role, tape: &mut Tape<'_>) -> i64 {
    match role {
        Role::PutCode => tape.one_of(&[1, 12, 4_711, i64::from(u32::MAX), (1 << 53) - 1]),
        _ => tape.one_of(&[0, 1, 25, 404, i64::from(i32::MAX)]),
    }
}

fn moment(tape: &mut Tape<'_>) -> Timestamp {
    let seconds = tape.pick(4_000_000_000) as i64 - 1_000_000_000;
    Timestamp::from_millis(seconds * 1000 + tape.pick(1000) as i64)
}

fn text(rule: &Rule, tape: &mut Tape<'_>) -> String {
    match rule.check {
        Check::OneOf { list, .. } | Check::OneOfOr { list, .. } => tape.one_of(list.values).to_owned(),
        Check::Integer(low, high) => {
            let number = low + tape.pick((high - low + 1) as usize) as i64;
            if tape.pick(2) == 0 { number.to_string() } else { format!("{number:02}") }
        }
        Check::Pattern(_) => patterned(rule.name, tape),
        Check::None => free(rule, tape),
    }
}

fn orcid(tape: &mut Tape<'_>) -> String {
    tape.one_of(&["0000-0002-1825-0097", "0009-9000-0000-000X", "0009-9999-9999-9990"]).to_owned()
}

fn client(tape: &mut Tape<'_>) -> String {
    if tape.pick(2) == 0 { "APP-0123456789abcDEF".to_owned() } else { orcid(tape) }
}

/// Texts for the rules that are code; a new one needs a line here.
fn patterned(name: &str, tape: &mut Tape<'_>) -> String {
    let host = tape.one_of(&["testserver.orcid.org", "orcid.org", "sandbox.orcid.org"]);
    match name {
        "xs:anyURI" => uri(tape),
        "orcid-path" => orcid(tape),
        "orcid-uri" => format!("https://{host}/{}", orcid(tape)),
        "http orcid-uri" => format!("http://{host}/{}", orcid(tape)),
        "client-path" => client(tape),
        "client-uri" => format!("https://{host}/client/{}", client(tape)),
        "http client-uri" => format!("http://{host}/client/{}", client(tape)),
        "email" => tape.one_of(&["a@b.c", "ada.lovelace+x@mail.example.org", "名@例え.jp"]).to_owned(),
        "locale" => tape.one_of(&["en", "zh_CN", "pt-BR"]).to_owned(),
        "group-id" => tape.one_of(&["issn:1234-567X", "publons:12", "orcid-generated:a.b/c(d)"]).to_owned(),
        other => panic!("no example of {other} is known: add one to tests/it/generate.rs"),
    }
}

fn uri(tape: &mut Tape<'_>) -> String {
    let host = tape.one_of(&["https://example.org/", "http://doi.org/10.1/", "https://xn--e1afmkfd.example/"]);
    let tail = tape.one_of(&["", "a", "path/to?q=1&r=2", "100%25", "#part", "~u/(x);y=z", "a b", "{é}"]);
    format!("{host}{tail}")
}

/// Any text that XML can carry: words, markup, blanks that normalisation would take, characters of every width.
fn free(rule: &Rule, tape: &mut Tape<'_>) -> String {
    const PIECES: [&str; 24] = [
        "a",
        "word",
        "Some words",
        " ",
        "\n",
        "\t",
        "\r",
        "\r\n",
        "<",
        ">",
        "&",
        "\"",
        "'",
        "\\",
        "]]>",
        "<!--",
        "&amp;",
        "é",
        "ß",
        "中文",
        "😀",
        "\u{85}",
        "\u{2028}",
        "\u{FFFD}\u{EFFF}",
    ];
    let mut text = String::new();
    if rule.non_blank || tape.pick(4) > 0 {
        text.push_str(tape.one_of(&["x", "Title", "Ünï", "10.1000/182"]));
    }
    for _ in 0..tape.one_of(&[0, 0, 1, 2, 3, 6]) {
        text.push_str(tape.one_of(&PIECES));
    }
    if tape.pick(40) == 39 {
        text.push_str(&"long ".repeat(1000));
    }
    if rule.max > 0 && text.chars().count() > rule.max {
        text = text.chars().take(rule.max).collect();
    }
    if rule.trims { text.trim_ascii().to_owned() } else { text }
}
