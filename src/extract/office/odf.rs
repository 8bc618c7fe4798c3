//! OpenDocument texts, presentations and spreadsheets (`.odt`, `.odp`, `.ods`), packed or flat (`.fodt`).
//!
//! Source: OASIS OpenDocument 1.3 part 3.

use std::collections::HashSet;

use super::composition::{Paragraph, Piece, compose, marked, row};
use super::limits::{Failure, Limits};
use super::opc::property;
use super::transcript::Transcript;
use super::xml_text::{Element, Node, Xml, decode};
use super::zip_parts::ZipParts;

const CONTENT: &str = "content.xml";
const META: &str = "meta.xml";
const MANIFEST: &str = "META-INF/manifest.xml";

/// What locked files hold instead of their content.
const LOCKED: &str = "encrypted-package";

/// How often an equal row or cell is written out; sheets are padded with millions of empty ones.
const REPEATS: usize = 100;

/// Reads an OpenDocument file.
///
/// Headers, footers and what was deleted under change tracking are left out. Notes, comments and text boxes come
/// after the paragraph they belong to. Slides and sheets are pages.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Transcript>, Failure> {
    if !bytes.starts_with(b"PK") {
        return flat(bytes, limits);
    }
    let mut parts = ZipParts::open(bytes, limits)?;
    let manifest = parts.read(MANIFEST)?.unwrap_or_default();
    if parts.has(LOCKED) || decode(&manifest).contains("encryption-data") {
        return Err(Failure::Locked);
    }
    let Some(content) = parts.read(CONTENT)? else {
        return Err(Failure::Damaged(format!("no `{CONTENT}` in it")));
    };
    let meta = parts.read(META)?.unwrap_or_default();
    let mut transcript = document(&decode(&content), CONTENT, limits)?;
    let meta = decode(&meta);
    let mut xml = Xml::new(&meta, limits.max_depth);
    xml.root();
    facts(&mut xml, &mut transcript);
    transcript.warnings.append(&mut parts.warnings);
    Ok(vec![transcript])
}

/// Reads a file that is one XML text.
fn flat(bytes: &[u8], limits: &Limits) -> Result<Vec<Transcript>, Failure> {
    let text = decode(bytes);
    let mut xml = Xml::new(&text, limits.max_depth);
    if xml.root().is_none_or(|root| root.name() != "document") {
        return Err(Failure::Damaged("no OpenDocument file".into()));
    }
    let mut transcript = document(&text, "document", limits)?;
    while let Some(node) = xml.node() {
        match node {
            Node::Element(element) if element.name() == "meta" => facts(&mut xml, &mut transcript),
            Node::Element(_) => xml.skip(),
            Node::Text(_) => {}
        }
    }
    Ok(vec![transcript])
}

/// Tells what the properties say.
fn facts(xml: &mut Xml, transcript: &mut Transcript) {
    while let Some(node) = xml.node() {
        let Node::Element(element) = node else { continue };
        match property(element.name()) {
            Some(key) => {
                // The day of the first writing, not that of the last change, is what a document is dated by.
                let is_change = element.name() == "date";
                let value = xml.text();
                if !is_change {
                    transcript.add_fact(key, &value);
                }
            }
            None => facts(xml, transcript),
        }
    }
}

/// Reads the content.
fn document(text: &str, part: &str, limits: &Limits) -> Result<Transcript, Failure> {
    let mut xml = Xml::new(text, limits.max_depth);
    let mut reader = Reader { left: limits.max_text, ..Reader::default() };
    let mut content = Paragraph::default();
    xml.root();
    reader.walk(&mut xml, &mut content);
    if reader.is_too_large {
        return Err(Failure::TooLarge("too much text in repeated cells".into()));
    }
    let mut pieces = content.into_pieces();
    if reader.has_breaks {
        pieces.insert(0, Piece::Page(None));
    }
    let mut transcript =
        compose(pieces, limits).map_err(|failure| failure.because(&xml.warnings(part)))?;
    transcript.warnings = xml.warnings(part);
    if reader.has_breaks && !reader.has_soft_breaks {
        let line = "pages are counted by the page breaks set by hand only";
        transcript.warnings.push(line.into());
    }
    if reader.deletions > 0 {
        let line = format!("{} deletions under change tracking left out", reader.deletions);
        transcript.warnings.push(line);
    }
    Ok(transcript)
}

