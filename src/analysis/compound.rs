//! German compounds cut into the words they are made of.

use super::lexicon::{ADJECTIVE, EXCEPTION, Entry, LEARNT, Lexicon, NOUN, PARTICLE, VERB};
use crate::document::Span;

/// A part of a compound.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Where it stands in the word, linking letters included: bytes of the normal form.
    pub span: Span,
    /// Its dictionary form; the last part stays inflected as it is.
    pub form: String,
}

/// Shorter words are hardly compounds: *Seeamt* is 6.
const MIN_WORD: usize = 6;

/// More parts are a sign of nonsense.
const MAX_PARTS: usize = 5;

/// Letters of a part, its linking letters included.
const MIN_PART: usize = 3;

/// Words of this many letters fit almost anywhere: each counts as a doubt.
const SHORT: usize = 3;

/// What stands between a noun and what follows (Langer, "Zur Morphologie und Semantik von Nominalkomposita", KONVENS
/// 1998).
const LINKS: [&str; 8] = ["s", "es", "n", "en", "er", "e", "nen", "ens"];

/// Endings of an inflected last part.
const INFLECTIONS: [&str; 9] = ["", "e", "n", "s", "en", "es", "er", "em", "ern"];

/// What may look like a word at the end of one but is an ending.
const ENDINGS: &[&str] = &[
    "age", "ander", "andere", "ant", "bar", "chen", "chte", "end", "ende", "enden", "ens", "ent",
    "ern", "est", "eur", "haft", "heit", "ier", "ieren", "ierung", "igkeit", "inn", "ion", "isch",
    "ismus", "ist", "keit", "lein", "lich", "ling", "los", "lung", "ner", "nis", "nung", "rung",
    "sam", "sch", "schaft", "sten", "ster", "tat", "ten", "ter", "tes", "tete", "tion", "tung",
    "ung",
];

/// A way to cut the beginning of a word, known by its last part.
#[derive(Clone, Copy, Debug)]
struct Path {
    parts: usize,
    doubts: usize,
    shortest: usize,
    /// Where the last part begins.
    start: usize,
    /// Where its dictionary form ends, before linking letters.
    stem_end: usize,
    /// Whether the dictionary form has an `e` that the compound lacks (*Schule*, *Schulhaus*).
    lacks_e: bool,
}

impl Path {
    /// Fewest parts first, then fewest doubts, then the longest shortest part.
    fn is_better_than(&self, other: &Path) -> bool {
        let key = |path: &Path| (path.parts, path.doubts, usize::MAX - path.shortest);
        key(self) < key(other)
    }
}

/// Cuts a word in normal spelling (lower case, ASCII) into its parts: none when it is no compound.
///
/// The fewest words of the lexicon, with linking letters between them, that make up the whole word; a word that the
/// lexicon knows stays whole.
pub(super) fn split(word: &str, lexicon: &Lexicon) -> Vec<Part> {
    if word.len() < MIN_WORD || !word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Vec::new();
    }
    if let Some(known) = known(word, lexicon) {
        return cut(word, known);
    }
    let mut paths: Vec<Option<Path>> = vec![None; word.len() + 1];
    let start =
        Path { parts: 0, doubts: 0, shortest: usize::MAX, start: 0, stem_end: 0, lacks_e: false };
    paths[0] = Some(start);
    let mut whole = None;
    for start in 0..word.len() {
        let Some(before) = paths[start].filter(|path| path.parts < MAX_PARTS) else { continue };
        if start > 0 {
            offer(&mut whole, last_part(word, start, &before, lexicon));
        }
        lexicon.prefixes(&word[start..], &mut |len, entry, lacks_e| {
            extend(word, start, start + len, entry, lacks_e, &before, &mut paths);
        });
    }
    whole.map_or_else(Vec::new, |last| collect(word, last, &paths))
}

/// The entry of a word that is in the lexicon itself, inflected or not.
fn known(word: &str, lexicon: &Lexicon) -> Option<Entry> {
    let stems = INFLECTIONS.iter().filter_map(|ending| word.strip_suffix(ending));
    let mut entries = stems.filter(|stem| stem.len() > SHORT).map(|stem| lexicon.get(stem));
    entries.find(|entry| entry.is(NOUN | VERB | ADJECTIVE | PARTICLE | EXCEPTION))
}

/// Cuts a word where its entry says.
fn cut(word: &str, entry: Entry) -> Vec<Part> {
    let mut bounds: Vec<usize> = entry.cuts().filter(|at| *at < word.len()).collect();
    if bounds.is_empty() {
        return Vec::new();
    }
    bounds.insert(0, 0);
    bounds.push(word.len());
    let spans = bounds.windows(2).map(|pair| pair[0]..pair[1]);
    spans.map(|span| Part { form: word[span.clone()].to_owned(), span }).collect()
}

