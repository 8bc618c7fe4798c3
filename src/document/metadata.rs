//! What is known about a document, and where it is known from.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{HistoricalDate, Language};

/// Descriptive facts about a document. What is not known is left out of JSON.
///
/// A value is written with its origin, see [`Metadata::slot`] and [`Metadata::origins`]; metadata of several origins is
/// merged with [`Metadata::fill_from`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Metadata {
    /// The title: from the format's own properties, front matter or the first heading.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who wrote it, a person or a body each.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub author: Vec<String>,
    /// When it was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<HistoricalDate>,
    /// Where it was written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Who sent it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub from: Vec<String>,
    /// To whom it was sent.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<String>,
    /// What its subject line says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
    /// Letter, memorandum, report, telegram, article: one lower-case English word where it is inferred.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// How secret it was, as typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub classification: Option<String>,
    /// The number of the copy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub copy_number: Option<String>,
    /// Its number in an edition, or the identifier of its record.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document_number: Option<String>,
    /// The language the document declares; detection fills the gap where it declares none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<Language>,
    /// The note on its source, as typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source_line: Option<String>,
    /// Its archival signature or shelf mark, as typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signature: Option<String>,
    /// The archive or library that keeps it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub repository: Option<String>,
    /// The holding or the edition it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub collection: Option<String>,
    /// Who translated it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub translator: Option<String>,
    /// Who obtained it or made it public.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contributor: Option<String>,
    /// Who published it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Where it can be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// Where each value comes from.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    pub origins: BTreeMap<Field, Origin>,
}

/// Where a value comes from, the surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// A file about the document that lies beside it.
    Sidecar,
    /// The lines about the document before its text.
    FrontMatter,
    /// The properties that the file format has.
    Format,
    /// Inferred from the document's text.
    Text,
    /// Inferred from the name of the file.
    FileName,
}

impl Origin {
    /// Whether nobody said so, but it was concluded.
    pub fn is_inferred(self) -> bool {
        matches!(self, Origin::Text | Origin::FileName)
    }
}

/// The name of a value of [`Metadata`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "each is documented at the value it names")]
pub enum Field {
    Title,
    Author,
    Date,
    Place,
    From,
    To,
    Subject,
    Kind,
    Classification,
    CopyNumber,
    DocumentNumber,
    Language,
    SourceLine,
    Signature,
    Repository,
    Collection,
    Translator,
    Contributor,
    Publisher,
    Url,
}

impl Field {
    /// Every field.
    pub const ALL: [Field; 20] = [
        Field::Title,
        Field::Author,
        Field::Date,
        Field::Place,
        Field::From,
        Field::To,
        Field::Subject,
        Field::Kind,
        Field::Classification,
        Field::CopyNumber,
        Field::DocumentNumber,
        Field::Language,
        Field::SourceLine,
        Field::Signature,
        Field::Repository,
        Field::Collection,
        Field::Translator,
        Field::Contributor,
        Field::Publisher,
        Field::Url,
    ];
}

