//! What holds for every text, however odd: nothing panics, spans are slices, blocks are kept.

use proptest::prelude::*;

use super::super::subdocuments::subdocuments;
use super::date::{find_dates, parse_date};
use super::signature::{normalised_signature, signatures};
use super::*;
use crate::document::{Block, BlockKind, HistoricalDate, Span, day_number};

/// Pieces that texts of the kind are made of.
const PIECES: &[&str] = &[
    "30",
    "5",
    ".",
    "8.",
    "1960",
    "60",
    "’60s",
    "[",
    "]",
    "(",
    ")",
    "?",
    "–",
    "-",
    "/",
    ",",
    ":",
    ";",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\u{A0}",
    "August",
    "Mai",
    "VIII",
    "den",
    "Anfang",
    "Ende",
    "early",
    "um",
    "c.",
    "vor",
    "between",
    "zwischen",
    "and",
    "und",
    "bis",
    "to",
    "of",
    "des Jahres",
    "Herbst",
    "er Jahre",
    "s",
    "Berlin",
    "DY",
    "DY 30",
    "BArch",
    "SAPMO",
    "BA",
    "PA",
    "AA",
    "MfAA",
    "Fond",
    "f.",
    "opis’",
    "delo",
    "listi",
    "RG",
    "Box",
    "FO",
    "371",
    "IV",
    "2/20/137",
    "FRUS",
    "vol.",
    "BStU",
    "[Source:",
    "Source",
    "Quelle:",
    "From:",
    "To:",
    "An den",
    "Betr.:",
    "Record ID",
    "Datum:",
    "Translated by",
    "S.",
    "TOP SECRET",
    "Streng geheim",
    "DOCUMENT NO.",
    "Nr.",
    "***",
    "---",
    "+++",
    "title:",
    "=",
    "\"",
    "'",
    "[a, b]",
    "- a",
    "{",
    "}",
    "ä",
    "ẞ",
    "İ",
    "е\u{301}",
    "Ф.",
    "оп.",
    "\u{1F600}",
    "word",
    "Dear ",
    "Copy No.",
    "3.",
];

fn pieces() -> impl Strategy<Value = String> {
    let pieces = prop::collection::vec(prop::sample::select(PIECES), 0..40);
    (pieces, prop::sample::select(&["", " "][..])).prop_map(|(pieces, gap)| pieces.join(gap))
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![2 => pieces(), 1 => any::<String>()]
}

/// Blocks of a text: its paragraphs, every third a heading.
fn blocks(text: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut start = 0;
    for paragraph in text.split("\n\n") {
        let end = start + paragraph.len();
        let kind = if blocks.len() % 3 == 0 { BlockKind::Heading(1) } else { BlockKind::Paragraph };
        if !paragraph.trim().is_empty() {
            blocks.push(Block { span: start..end, kind });
        }
        start = end + 2;
    }
    blocks
}

fn is_day(number: u32) -> bool {
    day_number(number / 10_000, number / 100 % 100, number % 100).is_some()
}

fn check_date(date: &HistoricalDate) {
    assert!(
        is_day(date.earliest) && is_day(date.latest) && date.earliest <= date.latest,
        "{date:?}"
    );
}

/// In order, apart from each other, slices of the text.
fn check_spans<'a>(text: &str, spans: impl Iterator<Item = &'a Span>) {
    let mut last = 0;
    for span in spans {
        assert!(
            span.start >= last && text.get(span.clone()).is_some_and(|slice| !slice.is_empty())
        );
        last = span.end;
    }
}

fn check_text(text: &str) {
    let dates = find_dates(text);
    check_spans(text, dates.iter().map(|(span, _)| span));
    dates.iter().for_each(|(_, date)| check_date(date));
    let signatures = signatures(text);
    check_spans(text, signatures.iter().map(|(span, _)| span));
    for (span, form) in &signatures {
        assert_eq!(normalised_signature(&text[span.clone()]), *form);
        assert!(form.chars().any(|c| c.is_ascii_digit()), "{form}");
    }
    if let Some(date) = parse_date(text) {
        check_date(&date);
    }
    let blocks = blocks(text);
    for metadata in [from_text(text, &blocks), from_file_name(text)] {
        assert_eq!(metadata.inferred().len(), metadata.origins.len());
        metadata.date.iter().for_each(check_date);
    }
    let parts = subdocuments(text, &blocks);
    assert!(parts.first().is_some_and(|part| part.start == 0));
    assert!(parts.last().is_some_and(|part| part.end == blocks.len()));
    assert!(parts.windows(2).all(|pair| pair[0].end == pair[1].start && !pair[0].is_empty()));
    for source in [text.to_owned(), format!("---\n{text}\n---\n"), format!("+++\n{text}\n+++\n")] {
        assert!(source.get(front_matter(&source).end..).is_some());
    }
    sidecar("a.meta.toml", text);
    sidecar("a.meta.json", text);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn nothing_panics(text in text()) {
        check_text(&text);
    }

    #[test]
    fn a_date_in_numbers_is_read_as_it_was_written(year in 1000u32..=2100, month in 1u32..=12, day in 1u32..=31) {
        let expect = day_number(year, month, day);
        for typed in [format!("{day}.{month}.{year}"), format!("{year}-{month:02}-{day:02}"), format!("{day:02}. {month:02}. {year}")] {
            prop_assert_eq!(parse_date(&typed).map(|date| date.earliest), expect);
            prop_assert_eq!(find_dates(&format!("am {typed} in")).first().map(|(_, date)| date.latest), expect);
        }
    }

    #[test]
    fn the_form_of_a_signature_is_its_own(text in pieces()) {
        let form = normalised_signature(&text);
        prop_assert_eq!(normalised_signature(&form), form);
    }
}

#[test]
fn long_runs_are_read() {
    /// Bytes of each text.
    const LEN: usize = 4_000;
    for piece in PIECES {
        check_text(&piece.repeat(LEN / piece.len()));
        check_text(&format!("{piece} ").repeat(LEN / (piece.len() + 1)));
        check_text(&format!("{piece}\n\n").repeat(LEN / (piece.len() + 2)));
    }
}
