//! Weights of the second look, fitted by coordinate ascent on nDCG@10 (Metzler & Croft 2007) over what the first look found.
//!
//! Each weight in turn is tried at several values, the best is kept, until a round brings nothing. Sets count alike, whatever
//! their size. Nothing is read or searched meanwhile, so that thousands of trials take seconds.

use std::error::Error;
use std::io::Write as _;

use app4g_core::search::{Features, Weights};

/// Rounds at most.
const ROUNDS: usize = 12;
/// What a weight is multiplied with.
const FACTORS: [f32; 8] = [0.0, 0.5, 0.75, 0.9, 1.1, 1.33, 2.0, 4.0];
/// What a weight of 0 is tried at.
const FIRST: [f32; 4] = [0.01, 0.03, 0.1, 0.25];
/// Less is noise.
const LEAST_GAIN: f64 = 0.000_05;

/// One question with what was found for it.
pub(crate) struct Case {
    /// The index's score, features and grade of each document that was looked at a second time.
    pub(crate) found: Vec<(f32, Features, u32)>,
    /// Best possible gain.
    pub(crate) ideal: f64,
}

/// Prints the weights that rank best.
pub(crate) fn fit(sets: &[(String, Vec<Case>)], start: &Weights) -> Result<(), Box<dyn Error>> {
    let mut weights = start.features;
    let mut best = score(sets, &weights);
    let mut out = std::io::stdout().lock();
    writeln!(out, "start {best:.4}")?;
    for round in 1..=ROUNDS {
        let before = best;
        for at in 0..weights.len() {
            let here = weights.get(at).copied().unwrap_or_default();
            let tries: Vec<f32> =
                if here == 0.0 { FIRST.to_vec() } else { FACTORS.iter().map(|factor| factor * here).collect() };
            for value in tries {
                let mut trial = weights;
                if let Some(weight) = trial.get_mut(at) {
                    *weight = value;
                }
                let reached = score(sets, &trial);
                if reached > best + LEAST_GAIN {
                    (best, weights) = (reached, trial);
                }
            }
        }
        writeln!(out, "round {round} {best:.4}")?;
        if best - before < LEAST_GAIN {
            break;
        }
    }
    for (name, weight) in Features::NAMES.iter().zip(weights) {
        write!(out, "{name}={weight:.4} ")?;
    }
    writeln!(out)?;
    for (set, cases) in sets {
        writeln!(out, "{set} {:.4}", mean(cases, &weights))?;
    }
    Ok(())
}

fn score(sets: &[(String, Vec<Case>)], weights: &[f32; 14]) -> f64 {
    sets.iter().map(|(_, cases)| mean(cases, weights)).sum::<f64>() / sets.len().max(1) as f64
}

fn mean(cases: &[Case], weights: &[f32; 14]) -> f64 {
    let sum: f64 = cases.iter().filter(|case| case.ideal > 0.0).map(|case| ranked(case, weights) / case.ideal).sum();
    sum / cases.len().max(1) as f64
}

fn ranked(case: &Case, weights: &[f32; 14]) -> f64 {
    let mut order: Vec<(f32, u32)> = case
        .found
        .iter()
        .map(|(base, features, grade)| {
            let extra: f32 = features.values().iter().zip(weights).map(|(feature, weight)| feature * weight).sum();
            (base + extra, *grade)
        })
        .collect();
    order.sort_by(|a, b| b.0.total_cmp(&a.0));
    let grades: Vec<u32> = order.into_iter().take(10).map(|(_, grade)| grade).collect();
    super::gain(&grades)
}
