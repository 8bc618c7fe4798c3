//! METS: what a digitised work is, and which files hold its pages.

use std::collections::HashMap;

use super::composer::Composer;
use super::events::{Element, Event, Events};
use super::mods;
use super::tree::Node;
use super::{Failure, Limits, Transcript};
use crate::document::{BlockKind, Field, Language, Metadata, Origin};
use crate::extract::metadata::from_facts;
use crate::extract::percent::percent_decoded;

/// A work that a METS file describes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Work {
    /// What is known about it.
    pub metadata: Metadata,
    /// The files it is made of, as far as they may lie beside the METS file.
    pub files: Vec<WorkFile>,
}

/// A file of a work.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct WorkFile {
    /// Its path from the folder of the METS file, with `/` between the parts; it may hold `.` and `..`.
    pub path: String,
    /// Which page of the work it holds, counted from 1, where it holds one.
    pub sheet: Option<u32>,
    /// The number printed on that page.
    pub label: Option<String>,
}

/// Facts that are text worth finding; the others are codes and addresses.
const TEXT: [&str; 13] = [
    "author",
    "editor",
    "translator",
    "contributor",
    "date",
    "place",
    "publisher",
    "subject",
    "classification",
    "signature",
    "collection",
    "source",
    "to",
];

/// What stands for the label of a page without a printed number, as Kitodo and Goobi write it.
const UNCOUNTED: &str = "uncounted";

/// Words that labels have before the number.
const PAGE: [&str; 4] = ["page", "p.", "seite", "s."];

/// Reads a decoded file: its text is the metadata and the headings of the parts.
pub fn read(source: &str, limits: &Limits) -> Result<Vec<Transcript>, Failure> {
    let mut events = Events::new(source);
    let reader = Reader::of(&mut events)?;
    reader.transcript(events.damage(), limits)
}

/// Reads what a decoded file says of a work and of the files it is made of.
pub fn work(source: &str) -> Result<Work, Failure> {
    let mut reader = Reader::of(&mut Events::new(source))?;
    let files = reader.work_files();
    let (facts, mut metadata) = reader.about();
    metadata.fill_from(from_facts(&facts));
    for field in Field::ALL {
        if !metadata.slot(field).is_empty() {
            metadata.origins.insert(field, Origin::Sidecar);
        }
    }
    Ok(Work { metadata, files })
}

struct File {
    id: String,
    href: String,
}

#[derive(Default)]
struct PhysicalPage {
    order: Option<u32>,
    label: Option<String>,
    files: Vec<String>,
}

#[derive(Default)]
struct Reader {
    /// The first is about the whole, the others about parts.
    records: Vec<Vec<(String, String)>>,
    files: Vec<File>,
    /// The type of the open structure.
    structure: Option<String>,
    pages: Vec<PhysicalPage>,
    headings: Vec<String>,
}

impl Reader {
    fn of(events: &mut Events) -> Result<Reader, Failure> {
        let mut reader = Reader::default();
        while let Some(event) = events.next()? {
            match event {
                Event::Start(element) if element.name() == "dmdSec" => {
                    let record = Node::read(element, events)?;
                    reader.records.push(mods::facts(&record));
                }
                Event::Start(element) => reader.start(&element),
                Event::End("structMap") => reader.structure = None,
                Event::End(_) | Event::Text(_) => {}
            }
        }
        Ok(reader)
    }

    fn start(&mut self, element: &Element) {
        let attribute = |name| element.attribute(name);
        match (element.name(), self.structure.as_deref()) {
            ("file", _) => {
                let id = attribute("ID").unwrap_or_default();
                self.files.push(File { id, href: String::new() });
            }
            ("FLocat", _) => {
                if let (Some(file), Some(href)) = (self.files.last_mut(), attribute("href")) {
                    file.href = href;
                }
            }
            ("structMap", _) => {
                self.structure = Some(attribute("TYPE").unwrap_or_default().to_ascii_uppercase());
            }
            ("div", Some(structure)) => {
                let label = attribute("LABEL");
                if structure != "PHYSICAL" {
                    self.headings.extend(label.clone());
                }
                // A structure of no type may be of either kind.
                if structure != "LOGICAL" {
                    let label = label.filter(|_| structure == "PHYSICAL");
                    self.pages.push(PhysicalPage {
                        order: attribute("ORDER").and_then(|order| order.parse().ok()),
                        label: attribute("ORDERLABEL").or(label).and_then(|label| printed(&label)),
                        files: Vec::new(),
                    });
                }
            }
            // `fptr`, or an `area` in it.
            (_, Some(structure)) if structure != "LOGICAL" => {
                if let (Some(page), Some(file)) = (self.pages.last_mut(), attribute("FILEID")) {
                    page.files.push(file);
                }
            }
            _ => {}
        }
    }

