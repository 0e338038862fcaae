//! Documents from one syntax into the other: single ones, directories, whole archives (`decisions` 36).
//!
//! What a document says against its schema is kept where that can be, and reported where not (`decisions` 41). A document that is refused is reported and left out; the others are written. Archives are streamed on all cores:
//! each stretch is read, printed and compressed by itself, so that the output is a series of gzip members, which
//! readers of `.tar.gz` take for one.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use byline_formats::{Layout, Syntax, json, xml};
use byline_model::shape::Hosts;
use byline_model::shapes::roots::Root;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::document::{self, Manner};
use crate::inputs::{Chunk, Input, damage};
use crate::parallel::ordered;
use crate::{DroppedPart, Progress, Refusal};

/// What to make of the inputs.
pub struct ConvertOptions {
    pub to: Syntax,
    /// How JSON is laid out.
    pub layout: Layout,
    /// What JSON documents are, for those that do not say: `record`, `work`, `work-summary`, …
    pub kind: Option<String>,
    /// URIs of this deployment count as well formed where the schema asks for an orcid.org URI.
    pub base_url: Option<Box<str>>,
    /// Documents that their schema forbids are refused; else what can be kept of them is.
    pub strict: bool,
    pub workers: usize,
}

/// Where the results go.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Target {
    /// The one document, as it is.
    Stdout,
    /// The same names under a folder, with the new extension.
    Directory(PathBuf),
    /// A `.tar.gz` with the same names.
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
            workers: std::thread::available_parallelism().map_or(1, usize::from),
        }
    }
}

impl Target {
    /// Where the results of these inputs go, by the value of `--out`.
    ///
    /// # Errors
    /// [`ConvertError::Usage`] when there is no `--out` and more than one document to write.
    pub fn of(inputs: &[PathBuf], out: Option<&Path>) -> Result<Target, ConvertError> {
        let Some(out) = out else {
            return match inputs {
                [one] if matches!(Input::of(one), Ok(Input::File(_)) | Err(_)) => Ok(Target::Stdout),
                _ => Err(ConvertError::Usage("more than one document needs --out DIR or --out FILE.tar.gz".to_owned())),
            };
        };
        let name = out.to_string_lossy().to_lowercase();
        Ok(match name.ends_with(".tar.gz") || name.ends_with(".tgz") {
            true => Target::Archive(out.into()),
            false => Target::Directory(out.into()),
        })
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
    let mut sink = Sink::open(target, stdout)?;
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
    /// `output` as a member of an archive, when that is where it goes.
    member: Vec<u8>,
    bytes_read: u64,
}

fn one_input(
    input: &Input,
    options: &ConvertOptions,
    sink: &mut Sink<'_>,
    progress: &dyn Progress,
    report: &mut ConvertReport,
) -> Result<(), ConvertError> {
    let packed = matches!(sink, Sink::Archive { .. });
    let mut broken = Ok(());
    let mut failure = None;
    ordered(
        options.workers,
        |chunks| broken = input.read(0, chunks),
        |chunk: Chunk| {
            let mut converted = chunk_of(chunk, input.path(), options);
            if packed {
                converted.member = member(&converted.output);
            }
            converted
        },
        |converted| {
            converted.refusals.iter().for_each(|it| progress.refused(it));
            converted.dropped.iter().for_each(|it| progress.dropped(it));
            report.refused += converted.refusals.len() as u64;
            report.dropped += converted.dropped.len() as u64;
            report.converted += converted.output.len() as u64;
            progress.advanced(converted.bytes_read, converted.documents);
            match sink.write(converted) {
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
        member: Vec::new(),
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
    let manner = Manner { hosts: Hosts { base_url: options.base_url.as_deref() }, strict: options.strict };
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
    Directory(PathBuf),
    Archive { path: PathBuf, file: BufWriter<File> },
}

impl<'a> Sink<'a> {
    fn open(target: &Target, stdout: &'a mut dyn Write) -> Result<Self, ConvertError> {
        match target {
            Target::Stdout => Ok(Sink::Stdout(stdout)),
            Target::Directory(path) => Ok(Sink::Directory(path.clone())),
            Target::Archive(path) => match File::create(path) {
                Ok(file) => Ok(Sink::Archive { path: path.clone(), file: BufWriter::new(file) }),
                Err(it) => Err(ConvertError::Output(path.clone(), it)),
            },
        }
    }

    fn write(&mut self, converted: Converted) -> Result<(), ConvertError> {
        match self {
            Sink::Stdout(stdout) => {
                let mut parts = converted.output.iter();
                parts
                    .try_for_each(|(_, bytes)| stdout.write_all(bytes))
                    .map_err(|it| ConvertError::Output("-".into(), it))
            }
            Sink::Directory(folder) => {
                for (name, bytes) in &converted.output {
                    let path = folder.join(inside(name));
                    let folder = path.parent().unwrap_or(Path::new("."));
                    let written = fs::create_dir_all(folder).and_then(|()| fs::write(&path, bytes));
                    written.map_err(|it| ConvertError::Output(path, it))?;
                }
                Ok(())
            }
            Sink::Archive { path, file } => {
                file.write_all(&converted.member).map_err(|it| ConvertError::Output(path.clone(), it))
            }
        }
    }

    fn close(self) -> Result<(), ConvertError> {
        match self {
            Sink::Stdout(stdout) => stdout.flush().map_err(|it| ConvertError::Output("-".into(), it)),
            Sink::Directory(_) => Ok(()),
            Sink::Archive { path, mut file } => {
                // Two empty blocks end an archive.
                let end = compressed(&[0; 1024]);
                file.write_all(&end).and_then(|()| file.flush()).map_err(|it| ConvertError::Output(path, it))
            }
        }
    }
}

/// The name as a path that stays inside a folder, whatever an archive calls its entry.
fn inside(name: &str) -> PathBuf {
    let parts = name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | ".."));
    parts.map(|part| part.replace([':', '\0'], "_")).collect()
}

/// A stretch of an archive as a gzip member of its own.
fn member(files: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut builder = tar::Builder::new(Vec::new());
    for (name, bytes) in files {
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        let path = inside(name);
        builder.append_data(&mut header, path, &bytes[..]).expect("writing to memory does not fail");
    }
    // The end of an archive is no business of a stretch of it.
    compressed(builder.get_ref())
}

fn compressed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::with_capacity(bytes.len() / 8), Compression::default());
    encoder.write_all(bytes).and_then(|()| encoder.finish()).expect("writing to memory does not fail")
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
        assert_eq!(Target::of(&two, Some(Path::new("x.tar.gz"))).unwrap(), Target::Archive("x.tar.gz".into()));
        assert_eq!(Target::of(&two, Some(Path::new("x"))).unwrap(), Target::Directory("x".into()));
    }
}
