//! The lines of a concordance: every match in every passage.

use super::highlight::{Highlighter, Highlights};
use super::match_lines::locators;
use super::respond::Error;
use super::response::MatchKind;
use crate::analysis::{identify_query, is_stop_word};
use crate::citation;
use crate::concordance::{Line, Place};
use crate::document::{Locator, Span};
use crate::index::{Filters, PassageRecord, Reader};
use crate::query::{Leaf, LeafKind, Query, parse};

/// The lines for a query.
#[derive(Debug, Default)]
pub struct ConcordanceLines {
    /// One a match: by path and place in the file.
    pub lines: Vec<Line>,
    /// What the user should know about how the query was read.
    pub notes: Vec<String>,
}

/// Every match of a query with up to `width` characters on each side. The passages are read one after the other, so
/// that only the lines take memory.
///
/// A place has one line, though two passages overlap there. Longer words that begin with the letters of a single word
/// are lines too, for they are forms and compounds that the analysis doesn't know (`Bündnisse`); those that hold it
/// elsewhere (`verbunden` for `Bund`) only where there are no other lines.
///
/// # Errors
/// Those of [`super::search`].
pub fn concordance(
    reader: &Reader,
    text: &str,
    filters: &Filters,
    width: usize,
) -> Result<ConcordanceLines, Error> {
    let query = parse(text)?;
    let words = telling(&query);
    let is_single = matches!(&words, Query::Leaf(leaf) if leaf.kind == LeafKind::Word);
    let is_a_list = is_list(&words);
    let highlighter = Highlighter::new(reader.analyzers(), &words.into()).without_parts();
    let (mut lines, mut inside, mut inside_count) = (Vec::new(), Vec::new(), 0);
    let mut before: Option<Read> = None;
    for batch in reader.every_match(&query.into(), filters)? {
        for record in batch? {
            let matches = matches(&record, &highlighter, is_single);
            let read = Read { record, matches };
            for (line, is_inside) in read.lines(before.as_ref(), width) {
                inside_count += usize::from(is_inside);
                if !is_inside {
                    lines.push(line);
                } else if lines.is_empty() {
                    inside.push(line);
                }
            }
            before = Some(read);
        }
    }
    let mut notes = Vec::new();
    if is_a_list {
        notes.push("each word has its lines; for words side by side write '\"a b\"'".to_owned());
    }
    match (lines.is_empty(), inside_count) {
        (_, 0) => {}
        (true, _) => {
            lines = inside;
            notes.push("found only inside longer words".to_owned());
        }
        (false, count) => notes.push(format!(
            "{count} more only inside longer words are left out; `docsearch query` finds them"
        )),
    }
    Ok(ConcordanceLines { lines, notes })
}

/// The matches in a passage's text, in order, disjoint.
fn matches(
    record: &PassageRecord,
    highlighter: &Highlighter,
    with_infixes: bool,
) -> Vec<(Span, MatchKind)> {
    let text = record.text();
    let found = highlighter.highlight(record);
    let known = found.spans.iter();
    let mut matches: Vec<_> =
        known.map(|span| (span.clone(), kind(&found, &text[span.clone()]))).collect();
    if with_infixes {
        let is_new = |span: &Span| {
            let at = found.spans.partition_point(|known| known.end <= span.start);
            found.spans.get(at).is_none_or(|known| span.end <= known.start)
        };
        let infixes = highlighter.infixes(text).filter(is_new);
        matches.extend(infixes.map(|span| (span, MatchKind::Infix)));
        matches.sort_by_key(|(span, _)| span.start);
    }
    matches
}

/// A passage and the matches in it.
struct Read {
    record: PassageRecord,
    matches: Vec<(Span, MatchKind)>,
}

