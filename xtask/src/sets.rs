//! Test collections in a folder.

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};

use docsearch::eval::{Qrels, Topic, parse_qrels, parse_topics};

/// A collection in one language: documents, topics, judgements.
pub struct Set {
    /// As printed: folder and language.
    pub name: String,
    /// The documents, one file each.
    pub corpus: PathBuf,
    pub topics: Vec<Topic>,
    pub qrels: Qrels,
}

/// The collections in the sub-folders of a folder, by name.
pub fn find(folder: &Path) -> Result<Vec<Set>, Box<dyn Error>> {
    let mut sets = Vec::new();
    for entry in sorted(folder)? {
        for corpus in sorted(&entry)?.into_iter().filter(|path| path.is_dir()) {
            let name = file_name(&corpus);
            let Some(suffix) = name.strip_prefix("corpus") else { continue };
            let queries = entry.join(format!("queries{suffix}.tsv"));
            let same = format!("qrels{suffix}-{}.txt", suffix.trim_start_matches('.'));
            let qrels = [format!("qrels{suffix}.txt"), same].map(|name| entry.join(name));
            let Some(qrels) = qrels.into_iter().find(|path| path.is_file()) else { continue };
            if queries.is_file() {
                sets.push(Set {
                    name: format!("{}{suffix}", file_name(&entry)),
                    corpus,
                    topics: parse_topics(&fs::read_to_string(queries)?)?,
                    qrels: parse_qrels(&fs::read_to_string(qrels)?)?,
                });
            }
        }
    }
    Ok(sets)
}

/// What stands in a folder, by name; nothing for a file.
pub fn sorted(folder: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut paths = Vec::new();
    if folder.is_dir() {
        for entry in fs::read_dir(folder)? {
            paths.push(entry?.path());
        }
    }
    paths.sort();
    Ok(paths)
}

pub fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
