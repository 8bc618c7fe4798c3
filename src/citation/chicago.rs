//! Footnotes and bibliographies after the Chicago Manual of Style (17th edition, chapter 14), without its italics.
//!
//! Titles keep their capitals: historical and German titles stand as they were written.

use super::date;
use super::item::{Item, Kind};
use super::locus;
use super::name::Name;
use super::prose::{Prose, listed, plain_title, quoted};
use crate::document::Language::English;

/// Most authors named in a note.
const NOTE_AUTHORS: usize = 3;

/// Most authors named in a bibliography.
const BIBLIOGRAPHY_AUTHORS: usize = 10;

/// The full footnote, without its number.
pub fn note(item: &Item<'_>) -> String {
    let mut note = Prose::default();
    note.push_some(people(item));
    let title = item.title.as_deref();
    let trans = translators(item, "trans. ");
    let date = date(item);
    match item.kind {
        Kind::Book => {
            note.push_some(title.map(plain_title));
            note.push_some(item.collection.as_deref());
            note.push_some(trans.as_deref());
            push_imprint(&mut note, item);
        }
        Kind::Chapter => {
            note.push_some(title.map(quoted));
            note.push_some(item.container().map(|book| format!("in {book}")));
            note.push_some(trans.as_deref());
            push_imprint(&mut note, item);
        }
        Kind::Newspaper | Kind::Journal | Kind::Web => {
            note.push_some(title.map(quoted));
            note.push_some(trans.as_deref());
            note.push_some(item.container());
            note.push_some(date);
        }
        Kind::Edition => {
            note.push_some(title.map(quoted));
            note.push_some(item.place.as_deref());
            note.push_some(date);
            note.push_some(item.container().map(|edition| format!("in {edition}")));
            note.push_some(number(item));
            note.push_some(trans.as_deref());
            if let Some(publisher) = item.publisher() {
                note.push_bracketed(publisher);
            }
        }
        Kind::Archival | Kind::Report | Kind::Mail | Kind::Document => {
            note.push_some(title.map(quoted));
            note.push_some(description(item, false));
            note.push_some(place(item));
            note.push_some(date);
            note.push_some(item.signature.as_deref());
            note.push_some(item.collection.as_deref());
            note.push_some(number(item).filter(|_| item.collection.is_some()));
            note.push_some(item.unnamed_repository());
            note.push_some(item.unsigned_source());
            note.push_some(trans.as_deref());
            note.push_some(item.publisher());
        }
    }
    note.push_some(page(item));
    note.push_some(item.url.as_deref());
    note.push_some(locus::in_file(item, English));
    note.finish()
}

/// The entry of a bibliography: no page, the first author by family name.
pub fn bibliography(item: &Item<'_>) -> String {
    let mut entry = Prose::default();
    let mut sentence = |part: Option<String>| {
        if let Some(part) = part {
            entry.push_sentence(part);
        }
    };
    let title = item.title.as_deref();
    let text = |value: Option<&str>| value.map(str::to_owned);
    let date = date(item);
    sentence(authors_inverted(item));
    match item.kind {
        Kind::Book => sentence(title.map(|title| plain_title(title).to_owned())),
        _ => sentence(title.map(quoted)),
    }
    let and_date = |what: Option<&str>| {
        let parts = [text(what), date.clone()];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        // `before 1960` begins a sentence where no place stands before it.
        let is_date = what.is_none();
        (!parts.is_empty())
            .then(|| parts.join(", "))
            .map(|all| if is_date { capitalised(&all) } else { all })
    };
    match item.kind {
        Kind::Book | Kind::Chapter => {
            sentence(item.container().map(|book| format!("In {book}")));
            sentence(translators(item, "Translated by "));
            if item.kind == Kind::Book {
                sentence(text(item.collection.as_deref()));
            }
            sentence(imprint(item));
        }
        Kind::Newspaper | Kind::Journal | Kind::Web => {
            sentence(translators(item, "Translated by "));
            sentence(and_date(item.container()));
        }
        Kind::Edition => {
            sentence(and_date(item.place.as_deref()));
            let number = number(item).map(|number| format!(", {number}")).unwrap_or_default();
            sentence(item.container().map(|edition| format!("In {edition}{number}")));
            sentence(translators(item, "Translated by "));
            sentence(text(item.publisher()));
        }
        Kind::Archival | Kind::Report | Kind::Mail | Kind::Document => {
            sentence(description(item, true).map(|what| capitalised(&what)));
            sentence(and_date(place(item)));
            sentence(text(item.signature.as_deref()));
            let number = number(item).map(|number| format!(", {number}")).unwrap_or_default();
            sentence(item.collection.as_deref().map(|collection| format!("{collection}{number}")));
            sentence(text(item.unnamed_repository()));
            sentence(text(item.unsigned_source()));
            sentence(translators(item, "Translated by "));
            sentence(text(item.publisher()));
        }
    }
    sentence(item.url.clone());
    if !item.is_identified() || item.title.is_none() {
        sentence((!item.path.is_empty()).then(|| item.path.clone()));
    }
    entry.finish()
}

