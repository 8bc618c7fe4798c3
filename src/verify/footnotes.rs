//! Footnotes of a manuscript: the marks in its text, and what the notes say.

use std::collections::HashMap;

use serde::Serialize;

use super::typography::raised_digit;

/// Bytes of the longest name a mark may have.
const MAX_NAME: usize = 64;

/// A footnote, as the text refers to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Its name: `1` for `[^1]` and for `¹`.
    pub mark: String,
    /// What it says; empty where the manuscript doesn't give it.
    pub text: String,
}

/// The footnote mark that `text` begins with: its name and its length in bytes.
pub fn mark_at(text: &str) -> Option<(String, usize)> {
    if let Some(rest) = text.strip_prefix("[^") {
        let end = rest.bytes().take(MAX_NAME + 1).position(|byte| byte == b']')?;
        let name = &rest[..end];
        let is_name = !name.is_empty() && !name.contains(char::is_whitespace);
        return is_name.then(|| (name.to_owned(), "[^]".len() + end));
    }
    let digits = || text.chars().map_while(|c| Some((raised_digit(c)?, c.len_utf8())));
    let name: String = digits().take(MAX_NAME).map(|(digit, _)| digit).collect();
    let length = digits().take(MAX_NAME).map(|(_, length)| length).sum();
    (!name.is_empty()).then_some((name, length))
}

/// What the notes of a manuscript say, by name: lines that begin with `[^1]:` or with `¹`, and those that go on.
pub fn notes(text: &str) -> HashMap<String, String> {
    let mut notes: HashMap<String, String> = HashMap::new();
    let mut open: Option<String> = None;
    for line in text.lines() {
        let line = line.trim();
        if let Some((name, said)) = definition(line) {
            // The first of several notes of one name holds, as in Markdown.
            open = (!notes.contains_key(&name)).then(|| name.clone());
            notes.entry(name).or_insert_with(|| said.to_owned());
        } else if line.is_empty() {
            open = None;
        } else if let Some(said) = open.as_ref().and_then(|name| notes.get_mut(name)) {
            said.push(' ');
            said.push_str(line);
        }
    }
    notes
}

fn definition(line: &str) -> Option<(String, &str)> {
    let (name, length) = mark_at(line)?;
    let said = &line[length..];
    let said = if line.starts_with('[') { said.strip_prefix(':')? } else { said };
    Some((name, said.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_have_a_name_and_a_length() {
        for (text, expect) in [
            ("[^1] and", Some(("1", 4))),
            ("[^smith-1990]", Some(("smith-1990", 13))),
            ("¹² and", Some(("12", 4))),
            ("¹", Some(("1", 2))),
            ("[^]", None),
            ("[^a b]", None),
            ("[1]", None),
            ("[^1", None),
            ("1", None),
            ("[^ä", None),
        ] {
            let expect = expect.map(|(name, length): (&str, usize)| (name.to_owned(), length));
            assert_eq!(mark_at(text), expect, "{text}");
        }
    }

    #[test]
    fn notes_run_to_the_next_note_or_blank_line() {
        let notes = notes(
            "Text.[^1]\n\n[^1]: Smith, *Korea*,\n    p. 12.\n[^2]: Ebd.\n\nText\n² Other.\n¹ Raised.\n",
        );
        let says = |name: &str| notes.get(name).map(String::as_str);
        assert_eq!(says("1"), Some("Smith, *Korea*, p. 12."));
        assert_eq!(says("2"), Some("Ebd."));
        assert_eq!(notes.len(), 2);
    }
}
