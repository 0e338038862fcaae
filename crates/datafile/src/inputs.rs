//! Where documents come from: files, directories, archives.
//!
//! Archives are streamed. What is read stays bounded: one chunk at a time, and of a directory one folder.

mod archive;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File};
use std::io::{self, BufReader, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, Weak};

use byline_formats::tree_room;
use byline_model::OrcidId;
use flate2::read::MultiGzDecoder;

use crate::layout::Place;
use archive::{Entries, NoArchive};

/// A document of more bytes is refused unread.
const LARGEST: u64 = 128 << 20;
/// Entries of an archive go to the workers in chunks of this size.
const CHUNK_BYTES: usize = 1 << 20;
const CHUNK_DOCUMENTS: usize = 64;

/// One argument on the command line.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Input {
    Archive {
        path: PathBuf,
        compressed: bool,
    },
    Directory(PathBuf),
    File(PathBuf),
    /// A fixture directory in memory: names inside it, and contents.
    Embedded {
        name: PathBuf,
        files: Vec<(String, Cow<'static, [u8]>)>,
    },
}

/// Documents that belong together: of one person in a directory, or a stretch of an archive.
#[derive(Default)]
pub(crate) struct Chunk {
    documents: Vec<Document>,
    /// What [`Content::Read`] points into.
    buffer: Buffer,
    /// How many units of the input come before, for resuming: entries of an archive, people or files of a directory.
    pub first: u64,
    pub units: u64,
    /// Bytes of the input read so far, as they lie on disk; 0 for directories.
    pub bytes_read: u64,
    /// Bytes of memory it takes, or will take once it is read: with the tree that its largest document may be.
    pub weight: usize,
}

/// A document, read or still to be read.
struct Document {
    /// The entry of the archive, or the path inside the directory; empty for a file that was named itself.
    entry: String,
    content: Content,
}

enum Content {
    /// This stretch of the chunk's buffer.
    Read(Range<usize>),
    Bytes(Cow<'static, [u8]>),
    File(PathBuf),
    /// A file that was named itself: perhaps a pipe, whose size nobody knows.
    Named(PathBuf),
    /// It cannot be read; why.
    Unreadable(String),
}

impl Input {
    /// What a path is, by what lies there and by its name. Whether an archive is compressed shows in its first bytes:
    /// browsers unpack downloads without giving them another name.
    pub fn of(path: &Path) -> io::Result<Input> {
        if fs::metadata(path)?.is_dir() {
            return Ok(Input::Directory(path.into()));
        }
        if !is_archive(path) {
            return Ok(Input::File(path.into()));
        }
        let mut magic = Vec::new();
        File::open(path)?.take(2).read_to_end(&mut magic)?;
        Ok(Input::Archive { path: path.into(), compressed: magic == [0x1f, 0x8b] })
    }

    /// The path itself and, when it is a directory, the archives that lie in it: a folder of downloads. Summaries go
    /// first, as records that are there take items in faster.
    pub fn expand(path: &Path) -> io::Result<Vec<PathBuf>> {
        let mut found = vec![path.to_path_buf()];
        if path.is_dir() {
            let mut archives: Vec<_> = names(path)?.into_iter().map(|name| path.join(name)).collect();
            archives.retain(|it| is_archive(it) && it.is_file());
            archives.sort_by_key(|it| !it.to_string_lossy().contains("summaries"));
            found.extend(archives);
        }
        Ok(found)
    }

    pub fn path(&self) -> &Path {
        match self {
            Input::Archive { path, .. } | Input::Directory(path) | Input::File(path) => path,
            Input::Embedded { name, .. } => name,
        }
    }

    /// Bytes on disk; `None` for directories.
    pub fn size(&self) -> Option<u64> {
        match self {
            Input::Directory(_) | Input::Embedded { .. } => None,
            Input::Archive { path, .. } | Input::File(path) => fs::metadata(path).ok().map(|it| it.len()),
        }
    }

