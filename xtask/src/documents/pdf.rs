//! PDF files of plain lines of text: Helvetica in the encoding of Windows, which needs no font in the file.

/// A page, in points.
const WIDTH: i32 = 420;
const HEIGHT: i32 = 595;

const MARGIN: i32 = 48;
const FONT_SIZE: i32 = 10;
const LEADING: i32 = 14;

/// The size of a line that begins with `# `.
const HEADING_SIZE: i32 = 15;

/// Characters of the encoding of Windows that are not those of Latin-1.
const WINDOWS: [(char, u8); 8] = [
    ('€', 0x80),
    ('‚', 0x82),
    ('„', 0x84),
    ('‘', 0x91),
    ('’', 0x92),
    ('“', 0x93),
    ('”', 0x94),
    ('–', 0x96),
];

/// What a file is made of.
#[derive(Default)]
pub struct Pdf<'t> {
    pub title: &'t str,
    pub language: &'t str,
    /// The lines of the sheets, a form feed between them; an empty line parts paragraphs.
    pub text: &'t str,
    /// Entries of the catalog's number tree, as `0<</S/r>>3<</S/D/St 215>>`.
    pub labels: &'t str,
    /// Whether the text lies unseen under the picture of a page, as in a scan that was read by a machine.
    pub is_scan: bool,
    /// More entries of the trailer.
    pub trailer: &'t str,
}

impl Pdf<'_> {
    /// The bytes of the file.
    pub fn bytes(&self) -> Vec<u8> {
        let sheets: Vec<&str> = self.text.split('\x0C').collect();
        let number = |sheet: usize| 5 + 2 * sheet;
        let kids: Vec<_> =
            (0..sheets.len()).map(|sheet| format!("{} 0 R", number(sheet))).collect();
        let labels = match self.labels {
            "" => String::new(),
            labels => format!("/PageLabels<</Nums[{labels}]>>"),
        };
        let mut objects = vec![
            format!("<</Type/Catalog/Pages 2 0 R/Lang({}){labels}>>", self.language),
            format!(
                "<</Type/Pages/Count {}/Kids[{}]/MediaBox[0 0 {WIDTH} {HEIGHT}]/Resources<</Font<</F 3 0 R>>>>>>",
                kids.len(),
                kids.join(" ")
            ),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
            format!("<</Title{}/Producer(docsearch)>>", literal(self.title)),
        ];
        for (sheet, text) in sheets.into_iter().enumerate() {
            objects.push(format!("<</Type/Page/Parent 2 0 R/Contents {} 0 R>>", number(sheet) + 1));
            let content = content(text, self.is_scan);
            objects.push(format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()));
        }
        file(&objects, &format!("/Info 4 0 R{}", self.trailer))
    }
}

/// A file of numbered objects, the first of them the catalog.
pub fn file(objects: &[String], trailer: &str) -> Vec<u8> {
    let mut out = "%PDF-1.7\n".to_owned();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(out.len());
        out += &format!("{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let start = out.len();
    let size = objects.len() + 1;
    out += &format!("xref\n0 {size}\n0000000000 65535 f \n");
    for place in places {
        out += &format!("{place:010} 00000 n \n");
    }
    out += &format!("trailer\n<</Size {size}/Root 1 0 R{trailer}>>\nstartxref\n{start}\n%%EOF\n");
    out.into_bytes()
}

/// What is drawn on a sheet.
fn content(text: &str, is_scan: bool) -> String {
    let (mut picture, mut shown) = (String::new(), String::new());
    let mut y = HEIGHT - MARGIN;
    for line in text.lines() {
        let (size, line) = match line.strip_prefix("# ") {
            Some(heading) => (HEADING_SIZE, heading),
            None => (FONT_SIZE, line),
        };
        y -= if size > FONT_SIZE { LEADING * 2 } else { LEADING };
        if !line.is_empty() {
            let width = line.chars().count() as i32 * size / 2;
            picture += &format!("{MARGIN} {y} {width} {} re f\n", size / 2);
            shown += &format!("/F {size} Tf 1 0 0 1 {MARGIN} {y} Tm {} Tj\n", literal(line));
        }
    }
    match is_scan {
        true => format!(
            "q 0.96 0.94 0.88 rg 0 0 {WIDTH} {HEIGHT} re f 0.45 g\n{picture}Q\nBT 3 Tr\n{shown}ET"
        ),
        false => format!("BT\n{shown}ET"),
    }
}

/// A text between parentheses, all that is not ASCII as octal numbers.
fn literal(text: &str) -> String {
    let mut out = "(".to_owned();
    for c in text.chars() {
        let byte = WINDOWS.iter().find(|(known, _)| *known == c).map(|(_, byte)| *byte);
        match byte.or(u8::try_from(c).ok()).unwrap_or(b'?') {
            b'(' | b')' | b'\\' => out.extend(['\\', c]),
            byte if byte.is_ascii() => out.push(c),
            byte => out += &format!("\\{byte:03o}"),
        }
    }
    out + ")"
}
