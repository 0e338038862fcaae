//! A backup comes back as it was, or what is wrong with it is said.

use super::read::Damage;
use super::*;

/// Longer than a stretch, and hard to compress.
fn database() -> Vec<u8> {
    let mut state = 7u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    (0..9_000_000).map(|_| next() & 0x3f).collect()
}

fn facts(bytes: u64) -> Facts {
    Facts { bytes, migrations: 3, newest: 17, rows: vec![("records".into(), 5)] }
}

fn written(database: &[u8]) -> Vec<u8> {
    let manifest = Manifest::new(&facts(database.len() as u64), "2026-01-02T03:04:05Z".into());
    write(Vec::new(), &manifest, 1_767_000_000, &mut &*database, &|_| ()).unwrap()
}

fn read(backup: &[u8]) -> Result<(Manifest, Vec<u8>), Damage> {
    let mut out = Vec::new();
    let manifest = Reader::new(backup).read(&mut out, &|_| (), &|_| ())?;
    Ok((manifest, out))
}

/// OPS-05
#[test]
fn a_backup_comes_back_and_other_programs_can_read_it() {
    let database = database();
    let backup = written(&database);
    let (manifest, out) = read(&backup).unwrap();
    assert!(out == database && manifest.is_of(&facts(database.len() as u64)));
    assert_eq!((manifest.count("records"), manifest.count("nothing")), (5, 0));
    let archive = zstd::decode_all(&*backup).unwrap();
    let mut archive = tar::Archive::new(&*archive);
    let names: Vec<_> = archive.entries().unwrap().map(|it| it.unwrap().path().unwrap().into_owned()).collect();
    assert_eq!(names, [MANIFEST, DATABASE, SUMS].map(std::path::PathBuf::from));
}

/// OPS-05
#[test]
fn whatever_is_flipped_or_cut_is_found_with_its_place() {
    let backup = written(&database());
    let size = backup.len();
    for step in 0..60 {
        let at = step * (size - 1) / 59;
        let mut flipped = backup.clone();
        flipped[at] ^= 0x10;
        let told = read(&flipped).expect_err("it is damaged");
        let told = format!("{told}: {:?}", std::error::Error::source(&told).map(ToString::to_string));
        assert!(told.contains("byte "), "{at}: {told}");
        if let Err(Damage::Stretch(bad)) = read(&flipped) {
            assert!((bad.from..=bad.to).contains(&(at as u64)), "{at} is not in {bad:?}");
        }
        let cut = &backup[..at];
        let told = read(cut).map(drop).expect_err("it is cut off").to_string();
        assert!(at == 0 || told.contains("damaged") || told.contains("early"), "{at}: {told}");
    }
    let more = [&*backup, b"and more"].concat();
    assert!(matches!(read(&more), Err(Damage::Stretch(_))));
    let twice = [&*backup, &*backup].concat();
    assert!(matches!(read(&twice), Err(Damage::More(_))));
}

/// A name, and what is in it.
type Named<'a> = (&'a str, &'a [u8]);

/// An archive with these entries.
fn archive(entries: &[Named<'_>]) -> Vec<u8> {
    let mut archive = tar::Builder::new(frames::Compressed::new(Vec::new()).unwrap());
    for (name, content) in entries {
        let mut header = tar::Header::new_ustar();
        header.set_size(content.len() as u64);
        header.set_mode(0o600);
        archive.append_data(&mut header, name, *content).unwrap();
    }
    archive.into_inner().unwrap().finish().unwrap()
}

/// OPS-05
#[test]
fn what_is_no_backup_is_none() {
    let manifest = serde_json::to_vec(&Manifest::new(&facts(4), String::new())).unwrap();
    let later = br#"{"format":2,"who":"knows"}"#;
    let huge = serde_json::to_vec(&Manifest::new(&facts(1 << 40), String::new())).unwrap();
    let cases: [(&str, &[Named<'_>]); 6] = [
        ("no manifest.json", &[]),
        ("in the place of manifest.json", &[("manifest.txt", b"{}")]),
        ("later version", &[(MANIFEST, later)]),
        ("not as long", &[(MANIFEST, &huge), (DATABASE, b"data")]),
        ("no SHA256SUMS", &[(MANIFEST, &manifest), (DATABASE, b"data")]),
        ("has the sum", &[(MANIFEST, &manifest), (DATABASE, b"data"), (SUMS, b"0000  byline.db\n")]),
    ];
    for (expected, entries) in cases {
        let told = read(&archive(entries)).expect_err("it is none").to_string();
        assert!(told.contains(expected), "{expected:?}: {told}");
    }
    for bytes in [&b""[..], b"SQLite format 3\0", b"\x28\xb5\x2f\xfd"] {
        assert!(read(bytes).is_err());
    }
    // A few bytes that would be very many.
    let bomb = zstd::encode_all(std::io::repeat(0).take(1 << 30), 3).unwrap();
    assert!(matches!(read(&bomb), Err(Damage::Stretch(_) | Damage::NoBackup(_))));
}

use std::io::Read as _;
