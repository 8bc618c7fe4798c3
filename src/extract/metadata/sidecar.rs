//! Files about a document that lie beside it: `letter.txt.meta.toml`, `letter.txt.meta.json`.

use serde_json::Value;

use super::records::{from_record, of_toml};
use crate::document::{Metadata, Origin};

/// Reads a sidecar: TOML where its name ends so, else JSON, which may be CSL-JSON: one item, or an array of one.
///
/// Also gives what could not be read, a line each, naming the key; the rest is read.
pub fn sidecar(name: &str, text: &str) -> (Metadata, Vec<String>) {
    let text = text.trim_start_matches('\u{FEFF}');
    let record = match name.to_lowercase().ends_with(".toml") {
        true => of_toml(text),
        false => serde_json::from_str(text).map_err(|error| error.to_string()).and_then(item),
    };
    match record {
        Ok(record) => from_record(&record, Origin::Sidecar),
        Err(message) => (Metadata::default(), vec![message]),
    }
}

/// The one record of a JSON file.
fn item(value: Value) -> Result<serde_json::Map<String, Value>, String> {
    match value {
        Value::Object(record) => Ok(record),
        Value::Array(items) => match <[Value; 1]>::try_from(items) {
            Ok([Value::Object(record)]) => Ok(record),
            Ok(_) => Err("an object with keys is expected".to_owned()),
            Err(items) => Err(format!("one item is expected, not {}", items.len())),
        },
        _ => Err("an object with keys is expected".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Field, Language};

    #[test]
    fn toml_is_read() {
        let source = "title = \"Der Plan\"\nauthor = [\"A\", \"B\"]\ndate = 1960-08-30\nlanguage = \"de\"\nto = \"Kim\"\nsignature = \"DY 30/2470\"";
        let (metadata, messages) = sidecar("a.txt.meta.toml", source);
        assert_eq!(messages, [""; 0]);
        assert_eq!(metadata.title.as_deref(), Some("Der Plan"));
        assert_eq!((metadata.author.len(), metadata.language), (2, Some(Language::German)));
        assert_eq!(metadata.date.map(|date| date.earliest), Some(19600830));
        assert_eq!(metadata.origins[&Field::Signature], Origin::Sidecar);
    }

    #[test]
    fn csl_json_is_read() {
        let source = r#"[{"id": "kim1960", "type": "manuscript", "genre": "letter", "title": "Letter",
            "author": [{"family": "Kleist", "given": "Bernd", "non-dropping-particle": "von"}, {"literal": "ZK der SED"}],
            "recipient": [{"family": "Kim"}], "translator": [{"family": "Schaefer", "given": "Bernd"}],
            "issued": {"date-parts": [[1960, "8", 30], [1960, 9, 2]], "circa": true}, "archive": "BArch",
            "archive_location": "DY 30/2470", "archive_collection": "DY 30", "event-place": "Berlin",
            "URL": "https://example.org/1", "publisher": "X", "note": "n", "number": 12, "accessed": {}}]"#;
        let (metadata, messages) = sidecar("a.txt.meta.json", source);
        assert_eq!(messages, [""; 0]);
        assert_eq!(metadata.author, ["Bernd von Kleist", "ZK der SED"]);
        assert_eq!(metadata.to, ["Kim"]);
        let date = metadata.date.expect("a date");
        assert_eq!((date.iso().as_str(), date.uncertain), ("1960-08-30/1960-09-02", true));
        assert_eq!(metadata.kind.as_deref(), Some("letter"));
        assert_eq!(metadata.document_number.as_deref(), Some("12"));
        assert_eq!(metadata.signature.as_deref(), Some("DY 30/2470"));
        assert_eq!(
            (metadata.place.as_deref(), metadata.url.as_deref()),
            (Some("Berlin"), Some("https://example.org/1"))
        );
        assert_eq!(metadata.translator.as_deref(), Some("Bernd Schaefer"));
    }

    #[test]
    fn messages_name_the_key_and_the_rest_is_read() {
        let check = |name: &str, source: &str, expect: &[&str]| {
            assert_eq!(sidecar(name, source).1, expect, "{source}");
        };
        check(
            "a.meta.json",
            r#"{"titel": "A", "autro": "B", "date": "bald"}"#,
            &["`autro`: the key is not known", "`date`: `bald` is no date"],
        );
        check("a.meta.json", r#"{"title": true}"#, &["`title`: a text is expected"]);
        check("a.meta.json", r#"{"author": [["A"]]}"#, &["`author`: a text is expected"]);
        check(
            "a.meta.json",
            r#"{"issued": {"date-parts": [[1960, 13]]}}"#,
            &["`issued`: no date in it"],
        );
        check("a.meta.json", r#"{"issued": {"date-parts": []}}"#, &["`issued`: no date in it"]);
        check("a.meta.json", "[{}, {}]", &["one item is expected, not 2"]);
        check("a.meta.json", "1", &["an object with keys is expected"]);
        check(
            "a.meta.toml",
            "title = \"A\"\nauthor = ",
            &["line 2: string values must be quoted, expected literal string"],
        );
        check(
            "a.meta.json",
            &"[".repeat(100_000),
            &["recursion limit exceeded at line 1 column 128"],
        );
        let (metadata, _) = sidecar("a.meta.json", r#"{"title": "A", "date": 1960, "x": null}"#);
        assert_eq!(
            (metadata.title.as_deref(), metadata.date.map(|date| date.iso()).as_deref()),
            (Some("A"), Some("1960"))
        );
    }
}
