//! Tokens to a query, by recursive descent.

use std::iter::Peekable;
use std::vec::IntoIter;

use super::lexer::{Token, TokenKind, lex};
use super::limits::{check_depth, check_size, check_terms};
use super::{Diagnostic, Query};
use crate::document::Span;

/// Reads a query. The error points at a place that is wrong, not supported yet or past a limit.
pub fn parse(text: &str) -> Result<Query, Diagnostic> {
    check_size(text)?;
    let tokens = lex(text)?;
    check_terms(&tokens)?;
    check_depth(&tokens)?;
    let mut parser = Parser { text, tokens: tokens.into_iter().peekable() };
    let query = parser.list()?;
    match (parser.tokens.next(), query) {
        (Some(stray), _) => {
            let message = "no parenthesis is open here: add the opening one or leave this one out";
            Err(Diagnostic::new(stray.span, message))
        }
        (None, Some(query)) => Ok(query),
        (None, None) => {
            let message = "nothing to search for: type a word with a letter or a digit in it";
            Err(Diagnostic::new(0..text.len(), message))
        }
    }
}

/// How a clause takes part in its list.
#[derive(Clone, Copy, PartialEq)]
enum Sign {
    Should,
    Must,
    MustNot,
}

/// A part of a list, and where it stands.
struct Clause {
    sign: Sign,
    query: Query,
    span: Span,
}

/// Reads one rule of the grammar a method, loosest first. The depth is checked before, so recursion is bounded.
struct Parser<'a> {
    text: &'a str,
    tokens: Peekable<IntoIter<Token>>,
}

impl Parser<'_> {
    /// `list = { alternatives }`, up to `)` or the end; `None` when there is nothing.
    fn list(&mut self) -> Result<Option<Query>, Diagnostic> {
        let mut clauses = Vec::new();
        while let Some(token) = self.tokens.next_if(|token| token.kind != TokenKind::Close) {
            clauses.push(self.alternatives(token)?);
        }
        if clauses.is_empty() { Ok(None) } else { combine(clauses).map(Some) }
    }

    /// `alternatives = conjunction { OR conjunction }`
    fn alternatives(&mut self, first: Token) -> Result<Clause, Diagnostic> {
        let mut clauses = self.chain(first, TokenKind::Or, Self::conjunction)?;
        if clauses.len() == 1 {
            return Ok(clauses.remove(0));
        }
        refuse_must(&clauses)?;
        if let Some(excluded) = clauses.iter().find(|clause| clause.sign == Sign::MustNot) {
            let message = "an alternative of OR cannot be excluded: exclude from the whole instead, as in `(treaty OR protocol) -draft`";
            return Err(Diagnostic::new(excluded.span.clone(), message));
        }
        let span = whole(&clauses);
        let query = Query::Or(clauses.into_iter().map(|clause| clause.query).collect());
        Ok(Clause { sign: Sign::Should, query, span })
    }

    /// `conjunction = clause { AND clause }`
    fn conjunction(&mut self, first: Token) -> Result<Clause, Diagnostic> {
        let mut clauses = self.chain(first, TokenKind::And, Self::clause)?;
        if clauses.len() == 1 {
            return Ok(clauses.remove(0));
        }
        refuse_must(&clauses)?;
        for clause in clauses.iter_mut().filter(|clause| clause.sign == Sign::Should) {
            clause.sign = Sign::Must;
        }
        let span = whole(&clauses);
        Ok(Clause { sign: Sign::Should, query: combine(clauses)?, span })
    }

    /// `operand { operator operand }`, from the token the first operand begins with.
    fn chain(
        &mut self,
        first: Token,
        operator: TokenKind,
        operand: fn(&mut Self, Token) -> Result<Clause, Diagnostic>,
    ) -> Result<Vec<Clause>, Diagnostic> {
        let mut clauses = vec![operand(self, first)?];
        while let Some(joint) = self.tokens.next_if(|token| token.kind == operator) {
            let begins_operand = |token: &Token| {
                !matches!(token.kind, TokenKind::Close | TokenKind::And | TokenKind::Or)
            };
            match self.tokens.next_if(begins_operand) {
                Some(token) => clauses.push(operand(self, token)?),
                None => return Err(self.lacks_operand(joint.span, "after")),
            }
        }
        Ok(clauses)
    }

    /// `clause = [ "+" | "-" | NOT ] operand`
    fn clause(&mut self, first: Token) -> Result<Clause, Diagnostic> {
        let start = first.span.start;
        let sign = match first.kind {
            TokenKind::Plus => Sign::Must,
            TokenKind::Minus | TokenKind::Not => Sign::MustNot,
            _ => Sign::Should,
        };
        let is_operand = |token: &Token| matches!(token.kind, TokenKind::Leaf(_) | TokenKind::Open);
        let operand = match sign {
            Sign::Should => first,
            _ => match self.tokens.next_if(is_operand) {
                Some(operand) => operand,
                None => return Err(self.lacks_operand(first.span, "right after")),
            },
        };
        let (query, end) = self.operand(operand)?;
        Ok(Clause { sign, query, span: start..end })
    }

    /// `operand = leaf | "(" list ")"`, and where it ends.
    fn operand(&mut self, first: Token) -> Result<(Query, usize), Diagnostic> {
        match first.kind {
            TokenKind::Leaf(leaf) => Ok((Query::Leaf(leaf), first.span.end)),
            TokenKind::Open => match (self.list()?, self.tokens.next()) {
                (Some(query), Some(close)) => Ok((query, close.span.end)),
                (None, Some(close)) => Err(Diagnostic::new(
                    first.span.start..close.span.end,
                    "nothing to search for in parentheses: put words in or leave them out",
                )),
                (_, None) => Err(Diagnostic::new(
                    first.span,
                    "this parenthesis is never closed: add the closing one or leave it out",
                )),
            },
            _ => Err(self.lacks_operand(first.span, "before")),
        }
    }

    fn lacks_operand(&self, operator: Span, side: &str) -> Diagnostic {
        let name = &self.text[operator.clone()];
        let message = format!(
            "{name} needs a word {side} it: add one, or write `{}` to search for the word itself",
            name.to_lowercase()
        );
        Diagnostic::new(operator, message)
    }
}

