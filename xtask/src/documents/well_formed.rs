//! A small well-formed file of every format: the same two sentences in each.

use std::error::Error;

use super::File;
use super::alto;
use super::mail::{Letter, mbox, message};
use super::packed::{bzip2, gzip, tar, xz, zip};
use super::pdf::Pdf;

/// What is looked for.
const SENTENCE: &str = "The envoys of seven cantons signed the treaty in the old town hall.";

const SECOND: &str = "They sealed it on the following day, and the bells were rung until evening.";

const TITLE: &str = "The Treaty of the Seven";

const LETTER: &str = "From: Anna Huber <huber@example.org>\nTo: Karl Weiß <weiss@example.org>\n\
    Date: Wed, 3 Mar 2021 10:00:00 +0100\nSubject: The Treaty of the Seven\n\n";

const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

pub fn files() -> Result<Vec<File>, Box<dyn Error>> {
    let text = format!("{TITLE}\n\n{SENTENCE}\n{SECOND}\n");
    let letter = format!("{LETTER}Dear Karl,\n\n{SENTENCE}\n{SECOND}\n");
    let short =
        format!("{LETTER}Dear Karl, the treaty is in the file that comes with this letter.\n");
    let pages = format!("# {TITLE}\n\x0CContents\n\x0C{SENTENCE}\n{SECOND}\n");
    let pdf = Pdf {
        title: TITLE,
        language: "en",
        text: &pages,
        labels: "0<</S/r>>2<</S/D/St 217>>",
        ..Pdf::default()
    };
    let divided = SENTENCE.replace("treaty in", "trea-\nty in") + "\n" + SECOND;
    let mailbox = [
        Letter { text: &short, file: None },
        Letter { text: &short, file: Some(("treaty.txt", &text)) },
    ];
    let members: [(&str, &[u8]); 2] = [
        ("letters/treaty.txt", text.as_bytes()),
        ("../../escaped.txt", b"A name that leads out of the folder is a name and nothing else."),
    ];
    let list = format!(
        "[{{\"id\": 7, \"title\": \"{TITLE}\", \"date\": \"1847-03-03\", \"text\": \"{SENTENCE} {SECOND}\"}},\n \
         {{\"id\": 8, \"title\": \"Another\", \"text\": \"Nothing of the kind stands in the second record.\"}}]\n"
    );
    let lines = format!(
        "{{\"title\": \"Another\", \"text\": \"Nothing of the kind stands in the first record.\"}}\n\
         {{\"title\": \"{TITLE}\", \"date\": \"1847-03-03\", \"text\": \"{SENTENCE} {SECOND}\"}}\n"
    );
    let table = format!(
        "title,date,text\nAnother,,Nothing of the kind stands in the first record.\n\
         {TITLE},1847-03-03,\"{SENTENCE} {SECOND}\"\n"
    );
    let files: [(&str, Vec<u8>); 26] = [
        ("treaty.txt", text.clone().into_bytes()),
        ("treaty.md", markdown().into_bytes()),
        ("treaty.html", html().into_bytes()),
        ("treaty.ead.xml", finding_aid().into_bytes()),
        ("treaty.pdf", pdf.bytes()),
        ("treaty.docx", docx()?),
        ("treaty.pptx", pptx()?),
        ("treaty.xlsx", xlsx()?),
        ("treaty.odt", odt()?),
        ("treaty.rtf", rtf().into_bytes()),
        ("treaty.epub", epub()?),
        ("treaty.fb2", fb2().into_bytes()),
        ("treaty.tei.xml", tei().into_bytes()),
        ("treaty.alto.xml", alto::page(&divided, "217", "en").into_bytes()),
        ("treaty.page.xml", page_xml().into_bytes()),
        ("treaty.hocr", hocr().into_bytes()),
        ("treaty.mets.xml", mets().into_bytes()),
        ("treaty.eml", message(&Letter { text: &letter, file: None }).into_bytes()),
        ("treaty.mbox", mbox(&mailbox).into_bytes()),
        ("treaty.json", list.into_bytes()),
        ("treaty.jsonl", lines.into_bytes()),
        ("treaty.csv", table.into_bytes()),
        ("treaty.zip", zip(&members)?),
        ("treaty.tar.gz", gzip(&tar(&members[..1])?)?),
        ("treaty.txt.bz2", bzip2(text.as_bytes())?),
        ("treaty.txt.xz", xz(text.as_bytes())?),
    ];
    Ok(files.map(|(name, bytes)| (name.to_owned(), bytes)).into())
}

fn markdown() -> String {
    format!("---\ntitle: {TITLE}\ndate: 1847-03-03\n---\n\n# The signing\n\n{SENTENCE}\n{SECOND}\n")
}

fn html() -> String {
    format!(
        "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>{TITLE}</title></head>\n\
         <body><h1>The signing</h1>\n<p>{SENTENCE}\n{SECOND}</p></body></html>\n"
    )
}

