//! How good a ranking is: topics, judgements and runs in the kinds of file TREC uses, and the measures over them.
//!
//! Lines that are blank or begin with `#` are skipped in every file.

mod measures;
mod qrels;
mod run;
mod topics;

pub use measures::{Measures, RankedItem, mean, measure};
pub use qrels::{Judgement, Qrels, Target, parse_qrels};
pub use run::run_line;
pub use topics::{Topic, parse_topics};

/// Why a file of topics or judgements cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("line {line}: {problem}")]
pub struct Error {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with a line of topics or judgements.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// The line of a topic has not two filled columns.
    #[error("expected `topic<TAB>query text`")]
    NotATopic,
    /// Two topics share an id.
    #[error("topic `{id}` is already in line {first}; give each topic its own id")]
    SameTopic {
        /// The id.
        id: String,
        /// The line it is in first.
        first: usize,
    },
    /// The line of a judgement has neither form.
    #[error("expected `topic 0 document grade` or `topic<TAB>target<TAB>grade`")]
    NotAJudgement,
    /// The grade is not a whole number.
    #[error("expected a whole number as grade, found `{0}`")]
    Grade(String),
    /// What follows `#L` is not a range of lines.
    #[error("expected lines such as `#L3` or `#L3-7`, counted from 1, found `{0}`")]
    Lines(String),
    /// A target is judged twice for a topic.
    #[error("this target is already judged in line {first}; keep one of them")]
    SameTarget {
        /// The line it is judged in first.
        first: usize,
    },
    /// Documents and lines are judged for the same topic.
    #[error("topic `{0}` has both documents and lines as targets; judge one kind")]
    MixedTargets(String),
}

/// The lines of a file that hold something, with their numbers.
fn content_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let numbered = text.lines().enumerate().map(|(index, line)| (index + 1, line));
    numbered.filter(|(_, line)| !line.trim().is_empty() && !line.starts_with('#'))
}
