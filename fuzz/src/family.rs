//! The families of formats that are fuzzed, with the inputs each begins from.

use std::borrow::Cow;

use docsearch::document::MediaType;

use crate::shape::Shape;

/// Formats that are read by the same code.
pub struct Family {
    /// The name of its target.
    pub name: &'static str,
    /// A file name that selects the format.
    pub file_name: &'static str,
    /// What the input must be of.
    pub reads: &'static [MediaType],
    /// How an input becomes a file.
    pub shape: Shape,
    /// Inputs to begin from; the first has every part.
    pub seeds: &'static [&'static str],
}

impl Family {
    /// The file that an input stands for.
    pub fn file<'d>(&self, input: &'d [u8]) -> Cow<'d, [u8]> {
        match self.shape {
            Shape::Bytes => Cow::Borrowed(input),
            _ => Cow::Owned(self.shape.file(input, self.seeds[0].as_bytes())),
        }
    }
}

const fn family(
    name: &'static str,
    file_name: &'static str,
    reads: &'static [MediaType],
    shape: Shape,
    seeds: &'static [&'static str],
) -> Family {
    Family { name, file_name, reads, shape, seeds }
}

const PROSE: &str = "Der Plan\n\nDie Konfödera-\ntion der beiden Staaten, so der Plan,\nwurde 1957 vorgelegt.1\n\n1 Neues Deutschland, \
S. 3.\n\n217\u{C}Der Plan\n\nThe second page.\n\n218\u{C}DOCUMENT NO. 2\n\nBerlin, den 30. August 1960\nBetr.: Plan\n\nLieber Genosse!\n\
[Source: PA AA, MfAA, A 5579. Translated by A. B.]\n***\nGeheim. 3. Ausfertigung\n";

const DOCX: &str = "<w:document><w:body><w:p><w:pPr><w:pStyle w:val='a'/><w:outlineLvl w:val='1'/></w:pPr><w:r>\
<w:t>one &amp; two</w:t><w:br w:type='page'/><w:sym w:char='F0B7'/><w:footnoteReference w:id='1'/><w:endnoteReference w:id='1'/>\
<w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p></w:txbxContent></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r>\
<w:lastRenderedPageBreak/><w:t>cell</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:del><w:r><w:delText>x</w:delText></w:r></w:del>\
<w:ins><w:r><w:t xml:space='preserve'> in</w:t><w:tab/><w:cr/><w:noBreakHyphen/><w:softHyphen/></w:r></w:ins></w:p>\
<mc:AlternateContent><mc:Choice><w:p/></mc:Choice><mc:Fallback><w:p/></mc:Fallback></mc:AlternateContent><w:sectPr/></w:body></w:document>\x1E\
<R><R Id='1' Type='x/footnotes' Target='f.xml'/><R Id='2' Type='x/styles' Target='s.xml'/></R>\x1E\
<f><w:footnote w:id='1'><w:p><w:r><w:t>note</w:t></w:r></w:p></w:footnote></f>\x1E\
<s><w:style w:type='paragraph' w:styleId='a'><w:name w:val='heading 1'/><w:basedOn w:val='a'/></w:style></s>\x1E\
<c><dc:title>T</dc:title><dc:creator>A</dc:creator><dcterms:created>1960-08-30T00:00:00Z</dcterms:created></c>";

const ODF: &str = "<office:document-content><office:automatic-styles><style:style style:name='P' style:parent-style-name='P'>\
<style:paragraph-properties fo:break-before='page'/></style:style></office:automatic-styles><office:body><office:text>\
<text:h text:outline-level='1'>A</text:h><text:p text:style-name='P'>b<text:note><text:note-citation>1</text:note-citation>\
<text:note-body><text:p>n</text:p></text:note-body></text:note><text:soft-page-break/>c<text:s text:c='3'/><text:tab/></text:p>\
<text:list><text:list-item><text:p>i</text:p></text:list-item></text:list><draw:frame><draw:text-box><text:p>box</text:p></draw:text-box>\
</draw:frame><table:table table:name='T'><table:table-row table:number-rows-repeated='3'><table:table-cell \
table:number-columns-repeated='2'><text:p>x</text:p></table:table-cell></table:table-row></table:table><draw:page/><text:tracked-changes>\
<text:deletion/></text:tracked-changes></office:text></office:body></office:document-content>\x1E\
<office:document-meta><office:meta><dc:title>T</dc:title><dc:date>1960-08-30</dc:date><meta:initial-creator>A</meta:initial-creator>\
</office:meta></office:document-meta>\x1E<s><style:style style:name='P' style:master-page-name='M'/></s>";