fn finding_aid() -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE ead [<!ELEMENT ead ANY>]>\n<ead xml:lang=\"en\">\n\
         <eadheader><eadid>CH-1847</eadid><filedesc><titlestmt><titleproper>{TITLE}</titleproper></titlestmt></filedesc></eadheader>\n\
         <archdesc level=\"fonds\"><did><unittitle>Papers of the envoys</unittitle><unitdate normal=\"1847\">March 1847</unitdate></did>\n\
         <!-- Nobody reads this. -->\n<scopecontent>\n  <p>{}\n  {SECOND}</p>\n</scopecontent>\n\
         <dsc><c><did><unittitle>Letters to <persname>Karl Wei&#223;</persname>, <unitdate>1846</unitdate></unittitle></did></c>\n\
         <c><did><unittitle>Seals &amp; keys</unittitle></did></c></dsc></archdesc>\n</ead>\n",
        SENTENCE.replacen("seven cantons", "<corpname>seven cantons</corpname>", 1)
    )
}

/// The part of an Office file that says where the others are.
fn relations(entries: &[(&str, &str)]) -> String {
    let relation = |(number, (kind, target)): (usize, &(&str, &str))| {
        let kind = match *kind {
            "core-properties" => {
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
                    .to_owned()
            }
            kind => format!("{OFFICE}/{kind}"),
        };
        format!("<Relationship Id=\"r{}\" Type=\"{kind}\" Target=\"{target}\"/>", number + 1)
    };
    let entries: String = entries.iter().enumerate().map(relation).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{entries}</Relationships>"
    )
}

/// An Office file: what its parts are, the name of the main one, and the parts.
fn office(kind: &str, main: &str, parts: &[(&str, &str)]) -> Result<Vec<u8>, Box<dyn Error>> {
    let types = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/{main}\" ContentType=\"application/vnd.openxmlformats-officedocument.{kind}.main+xml\"/></Types>"
    );
    let root = relations(&[("officeDocument", main), ("core-properties", "docProps/core.xml")]);
    let core = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{TITLE}</dc:title></cp:coreProperties>"
    );
    let mut members: Vec<(&str, &[u8])> = vec![
        ("[Content_Types].xml", types.as_bytes()),
        ("_rels/.rels", root.as_bytes()),
        ("docProps/core.xml", core.as_bytes()),
    ];
    members.extend(parts.iter().map(|(name, text)| (*name, text.as_bytes())));
    zip(&members)
}

/// A Word file around the body of a document.
pub fn word(body: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{body}</w:body></w:document>"
    );
    word_part(&document)
}

/// A Word file around a whole document.
pub fn word_part(document: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    office("wordprocessingml.document", "word/document.xml", &[("word/document.xml", document)])
}

fn docx() -> Result<Vec<u8>, Box<dyn Error>> {
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    word(&(paragraph(SENTENCE) + &paragraph(SECOND)))
}

fn pptx() -> Result<Vec<u8>, Box<dyn Error>> {
    let names = format!(
        "xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"{OFFICE}\""
    );
    let slide = |text: &str| {
        format!(
            "<p:sld {names}><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>"
        )
    };
    let main = format!(
        "<p:presentation {names}><p:sldIdLst><p:sldId id=\"256\" r:id=\"r1\"/><p:sldId id=\"257\" r:id=\"r2\"/></p:sldIdLst></p:presentation>"
    );
    let slides = relations(&[("slide", "slides/slide1.xml"), ("slide", "slides/slide2.xml")]);
    office(
        "presentationml.presentation",
        "ppt/presentation.xml",
        &[
            ("ppt/presentation.xml", &main),
            ("ppt/_rels/presentation.xml.rels", &slides),
            ("ppt/slides/slide1.xml", &slide("What the cantons agreed")),
            ("ppt/slides/slide2.xml", &slide(&format!("{SENTENCE} {SECOND}"))),
        ],
    )
}

fn xlsx() -> Result<Vec<u8>, Box<dyn Error>> {
    let names = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"";
    let main = format!(
        "<workbook {names} xmlns:r=\"{OFFICE}\"><sheets><sheet name=\"Treaties\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let cell = |text: &str| format!("<c t=\"inlineStr\"><is><t>{text}</t></is></c>");
    let sheet = format!(
        "<worksheet {names}><sheetData><row>{}{}</row><row>{}{}</row></sheetData></worksheet>",
        cell("Year"),
        cell("What happened"),
        cell("1847"),
        cell(&format!("{SENTENCE} {SECOND}"))
    );
    let sheets = relations(&[("worksheet", "worksheets/sheet1.xml")]);
    office(
        "spreadsheetml.sheet",
        "xl/workbook.xml",
        &[
            ("xl/workbook.xml", &main),
            ("xl/_rels/workbook.xml.rels", &sheets),
            ("xl/worksheets/sheet1.xml", &sheet),
        ],
    )
}

