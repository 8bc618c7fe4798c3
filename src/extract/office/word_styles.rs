//! Which styles of a Word document are headings.

use std::collections::HashMap;

use super::xml_text::{Node, Xml};

/// How many styles may be based on each other.
const CHAIN: usize = 16;

/// The outline level of body text, counted from 0.
const BODY: u8 = 9;

/// What headings are called, in lower case; the level follows.
const HEADINGS: [&str; 4] = ["heading", "überschrift", "berschrift", "titre"];

/// What the title of a document is called.
const TITLES: [&str; 2] = ["title", "titel"];

/// The paragraph styles of a document.
#[derive(Debug, Default)]
pub struct Styles {
    by_id: HashMap<String, Style>,
}

#[derive(Debug, Default)]
struct Style {
    name: String,
    based_on: Option<String>,
    /// Counted from 0.
    outline: Option<u8>,
}

impl Styles {
    /// Reads the styles part.
    pub fn read(text: &str, max_depth: usize) -> Styles {
        let mut xml = Xml::new(text, max_depth);
        let mut styles = Styles::default();
        xml.root();
        while let Some(node) = xml.node() {
            let Node::Element(element) = node else { continue };
            if element.name() == "style" {
                let id = element.attribute("styleId").unwrap_or_default();
                let mut style = Style::default();
                style.read(&mut xml);
                styles.by_id.insert(id, style);
            } else {
                xml.skip();
            }
        }
        styles
    }

    /// The heading level, counted from 1, of paragraphs in this style.
    pub fn level(&self, id: &str) -> Option<u8> {
        let mut next = Some(id);
        for _ in 0..CHAIN {
            let id = next?;
            let Some(style) = self.by_id.get(id) else { return level_of_name(id) };
            if let Some(outline) = style.outline {
                return (outline < BODY).then_some(outline + 1);
            }
            if let Some(level) = level_of_name(&style.name) {
                return Some(level);
            }
            next = style.based_on.as_deref();
        }
        None
    }
}

impl Style {
    fn read(&mut self, xml: &mut Xml) {
        while let Some(node) = xml.node() {
            let Node::Element(element) = node else { continue };
            let value = element.attribute("val");
            match element.name() {
                "pPr" => {
                    self.read(xml);
                    continue;
                }
                "name" => self.name = value.unwrap_or_default(),
                "basedOn" => self.based_on = value,
                "outlineLvl" => self.outline = value.and_then(|value| value.parse().ok()),
                _ => {}
            }
            xml.skip();
        }
    }
}

/// The heading level a style's name tells: `heading 1`, `Überschrift2`, `Title`.
pub fn level_of_name(name: &str) -> Option<u8> {
    let name = name.to_lowercase();
    if TITLES.contains(&name.as_str()) {
        return Some(1);
    }
    let rest = HEADINGS.iter().find_map(|heading| name.strip_prefix(heading))?;
    rest.trim_matches([' ', '_', '-']).parse().ok().filter(|level| (1..=9).contains(level))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_levels() {
        let check = |name, expect| assert_eq!(level_of_name(name), expect, "{name}");
        check("heading 1", Some(1));
        check("Überschrift 3", Some(3));
        check("berschrift2", Some(2));
        check("Title", Some(1));
        check("Heading", None);
        check("heading 12", None);
        check("heading_20_1", None);
        check("Normal", None);
    }

    #[test]
    fn styles_pass_on_their_levels() {
        let text = "<styles>\
            <style styleId='a'><name val='Chapter'/><pPr><outlineLvl val='1'/></pPr></style>\
            <style styleId='b'><name val='Mine'/><basedOn val='a'/></style>\
            <style styleId='c'><name val='heading 4'/></style>\
            <style styleId='d'><name val='heading 4'/><pPr><outlineLvl val='9'/></pPr></style>\
            <style styleId='x'><basedOn val='y'/></style><style styleId='y'><basedOn val='x'/></style>\
            </styles>";
        let styles = Styles::read(text, 64);
        let check = |id, expect| assert_eq!(styles.level(id), expect, "{id}");
        check("a", Some(2));
        check("b", Some(2));
        check("c", Some(4));
        check("d", None);
        check("x", None);
        check("Heading1", Some(1));
        check("none", None);
    }
}
