//! A synthetic registry, put where it is wanted: nowhere, into a store, or into archives in the layout of the annual
//! file.
//!
//! People are made on all cores and taken in order, so that the result is the same for any number of threads. What is
//! on its way is bounded, and so is what the report remembers.

mod files;
mod measure;
mod organizations;
mod report;
mod store;

use std::io;
use std::ops::{ControlFlow, Range};
use std::path::PathBuf;
use std::sync::Arc;

use byline_model::Timestamp;
use byline_registry::{Documents, RecordError, Urls};
use byline_store::{Store, StoreError};
use byline_synthetic::{Mix, Plan};
use tokio::runtime::Handle;

use crate::parallel::ordered;
use files::{Archives, Packed};
use measure::{Measured, Seen};
pub use organizations::invented_organizations;
use store::Filling;

pub use report::{Figure, Report};

/// Where people go.
pub enum Destination {
    /// They are made and counted.
    Nowhere,
    Store(Arc<dyn Store>),
    /// Archives in this folder, which exists.
    Files {
        folder: PathBuf,
        /// Each activity as a document of its own, beside the summaries.
        activities: bool,
        /// Archives that are there are replaced.
        replace: bool,
    },
}

/// How a run goes about it.
pub struct GenerateOptions {
    /// Which people: a part of a registry is the same as it is in the whole.
    pub people: Range<u64>,
    /// What URIs in documents begin with.
    pub base_url: Box<str>,
    pub workers: usize,
    /// The moment of the commits.
    pub now: Timestamp,
    /// Of so many the documents are printed to tell how large they are, where they are not written anyway.
    pub sized: u64,
}

impl GenerateOptions {
    /// People from the first on, with the addresses of the public registry, on all cores.
    pub fn new(people: u64, now: Timestamp) -> Self {
        GenerateOptions {
            people: 0..people,
            base_url: "https://orcid.org".into(),
            workers: std::thread::available_parallelism().map_or(1, usize::from),
            now,
            sized: 8192,
        }
    }
}

/// What was made.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Made {
    pub people: u64,
    pub items: u64,
    /// Documents, where these were written.
    pub documents: u64,
    /// Of the documents, before packing.
    pub bytes: u64,
    /// The middle one of the records.
    pub median_items: u64,
    pub median_bytes: u64,
    pub permissions: u64,
    pub webhooks: u64,
}

