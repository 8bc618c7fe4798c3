//! Lines that a printer set around every page: running heads and page numbers.

use super::lines::{Line, non_blank_lines};
use super::page_numbers::{Number, page_number, series};
use crate::document::Span;

/// How many lines at each edge of a page may be set around it.
const EDGE: usize = 3;

/// How like each other two heads must be, in percent of their pairs of letters: as in a book read by OCR.
const ALIKE: usize = 80;

/// How many pages apart two heads may be: left and right pages may have their own.
const APART: usize = 2;

/// Fewest letters of a head.
const LETTERS: usize = 3;

/// Longest head, in bytes.
const LONGEST: usize = 200;

/// Fewest pages with the same head; fewer will do where they are two in five.
const PAGES: usize = 3;

/// A line at the edge of a page.
struct EdgeLine {
    page: usize,
    span: Span,
    is_top: bool,
    /// Its pairs of letters, in order; none where it has too few letters.
    shape: Vec<[char; 2]>,
    /// The first of the lines it is like, by its number; its own if there is none.
    like: usize,
    /// Whether it is the same as one on an earlier page, but for digits.
    is_same: bool,
}

/// Finds what is set around the pages of a text: the lines to leave out, in order, and the number printed on each page.
///
/// A head is a line at the edge of three pages or of two in five that differs in digits and misread letters only. On
/// the first page it stays, for it may be the title. A number is a line of its own or stands at the end of a head.
pub fn running_heads(text: &str, pages: &[Span]) -> (Vec<Span>, Vec<Option<String>>) {
    if pages.len() < 2 {
        return (Vec::new(), vec![None; pages.len()]);
    }
    let mut lines = edge_lines(text, pages);
    link(&mut lines);
    let mut is_head = heads(&lines, pages.len());
    keep_whole_pages(&lines, &mut is_head);
    let mut numbers: Vec<Vec<Number>> = vec![Vec::new(); pages.len()];
    let mut places: Vec<Vec<usize>> = vec![Vec::new(); pages.len()];
    for (at, line) in lines.iter().enumerate() {
        let content = &text[line.span.clone()];
        let number =
            page_number(content).or_else(|| number_in_head(content).filter(|_| is_head[at]));
        if let Some(number) = number {
            numbers[line.page].push(number);
            places[line.page].push(at);
        }
    }
    let mut labels = vec![None; pages.len()];
    let mut is_number = vec![false; lines.len()];
    for (page, at) in series(&numbers).iter().enumerate() {
        if let Some(at) = *at {
            labels[page] = Some(numbers[page][at].label.clone());
            is_number[places[page][at]] = true;
        }
    }
    let mut left_out = Vec::new();
    for (at, line) in lines.iter().enumerate() {
        let may_be_title = line.page == 0 && line.is_top;
        if is_number[at] || is_head[at] && !may_be_title {
            left_out.push(line.span.clone());
        }
    }
    (left_out, labels)
}

/// The first and last lines of each page.
fn edge_lines(text: &str, pages: &[Span]) -> Vec<EdgeLine> {
    let line_end = if text.contains('\n') || !text.contains('\r') { '\n' } else { '\r' };
    let mut edges = Vec::new();
    for (page, span) in pages.iter().enumerate() {
        let lines: Vec<Line> = non_blank_lines(text, span.clone(), line_end).collect();
        let (tops, bottoms) = (lines.len().div_ceil(2).min(EDGE), (lines.len() / 2).min(EDGE));
        for (at, line) in lines.iter().enumerate() {
            let is_top = at < tops;
            if is_top || at >= lines.len() - bottoms {
                let shape = shape(&text[line.span.clone()], is_top);
                let like = edges.len();
                let span = line.span.clone();
                edges.push(EdgeLine { page, span, is_top, shape, like, is_same: false });
            }
        }
    }
    edges
}

