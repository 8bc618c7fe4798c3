//! The tags and texts of an HTML source, each with its span.

use html5gum::emitters::callback::{Callback, CallbackEmitter, CallbackEvent};
use html5gum::{State, StringReader, Tokenizer};

use super::elements::{Element, Role, find};
use crate::document::Span;

/// How much of a source is searched for signs of XHTML, in bytes.
const HEAD: usize = 1 << 10;

/// A part of an HTML source. Scripts and the tags of elements that do nothing are left out.
#[derive(Debug, PartialEq, Eq)]
pub enum Token {
    /// A start tag.
    Start {
        element: &'static Element,
        span: Span,
        /// Whether it ends the element, too.
        is_empty: bool,
    },
    /// An end tag.
    End(&'static Element),
    /// Text with character references.
    Text(Span),
    /// A comment or something like it.
    Comment(Span),
    /// The language of the document.
    Language(String),
    /// Where the page is on the web, as it says.
    Address(String),
}

/// The tokens of a source.
pub struct Tokens<'s> {
    is_xhtml: bool,
    is_in_script: bool,
    tokenizer: Tokenizer<StringReader<'s>, CallbackEmitter<Events, Token, usize>>,
}

/// The tokens of a source, however broken it is.
pub fn tokens(source: &str) -> Tokens<'_> {
    let head = &source[..source.floor_char_boundary(HEAD)];
    let is_xhtml = head.trim_start().starts_with("<?xml") || head.contains("www.w3.org/1999/xhtml");
    let tokenizer = Tokenizer::new_with_emitter(source, CallbackEmitter::new(Events::default()));
    Tokens { is_xhtml, is_in_script: false, tokenizer }
}

impl Iterator for Tokens<'_> {
    type Item = Token;

    fn next(&mut self) -> Option<Token> {
        loop {
            let Ok(mut token) = self.tokenizer.next()?;
            if let Token::Start { element, is_empty, .. } = &mut token {
                // HTML ignores the slash of `<script/>`; XML and those who write `<iframe/>` do not.
                *is_empty &= self.is_xhtml || element.role == Role::Hidden;
            }
            match token {
                Token::Start { element, is_empty, .. } if element.role == Role::Script => {
                    if !is_empty {
                        self.is_in_script = true;
                        self.tokenizer.set_state(State::ScriptData);
                    }
                }
                Token::End(element) if element.role == Role::Script => self.is_in_script = false,
                _ if self.is_in_script => {}
                _ => return Some(token),
            }
        }
    }
}

/// Puts the tokenizer's events together.
#[derive(Default)]
struct Events {
    element: Option<&'static Element>,
    start: usize,
    is_language: bool,
    /// The attributes of a `<link>` or `<meta>`.
    reference: Option<Reference>,
}

/// What a `<link>` or `<meta>` says: `rel=canonical href=…`, `property="og:url" content=…`.
#[derive(Default)]
struct Reference {
    attribute: Vec<u8>,
    is_address: bool,
    target: Option<String>,
}

impl Reference {
    fn value(&mut self, value: &[u8]) {
        match self.attribute.as_slice() {
            b"rel" | b"property" | b"name" => {
                self.is_address |= value.eq_ignore_ascii_case(b"canonical")
                    || value.eq_ignore_ascii_case(b"og:url");
            }
            b"href" | b"content" => self.target = Some(String::from_utf8_lossy(value).into_owned()),
            _ => {}
        }
    }
}

impl Callback<Token, usize> for Events {
    fn handle_event(
        &mut self,
        event: CallbackEvent<'_>,
        span: html5gum::Span<usize>,
    ) -> Option<Token> {
        let is_root = self.element.is_some_and(|element| element.role == Role::Root);
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.element = find(name);
                self.start = span.start;
                self.reference = matches!(name, b"link" | b"meta").then(Reference::default);
                None
            }
            CallbackEvent::AttributeName { name } => {
                if let Some(reference) = &mut self.reference {
                    reference.attribute = name.to_vec();
                }
                self.is_language = is_root && matches!(name, b"lang" | b"xml:lang");
                None
            }
            CallbackEvent::AttributeValue { value } => {
                if let Some(reference) = &mut self.reference {
                    reference.value(value);
                }
                self.is_language
                    .then(|| Token::Language(String::from_utf8_lossy(value).into_owned()))
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                let reference = self.reference.take().filter(|reference| reference.is_address);
                if let Some(address) = reference.and_then(|reference| reference.target) {
                    return Some(Token::Address(address));
                }
                let span = self.start..span.end;
                self.element.map(|element| Token::Start { element, span, is_empty: self_closing })
            }
            CallbackEvent::EndTag { name } => find(name).map(Token::End),
            CallbackEvent::String { .. } => Some(Token::Text(span.start..span.end)),
            CallbackEvent::Comment { .. } => Some(Token::Comment(span.start..span.end)),
            CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tokens, each as the text of its span.
    fn check(source: &str, expect: &[&str]) {
        let text = |token| match token {
            Token::Start { span, is_empty, .. } => {
                source[span].to_owned() + if is_empty { "/" } else { "" }
            }
            Token::End(element) => format!("end {:?}", element.role),
            Token::Text(span) | Token::Comment(span) => source[span].to_owned(),
            Token::Language(code) | Token::Address(code) => code,
        };
        assert_eq!(tokens(source).map(text).collect::<Vec<_>>(), expect, "{source}");
    }

    #[test]
    fn spans_are_exact() {
        check(
            "<p class='ä'>f&uuml;r <b>dich</b>\r\n</p>",
            &["<p class='ä'>", "f&uuml;r ", "dich", "\r\n", "end Block"],
        );
        check("a<!-- c -->b<![CDATA[x<y]]>z", &["a", "<!-- c -->", "b", "<![CDATA[x<y]]>", "z"]);
        check("&lt;a &b; 1 < 2 </> <3", &["&lt;a &b; 1 < 2 </> <3"]);
        check(
            "<html LANG=de-CH xml:lang=\"en\">",
            &["de-CH", "en", "<html LANG=de-CH xml:lang=\"en\">"],
        );
        check(
            "<link rel=next href=b><LINK href='http://x/?a&amp;b' rel=canonical><meta property=og:url content=c />d",
            &["http://x/?a&b", "c", "d"],
        );
    }

    #[test]
    fn scripts_hold_no_tags() {
        check("<script>a<p>b</script>c<style>d<p></style>", &["c"]);
        check("<script/>a<p>", &[]);
        check("<?xml version='1.0'?><script/>a<p>", &["<?xml version='1.0'?>", "a", "<p>"]);
        check("<iframe src=x />a", &["<iframe src=x />/", "a"]);
        check("<p", &[]);
    }
}
