//! Fragments of lines to reading order: columns one after the other, headings across them, tables row by row.

use super::lines::Fragment;

/// Levels of columns within columns.
const MAX_DEPTH: usize = 6;

/// A gutter is at least this many font sizes wide.
const GUTTER: f64 = 0.6;

/// Half of the lines of two columns reach over at least this share of the width, in the mean of both: lines of cells with
/// several end anywhere.
const MIN_REACH: f64 = 0.7;

/// Fewest lines on each side of a gutter.
const MIN_LINES: usize = 3;

/// Columns hold running text: half of their lines have at least this many letters. Cells of tables have fewer.
const MIN_LETTERS: usize = 12;

/// Words fill at least this share of half of the lines of a column. Rows of tables are emptier.
const MIN_FILL: f64 = 0.65;

/// A gutter may be crossed by this share of the lines beside it: headings, figures, notes, in percent.
const CROSSED: [usize; 3] = [0, 10, 30];

/// How many gaps are looked at as gutters, the widest first.
const MAX_GAPS: usize = 8;

/// A gap of this many font sizes parts cells of a table; it is written as two blanks.
const CELL: f64 = 1.2;

/// Fragments whose baselines differ by up to this share of the font size are read as one line.
const SAME_LINE: f64 = 0.45;

/// Share of lines that may begin left of the edge of their column, in percent.
const OUTSIDE: usize = 12;

/// A row this many font sizes away from all others is a running head or a page number.
const APART: f64 = 1.7;

/// A line of a page as it is read.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    pub text: String,
    /// How far it stands in from the left edge of its column, in font sizes.
    pub indent: f64,
    pub base: f64,
    pub size: f64,
}

/// The lines of fragments, in reading order.
pub fn lines(fragments: &[Fragment]) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut all: Vec<&Fragment> = fragments.iter().collect();
    all.sort_by(|a, b| a.base.total_cmp(&b.base).then(a.left.total_cmp(&b.left)));
    read(&all, 0, &mut lines);
    lines
}

/// Reads a region; its fragments are sorted from top to bottom.
fn read(region: &[&Fragment], depth: usize, lines: &mut Vec<Line>) {
    let gutter = if depth < MAX_DEPTH { gutter(region) } else { None };
    let Some(gutter) = gutter else { return rows(region, lines) };
    let is_across = |row: &[&Fragment]| row.iter().any(|f| f.left < gutter && f.right > gutter);
    let all: Vec<&[&Fragment]> = rows_of(region).collect();
    for band in all.chunk_by(|above, below| is_across(above) == is_across(below)) {
        if is_across(band[0]) {
            rows(&band.concat(), lines);
        } else {
            read_band(band, gutter, depth, lines);
        }
    }
}

/// Reads what stands on both sides of a gutter with nothing across it.
fn read_band(band: &[&[&Fragment]], gutter: f64, depth: usize, lines: &mut Vec<Line>) {
    // A row apart at the top or at the foot is a running head, not a part of both columns.
    let is_left = |fragment: &&Fragment| fragment.right <= gutter;
    let is_apart = |above: &[&Fragment], below: &[&Fragment]| {
        let size = above.iter().chain(below).map(|fragment| fragment.size).fold(0.0, f64::max);
        below[0].base - above[above.len() - 1].base > APART * size
    };
    let (head, band) = match band {
        [first, rest @ ..]
            if !rest.is_empty() && is_apart(first, rest[0]) && first.iter().any(is_left) =>
        {
            (*first, rest)
        }
        _ => (&[] as &[_], band),
    };
    let (foot, band) = match band {
        [rest @ .., before, last] if is_apart(before, last) && !last.iter().all(is_left) => {
            (*last, &band[..=rest.len()])
        }
        _ => (&[] as &[_], band),
    };
    let body = band.concat();
    rows(head, lines);
    let (left, right): (Vec<&Fragment>, Vec<&Fragment>) = body.iter().partition(|f| is_left(f));
    if left.len() < MIN_LINES && right.len() < MIN_LINES {
        rows(&body, lines);
    } else {
        for side in [left, right] {
            read(&side, depth + 1, lines);
        }
    }
    rows(foot, lines);
}

