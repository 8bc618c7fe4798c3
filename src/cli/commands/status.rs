//! `docsearch status`.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use super::Failure;
use crate::cli::args::Status;
use crate::cli::exit_code::Code;
use crate::cli::printer;
use crate::cli::terminal::Terminal;
use crate::index::{FileRecord, FileStatus, LexiconNote, Store};
use crate::ingest::Notes;

/// Files, passages and bytes of one kind.
#[derive(Debug, Default, Serialize)]
pub(in crate::cli) struct Share {
    pub files: u64,
    pub passages: u64,
    pub text_bytes: u64,
}

/// What an index holds.
#[derive(Debug, Default, Serialize)]
pub(in crate::cli) struct Holdings {
    pub schema_version: u32,
    pub index: String,
    pub index_version: String,
    pub index_bytes: u64,
    pub roots: Vec<String>,
    pub lexicon: Option<LexiconNote>,
    /// Whether queries look for misread words unless told otherwise.
    pub looks_misread: bool,
    pub total: Share,
    pub languages: BTreeMap<String, Share>,
    pub formats: BTreeMap<String, Share>,
    pub encodings: BTreeMap<String, Share>,
    #[serde(flatten)]
    pub notes: Notes,
}

pub(in crate::cli) fn run(
    terminal: &mut Terminal,
    index: &Path,
    args: &Status,
) -> Result<Code, Failure> {
    let store = Store::open(index)?;
    let reader = store.reader()?;
    let manifest = store.manifest();
    let mut holdings = Holdings {
        schema_version: 1,
        index: index.display().to_string(),
        index_version: manifest.version(),
        index_bytes: store.size(),
        lexicon: manifest.lexicon.clone(),
        looks_misread: reader.is_misread(),
        roots: manifest.roots.values().map(|root| root.path().display().to_string()).collect(),
        ..Holdings::default()
    };
    for file in reader.files()? {
        holdings.add(&file);
    }
    match args.json {
        true => printer::json(terminal, &holdings)?,
        false => printer::status_report(terminal, &holdings)?,
    }
    Ok(Code::Success)
}

impl Holdings {
    fn add(&mut self, file: &FileRecord) {
        self.notes.add(file);
        if file.status != FileStatus::Indexed {
            return;
        }
        self.total.add(file);
        self.languages.entry(file.language.to_string()).or_default().add(file);
        let format = file.media_type.map_or_else(String::new, |media_type| media_type.to_string());
        self.formats.entry(format).or_default().add(file);
        // What is no text has none.
        if !file.encoding.is_empty() {
            self.encodings.entry(file.encoding.clone()).or_default().add(file);
        }
    }
}

impl Share {
    fn add(&mut self, file: &FileRecord) {
        self.files += 1;
        self.passages += u64::from(file.passages);
        self.text_bytes += file.text_bytes;
    }
}
