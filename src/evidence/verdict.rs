//! The verdicts: the contract of `docs/json-output.md`.

use std::path::PathBuf;

use serde::Serialize;

use super::claim::Claim;
use crate::verify::{Grade, Note, Step};

/// The version of the JSON contract.
const SCHEMA_VERSION: u32 = 1;

/// What came of checking quotes or citations.
#[derive(Clone, Debug, Serialize)]
pub struct Verification {
    /// The version of this structure.
    pub schema_version: u32,
    /// How many were checked.
    pub checked: usize,
    /// How many of them stand.
    pub standing: usize,
    /// The checks, in the order of what was checked.
    pub checks: Vec<Check>,
}

/// How a quote or a citation fares. For a quote:
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It stands there letter by letter.
    Exact,
    /// It stands there up to spaces, line breaks, hyphens, and the form of quotation marks and dashes.
    Spacing,
    /// It stands there up to spelling.
    Spelling,
    /// Something like it stands there.
    Close,
    /// Nothing like it was found.
    NotFound,
    /// Of a citation: the file is as it was, and the text stands at its place.
    Unchanged,
    /// The file is another, the text stands at its place.
    InPlace,
    /// The text stands at another place.
    Moved,
    /// Something like it stands in the file.
    Changed,
    /// The file doesn't say it any more.
    Gone,
    /// The file isn't there, or can't be read, and no other says it.
    Missing,
}

/// What came of checking one quote or citation.
#[derive(Clone, Debug, Serialize)]
pub struct Check {
    /// Its number, from 1.
    pub number: usize,
    /// The quote; the text of a citation's passage.
    pub quote: String,
    /// How it fares.
    pub verdict: Verdict,
    /// Whether that is enough.
    pub stands: bool,
    /// The line of the manuscript that the quote begins on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// Its footnote in the manuscript.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<Note>,
    /// What was to be checked, for a citation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub claim: Option<Claim>,
    /// The share of the quote that agrees, by weight of its words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub similarity: Option<f64>,
    /// The words that differ, among those that don't.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub diff: Vec<Step>,
    /// Where it was found.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub found: Option<Found>,
    /// What else there is to know, in a sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remark: Option<String>,
}

/// Where a quote was found.
#[derive(Clone, Debug, Serialize)]
pub struct Found {
    /// What stands there, as reading text.
    pub text: String,
    /// The passages it stands in, for `docsearch show`.
    pub passage_ids: Vec<String>,
    /// Title, file, page and lines.
    pub citation: String,
    /// The place.
    pub source: Place,
    /// How the file is now.
    pub file: FileState,
}

/// A place in a file.
#[derive(Clone, Debug, Serialize)]
pub struct Place {
    /// Path below the folder that was indexed.
    pub path: String,
    /// Where in the file its document stands when the file holds several.
    pub place: Option<String>,
    /// The document's title.
    pub title: Option<String>,
    /// The sheet, from 1, where the source has pages.
    pub page: Option<u32>,
    /// The number printed on the page.
    pub page_label: Option<String>,
    /// First line, from 1; on the page, for a file that is no text but has pages.
    pub line_start: u64,
    /// The sheet it ends on.
    pub page_end: Option<u32>,
    /// The number printed on that.
    pub page_label_end: Option<String>,
    /// Last line, inclusive.
    pub line_end: u64,
    /// SHA-256 of the file that was compared.
    pub sha256: String,
    /// The file on disk, for links.
    #[serde(skip)]
    pub absolute: PathBuf,
}

/// How a file is now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum FileState {
    /// As it was indexed.
    AsIndexed,
    /// It has changed since, or was never indexed; what was compared is the file as it is now.
    Changed,
    /// It isn't there; what was compared is the index.
    Missing,
    /// It can't be read; what was compared is the index.
    Unreadable,
}

impl Verdict {
    /// The verdict on a quote.
    pub(super) fn on_quote(grade: Grade) -> Verdict {
        match grade {
            Grade::Exact => Verdict::Exact,
            Grade::Spacing => Verdict::Spacing,
            Grade::Spelling => Verdict::Spelling,
            Grade::Close => Verdict::Close,
        }
    }
}

impl Check {
    /// A check of which nothing is known yet.
    pub(super) fn new(quote: &str) -> Check {
        Check {
            number: 1,
            quote: quote.to_owned(),
            verdict: Verdict::NotFound,
            stands: false,
            line: None,
            note: None,
            claim: None,
            similarity: None,
            diff: Vec::new(),
            found: None,
            remark: None,
        }
    }
}

impl Verification {
    /// A quote or citation whose source nobody knows, and why.
    pub fn unknown(quote: &str, remark: &str) -> Verification {
        let check =
            Check { verdict: Verdict::Gone, remark: Some(remark.to_owned()), ..Check::new(quote) };
        Verification::new(vec![check], false)
    }

    /// The checks numbered and judged; `spelling` says whether differences of spelling alone are let pass.
    pub(super) fn new(mut checks: Vec<Check>, spelling: bool) -> Verification {
        for (number, check) in (1..).zip(&mut checks) {
            check.number = number;
            check.stands = match check.verdict {
                Verdict::Exact | Verdict::Spacing => true,
                Verdict::Unchanged | Verdict::InPlace | Verdict::Moved => true,
                // A citation's text that differs in spelling alone is wholly alike.
                Verdict::Spelling => spelling,
                Verdict::Changed => spelling && check.similarity == Some(1.0),
                Verdict::Close | Verdict::NotFound | Verdict::Gone | Verdict::Missing => false,
            };
        }
        Verification {
            schema_version: SCHEMA_VERSION,
            checked: checks.len(),
            standing: checks.iter().filter(|check| check.stands).count(),
            checks,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_passes_when_it_is_let() {
        let check = |verdict, similarity| Check { verdict, similarity, ..Check::new("a") };
        let checks = vec![
            check(Verdict::Spacing, None),
            check(Verdict::Spelling, Some(1.0)),
            check(Verdict::Changed, Some(1.0)),
            check(Verdict::Changed, Some(0.9)),
            check(Verdict::Gone, None),
        ];
        assert_eq!(Verification::new(checks.clone(), false).standing, 1);
        let all = Verification::new(checks, true);
        assert_eq!((all.checked, all.standing, all.checks[4].number), (5, 3, 5));
    }
}
