//! Rich Text Format (`.rtf`), as Word, WordPad, TextEdit and LibreOffice write it.

mod charset;
mod header;
mod reader;
mod tokens;
mod words;

use super::composition::{Piece, compose};
use super::limits::{Failure, Limits};
use super::transcript::Transcript;

/// What every file starts with.
const SIGNATURE: &[u8] = b"{\\rtf";

/// Reads an RTF file.
///
/// Headers, footers and what was deleted under change tracking are left out. Notes, comments and text boxes come
/// after the paragraph they belong to.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Transcript>, Failure> {
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    if !start.starts_with(SIGNATURE) {
        return Err(Failure::Damaged("no RTF file".into()));
    }
    let mut reader = reader::Reader::new(limits);
    for token in tokens::Tokens::new(start) {
        reader.token(token);
    }
    let mut contents = reader.end();
    if contents.pieces.iter().any(|piece| matches!(piece, Piece::Page(_))) {
        contents.pieces.insert(0, Piece::Page(None));
        contents.warnings.push("pages are counted by the page breaks set by hand only".into());
    }
    let mut transcript = compose(contents.pieces, limits)?;
    for (key, value) in &contents.facts {
        transcript.add_fact(key, value);
    }
    transcript.warnings = contents.warnings;
    Ok(vec![transcript])
}

#[cfg(test)]
mod tests {
    use super::super::composition::tests::{assert_sound, show};
    use super::*;

    fn read_body(body: &str) -> Transcript {
        let source = format!("{{\\rtf1\\ansi\\ansicpg1252\\deff0{body}}}");
        let transcript = read(source.as_bytes(), &Limits::default()).expect("a text").remove(0);
        assert_sound(&transcript);
        transcript
    }

    fn check(body: &str, expect: &str) {
        assert_eq!(show(&read_body(body)), expect, "{body}");
    }

    #[test]
    fn paragraphs_and_signs_are_read() {
        check("One\\par two\\line three\\tab x\\par\n\\pard four", "One\ntwo\nthree\tx\nfour");
        check(
            "Kon\\-f\\'f6deration\\~a\\_b \\ldblquote q\\rdblquote \\emdash\\{\\}",
            "Kon\u{ad}föderation\u{a0}a\u{2011}b “q”—{}",
        );
        check("{\\b bold} and {\\i italic}", "bold and italic");
    }

    #[test]
    fn code_pages_follow_the_font() {
        let fonts = "{\\fonttbl{\\f0\\fnil Arial;}{\\f1\\fnil\\fcharset238 Arial CE;}{\\f2\\fcharset77 Geneva;}}";
        check(&format!("{fonts}\\f0 \\'e8 {{\\f1 \\'e8}} \\'e8\\f2  f\\'9fr"), "è č è für");
        let mac = b"{\\rtf1\\mac f\\'9fr}";
        let transcript = read(mac, &Limits::default()).expect("a text").remove(0);
        assert_eq!(transcript.text.trim(), "für");
    }

    #[test]
    fn unicode_skips_its_substitutes() {
        check("\\u252?\\u8211\\'96x\\uc2\\u228 ab{\\uc0\\u228 c}\\u228\\'61\\'62", "ü–xääcä");
        check("\\u-10179?\\u-8704?", "😀");
        check("\\u-10179?x", "\u{fffd}x");
        check("{\\uc1\\u228}?", "ä?");
    }

    #[test]
    fn what_is_no_text_is_skipped() {
        check(
            "{\\colortbl;\\red0;}{\\*\\generator Riched20;}{\\header head}{\\*\\unheard of{deep}}{\\pict 00ff}\
             {\\field{\\*\\fldinst HYPERLINK \"x\"}{\\fldrslt link}} {\\xe index}text",
            "link text",
        );
        check("a{\\pict\\bin4 }}{{}b", "ab");
    }

    #[test]
    fn notes_comments_and_boxes_come_after_their_paragraph() {
        check(
            "One{\\super\\chftn}{\\footnote{\\super\\chftn} Vgl. A.\\par Und B.} two.{\\*\\atnid X}\
             {\\*\\annotation{\\chatn}Why?}\\par Next{\\shp{\\*\\shpinst{\\sp{\\sn a}{\\sv 1}}{\\shptxt box\\par}}}\\par",
            "One[1] two.\n[1] Vgl. A.\nUnd B.\n[comment] Why?\nNext\nbox",
        );
    }

    #[test]
    fn a_note_without_a_number_takes_none() {
        check(
            "One\\chftn{\\footnote\\chftn  a} two*{\\footnote * b}\\par",
            "One[1] two*\n[1] a\n* b",
        );
    }

    #[test]
    fn tables_are_read_row_by_row() {
        check(
            "a\\par\\trowd\\intbl x\\cell y\\par z\\cell\\row\\trowd\\intbl 1\\cell\\cell\\row\\pard b",
            "a\nx | y z\n1\nb",
        );
        check("\\trowd\\pard\\intbl x\\cell y\\cell\\pard end", "x | y\nend");
    }

    #[test]
    fn headings_come_from_styles_and_levels() {
        check(
            "{\\stylesheet{Normal;}{\\s1 heading 1;}{\\s2\\outlinelevel2 Mine;}}\
             \\pard\\s1 A\\par\\pard\\s2 B\\par\\pard\\outlinelevel1 C\\par\\pard D",
            "# A\n### B\n## C\nD",
        );
    }

    #[test]
    fn lists_keep_their_numbers_not_their_bullets() {
        check("{\\listtext\\pard 1.\\tab}one\\par{\\listtext \\'b7\\tab}two", "1. one\ntwo");
    }

    #[test]
    fn pages_and_deletions_are_reported() {
        let transcript = read_body("one\\page two{\\deleted gone}\\par");
        assert_eq!(show(&transcript), "---\none\n---\ntwo");
        assert_eq!(transcript.warnings.len(), 2, "{:?}", transcript.warnings);
    }

    #[test]
    fn properties_are_read() {
        let transcript = read_body(
            "{\\info{\\title Die Akten}{\\author M\\'fcller}{\\creatim\\yr1999\\mo1\\dy2\\hr3\\min4}{\\*\\company A}}x",
        );
        let facts: Vec<_> = transcript.facts.iter().map(|(k, v)| format!("{k}={v}")).collect();
        assert_eq!(
            facts,
            ["title=Die Akten", "author=Müller", "created=1999-01-02", "publisher=A"]
        );
        assert_eq!(transcript.text.trim(), "x");
    }

    #[test]
    fn damage_is_survived() {
        let read = |bytes: &[u8]| read(bytes, &Limits::default()).map(|mut all| all.remove(0));
        let cut = read(b"{\\rtf1 one\\par {\\b two").expect("a text");
        assert_eq!((show(&cut).as_str(), cut.warnings.len()), ("one\ntwo", 1));
        let more = read(b"{\\rtf1 one}}}{two").expect("a text");
        assert_eq!(show(&more), "one");
        let deep = [b"{\\rtf1 ".as_slice(), &b"{".repeat(1_000_000), b"x"].concat();
        assert_eq!(read(&deep).map(|deep| deep.warnings.len()), Ok(2));
        assert_eq!(read(b"{\\rtf1}"), Err(Failure::Empty));
        assert!(matches!(read(b"plain"), Err(Failure::Damaged(_))));
    }
}