/// The place of a value in [`Metadata`], by the kind of value.
#[derive(Debug)]
pub enum Slot<'m> {
    /// One text.
    Text(&'m mut Option<String>),
    /// Texts in their order.
    Texts(&'m mut Vec<String>),
    /// A date.
    Date(&'m mut Option<HistoricalDate>),
    /// A language.
    Language(&'m mut Option<Language>),
}

impl Slot<'_> {
    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        match self {
            Slot::Text(text) => text.is_none(),
            Slot::Texts(texts) => texts.is_empty(),
            Slot::Date(date) => date.is_none(),
            Slot::Language(language) => language.is_none(),
        }
    }

    /// Exchanges two values of the same kind.
    fn swap(self, other: Slot<'_>) {
        match (self, other) {
            (Slot::Text(mine), Slot::Text(theirs)) => std::mem::swap(mine, theirs),
            (Slot::Texts(mine), Slot::Texts(theirs)) => std::mem::swap(mine, theirs),
            (Slot::Date(mine), Slot::Date(theirs)) => std::mem::swap(mine, theirs),
            (Slot::Language(mine), Slot::Language(theirs)) => std::mem::swap(mine, theirs),
            _ => {}
        }
    }
}

impl Metadata {
    /// The place of the value that a field names.
    pub fn slot(&mut self, field: Field) -> Slot<'_> {
        match field {
            Field::Title => Slot::Text(&mut self.title),
            Field::Author => Slot::Texts(&mut self.author),
            Field::Date => Slot::Date(&mut self.date),
            Field::Place => Slot::Text(&mut self.place),
            Field::From => Slot::Texts(&mut self.from),
            Field::To => Slot::Texts(&mut self.to),
            Field::Subject => Slot::Text(&mut self.subject),
            Field::Kind => Slot::Text(&mut self.kind),
            Field::Classification => Slot::Text(&mut self.classification),
            Field::CopyNumber => Slot::Text(&mut self.copy_number),
            Field::DocumentNumber => Slot::Text(&mut self.document_number),
            Field::Language => Slot::Language(&mut self.language),
            Field::SourceLine => Slot::Text(&mut self.source_line),
            Field::Signature => Slot::Text(&mut self.signature),
            Field::Repository => Slot::Text(&mut self.repository),
            Field::Collection => Slot::Text(&mut self.collection),
            Field::Translator => Slot::Text(&mut self.translator),
            Field::Contributor => Slot::Text(&mut self.contributor),
            Field::Publisher => Slot::Text(&mut self.publisher),
            Field::Url => Slot::Text(&mut self.url),
        }
    }

    /// Takes over, value by value, what is not known here and known in metadata of lower rank.
    pub fn fill_from(&mut self, lower: Metadata) {
        self.take(lower, |_| false);
    }

    /// Takes over, value by value, what is known in other metadata and not stated here: what was only concluded gives way.
    pub fn fill_unstated_from(&mut self, other: Metadata) {
        self.take(other, Origin::is_inferred);
    }

    fn take(&mut self, mut other: Metadata, gives_way: impl Fn(Origin) -> bool) {
        for field in Field::ALL {
            let is_open = self.slot(field).is_empty()
                || self.origins.get(&field).is_some_and(|origin| gives_way(*origin));
            if is_open && !other.slot(field).is_empty() {
                self.slot(field).swap(other.slot(field));
                self.origins.remove(&field);
                self.origins.extend(other.origins.get(&field).map(|origin| (field, *origin)));
            }
        }
    }

    /// The fields whose values were concluded and not stated, in the order of [`Field::ALL`].
    pub fn inferred(&self) -> Vec<Field> {
        let inferred = self.origins.iter().filter(|(_, origin)| origin.is_inferred());
        inferred.map(|(field, _)| *field).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn titled(title: &str, origin: Origin) -> Metadata {
        Metadata {
            title: Some(title.to_owned()),
            origins: BTreeMap::from([(Field::Title, origin)]),
            ..Metadata::default()
        }
    }

    #[test]
    fn every_field_has_its_own_slot() {
        let mut metadata = Metadata::default();
        for (count, field) in Field::ALL.into_iter().enumerate() {
            assert!(metadata.slot(field).is_empty(), "{field:?}");
            match metadata.slot(field) {
                Slot::Text(text) => *text = Some(count.to_string()),
                Slot::Texts(texts) => texts.push(count.to_string()),
                Slot::Date(date) => *date = HistoricalDate::day(1960, 8, 30, "30.8.1960"),
                Slot::Language(language) => *language = Some(Language::German),
            }
            assert!(!metadata.slot(field).is_empty(), "{field:?}");
        }
    }

    #[test]
    fn the_higher_rank_wins_field_by_field() {
        let mut metadata = titled("Sidecar", Origin::Sidecar);
        let mut lower = titled("Text", Origin::Text);
        lower.place = Some("Berlin".into());
        lower.origins.insert(Field::Place, Origin::Text);
        metadata.fill_from(lower);
        assert_eq!(metadata.title.as_deref(), Some("Sidecar"));
        assert_eq!(metadata.place.as_deref(), Some("Berlin"));
        assert_eq!(metadata.inferred(), [Field::Place]);
    }

    #[test]
    fn what_was_concluded_gives_way_to_what_is_stated() {
        let stated = titled("Sidecar", Origin::Sidecar);
        for (own, expect) in [(Origin::Text, "Sidecar"), (Origin::Format, "Own")] {
            let mut metadata = titled("Own", own);
            metadata.fill_unstated_from(stated.clone());
            metadata.fill_unstated_from(Metadata::default());
            assert_eq!(metadata.title.as_deref(), Some(expect));
            assert_eq!(metadata.inferred(), [], "{own:?}");
        }
    }

    #[test]
    fn json_holds_what_is_known_and_comes_back() {
        let metadata = titled("Note", Origin::Text);
        let json = serde_json::to_string(&metadata).expect("JSON");
        assert_eq!(json, r#"{"title":"Note","origins":{"title":"text"}}"#);
        assert_eq!(serde_json::from_str::<Metadata>(&json).expect("metadata"), metadata);
        let inferred = serde_json::to_string(&metadata.inferred()).expect("JSON");
        assert_eq!(inferred, r#"["title"]"#);
    }
}
