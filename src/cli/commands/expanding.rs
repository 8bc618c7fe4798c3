//! What the words of a query may stand for, as the arguments say and the index has it.

use std::io::Write;
use std::sync::Arc;

use super::Failure;
use crate::analysis::one_a_position;
use crate::cli::args::Expanding;
use crate::cli::terminal::{Terminal, clean};
use crate::corpus;
use crate::index::{Reader, Store};
use crate::search::Expanders;
use crate::translation::{Dictionary, Translator};
use crate::variant::Aliases;

/// A list of aliases is no larger than this, in bytes.
const MAX_ALIASES: u64 = 4 << 20;

/// The expanders that are switched on. A list or a dictionary of the user's that can't be read is named on standard
/// error, and the search goes on without it.
pub(super) fn expanders(
    terminal: &mut Terminal,
    args: &Expanding,
    store: &Store,
    reader: &Reader,
) -> Result<Expanders, Failure> {
    if args.no_variants {
        return Ok(Expanders::default());
    }
    let aliases = match args.no_aliases {
        true => None,
        false => Some(Arc::new(aliases(terminal, reader)?)),
    };
    let translator = match args.no_cross {
        true => None,
        false => Some(Arc::new(translator(terminal, store)?)),
    };
    Ok(Expanders {
        names: !args.no_names,
        old_spelling: args.old_spelling,
        ocr: !args.no_ocr && (args.ocr || reader.is_misread()),
        aliases,
        translator,
    })
}

/// The aliases that come with the program and those in the folders that are indexed.
fn aliases(terminal: &mut Terminal, reader: &Reader) -> Result<Aliases, Failure> {
    let terms_of = |text: &str| -> Vec<String> {
        let tokens = reader.analyzers().exact.tokens(text);
        one_a_position(&tokens).into_iter().map(|token| token.term.clone()).collect()
    };
    let mut aliases = Aliases::built_in(terms_of);
    for root in reader.manifest().roots.values() {
        let path = root.path().join(corpus::ALIASES);
        if !path.is_file() {
            continue;
        }
        let text = corpus::read(&path, MAX_ALIASES).map_err(|error| error.to_string());
        let text =
            text.and_then(|bytes| String::from_utf8(bytes).map_err(|error| error.to_string()));
        let added =
            text.and_then(|text| aliases.add(&text, terms_of).map_err(|error| error.to_string()));
        if let Err(reason) = added {
            let note = format!("note: `{}` is left out: {reason}", path.display());
            writeln!(terminal.err(), "{}", clean(&note))?;
        }
    }
    Ok(aliases)
}

/// The dictionaries of the user's, after the glossary that comes with the program.
fn translator(terminal: &mut Terminal, store: &Store) -> Result<Translator, Failure> {
    let mut dictionaries = vec![Dictionary::embedded()];
    for name in store.dictionaries()? {
        match store.dictionary(&name) {
            Ok(dictionary) => dictionaries.push(dictionary),
            Err(error) => writeln!(terminal.err(), "note: {}", clean(&error.to_string()))?,
        }
    }
    Ok(Translator::new(dictionaries))
}
