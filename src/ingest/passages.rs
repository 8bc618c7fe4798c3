//! The documents of a file and their passages as the index records them.

use std::collections::HashMap;
use std::sync::Arc;

use crate::analysis::{identify_document, identify_passage};
use crate::corpus::sha256_hex;
use crate::document::{BlockKind, Document, Language, Locator, Metadata, Span};
use crate::extract::Boilerplate;
use crate::index::{DocumentPassages, DocumentRecord, PassageRecord};
use crate::passage::{Limits, segment};

/// Hex digits of the text's hash in a passage identifier: 48 bits, enough for millions of passages.
const TEXT_DIGITS: usize = 12;

/// Hex digits that tell equal texts in different places apart.
const PLACE_DIGITS: usize = 4;

/// The language a document is in: what it declares, else what it looks like.
pub(super) fn language_of(document: &Document) -> Language {
    document.metadata.language.unwrap_or_else(|| identify_document(&document.text))
}

/// Cuts the documents of a file into passages and records each with its place, quote and identifier.
///
/// Passages are numbered through the file; a document in which several stand gives one record for each.
#[derive(Debug)]
pub(super) struct Recorder<'b> {
    /// The hashes of what repeats over the collection, in order.
    boilerplate: &'b [u64],
    /// How often each text has come up in the file, by its hash.
    seen: HashMap<String, usize>,
    /// Passages so far.
    count: u32,
}

impl<'b> Recorder<'b> {
    pub(super) fn new(boilerplate: &'b [u64]) -> Self {
        Recorder { boilerplate, seen: HashMap::new(), count: 0 }
    }

    /// The records of a document in the file at `path`; `sidecar` goes before what the document says of itself.
    pub(super) fn record(
        &mut self,
        document: &Document,
        path: &str,
        sidecar: &Metadata,
    ) -> Vec<DocumentPassages> {
        let language = sidecar.language.unwrap_or_else(|| language_of(document));
        let starts: Vec<usize> = document.parts.iter().map(|part| part.start).collect();
        let paragraphs = Paragraphs::of(document);
        let mut documents: Vec<DocumentPassages> = match &document.parts[..] {
            [] => vec![self.empty(document, None, sidecar, &document.metadata)],
            parts => (1..)
                .zip(parts)
                .map(|(number, part)| self.empty(document, Some(number), sidecar, &part.metadata))
                .collect(),
        };
        let is_boilerplate = |text: &str| {
            !self.boilerplate.is_empty()
                && Boilerplate::hash(text)
                    .is_some_and(|hash| self.boilerplate.binary_search(&hash).is_ok())
        };
        for passage in segment(document, language, &Limits::default(), &is_boilerplate) {
            let text = &document.text[passage.span.clone()];
            let quote = document.quote(&passage.span);
            let part = starts.partition_point(|start| *start <= passage.span.start);
            documents[part.saturating_sub(1)].passages.push(PassageRecord {
                id: identifier(text, path, &mut self.seen),
                document: Arc::default(),
                ordinal: self.count,
                language: identify_passage(text, language),
                headings: passage.headings,
                locator: Locator {
                    paragraph: paragraphs.number(&passage.span, &starts),
                    ..document.locators.locate(&passage.span)
                },
                quote: quote.to_owned(),
                text: (text != quote).then(|| text.to_owned()),
            });
            self.count += 1;
        }
        documents.retain(|document| !document.passages.is_empty());
        documents
    }

    fn empty(
        &self,
        document: &Document,
        number: Option<usize>,
        sidecar: &Metadata,
        own: &Metadata,
    ) -> DocumentPassages {
        let mut metadata = sidecar.clone();
        metadata.fill_from(own.clone());
        let number = number.map(|number| format!("document {number}"));
        let place = match (&document.place, number) {
            (Some(place), Some(number)) => Some(format!("{place}, {number}")),
            (place, number) => place.clone().or(number),
        };
        let is_transcript = document.locators.is_transcript;
        let record = DocumentRecord { place, is_transcript, metadata, ..DocumentRecord::default() };
        DocumentPassages { record, passages: Vec::new() }
    }
}

/// The paragraphs of a document whose file has neither pages nor lines that a reader could look up.
#[derive(Debug)]
struct Paragraphs {
    /// Where each ends; `None` for any other document.
    ends: Option<Vec<usize>>,
}

impl Paragraphs {
    fn of(document: &Document) -> Paragraphs {
        let is_counted = document.locators.is_transcript && document.locators.pages.is_empty();
        let running = document.blocks.iter().filter(|block| block.kind == BlockKind::Paragraph);
        Paragraphs { ends: is_counted.then(|| running.map(|block| block.span.end).collect()) }
    }

    /// The number of the first paragraph of a span, from 1 in the part it stands in.
    fn number(&self, span: &Span, parts: &[usize]) -> Option<u64> {
        let ends = self.ends.as_deref()?;
        let before = |offset: usize| ends.partition_point(|end| *end <= offset);
        let part = parts.partition_point(|start| *start <= span.start).checked_sub(1);
        let start = part.map_or(0, |part| parts[part]);
        Some((before(span.start) - before(start)) as u64 + 1)
    }
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
