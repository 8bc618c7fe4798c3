//! The text of an HTML source.

use super::super::flow::{Flow, Lines, Mark};
use super::elements::{Element, Role};
use super::references;
use super::tokens::{Token, tokens};
use crate::document::{BlockKind, Language, Metadata, Span};

/// What starts and ends a CDATA section.
const CDATA: (&str, &str) = ("<![CDATA[", "]]>");

/// What stands before the address of a page that was saved, in a comment: by browsers (`saved from url=(0019)https://…`),
/// by SingleFile.
const SAVED_FROM: [&str; 2] = ["saved from url=", "Page saved with SingleFile \n url:"];

/// Which parts of a page are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parts {
    /// What the page is about.
    Content,
    /// All that shows.
    All,
}

/// Writes the text of the part of a source; gives what the source says about itself.
pub fn read(flow: &mut Flow, source: &str, span: Span, parts: Parts) -> Metadata {
    let mut reader = Reader {
        flow,
        source,
        offset: span.start,
        parts,
        skipped: None,
        scope: Scope::default(),
        metadata: Metadata::default(),
    };
    for token in tokens(&source[span]) {
        reader.token(token);
    }
    reader.end()
}

/// How deep the reader stands in elements that matter.
#[derive(Clone, Copy, Default)]
struct Scope {
    content: usize,
    preformatted: usize,
}

/// An element whose text goes when its end tag comes; without one it stays, or a page with a forgotten end tag would
/// lose its text.
struct Skipped {
    element: &'static Element,
    depth: usize,
    mark: Mark,
    scope: Scope,
}

struct Reader<'f, 's> {
    flow: &'f mut Flow<'s>,
    source: &'f str,
    offset: usize,
    parts: Parts,
    skipped: Option<Skipped>,
    scope: Scope,
    metadata: Metadata,
}

impl Reader<'_, '_> {
    fn token(&mut self, token: Token) {
        match token {
            Token::Start { element, span, is_empty } => {
                self.start(element, self.in_source(span));
                if is_empty {
                    self.end_element(element);
                }
            }
            Token::End(element) => self.end_element(element),
            Token::Text(span) => references::write(self.flow, self.source, self.in_source(span)),
            Token::Comment(span) => self.comment(self.in_source(span)),
            Token::Language(code) if self.metadata.language.is_none() => {
                self.metadata.language = Language::from_code(&code);
            }
            Token::Language(_) => {}
            Token::Address(address) => self.address(&address),
        }
    }

    /// Where the page is on the web; the first that is said counts.
    fn address(&mut self, address: &str) {
        let address = address.trim();
        let is_web = ["http://", "https://"].iter().any(|start| address.starts_with(start));
        if is_web && self.metadata.url.is_none() && !address.contains(char::is_whitespace) {
            self.metadata.url = Some(address.to_owned());
        }
    }

    fn in_source(&self, span: Span) -> Span {
        span.start + self.offset..span.end + self.offset
    }

    /// XHTML may hold text in CDATA sections, which are comments to HTML; a page that a browser saved says in one where it
    /// was.
    fn comment(&mut self, span: Span) {
        let source = self.source;
        let comment = &source[span.clone()];
        let mark = SAVED_FROM.iter().find_map(|mark| comment.split_once(mark));
        if let Some(address) = mark.and_then(|(_, rest)| rest.split_whitespace().next()) {
            self.address(address.trim_start_matches(|c| c != 'h'));
        }
        if comment.starts_with(CDATA.0) {
            let end = span.start + comment.trim_end_matches(CDATA.1).len();
            self.flow.verbatim(span.start + CDATA.0.len()..end.max(span.start + CDATA.0.len()));
        }
    }

    fn start(&mut self, element: &'static Element, span: Span) {
        match element.role {
            Role::Heading(level) => self.flow.start_block(BlockKind::Heading(level), self.lines()),
            Role::LineBreak => self.flow.line_break(span),
            Role::Preformatted => {
                self.scope.preformatted += 1;
                self.flow.start_block(BlockKind::Paragraph, Lines::Kept);
            }
            Role::Content => {
                self.flow.end_block();
                self.scope.content += 1;
            }
            Role::Block | Role::Navigation | Role::Margin | Role::Root => self.flow.end_block(),
            Role::Hidden | Role::Control | Role::Title | Role::Script => {}
        }
        if let Some(skipped) = &mut self.skipped {
            skipped.depth += usize::from(skipped.element == element);
        } else if self.is_skipped(element) {
            self.skipped =
                Some(Skipped { element, depth: 1, mark: self.flow.mark(), scope: self.scope });
        }
    }

    fn is_skipped(&self, element: &Element) -> bool {
        match element.role {
            Role::Hidden | Role::Title => true,
            Role::Navigation | Role::Control => self.parts == Parts::Content,
            Role::Margin => self.parts == Parts::Content && self.scope.content == 0,
            _ => false,
        }
    }

    fn end_element(&mut self, element: &'static Element) {
        match element.role {
            Role::Heading(_) => self.flow.start_block(BlockKind::Paragraph, self.lines()),
            Role::Preformatted => {
                self.scope.preformatted = self.scope.preformatted.saturating_sub(1);
                self.flow.start_block(BlockKind::Paragraph, self.lines());
            }
            Role::Content => {
                self.flow.end_block();
                self.scope.content = self.scope.content.saturating_sub(1);
            }
            Role::Block | Role::Navigation | Role::Margin | Role::Root => self.flow.end_block(),
            Role::LineBreak | Role::Hidden | Role::Control | Role::Title | Role::Script => {}
        }
        if let Some(mut skipped) = self.skipped.take_if(|skipped| skipped.element == element) {
            skipped.depth -= 1;
            match skipped.depth {
                0 => self.skip(skipped),
                _ => self.skipped = Some(skipped),
            }
        }
    }

    /// Takes back the text of an element.
    fn skip(&mut self, skipped: Skipped) {
        if skipped.element.role == Role::Title && self.metadata.title.is_none() {
            self.metadata.title = Some(self.flow.since(&skipped.mark).to_owned());
        }
        self.scope = skipped.scope;
        self.flow.roll_back(skipped.mark);
    }

    fn lines(&self) -> Lines {
        if self.scope.preformatted > 0 { Lines::Kept } else { Lines::Joined }
    }

    fn end(self) -> Metadata {
        self.flow.start_block(BlockKind::Paragraph, Lines::Joined);
        self.metadata
    }
}
