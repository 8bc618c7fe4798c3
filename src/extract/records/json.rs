//! Records in JSON and JSON Lines.

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};

use super::super::limits::Limits;
use super::Records;
use super::fields::Fields;
use super::record::{Collector, Entry};

/// The longest name with the names it stands in before it, in bytes. Beyond it a field goes by its own name, so that
/// the names of a record are not longer than its source.
const NAME_MAX: usize = 128;

/// Reads a list of records, or records one after the other.
pub fn read(source: &str, fields: &Fields, limits: &Limits) -> Records {
    if has_a_record_a_line(source) {
        return read_lines(source, fields, limits);
    }
    let mut collector = Collector::new(fields, limits);
    let mut at = usize::from(source.trim_start().starts_with('['))
        * (source.len() - source.trim_start().len() + 1);
    let is_list = at > 0;
    loop {
        at += source[at..].len() - source[at..].trim_start_matches(is_between).len();
        let rest = &source[at..];
        if rest.is_empty() {
            if is_list {
                collector.warn("the list of records has no end; it may be cut off".to_owned());
            }
            break;
        }
        if is_list && rest.starts_with(']') {
            if !rest[1..].trim().is_empty() {
                collector.warn("text after the list of records is left out".to_owned());
            }
            break;
        }
        let end = at + value_len(rest).unwrap_or(rest.len());
        if !collector.add(at..end, parsed(&source[at..end])) {
            break;
        }
        at = end;
    }
    collector.finished()
}

/// Reads a record from each line that is not blank.
pub fn read_lines(source: &str, fields: &Fields, limits: &Limits) -> Records {
    let mut collector = Collector::new(fields, limits);
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        let record = line.trim();
        if !record.is_empty() && !collector.add(start..start + record.len(), parsed(record)) {
            break;
        }
    }
    collector.finished()
}

/// Whether the first line holds a whole record and another line follows.
fn has_a_record_a_line(source: &str) -> bool {
    let Some((first, rest)) = source.trim().split_once('\n') else { return false };
    first.starts_with('{')
        && value_len(first) == Some(first.trim_end().len())
        && !rest.trim_start().starts_with(',')
}

/// What stands between two records.
fn is_between(c: char) -> bool {
    c == ',' || c.is_whitespace()
}

/// The length of the value at the start, as its brackets and quotes say; `None` if it has no end.
fn value_len(source: &str) -> Option<usize> {
    let (mut depth, mut is_string, mut is_escaped) = (0usize, false, false);
    for (at, byte) in source.bytes().enumerate() {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' if is_string => is_escaped = true,
            b'"' => {
                is_string = !is_string;
                if !is_string && depth == 0 {
                    return Some(at + 1);
                }
            }
            _ if is_string => {}
            b'{' | b'[' => depth += 1,
            b'}' | b']' if depth > 1 => depth -= 1,
            b'}' | b']' if depth == 1 => return Some(at + 1),
            // A stray one at the start is passed over.
            b'}' | b']' | b',' | b' ' | b'\n' | b'\r' | b'\t' if depth == 0 => {
                return Some(at.max(1));
            }
            _ => {}
        }
    }
    (depth == 0 && !is_string).then_some(source.len())
}

/// The fields of a record.
fn parsed(source: &str) -> Result<Vec<Entry>, String> {
    let value: Json = serde_json::from_str(source).map_err(|error| error.to_string())?;
    let mut entries = Vec::new();
    collect("", value, &mut entries);
    Ok(entries)
}

/// Lays a value out in fields; a list of plain values is one field. serde_json bounds the depth.
fn collect(name: &str, value: Json, entries: &mut Vec<Entry>) {
    match value {
        Json::Nothing => {}
        Json::Plain(value) => entries.push(Entry { name: name.to_owned(), values: vec![value] }),
        Json::List(list) => {
            let mut values = Vec::new();
            for value in list {
                match value {
                    Json::Plain(value) => values.push(value),
                    value => collect(name, value, entries),
                }
            }
            if !values.is_empty() {
                entries.push(Entry { name: name.to_owned(), values });
            }
        }
        Json::Object(fields) => {
            for (inner, value) in fields {
                let is_short = !name.is_empty() && name.len() + inner.len() < NAME_MAX;
                let inner = if is_short { format!("{name}.{inner}") } else { inner };
                collect(&inner, value, entries);
            }
        }
    }
}

