//! The documents of files, as they are indexed or as they are now; kept while there is room.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};
use std::rc::Rc;
use std::sync::Arc;

use super::joined::Joined;
use super::verdict::FileState;
use crate::index::{self, PassageRecord, Reader};
use crate::ingest::{Isolation, Now, Reading, look_again};

/// Bytes of documents kept at a time.
const MAX_KEPT: usize = 128 << 20;

/// A file: the number of its root and its path below it.
pub(super) type Key = (u32, String);

/// A file's documents.
pub(super) struct Content {
    /// Path below the root.
    pub path: String,
    /// Where it is on disk.
    pub absolute: PathBuf,
    /// SHA-256 of the bytes that the documents were read from.
    pub sha256: String,
    /// How the file is now; `None` while nobody has looked.
    pub state: Option<FileState>,
    /// Why it can't be read.
    pub reason: Option<String>,
    /// What is in it.
    pub documents: Vec<Joined>,
}

/// The files of a collection.
pub(super) struct Files<'r> {
    reader: &'r Reader,
    reading: Reading,
    isolation: Option<&'r Isolation>,
    kept: HashMap<Key, Rc<Content>>,
    size: usize,
    /// How the files are that were looked at.
    states: HashMap<Key, FileState>,
}

impl<'r> Files<'r> {
    pub fn new(reader: &'r Reader, reading: Reading, isolation: Option<&'r Isolation>) -> Self {
        let boilerplate = reader.manifest().boilerplate.clone();
        let reading = Reading { boilerplate, ..reading };
        let (kept, states) = (HashMap::new(), HashMap::new());
        Files { reader, reading, isolation, kept, size: 0, states }
    }

    /// A file as far as it is known: as it is indexed, unless [`Files::now`] has looked at it.
    pub fn get(&mut self, key: &Key) -> Result<Rc<Content>, index::Error> {
        if let Some(known) = self.kept.get(key) {
            return Ok(Rc::clone(known));
        }
        if self.states.contains_key(key) {
            return self.read(key);
        }
        let content = self.indexed(key)?;
        Ok(self.keep(key, content))
    }

    /// A file as it is on disk now; as it is indexed, where it can't be read.
    pub fn now(&mut self, key: &Key) -> Result<Rc<Content>, index::Error> {
        match self.states.contains_key(key) {
            true => self.get(key),
            false => self.read(key),
        }
    }

    /// The files that may be meant by a path, indexed or not: one below each indexed folder.
    pub fn named(&self, path: &str) -> Vec<Key> {
        // A path may come from anywhere; it leads out of no folder.
        let is_inside =
            Path::new(path).components().all(|part| matches!(part, Component::Normal(_)));
        if !is_inside || path.is_empty() {
            return Vec::new();
        }
        let roots = self.reader.manifest().roots.iter();
        let covering = roots.filter(|(_, root)| root.file.as_ref().is_none_or(|file| file == path));
        covering.map(|(number, _)| (*number, path.to_owned())).collect()
    }

    fn read(&mut self, key: &Key) -> Result<Rc<Content>, index::Error> {
        let mut content = self.indexed(key)?;
        let folder = self.reader.manifest().roots.get(&key.0).map(|root| root.folder.clone());
        let now = look_again(
            &folder.unwrap_or_default(),
            &key.1,
            &content.sha256,
            &self.reading,
            self.isolation,
        );
        let state = match now {
            Now::Same => FileState::AsIndexed,
            Now::Missing => FileState::Missing,
            Now::Unreadable(reason) => {
                content.reason = Some(reason);
                FileState::Unreadable
            }
            Now::Other { sha256, documents } => {
                let joined = documents.into_iter().map(|document| {
                    let record = document.record;
                    Joined::new(record.place, record.metadata.title, document.passages)
                });
                content.documents = joined.collect();
                content.sha256 = sha256;
                FileState::Changed
            }
        };
        self.states.insert(key.clone(), state.clone());
        content.state = Some(state);
        Ok(self.keep(key, content))
    }

    /// A file as it is indexed; without documents when it isn't.
    fn indexed(&self, key: &Key) -> Result<Content, index::Error> {
        let (root, path) = key;
        let mut passages = self.reader.passages_of(path)?;
        passages.retain(|passage| passage.document.file.root == *root);
        let first = passages.first();
        let sha256 = first.map(|first| first.document.file.sha256.clone()).unwrap_or_default();
        let folder = self.reader.manifest().roots.get(root).map(|root| root.folder.clone());
        let documents = passages
            .chunk_by(|one, next| Arc::ptr_eq(&one.document, &next.document))
            .map(|passages: &[PassageRecord]| {
                let record = &passages[0].document;
                let title = record.metadata.title.clone();
                Joined::new(record.place.clone(), title, passages.to_vec())
            })
            .collect();
        Ok(Content {
            path: path.clone(),
            absolute: folder.unwrap_or_default().join(path),
            sha256,
            state: None,
            reason: None,
            documents,
        })
    }

    fn keep(&mut self, key: &Key, content: Content) -> Rc<Content> {
        let size = |content: &Content| content.documents.iter().map(Joined::size).sum::<usize>();
        let new = size(&content);
        let content = Rc::new(content);
        if let Some(old) = self.kept.remove(key) {
            self.size -= size(&old);
        }
        if self.size + new > MAX_KEPT {
            self.kept.clear();
            self.size = 0;
        }
        if new <= MAX_KEPT {
            self.size += new;
            self.kept.insert(key.clone(), Rc::clone(&content));
        }
        content
    }
}
