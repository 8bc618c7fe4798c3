//! What holds for every document, passage and query.

use docsearch::document::{
    BlockKind, Document, Field, HistoricalDate, MediaType, Metadata, Slot, Span, day_number,
};
use docsearch::passage::Passage;
use docsearch::query::Leaf;
use unicode_normalization::is_nfc;

/// The longest text in which each character is looked at, in bytes.
const EACH_CHARACTER: usize = 1 << 12;

/// Panics unless the document of a file of `len` bytes is sound.
pub fn document(document: &Document, len: usize, media_type: &MediaType) {
    let text = &document.text;
    let mut end = 0;
    for (index, block) in document.blocks.iter().enumerate() {
        let start = if index == 0 { 0 } else { end + 2 };
        assert_eq!(block.span.start, start, "the start of block {index}");
        assert!(index == 0 || &text[end..start] == "\n\n", "before block {index}");
        let content = &text[block.span.clone()];
        assert!(!content.is_empty() && content.trim() == content, "{content:?}");
        assert!(!content.contains("\n\n") && !content.contains('\u{AD}'), "{content:?}");
        assert!(matches!(block.kind, BlockKind::Paragraph | BlockKind::Heading(1..=6)));
        end = block.span.end;
    }
    assert_eq!(end, text.len(), "the end of the blocks");
    assert!(!text.is_empty(), "no text in a {media_type}");
    assert!(is_nfc(text), "{text:?}");
    pages(document);
    parts(document);
    left_out(document);
    metadata(&document.metadata);
    document.parts.iter().for_each(|part| metadata(&part.metadata));
    let blocks = document.blocks.iter().map(|block| block.span.clone());
    blocks.for_each(|span| place(document, &span, len));
    if text.len() <= EACH_CHARACTER {
        let characters = text.char_indices().map(|(at, c)| at..at + c.len_utf8());
        characters.for_each(|span| place(document, &span, len));
    }
    assert!(document.warnings.iter().all(|line| !line.trim().is_empty()), "an empty warning");
}

/// The place of a span is one in the file, and its quote is some text.
fn place(document: &Document, span: &Span, len: usize) {
    let quote = document.quote(span);
    let text = &document.text[span.clone()];
    assert!(!quote.is_empty() || text.trim().is_empty(), "{text:?} has no source");
    let locator = document.locators.locate(span);
    assert!(locator.line_start >= 1 && locator.line_end >= locator.line_start, "{locator:?}");
    assert!(locator.byte_end >= locator.byte_start, "{locator:?}");
    if document.locators.is_transcript {
        let bytes = locator.byte_start as usize..locator.byte_end as usize;
        assert_eq!(document.source.get(bytes), Some(quote), "{locator:?}");
    } else if document.place.is_none() {
        assert!(locator.byte_end <= len as u64, "{locator:?}");
    }
    let pages = document.locators.pages.len();
    assert!(locator.page.is_none_or(|page| (1..=pages).contains(&(page as usize))));
}

fn pages(document: &Document) {
    let locators = &document.locators;
    assert!(locators.pages.first().is_none_or(|page| page.start == 0), "the first page");
    assert!(locators.pages.is_sorted_by_key(|page| page.start), "{:?}", locators.pages);
    assert!(locators.page_starts.is_sorted() && locators.line_starts.is_sorted());
    let mut blocks = document.blocks.iter().peekable();
    for page in &locators.pages {
        assert!(document.text.is_char_boundary(page.start), "{page:?}");
        assert!(page.label.as_ref().is_none_or(|label| !label.trim().is_empty()), "{page:?}");
        while blocks.next_if(|block| block.span.end <= page.start).is_some() {}
        assert!(blocks.peek().is_none_or(|block| page.start <= block.span.start), "{page:?}");
    }
}

/// Every value is some, in the calendar, and has an origin.
fn metadata(metadata: &Metadata) {
    let mut copy = metadata.clone();
    for field in Field::ALL {
        let slot = copy.slot(field);
        let is_known = !slot.is_empty();
        match slot {
            Slot::Text(text) => assert!(text.iter().all(|text| !text.trim().is_empty())),
            Slot::Texts(texts) => assert!(texts.iter().all(|text| !text.trim().is_empty())),
            Slot::Date(date) => assert!(date.iter().all(is_in_calendar), "{date:?}"),
            Slot::Language(_) => {}
        }
        assert_eq!(is_known, metadata.origins.contains_key(&field), "{field:?} of {metadata:?}");
    }
}

fn is_in_calendar(date: &HistoricalDate) -> bool {
    let is_day = |day: u32| day_number(day / 10_000, day / 100 % 100, day % 100) == Some(day);
    is_day(date.earliest) && is_day(date.latest) && date.earliest <= date.latest
}

fn parts(document: &Document) {
    let starts: Vec<usize> = document.parts.iter().map(|part| part.start).collect();
    assert!(starts.is_empty() || starts[0] == 0 && starts.len() > 1, "{starts:?}");
    assert!(starts.is_sorted_by(|a, b| a < b), "{starts:?}");
    let opens_block =
        |start: &usize| document.blocks.binary_search_by_key(start, |block| block.span.start);
    assert!(starts.iter().all(|start| opens_block(start).is_ok()), "{starts:?}");
}

fn left_out(document: &Document) {
    for span in &document.left_out {
        assert!(document.source.get(span.clone()).is_some(), "{span:?} left out");
    }
    assert!(document.left_out.is_sorted_by(|a, b| a.end <= b.start), "{:?}", document.left_out);
}

/// Panics unless the passages cover the document in order and keep to its pages.
pub fn passages(document: &Document, passages: &[Passage]) {
    let (mut covered, mut last_start) = (0, 0);
    for (index, passage) in passages.iter().enumerate() {
        let span = &passage.span;
        let text = &document.text[span.clone()];
        assert!(!text.is_empty() && text.trim() == text, "{text:?}");
        assert!(span.start >= last_start && passage.ordinal as usize == index);
        if span.start > covered {
            assert_eq!(document.text[covered..span.start].trim(), "", "between passages");
        }
        let pages = &document.locators.pages;
        let after = pages.partition_point(|page| page.start <= span.start);
        assert!(pages.get(after).is_none_or(|page| page.start >= span.end), "across a page break");
        assert!(!document.quote(span).is_empty());
        last_start = span.start;
        covered = covered.max(span.end);
    }
    assert_eq!(document.text[covered..].trim(), "", "after the passages");
}

/// Panics unless the sentences are trimmed and cover the text in order.
pub fn sentences(text: &str, sentences: &[Span]) {
    let mut end = 0;
    for span in sentences {
        assert_eq!(text[end..span.start].trim(), "", "between sentences");
        let typed = &text[span.clone()];
        assert!(!typed.is_empty() && typed.trim() == typed, "{typed:?}");
        end = span.end;
    }
    assert_eq!(text[end..].trim(), "", "after the sentences");
}

/// Panics unless the text of a leaf stands in the query where it says.
pub fn leaf(leaf: &Leaf, query: &str) {
    assert_eq!(query.get(leaf.span.clone()), Some(leaf.text.as_str()), "{leaf:?}");
    assert!(leaf.text.chars().any(char::is_alphanumeric), "{leaf:?}");
}
