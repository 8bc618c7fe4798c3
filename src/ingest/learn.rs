//! The lexicon of a new index: the program's words, the collection's, the user's.

use std::collections::HashMap;
use std::path::Path;

use super::plan::Job;
use super::process::Outcome;
use super::run::Options;
use super::worker::FileReader;
use crate::analysis::{Lexicon, Vocabulary};
use crate::corpus::{self, read};
use crate::document::Language;
use crate::index::LexiconNote;

/// How much of a collection is read to learn from, in bytes of files spread over the whole: enough for the nouns that
/// matter, little beside the indexing itself.
const SAMPLE_BYTES: u64 = 2 << 20;

/// A word list is no larger than this.
const MAX_LIST_BYTES: u64 = 64 << 20;

/// Makes the lexicon a new index is frozen with.
///
/// # Errors
/// When a word list can't be read.
pub(super) fn lexicon(
    jobs: &[Job],
    options: &Options,
    sample: &mut Sample,
) -> Result<(Lexicon, LexiconNote), corpus::Error> {
    let own = Lexicon::embedded();
    let mut note = LexiconNote { own: own.len(), ..LexiconNote::default() };
    let mut lexicon = own;
    for list in &options.lexicons {
        let words = nouns(list)?;
        lexicon = lexicon.with_words(words.iter().map(String::as_str));
        note.lists.push(list.display().to_string());
    }
    note.added = lexicon.len() - note.own;
    let vocabulary = vocabulary(jobs, options, sample);
    lexicon = lexicon.with_words(vocabulary.nouns());
    note.learnt = lexicon.len() - note.own - note.added;
    Ok((lexicon, note))
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

/// The files that were read to learn from, by their place in the list of jobs: they need not be read again.
pub(super) type Sample = HashMap<usize, Outcome>;

/// What German passages of a sample write like nouns.
fn vocabulary(jobs: &[Job], options: &Options, sample: &mut Sample) -> Vocabulary {
    let mut vocabulary = Vocabulary::default();
    let mut reader = FileReader::new(&options.reading, options.isolation.as_ref());
    let total: u64 = jobs.iter().map(|job| job.file.size).sum();
    let step = (total / SAMPLE_BYTES + 1) as usize;
    for (index, job) in jobs.iter().enumerate().step_by(step) {
        if job.file.size > SAMPLE_BYTES {
            continue;
        }
        let outcome = reader.process(job);
        if let Outcome::Read(_, documents) = &outcome {
            let passages = documents.iter().flat_map(|document| &document.passages);
            for passage in passages.filter(|passage| passage.language != Language::English) {
                vocabulary.add(passage.text());
            }
        }
        sample.insert(index, outcome);
    }
    vocabulary
}
