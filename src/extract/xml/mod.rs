//! Scholarly editions and OCR results: TEI, ALTO, PAGE-XML, hOCR, METS.

mod alto;
mod composer;
mod events;
mod facts;
mod hocr;
mod layout;
mod mets;
mod mods;
mod page_xml;
mod references;
#[cfg(test)]
mod robustness;
mod sniff;
mod tei;
mod tei_corpus;
mod tei_elements;
mod tei_header;
mod tree;

use super::encoding::decode;
use super::html::declared_encoding;
use super::limits::{Failure, Limits};
use super::transcript::{Transcript, TranscriptBlock};

pub use events::{Element, local as local_name};
pub use mets::{Work, WorkFile};
pub use references::references;
pub use sniff::{Kind, root, sniff};

/// Reads a file of one of these formats: all its bytes to the documents in it, at least one.
///
/// Damaged markup is read as far as it goes, with a warning. No entity of the file's own is expanded, nothing outside
/// of it is opened.
pub fn read(kind: Kind, bytes: &[u8], limits: &Limits) -> Result<Vec<Transcript>, Failure> {
    let decoded = decode(bytes, None, declared_encoding(bytes));
    let source = decoded.text.as_str();
    let mut transcripts = match kind {
        Kind::Tei => tei::read(source, limits),
        Kind::Alto => alto::read(source, limits),
        Kind::PageXml => page_xml::read(source, limits),
        Kind::Hocr => hocr::read(source, limits),
        Kind::Mets => mets::read(source, limits),
    }?;
    if let Some(first) = transcripts.first_mut() {
        first.warnings.splice(0..0, decoded.warnings);
    }
    Ok(transcripts)
}

/// Reads what a METS file says of a work and of the files it is made of: all its bytes.
pub fn work(bytes: &[u8]) -> Result<Work, Failure> {
    mets::work(&decode(bytes, None, declared_encoding(bytes)).text)
}
