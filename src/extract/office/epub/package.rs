//! The package document of an e-book: what it is, what it holds, in which order.

use std::collections::HashMap;

use super::super::opc::{property, resolve};
use super::super::xml_text::{Node, Xml};
use crate::extract::percent::percent_decoded;

/// What a package document says.
#[derive(Debug, Default)]
pub struct Package {
    /// The texts in the order they are to be read.
    pub spine: Vec<String>,
    /// The tables of contents.
    pub navigation: Vec<String>,
    pub facts: Vec<(&'static str, String)>,
    pub warnings: Vec<String>,
}

/// A person who made the book.
struct Maker {
    id: Option<String>,
    name: String,
    role: Option<String>,
    is_creator: bool,
}

impl Package {
    /// Reads a package document that stands at `path`.
    pub fn read(text: &str, path: &str, max_depth: usize) -> Package {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let mut xml = Xml::new(text, max_depth);
        let mut reader = Reader { folder, ..Reader::default() };
        xml.root();
        while let Some(node) = xml.node() {
            let Node::Element(element) = node else { continue };
            match element.name() {
                "metadata" => reader.metadata(&mut xml),
                "manifest" => reader.manifest(&mut xml),
                "spine" => reader.spine(&mut xml),
                _ => xml.skip(),
            }
        }
        let mut package = reader.finish();
        package.warnings.extend(xml.warnings(path));
        package
    }
}

#[derive(Default)]
struct Reader<'f> {
    folder: &'f str,
    package: Package,
    makers: Vec<Maker>,
    /// Roles of makers by their ids.
    roles: HashMap<String, String>,
    /// Paths of the members by their ids; `None` for those without text.
    items: HashMap<String, Option<String>>,
}

impl Reader<'_> {
    fn metadata(&mut self, xml: &mut Xml) {
        while let Some(node) = xml.node() {
            let Node::Element(element) = node else { continue };
            let attribute = |name| element.attribute(name);
            match element.name() {
                "creator" | "contributor" => {
                    let (id, role) = (attribute("id"), attribute("role"));
                    let is_creator = element.name() == "creator";
                    self.makers.push(Maker { id, name: xml.text(), role, is_creator });
                }
                // Version 2 wraps what is not Dublin Core or what is.
                "dc-metadata" | "x-metadata" => self.metadata(xml),
                "meta" => {
                    let content = attribute("content").unwrap_or_default();
                    let value = xml.text();
                    match attribute("property").or(attribute("name")).as_deref() {
                        Some("role") => {
                            let id = attribute("refines").unwrap_or_default();
                            self.roles.insert(id.trim_start_matches('#').to_owned(), value);
                        }
                        Some("belongs-to-collection") => self.fact("collection", value),
                        Some("calibre:series") => self.fact("collection", content),
                        Some("dcterms:source") => self.fact("source", value),
                        _ => {}
                    }
                }
                name => match property(name) {
                    Some(key) => {
                        let value = xml.text();
                        self.fact(key, value);
                    }
                    None => xml.skip(),
                },
            }
        }
    }

    fn fact(&mut self, key: &'static str, value: String) {
        self.package.facts.push((key, value));
    }

    fn manifest(&mut self, xml: &mut Xml) {
        while let Some(node) = xml.node() {
            let Node::Element(item) = node else { continue };
            let value = |name| item.attribute(name).unwrap_or_default();
            let path = resolve(self.folder, &percent_decoded(&value("href")));
            let kind = value("media-type");
            let is_list = kind == "application/x-dtbncx+xml";
            if is_list || value("properties").split_whitespace().any(|word| word == "nav") {
                self.package.navigation.push(path.clone());
            }
            // Pictures may be pages of a book, but there is nothing to read in them.
            let has_text = !is_list && (!kind.starts_with("image/") || kind == "image/svg+xml");
            self.items.insert(value("id"), has_text.then_some(path));
            xml.skip();
        }
    }

    fn spine(&mut self, xml: &mut Xml) {
        while let Some(node) = xml.node() {
            let Node::Element(item) = node else { continue };
            if let Some(id) = item.attribute("idref") {
                self.package.spine.push(id);
            }
            xml.skip();
        }
    }

    /// Puts together what refers to each other.
    fn finish(self) -> Package {
        let Reader { mut package, makers, roles, items, .. } = self;
        let ids = std::mem::take(&mut package.spine);
        for id in ids {
            match items.get(&id) {
                Some(path) => package.spine.extend(path.clone()),
                None => package.warnings.push(format!("`{id}` is to be read but not in the book")),
            }
        }
        for maker in makers {
            let refined = maker.id.and_then(|id| roles.get(&id).cloned());
            let key = match maker.role.or(refined).as_deref() {
                Some("trl") => "translator",
                Some("edt") => "editor",
                _ if maker.is_creator => "author",
                _ => continue,
            };
            package.facts.push((key, maker.name));
        }
        package.facts.sort_by_key(|(key, _)| ORDER.iter().position(|known| known == key));
        package
    }
}

/// In which order facts are told.
const ORDER: [&str; 5] = ["title", "author", "editor", "translator", "language"];
