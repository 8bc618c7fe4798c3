//! FictionBook e-books (`.fb2`, and `.fb2.zip` with one book in it).
//!
//! Source: FictionBook 2.1 schema.

use std::collections::HashMap;

use super::composition::{Piece, compose, marked, row};
use super::limits::{Failure, Limits};
use super::transcript::Transcript;
use super::xml_text::{Element, Node, Xml, decode};
use super::zip_parts::ZipParts;

/// Reads a FictionBook. Notes come after the paragraph that calls them.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Transcript>, Failure> {
    if !bytes.starts_with(b"PK") {
        return Ok(vec![book(bytes, limits)?]);
    }
    let mut parts = ZipParts::open(bytes, limits)?;
    let name = parts.names().into_iter().find(|name| name.ends_with(".fb2")).map(str::to_owned);
    let bytes = match name {
        Some(name) => parts.read(&name)?.unwrap_or_default(),
        None => return Err(Failure::Damaged("no FictionBook in it".into())),
    };
    let mut transcript = book(&bytes, limits)?;
    transcript.warnings.append(&mut parts.warnings);
    Ok(vec![transcript])
}

fn book(bytes: &[u8], limits: &Limits) -> Result<Transcript, Failure> {
    let text = decode(bytes);
    // Notes stand at the end of the file but are called before: it is read twice.
    let mut notes = Reader { is_notes: true, ..Reader::default() };
    notes.read(&text, limits)?;
    let mut reader = Reader { notes: notes.notes, ..Reader::default() };
    let warnings = reader.read(&text, limits)?;
    let mut transcript =
        compose(reader.pieces, limits).map_err(|failure| failure.because(&warnings))?;
    for (key, value) in &reader.facts {
        transcript.add_fact(key, value);
    }
    transcript.warnings = warnings;
    Ok(transcript)
}

#[derive(Default)]
struct Reader {
    /// Whether notes are read, not the book.
    is_notes: bool,
    notes: HashMap<String, Vec<Piece>>,
    pieces: Vec<Piece>,
    /// What comes after the open paragraph.
    after: Vec<Piece>,
    facts: Vec<(&'static str, String)>,
}

impl Reader {
    fn read(&mut self, text: &str, limits: &Limits) -> Result<Vec<String>, Failure> {
        let mut xml = Xml::new(text, limits.max_depth);
        if xml.root().is_none_or(|root| root.name() != "FictionBook") {
            return Err(Failure::Damaged("no FictionBook".into()));
        }
        while let Some(node) = xml.node() {
            let Node::Element(element) = node else { continue };
            match element.name() {
                "description" if !self.is_notes => self.description(&mut xml),
                "body" if element.attribute("name").is_some() == self.is_notes => {
                    self.section(&mut xml, 1);
                }
                _ => xml.skip(),
            }
        }
        Ok(xml.warnings("book"))
    }

    fn description(&mut self, xml: &mut Xml) {
        while let Some(node) = xml.node() {
            let Node::Element(element) = node else { continue };
            let key = match element.name() {
                "title-info" | "publish-info" => {
                    self.description(xml);
                    continue;
                }
                "author" | "translator" => {
                    let key = if element.name() == "author" { "author" } else { "translator" };
                    let name = name(xml);
                    self.facts.push((key, name));
                    continue;
                }
                "sequence" => {
                    self.facts.push(("collection", element.attribute("name").unwrap_or_default()));
                    xml.skip();
                    continue;
                }
                "book-title" => "title",
                "lang" => "language",
                "date" | "year" => "date",
                "publisher" => "publisher",
                "city" => "place",
                "isbn" => "id",
                "keywords" => "subject",
                "genre" => "classification",
                _ => {
                    xml.skip();
                    continue;
                }
            };
            let value = xml.text();
            self.facts.push((key, value));
        }
    }

    fn section(&mut self, xml: &mut Xml, level: u8) {
        while let Some(node) = xml.node() {
            let Node::Element(element) = node else { continue };
            match element.name() {
                "section" if self.is_notes => self.note(&element, xml),
                "section" => self.section(xml, level.saturating_add(1)),
                "title" => {
                    let title = self.lines(xml);
                    self.pieces.push(Piece::of_level(Some(level), title));
                    self.pieces.append(&mut self.after);
                }
                "stanza" => {
                    let stanza = self.lines(xml);
                    self.end_block(stanza);
                }
                "p" | "v" | "subtitle" | "text-author" | "date" => {
                    let mut text = String::new();
                    self.inline(xml, &mut text);
                    self.end_block(text);
                }
                "tr" => {
                    let mut cells = Vec::new();
                    while let Some(node) = xml.node() {
                        if let Node::Element(_) = node {
                            let mut text = String::new();
                            self.inline(xml, &mut text);
                            cells.push(vec![Piece::paragraph(text)]);
                        }
                    }
                    self.pieces.extend(row(cells));
                    self.pieces.append(&mut self.after);
                }
                _ => self.section(xml, level),
            }
        }
    }

