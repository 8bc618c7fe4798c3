//! Fields: their names, the names people use for them, their values.

use std::fmt;

use super::date_range::{self, DateField};
use super::diagnostic::quoted;
use super::word::{Word, closing_marks, is_quotation_mark};
use super::{Diagnostic, Filter};
use crate::document::Language;

/// A field with words in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextField {
    /// The title of the document.
    Title,
    /// The headings above the passage.
    Heading,
    /// Where the document was written.
    Place,
    /// Its archival signature or shelf mark.
    Signature,
    /// The holding or edition it belongs to, or the archive that keeps it.
    Collection,
    /// Letter, memorandum, report …
    Type,
    /// Who sent or wrote it.
    From,
    /// To whom it was sent.
    To,
}

impl TextField {
    /// Its name in a query.
    pub fn name(self) -> &'static str {
        match self {
            TextField::Title => "title",
            TextField::Heading => "heading",
            TextField::Place => "place",
            TextField::Signature => "signature",
            TextField::Collection => "collection",
            TextField::Type => "type",
            TextField::From => "from",
            TextField::To => "to",
        }
    }
}

impl fmt::Display for TextField {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// What a name before a colon stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Name {
    Text(TextField),
    Language,
    Path,
    Date(DateField),
}

/// Every name of a field.
const NAMES: [(&str, Name); 13] = [
    ("title", Name::Text(TextField::Title)),
    ("heading", Name::Text(TextField::Heading)),
    ("lang", Name::Language),
    ("path", Name::Path),
    ("place", Name::Text(TextField::Place)),
    ("signature", Name::Text(TextField::Signature)),
    ("collection", Name::Text(TextField::Collection)),
    ("type", Name::Text(TextField::Type)),
    ("from", Name::Text(TextField::From)),
    ("to", Name::Text(TextField::To)),
    ("date", Name::Date(DateField::Date)),
    ("before", Name::Date(DateField::Before)),
    ("after", Name::Date(DateField::After)),
];

/// Names that are probably meant as one of a field.
const OTHER_NAMES: [(&str, &str); 32] = [
    ("titel", "title"),
    ("überschrift", "heading"),
    ("section", "heading"),
    ("language", "lang"),
    ("sprache", "lang"),
    ("pfad", "path"),
    ("file", "path"),
    ("filename", "path"),
    ("datei", "path"),
    ("ort", "place"),
    ("location", "place"),
    ("signatur", "signature"),
    ("archive", "collection"),
    ("archiv", "collection"),
    ("bestand", "collection"),
    ("sammlung", "collection"),
    ("kind", "type"),
    ("typ", "type"),
    ("dokumenttyp", "type"),
    ("author", "from"),
    ("sender", "from"),
    ("autor", "from"),
    ("absender", "from"),
    ("von", "from"),
    ("recipient", "to"),
    ("empfänger", "to"),
    ("an", "to"),
    ("year", "date"),
    ("datum", "date"),
    ("jahr", "date"),
    ("vor", "before"),
    ("nach", "after"),
];

/// The letters a name needs for a slip of the keys to be told from another name.
const MIN_SLIP_CHARS: usize = 5;

/// The field a word begins with, and the length of its name with the colon; not in `title: word`.
pub(super) fn name_of(word: &Word) -> Option<(Name, usize)> {
    let (name, value) = word.text().split_once(':')?;
    let (_, field) = NAMES.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    (!value.is_empty() || word.is_glued_to_operand()).then_some((*field, name.len() + 1))
}

/// The name that was probably meant by one that is no field.
pub(super) fn nearest_name(name: &str) -> Option<&'static str> {
    let name = name.to_lowercase();
    let other = OTHER_NAMES.iter().find(|(other, _)| *other == name).map(|(_, field)| *field);
    other.or_else(|| {
        let mut names = NAMES.iter().map(|(field, _)| *field);
        names.find(|field| field.len().max(name.len()) >= MIN_SLIP_CHARS && is_slip(field, &name))
    })
}

/// Whether `name` is that of a field.
pub(super) fn is_name(name: &str) -> bool {
    NAMES.iter().any(|(known, _)| known.eq_ignore_ascii_case(name))
}