    /// Hands everything to `sink`, after the first `skip` units, until it returns `false`.
    ///
    /// # Errors
    /// When the input itself cannot be read on: a folder without permission, a broken archive. What came before was
    /// handed over.
    pub fn read(&self, skip: u64, sink: &mut dyn FnMut(Chunk) -> bool) -> io::Result<()> {
        match self {
            Input::File(path) => {
                let document = Document { entry: String::new(), content: Content::Named(path.clone()) };
                if skip == 0 {
                    sink(Chunk {
                        documents: vec![document],
                        units: 1,
                        bytes_read: self.size().unwrap_or(0),
                        weight: weight(0, self.size().unwrap_or(0)),
                        ..Chunk::default()
                    });
                }
                Ok(())
            }
            Input::Directory(path) => {
                let mut units = Units { skip, next: 0, sink };
                match path.join("summaries").is_dir() || path.join("activities").is_dir() {
                    true => units.layout(path),
                    false => units.tree(path, Path::new("")).map(|_| ()),
                }
            }
            Input::Embedded { files, .. } => {
                embedded(files, skip, sink);
                Ok(())
            }
            Input::Archive { .. } if self.size() == Some(0) => {
                Err(io::Error::new(io::ErrorKind::UnexpectedEof, "the file is empty"))
            }
            Input::Archive { path, compressed } => {
                let file = Counted { inner: File::open(path)?, count: Arc::new(AtomicU64::new(0)) };
                let count = file.count.clone();
                let reader = BufReader::with_capacity(1 << 20, file);
                match compressed {
                    true => archive(MultiGzDecoder::new(reader), &count, skip, sink),
                    false => archive(reader, &count, skip, sink),
                }
            }
        }
    }
}

impl Chunk {
    /// How many documents it has.
    pub fn len(&self) -> usize {
        self.documents.len()
    }

    /// Hands over each document: its entry, and its bytes or why there are none.
    pub fn read(self, mut each: impl FnMut(String, Result<&[u8], String>)) {
        for Document { entry, content } in self.documents {
            match content {
                Content::Read(range) => each(entry, Ok(&self.buffer.bytes[range])),
                Content::Bytes(bytes) => each(entry, Ok(&bytes)),
                Content::Unreadable(why) => each(entry, Err(why)),
                Content::File(path) | Content::Named(path) => {
                    each(entry, whole(&path).as_deref().map_err(String::clone))
                }
            }
        }
    }
}

/// What so many bytes take in memory while the largest document among them is read: they are read one after the other.
fn weight(bytes: usize, largest: u64) -> usize {
    let largest = largest.min(LARGEST) as usize;
    bytes.max(largest) + (tree_room(largest) - tree_room(0))
}

/// A file, unless it is too large, and however large it says it is.
fn whole(path: &Path) -> Result<Vec<u8>, String> {
    let read = || {
        let mut bytes = Vec::new();
        let file = File::open(path)?;
        // One byte more than it has tells where it ends.
        bytes.reserve(file.metadata()?.len().min(LARGEST) as usize + 1);
        file.take(LARGEST + 1).read_to_end(&mut bytes)?;
        Ok(bytes)
    };
    let bytes = read().map_err(|problem: io::Error| problem.to_string())?;
    if bytes.len() as u64 > LARGEST {
        return Err(too_large(fs::metadata(path).map_or(0, |it| it.len()).max(LARGEST + 1)));
    }
    Ok(bytes)
}

/// The bytes of a chunk. They go back to their archive when it is done with: fresh memory for each chunk would cost more
/// than reading it.
#[derive(Default)]
struct Buffer {
    bytes: Vec<u8>,
    home: Weak<Mutex<Vec<Vec<u8>>>>,
}

/// Buffers that are larger than chunks are for a few heavy documents.
const KEPT_BUFFER: usize = 4 * CHUNK_BYTES;

impl Buffer {
    fn from(home: &Arc<Mutex<Vec<Vec<u8>>>>) -> Self {
        let bytes = home.lock().ok().and_then(|mut it| it.pop()).unwrap_or_default();
        Buffer { bytes, home: Arc::downgrade(home) }
    }
}

impl Drop for Buffer {
    fn drop(&mut self) {
        let mut bytes = std::mem::take(&mut self.bytes);
        if (1..=KEPT_BUFFER).contains(&bytes.capacity())
            && let Some(home) = self.home.upgrade()
            && let Ok(mut home) = home.lock()
        {
            bytes.clear();
            home.push(bytes);
        }
    }
}

fn is_archive(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    [".tar.gz", ".tgz", ".tar"].iter().any(|extension| name.ends_with(extension))
}

/// What is wrong with an archive, when it is the archive and not the disk it lies on.
pub(crate) fn damage(problem: &io::Error) -> Option<String> {
    if problem.raw_os_error().is_some() {
        return None;
    }
    Some(match problem.get_ref().is_some_and(|it| it.is::<NoArchive>()) {
        true => problem.to_string(),
        false => format!("the archive is damaged: {problem}"),
    })
}

fn too_large(size: u64) -> String {
    format!("{size} bytes are more than a document may have ({LARGEST})")
}

/// Whether a name is that of a document; everything else in a data file is passed over.
fn is_document(name: &str) -> bool {
    let name = name.rsplit('/').next().unwrap_or(name);
    // A JSON Schema lies beside `registry.toml` for editors (`docs/fixtures.md`).
    let is_schema = name.ends_with(".schema.json");
    (name.ends_with(".xml") || name.ends_with(".json")) && !is_schema && !name.starts_with('.')
}

// ----- archives

fn archive(reader: impl Read, count: &AtomicU64, skip: u64, sink: &mut dyn FnMut(Chunk) -> bool) -> io::Result<()> {
    let mut entries = Entries::new(reader);
    let mut stretch = Stretch { buffers: Arc::default(), chunk: Chunk::default(), largest: 0, count, sink };
    stretch.begin(skip);
    let mut next = 0u64;
    let broken = loop {
        let entry = match entries.next() {
            Ok(Some(entry)) => entry,
            Ok(None) => break Ok(()),
            Err(problem) => break Err(problem),
        };
        if !entry.is_damage && !is_document(&entry.name) {
            continue;
        }
        next += 1;
        if next <= skip {
            continue;
        }
        let problem = entry.problem.or_else(|| (entry.size > LARGEST).then(|| too_large(entry.size)));
        // Heavy ones go alone: others would wait for them, and their memory be kept.
        if problem.is_none() && entry.size > CHUNK_BYTES as u64 && !stretch.hand_over() {
            return Ok(());
        }
        let content = match problem {
            Some(problem) => Content::Unreadable(problem),
            None => {
                let bytes = &mut stretch.chunk.buffer.bytes;
                let start = bytes.len();
                if let Err(problem) = entries.read(bytes) {
                    break Err(problem);
                }
                stretch.largest = stretch.largest.max(bytes.len() - start);
                Content::Read(start..bytes.len())
            }
        };
        stretch.chunk.documents.push(Document { entry: entry.name, content });
        stretch.chunk.units += 1;
        if stretch.is_full() && !stretch.hand_over() {
            return Ok(());
        }
    };
    stretch.hand_over();
    broken
}

/// The chunk that is being filled.
struct Stretch<'a> {
    buffers: Arc<Mutex<Vec<Vec<u8>>>>,
    chunk: Chunk,
    /// Bytes of its largest document.
    largest: usize,
    count: &'a AtomicU64,
    sink: &'a mut dyn FnMut(Chunk) -> bool,
}

