//! XML read element by element, within limits, for as long as it is well formed.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// How much of a file is searched for its XML declaration, in bytes.
const HEAD: usize = 200;

/// What is said of a text that defines names for pieces of text, as files made to harm do.
const OWN_ENTITIES: &str = "its own entities stay as they are written";

/// The text of an XML file, by its byte order mark, its declaration, or as UTF-8.
pub fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let encoding = match bytes {
        [b'<', 0, ..] => encoding_rs::UTF_16LE,
        [0, b'<', ..] => encoding_rs::UTF_16BE,
        _ => declared(bytes).unwrap_or(UTF_8),
    };
    encoding.decode(bytes).0
}

fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]);
    let declaration =
        head.trim_start_matches('\u{feff}').strip_prefix("<?xml")?.split("?>").next()?;
    let value = declaration.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let label = value.trim_start_matches(['"', '\'']).split(['"', '\'']).next()?;
    // A declaration that could be read as ASCII is not in UTF-16, whatever it says.
    Encoding::for_label(label.as_bytes()).filter(|encoding| encoding.is_ascii_compatible())
}

/// An element's start tag.
pub struct Element<'x>(BytesStart<'x>);

impl Element<'_> {
    /// Its name without the name space's prefix.
    pub fn name(&self) -> &str {
        local(self.0.name().0)
    }

    /// The name space's prefix, as written.
    pub fn prefix(&self) -> &str {
        self.0.name().0.rsplit_once(':').map_or("", |(prefix, _)| prefix)
    }

    /// The value of the attribute of this name, with or without a prefix.
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.find(|key| local(key) == name)
    }

    /// The value of the attribute of this name that has a prefix: `r:id`, not `id`.
    pub fn prefixed(&self, name: &str) -> Option<String> {
        self.find(|key| key.contains(':') && local(key) == name)
    }

    fn find(&self, is_it: impl Fn(&str) -> bool) -> Option<String> {
        let mut attributes = self.0.html_attributes();
        let attribute =
            attributes.with_checks(false).flatten().find(|attribute| is_it(attribute.key.0))?;
        let value = attribute.normalized_value(quick_xml::XmlVersion::Implicit1_0);
        Some(value.map_or_else(|_| attribute.value.into_owned(), Cow::into_owned))
    }
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// What stands in an element.
pub enum Node<'x> {
    /// An element; its own nodes come next, until [`Xml::node`] gives `None` for its end.
    Element(Element<'x>),
    /// Text, with character references resolved. It may come in several pieces.
    Text(Cow<'x, str>),
}

/// A walk through an XML text.
///
/// Whoever gets an element walks to its end with [`Xml::node`] or [`Xml::skip`]. After damage and at the end of the
/// text every `node` gives `None`, so that all who wait for the end of an element get it.
pub struct Xml<'x> {
    reader: Reader<&'x [u8]>,
    depth: usize,
    max_depth: usize,
    too_deep: usize,
    damage: Option<String>,
    is_over: bool,
}

impl<'x> Xml<'x> {
    /// Starts before the root element. Elements nested deeper than `max_depth` are left out.
    pub fn new(text: &'x str, max_depth: usize) -> Self {
        let mut reader = Reader::from_str(text.trim_start_matches('\u{feff}'));
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.allow_dangling_amp = true;
        Xml { reader, depth: 0, max_depth, too_deep: 0, damage: None, is_over: false }
    }

    /// Enters the root element; `None` when there is none.
    pub fn root(&mut self) -> Option<Element<'x>> {
        loop {
            if let Node::Element(root) = self.node()? {
                return Some(root);
            }
        }
    }

    /// The next node of the element the walk stands in; `None` at its end.
    pub fn node(&mut self) -> Option<Node<'x>> {
        loop {
            match self.event()? {
                Event::Start(start) => {
                    if self.depth >= self.max_depth {
                        self.too_deep += 1;
                        self.pass_over();
                        continue;
                    }
                    self.depth += 1;
                    return Some(Node::Element(Element(start)));
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    return None;
                }
                Event::Text(text) => return Some(Node::Text(text.xml10_content())),
                Event::CData(text) => return Some(Node::Text(text.xml10_content())),
                Event::GeneralRef(reference) => {
                    return Some(Node::Text(match reference.resolve_char_ref() {
                        Ok(Some(c)) => Cow::Owned(c.to_string()),
                        _ => predefined(&reference),
                    }));
                }
                _ => {}
            }
        }
    }

    /// Goes to the end of the element the walk stands in.
    pub fn skip(&mut self) {
        self.pass_over();
        self.depth = self.depth.saturating_sub(1);
    }

    /// All the text of the element the walk stands in; goes to its end.
    pub fn text(&mut self) -> String {
        let mut text = String::new();
        let mut depth = 0_usize;
        while let Some(event) = self.event() {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => break,
                Event::End(_) => depth -= 1,
                Event::Text(piece) => text.push_str(&piece.xml10_content()),
                Event::CData(piece) => text.push_str(&piece.xml10_content()),
                Event::GeneralRef(reference) => match reference.resolve_char_ref() {
                    Ok(Some(c)) => text.push(c),
                    _ => text.push_str(&predefined(&reference)),
                },
                _ => {}
            }
        }
        self.depth = self.depth.saturating_sub(1);
        text
    }

    /// What went wrong, a line each; `part` is the name of the text.
    pub fn warnings(&self, part: &str) -> Vec<String> {
        let too_deep = (self.too_deep > 0)
            .then(|| format!("{part}: elements nested too deep, {} left out", self.too_deep));
        let damage = self.damage.as_ref().map(|damage| format!("{part}: {damage}"));
        too_deep.into_iter().chain(damage).collect()
    }

    /// Reads to the end tag that is one level up, in a loop: depth costs nothing.
    fn pass_over(&mut self) {
        let mut depth = 0_usize;
        while let Some(event) = self.event() {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => return,
                Event::End(_) => depth -= 1,
                _ => {}
            }
        }
    }

    fn event(&mut self) -> Option<Event<'x>> {
        if self.is_over {
            return None;
        }
        let damage = match self.reader.read_event() {
            Ok(Event::Eof) if self.depth > 0 => "ends in the middle".into(),
            Ok(Event::Eof) => {
                self.is_over = true;
                return None;
            }
            Ok(event) => {
                if matches!(&event, Event::DocType(text) if text.contains("<!ENTITY")) {
                    self.damage = Some(OWN_ENTITIES.to_owned());
                }
                return Some(event);
            }
            Err(error) => format!("damaged at byte {} ({error})", self.reader.error_position()),
        };
        self.is_over = true;
        self.damage = Some(format!("{damage}, read as far as it goes"));
        None
    }
}

