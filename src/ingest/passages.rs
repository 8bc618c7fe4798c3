//! A document's passages as the index records them.

use std::collections::HashMap;
use std::sync::Arc;

use crate::analysis::{identify_document, identify_passage};
use crate::corpus::sha256_hex;
use crate::document::{Document, Language};
use crate::index::{DocumentRecord, PassageRecord};
use crate::passage::{Limits, segment};

/// Hex digits of the text's hash in a passage identifier: 48 bits, enough for millions of passages.
const TEXT_DIGITS: usize = 12;

/// Hex digits that tell equal texts in different places apart.
const PLACE_DIGITS: usize = 4;

/// The language a document is in: what it declares, else what it looks like.
pub(super) fn language_of(document: &Document) -> Language {
    document.metadata.language.unwrap_or_else(|| identify_document(&document.text))
}

/// Cuts a document into passages and records each with its place, quote and identifier.
pub(super) fn passages(document: &Document, language: Language, path: &str) -> Vec<PassageRecord> {
    let title = document.metadata.title.clone();
    let of = Arc::new(DocumentRecord { title, ..DocumentRecord::default() });
    let mut seen: HashMap<String, usize> = HashMap::new();
    let mut records = Vec::new();
    for passage in segment(document, language, &Limits::default()) {
        let text = &document.text[passage.span.clone()];
        let quote = document.quote(&passage.span);
        records.push(PassageRecord {
            id: identifier(text, path, &mut seen),
            document: Arc::clone(&of),
            ordinal: passage.ordinal,
            language: identify_passage(text, language),
            headings: passage.headings,
            locator: document.locators.locate(&passage.span),
            quote: quote.to_owned(),
            text: (text != quote).then(|| text.to_owned()),
        });
    }
    records
}

/// `<hash of the text>-<hash of its place>`: the first part stays when the file is moved or edited elsewhere.
fn identifier(text: &str, path: &str, seen: &mut HashMap<String, usize>) -> String {
    let normalised = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut text_hash = sha256_hex(normalised.as_bytes());
    text_hash.truncate(TEXT_DIGITS);
    let occurrence = seen.entry(text_hash.clone()).or_default();
    let place = sha256_hex(format!("{path}\0{occurrence}").as_bytes());
    *occurrence += 1;
    format!("{text_hash}-{}", &place[..PLACE_DIGITS])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_follow_the_text_and_tell_places_apart() {
        let mut seen = HashMap::new();
        let first = identifier("A  text\nhere", "a.txt", &mut seen);
        let again = identifier("A text here", "a.txt", &mut seen);
        let elsewhere = identifier("A text here", "b.txt", &mut HashMap::new());
        assert_eq!(first, identifier("A text here", "a.txt", &mut HashMap::new()));
        assert_ne!(first, again);
        assert_ne!(first, elsewhere);
        assert_eq!(first[..TEXT_DIGITS], elsewhere[..TEXT_DIGITS]);
        assert_eq!(first[..TEXT_DIGITS], again[..TEXT_DIGITS]);
    }
}