/// The pairs of letters of a line in small letters, every number as one sign.
fn shape(line: &str, is_top: bool) -> Vec<[char; 2]> {
    let letters = line.chars().filter(|c| c.is_alphabetic()).count();
    // Old books have a full stop after the head; at the foot of a page it ends a note: `Ebd., S. 12.`
    let is_note = !is_top && line.ends_with('.');
    if letters < LETTERS || line.len() > LONGEST || is_note {
        return Vec::new();
    }
    let mut signs: Vec<char> = Vec::new();
    for c in line.chars().flat_map(char::to_lowercase) {
        let sign = if c.is_numeric() { '#' } else { c };
        if !c.is_whitespace() && (sign != '#' || signs.last() != Some(&'#')) {
            signs.push(sign);
        }
    }
    let mut pairs: Vec<[char; 2]> = signs.windows(2).map(|pair| [pair[0], pair[1]]).collect();
    pairs.sort_unstable();
    pairs
}

/// Links each line to one it is like at the same edge of a page shortly before.
fn link(lines: &mut [EdgeLine]) {
    let mut window = 0;
    for at in 0..lines.len() {
        let (page, is_top) = (lines[at].page, lines[at].is_top);
        while lines[window].page + APART < page {
            window += 1;
        }
        let earlier = (window..at).rev().filter(|other| lines[*other].page < page);
        let found = earlier
            .filter(|other| lines[*other].is_top == is_top)
            .find(|other| are_alike(&lines[*other].shape, &lines[at].shape));
        if let Some(other) = found {
            lines[at].like = lines[other].like;
            lines[at].is_same = lines[at].shape == lines[other].shape;
        }
    }
}

/// Whether two lines share most of their pairs of letters (Dice's coefficient).
fn are_alike(left: &[[char; 2]], right: &[[char; 2]]) -> bool {
    if left.is_empty() || right.is_empty() {
        return false;
    }
    let (mut shared, mut l, mut r) = (0, 0, 0);
    while l < left.len() && r < right.len() {
        match left[l].cmp(&right[r]) {
            std::cmp::Ordering::Less => l += 1,
            std::cmp::Ordering::Greater => r += 1,
            std::cmp::Ordering::Equal => {
                (shared, l, r) = (shared + 1, l + 1, r + 1);
            }
        }
    }
    shared * 200 >= (left.len() + right.len()) * ALIKE
}

/// Which lines stand on enough pages, and on some of them without a misread letter: mere likeness is that of tables.
fn heads(lines: &[EdgeLine], page_count: usize) -> Vec<bool> {
    let mut counts = vec![0; lines.len()];
    let mut last_page = vec![None; lines.len()];
    let mut has_same = vec![false; lines.len()];
    for line in lines {
        has_same[line.like] |= line.is_same;
        if last_page[line.like].replace(line.page) != Some(line.page) {
            counts[line.like] += 1;
        }
    }
    let is_enough = |count: usize| count >= PAGES || count >= 2 && count * 5 >= page_count * 2;
    lines.iter().map(|line| is_enough(counts[line.like]) && has_same[line.like]).collect()
}

/// Takes back the heads of pages that hold nothing else: they are the text.
fn keep_whole_pages(lines: &[EdgeLine], is_head: &mut [bool]) {
    let mut start = 0;
    for page in lines.chunk_by(|left, right| left.page == right.page) {
        let heads = &mut is_head[start..start + page.len()];
        // A page of more lines than its edges has text between them.
        let is_short = page.len() < 2 * EDGE;
        if is_short && heads.iter().all(|is_head| *is_head) {
            heads.fill(false);
        }
        start += page.len();
    }
}

