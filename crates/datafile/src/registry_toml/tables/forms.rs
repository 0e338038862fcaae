//! How single values of a registry are written.

use byline_model::scope::Scope;
use byline_model::{ClientId, OrcidId, PutCode, Visibility};

use crate::registry_toml::columns::{Form, Node, Out, Shape, as_text, checked, count, form, parsed};
use crate::registry_toml::error::Invalid;

/// `common-3.0.xsd orcid-id`.
const ORCID: &str = r"^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$";
/// `common-3.0.xsd client-path`.
const CLIENT: &str = r"^(APP-[0-9A-Za-z]{16}|\d{4}-\d{4}-\d{4}-\d{3}[\dX])$";

pub(in crate::registry_toml) fn orcid() -> impl Form<Value = OrcidId> {
    parsed("ORCID iD", || Shape::Text(ORCID))
}

pub(in crate::registry_toml) fn client_id() -> impl Form<Value = ClientId> {
    parsed("client id", || Shape::Text(CLIENT))
}

pub(in crate::registry_toml) fn visibility() -> impl Form<Value = Visibility> {
    parsed("visibility", || Shape::Words(Visibility::ALL.map(Visibility::as_str).to_vec()))
}

pub(in crate::registry_toml) fn put_code() -> impl Form<Value = PutCode> {
    let read = |node: Node<'_>| PutCode::new(count().read(node)?).map_err(|it| Invalid::new(it.to_string()).into());
    form("put-code", || Shape::Whole(Some(0)), read, |code: PutCode| Out::Whole(code.get().into()))
}

pub(in crate::registry_toml) fn scope() -> impl Form<Value = Box<str>> {
    let shape = || Shape::Words(Scope::ALL.map(Scope::as_str).to_vec());
    let read = |name: &str| match name.parse::<Scope>() {
        Ok(_) => Ok(name.into()),
        Err(_) => Err(format!("there is no scope {name}")),
    };
    as_text("scope", shape, read, |name| name)
}

/// What it may be is for others to say.
pub(in crate::registry_toml) fn address() -> impl Form<Value = Box<str>> {
    checked("address", "", |_| Ok(()))
}
