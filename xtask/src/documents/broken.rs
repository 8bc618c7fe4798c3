//! Files that are broken, locked or made to harm, a few of every format.

use std::error::Error;

use super::File;
use super::packed::{gzip, tar, xz, zip};
use super::pdf::{Pdf, file};
use super::well_formed::{word, word_part};

/// Deeper than any file may be nested.
const TOO_DEEP: usize = 2_000;

/// What a bomb unpacks to, in bytes: more than may come of so small a file.
const BOMB: usize = 4 << 20;

/// The first bytes of an old Microsoft Office file, in which a locked new one is wrapped.
const OLE: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

const ENTITY_BOMB: &str = "<!DOCTYPE x [<!ENTITY a \"boom boom boom boom\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">\
    <!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]>";

/// `good` is the well-formed files, of which some are cut off.
pub fn files(good: &[File]) -> Result<Vec<File>, Box<dyn Error>> {
    let mut files = Vec::new();
    for (name, percent) in [
        ("treaty.ead.xml", 92),
        ("treaty.pdf", 2),
        ("treaty.docx", 10),
        ("treaty.pptx", 10),
        ("treaty.xlsx", 10),
        ("treaty.odt", 10),
        ("treaty.epub", 5),
        ("treaty.fb2", 92),
        ("treaty.rtf", 97),
        ("treaty.tei.xml", 96),
        ("treaty.alto.xml", 85),
        ("treaty.page.xml", 85),
        ("treaty.hocr", 20),
        ("treaty.mets.xml", 90),
        ("treaty.eml", 10),
        ("treaty.json", 60),
        ("treaty.jsonl", 96),
        ("treaty.zip", 70),
        ("treaty.tar.gz", 70),
        ("treaty.txt.bz2", 60),
        ("treaty.txt.xz", 60),
    ] {
        let (_, bytes) = good.iter().find(|(known, _)| known == name).ok_or("no such file")?;
        let cut = &bytes[..bytes.len() * percent / 100];
        files.push((name.replacen("treaty", "cut-off", 1), cut.to_vec()));
    }
    // Binary data under every name that does not mean text.
    for extension in ["pdf", "docx", "pptx", "xlsx", "odt", "rtf", "epub", "fb2", "eml", "zip"] {
        files.push((format!("noise.{extension}"), noise(300)));
    }
    let own: Vec<(&str, Vec<u8>)> = [text()?, office()?, markup(), packed()?, records()].concat();
    files.extend(own.into_iter().map(|(name, bytes)| (name.to_owned(), bytes)));
    Ok(files)
}

/// Bytes that mean nothing.
fn noise(len: usize) -> Vec<u8> {
    let mut state = 1u32;
    let step = |_| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    };
    (0..len).map(step).collect()
}

type Files = Vec<(&'static str, Vec<u8>)>;

fn text() -> Result<Files, Box<dyn Error>> {
    let locked = Pdf {
        title: "Locked",
        text: "Nobody may read this.",
        // The values that a right password is known by are no one's.
        trailer: "/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O(01234567890123456789012345678901)/U(01234567890123456789012345678901)>>",
        ..Pdf::default()
    };
    let half_a_letter = "# Der Vertrag\n\nMan unterschrieb ihn in Köln, Basel und Zü".as_bytes();
    let scan = Pdf { title: "A scan without text", text: "", ..Pdf::default() };
    Ok(vec![
        ("empty.txt", Vec::new()),
        ("nul.txt", b"Text that ends in bytes\0\x01\x02\0\x03\0\0 of another kind.\n".to_vec()),
        ("half-a-unit.txt", b"\xFF\xFEA\0 \0l\0e\0t\0t\0e\0r\0.\0\n\0!".to_vec()),
        ("blank.md", b"---\ntitle: Nothing\n---\n\n".to_vec()),
        ("half-a-letter.md", half_a_letter[..half_a_letter.len() - 1].to_vec()),
        (
            "markup-only.html",
            b"<!DOCTYPE html><title>Nothing</title><body><p> </p></body>".to_vec(),
        ),
        (
            "bad-bytes.html",
            b"<!DOCTYPE html><meta charset=utf-8><p>A treaty \xFF\xFE\xFF was signed.</p>".to_vec(),
        ),
        ("locked.pdf", locked.bytes()),
        ("no-text-layer.pdf", scan.bytes()),
        ("tower.pdf", tower()),
    ])
}

/// A PDF file whose forms each draw the next one ten times.
fn tower() -> Vec<u8> {
    let stream = |dict: &str, content: &str| {
        format!("<<{dict}/Length {}>>\nstream\n{content}\nendstream", content.len())
    };
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Count 1/Kids[3 0 R]>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</XObject<</X 6 0 R>>>>>>".to_owned(),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
        stream("", "/X Do"),
    ];
    for next in 7..30 {
        let dict = format!(
            "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {next} 0 R>>/Font<</F 4 0 R>>>>"
        );
        objects.push(stream(&dict, &("/X Do ".repeat(10) + "BT /F 9 Tf (treaty) Tj ET")));
    }
    file(&objects, "")
}

