//! The ranking of the sample corpus, topic by topic, held by a ratchet: no topic may get worse unseen, and one that
//! gets better moves the ratchet.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use docsearch::eval::{Judgement, Target, parse_qrels, parse_topics};
use serde_json::Value;

use crate::bench::{Dir, list, number, text};

/// Figures are kept to three places; less than half of the last is noise.
const TOLERANCE: f64 = 0.0005;

/// Language of the query, languages of the answers. `both` is a name or term of both.
const PAIRS: [(&str, &str); 3] = [("de", "de"), ("en", "en"), ("both", "de,en")];

/// Pairs that are judged in `qrels-cross.tsv`, with the language of the answers.
const CROSS_PAIRS: [(&str, &str); 2] = [("de", "en"), ("en", "de")];

/// The share of the figure for answers in the topic's own language that those in the other must reach.
const CROSS_SHARE: f64 = 0.75;

/// Every way a word can match.
const KINDS: [&str; 8] = ["exact", "stem", "part", "phrase", "prefix", "infix", "title", "heading"];

/// Kinds that a label may name besides.
const RARE_KINDS: [&str; 1] = ["variant"];

/// Topics that a pair or a kind needs.
const ENOUGH: usize = 3;

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

/// A row of `topics-kinds.tsv`.
struct Label {
    topic: String,
    query: String,
    answers: String,
    kinds: BTreeSet<String>,
}

fn labels() -> Vec<Label> {
    let table = fs::read_to_string(corpus("topics-kinds.tsv")).unwrap();
    let rows = table.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    rows.map(|row| {
        let columns: Vec<_> = row.split('\t').map(str::to_owned).collect();
        let [topic, query, answers, kinds] = <[String; 4]>::try_from(columns).unwrap();
        let kinds = kinds.split(',').filter(|kind| *kind != "-").map(str::to_owned).collect();
        Label { topic, query, answers, kinds }
    })
    .collect()
}

#[test]
fn every_language_pair_and_every_kind_of_match_has_topics() {
    let labels = labels();
    let topics = parse_topics(&fs::read_to_string(corpus("topics.tsv")).unwrap()).unwrap();
    let labelled: Vec<_> = labels.iter().map(|label| label.topic.as_str()).collect();
    let topics: Vec<_> = topics.iter().map(|topic| topic.id.as_str()).collect();
    assert_eq!(labelled, topics, "every topic has its label, in the same order");
    let with = |(query, answers)| {
        labels.iter().filter(|label| label.query == query && label.answers == answers).count()
    };
    for pair in PAIRS {
        assert!(with(pair) >= ENOUGH, "{pair:?}: {}", with(pair));
    }
    assert_eq!(PAIRS.map(with).iter().sum::<usize>(), labels.len(), "a pair without a name");
    for kind in KINDS {
        let topics = labels.iter().filter(|label| label.kinds.contains(kind)).count();
        assert!(topics >= ENOUGH, "{kind}: {topics}");
    }
    for Label { topic, kinds, .. } in &labels {
        let known = |kind: &String| KINDS.iter().chain(&RARE_KINDS).any(|known| known == kind);
        assert!(kinds.iter().all(known), "{topic}: {kinds:?}");
    }
}

#[test]
fn answers_in_the_other_language_are_found_by_translation() {
    let dir = Dir::new();
    dir.ok(["index", &corpus("").display().to_string()]);
    let labels = labels();
    let (mut all_same, mut all_cross) = (Vec::new(), Vec::new());
    for (own, other) in CROSS_PAIRS {
        let of_pair = |qrels: &str, lang: &str| -> BTreeMap<String, f64> {
            let (topics, qrels) = (corpus("topics.tsv"), corpus(qrels));
            let [topics, qrels] = [topics, qrels].map(|path| path.display().to_string());
            let args = ["eval", "--topics", &topics, "--qrels", &qrels, "--lang", lang];
            let table = dir.json(&args, 0);
            let rows = list(&table, "/topics").iter();
            rows.map(|row| (text(row, "/topic").to_owned(), row["ndcg_10"].as_f64().unwrap()))
                .filter(|(id, _)| {
                    labels.iter().any(|label| label.topic == *id && label.query == own)
                })
                .collect()
        };
        let (same, cross) = (of_pair("qrels.tsv", own), of_pair("qrels-cross.tsv", other));
        let both: Vec<_> = cross.keys().filter(|id| same.contains_key(*id)).collect();
        assert!(both.len() >= ENOUGH, "{own} {other}");
        all_same.extend(both.iter().map(|id| same[*id]));
        all_cross.extend(both.iter().map(|id| cross[*id]));
    }
    let mean = |figures: &[f64]| figures.iter().sum::<f64>() / figures.len() as f64;
    let (same, cross) = (mean(&all_same), mean(&all_cross));
    assert!(cross >= same * CROSS_SHARE, "{cross:.3} of {same:.3}");
}

#[test]
fn the_best_relevant_passage_matches_as_labelled() {
    let dir = Dir::new();
    dir.ok(["index", &corpus("").display().to_string()]);
    let topics = parse_topics(&fs::read_to_string(corpus("topics.tsv")).unwrap()).unwrap();
    let qrels = parse_qrels(&fs::read_to_string(corpus("qrels.tsv")).unwrap()).unwrap();
    let mut wrong = Vec::new();
    for (topic, label) in topics.iter().zip(labels()) {
        let hits = dir.hits(&["--limit", "100", "--no-collapse", &topic.text]);
        let relevant: Vec<_> =
            hits.iter().filter(|hit| answers(hit, qrels.of(&topic.id))).collect();
        let languages: BTreeSet<_> = relevant.iter().map(|hit| text(hit, "/language")).collect();
        let labelled = label.answers.split(',').chain(["und"]).collect();
        if !languages.is_subset(&labelled) {
            wrong.push(format!("{} {}: answers in {languages:?}", topic.id, topic.text));
        }
        let matches = relevant.first().map_or(&[][..], |best| list(best, "/matches"));
        let kinds: BTreeSet<_> =
            matches.iter().map(|found| text(found, "/kind").to_owned()).collect();
        // A function word of the query may match in more ways; nothing found has no kind at all.
        if !label.kinds.is_subset(&kinds) || label.kinds.is_empty() != relevant.is_empty() {
            wrong.push(format!("{} {}: {:?}, not {:?}", topic.id, topic.text, kinds, label.kinds));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Whether a hit stands where a judgement says an answer is.
fn answers(hit: &Value, judgements: &[Judgement]) -> bool {
    let lines = number(hit, "/source/line_start")..=number(hit, "/source/line_end");
    judgements.iter().filter(|judgement| judgement.grade > 0).any(|judgement| {
        let found = text(hit, "/source/path");
        match &judgement.target {
            Target::Document(path) => path == found,
            Target::Lines { path, from, to } => {
                path == found && *lines.start() as u64 <= *to && *from <= *lines.end() as u64
            }
        }
    })
}
