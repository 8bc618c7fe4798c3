//! What a word asks for: its wildcards, `=`, `~1` and `^2`.

use unicode_normalization::char::is_combining_mark;

use super::diagnostic::quoted;
use super::limits::MAX_DISTANCE;
use super::word::{TRAILING_PUNCTUATION, Word, content_chars, has_content, in_quotation_marks};
use super::{Diagnostic, Leaf, LeafKind};
use crate::document::Span;

/// Letters and digits a pattern needs: a single one stands in a good part of every vocabulary.
const MIN_PATTERN_CHARS: usize = 2;

/// The most wildcards in a word: each multiplies the states of the automaton that goes through the vocabulary.
const MAX_WILDCARDS: usize = 8;

/// Letters a word needs so that with one letter and with two letters changed it is still told from most others.
const MIN_FUZZY_CHARS: [usize; 2] = [3, 5];

/// The weights that can be given.
const WEIGHTS: std::ops::RangeInclusive<f32> = 0.01..=100.0;

/// A weight, and where it stands.
pub(super) type Weight = (f32, Span);

/// A sign and a number at the end of a word: `~1`, `^2`.
struct Suffix<'a> {
    /// What stands before the sign.
    before: &'a str,
    number: &'a str,
}

/// The leaf a word stands for, with its weight; `None` for punctuation.
pub(super) fn read(word: &Word) -> Result<Option<(Leaf, Option<Weight>)>, Diagnostic> {
    let (text, start) = (word.core(), word.span.start);
    let at = |range: Span| start + range.start..start + range.end;

    let weighed = suffix(text, '^').filter(|found| !found.number.is_empty());
    let (text, weight) = match weighed {
        Some(Suffix { before, number }) => {
            (before, Some(weight(number, at(before.len()..text.len()))?))
        }
        None => (text, None),
    };
    let fuzzy = suffix(text, '~').filter(|found| found.before.ends_with(may_be_fuzzy));
    let (text, fuzzy) = match fuzzy {
        Some(Suffix { before, number }) => (before, Some(number)),
        None => (text, None),
    };
    let text = text.trim_end_matches(TRAILING_PUNCTUATION);
    if let Some(Suffix { before, .. }) = twice(text).filter(|_| weight.is_some() || fuzzy.is_some())
    {
        let message = "one `~` and then one `^` may end a word, as in `treaty~1^2`: leave this out";
        return Err(Diagnostic::new(at(before.len()..text.len()), message));
    }
    if !has_content(text) && first_wildcard(text).is_none() {
        return Ok(None);
    }
    match kind(text, fuzzy) {
        Ok((kind, range)) => {
            let span = at(range);
            let text = word.query[span.clone()].to_owned();
            Ok(Some((Leaf { kind, text, span }, weight)))
        }
        Err((place, message)) => Err(Diagnostic::new(at(place), message)),
    }
}

/// A place in a text, and what is wrong there.
type Refusal = (Span, String);

/// How a text matches, followed by `~` and a number or not, and which part of it.
fn kind(text: &str, fuzzy: Option<&str>) -> Result<(LeafKind, Span), Refusal> {
    let exact = text.strip_prefix('=').filter(|rest| rest.starts_with(begins_exact));
    match (first_wildcard(text), exact, fuzzy) {
        (Some(at), None, None) => match pattern(text) {
            Ok((kind, length)) => Ok((kind, 0..length)),
            Err(message) => Err((at..at + 1, message)),
        },
        (Some(at), exact, _) => {
            let sign = if exact.is_some() { '=' } else { '~' };
            let message = format!(
                "a wildcard and `{sign}` exclude each other: leave one out, or write a regular expression such as `/konf.*/`"
            );
            Err((at..at + 1, message))
        }
        (None, Some(_), Some(_)) => {
            let message = "`=` asks for this very word and `~` for similar ones: leave one out";
            Err((0..1, message.into()))
        }
        (None, Some(_), None) => Ok((LeafKind::Exact, 1..text.len())),
        (None, None, Some(number)) => match distance(text, number) {
            Ok(distance) => Ok((LeafKind::Fuzzy { distance }, 0..text.len())),
            Err(message) => Err((text.len()..text.len() + 1 + number.len(), message)),
        },
        (None, None, None) => Ok((LeafKind::Word, 0..text.len())),
    }
}

