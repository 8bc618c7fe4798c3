//! Markdown, as CommonMark with tables, footnotes and strikethrough.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::encoding::decode;
use super::flow::{Draft, Flow, Lines};
use super::metadata::{FrontMatter, front_matter};
use super::registry::{Format, Read};
use super::{assemble, html};
use crate::document::{BlockKind, MediaType, Span};

/// The format's row in the registry.
pub const FORMAT: Format = Format {
    media_type: MediaType::Markdown,
    version: 1,
    extensions: &["md", "markdown", "mdown", "mkd", "mkdn", "mdwn", "qmd", "rmd"],
    read: Read::Text(|bytes, options| {
        assemble::document(decode(bytes, options.encoding, None), draft)
    }),
};

fn draft(source: &str) -> Draft<'_> {
    let FrontMatter { metadata, end: start, warnings } = front_matter(source);
    let extensions = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_HEADING_ATTRIBUTES;
    let events = Parser::new_ext(&source[start..], extensions).into_offset_iter();
    let mut writer = Writer { source, flow: Flow::new(source), html: 0..0 };
    for (event, range) in events {
        writer.event(event, range.start + start..range.end + start);
    }
    writer.start_block(BlockKind::Paragraph);
    Draft { flow: writer.flow, metadata, warnings }
}

struct Writer<'s> {
    source: &'s str,
    flow: Flow<'s>,
    /// Lines of HTML in a row, to be read together.
    html: Span,
}

impl Writer<'_> {
    fn event(&mut self, event: Event, span: Span) {
        match event {
            Event::Start(Tag::Heading { level, .. }) => {
                self.start_block(BlockKind::Heading(level as u8))
            }
            Event::Start(Tag::CodeBlock(_)) => {
                self.start_block(BlockKind::Paragraph);
                self.flow.start_block(BlockKind::Paragraph, Lines::Kept);
            }
            Event::Start(Tag::TableCell) => self.flow.replaced(" ", span.start..span.start),
            Event::Start(tag) if is_inline(tag.to_end()) => {}
            Event::End(tag) if is_inline(tag) || tag == TagEnd::TableCell => {}
            Event::Start(_) | Event::End(_) | Event::Rule => self.start_block(BlockKind::Paragraph),
            Event::Html(_) if self.html.end == span.start => self.html.end = span.end,
            Event::Html(_) => {
                self.flush_html();
                self.html = span;
            }
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => {
                self.flow.line_break(span)
            }
            Event::SoftBreak | Event::HardBreak => self.flow.line_break(span),
            Event::InlineHtml(_) | Event::FootnoteReference(_) | Event::TaskListMarker(_) => {}
            Event::Text(text)
            | Event::Code(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => {
                self.text(&text, span);
            }
        }
    }

    /// Writes text that stands in `span` between marks, or that stands for all of it, such as a character reference.
    fn text(&mut self, text: &str, span: Span) {
        let source = &self.source[span.clone()];
        if let Some(at) = source.find(text) {
            return self.flow.verbatim(span.start + at..span.start + at + text.len());
        }
        // Code over several lines or with `\|` in a table: its characters stand there in order, with marks between.
        let mut start = 0;
        for (at, c) in text.char_indices() {
            let found = if c == ' ' {
                source[start..].find([' ', '\r', '\n'])
            } else {
                source[start..].find(c)
            };
            let Some(found) = found.map(|found| start + found) else {
                return self.flow.replaced(&text[at..], span.start + start..span.end);
            };
            start = found + source[found..].chars().next().map_or(0, char::len_utf8);
            self.flow
                .replaced(&text[at..at + c.len_utf8()], span.start + found..span.start + start);
        }
    }

    fn start_block(&mut self, kind: BlockKind) {
        self.flush_html();
        self.flow.start_block(kind, Lines::Joined);
    }

    fn flush_html(&mut self) {
        let span = std::mem::replace(&mut self.html, 0..0);
        html::write(&mut self.flow, self.source, span);
    }
}

/// Whether the element stands inside a block.
fn is_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::extract::{Error, extract};

    fn read(source: &str) -> Result<Document, Error> {
        Ok(extract("a.md", source.as_bytes(), &Default::default())?.only())
    }

    /// The reading text, with `#` for each level of a heading.
    fn check(source: &str, expect: &[&str]) {
        let document = read(source).expect("a document");
        let level = |kind| {
            if let BlockKind::Heading(level) = kind { usize::from(level) } else { 0 }
        };
        let block = |block: &crate::document::Block| {
            "#".repeat(level(block.kind)) + &document.text[block.span.clone()]
        };
        assert_eq!(document.blocks.iter().map(block).collect::<Vec<_>>(), expect, "{source}");
    }

    #[test]
    fn marks_go_and_words_stay() {
        check(
            "# The *Plan*\n\nA **bold** [link](http://x.org \"t\") and `code` ~~no~~.\n",
            &["#The Plan", "A bold link and code no."],
        );
        check(
            "Titel\n=====\n\n> Ein Zitat\n> mit zwei Zeilen\n",
            &["#Titel", "Ein Zitat mit zwei Zeilen"],
        );
        check(
            "- one\n- two\n  more\n\n1. three\n   - four\n",
            &["one", "two more", "three", "four"],
        );
        check("f&uuml;r \\*x\\* a\\\nb", &["für *x* a b"]);
        check("A[^1] b.\n\n[^1]: The note.\n", &["A b.", "The note."]);
        check("![Alt text](x.png) after\n\n* * *\n\nend", &["Alt text after", "end"]);
    }

    #[test]
    fn soft_breaks_are_repaired() {
        check(
            "Die Konfö-\nderation und die Ein-\nund Ausfuhr\r\nder Län-\r\nder.",
            &["Die Konföderation und die Ein- und Ausfuhr der Länder."],
        );
    }

    #[test]
    fn code_keeps_its_lines_and_table_rows_are_blocks() {
        check(
            "```rust\nlet a  = 1;\n\nlet b-\nc;\n```\n\n    indented\n    code\n",
            &["let a = 1;", "let b-\nc;", "indented\ncode"],
        );
        check("```\r\na\r\nb\r\n```\r\n", &["a\nb"]);
        check("| a | *b* |\n|---|---|\n| c | d\\|e `f g\\|h` |\n", &["a b", "c d|e f g|h"]);
        check("> a ``code\n> over lines``", &["a code over lines"]);
    }

    #[test]
    fn html_inside_gives_its_text() {
        check(
            "<div class=x>\n<b>Bold</b> text &amp; more\n</div>\n\nA <i>word</i><br>next.\n",
            &["Bold text & more", "A word next."],
        );
        check("> <p>one\n> two</p>\n\nthree", &["one", "two", "three"]);
        check("<!-- note -->\n\ntext\n\n<script>\nlet x;\n</script>\n", &["text"]);
    }

    #[test]
    fn front_matter_is_no_text() {
        let document =
            read("---\ntitle: The Plan\nlang: en\n---\n\n# Heading\n\nText.").expect("a document");
        assert_eq!(document.text, "Heading\n\nText.");
        assert_eq!(document.metadata.title.as_deref(), Some("The Plan"));
        assert_eq!(document.metadata.language, Some(crate::document::Language::English));
        assert_eq!(
            read("Text\n\n## Only heading").expect("a document").metadata.title.as_deref(),
            Some("Only heading")
        );
        assert_eq!(read("---\ntitle: a\n---\n").err(), Some(Error::Empty));
    }
}
