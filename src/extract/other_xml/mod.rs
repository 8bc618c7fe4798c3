//! XML of no known vocabulary: finding aids, catalogue records, news feeds, exports of databases.

mod events;
mod reader;
mod tokens;
mod vocabulary;

use super::assemble;
use super::encoding::decode;
use super::flow::{Draft, Flow};
use super::html::declared_encoding;
use super::registry::{Format, Read};
use crate::document::MediaType;

/// The format's row in the registry.
pub const FORMAT: Format = Format {
    media_type: MediaType::Xml,
    version: 1,
    extensions: &["xml", "ead", "rss", "atom"],
    read: Read::Text(|bytes, options| {
        assemble::document(decode(bytes, options.encoding, declared_encoding(bytes)), draft)
    }),
};

/// Reads the text of all elements. No entity of the file's own is expanded, nothing outside of it is opened.
fn draft(source: &str) -> Draft<'_> {
    let mut flow = Flow::new(source);
    let (metadata, warnings) = reader::read(&mut flow);
    Draft { flow, metadata, warnings }
}

#[cfg(test)]
mod tests {
    use crate::document::{Document, Language};
    use crate::extract::{Error, extract};

    fn read(source: &str) -> Document {
        extract("a.xml", source.as_bytes(), &Default::default()).expect("a document").only()
    }

    /// The blocks of the reading text, and what is warned of.
    fn check_damaged(source: &str, expect: &[&str], warnings: &[&str]) {
        let document = read(source);
        let blocks = document.blocks.iter().map(|block| &document.text[block.span.clone()]);
        assert_eq!(blocks.collect::<Vec<_>>(), expect, "{source}");
        assert_eq!(document.warnings, warnings, "{source}");
    }

    fn check(source: &str, expect: &[&str]) {
        check_damaged(source, expect, &[]);
    }

    #[test]
    fn elements_are_blocks_but_in_running_text() {
        check(
            "<ead><did><unittitle>Briefe</unittitle><unitdate normal='1847'>März 1847</unitdate></did>\
             <p>Brief an <name>Anna  Huber</name>, <date>1847</date><name>Bern</name>; <b>U</b>nd\nmehr</p></ead>",
            &["Briefe", "März 1847", "Brief an Anna Huber, 1847 Bern; Und mehr"],
        );
        check(
            "<a><p>Ein Plan<pb n='2'/>für Konfö-<lb/>deration</p></a>",
            &["Ein Plan für Konföderation"],
        );
        check(
            "<a><t>Eins\nzwei\n \ndrei</t><t><![CDATA[a < b &amp;]]></t></a>",
            &["Eins zwei", "drei", "a < b &amp;"],
        );
        check("<a>1 &lt; 2 &#8211; f&uuml;r &amp; &own; &</a>", &["1 < 2 – für & &own; &"]);
    }

    #[test]
    fn what_is_no_text_is_left_out() {
        check("<?xml version='1.0'?><?x y?><!-- z --><a b='c'>d<!-- e --></a>", &["d"]);
        let entities = "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///c'>]><a>&b;</a>";
        check_damaged(entities, &["&b;"], &["its own entities stay as they are written"]);
        check("<!DOCTYPE a [<!ENTITY % b SYSTEM 'file:///c'>%b;]><a>d</a>", &["d"]);
        let none = extract("a.xml", b"<?xml version='1.0'?><a b='c'/>", &Default::default());
        assert_eq!(none.err(), Some(Error::Empty));
    }

    #[test]
    fn lines_of_letters_are_words() {
        check(
            "<par><line><f>\n<c>D</c>\n<c>e</c>\n<c>r</c>\n<c> </c>\n<c>P</c>\n</f><f><c>l</c>\n<c>a</c>\n\
             <c>-</c>\n</f></line>\n<line><f><c>n</c>\n</f></line></par>",
            &["Der Plan"],
        );
    }

    #[test]
    fn pages_of_news_feeds_are_read_as_html() {
        check(
            "<item><x><![CDATA[<p>Der <b>Pl</b>an</p><p>&Auml;</p>]]></x></item>",
            &["Der Plan", "Ä"],
        );
    }

    #[test]
    fn damaged_markup_loses_nothing() {
        check_damaged("<a><b>c</b><d>e", &["c", "e"], &["the file breaks off"]);
        check_damaged(
            "<a><b>c</a>d</b>",
            &["c", "d"],
            &["markup at line 1: <a> ends before what it holds"],
        );
        check_damaged("<a>b <c d='e <f>g</f> h", &["b <c d='e g h"], &["the file breaks off"]);
    }

    #[test]
    fn the_file_says_its_title_and_language() {
        let check = |source: &str, title, language| {
            let metadata = read(source).metadata;
            assert_eq!((metadata.title.as_deref(), metadata.language), (title, language));
        };
        let feed = "<rss xml:lang='de-AT'><channel><title> Der\nPlan </title>\
                    <item><title>a</title></item><item><title>b</title></item></channel></rss>";
        check(feed, Some("Der Plan"), Some(Language::German));
        check("<r><e><dc:title>a</dc:title></e><e><dc:title>b</dc:title></e></r>", None, None);
        check("<r><p>In <title>Faust</title> steht es.</p></r>", None, None);
    }

    #[test]
    fn a_quote_stands_in_the_file() {
        let source =
            "<?xml version='1.0' encoding='ISO-8859-1'?>\n<a><b>f\u{FC}r &amp; wider</b></a>";
        let bytes = encoding_rs::WINDOWS_1252.encode(source).0;
        let document = extract("a.xml", &bytes, &Default::default()).expect("a document").only();
        let span = 0..document.text.len();
        assert_eq!(
            (document.text.as_str(), document.quote(&span)),
            ("für & wider", "für &amp; wider")
        );
        let locator = document.locators.locate(&span);
        assert_eq!((locator.line_start, locator.byte_start, locator.byte_end), (2, 50, 65));
    }
}
