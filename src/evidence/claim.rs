//! What a citation says of its source, as `docsearch query --json` prints it.

use serde::{Deserialize, Serialize};

use crate::index::PassageRecord;

/// What a hit says of its source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Claim {
    /// The passage's identifier.
    #[serde(default)]
    pub passage_id: String,
    /// The place, for people.
    #[serde(default)]
    pub citation: String,
    /// The source's own text.
    #[serde(skip_serializing)]
    pub quote: String,
    /// The reading text; empty where only the quote was kept.
    #[serde(default, skip_serializing)]
    pub text: String,
    /// Where it stands.
    pub source: ClaimedSource,
}

/// Where a hit says that its passage stands.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ClaimedSource {
    /// Path below the folder that was indexed.
    pub path: String,
    /// Where in the file its document stands when the file holds several.
    #[serde(default)]
    pub place: Option<String>,
    /// The sheet.
    #[serde(default)]
    pub page: Option<u32>,
    /// First line.
    #[serde(default)]
    pub line_start: u64,
    /// Last line.
    #[serde(default)]
    pub line_end: u64,
    /// SHA-256 of the file when it was cited.
    #[serde(default)]
    pub sha256: String,
}

/// JSON that holds no hits.
#[derive(Debug, thiserror::Error)]
pub enum ClaimError {
    /// It is none of the forms of hits.
    #[error(
        "not what `docsearch query --json` prints, nor a hit of it, a list of hits, or a hit on each line: {0}"
    )]
    NoHits(#[from] serde_json::Error),
}

impl Claim {
    /// What the index says of a passage.
    pub fn of(passage: &PassageRecord) -> Claim {
        let (document, locator) = (&passage.document, &passage.locator);
        Claim {
            passage_id: passage.id.clone(),
            citation: crate::citation::short(
                document.metadata.title.as_deref(),
                &document.file.path,
                document.place.as_deref(),
                locator,
            ),
            quote: passage.quote.clone(),
            text: passage.text().to_owned(),
            source: ClaimedSource {
                path: document.file.path.clone(),
                place: document.place.clone(),
                page: locator.page,
                line_start: locator.line_start,
                line_end: locator.line_end,
                sha256: document.file.sha256.clone(),
            },
        }
    }

    /// The words to look for.
    pub(super) fn words(&self) -> &str {
        if self.text.is_empty() { &self.quote } else { &self.text }
    }
}

/// The hits in a response, a list, a single object, or an object on each line.
///
/// # Errors
/// [`ClaimError::NoHits`], with the place of the fault.
pub fn claims(json: &str) -> Result<Vec<Claim>, ClaimError> {
    #[derive(Deserialize)]
    struct Response {
        hits: Vec<Claim>,
    }
    let json = json.trim_start_matches('\u{FEFF}').trim();
    if json.starts_with('[') {
        return Ok(serde_json::from_str(json)?);
    }
    let mut all = Vec::new();
    for value in serde_json::Deserializer::from_str(json).into_iter::<serde_json::Value>() {
        let value = value?;
        match value.get("hits") {
            Some(_) => all.extend(serde_json::from_value::<Response>(value)?.hits),
            None => all.push(serde_json::from_value(value)?),
        }
    }
    Ok(all)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_form_of_hits_is_read() {
        let hit =
            r#"{"rank": 1, "quote": "a", "text": "b", "source": {"path": "x", "page": null}}"#;
        for (json, expect) in [
            (format!("{{\"hits\": [{hit}, {hit}], \"total\": 9}}"), Some(2)),
            (format!("[{hit}]"), Some(1)),
            (hit.to_owned(), Some(1)),
            (format!("{hit}\n{hit}\n{hit}\n"), Some(3)),
            ("{\"hits\": []}".to_owned(), Some(0)),
            (String::new(), Some(0)),
            ("nonsense".to_owned(), None),
            ("{\"total\": 1}".to_owned(), None),
            ("[1]".to_owned(), None),
            (hit[..30].to_owned(), None),
            ("[".repeat(100_000), None),
        ] {
            let found = claims(&json).ok();
            assert_eq!(found.map(|found| found.len()), expect, "{}", &json[..json.len().min(80)]);
        }
    }
}
