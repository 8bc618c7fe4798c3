//! The tags and texts of an XML source, each with its span, however broken it is.

use crate::document::Span;

/// What starts and ends what is no text.
const ASIDES: [(&str, &str); 2] = [("<!--", "-->"), ("<?", "?>")];

const CDATA: (&str, &str) = ("<![CDATA[", "]]>");

const DOCTYPE: &str = "<!DOCTYPE";

/// A part of an XML source. Comments, processing instructions and declarations are left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Token<'s> {
    /// A start tag.
    Start {
        /// With its prefix.
        name: &'s str,
        span: Span,
        /// Whether it ends the element, too.
        is_empty: bool,
    },
    /// An end tag.
    End { name: &'s str, span: Span },
    /// Text with character references.
    Text(Span),
    /// Text as it stands.
    Verbatim(Span),
}

/// The tokens of a source. What looks like markup and is none, such as a tag without an end, is text: nothing is lost.
pub struct Tokens<'s> {
    source: &'s str,
    at: usize,
    /// Which of [`ASIDES`] are known not to end any more, so that each is looked for once.
    unended: [bool; 2],
    /// Whether the document type has been declared.
    has_type: bool,
}

impl<'s> Tokens<'s> {
    /// The tokens of a decoded source.
    pub fn new(source: &'s str) -> Self {
        Tokens { source, at: 0, unended: [false; 2], has_type: false }
    }

    fn rest(&self) -> &'s str {
        &self.source[self.at..]
    }

    /// Passes over what is no text; `false` where none stands.
    fn aside(&mut self) -> bool {
        let Some(len) = self.aside_len() else { return false };
        self.at += len;
        true
    }

    fn aside_len(&mut self) -> Option<usize> {
        let rest = self.rest();
        for ((start, end), is_unended) in ASIDES.iter().zip(&mut self.unended) {
            if rest.starts_with(start) && !*is_unended {
                let len = rest[start.len()..].find(end).map(|at| start.len() + at + end.len());
                *is_unended = len.is_none();
                return len;
            }
        }
        let declared = rest.strip_prefix("<!")?;
        if !declared.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return None;
        }
        // A second declaration is damage; looking for the end of each could take forever.
        let is_first = !self.has_type && rest.starts_with(DOCTYPE);
        self.has_type |= is_first;
        let whole = if is_first { doctype_len(rest) } else { None };
        whole.or_else(|| tag_len(rest))
    }

    fn markup(&self) -> Option<(usize, Token<'s>)> {
        let (rest, at) = (self.rest(), self.at);
        if let Some(inside) = rest.strip_prefix(CDATA.0) {
            let start = at + CDATA.0.len();
            let len = inside.find(CDATA.1);
            let token = Token::Verbatim(start..start + len.unwrap_or(inside.len()));
            let whole = len.map_or(rest.len(), |len| CDATA.0.len() + len + CDATA.1.len());
            return Some((whole, token));
        }
        let is_end = rest.starts_with("</");
        let name = name(&rest[1 + usize::from(is_end)..])?;
        let len = tag_len(rest)?;
        let span = at..at + len;
        let token = match is_end {
            true => Token::End { name, span },
            false => Token::Start { name, span, is_empty: rest[..len].ends_with("/>") },
        };
        Some((len, token))
    }
}

impl<'s> Iterator for Tokens<'s> {
    type Item = Token<'s>;

    fn next(&mut self) -> Option<Token<'s>> {
        while self.rest().starts_with('<') && self.aside() {}
        let rest = self.rest();
        if rest.is_empty() {
            return None;
        }
        let is_open = rest.starts_with('<');
        if is_open && let Some((len, token)) = self.markup() {
            self.at += len;
            return Some(token);
        }
        let start = usize::from(is_open);
        let len = rest[start..].find('<').map_or(rest.len(), |len| start + len);
        self.at += len;
        Some(Token::Text(self.at - len..self.at))
    }
}

