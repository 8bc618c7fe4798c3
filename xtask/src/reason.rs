//! Why a topic fails, worked out from the words of its query and of the documents.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::error::Error;
use std::fmt;
use std::fs;
use std::path::Path;

use docsearch::analysis::{Analyzer, Analyzers, identify_document, is_stop_word, words};
use docsearch::document::Language;
use docsearch::eval::{Judgement, RankedItem, Target, Topic};

use crate::sets::sorted;

/// The share of a query word's pieces of four letters that must stand in a document for the word to be found by them.
const SIMILAR_SHARE: f64 = 0.5;

/// Why nothing relevant comes first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    NoWord,
    OnlyParts,
    /// A word of the query as it stands in the clean text, and as it was misread.
    Misread {
        word: String,
        read: String,
    },
    /// Nothing is found, for all parts of `a-b` or `a,b` must stand in one passage.
    NotTogether,
    /// How many other documents hold every word too.
    AllElsewhere(usize),
    /// The words that the relevant document and the best wrong one hold.
    ByScore {
        rank: Option<usize>,
        wrong: String,
        wrong_holds: usize,
        holds: usize,
        of: usize,
    },
}

impl Reason {
    /// The reasons in the order of the tables.
    pub const KINDS: [&str; 7] = [
        "no word of the query stands in the relevant document",
        "only parts or pieces of words match",
        "a word stands misread in the relevant document",
        "nothing is found: words written as one stand in no passage together",
        "other documents hold all words of the query too",
        "by score: the relevant document lacks a word",
        "by score: the relevant document holds all words",
    ];

    /// Its number in [`Reason::KINDS`].
    pub fn kind(&self) -> usize {
        match self {
            Reason::NoWord => 0,
            Reason::OnlyParts => 1,
            Reason::Misread { .. } => 2,
            Reason::NotTogether => 3,
            Reason::AllElsewhere(_) => 4,
            Reason::ByScore { holds, of, .. } if holds < of => 5,
            Reason::ByScore { .. } => 6,
        }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Reason::NoWord => write!(f, "no word of the query stands in the relevant document"),
            Reason::OnlyParts => write!(f, "only parts/pieces match"),
            Reason::Misread { word, read } => {
                write!(f, "the word stands misread in the relevant document: {word} → {read}")
            }
            Reason::NotTogether => write!(f, "words written as one stand in no passage together"),
            Reason::AllElsewhere(1) => write!(f, "1 document holds all words of the query too"),
            Reason::AllElsewhere(count) => {
                write!(f, "{count} documents hold all words of the query too")
            }
            Reason::ByScore { rank, wrong, wrong_holds, holds, of } => {
                match rank {
                    Some(rank) if *rank <= 10 => write!(f, "rank {rank} by score")?,
                    _ => write!(f, "below rank 10 by score")?,
                }
                write!(
                    f,
                    ": best wrong document {wrong} ({wrong_holds} of {of} words, relevant {holds})"
                )
            }
        }
    }
}

/// The documents of a collection by the stem of their file names.
pub struct Texts(BTreeMap<String, Words>);

/// The words of a document.
struct Words {
    /// The spelling of each word, by each of its terms.
    whole: HashMap<String, String>,
    parts: HashSet<String>,
    pieces: HashSet<String>,
}

/// How a document holds a word of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Holds {
    Nothing,
    Part,
    Whole,
}

/// A word of a query in every form it is looked for.
struct Wanted {
    whole: Vec<String>,
    parts: Vec<String>,
    pieces: Vec<String>,
}

impl Texts {
    pub fn read(corpus: &Path, analyzers: &Analyzers) -> Result<Texts, Box<dyn Error>> {
        let mut texts = BTreeMap::new();
        for path in sorted(corpus)? {
            let text = fs::read_to_string(&path)?;
            texts.insert(stem(&path.to_string_lossy()), Words::of(&text, analyzers));
        }
        Ok(Texts(texts))
    }

