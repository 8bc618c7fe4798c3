//! Word documents (`.docx`, `.docm`, `.dotx`).
//!
//! Source: ECMA-376 part 1, section 17 (WordprocessingML).

use std::collections::HashMap;

use super::composition::{Paragraph, Piece, compose, marked, row};
use super::drawing;
use super::limits::{Failure, Limits};
use super::opc::{Package, Relation};
use super::transcript::Transcript;
use super::word_styles::Styles;
use super::xml_text::{Element, Node, Xml};

/// Where the document stands when nothing says.
const DOCUMENT: &str = "word/document.xml";

/// Reads a Word document.
///
/// Headers, footers and what was deleted under change tracking are left out. Notes, comments and text boxes come
/// after the paragraph they belong to.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Transcript>, Failure> {
    let mut package = Package::open(bytes, limits)?;
    let main = package.main_part(DOCUMENT)?;
    let Some(text) = package.xml(&main)? else {
        return Err(Failure::Damaged(format!("no `{main}` in it")));
    };
    let relations = package.relations(&main)?;
    let styles = package.related(&relations, "styles")?.unwrap_or_default();
    let mut reader = Reader {
        styles: Styles::read(&styles, limits.max_depth),
        package,
        relations,
        notes: HashMap::new(),
        footnotes: 0,
        endnotes: 0,
        initial: String::new(),
        asides: 0,
        deletions: 0,
        is_page_fresh: false,
        has_rendered_breaks: false,
        warnings: Vec::new(),
    };
    for kind in ["footnotes", "endnotes", "comments"] {
        reader.notes(kind)?;
    }
    let mut xml = Xml::new(&text, limits.max_depth);
    let mut pieces = reader.pieces(&mut xml);
    pieces.push(Piece::paragraph(std::mem::take(&mut reader.initial)));
    reader.warnings.extend(xml.warnings(&main));
    if pieces.iter().any(|piece| matches!(piece, Piece::Page(_))) {
        pieces.insert(0, Piece::Page(None));
        if !reader.has_rendered_breaks {
            reader.warnings.push("pages are counted by the page breaks set by hand only".into());
        }
    }
    let mut transcript =
        compose(pieces, limits).map_err(|failure| failure.because(&reader.warnings))?;
    reader.package.properties(&mut transcript)?;
    if reader.deletions > 0 {
        let line = format!("{} deletions under change tracking left out", reader.deletions);
        reader.warnings.push(line);
    }
    transcript.warnings = reader.package.take_warnings();
    transcript.warnings.append(&mut reader.warnings);
    Ok(vec![transcript])
}

struct Reader<'b> {
    styles: Styles,
    package: Package<'b>,
    relations: Vec<Relation>,
    /// By kind of note and its number in the file. Each is taken out when it is called, for a reader sees it once.
    notes: HashMap<(&'static str, String), Vec<Piece>>,
    footnotes: usize,
    endnotes: usize,
    /// The big first letter of the next paragraph.
    initial: String,
    /// How many text boxes and notes the walk stands in; they have no pages of their own.
    asides: usize,
    deletions: usize,
    /// Whether nothing stands on the page yet.
    is_page_fresh: bool,
    has_rendered_breaks: bool,
    warnings: Vec<String>,
}

