//! METS: what a digitised work is, and which files hold its text page by page.

use std::collections::HashMap;

use super::composer::Composer;
use super::events::{Element, Event, Events};
use super::mods;
use super::tree::Node;
use super::{Failure, Limits, Transcript};
use crate::document::{BlockKind, Language};

/// The key of the facts that name the files with the text, one fact each, in the order of the pages: the reference as
/// it stands in the file and, after a tab, the page's label where it has one.
pub const FILES: &str = "files";

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

/// Reads a decoded file: its text is the metadata and the headings of the parts. It may be empty if files are named.
pub fn read(source: &str, limits: &Limits) -> Result<Vec<Transcript>, Failure> {
    let mut events = Events::new(source);
    let mut reader = Reader::default();
    while let Some(event) = events.next()? {
        match event {
            Event::Start(element) if element.name() == "dmdSec" => {
                let record = Node::read(element, &mut events)?;
                reader.records.push(mods::facts(&record));
            }
            Event::Start(element) => reader.start(&element),
            Event::End(name) => reader.end(name),
            Event::Text(_) => {}
        }
    }
    reader.finish(events.damage(), limits)
}

/// What the files of a group hold, the better first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Content {
    Alto,
    Page,
    Other,
}

struct File {
    id: String,
    group: usize,
    content: Content,
    href: String,
}

#[derive(Default)]
struct PhysicalPage {
    order: Option<u64>,
    label: Option<String>,
    files: Vec<String>,
}

#[derive(Default)]
struct Reader {
    /// The first is about the whole, the others about parts.
    records: Vec<Vec<(String, String)>>,
    /// What the groups of files are for, in order; those that are open.
    groups: Vec<String>,
    open_groups: Vec<usize>,
    files: Vec<File>,
    /// The type of the open structure.
    structure: String,
    pages: Vec<PhysicalPage>,
    headings: Vec<String>,
}

impl Reader {
    fn start(&mut self, element: &Element) {
        let attribute = |name| element.attribute(name);
        match element.name() {
            "fileGrp" => {
                self.open_groups.push(self.groups.len());
                self.groups.push(attribute("USE").unwrap_or_default().to_ascii_uppercase());
            }
            "file" => {
                let mime = attribute("MIMETYPE").unwrap_or_default();
                let group = self.open_groups.last().copied().unwrap_or_default();
                let usage = self.groups.get(group).map_or("", String::as_str);
                let content = content(&mime, usage);
                let id = attribute("ID").unwrap_or_default();
                self.files.push(File { id, group, content, href: String::new() });
            }
            "FLocat" => {
                if let (Some(file), Some(href)) = (self.files.last_mut(), attribute("href")) {
                    file.href = href;
                }
            }
            "structMap" => {
                self.structure = attribute("TYPE").unwrap_or_default().to_ascii_uppercase();
            }
            "div" if self.structure == "PHYSICAL" => self.pages.push(PhysicalPage {
                order: attribute("ORDER").and_then(|order| order.parse().ok()),
                label: attribute("ORDERLABEL").or_else(|| attribute("LABEL")),
                files: Vec::new(),
            }),
            "div" => self.headings.extend(attribute("LABEL")),
            // `fptr`, or an `area` in it.
            _ => {
                if let (Some(page), Some(file)) = (self.pages.last_mut(), attribute("FILEID")) {
                    page.files.push(file);
                }
            }
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "fileGrp" => drop(self.open_groups.pop()),
            "structMap" => self.structure.clear(),
            _ => {}
        }
    }

    /// The files with the text, page by page, from the one group that has it best.
    fn text_files(&mut self) -> Vec<String> {
        let texts = self.files.iter().filter(|file| file.content != Content::Other);
        let group = texts.min_by_key(|file| {
            // Viewers and aggregators ask for the group FULLTEXT.
            let is_full_text =
                self.groups.get(file.group).is_some_and(|usage| usage.contains("FULLTEXT"));
            (file.content, !is_full_text, file.group)
        });
        let Some(group) = group.map(|file| file.group) else { return Vec::new() };
        let files =
            || self.files.iter().filter(|file| file.group == group && !file.href.is_empty());
        let hrefs: HashMap<&str, &str> =
            files().map(|file| (file.id.as_str(), file.href.as_str())).collect();
        self.pages.sort_by_key(|page| page.order);
        let of_pages: Vec<String> = self
            .pages
            .iter()
            .flat_map(|page| page.files.iter().map(move |file| (file, &page.label)))
            .filter_map(|(file, label)| {
                let href = hrefs.get(file.as_str())?;
                Some(label.as_ref().map_or(href.to_string(), |label| format!("{href}\t{label}")))
            })
            .collect();
        match of_pages.is_empty() {
            true => files().map(|file| file.href.clone()).collect(),
            false => of_pages,
        }
    }

