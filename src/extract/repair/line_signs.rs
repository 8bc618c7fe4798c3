//! What a line of plain text shows by itself: a heading, a list item, a rule, the end of a sentence.

/// Fewest characters of a rule.
const RULE: usize = 3;

/// Fewest letters of a heading in capitals; fewer are initials or an abbreviation.
const CAPITALS: usize = 4;

/// Most digits of a footnote number after a full stop.
const FOOTNOTE: usize = 3;

/// What begins a paragraph wherever it stands.
const OPENINGS: [&str; 5] = ["[Source", "[Quelle", "CC:", "•", "* "];

/// What stands alone in the first line of a document among several.
const DOCUMENT: [&str; 2] = ["document", "dokument"];

/// Whether the line draws a rule, such as `***` or `- - -`.
pub fn is_rule(line: &str) -> bool {
    let mut signs = line.chars().filter(|c| !c.is_whitespace());
    let first = signs.next();
    first.is_some_and(|first| {
        "*-_=~#".contains(first) && signs.clone().count() + 1 >= RULE && signs.all(|c| c == first)
    })
}

/// Whether the line begins a paragraph wherever it stands.
pub fn is_opening(line: &str) -> bool {
    OPENINGS.iter().any(|opening| line.starts_with(opening))
}

/// Whether the line is a number, as on a page: `217`, `- 3 -`.
pub fn is_page_number(line: &str) -> bool {
    let number = line.trim_matches(|c: char| c.is_whitespace() || "-–—[]".contains(c));
    (1..=4).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether the line is `DOCUMENT NO. 5`, `Dokument Nr. 5` or the like; in capitals a title may follow.
pub fn is_document_number(line: &str) -> bool {
    let Some((word, rest)) = line.split_once(' ') else {
        return false;
    };
    if !DOCUMENT.iter().any(|document| word.eq_ignore_ascii_case(document)) {
        return false;
    }
    let number = rest.trim_start_matches(|c: char| "NnOoRr.º ".contains(c));
    let end = number.trim_start_matches(|c: char| c.is_ascii_digit());
    let is_numbered = end.len() < number.len();
    is_numbered
        && (end.trim_end_matches(['.', ':']).is_empty() || word.chars().all(char::is_uppercase))
}

/// Whether the line is written in capitals throughout and ends no sentence.
pub fn is_capitals(line: &str) -> bool {
    if line.ends_with(['.', ',', ';', ':', '-']) {
        return false;
    }
    let (mut letters, mut others) = (0, 0);
    for c in line.chars() {
        if c.is_lowercase() {
            return false;
        }
        letters += usize::from(c.is_uppercase());
        others += usize::from(!c.is_uppercase() && !c.is_whitespace());
    }
    letters >= CAPITALS && letters > others
}

/// The depth of a numbered heading: 1 for `3. Der Plan` or `IV. Der Plan`, 2 for `3.1 Der Plan`.
///
/// A line that ends with a mark or a digit is a sentence or a date.
pub fn numbered_depth(line: &str) -> Option<u8> {
    let (number, title) = line.split_once(char::is_whitespace)?;
    if line.ends_with(|c: char| c.is_ascii_digit() || ".,;:?!-".contains(c))
        || !starts_upper(title.trim_start())
    {
        return None;
    }
    let parts: Vec<&str> = number.strip_suffix('.').unwrap_or(number).split('.').take(5).collect();
    let is_arabic = parts
        .iter()
        .all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit()));
    let is_roman = parts.len() == 1
        && parts[0].bytes().all(|byte| b"IVX".contains(&byte))
        && number.ends_with('.');
    let has_stop = number.contains('.');
    (has_stop && (is_arabic || is_roman)).then_some(parts.len() as u8)
}

/// Whether the line begins like an item of a list: `- `, `– `, `3. `, `IV. `, `a) `, `(2) `, `No. 5`, `Nº 5`.
pub fn is_list_item(line: &str) -> bool {
    let Some((sign, rest)) = line.split_once(char::is_whitespace) else {
        return false;
    };
    let counter = sign.trim_start_matches('(').trim_end_matches(['.', ')']);
    let has_counter_sign = sign.ends_with(['.', ')']);
    let is_number =
        (1..=3).contains(&counter.len()) && counter.bytes().all(|byte| byte.is_ascii_digit());
    let is_roman =
        (1..=5).contains(&counter.len()) && counter.bytes().all(|byte| b"IVX".contains(&byte));
    let is_letter = sign.ends_with(')')
        && counter.len() == 1
        && counter.bytes().all(|byte| byte.is_ascii_lowercase());
    matches!(sign, "-" | "–" | "—")
        || has_counter_sign && (is_number || is_roman || is_letter)
        || matches!(sign, "No." | "Nr." | "Nº") && rest.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether the line ends a sentence, be it in quotes or with a footnote number.
pub fn ends_sentence(line: &str) -> bool {
    let stem = line.trim_end_matches(|c: char| c.is_ascii_digit());
    let stem = if line.len() - stem.len() <= FOOTNOTE { stem } else { line };
    stem.trim_end_matches(['"', '”', '“', '»', '«', ')', ']', '’', '‘'])
        .ends_with(['.', '?', '!', ':', ';', '…'])
}

/// Whether the line begins with a capital or a digit, be it in quotes.
pub fn starts_upper(line: &str) -> bool {
    let stem = line.trim_start_matches(['"', '“', '„', '»', '«', '(', '[', '‘', '‚']);
    stem.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(sign: fn(&str) -> bool, yes: &[&str], no: &[&str]) {
        for line in yes {
            assert!(sign(line), "{line}");
        }
        for line in no {
            assert!(!sign(line), "{line}");
        }
    }

    #[test]
    fn rules_and_numbers() {
        check(is_rule, &["***", "* * *", "-----", "==="], &["**", "--", "", "*-*", "*** Ende"]);
        check(is_page_number, &["217", "- 3 -", "[12]"], &["", "12345", "3 a", "--"]);
    }

    #[test]
    fn headings() {
        let numbers =
            ["DOCUMENT NO. 1", "Document No 12:", "DOKUMENT NR. 3: Telegramm", "Dokument 4"];
        check(
            is_document_number,
            &numbers,
            &["Document No. 12 shows", "Documents", "DOCUMENT", "dokument nr."],
        );
        check(
            is_capitals,
            &["TELEGRAMM", "DER PLAN VON 1957", "ÜBER DAS ÄUSSERE"],
            &["SED", "DER Plan", "EIN ENDE.", "1957"],
        );
        assert_eq!(numbered_depth("3. Der Plan"), Some(1));
        assert_eq!(numbered_depth("IV. Der Plan"), Some(1));
        assert_eq!(numbered_depth("3.1 Der Plan"), Some(2));
        for line in [
            "3. September 1957",
            "3 Männer kamen",
            "3. Der Plan.",
            "I am here",
            "3. der Plan",
            "3.",
        ] {
            assert_eq!(numbered_depth(line), None, "{line}");
        }
    }

    #[test]
    fn list_items() {
        let items =
            ["- ein", "– ein", "3. Ein", "12) ein", "(2) ein", "a) ein", "IV. Ein", "Nr. 5"];
        check(is_list_item, &items, &["-ein", "1957 war", "Der", "Ein. Der", "Nr. fünf", ""]);
    }

    #[test]
    fn sentences() {
        check(
            ends_sentence,
            &["Ende.", "„Ende.“", "end.\"12", "Warum?", "so:"],
            &["Ende", "1957", "im Jahr,", "a.1957"],
        );
        check(starts_upper, &["Der", "„Über", "(1957", "3."], &["der", "„über", "", "–"]);
    }
}
