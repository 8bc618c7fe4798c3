//! Notes on the source of a document: `[Source: AVPRF, fond 0102, opis 16. Translated for NKIDP by X.]`.

use super::cursor::Cursor;
use super::date::find_dates;
use super::fields::put;
use super::signature::{repository, signatures};
use crate::document::{Field, HistoricalDate, Metadata, Origin};

/// Longest note on a source, in bytes.
const LONGEST: usize = 2000;

/// Most words of a name.
const NAME_WORDS: usize = 6;

/// Words that open the note.
const SOURCE: &[&str] = &["source", "sources", "quelle", "fundort"];

/// Who made a version, and who obtained the document: the words before the name.
const CREDITS: &[(&str, Field)] = &[
    ("translated by ", Field::Translator),
    ("translation by ", Field::Translator),
    ("translation: ", Field::Translator),
    ("übersetzt von ", Field::Translator),
    ("übersetzung: ", Field::Translator),
    ("übersetzung von ", Field::Translator),
    ("obtained by ", Field::Contributor),
    ("contributed by ", Field::Contributor),
    ("provided by ", Field::Contributor),
    ("beschafft von ", Field::Contributor),
];

/// Words of [`CREDITS`] between which the body stands for which it was done.
const CREDITS_FOR: &[(&str, Field)] = &[
    ("translated for ", Field::Translator),
    ("translated from ", Field::Translator),
    ("aus dem ", Field::Translator),
    ("obtained for ", Field::Contributor),
    ("provided for ", Field::Contributor),
];

/// The letters that the words of [`CREDITS`] and [`CREDITS_FOR`] begin with.
const OPENING: [char; 14] = ['t', 'T', 'ü', 'Ü', 'o', 'O', 'c', 'C', 'p', 'P', 'b', 'B', 'a', 'A'];

/// Particles of names.
const PARTICLES: &[&str] = &["von", "van", "de", "der", "den", "la", "di", "and", "und", "zu"];

/// The note that a block is, without its bracket and label.
pub fn source_note(block: &str) -> Option<&str> {
    let block = block.trim();
    let inner = block.strip_prefix('[').or_else(|| block.strip_prefix('('));
    let place = Cursor::new(inner.unwrap_or(block), 0).one_of(SOURCE)?;
    let labelled = place.blanks().sign(&[':']);
    // A bracket says it too: `[Source SAPMO-BA, DY 30]`.
    let note = labelled.or_else(|| inner.map(|_| place))?.rest().trim();
    let end = inner.and_then(|_| note.find(']')).unwrap_or(note.len());
    let note = note[..end].trim().trim_end_matches(['.', ';']);
    (!note.is_empty() && note.len() <= LONGEST).then_some(note)
}

/// Puts in what a note on the source says; gives the date in it.
pub fn read(metadata: &mut Metadata, note: &str) -> Option<HistoricalDate> {
    // None of these is a date or a language, so that nothing can be wrong.
    let mut set =
        |field, value: &str| put(metadata, field, value, Origin::Text).unwrap_or_default();
    set(Field::SourceLine, note);
    if let Some((span, _)) = signatures(note).into_iter().next() {
        let signature = &note[span];
        set(Field::Signature, signature);
        set(Field::Repository, repository(signature).unwrap_or_default());
    }
    credits(metadata, note);
    let has_month = |date: &HistoricalDate| date.earliest / 100 == date.latest / 100;
    find_dates(note).into_iter().map(|(_, date)| date).find(has_month)
}