impl Read {
    /// A line for each match that the passage before does not have too, and whether it is only letters inside a word.
    fn lines(&self, before: Option<&Read>, width: usize) -> impl Iterator<Item = (Line, bool)> {
        let text = self.record.text();
        let repeated = before.map_or(0, |before| before.repeated_by(&self.record));
        let is_known = move |span: &Span| {
            span.start < repeated
                && before.is_some_and(|before| {
                    let shift = before.record.text().len() - repeated;
                    let (start, end) = (span.start + shift, span.end + shift);
                    before.matches.iter().any(|(known, _)| known.start < end && start < known.end)
                })
        };
        let spans: Vec<_> = self.matches.iter().map(|(span, _)| span.clone()).collect();
        let places = self.matches.iter().zip(locators(&self.record, &spans));
        places.filter(move |((span, _), _)| !is_known(span)).map(move |((span, kind), locator)| {
            let line = Line {
                kind: name(*kind),
                ..Line::new(text, span, width, place(&self.record, locator))
            };
            let begins = !text[..span.start].ends_with(char::is_alphanumeric);
            (line, *kind == MatchKind::Infix && !begins)
        })
    }

    /// How many bytes of the next passage are the end of this one.
    fn repeated_by(&self, next: &PassageRecord) -> usize {
        let (record, file) = (&self.record, &next.document.file);
        let overlaps = (record.document.file.root, &record.document.file.path)
            == (file.root, &file.path)
            && record.ordinal + 1 == next.ordinal
            && next.locator.byte_start < record.locator.byte_end;
        if !overlaps {
            return 0;
        }
        let (text, next) = (record.text(), next.text());
        // The longest; a passage is short enough to try each length.
        let lengths = (0..=text.len().min(next.len())).rev();
        let mut lengths = lengths.filter(|length| next.is_char_boundary(*length));
        lengths.find(|length| text.ends_with(&next[..*length])).unwrap_or_default()
    }
}

fn place(record: &PassageRecord, locator: Locator) -> Place {
    let (document, metadata) = (&record.document, &record.document.metadata);
    let path = &document.file.path;
    Place {
        citation: citation::short(
            metadata.title.as_deref(),
            path,
            document.place.as_deref(),
            &locator,
        ),
        path: path.clone(),
        locator,
        ordinal: record.ordinal,
        date: metadata.date.clone(),
        language: record.language,
        kind: metadata.kind.clone(),
        collection: metadata.collection.clone(),
        passage: record.id.clone(),
    }
}

/// Without the words of a list that the search leaves out, for they would fill the concordance.
fn telling(query: &Query) -> Query {
    let words: Vec<_> = query.words().map(|leaf| leaf.text.as_str()).collect();
    let language = identify_query(&words.join(" "));
    let is_common = |leaf: &Leaf| leaf.kind == LeafKind::Word && is_stop_word(&leaf.text, language);
    let mut telling = query.clone();
    if let Query::Clauses { should, .. } = &mut telling
        && !query.words().all(is_common)
    {
        should.retain(|query| !matches!(query, Query::Leaf(leaf) if is_common(leaf)));
    }
    telling
}

/// Whether several words were typed without any sign of how they belong together.
fn is_list(query: &Query) -> bool {
    let is_word = |query: &Query| matches!(query, Query::Leaf(leaf) if leaf.kind == LeafKind::Word);
    match query {
        Query::Clauses { must, should, .. } => {
            must.is_empty() && should.len() > 1 && should.iter().all(is_word)
        }
        _ => false,
    }
}

/// How what stands at a span matches: what begins there may be part of a longer match.
fn kind(found: &Highlights, matched: &str) -> MatchKind {
    let in_text = |kind| !matches!(kind, MatchKind::Title | MatchKind::Heading);
    let candidates = found
        .matches
        .iter()
        .filter(|found| in_text(found.kind) && matched.starts_with(&found.term));
    let best = candidates.max_by_key(|found| (found.term.len(), std::cmp::Reverse(found.kind)));
    best.map_or(MatchKind::Exact, |found| found.kind)
}

/// The kind as JSON names it.
fn name(kind: MatchKind) -> &'static str {
    match kind {
        MatchKind::Exact => "exact",
        MatchKind::Stem => "stem",
        MatchKind::Part => "part",
        MatchKind::Phrase => "phrase",
        MatchKind::Prefix => "prefix",
        MatchKind::Pattern => "pattern",
        MatchKind::Variant => "variant",
        MatchKind::Translation => "translation",
        MatchKind::Infix => "infix",
        MatchKind::Title => "title",
        MatchKind::Heading => "heading",
    }
}
