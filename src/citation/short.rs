//! The short form: title, file, place in it, page and lines.

use crate::document::Locator;

/// `Title, path, message 3, p. 217 (sheet 3), lines 12–18`.
///
/// The page is the printed number where one is known, with the sheet beside it; else the sheet alone (`sheet 3`).
/// `place` says which of several documents in a file is meant. A title that only repeats the file name is left out.
pub fn short(title: Option<&str>, path: &str, place: Option<&str>, locator: &Locator) -> String {
    format!("{}, {}", document(title, path, place), in_document(locator))
}

/// The short form of what runs from one page to another: `Title, path, p. 217, line 40 – p. 218, line 2`.
pub fn across(
    title: Option<&str>,
    path: &str,
    place: Option<&str>,
    (first, last): (&Locator, &Locator),
) -> String {
    let (from, to) = (in_document(first), in_document(last));
    format!("{}, {from} – {to}", document(title, path, place))
}

fn document(title: Option<&str>, path: &str, place: Option<&str>) -> String {
    let mut citation = String::new();
    if let Some(title) = title.map(str::trim).filter(|title| !title.is_empty() && *title != path) {
        citation.push_str(title);
        citation.push_str(", ");
    }
    citation.push_str(path);
    if let Some(place) = place {
        citation.push_str(", ");
        citation.push_str(place);
    }
    citation
}

/// `p. 217 (sheet 3), lines 12–18`.
pub fn in_document(locator: &Locator) -> String {
    let page = match (&locator.page_label, locator.page) {
        (Some(label), Some(sheet)) => format!("p. {label} (sheet {sheet}), "),
        (Some(label), None) => format!("p. {label}, "),
        (None, Some(sheet)) => format!("sheet {sheet}, "),
        (None, None) => String::new(),
    };
    let paragraph = locator.paragraph.map(|number| format!("para. {number}, "));
    let page = page + &paragraph.unwrap_or_default();
    match locator.line_start == locator.line_end {
        true => format!("{page}line {}", locator.line_start),
        false => format!("{page}lines {}–{}", locator.line_start, locator.line_end),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn from_one_page_to_another() {
        let first = Locator { page: Some(2), line_start: 40, line_end: 41, ..Locator::default() };
        let last = Locator {
            page: Some(3),
            page_label: Some("7".into()),
            line_start: 1,
            line_end: 1,
            ..Locator::default()
        };
        assert_eq!(
            across(None, "b.pdf", None, (&first, &last)),
            "b.pdf, sheet 2, lines 40–41 – p. 7 (sheet 3), line 1"
        );
    }

    #[test]
    fn pages_and_lines() {
        let check = |title, path, place, locator: &Locator, expect| {
            assert_eq!(short(title, path, place, locator), expect);
        };
        let lines = Locator { line_start: 3, line_end: 9, ..Locator::default() };
        check(Some("The Note"), "a/b.txt", None, &lines, "The Note, a/b.txt, lines 3–9");
        let sheet = Locator { page: Some(2), line_start: 3, line_end: 3, ..Locator::default() };
        check(None, "b.txt", None, &sheet, "b.txt, sheet 2, line 3");
        let label = Locator { page_label: Some("217".into()), ..lines };
        check(None, "b.txt", Some("document 2"), &label, "b.txt, document 2, p. 217, lines 3–9");
        let printed = Locator { page: Some(219), ..label };
        check(Some(" "), "b.txt", None, &printed, "b.txt, p. 217 (sheet 219), lines 3–9");
        let paragraph = Locator { paragraph: Some(4), ..Locator::default() };
        check(None, "b.docx", None, &paragraph, "b.docx, para. 4, line 0");
    }
}