/// What a named reference stands for; one that XML does not know stays as typed.
fn predefined(name: &str) -> Cow<'static, str> {
    match quick_xml::escape::resolve_predefined_entity(name) {
        Some(text) => Cow::Borrowed(text),
        None => Cow::Owned(format!("&{name};")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with the names of the elements around it.
    fn outline(xml: &mut Xml, out: &mut String) {
        while let Some(node) = xml.node() {
            match node {
                Node::Element(element) if element.name() == "skip" => xml.skip(),
                Node::Element(element) if element.name() == "all" => out.push_str(&xml.text()),
                Node::Element(element) => {
                    out.push_str(element.name());
                    out.push('(');
                    outline(xml, out);
                    out.push(')');
                }
                Node::Text(text) => out.push_str(&text),
            }
        }
    }

    fn check(text: &str, expect: &str, warnings: usize) {
        let mut xml = Xml::new(text, 4);
        let mut out = String::new();
        outline(&mut xml, &mut out);
        assert_eq!(out, expect, "{text}");
        assert_eq!(xml.warnings("a").len(), warnings, "{text}: {:?}", xml.warnings("a"));
    }

    #[test]
    fn elements_and_texts_come_in_order() {
        check("<a:b>x<c/>y</a:b>", "b(xc()y)", 0);
        check("<a>1<skip><b>2</b></skip>3<all>4<b>5</b></all>6</a>", "a(13456)", 0);
        check("<a><![CDATA[<b>]]></a>", "a(<b>)", 0);
    }

    #[test]
    fn references_are_resolved_and_unknown_ones_stay() {
        check("<a>&lt;f&#252;r&#x20;&amp;&unheard;</a>", "a(<für &&unheard;)", 0);
        check(
            "<!DOCTYPE a [<!ENTITY b \"bomb\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]><a>&b;&c;</a>",
            "a(&b;&c;)",
            1,
        );
        check("<a>R&D & more</a>", "a(R&D & more)", 0);
    }

    #[test]
    fn damage_ends_the_text_with_a_warning() {
        check("<a>one<b>two", "a(oneb(two))", 1);
        check("<a>one<b>two</a>three", "a(oneb(two))", 1);
        check("", "", 0);
    }

    #[test]
    fn what_is_too_deep_is_left_out() {
        check("<a><b><c><d>4<e>5<f>6</f></e></d></c></b>1</a>", "a(b(c(d(4)))1)", 1);
        let deep = "<a>".repeat(100_000);
        check(&deep, "a(a(a(a())))", 2);
    }

    #[test]
    fn attributes_are_found_by_their_local_names() {
        let mut xml =
            Xml::new("<?xml version='1.0'?>\n<a id='256' r:id='r&amp;1' w:val=\"x\"/>", 4);
        let element = xml.root().expect("an element");
        assert_eq!(element.attribute("id").as_deref(), Some("256"));
        assert_eq!(element.prefixed("id").as_deref(), Some("r&1"));
        assert_eq!(element.attribute("val").as_deref(), Some("x"));
        assert_eq!(element.attribute("none"), None);
    }

    #[test]
    fn encodings_are_told() {
        let check = |bytes: &[u8], expect| assert_eq!(decode(bytes), expect);
        check(
            b"<?xml version='1.0' encoding='ISO-8859-1'?><a>f\xFCr</a>",
            "<?xml version='1.0' encoding='ISO-8859-1'?><a>für</a>",
        );
        check("<a>für</a>".as_bytes(), "<a>für</a>");
        check(b"<\0a\0/\0>\0", "<a/>");
        check(b"\xFE\xFF\0<\0a\0/\0>", "<a/>");
        check(
            b"<?xml version='1.0' encoding='UTF-16'?>\xC3\xBC",
            "<?xml version='1.0' encoding='UTF-16'?>ü",
        );
    }
}
