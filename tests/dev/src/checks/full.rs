//! What takes long: kill loops, histories, fuzzing, relevance, benches against peers.

use std::path::{Path, PathBuf};

use super::{Job, Stop, tests::cargo_test};
use crate::install;
use crate::report::Verdict;
use crate::runner::Step;

/// How often a sync is killed; without the variable the test itself chooses fewer.
const KILLS: &str = "300";

/// How many random histories of a repository; without the variable the test itself is content with one.
const HISTORIES: &str = "20";

/// Seconds for each fuzz target.
const FUZZ_SECONDS: u64 = 600;

/// Coverage feedback for libFuzzer, from flags that the stable compiler has, too.
const FUZZ_FLAGS: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares -Cdebug-assertions -Coverflow-checks";

/// Every `tests/tests/*_kill.rs`; they read `APP4G_KILLS`.
pub(super) fn kills(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    let loops = rust_files(&job.site.root.join("tests/tests")).into_iter().filter(|name| name.ends_with("_kill"));
    let named: Vec<String> = loops.flat_map(|name| ["--test".to_owned(), name]).collect();
    if named.is_empty() {
        return Err(Stop::Failed("no tests/tests/*_kill.rs is here".into()));
    }
    let test = Step::cargo().args(["test", "--quiet", "-p", "app4g-tests"]).args(named);
    cargo_test(job, test.env("APP4G_KILLS", KILLS).limit_minutes(60))
}

/// `tests/tests/repository_histories.rs`, which reads `APP4G_HISTORIES`.
pub(super) fn histories(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    let test = Step::cargo().args(["test", "--quiet", "-p", "app4g-tests", "--test", "repository_histories"]);
    cargo_test(job, test.env("APP4G_HISTORIES", HISTORIES).limit_minutes(60))
}

/// Every binary of the workspace `tests/fuzz`, from its seeds.
pub(super) fn fuzz(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    let fuzz = job.site.root.join("tests/fuzz");
    let targets = rust_files(&fuzz.join("targets"));
    if targets.is_empty() {
        return Err(Stop::Failed("tests/fuzz/targets holds no target".into()));
    }
    // With a target named, build scripts are built without the flags, which they could not be linked with.
    let machine = job.run(Step::new("rustc").args(["-vV"]))?.good()?;
    let machine = machine.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default().to_owned();
    let folder = job.site.target.join("fuzz");
    let build = Step::cargo().args(["build", "--quiet", "--release", "--bins", "--target", &machine, "--target-dir"]);
    let build = build.args([folder.display().to_string()]).env("RUSTFLAGS", FUZZ_FLAGS);
    job.run(build.folder(&fuzz).limit_minutes(30))?.good()?;
    let artifacts = fuzz.join("artifacts");
    std::fs::create_dir_all(&artifacts).map_err(|error| format!("{}: {error}", artifacts.display()))?;
    for target in &targets {
        let found = fuzz.join("corpus-run").join(target);
        std::fs::create_dir_all(&found).map_err(|error| format!("{}: {error}", found.display()))?;
        let run = Step::new(folder.join(&machine).join("release").join(target)).folder(&fuzz);
        let run =
            run.args([format!("-max_total_time={FUZZ_SECONDS}"), "-rss_limit_mb=2048".into(), "-timeout=10".into()]);
        let run = run.args([format!("-artifact_prefix={}/{target}-", artifacts.display())]);
        let run = run.args([found.display().to_string(), fuzz.join("seeds").join(target).display().to_string()]);
        job.run(run.limit_minutes(FUZZ_SECONDS / 60 + 5))?.good().map_err(|reason| format!("{target}: {reason}"))?;
    }
    Ok(Verdict::Passed(format!("{} targets, {FUZZ_SECONDS} s each", targets.len())))
}

/// Reports; the bars belong to the work on relevance.
pub(super) fn search_score(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    let shared = job.shared()?;
    for tool in [install::PYTHON, install::ZSTD] {
        install::ensure(tool, job)?;
    }
    let adapter = job.build_fast_conformance()?;
    let score = Step::new("python3").args(["-B", "score.py", "--split", "dev", "--max-queries", "200", "--"]);
    let score = score.args([adapter, "search".into()]).folder(shared.join("bench/search"));
    let output = job.run(score.limit_minutes(90))?.good()?;
    Ok(Verdict::Passed(output.lines().last().unwrap_or_default().to_owned()))
}

/// Every binary of the workspace `tests/peers` with `--check`; the last line of each is its result.
pub(super) fn peers(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    let peers = job.site.root.join("tests/peers");
    let benches = rust_files(&peers.join("src/bin"));
    if benches.is_empty() {
        return Err(Stop::Failed("tests/peers/src/bin holds no bench".into()));
    }
    for tool in [install::CURL, install::RSYNC, install::ZSTD] {
        install::ensure(tool, job)?;
    }
    let mut results = Vec::new();
    let mut missed = Vec::new();
    for bench in &benches {
        let mut run =
            Step::cargo().args(["run", "--quiet", "--release", "--bin", bench, "--", "--check"]).folder(&peers);
        if let Some(shared) = &job.site.shared {
            run = run.env("APP4G_SHARED", shared.display().to_string());
        }
        match job.run(run.limit_minutes(45))?.good() {
            Ok(output) => results.push(format!("{bench}: {}", output.lines().last().unwrap_or_default())),
            Err(reason) => missed.push(format!("{bench}: {reason}")),
        }
    }
    if missed.is_empty() { Ok(Verdict::Passed(results.join("; "))) } else { Err(Stop::Failed(missed.join("\n"))) }
}

/// Names of the programs in `folder`: `name.rs`, or `name/` with a `main.rs`; sorted.
fn rust_files(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let is_program = |path: &PathBuf| path.extension().is_some_and(|end| end == "rs") || path.join("main.rs").is_file();
    let mut names: Vec<String> =
        entries.filter(is_program).filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned())).collect();
    names.sort();
    names
}
