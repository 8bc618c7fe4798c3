//! How the parts of an Office file point at each other, and the properties they share.
//!
//! Source: ECMA-376 part 2 (Open Packaging Conventions).

use std::collections::HashMap;

use super::limits::{Failure, Limits};
use super::transcript::Transcript;
use super::xml_text::{Node, Xml, decode};
use super::zip_parts::ZipParts;

/// An arrow from one part to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relation {
    /// What the part calls it.
    pub id: String,
    /// The last word of its type: `footnotes`, `slide`.
    pub kind: String,
    /// The name of the other part.
    pub target: String,
}

/// An Office file.
pub struct Package<'b> {
    pub parts: ZipParts<'b>,
    /// How deep elements may be nested.
    pub max_depth: usize,
    /// What was damaged or left out, a line each.
    pub warnings: Vec<String>,
}

impl<'b> Package<'b> {
    /// Opens a file.
    pub fn open(bytes: &'b [u8], limits: &Limits) -> Result<Package<'b>, Failure> {
        let parts = ZipParts::open(bytes, limits)?;
        Ok(Package { parts, max_depth: limits.max_depth, warnings: Vec::new() })
    }

    /// The text of an XML part.
    pub fn xml(&mut self, part: &str) -> Result<Option<String>, Failure> {
        Ok(self.parts.read(part)?.map(|bytes| decode(&bytes).into_owned()))
    }

    /// The text of the part an arrow of this kind leads to.
    pub fn related(
        &mut self,
        relations: &[Relation],
        kind: &str,
    ) -> Result<Option<String>, Failure> {
        match relations.iter().find(|relation| relation.kind == kind) {
            Some(relation) => self.xml(&relation.target),
            None => Ok(None),
        }
    }

    /// The name of the part that is the document; `usual` where nothing says.
    pub fn main_part(&mut self, usual: &str) -> Result<String, Failure> {
        let relations = self.relations("")?;
        let main = relations.into_iter().find(|relation| relation.kind == "officeDocument");
        Ok(main
            .map(|main| main.target)
            .filter(|part| self.parts.has(part))
            .unwrap_or_else(|| usual.into()))
    }

    /// Where the arrows of a part lead to within the file; those of the file itself for an empty name.
    pub fn relations(&mut self, part: &str) -> Result<Vec<Relation>, Failure> {
        let (folder, file) = part.rsplit_once('/').unwrap_or(("", part));
        let name = format!("{folder}/_rels/{file}.rels");
        let Some(text) = self.xml(&name)? else { return Ok(Vec::new()) };
        let mut xml = Xml::new(&text, self.max_depth);
        let mut relations = Vec::new();
        xml.root();
        while let Some(node) = xml.node() {
            let Node::Element(element) = node else { continue };
            let value = |name| element.attribute(name).unwrap_or_default();
            if value("TargetMode") != "External" {
                relations.push(Relation {
                    id: value("Id"),
                    kind: value("Type").rsplit('/').next().unwrap_or_default().to_owned(),
                    target: resolve(folder, &value("Target")),
                });
            }
            xml.skip();
        }
        Ok(relations)
    }

    /// Tells what the properties of the file say.
    pub fn properties(&mut self, transcript: &mut Transcript) -> Result<(), Failure> {
        for relation in self.relations("")? {
            if !matches!(relation.kind.as_str(), "core-properties" | "extended-properties") {
                continue;
            }
            let Some(text) = self.xml(&relation.target)? else { continue };
            let mut xml = Xml::new(&text, self.max_depth);
            xml.root();
            while let Some(node) = xml.node() {
                let Node::Element(element) = node else { continue };
                let key = property(element.name()).unwrap_or_default();
                let value = xml.text();
                if !key.is_empty() {
                    transcript.add_fact(key, &value);
                }
            }
        }
        Ok(())
    }

    /// Hands over all warnings.
    pub fn take_warnings(&mut self) -> Vec<String> {
        let mut warnings = std::mem::take(&mut self.parts.warnings);
        warnings.append(&mut self.warnings);
        warnings
    }
}

/// Where arrows lead to, by what their part calls them.
pub fn targets(relations: &[Relation]) -> HashMap<&str, &str> {
    let pairs = relations.iter().map(|relation| (relation.id.as_str(), relation.target.as_str()));
    pairs.collect()
}

/// What a property of Office files, OpenDocument files or Dublin Core is called here.
pub fn property(name: &str) -> Option<&'static str> {
    Some(match name {
        "title" => "title",
        "creator" | "initial-creator" => "author",
        "subject" | "keywords" | "keyword" => "subject",
        "date" => "date",
        // When the file was made, which is not when its text was written.
        "created" | "creation-date" => "created",
        "language" => "language",
        "publisher" | "Company" => "publisher",
        "coverage" => "place",
        "source" => "source",
        "identifier" => "id",
        "category" | "type" => "classification",
        _ => return None,
    })
}

/// The name of the part a path leads to from a folder.
pub fn resolve(folder: &str, path: &str) -> String {
    let path = path.split(['#', '?']).next().unwrap_or_default().replace('\\', "/");
    let base = if path.starts_with('/') { "" } else { folder };
    let mut names: Vec<&str> = Vec::new();
    for name in base.split('/').chain(path.split('/')) {
        match name {
            "" | "." => {}
            ".." => drop(names.pop()),
            name => names.push(name),
        }
    }
    names.join("/")
}

#[cfg(test)]
mod tests {
    use super::super::zip_parts::tests::archive;
    use super::*;

    #[test]
    fn paths_are_resolved_within_the_file() {
        let check = |folder, path, expect: &str| assert_eq!(resolve(folder, path), expect);
        check("word", "footnotes.xml", "word/footnotes.xml");
        check("ppt/slides", "../notes/n1.xml", "ppt/notes/n1.xml");
        check("word", "/word/../a.xml#x", "a.xml");
        check("a", "../../../../etc/passwd", "etc/passwd");
        check("OPS", ".\\text\\1.xhtml", "OPS/text/1.xhtml");
    }

    #[test]
    fn arrows_and_properties_are_read() {
        let bytes = archive(&[
            (
                "_rels/.rels",
                "<Relationships><Relationship Id='r1' Type='http://x/officeDocument' Target='w/d.xml'/>\
                 <Relationship Id='r2' Type='http://x/core-properties' Target='core.xml'/></Relationships>",
            ),
            (
                "w/_rels/d.xml.rels",
                "<Relationships><Relationship Id='r1' Type='http://x/hyperlink' Target='http://y' \
                 TargetMode='External'/><Relationship Id='r2' Type='http://x/footnotes' Target='f.xml'/>\
                 </Relationships>",
            ),
            ("w/d.xml", "<d/>"),
            (
                "core.xml",
                "<c><dc:title>T</dc:title><dc:creator>A</dc:creator><x>y<b/></x><dcterms:created>1960-05-01</dcterms:created></c>",
            ),
        ]);
        let mut package = Package::open(&bytes, &Limits::default()).expect("a package");
        assert_eq!(package.main_part("none"), Ok("w/d.xml".into()));
        let relations = package.relations("w/d.xml").expect("relations");
        let expect =
            Relation { id: "r2".into(), kind: "footnotes".into(), target: "w/f.xml".into() };
        assert_eq!(relations, [expect]);
        let mut transcript = Transcript::default();
        package.properties(&mut transcript).expect("properties");
        let fact = |key: &str, value: &str| (key.to_owned(), value.to_owned());
        let facts = [fact("title", "T"), fact("author", "A"), fact("created", "1960-05-01")];
        assert_eq!(transcript.facts, facts);
    }
}
