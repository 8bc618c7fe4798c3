//! The lines of a document's head that need no label: date, classification, number, kind.

use super::cursor::Cursor;
use super::date::find_dates;
use crate::document::HistoricalDate;

/// Longest line that is a dateline, in bytes.
const DATELINE: usize = 110;

/// Longest name of a place, in bytes.
const PLACE: usize = 48;

/// Longest line that is a mark of classification or of a copy, in bytes.
const MARK: usize = 90;

/// Words of classification in lower case, each before those it begins with.
const CLASSIFICATIONS: &[&str] = &[
    "cosmic top secret",
    "top secret",
    "strictly secret",
    "strictly confidential",
    "highly confidential",
    "secret",
    "confidential",
    "restricted",
    "unclassified",
    "for official use only",
    "limited official use",
    "official use only",
    "eyes only",
    "sovershenno sekretno",
    "streng geheim",
    "streng vertraulich",
    "geheime verschlußsache",
    "geheime verschlusssache",
    "geheime kommandosache",
    "geheime reichssache",
    "geheim",
    "vertrauliche verschlußsache",
    "vertrauliche verschlusssache",
    "vertrauliche dienstsache",
    "vertraulich",
    "nur für den dienstgebrauch",
    "vs-nfd",
    "parteiinternes material",
    "parteiintern",
    "gvs",
    "vvs",
];

/// Words that may stand beside a classification.
const BESIDE_CLASSIFICATION: &[&str] = &[
    "copy",
    "copies",
    "no",
    "nr",
    "exemplar",
    "exemplare",
    "ausfertigung",
    "ausfertigungen",
    "ex",
    "blatt",
    "bl",
    "of",
    "von",
    "series",
    "persönlich",
    "personal",
    "immediate",
    "priority",
    "urgent",
    "eilt",
    "sofort",
    "only",
    "eyes",
    "and",
    "und",
    "page",
    "seite",
    "noforn",
];

/// Kinds of documents: the first word of a title, the word for it.
const KINDS: &[(&str, &str)] = &[
    ("letter", "letter"),
    ("brief", "letter"),
    ("schreiben", "letter"),
    ("memorandum", "memorandum"),
    ("memo", "memorandum"),
    ("aide-mémoire", "memorandum"),
    ("vermerk", "memorandum"),
    ("aktenvermerk", "memorandum"),
    ("aktennotiz", "memorandum"),
    ("gesprächsvermerk", "memorandum"),
    ("aufzeichnung", "memorandum"),
    ("report", "report"),
    ("bericht", "report"),
    ("botschaftsbericht", "report"),
    ("jahresbericht", "report"),
    ("einschätzung", "report"),
    ("information", "report"),
    ("telegram", "telegram"),
    ("cable", "telegram"),
    ("telegramm", "telegram"),
    ("fernschreiben", "telegram"),
    ("minutes", "minutes"),
    ("protokoll", "minutes"),
    ("sitzungsprotokoll", "minutes"),
    ("niederschrift", "minutes"),
    ("record", "minutes"),
    ("conversation", "minutes"),
    ("transcript", "minutes"),
    ("stenogram", "minutes"),
    ("journal", "diary"),
    ("speech", "speech"),
    ("address", "speech"),
    ("rede", "speech"),
    ("ansprache", "speech"),
    ("note", "note"),
    ("verbalnote", "note"),
    ("treaty", "treaty"),
    ("agreement", "treaty"),
    ("vertrag", "treaty"),
    ("abkommen", "treaty"),
    ("protocol", "treaty"),
    ("resolution", "resolution"),
    ("beschluß", "resolution"),
    ("beschluss", "resolution"),
    ("communiqué", "communiqué"),
    ("kommuniqué", "communiqué"),
    ("declaration", "declaration"),
    ("erklärung", "declaration"),
    ("article", "article"),
    ("artikel", "article"),
    ("diary", "diary"),
    ("tagebuch", "diary"),
];

/// Weekdays, and articles before a date.
const BEFORE_DATE: &[&str] = &[
    "den",
    "d",
    "am",
    "the",
    "on",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonnabend",
    "sonntag",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thurs",
    "fri",
    "sat",
    "sun",
    "mo",
    "di",
    "mi",
    "do",
    "fr",
    "sa",
    "so",
];

/// Words before a date that are no place.
const NO_PLACES: &[&str] = &[
    "sitzung",
    "tagung",
    "besprechung",
    "beratung",
    "gespräch",
    "konferenz",
    "meeting",
    "session",
    "conference",
    "conversation",
    "talks",
    "visit",
    "besuch",
    "entwurf",
    "draft",
    "anlage",
    "enclosure",
    "annex",
    "abschrift",
    "copy",
    "kopie",
    "seite",
    "page",
    "version",
    "stand",
    "edition",
];

