//! Tokens to a query, by recursive descent.

use std::iter::Peekable;
use std::vec::IntoIter;

use super::lexer::{FIELD_IN_FIELD, Token, TokenKind, lex};
use super::limits::{check_depth, check_size, check_terms};
use super::proximity::check_side;
use super::word::TRAILING_PUNCTUATION;
use super::{Diagnostic, Query};
use crate::document::Span;

/// Reads a query. The error points at a place that is wrong or past a limit.
///
/// # Errors
/// When the text is no query: what is meant, and what to write instead.
pub fn parse(text: &str) -> Result<Query, Diagnostic> {
    parse_with_notes(text).map(|(query, _)| query)
}

/// Reads a query as [`parse`] does; the notes, in their order and not twice the same, say what is read in a way that
/// may not be the one meant, such as `UND` as a word.
///
/// # Errors
/// As [`parse`].
pub fn parse_with_notes(text: &str) -> Result<(Query, Vec<Diagnostic>), Diagnostic> {
    check_size(text)?;
    let (tokens, notes) = lex(text)?;
    check_terms(&tokens)?;
    check_depth(&tokens)?;
    let mut parser = Parser { text, tokens: tokens.into_iter().peekable(), in_field: false };
    let query = parser.list()?;
    match (parser.tokens.next(), query) {
        (Some(stray), _) => {
            let message = "no parenthesis is open here: add the opening one or leave this one out";
            Err(Diagnostic::new(stray.span, message))
        }
        (None, Some(query)) => Ok((query, notes)),
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
    /// Whether what is read belongs to a field.
    in_field: bool,
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
                begins_operand(token)
                    || matches!(token.kind, TokenKind::Plus | TokenKind::Minus | TokenKind::Not)
            };
            match self.tokens.next_if(begins_operand) {
                Some(token) => clauses.push(operand(self, token)?),
                None => return Err(self.lacks_operand(joint.span, "after")),
            }
        }
        Ok(clauses)
    }

    /// `clause = [ "+" | "-" | NOT ] pair`
    fn clause(&mut self, first: Token) -> Result<Clause, Diagnostic> {
        let start = first.span.start;
        let sign = match first.kind {
            TokenKind::Plus => Sign::Must,
            TokenKind::Minus | TokenKind::Not => Sign::MustNot,
            _ => Sign::Should,
        };
        let first = match sign {
            Sign::Should => first,
            _ => match self.tokens.next_if(begins_operand) {
                Some(operand) => operand,
                None => return Err(self.lacks_operand(first.span, "right after")),
            },
        };
        let (query, span) = self.pair(first)?;
        if sign == Sign::MustNot && matches!(query, Query::Boost { .. }) {
            let message = "a weight has no effect on what is excluded: leave it out";
            return Err(Diagnostic::new(span, message));
        }
        Ok(Clause { sign, query, span: start..span.end })
    }

    /// `pair = operand [ ( NEAR/n | BEFORE/n ) operand ]`
    fn pair(&mut self, first: Token) -> Result<(Query, Span), Diagnostic> {
        let (left, span) = self.operand(first)?;
        let Some((operator, distance, ordered)) = self.next_near() else {
            return Ok((left, span));
        };
        let Some(second) = self.tokens.next_if(begins_operand) else {
            return Err(match self.tokens.peek() {
                Some(Token { kind: TokenKind::Plus | TokenKind::Minus | TokenKind::Not, span }) => {
                    let message = "a sign stands before NEAR or BEFORE as a whole, as in `-(treaty NEAR/3 draft)`";
                    Diagnostic::new(span.clone(), message)
                }
                _ => self.lacks_operand(operator, "after"),
            });
        };
        let (right, right_span) = self.operand(second)?;
        check_side(&left, &span)?;
        check_side(&right, &right_span)?;
        let span = span.start..right_span.end;
        if let Some((third, ..)) = self.next_near() {
            let message = format!(
                "which two belong together? write parentheses, as in `(a {} b) {} c`",
                &self.text[operator],
                &self.text[third.clone()]
            );
            return Err(Diagnostic::new(third, message));
        }
        Ok((Query::Near { sides: Box::new([left, right]), distance, ordered }, span))
    }

    /// Where the operator between two words near each other stands, the distance, and whether order counts.
    fn next_near(&mut self) -> Option<(Span, u32, bool)> {
        match self.tokens.peek() {
            Some(Token { kind: TokenKind::Near { distance, ordered }, span }) => {
                let near = (span.clone(), *distance, *ordered);
                self.tokens.next();
                Some(near)
            }
            _ => None,
        }
    }

    /// `operand = ( leaf | filter | field operand | "(" list ")" ) [ weight ]`, and where it stands.
    fn operand(&mut self, first: Token) -> Result<(Query, Span), Diagnostic> {
        let start = first.span.start;
        let is_field = matches!(first.kind, TokenKind::Field(_) | TokenKind::Filter(_));
        if is_field && self.in_field {
            return Err(Diagnostic::new(first.span, FIELD_IN_FIELD));
        }
        let (query, end) = match first.kind {
            TokenKind::Leaf(leaf) => (Query::Leaf(leaf), first.span.end),
            TokenKind::Filter(filter) => {
                (Query::Filter { filter, span: first.span.clone() }, first.span.end)
            }
            TokenKind::Field(field) => {
                let Some(value) = self.tokens.next_if(begins_operand) else {
                    let message = format!(
                        "nothing to search for after `{field}:`: put a word, a phrase or a group right after the colon"
                    );
                    return Err(Diagnostic::new(first.span, message));
                };
                self.in_field = true;
                let (query, span) = self.operand(value)?;
                self.in_field = false;
                // A weight in the field is one of the field.
                return Ok((
                    Query::Field { field, query: Box::new(query), span: first.span },
                    start..span.end,
                ));
            }
            TokenKind::Open => self.group(first.span)?,
            _ => return Err(self.lacks_operand(first.span, "before")),
        };
        let is_weight = |token: &Token| matches!(token.kind, TokenKind::Weight(_));
        let Some(Token { kind: TokenKind::Weight(factor), span }) = self.tokens.next_if(is_weight)
        else {
            return Ok((query, start..end));
        };
        if query.only_filters() {
            let message = "a date, language or path has no weight: leave this out";
            return Err(Diagnostic::new(span, message));
        }
        Ok((Query::Boost { query: Box::new(query), factor }, start..span.end))
    }

    /// What stands in the parentheses that open at `open`, and where they end.
    fn group(&mut self, open: Span) -> Result<(Query, usize), Diagnostic> {
        match (self.list()?, self.tokens.next()) {
            (Some(query), Some(close)) => Ok((query, close.span.end)),
            (None, Some(close)) => Err(Diagnostic::new(
                open.start..close.span.end,
                "nothing to search for in parentheses: put words in or leave them out",
            )),
            (_, None) => Err(Diagnostic::new(
                open,
                "this parenthesis is never closed: add the closing one or leave it out",
            )),
        }
    }

    fn lacks_operand(&self, operator: Span, side: &str) -> Diagnostic {
        let name = self.text[operator.clone()].trim_end_matches(TRAILING_PUNCTUATION);
        let message = format!(
            "{name} needs a word {side} it: add one, or write `{}` to search for the word itself",
            name.to_lowercase()
        );
        Diagnostic::new(operator, message)
    }
}

