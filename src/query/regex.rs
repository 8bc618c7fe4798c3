//! Regular expressions between slashes: where they end, what may stand in them.
//!
//! The letters are matched with folded terms, so that whoever compiles an expression may lower its case: only escapes
//! whose letter is lower case are let through.

use super::Diagnostic;
use super::diagnostic::quoted;
use super::word::{TRAILING_PUNCTUATION, has_content, is_quotation_mark};
use crate::document::Span;

/// The longest expression, in characters: longer than any word worth finding so.
const MAX_CHARS: usize = 200;

/// The most a part may be repeated by counts such as `{2,5}`, those that stand one in another multiplied.
const MAX_REPEATS: u32 = 100;

/// The place between the slashes of an expression that begins at `start`.
///
/// The first slash that is not escaped ends it, and only where a word may end: `/usr/lib` is none.
pub(super) fn between_slashes(query: &str, start: usize) -> Option<Span> {
    let rest = query[start..].strip_prefix('/')?;
    let (mut depth, mut in_class, mut is_escaped) = (0usize, false, false);
    for (at, ch) in rest.char_indices() {
        match ch {
            _ if ch.is_whitespace() => return None,
            _ if is_escaped => is_escaped = false,
            '\\' => is_escaped = true,
            '/' => {
                let after = rest[at + 1..].chars().next();
                let ends_word = |ch: char| {
                    ch.is_whitespace()
                        || matches!(ch, '(' | ')' | '^')
                        || is_quotation_mark(ch)
                        || TRAILING_PUNCTUATION.contains(&ch)
                };
                return (at > 0 && after.is_none_or(ends_word))
                    .then_some(start + 1..start + 1 + at);
            }
            ']' => in_class = false,
            '[' => in_class = true,
            '(' if !in_class => depth += 1,
            ')' if !in_class => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}

/// Refuses what cannot be matched with a word of the vocabulary, at the place where it stands.
pub(super) fn check(query: &str, span: &Span) -> Result<(), Diagnostic> {
    let pattern = &query[span.clone()];
    let refuse = |place: Span, message: String| {
        Err(Diagnostic::new(span.start + place.start..span.start + place.end, message))
    };
    if pattern.chars().count() > MAX_CHARS {
        let message =
            format!("a regular expression has at most {MAX_CHARS} characters: shorten it");
        return refuse(0..pattern.len(), message);
    }
    if !has_content(pattern) {
        let message = "nothing to search for between slashes: put letters in, as in `/konf.*/`";
        return refuse(0..pattern.len(), message.into());
    }
    let mut checker = Checker { pattern, at: 0, open: Vec::new(), can_repeat: false, repeats: 1 };
    match checker.run() {
        Ok(()) => Ok(()),
        Err((place, message)) => refuse(place, message),
    }
}

/// A place in the expression, and what is wrong there.
type Refusal = (Span, String);

struct Checker<'a> {
    pattern: &'a str,
    at: usize,
    /// Where the groups that are open begin.
    open: Vec<usize>,
    /// Whether something stands before that can be repeated.
    can_repeat: bool,
    repeats: u32,
}

impl Checker<'_> {
    fn run(&mut self) -> Result<(), Refusal> {
        while let Some(ch) = self.next() {
            let place = self.at - ch.len_utf8()..self.at;
            match ch {
                '(' if self.rest().starts_with('?') => {
                    return Err((place.start..self.at + 1, "groups that begin with `(?` are not supported: write `(`, and list alternatives with `|`".into()));
                }
                '(' => {
                    self.open.push(place.start);
                    self.can_repeat = false;
                }
                ')' => {
                    if self.open.pop().is_none() {
                        return Err((
                            place,
                            r"no parenthesis is open here: write `\)` for the sign itself".into(),
                        ));
                    }
                    self.can_repeat = true;
                }
                '|' => self.can_repeat = false,
                '*' | '+' | '?' => self.repeat(place)?,
                '{' => self.count(place.start)?,
                '[' => self.class(place.start)?,
                '\\' => self.escape(place.start)?,
                '^' | '$' => {
                    return Err((
                        place,
                        format!(
                            "`{ch}` is not supported: an expression always matches a whole word, leave it out, or write `.*` where letters may follow"
                        ),
                    ));
                }
                '}' | ']' => {
                    return Err((
                        place,
                        format!(r"nothing is open here: write `\{ch}` for the sign itself"),
                    ));
                }
                _ => self.can_repeat = true,
            }
        }
        match self.open.pop() {
            Some(open) => Err((
                open..open + 1,
                r"this parenthesis is never closed: add `)`, or write `\(` for the sign itself"
                    .into(),
            )),
            None => Ok(()),
        }
    }

    fn rest(&self) -> &str {
        &self.pattern[self.at..]
    }

    fn next(&mut self) -> Option<char> {
        let ch = self.rest().chars().next()?;
        self.at += ch.len_utf8();
        Some(ch)
    }

    /// A sign that repeats what stands before, once.
    fn repeat(&mut self, place: Span) -> Result<(), Refusal> {
        if !self.can_repeat {
            let sign = quoted(&self.pattern[place.clone()]);
            return Err((
                place,
                format!("nothing to repeat before {sign}: put a letter, `.` or a group before it"),
            ));
        }
        self.can_repeat = false;
        Ok(())
    }

    /// `{2}`, `{2,}`, `{2,5}`.
    fn count(&mut self, start: usize) -> Result<(), Refusal> {
        let close = self.rest().find('}').map_or(self.pattern.len(), |length| self.at + length);
        let inner = &self.pattern[self.at..close];
        let place = start..(close + 1).min(self.pattern.len());
        let (least, most) = inner.split_once(',').unwrap_or((inner, inner));
        let most = if most.is_empty() { least } else { most };
        let (Ok(least), Ok(most)) = (least.parse::<u32>(), most.parse::<u32>()) else {
            return Err((place, "a count is written `{2}`, `{2,}` or `{2,5}`".into()));
        };
        self.repeats = self.repeats.saturating_mul(most.max(1));
        if close == self.pattern.len() || least > most || self.repeats > MAX_REPEATS {
            return Err((
                place,
                format!(
                    "a count is written `{{2}}`, `{{2,}}` or `{{2,5}}`, at most {MAX_REPEATS} in all"
                ),
            ));
        }
        self.at = close + 1;
        self.repeat(place)
    }

    /// `[a-zäöü]`, `[^0-9]`.
    fn class(&mut self, start: usize) -> Result<(), Refusal> {
        let _ = self.rest().starts_with('^') && self.next().is_some();
        let mut range_from = None;
        let mut is_range = false;
        let mut members = 0;
        loop {
            let begin = self.at;
            let member = match self.next() {
                None => {
                    return Err((
                        start..start + 1,
                        r"this bracket is never closed: add `]`, or write `\[` for the sign itself"
                            .into(),
                    ));
                }
                Some(']') if members > 0 && !is_range => break,
                Some('\\') => {
                    self.escape(begin)?;
                    self.pattern[begin + 1..self.at].chars().next().filter(|ch| !ch.is_alphabetic())
                }
                Some('-') if members == 0 || self.rest().starts_with(']') => Some('-'),
                Some('-') if range_from.is_some() && !is_range => {
                    is_range = true;
                    continue;
                }
                Some(ch @ ('[' | ']' | '&' | '~' | '-')) => {
                    return Err((begin..self.at, format!(r"write `\{ch}` for the sign itself")));
                }
                Some(ch) => Some(ch),
            };
            members += 1;
            if is_range && member.zip(range_from).is_none_or(|(to, from)| lower(from) > lower(to)) {
                return Err((begin..self.at, "this range of letters ends before it begins: write the smaller one first, as in `[a-z]`".into()));
            }
            range_from = if is_range { None } else { member };
            is_range = false;
        }
        self.can_repeat = true;
        Ok(())
    }

    /// `\d`, `\w`, or a sign that means itself.
    fn escape(&mut self, start: usize) -> Result<(), Refusal> {
        match self.next() {
            Some('d' | 'w') => {}
            Some(ch) if ch.is_ascii_punctuation() => {}
            _ => {
                let place = start..self.at;
                let shown = quoted(&self.pattern[place.clone()]);
                return Err((
                    place,
                    format!(
                        r"{shown} is not supported: write `\d` for a digit, `\w` for a letter or digit, or `\` before a sign"
                    ),
                ));
            }
        }
        self.can_repeat = true;
        Ok(())
    }
}