const PPTX: &str = "<p:presentation><p:sldIdLst><p:sldId r:id='1'/></p:sldIdLst></p:presentation>\x1E\
<R><R Id='1' Type='x/slide' Target='slides/s.xml'/></R>\x1E<p:sld><p:cSld><p:spTree><p:sp><p:nvSpPr><p:nvPr><p:ph type='title'/></p:nvPr>\
</p:nvSpPr><p:txBody><a:p><a:r><a:t>T</a:t></a:r><a:br/><a:fld><a:t>1</a:t></a:fld></a:p></p:txBody></p:sp><p:grpSp><p:sp><p:txBody><a:p>\
<a:pPr lvl='1'/><a:r><a:t>g</a:t></a:r></a:p></p:txBody></p:sp></p:grpSp><p:graphicFrame><a:tbl><a:tr><a:tc><a:p><a:r><a:t>c</a:t></a:r>\
</a:p></a:tc></a:tr></a:tbl></p:graphicFrame></p:spTree></p:cSld></p:sld>\x1E<R><R Id='1' Type='x/notesSlide' Target='../n.xml'/></R>\x1E\
<p:notes><p:sp><p:ph type='body'/><a:p><a:r><a:t>note</a:t></a:r></a:p></p:sp></p:notes>";

const XLSX: &str = "<w><workbookPr date1904='0'/><sheets><sheet name='S' r:id='1' state='hidden'/></sheets></w>\x1E\
<R><R Id='1' Type='x/worksheet' Target='s.xml'/><R Id='2' Type='x/styles' Target='y.xml'/><R Id='3' Type='x/sharedStrings' Target='t.xml'/></R>\
\x1E<s><sheetData><row r='1'><c r='A1' s='1'><v>22047.5</v></c><c t='inlineStr'><is><t>x</t></is></c><c><v>1.5e3</v></c><c t='s'><v>0</v></c>\
<c t='b'><v>1</v></c><c t='str'><f>A1</f><v>y</v></c></row><row r='3'><c r='XFD3' s='2'><v>-0.25</v></c></row></sheetData></s>\x1E\
<s><numFmts><numFmt numFmtId='164' formatCode='[h]:mm;@'/></numFmts><cellXfs><xf/><xf numFmtId='22'/><xf numFmtId='164'/></cellXfs></s>\x1E\
<sst><si><t>shared</t></si><si><r><t>rich</t></r><rPh><t>ph</t></rPh></si></sst>";

const EPUB: &str = "<c><rootfiles><rootfile full-path='a.opf'/></rootfiles></c>\x1E<package><metadata><dc:title>T</dc:title>\
<dc:creator id='c' opf:role='aut'>A</dc:creator><meta refines='#c' property='role'>trl</meta><dc:date>1960</dc:date><dc:language>de\
</dc:language></metadata><manifest><item id='a' href='a.html' media-type='application/xhtml+xml'/><item id='n' href='n.html' \
properties='nav'/><item id='x' href='t.ncx' media-type='application/x-dtbncx+xml'/></manifest><spine toc='x'><itemref idref='a'/></spine>\
</package>\x1E<nav epub:type='toc'><ol><li><a href='a.html'>One</a></li></ol></nav><nav epub:type='page-list'><a href='a.html#p'>7</a></nav>\
\x1E<html><body><h1>A</h1><p>b<span id='p'/>c<sup><a epub:type='noteref' href='#f'>1</a></sup></p><table><tr><td>x<td>y</table>\
<pre>d\n e</pre><script>if (a<b)</script><span epub:type='pagebreak' title='8'>8</span>z&auml;<br/><aside epub:type='footnote' id='f'>1 n\
</aside></body></html>\x1E<ncx><pageList><pageTarget value='9'><navLabel><text>9</text></navLabel><content src='a.html#p'/></pageTarget>\
</pageList></ncx>";

