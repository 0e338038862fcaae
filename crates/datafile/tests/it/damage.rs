//! Damage in the middle of an archive: what is not damaged comes in, and what is not there is told.

use std::fs;
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use byline_datafile::convert::{ConvertOptions, ConvertReport, Target, convert};
use byline_formats::Syntax;
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::memory::MemoryStore;
use crate::support::{options, record, run};

const PEOPLE: [&str; 3] = ["0000-0002-1825-0097", "0000-0001-5109-3700", "0000-0002-1694-233X"];
const BLOCK: usize = 512;

/// An archive with a record of each, and where their headers are.
fn archive() -> (Vec<u8>, Vec<usize>) {
    let mut bytes = tar::Builder::new(Vec::new());
    let mut headers = Vec::new();
    for orcid in PEOPLE {
        let text = record(orcid, "Ada", "A book", 1);
        let mut header = tar::Header::new_gnu();
        header.set_size(text.len() as u64);
        headers.push(bytes.get_ref().len());
        bytes.append_data(&mut header, format!("{orcid}.json"), text.as_bytes()).unwrap();
    }
    (bytes.into_inner().unwrap(), headers)
}

const SUM: Range<usize> = 148..156;
const SIZE: Range<usize> = 124..136;

/// With a sum of its bytes, whatever they are.
fn summed(header: &mut [u8]) {
    header[SUM].fill(b' ');
    let sum: u32 = header.iter().map(|byte| u32::from(*byte)).sum();
    header[SUM].copy_from_slice(format!("{sum:06o}\0 ").as_bytes());
}

type Damage = (&'static str, fn(&mut [u8]));

const DAMAGES: &[Damage] = &[
    ("another sum", |it| it[SUM.start + 2] ^= 1),
    ("no sum", |it| it[SUM].fill(b'x')),
    ("a byte of the name", |it| it[3] ^= 0x20),
    ("a size of letters", |it| {
        it[SIZE].fill(b'z');
        summed(it);
    }),
    ("a size without end", |it| {
        it[SIZE].fill(0xFF);
        summed(it);
    }),
    ("nothing but ones", |it| it.fill(0xFF)),
    ("nothing", |it| it.fill(0)),
    ("text", |it| it.fill(b'<')),
];

#[tokio::test]
async fn a_damaged_header_costs_its_own_entry() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.tar");
    for (name, damage) in DAMAGES {
        for (lost, orcid) in PEOPLE.iter().enumerate() {
            let (mut bytes, headers) = archive();
            damage(&mut bytes[headers[lost]..][..BLOCK]);
            fs::write(&path, &bytes).unwrap();
            let case = format!("{name}, at {lost}");
            let store = Arc::new(MemoryStore::default());
            let report = run(&store, &[&path], options()).await.unwrap();
            let heads: Vec<_> = store.content().heads.keys().map(ToString::to_string).collect();
            assert!(heads.len() == 2 && heads.iter().all(|it| it != orcid), "{case}: {heads:?}");
            assert_eq!((report.refused, report.refusals.len()), (1, 1), "{case}: {:?}", report.refusals);
            let told = report.refusals[0].to_string();
            let place = format!("its header is damaged: bytes {} to ", headers[lost]);
            assert!(told.contains(&place) && !told.chars().any(char::is_control), "{case}: {told:?}");
            assert!(told.len() < 600, "{case}: {told}");
            let again = run(&store, &[&path], options()).await.unwrap();
            assert_eq!(again.refused, 1, "{case}: it is not passed over silently the next time");
        }
    }
}

#[tokio::test]
async fn damage_is_told_once_however_much_of_it_there_is() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.tar.gz");
    let (bytes, headers) = archive();
    // A whole entry of other bytes, larger than what is read at once, between the first and the second.
    let noise: Vec<u8> = (0..3_u32 << 20).map(|it| (it.wrapping_mul(2_654_435_761) >> 24) as u8 | 1).collect();
    let damaged = [&bytes[..headers[1]], &noise, &bytes[headers[1]..]].concat();
    write_packed(&path, &damaged);
    let store = Arc::new(MemoryStore::default());
    let report = run(&store, &[&path], options()).await.unwrap();
    assert_eq!((store.content().heads.len(), report.refused), (3, 1), "{:?}", report.refusals);
    let place = format!("bytes {} to {} of", headers[1], headers[1] + noise.len());
    assert!(report.refusals[0].reason.contains(&place), "{}", report.refusals[0]);
}

/// What is behind the last header that there is cannot be known to be missing: it is damage all the same.
#[tokio::test]
async fn an_archive_that_only_begins_as_one_is_told_to_be_damaged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("in.tar");
    let (bytes, headers) = archive();
    for (name, bytes, heads) in [
        ("cut off in a header", &bytes[..headers[1] + 100], 1),
        ("nothing of the kind", &[b'<'; 4 * BLOCK][..], 0),
        ("nothing of the kind, cut off", &[b'<'; 3000][..], 0),
        ("nothing but zeros", &[0; 4 * BLOCK][..], 0),
    ] {
        fs::write(&path, bytes).unwrap();
        let store = Arc::new(MemoryStore::default());
        let report = run(&store, &[&path], options()).await.unwrap();
        let expected = u64::from(name != "nothing but zeros");
        assert_eq!((store.content().heads.len(), report.refused), (heads, expected), "{name}: {:?}", report.refusals);
    }
}

#[test]
fn a_conversion_goes_on_behind_damage() {
    let folder = tempfile::tempdir().unwrap();
    let (path, out) = (folder.path().join("in.tar.gz"), folder.path().join("out.tar"));
    for (name, damage) in DAMAGES {
        let (mut bytes, headers) = archive();
        damage(&mut bytes[headers[1]..][..BLOCK]);
        write_packed(&path, &bytes);
        let target = Target::of(std::slice::from_ref(&path), Some(&out)).unwrap();
        let mut options = ConvertOptions::new(Syntax::Xml);
        options.kind = Some("record".to_owned());
        options.replace = true;
        let report = convert(std::slice::from_ref(&path), &target, &options, &mut Vec::new(), &()).unwrap();
        assert_eq!(report, ConvertReport { converted: 2, refused: 1, dropped: report.dropped }, "{name}");
    }
}

fn write_packed(path: &Path, bytes: &[u8]) {
    let mut packed = GzEncoder::new(fs::File::create(path).unwrap(), Compression::fast());
    std::io::Write::write_all(&mut packed, bytes).unwrap();
    packed.finish().unwrap();
}
