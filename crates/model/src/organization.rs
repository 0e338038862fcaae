//! Identifiers of organisations: what they look like in the vocabularies that items may name (`record-api` 3.12).

/// Whether this could be an identifier of the vocabulary; check digits are tested where there are any. Whether there is
/// such an organisation is another question.
pub fn is_well_formed(source: &str, identifier: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match source {
        "ROR" => identifier.strip_prefix("https://ror.org/").is_some_and(is_ror),
        "FUNDREF" => {
            let prefixes = ["http://dx.doi.org/", "https://doi.org/", ""];
            let doi = prefixes.iter().find_map(|prefix| identifier.strip_prefix(prefix)?.strip_prefix("10.13039/"));
            doi.is_some_and(digits)
        }
        "RINGGOLD" => digits(identifier),
        "GRID" => {
            identifier.strip_prefix("grid.").and_then(|rest| rest.split_once('.')).is_some_and(|(number, check)| {
                digits(number) && !check.is_empty() && check.bytes().all(|byte| byte.is_ascii_alphanumeric())
            })
        }
        "LEI" => is_lei(identifier),
        _ => false,
    }
}

/// The alphabet of ROR: Crockford's base 32.
const BASE_32: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// A zero, six characters, and two digits by which the number that they stand for, with the digits behind it, is 1 more
/// than a multiple of 97 (ISO 7064).
fn is_ror(text: &str) -> bool {
    let Some((body, check)) = text.strip_prefix('0').and_then(|rest| rest.split_at_checked(6)) else { return false };
    let value = |number: u64, byte: u8| {
        let digit = BASE_32.iter().position(|known| *known == byte)?;
        Some(number * 32 + digit as u64)
    };
    let number = body.bytes().try_fold(0, value);
    let check =
        check.parse::<u64>().ok().filter(|_| check.len() == 2 && check.bytes().all(|byte| byte.is_ascii_digit()));
    matches!((number, check), (Some(number), Some(check)) if 98 - (number * 100) % 97 == check)
}

/// ISO 17442: twenty letters and digits that, letters counted from 10 up, are 1 more than a multiple of 97.
fn is_lei(text: &str) -> bool {
    let remainder = |so_far: u32, byte: u8| match byte {
        b'0'..=b'9' => Some((so_far * 10 + u32::from(byte - b'0')) % 97),
        b'A'..=b'Z' => Some((so_far * 100 + u32::from(byte - b'A') + 10) % 97),
        _ => None,
    };
    text.len() == 20 && text.bytes().try_fold(0, remainder) == Some(1)
}

#[cfg(test)]
mod tests {
    use super::is_well_formed;

    #[test]
    fn identifiers_look_as_their_vocabularies_say() {
        for (source, identifier) in [
            ("ROR", "https://ror.org/02mhbdp94"),
            ("ROR", "https://ror.org/03vek6s52"),
            ("ROR", "https://ror.org/05gq02987"),
            ("FUNDREF", "http://dx.doi.org/10.13039/501100000780"),
            ("FUNDREF", "10.13039/100000001"),
            ("RINGGOLD", "7315"),
            ("GRID", "grid.455335.1"),
            ("LEI", "5493000IBP32UQZ0KL24"),
        ] {
            assert!(is_well_formed(source, identifier), "{source} {identifier}");
        }
        for (source, identifier) in [
            ("ROR", "https://ror.org/02mhbdp95"),
            ("ROR", "02mhbdp94"),
            ("ROR", "https://ror.org/02mhbdp9"),
            ("ROR", "https://ror.org/02mhbdpé4"),
            ("FUNDREF", "10.1234/1"),
            ("RINGGOLD", "seven"),
            ("GRID", "grid.x.1"),
            ("LEI", "5493000IBP32UQZ0KL25"),
            ("WIKIDATA", "Q1"),
        ] {
            assert!(!is_well_formed(source, identifier), "{source} {identifier}");
        }
    }
}
