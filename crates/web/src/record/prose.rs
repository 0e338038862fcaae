//! Text of several lines.

/// An empty line ends a paragraph; other line ends are kept.
pub(crate) fn paragraphs(text: &str) -> Vec<Vec<String>> {
    let mut paragraphs = vec![Vec::new()];
    for line in text.lines().map(str::trim) {
        match paragraphs.last_mut() {
            Some(last) if !line.is_empty() => last.push(line.to_owned()),
            _ => paragraphs.push(Vec::new()),
        }
    }
    paragraphs.retain(|lines| !lines.is_empty());
    paragraphs
}

#[cfg(test)]
mod tests {
    use super::paragraphs;

    #[test]
    fn empty_lines_make_paragraphs() {
        assert_eq!(paragraphs("one\ntwo\n\n\n three "), [vec!["one", "two"], vec!["three"]]);
        assert!(paragraphs(" \n ").is_empty());
    }
}