impl Reader<'_> {
    /// Reads the notes of a kind.
    fn notes(&mut self, kind: &'static str) -> Result<(), Failure> {
        let Some(text) = self.package.related(&self.relations, kind)? else { return Ok(()) };
        let mut xml = Xml::new(&text, self.package.max_depth);
        self.asides += 1;
        xml.root();
        while let Some(node) = xml.node() {
            let Node::Element(element) = node else { continue };
            let id = element.attribute("id").unwrap_or_default();
            let is_separator = element.attribute("type").is_some_and(|kind| kind != "normal");
            let pieces = self.pieces(&mut xml);
            if !is_separator {
                self.notes.insert((kind, id), pieces);
            }
        }
        self.asides -= 1;
        self.warnings.extend(xml.warnings(kind));
        Ok(())
    }

    /// The content of the element the walk stands in.
    fn pieces(&mut self, xml: &mut Xml) -> Vec<Piece> {
        let mut content = Paragraph::default();
        self.walk(xml, &mut content);
        content.into_pieces()
    }

    fn walk(&mut self, xml: &mut Xml, paragraph: &mut Paragraph) {
        while let Some(node) = xml.node() {
            if let Node::Element(element) = node {
                self.element(&element, xml, paragraph);
            }
        }
    }

    fn element(&mut self, element: &Element, xml: &mut Xml, paragraph: &mut Paragraph) {
        match element.name() {
            "p" => self.paragraph(xml, paragraph),
            "t" => {
                let text = xml.text();
                self.push(paragraph, &text.replace(['\n', '\r'], " "));
            }
            "tbl" => self.table(xml, paragraph),
            "pPr" => self.properties(xml, paragraph),
            "AlternateContent" => self.alternatives(xml, paragraph),
            "txbxContent" => {
                self.asides += 1;
                let pieces = self.pieces(xml);
                self.asides -= 1;
                paragraph.after.extend(pieces);
            }
            "del" | "moveFrom" => {
                self.deletions += 1;
                xml.skip();
            }
            name if name.ends_with("Pr") || name == "instrText" => xml.skip(),
            _ if self.sign(element, paragraph) => xml.skip(),
            _ => self.walk(xml, paragraph),
        }
    }

    /// Reads a paragraph. A big initial is one of its own but belongs to the next.
    fn paragraph(&mut self, xml: &mut Xml, outer: &mut Paragraph) {
        let text = std::mem::take(&mut self.initial);
        let mut paragraph = Paragraph { text, ..Paragraph::default() };
        self.walk(xml, &mut paragraph);
        if paragraph.is_initial {
            self.initial = std::mem::take(&mut paragraph.text);
        }
        outer.after.extend(paragraph.into_pieces());
    }

    /// Reads an element that stands for something by itself; tells whether it is one.
    fn sign(&mut self, element: &Element, paragraph: &mut Paragraph) -> bool {
        let value = |name| element.attribute(name).unwrap_or_default();
        match element.name() {
            "tab" | "ptab" => self.push(paragraph, "\t"),
            "br" if value("type") == "page" => self.break_page(paragraph),
            "br" | "cr" => self.push(paragraph, "\n"),
            "noBreakHyphen" => self.push(paragraph, "\u{2011}"),
            "softHyphen" => self.push(paragraph, "\u{ad}"),
            "sym" => {
                let code = u32::from_str_radix(&value("char"), 16).ok();
                if let Some(c) = code.and_then(char::from_u32) {
                    self.push(paragraph, c.encode_utf8(&mut [0; 4]));
                }
            }
            "lastRenderedPageBreak" if self.asides == 0 => {
                self.has_rendered_breaks = true;
                self.break_page_once(paragraph);
            }
            "footnoteReference" => {
                let is_numbered = element.attribute("customMarkFollows").is_none();
                self.footnotes += usize::from(is_numbered);
                let mark = is_numbered.then(|| self.footnotes.to_string());
                self.note(("footnotes", value("id")), mark, paragraph);
            }
            "endnoteReference" => {
                let is_numbered = element.attribute("customMarkFollows").is_none();
                self.endnotes += usize::from(is_numbered);
                let mark = is_numbered.then(|| roman(self.endnotes));
                self.note(("endnotes", value("id")), mark, paragraph);
            }
            "commentReference" => {
                let comment = self.notes.remove(&("comments", value("id"))).unwrap_or_default();
                paragraph.after.extend(marked("comment", comment));
            }
            "chart" => self.drawing(element.prefixed("id"), paragraph),
            "relIds" => self.drawing(element.prefixed("dm"), paragraph),
            "altChunk" => self.warnings.push("a document inside the document is not read".into()),
            _ => return false,
        }
        true
    }

    fn push(&mut self, paragraph: &mut Paragraph, text: &str) {
        if self.asides == 0 && !text.trim().is_empty() {
            self.is_page_fresh = false;
        }
        paragraph.text.push_str(text);
    }

    fn break_page(&mut self, paragraph: &mut Paragraph) {
        if self.asides == 0 {
            paragraph.break_page();
            self.is_page_fresh = true;
        }
    }

    /// A page break that only says where another one fell.
    fn break_page_once(&mut self, paragraph: &mut Paragraph) {
        if !self.is_page_fresh {
            self.break_page(paragraph);
        }
    }

    fn note(
        &mut self,
        id: (&'static str, String),
        mark: Option<String>,
        paragraph: &mut Paragraph,
    ) {
        let note = self.notes.remove(&id).unwrap_or_default();
        match mark {
            Some(mark) => {
                self.push(paragraph, &format!("[{mark}]"));
                paragraph.after.extend(marked(&mark, note));
            }
            None => paragraph.after.extend(note),
        }
    }

    fn properties(&mut self, xml: &mut Xml, paragraph: &mut Paragraph) {
        let mut own_level = None;
        while let Some(node) = xml.node() {
            let Node::Element(element) = node else { continue };
            let value = element.attribute("val");
            match element.name() {
                "pStyle" => paragraph.level = self.styles.level(&value.unwrap_or_default()),
                "framePr" => paragraph.is_initial = element.attribute("dropCap").is_some(),
                "outlineLvl" => own_level = value.and_then(|value| value.parse::<u8>().ok()),
                "pageBreakBefore" if is_on(value.as_deref()) => self.break_page_once(paragraph),
                _ => {}
            }
            xml.skip();
        }
        if let Some(level) = own_level {
            paragraph.level = (level < 9).then_some(level + 1);
        }
    }

    fn table(&mut self, xml: &mut Xml, paragraph: &mut Paragraph) {
        while let Some(node) = xml.node() {
            let Node::Element(element) = node else { continue };
            match element.name() {
                "tr" => {
                    let mut cells = Vec::new();
                    self.cells(xml, &mut cells);
                    paragraph.after.extend(row(cells));
                }
                // A row may be wrapped, as content controls do.
                name if !name.ends_with("Pr") => self.table(xml, paragraph),
                _ => xml.skip(),
            }
        }
    }

    fn cells(&mut self, xml: &mut Xml, cells: &mut Vec<Vec<Piece>>) {
        while let Some(node) = xml.node() {
            let Node::Element(element) = node else { continue };
            match element.name() {
                "tc" => cells.push(self.pieces(xml)),
                name if !name.ends_with("Pr") => self.cells(xml, cells),
                _ => xml.skip(),
            }
        }
    }

    /// Of several forms of the same thing, the first that gives text.
    fn alternatives(&mut self, xml: &mut Xml, paragraph: &mut Paragraph) {
        let before = (paragraph.text.len(), paragraph.after.len(), paragraph.done.len());
        while let Some(node) = xml.node() {
            let now = (paragraph.text.len(), paragraph.after.len(), paragraph.done.len());
            match node {
                Node::Element(_) if now == before => self.walk(xml, paragraph),
                Node::Element(_) => xml.skip(),
                Node::Text(_) => {}
            }
        }
    }

    /// The words of a diagram or chart, which stands in a part of its own.
    fn drawing(&mut self, id: Option<String>, paragraph: &mut Paragraph) {
        let relation = self.relations.iter().find(|relation| Some(&relation.id) == id.as_ref());
        let Some(target) = relation.map(|relation| relation.target.clone()) else { return };
        match drawing::part(&mut self.package, &target) {
            Ok(pieces) => paragraph.after.extend(pieces),
            Err(failure) => self.warnings.push(format!("{target}: {failure}")),
        }
    }
}

