//! Queries and keystrokes of our search against tantivy and FTS5, over the same 100,000 articles.
//!
//! Every query goes through whatever `Searcher::search` does, from the text to the numbers of the best 20. The engines take
//! turns query by query, three times over: of three runs of a query, with all others between them so that no cache has it
//! ready, the middle one counts. Percentiles are over queries. FTS5 is asked every fifth query, once: it needs half a second
//! for each.
//!
//! `search [--check]`; with `--large` also 500,000 articles against tantivy's time at 100,000 (the first run builds a store of
//! 1.3 GB, a few minutes). `--own` asks our search only, for a profile, and prints a sum over all results that stays the same
//! where a change makes nothing but speed; with `--keystrokes` these only.

use std::process::ExitCode;

use app4g_peers::report::{Bar, Report};
use app4g_peers::search::collection::Collection;
use app4g_peers::search::cost::{Clock, Cost, Costs, middle};
use app4g_peers::search::product::{APP_PAGE, Screen};
use app4g_peers::search::queries::{self, Asked, LENGTHS, Length};
use app4g_peers::search::{Outcome, peer_fts5, peer_tantivy, program, stores};

const ARTICLES: usize = 100_000;
const LARGE: usize = 500_000;

/// Results asked for.
const MOST: usize = 20;

/// Queries of each length.
const EACH: usize = 150;

/// Queries of each length that are typed letter by letter.
const TYPED: usize = 16;

const SEED: u64 = 2_026;

/// Runs of a query.
const RUNS: usize = 3;

/// FTS5 is asked every so many queries.
const FTS5_EVERY: usize = 5;

fn main() -> ExitCode {
    program::bench("search", bench)
}

/// A query in the spelling that is measured.
struct Typed<'a> {
    asked: &'a Asked,
    text: String,
}

fn bench(report: &mut Report) -> Outcome<()> {
    let collection = Collection::load()?;
    let product = Screen::open(&stores::product(&collection, ARTICLES, APP_PAGE)?)?;
    if std::env::args().any(|argument| argument == "--own") {
        return own_only(report, &product, &queries::draw(&collection, EACH, SEED));
    }
    let mut tantivy = peer_tantivy::Peer::open(&stores::tantivy(&collection, ARTICLES)?)?;
    let mut fts5 = peer_fts5::Peer::open(&stores::fts5(&collection, ARTICLES)?)?;
    let asked = queries::draw(&collection, EACH, SEED);
    let as_typed = spelt(&asked, str::to_owned);
    let unmarked = spelt(&asked, queries::unmarked);

    // The bars are for what the articles say. Without marks ours asks for all spellings, tantivy for folded words only.
    let peer = against_tantivy(report, "as typed", &product, &mut tantivy, &as_typed, Bar::AtMost(0.3))?;
    let peer_unmarked = against_tantivy(report, "no marks", &product, &mut tantivy, &unmarked, Bar::None)?;
    if std::env::args().any(|argument| argument == "--large") {
        let large = Screen::open(&stores::product(&collection, LARGE, APP_PAGE)?)?;
        let both = [("as typed", &as_typed, peer, Bar::AtMost(0.6)), ("no marks", &unmarked, peer_unmarked, Bar::None)];
        for (name, typed, peer, bar) in both {
            let own = own(&large, typed)?;
            lines(report, &format!("500k, {name}"), &own, &peer, bar);
        }
    }
    against_fts5(report, &product, &mut fts5, &as_typed)?;
    keystrokes(report, &product, &mut tantivy, &asked)
}

fn spelt(asked: &[Asked], spell: fn(&str) -> String) -> Vec<Typed<'_>> {
    asked.iter().map(|asked| Typed { asked, text: spell(&asked.text) }).collect()
}

/// Both sides of a comparison, query by query.
#[derive(Default)]
struct Sides {
    product: Costs,
    peer: Costs,
    /// Queries whose own article is among the results.
    found: [usize; 2],
}

