//! HTML and XHTML.

mod declaration;
mod elements;
mod reader;
mod references;
mod tokens;

use super::assemble;
use super::encoding::decode;
use super::flow::{Draft, Flow};
use super::registry::{Format, Read};
use crate::document::{MediaType, Span};
pub use declaration::declared_encoding;
use elements::Role;
use reader::{Parts, read};

/// The format's row in the registry.
pub const FORMAT: Format = Format {
    media_type: MediaType::Html,
    version: 2,
    extensions: &["html", "htm", "xhtml", "xht", "shtml"],
    read: Read::Text(|bytes, options| {
        assemble::document(decode(bytes, options.encoding, declared_encoding(bytes)), draft)
    }),
};

/// Reads the content of a page, or all of it where there would be nothing left.
fn draft(source: &str) -> Draft<'_> {
    let draft = |parts| {
        let mut flow = Flow::new(source);
        let metadata = read(&mut flow, source, 0..source.len(), parts);
        Draft { flow, metadata, warnings: Vec::new() }
    };
    let content = draft(Parts::Content);
    if content.flow.layout.blocks.is_empty() { draft(Parts::All) } else { content }
}

/// Whether an element of this name, in lower case, stands between other blocks.
pub fn is_block(name: &str) -> bool {
    let element = elements::find(name.as_bytes());
    element.is_some_and(|element| {
        !matches!(
            element.role,
            Role::Title | Role::LineBreak | Role::Control | Role::Hidden | Role::Script
        )
    })
}

/// Writes the text of HTML that stands in another format.
pub fn write(flow: &mut Flow, source: &str, span: Span) {
    read(flow, source, span, Parts::All);
}

#[cfg(test)]
mod tests {
    use crate::document::{BlockKind, Document, Language};
    use crate::extract::{Error, extract};

    fn extracted(source: &str) -> Result<Document, Error> {
        let extraction = extract("a.html", source.as_bytes(), &Default::default())?;
        Ok(extraction.only())
    }

    /// The reading text, with `#` for each level of a heading.
    fn check(source: &str, expect: &[&str]) {
        let document = extracted(source).expect("a document");
        let level = |kind| {
            if let BlockKind::Heading(level) = kind { usize::from(level) } else { 0 }
        };
        let block = |block: &crate::document::Block| {
            "#".repeat(level(block.kind)) + &document.text[block.span.clone()]
        };
        assert_eq!(document.blocks.iter().map(block).collect::<Vec<_>>(), expect, "{source}");
        assert_eq!(document.warnings, [""; 0]);
    }

    #[test]
    fn blocks_and_lines() {
        check(
            "<h1>Der <i>Pl</i>an</h1><p>Ein\nAbsatz<br>mit   Umbruch</p>Rest",
            &["#Der Plan", "Ein Absatz mit Umbruch", "Rest"],
        );
        check(
            "<ul><li>one<li>two</ul><table><tr><td>a<td>b<tr><th>c</table>",
            &["one", "two", "a", "b", "c"],
        );
        check("<pre>\nlet a;\n  b-\n\nc</pre>d\ne", &["let a;\nb-", "c", "d e"]);
        check(
            "<p>Konf&ouml;&shy;deration, Kon<b>f&#246;</b>de-<br>ration",
            &["Konföderation, Konföderation"],
        );
        check("f&nbsp;&nbsp;a &lt;b&gt; &amp;c &unknown;", &["f a <b> &c &unknown;"]);
    }

    #[test]
    fn what_is_not_the_page_is_left_out() {
        let page = "<!DOCTYPE html><html lang=de><head><title> Der &bdquo;Plan&ldquo;\n1957 </title><style>p{}</style></head>\
                    <body><header>Kopf</header><nav>Start<nav>Mehr</nav></nav><main><header>Vorspann</header>\
                    <p>Text</p><button>Drücken</button><aside>Kasten</aside></main><aside>Werbung</aside>\
                    <script>let x = '<p>';</script><footer>Rechte</footer></body></html>";
        check(page, &["Vorspann", "Text", "Kasten"]);
        let metadata = extracted(page).expect("a document").metadata;
        assert_eq!(
            (metadata.title.as_deref(), metadata.language),
            (Some("Der „Plan“ 1957"), Some(Language::German))
        );
        check("a<select><option>x<option>y</select>b<svg><title>t</title></svg>c", &["abc"]);
    }

    #[test]
    fn all_is_read_where_nothing_would_be_left() {
        check("<nav>Start</nav><footer>Rechte<script>x</script></footer>", &["Start", "Rechte"]);
        assert_eq!(
            extracted("<html><title>Titel</title><script>x</script>").err(),
            Some(Error::Empty)
        );
    }

    #[test]
    fn broken_markup_loses_nothing() {
        check("<p>Eins<nav>Zwei<p>Drei", &["Eins", "Zwei", "Drei"]);
        check("<div><h2>Titel<p>Text</div></div></b>Ende <a href='x", &["##Titel", "Text", "Ende"]);
        check("<h2><p>Titel</p></h2>Text<script>let x", &["##Titel", "Text"]);
        check("<?xml version='1.0'?><html><title/><p><![CDATA[a < b]]></p>", &["a < b"]);
    }

    #[test]
    fn a_page_says_where_it_was() {
        let url = |head: &str| {
            let source = format!("<html><head>{head}</head><body><p>x");
            extracted(&source).expect("a document").metadata.url
        };
        let check = |head, expect| assert_eq!(url(head).as_deref(), expect, "{head}");
        check("<link rel='canonical' href=' https://x.org/a '>", Some("https://x.org/a"));
        check("<meta property='og:url' content='http://x.org'/>", Some("http://x.org"));
        check("<!-- saved from url=(0019)https://example.org/ -->", Some("https://example.org/"));
        check(
            "<!--\n Page saved with SingleFile \n url: https://x.org/b \n saved date: x\n-->",
            Some("https://x.org/b"),
        );
        let two =
            "<link rel=canonical href=https://x.org/1><meta name=og:url content=https://x.org/2>";
        check(two, Some("https://x.org/1"));
        for none in ["<link rel=canonical href=/a>", "<link rel=next href=https://x.org>", ""] {
            check(none, None);
        }
        check("<meta property=og:url><!-- saved from url= -->", None);
    }

    #[test]
    fn the_title_falls_back_to_the_highest_heading() {
        let title = |source| extracted(source).expect("a document").metadata.title;
        assert_eq!(title("<h2>Zwei</h2><h1>Eins</h1>x").as_deref(), Some("Eins"));
        assert_eq!(title("<p>x"), None);
    }
}
