//! The notation of printed dictionaries brought to plain terms.

use super::key::Side;

/// Alternatives of one entry that are read; no line of a dictionary has half as many.
const MAX_ALTERNATIVES: usize = 64;

/// Spellings one alternative may stand for (`step(s) in growth/decay` is four).
const MAX_SPELLINGS: usize = 8;

/// Words of an alternative that is read; longer ones are sentences.
const MAX_WORDS: usize = 16;

/// Words that stand for an object, or that a headword is listed with.
const PLACEHOLDERS: &[&str] = &[
    "etw.", "etw", "jd.", "jd", "jdn.", "jdn", "jdm.", "jdm", "jds.", "jds", "sich", "sth.", "sth",
    "sth.'s", "sb.", "sb", "sb.'s", "so.", "smth.", "oneself", "one's", "…", "...",
];

/// The words a headword may begin with that are none of it.
fn openers(side: Side) -> &'static [&'static str] {
    match side {
        Side::German => &["der", "die", "das", "ein", "eine", "einen"],
        Side::English => &["to", "the", "a", "an"],
    }
}

/// The terms that a text lists between any of the separators, without grammar, labels and explanations.
///
/// `{f}`, `[pol.]`, `<n>` and `(explanation)` are left out; `beam(s)` and `move/table` give each spelling; `/ABC/` is an
/// abbreviation, which is a term like the others.
pub fn terms(text: &str, separators: &[char], side: Side) -> Vec<String> {
    let mut terms = Vec::new();
    for alternative in split_outside_brackets(text, separators).into_iter().take(MAX_ALTERNATIVES) {
        let plain = without_labels(alternative).replace(" / ", "/");
        if plain.split_whitespace().nth(MAX_WORDS).is_some() {
            continue;
        }
        let mut spellings = vec![String::new()];
        let mut abbreviations = Vec::new();
        for word in plain.split_whitespace() {
            if let Some(abbreviation) = enclosed(word) {
                abbreviations.push(abbreviation.to_owned());
            } else if !PLACEHOLDERS.contains(&&*word.replace('’', "'")) {
                spellings = with_word(&spellings, &word_spellings(word), side);
            }
        }
        terms.extend(spellings.into_iter().chain(abbreviations).filter(|term| !term.is_empty()));
    }
    terms
}

/// What stands between two slashes.
fn enclosed(word: &str) -> Option<&str> {
    let inner = word.strip_prefix('/')?.trim_end_matches([',', ';']).strip_suffix('/')?;
    (!inner.is_empty() && !inner.contains('/')).then_some(inner)
}

/// Every beginning with every spelling of the next word, as far as the limit allows.
fn with_word(beginnings: &[String], words: &[String], side: Side) -> Vec<String> {
    let words = &words[..words.len().min((MAX_SPELLINGS / beginnings.len()).max(1))];
    let mut all = Vec::with_capacity(beginnings.len() * words.len());
    for beginning in beginnings {
        for word in words {
            let is_opener = beginning.is_empty() && openers(side).contains(&word.as_str());
            let blank = if beginning.is_empty() || word.is_empty() { "" } else { " " };
            let word = if is_opener { "" } else { word };
            all.push(format!("{beginning}{blank}{word}"));
        }
    }
    all
}

/// `move/table` is two words, `beam(s)` and `(be)steigen` are too.
fn word_spellings(word: &str) -> Vec<String> {
    let mut spellings = Vec::new();
    for choice in word.split('/').filter(|choice| !choice.is_empty()).take(MAX_SPELLINGS) {
        let whole: String = choice.chars().filter(|c| !matches!(c, '(' | ')' | '…')).collect();
        if let Some((before, rest)) = choice.split_once('(') {
            let after = rest.split_once(')').map_or("", |(_, after)| after);
            spellings.push(format!("{before}{after}"));
        }
        spellings.push(whole);
    }
    if spellings.is_empty() {
        spellings.push(String::new());
    }
    spellings
}

/// The pieces of a text between separators that stand in no brackets.
pub fn split_outside_brackets<'a>(text: &'a str, separators: &[char]) -> Vec<&'a str> {
    let mut depth = 0_usize;
    let is_separator = |c: char| {
        match c {
            '(' | '[' | '{' | '<' => depth += 1,
            ')' | ']' | '}' | '>' => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && separators.contains(&c)
    };
    text.split(is_separator).collect()
}

/// The text without what stands in braces, brackets and angles; in parentheses, only letters that belong to a word stay.
fn without_labels(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(open) = rest.find(['{', '[', '<', '(']) {
        plain.push_str(&rest[..open]);
        let close = match rest.as_bytes()[open] {
            b'{' => '}',
            b'[' => ']',
            b'<' => '>',
            _ => ')',
        };
        let inside = &rest[open..];
        let end = inside.find(close).map_or(inside.len(), |end| end + 1);
        let follows = inside[end..].chars().next();
        let is_joined = plain.chars().next_back().is_some_and(char::is_alphanumeric)
            || follows.is_some_and(char::is_alphanumeric);
        if close == ')' && is_joined && !inside[..end].contains(char::is_whitespace) {
            plain.push_str(&inside[..end]);
        }
        rest = &inside[end..];
    }
    plain.push_str(rest);
    plain
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check(side: Side, text: &str, expect: &[&str]) {
        assert_eq!(terms(text, &[';'], side), expect, "{text}");
    }

    #[test]
    fn grammar_labels_and_explanations_are_no_terms() {
        check(
            Side::German,
            "Botschaft {f}; Gesandtschaft {f} [pol.]",
            &["Botschaft", "Gesandtschaft"],
        );
        check(Side::German, "etw. (schriftlich; kurz) vermerken {vt} <vermerkt>", &["vermerken"]);
        check(Side::German, "sich mit jdm. verbünden", &["mit verbünden"]);
        check(Side::English, "to look into sth.; an inquiry", &["look into", "inquiry"]);
        check(Side::English, "{pl} ; (of it)", &[]);
    }

    #[test]
    fn choices_are_spelled_out() {
        check(Side::English, "beam(s)", &["beam", "beams"]);
        check(Side::German, "(be)steigen", &["steigen", "besteigen"]);
        check(Side::English, "to move / table a motion", &["move a motion", "table a motion"]);
        check(Side::German, "Zentralrat {m} /ZR/", &["Zentralrat", "ZR"]);
        let sentence = "word ".repeat(MAX_WORDS + 1);
        check(Side::English, &sentence, &[]);
        assert_eq!(terms("a/b c/d e/f g/h", &[';'], Side::English).len(), MAX_SPELLINGS);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "[a-zé(){}<>\\[\\]/; .…]{0,60}") {
            let separators = text.matches(';').count() + 1;
            let limit = separators * (MAX_SPELLINGS + MAX_WORDS);
            prop_assert!(terms(&text, &[';'], Side::English).len() <= limit);
        }
    }
}