const RTF: &str = "{\\rtf1\\ansi\\ansicpg1250\\deff0{\\fonttbl{\\f0\\fcharset238 A;}{\\f1\\fcharset204 B;}}{\\stylesheet{\\s1 heading 1;}}\
{\\info{\\title T}{\\author A}{\\creatim\\yr1960\\mo8\\dy30}}\\s1 a\\'fc\\u228?\\par\\pard\\outlinelevel1\\trowd\\cellx1\\intbl x\\cell y\\cell\\row\
\\pard b\\chftn{\\footnote n\\par}{\\*\\annotation c}\\page{\\shp{\\*\\shpinst{\\shptxt d}}}{\\listtext 1.}\\bin2 xx{\\field{\\*\\fldinst HYPERLINK \
\"x\"}{\\fldrslt r}}{\\pict\\jpegblip ffd8}\\uc2\\u-3913??\\f1\\'c0{\\v hid}\\line\\tab\\~\\_\\-\\emdash\\lquote{\\deleted x}\\sect}";

const FB2: &str = "<FictionBook><description><title-info><author><first-name>A</first-name></author><book-title>T</book-title><date>1960\
</date><lang>de</lang></title-info></description><body><section><title><p>One</p></title><epigraph><p>e</p><text-author>t</text-author>\
</epigraph><p>a<a type='note' l:href='#n'>1</a></p><empty-line/><poem><stanza><v>b</v></stanza></poem><cite><p>c</p></cite><table><tr><td>d\
</td></tr></table></section></body><body name='notes'><section id='n'><p>n</p></section></body><binary>AA==</binary></FictionBook>";

const TEI: &str = "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE TEI.2 [<!ENTITY a 'b'>]><TEI.2><teiHeader><fileDesc><titleStmt><title>\
Titel</title><author>A</author></titleStmt><sourceDesc><msIdentifier><repository>R</repository><idno>I 1</idno></msIdentifier></sourceDesc>\
</fileDesc><profileDesc><creation><date when='1960-08-30'>1960</date></creation><correspDesc><correspAction type='sent'><persName>P\
</persName></correspAction></correspDesc><textClass><keywords><term>x</term></keywords></textClass></profileDesc></teiHeader><text><front>\
<titlePage><docTitle><titlePart>TP</titlePart></docTitle></titlePage></front><body><div><head>Kopf</head><pb n='5'/><fw type='page'>6</fw>\
<p>Kon-<lb/>fö<note n='1' place='foot'>N<pb n='6'/><p>x</p></note><lb break='no'/>&auml; <choice><orig>o</orig><reg>r</reg></choice></p>\
<table><row><cell>a</cell><cell/></row></table><lg><l>v</l><l>w</l></lg><list><label>1</label><item>i</item></list><gap/><del>d</del>\
<sp><speaker>S</speaker><stage>s</stage></sp><figure><figDesc>f</figDesc></figure><ref target='#n'>2</ref></div></body></text></TEI.2>";

const CORPUS: &str = "<teiCorpus><teiHeader><fileDesc><titleStmt><title>C</title></titleStmt></fileDesc></teiHeader><TEI xml:id='a'><teiHeader/>\
<text xml:lang='de'><group><text><body><p>a</p></body></text></group></text></TEI><TEI><text><body><p>b</p></body></text></TEI></teiCorpus>";

