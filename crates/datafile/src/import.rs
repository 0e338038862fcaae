//! Reading data files and fixture directories into a store.
//!
//! * Rank (`decisions` 35): `registry.toml`, then an item's full form, then its summary. An item known from its summary
//!   alone is kept so.
//! * What a document says against its schema is kept as far as the model can hold it (`decisions` 41); the parts that
//!   it cannot hold are left out and reported, or the whole document where [`ImportOptions::strict`] says so. Nobody asks
//!   for the rules of writing.
//! * What a document holds is committed whole or not at all, many documents at a time. A refused one is reported and
//!   the run goes on; a commit that the store refuses is tried again person by person, and at the end of the run once
//!   more.
//! * Nothing is removed: what a document no longer has stays where it is. [`ImportOptions::replace`] changes that for
//!   what the public could see, so that a mirror follows the annual files.
//! * A damaged archive counts as one more refused document: what came before the damage is there, the other inputs too.
//! * A client that is named as a source and declared nowhere is created without credentials, by the name it is given.

mod again;
mod batch;
mod declare;
mod merge;
mod parse;
mod resume;

use std::borrow::Cow;
use std::collections::{HashMap, HashSet, VecDeque};
use std::io;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Arc;

use byline_model::shape::Hosts;
use byline_model::{ClientId, OrcidId, Timestamp};
use byline_store::{Store, StoreError, Walk};
use tokio::runtime::Handle;

use crate::document::Manner;
use crate::inputs::{Chunk, Input, damage};
use crate::parallel::ordered;
use crate::registry_toml::{self, PersonEntry};
use crate::{DroppedPart, Progress, Refusal};
use again::Refused;
use batch::{Batch, Pending};
use declare::Grants;
use resume::Resume;

pub(crate) use merge::says_more;

/// How an import goes about it.
pub struct ImportOptions {
    /// The moment of the import: commits carry it, and dates that nothing tells are this.
    pub now: Timestamp,
    /// URIs of this deployment count as well formed where the schema asks for an orcid.org URI.
    pub base_url: Option<Box<str>>,
    /// Documents that their schema forbids are refused; else what can be kept of them is.
    pub strict: bool,
    /// Threads that parse.
    pub workers: usize,
    /// A commit holds about so many bytes of documents.
    pub batch_bytes: usize,
    /// A file that remembers how far each input was committed, so that a run that was broken off continues there.
    pub resume: Option<PathBuf>,
    /// A record document is all that the public may see of the record: public items that it does not list are removed,
    /// and all of them where an error document stands in place of the record. Sections that a document leaves out
    /// altogether say nothing; items that are not public are never in data files, and stay.
    pub replace: bool,
    /// Makes the PHC string of a password that `registry.toml` has in plain and not hashed.
    pub hash_password: Option<HashPassword>,
}

/// Slow on purpose, so whoever knows the parameters hands it in.
pub type HashPassword = Arc<dyn Fn(&str) -> Box<str> + Send + Sync>;

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ImportReport {
    /// Documents that came in.
    pub documents: u64,
    pub items: u64,
    /// Records that there are now.
    pub records: u64,
    /// Those that were not there before.
    pub new_records: u64,
    pub clients: u64,
    pub tokens: u64,
    pub consents: u64,
    pub notifications: u64,
    pub webhooks: u64,
    pub group_ids: u64,
    pub organizations: u64,
    /// Documents that were left out.
    pub refused: u64,
    /// The first hundred of them; [`Progress::refused`] hears of all.
    pub refusals: Vec<Refusal>,
    /// Parts of documents that came in without them.
    pub dropped: u64,
    /// The first hundred of them; [`Progress::dropped`] hears of all.
    pub parts: Vec<DroppedPart>,
    /// Units of the inputs that an earlier run had done already.
    pub resumed: u64,
}

