//! Hits cited in a style that is asked for.

use std::sync::Arc;

use serde_json::Value;

use super::response::Hit;
use crate::citation::{self, Style};
use crate::document::Locator;
use crate::index::{DocumentRecord, PassageRecord};

/// What a citation needs besides what a hit shows.
#[derive(Clone, Debug)]
pub struct Cited {
    document: Arc<DocumentRecord>,
    locator: Locator,
}

impl Cited {
    /// What the index records of a passage.
    pub(super) fn of(record: &PassageRecord) -> Cited {
        Cited { document: record.document.clone(), locator: record.locator.clone() }
    }
}

impl Hit {
    /// Its citation in a style: a line, or a file with one entry. `None` where the style has nothing for it: a web address
    /// for a document that has none.
    pub fn cite(&self, style: Style) -> Option<String> {
        let citation = citation::cite(style, &source(self));
        (!citation.is_empty()).then_some(citation)
    }

    /// Adds its citation in a style to [`Hit::citations`]: a text, an object for CSL-JSON, null where there is none.
    pub fn add_citation(&mut self, style: Style) {
        let citation = match (style, self.cite(style)) {
            // A list of one.
            (Style::CslJson, Some(list)) => serde_json::from_str::<Vec<Value>>(&list)
                .ok()
                .and_then(|items| items.into_iter().next())
                .unwrap_or_default(),
            (_, citation) => citation.into(),
        };
        self.citations.insert(style.name(), citation);
    }
}

/// One file of a style that other programs read, with an entry for each document; in any other style a line for each hit.
pub fn cite_all(style: Style, hits: &[Hit]) -> String {
    let sources: Vec<_> = hits.iter().map(source).collect();
    citation::cite_all(style, &sources)
}

fn source(hit: &Hit) -> citation::Source<'_> {
    let Cited { document, locator } = &hit.cited;
    citation::Source {
        metadata: &document.metadata,
        locator,
        folder: document.file.root,
        path: &document.file.path,
        place: document.place.as_deref(),
        quote: &hit.text,
        language: hit.language,
    }
}
