//! Where one document ends and the next begins in a file that holds several.

use std::ops::Range;

use super::metadata::{
    classification, dateline, document_number, has_labels, is_rule, lone_number, source_note,
};
use crate::document::{Block, BlockKind};

/// Words that a part must have at least.
const LEAST_WORDS: usize = 40;

/// Most words of a block that is a head.
const HEAD_WORDS: usize = 30;

/// Most blocks between a rule or a letterhead and the sign that confirms it.
const NEAR: usize = 5;

/// The documents in a file, as ranges of its blocks: in order, none lost, together all of them.
///
/// It is one document unless two heads of the same kind at least begin one: `DOCUMENT NO. 1`; lone `Nr. 12`; a rule and
/// a title with a date or a source; a note on the source with each; a dated letterhead. No part has fewer than 40
/// words.
pub fn subdocuments(text: &str, blocks: &[Block]) -> Vec<Range<usize>> {
    let whole = || std::iter::once(0..blocks.len()).collect();
    let reader = Reader::new(text, blocks);
    for starts in [
        reader.numbered(document_number_of),
        reader.numbered(lone_number),
        reader.after_rules(),
        reader.by_source_notes(),
        reader.letterheads(),
    ] {
        let parts = reader.parts(&starts);
        if starts.len() >= 2 && parts.len() >= 2 {
            return parts;
        }
    }
    whole()
}

fn document_number_of(line: &str) -> Option<&str> {
    document_number(line).map(|(number, _)| number)
}

/// What is looked at again and again.
struct Reader<'t> {
    text: &'t str,
    blocks: &'t [Block],
    /// Words before each block, and in all.
    words: Vec<usize>,
}

impl<'t> Reader<'t> {
    fn new(text: &'t str, blocks: &'t [Block]) -> Self {
        let mut words = vec![0];
        for block in blocks {
            let typed = text.get(block.span.clone()).unwrap_or_default();
            let count =
                typed.split_whitespace().filter(|word| word.contains(char::is_alphanumeric));
            words.push(words.last().copied().unwrap_or_default() + count.count());
        }
        Reader { text, blocks, words }
    }

