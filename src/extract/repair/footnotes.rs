//! Numbers of footnotes that copying glued to the word or the mark before them: `officials.1`, `Plan2`.

use std::collections::HashMap;

use super::super::flow::{Flow, Lines};
use crate::document::Span;

/// Most digits of the number of a footnote.
const DIGITS: usize = 3;

/// Fewest letters of a word that a number may be glued to; shorter ones are mostly signs: `CO2`, `MiG21`, `mp3`.
const LETTERS: usize = 4;

/// The same before a full stop, where abbreviations are known by name.
const LETTERS_BEFORE_STOP: usize = 3;

/// Fewest numbers that follow each other, for a mark that is sure only in a series.
const SERIES: usize = 3;

/// How far back the word before a number is looked at, in bytes.
const LONGEST: usize = 120;

/// What closes a sentence, and what may stand between that and the number.
const STOPS: [char; 4] = ['.', '?', '!', '…'];
const CLOSERS: &str = "\"”“’‘»«)]";

/// What parts a sentence.
const PAUSES: [char; 3] = [',', ';', ':'];

/// Abbreviations before numbers, in small letters.
const ABBREVIATIONS: [&str; 86] = [
    "abb", "abs", "abt", "akz", "anh", "anl", "anm", "app", "apr", "art", "aufl", "aug", "band",
    "beil", "best", "bzw", "cap", "chap", "chr", "col", "coll", "dec", "dez", "doc", "dok", "est",
    "etc", "fax", "feb", "fig", "figs", "fol", "folder", "forts", "gen", "hausnr", "hrsg", "inv",
    "jan", "jhg", "jul", "jun", "kap", "lfd", "lib", "lit", "mappe", "mar", "mrz", "nos", "nov",
    "nrn", "obj", "okt", "oct", "par", "pkt", "prof", "reg", "rdnr", "rep", "sec", "sect", "sep",
    "sept", "ser", "sig", "sog", "sp", "str", "suppl", "tab", "tafel", "teil", "tel", "tit", "usw",
    "ver", "vers", "vgl", "vol", "vols", "zeile", "ziff", "ziffer", "zit",
];

/// A number that may be a footnote's.
struct Candidate {
    /// Where it begins.
    at: usize,
    value: u32,
    /// Whether it is one by itself; else only as part of a series.
    is_sure: bool,
    /// The word it is glued to, if it is a word.
    word: Option<Span>,
}

/// Where numbers of footnotes begin in a flow that are glued to what stands before them, in order.
///
/// A number after the full stop that ends a sentence is one by itself. After other marks and after words it is one
/// where numbers follow each other through the text, and no word bears two.
pub fn footnote_numbers(flow: &Flow) -> Vec<usize> {
    let text: &str = &flow.text;
    let mut candidates = Vec::new();
    for block in flow.layout.blocks.iter().filter(|block| block.lines == Lines::Joined) {
        collect(text, block.span.clone(), &mut candidates);
    }
    let is_cut = |at: &usize| {
        // A number and what it is glued to may be one unit of the source.
        flow.pieces(at - 1..at + 1)
            .next()
            .is_some_and(|piece| piece.is_verbatim || piece.span.end == *at)
    };
    believed(text, &candidates).into_iter().filter(is_cut).collect()
}

/// Collects what may be numbers of footnotes in a block.
fn collect(text: &str, block: Span, candidates: &mut Vec<Candidate>) {
    let bytes = text.as_bytes();
    let mut at = block.start;
    while at < block.end {
        if !bytes[at].is_ascii_digit() {
            at += 1;
            continue;
        }
        let end = at + bytes[at..block.end].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let is_glued = at > block.start && !bytes[at - 1].is_ascii_whitespace();
        if is_glued && end - at <= DIGITS && bytes[at] != b'0' {
            let glued = glued(&text[block.start..at]);
            candidates.extend(candidate(text, at - glued.len()..at, at..end, block.end));
        }
        at = end;
    }
}

