//! Finds the sections of a document: the blocks under the same headings, between borders no passage may cross.

use std::ops::Range;

use crate::document::{Block, BlockKind, Document};

use super::cut;

/// HTML and Markdown know six levels; deeper ones count as the sixth, so a passage never carries many headings.
const DEEPEST_LEVEL: u8 = 6;

/// Longer headings are shortened to this many bytes, since every passage of the section carries a copy.
const MAX_HEADING_BYTES: usize = 200;

/// Neighbouring blocks under the same headings.
pub(super) struct Section {
    /// The open headings, outermost first.
    pub headings: Vec<String>,
    /// Which blocks of the document.
    pub blocks: Range<usize>,
    /// How many of them, from the first, only introduce the rest: rules, document lines, headings.
    pub lead: usize,
    /// How many of those, from the first, are rules.
    rules: usize,
    /// Whether only a heading parts it from the section before.
    begins_softly: bool,
    /// Whether it begins a page.
    begins_page: bool,
}

impl Section {
    /// Whether it has no text of its own and may stand in the last passage of the section before.
    pub fn joins_previous(&self) -> bool {
        let only_rules = self.rules == self.blocks.len();
        self.lead == self.blocks.len() && !self.begins_page && (self.begins_softly || only_rules)
    }
}

/// What a block is to the outline.
#[derive(PartialEq)]
enum Role<'a> {
    /// A line of asterisks, dashes or the like.
    Rule,
    /// The first line of one of several documents in a file, such as `DOCUMENT NO. 2`.
    DocumentLine(&'a str),
    Heading(u8),
    Body,
}

/// The sections of a document in order; together they hold every block.
pub(super) fn sections(document: &Document) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let mut open: Vec<(u8, &str)> = Vec::new();
    let (mut last_page, mut last_part) = (0, 0);
    for (index, block) in document.blocks.iter().enumerate() {
        let text = document.text[block.span.clone()].trim();
        let role = role(text, block);
        let page = document.locators.pages.partition_point(|page| page.start <= block.span.start);
        // A document among several begins as if on a page of its own, under no heading of the one before.
        let part = document.parts.partition_point(|part| part.start <= block.span.start);
        if part != last_part {
            open.clear();
        }
        let begins_page = page != last_page || part != last_part;
        (last_page, last_part) = (page, part);

        match sections.last_mut() {
            Some(section) if !begins_page && !begins_section(&role, section) => {
                section.blocks.end = index + 1
            }
            _ => sections.push(Section {
                headings: Vec::new(),
                blocks: index..index + 1,
                lead: 0,
                rules: 0,
                begins_softly: matches!(role, Role::Heading(_)),
                begins_page,
            }),
        }
        let heading = match role {
            Role::DocumentLine(line) => Some((0, line)),
            Role::Heading(level) => Some((level.clamp(1, DEEPEST_LEVEL), text)),
            Role::Rule | Role::Body => None,
        };
        if let Some((level, text)) = heading {
            open.retain(|(open, _)| *open < level);
            open.push((level, text));
        }
        if let Some(section) = sections.last_mut() {
            let introduces = match role {
                Role::DocumentLine(line) => line == text,
                Role::Rule | Role::Heading(_) => true,
                Role::Body => false,
            };
            section.lead += usize::from(introduces);
            section.rules += usize::from(role == Role::Rule);
            if heading.is_some() || section.blocks.len() == 1 {
                section.headings = open.iter().map(|(_, text)| shortened(text)).collect();
            }
        }
    }
    sections
}

/// Whether a block of this role cannot stand in a section that holds what `section` holds so far.
fn begins_section(role: &Role, section: &Section) -> bool {
    match role {
        Role::Rule | Role::DocumentLine(_) => section.rules < section.blocks.len(),
        Role::Heading(_) => section.lead < section.blocks.len(),
        Role::Body => false,
    }
}