/// Why an import was given up; what had been committed stays, and a resumed run continues there.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    #[error("{}: cannot be read", .0.display())]
    Input(PathBuf, #[source] io::Error),
    #[error(transparent)]
    Registry(#[from] registry_toml::FileErrors),
    #[error("{}: the state of the import cannot be kept", .0.display())]
    Resume(PathBuf, #[source] io::Error),
    #[error("{0}: a password in plain, and nothing to hash it with")]
    Password(OrcidId),
    #[error("the store refused to go on")]
    Store(#[from] StoreError),
}

impl ImportOptions {
    pub fn new(now: Timestamp) -> Self {
        ImportOptions {
            now,
            base_url: None,
            strict: false,
            workers: std::thread::available_parallelism().map_or(1, usize::from),
            batch_bytes: 8 << 20,
            resume: None,
            replace: false,
            hash_password: None,
        }
    }
}

/// Imports a fixture directory that lies in memory: names inside it, and contents.
///
/// # Errors
/// Those of [`import`].
pub async fn import_embedded(
    store: Arc<dyn Store>,
    name: PathBuf,
    files: Vec<(String, Cow<'static, [u8]>)>,
    options: ImportOptions,
    progress: Arc<dyn Progress>,
) -> Result<ImportReport, ImportError> {
    run(store, vec![Input::Embedded { name, files }], options, progress).await
}

/// Imports files, directories and archives, one after the other.
///
/// # Errors
/// A mistake in a `registry.toml`, an input that cannot be opened, and a store that fails. Mistakes in documents are
/// no errors but refusals.
pub async fn import(
    store: Arc<dyn Store>,
    inputs: Vec<PathBuf>,
    options: ImportOptions,
    progress: Arc<dyn Progress>,
) -> Result<ImportReport, ImportError> {
    let mut found = Vec::with_capacity(inputs.len());
    for path in inputs {
        let expanded =
            Input::expand(&path).and_then(|paths| paths.iter().map(|it| Input::of(it)).collect::<Result<Vec<_>, _>>());
        found.extend(expanded.map_err(|it| ImportError::Input(path, it))?);
    }
    run(store, found, options, progress).await
}

async fn run(
    store: Arc<dyn Store>,
    inputs: Vec<Input>,
    options: ImportOptions,
    progress: Arc<dyn Progress>,
) -> Result<ImportReport, ImportError> {
    let (mut walk, mut clients) = (Walk::by(500), HashSet::new());
    while let Some(stretch) = walk.stretch() {
        clients.extend(walk.on(store.clients(stretch).await?).iter().map(|client| client.id.clone()));
    }
    let before = store.count_records().await?;
    let handle = Handle::current();
    // Parsing is work, not waiting: it runs beside the runtime, which only commits.
    let run = tokio::task::spawn_blocking(move || {
        let resume = Resume::open(options.resume.as_deref())?;
        let mut import = Import {
            handle,
            store,
            options,
            progress,
            resume,
            clients,
            was_empty: before == 0,
            only_records: true,
            came_by: HashSet::new(),
            declared: HashMap::new(),
            merged: HashMap::new(),
            pending: VecDeque::new(),
            refused: Vec::new(),
            report: ImportReport::default(),
        };
        for input in &inputs {
            import.input(input)?;
        }
        import.again()?;
        let Import { handle, store, mut report, .. } = import;
        report.records = handle.block_on(store.count_records())?;
        report.new_records = report.records.saturating_sub(before);
        Ok(report)
    });
    match run.await {
        Ok(result) => result,
        Err(panicked) => std::panic::resume_unwind(panicked.into_panic()),
    }
}

/// One run.
struct Import {
    handle: Handle,
    store: Arc<dyn Store>,
    options: ImportOptions,
    progress: Arc<dyn Progress>,
    resume: Resume,
    /// Those that are in the store.
    clients: HashSet<ClientId>,
    /// Nothing was in the store when the run began.
    was_empty: bool,
    /// Every document so far was a record.
    only_records: bool,
    /// The first people of this run.
    came_by: HashSet<OrcidId>,
    /// People of `registry.toml` whose documents have not come by yet.
    declared: HashMap<OrcidId, PersonEntry>,
    /// Records that documents of this run say were merged, and into which.
    merged: HashMap<OrcidId, OrcidId>,
    pending: VecDeque<Pending>,
    /// Whom to try again at the end.
    refused: Vec<Refused>,
    report: ImportReport,
}

/// Reads the `registry.toml` of each input that has one, and imports nothing. Who or what it names may still be missing in a
/// registry.
///
/// # Errors
/// [`ImportError::Registry`] with everything that is wrong with the first that is; [`ImportError::Input`] when it cannot be
/// read.
pub fn check_declarations(inputs: &[PathBuf], now: Timestamp) -> Result<(), ImportError> {
    for path in inputs {
        let is_file = path.extension().is_some_and(|extension| extension == "toml");
        let file = if is_file { path.clone() } else { path.join(registry_toml::FILE_NAME) };
        if file.is_file() {
            let text = std::fs::read_to_string(&file).map_err(|error| ImportError::Input(file.clone(), error))?;
            registry_toml::parse(&text, &file, now)?;
        }
    }
    Ok(())
}

impl Import {
    fn input(&mut self, input: &Input) -> Result<(), ImportError> {
        let path = input.path();
        self.progress.began(path, input.size());
        if let Input::File(file) = input
            && file.extension().is_some_and(|extension| extension == "toml")
        {
            let grants = self.declare(file)?;
            self.rest_of_the_declared()?;
            return self.grants(file, grants);
        }
        let file = path.join(registry_toml::FILE_NAME);
        let grants = match input {
            Input::Directory(_) if file.is_file() => self.declare(&file)?,
            Input::Embedded { files, .. } => match files.iter().find(|(name, _)| name == registry_toml::FILE_NAME) {
                Some((_, text)) => self.declare_text(&String::from_utf8_lossy(text), &file)?,
                None => Grants::default(),
            },
            Input::Directory(_) | Input::Archive { .. } | Input::File(_) => Grants::default(),
        };
        let skip = self.resume.position(path, input.size());
        self.report.resumed += skip;
        if skip > 0 {
            self.progress.resumes(path, skip);
        }
        self.documents(input, skip)?;
        self.rest_of_the_declared()?;
        self.grants(&file, grants)
    }

    fn documents(&mut self, input: &Input, skip: u64) -> Result<(), ImportError> {
        let (workers, base_url, strict) = (self.options.workers, self.options.base_url.clone(), self.options.strict);
        let manner = Manner { hosts: Hosts::of(base_url.as_deref()), anywhere: true, strict };
        let mut batch = Batch::default();
        let mut failure = None;
        let mut broken = Ok(());
        ordered(
            workers,
            |chunk: &Chunk| chunk.weight,
            |sink| broken = input.read(skip, sink),
            |chunk: Chunk| parse::chunk(chunk, input.path(), manner),
            |parsed| {
                batch.add(parsed);
                if batch.bytes < self.options.batch_bytes {
                    return ControlFlow::Continue(());
                }
                match self.flush(std::mem::take(&mut batch), input) {
                    Ok(()) => ControlFlow::Continue(()),
                    Err(problem) => {
                        failure = Some(problem);
                        ControlFlow::Break(())
                    }
                }
            },
        );
        if let Some(failure) = failure {
            return Err(failure);
        }
        self.flush(batch, input)?;
        self.settle()?;
        match broken {
            Err(problem) => {
                let Some(why) = damage(&problem) else { return Err(ImportError::Input(input.path().into(), problem)) };
                self.refuse(Refusal::new(input.path(), "", why));
                Ok(())
            }
            Ok(()) => Ok(()),
        }
    }

    fn dropped(&mut self, part: DroppedPart) {
        self.progress.dropped(&part);
        self.report.dropped += 1;
        if self.report.parts.len() < 100 {
            self.report.parts.push(part);
        }
    }

    fn refuse(&mut self, refusal: Refusal) {
        self.progress.refused(&refusal);
        self.report.refused += 1;
        if self.report.refusals.len() < 100 {
            self.report.refusals.push(refusal);
        }
    }
}
