//! Writing: a file's record and passages in, out, committed together.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tantivy::indexer::LogMergePolicy;
use tantivy::{Index, IndexWriter, TantivyDocument, TantivyError, Term};

use super::records::{document_key, file_key, to_bytes};
use super::schema::{ABOUT, DOCUMENT, FILE, Fields, PASSAGE};
use super::signature::letters_apart_from_digits;
use super::{
    DocumentPassages, DocumentRecord, Error, FileRecord, LexiconNote, Manifest, PassageRecord,
    Store, analysis_bridge, collection_words, lexicon_file,
};
use crate::analysis::{Analyzers, Lexicon};
use crate::document::{Language, Metadata};
use crate::query::TextField;

/// Memory for postings in the making, over all threads, in bytes.
const MEMORY_BUDGET: usize = 160_000_000;

/// Analysis threads; more than this brings little, since extraction runs beside them.
const MAX_THREADS: usize = 4;

/// Bytes of files that are worth a thread. Each makes segments of its own: on 10 MB a second one costs a twentieth more
/// time and room, for every word stands in two dictionaries.
const BYTES_A_THREAD: u64 = 32 << 20;

/// A segment with a larger share of deleted records is rewritten, for they count in the statistics of BM25.
const DELETED_SHARE: f32 = 0.2;

/// The keys of what came of a file and of one document in it.
#[derive(Clone, Copy)]
struct Keys {
    file: u64,
    document: u64,
}

/// The one writer of an index. What it was given counts from the next commit on.
pub struct Writer {
    folder: PathBuf,
    inner: IndexWriter,
    fields: Fields,
    analyzers: Arc<Analyzers>,
    /// Whether anything was taken out or put in.
    is_used: bool,
    /// What the index will cover from the next commit on.
    pub manifest: Manifest,
}

impl Writer {
    pub(super) fn new(store: &Store) -> Result<Writer, Error> {
        let inner = open(&store.index, &store.folder, 1)?;
        sweep(store)?;
        Ok(Writer {
            folder: store.folder.clone(),
            inner,
            fields: store.fields.clone(),
            analyzers: store.analyzers(),
            is_used: false,
            manifest: store.manifest.clone(),
        })
    }

    /// A writer with as many threads as files of so many bytes are worth. One that was used already stays as it is.
    ///
    /// # Errors
    /// [`Error::Locked`] when another process was quicker.
    pub fn for_bytes(self, bytes: u64) -> Result<Writer, Error> {
        let most = std::thread::available_parallelism().map_or(1, usize::from).min(MAX_THREADS);
        let worth = usize::try_from(bytes / BYTES_A_THREAD).unwrap_or(most);
        let threads = worth.clamp(1, most);
        if threads == 1 || self.is_used {
            return Ok(self);
        }
        let Writer { folder, inner, fields, analyzers, is_used, manifest } = self;
        let index = inner.index().clone();
        // It holds the lock.
        drop(inner);
        let inner = open(&index, &folder, threads)?;
        Ok(Writer { folder, inner, fields, analyzers, is_used, manifest })
    }

    /// Freezes the lexicon of a new index: everything is analysed with it from now on.
    ///
    /// # Errors
    /// [`Error::Io`] when it can't be written beside the index.
    pub fn freeze_lexicon(&mut self, lexicon: Lexicon, note: LexiconNote) -> Result<(), Error> {
        lexicon_file::write(&self.folder, &lexicon)?;
        self.manifest.lexicon = Some(LexiconNote { hash: lexicon.hash(), ..note });
        let analyzers = Arc::new(Analyzers::new(lexicon));
        analysis_bridge::register(self.inner.index().tokenizers(), &analyzers);
        self.analyzers = analyzers;
        Ok(())
    }

    /// Puts a file in, in place of what the index held of it.
    ///
    /// # Errors
    /// [`Error::Tantivy`] when the index can't be written.
    pub fn replace(
        &mut self,
        file: &FileRecord,
        documents: &[DocumentPassages],
    ) -> Result<(), Error> {
        self.remove(file.root, &file.path);
        self.add_file(file)?;
        let key = self.key(file.root, &file.path);
        for (number, document) in documents.iter().enumerate() {
            let keys = Keys { file: key, document: document_key(key, number) };
            self.add_document(keys, &document.record)?;
            for passage in &document.passages {
                self.inner.add_document(self.passage(keys, &file.path, document, passage)?)?;
            }
        }
        Ok(())
    }

    /// Puts a file's record in, in place of its old one; its passages stay.
    ///
    /// # Errors
    /// [`Error::Tantivy`] when the index can't be written.
    pub fn touch(&mut self, file: &FileRecord) -> Result<(), Error> {
        let id = file_id(self.key(file.root, &file.path));
        self.is_used = true;
        self.inner.delete_term(Term::from_field_text(self.fields.id, &id));
        self.add_file(file)
    }

    /// Takes a file and its passages out.
    pub fn remove(&mut self, root: u32, path: &str) {
        let key = self.key(root, path);
        self.is_used = true;
        self.inner.delete_term(Term::from_field_u64(self.fields.file, key));
    }

    fn key(&self, root: u32, path: &str) -> u64 {
        let folder = self.manifest.roots.get(&root).map(|root| root.folder.as_path());
        file_key(folder.unwrap_or_else(|| Path::new("")), path)
    }