const ALTO: &str = "<alto><Description><MeasurementUnit>pixel</MeasurementUnit><sourceImageInformation><fileName>f</fileName>\
</sourceImageInformation></Description><Tags><OtherTag ID='t' LABEL='header'/></Tags><ReadingOrder><OrderedGroup><ElementRef REF='b'/>\
</OrderedGroup></ReadingOrder><Layout><Page PHYSICAL_IMG_NR='1' PRINTED_IMG_NR='12'><TopMargin><TextBlock><TextLine><String CONTENT='12'/>\
</TextLine></TextBlock></TopMargin><PrintSpace><ComposedBlock ID='b'><TextBlock TAGREFS='t' HPOS='1' VPOS='2'><TextLine HPOS='3' HEIGHT='9'>\
<String CONTENT='Wör' SUBS_TYPE='HypPart1' SUBS_CONTENT='Wörter'/><HYP CONTENT='-'/></TextLine></TextBlock><TextBlock language='de' \
IDNEXT='b'><TextLine><String CONTENT='ter'/><SP/><String CONTENT='&amp;'/></TextLine></TextBlock></ComposedBlock></PrintSpace></Page></Layout></alto>";

const PAGE: &str = "<PcGts xmlns='http://schema.primaresearch.org/PAGE'><Metadata><Creator>C</Creator></Metadata><Page imageFilename='i'>\
<ReadingOrder><OrderedGroup><OrderedGroupIndexed index='1'><RegionRefIndexed index='0' regionRef='a'/></OrderedGroupIndexed><RegionRef \
regionRef='b'/></OrderedGroup></ReadingOrder><TextRegion id='a' type='drop-capital' custom='readingOrder {index:0;}'><TextLine><Word><Glyph>\
<TextEquiv><Unicode>A</Unicode></TextEquiv></Glyph></Word></TextLine></TextRegion><TextRegion id='b' type='heading'><Coords points='1,2 3,4'/>\
<TextRegion><TextEquiv index='1'><Unicode>ü\nb</Unicode></TextEquiv></TextRegion><TextEquiv><Unicode>b</Unicode></TextEquiv></TextRegion>\
<TextRegion type='page-number'><TextEquiv><Unicode>3</Unicode></TextEquiv></TextRegion></Page></PcGts>";

const HOCR: &str = "<html><head><meta name='DC.title' content='t'/><meta name='ocr-system' content='x'/><title>x</title><script>1<2</script>\
</head><body><div class='ocr_page' title='image \"a.tif\"; bbox 0 0 100 200; ppageno 3; lpageno 4'><div class='ocr_carea'><p class='ocr_par'>\
<span class='ocr_line' title='bbox 1 2 3 4; x_size 9'><span class='ocrx_word' lang='de' title='x_wconf 9'>Wört&auml;-</span> <b>er</b></span>\
<span class='ocr_line'>x</span></p></div><br><span class='ocr_pageno'>7</span><span class='ocr_header'>K</span></div></body></html>";

const METS: &str = "<mets><metsHdr CREATEDATE='1960-08-30'/><dmdSec><mods><titleInfo><title>T</title></titleInfo><name><namePart>N</namePart>\
<role><roleTerm>aut</roleTerm></role></name><originInfo><dateIssued>1960</dateIssued></originInfo></mods></dmdSec><fileSec><fileGrp \
USE='FULLTEXT'><file ID='f' MIMETYPE='text/xml'><FLocat href='1.xml'/></file></fileGrp></fileSec><structMap TYPE='PHYSICAL'><div ORDER='1' \
ORDERLABEL='I'><fptr FILEID='f'/></div></structMap><structMap TYPE='LOGICAL'><div LABEL='Kapitel' DMDID='d'/></structMap><alto><Layout><Page>\
<TextBlock><TextLine><String CONTENT='x'/></TextLine></TextBlock></Page></Layout></alto></mets>";

const MAIL: &str = "From: =?utf-8?B?w4Q=?= <a@b.example>\nTo: c@d.example,\n e@f.example\nDate: Tue, 30 Aug 1960 12:08:34 +0200\n\
Subject: Gr=?utf-8?Q?=C3=BC?=n\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=a\n\npreamble\n--a\nContent-Type: text/plain; \
charset=iso-8859-1; format=flowed; delsp=yes\nContent-Transfer-Encoding: quoted-printable\n\nf=FCr=\n uns \n> quoted\n-- \nA\n--a\n\
Content-Type: multipart/alternative; boundary=\"b\"\n\n--b\nContent-Type: text/html; charset=utf-8\n\n<p>x<b>y</b>\n--b--\n--a\nContent-Type: \
application/octet-stream; name*0*=utf-8''Pl%C3%A4ne; name*1=\".txt\"\nContent-Disposition: attachment; filename=\"a.txt\"\n\
Content-Transfer-Encoding: base64\n\nQUJD\n--a\nContent-Type: message/rfc822\n\nFrom: x@y.example\nSubject: inner\n\nbody\n--a--\n";