    fn end_block(&mut self, text: String) {
        self.pieces.push(Piece::paragraph(text));
        self.pieces.append(&mut self.after);
    }

    /// A note; its title is the mark it is called by.
    fn note(&mut self, section: &Element, xml: &mut Xml) {
        let outer = std::mem::take(&mut self.pieces);
        self.section(xml, 1);
        let mut note = std::mem::replace(&mut self.pieces, outer);
        note.retain(|piece| {
            matches!(piece, Piece::Block(crate::document::BlockKind::Paragraph, _))
        });
        self.notes.insert(section.attribute("id").unwrap_or_default(), note);
    }

    /// The paragraphs or verses of the element the walk stands in, each on a line.
    fn lines(&mut self, xml: &mut Xml) -> String {
        let mut lines = Vec::new();
        while let Some(node) = xml.node() {
            if let Node::Element(_) = node {
                let mut line = String::new();
                self.inline(xml, &mut line);
                lines.push(line);
            }
        }
        lines.join("\n")
    }

    fn inline(&mut self, xml: &mut Xml, text: &mut String) {
        while let Some(node) = xml.node() {
            match node {
                Node::Text(piece) => {
                    for c in piece.chars() {
                        match c {
                            ' ' | '\t' | '\n' | '\r' if text.is_empty() || text.ends_with(' ') => {}
                            ' ' | '\t' | '\n' | '\r' => text.push(' '),
                            c => text.push(c),
                        }
                    }
                }
                Node::Element(element) if element.name() == "a" => {
                    let id = element.attribute("href").unwrap_or_default();
                    let id = id.trim_start_matches('#').to_owned();
                    let mark = xml.text();
                    let mark = mark.trim().trim_matches(['[', ']']);
                    match self.notes.remove(&id) {
                        Some(note) => {
                            text.push_str(&format!("[{mark}]"));
                            self.after.extend(marked(mark, note));
                        }
                        None => text.push_str(mark),
                    }
                }
                Node::Element(_) => self.inline(xml, text),
            }
        }
    }
}

/// The name of a person from its parts.
fn name(xml: &mut Xml) -> String {
    let mut parts = Vec::new();
    while let Some(node) = xml.node() {
        let Node::Element(element) = node else { continue };
        match element.name() {
            "first-name" | "middle-name" | "last-name" | "nickname" => parts.push(xml.text()),
            _ => xml.skip(),
        }
    }
    parts.join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::composition::tests::{assert_sound, show};
    use super::super::zip_parts::tests::archive;
    use super::*;

    const BOOK: &str = "<?xml version='1.0' encoding='utf-8'?>\n<FictionBook><description><title-info>\
        <author><first-name>Theodor</first-name><last-name>Storm</last-name><id>7</id></author>\
        <book-title>Novellen</book-title><lang>de</lang></title-info><document-info><author>\
        <nickname>scanner</nickname></author></document-info></description>\
        <body><title><p>Novellen</p></title><section><title><p>Immensee</p><p>Der Alte</p></title>\
        <p>An einem <emphasis>Spätherbstnachmittage</emphasis><a type='note' l:href='#n1'>[1]</a> ging</p>\
        <empty-line/><poem><stanza><v>Heute, nur heute</v><v>bin ich so schön</v></stanza></poem>\
        <table><tr><td>a</td><td>b</td></tr></table></section></body>\
        <body name='notes'><section id='n1'><title><p>1</p></title><p>Im Herbst.</p></section></body>\
        <binary id='c'>AAAA</binary></FictionBook>";

    const EXPECT: &str = "# Novellen\n## Immensee\nDer Alte\nAn einem Spätherbstnachmittage[1] ging\n\
        [1] Im Herbst.\nHeute, nur heute\nbin ich so schön\na | b";

    #[test]
    fn books_are_read_plain_and_packed() {
        for bytes in [BOOK.as_bytes().to_vec(), archive(&[("x.fb2", BOOK)])] {
            let book = read(&bytes, &Limits::default()).expect("a book").remove(0);
            assert_sound(&book);
            assert_eq!(show(&book), EXPECT);
            let facts: Vec<_> = book.facts.iter().map(|(k, v)| format!("{k}={v}")).collect();
            assert_eq!(facts, ["author=Theodor Storm", "title=Novellen", "language=de"]);
        }
    }

    #[test]
    fn what_is_no_book_says_so() {
        let read = |bytes: &[u8]| read(bytes, &Limits::default()).err();
        assert!(matches!(read(b"<html/>"), Some(Failure::Damaged(_))));
        assert!(matches!(read(&archive(&[("a", "b")])), Some(Failure::Damaged(_))));
        assert_eq!(read(b"<FictionBook/>"), Some(Failure::Empty));
    }
}
