//! What a quote and its source share and where they differ, in words.

use serde::{Deserialize, Serialize};

use super::align::{Row, Token};
use super::fold::{Level, form};

/// A stretch of a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Step {
    /// Words that both have.
    Same {
        /// As the quote has them.
        text: String,
    },
    /// Words that the quote has and the source doesn't.
    Added {
        /// The words.
        quote: String,
    },
    /// Words that the source has and the quote doesn't, without saying so.
    Missing {
        /// The words.
        source: String,
    },
    /// Words that stand in the place of others.
    Changed {
        /// The words of the quote.
        quote: String,
        /// The words of the source.
        source: String,
    },
    /// What the quote says it leaves out or puts in, with `…` or brackets.
    Omitted,
}

/// A comparison as plain text: `[-words of the quote-]`, `{+words of the source+}`, `[…]`.
pub fn render(steps: &[Step]) -> String {
    let show = |step: &Step| match step {
        Step::Same { text } => text.clone(),
        Step::Added { quote } => format!("[-{quote}-]"),
        Step::Missing { source } => format!("{{+{source}+}}"),
        Step::Changed { quote, source } => format!("[-{quote}-]{{+{source}+}}"),
        Step::Omitted => "[…]".to_owned(),
    };
    let mut text = String::new();
    for step in steps.iter().map(show) {
        // A comma follows its word.
        if !text.is_empty() && step.starts_with(|c: char| c.is_alphanumeric() || "[{(".contains(c))
        {
            text.push(' ');
        }
        text.push_str(&step);
    }
    text
}

/// A quote that is cut in pieces, and the tokens of each, with a break between two.
pub struct Cut<'q> {
    /// The pieces.
    pub pieces: &'q [&'q str],
    /// The tokens, each with a span of its piece.
    pub tokens: &'q [Option<Token>],
}

/// The steps of an alignment, neighbours of one kind together.
pub fn steps(quote: &Cut, source: &str, source_tokens: &[Token], rows: &[Row]) -> Vec<Step> {
    let mut stretches =
        Stretches { quote, source, source_tokens, piece: 0, steps: Vec::new(), open: None };
    for row in rows {
        stretches.push(*row);
    }
    stretches.close();
    stretches.steps
}

struct Stretches<'a> {
    quote: &'a Cut<'a>,
    source: &'a str,
    source_tokens: &'a [Token],
    /// Number of the piece.
    piece: usize,
    steps: Vec<Step>,
    open: Option<Stretch>,
}

/// A stretch that may go on: the first and the last token on either side.
struct Stretch {
    is_same: bool,
    quote: Option<(usize, usize)>,
    source: Option<(usize, usize)>,
}

impl Stretches<'_> {
    fn push(&mut self, row: Row) {
        let (quote, source) = match row {
            Row::Break => {
                self.close();
                self.piece += 1;
                self.steps.push(Step::Omitted);
                return;
            }
            Row::Both(quote, source) => (Some(quote), Some(source)),
            Row::Quote(quote) => (Some(quote), None),
            Row::Source(source) => (None, Some(source)),
        };
        let is_same = quote.zip(source).is_some_and(|(quote, source)| self.is_same(quote, source));
        if self.open.as_ref().is_some_and(|open| open.is_same != is_same) {
            self.close();
        }
        let open = self.open.get_or_insert(Stretch { is_same, quote: None, source: None });
        let extend = |side: &mut Option<(usize, usize)>, token: Option<usize>| {
            if let Some(token) = token {
                *side = Some((side.map_or(token, |(first, _)| first), token));
            }
        };
        extend(&mut open.quote, quote);
        extend(&mut open.source, source);
    }

    /// Whether two tokens are the same up to spacing; the first of a piece may begin with another case.
    fn is_same(&self, quote: usize, source: usize) -> bool {
        let Some(token) = &self.quote.tokens[quote] else { return false };
        let other = &self.source_tokens[source];
        if token.form != other.form {
            return false;
        }
        let one = form(&self.quote.pieces[self.piece][token.span.clone()], Level::Spacing);
        let other = form(&self.source[other.span.clone()], Level::Spacing);
        let is_first = quote == 0 || self.quote.tokens[quote - 1].is_none();
        one == other || is_first && without_case(&one) == without_case(&other)
    }

    fn close(&mut self) {
        let Some(stretch) = self.open.take() else { return };
        let quote = stretch.quote.map(|(first, last)| {
            let at = |index: usize| {
                self.quote.tokens[index].as_ref().map_or(0..0, |token| token.span.clone())
            };
            self.quote.pieces[self.piece][at(first).start..at(last).end].to_owned()
        });
        let source = stretch.source.map(|(first, last)| {
            let tokens = self.source_tokens;
            self.source[tokens[first].span.start..tokens[last].span.end].to_owned()
        });
        self.steps.extend(match (quote, source) {
            (Some(text), Some(_)) if stretch.is_same => Some(Step::Same { text }),
            (Some(quote), Some(source)) => Some(Step::Changed { quote, source }),
            (Some(quote), None) => Some(Step::Added { quote }),
            (None, Some(source)) => Some(Step::Missing { source }),
            (None, None) => None,
        });
    }
}

/// A word with its first letter in lower case.
fn without_case(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().into_iter().flat_map(char::to_lowercase);
    first.chain(chars).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_are_shown_with_plain_marks() {
        let text = |text: &str| text.to_owned();
        let steps = [
            Step::Same { text: text("the two") },
            Step::Changed { quote: text("parts"), source: text("states") },
            Step::Added { quote: text("freely") },
            Step::Same { text: text(", would") },
            Step::Omitted,
            Step::Missing { source: text("not") },
            Step::Same { text: text("agree") },
        ];
        assert_eq!(
            render(&steps),
            "the two [-parts-]{+states+} [-freely-], would […] {+not+} agree"
        );
        assert_eq!(render(&[]), "");
        let json = serde_json::to_string(&steps[1..2]).expect("plain values");
        assert_eq!(json, r#"[{"kind":"changed","quote":"parts","source":"states"}]"#);
        assert_eq!(serde_json::from_str::<Vec<Step>>(&json).ok().as_deref(), Some(&steps[1..2]));
    }
}