    fn typed(&self, at: usize) -> &'t str {
        self.blocks.get(at).and_then(|block| self.text.get(block.span.clone())).unwrap_or_default()
    }

    fn first_line(&self, at: usize) -> &'t str {
        self.typed(at).lines().next().unwrap_or_default()
    }

    fn words(&self, range: Range<usize>) -> usize {
        self.words[range.end] - self.words[range.start]
    }

    fn is_heading(&self, at: usize) -> bool {
        self.blocks.get(at).is_some_and(|block| block.kind != BlockKind::Paragraph)
    }

    /// Whether a block may belong to the head of a document: a heading, a short line, a label.
    fn is_head(&self, at: usize) -> bool {
        let typed = self.typed(at);
        self.is_heading(at)
            || self.words(at..at + 1) <= HEAD_WORDS / 2
                && !typed.trim_end().ends_with(['.', '!', '?', '…', '»', '“', '"', ']'])
            || has_labels(typed)
            || source_note(typed).is_some()
    }

    fn is_rule(&self, at: usize) -> bool {
        is_rule(self.typed(at))
    }

    fn is_dateline(&self, at: usize) -> bool {
        self.typed(at).lines().any(|line| dateline(line).is_some())
    }

    /// The blocks that open with a number that `number` reads, unless it only repeats, as in a running head.
    fn numbered(&self, number: fn(&str) -> Option<&str>) -> Vec<usize> {
        let mut last = None;
        let found = (0..self.blocks.len()).filter(|at| {
            let is_short = self.is_heading(*at) || self.words(*at..at + 1) <= HEAD_WORDS;
            let read = number(self.first_line(*at)).filter(|_| is_short);
            let is_new = read.is_some() && read != last;
            last = read.or(last);
            is_new
        });
        found.collect()
    }

    /// The first block of the text, and those after a rule, if each of them is a head that is dated or has a source.
    fn after_rules(&self) -> Vec<usize> {
        let after = (1..self.blocks.len()).filter(|at| self.is_rule(at - 1) && !self.is_rule(*at));
        let starts: Vec<usize> = std::iter::once(0).chain(after).collect();
        let is_document = |start: &usize| {
            let head = (*start..self.blocks.len()).take(NEAR).take_while(|at| self.is_head(*at));
            let is_titled = self.is_heading(*start) || self.is_dateline(*start);
            let mut head = head.peekable();
            is_titled
                && head.any(|at| self.is_dateline(at) || source_note(self.typed(at)).is_some())
        };
        if starts.iter().all(is_document) { starts } else { Vec::new() }
    }

    /// Where documents begin that have a note on the source each, at the head or at the foot.
    fn by_source_notes(&self) -> Vec<usize> {
        let is_note = |at: &usize| {
            self.typed(*at).trim_start().starts_with('[') && source_note(self.typed(*at)).is_some()
        };
        let notes: Vec<usize> = (0..self.blocks.len()).filter(is_note).collect();
        let Some(first) = notes.first().filter(|_| notes.len() >= 2) else {
            return Vec::new();
        };
        if self.words(0..*first) < LEAST_WORDS {
            return notes.iter().map(|note| self.top_of_head(*note)).collect();
        }
        let after = notes.iter().map(|note| self.past_rules(note + 1));
        std::iter::once(0).chain(after).filter(|start| *start < self.blocks.len()).collect()
    }

    /// The blocks with place and date that have the other marks of a letter near: an address, a subject, a classification.
    fn letterheads(&self) -> Vec<usize> {
        let is_mark = |at: usize| {
            let typed = self.typed(at);
            is_addressed(typed)
                || self.is_head(at) && (has_labels(typed) || classification(typed).is_some())
        };
        // A block may be near many datelines.
        let mut marks = vec![None; self.blocks.len()];
        let is_letter = |at: &usize| {
            let near = at.saturating_sub(NEAR)..(at + NEAR).min(self.blocks.len());
            let mut around = near.filter(|near| near != at);
            self.is_dateline(*at) && around.any(|at| *marks[at].get_or_insert_with(|| is_mark(at)))
        };
        let found = (0..self.blocks.len()).filter(is_letter);
        found.map(|at| self.top_of_head(at)).collect()
    }

    /// The first of the blocks of a head that go on to the block `at`.
    fn top_of_head(&self, at: usize) -> usize {
        let above = (0..at).rev().take(NEAR);
        above.take_while(|at| self.is_head(*at) && !self.is_rule(*at)).last().unwrap_or(at)
    }

    fn past_rules(&self, at: usize) -> usize {
        (at..self.blocks.len()).find(|at| !self.is_rule(*at)).unwrap_or(self.blocks.len())
    }

    /// The parts that begin at `starts`; what is too short goes with the part before it.
    fn parts(&self, starts: &[usize]) -> Vec<Range<usize>> {
        let end = self.blocks.len();
        let mut cuts = vec![0];
        for start in starts.iter().copied().filter(|start| *start < end) {
            let last = cuts.last().copied().unwrap_or_default();
            if start > last && self.words(last..start) >= LEAST_WORDS {
                cuts.push(start);
            }
        }
        // The last part has none after it that it could go with.
        while cuts.len() > 1 && self.words(cuts[cuts.len() - 1]..end) < LEAST_WORDS {
            cuts.pop();
        }
        let ends = cuts.iter().skip(1).copied().chain([end]);
        cuts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
    }
}

