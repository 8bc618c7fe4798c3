//! What holds for every document, whatever its format and its bytes.

use proptest::prelude::*;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::{Options, detect, encoding, extract, is_plain};
use crate::document::{Document, MediaType, Span};

const NAMES: [&str; 4] = ["a.txt", "a.md", "a.html", "a.xml"];

/// Pieces of text that formats, repair and encodings treat in a special way.
const PIECES: [&str; 88] = [
    "Kopf\n",
    "\n217\x0C",
    "\n218\x0C",
    "\n- 3 -\x0C",
    "\x0CDer Kopf 4\n",
    "konfö-\x0C",
    "officials.1 ",
    "Plan2 ",
    "a",
    "b",
    "Die",
    "konföderation",
    "Plan",
    "DVRK",
    "und",
    "to",
    "1957",
    "ä",
    "a\u{308}",
    "\u{308}",
    "\u{AD}",
    "\u{212B}",
    "\u{1100}",
    "\u{1161}",
    "\u{345}",
    "\u{F73}",
    "e\u{323}\u{302}",
    "-",
    "- ",
    "¬",
    "⸗",
    " ",
    "  ",
    "\t",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\u{C}",
    "\u{A0}",
    "\u{2028}",
    "\0",
    ".",
    "„Wort“",
    "DOCUMENT NO. 3",
    "TITEL HIER",
    "***",
    "3. September",
    "[Source",
    "\n   ",
    "Ein Satz, der lang genug ist, um einmal umbrochen zu werden",
    "umbrochen wurde er hier und dann ging er doch noch weiter.\n",
    "# ",
    "> ",
    "```\n",
    "    x\n",
    "| a | b |\n|---|---|\n| c | d |\n",
    "[^1]",
    "[^1]: ",
    "*",
    "`",
    "\\",
    "---\n",
    "title: x\n",
    "<p>",
    "</p>",
    "<nav>",
    "</nav>",
    "<main>",
    "<br>",
    "<pre>",
    "</pre>",
    "<script>",
    "</script>",
    "<title>",
    "</title>",
    "&auml;",
    "&nGt;",
    "&notit;",
    "<![CDATA[",
    "]]>",
    "<?xml version='1.0'?>",
    "<!DOCTYPE a [",
    "<!-- ",
    " -->",
    "<a b='",
    "<lb/>",
    "</",
];

/// What a word may be divided with at the end of a line.
const HYPHENS: [&str; 5] = ["-", "¬", "⸗", "\u{2010}", "\u{AD}"];

fn text() -> impl Strategy<Value = String> {
    let pieces = proptest::collection::vec(prop::sample::select(&PIECES[..]), 0..40);
    prop_oneof![4 => pieces.prop_map(|pieces| pieces.concat()), 1 => "\\PC{0,60}"]
}

fn check(document: &Document, bytes: &[u8]) -> Result<(), TestCaseError> {
    let text = &document.text;
    let mut end = 0;
    for (index, block) in document.blocks.iter().enumerate() {
        prop_assert_eq!(block.span.start, if index == 0 { 0 } else { end + 2 });
        prop_assert!(index == 0 || &text[end..block.span.start] == "\n\n");
        let content = &text[block.span.clone()];
        prop_assert!(
            !content.is_empty() && content.trim() == content && !content.contains("\n\n"),
            "{:?}",
            content
        );
        prop_assert!(
            !content.contains(['\t', '\r', '\u{AD}']) && !content.contains("  "),
            "{:?}",
            content
        );
        for page in &document.locators.pages {
            prop_assert!(page.start <= block.span.start || page.start >= block.span.end);
        }
        end = block.span.end;
    }
    prop_assert_eq!(end, text.len());
    prop_assert!(is_nfc(text), "{:?}", text);
    for pair in document.left_out.windows(2) {
        prop_assert!(pair[0].end <= pair[1].start);
    }
    let quotes = document.blocks.iter().map(|block| document.locators.source_span(&block.span));
    for quoted in quotes {
        let is_apart = |span: &Span| span.end <= quoted.start || quoted.end <= span.start;
        prop_assert!(document.left_out.iter().all(is_apart));
    }
    let at: Vec<usize> = (0..=text.len()).filter(|at| text.is_char_boundary(*at)).collect();
    let spans = at
        .windows(2)
        .map(|pair| pair[0]..pair[1])
        .chain(document.blocks.iter().map(|block| block.span.clone()));
    for span in spans {
        let quote = document.quote(&span);
        prop_assert!(
            !quote.is_empty() || text[span.clone()].trim().is_empty(),
            "{:?} has no source",
            &text[span.clone()]
        );
        let locator = document.locators.locate(&span);
        prop_assert!(locator.line_start >= 1 && locator.line_end >= locator.line_start);
        let raw = &bytes[locator.byte_start as usize..locator.byte_end as usize];
        let encoding = encoding::Charset::from_name(&document.encoding);
        if let Some(encoding) = encoding {
            prop_assert_eq!(&encoding::decode(raw, Some(encoding), None).text, quote);
        }
    }
    Ok(())
}

