//! Tables of values separated by commas, quoted as the published search quotes them (`search` 4.3).
//!
//! Values are passed on as they are: a spreadsheet may take one that begins with `=` for a formula.

/// Writes rows of cells.
#[derive(Debug, Default)]
pub struct Table {
    out: String,
    /// Whether the row has a cell already.
    begun: bool,
    joined: String,
}

impl Table {
    /// Without a row.
    pub fn new() -> Self {
        Self::default()
    }

    /// One value; what is not known is the empty one.
    pub fn cell(&mut self, value: &str) {
        let first = !std::mem::replace(&mut self.begun, true);
        if !first {
            self.out.push(',');
        }
        if !is_quoted(value, first) {
            return self.out.push_str(value);
        }
        self.out.push('"');
        for (at, part) in value.split('"').enumerate() {
            if at > 0 {
                self.out.push_str("\"\"");
            }
            self.out.push_str(part);
        }
        self.out.push('"');
    }

    /// Any number of values in one cell, with commas between them and a backslash before those that they hold.
    pub fn list<'v>(&mut self, values: impl IntoIterator<Item = &'v str>) {
        let mut joined = std::mem::take(&mut self.joined);
        joined.clear();
        for (at, value) in values.into_iter().enumerate() {
            if at > 0 {
                joined.push(',');
            }
            for letter in value.chars() {
                match letter {
                    ',' | '\\' => joined.extend(['\\', letter]),
                    '\n' => joined.push_str("\\n"),
                    '\r' => joined.push_str("\\r"),
                    _ => joined.push(letter),
                }
            }
        }
        self.cell(&joined);
        self.joined = joined;
    }

    /// Ends a row.
    pub fn end(&mut self) {
        self.out.push('\n');
        self.begun = false;
    }

    /// The rows so far.
    pub fn into_text(self) -> String {
        self.out
    }
}

/// Whether a value stands between quotes; the first of a row is looked at more closely.
fn is_quoted(value: &str, first: bool) -> bool {
    let (Some(begin), Some(end)) = (value.chars().next(), value.chars().next_back()) else { return first };
    (first && !begin.is_ascii_alphanumeric()) || begin <= '#' || end <= ' ' || value.contains(['\n', '\r', '"', ','])
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn row(cells: &[&str]) -> String {
        let mut table = Table::new();
        cells.iter().for_each(|cell| table.cell(cell));
        table.end();
        table.into_text()
    }

    fn behind(values: &[&str]) -> String {
        let mut table = Table::new();
        table.cell("x");
        table.list(values.iter().copied());
        table.end();
        table.into_text().trim_start_matches("x,").trim_end_matches('\n').to_owned()
    }

    /// `search` 4.3, one rule a line.
    /// SEARCH-4
    #[test]
    fn values_are_quoted_where_the_published_service_does() {
        for (value, later, first) in [
            ("Carberry", "Carberry", "Carberry"),
            ("", "", "\"\""),
            ("a,b", "\"a,b\"", "\"a,b\""),
            ("say \"hi\"", "\"say \"\"hi\"\"\"", "\"say \"\"hi\"\"\""),
            ("a\nb", "\"a\nb\"", "\"a\nb\""),
            ("a\rb", "\"a\rb\"", "\"a\rb\""),
            (" a", "\" a\"", "\" a\""),
            ("!a", "\"!a\"", "\"!a\""),
            ("#a", "\"#a\"", "\"#a\""),
            ("\ta", "\"\ta\"", "\"\ta\""),
            ("a ", "\"a \"", "\"a \""),
            ("a\t", "\"a\t\"", "\"a\t\""),
            ("a\tb", "a\tb", "a\tb"),
            ("$a", "$a", "\"$a\""),
            ("-a", "-a", "\"-a\""),
            ("王", "王", "\"王\""),
            ("Åsa", "Åsa", "\"Åsa\""),
            ("9a", "9a", "9a"),
            ("=1+1", "=1+1", "\"=1+1\""),
            ("'a'", "'a'", "\"'a'\""),
        ] {
            assert_eq!(row(&["x", value]), format!("x,{later}\n"), "{value:?} later");
            assert_eq!(row(&[value, "x"]), format!("{first},x\n"), "{value:?} first");
        }
    }

    #[test]
    fn several_values_share_a_cell() {
        for (values, expected) in [
            (&[][..], ""),
            (&["Wesleyan University"], "Wesleyan University"),
            (&["University of Wisconsin", "Boston University"], "\"University of Wisconsin,Boston University\""),
            (&["Brown, Main"], "\"Brown\\, Main\""),
            (&["a\\b"], "a\\\\b"),
            (&["a\nb", "c\rd"], "\"a\\nb,c\\rd\""),
            (&["a\nb"], "a\\nb"),
            (&["say \"hi\""], "\"say \"\"hi\"\"\""),
            (&[" a"], "\" a\""),
            (&["", ""], "\",\""),
        ] {
            assert_eq!(behind(values), expected, "{values:?}");
        }
    }

    #[test]
    fn a_cell_that_has_nothing_is_quoted_only_as_the_first() {
        let mut table = Table::new();
        table.list([]);
        table.list([]);
        table.end();
        table.list(["王"]);
        table.end();
        assert_eq!(table.into_text(), "\"\",\n\"王\"\n");
    }

    /// As RFC 4180 has it.
    fn parse(text: &str) -> Vec<Vec<String>> {
        let (mut rows, mut row, mut cell, mut quoted) = (Vec::new(), Vec::new(), String::new(), false);
        let mut letters = text.chars().peekable();
        while let Some(letter) = letters.next() {
            match letter {
                '"' if quoted && letters.peek() == Some(&'"') => cell.extend(letters.next()),
                '"' => quoted = !quoted,
                ',' if !quoted => row.push(std::mem::take(&mut cell)),
                '\n' if !quoted => {
                    row.push(std::mem::take(&mut cell));
                    rows.push(std::mem::take(&mut row));
                }
                other => cell.push(other),
            }
        }
        rows
    }

    proptest! {
        #[test]
        fn whatever_is_written_can_be_read(
            rows in prop::collection::vec(prop::collection::vec("[ -~\n\r\téü王]{0,6}", 1..5), 0..5)
        ) {
            let mut table = Table::new();
            for cells in &rows {
                cells.iter().for_each(|cell| table.cell(cell));
                table.end();
            }
            prop_assert_eq!(parse(&table.into_text()), rows);
        }
    }
}