    fn finish(mut self, damage: Option<&str>, limits: &Limits) -> Result<Vec<Transcript>, Failure> {
        let files = self.text_files();
        let mut records = self.records.into_iter();
        let mut facts = records.next().unwrap_or_default();
        let first = |key: &str| facts.iter().find(|(name, _)| name == key).map(|(_, value)| value);
        let title = first("title").or(self.headings.first()).cloned();
        let codes = facts.iter().filter(|(key, _)| key == "language");
        let language = codes.filter_map(|(_, code)| Language::from_code(code)).next();

        let mut composer = Composer::new(limits);
        let mut block = |kind, text: &str| {
            composer.begin(kind, false);
            composer.text(text);
            composer.end();
        };
        title.iter().for_each(|title| block(BlockKind::Heading(1), title));
        let texts = facts.iter().filter(|(key, _)| TEXT.contains(&key.as_str()));
        texts.for_each(|(_, value)| block(BlockKind::Paragraph, value));
        let parts = records.flatten().filter(|(key, _)| key == "title").map(|(_, title)| title);
        let mut headings: Vec<String> = self.headings.into_iter().chain(parts).collect();
        let mut seen: std::collections::HashSet<String> = title.iter().cloned().collect();
        headings.retain(|heading| seen.insert(heading.clone()));
        headings.iter().for_each(|heading| block(BlockKind::Paragraph, heading));

        let mut transcript = match composer.finish(damage) {
            // What joins the files needs no metadata.
            Err(Failure::Empty) if !files.is_empty() => Transcript::default(),
            finished => finished?,
        };
        transcript.metadata.title = title;
        transcript.metadata.language = language;
        facts.extend(files.into_iter().map(|file| (FILES.to_owned(), file)));
        transcript.facts = facts;
        Ok(vec![transcript])
    }
}

fn content(mime: &str, usage: &str) -> Content {
    let is_xml = mime.is_empty() || mime.ends_with("xml");
    match () {
        () if mime.contains("alto") => Content::Alto,
        () if mime.contains("prima.page") => Content::Page,
        () if is_xml && (usage.contains("FULLTEXT") || usage.contains("ALTO")) => Content::Alto,
        () => Content::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "<mets><dmdSec><mods><titleInfo><title>Der Herold</title></titleInfo>\
        <originInfo><dateIssued>1839</dateIssued></originInfo><language><languageTerm>ger\
        </languageTerm></language><identifier>PPN1</identifier></mods></dmdSec><dmdSec><mods>\
        <titleInfo><title>Nr. 1</title></titleInfo></mods></dmdSec>";

    fn check(rest: &str, text: &str, files: &[&str]) -> Transcript {
        let source = format!("{HEAD}{rest}</mets>");
        let transcript = read(&source, &Limits::default()).expect(rest).remove(0);
        assert_eq!(transcript.text, text, "{rest}");
        let found = transcript.facts.iter().filter(|(key, _)| key == FILES);
        assert_eq!(found.map(|(_, file)| file.as_str()).collect::<Vec<_>>(), files, "{rest}");
        transcript
    }

    #[test]
    fn metadata_is_text_and_facts() {
        let structure = "<structMap TYPE='LOGICAL'><div LABEL='Der Herold'><div LABEL='Erstes Kapitel'/>\
            </div></structMap>";
        let expect = "Der Herold\n\n1839\n\nErstes Kapitel\n\nNr. 1\n";
        let transcript = check(structure, expect, &[]);
        assert_eq!(transcript.metadata.title.as_deref(), Some("Der Herold"));
        assert_eq!(transcript.metadata.language, Some(Language::German));
        assert!(transcript.facts.contains(&("id".to_owned(), "PPN1".to_owned())));
    }

    #[test]
    fn files_without_metadata_are_named() {
        let source = "<mets><fileSec><fileGrp><file MIMETYPE='application/alto+xml'>\
            <FLocat xlink:href='1.xml'/></file></fileGrp></fileSec></mets>";
        let found = read(source, &Limits::default()).expect("files").remove(0);
        assert_eq!(found.text, "");
        assert_eq!(found.facts, [(FILES.to_owned(), "1.xml".to_owned())]);
        assert_eq!(read("<mets></mets>", &Limits::default()).err(), Some(Failure::Empty));
        let outside = source.replace("<fileGrp>", "").replace("</fileGrp>", "");
        let found = read(&outside, &Limits::default()).expect("a file in no group").remove(0);
        assert_eq!(found.facts, [(FILES.to_owned(), "1.xml".to_owned())]);
    }

    #[test]
    fn the_text_files_stand_in_the_order_of_the_pages() {
        let files = "<fileSec><fileGrp USE='MAX'><file ID='i1' MIMETYPE='image/tiff'><FLocat xlink:href='1.tif'/>\
            </file></fileGrp><fileGrp USE='PAGE'><file ID='p1' MIMETYPE='application/vnd.prima.page+xml'>\
            <FLocat xlink:href='p1.xml'/></file></fileGrp><fileGrp USE='ALTO'><file ID='x1' MIMETYPE='text/xml'>\
            <FLocat xlink:href='x1.xml'/></file></fileGrp><fileGrp USE='FULLTEXT'>\
            <file ID='a2' MIMETYPE='text/xml'><FLocat xlink:href='2.xml'/></file>\
            <file ID='a1' MIMETYPE='text/xml'><FLocat xlink:href='1.xml'/></file></fileGrp></fileSec>";
        let text = "Der Herold\n\n1839\n\nNr. 1\n";
        check(files, text, &["2.xml", "1.xml"]);
        let structure = "<structMap TYPE='PHYSICAL'><div TYPE='physSequence'><div ORDER='2' ORDERLABEL='IV'>\
            <fptr FILEID='i1'/><fptr FILEID='a2'/></div><div ORDER='1' ORDERLABEL=''><fptr><area FILEID='a1'/>\
            </fptr></div></div></structMap>";
        check(&format!("{files}{structure}"), text, &["1.xml", "2.xml\tIV"]);
    }
}
