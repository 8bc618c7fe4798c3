//! Works of which METS files say what they are and which files hold their pages.

use std::collections::{HashMap, HashSet};
use std::panic::catch_unwind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::plan::is_unchanged;
use crate::corpus::{Root, SourceFile, WalkOptions, list, read, read_head, sha256_hex};
use crate::document::{Document, MediaType, Metadata, Page};
use crate::extract::{self, Work};
use crate::index::{FileRecord, metadata_as_json};

/// How much of a file shows whether it is METS, in bytes.
const HEAD: u64 = 1 << 13;

/// What the names of METS files end with, after the full stop.
const EXTENSIONS: [&str; 2] = ["xml", "mets"];

/// How many folders above a single file, its own included, may have the METS file that names it.
const FOLDERS_UP: usize = 3;

/// What a METS file says of a file that it names.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct PageOfWork {
    /// The METS file.
    pub mets: PathBuf,
    /// What is known about the work.
    #[serde(with = "metadata_as_json")]
    pub metadata: Arc<Metadata>,
    /// Which page of the work it is, counted from 1.
    pub sheet: Option<u32>,
    /// The number printed on the page.
    pub label: Option<String>,
    /// Whether the work says so of its pages: one without a label then has no number.
    pub has_labels: bool,
    /// Another text when it says something else.
    pub state: String,
}

impl PageOfWork {
    /// Gives a file's document what it does not state itself, and its page the place in the work.
    ///
    /// What is concluded from the page's text gives way, save for documents that stand in it: each is about itself. A file
    /// that holds several documents or pages has no one place.
    pub(super) fn describe(&self, documents: &mut [Document]) {
        let [document] = documents else { return };
        for part in &mut document.parts {
            part.metadata.fill_from(Metadata::clone(&self.metadata));
        }
        document.metadata.fill_unstated_from(Metadata::clone(&self.metadata));
        let locators = &mut document.locators;
        if locators.pages.is_empty() && self.sheet.is_some() {
            locators.pages.push(Page { start: 0, label: None });
        }
        if let ([page], Some(sheet)) = (&mut locators.pages[..], self.sheet) {
            locators.sheets_before = sheet.saturating_sub(1);
            locators.has_soft_pages = false;
            if self.has_labels {
                page.label.clone_from(&self.label);
            }
        }
    }
}

/// What the METS files among these say of the others, by path; of several that name a file the first counts.
///
/// `known` are the records of the files: what has not changed since is looked into only if it was METS then. METS files
/// are read here and not in another process: their reader takes time and memory in proportion to their size, `limit`.
pub(super) fn pages(
    files: &[SourceFile],
    known: &[FileRecord],
    limit: u64,
) -> HashMap<String, PageOfWork> {
    let known: HashMap<&str, &FileRecord> =
        known.iter().map(|record| (record.path.as_str(), record)).collect();
    let paths: HashSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let mut pages = HashMap::new();
    for mets in files.iter().filter(|file| is_mets(file, known.get(file.path.as_str()).copied())) {
        add_pages(mets, limit, &mut pages, |path| paths.contains(path));
    }
    pages
}

/// What a METS file in the folder of a file, or in one of those above it, says of it.
pub(super) fn page(file: &Path, limit: u64) -> Option<PageOfWork> {
    file.ancestors().skip(1).take(FOLDERS_UP).find_map(|folder| {
        let path = SourceFile::stat(folder, file).ok()?.path;
        let root = Root { folder: folder.to_owned(), file: None };
        let flat = WalkOptions { depth: Some(1), ..WalkOptions::default() };
        let mut pages = HashMap::new();
        for mets in list(&root, &flat).ok()?.files.iter().filter(|file| is_mets(file, None)) {
            add_pages(mets, limit, &mut pages, |named| named == path);
        }
        pages.remove(&path)
    })
}

fn is_mets(file: &SourceFile, known: Option<&FileRecord>) -> bool {
    if let Some(record) = known.filter(|record| is_unchanged(record, file)) {
        return record.media_type == Some(MediaType::Mets);
    }
    let extension = file.absolute.extension().unwrap_or_default();
    EXTENSIONS.iter().any(|known| extension.eq_ignore_ascii_case(known))
        && read_head(&file.absolute, HEAD)
            .is_ok_and(|head| extract::detect(&file.path, &head) == Ok(MediaType::Mets))
}

