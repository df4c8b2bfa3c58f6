//! The sanitiser suite of the reference material: what is left is judged by an independent HTML parser.

use super::{Job, Stop};
use crate::install;
use crate::report::Verdict;
use crate::runner::Step;

/// The three shares the suite prints, and what each has to be in percent: all of it.
const SHARES: [(&str, &str); 3] =
    [("policy-clean", "100.0"), ("free of script-capable constructs", "100.0"), ("benign kept", "100.0")];

pub(super) fn html(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    judge_with(job, &["sanitise"])
}

pub(super) fn blocks(job: &mut Job<'_>) -> Result<Verdict, Stop> {
    judge_with(job, &["sanitise", "--blocks"])
}

fn judge_with(job: &mut Job<'_>, command: &[&str]) -> Result<Verdict, Stop> {
    let shared = job.shared()?;
    let parse5 = install::parse5(job)?;
    let adapter = job.build_conformance()?;
    let check = Step::new("node").args(["check.mjs", "--file", "dev.jsonl", "--fails", "20", "--", &adapter]);
    let check = check.args(command.iter().copied()).env("NODE_MODULES_FROM", parse5.display().to_string());
    let output = job.run(check.folder(shared.join("bench/xss")))?.good()?;
    Ok(judge(&output)?)
}

fn judge(output: &str) -> Result<Verdict, String> {
    let line = output.lines().find_map(|line| line.strip_prefix("hostile: ")).ok_or("the suite printed no shares")?;
    let short = SHARES.iter().any(|(name, bar)| share(line, name) != Some(bar));
    let closing = output.lines().last().unwrap_or_default();
    // Rounded shares could hide a single vector among many; the closing count cannot.
    if short || !closing.ends_with(" passed, 0 failed") {
        let failed: Vec<&str> = output.lines().filter(|line| line.starts_with("FAIL")).collect();
        return Err(format!("{line}; asked: 100 % each; {closing}\n{}", failed.join("\n")));
    }
    Ok(Verdict::Passed(format!("{closing}: {line}")))
}

/// The digits before `%` after `name`.
fn share<'a>(line: &'a str, name: &str) -> Option<&'a str> {
    line.split_once(name)?.1.trim_start().split_once('%').map(|(digits, _)| digits)
}

#[cfg(test)]
mod tests;
