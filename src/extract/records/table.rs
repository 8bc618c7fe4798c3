//! Records in tables: CSV (RFC 4180) with any of the usual separators.

use csv::{Reader, ReaderBuilder, StringRecord};

use super::super::limits::Limits;
use super::Records;
use super::fields::{Fields, Role};
use super::record::{Collector, Entry};
use crate::document::Span;

/// What may separate cells.
const SEPARATORS: [u8; 4] = *b",;\t|";

/// Separates nothing: for tables of one column, which may hold commas.
const NO_SEPARATOR: u8 = 0;

/// How many rows are looked at to find the separator.
const SAMPLE_ROWS: usize = 50;

/// How much of the source these rows may take, in bytes.
const SAMPLE_LEN: usize = 1 << 16;

/// Longest name of a column, in characters.
const NAME_MAX: usize = 64;

/// Longest name of a column that is written into each record, in bytes.
const WRITTEN_NAME_MAX: usize = 512;

/// A row of more lines than this is told: a missing quote takes in all rows up to the next one.
const ROW_LINES_MAX: usize = 1000;

/// Reads a record from each row; the first row is a header if it looks like one.
pub fn read(source: &str, fields: &Fields, limits: &Limits) -> Records {
    let (separator, start) = separator(source);
    let source_rows = &source[start..];
    let mut rows = reader(source_rows, separator);
    let mut collector = Collector::new(fields, limits);
    let mut row = StringRecord::new();
    let mut names: Option<Vec<String>> = None;
    let mut pending = None;
    let mut ragged = (0, 0);
    // Text cannot fail to be a table.
    while rows.read_record(&mut row).unwrap_or(false) {
        if row.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let span = row_span(source, start, &row, &rows);
        if names.is_none() && pending.is_none() {
            pending = Some((span, row.clone()));
            continue;
        }
        let names = names.get_or_insert_with(|| match pending.take() {
            Some((_, first)) if is_header(&first, &row, fields) => {
                first.iter().map(str::to_owned).collect()
            }
            first => {
                let len = first.as_ref().map_or(0, |(_, first)| first.len());
                if let Some((span, first)) = first {
                    collector.add(span, Ok(entries(&[], &first)));
                }
                (1..=len).map(column).collect()
            }
        });
        let lines = source[span.clone()].bytes().filter(|byte| *byte == b'\n').count();
        if !collector.add(span, Ok(entries(names, &row))) {
            break;
        }
        let number = collector.number();
        if lines > ROW_LINES_MAX {
            collector.warn(format!("record {number} has {lines} lines; a quote may be missing"));
        }
        if row.len() != names.len() {
            ragged = (ragged.0 + 1, if ragged.0 == 0 { number } else { ragged.1 });
        }
    }
    if let Some((span, only)) = pending {
        collector.add(span, Ok(entries(&[], &only)));
    }
    if let (count @ 1.., first) = ragged {
        collector.warn(format!(
            "records with more or fewer cells than the first row: {count}, the first of them {first}"
        ));
    }
    collector.finished()
}

fn reader(source: &str, separator: u8) -> Reader<&[u8]> {
    let mut builder = ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(separator);
    builder.from_reader(source.as_bytes())
}

/// Where a row stands in the source, without the line ends around it.
fn row_span(source: &str, start: usize, row: &StringRecord, rows: &Reader<&[u8]>) -> Span {
    let from = start + row.position().map_or(0, |position| position.byte() as usize);
    let to = start + rows.position().byte() as usize;
    let text = source.get(from..to).unwrap_or_default();
    let from = from + text.len() - text.trim_start_matches(['\n', '\r']).len();
    from..from + text.trim_matches(['\n', '\r']).len()
}

/// The separator, and where the rows begin: after the line `sep=;` that Excel writes, if there is one.
fn separator(source: &str) -> (u8, usize) {
    let first = source.lines().next().unwrap_or_default();
    if let Some([separator]) = first.strip_prefix("sep=").map(str::as_bytes)
        && SEPARATORS.contains(separator)
    {
        return (*separator, source.len().min(first.len() + 1));
    }
    let mut end = source.len().min(SAMPLE_LEN);
    while !source.is_char_boundary(end) {
        end -= 1;
    }
    // Rows that have as many cells as the first, and how many these are.
    let score = |separator: &u8| {
        let lens: Vec<usize> = reader(&source[..end], *separator)
            .into_records()
            .take(SAMPLE_ROWS)
            .filter_map(|row| Some(row.ok()?.len()))
            .collect();
        let first = lens.first().copied().unwrap_or_default();
        let alike = lens.iter().filter(|len| **len == first && first > 1).count();
        // Commas in running text stand in no order.
        let is_table = alike * 2 >= lens.len() && (alike > 1 || lens.len() == 1);
        (if is_table { alike } else { 0 }, first)
    };
    let best = SEPARATORS.iter().rev().max_by_key(|separator| score(separator));
    (best.copied().filter(|best| score(best).0 > 0).unwrap_or(NO_SEPARATOR), 0)
}