const MAILBOX: &str = "From a@b Tue Aug 30 12:08:34 1960\nFrom: a@b.example\nSubject: one\nContent-Length: 4\n\nText\n\n>From here\nbegin 644 a.txt\n\
#0V%T\n`\nend\n\nFrom c@d Tue Aug 30 12:08:34 1960\nFrom: c@d.example\nContent-Type: text/plain; charset=utf-7\n\n+AOQ- x\n";

const JSON: &str = "[{\"title\": \"Der \\u0050lan\", \"text\": [\"a\", \"b\\n\\nc\"], \"date\": \"30.8.1960\", \"n\": {\"x\": 1.5, \"y\": null}},\n\
\"text\", 7, {}, {\"body\": \"\\\"]}\\ud83d\\ude00\"}]";

const JSON_LINES: &str = "{\"title\": \"A\", \"content\": \"x\"}\n{\"id\": 7, \"inhalt\": [[{\"text\": \"y\"}], true]}\n\n{\"broken\n";

const CSV: &str =
    "name;text;datum\n\"1\";\"a \"\"b\"\"\nc\";30.8.1960\n2;d\n;;;\n\u{FEFF}\"x\" y;\"";

const MARKDOWN: &str = "---\ntitle: x\nauthor: [a, b]\ndate: 1960-08-30\n---\n# A\n\npara *b* `c` [d](e) ![f](g)[^1] <b>h</b>\n\n> quote\n\n* i\n  * j\n\n```\n\
code\n```\n\n| a | b |\n|---|---|\n| c | d |\n\n[^1]: note\n\nB\n===\n\n<div>\n\n    x\n";

const HTML: &str = "<!DOCTYPE html><html lang=de><head><meta charset=utf-8><title>T</title><meta name=author content=A></head><body><nav>n</nav>\
<main><h1>A&auml;&#x26;&notit;</h1><p>x<br>y<pre>  z\n</pre><table><tr><td>a<td>b</table><ul><li>c</ul><script>1<2</script><!-- c -->\
<![CDATA[d]]><textarea><p></textarea></main><aside>e</aside><footer>f</footer></body></html>";

const XML: &str = "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE ead [<!ENTITY a 'b'><!-- it's -->]><ead xml:lang='de'><eadheader>\
<titleproper>T</titleproper></eadheader><?p i?><did><unittitle a=\"x > y\">Briefe an <n:name>N</n:name>, <date/>&auml;&a;&#x26;</unittitle>\
<!-- c --></did><p>x<lb/>y<b>z</b><i>w</i>\n\nq<![CDATA[d < e]]></p><item><title>t</title><![CDATA[<p>f<br>g</p>]]></item></ead>";

const LETTERS: &str = "<page><par><line l='1'><f>\n<c>D</c>\n<c>r</c>\n<c> </c>\n<c>-</c></f><f><c>P</c></f></line>\n<line><f><c>l</c></f></line></par></page>";

const PDF: &str = "BT /F 12 Tf 1 0 0 1 50 700 Tm (Der Plan) Tj 0 -14 Td [(Konf) -20 (\\366dera-)] TJ T* 14 TL (tion) ' 1 2 (x) \" ET q 2 0 0 2 0 0 cm \
BT /G 9 Tf 3 Tr 10 Ts 90 Tz 1 Tc 2 Tw 300 300 Td <00010002> Tj ET Q /Span <</ActualText (y)>> BDC EMC BI /W 1 /H 1 ID x EI /X Do\x1E\
/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0001> <0041> <0002> \
<D83DDE00> endbfchar 1 beginbfrange <0003> <0010> <0042> <0011> <0012> [<0043> <0044>] endbfrange endcmap\x1E/Rotate 90/CropBox[0 0 500 500]\
\x1E/PageLabels<</Nums[0<</S/r/P(A-)/St 5>>]>>/Lang(de)/Outlines<<>>/Names<<>>";

