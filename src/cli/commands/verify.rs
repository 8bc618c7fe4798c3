//! `docsearch verify`.

use std::fs::File;
use std::io::{Read, Write, stdin};
use std::path::Path;

use super::Failure;
use super::reading::default_isolation;
use crate::cli::args::Verify;
use crate::cli::exit_code::Code;
use crate::cli::printer;
use crate::cli::terminal::{Terminal, clean_line};
use crate::evidence::{Check, Claim, MAX_QUOTE, Verdict, Verification, Verifier, claims};
use crate::index::{Reader, Store};
use crate::ingest::{Reading, manuscript};
use crate::verify::{MIN_WORDS, quotations};

/// Bytes of the longest list of citations.
const MAX_CITATIONS: u64 = 256 << 20;

pub(in crate::cli) fn run(
    terminal: &mut Terminal,
    index: &Path,
    args: &Verify,
) -> Result<Code, Failure> {
    let reader = Store::open(index)?.reader()?;
    let isolation = default_isolation()?;
    let mut verifier = Verifier::new(&reader, Reading::default(), Some(&isolation), args.spelling);
    let found = match (&args.manuscript, &args.response, &args.passage) {
        (Some(path), ..) => {
            let text = manuscript(path, &Reading::default())
                .map_err(|reason| Failure::File { path: path.display().to_string(), reason })?;
            verifier.quotations(&text, quotations(&text))?
        }
        (_, Some(path), _) => verifier.claims(cited(path)?)?,
        (_, _, Some(id)) => passage(&reader, &mut verifier, id, &args.quote)?,
        _ => verifier.quote(&quote(&args.quote)?)?,
    };
    if args.json {
        printer::json(terminal, &found)?;
    } else {
        printer::verdicts(terminal, &found)?;
        summary(terminal, args, &found)?;
    }
    let all_stand = found.checked > 0 && found.standing == found.checked;
    Ok(if all_stand { Code::Success } else { Code::Nothing })
}

/// What is known of a passage by its identifier, or of a quote from it.
fn passage(
    reader: &Reader,
    verifier: &mut Verifier,
    id: &str,
    words: &[String],
) -> Result<Verification, Failure> {
    let quote = if words.is_empty() { None } else { Some(quote(words)?) };
    let known = match &quote {
        Some(quote) => verifier.quote_in(id, quote)?,
        None => match reader.passage(id)? {
            Some(passage) => Some(verifier.claims(vec![Claim::of(&passage)])?),
            None => None,
        },
    };
    Ok(known.unwrap_or_else(|| {
        let remark =
            "the index has no such passage: its text has changed since, or its file is gone";
        Verification::unknown(quote.as_deref().unwrap_or_default(), &format!("`{id}`: {remark}"))
    }))
}

/// The quote: the words given, or standard input for a lone `-`.
fn quote(words: &[String]) -> Result<String, Failure> {
    let text = match words {
        [dash] if dash == "-" => {
            let mut bytes = Vec::new();
            stdin().take(MAX_QUOTE as u64 + 1).read_to_end(&mut bytes)?;
            String::from_utf8_lossy(&bytes).into_owned()
        }
        _ => words.join(" "),
    };
    if text.len() > MAX_QUOTE {
        return Err(Failure::Quote(format!(
            "longer than {} kB; give a part of it, or a text with quotations with --manuscript",
            MAX_QUOTE >> 10
        )));
    }
    if !text.contains(char::is_alphanumeric) {
        return Err(Failure::Quote("there are no words in it".to_owned()));
    }
    if let [name] = words
        && !name.contains(char::is_whitespace)
        && Path::new(name).is_file()
    {
        return Err(Failure::Quote(format!(
            "`{name}` is a file; check the quotations in it with `--manuscript {name}`"
        )));
    }
    Ok(text)
}

/// The citations in a file, or on standard input for `-`.
fn cited(path: &Path) -> Result<Vec<Claim>, Failure> {
    let failure = |reason: String| Failure::File { path: path.display().to_string(), reason };
    let mut bytes = Vec::new();
    let read = match path == Path::new("-") {
        true => stdin().take(MAX_CITATIONS + 1).read_to_end(&mut bytes),
        false => {
            File::open(path).and_then(|file| file.take(MAX_CITATIONS + 1).read_to_end(&mut bytes))
        }
    };
    read.map_err(|error| failure(error.to_string()))?;
    if bytes.len() as u64 > MAX_CITATIONS {
        return Err(failure(format!("larger than {} MB; split it", MAX_CITATIONS >> 20)));
    }
    claims(&String::from_utf8_lossy(&bytes)).map_err(|error| failure(error.to_string()))
}

fn summary(terminal: &mut Terminal, args: &Verify, found: &Verification) -> Result<(), Failure> {
    if found.checked == 0 {
        return match &args.manuscript {
            Some(path) => writeln!(
                terminal.err(),
                "no quotations of {MIN_WORDS} words or more in `{}`; they stand between quotation marks, or in lines \
                 that begin with >",
                clean_line(&path.display().to_string())
            ),
            None => writeln!(terminal.err(), "no hits to check"),
        }
        .map_err(Failure::from);
    }
    if found.checked > 1 {
        writeln!(terminal.err(), "{} of {} stand", found.standing, found.checked)?;
    }
    let is_spelling = |check: &Check| !check.stands && check.verdict == Verdict::Spelling;
    if found.checks.iter().any(is_spelling) {
        writeln!(terminal.err(), "--spelling lets differences of spelling alone pass")?;
    }
    Ok(())
}
