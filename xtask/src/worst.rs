//! The topics that fail worst, clean and with letters misread, each with the reason.

use std::cmp::Ordering::Equal;
use std::error::Error;
use std::path::Path;
use std::sync::Arc;

use docsearch::analysis::Analyzers;
use docsearch::eval::{Measures, RankedItem, Topic, mean};
use docsearch::index::Store;
use docsearch::search::{TopicResult, evaluate};

use crate::noise::{NOISE, spoil};
use crate::reason::{Reason, Texts};
use crate::relevance::{index, setting};
use crate::sets::{Set, find};

/// A collection searched, and its texts.
struct Searched {
    analyzers: Arc<Analyzers>,
    texts: Texts,
    results: Vec<TopicResult>,
}

/// A topic that fails, with its figure: what it reaches or what it loses.
struct Failure<'a> {
    topic: &'a Topic,
    figure: f64,
    reason: Reason,
}

/// Prints, for the collections in a folder, the topics that are lowest in the clean text and those that lose most where
/// letters are misread, `number` of each; and how the reasons share out over all that fail.
pub fn run(folder: &Path, number: usize) -> Result<(), Box<dyn Error>> {
    for set in find(folder)? {
        let scratch = tempfile::tempdir()?;
        let spoilt = scratch.path().join("spoilt");
        spoil(&set.corpus, &spoilt, NOISE)?;
        let clean = search(&set, &set.corpus, &scratch.path().join("clean"))?;
        let noisy = search(&set, &spoilt, &scratch.path().join("noisy"))?;
        println!(
            "\n{} ({} topics): MRR@10 {:.4}, with 5 % of the letters misread {:.4}",
            set.name,
            set.topics.len(),
            mrr(&clean),
            mrr(&noisy)
        );
        let lowest = lowest(&set, &clean);
        shares("nothing relevant among the first 10", lowest.iter().filter(|it| it.figure == 0.0));
        topics("MRR@10", &lowest, number);
        let losses = losses(&set, &clean, &noisy);
        shares("lower where letters are misread", losses.iter());
        topics("loss", &losses, number);
    }
    Ok(())
}

fn search(set: &Set, corpus: &Path, folder: &Path) -> Result<Searched, Box<dyn Error>> {
    let store = Store::open(&index(&[corpus.to_owned()], folder)?)?;
    let analyzers = store.analyzers();
    let texts = Texts::read(corpus, &analyzers)?;
    let reader = store.reader()?;
    let results = evaluate(&reader, &set.topics, &set.qrels, &setting(&reader))?;
    Ok(Searched { analyzers, texts, results })
}

/// The topics whose first hit is not relevant, the lowest first.
fn lowest<'a>(set: &'a Set, clean: &Searched) -> Vec<Failure<'a>> {
    let results = set.topics.iter().zip(&clean.results);
    let mut failed: Vec<_> = results
        .filter_map(|(topic, result)| Some((topic, &result.ranking, result.measures?)))
        .filter(|(.., measures)| measures.mrr_10 < 1.0)
        .collect();
    let figures = |measures: &Measures| (measures.mrr_10, measures.recall_100);
    failed.sort_by(|(.., a), (.., b)| figures(a).partial_cmp(&figures(b)).unwrap_or(Equal));
    let failures = failed.into_iter().map(|(topic, ranking, measures)| {
        let reason = reason(set, topic, ranking, clean, None);
        Failure { topic, figure: measures.mrr_10, reason }
    });
    failures.collect()
}

/// The topics that lose where letters are misread, the greatest loss first.
fn losses<'a>(set: &'a Set, clean: &Searched, noisy: &Searched) -> Vec<Failure<'a>> {
    let both = clean.results.iter().zip(&noisy.results);
    let lost = set.topics.iter().zip(both).filter_map(|(topic, (clean, noisy))| {
        let loss = clean.measures?.mrr_10 - noisy.measures?.mrr_10;
        (loss > 0.0).then_some((topic, &noisy.ranking, loss))
    });
    let mut failures: Vec<_> = lost
        .map(|(topic, ranking, figure)| {
            let reason = reason(set, topic, ranking, noisy, Some(&clean.texts));
            Failure { topic, figure, reason }
        })
        .collect();
    failures.sort_by(|a, b| b.figure.total_cmp(&a.figure));
    failures
}

fn reason(
    set: &Set,
    topic: &Topic,
    ranking: &[RankedItem],
    searched: &Searched,
    clean: Option<&Texts>,
) -> Reason {
    let judgements = set.qrels.of(&topic.id);
    searched.texts.reason(topic, judgements, ranking, &searched.analyzers, clean)
}

fn mrr(searched: &Searched) -> f64 {
    let measures: Vec<Measures> =
        searched.results.iter().filter_map(|result| result.measures).collect();
    mean(&measures).mrr_10
}

fn shares<'a>(title: &str, failures: impl Iterator<Item = &'a Failure<'a>>) {
    let kinds: Vec<_> = failures.map(|failure| failure.reason.kind()).collect();
    println!("\n  {title}: {} topics", kinds.len());
    for (kind, name) in Reason::KINDS.iter().enumerate() {
        let count = kinds.iter().filter(|other| **other == kind).count();
        let share = 100.0 * count as f64 / kinds.len().max(1) as f64;
        println!("  {share:>5.1} %  {count:>5}  {name}");
    }
}

fn topics(figure: &str, failures: &[Failure], number: usize) {
    for Failure { topic, figure: value, reason } in failures.iter().take(number) {
        println!("  {figure} {value:.3}  {}  {}\n    {reason}", topic.id, topic.text);
    }
}
