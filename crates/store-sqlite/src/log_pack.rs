//! The entries of one row of the change log: ten bytes each.

use byline_model::{ItemKind, PutCode};
use byline_store::rows;
use byline_store::{LogEntry, Operation, StoreError};

use crate::failure::{Failure, Result};

const WIDTH: usize = 10;
const NO_KIND: u8 = u8::MAX;
const NO_PUT_CODE: u64 = u64::MAX;

/// Appends one entry: operation, kind, put-code.
pub fn push(packed: &mut Vec<u8>, operation: Operation, kind: Option<ItemKind>, put_code: Option<PutCode>) {
    packed.push(u8::from(operation == Operation::Deleted));
    packed.push(kind.map_or(NO_KIND, ItemKind::code));
    packed.extend_from_slice(&put_code.map_or(NO_PUT_CODE, PutCode::get).to_le_bytes());
}

/// The entries of a row, of which `row` is the last but for what is packed; those up to `cursor` are left out.
pub fn unpack(row: &LogEntry, packed: &[u8], cursor: u64, entries: &mut Vec<LogEntry>) -> Result<()> {
    let count = packed.len() / WIDTH;
    if count == 0 || !packed.len().is_multiple_of(WIDTH) || (count as u64) > row.sequence {
        return Err(Failure::Store(StoreError::Corrupt(format!(
            "the log entries before {} are damaged",
            row.sequence
        ))));
    }
    let before = row.sequence - count as u64;
    for (number, entry) in (before + 1..).zip(packed.chunks_exact(WIDTH)) {
        if number <= cursor {
            continue;
        }
        let (flag, kind) = (entry[0], entry[1]);
        let put_code = u64::from_le_bytes(entry[2..].try_into().expect("eight bytes are left"));
        entries.push(LogEntry {
            sequence: number,
            kind: (kind != NO_KIND).then(|| rows::kind(i64::from(kind))).transpose()?,
            put_code: (put_code != NO_PUT_CODE).then(|| rows::put_code(put_code as i64)).transpose()?,
            operation: if flag == 0 { Operation::Put } else { Operation::Deleted },
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
            operation: Operation::Put,
        }
    }

    #[test]
    fn entries_survive_packing_and_known_ones_are_left_out() {
        let mut packed = Vec::new();
        push(&mut packed, Operation::Put, None, None);
        push(&mut packed, Operation::Put, Some(ItemKind::Work), PutCode::new(PutCode::MAX).ok());
        push(&mut packed, Operation::Deleted, Some(ItemKind::Name), Some(PutCode::SINGLE));
        let mut entries = Vec::new();
        unpack(&row(9), &packed, 7, &mut entries).expect("sound entries");
        let work = LogEntry { kind: Some(ItemKind::Work), put_code: PutCode::new(PutCode::MAX).ok(), ..row(8) };
        let name = LogEntry {
            kind: Some(ItemKind::Name),
            put_code: Some(PutCode::SINGLE),
            operation: Operation::Deleted,
            ..row(9)
        };
        assert_eq!(entries, [work, name]);
    }

    #[test]
    fn damaged_rows_are_told() {
        for (sequence, packed) in
            [(9, &[0u8; 11][..]), (9, &[][..]), (1, &[0; 20][..]), (9, &[0, 99, 0, 0, 0, 0, 0, 0, 0, 0])]
        {
            assert!(unpack(&row(sequence), packed, 0, &mut Vec::new()).is_err(), "{packed:?}");
        }
    }
}