/// The slop and the weight after a phrase, a group or an expression between slashes, and where they end.
pub(super) struct Suffixes {
    pub slop: Option<(u32, Span)>,
    pub weight: Option<Weight>,
    pub end: usize,
}

/// What follows at `start` without a blank.
pub(super) fn suffixes(query: &str, start: usize) -> Result<Suffixes, Diagnostic> {
    let word = Word::at(query, start);
    let text = word.core();
    let mut found = Suffixes { slop: None, weight: None, end: start };
    let mut at = 0;
    while let Some(sign @ ('~' | '^')) = text[at..].chars().next() {
        let rest = &text[at + 1..];
        let digits = rest.find(|ch: char| !ch.is_ascii_digit() && ch != '.').unwrap_or(rest.len());
        let (number, place) = (&rest[..digits], start + at..start + at + 1 + digits);
        let is_last = digits == rest.len() || rest[digits..].starts_with(['~', '^']);
        if number.is_empty() && sign == '^' && is_last {
            break;
        }
        if !is_last || found.weight.is_some() || sign == '~' && found.slop.is_some() {
            let message = "a number stands here, one `~` and then one `^`, as in `\"peace treaty\"~3^2`: leave the rest out, or put a blank before it";
            return Err(Diagnostic::new(start + at..start + text.len(), message));
        }
        match sign {
            '~' => found.slop = Some((words_between(number, place.clone())?, place.clone())),
            _ => found.weight = Some(weight(number, place.clone())?),
        }
        at += 1 + digits;
        found.end = start + at;
    }
    if at > 0 && at == text.len() {
        found.end = word.span.end;
    }
    Ok(found)
}

/// Refuses wildcards in the phrase at `span`.
pub(super) fn check_phrase(query: &str, span: &Span) -> Result<(), Diagnostic> {
    let phrase = &query[span.clone()];
    let Some(place) = first_wildcard(phrase) else { return Ok(()) };
    let words: Vec<_> = phrase.split_whitespace().collect();
    let message = match words[..] {
        [first, second] if has_content(first) && has_content(second) => format!(
            "wildcards do not work between quotation marks: write {}",
            quoted(&format!("{first} BEFORE/1 {second}"))
        ),
        _ => "wildcards do not work between quotation marks: write `peace BEFORE/1 treat*`, or leave room for words as in `\"the treaty\"~2`"
            .to_owned(),
    };
    Err(Diagnostic::new(span.start + place..span.start + place + 1, message))
}

/// The distance of `NEAR/10`.
pub(super) fn near_distance(operator: &str, number: &str, place: Span) -> Result<u32, Diagnostic> {
    match number.parse() {
        Ok(distance @ 1..=MAX_DISTANCE) => Ok(distance),
        _ => Err(Diagnostic::new(
            place,
            format!(
                "{operator} needs a number of words from 1 to {MAX_DISTANCE}: write `{operator}/10`"
            ),
        )),
    }
}

fn words_between(number: &str, place: Span) -> Result<u32, Diagnostic> {
    match number.parse() {
        Ok(slop @ 0..=MAX_DISTANCE) => Ok(slop),
        _ => Err(Diagnostic::new(
            place,
            format!("`~` after a phrase needs a number of words up to {MAX_DISTANCE}: write `~3`"),
        )),
    }
}

/// Where `mark` and a number end the text, after something to look for.
fn suffix(text: &str, mark: char) -> Option<Suffix<'_>> {
    let (before, number) = text.rsplit_once(mark)?;
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let applies = has_content(before) || first_wildcard(before).is_some();
    (is_number && applies).then_some(Suffix { before, number })
}