/// Whether two names differ by one letter, or by two neighbours exchanged.
fn is_slip(left: &str, right: &str) -> bool {
    let (mut left, mut right): (Vec<_>, Vec<_>) = (left.chars().collect(), right.chars().collect());
    while left.last().is_some_and(|ch| right.last() == Some(ch)) {
        left.pop();
        right.pop();
    }
    let same = left.iter().zip(&right).take_while(|(left, right)| left == right).count();
    match (&left[same..], &right[same..]) {
        ([a, b], [c, d]) => (a, b) == (d, c),
        (left, right) => left.len() <= 1 && right.len() <= 1 && left.len() + right.len() > 0,
    }
}

/// The condition of a field that has no words, whose value begins at `start`, and where the value ends.
pub(super) fn filter(query: &str, name: Name, start: usize) -> Result<(Filter, usize), Diagnostic> {
    let word = Word::at(query, start);
    let mut value = word.text().trim_end_matches([',', ';', ':', '!']);
    let filter = match name {
        Name::Path => return path(query, start),
        Name::Date(field) => {
            value = if value.ends_with("..") { value } else { word.core() };
            if value.is_empty() {
                let message = "a date stands right after the colon, without quotation marks or parentheses: as in `date:1960-08..1961`";
                return Err(Diagnostic::new(start..opening(query, start), message));
            }
            Filter::Date(date_range::read(field, value, start)?)
        }
        Name::Language | Name::Text(_) => {
            value = word.core();
            let Some(language) = language(value) else {
                return Err(Diagnostic::new(
                    start..(start + value.len()).max(opening(query, start)),
                    format!(
                        "{} is no language docsearch tells apart: write `lang:en`, `lang:de`, or `lang:und` for any other",
                        quoted(value)
                    ),
                ));
            };
            Filter::Language(language)
        }
    };
    Ok((filter, word.span.end))
}

fn language(value: &str) -> Option<Language> {
    let is_unknown = value.eq_ignore_ascii_case(Language::Unknown.code());
    if is_unknown { Some(Language::Unknown) } else { Language::from_code(value) }
}

/// Past the parenthesis or quotation mark that stands at `start`, if one does.
fn opening(query: &str, start: usize) -> usize {
    let first = query[start..].chars().next();
    start + first.filter(|ch| *ch == '(' || is_quotation_mark(*ch)).map_or(0, char::len_utf8)
}

/// A glob pattern: up to a blank or a parenthesis, or in quotation marks.
fn path(query: &str, start: usize) -> Result<(Filter, usize), Diagnostic> {
    let rest = &query[start..];
    let after = opening(query, start);
    if let Some(closing) = rest.chars().next().and_then(closing_marks) {
        let Some((length, mark)) =
            query[after..].char_indices().find(|(_, ch)| closing.contains(ch))
        else {
            return Err(Diagnostic::new(start..after, super::lexer::NEVER_CLOSED));
        };
        let end = after + length;
        return match query[after..end].trim().is_empty() {
            true => Err(Diagnostic::new(start..end + mark.len_utf8(), NO_PATH)),
            false => Ok((Filter::Path(query[after..end].to_owned()), end + mark.len_utf8())),
        };
    }
    let ends = |ch: char| ch.is_whitespace() || matches!(ch, '(' | ')') || is_quotation_mark(ch);
    let length = rest.find(ends).unwrap_or(rest.len());
    let value = rest[..length].trim_end_matches([',', ';']);
    if value.is_empty() {
        return Err(Diagnostic::new(start..after.max(start + length), NO_PATH));
    }
    Ok((Filter::Path(value.to_owned()), start + length))
}

const NO_PATH: &str = "a path stands right after the colon, in quotation marks where it has blanks: as in `path:letters/*.txt` or `path:\"my letters/*\"`";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_meant() {
        let check = |name: &str, expect: Option<&str>| assert_eq!(nearest_name(name), expect);
        check("titel", Some("title"));
        check("Datum", Some("date"));
        check("titlle", Some("title"));
        check("tilte", Some("title"));
        check("befor", Some("before"));
        check("colection", Some("collection"));
        check("subtitle", None);
        check("data", None);
        check("http", None);
        for (name, field) in OTHER_NAMES {
            assert!(!is_name(name) && is_name(field), "{name} {field}");
        }
    }

    #[test]
    fn slips_are_one_step() {
        assert!(is_slip("title", "titl") && is_slip("title", "ttile") && is_slip("abba", "abbba"));
        assert!(!is_slip("title", "title") && !is_slip("title", "tiel") && !is_slip("ab", "cd"));
    }
}
