//! The file formats the registry of extractors knows.

use serde::{Deserialize, Serialize};

/// What kind of file the bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MediaType {
    /// Plain text, in any encoding.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
    /// HTML or XHTML.
    Html,
    /// PDF, with a text layer or without.
    Pdf,
    /// A Word document.
    Docx,
    /// A PowerPoint presentation.
    Pptx,
    /// An Excel workbook.
    Xlsx,
    /// An OpenDocument text, presentation or spreadsheet.
    OpenDocument,
    /// Rich Text Format.
    Rtf,
    /// An EPUB book.
    Epub,
    /// A FictionBook.
    Fb2,
    /// A scholarly edition in TEI XML.
    Tei,
    /// OCR results in ALTO.
    Alto,
    /// OCR results in PAGE XML.
    PageXml,
    /// OCR results in hOCR.
    Hocr,
    /// The structure of a digitised work in METS.
    Mets,
    /// A mail, or an mbox file of mails.
    Mail,
    /// JSON, a record or a list of them.
    Json,
    /// JSON Lines, a record on each line.
    JsonLines,
    /// A table of records: CSV, TSV.
    Table,
    /// An archive or a packed file: ZIP, tar, gzip, bzip2, xz.
    Archive,
    /// XML of no known vocabulary.
    Xml,
}

impl MediaType {
    /// The short name used in reports and in JSON.
    pub fn name(self) -> &'static str {
        match self {
            MediaType::Text => "text",
            MediaType::Markdown => "markdown",
            MediaType::Html => "html",
            MediaType::Pdf => "pdf",
            MediaType::Docx => "docx",
            MediaType::Pptx => "pptx",
            MediaType::Xlsx => "xlsx",
            MediaType::OpenDocument => "opendocument",
            MediaType::Rtf => "rtf",
            MediaType::Epub => "epub",
            MediaType::Fb2 => "fb2",
            MediaType::Tei => "tei",
            MediaType::Alto => "alto",
            MediaType::PageXml => "page",
            MediaType::Hocr => "hocr",
            MediaType::Mets => "mets",
            MediaType::Mail => "mail",
            MediaType::Json => "json",
            MediaType::JsonLines => "jsonl",
            MediaType::Table => "table",
            MediaType::Archive => "archive",
            MediaType::Xml => "xml",
        }
    }
}

impl std::fmt::Display for MediaType {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