impl Sides {
    fn saw(&mut self, asked: &Asked, product: &[i64], peer: &[i64]) {
        let doc = asked.from as i64 + 1;
        for (found, docs) in self.found.iter_mut().zip([product, peer]) {
            *found += usize::from(docs.contains(&doc));
        }
    }

    /// A peer that is wrongly set up is fast and finds nothing.
    fn report_found(&self, report: &mut Report, name: &str) {
        let [product, peer] = self.found.map(|found| 100.0 * found as f64 / self.peer.0.len().max(1) as f64);
        report.compare(&format!("{name}: finds its article"), "%", product, peer, product / peer, Bar::None);
    }
}

fn against_tantivy(
    report: &mut Report,
    name: &str,
    product: &Screen,
    tantivy: &mut peer_tantivy::Peer,
    typed: &[Typed<'_>],
    bar: Bar,
) -> Outcome<Costs> {
    let mut sides = Sides::default();
    let mut runs = vec![([Cost::default(); RUNS], [Cost::default(); RUNS]); typed.len()];
    for run in 0..RUNS {
        for ((own, other), typed) in runs.iter_mut().zip(typed) {
            let (hits, cost) = Clock::Thread.time(|| product.search(&typed.text, MOST));
            let (peers, cost_of_peer) = Clock::Thread.time(|| {
                let query = tantivy.query(&typed.text);
                tantivy.search(&query, MOST)
            });
            (own[run], other[run]) = (cost, cost_of_peer);
            sides.saw(typed.asked, &hits?, &peers?);
        }
    }
    for (own, other) in &runs {
        sides.product.0.push(middle(own));
        sides.peer.0.push(middle(other));
    }
    sides.found = sides.found.map(|found| found / RUNS);
    lines(report, &format!("tantivy, {name}"), &sides.product, &sides.peer, bar);
    for length in LENGTHS {
        let of = |costs: &Costs| of_length(costs, typed, length).cpu(95);
        let (own, peer) = (of(&sides.product), of(&sides.peer));
        let name = format!("tantivy, {name}, {}: p95", length.name());
        report.compare(&name, "ms", own, peer, own / peer, Bar::None);
    }
    sides.report_found(report, &format!("tantivy, {name}"));
    Ok(sides.peer)
}

fn of_length(costs: &Costs, typed: &[Typed<'_>], length: Length) -> Costs {
    let chosen = costs.0.iter().zip(typed).filter(|(_, typed)| typed.asked.length == length);
    Costs(chosen.map(|(cost, _)| *cost).collect())
}

/// The 95th percentile of processor time with its bar; the 50th, the 99th and the time on the clock without.
fn lines(report: &mut Report, name: &str, product: &Costs, peer: &Costs, bar: Bar) {
    let numbers = [
        ("p95", product.cpu(95), peer.cpu(95), bar),
        ("p50", product.cpu(50), peer.cpu(50), Bar::None),
        ("p99", product.cpu(99), peer.cpu(99), Bar::None),
        ("p50 on the clock", product.wall(50), peer.wall(50), Bar::None),
        ("p95 on the clock", product.wall(95), peer.wall(95), Bar::None),
        ("p99 on the clock", product.wall(99), peer.wall(99), Bar::None),
    ];
    for (number, own, other, bar) in numbers {
        report.compare(&format!("{name}: {number}"), "ms", own, other, own / other, bar);
    }
}

fn own(product: &Screen, typed: &[Typed<'_>]) -> Outcome<Costs> {
    let mut runs = vec![[Cost::default(); RUNS]; typed.len()];
    for run in 0..RUNS {
        for (runs, typed) in runs.iter_mut().zip(typed) {
            let (hits, cost) = Clock::Thread.time(|| product.search(&typed.text, MOST));
            hits?;
            runs[run] = cost;
        }
    }
    Ok(Costs(runs.iter().map(|runs| middle(runs)).collect()))
}

fn own_only(report: &mut Report, product: &Screen, asked: &[Asked]) -> Outcome<()> {
    let whole = [("as typed", spelt(asked, str::to_owned)), ("no marks", spelt(asked, queries::unmarked))];
    for (name, typed) in whole.into_iter().filter(|_| !std::env::args().any(|argument| argument == "--keystrokes")) {
        let costs = own(product, &typed)?;
        for length in LENGTHS {
            let of = of_length(&costs, &typed, length);
            report.limit(&format!("{name}, {}: mean", length.name()), "ms", of.mean(), Bar::None);
            report.limit(&format!("{name}, {}: p95", length.name()), "ms", of.cpu(95), Bar::None);
        }
        report.limit(&format!("{name}: p95"), "ms", costs.cpu(95), Bar::None);
    }
    let mut costs = Costs::default();
    for asked in LENGTHS.iter().flat_map(|length| asked.iter().filter(|asked| asked.length == *length).take(TYPED)) {
        for typed in queries::keystrokes(&asked.text) {
            costs.0.push(Clock::Thread.time(|| product.search(typed, MOST)).1);
        }
    }
    report.limit("results", "sum", fingerprint(product, asked)?, Bar::None);
    report.limit("keystroke: mean", "ms", costs.mean(), Bar::None);
    report.limit("keystroke: p95", "ms", costs.cpu(95), Bar::None);
    Ok(())
}

/// Of the documents found and their order, with and without marks.
fn fingerprint(product: &Screen, asked: &[Asked]) -> Outcome<f64> {
    let mut sum = 0_u32;
    for asked in asked {
        for text in [asked.text.clone(), queries::unmarked(&asked.text)] {
            for doc in product.search(&text, MOST)? {
                sum = sum.wrapping_mul(31).wrapping_add(doc as u32);
            }
        }
    }
    Ok(f64::from(sum))
}

fn against_fts5(report: &mut Report, product: &Screen, fts5: &mut peer_fts5::Peer, typed: &[Typed<'_>]) -> Outcome<()> {
    let mut sides = Sides::default();
    for typed in typed.iter().step_by(FTS5_EVERY) {
        let (hits, cost) = Clock::Thread.time(|| product.search(&typed.text, MOST));
        let (peers, cost_of_peer) = Clock::Thread.time(|| fts5.search(&typed.text, MOST));
        sides.saw(typed.asked, &hits?, &peers?);
        sides.product.0.push(cost);
        sides.peer.0.push(cost_of_peer);
    }
    lines(report, "FTS5", &sides.product, &sides.peer, Bar::AtMost(0.05));
    sides.report_found(report, "FTS5");
    Ok(())
}

/// Every other query is typed without marks. The bar holds against tantivy with the completions already known; what it takes
/// to find them is reported beside it.
fn keystrokes(report: &mut Report, product: &Screen, tantivy: &mut peer_tantivy::Peer, asked: &[Asked]) -> Outcome<()> {
    let (mut own, mut peer, mut with_completing) = (Costs::default(), Costs::default(), Costs::default());
    for length in LENGTHS {
        let some = asked.iter().filter(|asked| asked.length == length).take(TYPED);
        for (at, asked) in some.enumerate() {
            let text = if at % 2 == 0 { asked.text.clone() } else { queries::unmarked(&asked.text) };
            for typed in queries::keystrokes(&text) {
                let (hits, cost) = Clock::Thread.time(|| product.search(typed, MOST));
                let (query, completing) = Clock::Thread.time(|| tantivy.open_query(typed));
                let query = query?;
                let (peers, searching) = Clock::Thread.time(|| tantivy.search(&query, MOST));
                (hits?, peers?);
                own.0.push(cost);
                peer.0.push(searching);
                with_completing.0.push(completing + searching);
            }
        }
    }
    lines(report, "keystroke", &own, &peer, Bar::AtMost(0.7));
    let (product, peer) = (own.cpu(95), with_completing.cpu(95));
    report.compare("keystroke, completing too: p95", "ms", product, peer, product / peer, Bar::None);
    Ok(())
}
