//! Words to fragments of lines: words side by side on one baseline, up to a wide gap.

use super::words::Word;

/// Words whose baselines differ by up to this share of the font size stand in one row.
const SAME_ROW: f64 = 0.3;

/// A gap of this many font sizes ends a fragment: a gutter between columns or cells may be there. The narrowest gutters
/// are as wide as the widest blanks of justified lines; what tells them apart is that they run through many lines.
pub const WIDE: f64 = 0.6;

/// Parts of a word closer than this share of the font size belong together if no blank was drawn.
const GLUED: f64 = 0.13;

/// Several words in one row with no wide gap between them.
#[derive(Clone, Debug, PartialEq)]
pub struct Fragment {
    pub text: String,
    pub left: f64,
    pub right: f64,
    pub base: f64,
    pub size: f64,
}

/// Joins words to fragments, from top to bottom, each row from left to right.
pub fn fragments(mut words: Vec<Word>) -> Vec<Fragment> {
    words.sort_by(|a, b| a.base.total_cmp(&b.base));
    let mut fragments = Vec::new();
    let mut row: Vec<Word> = Vec::new();
    let mut base_sum = 0.0;
    for word in words {
        let base = base_sum / row.len() as f64;
        let is_same = row
            .last()
            .is_some_and(|last| (word.base - base).abs() <= SAME_ROW * last.size.min(word.size));
        if !is_same {
            join(std::mem::take(&mut row), &mut fragments);
            base_sum = 0.0;
        }
        base_sum += word.base;
        row.push(word);
    }
    join(row, &mut fragments);
    fragments
}

/// Joins the words of one row.
fn join(mut row: Vec<Word>, fragments: &mut Vec<Fragment>) {
    row.sort_by(|a, b| a.left.total_cmp(&b.left));
    let mut open: Option<(Fragment, bool)> = None;
    for word in row {
        match &mut open {
            Some((fragment, blank_after))
                if word.left - fragment.right <= WIDE * word.size.min(fragment.size) =>
            {
                let gap = word.left - fragment.right;
                let is_glued = !*blank_after && !word.blank_before && gap <= GLUED * word.size;
                if !is_glued {
                    fragment.text.push(' ');
                }
                fragment.text.push_str(&word.text);
                fragment.right = fragment.right.max(word.right);
                fragment.size = fragment.size.max(word.size);
                *blank_after = word.blank_after;
            }
            _ => {
                fragments.extend(open.take().map(|(fragment, _)| fragment));
                let Word { text, left, right, base, size, blank_after, .. } = word;
                open = Some((Fragment { text, left, right, base, size }, blank_after));
            }
        }
    }
    fragments.extend(open.map(|(fragment, _)| fragment));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, left: f64, base: f64) -> Word {
        let right = left + 5.0 * text.chars().count() as f64;
        Word {
            text: text.into(),
            left,
            right,
            base,
            size: 10.0,
            blank_before: false,
            blank_after: false,
        }
    }

    #[test]
    fn words_of_a_row_are_joined_up_to_a_wide_gap() {
        let words = vec![
            word("c", 100.0, 50.0),
            word("b", 14.0, 51.0),
            word("a", 0.0, 50.0),
            word("a", 5.5, 50.5),
            word("d", 0.0, 62.0),
        ];
        let found: Vec<String> =
            fragments(words).into_iter().map(|fragment| fragment.text).collect();
        assert_eq!(found, ["aa b", "c", "d"]);
    }

    #[test]
    fn drawn_blanks_part_words_that_touch() {
        let touching = Word { blank_before: true, ..word("b", 5.0, 50.0) };
        assert_eq!(fragments(vec![word("a", 0.0, 50.0), touching])[0].text, "a b");
    }
}
