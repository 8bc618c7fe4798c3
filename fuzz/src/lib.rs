//! Runs one input through docsearch and panics when something that always holds does not.

mod check;
mod family;
mod shape;

use std::time::Duration;

use cpu_time::ThreadTime;
use docsearch::document::{Document, Language};
use docsearch::extract::{Limits, Options, detect, extract};
use docsearch::{passage, query as query_room};
use libfuzzer_sys::Corpus;

pub use family::{FAMILIES, Family, OTHERS};

/// Longer than any input as small as a fuzzer's may take.
const SLOW: Duration = Duration::from_secs(2);

/// One input in so many is read twice, which must give the same.
const TWICE: usize = 8;

/// Small, so that what they hold back shows in small inputs.
fn options() -> Options {
    let limits = Limits {
        max_text: 4 << 20,
        max_depth: 64,
        max_nesting: 3,
        max_ratio: 100,
        max_documents: 200,
        password: Some("secret".to_owned()),
    };
    Options { limits, ..Options::default() }
}

/// Reads an input with the extractors of a family. What is of another format is not kept.
pub fn extraction(family: &str, data: &[u8]) -> Corpus {
    let family = FAMILIES.iter().find(|known| known.name == family).expect("a known family");
    let bytes = family.file(data);
    if !detect(family.file_name, &bytes).is_ok_and(|found| family.reads.contains(&found)) {
        return Corpus::Reject;
    }
    let options = options();
    let read = timed(|| extract(family.file_name, &bytes, &options));
    if data.len().is_multiple_of(TWICE) {
        let again = extract(family.file_name, &bytes, &options);
        assert_eq!(format!("{read:?}"), format!("{again:?}"), "read twice");
    }
    let Ok(extraction) = read else { return Corpus::Keep };
    assert!(!extraction.documents.is_empty() || !extraction.warnings.is_empty());
    for document in &extraction.documents {
        check::document(document, bytes.len(), &extraction.media_type);
    }
    let text: usize = extraction.documents.iter().map(|document| document.text.len()).sum();
    assert!(text <= options.limits.max_text, "{text} bytes of text");
    Corpus::Keep
}

/// Parses an input as a query.
pub fn query(data: &[u8]) -> Corpus {
    let Ok(text) = std::str::from_utf8(data) else { return Corpus::Reject };
    match timed(|| query_room::parse(text)) {
        Ok(query) => query.words().for_each(|leaf| check::leaf(leaf, text)),
        Err(diagnostic) => {
            assert!(text.get(diagnostic.span.clone()).is_some(), "{diagnostic:?}");
            assert!(!timed(|| diagnostic.render(text)).is_empty());
        }
    }
    let plain = timed(|| query_room::plain(text));
    plain.iter().flat_map(|query| query.words()).for_each(|leaf| check::leaf(leaf, text));
    Corpus::Keep
}

/// Cuts the document that an input is into passages; its first byte chooses format, language and sizes.
pub fn passages(data: &[u8]) -> Corpus {
    let Some((choice, bytes)) = data.split_first() else { return Corpus::Reject };
    let file_name = ["a.txt", "a.md", "a.html"][usize::from(choice % 3)];
    let language =
        [Language::English, Language::German, Language::Unknown][usize::from(choice / 3 % 3)];
    let limits = match choice / 9 % 2 {
        0 => passage::Limits::default(),
        _ => passage::Limits { min_words: 3, max_words: 8, max_bytes: 60 },
    };
    let Ok(extraction) = extract(file_name, bytes, &options()) else { return Corpus::Reject };
    for document in &extraction.documents {
        check_passages(document, language, &limits);
    }
    Corpus::Keep
}

fn check_passages(document: &Document, language: Language, limits: &passage::Limits) {
    let passages = timed(|| passage::segment(document, language, limits, &|_| false));
    check::passages(document, &passages);
    for passage in &passages {
        let text = &document.text[passage.span.clone()];
        check::sentences(text, &timed(|| passage::sentences(text, language)));
    }
}

/// Runs `work`, which must not take long: in processor time, for the machine may be busy.
fn timed<T>(work: impl Fn() -> T) -> T {
    let start = ThreadTime::now();
    let result = work();
    if start.elapsed() > SLOW {
        let start = ThreadTime::now();
        drop(work());
        assert!(start.elapsed() <= SLOW, "slow: {:?}", start.elapsed());
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A seed that is refused would leave the fuzzer before the door.
    #[test]
    fn the_first_seed_of_every_family_is_read() {
        for family in &FAMILIES {
            let bytes = family.file(family.seeds[0].as_bytes());
            let found = detect(family.file_name, &bytes);
            assert!(found.as_ref().is_ok_and(|found| family.reads.contains(found)), "{found:?}");
            let read = extract(family.file_name, &bytes, &options());
            let texts = read.map(|read| read.documents.into_iter().map(|read| read.text.len()));
            assert!(texts.is_ok_and(|texts| texts.sum::<usize>() > 0), "{}", family.name);
            assert!(matches!(extraction(family.name, &bytes), Corpus::Keep));
        }
    }
}
