//! The words of dates in English and German, in lower case.

/// The months, full names and abbreviations, in their order.
const MONTHS: [&[&str]; 12] = [
    &["january", "januar", "jänner", "jaenner", "jan", "jän"],
    &["february", "februar", "feber", "feb", "febr"],
    &["march", "märz", "maerz", "mar", "mär", "mrz"],
    &["april", "apr"],
    &["may", "mai"],
    &["june", "juni", "jun"],
    &["july", "juli", "jul"],
    &["august", "aug"],
    &["september", "sep", "sept"],
    &["october", "oktober", "oct", "okt"],
    &["november", "nov"],
    &["december", "dezember", "december", "dec", "dez"],
];

/// Roman numbers of the months, in their order.
const ROMAN: [&str; 12] =
    ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"];

/// Spring, summer, autumn, winter.
const SEASONS: [&[&str]; 4] = [
    &["spring", "frühjahr", "frühling", "fruehjahr", "fruehling"],
    &["summer", "sommer"],
    &["autumn", "fall", "herbst"],
    &["winter"],
];

/// What opens the first, the middle and the last part of a month, a year or a decade.
const PORTIONS: [&[&str]; 3] = [
    &["anfang", "early", "beginning", "frühe", "frühen"],
    &["mitte", "mid", "middle", "mittlere", "mittleren"],
    &["ende", "end", "late", "späte", "späten"],
];

/// What may stand between a part of a date and its year.
pub const YEAR_LINKS: &[&[&str]] = &[
    &["of", "the", "year"],
    &["in", "the", "year"],
    &["des", "jahres"],
    &["im", "jahre"],
    &["im", "jahr"],
    &["of"],
    &["in"],
    &["des", "monats"],
];

/// What may stand between a part of a decade and the decade.
pub const DECADE_LINKS: &[&[&str]] =
    &[&["of", "the"], &["in", "the"], &["der"], &["den"], &["the"]];

/// Articles before a day.
pub const ARTICLES: &[&str] = &["the", "den", "dem", "der", "d"];

/// Words that make a date a guess.
pub const CIRCA: &[&str] = &[
    "um",
    "ca",
    "circa",
    "zirka",
    "etwa",
    "c",
    "about",
    "around",
    "approximately",
    "approx",
    "vermutlich",
    "wohl",
    "probably",
    "perhaps",
    "possibly",
    "vielleicht",
];

/// Words after which a date is the first day that is too late.
pub const BEFORE: &[&str] = &["before", "vor"];

/// Words after which a date is the last day that is too early.
pub const AFTER: &[&str] = &["after", "nach"];

/// Words that open a span of two dates joined by [`AND`].
pub const BETWEEN: &[&str] = &["between", "zwischen"];

/// What joins the dates after [`BETWEEN`].
pub const AND: &[&str] = &["and", "und"];

/// Words between the first and the last date of a span.
pub const UNTIL: &[&str] = &["bis", "to", "until", "till", "through", "zum"];

/// Words after which a number of four digits is a year.
pub const BEFORE_YEAR: &[&str] = &[
    "in", "im", "jahr", "jahre", "jahres", "jahren", "year", "since", "seit", "ab", "from",
    "until", "till", "bis", "von", "vom", "anno", "during", "of", "by", "and", "und",
];

/// Words of [`BEFORE_YEAR`] that prove little by themselves: only a round sentence makes what follows a year.
pub const WEAK_BEFORE_YEAR: &[&str] =
    &["of", "by", "and", "und", "from", "bis", "until", "till", "ab", "von"];

/// Words before a number that is no date: of a version, a section, a page, a price.
pub const BEFORE_NUMBER: &[&str] = &[
    "version",
    "versionen",
    "versions",
    "v",
    "release",
    "section",
    "sections",
    "abschnitt",
    "kapitel",
    "chapter",
    "ziffer",
    "punkt",
    "paragraph",
    "art",
    "artikel",
    "article",
    "nr",
    "no",
    "nos",
    "nummer",
    "number",
    "seite",
    "seiten",
    "page",
    "pages",
    "p",
    "pp",
    "s",
    "bl",
    "blatt",
    "fol",
    "bd",
    "band",
    "vol",
    "volume",
    "heft",
    "tabelle",
    "table",
    "abb",
    "fig",
    "figure",
    "abbildung",
    "tel",
    "telefon",
    "fax",
    "phone",
    "isbn",
    "issn",
    "dm",
    "rm",
    "usd",
    "zeile",
    "line",
    "lines",
];

