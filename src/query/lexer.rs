//! Query text to tokens.

use super::unsupported::{check_phrase, check_word};
use super::word::{Word, closing_marks, has_content, is_quotation_mark};
use super::{Diagnostic, Leaf, LeafKind};
use crate::document::Span;

/// What a piece of the query is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum TokenKind {
    Leaf(Leaf),
    And,
    Or,
    Not,
    Plus,
    Minus,
    Open,
    Close,
}

/// A piece of the query and where it stands, operators and quotation marks included.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    pub kind: TokenKind,
    pub span: Span,
}

/// Cuts a query into tokens. Words without a letter or digit are punctuation and give none.
pub(super) fn lex(query: &str) -> Result<Vec<Token>, Diagnostic> {
    let mut tokens = Vec::new();
    let mut at = 0;
    while let Some(ch) = query[at..].chars().next() {
        let next = at + ch.len_utf8();
        let (kind, end) = match ch {
            _ if ch.is_whitespace() => (None, next),
            '(' => match bracketed_punctuation(query, at) {
                Some(end) => (None, end),
                None => (Some(TokenKind::Open), next),
            },
            ')' => (Some(TokenKind::Close), next),
            '+' if is_sign(query, at) => (Some(TokenKind::Plus), next),
            '-' if is_sign(query, at) => (Some(TokenKind::Minus), next),
            _ => match closing_marks(ch) {
                Some(closing) => phrase(query, at..next, closing)?,
                None => word(&Word::at(query, at))?,
            },
        };
        tokens.extend(kind.map(|kind| Token { kind, span: at..end }));
        at = end;
    }
    Ok(tokens)
}

/// Whether the `+` or `-` at `at` is an operator: at the start of a word and glued to something to look for.
fn is_sign(query: &str, at: usize) -> bool {
    let word = Word::at(query, at);
    let starts_word = word.before().is_none_or(|ch| ch.is_whitespace() || ch == '(');
    let operand = &word.text()[1..];
    starts_word
        && !operand.starts_with(['+', '-'])
        && (has_content(operand)
            || operand.is_empty()
                && word.is_glued_to_operand()
                && bracketed_punctuation(query, word.span.end).is_none())
}

/// Where `(=)` ends, which is no group but a sign somebody named; `None` for anything else.
fn bracketed_punctuation(query: &str, at: usize) -> Option<usize> {
    let inner = query[at..].strip_prefix('(')?;
    let is_more =
        |ch: char| matches!(ch, '(' | '*') || ch.is_alphanumeric() || is_quotation_mark(ch);
    let length = inner.find(|ch| ch == ')' || is_more(ch))?;
    let is_closed = inner[length..].starts_with(')');
    (is_closed && !inner[..length].trim().is_empty()).then_some(at + length + 2)
}

/// The phrase after an opening mark, and where its closing mark ends.
fn phrase(
    query: &str,
    mark: Span,
    closing: &[char],
) -> Result<(Option<TokenKind>, usize), Diagnostic> {
    let Some((at, close)) = query[mark.end..].char_indices().find(|(_, ch)| closing.contains(ch))
    else {
        let message = "this quotation mark is never closed: add the closing one or leave it out";
        return Err(Diagnostic::new(mark, message));
    };
    let (span, end) = (mark.end..mark.end + at, mark.end + at + close.len_utf8());
    if !has_content(&query[span.clone()]) {
        let message =
            "nothing to search for between quotation marks: put words in or leave them out";
        return Err(Diagnostic::new(mark.start..end, message));
    }
    check_phrase(query, &span)?;
    Ok((Some(leaf(LeafKind::Phrase, query, span)), end))
}

/// What a word stands for, and where it ends. Glued to `+` or `-`, `AND` is a word to look for.
fn word(word: &Word) -> Result<(Option<TokenKind>, usize), Diagnostic> {
    let span = word.span.clone();
    let is_signed = matches!(word.before(), Some('+' | '-'));
    let kind = match word.text() {
        "AND" if !is_signed => Some(TokenKind::And),
        "OR" if !is_signed => Some(TokenKind::Or),
        "NOT" if !is_signed => Some(TokenKind::Not),
        text => {
            check_word(word)?;
            match word.prefix_length() {
                Some(length) => {
                    let span = span.start..span.start + length;
                    Some(leaf(LeafKind::Prefix, word.query, span))
                }
                None if has_content(text) => Some(leaf(LeafKind::Word, word.query, span.clone())),
                None => None,
            }
        }
    };
    Ok((kind, span.end))
}

fn leaf(kind: LeafKind, query: &str, span: Span) -> TokenKind {
    TokenKind::Leaf(Leaf { kind, text: query[span.clone()].to_owned(), span })
}