/// What stands before a number up to a blank; the end of it where that is far away.
fn glued(before: &str) -> &str {
    let near = before.ceil_char_boundary(before.len().saturating_sub(LONGEST));
    before[near..].rsplit(char::is_whitespace).next().unwrap_or_default()
}

/// What a number glued to `before` may be.
fn candidate(text: &str, before: Span, digits: Span, block_end: usize) -> Option<Candidate> {
    let glued = &text[before.clone()];
    let rest = &text[digits.end..block_end];
    if glued.contains(|c: char| c.is_ascii_digit() || "/@_=\\#&+*<>|".contains(c)) {
        return None;
    }
    let stem = glued.trim_end_matches(|c| CLOSERS.contains(c));
    let (word, stop) = match stem.chars().next_back()? {
        c if STOPS.contains(&c) || PAUSES.contains(&c) => {
            (&stem[..stem.len() - c.len_utf8()], Some(c))
        }
        _ => (stem, None),
    };
    let word = word.trim_end_matches(|c| CLOSERS.contains(c));
    let letters = word.rsplit(|c: char| !c.is_alphabetic()).next()?;
    let count = letters.chars().count();
    let is_plain = letters.chars().skip(1).all(char::is_lowercase);
    // `www.nato.1` and `a.b.1` are names.
    let least = if stem.len() < glued.len() { 1 } else { LETTERS_BEFORE_STOP };
    if word.contains('.') || !is_plain || count < least {
        return None;
    }
    let value = text[digits.clone()].parse().ok()?;
    let possible = |is_sure, word| Some(Candidate { at: digits.start, value, is_sure, word });
    match stop {
        Some(stop) if STOPS.contains(&stop) => {
            let is_abbreviation = ABBREVIATIONS.contains(&letters.to_lowercase().as_str());
            let after = rest.trim_start_matches(|c| CLOSERS.contains(c));
            let next = after.trim_start();
            let begins = |c: char| c.is_uppercase() || "\"“„»«‘‚([–—".contains(c);
            let is_end = next.is_empty() || next.len() < after.len() && next.starts_with(begins);
            if is_abbreviation || !is_end { None } else { possible(true, None) }
        }
        _ if !ends_word(rest) => None,
        Some(_) => possible(false, None),
        None if stem.len() < glued.len() => possible(false, None),
        None if count < LETTERS => None,
        None => possible(false, Some(before.end - letters.len()..before.end)),
    }
}

/// Whether no letter, digit or decimal follows.
fn ends_word(rest: &str) -> bool {
    let mut chars = rest.chars();
    match chars.next() {
        None => true,
        Some(c) if c.is_whitespace() => true,
        Some('.' | ',' | ';' | ':' | '?' | '!' | ')' | ']' | '"' | '”' | '“' | '»') => {
            chars.next().is_none_or(|c| !c.is_alphanumeric())
        }
        _ => false,
    }
}

