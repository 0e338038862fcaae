//! Why somebody was found: the values in which a query has its words.
//!
//! What a plan asks for is looked for in the values of one document, word by word. Clauses that say who is not meant mark
//! nothing, nor do moments.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::analysis;
use crate::document::Document;
use crate::fields::{Analysis, DYNAMIC, FIELDS, place};
use crate::plan::{Matcher, Occur, Plan};

/// A value in which something was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Snippet {
    /// As queries call it.
    pub field: Box<str>,
    /// The value, or a part of it around what was found.
    pub text: Box<str>,
    /// In bytes of the text, in order, none in another.
    pub marks: Vec<Range<usize>>,
}

/// Of one record.
const MOST_SNIPPETS: usize = 5;
/// Parts of a query; what comes after those marks nothing.
const MOST_PARTS: usize = 256;
/// How much is done for one record, in units of comparing a short word with another.
const MOST_WORK: u64 = 50_000;
/// Bytes of a snippet, about: a mark may be longer.
const LONGEST: usize = 240;
/// Of that, before the first mark.
const BEFORE: usize = 60;

/// What a query looks for, by field.
#[derive(Debug, Default)]
pub struct Marker<'p> {
    fields: HashMap<usize, Wanted<'p>>,
    parts: usize,
}

#[derive(Debug, Default)]
struct Wanted<'p> {
    terms: HashSet<&'p str>,
    phrases: Vec<&'p [Box<str>]>,
    like: Vec<&'p Matcher>,
    /// A term, how much of it names the field, and how many edits are near.
    near: Vec<(&'p str, usize, usize)>,
}

impl<'p> Marker<'p> {
    /// For what matches this.
    pub fn of(plan: &'p Plan) -> Self {
        let mut marker = Marker::default();
        marker.take(plan);
        marker
    }

    fn take(&mut self, plan: &'p Plan) {
        if self.parts >= MOST_PARTS {
            return;
        }
        match plan {
            Plan::All | Plan::Nothing | Plan::Moments { .. } => {}
            Plan::Term { field, term } => _ = self.wanted(*field).terms.insert(term),
            Plan::Phrase { field, terms, slop: 0 } => self.wanted(*field).phrases.push(terms),
            // With moves between them they may stand anywhere.
            Plan::Phrase { field, terms, .. } => self.wanted(*field).terms.extend(terms.iter().map(|term| &**term)),
            Plan::Terms { field, like } => self.wanted(*field).like.push(like),
            Plan::Fuzzy { field, term, prefix, edits } => self.wanted(*field).near.push((term, *prefix, *edits)),
            Plan::Clauses { clauses, .. } => {
                clauses.iter().filter(|(occur, _)| *occur != Occur::Prohibited).for_each(|(_, plan)| self.take(plan));
            }
            Plan::Best { of, .. } => of.iter().for_each(|plan| self.take(plan)),
            Plan::Times(plan, _) | Plan::Constant(plan, _) => self.take(plan),
        }
    }

    fn wanted(&mut self, field: usize) -> &mut Wanted<'p> {
        self.parts += 1;
        self.fields.entry(field).or_default()
    }

    /// The first values of a record that have something of it; of long ones the part around the first mark.
    pub fn snippets(&self, document: &Document) -> Vec<Snippet> {
        let everything = place("text");
        let (mut found, mut seen, mut left) = (Vec::new(), HashSet::new(), MOST_WORK);
        let dynamic = document.dynamic.iter().map(|term| (DYNAMIC, &**term));
        let values = document.values.iter().map(|(field, value)| (*field, &**value)).chain(dynamic);
        for (field, value) in values {
            if found.len() == MOST_SNIPPETS || left == 0 {
                break;
            }
            let own = self.fields.get(&field).map(|wanted| wanted.marks(analysis_of(field), value, &mut left));
            // A whole name stands in the fields of its parts, too, and words without a field are found in those.
            let all = self.fields.get(&everything).filter(|_| field != everything && field != DYNAMIC);
            let all = all.map(|wanted| wanted.marks(Analysis::Text, value, &mut left));
            let marks = merged(own.into_iter().chain(all).flatten().collect());
            if !marks.is_empty() && (field != everything || !seen.contains(value)) {
                seen.insert(value);
                found.push(snippet(field, value, &marks));
            }
        }
        found
    }
}

