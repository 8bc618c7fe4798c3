//! A query written out: read again, it gives the same tree.

use std::fmt::{self, Display, Formatter};

use super::word::in_quotation_marks;
use super::{Filter, Leaf, LeafKind, Query};

/// How tightly a form binds; what binds less tightly than its place asks for stands in parentheses.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Binding {
    List,
    Or,
    And,
    Near,
    Operand,
}

impl Display for Query {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Query::Leaf(leaf) => leaf.fmt(f),
            Query::Or(sides) => write_joined(f, sides, " OR ", Binding::And),
            Query::Clauses { must, should, must_not, restrict } => {
                let is_and = binding(self) == Binding::And;
                let (sign, joint) = if is_and { ("", " AND ") } else { ("+", " ") };
                let signed = must.iter().map(|query| (sign, query, Binding::Near));
                let listed = if is_and { Binding::Near } else { Binding::Or };
                let unsigned = should.iter().chain(restrict).map(|query| ("", query, listed));
                let excluded = must_not.iter().map(|query| ("-", query, Binding::Near));
                for (index, (sign, query, least)) in
                    signed.chain(unsigned).chain(excluded).enumerate()
                {
                    f.write_str(if index > 0 { joint } else { "" })?;
                    f.write_str(sign)?;
                    write_bound(f, query, least)?;
                }
                Ok(())
            }
            Query::Near { sides, distance, ordered } => {
                let operator = if *ordered { "BEFORE" } else { "NEAR" };
                write_joined(f, &sides[..], &format!(" {operator}/{distance} "), Binding::Operand)
            }
            Query::Field { field, query, .. } => {
                write!(f, "{field}:")?;
                write_bound(f, query, Binding::Operand)
            }
            Query::Filter { filter, .. } => filter.fmt(f),
            Query::Boost { query, factor } => {
                let is_leaf = matches!(**query, Query::Leaf(_));
                match is_leaf {
                    true => write!(f, "{query}^{factor}"),
                    false => write!(f, "({query})^{factor}"),
                }
            }
        }
    }
}

impl Display for Leaf {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let text = &self.text;
        match self.kind {
            LeafKind::Word if is_operator(text) => write!(f, "(+{text})"),
            LeafKind::Word | LeafKind::Wildcard => f.write_str(text),
            LeafKind::Phrase { slop: 0 } => f.write_str(&in_quotation_marks(text)),
            LeafKind::Phrase { slop } => write!(f, "{}~{slop}", in_quotation_marks(text)),
            LeafKind::Prefix => write!(f, "{text}*"),
            LeafKind::Fuzzy { distance } => write!(f, "{text}~{distance}"),
            LeafKind::Exact => write!(f, "={text}"),
            LeafKind::Regex => write!(f, "/{text}/"),
        }
    }
}

impl Display for Filter {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Filter::Language(language) => write!(f, "lang:{language}"),
            Filter::Date(range) => write!(f, "date:{range}"),
            Filter::Path(path) => {
                let is_simple = |ch: char| ch.is_alphanumeric() || "/._-*?".contains(ch);
                match path.chars().all(is_simple) {
                    true => write!(f, "path:{path}"),
                    false => write!(f, "path:{}", in_quotation_marks(path)),
                }
            }
        }
    }
}

fn binding(query: &Query) -> Binding {
    match query {
        Query::Or(_) => Binding::Or,
        Query::Clauses { should, .. } if should.is_empty() => Binding::And,
        Query::Clauses { .. } => Binding::List,
        Query::Near { .. } => Binding::Near,
        _ => Binding::Operand,
    }
}

/// Whether a word would be an operator without a sign before it.
fn is_operator(text: &str) -> bool {
    matches!(text, "AND" | "OR" | "NOT")
        || ["NEAR/", "BEFORE/"].iter().any(|name| text.starts_with(name))
}

fn write_bound(f: &mut Formatter<'_>, query: &Query, least: Binding) -> fmt::Result {
    match binding(query) >= least {
        true => write!(f, "{query}"),
        false => write!(f, "({query})"),
    }
}

