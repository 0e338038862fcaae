//! What is written: values in the order of their columns.

use serde::ser::{Serialize, SerializeMap, Serializer};

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub enum Out {
    Text(Box<str>),
    Whole(i128),
    Flag(bool),
    List(Vec<Out>),
    Table(Row),
}

/// The keys of a table, those that hold something.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Row(Vec<(&'static str, Out)>);

impl Row {
    pub fn put(&mut self, key: &'static str, value: Out) {
        self.0.push((key, value));
    }
}

impl Serialize for Out {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Out::Text(text) => serializer.serialize_str(text),
            // What is written fits one of the two.
            Out::Whole(number) => match u64::try_from(*number) {
                Ok(number) => serializer.serialize_u64(number),
                Err(_) => serializer.serialize_i128(*number),
            },
            Out::Flag(flag) => serializer.serialize_bool(*flag),
            Out::List(list) => serializer.collect_seq(list),
            Out::Table(row) => row.serialize(serializer),
        }
    }
}

impl Serialize for Row {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (key, value) in &self.0 {
            map.serialize_entry(key, value)?;
        }
        map.end()
    }
}