/// Words in the name of a place that are not capitalised.
const IN_PLACE: &[&str] = &[
    "am", "an", "der", "im", "in", "bei", "of", "the", "upon", "on", "de", "la", "del", "di", "le",
    "am", "ob", "unter",
];

/// Place and date of a line that is nothing else: `Pyongyang, 30 August 1960`, `Berlin, den 5. Mai 1953`, `5.5.1953`.
pub fn dateline(line: &str) -> Option<(Option<&str>, HistoricalDate)> {
    let line = line.trim().trim_matches(['[', ']', '(', ')', '*', '_']).trim();
    if line.len() > DATELINE || !line.contains(char::is_numeric) || kind(line).is_some() {
        return None;
    }
    let (span, date) = find_dates(line).into_iter().next()?;
    // A year or a season heads a chapter.
    if date.latest / 100 != date.earliest / 100 && date.latest - date.earliest > 100 {
        return None;
    }
    let after = line[span.end..].trim_start_matches(['.', ',', ';', ':', '!', ')', ']']).trim();
    let before = before_date(&line[..span.start]);
    if before.is_empty() {
        return after.is_empty().then_some((None, date));
    }
    let goes_on = after.starts_with(char::is_lowercase) || after.starts_with(['–', '-', '—']);
    let between = line[..span.start][before.len()..].trim_start();
    let is_divided = [",", "den ", "d. "].iter().any(|divider| between.starts_with(divider));
    (is_divided && !goes_on && after.len() <= DATELINE / 2 && is_place(before))
        .then_some((Some(before), date))
}

/// What stands before a date without articles, weekday and commas at its end.
fn before_date(text: &str) -> &str {
    let mut text = text.trim_end();
    loop {
        let shorter = text.trim_end_matches([',', ' ', '.']);
        let word = shorter.rsplit([' ', ',']).next().unwrap_or_default();
        if BEFORE_DATE.contains(&word.to_lowercase().as_str()) {
            text = shorter[..shorter.len() - word.len()].trim_end();
        } else if text.ends_with([',', ' ']) {
            text = text.trim_end_matches([',', ' ']);
        } else {
            return text;
        }
    }
}

fn is_place(text: &str) -> bool {
    let mut words = text.split([' ', ',', '/']).filter(|word| !word.is_empty());
    let is_name = |word: &str| {
        word.trim_start_matches(['(', '"']).starts_with(char::is_uppercase)
            || IN_PLACE.contains(&word)
    };
    text.len() <= PLACE
        && text.starts_with(char::is_uppercase)
        && !NO_PLACES.contains(&text.to_lowercase().as_str())
        && text.chars().all(|c| c.is_alphabetic() || " ,.-'’()/".contains(c))
        && text.split(' ').count() <= 5
        && text.matches(',').count() <= 1
        && words.all(is_name)
}

/// The classification that a line is, as typed.
pub fn classification(line: &str) -> Option<&str> {
    let line = line.trim().trim_matches(|c: char| !c.is_alphanumeric());
    if line.len() > MARK {
        return None;
    }
    let initial = line.chars().flat_map(char::to_lowercase).next()?;
    let found = CLASSIFICATIONS.iter().find_map(|class| {
        if !class.starts_with(initial) {
            return None;
        }
        let typed = line.get(..class.len()).or_else(|| prefix(line, class.chars().count()))?;
        let rest = &line[typed.len()..];
        (typed.to_lowercase() == *class && !rest.starts_with(char::is_alphanumeric))
            .then_some((typed, rest))
    });
    let (typed, rest) = found?;
    let is_code = |word: &str| {
        word.chars().any(|c| c.is_ascii_digit())
            || word.chars().count() <= 3 && word == word.to_uppercase()
    };
    let words = rest.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let is_all = |mut words: std::iter::Peekable<_>| {
        words.all(|word: &str| {
            is_code(word) || BESIDE_CLASSIFICATION.contains(&word.to_lowercase().as_str())
        })
    };
    // `Secret, 5 May 1953` and another classification may follow.
    let rest_is_date = find_dates(rest).len() == 1 && rest.len() < 30;
    (is_all(words.peekable()) || rest_is_date || classification(rest).is_some()).then_some(
        match typed.to_lowercase().as_str() {
            // The number belongs to the mark.
            "gvs" | "vvs" => line,
            _ => typed,
        },
    )
}