/// A letter as it is matched.
fn lower(ch: char) -> char {
    ch.to_lowercase().next().unwrap_or(ch)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn slashes_are_found() {
        let found = |query| between_slashes(query, 0).map(|span| &query[span]);
        assert_eq!(found("/konf.*/"), Some("konf.*"));
        assert_eq!(found("/konf(ö|oe)d\"?/^2 a"), Some("konf(ö|oe)d\"?"));
        assert_eq!(found(r"/a\/b/, c"), Some(r"a\/b"));
        assert_eq!(found("/[)]a/)"), Some("[)]a"));
        assert_eq!(found("/a(b/"), Some("a(b"));
        assert_eq!(found("/ab/(c)"), Some("ab"));
        for none in ["/usr/lib", "/usr/lib/", "/usr", "//", "/usr)/ x", "/a b/", "a/b/", "/a/b"] {
            assert_eq!(found(none), None, "{none}");
        }
    }

    #[test]
    fn what_a_word_can_match_is_let_through() {
        for pattern in [
            "konf.*",
            "(ö|oe)?d+",
            "[a-zäöü]+",
            "[^0-9]x",
            r"\d{4}",
            r"19\d{2,}",
            "a{2,5}",
            r"o\'neill",
            "[-a]",
            "[a-]",
            "(a|)",
            r"[\w\-]a",
            r"a\.b",
            "x[+*?.]",
            "ab|cd",
        ] {
            assert_eq!(check(pattern, &(0..pattern.len())), Ok(()), "{pattern}");
        }
    }

    #[test]
    fn errors_point_at_the_place() {
        let refused = |pattern: &str, place: &str, message: &str| {
            let error = check(pattern, &(0..pattern.len())).expect_err(pattern);
            assert_eq!(&pattern[error.span], place, "{pattern}");
            assert!(error.message.contains(message), "{pattern}: {}", error.message);
        };
        refused("^a", "^", "matches a whole word");
        refused("a$", "$", "matches a whole word");
        refused("*a", "*", "nothing to repeat");
        refused("a*?", "?", "nothing to repeat");
        refused("(|+a)", "+", "nothing to repeat");
        refused("(?i)a", "(?", "`(?`");
        refused("a)", ")", "no parenthesis is open");
        refused("a(b", "(", "never closed");
        refused("a[b", "[", "never closed");
        refused("a]", "]", "nothing is open");
        refused("[z-a]", "a", "the smaller one first");
        refused(r"[\d-z]", "-", r"write `\-`");
        refused("[a[b]", "[", r"write `\[`");
        refused("a{x}", "{x}", "a count is written");
        refused("a{5,2}", "{5,2}", "a count is written");
        refused("(a{50}){50}", "{50}", "at most 100");
        refused("a{", "{", "a count is written");
        refused(r"\ba", r"\b", "is not supported");
        refused(r"\D1", r"\D", "is not supported");
        refused("a\\", "\\", "is not supported");
        refused("...", "...", "nothing to search for");
        refused(&"a".repeat(201), &"a".repeat(201), "at most 200");
    }

    proptest! {
        #[test]
        fn any_expression_is_let_through_or_refused(pattern in r"[ab\[\](){}|*+?.^$\\,0-9dw-]{0,16}") {
            if let Err(error) = check(&pattern, &(0..pattern.len())) {
                prop_assert!(pattern.get(error.span).is_some());
            }
        }
    }
}
