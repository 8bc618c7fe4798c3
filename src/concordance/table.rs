//! Lines as tables for other programs: tab-separated and comma-separated values.

use std::borrow::Cow;
use std::io::{self, Write};

use super::plain::one_line;
use super::{By, Count, Line, counted_year};
use crate::document::HistoricalDate;

/// The columns of both tables.
const COLUMNS: [&str; 15] = [
    "left",
    "keyword",
    "right",
    "path",
    "page",
    "line_start",
    "line_end",
    "date",
    "year",
    "language",
    "type",
    "collection",
    "passage_id",
    "citation",
    "match",
];

/// The column of numbers where lines are counted.
const COUNTED: &str = "lines";

/// Whether a spreadsheet may take a field for a formula.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Formulas {
    /// Fields are as they are.
    #[default]
    Allow,
    /// A field that a spreadsheet would calculate begins with an apostrophe.
    Guard,
}

/// Writes a table with a head, fields parted by tabs, lines ended by `\n`. No field has a tab or a line break in it.
pub fn write_tsv(out: &mut impl Write, lines: &[Line]) -> io::Result<()> {
    writeln!(out, "{}", COLUMNS.join("\t"))?;
    lines.iter().try_for_each(|line| writeln!(out, "{}", fields(line).join("\t")))
}

/// Writes a table with a head as RFC 4180 has it: fields parted by commas and quoted where they must be, lines ended by
/// `\r\n`.
pub fn write_csv(out: &mut impl Write, lines: &[Line], formulas: Formulas) -> io::Result<()> {
    let rows = lines.iter().map(|line| fields(line).to_vec());
    write_records(out, &COLUMNS, rows, formulas)
}

/// Writes counts for reading: the number, then the value, under a head.
pub fn write_counts(out: &mut impl Write, by: By, counts: &[Count]) -> io::Result<()> {
    let widest = counts.iter().map(|count| count.count.to_string().len()).max();
    let width = widest.unwrap_or_default().max(COUNTED.len());
    writeln!(out, "{COUNTED:>width$}  {}", by.name())?;
    counts
        .iter()
        .try_for_each(|count| writeln!(out, "{:>width$}  {}", count.count, one_line(&count.label)))
}

/// Writes counts as [`write_tsv`] writes lines.
pub fn write_counts_tsv(out: &mut impl Write, by: By, counts: &[Count]) -> io::Result<()> {
    writeln!(out, "{}\t{COUNTED}", by.name())?;
    counts.iter().try_for_each(|count| writeln!(out, "{}\t{}", one_line(&count.label), count.count))
}

/// Writes counts as [`write_csv`] writes lines.
pub fn write_counts_csv(
    out: &mut impl Write,
    by: By,
    counts: &[Count],
    formulas: Formulas,
) -> io::Result<()> {
    let rows =
        counts.iter().map(|count| vec![one_line(&count.label), count.count.to_string().into()]);
    write_records(out, &[by.name(), COUNTED], rows, formulas)
}

fn write_records<'a>(
    out: &mut impl Write,
    head: &[&str],
    rows: impl Iterator<Item = Vec<Cow<'a, str>>>,
    formulas: Formulas,
) -> io::Result<()> {
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(out);
    table.write_record(head).map_err(as_io)?;
    for row in rows {
        let guarded = row.into_iter().map(|field| match formulas {
            Formulas::Guard if is_formula(&field) => format!("'{field}"),
            _ => field.into_owned(),
        });
        table.write_record(guarded).map_err(as_io)?;
    }
    table.flush()
}

/// The error below, so that the end of a reader is known as such.
fn as_io(error: csv::Error) -> io::Error {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    }
}

fn fields(line: &Line) -> [Cow<'_, str>; COLUMNS.len()] {
    let place = &line.place;
    let locator = &place.locator;
    let date = place.date.as_ref();
    let number = |number: Option<u32>| number.map_or_else(String::new, |number| number.to_string());
    [
        line.left.as_str().into(),
        line.keyword.as_str().into(),
        line.right.as_str().into(),
        one_line(&place.path),
        match &locator.page_label {
            Some(label) => one_line(label),
            None => number(locator.page).into(),
        },
        locator.line_start.to_string().into(),
        locator.line_end.to_string().into(),
        date.map_or_else(String::new, HistoricalDate::iso).into(),
        number(date.and_then(counted_year)).into(),
        place.language.code().into(),
        one_line(place.kind.as_deref().unwrap_or_default()),
        one_line(place.collection.as_deref().unwrap_or_default()),
        one_line(&place.passage),
        one_line(&place.citation),
        line.kind.into(),
    ]
}

