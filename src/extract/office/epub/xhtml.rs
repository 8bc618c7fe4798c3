//! The text of the XHTML files of an e-book, well formed or not.

use html5gum::{HtmlString, StartTag, State, Token, Tokenizer};

use super::super::block_flow::BlockFlow;
use super::super::composition::Piece;
use super::navigation::PageLabels;

/// Elements that stand between other blocks.
const BLOCKS: [&str; 39] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "title",
    "ul",
];

/// Elements without text for readers.
const HIDDEN: [&str; 11] = [
    "annotation",
    "annotation-xml",
    "audio",
    "desc",
    "epub:case",
    "head",
    "iframe",
    "rp",
    "template",
    "title",
    "video",
];

/// Elements whose content is no markup.
const SCRIPTS: [&str; 2] = ["script", "style"];

/// Contents listed in a text, which are the reading program's business.
const CONTENTS: [&str; 3] = ["toc", "page-list", "landmarks"];

/// Elements that never have an end tag.
const VOID: [&str; 8] = ["br", "col", "hr", "img", "input", "link", "meta", "wbr"];

/// Longest number or sign that calls a note.
const NOTE_MARK: usize = 4;

/// What starts and ends a CDATA section, which is a comment to HTML.
const CDATA: (&str, &str) = ("[CDATA[", "]]");

/// Reads the files of a book one after the other.
pub struct Reader<'l> {
    labels: &'l PageLabels,
    path: String,
    flow: BlockFlow,
    /// The element that is left out and how often its name is open.
    hidden: Option<(String, usize)>,
    /// The element whose text is the number of a page.
    page: Option<(String, String)>,
    preformatted: usize,
    superscripts: usize,
    links: usize,
    /// Whether the open link calls a note.
    is_note_call: bool,
}

impl<'l> Reader<'l> {
    pub fn new(labels: &'l PageLabels) -> Self {
        Reader {
            labels,
            path: String::new(),
            flow: BlockFlow::default(),
            hidden: None,
            page: None,
            preformatted: 0,
            superscripts: 0,
            links: 0,
            is_note_call: false,
        }
    }

    /// Reads a file that stands at `path`.
    pub fn read(&mut self, text: &str, path: &str) {
        self.path = path.to_owned();
        let mut tokenizer = Tokenizer::new(text);
        while let Some(Ok(token)) = tokenizer.next() {
            match token {
                Token::StartTag(tag) => {
                    let name = utf8(&tag.name);
                    if SCRIPTS.contains(&name.as_str()) && !tag.self_closing {
                        tokenizer.set_state(State::ScriptData);
                        self.hide(&name);
                    }
                    self.start(&name, &tag);
                    if tag.self_closing || VOID.contains(&name.as_str()) {
                        self.end(&name);
                    }
                }
                Token::EndTag(tag) => self.end(&utf8(&tag.name)),
                Token::String(text) => self.text(&utf8(&text.value)),
                Token::Comment(comment) => {
                    let comment = utf8(&comment.value);
                    if let Some(text) = comment.strip_prefix(CDATA.0) {
                        self.text(text.strip_suffix(CDATA.1).unwrap_or(text));
                    }
                }
                Token::Doctype(_) | Token::Error(_) => {}
            }
        }
        // What a file leaves open ends with it.
        self.flow.end_block();
        self.flow.is_in_table = false;
        self.flow.end_row();
        let flow = std::mem::take(&mut self.flow);
        *self = Reader { flow, ..Reader::new(self.labels) };
    }

    /// All that was read.
    pub fn into_pieces(self) -> Vec<Piece> {
        self.flow.into_pieces()
    }

    fn hide(&mut self, name: &str) {
        if self.hidden.is_none() {
            self.hidden = Some((name.to_owned(), 0));
        }
    }