/// The number at the start or the end of a head.
fn number_in_head(head: &str) -> Option<Number> {
    let (first, last) = (head.split_whitespace().next()?, head.split_whitespace().last()?);
    [last, first].into_iter().find_map(page_number).filter(|number| !number.is_roman)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The lines left out and the labels; `|` is a form feed, `/` a line end.
    fn check(text: &str, lines: &[&str], labels: &[Option<&str>]) {
        let text = text.replace('/', "\n").replace('|', "\x0C");
        let mut pages = Vec::new();
        let mut start = 0;
        for page in text.split('\x0C') {
            pages.push(start..start + page.len());
            start += page.len() + 1;
        }
        let (left_out, found) = running_heads(&text, &pages);
        assert_eq!(
            left_out.iter().map(|span| &text[span.clone()]).collect::<Vec<_>>(),
            lines,
            "{text}"
        );
        assert_eq!(found.iter().map(Option::as_deref).collect::<Vec<_>>(), labels, "{text}");
    }

    #[test]
    fn repeated_lines_and_rising_numbers_are_left_out() {
        check(
            "Der Plan/Es begann im Mai./1|Der Plan/Dann kam der Juni./2|Der Plam/Und so ging es fort./3",
            &["1", "Der Plan", "2", "Der Plam", "3"],
            &[Some("1"), Some("2"), Some("3")],
        );
        check(
            "Titel/Es begann./Mehr|218 Der Bund/eins/zwei/drei/vier|Kapitel 3 219/fünf/sechs/sieben|220 Der Bund/acht/neun|Kapitel 3 221/zehn/elf|222 Der Bund/zwölf|Kapitel 3 223/x",
            &[
                "218 Der Bund",
                "Kapitel 3 219",
                "220 Der Bund",
                "Kapitel 3 221",
                "222 Der Bund",
                "Kapitel 3 223",
            ],
            &[None, Some("218"), Some("219"), Some("220"), Some("221"), Some("222"), Some("223")],
        );
    }

    #[test]
    fn the_pages_of_a_letter_have_numbers() {
        check("Lieber Hans,/wie geht es?|- 2 -/Uns geht es gut.", &["- 2 -"], &[None, Some("2")]);
        check(
            "eins/i|zwei/ii|drei/iii",
            &["i", "ii", "iii"],
            &[Some("i"), Some("ii"), Some("iii")],
        );
        check(
            "eins/Seite 1 von 2|zwei/Seite 2 von 2",
            &["Seite 1 von 2", "Seite 2 von 2"],
            &[Some("1"), Some("2")],
        );
    }

    #[test]
    fn pages_of_the_same_line_stay() {
        check("Leere Seite|Leere Seite|Leere Seite|Text", &[], &[None; 4]);
        check("Titel/x|Titel/Text|Titel/Noch mehr|Titel", &["Titel", "Titel"], &[None; 4]);
    }

    #[test]
    fn what_only_looks_like_it_stays() {
        check("Im Jahr/1957|war es/1956|anders/1955", &[], &[None, None, None]);
        check("Brot und/Milch|Wein und/Käse|Bier und/Wurst", &[], &[None, None, None]);
        check("ein Text ohne Seiten/1/2/3", &[], &[None]);
        check("", &[], &[None]);
        check("||", &[], &[None, None, None]);
        check(
            "a/b/c/d/e/f/Ebd., S. 12.|g/h/i/j/k/l/Ebd., S. 13.|m/n/o/p/q/r/Ebd., S. 14.",
            &[],
            &[None; 3],
        );
        let tables = [
            "Tabelle 1. Handel nach Ländern und Waren",
            "Tabelle 2. Handel nach Ländern und Banken",
            "Tabelle 3. Handel nach Ländern und Jahren",
        ];
        check(&tables.map(|table| format!("{table}/x y/z")).join("|"), &[], &[None; 3]);
        let letter = "Sehr geehrter Herr Präsident,/im Mai war ich dort.";
        let others = ["Gestern kam Besuch.", "Wer weiß das schon?", "Zum Schluß noch ein Wort."];
        let letters = [&[letter][..], &others, &["Kurz und gut:"], &[letter], &others].concat();
        check(&letters.join("|"), &[], &[None; 9]);
    }
}