fn role<'a>(text: &'a str, block: &Block) -> Role<'a> {
    if is_rule(text) {
        return Role::Rule;
    }
    match (document_line(text), block.kind) {
        (Some(_), BlockKind::Heading(_)) => Role::DocumentLine(text),
        (Some(line), BlockKind::Paragraph) => Role::DocumentLine(line),
        (None, BlockKind::Heading(level)) => Role::Heading(level),
        (None, BlockKind::Paragraph) => Role::Body,
    }
}

/// Whether a block is only a line of marks: `***`, `* * *`, `-----`, `⁂`.
fn is_rule(text: &str) -> bool {
    let mut marks = text.chars().filter(|char| !char.is_whitespace());
    match marks.next() {
        Some('⁂') => marks.next().is_none(),
        Some(mark @ ('*' | '-' | '–' | '—' | '_' | '=' | '~' | '#' | '•')) => {
            marks.by_ref().take(2).filter(|next| *next == mark).count() == 2
                && marks.all(|next| next == mark)
        }
        _ => false,
    }
}

/// The words `DOCUMENT NO. 2` at the start of a block, with any of the usual spellings.
///
/// A block that goes on after the number counts when the words are in capitals or a mark follows:
/// `Dokument 2: Bericht`, but not `Document No. 2 shows …`.
fn document_line(text: &str) -> Option<&str> {
    let name_len = text.find(|char: char| !char.is_alphabetic())?;
    let name = &text[..name_len];
    if !["document", "dokument"].iter().any(|word| name.eq_ignore_ascii_case(word)) {
        return None;
    }
    let rest = text[name_len..].trim_start();
    let sign_len =
        rest.find(|char: char| char.is_whitespace() || char.is_numeric() || char == '.')?;
    let number = match rest[..sign_len].to_lowercase().as_str() {
        "" => rest,
        "no" | "nº" | "n°" | "№" | "nr" | "number" | "nummer" => {
            rest[sign_len..].trim_start_matches('.').trim_start()
        }
        _ => return None,
    };
    let after = number.trim_start_matches(|char: char| char.is_ascii_digit());
    if after.len() == number.len() || after.starts_with(char::is_alphanumeric) {
        return None;
    }
    if after.trim_start_matches(['.', ':']).is_empty() {
        return Some(text);
    }
    let is_set_off = after.trim_start().starts_with([':', '.', '–', '—', '-']);
    let is_capitals = name.chars().all(char::is_uppercase);
    (is_set_off || is_capitals).then(|| &text[..text.len() - after.len()])
}

fn shortened(heading: &str) -> String {
    heading[..cut::lead_len(heading, usize::MAX, MAX_HEADING_BYTES)].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_lines_of_one_mark() {
        for rule in ["***", "* * *", "-----", "⁂", "===="] {
            assert!(is_rule(rule), "{rule}");
        }
        for text in ["", "**", "*** a", "*-*", "abc", "*a*"] {
            assert!(!is_rule(text), "{text}");
        }
    }

    #[test]
    fn document_lines_are_told_from_prose() {
        let check =
            |text: &str, expect: Option<&str>| assert_eq!(document_line(text), expect, "{text}");
        check("DOCUMENT NO. 2", Some("DOCUMENT NO. 2"));
        check("DOKUMENT NR. 12", Some("DOKUMENT NR. 12"));
        check("Dokument Nr.12", Some("Dokument Nr.12"));
        check("Document No 3.", Some("Document No 3."));
        check("DOCUMENT Nº 7", Some("DOCUMENT Nº 7"));
        check("Document 4: Telegram from Pyongyang", Some("Document 4"));
        check("DOCUMENT NO. 2 Report, Embassy of the GDR", Some("DOCUMENT NO. 2"));
        check("Document No. 2 shows that he knew.", None);
        check("DOCUMENTS", None);
        check("Document", None);
        check("Document A", None);
        check("Dokument Nr. 2a", None);
        check("Documentation 2", None);
    }

    #[test]
    fn long_headings_are_shortened() {
        assert_eq!(shortened("A heading"), "A heading");
        assert_eq!(shortened(&"word ".repeat(100)).len(), 199);
    }
}