/// The query of a list that is not empty; signs decide which clauses are required and which excluded.
fn combine(mut clauses: Vec<Clause>) -> Result<Query, Diagnostic> {
    if clauses.iter().all(|clause| clause.sign == Sign::MustNot) {
        let message = "this only excludes: add a word to find, as in `treaty -draft`";
        return Err(Diagnostic::new(whole(&clauses), message));
    }
    if clauses.len() == 1 {
        return Ok(clauses.remove(0).query);
    }
    let (mut must, mut should, mut must_not) = (Vec::new(), Vec::new(), Vec::new());
    for clause in clauses {
        match clause.sign {
            Sign::Must => must.push(clause.query),
            Sign::Should => should.push(clause.query),
            Sign::MustNot => must_not.push(clause.query),
        }
    }
    Ok(Query::Clauses { must, should, must_not })
}

/// `+` beside an operator would be lost: AND requires both sides, OR neither.
fn refuse_must(clauses: &[Clause]) -> Result<(), Diagnostic> {
    match clauses.iter().find(|clause| clause.sign == Sign::Must) {
        Some(clause) => Err(Diagnostic::new(
            clause.span.clone(),
            "`+` cannot stand beside AND or OR: leave it out, or require the whole as in `+(treaty OR protocol)`",
        )),
        None => Ok(()),
    }
}