/// Adds what a METS file says of the files it names that are among those `wanted`. One that can't be read says nothing:
/// what is wrong with it is reported when its turn comes.
fn add_pages(
    mets: &SourceFile,
    limit: u64,
    pages: &mut HashMap<String, PageOfWork>,
    wanted: impl Fn(&str) -> bool,
) {
    let Ok(bytes) = read(&mets.absolute, limit) else { return };
    // A reader that panics is a fault of ours; it costs this file, not the run.
    let Ok(Ok(Work { metadata, mut files })) = catch_unwind(|| extract::work(&bytes)) else {
        return;
    };
    let json = serde_json::to_vec(&metadata).unwrap_or_default();
    let (metadata, hash) = (Arc::new(metadata), sha256_hex(&json));
    let has_labels = files.iter().any(|file| file.label.is_some());
    let folder = mets.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    // The same file may be named again, and be a page there only.
    files.sort_by_key(|file| file.sheet.is_none());
    for file in files {
        let path = resolved(folder, &file.path);
        let Some(path) = path.filter(|path| *path != mets.path && wanted(path)) else { continue };
        pages.entry(path).or_insert_with(|| PageOfWork {
            state: format!("{hash} {:?} {:?} {has_labels}", file.sheet, file.label),
            mets: mets.absolute.clone(),
            metadata: Arc::clone(&metadata),
            sheet: file.sheet,
            label: file.label,
            has_labels,
        });
    }
}

/// The path a reference leads to from a folder; `None` where it leads out of the root.
fn resolved(folder: &str, path: &str) -> Option<String> {
    let mut names: Vec<&str> = Vec::new();
    for name in folder.split('/').chain(path.split('/')) {
        match name {
            "" | "." => {}
            ".." => drop(names.pop()?),
            name => names.push(name),
        }
    }
    Some(names.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Field, Origin, Part};

    #[test]
    fn references_stay_in_the_root() {
        let check = |folder, path, expect: Option<&str>| {
            assert_eq!(resolved(folder, path).as_deref(), expect, "{folder} {path}");
        };
        check("", "./alto//1.xml", Some("alto/1.xml"));
        check("works/mets", "../alto/1.xml", Some("works/alto/1.xml"));
        check("works", "../../1.xml", None);
    }

    fn titled(title: &str, origin: Origin) -> Metadata {
        Metadata {
            title: Some(title.to_owned()),
            origins: [(Field::Title, origin)].into(),
            ..Metadata::default()
        }
    }

    fn described(mut document: Document, label: Option<&str>, has_labels: bool) -> Document {
        let page = PageOfWork {
            metadata: Arc::new(titled("Work", Origin::Sidecar)),
            sheet: Some(7),
            label: label.map(str::to_owned),
            has_labels,
            ..PageOfWork::default()
        };
        page.describe(std::slice::from_mut(&mut document));
        document
    }

    #[test]
    fn the_work_goes_before_what_is_concluded() {
        let check = |origin, expect: &str| {
            let document = Document { metadata: titled("Page", origin), ..Document::default() };
            let document = described(document, None, false);
            assert_eq!(document.metadata.title.as_deref(), Some(expect), "{origin:?}");
        };
        check(Origin::Format, "Page");
        check(Origin::Text, "Work");
        let part = Part { start: 0, metadata: titled("Letter", Origin::Text) };
        let parts = vec![part, Part::default()];
        let parts = described(Document { parts, ..Document::default() }, None, false).parts;
        let titles: Vec<_> = parts.iter().map(|part| part.metadata.title.as_deref()).collect();
        assert_eq!(titles, [Some("Letter"), Some("Work")]);
    }

    #[test]
    fn one_page_has_a_place_in_the_work() {
        let check = |labels: &[&str], (label, has_labels), expect: &[&str], sheets_before| {
            let page = |label: &&str| Page { start: 0, label: Some(label.to_string()) };
            let mut document = Document::default();
            document.locators.pages = labels.iter().map(page).collect();
            let locators = described(document, label, has_labels).locators;
            let labels = locators.pages.iter().map(|page| page.label.as_deref().unwrap_or("-"));
            assert_eq!(
                (labels.collect::<Vec<_>>(), locators.sheets_before),
                (expect.to_vec(), sheets_before)
            );
        };
        check(&[], (Some("V"), true), &["V"], 6);
        check(&["12"], (Some("V"), true), &["V"], 6);
        check(&["12"], (None, true), &["-"], 6);
        check(&["12"], (None, false), &["12"], 6);
        check(&["1", "2"], (Some("V"), true), &["1", "2"], 0);
    }
}