    /// The files that are named by a path, each with the page it holds.
    fn work_files(&mut self) -> Vec<WorkFile> {
        self.pages.retain(|page| !page.files.is_empty());
        let is_ordered = self.pages.iter().any(|page| page.order.is_some());
        let mut page_of: HashMap<&str, Option<(Option<u32>, &PhysicalPage)>> = HashMap::new();
        for (count, page) in (1..).zip(&self.pages) {
            let sheet = if is_ordered { page.order } else { Some(count) };
            for file in &page.files {
                // A file of several pages holds none of them alone.
                let same = |had: &mut Option<(_, &PhysicalPage)>| {
                    had.take_if(|(_, had)| !std::ptr::eq(*had, page));
                };
                page_of.entry(file).and_modify(same).or_insert(Some((sheet, page)));
            }
        }
        let files = self.files.iter().filter_map(|file| {
            let path = local_path(&file.href)?;
            let page = page_of.get(file.id.as_str()).copied().flatten();
            let (sheet, label) = page.map(|(sheet, page)| (sheet, page.label.clone())).unzip();
            Some(WorkFile { path, sheet: sheet.flatten(), label: label.flatten() })
        });
        files.collect()
    }

    /// The facts about the whole, and the metadata that are known by more than the facts.
    fn about(&mut self) -> (Vec<(String, String)>, Metadata) {
        let facts = if self.records.is_empty() { Vec::new() } else { self.records.remove(0) };
        let first = |key: &str| facts.iter().find(|(name, _)| name == key).map(|(_, value)| value);
        let title = first("title").or(self.headings.first()).cloned();
        let codes = facts.iter().filter(|(key, _)| key == "language");
        let language = codes.filter_map(|(_, code)| Language::from_code(code)).next();
        (facts, Metadata { title, language, ..Metadata::default() })
    }

    fn transcript(
        mut self,
        damage: Option<&str>,
        limits: &Limits,
    ) -> Result<Vec<Transcript>, Failure> {
        let (facts, metadata) = self.about();
        let title = &metadata.title;
        let mut composer = Composer::new(limits);
        let mut block = |kind, text: &str| {
            composer.begin(kind, false);
            composer.text(text);
            composer.end();
        };
        title.iter().for_each(|title| block(BlockKind::Heading(1), title));
        let texts = facts.iter().filter(|(key, _)| TEXT.contains(&key.as_str()));
        texts.for_each(|(_, value)| block(BlockKind::Paragraph, value));
        let parts = self.records.into_iter().flatten();
        let parts = parts.filter(|(key, _)| key == "title").map(|(_, title)| title);
        let mut headings: Vec<String> = self.headings.into_iter().chain(parts).collect();
        let mut seen: std::collections::HashSet<String> = title.iter().cloned().collect();
        headings.retain(|heading| seen.insert(heading.clone()));
        headings.iter().for_each(|heading| block(BlockKind::Paragraph, heading));
        let transcript = composer.finish(damage)?;
        Ok(vec![Transcript { metadata, facts, ..transcript }])
    }
}

/// What a page's label says is printed on it; `None` for ` - ` and the like.
fn printed(label: &str) -> Option<String> {
    let number = match label.split_once(' ') {
        Some((word, number)) if PAGE.contains(&word.to_lowercase().as_str()) => number.trim(),
        _ => label,
    };
    let is_number = number.contains(char::is_alphanumeric);
    (is_number && !number.eq_ignore_ascii_case(UNCOUNTED)).then(|| number.to_owned())
}