    fn start(&mut self, name: &str, tag: &StartTag<()>) {
        let attribute =
            |key: &str| tag.attributes.get(key.as_bytes()).map(|value| utf8(&value.value));
        let kind = attribute("epub:type").unwrap_or_default();
        let is_kind = |word: &str| kind.split_whitespace().any(|kind| kind == word);
        if HIDDEN.contains(&name) || name == "nav" && CONTENTS.iter().any(|word| is_kind(word)) {
            self.hide(name);
        }
        if let Some((hidden, depth)) = &mut self.hidden {
            *depth += usize::from(hidden == name);
            return;
        }
        let role = attribute("role").unwrap_or_default();
        let place = attribute("id").map(|id| format!("{}#{id}", self.path));
        let listed = place.and_then(|place| self.labels.get(&place));
        if self.page.is_none() && (is_kind("pagebreak") || role == "doc-pagebreak") {
            let label = attribute("title").or(attribute("aria-label")).or(listed.cloned());
            self.page = Some((name.to_owned(), label.unwrap_or_default()));
        } else if let Some(label) = listed {
            self.flow.start_page(Some(label.clone()));
        }
        if BLOCKS.contains(&name) {
            self.flow.end_block();
            self.flow.level = name.strip_prefix('h').and_then(|level| level.parse().ok());
        }
        match name {
            "br" => self.flow.text.push('\n'),
            "pre" => self.preformatted += 1,
            "sup" => self.superscripts += 1,
            "a" => {
                self.links += 1;
                self.is_note_call = is_kind("noteref") || role == "doc-noteref";
            }
            "tr" => {
                self.flow.end_block();
                self.flow.end_row();
            }
            "td" | "th" => self.flow.start_cell(),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        if let Some((hidden, depth)) = &mut self.hidden {
            if hidden == name {
                *depth = depth.saturating_sub(1);
                if *depth == 0 {
                    self.hidden = None;
                }
            }
            return;
        }
        if let Some((_, label)) = self.page.take_if(|(element, _)| element == name) {
            let label = label.trim();
            self.flow.start_page((!label.is_empty()).then(|| label.to_owned()));
        }
        if BLOCKS.contains(&name) {
            self.flow.end_block();
            self.flow.level = None;
        }
        match name {
            "pre" => self.preformatted = self.preformatted.saturating_sub(1),
            "sup" => self.superscripts = self.superscripts.saturating_sub(1),
            "a" => {
                self.links = self.links.saturating_sub(1);
                self.is_note_call = false;
            }
            "td" | "th" => self.flow.end_cell(),
            "tr" => self.flow.end_row(),
            "table" => {
                self.flow.end_row();
                self.flow.is_in_table = false;
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.hidden.is_some() {
            return;
        }
        if let Some((_, label)) = &mut self.page {
            // The number stands in the text, too, but belongs to the page.
            if label.is_empty() {
                label.push_str(text);
            }
            return;
        }
        let is_call = self.is_note_call || self.superscripts > 0 && self.links > 0;
        if is_call && is_note_mark(text) {
            self.flow.text.push_str(&format!("[{}]", text.trim()));
        } else if self.preformatted > 0 {
            self.flow.text.push_str(text);
        } else {
            let out = &mut self.flow.text;
            for c in text.chars() {
                match c {
                    ' ' | '\t' | '\n' | '\r' | '\x0C' => {
                        if !out.is_empty() && !out.ends_with([' ', '\n']) {
                            out.push(' ');
                        }
                    }
                    c => out.push(c),
                }
            }
        }
    }
}

/// Whether a text is the bare number or sign of a note, which would run into the word before it.
fn is_note_mark(text: &str) -> bool {
    let text = text.trim();
    !text.is_empty()
        && text.len() <= NOTE_MARK
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '*' | '†' | '‡'))
}

fn utf8(text: &HtmlString) -> String {
    String::from_utf8_lossy(text).into_owned()
}

#[cfg(test)]
mod tests {
    use super::super::super::composition::compose;
    use super::super::super::composition::tests::{assert_sound, show};
    use super::super::super::limits::Limits;
    use super::*;

    fn check(text: &str, expect: &str) {
        let labels = PageLabels::from([("a.xhtml#p9".to_owned(), "9".to_owned())]);
        let mut reader = Reader::new(&labels);
        reader.read(text, "a.xhtml");
        let transcript = compose(reader.into_pieces(), &Limits::default()).expect("a text");
        assert_sound(&transcript);
        assert_eq!(show(&transcript), expect, "{text}");
    }

    #[test]
    fn blocks_and_lines_are_read() {
        check(
            "<?xml version='1.0'?><html><head><title>T</title><script>if (a<b) '<!--'</script></head>\
             <body><h2>A\n  <i>B</i></h2><div>one<p>two<br/>three</p>four</div></body></html>",
            "## A B\none\ntwo\nthree\nfour",
        );
        check("<p>f&uuml;r&nbsp;&amp; &#252;<p>next", "für\u{a0}& ü\nnext");
        check("<pre>a\n  b</pre>", "a\n  b");
        check("<p>a<![CDATA[ & b]]></p>", "a & b");
        check("<script src='x'/><title/><p>a</p>", "a");
        check("<p>a<svg><title>no</title><text>yes</text></svg></p>", "ayes");
    }

    #[test]
    fn pages_start_where_they_are_marked() {
        check(
            "<p>one <span epub:type='pagebreak' title='7'/>two<span epub:type='pagebreak'>[8]</span>three \
             <a id='p9'></a>four <span role='doc-pagebreak' aria-label='10'>10</span></p><p>five</p>",
            "---\none\n--- 7\ntwo\n--- [8]\nthree\n--- 9\nfour\n--- 10\nfive",
        );
    }

    #[test]
    fn tables_are_read_row_by_row() {
        check(
            "<table><caption>T</caption><thead><tr><th>a</th><th><p>b</p></th></tr></thead>\
             <tr><td>1</td><td/></tr></table><p>c</p>",
            "T\na | b\n1\nc",
        );
        check("<table><tr><td>a<td>b<tr><td>c</table>d", "a | b\nc\nd");
    }

    #[test]
    fn calls_of_notes_do_not_run_into_words() {
        check(
            "<p>word<a epub:type='noteref' href='#n'>1</a>, next<sup><a href='#m'>2</a></sup>, m<sup>2</sup></p>",
            "word[1], next[2], m2",
        );
        check("<p>word<a epub:type='noteref'>[1]</a></p>", "word[1]");
    }

    #[test]
    fn contents_are_left_out() {
        check("<nav epub:type='toc'><nav>x</nav>y</nav><nav>z</nav>", "z");
    }
}
