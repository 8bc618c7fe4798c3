//! Character references such as `&auml;`, with the spans they stand for.

use html5gum::{Token, Tokenizer};

use super::super::flow::Flow;
use crate::document::Span;

/// Longest character reference that is looked at, in bytes; the longest name has 33.
const LONGEST: usize = 40;

/// Writes a stretch of the source, with what its character references stand for.
pub fn write(flow: &mut Flow, source: &str, span: Span) {
    let mut start = span.start;
    while let Some(at) = source[start..span.end].find('&').map(|at| start + at) {
        flow.verbatim(start..at);
        let end = at + reference_len(&source[at..span.end]);
        match decode(&source[at..end]) {
            Some(text) => {
                // A name may end before the letters do: `&notit;` is `¬it;`.
                let rest = common_end(&text, &source[at..end]);
                flow.replaced(&text[..text.len() - rest], at..end - rest);
                flow.verbatim(end - rest..end);
            }
            None => flow.verbatim(at..end),
        }
        start = end;
    }
    flow.verbatim(start..span.end);
}

/// The length of what may be a character reference at the start of `text`.
fn reference_len(text: &str) -> usize {
    let is_part = |byte: &u8| byte.is_ascii_alphanumeric() || *byte == b'#';
    let len = 1 + text.bytes().skip(1).take(LONGEST).take_while(|byte| is_part(byte)).count();
    len + usize::from(text[len..].starts_with(';'))
}

/// What a character reference stands for; `None` when it is none.
fn decode(reference: &str) -> Option<String> {
    if reference.len() < "&lt".len() {
        return None;
    }
    let text = Tokenizer::new(reference).find_map(|token| match token {
        Ok(Token::String(text)) => String::from_utf8(text.value.0).ok(),
        _ => None,
    })?;
    (text != reference).then_some(text)
}

/// The length of the end of `text`, after its first character, that `reference` ends with as well.
fn common_end(text: &str, reference: &str) -> usize {
    let first = text.chars().next().map_or(0, char::len_utf8);
    let pairs = text.as_bytes()[first..].iter().rev().zip(reference.as_bytes().iter().rev());
    pairs.take_while(|(left, right)| left == right).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, expect: &[(&str, &str)]) {
        let mut flow = Flow::new(source);
        write(&mut flow, source, 0..source.len());
        let found: Vec<_> = flow
            .pieces(0..flow.text.len())
            .map(|piece| (&flow.text[piece.span], &source[piece.source]))
            .collect();
        assert_eq!(found, expect);
    }

    #[test]
    fn references_are_units() {
        check(
            "f&uuml;r &#252;&#xFC",
            &[("f", "f"), ("ü", "&uuml;"), ("r ", "r "), ("ü", "&#252;"), ("ü", "&#xFC")],
        );
        check("&amp&semi;", &[("&", "&amp"), (";", "&semi;")]);
        check("&notit;", &[("¬", "&not"), ("it;", "it;")]);
        check("&nGt;", &[("≫\u{20D2}", "&nGt;")]);
    }

    #[test]
    fn other_ampersands_stay() {
        check("a & b", &[("a ", "a "), ("&", "&"), (" b", " b")]);
        check("&&foo;", &[("&", "&"), ("&foo;", "&foo;")]);
    }
}
