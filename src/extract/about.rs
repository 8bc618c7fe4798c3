//! What is known about a document, completed from its text and its name.

use super::metadata::{from_file_name, from_text};
use super::subdocuments::subdocuments;
use crate::document::{Block, Document, Field, Metadata, Part};

/// Fills the gaps in a document's metadata, and finds the documents in it where it holds several.
pub fn complete(document: &mut Document, name: &str) {
    let ranges = subdocuments(&document.text, &document.blocks);
    if ranges.len() > 1 {
        let language = language(&document.metadata);
        document.parts = ranges
            .into_iter()
            .filter_map(|range| {
                let blocks = document.blocks.get(range)?;
                let start = blocks.first()?.span.start;
                let mut metadata = of_blocks(document, blocks);
                metadata.fill_from(language.clone());
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

/// The language alone, with where it is known from.
fn language(metadata: &Metadata) -> Metadata {
    let origin = metadata.origins.get_key_value(&Field::Language);
    Metadata {
        language: metadata.language,
        origins: origin.map(|(field, origin)| (*field, *origin)).into_iter().collect(),
        ..Metadata::default()
    }
}

fn of_blocks(document: &Document, blocks: &[Block]) -> Metadata {
    from_text(&document.text, blocks)
}

#[cfg(test)]
mod tests {
    use super::super::{Options, extract};
    use crate::document::{Field, Language, Origin};

    #[test]
    fn the_parts_of_a_document_know_where_their_language_is_known_from() {
        let prose = "On this day they met and talked. ".repeat(9);
        let part = |number| format!("<h1>DOCUMENT NO. {number}</h1><p>{prose}</p>");
        let page = format!("<html lang=de><body>{}{}</body></html>", part(1), part(2));
        let document =
            extract("a.html", page.as_bytes(), &Options::default()).expect("a document").only();
        assert_eq!(document.parts.len(), 2);
        for part in &document.parts {
            assert_eq!(part.metadata.language, Some(Language::German));
            assert_eq!(part.metadata.origins.get(&Field::Language), Some(&Origin::Format));
        }
    }
}