/// From the first clause to the last.
fn whole(clauses: &[Clause]) -> Span {
    let start = clauses.first().map_or(0, |clause| clause.span.start);
    start..clauses.last().map_or(start, |clause| clause.span.end)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::query::{Leaf, LeafKind};

    /// Writes a query back in a normal form: every list in brackets, leaves as typed.
    fn show(query: &Query) -> String {
        let all = |sign: &'static str, queries: &[Query]| -> Vec<String> {
            queries.iter().map(|query| format!("{sign}{}", show(query))).collect()
        };
        match query {
            Query::Leaf(Leaf { kind: LeafKind::Word, text, .. }) => text.clone(),
            Query::Leaf(Leaf { kind: LeafKind::Phrase, text, .. }) => format!("<{text}>"),
            Query::Leaf(Leaf { kind: LeafKind::Prefix, text, .. }) => format!("{text}…"),
            Query::Or(queries) => format!("[{}]", all("", queries).join(" | ")),
            Query::Clauses { must, should, must_not } => {
                format!(
                    "[{}]",
                    [all("+", must), all("", should), all("-", must_not)].concat().join(" ")
                )
            }
        }
    }

    #[test]
    fn queries_are_read() {
        let check = |query: &str, expect: &str| {
            let shown = parse(query).map(|query| show(&query)).map_err(|error| error.render(query));
            assert_eq!(shown.as_deref(), Ok(expect), "{query}");
        };
        // Precedence.
        check("a", "a");
        check("a b c", "[a b c]");
        check("a b OR c AND d", "[a [b | [+c +d]]]");
        check("a AND b OR c AND d e", "[[[+a +b] | [+c +d]] e]");
        check("a AND b AND c", "[+a +b +c]");
        check("a OR b OR c", "[a | b | c]");
        check("(a b) AND (c OR d)", "[+[a b] +[c | d]]");
        check("((a)) (b)", "[a b]");
        // Signs.
        check("+a b -c", "[+a b -c]");
        check("b -c +a -\"d e\" +(f g)", "[+a +[f g] b -c -<d e>]");
        check("+a", "a");
        check("a NOT b", "[a -b]");
        check("a AND NOT b", "[+a -b]");
        check("-a AND b", "[+b -a]");
        check("NOT (a b) AND c", "[+c -[a b]]");
        check("(-a b) c", "[[b -a] c]");
        check("-AND a +OR -NOT", "[+OR a -AND -NOT]");
        check("+49 30", "[+49 30]");
        check("a -.5 +§3 -'b'", "[+§3 a -.5 -'b']");
        // Signs that are plain text.
        check("deutsch-polnisch", "deutsch-polnisch");
        check("a - b", "[a b]");
        check("a + b – c -- d -> e", "[a b c d e]");
        check("--verbose C++ a- e-+f", "[--verbose C++ a- e-+f]");
        check("\"a\"-b (c)+d", "[<a> -b c +d]");
        // Words that look like operators.
        check("a and b or not und oder c", "[a and b or not und oder c]");
        check("AND/OR AND, NEAR BEFORE NEAR/FAR", "[AND/OR AND, NEAR BEFORE NEAR/FAR]");
        // Phrases, whatever the marks.
        check("\"a b\" „c d“ “e f” «g h» »i j« „k\"", "[<a b> <c d> <e f> <g h> <i j> <k>]");
        check("„a ‚b’ «c»“", "<a ‚b’ «c»>");
        check("a\"b\"c AND\"d\"", "[a <b> [+c +<d>]]");
        // Prefixes, punctuation after them included.
        check("konföd* 19* (verträg*, ab*)?", "[konföd… 19… [verträg… ab…]]");
        check("+konföd* -deutsch-pol*", "[+konföd… -deutsch-pol…]");
        // Punctuation is dropped, except within words.
        check("### (Fehlermeldung) & … (=) ((<>) a) +(=) b", "[Fehlermeldung a b]");
        check(
            "Was? a, 'b' 1959/60 km/h Wann: 3:30 http://a.de/?b=c",
            "[Was? a, 'b' 1959/60 km/h Wann: 3:30 http://a.de/?b=c]",
        );
        check("f(x) sum(a b)", "[f x sum [a b]]");
    }

    #[test]
    fn errors_point_at_the_place() {
        let check = |query: &str, place: &str, message: &str| {
            let error = parse(query).expect_err(query);
            assert_eq!(
                (&query[error.span.clone()], error.message.as_str()),
                (place, message),
                "{query}"
            );
        };
        let nothing = "nothing to search for: type a word with a letter or a digit in it";
        check("", "", nothing);
        check(" \n ", " \n ", nothing);
        check("- … ?", "- … ?", nothing);
        check("(=)", "(=)", nothing);
        let empty = "nothing to search for in parentheses: put words in or leave them out";
        check("a ()", "()", empty);
        check("a (( \n) b)", "( \n)", empty);
        let open = "this parenthesis is never closed: add the closing one or leave it out";
        check("a (b (c)", "(", open);
        check("(", "(", open);
        let stray = "no parenthesis is open here: add the opening one or leave this one out";
        check("a) b", ")", stray);
        check(")", ")", stray);

        check(
            "AND",
            "AND",
            "AND needs a word before it: add one, or write `and` to search for the word itself",
        );
        check(
            "a OR",
            "OR",
            "OR needs a word after it: add one, or write `or` to search for the word itself",
        );
        check(
            "a AND OR b",
            "AND",
            "AND needs a word after it: add one, or write `and` to search for the word itself",
        );
        check(
            "(a AND) b",
            "AND",
            "AND needs a word after it: add one, or write `and` to search for the word itself",
        );
        check(
            "a (OR b)",
            "OR",
            "OR needs a word before it: add one, or write `or` to search for the word itself",
        );
        check(
            "a AND - OR b",
            "AND",
            "AND needs a word after it: add one, or write `and` to search for the word itself",
        );
        let not = "NOT needs a word right after it: add one, or write `not` to search for the word itself";
        check("a NOT", "NOT", not);
        check("NOT NOT a", "NOT", not);
        check("NOT +a", "NOT", not);
        check("a NOT AND b", "NOT", not);

        let only = "this only excludes: add a word to find, as in `treaty -draft`";
        check("-a", "-a", only);
        check("-a NOT (b c) ", "-a NOT (b c)", only);
        check("NOT a AND -b", "NOT a AND -b", only);
        check("a AND (NOT b)", "NOT b", only);
        check("a -\"b\" (-c -d)", "-c -d", only);
        let alternative = "an alternative of OR cannot be excluded: exclude from the whole instead, as in `(treaty OR protocol) -draft`";
        check("a OR -b", "-b", alternative);
        check("NOT (a b) OR c", "NOT (a b)", alternative);
        let must = "`+` cannot stand beside AND or OR: leave it out, or require the whole as in `+(treaty OR protocol)`";
        check("+a OR b", "+a", must);
        check("a AND +\"b c\"", "+\"b c\"", must);
    }

    /// Every leaf, excluded ones too.
    fn leaves<'a>(query: &'a Query, found: &mut Vec<&'a Leaf>) {
        match query {
            Query::Leaf(leaf) => found.push(leaf),
            Query::Or(queries) => queries.iter().for_each(|query| leaves(query, found)),
            Query::Clauses { must, should, must_not } => {
                [must, should, must_not]
                    .into_iter()
                    .flatten()
                    .for_each(|query| leaves(query, found));
            }
        }
    }

    /// Leaves slice back, do not overlap, and hold every letter and digit but those of `AND`, `OR` and `NOT`.
    fn check_nothing_is_lost(text: &str) {
        let query = match parse(text) {
            Ok(query) => query,
            Err(error) => {
                return assert!(text.get(error.span.clone()).is_some(), "{text:?} {error:?}");
            }
        };
        let mut found = Vec::new();
        leaves(&query, &mut found);
        found.sort_by_key(|leaf| leaf.span.start);
        let mut rest = String::new();
        let mut at = 0;
        for leaf in found {
            assert_eq!(text[leaf.span.clone()], leaf.text);
            assert!(leaf.text.contains(char::is_alphanumeric));
            rest += &text[at..leaf.span.start];
            rest.push(' ');
            at = leaf.span.end;
        }
        rest += &text[at..];
        let lost = rest
            .split(|ch: char| !ch.is_alphanumeric())
            .find(|word| !matches!(*word, "" | "AND" | "OR" | "NOT"));
        assert_eq!(lost, None, "{text:?} {query:?}");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            check_nothing_is_lost(&text);
        }

        #[test]
        fn any_mix_of_operators_is_read_or_refused(
            parts in prop::collection::vec(prop::sample::select(vec![
                "a", "ö", "wort", "19", " ", " ", " ", "\n", "AND", " AND ", " OR ", " NOT ", "OR", "+", "-", " +", " -",
                "(", ")", " (", "\"", "„", "“", "«", "»", "*", "?", "~1", "^2", "/", "=", ":", "title:", "NEAR/3", ".", "\u{308}",
            ]), 0..24)
        ) {
            check_nothing_is_lost(&parts.concat());
        }

        #[test]
        fn well_formed_queries_are_read(
            parts in prop::collection::vec(prop::sample::select(vec![
                "a", "+b", "-c", "d AND e", "NOT f", "g OR h", "\"i j\"", "„k“", "(l -m)", "nn*", "-(o p)", "q?", "1959/60",
            ]), 1..24)
        ) {
            let text = parts.join(" ");
            prop_assert!(parse(&format!("x {text}")).is_ok(), "{}", text);
            check_nothing_is_lost(&text);
        }
    }
}
