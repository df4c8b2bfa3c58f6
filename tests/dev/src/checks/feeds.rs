//! The feed conformance suites of the reference material, with their bars.

use super::{Job, Stop};
use crate::install;
use crate::json::Json;
use crate::report::Verdict;
use crate::runner::Step;

/// One suite and what has to be reached.
struct Suite {
    split: &'static str,
    /// Only cases of this group.
    group: Option<&'static str>,
    /// Without cases whose id contains this.
    skip: Option<&'static str>,
    bar: Bar,
}

/// What has to be reached.
enum Bar {
    /// At least these percentages of the cases.
    Shares { pass: f64, strict: f64 },
    /// At most so many cases that do not pass.
    Failures(f64),
}

const DEV: Suite = Suite { split: "dev", group: None, skip: None, bar: Bar::Shares { pass: 98.0, strict: 96.5 } };

const REAL: Suite = Suite { split: "dev", group: Some("realfeeds"), skip: None, bar: Bar::Failures(1.0) };

/// `stretch` marks cases beyond what a reader is asked to do.
const VI: Suite =
    Suite { split: "vi-dev", group: None, skip: Some("stretch"), bar: Bar::Shares { pass: 100.0, strict: 95.0 } };

/// Mutated feeds; the 24 resource bombs are always all run.
const MUTANTS: u32 = 3_000;

/// Mutated feeds with `--full`.
const MUTANTS_FULL: u32 = 20_000;

pub(super) fn dev(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    conform(job, &DEV)
}

pub(super) fn real(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    conform(job, &REAL)
}

pub(super) fn vi(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    conform(job, &VI)
}

fn conform(job: &mut Job<'_>, suite: &Suite) -> Result<Verdict, Stop> {
    let shared = job.shared()?;
    install::ensure(install::PYTHON, job)?;
    let adapter = job.build_conformance()?;
    let result = job.site.logs().join(format!("{}.json", job.name)).display().to_string();
    let _absent = std::fs::remove_file(&result);
    let mut run = Step::new("python3").args(["-B", "run.py", "--split", suite.split, "--batch", "--fails", "20"]);
    if let Some(group) = suite.group {
        run = run.args(["--group", group]);
    }
    if let Some(skip) = suite.skip {
        run = run.args(["--skip", skip]);
    }
    let run = run.args(["--json", &result, "--", &adapter, "feed"]).folder(shared.join("bench/feeds"));
    job.run(run)?.good()?;
    let text = std::fs::read_to_string(&result).map_err(|error| format!("the suite wrote no result: {error}"))?;
    Ok(judge(&Json::parse(&text)?, &suite.bar)?)
}

fn judge(result: &Json, bar: &Bar) -> Result<Verdict, String> {
    let [cases, pass, strict] = ["n", "lenient", "strict"].map(|name| result.number(&["total", name]));
    if cases < 1.0 {
        return Err("the suite ran no case".into());
    }
    let (pass_share, strict_share) = (100.0 * pass / cases, 100.0 * strict / cases);
    let reached = format!("{cases} cases: pass {pass_share:.2} %, strict {strict_share:.2} %");
    match *bar {
        Bar::Shares { pass, strict } if pass_share < pass || strict_share < strict => {
            Err(format!("{reached}; asked: pass {pass} %, strict {strict} %"))
        }
        Bar::Failures(most) if cases - pass > most => Err(format!("{reached}; {} fail, at most {most}", cases - pass)),
        _ => Ok(Verdict::Passed(reached)),
    }
}

/// Bombs and mutants: every answer in time, in bounded memory, without a crash.
pub(super) fn robust(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    let shared = job.shared()?;
    install::ensure(install::PYTHON, job)?;
    let adapter = job.build_conformance()?;
    let folder = job.site.logs().join("robust");
    std::fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mutants = if job.full { MUTANTS_FULL } else { MUTANTS };
    let run = Step::new("python3").args(["-B", "robust/robust.py", "--mutants", &mutants.to_string(), "--dir"]);
    let run = run.args([folder.display().to_string(), "--".into(), adapter, "feed".into()]);
    let output = job.run(run.folder(shared.join("bench/feeds")).limit_minutes(20))?.good()?;
    let closing = output.lines().last().unwrap_or_default();
    if closing.ends_with(" passed, 0 failed") {
        return Ok(Verdict::Passed(format!("{closing} ({mutants} mutants)")));
    }
    let failed: Vec<&str> =
        output.lines().filter(|line| line.contains("FAIL") || line.starts_with("mutants")).collect();
    Err(Stop::Failed(format!("{closing}\n{}", failed.join("\n"))))
}

#[cfg(test)]
mod tests;
