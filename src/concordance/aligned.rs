//! The concordance for reading: file, page and context in columns, the matches below each other.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, Write};

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::UnicodeWidthStr;

use super::Line;
use super::cut::{columns, head, tail};
use super::plain::one_line;
use crate::document::Locator;

/// Between two columns, and between the match and words that stand by themselves.
const GAP: &str = "  ";

/// Columns of context below which the file is left out, then the page too.
const MIN_CONTEXT: usize = 36;

/// The part of a line that the file may take: the fifth.
const FILE_PART: usize = 5;

/// Columns for the page: a printed number can be any text.
const MAX_PAGE: usize = 10;

/// A line laid out. Its texts follow one another without anything between them; [`fmt::Display`] writes them so.
///
/// They hold nothing a terminal obeys but this: in a line with a script that is written from right to left, each text
/// is enclosed in the marks U+2068 and U+2069, which keep its order from spreading over the columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// File and page, and the blanks after them.
    pub place: String,
    /// What stands before the match, with blanks before it up to the column's width.
    pub left: String,
    /// The match.
    pub keyword: String,
    /// What stands after it; no blanks at the end.
    pub right: String,
}

impl fmt::Display for Row {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Row { place, left, keyword, right } = self;
        write!(f, "{place}{left}{keyword}{right}")
    }
}

/// Writes the lines aligned, none wider than `width` columns.
pub fn write_aligned(out: &mut impl Write, lines: &[Line], width: usize) -> io::Result<()> {
    align(lines, width).try_for_each(|row| writeln!(out, "{row}"))
}

/// Lays the lines out for `width` columns: the file, cut at its beginning where it is long, the page, the context. The
/// matches begin in one column; blanks beside them are two, so that they stand out, and parts of the same word follow
/// without any. Where there is little room the file is left out, then the page.
pub fn align(lines: &[Line], width: usize) -> impl Iterator<Item = Row> + '_ {
    let layout = Layout::of(lines, width);
    lines.iter().map(move |line| layout.row(line))
}

/// The widths of the columns.
struct Layout {
    file: usize,
    page: usize,
    left: usize,
    /// The match and what follows it.
    right: usize,
}

impl Layout {
    fn of(lines: &[Line], width: usize) -> Layout {
        let widest =
            |measure: fn(&Line) -> usize| lines.iter().map(measure).max().unwrap_or_default();
        let mut file = widest(|line| columns(&line.place.path)).min(width / FILE_PART);
        let mut page = widest(|line| columns(&page(&line.place.locator))).min(MAX_PAGE);
        if width < file + page + 2 * GAP.len() + MIN_CONTEXT {
            file = 0;
        }
        if width < page + GAP.len() + MIN_CONTEXT {
            page = 0;
        }
        let taken =
            [file, page].into_iter().filter(|width| *width > 0).map(|width| width + GAP.len());
        let context = width - taken.sum::<usize>();
        // One long match among short ones must not take the context of all.
        let keyword = widest(|line| columns(&line.keyword)).min(context / 3);
        let left = (context - keyword) / 2;
        Layout { file, page, left, right: context - left }
    }

    fn row(&self, line: &Line) -> Row {
        let place = &line.place;
        let texts = [&place.path, &line.left, &line.keyword, &line.right];
        let is_mixed = texts.iter().any(|text| text.contains(is_right_to_left));
        let isolated = |text: &str| match is_mixed {
            true if !text.is_empty() => format!("\u{2068}{text}\u{2069}"),
            _ => text.to_owned(),
        };

        let mut at = String::new();
        if self.file > 0 {
            let path = end_of(one_line(&place.path), self.file);
            at = isolated(&path) + &blanks(self.file, &path) + GAP;
        }
        if self.page > 0 {
            let page = start_of(page(&place.locator).into(), self.page);
            at = at + &blanks(self.page, &page) + &isolated(&page) + GAP;
        }

        let (left, gap) = match line.left.strip_suffix(' ') {
            Some(left) => (left, &GAP[..GAP.len().min(self.left)]),
            None => (line.left.as_str(), ""),
        };
        let left = tail(left, self.left - gap.len(), UnicodeWidthStr::width);
        let keyword = start_of(line.keyword.as_str().into(), self.right);
        let (gap_after, right) = match line.right.strip_prefix(' ') {
            Some(right) => (GAP, right),
            None => ("", line.right.as_str()),
        };
        let rest = self.right - columns(&keyword);
        let right = match rest.checked_sub(gap_after.len()) {
            Some(rest) => head(right, rest, UnicodeWidthStr::width).trim_end(),
            None => "",
        };
        Row {
            place: at,
            left: blanks(self.left - gap.len(), left) + &isolated(left) + gap,
            keyword: isolated(&keyword),
            right: if right.is_empty() {
                String::new()
            } else {
                gap_after.to_owned() + &isolated(right)
            },
        }
    }
}