/// The first `count` characters.
fn prefix(text: &str, count: usize) -> Option<&str> {
    let (at, last) = text.char_indices().nth(count.checked_sub(1)?)?;
    Some(&text[..at + last.len_utf8()])
}

/// The number of the copy that a short line names: `Copy No. 3`, `3. Ausfertigung`, `Exemplar Nr. 2`.
pub fn copy_number(line: &str) -> Option<&str> {
    if line.len() > MARK {
        return None;
    }
    const COPY: &[&str] = &["copy", "ausfertigung", "exemplar"];
    for (at, _) in line
        .char_indices()
        .filter(|(at, _)| *at == 0 || !line[..*at].ends_with(char::is_alphanumeric))
    {
        let place = Cursor::new(line, at);
        if let Some(after) = place.one_of(COPY) {
            let after = after.blanks();
            let labelled =
                after.one_of(&["no", "nr", "n", "number", "nummer"]).or(after.sign(&['#', '№']));
            let labelled = labelled.map(|after| after.optional(&['.', 'º', '°', ':']).blanks());
            if let Some((_, _, end)) = labelled.and_then(Cursor::number) {
                return Some(
                    line[..end.at()]
                        .rsplit(|c: char| !c.is_ascii_digit())
                        .next()
                        .unwrap_or_default(),
                );
            }
        }
        if let Some((_, _, after)) = place.number()
            && after.optional(&['.']).blanks().one_of(COPY).is_some()
            && after.peek() == Some('.')
        {
            return Some(&line[at..after.at()]);
        }
    }
    None
}

/// The number of a document and the rest of the line, if a line opens with it: `DOCUMENT NO. 12: Letter`.
pub fn document_number(line: &str) -> Option<(&str, &str)> {
    let line = line.trim().trim_start_matches(['#', '*', '[', ' ']);
    let place =
        Cursor::new(line, 0).one_of(&["document", "dokument", "doc", "dok", "documents"])?;
    let place = place.optional(&['.']).blanks();
    let labelled = place.one_of(&["no", "nr", "number", "nummer", "n"]).or(place.sign(&['#', '№']));
    let start = labelled.unwrap_or(place).optional(&['.', '°', 'º', ':']).blanks();
    number_at(line, start, labelled.is_some())
}

/// The number of a line that is nothing but `Nr. 12`.
pub fn lone_number(line: &str) -> Option<&str> {
    let line = line.trim().trim_matches(['*', '[', ']', '#', ' ']);
    let place = Cursor::new(line, 0).one_of(&["nr", "no", "n"])?;
    let start = place.optional(&['.', '°', 'º']).blanks();
    number_at(line, start, true).filter(|(_, rest)| rest.is_empty()).map(|(number, _)| number)
}

/// The number at a place and what follows it, unless a sentence goes on there.
fn number_at<'t>(line: &'t str, start: Cursor<'_>, may_go_on: bool) -> Option<(&'t str, &'t str)> {
    let (_, _, end) = start.number()?;
    let letter = end.word().filter(|(word, _)| word.len() == 1).map(|(_, after)| after);
    let end = letter.unwrap_or(end);
    let number = &line[start.at()..end.at()];
    let rest = &line[end.at()..];
    let title = rest.trim_matches(['.', ':', ' ', '–', '—', '-', ')', ']', '*', '/']);
    let is_divided = rest.trim_start().starts_with(['.', ':', '–', '—', '-', ')']);
    let is_head = title.is_empty()
        || title.starts_with(|c: char| !c.is_lowercase()) && (may_go_on || is_divided);
    (is_head && end.ends_word()).then_some((number, title))
}

/// What kind of document a title or a line of its own says it is.
pub fn kind(title: &str) -> Option<&'static str> {
    let first = title.trim().split([' ', ',', ':', '.', '(']).next()?.to_lowercase();
    KINDS.iter().find(|(word, _)| *word == first).map(|(_, kind)| *kind)
}

