//! What people type, in several fields at once (corrections C4).

use byline_model::Timestamp;

use super::resolve::{Room, Scope, passed_over, phrase, tree_plan};
use super::{DYNAMIC, Occur, Plan};
use crate::analysis;
use crate::fields::{self, Analysis, FIELDS, Field};
use crate::query::{Clause, Dismax, Joined, Leaf, Minimum, Node, PhraseField, QueryError, Settings, Sign, What};

/// Where words without a field are looked for, and how many of them have to be there.
#[derive(Clone, Copy)]
pub(super) struct Words<'s> {
    settings: &'s Settings,
    minimum: &'s Minimum,
}

/// The plan of a query.
pub(super) fn plan(query: &Dismax, now: Timestamp, room: &Room) -> Result<Plan, QueryError> {
    let settings = &query.settings;
    let default = if settings.all { Minimum::all() } else { Minimum::none() };
    let minimum = settings.minimum.clone().unwrap_or(default);
    let words = Words { settings, minimum: &minimum };
    let scope = Scope { now, room, all: settings.all, default_field: fields::DEFAULT_FIELD, words: Some(words) };
    let mut boosts = Vec::new();
    for tree in &settings.boosts {
        boosts.extend(tree_plan(tree, now, room)?);
    }
    let Some(main) = scope.group(&query.group)? else { return Ok(Plan::Nothing) };
    // Who writes operators says with them what has to match, unless they say it otherwise, too.
    let own = query.operators && !query.as_words;
    let least = if own { settings.minimum.clone().unwrap_or_else(Minimum::none) } else { minimum.clone() };
    let main = with_minimum(main, &least).alone();
    let mut clauses = vec![(Occur::Required, main)];
    clauses.extend(phrases(query, room)?.into_iter().chain(boosts).map(|plan| (Occur::Optional, plan)));
    Ok(match clauses.len() {
        1 => clauses.swap_remove(0).1,
        _ => Plan::clauses(clauses, 0),
    })
}

fn with_minimum(plan: Plan, minimum: &Minimum) -> Plan {
    match plan {
        Plan::Clauses { clauses, .. } => {
            let optional = clauses.iter().filter(|(occur, _)| *occur == Occur::Optional).count();
            Plan::clauses(clauses, minimum.of(optional))
        }
        plan => plan,
    }
}

/// Words that stand together count more, in these fields. They find nobody, and one word is no phrase.
fn phrases(query: &Dismax, room: &Room) -> Result<Vec<Plan>, QueryError> {
    let mut found = Vec::new();
    let mut fields = &*query.settings.phrases;
    while let Some(first) = fields.first() {
        let same = fields.iter().take_while(|it| (it.words, it.slop) == (first.words, first.slop)).count();
        let (group, rest) = fields.split_at(same);
        fields = rest;
        let length = first.words.unwrap_or(query.words.len());
        if length == 0 {
            continue;
        }
        for words in query.words.windows(length) {
            let text = words.join(" ");
            let mut of = Vec::new();
            for field in group {
                of.extend(in_field(field, &text, room)?);
            }
            found.extend(best(of, query.settings.tie));
        }
    }
    Ok(found)
}

fn in_field(field: &PhraseField, text: &str, room: &Room) -> Result<Option<Plan>, QueryError> {
    let Some(Field::Listed(place)) = fields::find(&field.field.name) else { return Ok(None) };
    let plan = phrase(room, (place, FIELDS[place].analysis), "", text, field.slop).map_err(QueryError::nowhere)?;
    let plan = plan.filter(|plan| matches!(plan, Plan::Phrase { .. }));
    Ok(plan.map(|plan| plan.times(field.field.weight)))
}

fn best(mut of: Vec<Plan>, tie: f32) -> Option<Plan> {
    match of.len() {
        0 | 1 => of.pop(),
        _ => Some(Plan::Best { of, tie }),
    }
}

/// Words in a row that no operator touches.
pub(super) struct Run<'c> {
    words: Vec<&'c str>,
}

/// The word of a clause that is nothing but one.
fn bare_word(clause: &Clause) -> Option<&str> {
    match &clause.node {
        Node::Leaf(Leaf { field: None, what: What::Word(word), .. })
            if clause.joined == Joined::Not && clause.sign == Sign::None && clause.boost.is_none() =>
        {
            Some(word)
        }
        _ => None,
    }
}

