//! What may stand beside `NEAR` and `BEFORE`.

use super::{Diagnostic, Query};
use crate::document::Span;

/// Refuses a side that has no place in the text, or more than one.
pub(super) fn check_side(side: &Query, span: &Span) -> Result<(), Diagnostic> {
    match refusal(side) {
        Some(message) => Err(Diagnostic::new(span.clone(), message)),
        None => Ok(()),
    }
}

fn refusal(side: &Query) -> Option<&'static str> {
    match side {
        Query::Leaf(_) | Query::Near { .. } => None,
        Query::Or(sides) => sides.iter().find_map(refusal),
        Query::Clauses { should, must, must_not, restrict } => {
            Some(match (must.is_empty(), must_not.is_empty() && restrict.is_empty()) {
                (true, true) if !should.is_empty() => {
                    "a side of NEAR or BEFORE is one thing: join the words with OR, as in `(treaty OR protocol) NEAR/10 berlin`, or make them a phrase"
                }
                _ => {
                    "a side of NEAR or BEFORE takes no AND, NOT, `+`, `-`: join whole pairs instead, as in `(a NEAR/10 c) AND (b NEAR/10 c)`"
                }
            })
        }
        Query::Field { .. } => Some(
            "a field stands before NEAR or BEFORE as a whole, as in `title:(treaty NEAR/3 berlin)`",
        ),
        Query::Filter { .. } => Some(
            "a date, language or path is no place in the text: put it before or after, as in `a NEAR/10 b date:1960`",
        ),
        Query::Boost { .. } => Some(
            "a weight stands after NEAR or BEFORE as a whole, as in `(treaty NEAR/3 berlin)^2`",
        ),
    }
}
