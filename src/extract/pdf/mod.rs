//! PDF files: the text of each page in reading order.

mod budget;
mod columns;
#[cfg(test)]
mod fixture;
mod font;
mod glyph;
mod guess;
mod interpreter;
mod labels;
mod layout;
mod lines;
mod open;
mod properties;
mod text_string;
mod unpacked;
mod words;
mod xmp;

use hayro_syntax::object::Dict;

use super::limits::{Failure, Limits};
use super::transcript::Transcript;
use crate::document::Page;
use budget::Budget;
use font::Fonts;
use glyph::Glyphs;

/// Share of glyphs without a known character from which a page is reported, in percent.
const BAD_ENCODING: usize = 10;

/// Reads a whole file: one document, with a text for each page.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Transcript>, Failure> {
    let mut budget = Budget::new(bytes.len(), limits);
    if unpacked::size_when_opened(bytes, budget.unpacked()) > budget.unpacked() {
        return Err(Failure::TooLarge(format!(
            "its parts unpack to more than {} MB",
            budget.unpacked() >> 20
        )));
    }
    let pdf = open::open(bytes, limits)?;
    let xref = pdf.xref();
    let catalog = xref.get::<Dict<'_>>(xref.root_id()).unwrap_or_default();
    let pages = pdf.pages();
    if pages.is_empty() {
        return Err(Failure::Damaged(open::NO_PAGES.into()));
    }
    let mut transcript = Transcript::default();
    let mut fonts = Fonts::new();
    properties::read(&pdf, &catalog, &mut budget, &mut transcript);
    let mut warnings = Vec::new();
    let mut without_text = 0;
    let labels = labels::labels(&catalog, pages.len());
    for (index, (page, label)) in pages.iter().zip(labels).enumerate() {
        let start = transcript.text.len();
        transcript.pages.push(Page { start, label });
        if budget.is_spent() {
            continue;
        }
        budget.begin_page();
        let glyphs = interpreter::glyphs(page, &mut fonts, &mut budget);
        layout::write(&glyphs, &mut transcript.text);
        let is_empty = transcript.text.len() == start && !budget.page_is_cut;
        without_text += usize::from(is_empty);
        let number = index + 1;
        warnings.extend(page_warning(&glyphs, number, !budget.page_is_cut));
        if budget.page_is_cut {
            warnings.push(format!("page {number}: too much on it, a part is left out"));
        }
        if budget.is_spent() && number < pages.len() {
            let (from, to) = (number + 1, pages.len());
            warnings.push(format!("pages {from} to {to}: left out, the file is too large"));
        }
    }
    if without_text == pages.len() {
        let is_new = |warning: &String| !warning.ends_with(NO_TEXT);
        warnings.retain(is_new);
        let pages = match pages.len() {
            1 => "its only page".to_owned(),
            count => format!("any of its {count} pages"),
        };
        warnings.push(format!("{NO_TEXT} on {pages} (a scan without OCR?)"));
    }
    let attached = properties::attachments(&catalog, pages);
    if attached > 0 {
        warnings.push(match attached {
            1 => "holds 1 attached file, which is not read".into(),
            _ => format!("holds {attached} attached files, which are not read"),
        });
    }
    transcript.warnings.extend(warnings);
    Ok(vec![transcript])
}

const NO_TEXT: &str = "no text layer";