/// The name at the start of `text`; `None` where none stands.
fn name(text: &str) -> Option<&str> {
    let is_over = |c: char| c.is_whitespace() || "/><\"'=&".contains(c);
    let name = &text[..text.find(is_over).unwrap_or(text.len())];
    name.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == ':').then_some(name)
}

/// The length of the tag at the start of `text`. No value may hold a `<`: where one comes first, a quote is missing, and
/// the tag ends at the first `>`, if there is one.
fn tag_len(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match (byte, quote) {
            (b'<', _) => return text[..at].find('>').map(|at| at + 1),
            (b'>', None) => return Some(at + 1),
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            _ => {}
        }
    }
    text.find('>').map(|at| at + 1)
}

/// The length of a document type declaration with all that it declares; `None` where it is damaged.
fn doctype_len(text: &str) -> Option<usize> {
    let (mut at, mut is_inside) = (DOCTYPE.len(), false);
    loop {
        at += text[at..].find(['"', '\'', '[', ']', '<', '>'])?;
        let rest = &text[at..];
        let aside = ASIDES.iter().find(|(start, _)| rest.starts_with(start));
        let end = match rest.as_bytes()[0] {
            _ if aside.is_some() => aside.map_or("", |(_, end)| end),
            b'"' => "\"",
            b'\'' => "'",
            b'>' if !is_inside => return Some(at + 1),
            mark => {
                is_inside = mark == b'[' || is_inside && mark != b']';
                ""
            }
        };
        at += 1 + rest[1..].find(end)? + end.len();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tokens, each as the text of its span.
    fn check(source: &str, expect: &[&str]) {
        let text = |token| match token {
            Token::Start { name, span, is_empty } => {
                assert!(source[span.clone()].contains(name));
                source[span].to_owned() + if is_empty { " empty" } else { "" }
            }
            Token::End { name, .. } => format!("end {name}"),
            Token::Text(span) => source[span].to_owned(),
            Token::Verbatim(span) => format!("verbatim {}", &source[span]),
        };
        assert_eq!(Tokens::new(source).map(text).collect::<Vec<_>>(), expect, "{source}");
    }

    #[test]
    fn spans_are_exact() {
        check(
            "<?xml version='1.0'?>\n<e:a b='ä > c'>f&#252;r<d/><!-- <e> --><![CDATA[x<y>]]></e:a >",
            &["\n", "<e:a b='ä > c'>", "f&#252;r", "<d/> empty", "verbatim x<y>", "end e:a"],
        );
    }

    #[test]
    fn the_document_type_is_no_text() {
        for declared in [
            "",
            " [<!ENTITY b 'it > ]'> <!-- it's ]> --> <?c ]> ?>]",
            " PUBLIC \"-//x>//\" 'y' [\n]",
        ] {
            check(&format!("<!DOCTYPE a{declared}><a>b"), &["<a>", "b"]);
        }
        check("<!DOCTYPE a [<!ENTITY b 'c><a>b", &["<!DOCTYPE a [", "<a>", "b"]);
        check("<!DOCTYPE a><!DOCTYPE a [><!ELEMENT>b", &["b"]);
    }

    #[test]
    fn what_is_no_markup_is_text() {
        check("1 < 2 <3 <> </> <ä>b", &["1 ", "< 2 ", "<3 ", "<> ", "</> ", "<ä>", "b"]);
        check("<a b=\"c>d<e>f", &["<a b=\"c>", "d", "<e>", "f"]);
        check("<a b='c' d<e f", &["<a b='c' d", "<e f"]);
        check("a<!-- b <?c <d>e", &["a", "<!-- b ", "<?c ", "<d>", "e"]);
        check("a<![CDATA[b", &["a", "verbatim b"]);
        check("a<![CDATA", &["a", "<![CDATA"]);
        check("<", &["<"]);
    }
}
