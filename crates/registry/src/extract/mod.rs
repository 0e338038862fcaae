//! A record with a stretch of its works: what a page shows of one that has thousands.
//!
//! Of all works it is known what sorts and finds them ([`outline`]); those that are shown are read whole. The outline of what
//! everybody may see is kept ([`kept`]), so that a page reads what it shows.

mod asked;
mod kept;
mod outline;

use std::collections::HashMap;
use std::sync::Arc;

use byline_formats::{Edition, linked};
use byline_model::document::Object;
use byline_model::shape::Role;
use byline_model::{Item, ItemKind, OrcidId, PutCode, shapes};
use byline_store::read::{Items, OfRecord};

pub use self::asked::{WorkSort, WorksAsked};
use self::kept::Kept;
pub(crate) use self::kept::Outlines;
use self::outline::{Outline, Shown};
use crate::assemble;
use crate::decorate::Context;
use crate::heavy::Weight;
use crate::names;
use crate::order::Entry;
use crate::render::Look;
use crate::{RecordError, Registry, ReviewGroup, Section, Urls, Viewer, Visible};

/// A record with a stretch of its works.
pub struct Extract<'a> {
    /// As [`Section::Record`] has it; the list of works has no date, and the groups of the stretch alone, in the order asked
    /// for.
    pub record: Object<'a>,
    /// The preferred works of these groups as [`Section::Item`] has them, by their put-codes.
    pub whole: HashMap<PutCode, Object<'a>>,
    /// Whether an organisation vouches for an activity that is seen, shown here or not.
    pub vouched: bool,
    /// What is known of the groups that somebody reviewed for, by their ids.
    pub reviews: HashMap<Box<str>, ReviewGroup>,
    /// How many groups of works there are in all.
    pub groups: usize,
    /// How many of them have the words that were asked for.
    pub found: usize,
}

impl Registry {
    /// Reads a record as `viewer` with a stretch of its works, and makes something of it: a page. Where it is long, both are
    /// one job away from the threads that answer.
    ///
    /// # Errors
    /// See [`RecordError`].
    pub async fn extract_for<R>(
        &self,
        viewer: &Viewer,
        orcid: OrcidId,
        asked: &WorksAsked,
        make: impl FnOnce(Visible<Extract<'_>>) -> R,
    ) -> Result<R, RecordError> {
        let (found, kept) = self.look_around(viewer, orcid, asked).await?;
        let stamp = (found.record.head.version, found.epoch);
        let mut read = self.load(viewer, found, &Section::Record).await?;
        let weight = Weight::of_answer(&read.items);
        let works = take_works(&mut read.items);
        let job = async {
            let record = self.assemble(viewer, &Section::Record, &read, Edition::newest())?.into_inner();
            let reviews = self.review_groups_of(assemble::of_kind(&read.items, ItemKind::PeerReview)).await?;
            let context = self.context(&read);
            let (kept, shown) = match kept {
                Some(known) => known,
                None => self.outline(&context, &works, stamp, asked)?,
            };
            if viewer.is_public() {
                self.outlines.put(orcid, &kept);
            }
            let others = read.items.iter().filter(|item| item.kind.is_activity());
            let vouched = kept.outline.vouched() || others.map(|it| &it.source).any(|it| context.is_validated(it));
            let works = Works { items: &works, outline: &kept.outline }.cut(&context, &shown)?;
            Ok(make(Visible::filtered(Extract::of(record, works, reviews, vouched))))
        };
        self.heavy.run(weight, job).await?
    }

    /// The record around the works that are shown, where an outline is kept that holds; else all of it.
    async fn look_around(
        &self,
        viewer: &Viewer,
        orcid: OrcidId,
        asked: &WorksAsked,
    ) -> Result<(Look, Option<(Arc<Kept>, Shown)>), RecordError> {
        if let Some(kept) = self.outlines.get(orcid).filter(|_| viewer.is_public()) {
            let shown = kept.outline.shown(asked);
            let items = Items::Around(ItemKind::Work, kept.outline.codes(&shown));
            let found = self.look(viewer, OfRecord { items, sources: true, ..OfRecord::head(orcid) }).await?;
            if kept.stamp == (found.record.head.version, found.epoch) {
                return Ok((found, Some((kept, shown))));
            }
        }
        Ok((self.look(viewer, Section::Record.wanted(orcid)).await?, None))
    }

    fn outline<'a>(
        &self,
        context: &Context<'a>,
        works: &'a [Item],
        stamp: (u64, u64),
        asked: &WorksAsked,
    ) -> Result<(Arc<Kept>, Shown), RecordError> {
        let kept = Arc::new(Kept { outline: Outline::of(context, works)?, stamp });
        let shown = kept.outline.shown(asked);
        Ok((kept, shown))
    }
}