/// A value, its fields in the order of the source.
enum Json {
    Nothing,
    Plain(String),
    List(Vec<Json>),
    Object(Vec<(String, Json)>),
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("a JSON value")
    }

    // Truth values are no text.
    fn visit_bool<E>(self, _: bool) -> Result<Json, E> {
        Ok(Json::Nothing)
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::Plain(value.to_string()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json, E> {
        Ok(Json::Plain(value.to_string()))
    }

    fn visit_f64<E>(self, value: f64) -> Result<Json, E> {
        Ok(Json::Plain(value.to_string()))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::Plain(value.to_owned()))
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Nothing)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Json, A::Error> {
        let mut list = Vec::new();
        while let Some(value) = access.next_element()? {
            list.push(value);
        }
        Ok(Json::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Json, A::Error> {
        let mut fields = Vec::new();
        while let Some(field) = access.next_entry()? {
            fields.push(field);
        }
        Ok(Json::Object(fields))
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::check_records;
    use super::*;

    fn check(source: &str, expect: &[(&str, &str)], warnings: &[&str]) {
        let found = read(source, &Fields::default(), &Limits::default());
        check_records(&found, source, expect, warnings);
    }

    const A: (&str, &str) = ("a", r#"{"text":"a"}"#);
    const B: (&str, &str) = ("b]", r#"{"text":"b]"}"#);

    #[test]
    fn lists_lines_and_lone_records_are_read() {
        check(r#" [{"text":"a"} , {"text":"b]"}]"#, &[A, B], &[]);
        check("{\"text\":\"a\"}\n\n{\"text\":\"b]\"}\r\n", &[A, B], &[]);
        check(r#"{"text":"a"}{"text":"b]"}"#, &[A, B], &[]);
        check(r#"{"text":"a"}"#, &[A], &[]);
        check("{\n\"text\": \"\\\"a\\u00e4\"}", &[("\"aä", "{\n\"text\": \"\\\"a\\u00e4\"}")], &[]);
        check(r#"["a", 7, null]"#, &[("a", "\"a\""), ("7", "7")], &[]);
        check("[]", &[], &[]);
    }

    #[test]
    fn fields_keep_their_order_and_place() {
        let source = r#"{"z":"1","a":{"x":[1,2,true],"y":[{"b":"3"}]},"n":1.5}"#;
        check(source, &[("z: 1\n\na.x: 1; 2\n\na.y.b: 3\n\nn: 1.5", source)], &[]);
        let long = "x".repeat(200);
        let source = format!(r#"{{"{long}":{{"a":"1"}}}}"#);
        check(&source, &[("a: 1", &source)], &[]);
    }

    #[test]
    fn bad_records_are_named() {
        check(
            "{\"text\":\"a\"}\n{\"text\":\n{\"text\":\"b]\"}",
            &[A, B],
            &["record 2: EOF while parsing a value at line 1 column 8"],
        );
        check(
            r#"[{"text":"a"}, {"text" "b"}, {"text":"b]"}"#,
            &[A, B],
            &[
                "record 2: expected `:` at line 1 column 9",
                "the list of records has no end; it may be cut off",
            ],
        );
        check(r#"[{"text":"a"}] x"#, &[A], &["text after the list of records is left out"]);
        let deep = "[".repeat(100_000);
        let found = read(&deep, &Fields::default(), &Limits::default());
        assert_eq!(found.warnings[0], "record 1: recursion limit exceeded at line 1 column 128");
    }

    #[test]
    fn records_are_counted() {
        let limits = Limits { max_documents: 1, ..Limits::default() };
        let found = read("[1, 2, 3]", &Fields::default(), &limits);
        assert_eq!(
            (found.records.len(), found.warnings),
            (1, vec!["more than 1 records; the rest is not read".to_owned()])
        );
    }
}