#[derive(Default)]
struct Reader {
    /// Styles of paragraphs that start a page.
    breaking_styles: HashSet<String>,
    /// How many notes and text boxes the walk stands in; they have no pages of their own.
    asides: usize,
    deletions: usize,
    /// Whether anything stands on the page yet.
    is_page_begun: bool,
    has_breaks: bool,
    has_soft_breaks: bool,
    /// Whether tables are sheets.
    has_sheets: bool,
    slides: usize,
    /// The heading level of paragraphs in the frame the walk stands in.
    level: Option<u8>,
    /// Bytes of text that repeated cells and rows may still give.
    left: usize,
    is_too_large: bool,
}

impl Reader {
    /// The content of the element the walk stands in.
    fn pieces(&mut self, xml: &mut Xml) -> Vec<Piece> {
        let mut content = Paragraph::default();
        self.walk(xml, &mut content);
        content.into_pieces()
    }

    /// The content of an element that stands outside the run of the text.
    fn aside(&mut self, xml: &mut Xml) -> Vec<Piece> {
        self.asides += 1;
        let pieces = self.pieces(xml);
        self.asides -= 1;
        pieces
    }

    fn walk(&mut self, xml: &mut Xml, paragraph: &mut Paragraph) {
        while let Some(node) = xml.node() {
            match node {
                Node::Element(element) => self.element(&element, xml, paragraph),
                Node::Text(text) if paragraph.is_open => self.push(paragraph, &text),
                Node::Text(_) => {}
            }
        }
    }

    fn element(&mut self, element: &Element, xml: &mut Xml, paragraph: &mut Paragraph) {
        match element.name() {
            "p" | "h" => {
                self.break_by_style(element, paragraph);
                let level = element.attribute("outline-level").and_then(|level| level.parse().ok());
                let level = (element.name() == "h").then(|| level.unwrap_or(1)).or(self.level);
                let mut inner = Paragraph { level, is_open: true, ..Paragraph::default() };
                self.walk(xml, &mut inner);
                paragraph.after.extend(inner.into_pieces());
            }
            "s" | "tab" | "line-break" | "soft-page-break" => {
                self.sign(element.name(), paragraph);
                xml.skip();
            }
            "note" => self.note(xml, paragraph),
            "annotation" => {
                let comment = self.aside(xml);
                paragraph.after.extend(marked("comment", comment));
            }
            "table" => self.table(element, xml, paragraph),
            "spreadsheet" => {
                self.has_sheets = true;
                self.walk(xml, paragraph);
            }
            "page" => {
                self.slides += 1;
                paragraph.after.push(Piece::Page(Some(self.slides.to_string())));
                self.walk(xml, paragraph);
            }
            "frame" => self.frame(element, xml, paragraph),
            "tracked-changes" => self.changes(xml),
            "automatic-styles" => self.styles(xml),
            "styles" | "master-styles" => xml.skip(),
            // What screen readers say, and who made a comment.
            _ if matches!(element.prefix(), "svg" | "dc" | "form") => xml.skip(),
            _ => self.walk(xml, paragraph),
        }
    }

    fn push(&mut self, paragraph: &mut Paragraph, text: &str) {
        self.is_page_begun |= self.asides == 0 && !text.trim().is_empty();
        push_blanks_once(&mut paragraph.text, text);
    }

    fn sign(&mut self, name: &str, paragraph: &mut Paragraph) {
        match name {
            "s" => push_blanks_once(&mut paragraph.text, " "),
            "tab" => paragraph.text.push('\t'),
            "line-break" => paragraph.text.push('\n'),
            _ => {
                self.has_soft_breaks = true;
                self.break_page(paragraph);
            }
        }
    }

