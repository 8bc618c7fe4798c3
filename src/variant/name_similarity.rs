//! How alike two spellings of a name are.

/// What transliterations write in several ways, in the way that is compared; of those that fit, the first counts.
///
/// Russian in German and English (`schtsch`, `shch`; `w`, `v`; `j`, `y`), Korean in the older and the newer
/// romanisation (`o`, `eo`; `u`, `eu`), and umlauts, which the index writes out.
const REWRITES: [(&str, &str); 18] = [
    ("schtsch", "shch"),
    ("tsch", "ch"),
    ("dsch", "y"),
    ("dzh", "y"),
    ("tch", "ch"),
    ("sch", "sh"),
    ("ae", "a"),
    ("oe", "o"),
    ("ue", "u"),
    ("eo", "o"),
    ("eu", "u"),
    ("kh", "ch"),
    ("ks", "x"),
    ("ph", "p"),
    ("j", "y"),
    ("w", "v"),
    ("'", ""),
    ("-", ""),
];

/// The form of a name in which spellings are compared.
pub(super) fn canonical(name: &str) -> String {
    let mut canonical = String::with_capacity(name.len());
    let mut rest = name;
    while let Some(c) = rest.chars().next() {
        match REWRITES.iter().find(|(from, _)| rest.starts_with(from)) {
            Some((from, to)) => {
                canonical.push_str(to);
                rest = &rest[from.len()..];
            }
            None => {
                canonical.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
    }
    canonical
}

/// Letters that transliterations take for each other: *Busan*, *Pusan*; *Deng*, *Teng*.
const ALIKE: [&str; 6] = ["bp", "cgk", "dt", "fv", "iy", "sz"];

/// What a replaced letter costs; one that is alike costs half of it.
const REPLACED: usize = 2;

/// From 0 to 1: the share of letters that stay when one canonical form is edited into the other.
///
/// Takes time in the product of the lengths: meant for words.
pub(super) fn similarity(one: &str, other: &str) -> f64 {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).map(|at| at * REPLACED).collect();
    let mut letters = 0;
    for c in one.chars() {
        letters += 1;
        let mut diagonal = std::mem::replace(&mut row[0], letters * REPLACED);
        for (at, &b) in other.iter().enumerate() {
            let replaced = diagonal + replacement(c, b);
            diagonal = row[at + 1];
            row[at + 1] = replaced.min(diagonal + REPLACED).min(row[at] + REPLACED);
        }
    }
    let longer = letters.max(other.len()).max(1);
    1.0 - row[other.len()] as f64 / (longer * REPLACED) as f64
}

fn replacement(one: char, other: char) -> usize {
    match one == other {
        true => 0,
        false if ALIKE.iter().any(|set| set.contains(one) && set.contains(other)) => REPLACED / 2,
        false => REPLACED,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn transliterations_are_alike_and_other_names_are_not() {
        for (one, other, expect) in [
            ("pusanow", "puzanov", 0.93),
            ("wjatscheslaw", "vyacheslav", 1.0),
            ("medwedew", "medvedev", 1.0),
            ("pjoengjang", "p'yongyang", 1.0),
            ("hamheung", "hamhung", 1.0),
            ("schtykow", "shtykov", 1.0),
            ("breschnew", "brandt", 0.375),
            ("", "", 1.0),
            ("", "kim", 0.0),
        ] {
            let similarity = similarity(&canonical(one), &canonical(other));
            assert!((similarity - expect).abs() < 0.02, "{one} {other} {similarity}");
        }
    }
}
