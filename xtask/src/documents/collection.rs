//! The documents of the sample corpus that are no plain text.

use std::error::Error;
use std::fs;
use std::path::Path;

use super::File;
use super::alto;
use super::mail::{Letter, mbox};
use super::packed::zip_folder;
use super::pdf::Pdf;

pub fn files() -> Result<Vec<File>, Box<dyn Error>> {
    let texts = Path::new(env!("CARGO_MANIFEST_DIR")).join("texts");
    let text = |name: &str| fs::read_to_string(texts.join(name));
    let lecture = Pdf {
        title: "The United Belgian States of 1790",
        language: "en",
        text: &text("united-belgian-states.txt")?,
        labels: "0<</S/r>>3<</S/D/St 215>>",
        ..Pdf::default()
    };
    let scan = Pdf {
        title: "Der Rheinische Bund von 1254",
        language: "de",
        text: &text("rheinischer-bund.txt")?,
        is_scan: true,
        ..Pdf::default()
    };
    let letters = [1, 2, 3].map(|number| text(&format!("seminar.mbox/{number}.txt")));
    let [first, second, third] = letters;
    let chronology = text("seminar.mbox/3-chronology.txt")?;
    let letters = [
        Letter { text: &first?, file: None },
        Letter { text: &second?, file: None },
        Letter { text: &third?, file: Some(("chronology.txt", &chronology)) },
    ];
    let page = alto::page(&text("fuerstentag.txt")?, "34", "de");
    let book = zip_folder(&texts.join("leagues.epub"), Some("application/epub+zip"))?;
    let word = zip_folder(&texts.join("drei-buende.docx"), None)?;
    let files = [
        ("en-constitutional/united-belgian-states-1790.pdf", lecture.bytes()),
        ("en-constitutional/two-leagues.epub", book),
        ("en-coldwar/three-unions-1958.mbox", mbox(&letters).into_bytes()),
        ("de-bund/rheinischer-bund-1254.pdf", scan.bytes()),
        ("de-bund/drei-buende.docx", word),
        ("de-bund/fuerstentag-1863.xml", page.into_bytes()),
    ];
    Ok(files.map(|(path, bytes)| (format!("corpus/{path}"), bytes)).into())
}
