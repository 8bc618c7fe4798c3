//! The words in drawings: slides, diagrams, charts, text boxes on sheets.
//!
//! Source: ECMA-376 part 1, section 21 (DrawingML).

use super::composition::{Piece, row};
use super::limits::Failure;
use super::opc::Package;
use super::xml_text::{Node, Xml};

/// What a placeholder on a slide is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Role {
    #[default]
    Body,
    Heading(u8),
    /// What stands on every slide: number, date, footer.
    Margin,
}

/// The words of a part that is a drawing, and of the diagrams and charts in it.
pub fn with_figures(package: &mut Package, name: &str) -> Result<Vec<Piece>, Failure> {
    let mut pieces = part(package, name)?;
    let mut figures = package.relations(name)?;
    figures.retain(|relation| matches!(relation.kind.as_str(), "diagramData" | "chart"));
    figures.sort_by(|left, right| left.target.cmp(&right.target));
    for figure in figures {
        pieces.extend(part(package, &figure.target)?);
    }
    Ok(pieces)
}

/// The words of a part that is a drawing; none when it is not there.
pub fn part(package: &mut Package, name: &str) -> Result<Vec<Piece>, Failure> {
    let Some(text) = package.xml(name)? else { return Ok(Vec::new()) };
    let mut xml = Xml::new(&text, package.max_depth);
    let pieces = pieces(&mut xml);
    package.warnings.extend(xml.warnings(name));
    Ok(pieces)
}

/// The paragraphs of a drawing, up to the end of the element the walk stands in.
pub fn pieces(xml: &mut Xml) -> Vec<Piece> {
    let mut reader = Reader::default();
    reader.walk(xml);
    reader.pieces
}

#[derive(Default)]
struct Reader {
    pieces: Vec<Piece>,
    role: Role,
}

impl Reader {
    fn walk(&mut self, xml: &mut Xml) {
        while let Some(node) = xml.node() {
            let Node::Element(element) = node else { continue };
            match element.name() {
                "p" => {
                    let mut text = String::new();
                    inline(xml, &mut text);
                    match self.role {
                        Role::Body => self.pieces.push(Piece::paragraph(text)),
                        Role::Heading(level) => {
                            self.pieces.push(Piece::of_level(Some(level), text))
                        }
                        Role::Margin => {}
                    }
                }
                // A shape: what its placeholder says holds to its end.
                "sp" => {
                    let outer = std::mem::take(&mut self.role);
                    self.walk(xml);
                    self.role = outer;
                }
                "ph" => {
                    self.role = role(element.attribute("type").as_deref());
                    xml.skip();
                }
                "tr" => {
                    let mut cells = Vec::new();
                    while let Some(node) = xml.node() {
                        if let Node::Element(_) = node {
                            cells.push(pieces(xml));
                        }
                    }
                    self.pieces.extend(row(cells));
                }
                "AlternateContent" => self.alternatives(xml),
                _ => self.walk(xml),
            }
        }
    }

    /// Of several forms of the same thing, the first that gives text.
    fn alternatives(&mut self, xml: &mut Xml) {
        let before = self.pieces.len();
        while let Some(node) = xml.node() {
            match node {
                Node::Element(_) if self.pieces.len() == before => self.walk(xml),
                Node::Element(_) => xml.skip(),
                Node::Text(_) => {}
            }
        }
    }
}

/// The text of a paragraph.
fn inline(xml: &mut Xml, text: &mut String) {
    while let Some(node) = xml.node() {
        let Node::Element(element) = node else { continue };
        match element.name() {
            "t" => text.push_str(&xml.text()),
            "br" => {
                text.push('\n');
                xml.skip();
            }
            "tab" => {
                text.push('\t');
                xml.skip();
            }
            "fld" if element.attribute("type").as_deref() == Some("slidenum") => xml.skip(),
            _ => inline(xml, text),
        }
    }
}

fn role(kind: Option<&str>) -> Role {
    match kind {
        Some("ctrTitle") => Role::Heading(1),
        Some("title") => Role::Heading(2),
        Some("sldNum" | "dt" | "ftr" | "hdr") => Role::Margin,
        _ => Role::Body,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[Piece]) {
        let mut xml = Xml::new(text, 64);
        xml.root();
        assert_eq!(pieces(&mut xml), expect, "{text}");
    }

    fn run(text: &str) -> String {
        format!("<a:p><a:r><a:t>{text}</a:t></a:r></a:p>")
    }

    #[test]
    fn placeholders_say_what_a_shape_is() {
        let shape = |kind: &str| format!("<p:sp><p:ph type='{kind}'/>{}</p:sp>", run("x"));
        let slide = |kind: &str| format!("<p:sld>{}{}</p:sld>", shape(kind), run("y"));
        let rest = Piece::paragraph("y");
        check(&slide("ctrTitle"), &[Piece::of_level(Some(1), "x"), rest.clone()]);
        check(&slide("title"), &[Piece::of_level(Some(2), "x"), rest.clone()]);
        check(&slide("body"), &[Piece::paragraph("x"), rest.clone()]);
        check(&slide("ftr"), &[rest]);
    }

    #[test]
    fn of_alternatives_the_first_with_text_counts() {
        let (one, two) = (run("one"), run("two"));
        let text = format!(
            "<d><mc:AlternateContent><mc:Choice/><mc:Choice>{one}</mc:Choice><mc:Fallback>{two}</mc:Fallback>\
             </mc:AlternateContent></d>"
        );
        check(&text, &[Piece::paragraph("one")]);
    }
}
