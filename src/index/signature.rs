//! Archival signatures, which are typed with blanks and without: `DY 30`, `DY30`.

/// Letters of a holding's sigle at most: longer words before a number are words.
const SIGLE: usize = 4;

/// The text with a blank wherever letters and digits meet.
pub(super) fn letters_apart_from_digits(text: &str) -> String {
    let mut apart = String::with_capacity(text.len() + 4);
    let mut last: Option<char> = None;
    for c in text.chars() {
        let meets = last.is_some_and(|last| {
            last.is_alphabetic() && c.is_ascii_digit() || last.is_ascii_digit() && c.is_alphabetic()
        });
        if meets {
            apart.push(' ');
        }
        apart.push(c);
        last = Some(c);
    }
    apart
}

/// The other ways to write words of which some are a sigle or a number: letters and digits apart, or together.
pub(super) fn other_ways(terms: &[String]) -> Vec<Vec<String>> {
    let text = terms.join(" ");
    let apart: Vec<String> =
        letters_apart_from_digits(&text).split(' ').map(str::to_owned).collect();
    let mut together: Vec<String> = Vec::new();
    for term in &apart {
        let is_number = term.bytes().all(|byte| byte.is_ascii_digit());
        match together.last_mut() {
            Some(last)
                if is_number
                    && last.chars().all(char::is_alphabetic)
                    && last.chars().count() <= SIGLE =>
            {
                last.push_str(term);
            }
            _ => together.push(term.clone()),
        }
    }
    let mut ways = vec![apart, together];
    ways.dedup();
    ways.retain(|way| way != terms);
    ways
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sigle_stands_apart_from_its_number_or_not() {
        let check = |terms: &str, expect: &[&str]| {
            let terms: Vec<String> = terms.split(' ').map(str::to_owned).collect();
            let ways: Vec<_> = other_ways(&terms).iter().map(|way| way.join(" ")).collect();
            assert_eq!(ways, expect, "{terms:?}");
        };
        check("dy 30 iv 2", &["dy30 iv2"]);
        check("dy30", &["dy 30"]);
        check("c159 75", &["c 159 75"]);
        check("berlin treaty", &[]);
        check("august 1960", &[]);
        assert_eq!(letters_apart_from_digits("DY30/3667"), "DY 30/3667");
    }
}