/// `p. 217` by the number printed, else `sheet 3`, else `l. 12`.
fn page(locator: &Locator) -> String {
    match (&locator.page_label, locator.page) {
        (Some(label), _) => format!("p. {}", one_line(label)),
        (None, Some(sheet)) => format!("sheet {sheet}"),
        (None, None) => format!("l. {}", locator.line_start),
    }
}

/// The blanks that a text lacks to fill a column.
fn blanks(width: usize, text: &str) -> String {
    " ".repeat(width.saturating_sub(columns(text)))
}

/// As much of a path's end as fits, whole folders, with a sign that more stands before it.
fn end_of(text: Cow<'_, str>, width: usize) -> Cow<'_, str> {
    if columns(&text) <= width {
        return text;
    }
    let mut room = width.saturating_sub(1);
    let fits = |grapheme: &&str| {
        let rest = room.checked_sub(grapheme.width());
        room = rest.unwrap_or(room);
        rest.is_some()
    };
    let kept: usize = text.graphemes(true).rev().take_while(fits).map(str::len).sum();
    let end = &text[text.len() - kept..];
    format!("…{}", end.find('/').map_or(end, |folder| &end[folder..])).into()
}

/// As much of a text's beginning as fits, with a sign that more stands after it.
fn start_of(text: Cow<'_, str>, width: usize) -> Cow<'_, str> {
    if columns(&text) <= width {
        return text;
    }
    let Some(room) = width.checked_sub(1) else { return "".into() };
    format!("{}…", head(&text, room, UnicodeWidthStr::width)).into()
}

/// Whether a letter belongs to a block of scripts that are written from right to left (Hebrew to Arabic Extended,
/// their presentation forms, and the two blocks that Unicode reserves for such scripts).
fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::concordance::Place;
    use crate::concordance::plain::is_harmful;
    use proptest::prelude::*;

    const TEXTS: [(&str, &str, Option<u32>); 10] = [
        (
            "Die Verhandlungen über die [Abrüstung] in Genf wurden im Frühjahr 1960 unterbrochen.",
            "akten/1960/genf.pdf",
            Some(3),
        ),
        (
            "[Abrüstung], so der Minister, sei ohne Kontrolle nicht zu haben.",
            "akten/1960/genf.pdf",
            Some(12),
        ),
        (
            "Der Staatssekretär wies auf die Haltung zur Welt[abrüstung]skonferenz hin.",
            "akten/1960/genf.pdf",
            Some(217),
        ),
        ("das Donaudampfschifffahrtselektrizitätenhauptbetriebswerk [Abrüstung] x", "a.txt", None),
        (
            "中国代表団は [軍縮] に関する提案を支持すると述べた。この会議は来年も続く。",
            "日本/会議録/昭和三十五年.txt",
            None,
        ),
        (
            "La pre\u{301}sidence: [de\u{301}sarmement] ge\u{301}ne\u{301}ral et complet",
            "cafe\u{301}.txt",
            None,
        ),
        ("ועידת האומות המאוחדות על [פירוק] הנשק התכנסה בז'נבה", "עברית.txt", None),
        ("مؤتمر نزع [السلاح] في جنيف", "b.txt", None),
        ("eins [zwei] drei", "a\u{1b}[2J.txt", None),
        (
            "ein [ganz langer Treffer, der mehr als ein Drittel der Zeile füllt] und mehr",
            "a.txt",
            None,
        ),
    ];

    fn lines() -> Vec<Line> {
        let line = |(text, path, page): (&str, &str, Option<u32>)| {
            let (start, end) = (text.find('[').expect("["), text.find(']').expect("]") - 1);
            let text = text.replace(['[', ']'], "");
            let locator = Locator { page, line_start: 7, ..Locator::default() };
            let place = Place { path: path.into(), locator, ..Place::default() };
            Line::new(&text, &(start..end), 60, place)
        };
        TEXTS.map(line).to_vec()
    }

    fn check(width: usize, expect: &str) {
        let mut out = Vec::new();
        write_aligned(&mut out, &lines(), width).expect("written");
        let got =
            String::from_utf8(out).expect("text").replace('\u{2068}', "<").replace('\u{2069}', ">");
        assert_eq!(got, expect, "\n{got}");
    }

    #[test]
    fn eighty_columns() {
        let expect = "\
…/1960/genf.pdf     sheet 3         über die  Abrüstung  in Genf wurden im
…/1960/genf.pdf    sheet 12                   Abrüstung, so der Minister, sei
…/1960/genf.pdf   sheet 217   Haltung zur Weltabrüstungskonferenz hin.
a.txt                  l. 7  uptbetriebswerk  Abrüstung  x
…和三十五年.txt        l. 7     中国代表団は  軍縮  に関する提案を支持すると述べ
cafe\u{301}.txt               l. 7   La pre\u{301}sidence:  de\u{301}sarmement  ge\u{301}ne\u{301}ral et complet
<עברית.txt>              <l. 7>      <המאוחדות על>  <פירוק>  <הנשק התכנסה בז'נבה>
<b.txt>                  <l. 7>        <مؤتمر نزع>  <السلاح>  <في جنيف>
a�[2J.txt              l. 7             eins  zwei  drei
a.txt                  l. 7              ein  ganz langer Treffer, der mehr als…
";
        check(80, expect);
    }

    #[test]
    fn where_there_is_little_room_the_context_stays() {
        let expect = "\
\x20 sheet 3    über die  Abrüstung  in Genf wurden
 sheet 12              Abrüstung, so der
sheet 217      zur Weltabrüstungskonferenz hin.
     l. 7  triebswerk  Abrüstung  x
     l. 7  国代表団は  軍縮  に関する提案を支持
     l. 7  re\u{301}sidence:  de\u{301}sarmement  ge\u{301}ne\u{301}ral et
     <l. 7>          <על>  <פירוק>  <הנשק התכנסה בז'נבה>
     <l. 7>   <مؤتمر نزع>  <السلاح>  <في جنيف>
     l. 7        eins  zwei  drei
     l. 7         ein  ganz langer Treffer, der…
";
        check(48, expect);
        let expect = "\
\x20 die  Abrüstung  in
       Abrüstung, so
   Weltabrüstungskon
swerk  Abrüstung  x
 団は  軍縮  に関す
ence:  de\u{301}sarmement
   <על>  <פירוק>  <הנשק>
  <نزع>  <السلاح>  <في>
 eins  zwei  drei
  ein  ganz langer…
";
        check(20, expect);
    }

    proptest! {
        #[test]
        fn rows_fit_and_matches_begin_in_one_column(
            texts in prop::collection::vec(
                (r"(\PC|[a-zä ]{1,5}|[א-ת]|[漢字]|\u{301}|\u{202e}){0,30}", 0..60usize, 0..20usize),
                1..6,
            ),
            path in r"(\PC|[a-z/]{1,5}|\x1b|[א-ת]){0,30}", width in 0..120usize,
        ) {
            let lines: Vec<_> = texts.iter().map(|(text, start, len)| {
                let locator = Locator { page_label: Some(path.clone()), ..Locator::default() };
                let place = Place { path: path.clone(), locator, ..Place::default() };
                Line::new(text, &(*start..start + len), 60, place)
            }).collect();
            let rows: Vec<_> = align(&lines, width).collect();
            for row in &rows {
                let before = columns(&row.place) + columns(&row.left);
                let after = columns(&row.keyword) + columns(&row.right);
                prop_assert!(before + after <= width, "{:?}", row);
                prop_assert_eq!(before, columns(&rows[0].place) + columns(&rows[0].left));
                let text = row.to_string().replace(['\u{2068}', '\u{2069}'], "");
                prop_assert!(!text.contains(is_harmful));
            }
        }
    }
}
