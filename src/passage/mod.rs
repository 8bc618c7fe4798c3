//! Documents to passages.

mod abbreviation;
mod cut;
mod packing;
mod section;
mod sentence;

use crate::document::{Document, Language, Span};

/// A stretch of a document that is found, ranked and cited as one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where it stands in [`Document::text`]: contiguous, trimmed, never across a page break.
    ///
    /// Neighbours overlap by a sentence where a long paragraph was split.
    pub span: Span,
    /// The headings of the section it stands in, outermost first; long ones are shortened.
    pub headings: Vec<String>,
    /// Its number in the document, from 0.
    pub ordinal: u32,
}

/// How large a passage may be.
///
/// The headings before the first passage of a section come on top, up to as much again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Paragraphs with fewer words are joined to their neighbours.
    pub min_words: usize,
    /// Paragraphs with more words are split.
    pub max_words: usize,
    /// The same in bytes, for text with few or no blanks.
    pub max_bytes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Limits {
            // Whole paragraphs beat every fixed window on 240 English and German paragraphs; where one
            // must be cut, pieces of 200 to 250 words that end with a sentence lose least.
            min_words: 60,
            max_words: 220,
            // 220 words of prose are some 1,500 bytes; only tables of addresses, code and scripts
            // without blanks come this far.
            max_bytes: 4096,
        }
    }
}

/// Cuts a document into passages: the author's own paragraphs, short ones joined and long ones split. A block of which
/// `is_boilerplate` says that it repeats over the collection stands in a passage with its neighbour.
///
/// Every character of every block that is not white space stands in some passage. Time is linear in the text.
pub fn segment(
    document: &Document,
    language: Language,
    limits: &Limits,
    is_boilerplate: &dyn Fn(&str) -> bool,
) -> Vec<Passage> {
    let packer = packing::Packer { text: &document.text, language, limits, is_boilerplate };
    let mut passages: Vec<Passage> = Vec::new();
    for section in section::sections(document) {
        let spans = packer.pack(&document.blocks[section.blocks.clone()], section.lead);
        if section.joins_previous()
            && let ([span], Some(last)) = (&spans[..], passages.last_mut())
            && packer.fits(&(last.span.start..span.end))
        {
            last.span.end = span.end;
            continue;
        }
        for span in spans {
            let ordinal = passages.len() as u32;
            passages.push(Passage { span, headings: section.headings.clone(), ordinal });
        }
    }
    passages
}

/// The sentences of a text: trimmed, disjoint, in order, together covering all that is not white space.
///
/// Offsets are bytes of `text`. Time is linear in the text. With [`Language::Unknown`] the abbreviations of English
/// and of German both count.
pub fn sentences(text: &str, language: Language) -> Vec<Span> {
    sentence::Sentences::new(text, language).collect()
}

