//! Plain text.

use super::assemble;
use super::encoding::decode;
use super::flow::{Draft, Flow};
use super::registry::{Format, Read};
use super::repair::{form_feed_pages, paragraphs};
use crate::document::{MediaType, Metadata};

/// The format's row in the registry.
pub const FORMAT: Format = Format {
    media_type: MediaType::Text,
    version: 2,
    extensions: &["txt", "text", "asc"],
    read: Read::Text(|bytes, options| {
        assemble::document(decode(bytes, options.encoding, None), draft)
    }),
};

fn draft(source: &str) -> Draft<'_> {
    let layout = paragraphs(source, Flow::new(source).line_end, &form_feed_pages(source));
    let flow = Flow::of_source(source, layout);
    Draft { flow, metadata: Metadata::default(), warnings: Vec::new() }
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::extract::extract;

    fn read(text: &str) -> Document {
        extract("a.txt", text.as_bytes(), &Default::default()).expect("a document").only()
    }

    fn blocks(document: &Document) -> Vec<&str> {
        document.blocks.iter().map(|block| &document.text[block.span.clone()]).collect()
    }

    #[test]
    fn heads_and_page_numbers_stand_in_no_block() {
        let document = read(
            "Der Plan\n\nEs begann im Mai.\n\n217\x0CDer Plan\n\nDann kam der Juni.\n\n218\x0C\
             Der Plan\n\nUnd so ging es fort.\n\n219\n",
        );
        assert_eq!(
            blocks(&document),
            ["Der Plan", "Es begann im Mai.", "Dann kam der Juni.", "Und so ging es fort."]
        );
        let left_out = document.left_out.iter().map(|span| &document.source[span.clone()]);
        assert_eq!(left_out.collect::<Vec<_>>(), ["217", "Der Plan", "218", "Der Plan", "219"]);
        assert_eq!(document.warnings, ["5 lines left out as running heads or page numbers"]);
        let locator = document.locators.locate(&document.blocks[2].span);
        assert_eq!((locator.page, locator.page_label.as_deref()), (Some(2), Some("218")));
    }

    #[test]
    fn page_numbers_around_nothing_are_the_text() {
        let document = read("\n217\x0C\n218\x0C");
        assert_eq!(blocks(&document), ["217", "218"]);
        assert!(document.left_out.is_empty() && document.warnings.is_empty());
    }

    #[test]
    fn soft_pages_have_a_label_but_no_sheet() {
        let page = "Ein Satz auf dieser Seite, die kein Ende nehmen will. ".repeat(10);
        let document = read(&format!("{page}\n217\n{page}\n218\n{page}\n219\n"));
        assert_eq!(document.blocks.len(), 3);
        let locator = document.locators.locate(&document.blocks[1].span);
        assert_eq!((locator.page, locator.page_label.as_deref()), (None, Some("218")));
    }

    #[test]
    fn a_word_divided_by_the_page_is_whole_on_the_first() {
        let check = |hyphen: &str, quote: &str| {
            let document = read(&format!(
                "Titel\n\nMan sprach von der Konfö{hyphen}\n\n- 1 -\x0Cderation. Ende."
            ));
            assert_eq!(
                blocks(&document),
                ["Titel", "Man sprach von der Konföderation", "deration. Ende."],
                "{hyphen}"
            );
            assert_eq!(document.quote(&document.blocks[1].span), quote);
            let word = document.text.find("Konf").map(|at| at..at + "Konföderation".len());
            let shown = word.map(|word| document.quote(&word).to_owned());
            assert_eq!(shown.as_deref(), quote.rsplit(' ').next());
        };
        check("-", "Man sprach von der Konfö-");
        check("\u{AD}", "Man sprach von der Konfö\u{AD}");
        let kept = read("die Staaten Elsaß-\x0CLothringen");
        assert_eq!(blocks(&kept), ["die Staaten Elsaß-", "Lothringen"]);
    }

    #[test]
    fn the_number_of_a_footnote_is_cut_off() {
        let document = read("He met the officials.1 The plan was old.");
        assert_eq!(document.text, "He met the officials. 1 The plan was old.");
        assert_eq!(document.quote(&(0..document.text.len())), document.source);
        assert_eq!(document.quote(&(11..21)), "officials.");
    }
}
