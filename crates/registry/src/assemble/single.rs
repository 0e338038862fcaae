//! Single items and bulk answers.

use std::collections::HashMap;

use byline_model::document::{Object, Value};
use byline_model::{Item, ItemKind, OrcidId, PutCode, shapes};

use super::of_kind;
use crate::decorate::Context;
use crate::{RecordError, Viewer, error_document, viewer::Denied};

/// The most codes that one bulk read may ask for.
const BULK_LIMIT: usize = 100;

/// One item, whole or as a summary.
pub(crate) fn item<'a>(context: &Context<'a>, item: &'a Item, summary: bool) -> Result<Object<'a>, RecordError> {
    let shapes = shapes::of(item.kind);
    context.item(item, if summary { shapes.summary } else { shapes.full })
}

/// Registered contributors of a funding appear under their public name (empty when it is not public), and without the
/// e-mail address that was sent (`record-api` 2.9).
pub(crate) fn name_contributors<'a>(object: &mut Object<'a>, names: &'a HashMap<OrcidId, String>) {
    if *object.shape() != shapes::FUNDING {
        return;
    }
    let Some(Value::Object(contributors)) = object.get_mut("contributors") else { return };
    let Some(Value::List(members)) = contributors.get_mut("contributor") else { return };
    for member in members {
        let Value::Object(member) = member else { continue };
        member.set("contributor-email", Value::Null);
        let orcid = member.object("contributor-orcid").and_then(|it| it.text("path")?.parse::<OrcidId>().ok());
        if let Some(name) = orcid.and_then(|orcid| names.get(&orcid)) {
            member.set("credit-name", name.as_str());
        }
    }
}

/// The codes of a bulk read. Commas at the end are ignored.
pub(crate) fn parse_codes(text: &str) -> Result<Vec<PutCode>, RecordError> {
    let parts: Vec<&str> = text.trim_end_matches(',').split(',').collect();
    if parts.len() > BULK_LIMIT {
        return Err(RecordError::TooManyPutCodes { given: parts.len(), limit: BULK_LIMIT });
    }
    let parse = |part: &&str| part.trim().parse().map_err(|_| RecordError::BadPutCode { given: (*part).to_owned() });
    parts.iter().map(parse).collect()
}

/// `/works/{codes}`: what there is in the order of put-codes, an error in the place of what may not be seen, and at the
/// end an error for each code that is unknown or named again.
pub(crate) fn bulk<'a>(
    context: &Context<'a>,
    viewer: &Viewer,
    kind: ItemKind,
    items: &'a [Item],
    codes: &[PutCode],
) -> Result<Object<'a>, RecordError> {
    let mut asked: HashMap<PutCode, bool> = codes.iter().map(|code| (*code, false)).collect();
    let mut entries = Vec::new();
    for found in of_kind(items, kind) {
        let Some(there) = asked.get_mut(&found.put_code) else { continue };
        *there = true;
        entries.push(Value::Object(match viewer.may_see(context.owner, found) {
            Ok(()) => item(context, found, false)?,
            Err(Denied::NotPublic) => error_document(9039, None),
            Err(Denied::Private | Denied::ScopeMissing) => error_document(9013, None),
        }));
    }
    for code in codes {
        // Named again, it is not there a second time.
        if !asked.insert(*code, false).unwrap_or(false) {
            entries.push(Value::Object(error_document(9034, Some(&format!("put-code {code}")))));
        }
    }
    Ok(Object::new(&shapes::BULK).with("bulk", entries))
}
