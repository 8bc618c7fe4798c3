//! A file read to the end, files in it too.

use std::ops::ControlFlow;

use super::encoding::decode;
use super::limits::Failure;
use super::mail::{self, Body, Part};
use super::records::{self, Record, Shape};
use super::registry::{Read, format};
use super::transcript::{Transcript, TranscriptBlock};
use super::{Error, Options, about, archive, detect, html, transcribed};
use crate::document::{Document, MediaType};

/// What came of a file.
#[derive(Clone, Debug)]
pub struct Extraction {
    /// What the file is.
    pub media_type: MediaType,
    /// The documents in it, in order; empty where the warnings say why.
    pub documents: Vec<Document>,
    /// What was left out or damaged, a line each. Those of the documents are among them.
    pub warnings: Vec<String>,
}

#[cfg(test)]
impl Extraction {
    /// The one document of a file that holds no more.
    pub fn only(mut self) -> Document {
        assert_eq!(self.documents.len(), 1);
        self.documents.remove(0)
    }
}

/// Reads a file: `name` with its extension, all its bytes.
///
/// Text never fails for malformed bytes: what was replaced or guessed is in [`Extraction::warnings`].
///
/// # Errors
/// Why the file gave no document at all.
pub fn extract(name: &str, bytes: &[u8], options: &Options) -> Result<Extraction, Error> {
    extract_as(media_type(name, bytes, options)?, name, bytes, options)
}

/// The same for a file of which [`media_type`] is known.
///
/// # Errors
/// Why the file gave no document at all.
pub fn extract_as(
    media_type: MediaType,
    name: &str,
    bytes: &[u8],
    options: &Options,
) -> Result<Extraction, Error> {
    let mut run = Run { options, text: 0, documents: Vec::new(), warnings: Vec::new() };
    run.read(media_type, name, bytes, None, 0)?;
    if run.documents.is_empty() {
        return Err(Error::without_text(&run.warnings));
    }
    for document in &mut run.documents {
        about::complete(document, name);
    }
    Ok(Extraction { media_type, documents: run.documents, warnings: run.warnings })
}

/// What a file is taken for: what its bytes and its name show, and text where `options` say its encoding.
///
/// # Errors
/// Why it is not read.
pub fn media_type(name: &str, bytes: &[u8], options: &Options) -> Result<MediaType, Error> {
    match detect::detect(name, bytes) {
        // Who names the encoding says that it is text.
        Err(Error::Binary) if options.encoding.is_some() => {
            Ok(detect::by_extension(name).unwrap_or(MediaType::Text))
        }
        detected => detected,
    }
}

/// The reading of one file.
struct Run<'o> {
    options: &'o Options,
    /// Bytes of text so far.
    text: usize,
    documents: Vec<Document>,
    warnings: Vec<String>,
}