    fn break_page(&mut self, paragraph: &mut Paragraph) {
        if self.asides == 0 {
            paragraph.break_page();
            self.has_breaks = true;
            self.is_page_begun = false;
        }
    }

    /// Breaks the page where the style of an element says so, unless it has just been broken.
    fn break_by_style(&mut self, element: &Element, paragraph: &mut Paragraph) {
        let style = element.attribute("style-name").unwrap_or_default();
        if self.is_page_begun && self.breaking_styles.contains(&style) {
            self.break_page(paragraph);
        }
    }

    fn note(&mut self, xml: &mut Xml, paragraph: &mut Paragraph) {
        let mut mark = String::new();
        while let Some(node) = xml.node() {
            let Node::Element(element) = node else { continue };
            if element.name() == "note-citation" {
                mark = xml.text().trim().to_owned();
                self.push(paragraph, &format!("[{mark}]"));
            } else {
                let note = self.aside(xml);
                paragraph.after.extend(marked(&mark, note));
            }
        }
    }

    /// A picture, or a box of text: on slides, what it is for.
    fn frame(&mut self, element: &Element, xml: &mut Xml, paragraph: &mut Paragraph) {
        match element.attribute("class").as_deref() {
            Some("footer" | "header" | "date-time" | "page-number") => xml.skip(),
            class => {
                let outer = self.level;
                self.level = matches!(class, Some("title")).then_some(2);
                let pieces = self.aside(xml);
                self.level = outer;
                paragraph.after.extend(pieces);
            }
        }
    }

    fn changes(&mut self, xml: &mut Xml) {
        while let Some(node) = xml.node() {
            let Node::Element(element) = node else { continue };
            match element.name() {
                "deletion" => {
                    self.deletions += 1;
                    xml.skip();
                }
                _ => self.changes(xml),
            }
        }
    }

    /// Looks which styles of paragraphs and tables start a page.
    fn styles(&mut self, xml: &mut Xml) {
        while let Some(node) = xml.node() {
            let Node::Element(style) = node else { continue };
            let mut breaks =
                style.attribute("master-page-name").is_some_and(|name| !name.is_empty());
            while let Some(node) = xml.node() {
                let Node::Element(properties) = node else { continue };
                breaks |= properties.attribute("break-before").as_deref() == Some("page");
                xml.skip();
            }
            if breaks {
                self.breaking_styles.extend(style.attribute("name"));
            }
        }
    }

    fn table(&mut self, table: &Element, xml: &mut Xml, paragraph: &mut Paragraph) {
        if self.has_sheets {
            paragraph.after.push(Piece::Page(table.attribute("name")));
        } else {
            self.break_by_style(table, paragraph);
        }
        self.rows(xml, paragraph);
    }

    fn rows(&mut self, xml: &mut Xml, paragraph: &mut Paragraph) {
        while let Some(node) = xml.node() {
            let Node::Element(element) = node else { continue };
            match element.name() {
                "table-row" => {
                    let repeats = repeats(&element, "number-rows-repeated");
                    let mut cells = Vec::new();
                    self.cells(xml, &mut cells);
                    let row = row(cells);
                    for _ in 1..self.affordable(repeats, &row) {
                        paragraph.after.extend(row.iter().cloned());
                    }
                    paragraph.after.extend(row);
                }
                "table-header-rows" | "table-rows" | "table-row-group" => self.rows(xml, paragraph),
                _ => self.element(&element, xml, paragraph),
            }
        }
    }

    fn cells(&mut self, xml: &mut Xml, cells: &mut Vec<Vec<Piece>>) {
        while let Some(node) = xml.node() {
            let Node::Element(element) = node else { continue };
            let repeats = repeats(&element, "number-columns-repeated");
            let cell = self.pieces(xml);
            for _ in 1..self.affordable(repeats, &cell) {
                cells.push(cell.clone());
            }
            cells.push(cell);
        }
    }

    /// How often pieces can be repeated without giving too much text.
    fn affordable(&mut self, repeats: usize, pieces: &[Piece]) -> usize {
        let size: usize = pieces.iter().map(Piece::size).sum();
        let cost = size * repeats;
        if pieces.iter().all(Piece::is_blank) {
            return 1;
        }
        if repeats > 1 {
            self.is_too_large |= cost > self.left;
            self.left = self.left.saturating_sub(cost);
        }
        if self.is_too_large { 1 } else { repeats }
    }
}