fn analysis_of(field: usize) -> Analysis {
    FIELDS.get(field).map_or(Analysis::Exact, |row| row.analysis)
}

impl Wanted<'_> {
    /// What is marked in a value, or in as much of it as there is work left for.
    fn marks(&self, analysis: Analysis, value: &str, left: &mut u64) -> Vec<Range<usize>> {
        let mut words: Vec<(Range<usize>, String)> = Vec::new();
        let mut marks = Vec::new();
        analysis::places(analysis, value, |place, term| {
            *left = left.saturating_sub(self.work(term));
            if *left > 0 {
                if self.is_one(term) {
                    marks.push(place.clone());
                }
                words.push((place, term.to_owned()));
            }
        });
        for phrase in self.phrases.iter().filter(|phrase| !phrase.is_empty()) {
            let is_there = |words: &[(Range<usize>, String)]| {
                words.iter().zip(*phrase).all(|((_, own), wanted)| **own == **wanted)
            };
            let there = words.windows(phrase.len()).filter(|words| is_there(words));
            marks.extend(there.map(|words| words[0].0.start..words[words.len() - 1].0.end));
        }
        marks
    }

    fn work(&self, term: &str) -> u64 {
        let like: u64 = self.like.iter().map(|like| like.work(term)).sum();
        let near = self.near.len() * (1 + term.len() * term.len() / 64);
        1 + like + near as u64 + self.phrases.len() as u64
    }

    fn is_one(&self, term: &str) -> bool {
        self.terms.contains(term)
            || self.like.iter().any(|like| term.starts_with(&*like.prefix) && like.matches(term))
            || self.near.iter().any(|near| is_near(term, *near))
    }
}

fn is_near(term: &str, (wanted, prefix, edits): (&str, usize, usize)) -> bool {
    let (space, text) = wanted.split_at(prefix);
    term.strip_prefix(space).is_some_and(|own| {
        own.chars().count().abs_diff(text.chars().count()) <= edits && strsim::osa_distance(text, own) <= edits
    })
}

/// In order, those that touch as one.
fn merged(mut marks: Vec<Range<usize>>) -> Vec<Range<usize>> {
    marks.sort_unstable_by_key(|mark| (mark.start, mark.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(marks.len());
    for mark in marks {
        match merged.last_mut() {
            Some(last) if mark.start <= last.end => last.end = last.end.max(mark.end),
            _ => merged.push(mark),
        }
    }
    merged
}

/// The part of a value that is shown. `marks` has one at least.
fn snippet(field: usize, value: &str, marks: &[Range<usize>]) -> Snippet {
    // The name of a field that follows from a type stands before its value, with a zero between.
    let behind = if field == DYNAMIC { value.find('\0').map_or(0, |zero| zero + 1) } else { 0 };
    let name = if field == DYNAMIC { &value[..behind.saturating_sub(1)] } else { FIELDS[field].name };
    let start = if value.len() <= LONGEST { behind } else { marks[0].start.saturating_sub(BEFORE).max(behind) };
    let start = value.floor_char_boundary(start).max(behind);
    let end = value.ceil_char_boundary((start + LONGEST).max(marks[0].end).min(value.len()));
    let within = marks.iter().map(|mark| mark.start.max(start)..mark.end.min(end)).filter(|mark| mark.start < mark.end);
    let marks = within.map(|mark| mark.start - start..mark.end - start).collect();
    Snippet { field: name.into(), text: value[start..end].into(), marks }
}