impl Words<'_> {
    /// The run that clauses begin with, and those behind it. A single word is none.
    pub fn run<'c>(self, clauses: &'c [Clause]) -> Option<(Run<'c>, &'c [Clause])> {
        if self.settings.split {
            return None;
        }
        let mut words = Vec::new();
        for (index, clause) in clauses.iter().enumerate() {
            let joined = clauses.get(index + 1).is_some_and(|next| next.joined != Joined::Not);
            match bare_word(clause) {
                Some(word) if !joined => words.push(word),
                _ => break,
            }
        }
        let length = words.len();
        (length > 1).then(|| (Run { words }, &clauses[length..]))
    }

    /// One leaf, in each field.
    pub fn leaf(self, scope: Scope<'_>, leaf: &Leaf) -> Result<Option<Plan>, QueryError> {
        let mut of = Vec::new();
        for field in &self.settings.fields {
            // A phrase may be as loose as the settings say.
            let loose;
            let leaf = match &leaf.what {
                What::Phrase { text, slop } => {
                    let slop = if *slop == 0 { self.settings.phrase_slop } else { *slop };
                    loose = Leaf { what: What::Phrase { text: text.clone(), slop }, ..leaf.clone() };
                    &loose
                }
                _ => leaf,
            };
            // What a field cannot have is in none of its values.
            let plan = passed_over(scope.leaf_in(&field.name, leaf))?;
            let plan = plan.map(|plan| with_minimum(plan, self.minimum).times(field.weight));
            of.extend(plan.filter(|plan| *plan != Plan::Nothing));
        }
        Ok(best(of, self.settings.tie))
    }
}

impl Run<'_> {
    /// What the words ask for: where all fields make the same number of terms of them, each term in any field; where they
    /// do not, enough terms in one field.
    pub fn plans(&self, scope: Scope<'_>) -> Result<Vec<(Occur, Plan)>, QueryError> {
        let Some(Words { settings, minimum }) = scope.words else { return Ok(Vec::new()) };
        let occur = if scope.all { Occur::Required } else { Occur::Optional };
        let text = self.words.join(" ");
        let mut fields: Vec<(f32, Vec<Plan>)> = Vec::new();
        for field in &settings.fields {
            let terms = self.terms(&field.name, &text);
            scope.room.take(terms.len()).map_err(QueryError::nowhere)?;
            if !terms.is_empty() {
                fields.push((field.weight, terms));
            }
        }
        let Some((_, first)) = fields.first() else { return Ok(Vec::new()) };
        let count = first.len();
        if fields.iter().any(|(_, terms)| terms.len() != count) {
            let in_field = |(weight, terms): (f32, Vec<Plan>)| {
                let clauses = terms.into_iter().map(|term| (occur, term)).collect();
                with_minimum(Plan::clauses(clauses, 0), minimum).times(weight)
            };
            let of = fields.into_iter().map(in_field).collect();
            return Ok(best(of, settings.tie).into_iter().map(|plan| (occur, plan)).collect());
        }
        let mut by_term: Vec<Vec<Plan>> = (0..count).map(|_| Vec::with_capacity(fields.len())).collect();
        for (weight, terms) in fields {
            for (of, term) in by_term.iter_mut().zip(terms) {
                of.push(term.times(weight));
            }
        }
        Ok(by_term.into_iter().filter_map(|of| best(of, settings.tie)).map(|plan| (occur, plan)).collect())
    }

    fn terms(&self, name: &str, text: &str) -> Vec<Plan> {
        let mut found = Vec::new();
        match fields::find(name) {
            Some(Field::Listed(field)) => match FIELDS[field].analysis {
                // Exact fields know no words but those between blanks.
                Analysis::Exact => {
                    found.extend(self.words.iter().map(|word| Plan::Term { field, term: (*word).into() }));
                }
                analysis => analysis::terms(analysis, text, |term| found.push(Plan::Term { field, term: term.into() })),
            },
            Some(Field::Dynamic(name)) => {
                let term = |word: &&str| Plan::Term { field: DYNAMIC, term: crate::document::dynamic_term(name, word) };
                found.extend(self.words.iter().map(term));
            }
            Some(Field::Empty(_)) | None => {}
        }
        found
    }
}