fn odt() -> Result<Vec<u8>, Box<dyn Error>> {
    let office = "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\"";
    let content = format!(
        "<office:document-content {office} xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\">\
         <office:body><office:text><text:h text:outline-level=\"1\">The signing</text:h>\
         <text:p>{SENTENCE} {SECOND}</text:p></office:text></office:body></office:document-content>"
    );
    let meta = format!(
        "<office:document-meta {office} xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><office:meta>\
         <dc:title>{TITLE}</dc:title></office:meta></office:document-meta>"
    );
    zip(&[
        ("mimetype", b"application/vnd.oasis.opendocument.text"),
        ("content.xml", content.as_bytes()),
        ("meta.xml", meta.as_bytes()),
    ])
}

fn rtf() -> String {
    format!(
        "{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0 Arial;}}}}{{\\info{{\\title {TITLE}}}}}\n\
         \\pard {SENTENCE}\\par\n{SECOND}\\par\n}}\n"
    )
}

fn epub() -> Result<Vec<u8>, Box<dyn Error>> {
    let package = format!(
        "<package xmlns=\"http://www.idpf.org/2007/opf\" version=\"3.0\"><metadata xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\
         <dc:title>{TITLE}</dc:title><dc:language>en</dc:language></metadata><manifest>\
         <item id=\"n\" href=\"nav.xhtml\" properties=\"nav\" media-type=\"application/xhtml+xml\"/>\
         <item id=\"a\" href=\"a.xhtml\" media-type=\"application/xhtml+xml\"/></manifest>\
         <spine><itemref idref=\"a\"/></spine></package>"
    );
    let chapter = format!(
        "<html xmlns=\"http://www.w3.org/1999/xhtml\"><body><h1>The signing</h1>\
         <p><a id=\"p217\"/>{SENTENCE} {SECOND}</p></body></html>"
    );
    zip(&[
        ("mimetype", b"application/epub+zip"),
        (
            "META-INF/container.xml",
            b"<container xmlns=\"urn:oasis:names:tc:opendocument:xmlns:container\"><rootfiles>\
              <rootfile full-path=\"book.opf\"/></rootfiles></container>",
        ),
        ("book.opf", package.as_bytes()),
        (
            "nav.xhtml",
            b"<html xmlns=\"http://www.w3.org/1999/xhtml\" xmlns:epub=\"http://www.idpf.org/2007/ops\"><body>\
              <nav epub:type=\"page-list\"><ol><li><a href=\"a.xhtml#p217\">217</a></li></ol></nav></body></html>",
        ),
        ("a.xhtml", chapter.as_bytes()),
    ])
}

fn fb2() -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<FictionBook xmlns=\"http://www.gribuser.ru/xml/fictionbook/2.0\">\
         <description><title-info><book-title>{TITLE}</book-title><lang>en</lang></title-info></description>\
         <body><section><title><p>The signing</p></title><p>{SENTENCE} {SECOND}</p></section></body></FictionBook>\n"
    )
}

fn tei() -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<TEI xmlns=\"http://www.tei-c.org/ns/1.0\">\n\
         <teiHeader><fileDesc><titleStmt><title>{TITLE}</title></titleStmt></fileDesc>\
         <profileDesc><creation><date when=\"1847-03-03\">3 March 1847</date></creation></profileDesc></teiHeader>\n\
         <text><body><pb n=\"217\"/><p>{SENTENCE} {SECOND}</p></body></text>\n</TEI>\n"
    )
}

fn page_xml() -> String {
    let line = |text: &str| {
        format!("<TextLine><TextEquiv><Unicode>{text}</Unicode></TextEquiv></TextLine>")
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <PcGts xmlns=\"http://schema.primaresearch.org/PAGE/gts/pagecontent/2019-07-15\">\
         <Page imageFilename=\"217.tif\"><TextRegion id=\"r1\">{}{}</TextRegion></Page></PcGts>\n",
        line(SENTENCE),
        line(SECOND)
    )
}

fn hocr() -> String {
    let line = |text: &str| {
        let word = |word: &str| format!("<span class='ocrx_word'>{word}</span>");
        let words: Vec<_> = text.split(' ').map(word).collect();
        format!("<span class='ocr_line'>{}</span>\n", words.join(" "))
    };
    format!(
        "<!DOCTYPE html>\n<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"en\"><head><title>{TITLE}</title>\
         <meta name='ocr-system' content='none'/></head>\n<body><div class='ocr_page' id='page_1' title='ppageno 0; lpageno 217'>\
         <div class='ocr_carea'><p class='ocr_par'>\n{}{}</p></div></div></body></html>\n",
        line(SENTENCE),
        line(SECOND)
    )
}

fn mets() -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<mets xmlns=\"http://www.loc.gov/METS/\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">\
         <dmdSec ID=\"d1\"><mdWrap MDTYPE=\"MODS\"><xmlData><mods xmlns=\"http://www.loc.gov/mods/v3\"><titleInfo><title>{TITLE}</title></titleInfo>\
         <originInfo><dateIssued>1847</dateIssued></originInfo></mods></xmlData></mdWrap></dmdSec>\
         <structMap TYPE=\"LOGICAL\"><div DMDID=\"d1\" TYPE=\"monograph\"><div TYPE=\"chapter\" LABEL=\"{SENTENCE}\"/></div></structMap></mets>\n"
    )
}