impl Run<'_> {
    /// Reads a file that stands at `place` in the one that is read, `depth` files deep.
    fn read(
        &mut self,
        media_type: MediaType,
        name: &str,
        bytes: &[u8],
        place: Option<&str>,
        depth: usize,
    ) -> Result<(), Error> {
        match &format(media_type).read {
            Read::Text(read) => {
                let mut document = read(bytes, self.options)?;
                if let Some(place) = place {
                    document.place = Some(place.to_owned());
                    document.count_in_text();
                }
                self.document(document)
            }
            Read::Transcripts(read) => {
                for transcript in read(bytes, &self.options.limits)? {
                    self.transcript(transcript, place)?;
                }
                Ok(())
            }
            Read::Records(shape) => self.records(*shape, bytes, place),
            Read::Mail => self.mail(bytes, place, depth),
            Read::Archive => self.archive(name, bytes, place, depth),
        }
    }

    fn document(&mut self, document: Document) -> Result<(), Error> {
        let Document { place, warnings, .. } = &document;
        self.warnings.extend(warnings.iter().map(|warning| at(place.as_deref(), warning)));
        self.text += document.text.len();
        if self.text > self.options.limits.max_text {
            let limit = self.options.limits.max_text >> 20;
            return Err(Error::TooLarge(format!("more than {limit} MB of text")));
        }
        self.documents.push(document);
        Ok(())
    }

    fn transcript(&mut self, mut transcript: Transcript, place: Option<&str>) -> Result<(), Error> {
        let inner = transcript.part.take();
        transcript.part = joined(place, inner.as_deref());
        self.document(transcribed::document(transcript)?)
    }

    /// Reads one of several: what can't be read is a warning and the others go on, but for what is too much.
    fn one_of_several(&mut self, place: Option<&str>, read: Result<(), Error>) -> ControlFlow<()> {
        match read {
            Ok(()) | Err(Error::Empty) => ControlFlow::Continue(()),
            Err(Error::TooLarge(reason)) => {
                self.warnings
                    .push(at(place, &format!("too large: {reason}; the rest is not read")));
                ControlFlow::Break(())
            }
            Err(error) => {
                self.warnings.push(at(place, &error.to_string()));
                ControlFlow::Continue(())
            }
        }
    }

    /// Reads a file in a file.
    fn inner(&mut self, name: &str, bytes: &[u8], place: &str, depth: usize) -> ControlFlow<()> {
        let read = match media_type(name, bytes, self.options) {
            Ok(_) if depth >= self.options.limits.max_nesting => {
                Err(Error::TooLarge(format!("more than {depth} files deep in one another")))
            }
            Ok(media_type) => self.read(media_type, name, bytes, Some(place), depth + 1),
            Err(error) => Err(error),
        };
        self.one_of_several(Some(place), read)
    }

    fn records(&mut self, shape: Shape, bytes: &[u8], place: Option<&str>) -> Result<(), Error> {
        let decoded = decode(bytes, self.options.encoding, None);
        let (fields, limits) = (&self.options.fields, &self.options.limits);
        let found = match records::read(&decoded.text, shape, fields, limits) {
            // What only its name says is a table or JSON is a text all the same.
            Err(Failure::Damaged(reason)) => {
                self.warnings.push(at(place, &format!("read as plain text: {reason}")));
                return self.read(MediaType::Text, "", bytes, place, 0);
            }
            found => found?,
        };
        let warnings = decoded.warnings.iter().chain(&found.warnings);
        self.warnings.extend(warnings.map(|warning| at(place, warning)));
        for Record { transcript, .. } in found.records {
            let inner = joined(place, transcript.part.as_deref());
            let read = self.transcript(transcript, place);
            if self.one_of_several(inner.as_deref(), read).is_break() {
                break;
            }
        }
        Ok(())
    }

    fn mail(&mut self, bytes: &[u8], place: Option<&str>, depth: usize) -> Result<(), Error> {
        let limits = &self.options.limits.clone();
        let warnings = mail::parts(bytes, limits, &mut |part| match part {
            Part::Text { transcript, body } => {
                let inner = joined(place, transcript.part.as_deref());
                let read = self.transcript(with_html(transcript, body, self.options), place);
                self.one_of_several(inner.as_deref(), read)
            }
            Part::File { name, bytes, part } => {
                let inner = joined(place, Some(&part)).unwrap_or_default();
                self.inner(&name, &bytes, &inner, depth)
            }
        })?;
        self.warnings.extend(warnings.iter().map(|warning| at(place, warning)));
        Ok(())
    }

    fn archive(
        &mut self,
        name: &str,
        bytes: &[u8],
        place: Option<&str>,
        depth: usize,
    ) -> Result<(), Error> {
        let limits = &self.options.limits.clone();
        let warnings = archive::members(bytes, limits, &mut |member| {
            let inner = member.name.unwrap_or_else(|| without_extension(name).to_owned());
            let place = joined(place, Some(&inner)).unwrap_or_default();
            self.inner(&inner, &member.bytes, &place, depth)
        })?;
        self.warnings.extend(warnings.iter().map(|warning| at(place, warning)));
        Ok(())
    }
}

/// A warning with the place it is about.
fn at(place: Option<&str>, warning: &str) -> String {
    place.map_or_else(|| warning.to_owned(), |place| format!("{place}: {warning}"))
}

/// A place in a place.
fn joined(outer: Option<&str>, inner: Option<&str>) -> Option<String> {
    match (outer, inner) {
        (Some(outer), Some(inner)) => Some(format!("{outer}, {inner}")),
        (outer, inner) => outer.or(inner).map(str::to_owned),
    }
}

/// The name of what a packed file holds, `letter.txt` for `letter.txt.gz`.
fn without_extension(name: &str) -> &str {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// The transcript of a mail with the text that its header and its HTML have.
fn with_html(mut transcript: Transcript, body: Body, options: &Options) -> Transcript {
    let Body::Html(source) = body else { return transcript };
    let Read::Text(read) = html::FORMAT.read else { return transcript };
    // A body without text leaves the heading.
    let Ok(page) = read(source.as_bytes(), options) else { return transcript };
    let blocks = transcript.blocks.get_or_insert_default();
    for block in &page.blocks {
        if !transcript.text.is_empty() {
            transcript.text.push_str("\n\n");
        }
        let start = transcript.text.len();
        transcript.text.push_str(&page.text[block.span.clone()]);
        let span = start..transcript.text.len();
        blocks.push(TranscriptBlock { span, kind: block.kind, keeps_lines: true });
    }
    transcript
}

impl From<Failure> for Error {
    fn from(failure: Failure) -> Error {
        match failure {
            Failure::Empty => Error::Empty,
            Failure::TooLarge(reason) => Error::TooLarge(reason),
            failure => Error::Unreadable(failure.to_string()),
        }
    }
}
