//! Documents from one syntax into the other: single ones, directories, whole archives (`decisions` 36).
//!
//! What a document says against its schema is kept where that can be, and reported where not (`decisions` 41). A document
//! that is refused is reported and left out; the others are written. Archives are streamed on all cores: each stretch is
//! read, printed and packed by itself.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use byline_formats::{Layout, Syntax, json, xml};
use byline_model::shape::Hosts;
use byline_model::shapes::roots::Root;

use crate::archive::{Archive, Packing, Stretch};
use crate::document::{self, Manner};
use crate::inputs::{Chunk, Input, damage};
use crate::parallel::ordered;
use crate::{DroppedPart, Progress, Refusal, written};

/// What to make of the inputs.
pub struct ConvertOptions {
    pub to: Syntax,
    /// How JSON is laid out.
    pub layout: Layout,
    /// What JSON documents are, for those that do not say: `record`, `work`, `work-summary`, …
    pub kind: Option<String>,
    /// Where the schema asks for an orcid.org URI, those of this deployment count as well formed, and no others; `None`:
    /// those of whatever registry a document is from.
    pub base_url: Option<Box<str>>,
    /// Documents that their schema forbids are refused; else what can be kept of them is.
    pub strict: bool,
    /// Files that are there are replaced.
    pub replace: bool,
    pub workers: usize,
}

/// Where the results go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The one document, as it is.
    Stdout,
    /// The same names under a folder, with the new extension.
    Directory(PathBuf),
    /// A `.tar` or `.tar.gz`, by its name, with the same names.
    Archive(PathBuf),
}

/// What came of it. The process ends with 0 when nothing was refused, else with 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ConvertReport {
    pub converted: u64,
    pub refused: u64,
    /// Parts of documents that were left out.
    pub dropped: u64,
}