/// Words after a number that is a quantity and no year.
pub const UNITS: &[&str] = &[
    "mann",
    "men",
    "mark",
    "dm",
    "rm",
    "dollar",
    "dollars",
    "rubel",
    "rubles",
    "roubles",
    "pfund",
    "pounds",
    "francs",
    "franken",
    "gulden",
    "taler",
    "thaler",
    "won",
    "yen",
    "euro",
    "euros",
    "tonnen",
    "tons",
    "tonnes",
    "kg",
    "kilogramm",
    "zentner",
    "liter",
    "litres",
    "km",
    "kilometer",
    "kilometers",
    "kilometres",
    "meter",
    "metres",
    "meters",
    "miles",
    "meilen",
    "m",
    "hectares",
    "hektar",
    "ha",
    "morgen",
    "acres",
    "stück",
    "personen",
    "persons",
    "people",
    "menschen",
    "soldaten",
    "soldiers",
    "troops",
    "truppen",
    "einwohner",
    "inhabitants",
    "arbeiter",
    "workers",
    "studenten",
    "students",
    "mitglieder",
    "mitgliedern",
    "members",
    "delegierte",
    "delegates",
    "exemplare",
    "exemplaren",
    "copies",
    "seiten",
    "pages",
    "wörter",
    "words",
    "fälle",
    "fällen",
    "orten",
    "exemplars",
    "gemeinden",
    "betrieben",
    "dörfern",
    "cases",
    "prozent",
    "percent",
    "per",
    "uhr",
    "hours",
    "stunden",
    "jahre",
    "jahren",
    "years",
    "tage",
    "tagen",
    "days",
    "flüchtlinge",
    "refugees",
    "gefangene",
    "prisoners",
    "tote",
    "dead",
    "v",
    "bc",
];

/// Words after a number that show it to be no quantity.
pub const AFTER_YEAR: &[&str] = &[
    "and", "und", "or", "oder", "the", "a", "an", "in", "im", "he", "she", "they", "it", "we",
    "there", "was", "were", "had", "has", "is", "er", "sie", "es", "wir", "der", "die", "das",
    "den", "dem", "war", "waren", "wurde", "wurden", "hatte", "hatten", "ist", "als", "mit", "by",
    "at", "on", "to", "bis", "for",
];

/// The number of a month.
pub fn month(word: &str) -> Option<u32> {
    position(&MONTHS, word).map(|at| at + 1)
}

/// The number of a month in Roman capitals.
pub fn roman_month(word: &str) -> Option<u32> {
    ROMAN.iter().position(|roman| *roman == word).map(|at| at as u32 + 1)
}

/// 0 for spring to 3 for winter.
pub fn season(word: &str) -> Option<u32> {
    position(&SEASONS, word)
}

/// 0 for the first, 1 for the middle, 2 for the last part.
pub fn portion(word: &str) -> Option<u32> {
    position(&PORTIONS, word)
}

/// Whether a date may begin with a word.
pub fn opens_date(word: &str) -> bool {
    const LONGEST: usize = 14;
    if word.len() > LONGEST {
        return false;
    }
    let lower = word.to_lowercase();
    let lower = lower.as_str();
    let is_in = |table: &[&[&str]]| table.iter().any(|names| names.contains(&lower));
    is_in(&MONTHS) || is_in(&SEASONS) || is_in(&PORTIONS) || is_in(&[CIRCA, BEFORE, AFTER, BETWEEN])
}

fn position(table: &[&[&str]], word: &str) -> Option<u32> {
    let lower = word.to_lowercase();
    table.iter().position(|names| names.contains(&lower.as_str())).map(|at| at as u32)
}