/// Whether a spreadsheet would calculate the field, by the list of OWASP's page on CSV injection.
fn is_formula(field: &str) -> bool {
    field.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::concordance::Place;
    use crate::document::{Language, Locator};

    fn lines() -> [Line; 2] {
        let locator = Locator {
            page_label: Some("217".into()),
            line_start: 3,
            line_end: 9,
            ..Locator::default()
        };
        let place = Place {
            citation: "Note, a\tb.pdf, p. 217".into(),
            path: "a\tb.pdf".into(),
            locator,
            date: HistoricalDate::day(1960, 8, 30, "30.8.1960"),
            language: Language::German,
            kind: Some("letter".into()),
            passage: "p1".into(),
            ..Place::default()
        };
        let text = "=1+1 \"so\", sagte\ner, ist Genf";
        let keyword = text.len() - 4..text.len();
        let exact = Line { kind: "exact", ..Line::new(text, &keyword, 40, place) };
        [exact, Line::new("Genf", &(0..4), 9, Place::default())]
    }

    #[test]
    fn tsv() {
        let mut out = Vec::new();
        write_tsv(&mut out, &lines()).expect("written");
        let expect = "left\tkeyword\tright\tpath\tpage\tline_start\tline_end\tdate\tyear\tlanguage\ttype\t\
            collection\tpassage_id\tcitation\tmatch\n\
            =1+1 \"so\", sagte er, ist \tGenf\t\ta b.pdf\t217\t3\t9\t1960-08-30\t1960\tde\tletter\t\tp1\t\
            Note, a b.pdf, p. 217\texact\n\
            \tGenf\t\t\t\t0\t0\t\t\tund\t\t\t\t\t\n";
        assert_eq!(String::from_utf8_lossy(&out), expect);
    }

    #[test]
    fn csv() {
        for (formulas, left) in [(Formulas::Allow, "=1+1"), (Formulas::Guard, "'=1+1")] {
            let mut out = Vec::new();
            write_csv(&mut out, &lines(), formulas).expect("written");
            let expect = format!(
                "left,keyword,right,path,page,line_start,line_end,date,year,language,type,collection,\
                passage_id,citation,match\r\n\
                \"{left} \"\"so\"\", sagte er, ist \",Genf,,a b.pdf,217,3,9,1960-08-30,1960,de,letter,,p1,\
                \"Note, a b.pdf, p. 217\",exact\r\n\
                ,Genf,,,,0,0,,,und,,,,,\r\n"
            );
            assert_eq!(String::from_utf8_lossy(&out), expect);
        }
    }

    #[test]
    fn counts_in_every_form() {
        let counts = [("=a\tb", 12), ("undated", 1000)]
            .map(|(label, count)| Count { label: label.to_owned(), count });
        let check = |write: &dyn Fn(&mut Vec<u8>) -> io::Result<()>, expect: &str| {
            let mut out = Vec::new();
            write(&mut out).expect("written");
            assert_eq!(String::from_utf8_lossy(&out), expect);
        };
        let human = "lines  year\n   12  =a b\n 1000  undated\n";
        check(&|out| write_counts(out, By::Year, &counts), human);
        let tsv = "year\tlines\n=a b\t12\nundated\t1000\n";
        check(&|out| write_counts_tsv(out, By::Year, &counts), tsv);
        let csv = "year,lines\r\n'=a b,12\r\nundated,1000\r\n";
        check(&|out| write_counts_csv(out, By::Year, &counts, Formulas::Guard), csv);
    }

    #[test]
    fn a_reader_that_has_gone_is_known_as_such() {
        struct Gone;
        impl Write for Gone {
            fn write(&mut self, _: &[u8]) -> io::Result<usize> {
                Err(io::ErrorKind::BrokenPipe.into())
            }
            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
        let lines = vec![Line::default(); 9_999];
        let error = write_csv(&mut Gone, &lines, Formulas::Allow).expect_err("no reader");
        assert_eq!(error.kind(), io::ErrorKind::BrokenPipe);
    }

    #[test]
    fn formulas_are_known_by_their_first_sign() {
        for (field, expect) in
            [("=1", true), (" @a", true), ("＝1", true), ("a=1", false), ("", false)]
        {
            assert_eq!(is_formula(field), expect, "{field}");
        }
    }
}
