//! Named values, from wherever they come, put into metadata.

use super::date::parse_date;
use crate::document::{Field, Language, Metadata, Origin, Slot};

/// What keys are called, in lower case with `_` between words, in front matter, sidecars, CSL-JSON and the properties
/// of formats.
const KEYS: &[(&str, Field)] = &[
    ("title", Field::Title),
    ("titel", Field::Title),
    ("author", Field::Author),
    ("authors", Field::Author),
    ("autor", Field::Author),
    ("verfasser", Field::Author),
    ("creator", Field::Author),
    ("date", Field::Date),
    ("datum", Field::Date),
    ("issued", Field::Date),
    ("place", Field::Place),
    ("ort", Field::Place),
    ("event_place", Field::Place),
    ("from", Field::From),
    ("von", Field::From),
    ("sender", Field::From),
    ("absender", Field::From),
    ("to", Field::To),
    ("an", Field::To),
    ("recipient", Field::To),
    ("empfänger", Field::To),
    ("subject", Field::Subject),
    ("betreff", Field::Subject),
    ("kind", Field::Kind),
    ("genre", Field::Kind),
    ("type", Field::Kind),
    ("classification", Field::Classification),
    ("einstufung", Field::Classification),
    ("copy_number", Field::CopyNumber),
    ("document_number", Field::DocumentNumber),
    ("number", Field::DocumentNumber),
    ("record_id", Field::DocumentNumber),
    ("id", Field::DocumentNumber),
    ("language", Field::Language),
    ("lang", Field::Language),
    ("sprache", Field::Language),
    ("source_line", Field::SourceLine),
    ("source", Field::SourceLine),
    ("quelle", Field::SourceLine),
    ("signature", Field::Signature),
    ("signatur", Field::Signature),
    ("shelf_mark", Field::Signature),
    ("archive_location", Field::Signature),
    ("call_number", Field::Signature),
    ("repository", Field::Repository),
    ("archive", Field::Repository),
    ("archiv", Field::Repository),
    ("collection", Field::Collection),
    ("archive_collection", Field::Collection),
    ("container_title", Field::Collection),
    ("bestand", Field::Collection),
    ("sammlung", Field::Collection),
    ("translator", Field::Translator),
    ("übersetzer", Field::Translator),
    ("contributor", Field::Contributor),
    ("publisher", Field::Publisher),
    ("verlag", Field::Publisher),
    ("url", Field::Url),
];

/// The field that a key names, in any case, with blanks or hyphens between its words.
pub fn field_named(key: &str) -> Option<Field> {
    let plain = key.trim().to_lowercase().replace([' ', '-'], "_");
    KEYS.iter().find(|(known, _)| *known == plain).map(|(_, field)| *field)
}

/// Puts a value in; of several values for one text the first stands. An empty value says nothing.
///
/// # Errors
///
/// What the value is not, where a date or a language is none that is known.
pub fn put(
    metadata: &mut Metadata,
    field: Field,
    value: &str,
    origin: Origin,
) -> Result<(), String> {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if value.is_empty() {
        return Ok(());
    }
    match metadata.slot(field) {
        Slot::Text(text) => {
            text.get_or_insert(value);
        }
        Slot::Texts(texts) if texts.contains(&value) => {}
        Slot::Texts(texts) => texts.push(value),
        Slot::Date(date) => {
            let read = parse_date(&value).ok_or_else(|| format!("`{value}` is no date"))?;
            date.get_or_insert(read);
        }
        Slot::Language(language) => {
            let read = Language::from_code(&value)
                .ok_or_else(|| format!("`{value}` is neither English (`en`) nor German (`de`)"))?;
            language.get_or_insert(read);
        }
    }
    metadata.origins.entry(field).or_insert(origin);
    Ok(())
}

/// The metadata in the properties of a format, pairs of key and value; what is no field, date or language is passed
/// over.
pub fn from_facts(facts: &[(String, String)]) -> Metadata {
    let mut metadata = Metadata::default();
    for (key, value) in facts {
        if let Some(field) = field_named(key) {
            // A property that cannot be read is as good as none: programs fill in what they like.
            let _ = put(&mut metadata, field, value, Origin::Format);
        }
    }
    metadata
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn facts_become_metadata() {
        let facts = [
            ("title", "Der  Plan"),
            ("Author", "A"),
            ("author", "B"),
            ("author", "A"),
            ("date", "D:19600830120000Z"),
            ("language", "fr"),
            ("cc", "C"),
            ("Call-Number", "DY 30/2470"),
            ("title", "Another"),
            ("url", " "),
        ];
        let facts = facts.map(|(key, value)| (key.to_owned(), value.to_owned()));
        let metadata = from_facts(&facts);
        assert_eq!(metadata.title.as_deref(), Some("Der Plan"));
        assert_eq!(metadata.author, ["A", "B"]);
        assert_eq!(metadata.date.map(|date| date.iso()).as_deref(), Some("1960-08-30"));
        assert_eq!((metadata.language, metadata.url), (None, None));
        assert_eq!(metadata.signature.as_deref(), Some("DY 30/2470"));
        assert_eq!(metadata.origins.len(), 4);
        assert_eq!(metadata.origins[&Field::Title], Origin::Format);
    }

    #[test]
    fn what_is_wrong_is_said() {
        let mut metadata = Metadata::default();
        let date = put(&mut metadata, Field::Date, "bald", Origin::Sidecar);
        assert_eq!(date, Err("`bald` is no date".to_owned()));
        let language = put(&mut metadata, Field::Language, "fr", Origin::Sidecar);
        assert!(language.is_err_and(|message| message.starts_with("`fr` is neither")));
        assert_eq!(metadata, Metadata::default());
    }
}