/// Appends text; a stretch of white space is one blank.
fn push_blanks_once(to: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            ' ' | '\t' | '\n' | '\r' if to.is_empty() || to.ends_with(' ') => {}
            ' ' | '\t' | '\n' | '\r' => to.push(' '),
            c => to.push(c),
        }
    }
}

/// How often an element stands for itself.
fn repeats(element: &Element, name: &str) -> usize {
    let repeats = element.attribute(name).and_then(|count| count.parse().ok()).unwrap_or(1);
    repeats.clamp(1, REPEATS)
}

#[cfg(test)]
mod tests {
    use super::super::composition::tests::{assert_sound, show};
    use super::super::zip_parts::tests::archive;
    use super::*;

    fn content(body: &str) -> String {
        format!(
            "<?xml version=\"1.0\"?>\n<office:document-content><office:automatic-styles>\
             <style:style style:name=\"P1\"><style:paragraph-properties fo:break-before=\"page\"/></style:style>\
             </office:automatic-styles><office:body>{body}</office:body></office:document-content>"
        )
    }

    fn read_body(body: &str) -> Transcript {
        let bytes = archive(&[(CONTENT, &content(body))]);
        let transcript = read(&bytes, &Limits::default()).expect("a document").remove(0);
        assert_sound(&transcript);
        transcript
    }

    fn check(body: &str, expect: &str) {
        assert_eq!(
            show(&read_body(&format!("<office:text>{body}</office:text>"))),
            expect,
            "{body}"
        );
    }

    #[test]
    fn paragraphs_and_headings_are_read() {
        check(
            "<text:h text:outline-level=\"2\">Ein\n  Titel</text:h>\n<text:p>a<text:s text:c=\"99999999\"/>b<text:tab/>c\
             <text:line-break/>d</text:p><text:list><text:list-item><text:p>item</text:p></text:list-item></text:list>",
            "## Ein Titel\na b\tc\nd\nitem",
        );
        check("<text:p>on <text:title>My field</text:title></text:p>", "on My field");
        check(
            "<text:p>x<draw:frame><svg:title>alt</svg:title><draw:text-box><text:p>box</text:p></draw:text-box>\
             </draw:frame>y</text:p>",
            "xy\nbox",
        );
    }

    #[test]
    fn notes_and_comments_come_after_their_paragraph() {
        check(
            "<text:p>One<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Vgl. A.</text:p>\
             <text:p>Und B.</text:p></text:note-body></text:note> two<office:annotation><dc:creator>X</dc:creator>\
             <text:p>Why?</text:p></office:annotation>.</text:p><text:p>Next</text:p>",
            "One[1] two.\n[1] Vgl. A.\nUnd B.\n[comment] Why?\nNext",
        );
    }

    #[test]
    fn pages_break_softly_and_by_style() {
        check(
            "<text:p>one <text:soft-page-break/>two</text:p><text:soft-page-break/>\
             <text:p text:style-name=\"P1\">three</text:p><text:p text:style-name=\"P1\">four</text:p>",
            "---\none\n---\ntwo\n---\nthree\n---\nfour",
        );
        let body = "<office:text><text:p>a</text:p><text:p text:style-name=\"P1\">b</text:p></office:text>";
        assert_eq!(read_body(body).warnings.len(), 1);
    }

    #[test]
    fn deletions_are_left_out_with_a_warning() {
        let body = "<office:text><text:tracked-changes><text:changed-region><text:deletion><text:p>gone</text:p>\
            </text:deletion></text:changed-region></text:tracked-changes><text:p>kept</text:p></office:text>";
        let transcript = read_body(body);
        assert_eq!(transcript.text.trim(), "kept");
        assert_eq!(transcript.warnings, ["1 deletions under change tracking left out"]);
    }