/// Where a region falls into two columns, if it does.
fn gutter(region: &[&Fragment]) -> Option<f64> {
    if region.len() < 2 * MIN_LINES {
        return None;
    }
    // Going from left to right, how many fragments stand over a place.
    let mut edges: Vec<(f64, i32)> = region
        .iter()
        .flat_map(|fragment| [(fragment.left, 1), (fragment.right.max(fragment.left), -1)])
        .collect();
    edges.sort_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
    let width = GUTTER * median_size(region);
    let count = rows_of(region).count();
    for share in CROSSED {
        let most = count * share / 100;
        let mut gaps = gaps(&edges, most);
        gaps.retain(|(start, end)| end - start >= width);
        gaps.sort_by(|a, b| (b.1 - b.0).total_cmp(&(a.1 - a.0)));
        let middles = gaps.iter().take(MAX_GAPS).map(|(start, end)| f64::midpoint(*start, *end));
        if let Some(gutter) = middles.into_iter().find(|at| is_between_columns(region, *at)) {
            return Some(gutter);
        }
    }
    None
}

/// The stretches inside a region over which at most so many fragments stand.
fn gaps(edges: &[(f64, i32)], most: usize) -> Vec<(f64, f64)> {
    let most = most as i32;
    let mut gaps = Vec::new();
    let mut cover = 0;
    let mut open: Option<f64> = None;
    for &(x, step) in edges {
        let was_low = cover <= most;
        cover += step;
        match (was_low, cover <= most) {
            // What is left of all fragments was never opened.
            (true, false) => gaps.extend(open.take().map(|start| (start, x))),
            (false, true) => open = Some(x),
            _ => {}
        }
    }
    gaps
}

/// Whether running text stands on both sides of a place.
fn is_between_columns(region: &[&Fragment], at: f64) -> bool {
    let left = region.iter().copied().filter(|fragment| fragment.right <= at);
    let right = region.iter().copied().filter(|fragment| fragment.left >= at);
    let reach = reach(&left.collect::<Vec<_>>()).zip(reach(&right.collect::<Vec<_>>()));
    reach.is_some_and(|(left, right)| left + right >= 2.0 * MIN_REACH)
}

/// How far the lines of one side reach over its width, if they may be running text.
fn reach(side: &[&Fragment]) -> Option<f64> {
    let mut letters = Vec::new();
    let mut fills = Vec::new();
    let (mut lefts, mut rights) = (Vec::new(), Vec::new());
    for row in rows_of(side) {
        let texts = row.iter().map(|fragment| fragment.text.as_str());
        letters.push(texts.flat_map(str::chars).filter(|c| c.is_alphabetic()).count());
        let left = row.iter().map(|fragment| fragment.left).fold(f64::INFINITY, f64::min);
        let right = row.iter().map(|fragment| fragment.right).fold(left, f64::max);
        let filled: f64 = row.iter().map(|fragment| fragment.right - fragment.left).sum();
        fills.push(if right > left { filled / (right - left) } else { 1.0 });
        lefts.push(left);
        rights.push(right);
    }
    let lines = letters.len();
    let is_text = lines >= MIN_LINES
        && *letters.select_nth_unstable(lines / 2).1 >= MIN_LETTERS
        && nth(&mut fills, lines / 2) >= MIN_FILL;
    is_text.then(|| {
        let left = nth(&mut lefts, lines / 10);
        let width = nth(&mut rights, lines - 1 - lines / 10) - left;
        if width > 0.0 { (nth(&mut rights, lines / 2) - left) / width } else { 1.0 }
    })
}

/// The value that would stand at an index if the values were sorted.
fn nth(values: &mut [f64], index: usize) -> f64 {
    *values.select_nth_unstable_by(index, f64::total_cmp).1
}

/// The rows of a region that is sorted from top to bottom.
fn rows_of<'r, 'f>(region: &'r [&'f Fragment]) -> impl Iterator<Item = &'r [&'f Fragment]> {
    let mut rest = region;
    std::iter::from_fn(move || {
        let first = rest.first()?;
        let is_same = |fragment: &&&Fragment| {
            fragment.base - first.base <= SAME_LINE * first.size.min(fragment.size)
        };
        let (row, next) = rest.split_at(rest.iter().take_while(is_same).count().max(1));
        rest = next;
        Some(row)
    })
}

