//! `app4g-tune-search [--max N] [--sets a,b] [--variants a,b] [--show] [--altered] [--fit] [WEIGHT=VALUE…]` ranks the development half of the search
//! benchmark with other weights and prints nDCG@10 by set and variant, and the losses against what was typed in full.
//!
//! The same measure as `score.py` of the benchmark, in one process and on both cores, so that a weight is tried in seconds.
//! `--fit` looks for the weights of the second look that rank what was found best (`fit`).
//! Stores are kept in `target/tune` and made again when the index changes: remove them then.

mod fit;

use std::collections::HashMap;
use std::error::Error;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};

use app4g_core::CancelToken;
use app4g_core::search::{Page, Query, Request, Searcher, Weights};
use app4g_tests::search_store::{self, Texts};
use serde::Deserialize;

/// Results that are asked for, as the benchmark does.
const LIMIT: usize = 100;

#[derive(Clone, Deserialize)]
struct Question {
    q: String,
    #[serde(default)]
    kind: Option<String>,
    rel: HashMap<String, u32>,
    v: HashMap<String, String>,
}

impl Question {
    fn text(&self, variant: &str) -> Option<&str> {
        if variant == "asis" { Some(&self.q) } else { self.v.get(variant).map(String::as_str) }
    }

    fn ideal(&self) -> f64 {
        let mut grades: Vec<u32> = self.rel.values().copied().collect();
        grades.sort_unstable_by_key(|grade| std::cmp::Reverse(*grade));
        gain(&grades)
    }
}

struct Options {
    most: usize,
    sets: Vec<String>,
    variants: Vec<String>,
    weights: Weights,
    show: bool,
    altered: bool,
    fit: bool,
}

fn main() -> Result<(), Box<dyn Error>> {
    let options = options()?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let shared = std::env::var_os("APP4G_SHARED").map_or_else(|| root.join("../shared"), PathBuf::from);
    let data = shared.join("bench/search/dev");
    let mut losses: HashMap<String, Vec<f64>> = HashMap::new();
    let mut cases = Vec::new();
    for set in &options.sets {
        let docs = if set == "newsk" { "news" } else { set };
        let store = root.join("target/tune").join(docs);
        if !store.join("search.db").exists() {
            std::fs::create_dir_all(&store)?;
            search_store::build(&store, lines(&data.join(format!("{docs}.docs.jsonl.zst")))?)?;
        }
        let questions = questions(&data.join(format!("{set}.queries.jsonl.zst")), options.most)?;
        if options.fit {
            for variant in &options.variants {
                cases.push((
                    format!("{set}/{variant}"),
                    in_halves(&questions, |part| found(&store, part, variant, &options))?,
                ));
            }
            continue;
        }
        let mut out = std::io::stdout().lock();
        write!(out, "{set:6}")?;
        let mut typed = Vec::new();
        for variant in &options.variants {
            let scored = in_halves(&questions, |part| part_scores(&store, part, variant, &options))?;
            let known: Vec<f64> = scored.iter().flatten().copied().collect();
            write!(out, " {variant} {:.4}", mean(&known))?;
            if variant == "asis" {
                let phrases = questions.iter().zip(&scored).filter(|(q, _)| q.kind.as_deref() == Some("phrase_amb"));
                let phrases: Vec<f64> = phrases.filter_map(|(_, score)| *score).collect();
                if !phrases.is_empty() {
                    write!(out, " (amb {:.4})", mean(&phrases))?;
                }
                typed = scored;
            } else if ["wiki", "law", "newsk"].contains(&set.as_str()) {
                let pairs: Vec<f64> =
                    typed.iter().zip(&scored).filter_map(|(typed, score)| Some((*typed)? - (*score)?)).collect();
                losses.entry(variant.clone()).or_default().push(mean(&pairs));
            }
        }
        writeln!(out)?;
    }
    if options.fit {
        return fit::fit(&cases, &options.weights);
    }
    for variant in &options.variants {
        if let Some(losses) = losses.get(variant) {
            writeln!(std::io::stdout(), "loss {variant}: {:.2}", 100.0 * mean(losses))?;
        }
    }
    Ok(())
}

fn options() -> Result<Options, Box<dyn Error>> {
    let list = |text: &str| text.split(',').map(str::to_owned).collect::<Vec<_>>();
    let mut options = Options {
        most: 300,
        sets: list("wiki,law,newsk,proc,news"),
        variants: list("asis,nodiac,typo,nodiac_typo,prefix,nodiac_prefix"),
        weights: Weights::SHIPPED,
        show: false,
        altered: false,
        fit: false,
    };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--max" => options.most = value()?.parse()?,
            "--sets" => options.sets = list(&value()?),
            "--variants" => options.variants = list(&value()?),
            "--show" => options.show = true,
            "--fit" => options.fit = true,
            "--altered" => options.altered = true,
            other => {
                let (name, number) = other.split_once('=').ok_or(format!("what is {other}?"))?;
                if !options.weights.set(name, number.parse()?) {
                    return Err(format!("no weight is called {name}").into());
                }
            }
        }
    }
    Ok(options)
}