    #[test]
    fn tables_are_read_row_by_row() {
        let table = |name: &str| {
            format!(
                "<table:table table:name=\"{name}\"><table:table-header-rows><table:table-row>\
                 <table:table-cell><text:p>a</text:p></table:table-cell>\
                 <table:table-cell table:number-columns-repeated=\"2\"><text:p>b</text:p></table:table-cell>\
                 <table:table-cell table:number-columns-repeated=\"16000\"/></table:table-row></table:table-header-rows>\
                 <table:table-row table:number-rows-repeated=\"1048576\"><table:table-cell/></table:table-row>\
                 </table:table>"
            )
        };
        check(&table("T"), "a | b | b");
        let sheets =
            format!("<office:spreadsheet>{}{}</office:spreadsheet>", table("X"), table("Y"));
        assert_eq!(show(&read_body(&sheets)), "--- X\na | b | b\n--- Y\na | b | b");
    }

    #[test]
    fn repeated_cells_are_bounded() {
        let cell = "<table:table-cell table:number-columns-repeated=\"9999\"><text:p>0123456789</text:p></table:table-cell>";
        let row = format!(
            "<table:table-row table:number-rows-repeated=\"9999\">{}</table:table-row>",
            cell.repeat(9)
        );
        let bytes = archive(&[(
            CONTENT,
            &content(&format!("<table:table>{}</table:table>", row.repeat(9))),
        )]);
        let limits = Limits { max_text: 100_000, ..Limits::default() };
        assert!(matches!(read(&bytes, &limits), Err(Failure::TooLarge(_))));
    }

    #[test]
    fn slides_are_pages() {
        let body = "<office:presentation><draw:page draw:name=\"p\"><draw:frame presentation:class=\"title\">\
            <draw:text-box><text:p>Title</text:p></draw:text-box></draw:frame>\
            <draw:custom-shape><text:p>shape</text:p></draw:custom-shape>\
            <draw:frame presentation:class=\"footer\"><draw:text-box><text:p>foot</text:p></draw:text-box></draw:frame>\
            <presentation:notes><draw:frame presentation:class=\"notes\"><draw:text-box><text:p>note</text:p>\
            </draw:text-box></draw:frame></presentation:notes></draw:page><draw:page/></office:presentation>";
        let transcript = read_body(body);
        assert_eq!(show(&transcript), "--- 1\n## Title\nshape\nnote");
        assert_eq!(transcript.pages.len(), 2);
    }

    #[test]
    fn properties_are_read_packed_and_flat() {
        let meta = "<office:meta><dc:title>Akten</dc:title><meta:initial-creator>A</meta:initial-creator>\
            <meta:creation-date>1999-01-02</meta:creation-date><dc:date>2020-01-01</dc:date></office:meta>";
        let text = "<office:body><office:text><text:p>x</text:p></office:text></office:body>";
        let packed = archive(&[
            (CONTENT, &format!("<office:document-content>{text}</office:document-content>")),
            (META, &format!("<office:document-meta>{meta}</office:document-meta>")),
        ]);
        let flat = format!(
            "<office:document>{meta}<office:styles><text:p>head</text:p></office:styles>{text}</office:document>"
        );
        for bytes in [packed, flat.into_bytes()] {
            let transcript = read(&bytes, &Limits::default()).expect("a document").remove(0);
            assert_eq!(transcript.text.trim(), "x");
            let facts: Vec<_> = transcript.facts.iter().map(|(k, v)| format!("{k}={v}")).collect();
            assert_eq!(facts, ["title=Akten", "author=A", "created=1999-01-02"]);
        }
    }

    #[test]
    fn locked_files_say_so() {
        let manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>";
        let bytes = archive(&[(MANIFEST, manifest), (CONTENT, "\u{1}\u{2}")]);
        assert_eq!(read(&bytes, &Limits::default()), Err(Failure::Locked));
        let bytes = archive(&[(LOCKED, "x")]);
        assert_eq!(read(&bytes, &Limits::default()), Err(Failure::Locked));
        assert!(matches!(read(b"<html/>", &Limits::default()), Err(Failure::Damaged(_))));
    }
}
