//! Query text to tokens.

use super::field::{self, Name};
use super::limits::count_terms;
use super::term::{self, Weight};
use super::word::{Word, closing_marks, has_content, is_quotation_mark, is_separator};
use super::{Diagnostic, Filter, Leaf, LeafKind, TextField, notes, regex};
use crate::document::Span;

pub(super) const NEVER_CLOSED: &str =
    "this quotation mark is never closed: add the closing one or leave it out";

pub(super) const FIELD_IN_FIELD: &str =
    "a field cannot stand in another one: join them, as in `title:treaty from:berlin`";

/// What a piece of the query is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum TokenKind {
    Leaf(Leaf),
    Filter(Filter),
    /// A field's name with its colon: what follows stands in the field.
    Field(TextField),
    And,
    Or,
    Not,
    Near {
        distance: u32,
        ordered: bool,
    },
    Plus,
    Minus,
    Open,
    Close,
    /// The weight of what stands before.
    Weight(f32),
}

/// A piece of the query and where it stands, operators and quotation marks included.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Token {
    pub kind: TokenKind,
    pub span: Span,
}

/// The tokens of a query, and what to tell about how it is read.
///
/// Words without a letter or digit are punctuation and give no token.
pub(super) fn lex(query: &str) -> Result<(Vec<Token>, Vec<Diagnostic>), Diagnostic> {
    let mut lexer = Lexer { query, tokens: Vec::new(), notes: Vec::new() };
    let mut at = 0;
    while let Some(ch) = query[at..].chars().next() {
        at = lexer.step(at, ch)?;
    }
    Ok((lexer.tokens, lexer.notes))
}

struct Lexer<'a> {
    query: &'a str,
    tokens: Vec<Token>,
    notes: Vec<Diagnostic>,
}

