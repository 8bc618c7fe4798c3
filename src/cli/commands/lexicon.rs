//! `docsearch lexicon`: dictionaries that queries are translated with.

use std::fs;
use std::io::Write;
use std::path::Path;

use serde::Serialize;

use super::Failure;
use crate::cli::args::{Lexicon, LexiconAction};
use crate::cli::exit_code::Code;
use crate::cli::printer;
use crate::cli::terminal::{Terminal, clean_line};
use crate::corpus::read;
use crate::document::Language;
use crate::index::Store;
use crate::translation::{Dictionary, Source, compile};

/// A dictionary is no larger than this, in bytes.
const MAX_BYTES: u64 = 1 << 30;

/// The name under which the program's own glossary is listed.
const OWN: &str = "built-in";

/// A dictionary as it is listed.
#[derive(Serialize)]
struct Listed {
    name: String,
    german: usize,
    english: usize,
}

#[derive(Serialize)]
struct List {
    schema_version: u32,
    dictionaries: Vec<Listed>,
}

pub(in crate::cli) fn run(
    terminal: &mut Terminal,
    index: &Path,
    args: &Lexicon,
) -> Result<Code, Failure> {
    let store = Store::open(index)?;
    match &args.action {
        LexiconAction::Import { file, name } => {
            let name = name.clone().unwrap_or_else(|| name_of(file));
            let compiled = compiled(file)?;
            store.import_dictionary(&name, &compiled.bytes)?;
            writeln!(
                terminal.out(),
                "{} of `{}` in the lexicon `{name}`; queries find both languages with it",
                printer::counted(compiled.pairs, "word pair"),
                clean_line(&file.display().to_string()),
            )?;
        }
        LexiconAction::List { json } => {
            let list = list(&store)?;
            match json {
                true => printer::json(terminal, &list)?,
                false => {
                    for Listed { name, german, english } in list.dictionaries {
                        writeln!(
                            terminal.out(),
                            "{name}: {german} German and {english} English headwords"
                        )?;
                    }
                }
            }
        }
        LexiconAction::Remove { name } => {
            if !store.remove_dictionary(name)? {
                writeln!(terminal.err(), "there is no lexicon `{}`", clean_line(name))?;
                return Ok(Code::Nothing);
            }
        }
    }
    Ok(Code::Success)
}

fn list(store: &Store) -> Result<List, Failure> {
    let listed = |name: String, dictionary: &Dictionary| Listed {
        name,
        german: dictionary.headwords(Language::German),
        english: dictionary.headwords(Language::English),
    };
    let mut dictionaries = vec![listed(OWN.to_owned(), &Dictionary::embedded())];
    for name in store.dictionaries()? {
        let dictionary = store.dictionary(&name)?;
        dictionaries.push(listed(name, &dictionary));
    }
    Ok(List { schema_version: 1, dictionaries })
}

/// A dictionary file in its compact form. Of a dictd dictionary, either of its files may be named.
fn compiled(file: &Path) -> Result<crate::translation::Compiled, Failure> {
    let failure =
        |path: &Path, reason: String| Failure::File { path: path.display().to_string(), reason };
    let bytes =
        |path: &Path| read(path, MAX_BYTES).map_err(|error| failure(path, error.to_string()));
    let compiled = match dictd_files(file) {
        Some((index, entries)) => compile(Source::Dictd {
            index: &bytes(&index)?,
            entries: &bytes(&entries)?,
            headwords: Language::Unknown,
        }),
        None => compile(Source::Text(&bytes(file)?)),
    };
    compiled.map_err(|error| failure(file, error.to_string()))
}

/// The index and the entries of a dictd dictionary.
fn dictd_files(file: &Path) -> Option<(std::path::PathBuf, std::path::PathBuf)> {
    let name = file.file_name()?.to_str()?;
    let stem = [".index", ".dict.dz", ".dict"].iter().find_map(|end| name.strip_suffix(end))?;
    let index = file.with_file_name(format!("{stem}.index"));
    let entries = [".dict.dz", ".dict"].map(|end| file.with_file_name(format!("{stem}{end}")));
    let entries = entries.into_iter().find(|path| fs::metadata(path).is_ok())?;
    Some((index, entries))
}

/// The file's name as the name of a lexicon: what stands before its first point.
fn name_of(file: &Path) -> String {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    let stem = name.split('.').next().unwrap_or_default();
    let plain: String =
        stem.chars().filter(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_')).collect();
    if plain.is_empty() { "lexicon".to_owned() } else { plain }
}
