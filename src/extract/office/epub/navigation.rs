//! The printed page numbers that the tables of contents of an e-book list.

use std::collections::HashMap;

use super::super::opc::resolve;
use super::super::xml_text::{Node, Xml};
use crate::extract::percent::percent_decoded;

/// Page labels by the places they stand at, as in `text/a.xhtml#page12`.
pub type PageLabels = HashMap<String, String>;

/// The pages listed in a navigation document or an NCX file that stands at `path`.
pub fn page_labels(text: &str, path: &str, max_depth: usize) -> PageLabels {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut reader = Reader { folder, is_page_list: false, labels: PageLabels::new() };
    let mut xml = Xml::new(text, max_depth);
    reader.walk(&mut xml);
    reader.labels
}

struct Reader<'f> {
    folder: &'f str,
    is_page_list: bool,
    labels: PageLabels,
}

impl Reader<'_> {
    fn walk(&mut self, xml: &mut Xml) {
        while let Some(node) = xml.node() {
            let Node::Element(element) = node else { continue };
            match element.name() {
                "nav" | "pageList" => {
                    let kind = element.attribute("type").unwrap_or_default();
                    self.is_page_list = element.name() == "pageList"
                        || kind.split_whitespace().any(|word| word == "page-list");
                    self.walk(xml);
                    self.is_page_list = false;
                }
                "a" if self.is_page_list => {
                    let label = xml.text();
                    self.add(element.attribute("href"), &label);
                }
                "pageTarget" if self.is_page_list => self.target(xml),
                _ => self.walk(xml),
            }
        }
    }

    /// Reads an entry of an NCX file.
    fn target(&mut self, xml: &mut Xml) {
        let (mut label, mut place) = (String::new(), None);
        while let Some(node) = xml.node() {
            let Node::Element(element) = node else { continue };
            match element.name() {
                "navLabel" => label = xml.text(),
                name => {
                    if name == "content" {
                        place = element.attribute("src");
                    }
                    xml.skip();
                }
            }
        }
        self.add(place, &label);
    }

    fn add(&mut self, place: Option<String>, label: &str) {
        let Some((file, id)) = place.as_deref().and_then(|place| place.split_once('#')) else {
            return;
        };
        let file = resolve(self.folder, &percent_decoded(file));
        self.labels.insert(format!("{file}#{id}"), label.trim().to_owned());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_kinds_of_page_lists_are_read() {
        let nav = "<html><nav epub:type='toc'><a href='a.xhtml#c1'>One</a></nav>\
            <nav epub:type='page-list' hidden=''><ol><li><a href='t/a.xhtml#p1'> iv </a></li></ol></nav></html>";
        let ncx = "<ncx><navMap><navPoint><navLabel><text>One</text></navLabel><content src='a.xhtml#c1'/></navPoint>\
            </navMap><pageList><pageTarget value='4'><navLabel><text>iv</text></navLabel>\
            <content src='t/a.xhtml#p1'/></pageTarget></pageList></ncx>";
        for text in [nav, ncx] {
            let expect = PageLabels::from([("OPS/t/a.xhtml#p1".into(), "iv".into())]);
            assert_eq!(page_labels(text, "OPS/nav.xhtml", 64), expect);
        }
    }
}
