//! Measures of a ranking against the judgements of a topic.

use std::collections::{HashMap, HashSet};
use std::path::Path;

use serde::Serialize;

use super::Judgement;

/// How many items of a ranking are looked at: the deepest cut-off of [`Measures`].
const MAX_RANK: usize = 100;

/// A passage or document a search found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RankedItem {
    /// The document's path.
    pub path: String,
    /// First line, counted from 1.
    pub line_start: u64,
    /// Last line, inclusive.
    pub line_end: u64,
    /// The score; a higher one is better.
    pub score: f64,
    /// The item's name in a run.
    pub id: String,
}

/// How good a ranking is, each from 0 to 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
pub struct Measures {
    /// Normalised discounted cumulative gain of the first 10; the gain is the grade, as in trec_eval and ir_measures
    /// (Järvelin and Kekäläinen, ACM TOIS 20(4), 2002).
    pub ndcg_10: f64,
    /// 1 / rank of the first relevant item (grade ≥ 1), 0 when none is among the first 10.
    pub mrr_10: f64,
    /// 1 when the first item is relevant.
    pub success_1: f64,
    /// Share of the relevant targets found among the first 10.
    pub recall_10: f64,
    /// Share of the relevant targets found among the first 100.
    pub recall_100: f64,
}

/// What an item of a ranking counts for.
struct Credit {
    /// The highest grade of the targets it is the first to find.
    grade: u32,
    /// How many relevant targets it is the first to find.
    found: usize,
}

/// Measures a ranking, best item first, against the judgements of its topic.
///
/// Targets that are documents match by path or by file stem, and only the best item of each document keeps a rank.
/// Targets that are lines match every item of their document that overlaps them. A target counts once, for the first
/// item that finds it; an item that finds several counts for the best. `None` when no target is relevant: such a topic
/// says nothing and belongs in no mean.
pub fn measure(ranking: &[RankedItem], judgements: &[Judgement]) -> Option<Measures> {
    let mut ideal: Vec<u32> = judgements.iter().map(|judgement| judgement.grade).collect();
    ideal.sort_unstable_by(|a, b| b.cmp(a));
    let relevant = ideal.iter().filter(|grade| **grade > 0).count();
    if relevant == 0 {
        return None;
    }
    let credits = credits(ranking, judgements);
    let grades = || credits.iter().map(|credit| credit.grade);
    let first_relevant = grades().take(10).position(|grade| grade > 0);
    let recall = |depth| {
        let found: usize = credits.iter().take(depth).map(|credit| credit.found).sum();
        found as f64 / relevant as f64
    };
    Some(Measures {
        ndcg_10: dcg_10(grades()) / dcg_10(ideal.into_iter()),
        mrr_10: first_relevant.map_or(0.0, |index| 1.0 / (index + 1) as f64),
        success_1: if first_relevant == Some(0) { 1.0 } else { 0.0 },
        recall_10: recall(10),
        recall_100: recall(MAX_RANK),
    })
}

/// The mean of each measure; 0 for no topics.
pub fn mean(topics: &[Measures]) -> Measures {
    let mean =
        |value: fn(&Measures) -> f64| sum(topics.iter().map(value)) / topics.len().max(1) as f64;
    Measures {
        ndcg_10: mean(|measures| measures.ndcg_10),
        mrr_10: mean(|measures| measures.mrr_10),
        success_1: mean(|measures| measures.success_1),
        recall_10: mean(|measures| measures.recall_10),
        recall_100: mean(|measures| measures.recall_100),
    }
}