/// Puts in who translated and who obtained the document.
pub fn credits(metadata: &mut Metadata, text: &str) {
    let mut is_in_word = false;
    for (at, c) in text.char_indices() {
        let is_inside = std::mem::replace(&mut is_in_word, c.is_alphanumeric());
        if is_inside || !OPENING.contains(&c) {
            continue;
        }
        let rest = &text[at..];
        let opens = |words: &str| starts_with(rest, words);
        let plain = CREDITS.iter().find_map(|(words, field)| Some((opens(words)?, *field)));
        let with_body = || {
            let (words, field) = CREDITS_FOR.iter().find(|(words, _)| opens(words).is_some())?;
            let clause = &rest[..rest.find(['.', ';', ']']).unwrap_or(rest.len())];
            let by = [" by ", " von "].iter().find_map(|by| Some(clause.find(by)? + by.len()))?;
            (by > words.len()).then_some((&rest[by..], *field))
        };
        if let Some((name, field)) = plain.or_else(with_body) {
            put(metadata, field, self::name(name), Origin::Text).unwrap_or_default();
        }
    }
}

/// What follows words, in whatever case they stand.
fn starts_with<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let mut signs = text.chars();
    let is_same =
        words.chars().all(|c| signs.next().is_some_and(|sign| sign.to_lowercase().eq([c])));
    is_same.then_some(signs.as_str())
}

/// The name that a text begins with, empty where it begins with none.
fn name(text: &str) -> &str {
    let (mut end, mut next) = (0, 0);
    for word in text.split(' ').take(NAME_WORDS) {
        let start = next;
        next += word.len() + 1;
        let plain = word.trim_end_matches(['.', ',', ';', ']', ')', ':']);
        let is_initial = plain.chars().count() <= 2 && word.ends_with('.');
        let is_particle = PARTICLES.contains(&plain);
        if !plain.starts_with(char::is_uppercase) && !is_particle {
            break;
        }
        if is_initial {
            end = start + word.len();
            continue;
        }
        // A particle alone ends no name.
        end = if is_particle { end } else { start + plain.len() };
        if plain.len() < word.len() {
            break;
        }
    }
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_credit_begins_with_an_opening_letter() {
        for (words, _) in CREDITS.iter().chain(CREDITS_FOR) {
            assert!(words.starts_with(OPENING), "{words}");
        }
    }

    #[test]
    fn notes_are_read() {
        let note = source_note(
            "[Source: SAMPO-BA, DY 30, IV 2/20/137. Obtained by C. F. Ostermann and translated for NKIDP by Bernd Schaefer.]",
        );
        let note = note.expect("a note");
        let mut metadata = Metadata::default();
        read(&mut metadata, note);
        assert_eq!(metadata.signature.as_deref(), Some("SAMPO-BA, DY 30, IV 2/20/137"));
        assert_eq!(metadata.repository.as_deref(), Some("SAMPO-BA"));
        assert_eq!(metadata.translator.as_deref(), Some("Bernd Schaefer"));
        assert_eq!(metadata.contributor.as_deref(), Some("C. F. Ostermann"));
        assert!(metadata.source_line.is_some_and(|line| line.starts_with("SAMPO-BA")));
        assert_eq!(source_note("[Source AVPRF, fond 0102]"), Some("AVPRF, fond 0102"));
        assert_eq!(source_note("Quelle: BArch, DY 30/2470."), Some("BArch, DY 30/2470"));
        for none in ["Source criticism is an art.", "[Sourced: x]", "Sources", "[Source:]", ""] {
            assert_eq!(source_note(none), None, "{none}");
        }
    }

    #[test]
    fn names_end_where_they_end() {
        let check = |text: &str, expect: &str| {
            let mut metadata = Metadata::default();
            credits(&mut metadata, text);
            assert_eq!(metadata.translator.unwrap_or_default(), expect, "{text}");
        };
        check("Translated by Sergey S. Radchenko.", "Sergey S. Radchenko");
        check(
            "Translated by Anna Müller and Bernd von Kleist for CWIHP",
            "Anna Müller and Bernd von Kleist",
        );
        check("Übersetzt von A. B.", "A. B.");
        check("Aus dem Russischen von Anna Müller", "Anna Müller");
        check("It was translated by a friend", "");
        check("TRANSLATED BY ANNA MÜLLER", "ANNA MÜLLER");
    }
}
