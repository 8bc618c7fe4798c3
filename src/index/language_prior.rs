//! What language a query is probably in.

use tantivy::{Searcher, Term};

use super::schema::Fields;
use crate::analysis::{Analyzers, identify_query, is_stop_word};
use crate::document::Language;
use crate::query::Query;

/// How many times likelier one language must be for the collection's vocabulary to decide.
const ODDS: f64 = 3.0;

/// Passages that each language is taken to have besides its own, in which words are as frequent as in the whole: in a
/// collection of one language, the few passages of the other then say nothing.
const SMOOTHING: f64 = 10.0;

/// The likely language of a query: by its function words and letters, else by the passages its words stand in.
pub(super) fn likely_language(
    query: &Query,
    searcher: &Searcher,
    fields: &Fields,
    analyzers: &Analyzers,
) -> tantivy::Result<Language> {
    let words = query.words().filter(|leaf| !leaf.kind.is_pattern());
    let leaves: Vec<_> = words.map(|leaf| leaf.text.as_str()).collect();
    let text = leaves.join(" ");
    let language = identify_query(&text);
    if language != Language::Unknown {
        return Ok(language);
    }
    let passages = |code| searcher.doc_freq(&Term::from_field_text(fields.language, code));
    let (all_english, all_german) = (passages("en")? as f64, passages("de")? as f64);
    let mut odds = 0.0;
    for token in analyzers.exact.tokens(&text) {
        let word = &text[token.span];
        if is_stop_word(word, Language::Unknown) {
            continue;
        }
        let count = |field, term: Option<crate::analysis::Term>| match term {
            Some(term) => searcher.doc_freq(&Term::from_field_text(field, &term.text)),
            None => Ok(0),
        };
        let english =
            count(fields.english.words, analyzers.english.terms(word).into_iter().next())?;
        let german = count(fields.german.words, analyzers.german.terms(word).into_iter().next())?;
        if english + german > 0 {
            let average = (english + german) as f64 / (all_english + all_german);
            let share =
                |count: u64, all: f64| (count as f64 + SMOOTHING * average) / (all + SMOOTHING);
            odds += (share(english, all_english) / share(german, all_german)).ln();
        }
    }
    Ok(match odds {
        odds if odds > ODDS.ln() => Language::English,
        odds if odds < -ODDS.ln() => Language::German,
        _ => Language::Unknown,
    })
}
