//! No office file, e-book or RTF text, however damaged, makes its extractor panic or lie.

use proptest::prelude::*;

use super::composition::tests::assert_sound;
use super::limits::{Failure, Limits};
use super::transcript::Transcript;
use super::zip_parts::tests::archive;
use super::{docx, epub, fb2, odf, pptx, rtf, xlsx};

type Read = fn(&[u8], &Limits) -> Result<Vec<Transcript>, Failure>;

const READERS: [Read; 7] =
    [docx::read, odf::read, pptx::read, xlsx::read, epub::read, rtf::read, fb2::read];

/// Members of archives that hold something of everything.
const ARCHIVES: [(Read, &[(&str, &str)]); 5] = [
    (
        docx::read,
        &[
            (
                "word/document.xml",
                "<w:document><w:body><w:p><w:pPr><w:pStyle w:val='a'/><w:outlineLvl w:val='1'/></w:pPr><w:r>\
                 <w:t>one &amp; two</w:t><w:br w:type='page'/><w:sym w:char='F0B7'/><w:footnoteReference w:id='1'/>\
                 <w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></w:r></w:p><w:tbl><w:tr><w:tc>\
                 <w:p><w:r><w:lastRenderedPageBreak/><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body>\
                 </w:document>",
            ),
            (
                "word/_rels/document.xml.rels",
                "<R><R Id='1' Type='x/footnotes' Target='f.xml'/><R Id='2' Type='x/styles' Target='s.xml'/></R>",
            ),
            ("word/f.xml", "<f><footnote id='1'><p><r><t>note</t></r></p></footnote></f>"),
            (
                "word/s.xml",
                "<s><style styleId='a'><name val='heading 1'/><basedOn val='a'/></style></s>",
            ),
        ],
    ),
    (
        odf::read,
        &[(
            "content.xml",
            "<c><automatic-styles><style name='P'><p break-before='page'/></style></automatic-styles><text>\
             <h outline-level='1'>A</h><p>b<note><note-citation>1</note-citation><note-body><p>n</p></note-body></note>\
             <soft-page-break/>c<s c='3'/></p><table name='T'><table-row number-rows-repeated='3'>\
             <table-cell number-columns-repeated='2'><p>x</p></table-cell></table-row></table><page/></text></c>",
        )],
    ),
    (
        pptx::read,
        &[
            ("ppt/presentation.xml", "<p><sldIdLst><sldId r:id='1'/></sldIdLst></p>"),
            ("ppt/_rels/presentation.xml.rels", "<R><R Id='1' Type='x/slide' Target='s.xml'/></R>"),
            (
                "ppt/s.xml",
                "<s><sp><ph type='title'/><p><r><t>T</t></r></p></sp><tr><tc><p><r><t>c</t></r></p></tc></tr></s>",
            ),
        ],
    ),
    (
        xlsx::read,
        &[
            (
                "xl/workbook.xml",
                "<w><workbookPr date1904='0'/><sheets><sheet name='S' r:id='1'/></sheets></w>",
            ),
            (
                "xl/_rels/workbook.xml.rels",
                "<R><R Id='1' Type='x/worksheet' Target='s.xml'/><R Id='2' Type='x/styles' Target='y.xml'/></R>",
            ),
            (
                "xl/s.xml",
                "<s><row><c s='1'><v>22047.5</v></c><c t='inlineStr'><is><t>x</t></is></c><c><v>1.5e3</v></c></row></s>",
            ),
            (
                "xl/y.xml",
                "<s><numFmts><numFmt numFmtId='164' formatCode='[h]:mm;@'/></numFmts><cellXfs><xf/>\
                 <xf numFmtId='22'/></cellXfs></s>",
            ),
        ],
    ),
    (
        epub::read,
        &[
            (
                "META-INF/container.xml",
                "<c><rootfiles><rootfile full-path='a.opf'/></rootfiles></c>",
            ),
            (
                "a.opf",
                "<p><metadata><dc:title>T</dc:title></metadata><manifest><item id='a' href='a.html'/>\
                 <item id='n' href='n.html' properties='nav'/></manifest><spine><itemref idref='a'/></spine></p>",
            ),
            ("n.html", "<nav epub:type='page-list'><a href='a.html#p'>7</a></nav>"),
            (
                "a.html",
                "<h1>A</h1><p>b<span id='p'/>c<sup><a>1</a></sup></p><table><tr><td>x<td>y</table><pre>d\n e</pre>\
                 <script>if (a<b)</script><span epub:type='pagebreak'>8</span>z",
            ),
        ],
    ),
];