fn write_joined(
    f: &mut Formatter<'_>,
    sides: &[Query],
    joint: &str,
    least: Binding,
) -> fmt::Result {
    for (index, side) in sides.iter().enumerate() {
        f.write_str(if index > 0 { joint } else { "" })?;
        write_bound(f, side, least)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::query::{parse, parse_with_notes};

    /// The same tree, wherever its text stands.
    fn without_spans(mut query: Query) -> Query {
        forget_spans(&mut query);
        query
    }

    fn forget_spans(query: &mut Query) {
        match query {
            Query::Leaf(leaf) => leaf.span = 0..0,
            Query::Or(queries) => queries.iter_mut().for_each(forget_spans),
            Query::Clauses { must, should, must_not, restrict } => {
                [must, should, must_not, restrict].into_iter().flatten().for_each(forget_spans);
            }
            Query::Near { sides, .. } => sides.iter_mut().for_each(forget_spans),
            Query::Field { query, span, .. } => {
                *span = 0..0;
                forget_spans(query);
            }
            Query::Filter { span, .. } => *span = 0..0,
            Query::Boost { query, .. } => forget_spans(query),
        }
    }

    #[test]
    fn the_form_is_the_shortest() {
        let check =
            |text: &str, expect: &str| assert_eq!(parse(text).expect(text).to_string(), expect);
        check("((a)) (b OR (c AND d))", "a b OR c AND d");
        check("+a +b -c", "a AND b AND -c");
        check("(a b) OR „c \"", "(a b) OR \"c \"");
        check("title:(a) before:1960 b", "b title:a date:..1959-12-31");
        check("+AND a", "+(+AND) a");
        check("((a NEAR/3 b))^2 NOT (c NEAR/1 d)", "(a NEAR/3 b)^2 -c NEAR/1 d");
        check("path:\"a b\" path:\"a\" «a \"b»~2", "«a \"b»~2 path:\"a b\" path:a");
    }

    /// Every leaf, excluded ones too.
    fn leaves<'a>(query: &'a Query, found: &mut Vec<&'a Leaf>) {
        match query {
            Query::Leaf(leaf) => found.push(leaf),
            Query::Or(queries) => queries.iter().for_each(|query| leaves(query, found)),
            Query::Clauses { must, should, must_not, restrict } => {
                [must, should, must_not, restrict]
                    .into_iter()
                    .flatten()
                    .for_each(|query| leaves(query, found))
            }
            Query::Near { sides, .. } => sides.iter().for_each(|query| leaves(query, found)),
            Query::Field { query, .. } | Query::Boost { query, .. } => leaves(query, found),
            Query::Filter { .. } => {}
        }
    }

    /// Leaves slice back, do not overlap, and hold every letter and digit but those of operators and fields.
    fn check_nothing_is_lost(text: &str, query: &Query) {
        let mut found = Vec::new();
        leaves(query, &mut found);
        found.sort_by_key(|leaf| leaf.span.start);
        let mut rest = String::new();
        let mut at = 0;
        for leaf in found {
            assert_eq!(text[leaf.span.clone()], leaf.text);
            assert!(leaf.text.contains(char::is_alphanumeric));
            rest += &text[at..leaf.span.start];
            rest.push('_');
            at = leaf.span.end;
        }
        rest += &text[at..];
        for operator in
            ["NEAR/3", "BEFORE/10", "AND", "OR", "NOT", "title:", "lang:de", "date:1960", "path:x"]
        {
            rest = rest.replace(operator, " ");
        }
        for suffix in ["~1", "~3", "^2", "^0.5"] {
            rest = rest.replace(suffix, " ");
        }
        assert!(!rest.contains(char::is_alphanumeric), "{text:?} {rest:?} {query:?}");
    }

    /// Written out in the normal form, a query is the same query; and once more, the same text.
    fn check_round_trip(text: &str, query: &Query) {
        let written = query.to_string();
        let again =
            parse(&written).unwrap_or_else(|error| panic!("{text:?}\n{}", error.render(&written)));
        assert_eq!(
            without_spans(query.clone()),
            without_spans(again.clone()),
            "{text:?} {written:?}"
        );
        assert_eq!(written, again.to_string(), "{text:?}");
    }

    /// Any text is a query or is refused at a place of it.
    fn check_any(text: &str) {
        match parse_with_notes(text) {
            Ok((query, notes)) => {
                check_round_trip(text, &query);
                assert!(
                    notes
                        .iter()
                        .all(|note| text.get(note.span.clone()).is_some_and(|at| !at.is_empty()))
                );
            }
            Err(error) => assert!(text.get(error.span.clone()).is_some(), "{text:?} {error:?}"),
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_text_is_read_or_refused(text in any::<String>()) {
            check_any(&text);
        }

        #[test]
        fn any_signs_are_read_or_refused(text in r#"[ab1ö ()"«*?~^/=:,;.|&+\\\[\]{}-]{0,20}"#) {
            check_any(&text);
        }

        #[test]
        fn any_mix_of_operators_is_read_or_refused(
            parts in prop::collection::vec(prop::sample::select(vec![
                "a", "ö", "wort", "19", " ", " ", " ", "\n", "AND", " AND ", " OR ", " NOT ", "OR", "+", "-", " +", " -",
                "(", ")", " (", ") ", "\"", "„", "“", "«", "»", "*", "?", "~1", "^2", "/", "=", ":", " title:", "title: ", " NEAR/3 ",
                "BEFORE/10", ".", ",", "\u{308}", "lang:de", " date:1960..", "path:", "/ab/", "wo?t", "*ab", "ab*", "UND", "~3^0.5",
            ]), 0..24)
        ) {
            check_any(&parts.concat());
        }

        #[test]
        fn well_formed_queries_are_read_and_nothing_is_lost(
            parts in prop::collection::vec(prop::sample::select(vec![
                "a", "+b", "-c", "d AND e", "NOT f", "g OR h", "\"i j\"", "„k“", "(l -m)", "nn*", "-(o p)", "q?", "1959/60", "UND",
                "=r", "*ss", "tt?t", "uuu~1", "\"v w\"~3", "/x[yz]/", "a^2", "(b c)^0.5", "a NEAR/3 (b OR \"c d\")", "-e BEFORE/10 ff*",
                "title:g", "title:(h OR i)", "-title:\"j k\"", "lang:de", "date:1960", "lang:de OR date:1960", "path:x", "l,m;n 3,5",
                "(a OR b AND c)", "+(d OR e)", "(lang:de AND title:f)", "+AND", "-OR", "(+NOT g)", "((title:a))^2",
            ]), 1..24)
        ) {
            let text = format!("x {}", parts.join(" "));
            let query = parse(&text).unwrap_or_else(|error| panic!("{}", error.render(&text)));
            check_nothing_is_lost(&text, &query);
            check_round_trip(&text, &query);
        }
    }
}
