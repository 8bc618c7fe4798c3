//! Query syntax that is not supported yet: recognised, so that it is an error and never silently lost.

use super::Diagnostic;
use super::diagnostic::quoted;
use super::word::{MIN_PREFIX_CHARS, Word, content_chars, has_content, is_quotation_mark};
use crate::document::Span;

/// The names that read as a field when a colon follows.
const FIELDS: [&str; 13] = [
    "title",
    "heading",
    "lang",
    "path",
    "place",
    "signature",
    "collection",
    "type",
    "from",
    "to",
    "date",
    "before",
    "after",
];

/// The operators that take a distance in words: `NEAR/10`.
const DISTANCE_OPERATORS: [&str; 2] = ["NEAR/", "BEFORE/"];

/// The place in a word that is refused, and what to write instead.
type Refusal = (Span, String);

/// What is refused in a word.
const CHECKS: [fn(&Word) -> Option<Refusal>; 7] =
    [regex, field, distance, wildcard, similar, weight, exact];

/// Refuses a word that holds syntax not supported yet.
pub(super) fn check_word(word: &Word) -> Result<(), Diagnostic> {
    match CHECKS.iter().find_map(|check| check(word)) {
        Some((place, message)) => Err(error(word.span.start, place, message)),
        None => Ok(()),
    }
}

/// Refuses wildcards in the phrase at `span`.
pub(super) fn check_phrase(query: &str, span: &Span) -> Result<(), Diagnostic> {
    let phrase = &query[span.clone()];
    match phrase.find('*').or_else(|| wildcard_question_mark(phrase)) {
        Some(at) => Err(error(
            span.start,
            at..at + 1,
            "wildcards in a phrase are not supported yet: write its words out, or join them with AND"
                .into(),
        )),
        None => Ok(()),
    }
}

fn error(start: usize, place: Span, message: String) -> Diagnostic {
    Diagnostic::new(start + place.start..start + place.end, message)
}

/// `/begin.*/`, which may hold parentheses and quotation marks but no blank.
fn regex(word: &Word) -> Option<Refusal> {
    let stands_alone = word.before().is_none_or(char::is_whitespace);
    let rest = &word.query[word.span.start..];
    let text = match rest.find(char::is_whitespace) {
        Some(length) if stands_alone => &rest[..length],
        None if stands_alone => rest,
        _ => word.text(),
    };
    let pattern = text.strip_prefix('/')?.strip_suffix('/')?;
    (!pattern.trim_matches('/').is_empty()).then(|| {
        let message =
            "regular expressions are not supported yet: write words, or beginnings such as `konföd*`";
        (0..text.len(), message.into())
    })
}

/// `title:word`, `title:"a phrase"`; not `title: word`.
fn field(word: &Word) -> Option<Refusal> {
    let (name, value) = word.text().split_once(':')?;
    let is_field = FIELDS.iter().any(|field| field.eq_ignore_ascii_case(name));
    (is_field && (!value.is_empty() || word.is_glued_to_operand())).then(|| {
        let message = format!(
            "searching in one field is not supported yet: leave out `{name}:`, or put a blank after the colon"
        );
        (0..name.len() + 1, message)
    })
}

/// `NEAR/10`, `BEFORE/10`.
fn distance(word: &Word) -> Option<Refusal> {
    let text = word.core();
    let number = DISTANCE_OPERATORS.iter().find_map(|operator| text.strip_prefix(operator))?;
    number.bytes().all(|byte| byte.is_ascii_digit()).then(|| {
        let message =
            format!("{} is not supported yet: write AND to find both in one passage", quoted(text));
        (0..text.len(), message)
    })
}

/// `*suffix`, `wo*d`, `wo?t`: a wildcard anywhere but at the end of a beginning that is long enough.
fn wildcard(word: &Word) -> Option<Refusal> {
    let text = word.text();
    let star = text.find('*').filter(|_| word.prefix_length().is_none());
    let question_mark = wildcard_question_mark(text).filter(|_| !text.contains("://"));
    let at = star.into_iter().chain(question_mark).min()?;
    Some((at..at + 1, wildcard_message(text, at)))
}

