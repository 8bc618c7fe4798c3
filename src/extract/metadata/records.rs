//! Keys with values, from a sidecar or from front matter, made metadata. The names of CSL-JSON are understood.

use serde_json::{Map, Value};

use super::date::parse_date;
use super::fields::{field_named, put};
use crate::document::{Field, HistoricalDate, Metadata, Origin, Slot};

/// Keys of CSL-JSON that say nothing that is kept here.
const CSL_OTHER: &[&str] = &[
    "abstract",
    "accessed",
    "annote",
    "archive-place",
    "categories",
    "chapter-number",
    "citation-key",
    "citation-label",
    "collection-number",
    "collection-title",
    "container",
    "container-title-short",
    "custom",
    "dimensions",
    "doi",
    "edition",
    "editor",
    "event",
    "event-date",
    "event-title",
    "isbn",
    "issn",
    "issue",
    "journalabbreviation",
    "jurisdiction",
    "keyword",
    "medium",
    "note",
    "number-of-pages",
    "number-of-volumes",
    "original-author",
    "original-date",
    "original-title",
    "page",
    "page-first",
    "pmid",
    "printing-number",
    "publisher-place",
    "references",
    "section",
    "shorttitle",
    "status",
    "title-short",
    "version",
    "volume",
    "volume-title",
    "year-suffix",
];

/// Keys that only CSL-JSON has; its `id` is a name for citing and no number of a document.
const CSL_MARKS: &[&str] =
    &["type", "issued", "archive_location", "container-title", "call-number"];

/// The metadata of a record, and what could not be read, a line each, naming the key. Of a sidecar, every key has to be
/// known.
pub fn from_record(record: &Map<String, Value>, origin: Origin) -> (Metadata, Vec<String>) {
    let (mut metadata, mut warnings) = (Metadata::default(), Vec::new());
    let is_csl = record.keys().any(|key| CSL_MARKS.contains(&key.as_str()));
    for (key, value) in record {
        let read = match field_named(key) {
            Some(_) if is_csl && key == "id" => Ok(()),
            Some(field) => set(&mut metadata, field, value, origin),
            None if origin != Origin::Sidecar => Ok(()),
            None if CSL_OTHER.contains(&key.to_lowercase().as_str()) => Ok(()),
            None => Err("the key is not known".to_owned()),
        };
        warnings.extend(read.err().map(|message| format!("`{key}`: {message}")));
    }
    (metadata, warnings)
}

/// Reads TOML as a record.
///
/// # Errors
///
/// Where and why it is no TOML, in one line.
pub fn of_toml(source: &str) -> Result<Map<String, Value>, String> {
    let table: toml::Table = source.parse().map_err(|error: toml::de::Error| {
        let line = error.span().map(|span| source[..span.start].matches('\n').count() + 1);
        let message = error.message().replace('\n', " ");
        line.map_or(message.clone(), |line| format!("line {line}: {message}"))
    })?;
    Ok(table.into_iter().map(|(key, value)| (key, json(value))).collect())
}

/// TOML as JSON; how deep it can be nested, the parser limits.
fn json(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => number.into(),
        toml::Value::Float(number) => number.into(),
        toml::Value::Boolean(is_true) => is_true.into(),
        toml::Value::Datetime(time) => Value::String(time.to_string()),
        toml::Value::Array(items) => items.into_iter().map(json).collect(),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(key, value)| (key, json(value))).collect())
        }
    }
}

fn set(metadata: &mut Metadata, field: Field, value: &Value, origin: Origin) -> Result<(), String> {
    match value {
        Value::Object(parts) if field == Field::Date => {
            let date = csl_date(parts).ok_or("no date in it")?;
            metadata.date.get_or_insert(date);
            metadata.origins.entry(field).or_insert(origin);
            Ok(())
        }
        Value::Array(items) => {
            let texts: Vec<String> = items.iter().map(one_text).collect::<Result<_, _>>()?;
            match metadata.slot(field) {
                Slot::Texts(_) => {
                    texts.iter().try_for_each(|text| put(metadata, field, text, origin))
                }
                _ => put(metadata, field, &texts.join(", "), origin),
            }
        }
        value => put(metadata, field, &one_text(value)?, origin),
    }
}

/// A value as text: a text, a number, a name of CSL-JSON.
fn one_text(value: &Value) -> Result<String, String> {
    match value {
        Value::Null => Ok(String::new()),
        Value::String(text) => Ok(text.clone()),
        Value::Number(number) => Ok(number.to_string()),
        Value::Object(name) => {
            let part = |key| name.get(key).and_then(Value::as_str).unwrap_or_default();
            let parts = [
                part("given"),
                part("dropping-particle"),
                part("non-dropping-particle"),
                part("family"),
                part("suffix"),
                part("literal"),
            ];
            let name =
                parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ");
            if name.is_empty() { Err("a text is expected".to_owned()) } else { Ok(name) }
        }
        Value::Bool(_) | Value::Array(_) => Err("a text is expected".to_owned()),
    }
}

/// A date of CSL-JSON: `date-parts`, `raw` or `literal`.
fn csl_date(parts: &Map<String, Value>) -> Option<HistoricalDate> {
    let text = |key| parts.get(key).and_then(Value::as_str);
    let mut date = match parts.get("date-parts").and_then(Value::as_array) {
        Some(days) => {
            let mut days = days.iter().map(date_of_parts);
            let first = days.next()??;
            match days.next() {
                Some(last) => {
                    let last = last?;
                    let text = format!("{}/{}", first.text, last.text);
                    HistoricalDate { latest: last.latest, text, ..first }
                }
                None => first,
            }
        }
        None => parse_date(text("raw").or(text("literal"))?)?,
    };
    let is_circa = parts.get("circa").is_some_and(|circa| {
        !matches!(circa, Value::Bool(false) | Value::Null) && circa.as_u64() != Some(0)
    });
    date.uncertain |= is_circa;
    (date.earliest <= date.latest).then_some(date)
}

/// Year, month and day as far as they go, numbers or texts.
fn date_of_parts(parts: &Value) -> Option<HistoricalDate> {
    let number = |part: &Value| match part {
        Value::String(text) => text.parse().ok(),
        part => part.as_u64(),
    };
    let numbers: Vec<u64> = parts.as_array()?.iter().map(number).collect::<Option<_>>()?;
    let (year, rest) = numbers.split_first()?;
    let rest = rest.iter().take(2).map(|number| format!("-{number:02}"));
    parse_date(&format!("{year:04}{}", rest.collect::<String>()))
}