/// A Word file with a password: what it holds stands encrypted in an old Office file.
fn locked_office() -> Vec<u8> {
    let mut bytes = OLE.to_vec();
    bytes.resize(1024, 0);
    for name in ["Root Entry", "EncryptionInfo", "EncryptedPackage"] {
        let mut entry: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        entry.resize(128, 0);
        bytes.extend(entry);
    }
    bytes.extend(noise(512));
    bytes
}

fn office() -> Result<Files, Box<dyn Error>> {
    let deep = format!(
        "{}<w:p><w:r><w:t>The bottom.</w:t></w:r></w:p>{}",
        "<w:sdt>".repeat(TOO_DEEP),
        "</w:sdt>".repeat(TOO_DEEP)
    );
    let bomb = "<w:p/>".repeat(BOMB / 6);
    let entities = format!(
        "{ENTITY_BOMB}<w:document><w:body><w:p><w:r><w:t>The treaty and &d;</w:t></w:r></w:p></w:body></w:document>"
    );
    let empty: &[u8] = b"";
    let odf_bomb = vec![b' '; BOMB];
    Ok(vec![
        ("locked.docx", locked_office()),
        ("locked.xlsx", locked_office()),
        ("too-deep.docx", word(&deep)?),
        ("entity-bomb.docx", word_part(&entities)?),
        ("zip-bomb.docx", word(&bomb)?),
        ("no-document.docx", zip(&[("word/documents", empty), ("word/settings.xml", b"<x/>")])?),
        ("no-slides.pptx", zip(&[("ppt/presentation.xml", b"<p:presentation/>")])?),
        ("no-sheets.xlsx", zip(&[("xl/workbook.xml", b"<workbook/>")])?),
        ("no-content.odt", zip(&[("mimetype", b"application/vnd.oasis.opendocument.text")])?),
        (
            "zip-bomb.odt",
            zip(&[
                ("mimetype", b"application/vnd.oasis.opendocument.text"),
                ("content.xml", &odf_bomb),
            ])?,
        ),
        ("no-chapters.epub", zip(&[("mimetype", b"application/epub+zip")])?),
        ("locked.epub", locked_book()?),
        (
            "too-deep.rtf",
            format!(
                "{{\\rtf1 The top. {}The bottom.{}}}",
                "{".repeat(TOO_DEEP),
                "}".repeat(TOO_DEEP)
            )
            .into_bytes(),
        ),
    ])
}

/// An e-book whose text is encrypted.
fn locked_book() -> Result<Vec<u8>, Box<dyn Error>> {
    zip(&[
        ("mimetype", b"application/epub+zip"),
        (
            "META-INF/encryption.xml",
            b"<encryption><EncryptedData><EncryptionMethod Algorithm=\"http://www.w3.org/2001/04/xmlenc#aes256-cbc\"/>\
              <CipherData><CipherReference URI=\"a.xhtml\"/></CipherData></EncryptedData></encryption>",
        ),
        ("a.xhtml", &noise(200)),
    ])
}