fn median_size(region: &[&Fragment]) -> f64 {
    let mut sizes: Vec<f64> = region.iter().map(|fragment| fragment.size).collect();
    nth(&mut sizes, region.len() / 2)
}

/// Where most lines of a region begin; what stands further out is a number in the margin or a running head.
fn left_edge(region: &[&Fragment]) -> f64 {
    let first = |row: &[&Fragment]| row.iter().map(|f| f.left).fold(f64::INFINITY, f64::min);
    let mut lefts: Vec<f64> = rows_of(region).map(first).collect();
    if lefts.is_empty() {
        return 0.0;
    }
    let at = lefts.len() * OUTSIDE / 100;
    nth(&mut lefts, at)
}

/// Reads a region row by row.
fn rows(region: &[&Fragment], lines: &mut Vec<Line>) {
    let left = left_edge(region);
    for row in rows_of(region) {
        let mut row = row.to_vec();
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
        let size = row.iter().map(|fragment| fragment.size).fold(0.0, f64::max);
        let mut text = String::new();
        let mut right = row[0].left;
        for fragment in &row {
            if !text.is_empty() {
                text.push_str(if fragment.left - right > CELL * size { "  " } else { " " });
            }
            text.push_str(&fragment.text);
            right = right.max(fragment.right);
        }
        lines.push(Line {
            text,
            indent: ((row[0].left - left) / size).max(0.0),
            base: row[0].base,
            size,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Rows twelve points apart; each cell has its left edge and its text, five points a letter.
    fn check(rows: &[&[(f64, &str)]], expect: &[&str]) {
        let mut fragments = Vec::new();
        for (index, row) in rows.iter().enumerate() {
            for (left, text) in *row {
                let right = left + 5.0 * text.chars().count() as f64;
                let base = 12.0 * index as f64;
                fragments.push(Fragment {
                    text: (*text).into(),
                    left: *left,
                    right,
                    base,
                    size: 10.0,
                });
            }
        }
        let lines = lines(&fragments);
        assert_eq!(lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), expect);
    }

    const A: (f64, &str) = (0.0, "aaaaaaaaaaaaaaaaaaaa");
    const B: (f64, &str) = (110.0, "bbbbbbbbbbbbbbbbbbbb");
    const C: (f64, &str) = (220.0, "cccccccccccccccccccc");

    #[test]
    fn three_columns_have_two_gutters() {
        let row: &[(f64, &str)] = &[A, B, C];
        check(&[row, row, row, row], &[[A.1; 4], [B.1; 4], [C.1; 4]].concat());
    }

    #[test]
    fn headings_across_cut_columns() {
        let row: &[(f64, &str)] = &[A, B];
        let heading: &[(f64, &str)] = &[(40.0, "a heading across both columns")];
        let part = [A.1, A.1, A.1, B.1, B.1, B.1];
        let expect = [&[heading[0].1], &part[..], &[heading[0].1], &part[..]].concat();
        check(&[heading, row, row, row, heading, row, row, row], &expect);
    }

    #[test]
    fn short_cells_are_a_table() {
        let row: &[(f64, &str)] = &[(0.0, "eine"), (110.0, "zwei"), (220.0, "1,5")];
        check(&[row, row, row, row], &["eine  zwei  1,5"; 4]);
        let row: &[(f64, &str)] = &[(0.0, "Kohle und Stahl aus dem Saarland"), (220.0, "1949")];
        check(&[row, row, row], &["Kohle und Stahl aus dem Saarland  1949"; 3]);
    }

    #[test]
    fn running_heads_stand_before_columns() {
        let head: &[(f64, &str)] = &[A, (200.0, "17")];
        let row: &[(f64, &str)] = &[A, B];
        let expect = ["aaaaaaaaaaaaaaaaaaaa  17", A.1, A.1, A.1, B.1, B.1, B.1];
        check(&[head, &[], row, row, row], &expect);
    }
}