/// The works, out of a record in storage order.
fn take_works(items: &mut Vec<Item>) -> Vec<Item> {
    let start = items.partition_point(|item| item.kind < ItemKind::Work);
    let end = items.partition_point(|item| item.kind <= ItemKind::Work);
    let mut works: Vec<Item> = items.drain(start..end).collect();
    works.sort_by_key(|item| item.put_code);
    works
}

/// Works of a record, by their put-codes, and the outline of all of them.
struct Works<'w> {
    items: &'w [Item],
    outline: &'w Outline,
}

impl<'w> Works<'w> {
    fn at(&self, code: PutCode) -> &'w Item {
        let place = self.items.binary_search_by_key(&code, |item| item.put_code);
        &self.items[place.expect("what is outlined is there")]
    }

    fn cut<'a>(&self, context: &Context<'a>, shown: &Shown) -> Result<Cut<'a>, RecordError>
    where
        'w: 'a,
    {
        let mut whole = HashMap::with_capacity(shown.places.len());
        let mut groups = Vec::with_capacity(shown.places.len());
        for codes in self.outline.groups(shown) {
            let mut members = Vec::with_capacity(codes.len());
            for item in codes.iter().map(|code| self.at(*code)) {
                members.push(Entry { item, summary: context.item(item, &shapes::WORK_SUMMARY)? });
            }
            let preferred = members[0].item;
            whole.insert(preferred.put_code, context.item(preferred, &shapes::WORK)?);
            groups.push(assemble::group(&shapes::WORK_GROUP, members));
        }
        let mut list = Object::new(&shapes::WORKS);
        list.set_role(Role::Path, context.path(ItemKind::Work.spec().list_path));
        list.set("group", assemble::objects(groups));
        Ok(Cut { list, whole, groups: self.outline.len(), found: shown.found })
    }
}

/// A stretch of works.
struct Cut<'a> {
    list: Object<'a>,
    whole: HashMap<PutCode, Object<'a>>,
    groups: usize,
    found: usize,
}

impl<'a> Extract<'a> {
    /// What the page at `address` says in JSON-LD of itself and of the person, with the works that are shown there: between
    /// tags of HTML, in which it has no `<`.
    pub fn schema_org(&self, urls: &Urls, address: &str, language: &str) -> String {
        let context = linked::Context { base_url: urls.base(), document_url: None };
        linked::schema_org::page(&self.record, &context, address, language)
    }

    fn of(mut record: Object<'a>, works: Cut<'a>, reviews: HashMap<Box<str>, ReviewGroup>, vouched: bool) -> Self {
        let Cut { list, whole, groups, found } = works;
        assemble::put_list(&mut record, ItemKind::Work, list);
        Extract { record, whole, vouched, reviews, groups, found }
    }
}

/// One item, short and whole.
pub struct Single<'a> {
    /// As [`Section::Summary`] has it.
    pub summary: Object<'a>,
    /// As [`Section::Item`] has it.
    pub whole: Object<'a>,
    /// The public name of the record's owner.
    pub owner: Option<String>,
}

impl Registry {
    /// Reads an item as `viewer`, and makes something of it: a page.
    ///
    /// # Errors
    /// As for [`Section::Item`].
    pub async fn single_for<R>(
        &self,
        viewer: &Viewer,
        orcid: OrcidId,
        (kind, code): (ItemKind, PutCode),
        make: impl FnOnce(Visible<Single<'_>>) -> R,
    ) -> Result<R, RecordError> {
        let section = Section::Item(kind, code);
        let found = self.look(viewer, OfRecord { owner: true, ..section.wanted(orcid) }).await?;
        let owner = found.named.name_of(orcid).and_then(names::public_name);
        let read = self.load(viewer, found, &section).await?;
        let job = async {
            let whole = self.assemble(viewer, &section, &read, Edition::newest())?;
            let summary = self.assemble(viewer, &Section::Summary(kind, code), &read, Edition::newest())?;
            let summary = summary.into_inner();
            Ok(make(whole.map(|whole| Single { summary, whole, owner })))
        };
        self.heavy.run(Weight::of_answer(&read.items), job).await?
    }
}