#[derive(Debug, thiserror::Error)]
pub enum GenerateError {
    #[error("the store refused to go on")]
    Store(#[from] StoreError),
    #[error("{}: cannot be written", .0.display())]
    Output(PathBuf, #[source] io::Error),
    #[error("a record that was made cannot be written")]
    Record(#[from] RecordError),
}

/// So many people are made together.
const CHUNK: u64 = 64;
/// So many are looked at closely: whole communities of those who share works.
const CLOSELY: u64 = 65_536;

/// Makes people and puts them where they belong; `progress` hears how many more are done.
///
/// # Errors
/// [`GenerateError`]; what was written by then stays.
pub async fn generate(
    plan: Arc<Plan>,
    destination: Destination,
    options: GenerateOptions,
    progress: Arc<dyn Fn(u64) + Send + Sync>,
) -> Result<(Made, Report), GenerateError> {
    let handle = Handle::current();
    let run = tokio::task::spawn_blocking(move || Run::new(&plan, &options).go(destination, &handle, &*progress));
    match run.await {
        Ok(result) => result,
        Err(panicked) => std::panic::resume_unwind(panicked.into_panic()),
    }
}

struct Run<'p> {
    plan: &'p Plan,
    options: &'p GenerateOptions,
    documents: Documents,
}

/// People of a chunk, ready for where they go.
struct Chunk {
    people: u64,
    filling: Filling,
    packed: Packed,
    seen: Seen,
}

impl<'p> Run<'p> {
    fn new(plan: &'p Plan, options: &'p GenerateOptions) -> Self {
        let clients = plan.clients().map(|client| (client.id, Arc::from(&*client.name)));
        let documents = Documents::new(Urls::new(&options.base_url), clients);
        Run { plan, options, documents }
    }

    fn go(
        &self,
        destination: Destination,
        handle: &Handle,
        progress: &dyn Fn(u64),
    ) -> Result<(Made, Report), GenerateError> {
        let mut sink = Sink::open(destination, self, handle)?;
        let wants = sink.wants();
        let people = self.options.people.clone();
        let mut measured = Measured::default();
        let mut failure = None;
        ordered(
            self.options.workers,
            // Stretches of numbers weigh nothing.
            |_| 0,
            |chunks| {
                let mut start = people.start;
                while start < people.end {
                    // At the same places whatever part is made.
                    let end = ((start / CHUNK + 1) * CHUNK).min(people.end);
                    if !chunks(start..end) {
                        return;
                    }
                    start = end;
                }
            },
            |range| self.chunk(range, wants),
            |chunk: Result<Chunk, GenerateError>| {
                let taken = chunk.and_then(|chunk| {
                    progress(chunk.people);
                    measured.add(chunk.seen);
                    sink.take(chunk.filling, chunk.packed)
                });
                match taken {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(problem) => {
                        failure = Some(problem);
                        ControlFlow::Break(())
                    }
                }
            },
        );
        if let Some(problem) = failure {
            return Err(problem);
        }
        sink.close()?;
        let made = measured.made();
        let report = match self.plan.mix() {
            Mix::Registry => Report::of(&measured),
            // Nothing is published about those who keep their record.
            Mix::Kept => Report::default(),
        };
        Ok((made, report))
    }

    fn chunk(&self, range: Range<u64>, wants: Wants) -> Result<Chunk, GenerateError> {
        let mut chunk = Chunk {
            people: range.end - range.start,
            filling: Filling::default(),
            packed: Packed::new(self.plan.as_of(), wants.activities),
            seen: Seen::default(),
        };
        let mut buffer = Vec::new();
        for index in range {
            let person = self.plan.person(index);
            let place = index - self.options.people.start;
            let planted = self.plan.is_planted(index);
            chunk.seen.person(&person, self.plan, place < CLOSELY, planted);
            if wants.files || place < self.options.sized {
                let (seen, packed) = (&mut chunk.seen, &mut chunk.packed);
                let orcid = person.orcid();
                let items = person.items.clone();
                let whole = wants.activities || !wants.files;
                self.documents.print(&person.head, items, whole, &mut buffer, |part, bytes| {
                    seen.document(part, bytes.len() as u64, planted);
                    match wants.files {
                        true => packed.add(orcid, part, bytes),
                        false => packed.weigh(part, bytes),
                    }
                })?;
            }
            if wants.store {
                chunk.filling.person(person, self.options.now);
            }
        }
        chunk.packed.close();
        chunk.seen.packed(chunk.packed.summaries());
        Ok(chunk)
    }
}

/// What has to be made of people.
#[derive(Clone, Copy, Default)]
struct Wants {
    store: bool,
    files: bool,
    activities: bool,
}

enum Sink {
    Nowhere,
    Store(Box<store::Store>),
    Files(Archives),
}

impl Sink {
    fn open(destination: Destination, run: &Run<'_>, handle: &Handle) -> Result<Self, GenerateError> {
        Ok(match destination {
            Destination::Nowhere => Sink::Nowhere,
            Destination::Store(store) => {
                let people = run.options.people.end - run.options.people.start;
                Sink::Store(Box::new(store::Store::open(store, handle.clone(), run.plan, people, run.options.now)?))
            }
            Destination::Files { folder, activities, replace } => {
                Sink::Files(Archives::create(&folder, run.plan.as_of(), activities, replace)?)
            }
        })
    }

    fn wants(&self) -> Wants {
        match self {
            Sink::Nowhere => Wants::default(),
            Sink::Store(_) => Wants { store: true, ..Wants::default() },
            Sink::Files(archives) => Wants { files: true, activities: archives.has_activities(), ..Wants::default() },
        }
    }

    fn take(&mut self, filling: Filling, packed: Packed) -> Result<(), GenerateError> {
        match self {
            Sink::Nowhere => Ok(()),
            Sink::Store(store) => Ok(store.take(filling)?),
            Sink::Files(archives) => archives.take(&packed),
        }
    }

    fn close(self) -> Result<(), GenerateError> {
        match self {
            Sink::Nowhere => Ok(()),
            Sink::Store(mut store) => Ok(store.settle()?),
            Sink::Files(archives) => archives.close(),
        }
    }
}
