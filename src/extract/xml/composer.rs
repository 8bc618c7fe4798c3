//! Words set into lines, blocks and pages.

use super::{Failure, Limits, Transcript, TranscriptBlock};
use crate::document::{BlockKind, Page};

/// What divides a word at a line end: see the repair of hyphens for what becomes of it.
const HYPHENS: [char; 5] = ['-', '\u{2010}', '⸗', '¬', '\u{AD}'];

/// What stands between the last word and the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Blank,
    Line,
}

/// A transcript in the making. White space is one blank, however much of it comes.
#[derive(Debug)]
pub struct Composer {
    text: String,
    blocks: Vec<TranscriptBlock>,
    pages: Vec<Page>,
    /// How many of the pages have got their start; the others begin with the next word.
    started_pages: usize,
    /// Where the open block begins; `None` between blocks.
    open: Option<usize>,
    kind: BlockKind,
    keeps_lines: bool,
    gap: Gap,
    /// Whether white space is swallowed up to the next word.
    is_glued: bool,
    /// Whether the next block goes on in the open one.
    runs_on: bool,
    /// Texts to come after the open block.
    notes: Vec<Composer>,
    max_text: usize,
    is_full: bool,
}

impl Composer {
    /// An empty transcript.
    pub fn new(limits: &Limits) -> Self {
        Composer {
            text: String::new(),
            blocks: Vec::new(),
            pages: Vec::new(),
            started_pages: 0,
            open: None,
            kind: BlockKind::Paragraph,
            keeps_lines: false,
            gap: Gap::None,
            is_glued: false,
            runs_on: false,
            notes: Vec::new(),
            max_text: limits.max_text,
            is_full: false,
        }
    }

    /// Appends text that runs on.
    pub fn text(&mut self, text: &str) {
        for (index, word) in text.split(char::is_whitespace).enumerate() {
            if index > 0 {
                self.blank();
            }
            if !word.is_empty() {
                self.word(word);
            }
        }
    }

    fn word(&mut self, word: &str) {
        if self.text.len() + word.len() > self.max_text {
            self.is_full = true;
            return;
        }
        match self.open {
            None => self.open_block(),
            Some(_) => match self.gap {
                Gap::None => {}
                Gap::Blank => self.text.push(' '),
                Gap::Line => self.text.push('\n'),
            },
        }
        self.text.push_str(word);
        self.gap = Gap::None;
        self.is_glued = false;
        self.runs_on = false;
    }

    fn open_block(&mut self) {
        if !self.text.is_empty() {
            self.text.push_str("\n\n");
        }
        let start = self.text.len();
        self.start_pages(start);
        self.open = Some(start);
    }

    fn start_pages(&mut self, start: usize) {
        for page in &mut self.pages[self.started_pages..] {
            page.start = start;
        }
        self.started_pages = self.pages.len();
    }

    /// Divides the last word from the next.
    pub fn blank(&mut self) {
        if !self.is_glued {
            self.gap = self.gap.max(Gap::Blank);
        }
    }

    /// Ends the line, if there is something in it.
    pub fn end_line(&mut self) {
        self.is_glued = false;
        self.gap = Gap::Line;
    }

    /// Ends a line in the middle of a word: where no hyphen shows it, the next word belongs to the last.
    pub fn end_line_in_word(&mut self) {
        self.end_line();
        if self.open.is_some() && !self.text.ends_with(HYPHENS) {
            self.gap = Gap::None;
            self.is_glued = true;
        }
    }

    /// Ends the open block; what follows is of this kind.
    pub fn begin(&mut self, kind: BlockKind, keeps_lines: bool) {
        if std::mem::take(&mut self.runs_on) && self.open.is_some() {
            if !self.is_glued {
                self.gap = self.gap.max(if keeps_lines { Gap::Line } else { Gap::Blank });
            }
            self.keeps_lines |= keeps_lines;
            return;
        }
        self.end();
        self.kind = kind;
        self.keeps_lines = keeps_lines;
    }

    /// Begins a line of verse, in the open block if that is verse.
    pub fn verse(&mut self) {
        match self.open {
            Some(_) if self.keeps_lines => self.end_line(),
            _ => self.begin(BlockKind::Paragraph, true),
        }
    }

    /// Lets the next block go on in the open one, as a speech does after its speaker's name.
    pub fn run_on(&mut self) {
        self.runs_on = self.open.is_some();
    }

    /// Whether the next block goes on in the open one.
    pub fn is_running_on(&self) -> bool {
        self.runs_on
    }

    /// Lets the next block go on with the word that the open one ends with, as after a large initial.
    pub fn run_on_in_word(&mut self) {
        self.run_on();
        self.gap = Gap::None;
        self.is_glued = self.runs_on;
    }

    /// Ends the open block; what follows is a paragraph. The notes to the block come after it.
    pub fn end(&mut self) {
        if let Some(start) = self.open.take() {
            let span = start..self.text.len();
            let is_ruling = |c: char| c == '|' || c.is_whitespace();
            if self.text[span.clone()].chars().all(is_ruling) {
                // A table row without content.
                self.text.truncate(start);
                self.text.truncate(self.text.trim_end().len());
                let started = &self.pages[..self.started_pages];
                self.started_pages = started.partition_point(|page| page.start < start);
            } else {
                let (kind, keeps_lines) = (self.kind, self.keeps_lines);
                self.blocks.push(TranscriptBlock { span, kind, keeps_lines });
            }
        }
        self.kind = BlockKind::Paragraph;
        self.keeps_lines = false;
        self.gap = Gap::None;
        self.is_glued = false;
        self.runs_on = false;
        for note in std::mem::take(&mut self.notes) {
            self.append(note);
        }
    }