const TEXTS: [(Read, &str); 2] = [
    (
        rtf::read,
        "{\\rtf1\\ansi{\\fonttbl{\\f0\\fcharset238 A;}}{\\stylesheet{\\s1 heading 1;}}{\\info{\\title T}}\\s1 \
         a\\'fc\\u228?\\par\\trowd\\intbl x\\cell\\row\\pard b\\chftn{\\footnote n\\par}{\\*\\annotation c}\\page\
         {\\shp{\\*\\shpinst{\\shptxt d}}}{\\listtext 1.}\\bin2 xx}",
    ),
    (
        fb2::read,
        "<FictionBook><description><title-info><author><first-name>A</first-name></author><book-title>T</book-title>\
         </title-info></description><body><section><title><p>One</p></title><p>a<a type='note' l:href='#n'>1</a></p>\
         <poem><stanza><v>b</v></stanza></poem></section></body><body name='notes'><section id='n'><p>n</p></section>\
         </body></FictionBook>",
    ),
];

/// What is done to bytes: where, how many are taken out, what is put in their place.
type Damage = (prop::sample::Index, usize, Vec<u8>);

fn damages() -> impl Strategy<Value = Vec<Damage>> {
    let piece = prop_oneof![
        proptest::collection::vec(any::<u8>(), 0..4),
        proptest::sample::select(vec![
            "<p>", "</p>", "<tc>", "&#", "{", "}", "\\u", "\\row ", "\"", ">"
        ])
        .prop_map(|piece| piece.as_bytes().to_vec()),
    ];
    proptest::collection::vec((any::<prop::sample::Index>(), 0..12_usize, piece), 1..6)
}

fn damaged(mut bytes: Vec<u8>, damages: &[Damage]) -> Vec<u8> {
    for (at, count, piece) in damages {
        let at = at.index(bytes.len() + 1);
        let end = bytes.len().min(at + count);
        bytes.splice(at..end, piece.iter().copied());
    }
    bytes
}

fn check(read: Read, bytes: &[u8]) {
    let limits = Limits { max_depth: 16, max_text: 1 << 20, ..Limits::default() };
    for transcript in read(bytes, &limits).into_iter().flatten() {
        assert_sound(&transcript);
        assert!(!transcript.text.trim().is_empty());
    }
}

#[test]
fn the_samples_are_sound() {
    for (read, members) in ARCHIVES {
        assert!(read(&archive(members), &Limits::default()).is_ok());
    }
    for (read, text) in TEXTS {
        assert!(read(text.as_bytes(), &Limits::default()).is_ok());
    }
}

/// Elements whose nesting a reader follows.
const NESTING: [&str; 12] = [
    "p",
    "t",
    "tbl",
    "tr",
    "tc",
    "table",
    "table-row",
    "frame",
    "note",
    "sp",
    "AlternateContent",
    "section",
];

#[test]
fn deep_nesting_is_survived() {
    for name in NESTING {
        let deep = format!("<{name}>").repeat(10_000) + "<p><t>x</t></p>";
        for (read, members) in ARCHIVES {
            for victim in 0..members.len() {
                let members = members.iter().enumerate();
                let members: Vec<(&str, &str)> = members
                    .map(|(at, (name, text))| (*name, if at == victim { &deep } else { *text }))
                    .collect();
                read(&archive(&members), &Limits::default()).ok();
            }
        }
        for root in ["FictionBook", "document"] {
            let book = format!("<{root}><body><section>{deep}");
            fb2::read(book.as_bytes(), &Limits::default()).ok();
            odf::read(book.as_bytes(), &Limits::default()).ok();
        }
    }
    for group in ["{", "{\\footnote ", "{\\*\\annotation ", "{\\trowd\\cell "] {
        let deep = format!("{{\\rtf1 {}x", group.repeat(10_000));
        assert!(rtf::read(deep.as_bytes(), &Limits::default()).is_ok());
    }
}

proptest! {
    #[test]
    fn any_bytes_are_survived(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        for read in READERS {
            check(read, &bytes);
            check(read, &[b"{\\rtf".as_slice(), &bytes].concat());
            check(read, &[b"PK\x03\x04".as_slice(), &bytes].concat());
        }
    }

    #[test]
    fn damaged_members_are_survived(
        sample in 0..ARCHIVES.len(),
        member in any::<prop::sample::Index>(),
        damages in damages(),
    ) {
        let (read, members) = ARCHIVES[sample];
        let victim = member.index(members.len());
        let members: Vec<(&str, String)> = members
            .iter()
            .enumerate()
            .map(|(index, (name, text))| {
                let bytes = text.as_bytes().to_vec();
                let bytes = if index == victim { damaged(bytes, &damages) } else { bytes };
                (*name, String::from_utf8_lossy(&bytes).into_owned())
            })
            .collect();
        let members: Vec<(&str, &str)> =
            members.iter().map(|(name, text)| (*name, text.as_str())).collect();
        check(read, &archive(&members));
    }

    #[test]
    fn damaged_archives_are_survived(sample in 0..ARCHIVES.len(), damages in damages()) {
        let (read, members) = ARCHIVES[sample];
        check(read, &damaged(archive(members), &damages));
    }

    #[test]
    fn damaged_texts_are_survived(sample in 0..TEXTS.len(), damages in damages()) {
        let (read, text) = TEXTS[sample];
        check(read, &damaged(text.as_bytes().to_vec(), &damages));
    }
}
