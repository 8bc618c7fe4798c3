//! A word of a query as typed, with what stands next to it.

use crate::document::Span;

/// Letters and digits a prefix needs: a single one begins a good part of every vocabulary.
pub(super) const MIN_PREFIX_CHARS: usize = 2;

/// Marks that open and close a phrase: one of a row closes what another of it opened (`„…“`, `“…”`, `»…«`, `„…"`).
const QUOTATION_MARKS: [&[char]; 2] = [&['"', '„', '“', '”'], &['«', '»']];

/// Punctuation that may follow an operator at the end of a word: `(verträg*, abkommen*)`.
const TRAILING_PUNCTUATION: [char; 6] = [',', '.', ';', ':', '!', '?'];

/// A stretch of the query without white space, parentheses and quotation marks.
pub(super) struct Word<'a> {
    pub query: &'a str,
    pub span: Span,
}

impl<'a> Word<'a> {
    /// The word that begins at `start`.
    pub fn at(query: &'a str, start: usize) -> Self {
        let ends =
            |ch: char| ch.is_whitespace() || matches!(ch, '(' | ')') || is_quotation_mark(ch);
        let end = query[start..].find(ends).map_or(query.len(), |length| start + length);
        Word { query, span: start..end }
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

    /// Length in bytes of `konföd` in `konföd*`; `None` for any other word.
    pub fn prefix_length(&self) -> Option<usize> {
        let prefix = self.core().strip_suffix('*')?;
        (!prefix.contains('*') && content_chars(prefix) >= MIN_PREFIX_CHARS).then_some(prefix.len())
    }
}

/// The marks that close a phrase opened by `ch`; `None` when `ch` is no quotation mark.
pub(super) fn closing_marks(ch: char) -> Option<&'static [char]> {
    QUOTATION_MARKS.into_iter().find(|marks| marks.contains(&ch))
}

pub(super) fn is_quotation_mark(ch: char) -> bool {
    closing_marks(ch).is_some()
}

/// Whether there is anything in the text a search could find.
pub(super) fn has_content(text: &str) -> bool {
    text.contains(char::is_alphanumeric)
}

/// How many letters and digits the text has.
pub(super) fn content_chars(text: &str) -> usize {
    text.chars().filter(|ch| ch.is_alphanumeric()).count()
}