    /// Sets a text after the block that is open or about to begin.
    pub fn note(&mut self, note: Composer) {
        self.notes.push(note);
    }

    /// Whether nothing has been set in the block yet.
    pub fn is_at_start(&self) -> bool {
        self.open.is_none()
    }

    /// Appends blocks and pages that were set elsewhere.
    fn append(&mut self, mut other: Composer) {
        other.end();
        self.is_full |= other.is_full;
        let mut pages = other.pages.into_iter().enumerate().peekable();
        for block in other.blocks {
            while let Some((_, page)) = pages.next_if(|(index, page)| {
                *index < other.started_pages && page.start <= block.span.start
            }) {
                self.pages.push(page);
            }
            if self.text.len() + block.span.len() > self.max_text {
                self.is_full = true;
                return;
            }
            self.open_block();
            self.open = None;
            let start = self.text.len();
            self.text.push_str(&other.text[block.span]);
            self.blocks.push(TranscriptBlock { span: start..self.text.len(), ..block });
        }
        self.pages.extend(pages.map(|(_, page)| page));
    }

    /// Begins a page.
    pub fn page(&mut self, label: Option<String>) {
        self.end();
        self.pages.push(Page { start: self.text.len(), label });
    }

    /// Labels the page, unless it has a label.
    pub fn label(&mut self, label: &str) {
        if let Some(page) = self.pages.last_mut()
            && page.label.is_none()
        {
            page.label = Some(label.to_owned());
        }
    }

    /// Whether there is no word in it.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty() && self.notes.is_empty()
    }

    /// The text set so far.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The transcript, with what is damaged in its source as a warning; fails if there is no text in it or too much.
    pub fn finish(mut self, damage: Option<&str>) -> Result<Transcript, Failure> {
        self.end();
        if self.is_full {
            return Err(Failure::TooLarge(format!("more than {} bytes of text", self.max_text)));
        }
        if self.text.is_empty() {
            return Err(damage.map_or(Failure::Empty, |what| Failure::Damaged(what.to_owned())));
        }
        self.text.push('\n');
        self.start_pages(self.text.len());
        if self.pages.first().is_some_and(|page| page.start > 0) {
            self.pages.insert(0, Page { start: 0, label: None });
        }
        Ok(Transcript {
            text: self.text,
            blocks: Some(self.blocks),
            pages: self.pages,
            warnings: damage.map(str::to_owned).into_iter().collect(),
            ..Transcript::default()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compose(set: impl Fn(&mut Composer)) -> Transcript {
        let mut composer = Composer::new(&Limits::default());
        set(&mut composer);
        composer.finish(None).expect("text")
    }

    fn blocks(transcript: &Transcript) -> Vec<&str> {
        let blocks = transcript.blocks.iter().flatten();
        blocks.map(|block| &transcript.text[block.span.clone()]).collect()
    }

    #[test]
    fn white_space_is_one_blank_and_line_ends_stay() {
        let transcript = compose(|composer| {
            composer.text("  one\n two");
            composer.text("three ");
            composer.end_line();
            composer.text(" four Kon-");
            composer.end_line_in_word();
            composer.text("\nföderation Bundes ");
            composer.end_line_in_word();
            composer.text(" tag");
        });
        assert_eq!(transcript.text, "one twothree\nfour Kon-\nföderation Bundestag\n");
    }

    #[test]
    fn notes_come_after_their_block_and_before_the_page_break() {
        let transcript = compose(|composer| {
            composer.page(Some("1".into()));
            composer.text("before ");
            let mut note = Composer::new(&Limits::default());
            note.text("note");
            composer.note(note);
            composer.text("after");
            composer.page(Some("2".into()));
            composer.page(None);
            composer.text("next");
        });
        assert_eq!(blocks(&transcript), ["before after", "note", "next"]);
        let pages: Vec<_> = transcript.pages.iter().map(|page| page.start).collect();
        let next = transcript.text.find("next").expect("next");
        assert_eq!(pages, [0, next, next]);
    }

    #[test]
    fn the_first_page_starts_at_zero() {
        let transcript = compose(|composer| {
            composer.text("front");
            composer.page(None);
            composer.label("3");
            composer.label("4");
        });
        let labels: Vec<_> =
            transcript.pages.iter().map(|page| (page.start, page.label.as_deref())).collect();
        assert_eq!(labels, [(0, None), (6, Some("3"))]);
    }

    #[test]
    fn limits_hold() {
        let mut composer = Composer::new(&Limits { max_text: 3, ..Limits::default() });
        composer.text("four");
        assert!(matches!(composer.finish(None), Err(Failure::TooLarge(_))));
        assert_eq!(Composer::new(&Limits::default()).finish(None).err(), Some(Failure::Empty));
    }
}