/// The path that a reference is; `None` for an address elsewhere and for an absolute path.
fn local_path(href: &str) -> Option<String> {
    // Newspapers are delivered with `file://./0001.xml`.
    let path =
        href.strip_prefix("file:").map_or(href, |path| path.strip_prefix("//").unwrap_or(path));
    let is_elsewhere = path.is_empty() || path.starts_with(['/', '\\']) || path.contains(':');
    (!is_elsewhere).then(|| percent_decoded(path).replace('\\', "/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "<mets><dmdSec><mods><titleInfo><title>Der Herold</title></titleInfo>\
        <originInfo><dateIssued>1839</dateIssued></originInfo><language><languageTerm>ger\
        </languageTerm></language><identifier>PPN1</identifier></mods></dmdSec><dmdSec><mods>\
        <titleInfo><title>Nr. 1</title></titleInfo></mods></dmdSec>";

    #[test]
    fn metadata_is_text_and_facts() {
        let source = format!(
            "{HEAD}<structMap TYPE='LOGICAL'><div LABEL='Der Herold'>\
             <div LABEL='Erstes Kapitel'/></div></structMap></mets>"
        );
        let transcript = read(&source, &Limits::default()).expect("text").remove(0);
        assert_eq!(transcript.text, "Der Herold\n\n1839\n\nErstes Kapitel\n\nNr. 1\n");
        assert_eq!(transcript.metadata.title.as_deref(), Some("Der Herold"));
        assert_eq!(transcript.metadata.language, Some(Language::German));
        assert!(transcript.facts.contains(&("id".to_owned(), "PPN1".to_owned())));
        assert_eq!(read("<mets></mets>", &Limits::default()).err(), Some(Failure::Empty));
    }

    #[test]
    fn a_work_says_what_it_is_as_a_sidecar_does() {
        let metadata = work(HEAD).expect("a work").metadata;
        assert_eq!(metadata.title.as_deref(), Some("Der Herold"));
        assert_eq!(metadata.date.map(|date| date.iso()).as_deref(), Some("1839"));
        assert_eq!(metadata.document_number.as_deref(), Some("PPN1"));
        assert_eq!(metadata.origins.len(), 4);
        assert!(metadata.origins.values().all(|origin| *origin == Origin::Sidecar));
        let headed = "<mets><structMap TYPE='LOGICAL'><div LABEL='Akte'/></structMap></mets>";
        assert_eq!(work(headed).expect("a work").metadata.title.as_deref(), Some("Akte"));
    }

    /// Checks which page each file is, as `path`, `path sheet` or `path sheet label`.
    fn check(structure: &str, expect: &[&str]) {
        let source = format!(
            "<mets><fileSec><file ID='i1'><FLocat href='1.tif'/></file><fileGrp USE='FULLTEXT'>\
             <file ID='a2'><FLocat href='2.xml'/></file><file ID='a1'><FLocat href='1.xml'/></file>\
             </fileGrp></fileSec>{structure}</mets>"
        );
        let files = work(&source).expect("a work").files;
        let found = files.iter().map(|file| {
            let sheet = file.sheet.map(|sheet| format!(" {sheet}")).unwrap_or_default();
            let label = file.label.as_ref().map(|label| format!(" {label}")).unwrap_or_default();
            format!("{}{sheet}{label}", file.path)
        });
        assert_eq!(found.collect::<Vec<_>>(), expect, "{structure}");
    }

    #[test]
    fn files_have_the_order_and_the_label_of_their_page() {
        check("", &["1.tif", "2.xml", "1.xml"]);
        check(
            "<structMap TYPE='PHYSICAL'><div TYPE='physSequence'><div ORDER='7' ORDERLABEL='IV'>\
             <fptr FILEID='i1'/><fptr FILEID='a2'/></div><div ORDER='6' ORDERLABEL=' - '><fptr>\
             <area FILEID='a1'/></fptr></div></div></structMap><structMap TYPE='LOGICAL'><div>\
             <fptr FILEID='a2'/></div></structMap>",
            &["1.tif 7 IV", "2.xml 7 IV", "1.xml 6"],
        );
        check(
            "<structMap TYPE='physical'><div><fptr FILEID='i1'/><div LABEL='Page a'><fptr FILEID='a1'/>\
             <fptr FILEID='a1'/></div><div ORDERLABEL='Uncounted'><fptr FILEID='a2'/></div></div></structMap>",
            &["1.tif 1", "2.xml 3", "1.xml 2 a"],
        );
        check(
            "<structMap><div LABEL='Issue'><div ORDERLABEL='1'><fptr FILEID='a1'/></div>\
             <div LABEL='x'><fptr FILEID='a2'/></div></div></structMap>",
            &["1.tif", "2.xml 2", "1.xml 1 1"],
        );
        // The same file for two pages.
        check(
            "<structMap TYPE='PHYSICAL'><div ORDERLABEL='1'><fptr FILEID='a1'/></div>\
             <div ORDERLABEL='2'><fptr FILEID='a1'/></div></structMap>",
            &["1.tif", "2.xml", "1.xml"],
        );
    }

    #[test]
    fn only_paths_are_files_beside_it() {
        let check = |href, expect: Option<&str>| {
            assert_eq!(local_path(href).as_deref(), expect, "{href}");
        };
        check("alto/a%20b.xml", Some("alto/a b.xml"));
        check("file://./ALTO\\1.xml", Some("./ALTO/1.xml"));
        check("file:1.xml", Some("1.xml"));
        check("../1.xml", Some("../1.xml"));
        check("https://example.org/1.xml", None);
        check("file:///etc/passwd", None);
        check("/etc/passwd", None);
        check("C:\\1.xml", None);
        check("", None);
    }
}
