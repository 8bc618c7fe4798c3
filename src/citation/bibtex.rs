//! BibTeX in the dialect of biblatex.

use super::date;
use super::item::{Item, Kind};
use super::name::Name;
use crate::document::Language;

/// Signs that make one sign with another of their kind: `--` is a dash.
const LIGATURES: &[char] = &['-', ',', '<', '>', '\''];

/// An entry, its fields a line each.
///
/// Titles stand in two pairs of braces, so that no style changes their capitals; bodies too, so that none takes them
/// apart. Where the passage stands is told in `annotation`, which styles do not print.
pub fn write(item: &Item<'_>) -> String {
    let kind = match item.kind {
        Kind::Archival => "unpublished",
        Kind::Edition | Kind::Chapter => "incollection",
        Kind::Report => "report",
        Kind::Newspaper | Kind::Journal => "article",
        Kind::Book => "book",
        Kind::Web => "online",
        Kind::Mail | Kind::Document => "misc",
    };
    let mut entry = format!("@{kind}{{{},\n", item.key);
    let mut field = |name: &str, value: Option<String>| {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            entry.push_str(&format!("  {name} = {{{value}}},\n"));
        }
    };
    let text = |value: Option<&str>| value.map(escape);
    let title = |value: Option<&str>| value.map(|title| format!("{{{}}}", escape(title)));
    let collection = item.collection.as_deref();
    field("author", names(&item.authors));
    field("title", title(Some(item.title_or_file())));
    field("translator", names(&item.translators));
    field("date", item.date.and_then(date::edtf));
    match item.kind {
        Kind::Newspaper | Kind::Journal => field("journaltitle", title(item.container())),
        Kind::Edition | Kind::Chapter => field("booktitle", title(item.container())),
        Kind::Book => field("series", title(collection)),
        Kind::Web => field("organization", text(item.container())),
        Kind::Report => field("institution", text(item.publisher().or(Some("")))),
        _ => {}
    }
    field("entrysubtype", (item.kind == Kind::Newspaper).then(|| "newspaper".to_owned()));
    field("type", text(item.genre.as_deref()));
    field("number", text(item.number.as_deref()));
    field("howpublished", howpublished(item));
    field("library", text(item.repository.as_deref()));
    if !matches!(item.kind, Kind::Report) {
        field("publisher", text(item.publisher()));
    }
    // The place of an entry with a book title is the publisher's.
    let place = item.place.as_deref().filter(|_| item.kind != Kind::Edition);
    field("location", text(place));
    field("note", note(item));
    field("url", item.url.as_deref().map(verbatim_url));
    field("langid", langid(item.language).map(str::to_owned));
    field("annotation", text(Some(&item.remarks())));
    entry.push_str("}\n");
    entry
}

/// Where an unpublished paper lies, or how a mail was sent.
fn howpublished(item: &Item<'_>) -> Option<String> {
    let collection = item.collection.as_deref();
    let parts = match item.kind {
        Kind::Archival | Kind::Report | Kind::Document => {
            [item.signature.as_deref(), collection, item.unnamed_repository()]
        }
        Kind::Mail => [Some("E-mail"), None, None],
        _ => return None,
    };
    Some(escape(&parts.into_iter().flatten().collect::<Vec<_>>().join(", ")))
}

/// To whom it was sent, and the note on the source.
fn note(item: &Item<'_>) -> Option<String> {
    let to: Vec<String> = item.recipients.iter().map(Name::direct).collect();
    let to = (!to.is_empty()).then(|| format!("To {}", to.join("; ")));
    let parts = [to, item.unsigned_source().map(str::to_owned)];
    Some(escape(&parts.into_iter().flatten().collect::<Vec<_>>().join(". ")))
}

fn langid(language: Language) -> Option<&'static str> {
    match language {
        Language::English => Some("english"),
        Language::German => Some("ngerman"),
        Language::Unknown => None,
    }
}

/// Names with `and` between; a body stands in braces.
fn names(names: &[Name]) -> Option<String> {
    let name = |name: &Name| match (name.is_whole(), name.particle.as_str()) {
        (true, _) => format!("{{{}}}", escape(&name.family)),
        (false, "") => format!("{}, {}", escape(&name.family), escape(&name.given)),
        (false, particle) => {
            format!("{} {}, {}", escape(particle), escape(&name.family), escape(&name.given))
        }
    };
    Some(names.iter().map(name).collect::<Vec<_>>().join(" and "))
}

/// A text as LaTeX shows it unchanged but for straight quotation marks, which become “round” ones. Every brace in it has
/// its partner, as BibTeX counts also those after a stroke.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut before = ' ';
    let mut is_quote_open = false;
    let is_balanced = is_balanced(text);
    for c in text.chars() {
        match c {
            '\\' => escaped.push_str("\\textbackslash{}"),
            '{' if is_balanced => escaped.push_str("\\{"),
            '}' if is_balanced => escaped.push_str("\\}"),
            '{' => escaped.push_str("\\textbraceleft{}"),
            '}' => escaped.push_str("\\textbraceright{}"),
            '~' => escaped.push_str("\\textasciitilde{}"),
            '^' => escaped.push_str("\\textasciicircum{}"),
            '`' => escaped.push_str("\\textasciigrave{}"),
            // As it stands it is a shorthand of German in babel.
            '"' => {
                escaped.push(if is_quote_open { '”' } else { '“' });
                is_quote_open = !is_quote_open;
            }
            '%' | '&' | '#' | '_' | '$' => {
                escaped.push('\\');
                escaped.push(c);
            }
            c if c == before && LIGATURES.contains(&c) => {
                escaped.push_str("{}");
                escaped.push(c);
            }
            c => escaped.push(c),
        }
        before = c;
    }
    escaped
}

/// Whether every brace has its partner.
fn is_balanced(text: &str) -> bool {
    let depth = text.chars().try_fold(0_usize, |depth, c| match c {
        '{' => Some(depth + 1),
        '}' => depth.checked_sub(1),
        _ => Some(depth),
    });
    depth == Some(0)
}

/// An address as biblatex takes it, verbatim: what would end the field is percent-encoded.
fn verbatim_url(url: &str) -> String {
    let mut verbatim = String::with_capacity(url.len());
    for c in url.chars() {
        match c {
            '{' => verbatim.push_str("%7B"),
            '}' => verbatim.push_str("%7D"),
            '\\' => verbatim.push_str("%5C"),
            ' ' => verbatim.push_str("%20"),
            c => verbatim.push(c),
        }
    }
    verbatim
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_latex_reads_otherwise_is_escaped() {
        let check = |text, expect| assert_eq!(escape(text), expect);
        check("Der Plan: 50 % & mehr", "Der Plan: 50 \\% \\& mehr");
        check("a_b#1 $5", "a\\_b\\#1 \\$5");
        check(
            "{a}\\~^`",
            "\\{a\\}\\textbackslash{}\\textasciitilde{}\\textasciicircum{}\\textasciigrave{}",
        );
        check("say \"so\"", "say “so”");
        check("{a} {", "\\textbraceleft{}a\\textbraceright{} \\textbraceleft{}");
        check("}{", "\\textbraceright{}\\textbraceleft{}");
        check("a -- b --- c,,d", "a -{}- b -{}-{}- c,{},d");
        check("Müller – „so“ ß", "Müller – „so“ ß");
        assert_eq!(verbatim_url("https://x.org/a b{c}%20_#"), "https://x.org/a%20b%7Bc%7D%20_#");
    }
}