const QUERY: &str = "berlin +treaty -draft (\"exakte Phrase\" OR konföd*) AND NOT „Plan“ «x» title:y a~2 b^3 [1957 TO 1960] \\(";

/// Members of an archive.
const MEMBERS: &[&str] = &["a.txt", "letters/b.html", "../c.eml", "d.json", "e.zip"];

/// Every family.
pub const FAMILIES: [Family; 21] = [
    family("text", "a.txt", &[MediaType::Text], Shape::Bytes, &[PROSE]),
    family("markdown", "a.md", &[MediaType::Markdown], Shape::Bytes, &[MARKDOWN, PROSE]),
    family("html", "a.html", &[MediaType::Html], Shape::Bytes, &[HTML]),
    family("xml", "a.xml", &[MediaType::Xml], Shape::Bytes, &[XML, LETTERS]),
    family("pdf", "a.pdf", &[MediaType::Pdf], Shape::Pdf, &[PDF]),
    family(
        "docx",
        "a.docx",
        &[MediaType::Docx],
        Shape::Zip(&[
            "word/document.xml",
            "word/_rels/document.xml.rels",
            "word/f.xml",
            "word/s.xml",
            "docProps/core.xml",
        ]),
        &[DOCX],
    ),
    family(
        "odf",
        "a.odt",
        &[MediaType::OpenDocument],
        Shape::Zip(&["content.xml", "meta.xml", "styles.xml"]),
        &[ODF],
    ),
    family(
        "pptx",
        "a.pptx",
        &[MediaType::Pptx],
        Shape::Zip(&[
            "ppt/presentation.xml",
            "ppt/_rels/presentation.xml.rels",
            "ppt/slides/s.xml",
            "ppt/slides/_rels/s.xml.rels",
            "ppt/n.xml",
        ]),
        &[PPTX],
    ),
    family(
        "xlsx",
        "a.xlsx",
        &[MediaType::Xlsx],
        Shape::Zip(&[
            "xl/workbook.xml",
            "xl/_rels/workbook.xml.rels",
            "xl/s.xml",
            "xl/y.xml",
            "xl/t.xml",
        ]),
        &[XLSX],
    ),
    family("rtf", "a.rtf", &[MediaType::Rtf], Shape::Bytes, &[RTF]),
    family(
        "epub",
        "a.epub",
        &[MediaType::Epub],
        Shape::Zip(&["META-INF/container.xml", "a.opf", "n.html", "a.html", "t.ncx"]),
        &[EPUB],
    ),
    family("fb2", "a.fb2", &[MediaType::Fb2], Shape::Bytes, &[FB2]),
    family("tei", "a.tei", &[MediaType::Tei], Shape::Bytes, &[TEI, CORPUS]),
    family("alto", "a.alto", &[MediaType::Alto], Shape::Bytes, &[ALTO]),
    family("page", "a.xml", &[MediaType::PageXml], Shape::Bytes, &[PAGE]),
    family("hocr", "a.hocr", &[MediaType::Hocr], Shape::Bytes, &[HOCR]),
    family("mets", "a.mets", &[MediaType::Mets], Shape::Bytes, &[METS]),
    family("mail", "a.eml", &[MediaType::Mail], Shape::Bytes, &[MAIL, MAILBOX]),
    family(
        "json",
        "a.json",
        &[MediaType::Json, MediaType::JsonLines],
        Shape::Bytes,
        &[JSON, JSON_LINES],
    ),
    family("csv", "a.csv", &[MediaType::Table], Shape::Bytes, &[CSV]),
    family(
        "archive",
        "a.zip",
        &[MediaType::Archive],
        Shape::Zip(MEMBERS),
        &[
            "text\x1E<p>page\x1EFrom: a@b.example\nSubject: x\n\ny\x1E{\"text\": \"z\"}\x1EPK\x03\x04",
        ],
    ),
];

/// Inputs of the targets that are no family, by their names.
pub const OTHERS: [(&str, &[&str]); 2] =
    [("query", &[QUERY]), ("passages", &[PROSE, MARKDOWN, HTML])];
