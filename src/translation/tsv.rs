//! Word pairs from lines of two columns.

/// A German term and its translation, as a source has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pair {
    /// The German term.
    pub german: String,
    /// The English term.
    pub english: String,
}

/// Reads lines `german<TAB>english`; further columns, lines without a tab and lines that begin with `#` are left out.
///
/// A first line of language codes (`en<TAB>de`, `de<TAB>en`) tells the order of the columns.
pub fn pairs(text: &str) -> impl Iterator<Item = Pair> {
    let header = text.lines().next().and_then(columns);
    let english_first =
        header.is_some_and(|(first, second)| is_code(first, "en") && is_code(second, "de"));
    let rows = text.lines().filter(|line| !line.starts_with('#')).filter_map(columns);
    rows.filter(|(first, second)| !(is_language(first) && is_language(second))).map(
        move |(first, second)| {
            let (german, english) = if english_first { (second, first) } else { (first, second) };
            Pair { german: german.to_owned(), english: english.to_owned() }
        },
    )
}

/// The first two columns, when both hold something.
fn columns(line: &str) -> Option<(&str, &str)> {
    let (first, rest) = line.trim_start_matches('\u{FEFF}').split_once('\t')?;
    let second = rest.split('\t').next().unwrap_or_default();
    let (first, second) = (first.trim(), second.trim());
    (!first.is_empty() && !second.is_empty()).then_some((first, second))
}

fn is_language(column: &str) -> bool {
    is_code(column, "de") || is_code(column, "en")
}

fn is_code(column: &str, code: &str) -> bool {
    column.eq_ignore_ascii_case(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &[(&str, &str)]) {
        let got: Vec<_> = pairs(text).map(|pair| (pair.german, pair.english)).collect();
        let expect: Vec<_> = expect.iter().map(|(a, b)| (a.to_string(), b.to_string())).collect();
        assert_eq!(got, expect, "{text:?}");
    }

    #[test]
    fn columns_are_pairs() {
        check("# note\tx\nHaus\thouse\tnoun\r\n\nallein\n\tx\n", &[("Haus", "house")]);
        check("de\ten\nHaus\thouse", &[("Haus", "house")]);
        check("\u{FEFF}en\tde\nhouse\tHaus", &[("Haus", "house")]);
        check("", &[]);
    }
}
