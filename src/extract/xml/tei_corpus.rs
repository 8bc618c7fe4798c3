//! The texts of a TEI file: one, or many in a corpus.

use super::composer::Composer;
use super::tei_header::Header;
use super::{Failure, Limits, Transcript};
use crate::document::Language;

/// What is known about a text besides its wording.
#[derive(Default)]
pub struct About {
    pub header: Header,
    /// What the text says it is in.
    pub language: Option<Language>,
    /// What the document says that text and header are in.
    pub document_language: Option<Language>,
    /// How many running heads, catch-words and editors' descriptions were left out.
    pub left_out: usize,
    /// How many other readings were left out.
    pub variants: usize,
}

/// The texts that have been read.
#[derive(Default)]
pub struct Corpus {
    /// The title of the whole.
    pub title: Option<String>,
    transcripts: Vec<Transcript>,
    /// How many texts there were, with those that are empty.
    texts: usize,
    /// Bytes in the transcripts.
    len: usize,
    warnings: Vec<String>,
}

impl Corpus {
    /// Adds a text, unless nothing was read.
    pub fn add(&mut self, text: Composer, about: About, limits: &Limits) -> Result<(), Failure> {
        if text.is_empty() && about.header.facts.is_empty() {
            return Ok(());
        }
        self.texts += 1;
        let part = format!("text {}", self.texts);
        let mut transcript = match text.finish(None) {
            Err(Failure::Empty) => {
                self.warnings.push(format!("{part}: no text in it"));
                return Ok(());
            }
            finished => finished?,
        };
        self.len += transcript.text.len();
        if self.len > limits.max_text {
            return Err(Failure::TooLarge(format!("more than {} bytes of text", limits.max_text)));
        }
        if self.transcripts.len() >= limits.max_documents {
            return Err(Failure::TooLarge(format!("more than {} texts", limits.max_documents)));
        }
        about.header.enter(&mut transcript, about.language);
        transcript.metadata.language = transcript.metadata.language.or(about.document_language);
        transcript.part = Some(part);
        for (count, what) in [
            (about.left_out, "running heads, catch-words and editors' descriptions"),
            (about.variants, "variant readings"),
        ] {
            transcript.warnings.extend((count > 0).then(|| format!("left out: {count} {what}")));
        }
        self.transcripts.push(transcript);
        Ok(())
    }

    /// The texts, with what is damaged in the file as a warning; fails if there is none.
    pub fn finish(mut self, damage: Option<&str>) -> Result<Vec<Transcript>, Failure> {
        let is_corpus = self.texts > 1;
        for transcript in &mut self.transcripts {
            transcript.part = transcript.part.take().filter(|_| is_corpus);
            let title = self.title.iter().cloned();
            transcript.facts.extend(title.map(|title| ("collection".to_owned(), title)));
        }
        let Some(first) = self.transcripts.first_mut() else {
            return Err(damage.map_or(Failure::Empty, |what| Failure::Damaged(what.to_owned())));
        };
        first.warnings.extend(damage.map(str::to_owned));
        first.warnings.append(&mut self.warnings);
        Ok(self.transcripts)
    }
}