fn begins_operand(token: &Token) -> bool {
    matches!(
        token.kind,
        TokenKind::Leaf(_) | TokenKind::Filter(_) | TokenKind::Field(_) | TokenKind::Open
    )
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
    let (mut must, mut should, mut must_not, mut restrict) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for Clause { sign, query, .. } in clauses {
        match sign {
            Sign::MustNot => must_not.push(query),
            _ if query.restricts() => restrict.push(query),
            Sign::Must => must.push(query),
            Sign::Should => should.push(query),
        }
    }
    Ok(Query::Clauses { must, should, must_not, restrict })
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
    use super::*;
    use crate::query::LeafKind;

    const SYNTAX: &str = include_str!("../../docs/query-syntax.md");

    /// Writes a query so that its structure shows: every list in brackets, every leaf with its kind.
    fn show(query: &Query) -> String {
        let all = |sign: &'static str, queries: &[Query]| -> Vec<String> {
            queries.iter().map(|query| format!("{sign}{}", show(query))).collect()
        };
        match query {
            Query::Leaf(leaf) => match leaf.kind {
                LeafKind::Word => leaf.text.clone(),
                LeafKind::Phrase { slop: 0 } => format!("<{}>", leaf.text),
                LeafKind::Phrase { slop } => format!("<{}>~{slop}", leaf.text),
                LeafKind::Prefix => format!("{}…", leaf.text),
                LeafKind::Wildcard => format!("wild {}", leaf.text),
                LeafKind::Fuzzy { distance } => format!("fuzzy{distance} {}", leaf.text),
                LeafKind::Exact => format!("exact {}", leaf.text),
                LeafKind::Regex => format!("regex {}", leaf.text),
            },
            Query::Or(queries) => format!("[{}]", all("", queries).join(" | ")),
            Query::Clauses { must, should, must_not, restrict } => {
                let parts =
                    [all("+", must), all("", should), all("&", restrict), all("-", must_not)];
                format!("[{}]", parts.concat().join(" "))
            }
            Query::Near { sides, distance, ordered } => {
                let operator = if *ordered { "<" } else { "~" };
                format!("[{} {operator}{distance} {}]", show(&sides[0]), show(&sides[1]))
            }
            Query::Field { field, query, .. } => format!("{field}({})", show(query)),
            Query::Filter { filter, .. } => format!("{filter:?}"),
            Query::Boost { query, factor } => format!("{}^{factor}", show(query)),
        }
    }

    fn check(query: &str, expect: &str) {
        let shown = parse(query).map(|query| show(&query)).map_err(|error| error.render(query));
        assert_eq!(shown.as_deref(), Ok(expect), "{query}");
    }

    fn refuse(query: &str, place: &str, message: &str) {
        let error = parse(query).expect_err(query);
        assert_eq!(&query[error.span.clone()], place, "{query}: {}", error.message);
        assert!(error.message.contains(message), "{query}: {}", error.message);
    }

    #[test]
    fn lists_operators_and_signs() {
        check("a", "a");
        check("a b c", "[a b c]");
        check("a b OR c AND d", "[a [b | [+c +d]]]");
        check("a AND b OR c AND d e", "[[[+a +b] | [+c +d]] e]");
        check("a AND b AND c", "[+a +b +c]");
        check("a OR b OR c", "[a | b | c]");
        check("(a b) AND (c OR d)", "[+[a b] +[c | d]]");
        check("((a)) (b)", "[a b]");
        check("+a b -c", "[+a b -c]");
        check("b -c +a -\"d e\" +(f g)", "[+a +[f g] b -c -<d e>]");
        check("+a", "a");
        check("a NOT b", "[a -b]");
        check("a AND NOT b", "[+a -b]");
        check("-a AND b", "[+b -a]");
        check("NOT (a b) AND c", "[+c -[a b]]");
        check("(-a b) c", "[[b -a] c]");
        check("-AND a +OR -NOT +NEAR/3", "[+OR +NEAR/3 a -AND -NOT]");
        check("+49 30", "[+49 30]");
        check("a -.5 +§3 -'b'", "[+§3 a -.5 -'b']");
        // Signs that are plain text.
        check("deutsch-polnisch", "deutsch-polnisch");
        check("a - b", "[a b]");
        check("a + b – c -- d -> e", "[a b c d e]");
        check("--verbose C++ a- e-+f", "[verbose C++ a- e-+f]");
        check("+-lang:de ++a", "[a &Language(German)]");
        check("\"a\"-b (c)+d", "[<a> b c d]");
    }

    #[test]
    fn words_that_only_look_like_syntax() {
        check("a and b or not und oder c", "[a and b or not und oder c]");
        check("AND/OR AND, NEAR BEFORE NEAR/FAR", "[AND/OR AND NEAR BEFORE NEAR/FAR]");
        check(
            "Was? a, 'b' 1959/60 km/h Wann: 3:30 http://a.de/?b=c",
            "[Was a 'b' 1959/60 km/h Wann 3:30 http://a.de/?b=c]",
        );
        check("### (Fehlermeldung) & … (=) ((<>) a) +(=) b", "[Fehlermeldung a b]");
        check("f(x) sum(a b)", "[f x sum [a b]]");
        check("/usr/local (/usr)/ x /// and/", "[/usr/local /usr x and/]");
        check("near/10 ~5 a~b /~user/x word^ ^2", "[near/10 ~5 a~b /~user/x word^ ^2]");
        check("a=b ==a = a", "[a=b ==a a]");
        check("title: a title: (title:) subtitle:a", "[title a title title subtitle:a]");
        check("\"a/b/ title:c ~1 ^2 =d was? 3,5\"", "<a/b/ title:c ~1 ^2 =d was? 3,5>");
        check(
            "API,ConfigurationAccess;x 3,5 1;2 a,(b),\"c\"",
            "[API ConfigurationAccess x 3,5 1;2 a b <c>]",
        );
        check("konf*,ab* a~b,c; ,d", "[konf… ab… a~b c d]");
        check("a5,b 5,b", "[a5 b 5 b]");
    }

    #[test]
    fn phrases() {
        check("\"a b\" „c d“ “e f” «g h» »i j« „k\"", "[<a b> <c d> <e f> <g h> <i j> <k>]");
        check("„a ‚b’ «c»“", "<a ‚b’ «c»>");
        check("a\"b\"c AND\"d\"", "[a <b> [+c +<d>]]");
        check("\"a b\"~3 \"a b\"~0 „c-d“~2, e", "[<a b>~3 <a b> <c-d>~2 e]");
        check("\"a b\"~3^2.5 \"c\"^2.", "[<a b>~3^2.5 <c>^2]");
        refuse("a \"b c", "\"", "never closed");
        refuse("„b «c»", "„", "never closed");
        refuse("a \"\"", "\"\"", "nothing to search for");
        refuse("„ … “", "„ … “", "nothing to search for");
        refuse("a „b konföd*“", "*", "write `b BEFORE/1 konföd*`");
        refuse("\"wo?t b c\"", "?", "wildcards do not work between quotation marks");
        refuse("\"wort\"~2", "~2", "write `wort~1`");
        refuse("\"a b\"~", "~", "write `~3`");
        refuse("\"a b\"~1001", "~1001", "up to 1000");
        refuse("\"a b\"~0.5", "~0.5", "number of words");
        refuse("\"a b\"^2~3", "~3", "one `~` and then one `^`");
        refuse("\"a b\"~3x", "~3x", "leave the rest out");
    }

    #[test]
    fn patterns() {
        check("konföd* 19* (verträg*, ab*)?", "[konföd… 19… [verträg… ab…]]");
        check("+konföd* -deutsch-pol*", "[+konföd… -deutsch-pol…]");
        check("*suffix *in*fix* wo?t", "[wild *suffix wild *in*fix* wild wo?t]");
        check(
            "?ort wor?* wort** wo??t -*in*",
            "[wild ?ort wild wor?* wild wort** wild wo??t -wild *in*]",
        );
        check(
            "wort~1 Chruschtschow~2, gro\u{308}\u{df}e~1",
            "[fuzzy1 wort fuzzy2 Chruschtschow fuzzy1 gro\u{308}\u{df}e]",
        );
        check("=Wort, +=Müller-Meier", "[+exact Müller-Meier exact Wort]");
        check("/konf.*/ -/(ö|oe)d/ (/a\"b/), c", "[regex konf.* regex a\"b c -regex (ö|oe)d]");
        refuse("k*", "*", "at least 2 letters");
        refuse("a * b", "*", "stands for letters of a word");
        refuse("\"a b\"*", "*", "stands for letters of a word");
        refuse("a (*)", "*", "stands for letters of a word");
        refuse("*a*b*c*d*e*f*g*h*", "*", "9 wildcards, at most 8");
        refuse("wort~", "~", "write `wort~1`");
        refuse("wort~3", "~3", "write `wort~1`");
        refuse("wort~0.8", "~0.8", "write `wort~1`");
        refuse("ab~1", "~1", "needs a word of 3 letters or more: write the spellings with OR");
        refuse("Paul~2", "~2", "write `Paul~1`");
        refuse("wo?t~", "?", "exclude each other");
        refuse("konf*~1", "*", "exclude each other");
        refuse("=konf*", "*", "exclude each other");
        refuse("=wort~1", "=", "leave one out");
        refuse("=\"a b\"", "=", "leave it out");
        refuse("wort~1~1", "~1", "one `~` and then one `^`");
        refuse("(a b)~3.", "~3", "write `a NEAR/3 b`");
        refuse("a /kon[f/ b", "[", "never closed");
        refuse("/.*/", ".*", "nothing to search for");
    }

    #[test]
    fn weights() {
        check("Was?^2", "Was^2");
        check("wort^2 (a b)^0.5 konf*^3 wort~1^2", "[wort^2 [a b]^0.5 konf…^3 fuzzy1 wort^2]");
        check("/ab/^2, +a^2 title:a^2 (title:a)^2", "[+a^2 regex ab^2 &title(a^2) &title(a)^2]");
        refuse("wort^0", "^0", "write `^2`");
        refuse("wort^1.2.3", "^1.2.3", "a weight is a number");
        refuse("wort^1000", "^1000", "from 0.01 to 100");
        refuse("wort^2^3", "^2", "one `~` and then one `^`");
        refuse("wort^2~1", "^2", "one `~` and then one `^`");
        refuse("a -b^2", "b^2", "no effect on what is excluded");
        refuse("a (lang:de)^2", "^2", "has no weight");
    }

    #[test]
    fn near_each_other() {
        check(
            "(Berlin OR \"Groß-Berlin\") NEAR/10 konföd*",
            "[[Berlin | <Groß-Berlin>] ~10 konföd…]",
        );
        check("a BEFORE/3 b c", "[[a <3 b] c]");
        check("+a NEAR/3 b -c BEFORE/1, d", "[+[a ~3 b] -[c <1 d]]");
        check("a NEAR/3 b OR c AND d", "[[a ~3 b] | [+c +d]]");
        check("((a NEAR/3 b) BEFORE/9 /cd/)^2", "[[a ~3 b] <9 regex cd]^2");
        check("title:(a NEAR/3 wo?t)", "title([a ~3 wild wo?t])");
        refuse("a NEAR/ b", "NEAR/", "write `NEAR/10`");
        refuse("a NEAR/0 b", "NEAR/0", "from 1 to 1000");
        refuse("a NEAR/99999999999 b", "NEAR/99999999999", "from 1 to 1000");
        refuse("NEAR/3 b", "NEAR/3", "needs a word before it: add one, or write `near/3`");
        refuse("a BEFORE/3", "BEFORE/3", "needs a word after it");
        refuse("a NEAR/3 AND b", "NEAR/3", "needs a word after it");
        refuse("a NEAR/3 -b", "-", "as in `-(treaty NEAR/3 draft)`");
        refuse("a NEAR/3 b NEAR/4 c", "NEAR/4", "as in `(a NEAR/3 b) NEAR/4 c`");
        refuse("(a b) NEAR/3 c", "(a b)", "join the words with OR");
        refuse("c NEAR/3 (a AND b)", "(a AND b)", "takes no AND");
        refuse("(a OR (b -d)) NEAR/3 c", "(a OR (b -d))", "takes no AND");
        refuse("title:a NEAR/3 title:b", "title:a", "`title:(treaty NEAR/3 berlin)`");
        refuse("a NEAR/3 lang:de", "lang:de", "is no place in the text");
        refuse("a^2 NEAR/3 b", "a^2", "a weight stands after");
    }

    #[test]
    fn fields_restrict_a_list() {
        check("a title:b", "[a &title(b)]");
        check("a +Title:b -from:c", "[a &title(b) -from(c)]");
        check("a AND to:b AND NOT place:c", "[+a &to(b) -place(c)]");
        check("a OR to:b", "[a | to(b)]");
        check("a (type:b OR type:c)", "[a &[type(b) | type(c)]]");
        check("a (type:b to:c)", "[a &[&type(b) &to(c)]]");
        check(
            "heading:(a -b) signature:\"DY 30\" collection:=X",
            "[&heading([a -b]) &signature(<DY 30>) &collection(exact X)]",
        );
        check(
            "title:konf* title:/ab/ title:AND title:wo?t",
            "[&title(konf…) &title(regex ab) &title(AND) &title(wild wo?t)]",
        );
        refuse("title:-a", "-", "write `-title:word`");
        refuse("a title:…", "title:…", "nothing to search for after `title:`");
        refuse("title:()", "()", "nothing to search for in parentheses");
        refuse("title:(a from:b)", "from:", "cannot stand in another");
        refuse("title:(a date:1960)", "date:1960", "cannot stand in another");
        refuse("title:from:b", "from:", "cannot stand in another");
        refuse("titel:a", "titel:", "write `title:`");
        refuse("Autor:\"a b\"", "Autor:", "write `from:`");
        refuse("tilte:a", "tilte:", "write `title:`");
    }

    #[test]
    fn filters() {
        let date = |first, last| format!("Date(DateRange {{ first: {first}, last: {last} }})");
        check("date:1960", &date(19600101, 19601231));
        check("(date:1960-08..1961)", &date(19600801, 19611231));
        check("Before:1960.", &date(10101, 19591231));
        check("date:1960..,", &date(19600101, 99991231));
        check("after:1960-08!", &date(19600901, 99991231));
        check("a lang:de", "[a &Language(German)]");
        check("lang:English -lang:und", "[&Language(English) -Language(Unknown)]");
        check("lang:de -a", "[&Language(German) -a]");
        check("path:a/*.txt, b", "[b &Path(\"a/*.txt\")]");
        check("(path:a,b;c.txt)", "Path(\"a,b;c.txt\")");
        check(
            "path:\"my letters/(1).txt\" path:«x»",
            "[&Path(\"my letters/(1).txt\") &Path(\"x\")]",
        );
        check("date:1960,lang:de", &format!("[&{} &Language(German)]", date(19600101, 19601231)));
        refuse("a date:30.8.1960", "30.8.1960", "write `date:1960-08-30`");
        refuse("date:1960-08..61", "61", "write `date:1961`");
        refuse("date:\"1960\"", "\"", "without quotation marks");
        refuse("date:(1960)", "(", "without quotation marks");
        refuse("lang:fr", "fr", "write `lang:en`");
        refuse("lang:(de OR en)", "(", "write `lang:en`");
        refuse("path:\"a", "\"", "never closed");
        refuse("path:\" \" a", "\" \"", "a path stands right after the colon");
        refuse("path:(a)", "(", "a path stands right after the colon");
    }

    #[test]
    fn errors_of_lists() {
        let nothing = "nothing to search for: type a word with a letter or a digit in it";
        for query in ["", " \n ", "- … ?", "(=)"] {
            refuse(query, query, nothing);
        }
        refuse("a ()", "()", "nothing to search for in parentheses");
        refuse("a (( \n) b)", "( \n)", "nothing to search for in parentheses");
        refuse("a (b (c)", "(", "never closed");
        refuse("(", "(", "never closed");
        refuse("a) b", ")", "no parenthesis is open");
        refuse("AND", "AND", "AND needs a word before it: add one, or write `and`");
        refuse("a OR", "OR", "OR needs a word after it: add one, or write `or`");
        refuse("a AND OR b", "AND", "needs a word after it");
        refuse("(a AND) b", "AND", "needs a word after it");
        refuse("a (OR b)", "OR", "needs a word before it");
        refuse("a AND - OR b", "AND", "needs a word after it");
        for query in ["a NOT", "NOT NOT a", "NOT +a", "a NOT AND b"] {
            refuse(query, "NOT", "NOT needs a word right after it: add one, or write `not`");
        }
        let only = "this only excludes: add a word to find, as in `treaty -draft`";
        refuse("-a", "-a", only);
        refuse("-a NOT (b c) ", "-a NOT (b c)", only);
        refuse("a AND (NOT b)", "NOT b", only);
        refuse("a -\"b\" (-c -d)", "-c -d", only);
        refuse("-lang:de", "-lang:de", only);
        refuse("a OR -b", "-b", "an alternative of OR cannot be excluded");
        refuse("NOT (a b) OR c", "NOT (a b)", "an alternative of OR cannot be excluded");
        refuse("+a OR b", "+a", "`+` cannot stand beside AND or OR");
        refuse("a AND +\"b c\"", "+\"b c\"", "`+` cannot stand beside AND or OR");
    }

    #[test]
    fn notes_name_the_word() {
        let check = |query: &str, expect: &[&str]| {
            let (_, notes) = parse_with_notes(query).expect(query);
            let places: Vec<_> = notes.iter().map(|note| &query[note.span.clone()]).collect();
            assert_eq!(places, expect, "{query}: {notes:?}");
        };
        check("Berlin UND Bonn ODER Rom NICHT Wien", &["UND", "ODER", "NICHT"]);
        check("a UND b UND c", &["UND"]);
        check("a und b \"c UND d\" UND, e", &[]);
        check("a && b || c | d ! e", &["&&", "||", "|", "!"]);
        check("a near/5 b NEAR c near NEAR/FAR", &["near/5", "NEAR"]);
        check("a - b + c – d", &["-", "+"]);
        check("title: a Wann: b 3:30 http://c foo:d", &["title:", "foo:d"]);
        check("*wort? Was? wor?", &["?"]);
        check("a --verbose \"b\"-c -> d", &["--"]);
    }

    /// The tables of the page on syntax that have this heading for their second column: both columns of each row.
    fn rows(heading: &str) -> Vec<(&'static str, &'static str)> {
        let cells = |line: &'static str| {
            let (first, second) = line.strip_prefix("| ")?.strip_suffix(" |")?.split_once(" | ")?;
            Some((first, second))
        };
        let mut rows = Vec::new();
        let mut is_wanted = false;
        for line in SYNTAX.lines() {
            match cells(line) {
                Some(("written", second)) => is_wanted = second == heading,
                Some((first, second)) if is_wanted => {
                    let code = |text: &'static str| {
                        text.strip_prefix('`')
                            .and_then(|text| text.strip_suffix('`'))
                            .unwrap_or(text)
                    };
                    rows.push((code(first), code(second)));
                }
                _ => {}
            }
        }
        assert!(!rows.is_empty(), "{heading}");
        rows
    }

    #[test]
    fn the_examples_of_the_page_on_syntax_are_true() {
        for (query, _) in rows("means") {
            let (_, notes) = parse_with_notes(query).expect(query);
            assert_eq!(notes, [], "{query}");
        }
        for (query, same) in rows("the same") {
            assert_eq!(
                show(&parse(query).expect(query)),
                show(&parse(same).expect(same)),
                "{query}"
            );
        }
        for (query, named) in rows("the note names") {
            let (_, notes) = parse_with_notes(query).expect(query);
            let message = notes.first().map(|note| note.message.as_str()).unwrap_or_default();
            assert!(message.contains(&format!("`{named}`")), "{query}: {message}");
        }
        for (query, instead) in rows("write instead") {
            let error = parse(query).expect_err(query);
            assert!(error.message.contains(&format!("`{instead}`")), "{query}: {error}");
        }
        let tables = SYNTAX.lines().filter(|line| line.starts_with("| written |")).count();
        assert_eq!(tables, 6, "every table is read");
    }
}
