//! Footnotes as German historians write them, in German, and the bare reference to a paper in an archive.

use super::date;
use super::item::{Item, Kind};
use super::locus;
use super::name::Name;
use super::prose::{Prose, listed, plain_title};
use super::signature::reference;
use crate::document::Language::German;

/// Most authors named.
const AUTHORS: usize = 3;

/// What kinds of papers are called.
const GENRES: &[(&str, &str)] = &[
    ("letter", "Schreiben"),
    ("memorandum", "Vermerk"),
    ("report", "Bericht"),
    ("telegram", "Telegramm"),
    ("minutes", "Niederschrift"),
    ("speech", "Rede"),
    ("note", "Note"),
    ("treaty", "Vertrag"),
    ("resolution", "Beschluss"),
    ("communiqué", "Kommuniqué"),
    ("declaration", "Erklärung"),
    ("article", "Artikel"),
    ("diary", "Tagebuch"),
];

/// The archive's reference alone: `BArch, DY 30/2470, Bl. 4`; the footnote for a document without signature.
pub fn bundesarchiv(item: &Item<'_>) -> String {
    let reference = in_archive(item).filter(|_| item.signature.is_some());
    reference.unwrap_or_else(|| footnote(item))
}

/// `Botschaft der DDR an Otto Winzer: Lage in Korea, Pjöngjang, 30. August 1960, in: PA AA, M 1, A 7137, S. 2.`
pub fn footnote(item: &Item<'_>) -> String {
    let mut note = Prose::default();
    let people = people(item);
    let has_people = people.is_some();
    note.push_some(people);
    match title(item) {
        Some(title) if has_people => note.push_after_colon(title),
        title => note.push_some(title),
    }
    let date = date(item);
    let translated = listed_direct(&item.translators).map(|names| format!("übers. von {names}"));
    match item.kind {
        Kind::Book | Kind::Chapter => {
            note.push_some(item.container().map(|book| format!("in: {book}")));
            note.push_some(translated);
            note.push_some(imprint(item, date));
            note.push_some(
                item.collection
                    .as_deref()
                    .filter(|_| item.kind == Kind::Book)
                    .map(|series| format!("({series})")),
            );
        }
        Kind::Newspaper | Kind::Journal => {
            note.push_some(translated);
            note.push_some(item.container().map(|paper| format!("in: {paper}")));
            note.push_some(date);
        }
        Kind::Web => {
            note.push_some(translated);
            note.push_some(item.container());
            note.push_some(date);
        }
        Kind::Edition => {
            note.push_some(item.place.as_deref());
            note.push_some(date);
            note.push_some(item.container().map(|edition| format!("in: {edition}")));
            note.push_some(item.number.as_deref().map(|number| format!("Dok. {number}")));
            note.push_some(translated);
            note.push_some(item.publisher());
        }
        Kind::Archival | Kind::Report | Kind::Mail | Kind::Document => {
            note.push_some((item.kind == Kind::Mail).then_some("E-Mail"));
            note.push_some(item.place.as_deref().filter(|place| !told(item, place)));
            note.push_some(date);
            note.push_some(in_archive(item).map(|archive| format!("in: {archive}")));
            note.push_some(item.collection.as_deref().filter(|_| item.kind != Kind::Mail));
            note.push_some(item.unsigned_source());
            note.push_some(translated);
            note.push_some(item.publisher());
        }
    }
    if in_archive(item).is_none() || item.kind != Kind::Archival {
        note.push_some(item.page_label.as_deref().map(page));
    }
    note.push_some(item.url.as_deref());
    note.push_some(locus::in_file(item, German));
    note.finish()
}

/// The archive, the signature and the leaf.
fn in_archive(item: &Item<'_>) -> Option<String> {
    let (repository, page) = (item.repository.as_deref(), item.page_label.as_deref());
    match (item.signature.as_deref(), repository) {
        (Some(signature), _) => Some(reference(signature, repository, page)),
        (None, Some(repository)) => Some(reference(repository, None, page)),
        (None, None) => None,
    }
}

/// The title, else what kind of paper it is.
fn title<'i>(item: &'i Item<'_>) -> Option<&'i str> {
    let genre = || GENRES.iter().find(|(word, _)| item.genre.as_deref() == Some(word));
    match item.title.as_deref() {
        Some(title) => Some(plain_title(title)),
        None => genre().map(|(_, german)| *german).or(item.genre.as_deref()),
    }
}

/// Who wrote it, and to whom where the title does not say so.
fn people(item: &Item<'_>) -> Option<String> {
    let authors = listed_direct(&item.authors);
    let recipient = item.recipients.first().map(Name::direct).filter(|name| !told(item, name));
    match (authors, recipient) {
        (Some(authors), Some(recipient)) => Some(format!("{authors} an {recipient}")),
        (None, Some(recipient)) => Some(format!("An {recipient}")),
        (authors, None) => authors,
    }
}

/// `S. 217`, where the label has no word of its own.
fn page(label: &str) -> String {
    if label.contains(". ") { label.to_owned() } else { format!("S. {label}") }
}

fn told(item: &Item<'_>, what: &str) -> bool {
    item.title.as_deref().is_some_and(|title| title.contains(what))
}

fn date(item: &Item<'_>) -> Option<String> {
    let date = item.date?;
    let words = date::words(date, German)?;
    let is_told = |text: &str| text.len() > 4 && told(item, text);
    (!is_told(&words) && !is_told(&date.text)).then_some(words)
}

/// `Berlin: Dietz 1960`.
fn imprint(item: &Item<'_>, date: Option<String>) -> Option<String> {
    let house = [item.place.as_deref(), item.publisher()];
    let house = house.into_iter().flatten().collect::<Vec<_>>().join(": ");
    let parts = [(!house.is_empty()).then_some(house), date];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

fn listed_direct(names: &[Name]) -> Option<String> {
    let names: Vec<String> = names.iter().take(AUTHORS + 1).map(Name::direct).collect();
    listed(&names, AUTHORS, "und", "")
}
