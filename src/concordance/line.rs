//! A line of a concordance: a match, the words around it and where it stands.

use serde::{Serialize, Serializer};
use unicode_segmentation::{GraphemeCursor, UnicodeSegmentation};

use super::cut::{head, tail};
use super::plain::visible;
use crate::document::{HistoricalDate, Language, Locator, Span};

/// Bytes of text looked at for a character of context. Far more than any script needs, so that only a text made to
/// harm is cut by it: one of nothing but combining marks, or of nothing but blanks.
const BYTES_PER_CHARACTER: usize = 64;

/// A match with the words before and after it.
///
/// The three texts follow one another as in the document, blanks included: `left` ends with a blank where a blank
/// stands before the keyword, and not where the keyword is the end of a longer word. White space of any length is one
/// blank, and control characters are replaced by U+FFFD. In a script written from right to left, `left` is still what
/// is read first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Line {
    /// What stands before the match.
    pub left: String,
    /// What matched.
    pub keyword: String,
    /// What stands after the match.
    pub right: String,
    /// Where the match begins in the passage's text, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// How the match answers the query, as the search names it: `exact`, `stem`. [`Line::new`] leaves it empty.
    #[serde(rename = "match")]
    pub kind: &'static str,
    /// The passage it stands in.
    #[serde(flatten)]
    pub place: Place,
}

/// Where a line stands, and what is known about its document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Place {
    /// Title, file, page and lines.
    pub citation: String,
    /// Path below the folder that was indexed.
    pub path: String,
    /// Page, lines and bytes.
    #[serde(flatten)]
    pub locator: Locator,
    /// The passage's number in the file, from 0.
    #[serde(skip)]
    pub ordinal: u32,
    /// When the document was written.
    #[serde(serialize_with = "iso")]
    pub date: Option<HistoricalDate>,
    /// The passage's language.
    pub language: Language,
    /// The document's kind: letter, report.
    #[serde(rename = "type")]
    pub kind: Option<String>,
    /// The holding or the edition the document belongs to.
    pub collection: Option<String>,
    /// The passage, for `docsearch show`.
    #[serde(rename = "passage_id")]
    pub passage: String,
}

impl Line {
    /// The line of the match at `span`, a byte range of `text`, with up to `width` characters (graphemes) on each side.
    ///
    /// The context is cut between words, and inside one only where no whole word fits. A span that begins or ends
    /// inside a grapheme is widened to hold it; one that leaves the text ends with it.
    pub fn new(text: &str, span: &Span, width: usize, place: Place) -> Line {
        let reach = width.saturating_add(1).saturating_mul(BYTES_PER_CHARACTER);
        let start = text.floor_char_boundary(span.start);
        let end = text.ceil_char_boundary(span.end).max(start);
        let from = text.floor_char_boundary(start.saturating_sub(reach));
        let to = text.ceil_char_boundary(end.saturating_add(reach));
        let keyword = widened(&text[from..to], start - from..end - from);
        let (start, end) = (from + keyword.start, from + keyword.end);

        // One character more than is shown tells whether the last one ends a word.
        let mut before: Vec<_> =
            shown(text[from..start].graphemes(true).rev()).take(width.saturating_add(1)).collect();
        before.reverse();
        let after: String =
            shown(text[end..to].graphemes(true)).take(width.saturating_add(1)).collect();
        Line {
            left: tail(&before.concat(), width, |_| 1).to_owned(),
            keyword: shown(text[start..end].graphemes(true)).collect(),
            right: head(&after, width, |_| 1).to_owned(),
            start,
            end,
            kind: "",
            place,
        }
    }
}

/// The span that holds every grapheme of which `span` holds a part.
fn widened(text: &str, span: Span) -> Span {
    let cursor = |at| GraphemeCursor::new(at, text.len(), true);
    // The whole text is at hand, so the cursor never asks for more of it.
    let is_inside = |at| cursor(at).is_boundary(text, 0) == Ok(false);
    let start = match is_inside(span.start) {
        true => cursor(span.start).prev_boundary(text, 0).ok().flatten().unwrap_or(0),
        false => span.start,
    };
    let end = match is_inside(span.end) {
        true => cursor(span.end).next_boundary(text, 0).ok().flatten().unwrap_or(text.len()),
        false => span.end,
    };
    start..end
}

/// Graphemes as they are shown, white space of any length as one blank.
fn shown<'t>(graphemes: impl Iterator<Item = &'t str>) -> impl Iterator<Item = &'t str> {
    let mut last = "";
    graphemes.map(visible).filter(move |grapheme| {
        let is_repeated = *grapheme == " " && last == " ";
        last = grapheme;
        !is_repeated
    })
}

