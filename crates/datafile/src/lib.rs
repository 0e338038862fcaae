//! Data files: fixture directories, imports and exports of whole registries, conversion between XML and JSON.

pub mod registry_toml;
