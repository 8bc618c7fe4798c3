//! What is read in a way that may not be the one meant: no error, but worth a word.

use super::Diagnostic;
use super::diagnostic::quoted;
use super::field;
use super::term::first_wildcard;
use super::word::{Word, has_content};

/// Words that are operators in other languages and other search programs.
const OTHER_OPERATORS: [(&str, &str); 7] = [
    ("UND", "AND"),
    ("ODER", "OR"),
    ("NICHT", "NOT"),
    ("&&", "AND"),
    ("||", "OR"),
    ("|", "OR"),
    ("!", "NOT"),
];

/// Operators that take a distance.
const DISTANCE_OPERATORS: [&str; 2] = ["NEAR", "BEFORE"];

/// What to say about a word that is read as nothing but a word.
pub(super) fn on_word(word: &Word) -> Option<Diagnostic> {
    let message =
        other_operator(word).or_else(|| distance_operator(word)).or_else(|| field_name(word))?;
    Some(Diagnostic::new(word.span.clone(), message))
}

/// What to say about a pattern that ends with a question mark.
pub(super) fn on_pattern(word: &Word) -> Option<Diagnostic> {
    let core = word.core();
    let punctuation = &word.text()[core.len()..];
    (first_wildcard(core).is_some() && punctuation.starts_with('?')).then(|| {
        let message = "`?` at the end of a word is punctuation: write a regular expression such as `/wor./` for one letter there";
        Diagnostic::new(word.span.start + core.len()..word.span.end, message)
    })
}

/// What to say about signs that are no operators: alone, or more than one before a word.
pub(super) fn on_signs(word: &Word) -> Option<Diagnostic> {
    let rest = word.text().trim_start_matches(['+', '-']);
    let signs = &word.text()[..word.text().len() - rest.len()];
    let message = match signs {
        "-" if rest.is_empty() => {
            "`-` with nothing right after it is a dash: write `-word` to exclude a word"
        }
        "+" if rest.is_empty() => {
            "`+` with nothing right after it is punctuation: write `+word` to require a word"
        }
        _ if signs.len() > 1 && has_content(rest) => {
            "more than one sign is punctuation: write `-word` to exclude a word, `+word` to require it"
        }
        _ => return None,
    };
    let start = word.span.start;
    Some(Diagnostic::new(start..start + signs.len(), message))
}

fn other_operator(word: &Word) -> Option<String> {
    let text = word.text();
    let (_, operator) = OTHER_OPERATORS.iter().find(|(other, _)| *other == text)?;
    Some(match has_content(text) {
        true => format!("`{text}` is looked for as a word: the operator is `{operator}`"),
        false => format!("`{text}` is read as punctuation: the operator is `{operator}`"),
    })
}

/// `near/10`, or `NEAR` alone.
fn distance_operator(word: &Word) -> Option<String> {
    let text = word.core();
    let (name, number) = text.split_once('/').unwrap_or((text, ""));
    let operator = DISTANCE_OPERATORS.iter().find(|known| known.eq_ignore_ascii_case(name))?;
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let is_meant =
        if is_number { name != *operator } else { number.is_empty() && text == *operator };
    let number = if is_number { number } else { "10" };
    is_meant.then(|| {
        format!("{} is looked for as a word: the operator is `{operator}/{number}`", quoted(text))
    })
}

/// `title: word`, and `name:word` where there is no such field.
fn field_name(word: &Word) -> Option<String> {
    let (name, value) = word.text().split_once(':')?;
    if field::is_name(name) {
        return Some(format!(
            "`{name}:` with a blank after it is looked for as a word: write `{name}:word` to search in the field"
        ));
    }
    let is_name = name.chars().count() > 1 && name.chars().all(char::is_alphabetic);
    (is_name && has_content(value) && !value.starts_with("//")).then(|| {
        format!(
            "{} is no field and looked for as a word: there are title, heading, place, signature, collection, type, from, to, lang, path, date, before and after",
            quoted(&format!("{name}:"))
        )
    })
}
