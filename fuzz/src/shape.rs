//! What a fuzzer's input is made into before it is read.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

/// Parts the texts of an input: a character that no XML may hold.
pub const SEPARATOR: u8 = 0x1E;

/// How an input becomes a file.
///
/// A mutated ZIP archive fails its checksums and a mutated PDF its tables before much is read, so an input is either
/// such a file or, as its first bytes say, the texts of its parts, which are put together here. A text that is empty or
/// missing is that of the first seed.
pub enum Shape {
    /// The input is the file.
    Bytes,
    /// The members of a stored ZIP archive by their names, unless the input begins with `P`.
    Zip(&'static [&'static str]),
    /// Content of a page, character map of its font, more entries of page and catalog, unless it begins with `%`.
    Pdf,
}

impl Shape {
    /// The file that an input is; `default` has the texts of all parts.
    pub fn file(&self, input: &[u8], default: &[u8]) -> Vec<u8> {
        let texts = || {
            let mut given = input.split(|byte| *byte == SEPARATOR);
            let or_default =
                move |text| given.next().filter(|text| !text.is_empty()).unwrap_or(text);
            default.split(|byte| *byte == SEPARATOR).map(or_default)
        };
        match self {
            Shape::Zip(names) if !input.starts_with(b"P") => stored(names.iter().zip(texts())),
            Shape::Pdf if !input.starts_with(b"%") => pdf(&texts().collect::<Vec<_>>()),
            _ => input.to_vec(),
        }
    }
}

/// A ZIP archive of members that are not packed.
fn stored<'a>(members: impl Iterator<Item = (&'a &'a str, &'a [u8])>) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in members {
        writer.start_file(*name, options).expect("a new member");
        writer.write_all(text).expect("written to memory");
    }
    writer.finish().expect("written to memory").into_inner()
}

/// A PDF of one page, `/F` Helvetica and `/G` with two bytes for a character.
fn pdf(texts: &[&[u8]]) -> Vec<u8> {
    let text = |index: usize| texts.get(index).copied().unwrap_or_default();
    let stream = |content: &[u8]| {
        let head = format!("<</Length {}>>stream\n", content.len());
        [head.as_bytes(), content, b"\nendstream"].concat()
    };
    let objects = [
        [b"<</Type/Catalog/Pages 2 0 R", text(3), b">>"].concat(),
        b"<</Type/Pages/Count 1/Kids[3 0 R]/MediaBox[0 0 600 800]>>".to_vec(),
        [
            b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F 5 0 R/G 6 0 R>>>>".as_slice(),
            text(2),
            b">>",
        ]
        .concat(),
        stream(text(0)),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec(),
        b"<</Type/Font/Subtype/Type0/BaseFont/A/Encoding/Identity-H/ToUnicode 7 0 R/DescendantFonts[8 0 R]>>".to_vec(),
        stream(text(1)),
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont/A/DW 500/W[1[600 700]]>>".to_vec(),
    ];
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", index + 1).as_bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let (start, size) = (out.len(), objects.len() + 1);
    out.extend(format!("xref\n0 {size}\n0000000000 65535 f \n").as_bytes());
    for place in places {
        out.extend(format!("{place:010} 00000 n \n").as_bytes());
    }
    let trailer = format!("trailer <</Size {size}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF");
    out.extend(trailer.as_bytes());
    out
}
