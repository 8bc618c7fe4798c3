//! A word of a query as typed, with what stands next to it.

use crate::document::Span;

/// Marks that open and close a phrase: one of a row closes what another of it opened (`„…“`, `“…”`, `»…«`, `„…"`).
const QUOTATION_MARKS: [&[char]; 2] = [&['"', '„', '“', '”'], &['«', '»']];

/// Punctuation that may follow a word or an operator: `(verträg*, abkommen*)`.
pub(super) const TRAILING_PUNCTUATION: [char; 6] = [',', '.', ';', ':', '!', '?'];

/// A stretch of the query without white space, parentheses and quotation marks.
pub(super) struct Word<'a> {
    pub query: &'a str,
    pub span: Span,
}

impl<'a> Word<'a> {
    /// The word that begins at `start`.
    pub fn at(query: &'a str, start: usize) -> Self {
        Self::until(query, start, |ch| {
            ch.is_whitespace() || matches!(ch, '(' | ')') || is_quotation_mark(ch)
        })
    }

    /// The word that begins at `start`, parentheses and quotation marks included.
    pub fn literal(query: &'a str, start: usize) -> Self {
        Self::until(query, start, char::is_whitespace)
    }

    /// Up to the first character that ends words, or to a comma or semicolon that parts them.
    fn until(query: &'a str, start: usize, ends: fn(char) -> bool) -> Self {
        let mut before = None;
        let mut chars = query[start..].char_indices().peekable();
        while let Some((at, ch)) = chars.next() {
            let after = chars.peek().map(|(_, ch)| *ch);
            if ends(ch) || is_separator(ch) && parts_words(before, after.filter(|ch| !ends(*ch))) {
                return Word { query, span: start..start + at };
            }
            before = Some(ch);
        }
        Word { query, span: start..query.len() }
    }

    pub fn text(&self) -> &'a str {
        &self.query[self.span.clone()]
    }

    /// The text without the punctuation at its end.
    pub fn core(&self) -> &'a str {
        self.text().trim_end_matches(TRAILING_PUNCTUATION)
    }

    /// The character the word follows.
    pub fn before(&self) -> Option<char> {
        self.query[..self.span.start].chars().next_back()
    }

    /// Whether a phrase or a group follows without a blank.
    pub fn is_glued_to_operand(&self) -> bool {
        self.query[self.span.end..].starts_with(|ch| ch == '(' || is_quotation_mark(ch))
    }
}

/// `API,Access` is two words, `3,5` is one; at the end of a word it is punctuation like any other.
fn parts_words(before: Option<char>, after: Option<char>) -> bool {
    let is_digit = |ch: Option<char>| ch.is_some_and(char::is_numeric);
    after.is_some() && !(is_digit(before) && is_digit(after))
}

/// A sign that parts words even where no blank follows.
pub(super) fn is_separator(ch: char) -> bool {
    matches!(ch, ',' | ';')
}

/// The marks that close a phrase opened by `ch`; `None` when `ch` is no quotation mark.
pub(super) fn closing_marks(ch: char) -> Option<&'static [char]> {
    QUOTATION_MARKS.into_iter().find(|marks| marks.contains(&ch))
}

pub(super) fn is_quotation_mark(ch: char) -> bool {
    closing_marks(ch).is_some()
}

/// A text between quotation marks that do not stand in it.
pub(super) fn in_quotation_marks(text: &str) -> String {
    match text.contains(QUOTATION_MARKS[0]) {
        true => format!("«{text}»"),
        false => format!("\"{text}\""),
    }
}

/// Whether there is anything in the text a search could find.
pub(super) fn has_content(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// How many letters and digits the text has.
pub(super) fn content_chars(text: &str) -> usize {
    text.chars().filter(|ch| ch.is_alphanumeric()).count()
}
