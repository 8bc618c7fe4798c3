//! What a file says about itself: title, author, dates, language, attachments.

use hayro_syntax::Pdf;
use hayro_syntax::object::dict::keys;
use hayro_syntax::object::{Array, DateTime, Dict, Name, Stream, String as Text};
use hayro_syntax::page::Page;

use super::super::transcript::Transcript;
use super::budget::Budget;
use super::{text_string, xmp};
use crate::document::Language;

/// Levels of the name tree that lists attachments.
const MAX_DEPTH: usize = 32;

/// Most nodes of it that are looked at.
const MAX_NODES: usize = 10_000;

/// Adds title, language and facts to a transcript: from the information dictionary, what it lacks from XMP.
pub fn read(pdf: &Pdf, catalog: &Dict<'_>, budget: &mut Budget, transcript: &mut Transcript) {
    let info = pdf.metadata();
    let packet = catalog.get::<Stream<'_>>(keys::METADATA);
    let packet = packet.and_then(|stream| budget.decoded(&stream));
    let xmp = packet.map(|packet| xmp::read(&packet)).unwrap_or_default();
    let text = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(text_string::decode);
    let known = [
        ("title", text(&info.title)),
        ("author", text(&info.author)),
        ("subject", text(&info.subject)),
        ("subject", text(&info.keywords)),
        // When the file was made; of a scan that is the day of scanning.
        ("created", info.creation_date.as_ref().and_then(date)),
    ];
    for (key, value) in known {
        add(key, value, transcript);
    }
    for (key, value) in xmp {
        let is_known = transcript.facts.iter().any(|(known, _)| known == key);
        if !is_known || key == "subject" {
            add(key, Some(value), transcript);
        }
    }
    let titles = transcript.facts.iter().filter(|(key, _)| key == "title");
    transcript.metadata.title = titles.map(|(_, title)| title.clone()).next();
    let language = catalog.get::<Text<'_>>(keys::LANG);
    add("language", language.map(|code| text_string::decode(code.as_bytes())), transcript);
    let languages = transcript.facts.iter().filter(|(key, _)| key == "language");
    transcript.metadata.language =
        languages.map(|(_, code)| Language::from_code(code)).next().flatten();
}

/// Adds a fact that says something and is not known.
fn add(key: &str, value: Option<String>, transcript: &mut Transcript) {
    let value = value.map(|value| if key == "title" { title(&value) } else { value });
    let Some(value) = value.filter(|value| value.chars().any(char::is_alphanumeric)) else {
        return;
    };
    let fact = (key.to_string(), value);
    if !transcript.facts.contains(&fact) {
        transcript.facts.push(fact);
    }
}

/// A title without what a word processor makes of one; empty where it is no title.
fn title(value: &str) -> String {
    let is_none = ["untitled", "unbenannt", "unknown", "title"]
        .iter()
        .any(|none| value.trim().eq_ignore_ascii_case(none));
    if is_none {
        return String::new();
    }
    let title = value.strip_prefix("Microsoft Word - ").unwrap_or(value);
    let title =
        [".doc", ".docx", ".rtf"].iter().find_map(|end| title.strip_suffix(end)).unwrap_or(title);
    title.trim().to_string()
}

fn date(date: &DateTime) -> Option<String> {
    let DateTime { year, month, day, .. } = *date;
    (year > 0).then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// How many files are attached to the document and to its pages.
pub fn attachments(catalog: &Dict<'_>, pages: &[Page<'_>]) -> usize {
    let mut count = 0;
    let names = catalog.get::<Dict<'_>>(keys::NAMES);
    if let Some(tree) = names.and_then(|names| names.get::<Dict<'_>>(keys::EMBEDDED_FILES)) {
        let mut left = MAX_NODES;
        count_names(&tree, 0, &mut left, &mut count);
    }
    for page in pages {
        let annotations = page.raw().get::<Array<'_>>(keys::ANNOTS);
        count += annotations
            .iter()
            .flat_map(|list| list.iter::<Dict<'_>>())
            .filter_map(|annotation| annotation.get::<Name<'_>>(keys::SUBTYPE))
            .filter(|kind| **kind == *b"FileAttachment")
            .count();
    }
    count
}

fn count_names(node: &Dict<'_>, depth: usize, left: &mut usize, count: &mut usize) {
    if depth > MAX_DEPTH || *left == 0 {
        return;
    }
    *left -= 1;
    if let Some(names) = node.get::<Array<'_>>(keys::NAMES) {
        *count += names.raw_iter().count() / 2;
    }
    if let Some(kids) = node.get::<Array<'_>>(keys::KIDS) {
        for kid in kids.iter::<Dict<'_>>() {
            count_names(&kid, depth + 1, left, count);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_of_word_processors_are_cleaned() {
        let check = |value, expect| assert_eq!(title(value), expect);
        check("Microsoft Word - Brief an Erhard.doc", "Brief an Erhard");
        check("Untitled", "");
        check("Bericht", "Bericht");
    }
}
