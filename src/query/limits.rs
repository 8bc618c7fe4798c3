//! How large a query may be.

use unicode_normalization::char::is_combining_mark;

use super::diagnostic::boundary;
use super::lexer::{Token, TokenKind};
use super::{Diagnostic, LeafKind};

/// The longest query, in bytes: some twenty pages of text.
pub const MAX_QUERY_BYTES: usize = 64 * 1024;

/// The most words in a query, those of phrases included.
pub const MAX_TERMS: usize = 1_000;

/// The most patterns in a query: wildcards other than `konföd*`, similar spellings, regular expressions. Each goes
/// through the whole vocabulary of an index.
pub const MAX_PATTERNS: usize = 50;

/// The largest distance of `NEAR`, `BEFORE` and `"…"~`, in words: more than a passage has.
pub const MAX_DISTANCE: u32 = 1_000;

/// How deep parentheses nest.
pub const MAX_DEPTH: usize = 64;

pub(super) fn check_size(text: &str) -> Result<(), Diagnostic> {
    if text.len() <= MAX_QUERY_BYTES {
        return Ok(());
    }
    let message = format!(
        "the query is {} bytes long, at most {MAX_QUERY_BYTES} are read: shorten it",
        text.len()
    );
    Err(Diagnostic::new(boundary(text, MAX_QUERY_BYTES)..text.len(), message))
}

pub(super) fn check_terms(tokens: &[Token]) -> Result<(), Diagnostic> {
    check_count(tokens, MAX_TERMS, "words", |kind, text| match kind {
        LeafKind::Regex => 1,
        _ => count_terms(text),
    })?;
    check_count(tokens, MAX_PATTERNS, "patterns of words", |kind, _| usize::from(kind.is_pattern()))
}

fn check_count(
    tokens: &[Token],
    most: usize,
    what: &str,
    count: fn(LeafKind, &str) -> usize,
) -> Result<(), Diagnostic> {
    let mut total = 0;
    let mut first_over = None;
    for token in tokens {
        if let TokenKind::Leaf(leaf) = &token.kind {
            total += count(leaf.kind, &leaf.text);
            if total > most {
                first_over.get_or_insert(&token.span);
            }
        }
    }
    first_over.map_or(Ok(()), |span| {
        let message =
            format!("the query has {total} {what}, at most {most} are searched for: shorten it");
        Err(Diagnostic::new(span.clone(), message))
    })
}

/// How many words analysis makes of a text, roughly: its runs of letters, marks and digits.
pub(super) fn count_terms(text: &str) -> usize {
    text.split(|ch: char| !ch.is_alphanumeric() && !is_combining_mark(ch))
        .filter(|run| !run.is_empty())
        .count()
}

pub(super) fn check_depth(tokens: &[Token]) -> Result<(), Diagnostic> {
    let (mut depth, mut deepest) = (0usize, 0);
    let mut first_over = None;
    for token in tokens {
        match token.kind {
            TokenKind::Open => depth += 1,
            TokenKind::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        deepest = deepest.max(depth);
        if depth > MAX_DEPTH {
            first_over.get_or_insert(&token.span);
        }
    }
    first_over.map_or(Ok(()), |span| {
        let message = format!(
            "parentheses nest {deepest} deep, at most {MAX_DEPTH} are read: leave some out"
        );
        Err(Diagnostic::new(span.clone(), message))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Span;
    use crate::query::parse;

    #[test]
    fn limits_name_the_size_given() {
        let check = |query: &str, span: Span, message: &str| {
            assert_eq!(parse(query), Err(Diagnostic::new(span, message)));
        };
        let long = "a".repeat(MAX_QUERY_BYTES);
        assert!(parse(&long).is_ok());
        check(
            &(long[1..].to_owned() + "ä"),
            65535..65537,
            "the query is 65537 bytes long, at most 65536 are read: shorten it",
        );

        let words = "a-b ".repeat(MAX_TERMS / 2);
        assert!(parse(&words).is_ok());
        check(
            &format!("{words}\"a\u{308}a b\" c"),
            2000..2008,
            "the query has 1003 words, at most 1000 are searched for: shorten it",
        );

        let patterns = "*en ".repeat(MAX_PATTERNS);
        assert!(parse(&format!("{patterns} konf* konf*")).is_ok());
        check(
            &format!("{patterns}wort~1 /ab/"),
            200..206,
            "the query has 52 patterns of words, at most 50 are searched for: shorten it",
        );

        let nested = |depth| format!("{}a{}", "(".repeat(depth), ")".repeat(depth));
        assert!(parse(&nested(MAX_DEPTH)).is_ok());
        check(&nested(66), 64..65, "parentheses nest 66 deep, at most 64 are read: leave some out");
        check(
            &"(".repeat(9999),
            64..65,
            "parentheses nest 9999 deep, at most 64 are read: leave some out",
        );
    }
}
