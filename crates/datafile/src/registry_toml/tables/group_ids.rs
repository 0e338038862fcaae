//! `[[group_ids]]`.

use byline_model::enums::{GROUP_ID_PREFIX, GROUP_TYPE};
use byline_store::GroupId;

use super::forms::put_code;
use super::sources::Sources;
use crate::registry_toml::columns::{Form, checked, filled, listed, moment, nested, table, text};

table! {
    /// Groups that peer reviews belong to: journals, publishers, conferences.
    GroupIds: GroupId { put_code, name, group_id, description, group_type, source, created, modified } {
        /// Its number among everything that has one.
        put_code: put_code(),
        /// What it is called.
        name: filled(),
        /// What reviews name it by.
        group_id: group_id(),
        /// What it is about.
        description: text(),
        /// What it is.
        group_type as "type": listed(&GROUP_TYPE),
        /// When it was made.
        created: moment().optional(),
        /// When it was changed last.
        modified: moment().optional(),
        /// Who made it.
        source: nested(Sources).or_empty(),
    }
    once ("put_code") by |it| it.put_code;
    once ("group_id") by |it| it.group_id.to_lowercase();
}

/// `common-3.0.xsd group-id`: a known prefix, then two characters at least.
fn group_id() -> impl Form<Value = Box<str>> {
    checked("group id, like `issn:1234-5678`", r"^\S{2,}$", |text| {
        let tail = GROUP_ID_PREFIX.values.iter().find_map(|prefix| text.strip_prefix(prefix));
        match tail.is_some_and(|tail| tail.len() >= 2 && !tail.contains(char::is_whitespace)) {
            true => Ok(()),
            false => Err(format!("a group id has one of {} and a name", GROUP_ID_PREFIX.values.join(", "))),
        }
    })
}
