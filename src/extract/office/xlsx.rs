//! Excel workbooks (`.xlsx`, `.xlsm`).
//!
//! Source: ECMA-376 part 1, section 18 (SpreadsheetML).

use super::composition::{Piece, compose, marked};
use super::drawing;
use super::limits::{Failure, Limits};
use super::number_format::{NumberFormats, show_number};
use super::opc::{Package, targets};
use super::transcript::Transcript;
use super::xml_text::{Element, Node, Xml};

/// Where the workbook stands when nothing says.
const WORKBOOK: &str = "xl/workbook.xml";

/// What stands between two cells.
const CELL_END: &str = " | ";

/// Reads a workbook: each sheet is a page, labelled with its name, each row a block.
///
/// Formulas are read as their last result, dates as ISO 8601 dates. Comments and text boxes come after the rows.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Transcript>, Failure> {
    let mut package = Package::open(bytes, limits)?;
    let main = package.main_part(WORKBOOK)?;
    let Some(text) = package.xml(&main)? else {
        return Err(Failure::Damaged(format!("no `{main}` in it")));
    };
    let relations = package.relations(&main)?;
    let strings = package.related(&relations, "sharedStrings")?.unwrap_or_default();
    let styles = package.related(&relations, "styles")?.unwrap_or_default();
    let book = Book::read(&text, limits.max_depth);
    let values = Values {
        strings: shared_strings(&strings, limits.max_depth),
        formats: NumberFormats::read(&styles, limits.max_depth, book.counts_from_1904),
    };
    let targets = targets(&relations);
    let mut pieces = Vec::new();
    let mut left = limits.max_text;
    for (name, id) in book.sheets {
        let Some(part) = targets.get(id.as_str()) else {
            package.warnings.push(format!("sheet {name}: not in the file"));
            continue;
        };
        pieces.push(Piece::Page(Some(name)));
        let Some(text) = package.xml(part)? else { continue };
        let mut xml = Xml::new(&text, limits.max_depth);
        let mut sheet = Sheet { values: &values, left, pieces: Vec::new() };
        sheet.walk(&mut xml)?;
        left = sheet.left;
        pieces.append(&mut sheet.pieces);
        package.warnings.extend(xml.warnings(part));
        for relation in package.relations(part)? {
            match relation.kind.as_str() {
                "comments" => pieces.extend(comments(&mut package, &relation.target)?),
                "drawing" => pieces.extend(drawing::with_figures(&mut package, &relation.target)?),
                _ => {}
            }
        }
    }
    let mut transcript =
        compose(pieces, limits).map_err(|failure| failure.because(&package.warnings))?;
    package.properties(&mut transcript)?;
    transcript.warnings = package.take_warnings();
    Ok(vec![transcript])
}

/// What the workbook says of its sheets.
#[derive(Default)]
struct Book {
    /// Name and the arrow that leads to it, in order.
    sheets: Vec<(String, String)>,
    /// Whether days are counted from 1904, as on the Macintosh.
    counts_from_1904: bool,
}

impl Book {
    fn read(text: &str, max_depth: usize) -> Book {
        let mut book = Book::default();
        let mut xml = Xml::new(text, max_depth);
        xml.root();
        book.walk(&mut xml);
        book
    }

    fn walk(&mut self, xml: &mut Xml) {
        while let Some(node) = xml.node() {
            let Node::Element(element) = node else { continue };
            match element.name() {
                "sheet" => {
                    let name = element.attribute("name").unwrap_or_default();
                    self.sheets.push((name, element.prefixed("id").unwrap_or_default()));
                }
                "workbookPr" => {
                    let value = element.attribute("date1904");
                    self.counts_from_1904 = matches!(value.as_deref(), Some("1" | "true"));
                }
                _ => {}
            }
            self.walk(xml);
        }
    }
}

/// The strings that cells share.
fn shared_strings(text: &str, max_depth: usize) -> Vec<String> {
    let mut xml = Xml::new(text, max_depth);
    let mut strings = Vec::new();
    xml.root();
    while let Some(node) = xml.node() {
        if let Node::Element(_) = node {
            strings.push(string(&mut xml));
        }
    }
    strings
}

/// The text of the element the walk stands in, without how it is spoken.
fn string(xml: &mut Xml) -> String {
    let mut text = String::new();
    while let Some(node) = xml.node() {
        let Node::Element(element) = node else { continue };
        match element.name() {
            "t" => text.push_str(&xml.text()),
            "rPh" => xml.skip(),
            _ => text.push_str(&string(xml)),
        }
    }
    text
}

/// What turns the content of cells into text.
struct Values {
    strings: Vec<String>,
    formats: NumberFormats,
}

/// A sheet being read.
struct Sheet<'v> {
    values: &'v Values,
    /// Bytes of text that may still come: a shared string costs nothing to repeat.
    left: usize,
    pieces: Vec<Piece>,
}

