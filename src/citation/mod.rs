//! A place in a document as people cite it, and as programs for references read it.

mod bibtex;
mod chicago;
mod csl_json;
mod date;
mod german;
mod item;
mod key;
mod locus;
mod name;
mod prose;
mod ris;
mod short;
mod signature;
mod web;
mod yaml;

use std::collections::HashMap;

use crate::document::{Language, Locator, Metadata};
use item::Item;
pub use short::{across, short};

/// A passage to cite, and the document it stands in.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    /// What is known about the document.
    pub metadata: &'a Metadata,
    /// Where the passage stands in the file.
    pub locator: &'a Locator,
    /// The number of the folder that was indexed: two may hold a file of one path.
    pub folder: u32,
    /// The file, below that folder.
    pub path: &'a str,
    /// Which of several documents in the file it is: `message 3`.
    pub place: Option<&'a str>,
    /// The passage as a reader sees it, without markup, for [`Style::Web`].
    pub quote: &'a str,
    /// The language of the passage, where the document declares none.
    pub language: Language,
}

/// A form of citation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Title, file, page and lines.
    Short,
    /// A footnote after the Chicago Manual of Style, in English.
    ChicagoNote,
    /// An entry of a bibliography after the Chicago Manual of Style, in English.
    ChicagoBibliography,
    /// The archive's reference alone, as the German Federal Archives ask for it: `BArch, DY 30/2470, Bl. 4`.
    Bundesarchiv,
    /// A footnote as German historians write it, in German.
    GermanArchive,
    /// CSL-JSON 1.0.2, a list of items.
    CslJson,
    /// An entry for biblatex.
    Bibtex,
    /// A record in the RIS format.
    Ris,
    /// An entry for Hayagriva and Typst, in YAML.
    Yaml,
    /// The address of the web page with the passage marked in it; empty for a document that has no address.
    Web,
}

/// The names of the styles; the first of a style is its own, others are understood too.
const NAMES: &[(Style, &[&str])] = &[
    (Style::Short, &["short"]),
    (Style::ChicagoNote, &["chicago-note", "chicago"]),
    (Style::ChicagoBibliography, &["chicago-bibliography"]),
    (Style::Bundesarchiv, &["bundesarchiv", "barch"]),
    (Style::GermanArchive, &["german-archive"]),
    (Style::CslJson, &["csl-json", "csl"]),
    (Style::Bibtex, &["bibtex", "biblatex"]),
    (Style::Ris, &["ris"]),
    (Style::Yaml, &["yaml", "hayagriva"]),
    (Style::Web, &["web"]),
];

impl Style {
    /// Every style.
    pub const ALL: [Style; 10] = [
        Style::Short,
        Style::ChicagoNote,
        Style::ChicagoBibliography,
        Style::Bundesarchiv,
        Style::GermanArchive,
        Style::CslJson,
        Style::Bibtex,
        Style::Ris,
        Style::Yaml,
        Style::Web,
    ];

    /// Its names: its own, then others that are understood.
    pub fn names(self) -> &'static [&'static str] {
        NAMES.iter().find(|(style, _)| *style == self).map_or(&[], |(_, names)| names)
    }

    /// Its own name.
    pub fn name(self) -> &'static str {
        self.names().first().copied().unwrap_or_default()
    }

    /// Whether it is a file format that other programs read, with an entry for each document.
    pub fn is_file(self) -> bool {
        matches!(self, Style::CslJson | Style::Bibtex | Style::Ris | Style::Yaml)
    }
}

/// The citation of a passage: one line without its end, or a file with one entry.
///
/// What is not known is left out.
pub fn cite(style: Style, source: &Source<'_>) -> String {
    let or_file = |write: fn(&Item<'_>) -> String| {
        let item = Item::new(source);
        let citation = write(&item);
        if citation.is_empty() { item.path } else { citation }
    };
    match style {
        Style::Short => {
            let title = source.metadata.title.as_deref();
            short(title, source.path, source.place, source.locator)
        }
        Style::ChicagoNote => or_file(chicago::note),
        Style::ChicagoBibliography => or_file(chicago::bibliography),
        Style::Bundesarchiv => or_file(german::bundesarchiv),
        Style::GermanArchive => or_file(german::footnote),
        Style::Web => web::address(source),
        Style::CslJson | Style::Bibtex | Style::Ris | Style::Yaml => {
            cite_all(style, std::slice::from_ref(source))
        }
    }
}