fn extracted(name: &str, bytes: &[u8]) -> Result<Option<Document>, TestCaseError> {
    match extract(name, bytes, &Options::default()) {
        Ok(extraction) => Ok((extraction.documents.len() == 1 && is_plain(extraction.media_type))
            .then(|| extraction.only())),
        Err(_) => Ok(None),
    }
}

/// The text without what repair may change.
fn bare(text: &str) -> String {
    let bare: String =
        text.nfc().filter(|c| !c.is_whitespace() && !"-¬⸗\u{2010}\u{AD}".contains(*c)).collect();
    bare.nfc().collect()
}

/// The reading text without the rests of words that stand for the hyphen at the foot of a page.
fn own_text(document: &Document) -> String {
    let stands_for_hyphen = |at: usize, c: char| {
        let quote = document.quote(&(at..at + c.len_utf8()));
        HYPHENS.contains(&quote) && !quote.contains(c)
    };
    let text = document.text.char_indices();
    text.filter(|(at, c)| !stands_for_hyphen(*at, *c)).map(|(_, c)| c).collect()
}

/// The source without the lines left out.
fn text_in_blocks(document: &Document) -> String {
    let mut text = document.source.clone();
    for span in document.left_out.iter().rev() {
        text.replace_range(span.clone(), "");
    }
    text
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1000))]

    #[test]
    fn any_text_gives_a_sound_document(text in text(), name in prop::sample::select(&NAMES)) {
        if let Some(document) = extracted(name, text.as_bytes())? {
            check(&document, text.as_bytes())?;
        }
    }

    #[test]
    fn any_bytes_give_a_sound_document(bytes in proptest::collection::vec(any::<u8>(), 0..80), name in prop::sample::select(&NAMES)) {
        if let Some(document) = extracted(name, &bytes)? {
            check(&document, &bytes)?;
        }
    }

    #[test]
    fn any_encoding_gives_a_sound_document(text in text(), name in prop::sample::select(&NAMES), mac in any::<bool>()) {
        let bytes = match mac {
            true => encoding_rs::MACINTOSH.encode(&text).0.into_owned(),
            false => [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
        };
        if let Some(document) = extracted(name, &bytes)? {
            check(&document, &bytes)?;
        }
    }

    #[test]
    fn plain_text_loses_nothing(text in text()) {
        let is_plain = detect("a.txt", text.as_bytes()) == Ok(MediaType::Text);
        match extracted("a.txt", text.as_bytes())? {
            Some(document) if document.encoding == "UTF-8" && is_plain => {
                prop_assert_eq!(bare(&own_text(&document)), bare(&text_in_blocks(&document)));
                prop_assert_eq!(&document.source, &text);
            }
            Some(_) => {}
            None => prop_assert!(text.contains('\0') || !is_plain || bare(&text).is_empty() || text.trim().is_empty()),
        }
    }

    #[test]
    fn extraction_is_deterministic(text in text(), name in prop::sample::select(&NAMES)) {
        let (first, second) = (extracted(name, text.as_bytes())?, extracted(name, text.as_bytes())?);
        prop_assert_eq!(first.map(|document| format!("{document:?}")), second.map(|document| format!("{document:?}")));
    }
}