/// A question mark right before a letter or digit; anywhere else it is punctuation.
fn wildcard_question_mark(text: &str) -> Option<usize> {
    let mut marks = text.match_indices('?').map(|(at, _)| at);
    marks.find(|at| text[at + 1..].starts_with(char::is_alphanumeric))
}

/// What to write instead of the first wildcard, at `at`: the text before it as a prefix, or the text after it as a word.
fn wildcard_message(text: &str, at: usize) -> String {
    let (before, after) = (&text[..at], text[at..].trim_start_matches(['*', '?']));
    let instead = if content_chars(before) >= MIN_PREFIX_CHARS {
        quoted(&format!("{before}*"))
    } else if has_content(before) || !has_content(after) {
        format!("at least {MIN_PREFIX_CHARS} letters and then `*`, such as `konföd*`")
    } else {
        let word = after.split(['*', '?']).next().unwrap_or_default();
        format!("{}, which is found inside longer words too", quoted(word))
    };
    format!("a wildcard is supported only after the beginning of a word: write {instead}")
}

/// `word~1`, `"a phrase"~3`.
fn similar(word: &Word) -> Option<Refusal> {
    let text = word.core();
    let at = suffix_operator(word, '~')?;
    let (before, operator) = (quoted(&text[..at]), quoted(&text[at..]));
    let message = if has_content(&text[..at]) {
        format!(
            "similar spellings are not supported yet: write {before}, or list spellings with OR"
        )
    } else {
        format!("a distance is not supported yet: leave out {operator}, or join the words with AND")
    };
    Some((at..text.len(), message))
}

/// `word^2`, `"a phrase"^2`.
fn weight(word: &Word) -> Option<Refusal> {
    let text = word.core();
    let at = suffix_operator(word, '^').filter(|at| at + 1 < text.len())?;
    let message = format!(
        "weights are not supported yet: leave out {}, or require a word with `+`",
        quoted(&text[at..])
    );
    Some((at..text.len(), message))
}

/// Where `mark` and a number end the word, after something they can apply to.
fn suffix_operator(word: &Word, mark: char) -> Option<usize> {
    let text = word.core();
    let at = text.rfind(mark)?;
    let is_number = text[at + 1..].bytes().all(|byte| byte.is_ascii_digit() || byte == b'.');
    let follows_group = word.before().is_some_and(|ch| ch == ')' || is_quotation_mark(ch));
    (is_number && (has_content(&text[..at]) || follows_group)).then_some(at)
}

/// `=word`, `="a phrase"`.
fn exact(word: &Word) -> Option<Refusal> {
    let text = word.core().strip_prefix('=')?;
    let instead = if text.starts_with(char::is_alphanumeric) {
        format!("write {}", quoted(&format!("\"{text}\"")))
    } else if text.is_empty() && word.is_glued_to_operand() {
        "leave out `=`".into()
    } else {
        return None;
    };
    Some((0..1, format!("`=` for the exact form is not supported yet: {instead}")))
}

#[cfg(test)]
mod tests {
    use crate::query::parse;

