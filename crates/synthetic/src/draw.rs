//! One record in the making.

use byline_model::{Item, ItemKind, OrcidId, PutCode, Source, Timestamp, Visibility};

use crate::Plan;
use crate::rng::Rng;

/// Put-codes of one record's first items, half of them for items that hide: close together, as a registry hands them
/// out. Whoever has more gets them from a block of its own, far above.
const NEAR: u64 = 128;
const FAR: u64 = 1 << 17;
const FAR_BLOCKS: u64 = 1 << 40;

/// What the sections add to.
pub struct Draw<'p> {
    pub plan: &'p Plan,
    pub index: u64,
    pub orcid: OrcidId,
    pub created: i64,
    pub modified: i64,
    pub country: &'static str,
    /// As authors are listed.
    pub shown_name: String,
    /// Items that follow are hidden from everybody else.
    pub hides: bool,
    pub items: Vec<Item>,
    public_items: u64,
    hidden_items: u64,
}

impl<'p> Draw<'p> {
    /// An empty record at a place of the plan; moments are in milliseconds since the epoch.
    pub fn new(plan: &'p Plan, index: u64, (created, modified): (i64, i64), country: &'static str) -> Self {
        Draw {
            plan,
            index,
            orcid: plan.orcid(index),
            created,
            modified,
            country,
            shown_name: String::new(),
            hides: false,
            items: Vec::new(),
            public_items: 0,
            hidden_items: 0,
        }
    }

    /// When an item was made and when it last changed.
    pub fn moment(&self, rng: &mut Rng) -> (i64, i64) {
        let span = (self.modified - self.created).max(1) as u64;
        let created = self.created + rng.below(span) as i64;
        let left = (self.modified - created).max(1) as u64;
        let modified = if rng.chance(0.7) { created } else { created + rng.below(left) as i64 };
        (created, modified)
    }

    /// Adds an item, made and changed at some moments between creation and last change of the record.
    pub fn put(&mut self, rng: &mut Rng, kind: ItemKind, source: Source, body: Box<str>) {
        let at = self.moment(rng);
        self.put_at(kind, source, body, at);
    }

    /// What its owner wrote.
    pub fn put_owned(&mut self, rng: &mut Rng, kind: ItemKind, body: Box<str>) {
        let owner = self.owner();
        self.put(rng, kind, owner, body);
    }

    /// Adds an item of these moments, in milliseconds. Whether it hides is as [`Draw::hides`] says now.
    pub fn put_at(&mut self, kind: ItemKind, source: Source, body: Box<str>, (created, modified): (i64, i64)) {
        let visibility = match self.hides {
            false => Visibility::Public,
            // As many trusted parties as private as there are among defaults.
            true if self.hidden_items % 11 < 7 => Visibility::Limited,
            true => Visibility::Private,
        };
        let put_code = self.put_code();
        let by_client = !source.author.as_ref().is_some_and(|it| matches!(it, byline_model::Agent::Person(_)));
        self.items.push(Item {
            kind,
            put_code,
            visibility,
            source,
            created: Some(Timestamp::from_millis(created)),
            modified: Some(Timestamp::from_millis(modified)),
            display_index: i64::from(by_client && kind.is_activity()),
            body,
        });
    }

    fn put_code(&mut self) -> PutCode {
        let (count, half) = match self.hides {
            false => (&mut self.public_items, 0),
            true => (&mut self.hidden_items, 1),
        };
        let number = match *count < NEAR / 2 {
            true => 1 + self.index * NEAR + half * (NEAR / 2) + *count,
            false => FAR_BLOCKS + self.index * FAR + half * (FAR / 2) + *count,
        };
        *count += 1;
        PutCode::new(number).expect("forty million records times their items are below the largest put-code")
    }

    /// A part of which there is one.
    pub fn put_single(&mut self, kind: ItemKind, visibility: Visibility, body: Box<str>) {
        self.put_person_part(kind, PutCode::SINGLE, visibility, body);
    }

    /// Adds the address: every record has one.
    pub fn put_email(&mut self, visibility: Visibility, body: Box<str>) {
        let first = PutCode::new(1).expect("one is a put-code");
        self.put_person_part(ItemKind::Email, first, visibility, body);
    }

    fn put_person_part(&mut self, kind: ItemKind, put_code: PutCode, visibility: Visibility, body: Box<str>) {
        let source = if kind.is_single() { Source::default() } else { self.owner() };
        self.items.push(Item {
            kind,
            put_code,
            visibility,
            source,
            created: Some(Timestamp::from_millis(self.created)),
            modified: Some(Timestamp::from_millis(self.created)),
            display_index: 0,
            body,
        });
    }
}
