//! What is understood of a file, without an index.

use std::path::Path;

use serde::Serialize;

use super::passages::Recorder;
use super::process::{Reading, described};
use super::works;
use crate::corpus::{Root, SourceFile, read, sha256_hex};
use crate::document::{Document, Field, Language, Locator, Metadata};
use crate::extract::{self, Extraction};

/// What is understood of a file.
#[derive(Clone, Debug, Serialize)]
pub struct Inspection {
    /// Version of this structure.
    pub schema_version: u32,
    /// The file as named.
    pub path: String,
    /// Its format.
    pub format: &'static str,
    /// The encoding it was decoded from; empty where the format is no text.
    pub encoding: String,
    /// Bytes.
    pub size: u64,
    /// SHA-256 of its bytes in hexadecimal.
    pub sha256: String,
    /// The file beside it that describes it.
    pub sidecar: Option<String>,
    /// The METS file that names it.
    pub work: Option<String>,
    /// The documents in it.
    pub documents: Vec<InspectedDocument>,
    /// Pages in it: the sheet, counted from 1, with the number printed on it.
    pub pages: Vec<InspectedPage>,
    /// What repair did, in all documents.
    pub repairs: Repairs,
    /// What was guessed, damaged or left out.
    pub warnings: Vec<String>,
}

/// A document of a file.
#[derive(Clone, Debug, Serialize)]
pub struct InspectedDocument {
    /// Where it stands in the file when the file holds several.
    pub place: Option<String>,
    /// What is known about it.
    pub metadata: Metadata,
    /// What nobody stated but the text or the file's name shows.
    pub inferred: Vec<Field>,
    /// Its passages.
    pub passages: Vec<InspectedPassage>,
}

/// A passage of a document.
#[derive(Clone, Debug, Serialize)]
pub struct InspectedPassage {
    /// Its language.
    pub language: Language,
    /// The headings above it.
    pub headings: Vec<String>,
    /// Where it stands.
    #[serde(flatten)]
    pub locator: Locator,
    /// Its reading text.
    pub text: String,
}

/// A page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct InspectedPage {
    /// The document it is of, where the file holds several.
    pub place: Option<String>,
    /// Counted from 1.
    pub sheet: usize,
    /// The number printed on it.
    pub label: Option<String>,
}

/// What repair did to the reading text; the quotes are as they were.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Repairs {
    /// Line-end and soft hyphens taken out of words.
    pub hyphens_joined: usize,
    /// Line ends inside paragraphs that became blanks or nothing.
    pub lines_joined: usize,
    /// Running heads and page numbers, which stand in no passage.
    pub lines_left_out: Vec<String>,
}

/// Reads a file as `docsearch index` would, and says what it understood.
///
/// # Errors
/// Why the file gives nothing, in one line.
pub fn inspect(path: &Path, reading: &Reading) -> Result<Inspection, String> {
    let (file, bytes, extraction) = extracted(path, reading)?;
    let Extraction { media_type, mut documents, warnings } = extraction;
    let work = works::page(&file.absolute, reading.max_file_size);
    if let Some(work) = &work {
        work.describe(&mut documents);
    }
    let (sidecar, complaints) = file.sidecar.as_ref().map(described).unwrap_or_default();
    let mut recorder = Recorder::new(&reading.boilerplate);
    let mut inspection = Inspection {
        schema_version: 1,
        path: path.display().to_string(),
        format: media_type.name(),
        encoding: documents.first().map(|first| first.encoding.clone()).unwrap_or_default(),
        size: bytes.len() as u64,
        sha256: sha256_hex(&bytes),
        sidecar: file.sidecar.map(|sidecar| sidecar.absolute.display().to_string()),
        work: work.map(|work| work.mets.display().to_string()),
        documents: Vec::new(),
        pages: Vec::new(),
        repairs: Repairs::default(),
        warnings: [complaints, warnings].concat(),
    };
    for document in &documents {
        inspection.repairs.add(document);
        let sheets = 1 + document.locators.sheets_before as usize..;
        let pages = document.locators.pages.iter().zip(sheets);
        inspection.pages.extend(pages.map(|(page, sheet)| InspectedPage {
            place: document.place.clone(),
            sheet,
            label: page.label.clone(),
        }));
        for found in recorder.record(document, &file.path, &sidecar) {
            let passages = found.passages.into_iter().map(|passage| InspectedPassage {
                language: passage.language,
                text: passage.text().to_owned(),
                headings: passage.headings,
                locator: passage.locator,
            });
            inspection.documents.push(InspectedDocument {
                place: found.record.place,
                inferred: found.record.metadata.inferred(),
                metadata: found.record.metadata,
                passages: passages.collect(),
            });
        }
    }
    Ok(inspection)
}

/// The text of a file as it is read: what the bytes and lines of a citation count in where the file is no text.
///
/// # Errors
/// Why the file gives nothing, in one line.
pub fn text(path: &Path, reading: &Reading) -> Result<String, String> {
    let (.., extraction) = extracted(path, reading)?;
    let texts = extraction.documents.into_iter().map(|document| document.source);
    Ok(texts.collect::<Vec<_>>().join("\x0C"))
}

/// A file, its bytes and what came of them.
pub(super) fn extracted(
    path: &Path,
    reading: &Reading,
) -> Result<(SourceFile, Vec<u8>, Extraction), String> {
    let file = source_file(path)?;
    let bytes = read(&file.absolute, reading.max_file_size).map_err(|error| error.to_string())?;
    let extraction = extract::extract(&file.path, &bytes, &reading.extract);
    Ok((file, bytes, extraction.map_err(|error| error.to_string())?))
}

fn source_file(path: &Path) -> Result<SourceFile, String> {
    let root = Root::resolve(path).map_err(|error| error.to_string())?;
    if root.file.is_none() {
        return Err("a folder; name a file".to_owned());
    }
    let listing = crate::corpus::list(&root, &crate::corpus::WalkOptions::default());
    let files = listing.map_err(|error| error.to_string())?.files;
    files.into_iter().next().ok_or_else(|| "not there".to_owned())
}

impl Repairs {
    fn add(&mut self, document: &Document) {
        let is_hyphen = |c: &char| matches!(c, '-' | '\u{2010}' | '¬' | '⸗' | '\u{AD}');
        for block in &document.blocks {
            let (quote, text) = (document.quote(&block.span), &document.text[block.span.clone()]);
            let hyphens = |text: &str| text.chars().filter(is_hyphen).count();
            let lines = |text: &str| text.matches('\n').count();
            self.hyphens_joined += hyphens(quote).saturating_sub(hyphens(text));
            self.lines_joined += lines(quote).saturating_sub(lines(text));
        }
        let left_out = document.left_out.iter().map(|span| document.source[span.clone()].trim());
        self.lines_left_out.extend(left_out.map(str::to_owned));
    }
}
