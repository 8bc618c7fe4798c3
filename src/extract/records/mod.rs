//! Records: JSON, JSON Lines and tables (CSV, TSV), one document a record.

mod fields;
mod json;
mod record;
mod table;

use super::limits::{Failure, Limits};
use super::transcript::Transcript;
use crate::document::Span;
pub use fields::Fields;

/// How records are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// JSON: a list of records, one record, or several one after the other.
    Json,
    /// JSON Lines: a record on each line.
    JsonLines,
    /// A table: a record in each row, cells separated by commas, semicolons, tabs or bars, whichever it is.
    Table,
}

/// A record.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// What it says; its part is `record 17`, counted from 1.
    pub transcript: Transcript,
    /// Where it stands in the source.
    pub span: Span,
}

/// The records of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Records {
    /// In order.
    pub records: Vec<Record>,
    /// What could not be read, a line each.
    pub warnings: Vec<String>,
}

/// Reads a decoded source; `fields` says which fields are what.
///
/// # Errors
/// [`Failure::Empty`] for a source without a record, [`Failure::Damaged`] if there is none that can be read.
pub fn read(
    source: &str,
    shape: Shape,
    fields: &Fields,
    limits: &Limits,
) -> Result<Records, Failure> {
    let records = match shape {
        Shape::Table => table::read(source, fields, limits),
        Shape::JsonLines => json::read_lines(source, fields, limits),
        Shape::Json => json::read(source, fields, limits),
    };
    match (records.records.is_empty(), records.warnings.first()) {
        (true, Some(warning)) => Err(Failure::Damaged(warning.clone())),
        (true, None) => Err(Failure::Empty),
        (false, _) => Ok(records),
    }
}

#[cfg(test)]
pub mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Asserts which texts were read from which parts of the source, and with which warnings.
    pub fn check_records(
        found: &Records,
        source: &str,
        expect: &[(&str, &str)],
        warnings: &[&str],
    ) {
        let shown: Vec<_> = found
            .records
            .iter()
            .map(|record| (record.transcript.text.as_str(), &source[record.span.clone()]))
            .collect();
        assert_eq!(shown, expect, "{source}");
        assert_eq!(found.warnings, warnings, "{source}");
    }

    const SHAPES: [Shape; 3] = [Shape::Json, Shape::JsonLines, Shape::Table];

    fn check_invariants(source: &str) {
        for shape in SHAPES {
            let found = read(source, shape, &Fields::default(), &Limits::default());
            let mut end = 0;
            for Record { transcript, span } in found.unwrap_or_default().records {
                assert!(
                    span.start >= end && source.get(span.clone()).is_some(),
                    "{span:?} {source}"
                );
                end = span.end;
                for block in transcript.blocks.expect("blocks") {
                    assert!(!transcript.text[block.span].trim().is_empty());
                }
            }
        }
    }

    #[test]
    fn nothing_is_no_record() {
        for shape in SHAPES {
            for source in ["", " \n ", "\n\n"] {
                let found = read(source, shape, &Fields::default(), &Limits::default());
                assert_eq!(found, Err(Failure::Empty), "{shape:?} {source:?}");
            }
        }
    }

    const SAMPLE: &str = "[{\"title\": \"Der \\u0050lan\", \"text\": [\"a\", \"b\\n\\nc\"], \"n\": {\"x\": 1.5, \"y\": null}},\n\
                          \"text\", 7, {}, {\"a\": \"\\\"]}\"}]\nname;text\n\"1\";\"a \"\"b\"\"\nc\"\n";

    proptest! {
        #[test]
        fn any_text_is_read(source in "[\\[\\]{}\",:;\\\\\na1 ü\t|]{0,60}") {
            check_invariants(&source);
        }

        #[test]
        fn mutated_records_are_read(changes in prop::collection::vec((0..SAMPLE.len(), any::<char>()), 0..8), cut in 0..SAMPLE.len()) {
            let mut characters: Vec<char> = SAMPLE.chars().collect();
            for (at, c) in changes {
                characters[at] = c;
            }
            check_invariants(&characters.iter().collect::<String>());
            check_invariants(&characters[..cut].iter().collect::<String>());
            check_invariants(&characters[cut..].iter().collect::<String>());
        }
    }
}
