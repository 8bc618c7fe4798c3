//! The fields of the index.

use tantivy::schema::{
    FAST, Field, IndexRecordOption, NumericOptions, STORED, Schema, TextFieldIndexing, TextOptions,
};

use crate::document::Language;
use crate::query::TextField;

/// The value of `kind` of a passage, of a document record and of a file record.
pub(super) const PASSAGE: &str = "passage";
/// See [`PASSAGE`].
pub(super) const DOCUMENT: &str = "document";
/// See [`PASSAGE`].
pub(super) const FILE: &str = "file";

/// Columns of document records: the document's key, the first and the last day it may be of (YYYYMMDD).
pub(super) const KEY: &str = "key";
/// See [`KEY`].
pub(super) const DATE_FIRST: &str = "date_first";
/// See [`KEY`].
pub(super) const DATE_LAST: &str = "date_last";

/// What document records can be asked for, in the order of [`Fields::about`].
pub(super) const ABOUT: [TextField; 7] = [
    TextField::Title,
    TextField::Place,
    TextField::Signature,
    TextField::Collection,
    TextField::Type,
    TextField::From,
    TextField::To,
];

/// The fields analysed in one language.
#[derive(Clone, Copy, Debug)]
pub(super) struct LanguageFields {
    /// The passage's words.
    pub words: Field,
    /// The document's title.
    pub title: Field,
    /// The headings above the passage.
    pub heading: Field,
}

/// Every field of the index.
#[derive(Clone, Debug)]
pub(super) struct Fields {
    pub schema: Schema,
    /// [`PASSAGE`], [`DOCUMENT`] or [`FILE`].
    pub kind: Field,
    /// The file key: deletes all that came of a file, leads to its record.
    pub file: Field,
    /// The document key: groups hits, leads to the document record.
    pub document: Field,
    /// Path below the root: filters, and the order of equal scores.
    pub path: Field,
    /// The passage's number in its file.
    pub ordinal: Field,
    /// The passage's identifier.
    pub id: Field,
    /// `en` and `de`; a passage in neither or both carries both.
    pub language: Field,
    /// Folded words of every language.
    pub exact: Field,
    /// Folded words of the document's title, in its first passage only: a word that stands nowhere else is found there.
    pub front: Field,
    pub english: LanguageFields,
    pub german: LanguageFields,
    /// Folded words of the headings above the passage.
    pub heading: Field,
    /// See [`KEY`].
    pub key: Field,
    /// See [`DATE_FIRST`].
    pub date_first: Field,
    /// See [`DATE_LAST`].
    pub date_last: Field,
    /// Folded words of what is known about a document; see [`ABOUT`].
    pub about: [Field; ABOUT.len()],
    /// The stored record.
    pub record: Field,
}

impl Fields {
    pub(super) fn new() -> Fields {
        let mut builder = Schema::builder();
        // What only filters has no lengths.
        let unanalysed = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer("raw")
                .set_index_option(IndexRecordOption::Basic)
                .set_fieldnorms(false),
        );
        let kind = builder.add_text_field("kind", unanalysed.clone());
        let numbered = NumericOptions::default().set_indexed().set_fast();
        let file = builder.add_u64_field("file", numbered);
        let document = builder.add_u64_field("document", FAST);
        let path = builder.add_text_field("path", unanalysed.clone().set_fast("raw"));
        let ordinal = builder.add_u64_field("ordinal", FAST);
        let id = builder.add_text_field("id", unanalysed.clone());
        let language = builder.add_text_field("language", unanalysed);
        let mut analysed = |name: &str, analyzer: &str, option: IndexRecordOption| {
            let indexing =
                TextFieldIndexing::default().set_tokenizer(analyzer).set_index_option(option);
            builder.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
        };
        let exact = analysed("exact", "exact", IndexRecordOption::WithFreqsAndPositions);
        let mut of_language = |analyzer: &str, code: &str| LanguageFields {
            words: analysed(analyzer, analyzer, IndexRecordOption::WithFreqs),
            title: analysed(&format!("title_{code}"), analyzer, IndexRecordOption::WithFreqs),
            heading: analysed(&format!("heading_{code}"), analyzer, IndexRecordOption::WithFreqs),
        };
        let english = of_language("words_en", "en");
        let german = of_language("words_de", "de");
        let front = analysed("front", "exact", IndexRecordOption::WithFreqs);
        let mut unranked = |name: &str| {
            let indexing = TextFieldIndexing::default()
                .set_tokenizer("exact")
                .set_index_option(IndexRecordOption::WithFreqsAndPositions)
                .set_fieldnorms(false);
            builder.add_text_field(name, TextOptions::default().set_indexing_options(indexing))
        };
        let heading = unranked("heading");
        let about = ABOUT.map(|field| unranked(&format!("about_{field}")));
        let key = builder.add_u64_field(KEY, FAST);
        let date_first = builder.add_u64_field(DATE_FIRST, FAST);
        let date_last = builder.add_u64_field(DATE_LAST, FAST);
        let record = builder.add_bytes_field("record", STORED);
        let schema = builder.build();
        Fields {
            schema,
            kind,
            file,
            document,
            path,
            ordinal,
            id,
            language,
            exact,
            front,
            english,
            german,
            heading,
            key,
            date_first,
            date_last,
            about,
            record,
        }
    }

    /// The fields that [`Analyzers::of`](crate::analysis::Analyzers::of) a language fills.
    pub(super) fn in_language(&self, language: Language) -> LanguageFields {
        match language {
            Language::German => self.german,
            _ => self.english,
        }
    }

    /// The fields a text of this language is analysed into.
    pub(super) fn of(&self, language: Language) -> Vec<LanguageFields> {
        match language {
            Language::English => vec![self.english],
            Language::German => vec![self.german],
            Language::Unknown => vec![self.english, self.german],
        }
    }
}