/// Authors as a note begins with them; of a paper without title, its recipient too.
fn people(item: &Item<'_>) -> Option<String> {
    let authors = direct(&item.authors);
    match (authors, recipient(item).filter(|_| is_described_by_people(item))) {
        (Some(authors), Some(recipient)) => Some(format!("{authors} to {recipient}")),
        (None, Some(recipient)) => Some(format!("To {recipient}")),
        (authors, None) => authors,
    }
}

fn is_described_by_people(item: &Item<'_>) -> bool {
    item.title.is_none() && item.kind != Kind::Mail
}

/// What it is and to whom it was sent, as far as the title and the names do not say so: `email to Hans Müller`.
fn description(item: &Item<'_>, is_bibliography: bool) -> Option<String> {
    let is_mail = item.kind == Kind::Mail;
    let has_named = is_described_by_people(item) && !is_bibliography;
    let title = item.title.as_deref().unwrap_or_default();
    let recipient = recipient(item).filter(|name| !has_named && (is_mail || !title.contains(name)));
    let genre = if is_mail { Some("email") } else { item.genre.as_deref() };
    // A letter is known by its sender and its recipient.
    let is_needless = has_named && genre == Some("letter") && !item.recipients.is_empty();
    match (genre.filter(|_| !is_needless), recipient) {
        (Some(genre), Some(name)) => Some(format!("{genre} to {name}")),
        (None, Some(name)) => Some(format!("to {name}")),
        (genre, None) => genre.filter(|_| is_mail || title.is_empty()).map(str::to_owned),
    }
}

fn recipient(item: &Item<'_>) -> Option<String> {
    item.recipients.first().map(Name::direct)
}

fn direct(names: &[Name]) -> Option<String> {
    let names: Vec<String> = names.iter().take(NOTE_AUTHORS + 1).map(Name::direct).collect();
    listed(&names, NOTE_AUTHORS, "and", ",")
}

fn authors_inverted(item: &Item<'_>) -> Option<String> {
    let (first, others) = item.authors.split_first()?;
    let others = others.iter().take(BIBLIOGRAPHY_AUTHORS).map(Name::direct);
    let names: Vec<String> = std::iter::once(first.inverted()).chain(others).collect();
    // After an inverted name stands a comma.
    match names.as_slice() {
        [one, other] if !first.is_whole() => Some(format!("{one}, and {other}")),
        _ => listed(&names, BIBLIOGRAPHY_AUTHORS, "and", ","),
    }
}

fn translators(item: &Item<'_>, words: &str) -> Option<String> {
    direct(&item.translators).map(|names| format!("{words}{names}"))
}

/// The date, where the title does not end with it.
fn date(item: &Item<'_>) -> Option<String> {
    let date = item.date?;
    let words = date::words(date, English)?;
    let title = item.title.as_deref().unwrap_or_default();
    let is_told = |text: &str| text.len() > 4 && title.contains(text);
    (!is_told(&words) && !is_told(&date.text)).then_some(words)
}

/// Where it was written, where the title does not say so.
fn place<'i>(item: &'i Item<'_>) -> Option<&'i str> {
    let title = item.title.as_deref().unwrap_or_default();
    item.place.as_deref().filter(|place| !title.contains(place))
}

fn number(item: &Item<'_>) -> Option<String> {
    item.number.as_deref().map(|number| format!("doc. {number}"))
}

/// The page: of what is printed the number alone, where nothing makes it doubtful.
fn page(item: &Item<'_>) -> Option<String> {
    let label = item.page_label.as_deref()?;
    let is_printed =
        matches!(item.kind, Kind::Book | Kind::Chapter | Kind::Journal | Kind::Newspaper);
    // `12v` is the back of a leaf.
    let leaf = label.strip_suffix(['r', 'v']).is_some_and(|leaf| leaf.parse::<u32>().is_ok());
    Some(match (is_printed || label.contains(". "), leaf) {
        (true, _) => label.to_owned(),
        (false, true) => format!("fol. {label}"),
        (false, false) => format!("p. {label}"),
    })
}

/// `Berlin: Dietz, 1960`.
fn imprint(item: &Item<'_>) -> Option<String> {
    let house = [item.place.as_deref(), item.publisher()];
    let house = house.into_iter().flatten().collect::<Vec<_>>().join(": ");
    let year = item.date.and_then(|date| date::words(date, English));
    let parts = [(!house.is_empty()).then_some(house), year];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

fn push_imprint(note: &mut Prose, item: &Item<'_>) {
    if let Some(imprint) = imprint(item) {
        note.push_bracketed(&imprint);
    }
}

fn capitalised(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map(|first| first.to_uppercase().chain(signs).collect()).unwrap_or_default()
}
