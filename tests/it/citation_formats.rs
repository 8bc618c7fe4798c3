//! Whatever the metadata, each format is read back by a small parser of its own.

use std::collections::BTreeMap;

use docsearch::citation::{Source, Style, cite};
use docsearch::document::{HistoricalDate, Language, Locator, Metadata};
use proptest::prelude::*;

/// Texts full of what the formats read otherwise, and any text.
fn nasty() -> impl Strategy<Value = String> {
    let signs = prop::sample::select(vec![
        "\\",
        "{",
        "}",
        "%",
        "&",
        "#",
        "_",
        "$",
        "~",
        "^",
        "`",
        "\"",
        "'",
        "-",
        "--",
        ",",
        ",,",
        ":",
        ";",
        "@",
        "ER  - ",
        "TY  - ",
        "\r\n",
        "\n",
        "\t",
        "\u{0}",
        "\u{85}",
        "\u{2028}",
        "\u{feff}",
        "\u{fffe}",
        " and ",
        "[",
        "]",
        "*",
        "|",
        ">",
        "?",
        "!",
        ".",
        " ",
        "ä",
        "ß",
        "„",
        "“",
        "”",
        "é",
        "𝄞",
        "Kim",
        "Bericht",
        "von",
        "1960",
        "Bl. 3",
        "BArch",
        "PA AA",
        "MfAA",
        "DY 30",
        "<a@b>",
        "http://",
        "https://x.org/",
        "\\textbackslash{}",
        "\\end",
    ]);
    let mixed = prop::collection::vec(signs, 0..8).prop_map(|signs| signs.concat());
    prop_oneof![3 => mixed, 1 => any::<String>()]
}

fn words() -> impl Strategy<Value = String> {
    "[A-Z][a-z]{1,6}( [a-z]{1,6}){0,3}"
}

fn date() -> impl Strategy<Value = HistoricalDate> {
    let valid =
        (1000u32..2000, 1u32..13, 1u32..29, 0u32..3).prop_map(|(year, month, day, years)| {
            let earliest = year * 10_000 + month * 100 + day;
            (earliest, earliest + years * 10_000)
        });
    let days = prop_oneof![valid, any::<(u32, u32)>()];
    (days, nasty(), any::<bool>()).prop_map(|((earliest, latest), text, uncertain)| {
        HistoricalDate { earliest, latest, text, uncertain }
    })
}

/// Metadata of texts that `text` makes.
fn metadata<S: Strategy<Value = String> + 'static>(
    text: fn() -> S,
) -> impl Strategy<Value = Metadata> {
    let texts = prop::collection::vec(prop::option::of(text()), 14);
    let lists = prop::collection::vec(prop::collection::vec(text(), 0..4), 3);
    let kinds = prop::sample::select(vec![
        "",
        "letter",
        "report",
        "book",
        "chapter",
        "article",
        "newspaper",
        "webpage",
        "mail",
        "thesis",
    ]);
    (texts, lists, prop::option::of(date()), kinds).prop_map(
        |(mut texts, mut lists, date, kind)| {
            let mut next = || texts.pop().flatten();
            Metadata {
                title: next(),
                place: next(),
                subject: next(),
                classification: next(),
                copy_number: next(),
                document_number: next(),
                source_line: next(),
                signature: next(),
                repository: next(),
                collection: next(),
                translator: next(),
                contributor: next(),
                publisher: next(),
                url: next(),
                author: lists.pop().unwrap_or_default(),
                from: lists.pop().unwrap_or_default(),
                to: lists.pop().unwrap_or_default(),
                date,
                kind: (!kind.is_empty()).then(|| kind.to_owned()),
                ..Metadata::default()
            }
        },
    )
}

/// What a text is in one line.
fn clean(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    words.filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The title an entry has to have.
fn title(metadata: &Metadata) -> String {
    let titles = [metadata.title.as_deref(), metadata.subject.as_deref(), Some("b c.txt")];
    let titles = titles.into_iter().flatten().map(clean);
    titles.into_iter().find(|title| !title.is_empty()).unwrap_or_default()
}

fn source<'a>(metadata: &'a Metadata, locator: &'a Locator, quote: &'a str) -> Source<'a> {
    let language = Language::German;
    Source { metadata, locator, folder: 0, path: "a/b c.txt", place: None, quote, language }
}

/// The fields of one BibTeX entry.
fn read_bibtex(entry: &str) -> Option<BTreeMap<String, String>> {
    let (head, body) = entry.strip_prefix('@')?.split_once(",\n")?;
    let (kind, key) = head.split_once('{')?;
    let is_plain = |text: &str| {
        !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
    };
    if !is_plain(kind) || !is_plain(key) {
        return None;
    }
    let mut fields = BTreeMap::new();
    let mut rest = body;
    while rest != "}\n" {
        let (name, value) = rest.strip_prefix("  ")?.split_once(" = {")?;
        let mut depth = 1;
        let end = value.find(|c| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            depth == 0
        })?;
        if fields.insert(name.to_owned(), value[..end].to_owned()).is_some() {
            return None;
        }
        rest = value[end..].strip_prefix("},\n")?;
    }
    Some(fields)
}

