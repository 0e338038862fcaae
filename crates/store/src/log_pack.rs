//! The entries of one row of the change log, for the adapters: ten bytes each.
//!
//! The first byte says what happened (two bits) and how open the thing was (two bits), under a mark that entries of the
//! first version lack: those did not tell new from changed, nor how open it was, so they count as changes of something
//! private. The second byte is the kind, the rest the put-code.

use byline_model::{ItemKind, PutCode, Visibility};

use crate::{LogEntry, Operation, Result, StoreError, rows};

const WIDTH: usize = 10;
const NO_KIND: u8 = u8::MAX;
const NO_PUT_CODE: u64 = u64::MAX;

const MARK: u8 = 0x80;
const OLD_DELETED: u8 = 1;

fn flags(operation: Operation, openness: Visibility) -> u8 {
    let operation = match operation {
        Operation::Created => 0,
        Operation::Deleted => 1,
        Operation::Updated => 2,
    };
    let openness = u8::try_from(rows::visibility_code(openness)).expect("one of four");
    MARK | operation | openness << 2
}

fn from_flags(flags: u8) -> Result<(Operation, Visibility)> {
    if flags & MARK == 0 {
        let operation = if flags == OLD_DELETED { Operation::Deleted } else { Operation::Updated };
        return Ok((operation, Visibility::Private));
    }
    let operation = match flags & 0b11 {
        0 => Operation::Created,
        1 => Operation::Deleted,
        2 => Operation::Updated,
        _ => return Err(StoreError::Corrupt(format!("{flags:#x} is no operation"))),
    };
    Ok((operation, rows::visibility(i64::from(flags >> 2 & 0b11))?))
}

/// Appends one entry.
pub fn push(
    packed: &mut Vec<u8>,
    operation: Operation,
    openness: Visibility,
    kind: Option<ItemKind>,
    put_code: Option<PutCode>,
) {
    packed.push(flags(operation, openness));
    packed.push(kind.map_or(NO_KIND, ItemKind::code));
    packed.extend_from_slice(&put_code.map_or(NO_PUT_CODE, PutCode::get).to_le_bytes());
}

/// The entries of a row, of which `row` is the last but for what is packed; those up to `cursor` are left out.
///
/// # Errors
/// [`StoreError::Corrupt`] when they are not what [`push`] wrote.
pub fn unpack(row: &LogEntry, packed: &[u8], cursor: u64, entries: &mut Vec<LogEntry>) -> Result<()> {
    let count = packed.len() / WIDTH;
    if count == 0 || !packed.len().is_multiple_of(WIDTH) || (count as u64) > row.sequence {
        return Err(StoreError::Corrupt(format!("the log entries before {} are damaged", row.sequence)));
    }
    let before = row.sequence - count as u64;
    for (number, entry) in (before + 1..).zip(packed.chunks_exact(WIDTH)) {
        if number <= cursor {
            continue;
        }
        let (operation, openness) = from_flags(entry[0])?;
        let kind = entry[1];
        let put_code = u64::from_le_bytes(entry[2..].try_into().expect("eight bytes are left"));
        entries.push(LogEntry {
            sequence: number,
            kind: (kind != NO_KIND).then(|| rows::kind(i64::from(kind))).transpose()?,
            put_code: (put_code != NO_PUT_CODE).then(|| rows::put_code(put_code as i64)).transpose()?,
            operation,
            openness,
            ..row.clone()
        });
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use byline_model::Timestamp;

    fn row(sequence: u64) -> LogEntry {
        LogEntry {
            sequence,
            at: Timestamp::EPOCH,
            orcid: None,
            kind: None,
            put_code: None,
            subject: None,
            operation: Operation::Updated,
            openness: Visibility::Public,
            by: None,
        }
    }

    #[test]
    fn entries_survive_packing_and_known_ones_are_left_out() {
        let mut packed = Vec::new();
        push(&mut packed, Operation::Created, Visibility::Public, None, None);
        let code = PutCode::new(PutCode::MAX).ok();
        push(&mut packed, Operation::Updated, Visibility::Limited, Some(ItemKind::Work), code);
        push(&mut packed, Operation::Deleted, Visibility::Private, Some(ItemKind::Name), Some(PutCode::SINGLE));
        let mut entries = Vec::new();
        unpack(&row(9), &packed, 7, &mut entries).expect("sound entries");
        let openness = Visibility::Limited;
        let work = LogEntry { kind: Some(ItemKind::Work), put_code: code, openness, ..row(8) };
        let name = LogEntry {
            kind: Some(ItemKind::Name),
            put_code: Some(PutCode::SINGLE),
            operation: Operation::Deleted,
            openness: Visibility::Private,
            ..row(9)
        };
        assert_eq!(entries, [work, name]);
    }

    #[test]
    fn entries_of_the_first_version_are_read() {
        let old = |flag| [&[flag, ItemKind::Work.code()][..], &5u64.to_le_bytes()].concat();
        for (flag, operation) in [(0, Operation::Updated), (1, Operation::Deleted)] {
            let mut entries = Vec::new();
            unpack(&row(1), &old(flag), 0, &mut entries).expect("sound entries");
            assert_eq!((entries[0].operation, entries[0].openness), (operation, Visibility::Private));
        }
    }

    #[test]
    fn damaged_rows_are_told() {
        for (sequence, packed) in [
            (9, &[0u8; 11][..]),
            (9, &[][..]),
            (1, &[0; 20][..]),
            (9, &[0, 99, 0, 0, 0, 0, 0, 0, 0, 0]),
            (9, &[0x83; 10]),
        ] {
            assert!(unpack(&row(sequence), packed, 0, &mut Vec::new()).is_err(), "{packed:?}");
        }
    }
}
