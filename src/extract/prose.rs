//! Plain text that stands in another format, cut into blocks.

use super::transcript::TranscriptBlock;
use crate::document::BlockKind;

/// A line of a wrapped paragraph that is not its last has at least this many characters. Mail programs wrap at 65 to 78;
/// shorter lines are lists, addresses, verse.
const WRAPPED_MIN: usize = 45;

/// Adds the text to a transcript's text and blocks: paragraphs at blank lines, quotations and signatures line by line.
pub fn append(body: &str, is_flowed: bool, text: &mut String, blocks: &mut Vec<TranscriptBlock>) {
    let mut open: Option<Open> = None;
    let mut is_signature = false;
    for line in body.split('\n') {
        let is_quoted = line.starts_with('>');
        let shown = if is_flowed { line.strip_prefix(' ').unwrap_or(line) } else { line };
        is_signature |= line == "-- " || line == "--";
        if let Some(done) = open.take_if(|block| {
            line.trim().is_empty()
                || block.is_quoted != is_quoted
                || is_signature && line.starts_with("--")
        }) {
            done.close(text, blocks);
        }
        if line.trim().is_empty() {
            continue;
        }
        let block = open.get_or_insert_with(|| {
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            Open {
                start: text.len(),
                is_quoted,
                keeps_lines: is_quoted || is_signature,
                has_break: false,
            }
        });
        if text.len() > block.start {
            block.keeps_lines |= block.has_break;
            text.push('\n');
        }
        block.has_break = match is_flowed {
            true => !shown.ends_with(' '),
            false => shown.trim().chars().count() < WRAPPED_MIN,
        };
        text.push_str(shown);
    }
    if let Some(block) = open {
        block.close(text, blocks);
    }
}

/// A block that has no end yet.
struct Open {
    start: usize,
    is_quoted: bool,
    keeps_lines: bool,
    /// Whether the line end after the last line is the author's.
    has_break: bool,
}

impl Open {
    fn close(self, text: &mut String, blocks: &mut Vec<TranscriptBlock>) {
        text.truncate(text.trim_end().len());
        blocks.push(TranscriptBlock {
            span: self.start..text.len(),
            kind: BlockKind::Paragraph,
            keeps_lines: self.keeps_lines,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(body: &str, is_flowed: bool) -> Vec<(String, bool)> {
        let (mut text, mut blocks) = (String::new(), Vec::new());
        append(body, is_flowed, &mut text, &mut blocks);
        blocks.into_iter().map(|block| (text[block.span].to_owned(), block.keeps_lines)).collect()
    }

    #[test]
    fn paragraphs_quotations_and_signatures_are_blocks() {
        let long = "Der Botschafter berichtete am Morgen über die Gespräche mit";
        let source = format!(
            "{long}\nder Regierung.\n\n\nAnna\nBerlin\n> alt\n> Zeile\nneu\n-- \nM. Muster\nBonn\n"
        );
        let expect = [
            (format!("{long}\nder Regierung."), false),
            ("Anna\nBerlin".to_owned(), true),
            ("> alt\n> Zeile".to_owned(), true),
            ("neu".to_owned(), false),
            ("-- \nM. Muster\nBonn".to_owned(), true),
        ];
        assert_eq!(blocks(&source, false), expect);
        assert_eq!(blocks(" \n\n", false), []);
    }

    #[test]
    fn flowed_lines_run_on() {
        assert_eq!(
            blocks("a \nb\n\nc\nd", true),
            [("a \nb".to_owned(), false), ("c\nd".to_owned(), true)]
        );
    }
}
