//! Words as overlapping pieces of four letters, which survive misread letters.

use super::{Form, TokenFilter};

/// Letters of a piece. Of 3 to 6, pieces of 4 rank German text best.
const LENGTH: usize = 4;

/// Marks the ends of a word.
const EDGE: char = '_';

/// Replaces a word by its pieces, with its ends marked: `_rat rat_` for *rat*.
#[derive(Debug)]
pub(in crate::analysis) struct Ngrams;

impl TokenFilter for Ngrams {
    fn name(&self) -> &'static str {
        "ngrams"
    }

    fn apply(&self, forms: &mut Vec<Form>) {
        let mut pieces = Vec::new();
        for form in forms.iter() {
            let marked = format!("{EDGE}{}{EDGE}", form.text);
            let starts: Vec<usize> =
                marked.char_indices().map(|(at, _)| at).chain([marked.len()]).collect();
            if starts.len() <= LENGTH {
                pieces.push(Form { text: marked, part: None });
                continue;
            }
            for window in starts.windows(LENGTH + 1) {
                pieces
                    .push(Form { text: marked[window[0]..window[LENGTH]].to_owned(), part: None });
            }
        }
        *forms = pieces;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, pieces: &[&str]) {
        let mut forms = vec![Form { text: word.to_owned(), part: None }];
        Ngrams.apply(&mut forms);
        assert_eq!(forms.iter().map(|form| form.text.as_str()).collect::<Vec<_>>(), pieces);
    }

    #[test]
    fn pieces_overlap_and_mark_the_ends() {
        check("konf", &["_kon", "konf", "onf_"]);
        check("rat", &["_rat", "rat_"]);
        check("öl", &["_öl_"]);
        check("a", &["_a_"]);
    }
}