    #[test]
    fn unsupported_syntax_is_pointed_at() {
        let check = |query: &str, place: &str, message: &str| {
            let error = parse(query).expect_err(query);
            assert_eq!(
                (&query[error.span.clone()], error.message.as_str()),
                (place, message),
                "{query}"
            );
        };
        let slop = "a distance is not supported yet: leave out `~3`, or join the words with AND";
        check("\"a b\"~3", "~3", slop);
        check("(a b)~3.", "~3", slop);
        check(
            "wort~1",
            "~1",
            "similar spellings are not supported yet: write `wort`, or list spellings with OR",
        );
        check(
            "(wort~, a)",
            "~",
            "similar spellings are not supported yet: write `wort`, or list spellings with OR",
        );
        check(
            "a NEAR/10 b",
            "NEAR/10",
            "`NEAR/10` is not supported yet: write AND to find both in one passage",
        );
        check(
            "a BEFORE/3 b",
            "BEFORE/3",
            "`BEFORE/3` is not supported yet: write AND to find both in one passage",
        );
        check(
            "NEAR/",
            "NEAR/",
            "`NEAR/` is not supported yet: write AND to find both in one passage",
        );

        let wildcard = "a wildcard is supported only after the beginning of a word: write ";
        let longer =
            |word: &str| format!("{wildcard}`{word}`, which is found inside longer words too");
        let letters = format!("{wildcard}at least 2 letters and then `*`, such as `konföd*`");
        check("*suffix", "*", &longer("suffix"));
        check("a -*in*", "*", &longer("in"));
        check("?ort*e", "?", &longer("ort"));
        check("?ort", "?", &longer("ort"));
        check("wo*d", "*", &format!("{wildcard}`wo*`"));
        check("wort**", "*", &format!("{wildcard}`wort*`"));
        check("wo?t", "?", &format!("{wildcard}`wo*`"));
        check("wo?t*", "?", &format!("{wildcard}`wo*`"));
        check("w?rt", "?", &letters);
        check("k*", "*", &letters);
        check("a * b", "*", &letters);
        check("\"a b\"*", "*", &letters);
        check("a (*)", "*", &letters);
        let phrase = "wildcards in a phrase are not supported yet: write its words out, or join them with AND";
        check("a „b konföd*“", "*", phrase);
        check("\"wo?t b\"", "?", phrase);

        let exact = "`=` for the exact form is not supported yet: ";
        check("=wort,", "=", &format!("{exact}write `\"wort\"`"));
        check("a +=wort", "=", &format!("{exact}write `\"wort\"`"));
        check("=\"a b\"", "=", &format!("{exact}leave out `=`"));
        let regex = "regular expressions are not supported yet: write words, or beginnings such as `konföd*`";
        check("/konf.*/", "/konf.*/", regex);
        check("a (/konf.*/)", "/konf.*/", regex);
        check("/konf(ö|oe)d\"?/ a", "/konf(ö|oe)d\"?/", regex);
        check("a /konf(ö|oe)d/", "/konf(ö|oe)d/", regex);
        let field = |name: &str| {
            format!(
                "searching in one field is not supported yet: leave out `{name}:`, or put a blank after the colon"
            )
        };
        for name in super::FIELDS {
            check(&format!("a {name}:b"), &format!("{name}:"), &field(name));
        }
        check("-Date:1959", "Date:", &field("Date"));
        check("title:\"a b\"", "title:", &field("title"));
        check("title:(a b)", "title:", &field("title"));
        check("path:*.txt", "path:", &field("path"));
        let weight = "weights are not supported yet: leave out `^2`, or require a word with `+`";
        check("wort^2 a", "^2", weight);
        check("(a b)^2", "^2", weight);
        check("\"a b\"^2,", "^2", weight);

        let unclosed = "this quotation mark is never closed: add the closing one or leave it out";
        check("a \"b c", "\"", unclosed);
        check("„b «c»", "„", unclosed);
        let empty = "nothing to search for between quotation marks: put words in or leave them out";
        check("a \"\"", "\"\"", empty);
        check("„ … “", "„ … “", empty);
    }

    #[test]
    fn what_only_looks_like_syntax_is_plain() {
        for query in [
            "km/h",
            "1959/60",
            "/usr/local",
            "(/usr)/ x",
            "///",
            "and/",
            "NEAR",
            "near/10",
            "NEAR/FAR",
            "~5",
            "a~b",
            "/~user/x",
            "word^",
            "^2",
            "a=b",
            "==a",
            "= a",
            "title: a",
            "title:",
            "(title:)",
            "Wann:",
            "3:30",
            "http://a.de/?b=c",
            "subtitle:a",
            "Was?",
            "(Was?) Ja",
            "\"a/b/ title:c ~1 ^2 =d was?\"",
        ] {
            let query = format!("x {query}");
            assert_eq!(parse(&query).err(), None, "{query}");
        }
    }
}
