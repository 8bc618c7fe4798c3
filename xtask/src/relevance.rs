//! The ranking measured: every set, every part switched off, every hardship.

use std::error::Error;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;

use docsearch::eval::{Measures, Topic, mean};
use docsearch::index::{Reader, Store, Weights};
use docsearch::ingest::{Options, run as ingest};
use docsearch::search::{Expanders, Setting, evaluate};

use crate::noise::{NOISE, in_ascii, spoil};
use crate::sets::{Set, find};
use crate::significance::p_value;

type Change = (&'static str, fn(&mut Weights));

/// The parts of the ranking, each switched off alone.
const PARTS: [Change; 7] = [
    ("- compound parts", |w| w.part = 0.0),
    ("- exact", |w| w.exact = 0.0),
    ("- 4-grams", |w| w.ngrams = 0.0),
    ("- pairs", |w| w.pairs = 0.0),
    ("- title, heading", |w| (w.title, w.heading) = (0.0, 0.0)),
    ("- language prior", |w| (w.other_language, w.false_friend) = (1.0, 1.0)),
    ("- all but words", |w| {
        (w.exact, w.ngrams, w.pairs, w.title, w.heading) = (0.0, 0.0, 0.0, 0.0, 0.0)
    }),
];

/// Prints the tables for the collections in a folder.
pub fn run(folder: &Path) -> Result<(), Box<dyn Error>> {
    let sets = find(folder)?;
    let scratch = tempfile::tempdir()?;
    println!(
        "{:<22} {:>8} {:>8} {:>9} {:>10}  p",
        "MRR@10, nDCG@10 …", "MRR@10", "nDCG@10", "recall@10", "recall@100"
    );
    let mut alone = Vec::new();
    for (number, set) in sets.iter().enumerate() {
        let index =
            index(std::slice::from_ref(&set.corpus), &scratch.path().join(number.to_string()))?;
        let base = measure(&index, &set.topics, set, &Weights::default())?;
        println!("\n{} ({} topics)", set.name, base.len());
        row("all", &base, None);
        for (name, change) in PARTS {
            let mut weights = Weights::default();
            change(&mut weights);
            row(name, &measure(&index, &set.topics, set, &weights)?, Some(&base));
        }
        let ascii = in_ascii(&set.topics);
        if ascii.iter().zip(&set.topics).any(|(ascii, topic)| ascii.text != topic.text) {
            row(
                "umlauts typed ae",
                &measure(&index, &ascii, set, &Weights::default())?,
                Some(&base),
            );
        }
        let noisy = scratch.path().join(format!("noisy-{number}"));
        spoil(&set.corpus, &noisy, NOISE)?;
        let noisy = self::index(&[noisy], &scratch.path().join(format!("noisy-index-{number}")))?;
        row(
            "5 % misread letters",
            &measure(&noisy, &set.topics, set, &Weights::default())?,
            Some(&base),
        );
        alone.push(base);
    }
    let named: Vec<_> = sets.iter().zip(&alone).collect();
    for (number, both) in
        named.chunk_by(|one, other| folder_of(one.0) == folder_of(other.0)).enumerate()
    {
        if both.len() > 1 {
            let pool = scratch.path().join(format!("pool-{number}"));
            in_one_index(both, &pool)?;
        }
    }
    Ok(())
}

/// The languages of one collection in one index, against each alone.
fn in_one_index(both: &[(&Set, &Vec<Measures>)], pool: &Path) -> Result<(), Box<dyn Error>> {
    println!("\n{}: its languages in one index", folder_of(both[0].0));
    let corpora: Vec<_> = both.iter().map(|(set, _)| set.corpus.clone()).collect();
    let pool = index(&corpora, pool)?;
    let equal = Weights { other_language: 1.0, false_friend: 1.0, ..Weights::default() };
    for (set, base) in both {
        row(&set.name, &measure(&pool, &set.topics, set, &Weights::default())?, Some(base));
        row("- language prior", &measure(&pool, &set.topics, set, &equal)?, Some(base));
    }
    Ok(())
}

/// The collection a set belongs to: its name without the language.
fn folder_of(set: &Set) -> &str {
    set.name.split('.').next().unwrap_or_default()
}

/// Makes an index of collections in a folder.
pub fn index(corpora: &[PathBuf], folder: &Path) -> Result<PathBuf, Box<dyn Error>> {
    ingest(folder, corpora, &Options::default(), &AtomicBool::new(false), |_| ())?;
    Ok(folder.to_owned())
}

/// The words as they are, and misread forms where docsearch looks for them by itself.
pub fn setting(reader: &Reader) -> Setting {
    let expanders = Expanders { ocr: reader.is_misread(), ..Expanders::default() };
    Setting { expanders, ..Setting::default() }
}

fn measure(
    index: &Path,
    topics: &[Topic],
    set: &Set,
    weights: &Weights,
) -> Result<Vec<Measures>, Box<dyn Error>> {
    let reader = Store::open(index)?.reader()?;
    let setting = Setting { weights: weights.clone(), ..setting(&reader) };
    let results = evaluate(&reader, topics, &set.qrels, &setting)?;
    Ok(results.into_iter().filter_map(|result| result.measures).collect())
}

fn row(name: &str, measures: &[Measures], base: Option<&[Measures]>) {
    let Measures { mrr_10, ndcg_10, recall_10, recall_100, .. } = mean(measures);
    let mrr = |measures: &[Measures]| measures.iter().map(|m| m.mrr_10).collect::<Vec<_>>();
    let p =
        base.map_or(String::new(), |base| format!("{:.4}", p_value(&mrr(measures), &mrr(base))));
    println!("{name:<22} {mrr_10:>8.4} {ndcg_10:>8.4} {recall_10:>9.4} {recall_100:>10.4}  {p}");
}