/// Why nothing, or no more, was converted.
#[derive(Debug, thiserror::Error)]
pub enum ConvertError {
    /// The arguments make no sense together: the process ends with 2.
    #[error("{0}")]
    Usage(String),
    #[error("{}: cannot be read", .0.display())]
    Input(PathBuf, #[source] io::Error),
    #[error("{}: cannot be written", .0.display())]
    Output(PathBuf, #[source] io::Error),
}

impl ConvertOptions {
    pub fn new(to: Syntax) -> Self {
        ConvertOptions {
            to,
            layout: Layout::Spaced,
            kind: None,
            base_url: None,
            strict: false,
            replace: false,
            workers: std::thread::available_parallelism().map_or(1, usize::from),
        }
    }
}

impl Target {
    /// Where the results of these inputs go, by the value of `--out`.
    ///
    /// # Errors
    /// [`ConvertError::Usage`] when there is no `--out` and more than one document to write, when its name is that of a file
    /// of another kind, and when it is one of the inputs.
    pub fn of(inputs: &[PathBuf], out: Option<&Path>) -> Result<Target, ConvertError> {
        let Some(out) = out else {
            return match inputs {
                [one] if matches!(Input::of(one), Ok(Input::File(_)) | Err(_)) => Ok(Target::Stdout),
                _ => Err(ConvertError::Usage("more than one document needs --out DIR or --out FILE.tar.gz".to_owned())),
            };
        };
        let name = out.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        let ends = |extensions: &[&str]| extensions.iter().any(|it| name.ends_with(it));
        if out.is_dir() {
            return Ok(Target::Directory(out.into()));
        }
        if ends(&[".tar", ".tar.gz", ".tgz"]) {
            let same = |input: &PathBuf| {
                fs::canonicalize(input).is_ok_and(|it| fs::canonicalize(out).is_ok_and(|out| it == out))
            };
            return match inputs.iter().any(same) {
                true => {
                    Err(ConvertError::Usage(format!("{}: it would be overwritten while it is read", out.display())))
                }
                false => Ok(Target::Archive(out.into())),
            };
        }
        // What looks like a file is none that would be made: a folder of that name would be a surprise.
        if ends(&[".zip", ".gz", ".bz2", ".tbz", ".xz", ".txz", ".zst", ".7z"]) {
            let name = out.display();
            return Err(ConvertError::Usage(format!("{name}: archives are written as .tar, .tar.gz or .tgz")));
        }
        if ends(&[".xml", ".json"]) {
            let name = out.display();
            return Err(ConvertError::Usage(format!(
                "{name}: --out is a directory or an archive; one document is printed, so write it with > {name}"
            )));
        }
        Ok(Target::Directory(out.into()))
    }
}

/// What the first document of the inputs is not.
pub fn other_syntax(inputs: &[PathBuf]) -> Syntax {
    let mut found = None;
    for input in inputs.iter().filter_map(|it| Input::expand(it).ok()).flatten() {
        let Ok(input) = Input::of(&input) else { continue };
        // A pipe can be read once.
        if matches!(&input, Input::File(path) if !path.is_file()) {
            continue;
        }
        let _as_far_as_it_goes = input.read(0, &mut |chunk| {
            chunk.read(|_, bytes| found = found.or_else(|| Syntax::guess(bytes.ok()?)));
            found.is_none()
        });
        if found.is_some() {
            break;
        }
    }
    match found {
        Some(Syntax::Json) => Syntax::Xml,
        Some(Syntax::Xml) | None => Syntax::Json,
    }
}

/// Converts everything, in order.
///
/// # Errors
/// Kinds that do not exist, inputs that cannot be opened, and outputs that cannot be written. Mistakes in documents
/// are no errors but refusals.
pub fn convert(
    inputs: &[PathBuf],
    target: &Target,
    options: &ConvertOptions,
    stdout: &mut dyn Write,
    progress: &dyn Progress,
) -> Result<ConvertReport, ConvertError> {
    if let Some(kind) = &options.kind
        && Root::of_kind(kind).is_none()
    {
        return Err(ConvertError::Usage(format!("there is no kind of document called {kind}")));
    }
    let mut sink = Sink::open(target, options.replace, stdout)?;
    let mut report = ConvertReport::default();
    let mut found = Vec::new();
    for input in inputs {
        found.extend(Input::expand(input).map_err(|it| ConvertError::Input(input.clone(), it))?);
    }
    for path in &found {
        let input = Input::of(path).map_err(|it| ConvertError::Input(path.clone(), it))?;
        progress.began(path, input.size());
        one_input(&input, options, &mut sink, progress, &mut report)?;
    }
    sink.close()?;
    Ok(report)
}

/// A chunk, printed.
struct Converted {
    documents: u64,
    refusals: Vec<Refusal>,
    dropped: Vec<DroppedPart>,
    output: Vec<(String, Vec<u8>)>,
    /// `output` as a stretch of an archive, when that is where it goes.
    stretch: Option<Stretch>,
    bytes_read: u64,
}

fn one_input(
    input: &Input,
    options: &ConvertOptions,
    sink: &mut Sink<'_>,
    progress: &dyn Progress,
    report: &mut ConvertReport,
) -> Result<(), ConvertError> {
    let packing = match sink {
        Sink::Archive { packing, .. } => Some(*packing),
        Sink::Stdout(_) | Sink::Directory { .. } => None,
    };
    let mut broken = Ok(());
    let mut failure = None;
    ordered(
        options.workers,
        |chunk: &Chunk| chunk.weight,
        |chunks| broken = input.read(0, chunks),
        |chunk: Chunk| {
            let mut converted = chunk_of(chunk, input.path(), options);
            converted.stretch = packing.map(|packing| stretch(&converted.output, packing));
            converted
        },
        |mut converted| match sink.write(&mut converted, input.path()) {
            Ok(()) => {
                converted.refusals.iter().for_each(|it| progress.refused(it));
                converted.dropped.iter().for_each(|it| progress.dropped(it));
                report.refused += converted.refusals.len() as u64;
                report.dropped += converted.dropped.len() as u64;
                report.converted += converted.output.len() as u64;
                progress.advanced(converted.bytes_read, converted.documents);
                ControlFlow::Continue(())
            }
            Err(problem) => {
                failure = Some(problem);
                ControlFlow::Break(())
            }
        },
    );
    if let Some(problem) = failure {
        return Err(problem);
    }
    match broken {
        Err(problem) => {
            let Some(why) = damage(&problem) else { return Err(ConvertError::Input(input.path().into(), problem)) };
            report.refused += 1;
            progress.refused(&Refusal::new(input.path(), "", why));
            Ok(())
        }
        Ok(()) => Ok(()),
    }
}

fn chunk_of(chunk: Chunk, file: &Path, options: &ConvertOptions) -> Converted {
    let mut converted = Converted {
        documents: chunk.len() as u64,
        refusals: Vec::new(),
        dropped: Vec::new(),
        output: Vec::new(),
        stretch: None,
        bytes_read: chunk.bytes_read,
    };
    chunk.read(|entry, bytes| {
        let result = bytes
            .map_err(|why| Box::new(Refusal::new(file, &entry, why)))
            .and_then(|bytes| one(bytes, &entry, file, options, &mut converted.dropped));
        match result {
            Ok(output) => converted.output.push(output),
            Err(refusal) => converted.refusals.push(*refusal),
        }
    });
    converted
}

fn one(
    bytes: &[u8],
    entry: &str,
    file: &Path,
    options: &ConvertOptions,
    dropped: &mut Vec<DroppedPart>,
) -> Result<(String, Vec<u8>), Box<Refusal>> {
    let name = match entry {
        "" => file.file_name().unwrap_or_default().to_string_lossy(),
        entry => entry.into(),
    };
    // XML says itself what it is; the option is for JSON.
    let kind = options.kind.as_deref().filter(|_| Syntax::guess(bytes) == Some(Syntax::Json));
    let (own, strict) = (options.base_url.as_deref(), options.strict);
    let manner = Manner { hosts: Hosts::of(own), anywhere: own.is_none(), strict };
    let output = document::read(bytes, &name, kind, manner, |read| {
        dropped.extend(DroppedPart::all(file, entry, read.dropped));
        match options.to {
            Syntax::Xml => xml::write(read.root, &read.object),
            Syntax::Json => json::write(&read.object, options.layout),
        }
    });
    let output = output.map_err(|it| Box::new(Refusal::of_read(file, entry, it)))?;
    Ok((renamed(&name, options.to), output))
}

fn renamed(name: &str, to: Syntax) -> String {
    let stem = name.strip_suffix(".xml").or_else(|| name.strip_suffix(".json")).unwrap_or(name);
    format!("{stem}.{}", to.extension())
}

// ----- outputs

enum Sink<'a> {
    Stdout(&'a mut dyn Write),
    Directory { folder: PathBuf, replace: bool },
    Archive { path: PathBuf, packing: Packing, file: Archive<BufWriter<File>> },
}

impl Packing {
    fn of(path: &Path) -> Self {
        match path.extension().is_some_and(|it| it.eq_ignore_ascii_case("tar")) {
            true => Packing::None,
            false => Packing::Gzip,
        }
    }
}

impl<'a> Sink<'a> {
    fn open(target: &Target, replace: bool, stdout: &'a mut dyn Write) -> Result<Self, ConvertError> {
        match target {
            Target::Stdout => Ok(Sink::Stdout(stdout)),
            Target::Directory(path) => Ok(Sink::Directory { folder: path.clone(), replace }),
            Target::Archive(path) => {
                let packing = Packing::of(path);
                let begin = |file| Archive::begin(BufWriter::new(file), packing);
                match written::create(path, replace).and_then(begin) {
                    Ok(file) => Ok(Sink::Archive { path: path.clone(), packing, file }),
                    Err(it) => Err(ConvertError::Output(path.clone(), it)),
                }
            }
        }
    }

    /// Writes a chunk. What cannot be written because of its name becomes a refusal of `input`.
    fn write(&mut self, converted: &mut Converted, input: &Path) -> Result<(), ConvertError> {
        match self {
            Sink::Stdout(stdout) => {
                let mut parts = converted.output.iter();
                parts
                    .try_for_each(|(_, bytes)| stdout.write_all(bytes))
                    .map_err(|it| ConvertError::Output("-".into(), it))
            }
            Sink::Directory { folder, replace } => {
                let mut failure = None;
                converted.output.retain(|(name, bytes)| {
                    let path = folder.join(inside(name));
                    let parent = path.parent().unwrap_or(Path::new("."));
                    let written = fs::create_dir_all(parent).and_then(|()| written::create(&path, *replace));
                    match written.and_then(|mut file| file.write_all(bytes)) {
                        Ok(()) => true,
                        Err(problem) if failure.is_none() && is_of_the_name(&problem) => {
                            let why = format!("it cannot be written as {}: {problem}", path.display());
                            converted.refusals.push(Refusal::new(input, name, why));
                            false
                        }
                        Err(problem) => {
                            failure.get_or_insert(ConvertError::Output(path, problem));
                            false
                        }
                    }
                });
                failure.map_or(Ok(()), Err)
            }
            Sink::Archive { path, file, .. } => {
                let taken = converted.stretch.as_ref().map_or(Ok(()), |stretch| file.take(stretch));
                taken.map_err(|it| ConvertError::Output(path.clone(), it))
            }
        }
    }

    fn close(self) -> Result<(), ConvertError> {
        match self {
            Sink::Stdout(stdout) => stdout.flush().map_err(|it| ConvertError::Output("-".into(), it)),
            Sink::Directory { .. } => Ok(()),
            Sink::Archive { path, file, .. } => file.end().map_err(|it| ConvertError::Output(path, it)),
        }
    }
}

/// The name as a path that stays inside a folder, whatever an archive calls its entry.
fn inside(name: &str) -> PathBuf {
    let parts = name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | ".."));
    parts.map(|part| part.replace([':', '\0'], "_")).collect()
}

