//! Trees as text, in the language that they are read from.

use std::fmt::{self, Display, Formatter, Write};

use super::{
    Boost, Bound, Clause, Dismax, Edits, Flavour, Group, Joined, Leaf, Nested, Node, Part, PhraseField, Request,
    Settings, Sign, Tree, What,
};
use crate::fields::DEFAULT_FIELD;

impl Display for Tree {
    /// With local parameters in front where it was read by other rules than those that hold by default.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if !self.is_plain() {
            return local(f, self);
        }
        let text = self.group.to_string();
        // At the very start they would speak for all of the text.
        if text.starts_with("{!") {
            f.write_str(" ")?;
        }
        f.write_str(&text)
    }
}

impl Tree {
    /// Whether it needs no local parameters.
    fn is_plain(&self) -> bool {
        !self.all && &*self.default_field == DEFAULT_FIELD
    }
}

fn local(f: &mut Formatter<'_>, tree: &Tree) -> fmt::Result {
    f.write_str("{!lucene")?;
    // Said always: it stands in front of what a query around it says.
    write!(f, " q.op={}", if tree.all { "AND" } else { "OR" })?;
    setting(f, "df", &tree.default_field)?;
    setting(f, "v", &tree.group.to_string())?;
    f.write_str("}")
}

impl Display for Group {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        for (index, clause) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str(" ")?;
            }
            clause.fmt(f)?;
        }
        Ok(())
    }
}

impl Display for Clause {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self.joined {
            Joined::Not => "",
            Joined::And => "AND ",
            Joined::Or => "OR ",
        })?;
        f.write_str(match self.sign {
            Sign::None => "",
            Sign::Required => "+",
            Sign::Prohibited => "-",
        })?;
        self.node.fmt(f)?;
        match self.boost {
            None => Ok(()),
            Some(Boost::Times(by)) => write!(f, "^{by}"),
            Some(Boost::Constant(score)) => write!(f, "^={score}"),
        }
    }
}

impl Display for Node {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Node::All => f.write_str("*:*"),
            Node::Nothing => f.write_str("{!lucene v=''}"),
            Node::Leaf(leaf) => leaf.fmt(f),
            Node::Group(group) => write!(f, "({group})"),
            Node::Filter(group) => write!(f, "filter({group})"),
            Node::Nested(nested) => nested.fmt(f),
        }
    }
}

impl Display for Request {
    /// What is looked for; nothing for a request that finds nobody.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.query {
            None => Ok(()),
            Some(Node::Nested(nested)) => match &**nested {
                Nested::Classic(tree) => tree.fmt(f),
                Nested::Dismax(dismax) => dismax.fmt(f),
            },
            Some(node) => node.fmt(f),
        }
    }
}

impl Display for Nested {
    /// Always with local parameters: it stands inside another query.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Nested::Classic(tree) => local(f, tree),
            Nested::Dismax(dismax) => dismax.fmt(f),
        }
    }
}

impl Display for Leaf {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let language = match &self.what {
            What::Term(text) => Some(("term", text.to_string())),
            What::Prefix(text) => Some(("prefix", text.to_string())),
            What::Terms(terms) => return self.print_terms(f, terms),
            _ => None,
        };
        if let Some((name, text)) = language {
            write!(f, "{{!{name}")?;
            setting(f, "f", self.field.as_deref().unwrap_or(DEFAULT_FIELD))?;
            setting(f, "v", &text)?;
            return f.write_str("}");
        }
        if let Some(field) = &self.field {
            // As people write it, where nothing else can be read.
            let is_plain =
                |text: &str| !text.starts_with('-') && text.bytes().all(|it| matches!(it, b'a'..=b'z' | b'-'));
            if is_plain(field) && field.contains('-') {
                f.write_str(field)?
            } else {
                term(f, field)?
            }
            f.write_str(":")?;
        }
        self.what.fmt(f)
    }
}

impl Leaf {
    fn print_terms(&self, f: &mut Formatter<'_>, terms: &[Box<str>]) -> fmt::Result {
        // A separator that is in none of the terms.
        let free = |separator: &&str| !terms.iter().any(|term| term.contains(separator));
        let long = "\u{1}".repeat(terms.iter().map(|term| term.len() + 1).max().unwrap_or(1));
        let separator = [",", "|", "\n", "\u{1}"].into_iter().find(free).unwrap_or(&long);
        f.write_str("{!terms")?;
        setting(f, "f", self.field.as_deref().unwrap_or(DEFAULT_FIELD))?;
        if separator != "," {
            setting(f, "separator", separator)?;
        }
        setting(f, "v", &terms.join(separator))?;
        f.write_str("}")
    }
}

