//! PowerPoint presentations (`.pptx`, `.pptm`, `.ppsx`).
//!
//! Source: ECMA-376 part 1, section 19 (PresentationML).

use super::composition::{Piece, compose, marked};
use super::drawing;
use super::limits::{Failure, Limits};
use super::opc::{Package, targets};
use super::transcript::Transcript;
use super::xml_text::{Node, Xml};

/// Where the presentation stands when nothing says.
const PRESENTATION: &str = "ppt/presentation.xml";

/// Reads a presentation: each slide is a page, labelled with its number, with its notes and comments after it.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Transcript>, Failure> {
    let mut package = Package::open(bytes, limits)?;
    let main = package.main_part(PRESENTATION)?;
    let Some(text) = package.xml(&main)? else {
        return Err(Failure::Damaged(format!("no `{main}` in it")));
    };
    let relations = package.relations(&main)?;
    let targets = targets(&relations);
    let mut pieces = Vec::new();
    for (index, id) in slide_ids(&text, limits.max_depth).iter().enumerate() {
        let number = index + 1;
        pieces.push(Piece::Page(Some(number.to_string())));
        match targets.get(id.as_str()) {
            Some(part) => slide(&mut package, part, &mut pieces)?,
            None => package.warnings.push(format!("slide {number}: not in the file")),
        }
    }
    let mut transcript =
        compose(pieces, limits).map_err(|failure| failure.because(&package.warnings))?;
    package.properties(&mut transcript)?;
    transcript.warnings = package.take_warnings();
    Ok(vec![transcript])
}

/// The slides in the order they are shown.
fn slide_ids(text: &str, max_depth: usize) -> Vec<String> {
    let mut xml = Xml::new(text, max_depth);
    let mut ids = Vec::new();
    xml.root();
    while let Some(node) = xml.node() {
        match node {
            Node::Element(list) if list.name() == "sldIdLst" => {
                while let Some(node) = xml.node() {
                    if let Node::Element(slide) = node {
                        ids.extend(slide.prefixed("id"));
                        xml.skip();
                    }
                }
            }
            Node::Element(_) => xml.skip(),
            Node::Text(_) => {}
        }
    }
    ids
}

/// Reads a slide and what belongs to it.
fn slide(package: &mut Package, part: &str, pieces: &mut Vec<Piece>) -> Result<(), Failure> {
    pieces.extend(drawing::with_figures(package, part)?);
    // The order of the arrows is the writer's whim.
    let mut relations = package.relations(part)?;
    relations.sort_by(|left, right| left.target.cmp(&right.target));
    for relation in relations.iter().filter(|relation| relation.kind == "notesSlide") {
        pieces.extend(drawing::part(package, &relation.target)?);
    }
    for relation in relations.iter().filter(|relation| relation.kind == "comments") {
        pieces.extend(comments(package, &relation.target)?);
    }
    Ok(())
}

/// The comments on a slide.
fn comments(package: &mut Package, part: &str) -> Result<Vec<Piece>, Failure> {
    let Some(text) = package.xml(part)? else { return Ok(Vec::new()) };
    let mut xml = Xml::new(&text, package.max_depth);
    let mut pieces = Vec::new();
    texts(&mut xml, &mut pieces);
    Ok(pieces.into_iter().flat_map(|piece| marked("comment", vec![piece])).collect())
}

/// The texts of comments, wherever they stand.
fn texts(xml: &mut Xml, pieces: &mut Vec<Piece>) {
    while let Some(node) = xml.node() {
        match node {
            Node::Element(element) if matches!(element.name(), "text" | "t") => {
                pieces.push(Piece::paragraph(xml.text()));
            }
            Node::Element(_) => texts(xml, pieces),
            Node::Text(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::composition::tests::{assert_sound, show};
    use super::super::zip_parts::tests::archive;
    use super::*;

    const MAIN: &str = "<p:presentation><p:sldMasterIdLst><p:sldMasterId id='1' r:id='r9'/></p:sldMasterIdLst>\
        <p:sldIdLst><p:sldId id='256' r:id='r2'/><p:sldId id='257' r:id='r1'/><p:sldId id='258' r:id='r7'/>\
        </p:sldIdLst></p:presentation>";

    const RELATIONS: &str = "<Relationships>\
        <Relationship Id='r1' Type='http://x/slide' Target='slides/slide1.xml'/>\
        <Relationship Id='r2' Type='http://x/slide' Target='slides/slide2.xml'/></Relationships>";

    const FIRST: &str = "<p:sld><p:sp><p:nvSpPr><p:nvPr><p:ph type='ctrTitle'/></p:nvPr></p:nvSpPr><p:txBody>\
        <a:p><a:r><a:t>Berlin</a:t></a:r><a:r><a:t> 1961</a:t></a:r></a:p></p:txBody></p:sp>\
        <p:sp><p:txBody><a:p><a:r><a:t>one</a:t></a:r><a:br/><a:r><a:t>two</a:t></a:r></a:p></p:txBody></p:sp>\
        <p:sp><p:nvPr><p:ph type='sldNum'/></p:nvPr><p:txBody><a:p><a:fld type='slidenum'><a:t>1</a:t></a:fld></a:p>\
        </p:txBody></p:sp></p:sld>";

    const SECOND: &str = "<p:sld><a:tbl><a:tr><a:tc><a:txBody><a:p><a:r><a:t>a</a:t></a:r></a:p></a:txBody></a:tc>\
        <a:tc><a:txBody><a:p><a:r><a:t>b</a:t></a:r></a:p></a:txBody></a:tc></a:tr></a:tbl></p:sld>";

    #[test]
    fn slides_are_pages_in_the_order_shown() {
        let bytes = archive(&[
            ("ppt/presentation.xml", MAIN),
            ("ppt/_rels/presentation.xml.rels", RELATIONS),
            ("ppt/slides/slide1.xml", SECOND),
            ("ppt/slides/slide2.xml", FIRST),
            (
                "ppt/slides/_rels/slide2.xml.rels",
                "<R><R Id='a' Type='x/notesSlide' Target='../notes/n1.xml'/>\
                 <R Id='b' Type='x/comments' Target='../comments/c1.xml'/></R>",
            ),
            (
                "ppt/notes/n1.xml",
                "<p:notes><p:sp><a:p><a:r><a:t>Note</a:t></a:r></a:p></p:sp></p:notes>",
            ),
            ("ppt/comments/c1.xml", "<p:cmLst><p:cm><p:text>Check</p:text></p:cm></p:cmLst>"),
        ]);
        let transcripts = read(&bytes, &Limits::default()).expect("a presentation");
        assert_sound(&transcripts[0]);
        let expect = "--- 1\n# Berlin 1961\none\ntwo\nNote\n[comment] Check\n--- 2\na | b";
        assert_eq!(show(&transcripts[0]), expect);
        assert_eq!(transcripts[0].warnings, ["slide 3: not in the file"]);
    }
}
