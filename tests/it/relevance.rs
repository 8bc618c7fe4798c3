//! The ranking of the sample corpus, topic by topic, held by a ratchet: no topic may get worse unseen, and one that
//! gets better moves the ratchet.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use crate::bench::Dir;

/// Figures are kept to three places; less than half of the last is noise.
const TOLERANCE: f64 = 0.0005;

fn corpus(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name)
}

/// nDCG@10 by topic as the program measures it.
fn measured() -> BTreeMap<String, f64> {
    let dir = Dir::new();
    let folder = corpus("").display().to_string();
    dir.ok(["index", &folder]);
    let (topics, qrels) = (corpus("topics.tsv"), corpus("qrels.tsv"));
    let output = dir.ok([
        "eval",
        "--topics",
        &topics.display().to_string(),
        "--qrels",
        &qrels.display().to_string(),
        "--json",
    ]);
    let table: serde_json::Value = serde_json::from_str(&output).unwrap();
    assert_eq!(table["unjudged"], serde_json::json!([]), "every topic has an answer");
    let rows = table["topics"].as_array().unwrap().iter();
    let mut figures: BTreeMap<_, _> = rows
        .map(|row| (row["topic"].as_str().unwrap().to_owned(), row["ndcg_10"].as_f64().unwrap()))
        .collect();
    figures.insert("all".to_owned(), table["mean"]["ndcg_10"].as_f64().unwrap());
    figures
}

fn recorded(path: &Path) -> BTreeMap<String, f64> {
    let text = fs::read_to_string(path).unwrap_or_default();
    let rows = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    rows.map(|row| {
        let (topic, figure) = row.split_once('\t').unwrap();
        (topic.to_owned(), figure.parse().unwrap())
    })
    .collect()
}

#[test]
fn no_topic_moves_unseen() {
    let (path, figures) = (corpus("ratchet.tsv"), measured());
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        let rows: Vec<_> =
            figures.iter().map(|(topic, figure)| format!("{topic}\t{figure:.3}")).collect();
        let header =
            "# topic, nDCG@10 on the sample corpus; UPDATE_EXPECT=1 cargo test rewrites it";
        fs::write(&path, format!("{header}\n{}\n", rows.join("\n"))).unwrap();
        return;
    }
    let recorded = recorded(&path);
    let mut moved = Vec::new();
    for topic in figures.keys().chain(recorded.keys().filter(|topic| !figures.contains_key(*topic)))
    {
        let (now, before) = (figures.get(topic), recorded.get(topic));
        let stays = now.zip(before).is_some_and(|(now, before)| (now - before).abs() <= TOLERANCE);
        if !stays {
            moved.push(format!("{topic}: {before:?} → {now:?}"));
        }
    }
    assert!(
        moved.is_empty(),
        "moved (look at each, then UPDATE_EXPECT=1 cargo test):\n{}",
        moved.join("\n")
    );
}

#[test]
fn there_are_enough_topics_in_both_languages() {
    let topics = fs::read_to_string(corpus("topics.tsv")).unwrap();
    let topics = topics.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).count();
    assert!(topics >= 60, "{topics}");
}