impl Display for What {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            What::Word(text) => term(f, text),
            What::Phrase { text, slop: 0 } => quoted(f, text),
            What::Phrase { text, slop } => {
                quoted(f, text)?;
                write!(f, "~{slop}")
            }
            What::Pattern(parts) => parts.iter().enumerate().try_for_each(|(index, part)| match part {
                // Only the first may be taken for something else.
                Part::Text(text) if index == 0 => term(f, text),
                Part::Text(text) => text.chars().try_for_each(|letter| escaped(f, letter)),
                Part::One => f.write_str("?"),
                Part::Any => f.write_str("*"),
            }),
            What::Exists => f.write_str("*"),
            What::Regex(source) => write!(f, "/{source}/"),
            What::Fuzzy { text, edits } => {
                term(f, text)?;
                match edits {
                    Edits::Number(number) => write!(f, "~{number}"),
                    Edits::Similarity(similarity) => write!(f, "~{similarity}"),
                }
            }
            What::Range { low, high } => {
                f.write_str(if matches!(low, Bound::Excluding(_)) { "{" } else { "[" })?;
                bound(f, low)?;
                f.write_str(" TO ")?;
                bound(f, high)?;
                f.write_str(if matches!(high, Bound::Excluding(_)) { "}" } else { "]" })
            }
            What::Term(text) | What::Prefix(text) => term(f, text),
            What::Terms(terms) => terms.iter().try_for_each(|it| term(f, it)),
        }
    }
}

fn bound(f: &mut Formatter<'_>, bound: &Bound) -> fmt::Result {
    match bound {
        Bound::Open => f.write_str("*"),
        Bound::Including(text) | Bound::Excluding(text) => quoted(f, text),
    }
}

/// A text that is one term, whatever is in it.
fn term(f: &mut Formatter<'_>, text: &str) -> fmt::Result {
    if matches!(text, "AND" | "OR" | "NOT" | "&&" | "||" | "filter") {
        f.write_str("\\")?;
        return f.write_str(text);
    }
    text.chars().try_for_each(|letter| escaped(f, letter))
}

fn escaped(f: &mut Formatter<'_>, letter: char) -> fmt::Result {
    if "+-!(){}[]^\"~*?:\\/ \t\n\r\u{3000}".contains(letter) {
        f.write_char('\\')?;
    }
    f.write_char(letter)
}

fn quoted(f: &mut Formatter<'_>, text: &str) -> fmt::Result {
    f.write_char('"')?;
    for letter in text.chars() {
        if matches!(letter, '"' | '\\') {
            f.write_char('\\')?;
        }
        f.write_char(letter)?;
    }
    f.write_char('"')
}

/// ` name='value'`
fn setting(f: &mut Formatter<'_>, name: &str, value: &str) -> fmt::Result {
    write!(f, " {name}='")?;
    for letter in value.chars() {
        if matches!(letter, '\'' | '\\') {
            f.write_char('\\')?;
        }
        f.write_char(letter)?;
    }
    f.write_char('\'')
}

impl Display for Dismax {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(match self.flavour {
            Flavour::Dismax => "{!dismax",
            Flavour::Edismax => "{!edismax",
        })?;
        self.settings.fmt(f)?;
        setting(f, "v", &self.text)?;
        f.write_str("}")
    }
}

impl Display for Settings {
    /// As local parameters, each with a blank before it.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let fields: Vec<String> = self.fields.iter().map(|it| format!("{}^{}", it.name, it.weight)).collect();
        setting(f, "qf", &fields.join(" "))?;
        write!(f, " q.op={}", if self.all { "AND" } else { "OR" })?;
        if let Some(minimum) = &self.minimum {
            setting(f, "mm", &minimum.to_string())?;
        }
        write!(f, " tie={} qs={}", self.tie, self.phrase_slop)?;
        for (name, words) in [("pf", None), ("pf2", Some(2)), ("pf3", Some(3))] {
            let of = |it: &&PhraseField| it.words == words;
            let phrase = |it: &PhraseField| format!("{}~{}^{}", it.field.name, it.slop, it.field.weight);
            let phrases: Vec<String> = self.phrases.iter().filter(of).map(phrase).collect();
            // Empty ones as well: a request around it may say something else.
            setting(f, name, &phrases.join(" "))?;
        }
        let boosts: Vec<String> = self.boosts.iter().map(Tree::to_string).collect();
        setting(f, "bq", &boosts.join(" "))?;
        write!(f, " sow={} lowercaseOperators={}", self.split, self.lower_case_operators)
    }
}
