//! hOCR: pages, areas, lines and words that an OCR program found, as classes of HTML elements.

use std::collections::BTreeMap;

use html5gum::{EndTag, HtmlString, Spanned, StartTag, State, Token, Tokenizer};

use super::composer::Composer;
use super::facts::Facts;
use super::mods::dublin_core;
use super::{Failure, Limits, Transcript};
use crate::document::{BlockKind, Language};

/// How many open elements are searched for the one that an end tag ends; more stand open in broken files only.
const MAX_SEARCH: usize = 256;

/// Elements that have no end tag.
const VOID: [&[u8]; 13] = [
    b"area", b"base", b"br", b"col", b"embed", b"hr", b"img", b"input", b"link", b"meta", b"param",
    b"source", b"wbr",
];

/// Elements that stand between other blocks.
const BLOCKS: [&[u8]; 9] =
    [b"blockquote", b"div", b"li", b"p", b"section", b"table", b"td", b"th", b"tr"];

/// Reads a decoded file, HTML or XHTML, with any tags missing.
pub fn read(source: &str, limits: &Limits) -> Result<Vec<Transcript>, Failure> {
    let mut reader = Reader::new(limits);
    let mut tokenizer = Tokenizer::new(source);
    let mut is_in_script = false;
    while let Some(Ok(token)) = tokenizer.next() {
        match token {
            Token::StartTag(tag) if is_script(&tag.name) => {
                is_in_script = !tag.self_closing;
                if is_in_script {
                    tokenizer.set_state(State::ScriptData);
                }
            }
            Token::EndTag(tag) if is_script(&tag.name) => is_in_script = false,
            _ if is_in_script => {}
            Token::StartTag(tag) => reader.start(tag),
            Token::EndTag(EndTag { name, .. }) => reader.end(&name),
            Token::String(text) => reader.text(&String::from_utf8_lossy(&text.value)),
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    reader.finish()
}

fn is_script(name: &HtmlString) -> bool {
    name.as_slice() == b"script" || name.as_slice() == b"style"
}

/// What an element is for the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    Page,
    /// The number printed on the page.
    PageNumber,
    Block,
    Line,
    Word,
    /// Part of the line it stands in.
    Inline,
}

struct Open {
    name: HtmlString,
    role: Role,
    /// Whether an OCR program made it.
    is_ocr: bool,
}

struct Reader {
    composer: Composer,
    /// Innermost last.
    open: Vec<Open>,
    /// How many of them an OCR program made: what stands outside is no text of the page.
    open_ocr: usize,
    page_number: Option<String>,
    /// The languages that elements are in, with how many.
    languages: BTreeMap<&'static str, usize>,
    /// The image of the first page is the source.
    has_source: bool,
    facts: Facts,
}

impl Reader {
    fn new(limits: &Limits) -> Self {
        Reader {
            composer: Composer::new(limits),
            open: Vec::new(),
            open_ocr: 0,
            page_number: None,
            languages: BTreeMap::new(),
            has_source: false,
            facts: Facts::default(),
        }
    }

    fn start(&mut self, tag: StartTag<()>) {
        let attribute = |name: &[u8]| value(&tag.attributes, name);
        let name = tag.name.as_slice();
        match name {
            b"br" => self.composer.end_line(),
            b"meta" => self.note_fact(attribute(b"name"), attribute(b"content")),
            _ => {}
        }
        if VOID.contains(&name) {
            return;
        }
        let class = attribute(b"class");
        let ocr_class = class.split_whitespace().find(|class| is_ocr(class));
        let role = role(name, ocr_class);
        if ocr_class.is_some()
            && let Some(language) = Language::from_code(&attribute(b"lang"))
        {
            *self.languages.entry(language.code()).or_default() += 1;
        }
        match role {
            Role::Page => self.start_page(&attribute(b"title")),
            Role::PageNumber => self.page_number = Some(String::new()),
            Role::Block => self.composer.begin(kind(name), false),
            Role::Line => self.composer.end_line(),
            Role::Word => self.composer.blank(),
            Role::Inline => {}
        }
        let open = Open { name: tag.name, role, is_ocr: ocr_class.is_some() };
        self.open_ocr += usize::from(open.is_ocr);
        match tag.self_closing {
            true => self.close(open),
            false => self.open.push(open),
        }
    }

    fn end(&mut self, name: &HtmlString) {
        let mut searched = self.open.iter().rev().take(MAX_SEARCH);
        let Some(depth) = searched.position(|open| open.name == *name) else { return };
        for open in self.open.split_off(self.open.len() - depth - 1).into_iter().rev() {
            self.close(open);
        }
    }

    fn close(&mut self, open: Open) {
        self.open_ocr -= usize::from(open.is_ocr);
        match open.role {
            Role::Page | Role::Block => self.composer.end(),
            Role::Line => self.composer.end_line(),
            Role::PageNumber => {
                let number = self.page_number.take().unwrap_or_default();
                self.composer.label(number.trim());
            }
            Role::Word | Role::Inline => {}
        }
    }

    fn text(&mut self, text: &str) {
        match &mut self.page_number {
            Some(number) => number.push_str(text),
            None if self.open_ocr > 0 => self.composer.text(text),
            None => {}
        }
    }

    fn start_page(&mut self, title: &str) {
        self.end_page_number();
        if !std::mem::replace(&mut self.has_source, true) {
            let image = property(title, "image").or_else(|| property(title, "file"));
            self.facts.add("source", image.unwrap_or_default());
        }
        // `lpageno` is the printed number. `ppageno` counts from 0, readers from 1.
        let physical = || property(title, "ppageno")?.parse::<u32>().ok()?.checked_add(1);
        let label = property(title, "lpageno")
            .or_else(|| property(title, "x_source").map(|path| stem(&path).to_owned()))
            .or_else(|| physical().map(|number| number.to_string()));
        self.composer.page(label);
    }

    /// A page number that does not end is no page number.
    fn end_page_number(&mut self) {
        if let Some(text) = self.page_number.take() {
            self.composer.text(&text);
        }
    }

    fn note_fact(&mut self, name: String, value: String) {
        let name = name.to_ascii_lowercase();
        let term = name.strip_prefix("dc.").or_else(|| name.strip_prefix("dcterms."));
        if let Some(key) = term.and_then(dublin_core) {
            self.facts.add(key, value);
        }
    }

    fn finish(mut self) -> Result<Vec<Transcript>, Failure> {
        self.end_page_number();
        let mut transcript = self.composer.finish(None)?;
        let most = self.languages.iter().max_by_key(|(_, count)| **count).map(|(code, _)| *code);
        let code = self.facts.first("language").or(most);
        transcript.metadata.language = code.and_then(Language::from_code);
        transcript.metadata.title = self.facts.first("title").map(str::to_owned);
        transcript.facts = self.facts.into_pairs();
        Ok(vec![transcript])
    }
}

/// The value of an attribute, without white space around it; empty if there is none.
fn value(attributes: &BTreeMap<HtmlString, Spanned<HtmlString, ()>>, name: &[u8]) -> String {
    let found = attributes.iter().find(|(key, _)| key.as_slice() == name);
    let value = found.map(|(_, value)| String::from_utf8_lossy(&value.value));
    value.unwrap_or_default().trim().to_owned()
}

fn is_ocr(class: &str) -> bool {
    class.starts_with("ocr_") || class.starts_with("ocrx_")
}

fn role(name: &[u8], ocr_class: Option<&str>) -> Role {
    match ocr_class {
        Some("ocr_page") => Role::Page,
        Some("ocr_pageno") => Role::PageNumber,
        Some("ocrx_word" | "ocr_word") => Role::Word,
        Some("ocr_cinfo" | "ocrx_cinfo" | "ocr_glyph" | "ocr_glyphs") => Role::Inline,
        Some("ocr_line" | "ocrx_line") => Role::Line,
        // Tesseract has captions and headings that are lines.
        Some(_) if name == b"span" => Role::Line,
        Some(_) => Role::Block,
        None if BLOCKS.contains(&name) || kind(name) != BlockKind::Paragraph => Role::Block,
        None => Role::Inline,
    }
}

fn kind(name: &[u8]) -> BlockKind {
    match name {
        [b'h', level @ b'1'..=b'6'] => BlockKind::Heading(level - b'0'),
        _ => BlockKind::Paragraph,
    }
}

/// A property in a `title` attribute such as `image "7.tif"; bbox 0 0 9 9; ppageno 0`.
fn property(title: &str, name: &str) -> Option<String> {
    title.split(';').find_map(|property| {
        let (key, value) = property.trim().split_once(char::is_whitespace)?;
        let value = value.trim().trim_matches(['"', '\'']);
        (key == name && !value.is_empty()).then(|| value.to_owned())
    })
}

/// The name of a file without folders and extension.
fn stem(path: &str) -> &str {
    let name = path.rsplit(['/', '\\']).next().unwrap_or_default();
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, text: &str, label: Option<&str>) -> Transcript {
        let transcript = read(source, &Limits::default()).expect(source).remove(0);
        assert_eq!(transcript.text, text, "{source}");
        let page = transcript.pages.first();
        assert_eq!(page.and_then(|page| page.label.as_deref()), label, "{source}");
        transcript
    }

    #[test]
    fn areas_are_blocks_and_lines_are_lines() {
        let transcript = check(
            "<html lang='en'><head><title>OCR</title><script>'<p class=ocr_line>'</script>\
             <meta name='DC.title' content='Die &Auml;hre'/></head><body>\
             <div class='ocr_page' title='image \"a/54.tif\"; ppageno 0'><div class='ocr_carea'>\
             <p class='ocr_par'><span class='x ocr_line'><span class='ocrx_word' lang='deu-frak'>Kon-</span>\
             </span> <span class='ocr_line'><span class='ocrx_word' lang='deu-frak'>f&ouml;<b>deration</b></span>\
             <span class='ocrx_word' lang='eng'>of</span></span></p></div><h2>Head</h2></div>outside</body>",
            "Kon-\nföderation of\n\nHead\n",
            Some("1"),
        );
        assert_eq!(transcript.metadata.title.as_deref(), Some("Die Ähre"));
        assert_eq!(transcript.metadata.language, Some(Language::German));
        assert!(transcript.facts.contains(&("source".to_owned(), "a/54.tif".to_owned())));
    }

    #[test]
    fn tags_may_be_missing() {
        check(
            "<div class=ocr_page><span class=ocr_line>one<span class=ocr_line>two<br>three<p />\
             <span class=ocr_line>four</div><div class=ocr_page>five",
            "one\ntwo\nthree\n\nfour\n\nfive\n",
            None,
        );
        check(
            "<p><span class=ocr_line>one</span><br/><span class=ocr_line>two</span>",
            "one\ntwo\n",
            None,
        );
    }

    #[test]
    fn page_labels() {
        let page = |title: &str| format!("<div class='ocr_page' title='{title}'>x</div>");
        check(&page("ppageno 6; lpageno 12; x_source /a/b.tif"), "x\n", Some("12"));
        check(&page("ppageno 6; x_source \"/a/b.c.tif\""), "x\n", Some("b.c"));
        check(&page("ppageno 6"), "x\n", Some("7"));
        check(&page("bbox 1 2 3 4"), "x\n", None);
        let number = "<div class=ocr_page><span class=ocr_pageno>217 </span>x</div>";
        check(number, "x\n", Some("217"));
        check("<div class=ocr_page><p class=ocr_pageno>x<div class=ocr_page>y", "x\n\ny\n", None);
    }
}