fn lines(file: &Path) -> Result<BufReader<impl std::io::Read + use<>>, Box<dyn Error>> {
    let file = std::fs::File::open(file).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(BufReader::new(zstd::Decoder::new(file)?))
}

/// At most `most` questions, evenly spaced; all for 0.
fn questions(file: &Path, most: usize) -> Result<Vec<Question>, Box<dyn Error>> {
    let all: Vec<Question> =
        lines(file)?.lines().map(|line| Ok(serde_json::from_str(&line?)?)).collect::<Result<_, Box<dyn Error>>>()?;
    if most == 0 || all.len() <= most {
        return Ok(all);
    }
    Ok((0..most).filter_map(|at| all.get(at * all.len() / most)).cloned().collect())
}

/// What `work` makes of the questions, on two threads.
fn in_halves<T: Send>(
    questions: &[Question],
    work: impl Fn(&[Question]) -> Result<Vec<T>, Box<dyn Error>> + Sync,
) -> Result<Vec<T>, Box<dyn Error>> {
    let half = questions.len().div_ceil(2).max(1);
    let work = &work;
    let parts: Vec<Result<Vec<T>, String>> = std::thread::scope(|scope| {
        let threads: Vec<_> = questions
            .chunks(half)
            .map(|part| scope.spawn(move || work(part).map_err(|error| error.to_string())))
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|_| Err("a thread died".into()))).collect()
    });
    Ok(parts.into_iter().collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
}

/// What was found for each question that has the variant, for [`fit`].
fn found(
    store: &Path,
    questions: &[Question],
    variant: &str,
    options: &Options,
) -> Result<Vec<fit::Case>, Box<dyn Error>> {
    let conn = search_store::open(store)?;
    let searcher = Searcher::with_weights(options.weights);
    let mut cases = Vec::with_capacity(questions.len());
    for question in questions {
        let Some(text) = question.text(variant) else { continue };
        let query = Query::parse(text);
        let limit = options.weights.depth as usize;
        let request = Request { query: &query, filter: None, page: Page { offset: 0, limit } };
        let answer = searcher.search(&conn, &request, &Texts, &CancelToken::new())?;
        let mut found = Vec::with_capacity(limit);
        for hit in &answer.hits {
            let grade = question.rel.get(&search_store::id_of(&conn, hit.doc)?).copied().unwrap_or(0);
            found.push((hit.base, hit.features, grade));
        }
        cases.push(fit::Case { found, ideal: question.ideal() });
    }
    Ok(cases)
}

/// nDCG@10 of each question that has the variant.
fn part_scores(
    store: &Path,
    questions: &[Question],
    variant: &str,
    options: &Options,
) -> Result<Vec<Option<f64>>, Box<dyn Error>> {
    let conn = search_store::open(store)?;
    let searcher = Searcher::with_weights(options.weights);
    let mut scores = Vec::with_capacity(questions.len());
    for question in questions {
        let Some(text) = question.text(variant) else {
            scores.push(None);
            continue;
        };
        let query = Query::parse(text);
        let request = Request { query: &query, filter: None, page: Page { offset: 0, limit: LIMIT } };
        let found = searcher.search(&conn, &request, &Texts, &CancelToken::new())?;
        let mut gains = Vec::with_capacity(found.hits.len());
        for hit in found.hits.iter().take(10) {
            gains.push(question.rel.get(&search_store::id_of(&conn, hit.doc)?).copied().unwrap_or(0));
        }
        let best = question.ideal();
        let score = if best > 0.0 { gain(&gains) / best } else { 0.0 };
        if options.show && score < 0.5 {
            writeln!(std::io::stderr(), "{variant}\t{score:.2}\t{text}\t{}", found.understood.understood)?;
        }
        if options.altered && variant == "asis" && found.understood.differs() {
            writeln!(std::io::stderr(), "altered\t{text}\t{}", found.understood.understood)?;
        }
        scores.push(Some(score));
    }
    Ok(scores)
}

/// Discounted cumulative gain of the first ten.
fn gain(grades: &[u32]) -> f64 {
    (2..)
        .zip(grades.iter().take(10))
        .map(|(place, grade)| (2_f64.powf(f64::from(*grade)) - 1.0) / f64::from(place).log2())
        .sum()
}

fn mean(values: &[f64]) -> f64 {
    values.iter().sum::<f64>() / values.len().max(1) as f64
}
