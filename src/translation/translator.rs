//! The words of a query in the other language.

use std::ops::Range;

use super::dictionary::Dictionary;
use super::lookup::{Lookup, Word};
use crate::analysis::Analyzers;
use crate::document::Language;

/// How a translation was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// As a headword.
    Exact,
    /// As a headword with the same stem.
    Stem,
    /// As a part of a compound that is no headword.
    Parts,
}

/// A translation of some words of a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Translation {
    /// Its words as the dictionary spells them: a phrase if there are several.
    pub words: Vec<String>,
    /// Its place among the translations, from 0.
    pub rank: usize,
    /// How it was found.
    pub by: By,
}

impl Translation {
    /// What its frequency is multiplied by within its group: the root of 1, 1/2, 1/3 … by rank.
    ///
    /// MRR@10 on 5,979 short queries, English to German and German to English, with a large dictionary: .389 and .401;
    /// all alike .381 and .398, without the root .381 and .399.
    pub fn weight(&self) -> f32 {
        (1.0 / (self.rank as f32 + 1.0)).sqrt()
    }
}

/// Translations that count as one word: their frequencies are summed, their documents joined (Pirkola, "The effects of
/// query structure and dictionary setups in dictionary-based cross-language information retrieval", SIGIR 1998).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The words of the query it stands for, by number.
    pub words: Range<usize>,
    /// The translations, the best first.
    pub translations: Vec<Translation>,
}

/// Looks words up in several dictionaries.
#[derive(Debug)]
pub struct Translator {
    dictionaries: Vec<Dictionary>,
}

impl Translator {
    /// Over dictionaries, of which the translations of the first rank first.
    pub fn new(dictionaries: Vec<Dictionary>) -> Translator {
        Translator { dictionaries }
    }

    /// Translates the words of a query, which are in the language `from`.
    ///
    /// Every word has a group, and so has the longest headword of several words that begins at one. Headwords are looked
    /// up as they are, then by their stems; a German compound in neither form by its parts, each a group of its own.
    /// (With groups of phrases alone, MRR@10 is .389 instead of .403, English to German.) Words that are in no dictionary,
    /// function words and words of an unknown language have no group.
    pub fn translate(&self, words: &[&str], from: Language, analyzers: &Analyzers) -> Vec<Group> {
        let Some(lookup) = Lookup::new(&self.dictionaries, from, analyzers) else {
            return Vec::new();
        };
        let words: Vec<Word> = words.iter().map(|word| Word::new(word, from)).collect();
        let mut groups = Vec::new();
        let mut after_phrase = 0;
        for (start, word) in words.iter().enumerate() {
            if start >= after_phrase
                && let Some((len, translations)) = lookup.phrase(&words[start..])
            {
                after_phrase = start + len;
                groups.push(Group { words: start..after_phrase, translations });
            }
            let found = lookup.word(word).into_iter();
            groups
                .extend(found.map(|translations| Group { words: start..start + 1, translations }));
        }
        groups
    }
}

#[cfg(test)]
mod tests {
    use super::super::compile::Compiler;
    use super::*;
    use crate::analysis::Lexicon;

    const PAIRS: &[(&str, &str)] = &[
        ("Außenminister", "foreign minister"),
        ("Außenminister", "Foreign Secretary"),
        ("Minister", "minister"),
        ("Zentralkomitee der SED", "Central Committee of the SED"),
        ("Zentralkomitee", "central committee"),
        ("Kalter Krieg", "Cold War"),
        ("Krieg", "war"),
        ("Konferenz", "conference"),
        ("Kohle", "coal"),
        ("glücklich", "happy"),
        ("MAD", "counterintelligence"),
        ("wütend", "mad"),
        ("USA", "US"),
        ("DDR", "GDR"),
        ("Müller", "miller"),
    ];

    fn dictionary(pairs: &[(&str, &str)]) -> Dictionary {
        let mut compiler = Compiler::default();
        pairs.iter().for_each(|(german, english)| compiler.add(german, english));
        Dictionary::open(compiler.finish().expect("in order")).expect("whole")
    }