/// LaTeX as text, for what the writer makes.
fn read_latex(latex: &str) -> Option<String> {
    let commands = [
        ("textbackslash{}", '\\'),
        ("textbraceleft{}", '{'),
        ("textbraceright{}", '}'),
        ("textasciitilde{}", '~'),
        ("textasciicircum{}", '^'),
        ("textasciigrave{}", '`'),
        ("{", '{'),
        ("}", '}'),
    ];
    let (mut text, mut rest) = (String::new(), latex);
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '\\' => {
                let command = commands.iter().find(|(name, _)| rest.starts_with(name));
                let (len, sign) = match command {
                    Some((name, sign)) => (name.len(), *sign),
                    None => (1, rest.chars().next().filter(|sign| "%&#_$".contains(*sign))?),
                };
                text.push(sign);
                rest = &rest[len..];
            }
            '{' => rest = rest.strip_prefix('}')?,
            '}' | '%' | '&' | '#' | '_' | '$' | '~' | '^' | '`' | '"' => return None,
            c => text.push(c),
        }
    }
    Some(text)
}

/// The lines of one RIS record.
fn read_ris(record: &str) -> Option<Vec<(String, String)>> {
    let lines: Vec<&str> = record.strip_suffix("\r\n")?.split("\r\n").collect();
    let line = |line: &&str| {
        let (tag, value) = (line.get(..2)?, line.get(2..)?.strip_prefix("  - ")?);
        let is_tag = tag.as_bytes()[0].is_ascii_uppercase()
            && (tag.as_bytes()[1].is_ascii_uppercase() || tag.as_bytes()[1].is_ascii_digit());
        (is_tag && !value.contains(char::is_control)).then(|| (tag.to_owned(), value.to_owned()))
    };
    let lines = lines.iter().map(line).collect::<Option<Vec<_>>>()?;
    let is_end = |(tag, value): &(String, String)| tag == "ER" && value.is_empty();
    let begins = lines.iter().filter(|(tag, _)| tag == "TY").count() == 1 && lines[0].0 == "TY";
    let ends =
        lines.iter().filter(|line| is_end(line)).count() == 1 && lines.last().is_some_and(is_end);
    (begins && ends).then_some(lines)
}

/// A value of YAML in flow style, as far as the writer makes it; gives its texts, and what follows.
fn read_flow<'y>(yaml: &'y str, texts: &mut Vec<String>) -> Option<&'y str> {
    let open = yaml.chars().next()?;
    match open {
        '"' => {
            let mut text = String::new();
            let mut signs = yaml[1..].char_indices();
            while let Some((at, c)) = signs.next() {
                match c {
                    '"' => {
                        texts.push(text);
                        return Some(&yaml[at + 2..]);
                    }
                    '\\' => match signs.next()?.1 {
                        c @ ('"' | '\\') => text.push(c),
                        c @ ('u' | 'U') => {
                            let len = if c == 'u' { 4 } else { 8 };
                            let hex: String = signs.by_ref().take(len).map(|(_, c)| c).collect();
                            text.push(char::from_u32(u32::from_str_radix(&hex, 16).ok()?)?);
                        }
                        _ => return None,
                    },
                    c => text.push(c),
                }
            }
            None
        }
        '{' | '[' => {
            let close = if open == '{' { '}' } else { ']' };
            let mut rest = yaml[1..].trim_start();
            loop {
                if open == '{' {
                    let (key, value) = rest.split_once(": ")?;
                    key.bytes().all(|b| b.is_ascii_lowercase() || b == b'-').then_some(())?;
                    rest = value;
                }
                rest = read_flow(rest, texts)?.trim_start();
                match rest.strip_prefix(", ") {
                    Some(next) => rest = next,
                    None => return rest.strip_prefix(close),
                }
            }
        }
        _ => {
            let end = yaml.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(yaml.len());
            (end > 0).then(|| &yaml[end..])
        }
    }
}

