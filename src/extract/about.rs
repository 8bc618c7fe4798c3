//! What is known about a document, completed from its text and its name.

use super::metadata::{from_file_name, from_text};
use super::subdocuments::subdocuments;
use crate::document::{Block, Document, Metadata, Part};

/// Fills the gaps in a document's metadata, and finds the documents in it where it holds several.
pub fn complete(document: &mut Document, name: &str) {
    let ranges = subdocuments(&document.text, &document.blocks);
    if ranges.len() > 1 {
        document.parts = ranges
            .into_iter()
            .filter_map(|range| {
                let blocks = document.blocks.get(range)?;
                let start = blocks.first()?.span.start;
                let mut metadata = of_blocks(document, blocks);
                metadata.language = metadata.language.or(document.metadata.language);
                Some(Part { start, metadata })
            })
            .collect();
    } else {
        let found = of_blocks(document, &document.blocks);
        document.metadata.fill_from(found);
    }
    // The name of a file that holds several documents says nothing about each.
    if document.place.is_none() {
        let mut of_name = from_file_name(name);
        // The path is shown with every hit already.
        of_name.title = None;
        document.metadata.fill_from(of_name);
    }
}

fn of_blocks(document: &Document, blocks: &[Block]) -> Metadata {
    from_text(&document.text, blocks)
}