/// Whether a line is a rule between documents: `***`, `* * *`, `———`.
pub fn is_rule(line: &str) -> bool {
    let mut signs = line.chars().filter(|c| !c.is_whitespace());
    let Some(first) = signs.next().filter(|c| "*-–—_=~#•+".contains(*c)) else {
        return false;
    };
    let mut count = 1;
    signs.all(|c| {
        count += 1;
        c == first
    }) && count >= 3
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn datelines_have_a_place_and_a_date() {
        let check = |line: &str, place: Option<&str>, iso: &str| {
            let (found, date) = dateline(line).unwrap_or_else(|| panic!("no dateline: {line}"));
            assert_eq!((found, date.iso().as_str()), (place, iso), "{line}");
        };
        check("Pyongyang, 30 August 1960", Some("Pyongyang"), "1960-08-30");
        check("Berlin, den 5. Mai 1953", Some("Berlin"), "1953-05-05");
        check("Berlin, den 5. Mai 1953 Streng geheim!", Some("Berlin"), "1953-05-05");
        check("Bln., d. 5.5.53", Some("Bln."), "1953-05-05");
        check("Washington, D.C., May 5, 1953", Some("Washington, D.C."), "1953-05-05");
        check(
            "Frankfurt am Main, Dienstag, den 5. Mai 1953",
            Some("Frankfurt am Main"),
            "1953-05-05",
        );
        check("East Berlin, 21 December 1972", Some("East Berlin"), "1972-12-21");
        check("den 5. Mai 1953", None, "1953-05-05");
        check("Wed, 5 May 1953", None, "1953-05-05");
        check("[30 August 1960]", None, "1960-08-30");
        check("Moskau, August 1960", Some("Moskau"), "1960-08");
        for none in [
            "Berlin, den 5. Mai 1953 wurde beschlossen",
            "On 5 May 1953 he said",
            "Report, 5 May 1953",
            "Letter, Kim to Stalin, 5 May 1953",
            "Berlin",
            "The summer, 1960",
            "Berlin 1953",
            "Am 5. Mai 1953 in Berlin",
            "Source: 5 May 1953",
            "Chapter 9, 1953",
            "",
            "Sitzung am 5. Mai 1953",
            "Titel vom 5. Mai 1953",
            "Sitzung, 5. Mai 1953",
        ] {
            assert_eq!(dateline(none), None, "{none}");
        }
    }

    #[test]
    fn classifications_stand_alone() {
        let check =
            |line: &str, expect: Option<&str>| assert_eq!(classification(line), expect, "{line}");
        check("TOP SECRET", Some("TOP SECRET"));
        check("Streng geheim!", Some("Streng geheim"));
        check("(Secret)", Some("Secret"));
        check("Top Secret. Copy No. 3", Some("Top Secret"));
        check("Vertraulich! 3. Ausfertigung", Some("Vertraulich"));
        check("Nur für den Dienstgebrauch", Some("Nur für den Dienstgebrauch"));
        check("NUR FÜR DEN DIENSTGEBRAUCH", Some("NUR FÜR DEN DIENSTGEBRAUCH"));
        check("Geheime Verschlußsache", Some("Geheime Verschlußsache"));
        check("GVS 12/60", Some("GVS 12/60"));
        check("Secret Diplomacy in the Cold War", None);
        check("Vertrauliches Gespräch", None);
        check("Confidential talks were held.", None);
        check("Geheimdienste", None);
        check("", None);
    }

    #[test]
    fn numbers_of_copies_and_documents() {
        assert_eq!(copy_number("Copy No. 3"), Some("3"));
        assert_eq!(copy_number("Streng geheim! 3. Ausfertigung"), Some("3"));
        assert_eq!(copy_number("Exemplar Nr. 2"), Some("2"));
        assert_eq!(copy_number("10 Ausfertigungen, 3. Ausfertigung"), Some("3"));
        assert_eq!(copy_number("Copy that 3 times"), None);
        let check = |line: &str, expect| assert_eq!(document_number(line), expect, "{line}");
        check("DOCUMENT NO. 1", Some(("1", "")));
        check("Dokument Nr. 12: Brief an Stalin", Some(("12", "Brief an Stalin")));
        check("Document 3a", Some(("3a", "")));
        check("Dok. 4 – Vermerk", Some(("4", "Vermerk")));
        check("DOCUMENT No. 2 Telegram from Moscow", Some(("2", "Telegram from Moscow")));
        check("Document No. 3 shows that", None);
        check("Documents", None);
        check("Document 3 Kim", None);
        assert_eq!(lone_number("Nr. 12"), Some("12"));
        assert_eq!(lone_number("Nr. 12 ist neu"), None);
    }

    #[test]
    fn kinds_and_rules() {
        assert_eq!(kind("Memorandum of Conversation"), Some("memorandum"));
        assert_eq!(kind("Brief von Kim"), Some("letter"));
        assert_eq!(kind("The Stalin Note"), None);
        for rule in ["***", "* * *", "———", "-----", "\t***"] {
            assert!(is_rule(rule), "{rule}");
        }
        for none in ["**", "", "*a*", "—", "-*-"] {
            assert!(!is_rule(none), "{none}");
        }
    }
}