impl Stretch<'_> {
    fn begin(&mut self, first: u64) -> Chunk {
        let next = Chunk { buffer: Buffer::from(&self.buffers), first, ..Chunk::default() };
        std::mem::replace(&mut self.chunk, next)
    }

    fn is_full(&self) -> bool {
        self.chunk.buffer.bytes.len() >= CHUNK_BYTES || self.chunk.documents.len() >= CHUNK_DOCUMENTS
    }

    /// Whether more is wanted.
    fn hand_over(&mut self) -> bool {
        if self.chunk.units == 0 {
            return true;
        }
        let mut full = self.begin(self.chunk.first + self.chunk.units);
        full.bytes_read = self.count.load(Ordering::Relaxed);
        full.weight = weight(full.buffer.bytes.capacity(), std::mem::take(&mut self.largest) as u64);
        (self.sink)(full)
    }
}

/// Counts what is read from a file, for progress.
struct Counted {
    inner: File,
    count: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.count.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

// ----- memory

/// Few handovers between threads: stretches as they come.
fn embedded(files: &[(String, Cow<'static, [u8]>)], skip: u64, sink: &mut dyn FnMut(Chunk) -> bool) {
    let documents: Vec<_> = files.iter().filter(|(name, _)| is_document(name)).skip(skip as usize).collect();
    let mut first = skip;
    for stretch in documents.chunks(CHUNK_DOCUMENTS) {
        let units = stretch.len() as u64;
        let documents = stretch
            .iter()
            .map(|(name, bytes)| Document { entry: name.clone(), content: Content::Bytes(bytes.clone()) });
        let chunk = Chunk { documents: documents.collect(), first, units, ..Chunk::default() };
        if !sink(chunk) {
            return;
        }
        first += units;
    }
}

// ----- directories

struct Units<'a> {
    skip: u64,
    next: u64,
    sink: &'a mut dyn FnMut(Chunk) -> bool,
}

impl Units<'_> {
    fn unit(&mut self, documents: Vec<Found>) -> bool {
        self.next += 1;
        if self.next <= self.skip {
            return true;
        }
        let weight = weight(0, documents.iter().map(|it| it.size).max().unwrap_or(0));
        let documents = documents.into_iter().map(|it| it.document).collect();
        (self.sink)(Chunk { documents, first: self.next - 1, units: 1, weight, ..Chunk::default() })
    }

    /// The layout of a fixture directory: everything of one person is a unit.
    fn layout(&mut self, root: &Path) -> io::Result<()> {
        let mut folders = names(&root.join("summaries"))?;
        folders.extend(names(&root.join("activities"))?);
        folders.sort_unstable();
        folders.dedup();
        for folder in folders {
            let mut people: BTreeMap<OrcidId, Vec<Found>> = BTreeMap::new();
            let mut nobodys = Vec::new();
            let mut found = |inside: &Path, name: &OsStr| {
                let shown = name.to_string_lossy();
                if !is_document(&shown) {
                    return;
                }
                let document = Found::at(root, &inside.join(name));
                match owner(&shown) {
                    Some(orcid) => people.entry(orcid).or_default().push(document),
                    None => nobodys.push(document),
                }
            };
            let inside = Path::new("summaries").join(&folder);
            names(&root.join(&inside))?.iter().for_each(|name| found(&inside, name));
            let inside = Path::new("activities").join(&folder);
            for person in names(&root.join(&inside))? {
                for section in names(&root.join(&inside).join(&person))? {
                    let inside = inside.join(&person).join(&section);
                    names(&root.join(&inside))?.iter().for_each(|name| found(&inside, name));
                }
            }
            let units = people.into_values().chain((!nobodys.is_empty()).then_some(nobodys));
            for documents in units {
                if !self.unit(documents) {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// Any other tree of documents: every file is a unit, in order of path.
    fn tree(&mut self, root: &Path, inside: &Path) -> io::Result<bool> {
        for name in names(&root.join(inside))? {
            let place = inside.join(&name);
            let path = root.join(&place);
            let is_folder = path.is_dir();
            let goes_on = if is_folder && path.is_symlink() {
                // It may lead back to where it is, and two of them to more places than there is time for.
                self.unit(vec![Found::unreadable(&place, "a link to a folder is not followed: name the folder")])
            } else if is_folder {
                self.tree(root, &place)?
            } else if is_document(&name.to_string_lossy()) {
                self.unit(vec![Found::at(root, &place)])
            } else {
                true
            };
            if !goes_on {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

/// A document of a directory, and how large it is.
struct Found {
    document: Document,
    size: u64,
}

impl Found {
    fn at(root: &Path, place: &Path) -> Self {
        let path = root.join(place);
        match fs::metadata(&path) {
            Ok(it) if it.len() > LARGEST => Self::unreadable(place, &too_large(it.len())),
            // Pipes and devices have no end, or keep one waiting for it.
            Ok(it) if !it.is_file() => Self::unreadable(place, "this is no file"),
            Ok(it) => {
                Found { document: Document { entry: shown(place), content: Content::File(path) }, size: it.len() }
            }
            Err(problem) => Self::unreadable(place, &problem.to_string()),
        }
    }

    fn unreadable(place: &Path, why: &str) -> Self {
        Found { document: Document { entry: shown(place), content: Content::Unreadable(why.to_owned()) }, size: 0 }
    }
}

/// Names of entries have slashes, whatever the system writes.
fn shown(place: &Path) -> String {
    place.iter().map(OsStr::to_string_lossy).collect::<Vec<_>>().join("/")
}

fn owner(name: &str) -> Option<OrcidId> {
    Place::of(name).map(|place| match place {
        Place::Record(orcid) | Place::Item(orcid, ..) => orcid,
    })
}

/// What lies in a folder, in order; nothing when there is no such folder.
fn names(folder: &Path) -> io::Result<Vec<OsString>> {
    let listing = match fs::read_dir(folder) {
        Ok(listing) => listing,
        Err(it) if matches!(it.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => return Ok(Vec::new()),
        Err(it) => return Err(it),
    };
    let mut names = listing.map(|entry| entry.map(|it| it.file_name())).collect::<io::Result<Vec<_>>>()?;
    names.sort_unstable();
    Ok(names)
}