/// Whether another name would do: it is too long, or that of a folder that is there already.
fn is_of_the_name(problem: &io::Error) -> bool {
    use io::ErrorKind as Kind;
    matches!(
        problem.kind(),
        Kind::InvalidFilename | Kind::NotADirectory | Kind::IsADirectory | Kind::AlreadyExists | Kind::InvalidInput
    )
}

/// Documents as a stretch of an archive.
fn stretch(files: &[(String, Vec<u8>)], packing: Packing) -> Stretch {
    let mut stretch = Stretch::new(packing);
    for (name, bytes) in files {
        stretch.append(inside(name), 0, bytes);
    }
    stretch.close();
    stretch
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_stay_inside_the_folder() {
        for (name, path) in [
            ("a/b.xml", "a/b.xml"),
            ("/etc/passwd", "etc/passwd"),
            ("../../x/./y.json", "x/y.json"),
            ("..\\..\\c:evil.xml", "c_evil.xml"),
        ] {
            assert_eq!(inside(name), Path::new(path));
        }
    }

    #[test]
    fn several_documents_need_an_output() {
        let two = [PathBuf::from("a.xml"), PathBuf::from("b.xml")];
        assert!(matches!(Target::of(&two, None), Err(ConvertError::Usage(_))));
        assert_eq!(Target::of(&two[..1], None).unwrap(), Target::Stdout);
        for name in ["x.tar.gz", "x.TGZ", "x.tar"] {
            assert_eq!(Target::of(&two, Some(Path::new(name))).unwrap(), Target::Archive(name.into()));
        }
        for name in ["x.zip", "x.tar.zst", "x.json.gz", "x.json", "x.xml"] {
            assert!(matches!(Target::of(&two, Some(Path::new(name))), Err(ConvertError::Usage(_))), "{name}");
        }
        assert_eq!(Target::of(&two, Some(Path::new("x"))).unwrap(), Target::Directory("x".into()));
    }
}