fn iso<S: Serializer>(date: &Option<HistoricalDate>, serializer: S) -> Result<S::Ok, S::Error> {
    date.as_ref().map(HistoricalDate::iso).serialize(serializer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::concordance::plain::is_harmful;
    use proptest::prelude::*;

    fn line(text: &str, word: &str, width: usize) -> [String; 3] {
        let start = text.find(word).expect("the word");
        let line = Line::new(text, &(start..start + word.len()), width, Place::default());
        [line.left, line.keyword, line.right]
    }

    #[test]
    fn the_context_is_whole_words() {
        for (text, word, width, expect) in [
            ("eins zwei drei vier fünf", "drei", 10, ["eins zwei ", "drei", " vier fünf"]),
            ("eins zwei drei vier fünf", "drei", 9, ["zwei ", "drei", " vier"]),
            ("eins zwei drei vier fünf", "drei", 3, ["ei ", "drei", " vi"]),
            ("eins zwei drei vier fünf", "drei", 0, ["", "drei", ""]),
            (
                "die Außenministerkonferenz tagt",
                "minister",
                12,
                ["die Außen", "minister", "konferenz"],
            ),
            ("\n\tso  \r\n\r\n es\u{2028}war", "es", 9, [" so ", "es", " war"]),
            ("a\u{7}b wort \u{202e}c", "wort", 9, ["a\u{FFFD}b ", "wort", " \u{FFFD}c"]),
            ("kalte\r\nKrieg e", "kalte\r\nKrieg", 9, ["", "kalte Krieg", " e"]),
            ("xe\u{301} wort e\u{301}x", "wort", 3, ["xe\u{301} ", "wort", " e\u{301}x"]),
            ("xe\u{301} wort e\u{301}x", "wort", 2, ["e\u{301} ", "wort", " e\u{301}"]),
            ("a👩‍👩‍👧 wort 👩‍👩‍👧a", "wort", 2, ["👩‍👩‍👧 ", "wort", " 👩‍👩‍👧"]),
            ("שלום עולם טוב", "עולם", 5, ["שלום ", "עולם", " טוב"]),
        ] {
            assert_eq!(line(text, word, width), expect, "{text:?}, {width}");
        }
    }

    #[test]
    fn a_keyword_is_whole_graphemes() {
        let text = "le cafe\u{301} noir";
        let line = Line::new(text, &(3..7), 9, Place::default());
        assert_eq!((line.keyword.as_str(), line.right.as_str()), ("cafe\u{301}", " noir"));
        assert_eq!((line.start, line.end), (3, 9));
    }

    #[test]
    fn spans_outside_of_the_text_are_no_fault() {
        for span in [0..99, 99..100, usize::MAX..usize::MAX, Span { start: 9, end: 2 }, 1..2] {
            Line::new("ä漢字 a", &span, usize::MAX, Place::default());
            Line::new("", &span, 3, Place::default());
        }
    }

    #[test]
    fn hostile_text_costs_no_more_than_its_context() {
        for filler in ["\u{301}", " ", "🇩", "a\u{200D}", "\u{0}"] {
            let text = format!("{0}wort{0}", filler.repeat(100_000));
            let start = filler.len() * 100_000;
            let line = Line::new(&text, &(start..start + 4), 20, Place::default());
            assert!(
                line.left.len() + line.keyword.len() + line.right.len()
                    <= 4 * 21 * BYTES_PER_CHARACTER
            );
        }
    }

    #[test]
    fn json_is_flat() {
        let place = Place {
            path: "a.txt".into(),
            date: HistoricalDate::day(1960, 8, 30, "30.8.1960"),
            language: Language::German,
            ..Place::default()
        };
        let json = serde_json::to_value(Line::new("ein Wort", &(4..8), 9, place)).expect("JSON");
        let expect = serde_json::json!({
            "left": "ein ", "keyword": "Wort", "right": "", "start": 4, "end": 8, "match": "",
            "citation": "", "path": "a.txt", "passage_id": "", "date": "1960-08-30", "language": "de",
            "type": null, "collection": null, "page": null, "page_label": null, "paragraph": null,
            "line_start": 0, "line_end": 0, "byte_start": 0, "byte_end": 0,
        });
        assert_eq!(json, expect);
    }

    proptest! {
        #[test]
        fn lines_are_plain_and_no_wider_than_asked(
            text in r"([a-zäß]{1,9}|[ \n\t\r]|\PC|\u{202e}|\x1b|\u{301}){0,60}",
            start in 0..200usize, len in 0..20usize, width in 0..20usize,
        ) {
            let line = Line::new(&text, &(start..start + len), width, Place::default());
            let all = format!("{}{}{}", line.left, line.keyword, line.right);
            prop_assert!(!all.contains(|c: char| is_harmful(c) || c.is_control()));
            prop_assert!(line.left.graphemes(true).count() <= width);
            prop_assert!(line.right.graphemes(true).count() <= width);
            prop_assert!(text.get(line.start..line.end).is_some());
            // A blank is all that is lost, and only at the outer ends.
            let flat: String = shown(text.graphemes(true)).collect();
            prop_assert!(flat.replace(' ', "").contains(&all.replace(' ', "")));
        }
    }
}