/// Adds a part that other parts follow: `entry`'s word from `start` to `end`, and then linking letters or none.
fn extend(
    word: &str,
    start: usize,
    end: usize,
    entry: Entry,
    lacks_e: bool,
    before: &Path,
    paths: &mut [Option<Path>],
) {
    if !entry.is(NOUN | VERB | ADJECTIVE | PARTICLE | LEARNT) {
        return;
    }
    let mut add = |next: usize, doubt: bool| {
        if next >= word.len()
            || next - start < MIN_PART
            || (start > 0 && is_ending(&word[start..next]))
        {
            return;
        }
        let doubts = before.doubts + usize::from(end - start <= SHORT) + usize::from(doubt);
        let shortest = before.shortest.min(next - start);
        offer(
            &mut paths[next],
            Some(Path { parts: before.parts + 1, doubts, shortest, start, stem_end: end, lacks_e }),
        );
    };
    add(end, false);
    if !entry.is(NOUN | LEARNT) {
        return;
    }
    if lacks_e {
        // Geschichte, Geschichtsbuch.
        if word[end..].starts_with('s') {
            add(end + 1, true);
        }
    } else {
        LINKS
            .iter()
            .filter(|link| word[end..].starts_with(**link))
            .for_each(|link| add(end + link.len(), false));
    }
}

/// The rest of the word as its last part, if it is a word.
fn last_part(word: &str, start: usize, before: &Path, lexicon: &Lexicon) -> Option<Path> {
    let rest = &word[start..];
    if rest.len() < MIN_PART || is_ending(rest) {
        return None;
    }
    let stems = INFLECTIONS.iter().filter_map(|ending| rest.strip_suffix(ending));
    let stem = stems
        .filter(|stem| stem.len() >= MIN_PART && !is_ending(stem))
        .find(|stem| lexicon.get(stem).is(NOUN | ADJECTIVE | LEARNT))?;
    Some(Path {
        parts: before.parts + 1,
        doubts: before.doubts + usize::from(stem.len() <= SHORT),
        shortest: before.shortest.min(rest.len()),
        start,
        stem_end: word.len(),
        lacks_e: false,
    })
}

fn offer(place: &mut Option<Path>, path: Option<Path>) {
    if let Some(path) = path
        && place.as_ref().is_none_or(|have| path.is_better_than(have))
    {
        *place = Some(path);
    }
}

/// The parts along a way, from the last back to the first.
fn collect(word: &str, last: Path, paths: &[Option<Path>]) -> Vec<Part> {
    let mut parts = Vec::new();
    let (mut path, mut end) = (last, word.len());
    loop {
        let mut form = word[path.start..path.stem_end].to_owned();
        if path.lacks_e {
            form.push('e');
        }
        parts.push(Part { span: path.start..end, form });
        end = path.start;
        match paths[end].filter(|_| end > 0) {
            Some(before) => path = before,
            None => break,
        }
    }
    parts.reverse();
    parts
}

fn is_ending(text: &str) -> bool {
    ENDINGS.binary_search(&text).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::spelling::german_normal;

    fn check(word: &str, expect: &str) {
        let word = german_normal(word);
        let parts = split(&word, &Lexicon::embedded());
        let forms: Vec<_> = parts.iter().map(|part| part.form.as_str()).collect();
        assert_eq!(forms.join("|"), expect, "{word}");
        let joined: String = parts.iter().map(|part| &word[part.span.clone()]).collect();
        assert!(parts.is_empty() || joined == word, "{word}");
    }

    #[test]
    fn compounds_are_cut_at_their_links() {
        check("außenministerkonferenz", "aussen|minister|konferenz");
        check("außenministerkonferenzen", "aussen|minister|konferenzen");
        check("konföderationsplan", "konfoderation|plan");
        check("wiedervereinigungsfrage", "wiedervereinigung|frage");
        check("staatssicherheitsdienst", "staat|sicherheit|dienst");
        check("botschaftsbericht", "botschaft|bericht");
        check("schulhaus", "schul|haus");
        check("kirchturm", "kirche|turm");
        check("parteitagsbeschluss", "partei|tag|beschluss");
    }

    #[test]
    fn simple_words_stay_whole() {
        for word in [
            "konföderation",
            "regierung",
            "nachrichten",
            "verbraucher",
            "organisationen",
            "demonstrationen",
            "ministerium",
            "gesandten",
            "beziehungen",
            "wissenschaft",
            "freundschaftlich",
            "vereinbarung",
        ] {
            check(word, "");
        }
    }

    #[test]
    fn the_endings_are_sorted() {
        assert!(ENDINGS.is_sorted());
    }
}
