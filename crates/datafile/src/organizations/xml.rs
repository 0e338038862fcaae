//! Files in XML: whose they are is said by their root. Elements are known by their local names, as prefixes and namespaces
//! of published files have changed over the years.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::bounded::Allowance;
use super::said::Record;
use super::{fundref, lei};

/// A file that is being read.
pub(super) struct Xml<'x, R> {
    reader: Reader<R>,
    allowance: &'x Allowance,
    buffer: Vec<u8>,
}

/// What hears of the elements inside a record.
pub(super) trait Hears: Sized {
    /// What a record is called.
    const ELEMENT: &'static [u8];

    fn begin(start: &BytesStart<'_>) -> Self;

    fn open(&mut self, start: &BytesStart<'_>);

    /// An element ends that had this text, beside what was inside it.
    fn close(&mut self, name: &[u8], text: String);

    fn record(self) -> Record;
}

/// Reads all records of whichever vocabulary it is.
///
/// # Errors
/// When what is there is no XML any more, or of none that is known.
pub(super) fn read(
    reader: impl BufRead,
    allowance: &Allowance,
    sink: &mut dyn FnMut(Record) -> bool,
) -> Result<(), String> {
    let mut xml = Xml { reader: Reader::from_reader(reader), allowance, buffer: Vec::new() };
    match xml.root()?.as_slice() {
        b"RDF" => xml.records::<fundref::Concept>(sink),
        b"LEIData" => xml.records::<lei::Entity>(sink),
        other => {
            let other = String::from_utf8_lossy(other);
            Err(format!("expected the registry of funders as RDF, or LEI data, and this is {other}"))
        }
    }
}

impl<R: BufRead> Xml<'_, R> {
    fn next(&mut self) -> Result<(u64, Event<'_>), String> {
        let at = self.reader.buffer_position();
        self.buffer.clear();
        let event = self.reader.read_event_into(&mut self.buffer).map_err(|it| format!("byte {at}: {it}"))?;
        Ok((at, event))
    }

    fn root(&mut self) -> Result<Vec<u8>, String> {
        loop {
            match self.next()? {
                (_, Event::Start(start) | Event::Empty(start)) => return Ok(start.local_name().as_ref().to_vec()),
                (at, Event::Eof) => return Err(ends_early(at)),
                _ => {}
            }
        }
    }

    fn records<H: Hears>(&mut self, sink: &mut dyn FnMut(Record) -> bool) -> Result<(), String> {
        let (mut open, mut text) = (None::<H>, String::new());
        loop {
            let allowance = self.allowance;
            let (at, event) = self.next()?;
            match (&mut open, event) {
                (None, Event::Start(start)) if start.local_name().as_ref() == H::ELEMENT => {
                    allowance.renew();
                    open = Some(H::begin(&start));
                }
                (None, Event::Eof) => return Ok(()),
                // Between records nothing is told.
                (None, _) => allowance.renew(),
                (Some(_), Event::Eof) => return Err(ends_early(at)),
                (Some(_), Event::End(end)) if end.local_name().as_ref() == H::ELEMENT => {
                    if !open.take().is_none_or(|it| sink(it.record())) {
                        return Ok(());
                    }
                }
                (Some(record), Event::Start(start)) => {
                    text.clear();
                    record.open(&start);
                }
                (Some(record), Event::Empty(start)) => {
                    record.open(&start);
                    record.close(start.local_name().as_ref(), String::new());
                }
                (Some(_), Event::Text(piece)) => {
                    text.push_str(&piece.unescape().map_err(|it| format!("byte {at}: {it}"))?);
                }
                (Some(_), Event::CData(piece)) => text.push_str(&String::from_utf8_lossy(&piece)),
                (Some(record), Event::End(end)) => {
                    record.close(end.local_name().as_ref(), std::mem::take(&mut text).trim().to_owned());
                }
                (Some(_), _) => {}
            }
        }
    }
}

fn ends_early(at: u64) -> String {
    format!("byte {at}: it ends early")
}

/// What an attribute says, by its local name.
pub(super) fn attribute(start: &BytesStart<'_>, name: &[u8]) -> Option<String> {
    let found = start.attributes().flatten().find(|it| it.key.local_name().as_ref() == name)?;
    found.unescape_value().ok().map(|it| it.into_owned())
}
