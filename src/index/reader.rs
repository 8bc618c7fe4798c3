//! Reading: single passages, the passages of a file, file records.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::Arc;

use serde::de::DeserializeOwned;
use tantivy::collector::DocSetCollector;
use tantivy::query::TermQuery;
use tantivy::schema::{Field, IndexRecordOption, Value};
use tantivy::{DocAddress, ReloadPolicy, Searcher, TantivyDocument, Term};

use super::collection_words::{self, CollectionWords};
use super::records::from_bytes;
use super::schema::{FILE, Fields};
use super::writer::{document_id, file_id};
use super::{DocumentRecord, Error, FileRecord, Manifest, PassageRecord, Store};
use crate::analysis::{Analyzers, one_a_position};
use crate::document::Language;
use crate::variant::VariantTable;

/// The share of rare words that look misread, from which on a collection counts as scanned; clean text has a third of it.
const MISREAD_SHARE: f64 = 0.03;

/// A view of the last commit of an index.
pub struct Reader {
    pub(super) searcher: Searcher,
    pub(super) fields: Fields,
    pub(super) analyzers: Arc<Analyzers>,
    manifest: Manifest,
    pub(super) words: CollectionWords,
}

impl Reader {
    pub(super) fn new(store: &Store) -> Result<Reader, Error> {
        let reader = store.index.reader_builder().reload_policy(ReloadPolicy::Manual).try_into()?;
        Ok(Reader {
            searcher: reader.searcher(),
            fields: store.fields.clone(),
            analyzers: Arc::clone(&store.analyzers),
            manifest: store.manifest.clone(),
            words: collection_words::read(&store.folder)?,
        })
    }

    /// What the index covers.
    pub fn manifest(&self) -> &Manifest {
        &self.manifest
    }

    /// The analyzers the index was made with.
    pub fn analyzers(&self) -> &Analyzers {
        &self.analyzers
    }

    /// Other spellings of words, among those of the collection.
    pub fn variants(&self) -> &VariantTable {
        &self.words.variants
    }

    /// Whether so many words look misread that the collection, or a good part of it, was scanned.
    pub fn is_misread(&self) -> bool {
        self.words.misread_share > MISREAD_SHARE
    }

    /// Whether a word stands in the collection, as the exact field has it.
    ///
    /// # Errors
    /// [`Error::Tantivy`] when the index can't be read.
    pub fn has_term(&self, term: &str) -> Result<bool, Error> {
        Ok(self.searcher.doc_freq(&Term::from_field_text(self.fields.exact, term))? > 0)
    }

    /// Whether each of the words, which are in a language, stands in passages of that language in some inflection.
    ///
    /// # Errors
    /// [`Error::Tantivy`] when the index can't be read.
    pub fn has_words(&self, text: &str, language: Language) -> Result<bool, Error> {
        let field = self.fields.in_language(language).words;
        let tokens = self.analyzers.of(language).tokens(text);
        for token in one_a_position(&tokens) {
            if self.searcher.doc_freq(&Term::from_field_text(field, &token.term))? == 0 {
                return Ok(false);
            }
        }
        Ok(!tokens.is_empty())
    }

    /// Where a passage's file is on disk.
    pub fn absolute_path(&self, passage: &PassageRecord) -> PathBuf {
        self.manifest
            .roots
            .get(&passage.document.file.root)
            .map(|root| root.folder.clone())
            .unwrap_or_default()
            .join(&passage.document.file.path)
    }

    /// The passage with this identifier, or one with the same text where it has moved.
    ///
    /// # Errors
    /// [`Error::Damaged`] and [`Error::Tantivy`] when the index can't be read.
    pub fn passage(&self, id: &str) -> Result<Option<PassageRecord>, Error> {
        // Records of files and documents have identifiers too, which name no passage.
        if id.contains(':') {
            return Ok(None);
        }
        let found = self.passages_at(self.having(self.fields.id, id)?)?;
        Ok(found.into_iter().next())
    }

    /// The passages of a file, in order.
    ///
    /// # Errors
    /// [`Error::Damaged`] and [`Error::Tantivy`] when the index can't be read.
    pub fn passages_of(&self, path: &str) -> Result<Vec<PassageRecord>, Error> {
        let mut found = self.passages_at(self.having(self.fields.path, path)?)?;
        found.sort_by_key(|passage| (passage.document.file.root, passage.ordinal));
        Ok(found)
    }

    /// The records of all files, by root and path.
    ///
    /// # Errors
    /// [`Error::Damaged`] and [`Error::Tantivy`] when the index can't be read.
    pub fn files(&self) -> Result<Vec<FileRecord>, Error> {
        let found = self.having(self.fields.kind, FILE)?.into_iter();
        let files: Result<Vec<FileRecord>, _> = found.map(|address| self.record(address)).collect();
        let mut files = files?;
        files.sort_by(|a, b| (a.root, &a.path).cmp(&(b.root, &b.path)));
        Ok(files)
    }

    /// The records of passages, each with its document's.
    pub(super) fn passages_at(
        &self,
        addresses: impl IntoIterator<Item = DocAddress>,
    ) -> Result<Vec<PassageRecord>, Error> {
        let mut documents: HashMap<u64, Arc<DocumentRecord>> = HashMap::new();
        let mut passages = Vec::new();
        for address in addresses {
            let mut passage: PassageRecord = self.record(address)?;
            let reader = self.searcher.segment_reader(address.segment_ord);
            let key = |name| -> tantivy::Result<u64> {
                Ok(reader.fast_fields().u64(name)?.first(address.doc_id).unwrap_or_default())
            };
            let (file, document) = (key("file")?, key("document")?);
            passage.document = match documents.entry(document) {
                Entry::Occupied(known) => Arc::clone(known.get()),
                Entry::Vacant(new) => {
                    let file = Arc::new(self.named(&file_id(file))?);
                    let record = DocumentRecord { file, ..self.named(&document_id(document))? };
                    Arc::clone(new.insert(Arc::new(record)))
                }
            };
            passages.push(passage);
        }
        Ok(passages)
    }

    /// The record with this identifier.
    fn named<Record: DeserializeOwned>(&self, id: &str) -> Result<Record, Error> {
        let found = self.having(self.fields.id, id)?.into_iter().next();
        self.record(found.ok_or_else(|| Error::Damaged(format!("`{id}` is missing")))?)
    }

    /// What has this text in a field that is not analysed.
    fn having(&self, field: Field, value: &str) -> Result<HashSet<DocAddress>, Error> {
        let query = TermQuery::new(Term::from_field_text(field, value), IndexRecordOption::Basic);
        Ok(self.searcher.search(&query, &DocSetCollector)?)
    }

    pub(super) fn record<Record: DeserializeOwned>(
        &self,
        address: DocAddress,
    ) -> Result<Record, Error> {
        record_at(&self.searcher, self.fields.record, address)
    }
}

/// The record stored at an address.
///
/// # Errors
/// [`Error::Damaged`] and [`Error::Tantivy`] when the index can't be read.
pub(super) fn record_at<Record: DeserializeOwned>(
    searcher: &Searcher,
    field: Field,
    address: DocAddress,
) -> Result<Record, Error> {
    let document: TantivyDocument = searcher.doc(address)?;
    let bytes = document.get_first(field).and_then(|value| value.as_bytes());
    from_bytes(bytes.ok_or_else(|| Error::Damaged("a record is missing".to_owned()))?)
}