    /// Why a topic's ranking, best first, does not begin with a relevant document. `clean` holds the texts before they
    /// were misread.
    pub fn reason(
        &self,
        topic: &Topic,
        judgements: &[Judgement],
        ranking: &[RankedItem],
        analyzers: &Analyzers,
        clean: Option<&Texts>,
    ) -> Reason {
        let query = wanted(&topic.text, analyzers);
        let relevant: HashSet<_> =
            judgements.iter().filter(|it| it.grade > 0).map(|it| document(&it.target)).collect();
        let count = |name: &str| self.0.get(name).map_or(0, |text| text.count(&query));
        let best = relevant.iter().max_by_key(|name| (count(name), std::cmp::Reverse(*name)));
        let Some((name, text)) = best.and_then(|name| self.0.get_key_value(name)) else {
            return Reason::NoWord;
        };
        if let Some(before) = clean.and_then(|clean| clean.0.get(name))
            && let Some(misread) = text.misread(&query, before)
        {
            return misread;
        }
        match query.iter().map(|word| text.holds(word)).max() {
            None | Some(Holds::Nothing) => return Reason::NoWord,
            Some(Holds::Part) => return Reason::OnlyParts,
            Some(Holds::Whole) => {}
        }
        if ranking.is_empty() {
            return Reason::NotTogether;
        }
        let (holds, of) = (count(name), query.len());
        let others = self.0.keys().filter(|name| !relevant.contains(*name));
        let elsewhere = others.filter(|name| count(name) == of).count();
        if holds == of && elsewhere > 0 {
            return Reason::AllElsewhere(elsewhere);
        }
        let ranked: Vec<_> = ranking.iter().map(|item| stem(&item.path)).collect();
        let wrong = ranked.iter().find(|name| !relevant.contains(*name)).cloned();
        Reason::ByScore {
            rank: ranked.iter().position(|name| relevant.contains(name)).map(|index| index + 1),
            wrong_holds: wrong.as_deref().map_or(0, count),
            wrong: wrong.unwrap_or_else(|| "none".to_owned()),
            holds,
            of,
        }
    }
}

impl Words {
    fn of(text: &str, analyzers: &Analyzers) -> Words {
        let chains: &[&Analyzer] = match identify_document(text) {
            Language::English => &[&analyzers.english],
            Language::German => &[&analyzers.german],
            Language::Unknown => &[&analyzers.english, &analyzers.german],
        };
        let (mut whole, mut parts) = (HashMap::new(), HashSet::new());
        for chain in [&analyzers.exact].iter().chain(chains) {
            for token in chain.tokens(text) {
                if token.is_part {
                    parts.insert(token.term);
                } else {
                    let spelling = text[token.span].to_lowercase();
                    whole.entry(token.term).or_insert(spelling);
                }
            }
        }
        let pieces = analyzers.ngrams.tokens(text).into_iter().map(|token| token.term).collect();
        Words { whole, parts, pieces }
    }

    fn holds(&self, word: &Wanted) -> Holds {
        if word.whole.iter().any(|term| self.whole.contains_key(term)) {
            return Holds::Whole;
        }
        let has_part = |term: &String| self.parts.contains(term);
        let pieces = word.pieces.iter().filter(|piece| self.pieces.contains(*piece)).count();
        if word.whole.iter().chain(&word.parts).any(has_part)
            || word.parts.iter().any(|term| self.whole.contains_key(term))
            || (pieces > 0 && pieces as f64 >= word.pieces.len() as f64 * SIMILAR_SHARE)
        {
            return Holds::Part;
        }
        Holds::Nothing
    }

    /// How many words of the query stand here as wholes.
    fn count(&self, query: &[Wanted]) -> usize {
        query.iter().filter(|word| self.holds(word) == Holds::Whole).count()
    }

    /// The first word of the query that stood in the text before it was misread, and no longer does.
    fn misread(&self, query: &[Wanted], before: &Words) -> Option<Reason> {
        let mut lost = query.iter().filter(|word| self.holds(word) != Holds::Whole);
        let word =
            lost.find_map(|word| word.whole.iter().find_map(|term| before.whole.get(term)))?;
        let known: HashSet<&String> = before.whole.values().collect();
        let new = self.whole.values().filter(|now| !known.contains(now));
        let read = new.min_by_key(|now| (distance(word, now), now.as_str()))?;
        Some(Reason::Misread { word: word.clone(), read: read.clone() })
    }
}

