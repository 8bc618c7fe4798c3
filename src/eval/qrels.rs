//! Judgements: which documents or lines answer a topic.

use std::collections::{BTreeMap, HashMap};
use std::ops::RangeInclusive;

use super::{Error, Problem, content_lines};

/// What is judged.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Target {
    /// A whole document, by the stem of its file name or by its path.
    Document(String),
    /// Lines of a document.
    Lines {
        /// The document's path.
        path: String,
        /// First line, counted from 1.
        from: u64,
        /// Last line, inclusive.
        to: u64,
    },
}

impl Target {
    /// The stem or path of the document the target is, or is in.
    pub(super) fn document(&self) -> &str {
        match self {
            Target::Document(name) => name,
            Target::Lines { path, .. } => path,
        }
    }

    /// Whether a whole document is meant.
    pub fn is_document(&self) -> bool {
        matches!(self, Target::Document(_))
    }

    /// Whether lines of the target's document touch the target.
    pub(super) fn overlaps(&self, lines: RangeInclusive<u64>) -> bool {
        match self {
            Target::Document(_) => true,
            Target::Lines { from, to, .. } => lines.start() <= to && from <= lines.end(),
        }
    }
}

/// How well a target answers a topic.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// What is judged.
    pub target: Target,
    /// 0 is not relevant; negative grades are read as 0.
    pub grade: u32,
}

/// The judgements of a collection, by topic.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Qrels {
    topics: BTreeMap<String, Vec<Judgement>>,
}

impl Qrels {
    /// The judgements of a topic in the order of the file; none for a topic that is not judged.
    pub fn of(&self, topic: &str) -> &[Judgement] {
        self.topics.get(topic).map_or(&[], Vec::as_slice)
    }

    /// The ids of the judged topics, sorted.
    pub fn topics(&self) -> impl Iterator<Item = &str> {
        self.topics.keys().map(String::as_str)
    }
}

/// Reads judgements, one a line, in either of two forms, which may stand in one file:
///
/// * TREC: `topic 0 document grade`, separated by white space;
/// * `topic<TAB>target<TAB>grade`, where the target may hold blanks.
///
/// A target that ends in `#L3` or `#L3-7` means lines, any other one a document. A topic has targets of one kind.
pub fn parse_qrels(text: &str) -> Result<Qrels, Error> {
    let mut qrels = Qrels::default();
    let mut lines_of = HashMap::new();
    for (line, content) in content_lines(text) {
        let error = |problem| Error { line, problem };
        let (topic, target, grade) =
            columns(content).ok_or_else(|| error(Problem::NotAJudgement))?;
        let judgement = Judgement {
            target: parse_target(target).map_err(error)?,
            grade: parse_grade(grade).map_err(error)?,
        };
        if let Some(first) = lines_of.insert((topic, judgement.target.clone()), line) {
            return Err(error(Problem::SameTarget { first }));
        }
        let judgements = qrels.topics.entry(topic.into()).or_default();
        if judgements
            .first()
            .is_some_and(|first| first.target.is_document() != judgement.target.is_document())
        {
            return Err(error(Problem::MixedTargets(topic.into())));
        }
        judgements.push(judgement);
    }
    Ok(qrels)
}

/// Topic, target and grade of a line.
fn columns(line: &str) -> Option<(&str, &str, &str)> {
    let tabbed: Vec<_> = line.split('\t').map(str::trim).collect();
    if let [topic, target, grade] = tabbed[..]
        && !topic.is_empty()
        && !target.is_empty()
        && !topic.contains(char::is_whitespace)
    {
        return Some((topic, target, grade));
    }
    let spaced: Vec<_> = line.split_whitespace().collect();
    match spaced[..] {
        [topic, _, document, grade] => Some((topic, document, grade)),
        _ => None,
    }
}

fn parse_target(target: &str) -> Result<Target, Problem> {
    let Some((path, lines)) = target
        .rsplit_once("#L")
        .filter(|(_, lines)| lines.starts_with(|ch: char| ch.is_ascii_digit()))
    else {
        return Ok(Target::Document(target.into()));
    };
    let (from, to) = lines.split_once('-').unwrap_or((lines, lines));
    match (from.parse(), to.parse()) {
        (Ok(from), Ok(to)) if 0 < from && from <= to => {
            Ok(Target::Lines { path: path.into(), from, to })
        }
        _ => Err(Problem::Lines(format!("#L{lines}"))),
    }
}

fn parse_grade(grade: &str) -> Result<u32, Problem> {
    match grade.parse::<i32>() {
        Ok(number) => Ok(number.max(0).unsigned_abs()),
        Err(_) => Err(Problem::Grade(grade.into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(name: &str) -> Target {
        Target::Document(name.into())
    }

    fn lines(path: &str, from: u64, to: u64) -> Target {
        Target::Lines { path: path.into(), from, to }
    }

    #[test]
    fn both_forms_are_read() {
        let text = "# comment\nq1 0 d1 2\r\nq1 0\td2\t-1\n\nq2\ta b/c d.txt#L3-7\t1\nq2\tC#L9.txt#L4\t0\nq0\t50 #Law.txt\t1";
        let qrels = parse_qrels(text).expect("valid");
        let check = |topic: &str, expect: &[(Target, u32)]| {
            let read: Vec<_> = qrels
                .of(topic)
                .iter()
                .map(|judgement| (judgement.target.clone(), judgement.grade))
                .collect();
            assert_eq!(read, expect);
        };
        check("q0", &[(document("50 #Law.txt"), 1)]);
        check("q1", &[(document("d1"), 2), (document("d2"), 0)]);
        check("q2", &[(lines("a b/c d.txt", 3, 7), 1), (lines("C#L9.txt", 4, 4), 0)]);
        check("q3", &[]);
        assert_eq!(qrels.topics().collect::<Vec<_>>(), ["q0", "q1", "q2"]);
    }

    #[test]
    fn errors_name_the_line() {
        let check = |text: &str, message: &str| {
            assert_eq!(parse_qrels(text).expect_err(text).to_string(), message);
        };
        let neither = "expected `topic 0 document grade` or `topic<TAB>target<TAB>grade`";
        check("q 0 d 1\n\nq 0 d", &format!("line 3: {neither}"));
        check("q\t\t1", &format!("line 1: {neither}"));
        check("q\td e\t1.5", "line 1: expected a whole number as grade, found `1.5`");
        check("q\td\t", "line 1: expected a whole number as grade, found ``");
        for lines in ["#L0", "#L3-2", "#L3-", "#L3x", "#L1-2-3", "#L99999999999999999999"] {
            let message = format!(
                "line 1: expected lines such as `#L3` or `#L3-7`, counted from 1, found `{lines}`"
            );
            check(&format!("q\td{lines}\t1"), &message);
        }
        check(
            "q 0 d 1\np 0 d 1\nq\td\t0",
            "line 3: this target is already judged in line 1; keep one of them",
        );
        check(
            "q 0 d 1\nq\td#L1\t0",
            "line 2: topic `q` has both documents and lines as targets; judge one kind",
        );
    }
}