/// Takes the white space off both ends of a span of `text`.
fn trimmed(text: &str, span: Span) -> Span {
    let inner = text[span.clone()].trim_start();
    let start = span.end - inner.len();
    start..start + inner.trim_end().len()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::document::{Block, BlockKind, Page};

    use super::*;

    const SMALL: Limits = Limits { min_words: 3, max_words: 8, max_bytes: 60 };

    /// A document of pages and blocks; a block that begins with `# ` or `## ` is a heading.
    fn document<Text: AsRef<str>>(pages: &[Vec<Text>]) -> Document {
        let mut document = Document::default();
        for page in pages {
            document.locators.pages.push(Page { start: document.text.len(), label: None });
            for block in page {
                let marked = block.as_ref();
                let text = marked.trim_start_matches('#').trim_start();
                let kind = match marked.len() - marked.trim_start_matches('#').len() {
                    0 => BlockKind::Paragraph,
                    level => BlockKind::Heading(level as u8),
                };
                let start = document.text.len();
                document.text.push_str(text);
                document.blocks.push(Block { span: start..document.text.len(), kind });
                document.text.push_str("\n\n");
            }
        }
        document
    }

    /// The passages as `heading/heading: text | text`.
    fn check(pages: &[Vec<&str>], expect: &[&str]) {
        let document = document(pages);
        let passages = segment(&document, Language::English, &SMALL, &|_| false);
        let found: Vec<String> = passages
            .iter()
            .map(|passage| {
                let text = document.text[passage.span.clone()].replace("\n\n", " | ");
                format!("{}: {text}", passage.headings.join("/"))
            })
            .collect();
        assert_eq!(found, expect);
        assert!(
            passages.iter().enumerate().all(|(index, passage)| passage.ordinal as usize == index)
        );
    }

    #[test]
    fn headings_travel_along() {
        check(
            &[vec!["# A", "## B", "one two three", "four five six", "## C", "text", "# D", "end"]],
            &["A/B: A | B | one two three", "A/B: four five six", "A/C: C | text", "D: D | end"],
        );
        check(&[vec!["## A", "# B", "text"]], &["B: A | B | text"]);
        check(&[vec!["a b c d", "# E", "f g h i j"]], &[": a b c d", "E: E | f g h i j"]);
    }

    #[test]
    fn a_heading_with_nothing_after_it_is_kept() {
        check(&[vec!["one two three", "# End"]], &[": one two three | End"]);
        check(&[vec!["1 2 3 4 5 6 7 8", "# End"]], &[": 1 2 3 4 5 6 7 8", "End: End"]);
        check(&[vec!["# Only", "## This"]], &["Only/This: Only | This"]);
        check(&[vec!["one", "# A"], vec!["# B"]], &[": one | A", "B: B"]);
    }

    #[test]
    fn pages_are_borders() {
        check(&[vec!["# A", "one"], vec!["two", "three"]], &["A: A | one", "A: two | three"]);
        check(&[vec!["# A"], vec!["one"]], &["A: A", "A: one"]);
    }

    #[test]
    fn rules_and_document_lines_are_borders() {
        check(&[vec!["one", "***", "two"]], &[": one", ": *** | two"]);
        check(&[vec!["one", "***"]], &[": one | ***"]);
        check(&[vec!["***", "***"]], &[": *** | ***"]);
        check(&[vec!["one", "***", "# End"]], &[": one", "End: *** | End"]);
        check(
            &[vec!["# A", "one", "***", "DOCUMENT NO. 2", "# B", "two", "DOCUMENT NO. 3"]],
            &[
                "A: A | one",
                "DOCUMENT NO. 2/B: *** | DOCUMENT NO. 2 | B | two",
                "DOCUMENT NO. 3: DOCUMENT NO. 3",
            ],
        );
    }

    #[test]
    fn hostile_texts_take_linear_time() {
        let units = [
            "a", "a.", "a. ", "A. ", ".", ". ", ". A", "1. ", ".1", ".\"", "\n", ". \n", "('",
            "u\u{308}", "*", "Dr. ",
        ];
        for unit in units {
            let text = unit.repeat(100_000 / unit.len());
            let whole = document(&[vec![format!("x{text}")]]);
            let many = document(&[vec![unit.trim(); 5_000]
                .into_iter()
                .filter(|unit| !unit.is_empty())
                .collect()]);
            for document in [whole, many] {
                segment(&document, Language::Unknown, &Limits::default(), &|_| false);
            }
        }
    }

    fn block() -> impl Strategy<Value = String> {
        prop_oneof![
            3 => "#{1,3} [a-z]{1,6}( [a-z]{1,6}){0,3}",
            6 => "[a-zäß]{1,9}([.!?]?[ \n][A-ZÄa-zé0-9„]{1,9}){0,30}[.“]?",
            1 => Just("***".to_owned()),
            1 => "DOCUMENT NO\\. [1-9]",
            1 => "[a-z日u\u{308}👩]{50,400}",
            1 => "\\PC{1,80}".prop_filter("not blank", |text| !text.trim_matches(['#', ' ']).trim().is_empty()),
        ]
    }

    fn limits() -> impl Strategy<Value = Limits> {
        (0..20usize, 1..30usize, 20..200usize).prop_map(|(min_words, max_words, max_bytes)| {
            Limits { min_words, max_words, max_bytes }
        })
    }

    proptest! {
        #[test]
        fn passages_lose_nothing_and_keep_to_pages_and_limits(
            pages in prop::collection::vec(prop::collection::vec(block(), 0..12), 0..4),
            limits in limits(),
        ) {
            let document = document(&pages);
            let passages = segment(&document, Language::Unknown, &limits, &|_| false);
            prop_assert_eq!(&passages, &segment(&document, Language::Unknown, &limits, &|_| false));

            let mut covered = 0;
            let mut last_start = 0;
            for passage in &passages {
                let span = passage.span.clone();
                let text = &document.text[span.clone()];
                prop_assert!(!text.is_empty() && text.trim() == text);
                prop_assert!(span.start >= last_start);
                prop_assert!(document.locators.pages.iter().all(|page| page.start <= span.start || page.start >= span.end));
                if span.start > covered {
                    prop_assert!(document.text[covered..span.start].trim().is_empty());
                }
                last_start = span.start;
                covered = covered.max(span.end);

                // What introduces a section comes on top of the limits.
                let lead: Vec<Span> = document.blocks.iter()
                    .filter(|block| span.start <= block.span.start && block.span.end <= span.end)
                    .filter(|block| {
                        let text = &document.text[block.span.clone()];
                        block.kind != BlockKind::Paragraph || text == "***" || text.starts_with("DOCUMENT NO. ")
                    })
                    .map(|block| block.span.clone())
                    .collect();
                let lead_words: usize =
                    lead.iter().map(|span| document.text[span.clone()].split_whitespace().count()).sum();
                let lead_bytes: usize = lead.iter().map(|span| span.len() + 2).sum();
                prop_assert!(text.split_whitespace().count() <= limits.max_words + lead_words);
                prop_assert!(text.len() <= limits.max_bytes + lead_bytes);
            }
            prop_assert!(document.text[covered..].trim().is_empty());
        }
    }
}