/// What is to be said about a page.
fn page_warning(glyphs: &Glyphs, number: usize, is_whole: bool) -> Option<String> {
    let Glyphs { shown, unknown, .. } = *glyphs;
    if shown == 0 {
        is_whole.then(|| format!("page {number}: {NO_TEXT}"))
    } else if unknown * 100 >= shown * BAD_ENCODING {
        Some(format!("page {number}: {unknown} of {shown} glyphs have no Unicode value"))
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::document::Language;

    fn transcript(bytes: &[u8]) -> Transcript {
        read(bytes, &Limits::default()).expect("a file that can be read").remove(0)
    }

    /// The text of one page of content.
    fn text(content: &str) -> String {
        transcript(&fixture::pages(&[content], "", "")).text
    }

    /// Lines of text, each at its place.
    fn at(lines: &[(i32, i32, &str)]) -> String {
        let show = |(x, y, text): &(i32, i32, &str)| format!("1 0 0 1 {x} {y} Tm({text})Tj ");
        format!("BT /F 10 Tf {} ET", lines.iter().map(show).collect::<String>())
    }

    #[test]
    fn text_is_read_by_its_places() {
        let check = |content: &str, expect: &str| assert_eq!(text(content), expect, "{content}");
        // Out of order, in pieces, with blanks that are gaps only.
        check(
            &at(&[(72, 680, "zwei"), (72, 700, "eins"), (90, 700, "!"), (110, 700, "x")]),
            "eins!  x\nzwei\n",
        );
        check(
            "BT /F 10 Tf 72 700 Td [(Wie)-30(der)-300(ver)20(einigung)] TJ ET",
            "Wieder vereinigung\n",
        );
        check("BT /F 10 Tf 2 Tc 72 700 Td (gesperrt) Tj ET", "gesperrt\n");
        check("BT /F 10 Tf 12 TL 72 700 Td (a) Tj T* (b) Tj (c) ' 0 0 (d) \" ET", "a\nb\nc\nd\n");
        // Invisible, as under scans; clipped away; twice for bold.
        check("BT 3 Tr /F 10 Tf 72 700 Td (Schrift) Tj ET", "Schrift\n");
        check("0 0 1 1 re W n BT /F 10 Tf 72 700 Td (weg) Tj ET", "weg\n");
        check(&at(&[(72, 700, "fett"), (72, 700, "fett")]), "fett\n");
        // A raised number; a paragraph after a gap, and one that is set in.
        check("BT /F 10 Tf 72 700 Td (Amt) Tj 4 Ts /F 6 Tf (1) Tj ET", "Amt1\n");
        check(
            &at(&[(72, 700, "a"), (72, 688, "b"), (72, 676, "c"), (72, 640, "d"), (82, 628, "e")]),
            "a\nb\nc\n\nd\n  e\n",
        );
        // Latin letters of WinAnsi; a ligature with a text of its own.
        check("BT /F 10 Tf 72 700 Td (M\\374nchen \\226) Tj ET", "München –\n");
        check(
            "BT /F 10 Tf 72 700 Td /Span<</ActualText(fi)>>BDC (x) Tj EMC (nden) Tj ET",
            "finden\n",
        );
        check("", "");
    }

    #[test]
    fn turned_text_is_read() {
        let turned = "BT /F 10 Tf 0 1 -1 0 100 100 Tm (hoch) Tj 0 1 -1 0 112 100 Tm (zwei) Tj ET";
        assert_eq!(text(turned), "hoch\nzwei\n");
        let page = transcript(&fixture::pages(&[turned], "/Rotate 90", ""));
        assert_eq!(page.text, "hoch\nzwei\n");
        let both = at(&[(200, 700, "waagerecht"), (200, 688, "zwei")]) + turned;
        assert_eq!(text(&both), "waagerecht\nzwei\n\nhoch\nzwei\n");
        assert_eq!(
            text("BT /F 10 Tf .999 .035 -.035 .999 72 700 Tm (schief) Tj 60 0 Td (er Scan) Tj ET"),
            "schief  er Scan\n"
        );
    }

    #[test]
    fn columns_are_read_one_after_the_other() {
        let mut lines = vec![(
            100,
            760,
            "Eine Ueberschrift, die weit ueber beide Spalten hinweg geht und alles",
        )];
        for row in 0..5 {
            lines.push((72, 700 - 12 * row, "links steht eine Zeile Text"));
            lines.push((300, 697 - 12 * row, "rechts steht noch eine Zeile"));
        }
        let columns = text(&at(&lines));
        assert!(columns.starts_with("Eine Ueberschrift"), "{columns}");
        let body: Vec<&str> = columns.lines().skip(2).map(str::trim).collect();
        assert!(body[..5].iter().all(|line| line.starts_with("links")), "{columns}");
        assert!(body[5..].iter().all(|line| line.starts_with("rechts")), "{columns}");
    }

    #[test]
    fn rows_of_tables_stay_whole() {
        let rows = ["1949", "1950", "1951", "1952", "1953"];
        let mut cells = Vec::new();
        for (index, year) in rows.iter().enumerate() {
            let y = 700 - 12 * index as i32;
            cells.extend([(72, y, *year), (200, y, "Kohle"), (350, y, "12,5")]);
        }
        let expect: String = rows.iter().map(|year| format!("{year}  Kohle  12,5\n")).collect();
        assert_eq!(text(&at(&cells)), expect);
    }

    #[test]
    fn pages_are_kept_with_their_labels() {
        let labels = "/PageLabels<</Nums[0<</S/r>>1<</P(A-)/S/D/St 7>>]>>/Lang(de-AT)";
        let file = fixture::pages(
            &[&at(&[(72, 700, "eins")]), "", "BT /T 10 Tf 9 9 Td (ABB) Tj ET"],
            "",
            labels,
        );
        let transcript = transcript(&file);
        assert_eq!(transcript.text, "eins\nA\n");
        let page = |start, label: &str| Page { start, label: Some(label.into()) };
        assert_eq!(transcript.pages, [page(0, "i"), page(5, "A-7"), page(5, "A-8")]);
        assert_eq!(transcript.metadata.language, Some(Language::German));
        assert_eq!(
            transcript.warnings,
            ["page 2: no text layer", "page 3: 2 of 3 glyphs have no Unicode value"]
        );
    }

    #[test]
    fn scans_are_reported_once() {
        let transcript = transcript(&fixture::pages(&["", "0 0 9 9 re f"], "", ""));
        assert_eq!((transcript.text.as_str(), transcript.pages.len()), ("", 2));
        let warning = "no text layer on any of its 2 pages (a scan without OCR?)";
        assert_eq!(transcript.warnings, [warning]);
    }

    #[test]
    fn properties_are_facts() {
        let objects = [
            "<</Type/Catalog/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(a) 3 0 R]>>>>>>"
                .to_string(),
            "<</Type/Pages/Count 1/Kids[3 0 R]>>".into(),
            "<</Type/Page/Parent 2 0 R>>".into(),
            "<</Title(Gr\\374ndung)/Author<FEFF00C4>/CreationDate(D:19990501)>>".into(),
        ];
        let transcript = transcript(&fixture::file_with(&objects, "/Info 4 0 R"));
        assert_eq!(transcript.metadata.title.as_deref(), Some("Gründung"));
        let fact = |key: &str, value: &str| (key.to_string(), value.to_string());
        let expect =
            [fact("title", "Gründung"), fact("author", "Ä"), fact("created", "1999-05-01")];
        assert_eq!(transcript.facts, expect);
        assert!(transcript.warnings.contains(&"holds 1 attached file, which is not read".into()));
    }

    #[test]
    fn form_fields_are_read() {
        let field = "/Annots[<</Subtype/Widget/Rect[72 600 300 620]/V(ausgefuellt)>><</Subtype/Widget/F 2/Rect[0 0 9 9]/V(verborgen)>>]";
        let file = fixture::pages(&[&at(&[(72, 700, "Name:")])], field, "");
        assert_eq!(transcript(&file).text, "Name:\n\nausgefuellt\n");
    }

    #[test]
    fn what_is_no_pdf_is_refused() {
        for bytes in
            [&b""[..], b"%PDF-1.7", b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj", &[0xFF; 99]]
        {
            let failure = read(bytes, &Limits::default()).expect_err("no document");
            assert_eq!(failure.to_string(), "damaged: no pages are found in it");
        }
    }

    #[test]
    fn loops_and_bombs_end() {
        // A form that draws itself, and a tower of forms that each draw the next ten times.
        let form = |next: usize, times: usize| {
            let dict = format!(
                "/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X {next} 0 R>>/Font<</F 4 0 R>>>>"
            );
            fixture::stream(&dict, &("/X Do ".repeat(times) + "BT /F 9 Tf (x) Tj ET "))
        };
        let head = |form: usize| {
            vec![
                "<</Type/Catalog/Pages 2 0 R>>".to_string(),
                "<</Type/Pages/Count 1/Kids[3 0 R]>>".into(),
                format!(
                    "<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</XObject<</X {form} 0 R>>>>>>"
                ),
                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".into(),
                fixture::stream("", "/X Do"),
            ]
        };
        let mut loops = head(6);
        loops.push(form(6, 1));
        assert_eq!(transcript(&fixture::file(&loops)).text, "x\n");
        let mut tower = head(6);
        tower.extend((7..30).map(|next| form(next, 10)));
        let transcript = transcript(&fixture::file(&tower));
        assert!(transcript.warnings.iter().any(|warning| warning.contains("left out")));
    }

    #[test]
    fn limits_cut_with_a_warning() {
        let limits = Limits { max_text: 5, ..Limits::default() };
        let file = fixture::pages(&[&at(&[(72, 700, "Wiedervereinigung")]), ""], "", "");
        let transcript = read(&file, &limits).expect("a document").remove(0);
        assert_eq!(transcript.text, "Wiede\n");
        assert_eq!(transcript.pages.len(), 2);
        let expect = [
            "page 1: too much on it, a part is left out",
            "pages 2 to 2: left out, the file is too large",
        ];
        assert_eq!(transcript.warnings, expect);
    }

    #[test]
    fn widths_without_end_are_not_kept() {
        let mut objects = vec![
            "<</Type/Catalog/Pages 2 0 R>>".to_string(),
            "<</Type/Pages/Count 1/Kids[3 0 R]>>".into(),
            "<</Type/Page/Parent 2 0 R/Contents 5 0 R/Resources<</Font<</F 4 0 R>>>>>>".into(),
            "<</Type/Font/Subtype/Type0/Encoding/Identity-H/DescendantFonts[6 0 R]>>".into(),
            fixture::stream("", "BT /F 9 Tf (ab) Tj ET"),
            "<</Type/Font/Subtype/CIDFontType2/W[0 4294967294 500]>>".into(),
        ];
        assert_eq!(transcript(&fixture::file(&objects)).text, "ab\n");
        objects[3] =
            "<</Type/Font/Subtype/TrueType/FirstChar 99999999999/LastChar 99999999999/Widths[1]>>"
                .into();
        assert_eq!(transcript(&fixture::file(&objects)).text, "ab\n");
    }

    fn sample() -> Vec<u8> {
        let content = at(&[(72, 700, "Wieder"), (300, 700, "rechts"), (72, 688, "vereint")]);
        fixture::pages(
            &[&content, "BT /T 9 Tf (AB) Tj ET q 2 0 0 2 0 0 cm Q"],
            "/Rotate 90",
            "/Lang(de)",
        )
    }

    proptest! {
        #[test]
        fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
            let _ = read(&bytes, &Limits::default());
            let _ = read(&[b"%PDF-1.7\n", &bytes[..]].concat(), &Limits::default());
        }

        #[test]
        fn mutated_files_never_panic(
            changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..20),
            cut in any::<prop::sample::Index>(),
        ) {
            let mut file = sample();
            for (at, byte) in &changes {
                let at = at.index(file.len());
                file[at] = *byte;
            }
            let _ = read(&file, &Limits::default());
            file.truncate(cut.index(file.len()));
            let _ = read(&file, &Limits::default());
        }

        #[test]
        fn any_content_is_laid_out(content in "(BT |ET |/F [0-9]{1,4} Tf |[-0-9.]{1,6} [-0-9.]{1,6} Td |\\([a-z ]{0,9}\\) Tj |[-0-9.e]{1,5} 0 0 [-0-9]{1,3} 9 9 Tm |q |Q |T\\* |EMC |/S BMC ){0,40}") {
            let transcript = transcript(&fixture::pages(&[&content], "", ""));
            prop_assert!(transcript.text.is_empty() || transcript.text.ends_with('\n'));
            prop_assert_eq!(transcript.pages.len(), 1);
        }
    }
}
