//! `docsearch analyze`.

use std::io::Write;
use std::path::Path;
use std::sync::Arc;

use serde::Serialize;

use super::Failure;
use crate::analysis::{Analyzer, Analyzers, Lexicon};
use crate::cli::args::{Analyze, Lang};
use crate::cli::exit_code::Code;
use crate::cli::printer;
use crate::cli::terminal::{TITLE, Terminal};
use crate::index::Store;

/// One step of a chain and what it leaves.
#[derive(Serialize)]
struct Step {
    step: &'static str,
    terms: Vec<String>,
}

/// A chain with its steps.
#[derive(Serialize)]
struct Chain {
    analyzer: &'static str,
    steps: Vec<Step>,
}

pub(in crate::cli) fn run(
    terminal: &mut Terminal,
    index: &Path,
    args: &Analyze,
) -> Result<Code, Failure> {
    // As the index does it, where there is one: its lexicon knows the collection's words too.
    let analyzers = match Store::open(index) {
        Ok(store) => store.analyzers(),
        Err(_) => Arc::new(Analyzers::new(Lexicon::embedded())),
    };
    let chosen: Vec<&Analyzer> = match args.lang {
        Some(Lang::En) => vec![&analyzers.english],
        Some(Lang::De) => vec![&analyzers.german],
        None => vec![&analyzers.exact, &analyzers.english, &analyzers.german],
    };
    let text = args.text.join(" ");
    let chains: Vec<_> = chosen.into_iter().map(|analyzer| chain(analyzer, &text)).collect();
    if args.json {
        printer::json(terminal, &chains)?;
        return Ok(Code::Success);
    }
    for chain in &chains {
        writeln!(terminal.out(), "{TITLE}{}{TITLE:#}", chain.analyzer)?;
        for step in &chain.steps {
            printer::terms(terminal, step.step, &step.terms)?;
        }
    }
    Ok(Code::Success)
}

fn chain(analyzer: &Analyzer, text: &str) -> Chain {
    let steps =
        analyzer.trace(text).into_iter().map(|(step, terms)| Step { step, terms }).collect();
    Chain { analyzer: analyzer.name(), steps }
}
