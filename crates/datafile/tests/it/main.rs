mod annual;
mod convert;
mod demo;
mod fixtures;
mod import;
mod kept;
mod memory;
mod support;