/// Whether a block opens a letter.
fn is_addressed(typed: &str) -> bool {
    const OPENINGS: [&str; 12] = [
        "Dear ",
        "Sir,",
        "Comrade ",
        "My dear ",
        "Sehr geehrte",
        "Werter ",
        "Werte ",
        "Lieber ",
        "Liebe ",
        "Hochgeehrte",
        "An den ",
        "An die ",
    ];
    let line = typed.lines().next().unwrap_or_default();
    line.len() <= 160 && OPENINGS.iter().any(|opening| line.starts_with(opening))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str = "~";

    /// Blocks: `# ` opens a heading, `~` stands for a paragraph of sixty words.
    fn check(blocks: &[&str], expect: &[(usize, usize)]) {
        let mut text = String::new();
        let mut spans = Vec::new();
        for typed in blocks {
            let kind =
                if typed.starts_with("# ") { BlockKind::Heading(1) } else { BlockKind::Paragraph };
            let start = text.len();
            match *typed {
                PROSE => text.push_str(&"On this day they met and talked. ".repeat(9)),
                typed => text.push_str(typed.trim_start_matches("# ")),
            }
            spans.push(Block { span: start..text.len(), kind });
            text.push_str("\n\n");
        }
        let parts = subdocuments(&text, &spans);
        let parts: Vec<(usize, usize)> = parts.iter().map(|part| (part.start, part.end)).collect();
        assert_eq!(parts, expect, "{blocks:?}");
    }

    #[test]
    fn numbered_documents() {
        check(&["# DOCUMENT NO. 1", "# A", "~", "***", "# DOCUMENT NO. 2", "~"], &[(0, 4), (4, 6)]);
        check(
            &["# Edition", "~", "Dokument Nr. 1: Brief", "~", "Dokument Nr. 2: Brief", "~"],
            &[(0, 2), (2, 4), (4, 6)],
        );
        // A running head, a list of contents, a reference in prose.
        check(&["DOCUMENT NO. 1", "~", "DOCUMENT NO. 1", "~"], &[(0, 4)]);
        check(
            &[
                "Document No. 1: A",
                "Document No. 2: B",
                "Document No. 1: A",
                "~",
                "Document No. 2: B",
                "~",
            ],
            &[(0, 4), (4, 6)],
        );
        check(&["Document No. 1 shows", "~", "Document No. 2 shows", "~"], &[(0, 4)]);
        check(&["Nr. 12", "~", "Nr. 13", "~"], &[(0, 2), (2, 4)]);
    }

    #[test]
    fn documents_divided_by_rules() {
        check(
            &["# A", "Berlin, 5. Mai 1953", "~", "***", "# B", "Moskau, 6. Mai 1953", "~"],
            &[(0, 4), (4, 7)],
        );
        // The sections of an essay.
        check(&["# A", "~", "***", "~", "***", "~"], &[(0, 6)]);
        check(&["# A", "~", "***", "# B", "~"], &[(0, 5)]);
    }

    #[test]
    fn notes_on_the_source_end_or_open_a_document() {
        let note = "[Source: BArch, DY 30/2470.]";
        check(&["# A", "~", note, "# B", "~", note], &[(0, 3), (3, 6)]);
        check(&["# A", note, "~", "# B", note, "~"], &[(0, 3), (3, 6)]);
        check(&["# A", "~", note], &[(0, 3)]);
    }

    #[test]
    fn letters_one_after_the_other() {
        check(
            &[
                "Berlin, den 5. Mai 1953",
                "Lieber Freund!",
                "~",
                "Otto",
                "Bonn, den 6. Mai 1953",
                "Lieber Otto!",
                "~",
            ],
            &[(0, 3), (3, 7)],
        );
        // The sections of an essay.
        check(
            &["# Three days", "Warsaw, 28 January 1573", "~", "Bar, 29 February 1768", "~"],
            &[(0, 5)],
        );
    }

    #[test]
    fn short_parts_are_not_cut_off() {
        check(&["DOCUMENT NO. 1", "~", "DOCUMENT NO. 2", "Three short words"], &[(0, 4)]);
        check(&["DOCUMENT NO. 1", "DOCUMENT NO. 2", "~"], &[(0, 3)]);
        check(&[], &[(0, 0)]);
    }
}
