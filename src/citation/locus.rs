//! Where the passage stands, in words: the page, or the place in the file.

use super::item::Item;
use crate::document::Language;

/// Words for the parts of a file in English and in German.
const PARTS: &[(&str, &str)] = &[
    ("message", "Nachricht"),
    ("document", "Dokument"),
    ("record", "Datensatz"),
    ("attachment", "Anhang"),
];

/// The file and the place in it: `a/b.txt, message 3, lines 3–9`; `Datei a/b.pdf, Seite 3`.
///
/// `None` where the page or something else says enough.
pub fn in_file(item: &Item<'_>, language: Language) -> Option<String> {
    let is_german = language == Language::German;
    let pick = |english, german| if is_german { german } else { english };
    let locator = item.locator;
    let place = if item.page_label.is_some() {
        None
    } else if let Some(paragraph) = locator.paragraph {
        Some(format!("{} {paragraph}", pick("para.", "Abs.")))
    } else if let Some(sheet) = locator.page {
        Some(format!("{} {sheet}", pick("sheet", "Seite")))
    } else if locator.line_start == 0 {
        None
    } else if locator.line_start >= locator.line_end {
        Some(format!("{} {}", pick("line", "Z."), locator.line_start))
    } else {
        let word = pick("lines", "Z.");
        Some(format!("{word} {}–{}", locator.line_start, locator.line_end))
    };
    let has_name = item.title.is_some() || !item.authors.is_empty();
    if item.is_identified() && has_name && place.is_none() {
        return None;
    }
    let part =
        item.part.as_deref().map(|part| if is_german { in_german(part) } else { part.into() });
    let file = format!("{}{}", pick("", "Datei "), item.path);
    let words = [(!item.path.is_empty()).then_some(file), part, place];
    Some(words.into_iter().flatten().collect::<Vec<_>>().join(", "))
}

/// `Nachricht 3, Anhang a.txt` of `message 3, attachment a.txt`.
fn in_german(part: &str) -> String {
    let word = |part: &str| {
        let known = PARTS.iter().find_map(|(english, german)| {
            part.strip_prefix(english).filter(|rest| rest.starts_with(' ')).zip(Some(*german))
        });
        known.map_or(part.to_owned(), |(rest, german)| format!("{german}{rest}"))
    };
    part.split(", ").map(word).collect::<Vec<_>>().join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_files_have_german_words() {
        assert_eq!(in_german("message 3, attachment a.txt"), "Nachricht 3, Anhang a.txt");
        assert_eq!(in_german("letters/a.txt"), "letters/a.txt");
    }
}
