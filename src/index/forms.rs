//! The terms of the exact field that are forms of a word.

use regex::Regex;

use crate::analysis::{Analyzer, Analyzers};

/// The forms of a word in both languages, and the German compounds it is a part of.
pub(super) struct Forms<'a> {
    exact: Vec<String>,
    /// The analyzer of a language, the stems of the word in it, and what holds one for all that can be seen.
    stems: Vec<(&'a Analyzer, Vec<String>, Regex)>,
}

impl<'a> Forms<'a> {
    /// The forms of a word as typed.
    pub(super) fn of(word: &str, analyzers: &'a Analyzers) -> Forms<'a> {
        let exact = analyzers.exact.terms(word).into_iter().map(|term| term.text).collect();
        let mut stems = Vec::new();
        for analyzer in [&analyzers.english, &analyzers.german] {
            let terms = analyzer.terms(word).into_iter().filter(|term| !term.is_part);
            let terms: Vec<String> = terms.map(|term| term.text).collect();
            let looks: Vec<_> = terms.iter().map(|stem| looks_like(stem)).collect();
            if let (false, Ok(regex)) = (terms.is_empty(), Regex::new(&looks.join("|"))) {
                stems.push((analyzer, terms, regex));
            }
        }
        Forms { exact, stems }
    }

    /// Whether a term of the exact field is such a form.
    pub(super) fn matches(&self, term: &str) -> bool {
        self.exact.iter().any(|exact| exact == term)
            || self.stems.iter().any(|(analyzer, stems, looks)| {
                looks.is_match(term)
                    && analyzer.terms(term).iter().any(|found| stems.contains(&found.text))
            })
    }
}

/// What a word with a stem holds: umlauts are written out in the field and gone from German stems, and an English stem
/// ends in *i* for *y*.
fn looks_like(stem: &str) -> String {
    let mut expression = String::new();
    for c in stem.chars() {
        match c {
            'a' | 'o' | 'u' => expression += &format!("{c}e?"),
            _ => expression += &regex::escape(c.encode_utf8(&mut [0; 4])),
        }
    }
    match expression.strip_suffix('i') {
        Some(rest) => format!("{rest}[iy]"),
        None => expression,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Lexicon;

    #[test]
    fn inflections_and_compounds_are_forms() {
        let analyzers = Analyzers::new(Lexicon::embedded());
        let check = |word, yes: &[&str], no: &[&str]| {
            let forms = Forms::of(word, &analyzers);
            yes.iter().for_each(|term| assert!(forms.matches(term), "{word} {term}"));
            no.iter().for_each(|term| assert!(!forms.matches(term), "{word} {term}"));
        };
        check("Haus", &["haus", "haeuser", "hauses", "rathaus"], &["maus"]);
        check("treaty", &["treaty", "treaties"], &["treat"]);
        check("Konferenz", &["konferenzen", "aussenministerkonferenz"], &["referenz"]);
    }
}
