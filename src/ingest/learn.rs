//! What a new index learns from its collection: the lexicon, the program's words with the collection's and the user's,
//! and what repeats over the documents.

use std::collections::HashMap;
use std::path::Path;

use super::plan::Job;
use super::process::Outcome;
use super::run::Options;
use super::worker::FileReader;
use crate::analysis::{Lexicon, Vocabulary};
use crate::corpus::{self, read};
use crate::document::Language;
use crate::extract::Boilerplate;
use crate::index::{LexiconNote, PassageRecord};

/// How much of a collection is read to learn from, in bytes of files spread over the whole: enough for the nouns that
/// matter, little beside the indexing itself.
const SAMPLE_BYTES: u64 = 2 << 20;

/// A word list is no larger than this.
const MAX_LIST_BYTES: u64 = 64 << 20;

/// What a new index is frozen with.
pub(super) struct Learnt {
    pub lexicon: Lexicon,
    pub note: LexiconNote,
    /// The hashes of what repeats over the documents.
    pub boilerplate: Vec<u64>,
    /// The files that were read to learn from, by their place in the list of jobs: they need not be read again.
    pub sample: HashMap<usize, Outcome>,
}

/// Learns from a sample of the files, and from the user's word lists.
///
/// # Errors
/// When a word list can't be read.
pub(super) fn learn(jobs: &[Job], options: &Options) -> Result<Learnt, corpus::Error> {
    let own = Lexicon::embedded();
    let mut note = LexiconNote { own: own.len(), ..LexiconNote::default() };
    let mut lexicon = own;
    for list in &options.lexicons {
        let words = nouns(list)?;
        lexicon = lexicon.with_words(words.iter().map(String::as_str));
        note.lists.push(list.display().to_string());
    }
    note.added = lexicon.len() - note.own;
    let (vocabulary, boilerplate, mut sample) = read_sample(jobs, options);
    lexicon = lexicon.with_words(vocabulary.nouns());
    note.learnt = lexicon.len() - note.own - note.added;
    let boilerplate = boilerplate.repeated();
    // Passages with what repeats are cut otherwise now.
    sample.retain(|_, outcome| !holds_any(outcome, &boilerplate));
    Ok(Learnt { lexicon, note, boilerplate, sample })
}

/// The nouns of a word list: a word a line, or a Hunspell dictionary; UTF-8 or ISO-8859-1.
fn nouns(list: &Path) -> Result<Vec<String>, corpus::Error> {
    let bytes = read(list, MAX_LIST_BYTES)?;
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => error.as_bytes().iter().map(|byte| char::from(*byte)).collect(),
    };
    let words = text.lines().filter_map(|line| line.split(['/', '\t', ' ']).next());
    Ok(words.filter(|word| word.starts_with(char::is_uppercase)).map(str::to_owned).collect())
}

/// What German passages of a sample write like nouns, which paragraphs its documents share, and the sample.
fn read_sample(
    jobs: &[Job],
    options: &Options,
) -> (Vocabulary, Boilerplate, HashMap<usize, Outcome>) {
    let mut vocabulary = Vocabulary::default();
    let mut boilerplate = Boilerplate::default();
    let mut sample = HashMap::new();
    let mut reader = FileReader::new(&options.reading, options.isolation.as_ref());
    let total: u64 = jobs.iter().map(|job| job.file.size).sum();
    let step = (total / SAMPLE_BYTES + 1) as usize;
    for (index, job) in jobs.iter().enumerate().step_by(step) {
        if job.file.size > SAMPLE_BYTES {
            continue;
        }
        let outcome = reader.process(job);
        if let Outcome::Read(_, documents) = &outcome {
            for document in documents {
                boilerplate.add(document.passages.iter().flat_map(paragraphs));
                let german = document.passages.iter().filter(|it| it.language != Language::English);
                german.for_each(|passage| vocabulary.add(passage.text()));
            }
        }
        sample.insert(index, outcome);
    }
    (vocabulary, boilerplate, sample)
}

/// Whether a paragraph of a file is one of those that repeat.
fn holds_any(outcome: &Outcome, boilerplate: &[u64]) -> bool {
    let Outcome::Read(_, documents) = outcome else { return false };
    let mut passages = documents.iter().flat_map(|document| &document.passages);
    let repeats = |text: &str| {
        Boilerplate::hash(text).is_some_and(|hash| boilerplate.binary_search(&hash).is_ok())
    };
    !boilerplate.is_empty() && passages.any(|passage| passage.text().split("\n\n").any(repeats))
}

/// The paragraphs of a passage, without the headings that open it.
fn paragraphs(passage: &PassageRecord) -> impl Iterator<Item = &str> {
    let is_heading = |text: &&str| !passage.headings.iter().any(|heading| heading == text);
    passage.text().split("\n\n").filter(is_heading)
}