    fn add_file(&mut self, file: &FileRecord) -> Result<(), Error> {
        let key = self.key(file.root, &file.path);
        let mut document = TantivyDocument::new();
        document.add_text(self.fields.kind, FILE);
        document.add_u64(self.fields.file, key);
        document.add_text(self.fields.id, file_id(key));
        document.add_bytes(self.fields.record, &to_bytes(file)?);
        self.inner.add_document(document)?;
        Ok(())
    }

    fn add_document(&mut self, keys: Keys, record: &DocumentRecord) -> Result<(), Error> {
        let mut document = TantivyDocument::new();
        document.add_text(self.fields.kind, DOCUMENT);
        document.add_u64(self.fields.file, keys.file);
        document.add_text(self.fields.id, document_id(keys.document));
        document.add_u64(self.fields.key, keys.document);
        if let Some(date) = &record.metadata.date {
            document.add_u64(self.fields.date_first, u64::from(date.earliest));
            document.add_u64(self.fields.date_last, u64::from(date.latest));
        }
        for (of, field) in ABOUT.into_iter().zip(self.fields.about) {
            for text in about(&record.metadata, of) {
                document.add_text(field, text);
            }
        }
        document.add_bytes(self.fields.record, &to_bytes(record)?);
        self.inner.add_document(document)?;
        Ok(())
    }

    /// Makes everything so far last: a reader sees all of it or, should the process die before, none.
    ///
    /// # Errors
    /// [`Error::Tantivy`] when the index can't be written.
    pub fn commit(&mut self) -> Result<(), Error> {
        let payload = serde_json::to_string(&self.manifest)?;
        let mut commit = self.inner.prepare_commit()?;
        commit.set_payload(&payload);
        commit.commit()?;
        Ok(())
    }

    /// Commits and waits for merges to end.
    ///
    /// # Errors
    /// [`Error::Tantivy`] when the index can't be written.
    pub fn finish(mut self) -> Result<(), Error> {
        self.commit()?;
        let index = self.inner.index().clone();
        self.inner.wait_merging_threads()?;
        collection_words::refresh(
            &self.folder,
            &index,
            &self.fields,
            &self.manifest,
            &self.analyzers,
        )
    }

    fn passage(
        &self,
        keys: Keys,
        path: &str,
        of: &DocumentPassages,
        passage: &PassageRecord,
    ) -> Result<TantivyDocument, Error> {
        let fields = &self.fields;
        let mut document = TantivyDocument::new();
        document.add_text(fields.kind, PASSAGE);
        document.add_u64(fields.file, keys.file);
        document.add_u64(fields.document, keys.document);
        document.add_text(fields.path, path);
        document.add_u64(fields.ordinal, u64::from(passage.ordinal));
        document.add_text(fields.id, &passage.id);
        let text = passage.text();
        document.add_text(fields.exact, text);
        let title = of.record.metadata.title.as_ref();
        let is_first = of.passages.first().is_some_and(|first| first.ordinal == passage.ordinal);
        if let Some(title) = title.filter(|_| is_first) {
            document.add_text(fields.front, title);
        }
        for language in [Language::English, Language::German] {
            if passage.language == language || passage.language == Language::Unknown {
                document.add_text(fields.language, language.code());
            }
        }
        for of_language in fields.of(passage.language) {
            document.add_text(of_language.words, text);
            if let Some(title) = title {
                document.add_text(of_language.title, title);
            }
            if !passage.headings.is_empty() {
                document.add_text(of_language.heading, passage.headings.join("\n"));
            }
        }
        for heading in &passage.headings {
            document.add_text(fields.heading, heading);
        }
        document.add_bytes(fields.record, &to_bytes(passage)?);
        Ok(document)
    }
}

/// Tantivy's writer.
fn open(index: &Index, folder: &Path, threads: usize) -> Result<IndexWriter, Error> {
    let inner = index.writer_with_num_threads(threads, MEMORY_BUDGET);
    let inner = inner.map_err(|error| match error {
        TantivyError::LockFailure(..) => Error::Locked(folder.to_owned()),
        error => Error::Tantivy(error),
    })?;
    let mut policy = LogMergePolicy::default();
    policy.set_del_docs_ratio_before_merge(DELETED_SHARE);
    inner.set_merge_policy(Box::new(policy));
    Ok(inner)
}

/// What is known about a document under the name of a field.
fn about(metadata: &Metadata, field: TextField) -> Vec<String> {
    let known =
        |texts: &[&Option<String>]| texts.iter().filter_map(|text| (*text).clone()).collect();
    match field {
        TextField::Title => known(&[&metadata.title]),
        TextField::Heading => Vec::new(),
        TextField::Place => known(&[&metadata.place]),
        TextField::Signature => {
            let signatures = metadata.signature.iter().chain(&metadata.source_line);
            signatures.map(|text| letters_apart_from_digits(text)).collect()
        }
        TextField::Collection => known(&[&metadata.collection, &metadata.repository]),
        TextField::Type => known(&[&metadata.kind]),
        TextField::From => metadata.from.iter().chain(&metadata.author).cloned().collect(),
        TextField::To => metadata.to.clone(),
    }
}

/// What stands in the `id` field of a document record.
pub(super) fn document_id(key: u64) -> String {
    format!("document:{key:016x}")
}

/// What stands in the `id` field of a file record; no passage identifier looks like it.
pub(super) fn file_id(key: u64) -> String {
    format!("file:{key:016x}")
}

/// Removes half-written files that a killed process left; safe while this process holds the writer's lock.
fn sweep(store: &Store) -> Result<(), Error> {
    for entry in fs::read_dir(&store.folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(".tmp") {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}