/// The candidates that are sure and those in a series.
fn believed(text: &str, candidates: &[Candidate]) -> Vec<usize> {
    // The same word with two numbers is a name: Apollo11, Apollo13.
    let mut words: HashMap<&str, u32> = HashMap::new();
    let mut names: Vec<&str> = Vec::new();
    for candidate in candidates {
        if let Some(word) = candidate.word.clone().map(|span| &text[span])
            && words.insert(word, candidate.value).is_some()
        {
            names.push(word);
        }
    }
    names.sort_unstable();
    let is_name = |candidate: &Candidate| {
        let word = candidate.word.clone().map(|span| &text[span]);
        word.is_some_and(|word| names.binary_search(&word).is_ok())
    };
    // For each candidate the one before with the number before, and how long that series is.
    let mut last: HashMap<u32, usize> = HashMap::new();
    let mut links: Vec<(usize, Option<usize>)> = vec![(0, None); candidates.len()];
    for (index, candidate) in candidates.iter().enumerate().filter(|(_, c)| !is_name(c)) {
        let before = candidate.value.checked_sub(1).and_then(|value| last.get(&value)).copied();
        links[index] = (before.map_or(0, |before| links[before].0) + 1, before);
        last.insert(candidate.value, index);
    }
    let mut is_believed: Vec<bool> = candidates.iter().map(|candidate| candidate.is_sure).collect();
    let mut is_seen = vec![false; candidates.len()];
    for index in (0..candidates.len()).rev().filter(|index| links[*index].0 >= SERIES) {
        let mut next = Some(index);
        while let Some(index) = next.filter(|index| !is_seen[*index]) {
            (is_seen[index], is_believed[index]) = (true, true);
            next = links[index].1;
        }
    }
    let is_believed = candidates.iter().zip(is_believed).filter(|(_, is_believed)| *is_believed);
    is_believed.map(|(candidate, _)| candidate.at).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::flow::{Layout, RawBlock};
    use super::*;
    use crate::document::BlockKind;

    /// The text with `|` where a number is cut off.
    fn marked(text: &str) -> String {
        let block =
            RawBlock { span: 0..text.len(), kind: BlockKind::Paragraph, lines: Lines::Joined };
        let flow = Flow::of_source(text, Layout { blocks: vec![block], ..Layout::default() });
        let mut marked = text.to_owned();
        for at in footnote_numbers(&flow).into_iter().rev() {
            marked.insert(at, '|');
        }
        marked
    }

    #[test]
    fn a_number_after_a_sentence_is_cut_off() {
        for text in [
            "by the officials.|1 The plan",
            "die Vertreter.|12 Der Plan",
            "he asked?|3 “Yes",
            "so was it.”|4 And",
            "wie es hieß.«|5 Dann",
            "das Ende.|123",
            "the end.)|7 [Note]",
            "(die Lage).|8 Über",
        ] {
            assert_eq!(marked(&text.replace('|', "")), text);
        }
    }

    #[test]
    fn numbers_in_a_series_are_cut_off() {
        for text in [
            "the Plan|1 of the officials,|2 and “more”|3 words (here)|4; the story|5.",
            "Der Bund|7, die Länder|8 und das Reich|9 waren",
            "the officials.|1 The plan,|2 so the story|3 goes",
        ] {
            assert_eq!(marked(&text.replace('|', "")), text);
        }
    }

    #[test]
    fn other_numbers_stay() {
        for text in [
            "Covid19 und H2O, B52, MiG21, die 1960er, CO2, U2, V2, A4, mp3",
            "Apollo11, Apollo12, Apollo13 and Apollo14",
            "Windows95 und Office97 von Microsoft",
            "siehe Nr.5 Der Plan, Abs.2 Satz, Art.1 Grundgesetz, Bd.3 Berlin, Kap.4 Ende",
            "cf. fig.3 The plan, vol.2 Letters, sec.5 Part, pp.12 Ff, No.7 Street",
            "im Jahr 1957.3 Das",
            "um 3.15 Uhr, 2,5 Prozent, 10.12 Ende",
            "www.example.org.1 The",
            "datei.txt.2 Der",
            "a/b.1 C",
            "Hauptstr.5, 10117 Berlin",
            "am 17.Juni1953 Der",
            "Vers.12 Amen",
            "G7, G20, P5, S21, F16, T34, ME109, Boeing747",
            "x1, x2, x3 und y1, y2, y3",
            "1. Der2",
            "Sars2 Virus",
            "ended.3 men came",
            "officials.1234 The",
            "officials.01 The",
            "Typ1 und Typ2 und Typ3",
            "m2 und km2",
            "SS20 SS21 SS22",
            "Nord1 Süd5 West9",
            "Gleichung a,1 b,2 c,3",
            "Plan2",
            "ISBN.3 Das",
            "Sept.1 The",
            "UdSSR.5 Das",
        ] {
            assert_eq!(marked(text), text);
        }
    }
}
