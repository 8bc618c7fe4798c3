//! The passages of a document as one text, so that a quote is found that runs from one to the next.

use super::lines::locate;
use crate::document::{Locator, Span};
use crate::index::PassageRecord;
use crate::verify::{Comparison, Grade};

/// What stands between two passages.
const GAP: &str = "\n\n";

/// A document by its passages.
pub(super) struct Joined {
    /// Where the document stands in its file, when the file holds several.
    pub place: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// The reading text of its passages; what two of them share stands once.
    pub text: String,
    /// The passages in order.
    pub passages: Vec<PassageRecord>,
    /// Where the text of each passage begins, and how much of it stands before, in the passage before.
    starts: Vec<(usize, usize)>,
}

/// Where a part of a document stands.
pub(super) struct Stretch<'d> {
    /// The passages it runs through.
    pub passages: &'d [PassageRecord],
    /// The page and lines it begins on.
    pub first: Locator,
    /// The page and lines it ends on.
    pub last: Locator,
}

impl Joined {
    pub fn new(
        place: Option<String>,
        title: Option<String>,
        passages: Vec<PassageRecord>,
    ) -> Joined {
        let mut text = String::new();
        let mut starts = Vec::with_capacity(passages.len());
        let mut before: Option<&PassageRecord> = None;
        for passage in &passages {
            let shared = before.map_or(0, |before| shared(before, passage));
            if before.is_some() && shared == 0 {
                text.push_str(GAP);
            }
            starts.push((text.len(), shared));
            text.push_str(&passage.text()[shared..]);
            before = Some(passage);
        }
        Joined { place, title, text, passages, starts }
    }

    /// Bytes of memory it takes, about.
    pub fn size(&self) -> usize {
        self.text.len() * 3 + self.passages.len() * size_of::<PassageRecord>()
    }

    /// A passage, as a quote that says all of it letter by letter.
    pub fn whole(&self, passage: usize) -> Comparison {
        let text = self.passages[passage].text();
        let (start, shared) = self.starts[passage];
        Comparison {
            grade: Grade::Exact,
            span: start.saturating_sub(shared)..start + text.len() - shared,
            similarity: 1.0,
            diff: Vec::new(),
        }
    }

    /// Where a part of the text stands: the fewest passages that hold it; `None` for a document without any.
    pub fn stretch(&self, span: &Span) -> Option<Stretch<'_>> {
        let passage_at = |offset: usize| self.starts.partition_point(|(start, _)| *start <= offset);
        let last = passage_at(span.end.saturating_sub(1).max(span.start)).checked_sub(1)?;
        let (start, shared) = self.starts[last];
        let first = match span.start + shared >= start {
            true => last,
            false => passage_at(span.start).checked_sub(1)?,
        };
        let locator = |index: usize| {
            let passage = &self.passages[index];
            let (start, shared) = self.starts[index];
            let text = passage.text();
            let inside = |offset: usize| (offset + shared).saturating_sub(start).min(text.len());
            locate(text, &passage.quote, &passage.locator, &(inside(span.start)..inside(span.end)))
        };
        let (from, to) = (locator(first), locator(last));
        Some(Stretch { passages: &self.passages[first..=last], first: from, last: to })
    }
}

/// Bytes at the start of a passage that stand at the end of the one before.
fn shared(before: &PassageRecord, passage: &PassageRecord) -> usize {
    if passage.locator.byte_start >= before.locator.byte_end {
        return 0;
    }
    let (end, text) = (before.text(), passage.text());
    let longest = text.floor_char_boundary(end.len().min(text.len()));
    let lengths = (1..=longest).rev().filter(|length| text.is_char_boundary(*length));
    lengths.into_iter().find(|length| end.ends_with(&text[..*length])).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::document::Language;

    /// A passage whose text is its source, at a byte, a page and a line.
    fn passage(text: &str, byte: u64, page: u32, line: u64) -> PassageRecord {
        let locator = Locator {
            paragraph: None,
            page: Some(page),
            page_label: None,
            line_start: line,
            line_end: line + text.matches('\n').count() as u64,
            byte_start: byte,
            byte_end: byte + text.len() as u64,
        };
        PassageRecord {
            id: format!("{page}-{line}"),
            document: Arc::default(),
            ordinal: 0,
            language: Language::English,
            headings: Vec::new(),
            locator,
            quote: text.to_owned(),
            text: None,
        }
    }

    fn check(joined: &Joined, part: &str, ids: &[&str], first: (u32, u64), last: (u32, u64)) {
        let start = joined.text.find(part).unwrap_or_else(|| panic!("{part}"));
        let found = joined.stretch(&(start..start + part.len())).expect("a stretch");
        let found_ids: Vec<_> = found.passages.iter().map(|passage| passage.id.as_str()).collect();
        assert_eq!(found_ids, ids, "{part}");
        assert_eq!((found.first.page, found.first.line_start), (Some(first.0), first.1), "{part}");
        assert_eq!((found.last.page, found.last.line_end), (Some(last.0), last.1), "{part}");
    }

    #[test]
    fn what_passages_share_stands_once() {
        let joined = Joined::new(
            None,
            None,
            vec![
                passage("One. Two.\nThree.", 0, 1, 1),
                passage("Three. Four.", 10, 1, 2),
                passage("Five.\nSix.", 30, 2, 1),
            ],
        );
        assert_eq!(joined.text, "One. Two.\nThree. Four.\n\nFive.\nSix.");
        check(&joined, "Two.\nThree.", &["1-1"], (1, 1), (1, 2));
        check(&joined, "Three. Four", &["1-2"], (1, 2), (1, 2));
        check(&joined, "Two.\nThree. Four", &["1-1", "1-2"], (1, 1), (1, 2));
        check(&joined, "Four.\n\nFive.\nSix", &["1-2", "2-1"], (1, 2), (2, 2));
        assert!(Joined::new(None, None, Vec::new()).stretch(&(0..0)).is_none());
    }
}