    fn check(from: Language, query: &str, expect: &[(Range<usize>, By, &str)]) {
        let translator = Translator::new(vec![dictionary(PAIRS)]);
        let words: Vec<&str> = query.split(' ').collect();
        let groups = translator.translate(&words, from, &Analyzers::new(Lexicon::embedded()));
        let terms = |group: &Group| {
            let terms = group.translations.iter().map(|translation| translation.words.join(" "));
            terms.collect::<Vec<_>>().join(", ")
        };
        let by = |group: &Group| group.translations[0].by;
        let got: Vec<_> = groups.iter().map(|g| (g.words.clone(), by(g), terms(g))).collect();
        let expect: Vec<_> =
            expect.iter().map(|(w, by, t)| (w.clone(), *by, t.to_string())).collect();
        assert_eq!(got, expect, "{query}");
    }

    #[test]
    fn headwords_of_several_words_are_found() {
        use Language::{English, German};
        check(
            English,
            "the foreign minister",
            &[(1..3, By::Exact, "Außenminister"), (2..3, By::Exact, "Minister")],
        );
        let words = [(0..1, By::Exact, "Minister"), (2..3, By::Exact, "Krieg")];
        check(English, "minister of war", &words);
        let phrase = (0..3, By::Exact, "Central Committee of the SED");
        let word = (0..1, By::Exact, "central committee");
        check(German, "Zentralkomitee der SED", &[phrase, word]);
        check(German, "Zentralkomitee der KPD", &[(0..1, By::Exact, "central committee")]);
    }

    #[test]
    fn inflected_words_are_found_by_their_stems() {
        use Language::{English, German};
        check(
            German,
            "des Kalten Krieges",
            &[(1..3, By::Stem, "Cold War"), (2..3, By::Stem, "war")],
        );
        let both = "foreign minister, Foreign Secretary";
        check(German, "Außenministern", &[(0..1, By::Stem, both)]);
        check(
            English,
            "foreign ministers",
            &[(0..2, By::Stem, "Außenminister"), (1..2, By::Stem, "Minister")],
        );
        check(English, "happiness", &[(0..1, By::Stem, "glücklich")]);
        check(German, "Mueller", &[(0..1, By::Exact, "miller")]);
    }

    #[test]
    fn compounds_are_translated_part_by_part() {
        let parts = [(0..1, By::Parts, "coal"), (0..1, By::Parts, "conference")];
        check(Language::German, "Kohlenkonferenz", &parts);
    }

    #[test]
    fn abbreviations_keep_their_capitals() {
        use Language::{English, German};
        check(German, "MAD", &[(0..1, By::Exact, "counterintelligence")]);
        check(English, "mad", &[(0..1, By::Exact, "wütend")]);
        check(German, "ddr", &[(0..1, By::Exact, "GDR")]);
        check(English, "US", &[(0..1, By::Exact, "USA")]);
        check(English, "us", &[]);
        check(English, "WAR", &[(0..1, By::Exact, "Krieg")]);
    }

    #[test]
    fn what_is_not_known_has_no_group() {
        check(Language::English, "Honecker # the  ", &[]);
        check(Language::Unknown, "war", &[]);
    }

    #[test]
    fn the_first_dictionary_ranks_first() {
        let first = dictionary(&[("Rat", "advice"), ("Rat", "council")]);
        let second = dictionary(&[("Rat", "Soviet"), ("Rat", "council")]);
        let translator = Translator::new(vec![first, second]);
        let analyzers = Analyzers::new(Lexicon::embedded());
        let groups = translator.translate(&["Rat"], Language::German, &analyzers);
        let terms: Vec<_> =
            groups[0].translations.iter().map(|t| (t.rank, &t.words[0][..])).collect();
        assert_eq!(terms, [(0, "advice"), (1, "council"), (2, "Soviet")]);
    }
}