/// What each of the first [`MAX_RANK`] items counts for, after the reduction to documents.
fn credits(ranking: &[RankedItem], judgements: &[Judgement]) -> Vec<Credit> {
    let mut unused: HashMap<&str, Vec<&Judgement>> = HashMap::new();
    for judgement in judgements {
        unused.entry(judgement.target.document()).or_default().push(judgement);
    }
    let by_document = judgements.iter().any(|judgement| judgement.target.is_document());
    let mut seen = HashSet::new();
    ranking
        .iter()
        .filter(|item| !by_document || seen.insert(&item.path))
        .take(MAX_RANK)
        .map(|item| {
            let mut credit = Credit { grade: 0, found: 0 };
            let stem = Path::new(&item.path).file_stem().and_then(|stem| stem.to_str());
            let stem = stem.filter(|_| by_document);
            for name in [item.path.as_str()].into_iter().chain(stem) {
                let Some(judgements) = unused.get_mut(name) else {
                    continue;
                };
                judgements.retain(|judgement| {
                    let is_found = judgement.target.overlaps(item.line_start..=item.line_end);
                    if is_found {
                        credit.grade = credit.grade.max(judgement.grade);
                        credit.found += usize::from(judgement.grade > 0);
                    }
                    !is_found
                });
            }
            credit
        })
        .collect()
}

/// Discounted cumulative gain of the first 10 grades.
fn dcg_10(grades: impl Iterator<Item = u32>) -> f64 {
    sum(grades
        .take(10)
        .enumerate()
        .map(|(index, grade)| f64::from(grade) / (index as f64 + 2.0).log2()))
}