/// Whether the first row names the columns: one of the names is known, or none could be a value.
fn is_header(first: &StringRecord, second: &StringRecord, fields: &Fields) -> bool {
    let is_name = |cell: &str| {
        let starts_well = cell.trim_start().starts_with(|c: char| c.is_alphabetic() || c == '_');
        starts_well && cell.chars().count() <= NAME_MAX && !cell.contains('\n')
    };
    let is_known = |cell: &str| fields.role(cell) != Role::Other;
    let mut names: Vec<&str> = first.iter().collect();
    names.sort_unstable();
    names.dedup();
    let is_unique = names.len() == first.len();
    first.iter().any(is_known)
        || is_unique && first.len() > 1 && first.len() == second.len() && first.iter().all(is_name)
}

/// The cells that are not blank, by the name of their column.
fn entries(names: &[String], row: &StringRecord) -> Vec<Entry> {
    let is_usable = |name: &&String| !name.trim().is_empty() && name.len() <= WRITTEN_NAME_MAX;
    let name = |index: usize| match names.get(index).filter(is_usable) {
        Some(name) => name.clone(),
        None => column(index + 1),
    };
    row.iter()
        .enumerate()
        .filter(|(_, cell)| !cell.trim().is_empty())
        .map(|(index, cell)| Entry { name: name(index), values: vec![cell.to_owned()] })
        .collect()
}

fn column(number: usize) -> String {
    format!("column {number}")
}

#[cfg(test)]
mod tests {
    use super::super::tests::check_records;
    use super::*;

    fn check(source: &str, expect: &[(&str, &str)], warnings: &[&str]) {
        let found = read(source, &Fields::default(), &Limits::default());
        check_records(&found, source, expect, warnings);
    }

    #[test]
    fn every_separator_is_found() {
        for separator in [",", ";", "\t", "|"] {
            let source = "Titel;Inhalt;Jahr\nPlan;\"a \"\"b\"\"\n\nc\";1960\n\nRede;d;\n"
                .replace(';', separator);
            check(
                &source,
                &[
                    (
                        "Plan\n\na \"b\"\n\nc\n\nJahr: 1960",
                        &"Plan;\"a \"\"b\"\"\n\nc\";1960".replace(';', separator),
                    ),
                    ("Rede\n\nd", &"Rede;d;".replace(';', separator)),
                ],
                &[],
            );
        }
        check("sep=;\r\nTitel;b\r\nx,y;z\r\n", &[("x,y\n\nb: z", "x,y;z")], &[]);
    }

    #[test]
    fn tables_without_header_are_read() {
        check(
            "1,Anna\n2,Berta\n",
            &[
                ("column 1: 1\n\ncolumn 2: Anna", "1,Anna"),
                ("column 1: 2\n\ncolumn 2: Berta", "2,Berta"),
            ],
            &[],
        );
        check(
            "Ein Satz, der geht\nNoch einer",
            &[
                ("column 1: Ein Satz, der geht", "Ein Satz, der geht"),
                ("column 1: Noch einer", "Noch einer"),
            ],
            &[],
        );
        check("text\nEin Satz, der geht\n", &[("Ein Satz, der geht", "Ein Satz, der geht")], &[]);
        check("a,b", &[("column 1: a\n\ncolumn 2: b", "a,b")], &[]);
        check("", &[], &[]);
    }

    #[test]
    fn ragged_rows_lose_nothing() {
        check(
            "a,text\n1,x\n1,x,y\n1\n",
            &[("x\n\na: 1", "1,x"), ("x\n\na: 1\n\ncolumn 3: y", "1,x,y"), ("a: 1", "1")],
            &["records with more or fewer cells than the first row: 2, the first of them 2"],
        );
    }

    #[test]
    fn a_missing_quote_is_told() {
        let source = format!("a,text\n1,\"x\n{}", "1,y\n".repeat(1001));
        let found = read(&source, &Fields::default(), &Limits::default());
        assert_eq!(found.warnings, ["record 1 has 1001 lines; a quote may be missing"]);
    }
}