/// The words of a query that say something; all of them where none does.
fn wanted(query: &str, analyzers: &Analyzers) -> Vec<Wanted> {
    let all: Vec<&str> = words(query)
        .into_iter()
        .filter(|word| !word.joined)
        .map(|word| &query[word.span])
        .collect();
    let telling: Vec<&str> =
        all.iter().copied().filter(|word| !is_stop_word(word, Language::Unknown)).collect();
    let chosen = if telling.is_empty() { all } else { telling };
    let forms = |word: &str| {
        let languages = [&analyzers.english, &analyzers.german].map(|chain| chain.terms(word));
        let (parts, mut whole): (Vec<_>, Vec<_>) =
            languages.into_iter().flatten().partition(|term| term.is_part);
        whole.extend(analyzers.exact.terms(word));
        let text = |terms: Vec<docsearch::analysis::Term>| -> Vec<String> {
            terms.into_iter().map(|term| term.text).collect()
        };
        let pieces = text(analyzers.ngrams.terms(word));
        Wanted { whole: text(whole), parts: text(parts), pieces }
    };
    chosen.into_iter().map(forms).collect()
}

/// The name of the document a judgement is about.
fn document(target: &Target) -> String {
    match target {
        Target::Document(name) => stem(name),
        Target::Lines { path, .. } => stem(path),
    }
}

fn stem(path: &str) -> String {
    Path::new(path).file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

/// How many letters must be changed, left out or put in to make one word of another.
fn distance(one: &str, other: &str) -> usize {
    let other: Vec<char> = other.chars().collect();
    let mut row: Vec<usize> = (0..=other.len()).collect();
    for (i, a) in one.chars().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, b) in other.iter().enumerate() {
            let changed = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[other.len()]
}

#[cfg(test)]
mod tests {
    use super::*;
    use docsearch::analysis::Lexicon;
    use docsearch::eval::parse_qrels;

    const CLEAN: [(&str, &str); 3] = [
        ("a", "Die Botschaft schrieb dem Minister einen Bericht über die Konferenz."),
        ("b", "Der Minister las den Bericht und die Zeitung, der Bericht war lang."),
        ("c", "Auf der Außenministerkonferenz wurde nicht geschrieben."),
    ];

    fn texts(documents: &[(&str, &str)], analyzers: &Analyzers) -> Texts {
        let words = |(name, text): &(&str, &str)| ((*name).into(), Words::of(text, analyzers));
        Texts(documents.iter().map(words).collect())
    }

    fn check(query: &str, relevant: &str, found: &[&str], spoilt: Option<&str>, expect: &str) {
        let analyzers = Analyzers::new(Lexicon::embedded());
        let clean = texts(&CLEAN, &analyzers);
        let spoilt = spoilt.map(|text| texts(&[(relevant, text)], &analyzers));
        let qrels = parse_qrels(&format!("q 0 {relevant} 1")).expect("valid");
        let ranking: Vec<_> = found
            .iter()
            .map(|name| RankedItem { path: format!("{name}.txt"), ..RankedItem::default() })
            .collect();
        let topic = Topic { id: "q".into(), text: query.into() };
        let before = spoilt.is_some().then_some(&clean);
        let texts = spoilt.as_ref().unwrap_or(&clean);
        let reason = texts.reason(&topic, qrels.of("q"), &ranking, &analyzers, before);
        assert_eq!(reason.to_string(), expect, "{query}");
    }

    #[test]
    fn every_reason_is_told_apart() {
        let nothing = "no word of the query stands in the relevant document";
        check("Wer regierte Preußen?", "a", &["b"], None, nothing);
        check("Konferenz", "c", &["a", "c"], None, "only parts/pieces match");
        let all = "1 document holds all words of the query too";
        check("Bericht des Ministers", "a", &["b", "a"], None, all);
        let together = "words written as one stand in no passage together";
        check("Bericht,Zeitung", "a", &[], None, together);
        let lacks = "rank 2 by score: best wrong document b (2 of 2 words, relevant 1)";
        check("Bericht Zeitung", "a", &["b", "a"], None, lacks);
        let below = "below rank 10 by score: best wrong document b (1 of 3 words, relevant 3)";
        check("Botschaft Bericht Konferenz", "a", &["b"], None, below);
        let misread = "the word stands misread in the relevant document: konferenz → konfcrenz";
        let spoilt = "Die Botschaft schrieb dem Minister einen Bericht über die Konfcrenz.";
        check("Konferenzen", "a", &[], Some(spoilt), misread);
    }

    #[test]
    fn distance_counts_letters() {
        for (one, other, expect) in
            [("", "", 0), ("a", "", 1), ("modern", "rnodern", 2), ("über", "uber", 1)]
        {
            assert_eq!((distance(one, other), distance(other, one)), (expect, expect), "{one}");
        }
    }
}
