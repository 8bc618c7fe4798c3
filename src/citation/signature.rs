//! Archival signatures in the form that the German archives ask for.

use crate::document::BARCH_HOLDINGS;

/// Words for the count of leaves or pages in a signature.
const LEAF_WORDS: &[&str] = &["Bl.", "Bll.", "Blatt", "fol.", "Fol.", "S.", "Image"];

/// Words before a number that the Federal Archives do not want.
const NUMBER_WORDS: &[&str] = &["Nr.", "Nr", "Bd.", "Bd", "Akte", "No."];

/// Signs between the parts of a signature.
const DIVIDERS: &[char] = &[' ', ',', '/', ':', '-', '–', '(', ')'];

/// The reference to a paper in an archive: `BArch, DY 30/2470, Bl. 4`, `PA AA, M 1, A 7137`; of any other archive the
/// signature as typed, with the archive before it.
///
/// A page number is a leaf (`Bl.`) where it is one of those that the signature counts, or has a side (`12r`); else it is
/// a page of the paper (`S.`).
pub fn reference(signature: &str, repository: Option<&str>, page: Option<&str>) -> String {
    let (signature, leaves) = split_leaves(signature);
    let archive = repository.unwrap_or_default();
    let reference = if let Some(rest) = after_barch(signature) {
        format!("BArch, {}", holding_and_number(rest))
    } else if after_barch(archive).is_some_and(str::is_empty)
        || archive.is_empty() && is_barch_holding(signature)
    {
        format!("BArch, {}", holding_and_number(signature))
    } else if let Some(rest) = after_foreign_office(signature) {
        format!("PA AA, {rest}")
    } else if let Some("") = after_foreign_office(archive).as_deref() {
        format!("PA AA, {signature}")
    } else if signature.contains(archive) {
        signature.to_owned()
    } else {
        format!("{archive}, {signature}")
    };
    let leaf = leaf(leaves, page);
    let parts = [reference.trim_matches([',', ' ']), leaf.as_str()];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

/// The signature, and the leaves or pages at its end: `DY 30/2470` and `Bl. 12–15`.
fn split_leaves(signature: &str) -> (&str, &str) {
    let is_leaf = |at: &usize| {
        let rest = &signature[*at..];
        let after = |word: &&'static str| {
            rest.strip_prefix(*word).is_some_and(|rest| rest.starts_with(' '))
        };
        LEAF_WORDS.iter().any(after)
    };
    let mut starts = signature.match_indices([' ', ',']).map(|(at, sign)| at + sign.len());
    let at = starts.find(is_leaf);
    let at = at.unwrap_or(signature.len());
    (signature[..at].trim_end_matches(DIVIDERS), &signature[at..])
}

/// The leaf or page cited.
fn leaf(leaves: &str, page: Option<&str>) -> String {
    let Some(page) = page else { return leaves.to_owned() };
    if page.contains(". ") {
        return page.to_owned();
    }
    let number = page.strip_suffix(['r', 'v']).unwrap_or(page);
    let has_side = number.len() < page.len() && number.parse::<u32>().is_ok();
    let (word, counted) = leaves.split_once(' ').unwrap_or(("Bl.", ""));
    let bounds: Vec<u32> =
        counted.split(|c: char| !c.is_ascii_digit()).filter_map(|end| end.parse().ok()).collect();
    let is_counted = || {
        let (first, last) = (*bounds.first()?, *bounds.last()?);
        number.parse().ok().filter(|number| (first..=last).contains(number))
    };
    match (has_side || is_counted().is_some(), leaves.is_empty()) {
        (true, _) => format!("{word} {page}"),
        (false, true) => format!("S. {page}"),
        (false, false) => format!("{leaves} (S. {page})"),
    }
}

/// What follows the name of the Federal Archives, in any of its forms: `SAPMO-BArch, `, `Bundesarchiv (SAPMO) `.
fn after_barch(signature: &str) -> Option<&str> {
    let mut rest = signature;
    loop {
        let word = first_word(rest);
        let upper = word.to_uppercase();
        let is_named = matches!(upper.as_str(), "BARCH" | "BUNDESARCHIV" | "SAPMO" | "SAMPO")
            || upper == "BA" && word == upper;
        if !is_named {
            break;
        }
        rest = rest[word.len()..].trim_start_matches(DIVIDERS);
    }
    (rest.len() < signature.len()).then_some(rest)
}