fn markup() -> Files {
    let deep =
        |open: &str, close: &str| open.repeat(TOO_DEEP) + "The bottom." + &close.repeat(TOO_DEEP);
    let tei = |head: &str, body: &str| {
        format!(
            "<?xml version=\"1.0\"?>{head}<TEI xmlns=\"http://www.tei-c.org/ns/1.0\"><text><body>{body}</body></text></TEI>"
        )
    };
    vec![
        ("too-deep.fb2", format!("<FictionBook><body>{}</body></FictionBook>", deep("<section>", "</section>")).into_bytes()),
        ("empty.fb2", b"<FictionBook><body/></FictionBook>".to_vec()),
        ("entity-bomb.tei.xml", tei(ENTITY_BOMB, "<p>The treaty and &d;</p>").into_bytes()),
        ("too-deep.tei.xml", tei("", &deep("<div>", "</div>")).into_bytes()),
        ("empty.tei.xml", tei("", "").into_bytes()),
        ("empty.alto.xml", b"<alto xmlns=\"http://www.loc.gov/standards/alto/ns-v4#\"><Layout><Page/></Layout></alto>".to_vec()),
        (
            "empty.page.xml",
            b"<PcGts xmlns=\"http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15\"><Page/></PcGts>".to_vec(),
        ),
        (
            "empty.hocr",
            b"<html><head><meta name='ocr-system' content='none'/></head><body><div class='ocr_page'/></body></html>".to_vec(),
        ),
        ("empty.mets.xml", b"<mets xmlns=\"http://www.loc.gov/METS/\"/>".to_vec()),
        (
            "crossed.xml",
            b"<?xml version=\"1.0\"?><recipe><step>Take <b>two</step>\n<step>cantons.</b></step></recipe>".to_vec(),
        ),
        ("entity-bomb.xml", format!("{ENTITY_BOMB}<x>The treaty and &d;</x>").into_bytes()),
        ("too-deep.xml", deep("<x>", "</x>").into_bytes()),
        ("no-text.xml", b"<?xml version=\"1.0\"?><set name=\"treaty\" value=\"7\"/>".to_vec()),
        ("drawing.xml", b"<svg xmlns=\"http://www.w3.org/2000/svg\"><text>Treaty</text></svg>".to_vec()),
    ]
}

fn packed() -> Result<Files, Box<dyn Error>> {
    let bomb = vec![0; BOMB];
    let mut nested = zip(&[("treaty.txt", b"The treaty at the bottom.")])?;
    for _ in 0..8 {
        nested = zip(&[("inner.zip", &nested)])?;
    }
    let tarred = tar(&[("treaty.txt", b"The treaty is in the archive.")])?;
    let lock = |bytes: &[u8]| {
        let mut bytes = bytes.to_vec();
        // The flag that says so, before the file and in the table of contents.
        for (signature, offset) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
            if let Some(at) = bytes.windows(4).position(|window| window == signature) {
                bytes[at + offset] |= 1;
            }
        }
        bytes
    };
    Ok(vec![
        ("zip-bomb.zip", zip(&[("zeros.txt", &bomb)])?),
        ("bomb.txt.gz", gzip(&bomb)?),
        ("bomb.txt.xz", xz(&bomb)?),
        ("nested.zip", nested),
        ("locked.zip", lock(&zip(&[("treaty.txt", b"The treaty that nobody may read.")])?)),
        ("cut-off.tar", tarred[..520].to_vec()),
        ("bad-check.tar", [&tarred[..148], b"0000001\0", &tarred[156..]].concat()),
    ])
}

fn records() -> Files {
    let mut mail = "Content-Type: text/plain\n\nThe bottom.\n".to_owned();
    for _ in 0..9 {
        mail = format!("Subject: Another letter\nContent-Type: message/rfc822\n\n{mail}");
    }
    vec![
        ("no-header.eml", b"Dear Karl,\n\nthis is a letter without a header.\n".to_vec()),
        ("nested.eml", mail.into_bytes()),
        ("no-message.mbox", b"From \n".to_vec()),
        ("too-deep.json", ("[".repeat(TOO_DEEP) + "1" + &"]".repeat(TOO_DEEP)).into_bytes()),
        ("empty.json", b"[]".to_vec()),
        (
            "one-bad-line.jsonl",
            b"{\"text\": \"The treaty is in the first record.\"}\n{\"text\": no}\n".to_vec(),
        ),
        ("empty.jsonl", b"\n\n".to_vec()),
        (
            "open-quote.csv",
            ("title,text\nA,\"No end".to_owned() + &"\nB,more".repeat(1100)).into_bytes(),
        ),
        (
            "ragged.csv",
            b"title,text\nA,The treaty was signed.\nB,The treaty, was, broken.\n".to_vec(),
        ),
    ]
}