/// Unlike `Iterator::sum`, +0 for nothing.
fn sum(values: impl Iterator<Item = f64>) -> f64 {
    values.fold(0.0, |total, value| total + value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eval::parse_qrels;

    fn item(path: &str, line_start: u64, line_end: u64) -> RankedItem {
        RankedItem { path: path.into(), line_start, line_end, ..RankedItem::default() }
    }

    /// Checks nDCG@10, MRR@10, success@1, recall@10, recall@100.
    fn check(ranking: &[RankedItem], qrels: &str, expect: [f64; 5]) {
        let qrels = parse_qrels(qrels).expect("valid");
        let measures = measure(ranking, qrels.of("q")).expect("something relevant");
        let Measures { ndcg_10, mrr_10, success_1, recall_10, recall_100 } = measures;
        let measures = [ndcg_10, mrr_10, success_1, recall_10, recall_100];
        let is_close =
            measures.iter().zip(expect).all(|(value, expect)| (value - expect).abs() < 1e-12);
        assert!(is_close, "{measures:?} {expect:?}");
    }

    /// A random run, measured with ir_measures 0.4.3 (nDCG@10, RR@10, Success@1, R@10, R@100).
    #[test]
    fn figures_are_those_of_ir_measures() {
        let check_run = |qrels: &str, run: &str, expect| {
            let qrels: String =
                qrels.split(' ').map(|pair| format!("q 0 {}\n", pair.replace('=', " "))).collect();
            let ranking: Vec<_> =
                run.split(' ').map(|id| item(&format!("a.b/{id}.txt"), 1, 1)).collect();
            check(&ranking, &qrels, expect);
        };
        check_run("d9=1 d3=0 d23=-1 d12=-1", "d12", [0.0; 5]);
        check_run(
            "d9=0 d1=0 d7=-1 d16=3 d17=2 d11=3 d8=0 d5=3 d3=0",
            "d5 d9 d22 d20 d11 d2 d10",
            [0.5735424265967997, 1.0, 1.0, 0.5, 0.5],
        );
        check_run(
            "d12=1 d16=2 d7=0 d5=3 d21=3 d15=1 d8=0 d2=1 d9=1 d0=1 d4=0",
            "d14 d5 d7 d9 d8 d1 d2 d18 d23 d10 d4 d19 d12 d15",
            [0.3443535416160214, 0.5, 0.0, 0.375, 0.625],
        );
    }

    #[test]
    fn only_the_best_item_of_a_document_keeps_a_rank() {
        let ranking = [
            item("x/a.txt", 1, 2),
            item("x/a.txt", 3, 4),
            item("b", 1, 1),
            item("y/c.d.txt", 1, 1),
        ];
        check(&ranking, "q 0 b 1", [1.0 / 3f64.log2(), 0.5, 0.0, 1.0, 1.0]);
        check(&ranking, "q\ty/c.d.txt\t1", [0.5, 1.0 / 3.0, 0.0, 1.0, 1.0]);
        check(&ranking, "q\tc.d\t1", [0.5, 1.0 / 3.0, 0.0, 1.0, 1.0]);
        // Neither the file name, nor a part of the path, nor a part of the stem is a name of the document.
        check(&ranking, "q 0 c.d.txt 1\nq 0 y/c.d 1\nq 0 c 1", [0.0; 5]);
    }

    #[test]
    fn lines_are_found_by_overlap() {
        let ranking = [item("a", 1, 4), item("a", 5, 9), item("b", 1, 9)];
        for (lines, rank) in
            [("4-5", 1.0), ("1", 1.0), ("4", 1.0), ("5-6", 2.0), ("9-12", 2.0), ("5", 2.0)]
        {
            let ndcg = 1.0 / (rank + 1f64).log2();
            check(
                &ranking,
                &format!("q\ta#L{lines}\t2"),
                [ndcg, 1.0 / rank, f64::from(rank == 1.0), 1.0, 1.0],
            );
        }
        check(&ranking, "q\ta#L10-11\t1", [0.0; 5]);
        check(&ranking, "q\ta.txt#L1\t1", [0.0; 5]);
        check(&[item("x/a.txt", 1, 4)], "q\ta#L1\t1", [0.0; 5]);
    }

    #[test]
    fn a_target_counts_once() {
        let ranking = [item("a", 1, 4), item("a", 3, 9), item("a", 8, 12), item("b", 1, 1)];
        // The first item takes grade 2 and uses both targets; the second finds them used and keeps its rank.
        let ideal = 2.0 + 1.0 / 3f64.log2() + 1.0 / 2.0;
        let qrels = "q\ta#L3-5\t2\nq\ta#L2\t1\nq\tb#L1\t1";
        check(&ranking, qrels, [(2.0 + 1.0 / 5f64.log2()) / ideal, 1.0, 1.0, 1.0, 1.0]);
        // The second item takes the target of grade 1 that the first has left.
        let qrels = "q\ta#L3\t2\nq\ta#L5\t1\nq\ta#L20\t1";
        check(&ranking, qrels, [(2.0 + 1.0 / 3f64.log2()) / ideal, 1.0, 1.0, 2.0 / 3.0, 2.0 / 3.0]);
        // A target that is judged not relevant is found like any other, for nothing.
        check(&ranking[2..], "q\ta#L9\t0\nq\tb#L1\t1", [1.0 / 3f64.log2(), 0.5, 0.0, 1.0, 1.0]);
    }

    #[test]
    fn ranks_past_the_cut_off_do_not_count() {
        let ranking: Vec<_> = (1..=101).map(|line| item("a", line, line)).collect();
        check(&ranking, "q\ta#L10\t1", [1.0 / 11f64.log2(), 0.1, 0.0, 1.0, 1.0]);
        check(&ranking, "q\ta#L11\t1\nq\ta#L100\t1\nq\ta#L101\t1", [0.0, 0.0, 0.0, 0.0, 2.0 / 3.0]);
    }

    #[test]
    fn nothing_found_is_zero_and_nothing_relevant_is_no_measure() {
        let judgements = |text| parse_qrels(text).expect("valid").of("q").to_vec();
        let zero = measure(&[], &judgements("q 0 a 1")).expect("relevant");
        assert_eq!(zero, Measures::default());
        assert!(zero.ndcg_10.is_sign_positive() && mean(&[]).mrr_10.is_sign_positive());
        assert_eq!(measure(&[item("a", 1, 1)], &judgements("q 0 a 0")), None);
        assert_eq!(measure(&[item("a", 1, 1)], &[]), None);
    }

    #[test]
    fn the_mean_is_over_topics() {
        let one = Measures {
            ndcg_10: 1.0,
            mrr_10: 0.5,
            success_1: 1.0,
            recall_10: 0.25,
            recall_100: 0.75,
        };
        let half = Measures {
            ndcg_10: 0.5,
            mrr_10: 0.25,
            success_1: 0.5,
            recall_10: 0.125,
            recall_100: 0.375,
        };
        assert_eq!(mean(&[one, Measures::default()]), half);
        assert_eq!(mean(&[]), Measures::default());
    }
}
