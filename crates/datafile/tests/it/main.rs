mod annual;
mod convert;
mod demo;
mod fixtures;
mod import;
mod memory;
mod support;