/// Whether a property that needs no value is on.
fn is_on(value: Option<&str>) -> bool {
    !matches!(value, Some("0" | "false" | "off"))
}

/// A number in small Roman numerals, as Word counts endnotes.
fn roman(mut number: usize) -> String {
    const DIGITS: [(usize, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    // Beyond what anyone writes, the numeral would grow with the number.
    if number >= 4000 {
        return number.to_string();
    }
    let mut numeral = String::new();
    for (value, digit) in DIGITS {
        while number >= value {
            numeral.push_str(digit);
            number -= value;
        }
    }
    numeral
}

#[cfg(test)]
mod tests {
    use super::super::composition::tests::{assert_sound, show};
    use super::super::zip_parts::tests::archive;
    use super::*;

    const STYLES: &str =
        "<w:styles><w:style w:styleId='H1'><w:name w:val='heading 1'/></w:style></w:styles>";

    const NOTES: &str = "<?xml version='1.0'?>\n<w:footnotes><w:footnote w:type='separator' w:id='0'><w:p/></w:footnote>\
        <w:footnote w:id='2'><w:p><w:r><w:footnoteRef/><w:t xml:space='preserve'> Vgl. A.</w:t></w:r></w:p>\
        <w:p><w:r><w:lastRenderedPageBreak/><w:t>Und B.</w:t></w:r></w:p></w:footnote></w:footnotes>";

    const COMMENTS: &str = "<w:comments><w:comment w:id='5' w:author='X'><w:p><w:r><w:t>Why?</w:t></w:r></w:p></w:comment></w:comments>";

    const RELATIONS: &str = "<Relationships><Relationship Id='r1' Type='x/styles' Target='styles.xml'/>\
        <Relationship Id='r2' Type='x/footnotes' Target='footnotes.xml'/>\
        <Relationship Id='r3' Type='x/comments' Target='comments.xml'/>\
        <Relationship Id='r4' Type='x/diagramData' Target='diagrams/d1.xml'/></Relationships>";

    fn document(body: &str) -> Vec<u8> {
        archive(&[
            (DOCUMENT, &format!("<w:document><w:body>{body}<w:sectPr/></w:body></w:document>")),
            ("word/_rels/document.xml.rels", RELATIONS),
            ("word/styles.xml", STYLES),
            ("word/footnotes.xml", NOTES),
            ("word/comments.xml", COMMENTS),
            (
                "word/diagrams/d1.xml",
                "<dgm:dataModel><a:p><a:r><a:t>Node</a:t></a:r></a:p></dgm:dataModel>",
            ),
        ])
    }

    fn read_body(body: &str) -> Transcript {
        let transcript = read(&document(body), &Limits::default()).expect("a document").remove(0);
        assert_sound(&transcript);
        transcript
    }

    fn check(body: &str, expect: &str) {
        assert_eq!(show(&read_body(body)), expect, "{body}");
    }

    /// A paragraph with one run of text.
    fn p(text: &str) -> String {
        format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>")
    }

    #[test]
    fn paragraphs_and_headings_are_read() {
        check(
            &format!(
                "<w:p><w:pPr><w:pStyle w:val='H1'/></w:pPr><w:r><w:t>Title</w:t></w:r></w:p>{}",
                p("Text")
            ),
            "# Title\nText",
        );
        check(
            "<w:p><w:pPr><w:outlineLvl w:val='2'/></w:pPr><w:r><w:t>A</w:t></w:r></w:p>",
            "### A",
        );
        check(
            "<w:p><w:pPr><w:pStyle w:val='H1'/><w:outlineLvl w:val='9'/></w:pPr><w:r><w:t>A</w:t></w:r></w:p>",
            "A",
        );
    }

    #[test]
    fn a_big_initial_belongs_to_the_next_paragraph() {
        let initial =
            "<w:p><w:pPr><w:framePr w:dropCap='drop'/></w:pPr><w:r><w:t>D</w:t></w:r></w:p>";
        check(&format!("{initial}{}", p("er Krieg")), "Der Krieg");
        check(initial, "D");
    }

    #[test]
    fn signs_are_read() {
        check(
            "<w:p><w:pPr><w:tabs><w:tab w:val='left'/></w:tabs></w:pPr><w:r><w:t xml:space='preserve'>a </w:t><w:tab/>\
             <w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:softHyphen/><w:sym w:font='Symbol' w:char='03B1'/>\
             <w:instrText>PAGE</w:instrText></w:r><w:hyperlink><w:r><w:t>link</w:t></w:r></w:hyperlink></w:p>",
            "a \tb\nc\u{2011}\u{ad}αlink",
        );
    }

    #[test]
    fn notes_comments_and_boxes_come_after_their_paragraph() {
        let body = "<w:p><w:r><w:t>One</w:t><w:footnoteReference w:id='2'/><w:t> two.</w:t>\
            <w:commentReference w:id='5'/></w:r></w:p>";
        check(
            &(body.to_owned() + &p("Next")),
            "One[1] two.\n[1] Vgl. A.\nUnd B.\n[comment] Why?\nNext",
        );
        let shape = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", p(text));
        check(
            &format!(
                "<w:p><w:r><w:t>a</w:t><mc:AlternateContent><mc:Choice><w:drawing>{}</w:drawing></mc:Choice>\
                 <mc:Fallback>{}</mc:Fallback></mc:AlternateContent><w:t>b</w:t></w:r></w:p>",
                shape("box"),
                shape("box")
            ),
            "ab\nbox",
        );
        check(
            "<w:p><w:r><w:t>a</w:t><w:drawing><dgm:relIds r:dm='r4'/></w:drawing></w:r></w:p>",
            "a\nNode",
        );
    }

    #[test]
    fn a_custom_mark_takes_no_number() {
        check(
            "<w:p><w:r><w:t>One</w:t><w:footnoteReference w:customMarkFollows='1' w:id='2'/><w:t>*</w:t></w:r></w:p>",
            "One*\nVgl. A.\nUnd B.",
        );
    }

    #[test]
    fn pages_are_those_word_rendered() {
        let rendered = "<w:p><w:r><w:t>one</w:t><w:br w:type='page'/></w:r></w:p>\
            <w:p><w:r><w:lastRenderedPageBreak/><w:t>two </w:t><w:lastRenderedPageBreak/><w:t>three</w:t></w:r></w:p>";
        let transcript = read_body(rendered);
        assert_eq!(show(&transcript), "---\none\n---\ntwo\n---\nthree");
        assert_eq!(transcript.warnings, [""; 0]);
        let by_hand = read_body("<w:p><w:r><w:br w:type='page'/><w:t>a</w:t></w:r></w:p>");
        assert_eq!((by_hand.pages.len(), by_hand.warnings.len()), (2, 1));
        assert_eq!(read_body(&p("a")).pages, []);
    }

    #[test]
    fn tracked_changes_are_taken_as_made() {
        let transcript = read_body(
            "<w:p><w:ins><w:r><w:t>new</w:t></w:r></w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>\
             <w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom></w:p>",
        );
        assert_eq!(transcript.text.trim(), "new");
        assert_eq!(transcript.warnings, ["2 deletions under change tracking left out"]);
    }

    #[test]
    fn tables_are_read_row_by_row() {
        let cell = |text: &str| format!("<w:tc><w:tcPr/>{}</w:tc>", p(text));
        check(
            &format!(
                "<w:tbl><w:tblPr/><w:tr>{}{}</w:tr><w:sdt><w:sdtPr/><w:sdtContent><w:tr>{}</w:tr></w:sdtContent></w:sdt>\
                 </w:tbl>",
                cell("a"),
                cell("b"),
                cell("c")
            ),
            "a | b\nc",
        );
    }

    #[test]
    fn what_is_no_document_says_so() {
        let read = |bytes: &[u8]| read(bytes, &Limits::default()).err();
        assert!(matches!(read(&archive(&[("a", "b")])), Some(Failure::Damaged(_))));
        assert_eq!(read(&document("<w:p/>")), Some(Failure::Empty));
    }

    #[test]
    fn a_document_cut_short_is_read_as_far_as_it_goes() {
        let bytes = archive(&[(
            DOCUMENT,
            "<w:document><w:body><w:p><w:r><w:t>one</w:t></w:r><w:r><w:t>tw",
        )]);
        let transcript = read(&bytes, &Limits::default()).expect("a document").remove(0);
        assert_eq!((transcript.text.trim(), transcript.warnings.len()), ("onetw", 1));
    }

    #[test]
    fn roman_numerals_are_small() {
        let check = |number, expect: &str| assert_eq!(roman(number), expect);
        check(1, "i");
        check(1994, "mcmxciv");
        check(4000, "4000");
    }
}