impl Sheet<'_> {
    fn walk(&mut self, xml: &mut Xml) -> Result<(), Failure> {
        while let Some(node) = xml.node() {
            let Node::Element(element) = node else { continue };
            match element.name() {
                "row" => self.row(xml)?,
                "oddHeader" | "oddFooter" => xml.skip(),
                _ => self.walk(xml)?,
            }
        }
        Ok(())
    }

    fn row(&mut self, xml: &mut Xml) -> Result<(), Failure> {
        let mut row = String::new();
        while let Some(node) = xml.node() {
            let Node::Element(element) = node else { continue };
            let cell = self.cell(&element, xml);
            let mut words = cell.split_whitespace().peekable();
            if words.peek().is_some() && !row.is_empty() {
                row.push_str(CELL_END);
            }
            while let Some(word) = words.next() {
                row.push_str(word);
                if words.peek().is_some() {
                    row.push(' ');
                }
            }
            if row.len() > self.left {
                return Err(Failure::TooLarge("too much text in its cells".into()));
            }
        }
        self.left -= row.len();
        self.pieces.push(Piece::paragraph(row));
        Ok(())
    }

    /// The text of a cell.
    fn cell(&self, cell: &Element, xml: &mut Xml) -> String {
        let (mut value, mut inline) = (String::new(), String::new());
        while let Some(node) = xml.node() {
            let Node::Element(element) = node else { continue };
            match element.name() {
                "v" => value = xml.text(),
                "is" => inline = string(xml),
                _ => xml.skip(),
            }
        }
        match cell.attribute("t").as_deref() {
            Some("s") => {
                let index = value.trim().parse::<usize>().ok();
                index.and_then(|index| self.values.strings.get(index)).cloned().unwrap_or_default()
            }
            Some("inlineStr") => inline,
            Some("b") => if value.trim() == "1" { "TRUE" } else { "FALSE" }.into(),
            Some("str" | "e" | "d") => value,
            _ => {
                let style = cell.attribute("s").and_then(|style| style.parse().ok()).unwrap_or(0);
                match self.values.formats.date(style, &value) {
                    Some(date) => date,
                    None => show_number(&value),
                }
            }
        }
    }
}

/// The comments on a sheet.
fn comments(package: &mut Package, part: &str) -> Result<Vec<Piece>, Failure> {
    let Some(text) = package.xml(part)? else { return Ok(Vec::new()) };
    let mut xml = Xml::new(&text, package.max_depth);
    let mut pieces = Vec::new();
    notes(&mut xml, &mut pieces);
    Ok(pieces.into_iter().flat_map(|piece| marked("comment", vec![piece])).collect())
}

fn notes(xml: &mut Xml, pieces: &mut Vec<Piece>) {
    while let Some(node) = xml.node() {
        match node {
            Node::Element(element) if element.name() == "comment" => {
                pieces.push(Piece::paragraph(string(xml)));
            }
            Node::Element(_) => notes(xml, pieces),
            Node::Text(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::composition::tests::{assert_sound, show};
    use super::super::zip_parts::tests::archive;
    use super::*;

    fn workbook(sheet: &str, strings: &str) -> Vec<u8> {
        archive(&[
            (
                "xl/workbook.xml",
                "<workbook><sheets><sheet name='Akten' sheetId='1' r:id='r1'/></sheets></workbook>",
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<R><R Id='r1' Type='x/worksheet' Target='worksheets/sheet1.xml'/>\
                 <R Id='r2' Type='x/sharedStrings' Target='sharedStrings.xml'/>\
                 <R Id='r3' Type='x/styles' Target='styles.xml'/></R>",
            ),
            ("xl/worksheets/sheet1.xml", sheet),
            ("xl/sharedStrings.xml", strings),
            (
                "xl/styles.xml",
                "<styleSheet><cellXfs><xf numFmtId='0'/><xf numFmtId='14'/></cellXfs></styleSheet>",
            ),
            (
                "xl/worksheets/_rels/sheet1.xml.rels",
                "<R><R Id='r1' Type='x/comments' Target='../comments1.xml'/></R>",
            ),
            (
                "xl/comments1.xml",
                "<comments><authors><author>A</author></authors><commentList><comment ref='A1'><text>\
                 <r><t>See </t></r><r><t>file</t></r></text></comment></commentList></comments>",
            ),
        ])
    }

    #[test]
    fn sheets_are_pages_and_rows_are_blocks() {
        let bytes = workbook(
            "<worksheet><sheetData>\
             <row><c t='s'><v>0</v></c><c t='inlineStr'><is><t>Datum</t></is></c></row>\
             <row><c s='1'><v>22047</v></c><c/><c><v>0.30000000000000004</v></c><c t='b'><v>1</v></c></row>\
             <row><c t='str'><f>A1</f><v>a&amp;b\nc</v></c><c t='e'><v>#N/A</v></c><c t='s'><v>9</v></c></row>\
             <row/></sheetData><headerFooter><oddHeader>x</oddHeader></headerFooter></worksheet>",
            "<sst><si><r><t>Name </t></r><r><t>und Ort</t></r><rPh><t>spoken</t></rPh></si></sst>",
        );
        let transcripts = read(&bytes, &Limits::default()).expect("a workbook");
        assert_sound(&transcripts[0]);
        let expect = "--- Akten\nName und Ort | Datum\n1960-05-11 | 0.3 | TRUE\na&b c | #N/A\n\
                      [comment] See file";
        assert_eq!(show(&transcripts[0]), expect);
    }

    #[test]
    fn repeating_a_shared_string_is_bounded() {
        let rows = "<row><c t='s'><v>0</v></c></row>".repeat(200);
        let bytes = workbook(
            &format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"),
            &format!("<sst><si><t>{}</t></si></sst>", "word ".repeat(1000)),
        );
        let limits = Limits { max_text: 100_000, ..Limits::default() };
        assert!(matches!(read(&bytes, &limits), Err(Failure::TooLarge(_))));
        assert!(read(&bytes, &Limits::default()).is_ok());
    }
}