impl Lexer<'_> {
    /// Reads what begins with `ch` at `at`; gives where it ends.
    fn step(&mut self, at: usize, ch: char) -> Result<usize, Diagnostic> {
        let next = at + ch.len_utf8();
        match ch {
            _ if ch.is_whitespace() || is_separator(ch) => return Ok(next),
            '(' => match bracketed_punctuation(self.query, at) {
                Some(end) => return Ok(end),
                None => self.push(TokenKind::Open, at..next),
            },
            ')' => {
                self.push(TokenKind::Close, at..next);
                return self.after_group(next);
            }
            '+' if self.is_sign(at) => self.push(TokenKind::Plus, at..next),
            '-' if self.is_sign(at) => self.push(TokenKind::Minus, at..next),
            '+' | '-' => return Ok(self.idle_signs(at)),
            '/' => match regex::between_slashes(self.query, at) {
                Some(span) => return self.regex(span),
                None => return self.word(at),
            },
            _ => match closing_marks(ch) {
                Some(closing) => return self.phrase(at..next, closing),
                None => return self.word(at),
            },
        }
        Ok(next)
    }

    fn push(&mut self, kind: TokenKind, span: Span) {
        self.tokens.push(Token { kind, span });
    }

    fn push_leaf(&mut self, kind: LeafKind, text: Span, span: Span, weight: Option<Weight>) {
        let leaf = Leaf { kind, text: self.query[text.clone()].to_owned(), span: text };
        self.push(TokenKind::Leaf(leaf), span);
        self.push_weight(weight);
    }

    fn push_weight(&mut self, weight: Option<Weight>) {
        if let Some((factor, span)) = weight {
            self.push(TokenKind::Weight(factor), span);
        }
    }

    /// Keeps one note of a kind: the same word may stand in a query a thousand times.
    fn note(&mut self, note: Option<Diagnostic>) {
        let is_new = |note: &Diagnostic| self.notes.iter().all(|old| old.message != note.message);
        if let Some(note) = note.filter(|_| self.notes.len() < MAX_NOTES).filter(is_new) {
            self.notes.push(note);
        }
    }

    /// Whether the `+` or `-` at `at` is an operator: at the start of a word and glued to something to look for.
    fn is_sign(&self, at: usize) -> bool {
        let word = Word::at(self.query, at);
        let starts_word = word.before().is_none_or(|ch| ch.is_whitespace() || ch == '(');
        let operand = &word.text()[1..];
        starts_word
            && !operand.starts_with(['+', '-'])
            && (has_content(operand)
                || regex::between_slashes(self.query, at + 1).is_some()
                || operand.is_empty()
                    && word.is_glued_to_operand()
                    && bracketed_punctuation(self.query, word.span.end).is_none())
    }

    /// Signs that are no operators are punctuation; gives where they end.
    fn idle_signs(&mut self, at: usize) -> usize {
        let word = Word::at(self.query, at);
        self.note(notes::on_signs(&word));
        let text = word.text();
        at + text.len() - text.trim_start_matches(['+', '-']).len()
    }

    /// Whether a sign or a field's name stands right before: then `AND` is a word to look for.
    fn is_glued(&self, at: usize) -> bool {
        self.tokens.last().is_some_and(|token| {
            let glues =
                matches!(token.kind, TokenKind::Plus | TokenKind::Minus | TokenKind::Field(_));
            glues && token.span.end == at
        })
    }

    /// The weight after a parenthesis.
    fn after_group(&mut self, at: usize) -> Result<usize, Diagnostic> {
        let found = term::suffixes(self.query, at)?;
        if let Some((_, place)) = found.slop {
            let message =
                "`~` stands after a word or a phrase: write `a NEAR/3 b` for words near each other";
            return Err(Diagnostic::new(place, message));
        }
        self.push_weight(found.weight);
        Ok(found.end)
    }

    fn regex(&mut self, span: Span) -> Result<usize, Diagnostic> {
        regex::check(self.query, &span)?;
        let found = term::suffixes(self.query, span.end + 1)?;
        let token = span.start - 1..found.end.max(span.end + 1);
        self.push_leaf(LeafKind::Regex, span, token, found.weight);
        Ok(found.end)
    }

    /// The phrase after an opening mark.
    fn phrase(&mut self, mark: Span, closing: &[char]) -> Result<usize, Diagnostic> {
        let rest = &self.query[mark.end..];
        let Some((length, close)) = rest.char_indices().find(|(_, ch)| closing.contains(ch)) else {
            return Err(Diagnostic::new(mark, NEVER_CLOSED));
        };
        let (text, end) = (mark.end..mark.end + length, mark.end + length + close.len_utf8());
        if !has_content(&self.query[text.clone()]) {
            let message =
                "nothing to search for between quotation marks: put words in or leave them out";
            return Err(Diagnostic::new(mark.start..end, message));
        }
        term::check_phrase(self.query, &text)?;
        let found = term::suffixes(self.query, end)?;
        let slop = match found.slop {
            Some((slop, place)) if slop > 0 && count_terms(&self.query[text.clone()]) < 2 => {
                return Err(term::one_word_slop(&self.query[text], place));
            }
            slop => slop.map_or(0, |(slop, _)| slop),
        };
        self.push_leaf(LeafKind::Phrase { slop }, text, mark.start..found.end, found.weight);
        Ok(found.end)
    }

    fn word(&mut self, at: usize) -> Result<usize, Diagnostic> {
        let word = Word::at(self.query, at);
        let end = word.span.end;
        if !self.is_glued(at)
            && let Some(kind) = operator(&word)?
        {
            self.push(kind, word.span);
            return Ok(end);
        }
        if let Some((name, length)) = field::name_of(&word) {
            // Told at once: a long row of names would take quadratic time.
            let follows_field =
                matches!(self.tokens.last(), Some(Token { kind: TokenKind::Field(_), .. }));
            if follows_field {
                return Err(Diagnostic::new(at..at + length, FIELD_IN_FIELD));
            }
            return self.field(&word, name, length);
        }
        if word.text() == "=" && word.is_glued_to_operand() {
            let message = "`=` stands before one word, as in `=Wort`: leave it out, a phrase is looked for as it stands";
            return Err(Diagnostic::new(word.span, message));
        }
        check_name(&word)?;
        match term::read(&word)? {
            Some((leaf, weight)) => {
                let is_word = leaf.kind == LeafKind::Word;
                self.note(if is_word { notes::on_word(&word) } else { notes::on_pattern(&word) });
                self.push_leaf(leaf.kind, leaf.span, word.span, weight);
            }
            None => self.note(notes::on_word(&word)),
        }
        Ok(end)
    }

    /// `title:` and what must follow, or a whole `date:1960`.
    fn field(&mut self, word: &Word, name: Name, length: usize) -> Result<usize, Diagnostic> {
        let (start, value) = (word.span.start, word.span.start + length);
        if let Name::Text(field) = name {
            let text = &self.query[value..word.span.end];
            if let Some(sign @ ('+' | '-')) = text.chars().next() {
                let message = format!("a sign stands before the field: write `{sign}{field}:word`");
                return Err(Diagnostic::new(value..value + 1, message));
            }
            let is_empty = !has_content(text)
                && term::first_wildcard(text).is_none()
                && regex::between_slashes(self.query, value).is_none()
                && !text.starts_with('=')
                && !text.is_empty();
            if is_empty {
                let message = format!(
                    "nothing to search for after `{field}:`: put a word, a phrase or a group right after the colon"
                );
                return Err(Diagnostic::new(start..word.span.end, message));
            }
            self.push(TokenKind::Field(field), start..value);
            return Ok(value);
        }
        let (filter, end) = field::filter(self.query, name, value)?;
        self.push(TokenKind::Filter(filter), start..end);
        Ok(end)
    }
}

/// The most notes on a query: more are not read.
const MAX_NOTES: usize = 8;

/// `AND`, `OR`, `NOT`, `NEAR/10`, `BEFORE/10`.
fn operator(word: &Word) -> Result<Option<TokenKind>, Diagnostic> {
    Ok(match word.text() {
        "AND" => Some(TokenKind::And),
        "OR" => Some(TokenKind::Or),
        "NOT" => Some(TokenKind::Not),
        _ => {
            let text = word.core();
            let found = ["NEAR", "BEFORE"].into_iter().find_map(|operator| {
                Some((operator, text.strip_prefix(operator)?.strip_prefix('/')?))
            });
            match found {
                Some((operator, number)) if number.bytes().all(|byte| byte.is_ascii_digit()) => {
                    let distance = term::near_distance(operator, number, word.span.clone())?;
                    Some(TokenKind::Near { distance, ordered: operator == "BEFORE" })
                }
                _ => None,
            }
        }
    })
}

/// Refuses `titel:word`: nearly the name of a field, and surely meant as one.
fn check_name(word: &Word) -> Result<(), Diagnostic> {
    let Some((name, value)) = word.text().split_once(':') else { return Ok(()) };
    if value.is_empty() && !word.is_glued_to_operand() || value.starts_with("//") {
        return Ok(());
    }
    match field::nearest_name(name) {
        Some(near) => Err(Diagnostic::new(
            word.span.start..word.span.start + name.len() + 1,
            format!("`{name}:` is no field: write `{near}:`, or put a blank after the colon"),
        )),
        None => Ok(()),
    }
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
