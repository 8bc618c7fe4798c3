//! A page as an OCR program found it: blocks, lines and words with their places, in ALTO.

use std::iter::Peekable;
use std::str::Lines;

/// Places are in tenths of a millimetre; letters are as wide as those of a typewriter.
const LETTER: usize = 25;
const LINE: usize = 60;
const MARGIN: usize = 200;

/// A page of text: empty lines part blocks, a hyphen at a line end divides a word. `label` is printed on it.
pub fn page(text: &str, label: &str, language: &str) -> String {
    let mut page = Page { out: String::new(), top: MARGIN, rest: None };
    let mut lines = text.lines().peekable();
    let mut number = 0;
    while lines.peek().is_some() {
        number += 1;
        page.out += &format!("      <TextBlock ID=\"block_{number}\" LANG=\"{language}\">\n");
        page.block(&mut lines);
        page.out += "      </TextBlock>\n";
        page.top += LINE;
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <alto xmlns=\"http://www.loc.gov/standards/alto/ns-v4#\">\n  \
         <Description><MeasurementUnit>mm10</MeasurementUnit></Description>\n  \
         <Layout>\n    <Page ID=\"page_1\" PHYSICAL_IMG_NR=\"12\" PRINTED_IMG_NR=\"{label}\">\n    <PrintSpace>\n{}    </PrintSpace>\n    </Page>\n  </Layout>\n</alto>\n",
        page.out
    )
}

struct Page {
    out: String,
    top: usize,
    /// The whole of a word whose first half stands at the end of the line before.
    rest: Option<String>,
}

impl Page {
    /// Writes lines up to the next empty one.
    fn block(&mut self, lines: &mut Peekable<Lines>) {
        while let Some(line) = lines.next().filter(|line| !line.is_empty()) {
            self.out += "        <TextLine>";
            self.line(line, lines.peek().copied());
            self.out += "</TextLine>\n";
            self.top += LINE;
        }
    }

    fn line(&mut self, line: &str, next: Option<&str>) {
        let (line, divided) = match line.strip_suffix('-') {
            Some(line) => (line, true),
            None => (line, false),
        };
        let mut left = MARGIN;
        let words: Vec<&str> = line.split(' ').collect();
        for (index, word) in words.iter().enumerate() {
            if index > 0 {
                self.out += "<SP/>";
            }
            let mut part = String::new();
            if let Some(whole) = self.rest.take() {
                part = format!(" SUBS_TYPE=\"HypPart2\" SUBS_CONTENT=\"{whole}\"");
            }
            if divided && index + 1 == words.len() {
                let rest = next.and_then(|next| next.split(' ').next()).unwrap_or_default();
                let whole = format!("{word}{}", rest.trim_end_matches([',', '.', ';']));
                part = format!(" SUBS_TYPE=\"HypPart1\" SUBS_CONTENT=\"{whole}\"");
                self.rest = Some(whole);
            }
            let width = word.chars().count() * LETTER;
            self.out += &format!(
                "<String HPOS=\"{left}\" VPOS=\"{}\" WIDTH=\"{width}\" HEIGHT=\"{}\" CONTENT=\"{word}\"{part}/>",
                self.top,
                LINE / 2
            );
            left += width + LETTER;
        }
        if divided {
            self.out += "<HYP CONTENT=\"-\"/>";
        }
    }
}
