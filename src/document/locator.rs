//! Where a span of a document stands in its source: page, lines, bytes.

use serde::{Deserialize, Serialize};

use super::{OffsetMap, Span};

/// A place in a source file that a reader can open and check.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Locator {
    /// The sheet, counted from 1; `None` when the source has no pages.
    pub page: Option<u32>,
    /// The number printed on the page, where one was found.
    pub page_label: Option<String>,
    /// The number of the paragraph, counted from 1, where the file is no text and has no pages.
    pub paragraph: Option<u64>,
    /// First line, counted from 1: in the file, or on the page where the file is no text but has pages.
    pub line_start: u64,
    /// Last line, counted from 1, inclusive.
    pub line_end: u64,
    /// First byte in the source file; in the text as it was read where the file is no text.
    pub byte_start: u64,
    /// One past the last byte.
    pub byte_end: u64,
}

/// A page of the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// Where the page begins in [`super::Document::text`].
    pub start: usize,
    /// The number printed on it, where one was found.
    pub label: Option<String>,
}

/// Maps spans of a document's reading text to places in its source.
#[derive(Clone, Debug, Default)]
pub struct LocatorMap {
    /// Reading text to decoded source.
    pub to_source: OffsetMap,
    /// Decoded source to the bytes of the file.
    pub to_bytes: OffsetMap,
    /// Offset in the decoded source of the first character of each line.
    pub line_starts: Vec<usize>,
    /// The pages in order; empty when the source has none. The first starts at 0.
    pub pages: Vec<Page>,
    /// How many sheets of the work stand before the first page, where the file holds a page of a work.
    pub sheets_before: u32,
    /// Whether the pages are known by the numbers printed on them only, so that their count says nothing.
    pub has_soft_pages: bool,
    /// Whether the file is no text, so that bytes count in the text as it was read.
    pub is_transcript: bool,
    /// Where each page begins in the source, where lines count on each page; else empty.
    pub page_starts: Vec<usize>,
}

impl LocatorMap {
    /// The span of the decoded source behind a span of the reading text.
    pub fn source_span(&self, span: &Span) -> Span {
        self.to_source.span(span)
    }

    /// The place of a span of the reading text.
    pub fn locate(&self, span: &Span) -> Locator {
        let source = self.source_span(span);
        let bytes = self.to_bytes.span(&source);
        let page = self.pages.partition_point(|page| page.start <= span.start);
        let page_start = page.checked_sub(1).and_then(|page| self.page_starts.get(page));
        let before = page_start.map_or(0, |start| self.line_of(*start) - 1);
        Locator {
            page: (page > 0 && !self.has_soft_pages)
                .then_some((page as u32).saturating_add(self.sheets_before)),
            page_label: page.checked_sub(1).and_then(|index| self.pages[index].label.clone()),
            paragraph: None,
            line_start: self.line_of(source.start) - before,
            line_end: self.line_of(source.end.saturating_sub(1).max(source.start)) - before,
            byte_start: bytes.start as u64,
            byte_end: bytes.end as u64,
        }
    }

    /// The line, counted from 1, of an offset in the decoded source.
    fn line_of(&self, offset: usize) -> u64 {
        self.line_starts.partition_point(|start| *start <= offset).max(1) as u64
    }
}

/// The offset of the first character of each line, for [`LocatorMap::line_starts`].
///
/// A line ends with `\n` or `\r\n`; in a text with no `\n` at all, with `\r` (the old Mac convention). A form feed
/// ends no line, as in every editor.
pub fn line_starts(source: &str) -> Vec<usize> {
    let end = if source.contains('\n') { b'\n' } else { b'\r' };
    let breaks = source.bytes().enumerate().filter(|(_, byte)| *byte == end).map(|(at, _)| at + 1);
    std::iter::once(0).chain(breaks).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> LocatorMap {
        LocatorMap {
            to_source: OffsetMap::identity(text.len()),
            to_bytes: OffsetMap::identity(text.len()),
            line_starts: line_starts(text),
            ..LocatorMap::default()
        }
    }

    #[test]
    fn lines_count_from_one_and_the_end_is_inclusive() {
        let locator = plain("one\ntwo\nthree\n").locate(&(4..14));
        assert_eq!((locator.line_start, locator.line_end), (2, 3));
        assert_eq!((locator.byte_start, locator.byte_end), (4, 14));
        assert_eq!(locator.page, None);
    }

    #[test]
    fn old_mac_lines_end_with_a_carriage_return() {
        assert_eq!(plain("one\rtwo").locate(&(4..7)).line_start, 2);
        assert_eq!(line_starts("a\r\nb\rc"), [0, 3]);
    }

    #[test]
    fn pages_carry_sheet_and_label() {
        let mut map = plain("first second");
        map.pages =
            vec![Page { start: 0, label: None }, Page { start: 6, label: Some("217".into()) }];
        let locator = map.locate(&(6..12));
        assert_eq!((locator.page, locator.page_label.as_deref()), (Some(2), Some("217")));
        map.sheets_before = 10;
        assert_eq!(map.locate(&(6..12)).page, Some(12));
        map.has_soft_pages = true;
        let locator = map.locate(&(6..12));
        assert_eq!((locator.page, locator.page_label.as_deref()), (None, Some("217")));
    }
}