/// What follows the name of the Political Archive; the records of the East German ministry are its holding M 1.
fn after_foreign_office(signature: &str) -> Option<String> {
    let long =
        ["Politisches Archiv des Auswärtigen Amtes", "Politisches Archiv des Auswärtigen Amts"];
    let names = ["PA AA", "PAAA", "PA-AA", "PA/AA"].into_iter().chain(long);
    let rest = names.into_iter().find_map(|name| signature.strip_prefix(name));
    let rest = rest.filter(|rest| !rest.starts_with(char::is_alphanumeric));
    let inner = rest.unwrap_or(signature).trim_start_matches(DIVIDERS);
    let of_ministry = inner.strip_prefix("MfAA").map(|rest| rest.trim_start_matches(DIVIDERS));
    match (rest, of_ministry) {
        (_, Some(rest)) if rest.starts_with("M 1") => Some(rest.to_owned()),
        (_, Some(rest)) => Some(format!("M 1, {rest}")),
        (Some(_), None) => Some(inner.to_owned()),
        (None, None) => None,
    }
}

/// Whether a signature begins with a holding of the Federal Archives.
fn is_barch_holding(signature: &str) -> bool {
    let letters = signature.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let rest = signature[letters.len()..].trim_start();
    BARCH_HOLDINGS.contains(&letters.to_uppercase().as_str())
        && rest.starts_with(|c: char| c.is_ascii_digit())
}

/// `DY 30/IV 2/20/137` of `DY30, IV 2/20/137`: holding and number with a stroke between.
fn holding_and_number(rest: &str) -> String {
    let letters = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let after = rest[letters.len()..].trim_start();
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    if letters.is_empty() || letters.chars().count() > 4 || digits == 0 {
        return rest.to_owned();
    }
    // `R 43-I`
    let roman = after[digits..].strip_prefix('-').unwrap_or_default();
    let roman = roman.bytes().take_while(|byte| b"IVX".contains(byte)).count();
    let end = digits + if roman > 0 { roman + 1 } else { 0 };
    let mut number = after[end..].trim_start_matches(DIVIDERS);
    for word in NUMBER_WORDS {
        let rest = number.strip_prefix(word).filter(|rest| rest.starts_with(' '));
        number = rest.unwrap_or(number).trim_start();
    }
    match number.is_empty() {
        true => format!("{letters} {}", &after[..end]),
        false => format!("{letters} {}/{number}", &after[..end]),
    }
}

fn first_word(text: &str) -> &str {
    text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signatures_are_given_as_the_archives_ask() {
        let check = |signature, repository: &str, page: &str, expect: &str| {
            let repository = Some(repository).filter(|repository| !repository.is_empty());
            let page = Some(page).filter(|page| !page.is_empty());
            assert_eq!(reference(signature, repository, page), expect);
        };
        check("SAPMO-BA, DY 30, IV 2/20/137", "SAPMO-BA", "", "BArch, DY 30/IV 2/20/137");
        check("SAMPO-BA DY 30, IV 2/20/137", "", "", "BArch, DY 30/IV 2/20/137");
        check("BArch DY30/2470", "", "", "BArch, DY 30/2470");
        check("Bundesarchiv (SAPMO-BArch), DY 30, Nr. 2470", "", "", "BArch, DY 30/2470");
        check("DY 30/2470", "", "", "BArch, DY 30/2470");
        check("DY 30/2470", "Bundesarchiv", "", "BArch, DY 30/2470");
        check("DY 30/2470", "Stadtarchiv Gera", "", "Stadtarchiv Gera, DY 30/2470");
        check("R 43-I/161, fol. 91", "BArch", "", "BArch, R 43-I/161, fol. 91");
        check("BArch, RW 19/234, Bl. 4", "BArch", "4", "BArch, RW 19/234, Bl. 4");
        check("BArch, DY 30/2470, Bl. 12–15", "", "13", "BArch, DY 30/2470, Bl. 13");
        check("BArch, DY 30/2470, Bl. 12–15", "", "2", "BArch, DY 30/2470, Bl. 12–15 (S. 2)");
        check("BArch, DY 30/2470", "", "12r", "BArch, DY 30/2470, Bl. 12r");
        check("BArch, DY 30/2470", "", "3", "BArch, DY 30/2470, S. 3");
        check("PA AA, MfAA, A 7137", "PA AA", "", "PA AA, M 1, A 7137");
        check("MfAA C 159/75", "", "", "PA AA, M 1, C 159/75");
        check("PA AA, M 1, A 14330", "", "", "PA AA, M 1, A 14330");
        check("PA AA, B 8, Bd. 1359", "", "", "PA AA, B 8, Bd. 1359");
        check("B 8, Bd. 1359", "PA AA", "", "PA AA, B 8, Bd. 1359");
        check(
            "AVPRF, fond 0102, opis 16, delo 7, listi 8-10",
            "AVPRF",
            "",
            "AVPRF, fond 0102, opis 16, delo 7, listi 8-10",
        );
        check("fond 0102, opis 16", "AVPRF", "3", "AVPRF, fond 0102, opis 16, S. 3");
        check("BArch, DY 30/2470", "", "Bl. 3", "BArch, DY 30/2470, Bl. 3");
        check("BA", "", "", "BArch");
        check("Bl.", "", "", "Bl.");
        check("ß", "ß", "ß", "ß, S. ß");
    }
}
