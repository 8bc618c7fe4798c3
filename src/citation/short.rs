//! The short form: title, file, page and lines.

use crate::document::Locator;

/// `Title, path, p. 217 (sheet 3), lines 12–18`.
///
/// The page is the printed number where one is known, with the sheet beside it; else the sheet alone (`sheet 3`). A
/// title that only repeats the file name is left out.
pub fn short(title: Option<&str>, path: &str, locator: &Locator) -> String {
    let mut citation = String::new();
    if let Some(title) = title.map(str::trim).filter(|title| !title.is_empty() && *title != path) {
        citation.push_str(title);
        citation.push_str(", ");
    }
    citation.push_str(path);
    match (&locator.page_label, locator.page) {
        (Some(label), Some(sheet)) => citation.push_str(&format!(", p. {label} (sheet {sheet})")),
        (None, Some(sheet)) => citation.push_str(&format!(", sheet {sheet}")),
        (_, None) => {}
    }
    match locator.line_start == locator.line_end {
        true => citation.push_str(&format!(", line {}", locator.line_start)),
        false => citation.push_str(&format!(", lines {}–{}", locator.line_start, locator.line_end)),
    }
    citation
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_and_lines() {
        let lines = Locator { line_start: 3, line_end: 9, ..Locator::default() };
        assert_eq!(short(Some("The Note"), "a/b.txt", &lines), "The Note, a/b.txt, lines 3–9");
        let sheet = Locator { page: Some(2), line_start: 3, line_end: 3, ..Locator::default() };
        assert_eq!(short(None, "b.txt", &sheet), "b.txt, sheet 2, line 3");
        let printed = Locator { page: Some(219), page_label: Some("217".into()), ..lines };
        assert_eq!(short(Some(" "), "b.txt", &printed), "b.txt, p. 217 (sheet 219), lines 3–9");
    }
}