/// A sign and a number at the end of what stands before another.
fn twice(text: &str) -> Option<Suffix<'_>> {
    let fuzzy = suffix(text, '~').filter(|found| found.before.ends_with(may_be_fuzzy));
    fuzzy.or_else(|| suffix(text, '^'))
}

fn may_be_fuzzy(ch: char) -> bool {
    ch.is_alphanumeric() || matches!(ch, '*' | '?') || is_combining_mark(ch)
}

fn begins_exact(ch: char) -> bool {
    ch.is_alphanumeric() || matches!(ch, '*' | '?')
}

fn weight(number: &str, place: Span) -> Result<Weight, Diagnostic> {
    match number.parse() {
        Ok(factor) if WEIGHTS.contains(&factor) => Ok((factor, place)),
        _ => Err(Diagnostic::new(
            place,
            format!(
                "a weight is a number from {} to {}: write `^2` to count double, `^0.5` to count half",
                WEIGHTS.start(),
                WEIGHTS.end()
            ),
        )),
    }
}

/// How many letters may differ.
fn distance(text: &str, number: &str) -> Result<u8, String> {
    Err(match number.parse::<u8>() {
        Ok(distance @ 1..=2) => {
            let letters = MIN_FUZZY_CHARS[usize::from(distance) - 1];
            if content_chars(text) >= letters {
                return Ok(distance);
            }
            let instead = match content_chars(text) >= MIN_FUZZY_CHARS[0] {
                true => quoted(&format!("{text}~1")),
                false => "the spellings with OR".to_owned(),
            };
            format!("`~{distance}` needs a word of {letters} letters or more: write {instead}")
        }
        _ => format!(
            "similar words differ by 1 letter or by 2: write {}",
            quoted(&format!("{text}~1"))
        ),
    })
}

/// The kind of a word with wildcards and the length of its text; else what to write instead.
fn pattern(text: &str) -> Result<(LeafKind, usize), String> {
    if !has_content(text) {
        return Err(format!(
            "a wildcard stands for letters of a word: write at least {MIN_PATTERN_CHARS} letters beside it, such as `konföd*`"
        ));
    }
    if content_chars(text) < MIN_PATTERN_CHARS {
        return Err(format!(
            "a pattern needs at least {MIN_PATTERN_CHARS} letters, such as `konföd*`: a single one finds too many words"
        ));
    }
    let (_, count) = wildcards(text);
    if count > MAX_WILDCARDS {
        return Err(format!(
            "a word has {count} wildcards, at most {MAX_WILDCARDS} are read: write `*` for any number of letters"
        ));
    }
    match text.strip_suffix('*') {
        Some(prefix) if count == 1 => Ok((LeafKind::Prefix, prefix.len())),
        _ => Ok((LeafKind::Wildcard, text.len())),
    }
}

/// Where the first wildcard stands: see [`wildcards`].
pub(super) fn first_wildcard(text: &str) -> Option<usize> {
    wildcards(text).0
}

/// Where the first wildcard stands, and how many there are: `*`, and `?` right before a letter, a digit or another
/// wildcard and not in an address. Anywhere else a `?` is punctuation.
fn wildcards(text: &str) -> (Option<usize>, usize) {
    let is_address = text.contains("://");
    let (mut first, mut count, mut is_inside) = (None, 0, false);
    for (at, ch) in text.char_indices().rev() {
        is_inside = ch == '*' || ch.is_alphanumeric() || ch == '?' && is_inside;
        if ch == '*' || ch == '?' && is_inside && !is_address {
            (first, count) = (Some(at), count + 1);
        }
    }
    (first, count)
}

/// What a phrase with a slop should be when it has one word.
pub(super) fn one_word_slop(text: &str, place: Span) -> Diagnostic {
    let word = text.trim();
    Diagnostic::new(
        place,
        format!(
            "one word has no words between: write {} for similar words, or {}",
            quoted(&format!("{word}~1")),
            quoted(&in_quotation_marks(word))
        ),
    )
}