/// The citations of passages: a line each, or a file with an entry for each document, which names all of its passages.
///
/// The key of an entry depends on its document alone; no two of a file are the same.
pub fn cite_all(style: Style, sources: &[Source<'_>]) -> String {
    let entries = |write: fn(&Item<'_>) -> String| -> Vec<String> {
        documents(sources).iter().map(write).collect()
    };
    match style {
        Style::CslJson => csl_json::write(&documents(sources)),
        Style::Bibtex => entries(bibtex::write).join("\n"),
        Style::Ris => entries(ris::write).concat(),
        // A file with nothing in it is no YAML that Hayagriva takes.
        Style::Yaml if sources.is_empty() => "{}\n".to_owned(),
        Style::Yaml => entries(yaml::write).join("\n"),
        _ => sources.iter().map(|source| cite(style, source) + "\n").collect(),
    }
}

/// The documents that passages stand in, in the order they come up.
fn documents<'a>(sources: &[Source<'a>]) -> Vec<Item<'a>> {
    let mut items: Vec<Item<'a>> = Vec::new();
    let mut known = HashMap::new();
    let mut keys: HashMap<String, usize> = HashMap::new();
    for source in sources {
        let at = *known.entry((source.folder, source.path, source.place)).or_insert(items.len());
        if let Some(item) = items.get_mut(at) {
            item.also.push(source.locator);
            continue;
        }
        let mut item = Item::new(source);
        let same = keys.entry(item.key.clone()).or_default();
        *same += 1;
        if *same > 1 {
            item.key = format!("{}-{same}", item.key);
        }
        items.push(item);
    }
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_have_names_of_their_own() {
        let mut names: Vec<_> = Style::ALL.iter().flat_map(|style| style.names()).collect();
        assert!(Style::ALL.iter().all(|style| !style.name().is_empty()));
        names.sort_unstable();
        assert!(names.is_sorted_by(|a, b| a < b), "{names:?}");
    }

    #[test]
    fn a_file_has_one_entry_for_a_document() {
        let metadata = Metadata { title: Some("Der Plan".into()), ..Metadata::default() };
        let lines = [3, 7, 3, 3].map(|line| Locator {
            line_start: line,
            line_end: line,
            ..Locator::default()
        });
        let folders = [1, 1, 2, 1];
        let paths = ["a.txt", "a.txt", "a.txt", "b.txt"];
        let source = |at: usize| Source {
            metadata: &metadata,
            locator: &lines[at],
            folder: folders[at],
            path: paths[at],
            place: None,
            quote: "",
            language: Language::German,
        };
        let sources: Vec<_> = (0..4).map(source).collect();
        let entries = cite_all(Style::Bibtex, &sources);
        let keys: Vec<_> = entries.lines().filter(|line| line.starts_with('@')).collect();
        let key = |at: usize| {
            let entry = cite(Style::Bibtex, &sources[at]);
            entry.lines().next().unwrap_or_default().trim_end_matches(',').to_owned()
        };
        assert_eq!(keys, [key(0) + ",", key(2) + "-2,", key(3) + ","]);
        assert_eq!(key(0), key(1));
        assert!(entries.contains("cited: a.txt, line 3; also line 7}"), "{entries}");
        assert_eq!(cite_all(Style::Short, &sources[..2]).lines().count(), 2);
    }

    #[test]
    fn nothing_cited_is_a_file_too() {
        let nothing = Style::ALL.map(|style| cite_all(style, &[]));
        assert_eq!(nothing, ["", "", "", "", "", "[]\n", "", "", "{}\n", ""]);
    }
}