/// The texts of each field of one YAML entry.
fn read_yaml(entry: &str) -> Option<BTreeMap<String, Vec<String>>> {
    let mut lines = entry.strip_suffix('\n')?.split('\n');
    lines.next()?.strip_prefix("# ")?;
    lines
        .next()?
        .strip_suffix(':')?
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b == b'-')
        .then_some(())?;
    let mut fields = BTreeMap::new();
    for line in lines {
        let (name, value) = line.strip_prefix("  ")?.split_once(": ")?;
        let mut texts = Vec::new();
        read_flow(value, &mut texts)?.is_empty().then_some(())?;
        fields.insert(name.to_owned(), texts).is_none().then_some(())?;
    }
    Some(fields)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn any_metadata_is_read_back(metadata in metadata(nasty), label in prop::option::of(nasty()), quote in nasty()) {
        let locator = Locator { page_label: label, line_start: 3, line_end: 4, ..Locator::default() };
        let source = source(&metadata, &locator, &quote);
        let title = title(&metadata);

        let json: serde_json::Value = serde_json::from_str(&cite(Style::CslJson, &source)).expect("JSON");
        prop_assert_eq!(json[0]["title"].as_str(), Some(title.as_str()));

        let bibtex = cite(Style::Bibtex, &source);
        let fields = read_bibtex(&bibtex);
        prop_assert!(fields.is_some(), "{}", bibtex);
        let fields = fields.unwrap_or_default();
        let braced = fields["title"].strip_prefix('{').and_then(|title| title.strip_suffix('}'));
        // Straight quotation marks become round ones.
        let straight = |text: &str| text.replace(['“', '”'], "\"");
        let found = braced.and_then(read_latex);
        prop_assert_eq!(found.map(|found| straight(&found)), Some(straight(&title)));
        for (name, value) in fields.iter().filter(|(name, _)| !matches!(name.as_str(), "url" | "date" | "author" | "translator" | "title" | "booktitle" | "journaltitle" | "series")) {
            prop_assert!(read_latex(value).is_some(), "{}: {}", name, value);
        }

        let ris = cite(Style::Ris, &source);
        let lines = read_ris(&ris);
        prop_assert!(lines.is_some(), "{}", ris);
        let found = lines.unwrap_or_default().into_iter().find(|(tag, _)| tag == "TI");
        prop_assert_eq!(found.map(|(_, value)| value), Some(title.clone()));

        let yaml = cite(Style::Yaml, &source);
        let fields = read_yaml(&yaml);
        prop_assert!(fields.is_some(), "{}", yaml);
        prop_assert_eq!(fields.and_then(|mut fields| fields.remove("title")), Some(vec![title]));
    }

    #[test]
    fn lines_are_lines(metadata in metadata(nasty), quote in nasty()) {
        let locator = Locator::default();
        let source = source(&metadata, &locator, &quote);
        for style in [Style::ChicagoNote, Style::ChicagoBibliography, Style::Bundesarchiv, Style::GermanArchive, Style::Web] {
            let citation = cite(style, &source);
            prop_assert!(!citation.contains(char::is_control), "{}", citation);
            prop_assert!(style == Style::Web || !citation.is_empty());
        }
        let web = cite(Style::Web, &source);
        if let Some((_, fragment)) = web.split_once(":~:text=") {
            prop_assert!(fragment.bytes().all(|b| b.is_ascii_alphanumeric() || b".,_~%".contains(&b)), "{}", fragment);
            prop_assert!(fragment.matches(',').count() <= 1);
        }
    }

    #[test]
    fn missing_values_leave_no_stray_signs(metadata in metadata(words), lines in 0u64..3) {
        let locator = Locator { line_start: lines, line_end: lines, ..Locator::default() };
        let source = source(&metadata, &locator, "");
        for style in [Style::ChicagoNote, Style::ChicagoBibliography, Style::Bundesarchiv, Style::GermanArchive] {
            let citation = cite(style, &source);
            // What metadata says is of letters and blanks; the date as typed does not appear.
            for stray in [",,", ", ,", " ,", "..", "()", "( ", " )", ",.", ".,", ":,", ": ,", ",:", "  ", "“”", "in: ,", ", ."] {
                prop_assert!(!citation.replace("c.txt.", "c.txt").contains(stray), "{:?} in {}", stray, citation);
            }
            prop_assert!(citation.starts_with(|c: char| c.is_alphanumeric() || "“[".contains(c)), "{}", citation);
            prop_assert!(!citation.ends_with([',', ':', ';', ' ']), "{}", citation);
        }
    }

    #[test]
    fn passages_of_one_document_have_one_key(metadata in metadata(nasty), lines in 1u64..99) {
        let (here, there) = (Locator::default(), Locator { line_start: lines, line_end: lines, ..Locator::default() });
        let key = |locator: &Locator| {
            let entry = cite(Style::Bibtex, &source(&metadata, locator, ""));
            entry.split(",\n").next().map(str::to_owned)
        };
        prop_assert_eq!(key(&here), key(&there));
    }
}

#[test]
fn time_is_linear() {
    for unit in
        [",", " Bl.", "a ", "{", "\"", ";", "A B;", "BArch ", "x and ", "<", "-", "\n", "MfAA,"]
    {
        let long = || Some(unit.repeat(60_000 / unit.len()));
        let metadata = Metadata {
            title: long(),
            author: long().into_iter().collect(),
            to: long().into_iter().collect(),
            signature: long(),
            repository: long(),
            collection: long(),
            url: long().map(|long| format!("https://x.org/{long}")),
            place: long(),
            ..Metadata::default()
        };
        let quote = long().unwrap_or_default();
        let locator = Locator { page_label: long(), ..Locator::default() };
        let start = std::time::Instant::now();
        for style in Style::ALL {
            cite(style, &source(&metadata, &locator, &quote));
        }
        assert!(start.elapsed().as_secs() < 10, "{unit:?} took {:?}", start.elapsed());
    }
}
