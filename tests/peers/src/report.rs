//! What a bench found: absolute numbers, their bars, one line of JSON at the end.

use std::process::ExitCode;

use serde_json::{Value, json};

/// Which side of a limit is good.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Bar {
    /// Not below.
    AtLeast(f64),
    /// Not above.
    AtMost(f64),
    /// Only reported.
    None,
}

impl Bar {
    fn is_met(self, value: f64) -> bool {
        match self {
            Self::AtLeast(limit) => value >= limit,
            Self::AtMost(limit) => value <= limit,
            Self::None => true,
        }
    }

    fn words(self) -> String {
        match self {
            Self::AtLeast(limit) => format!("≥ {limit}"),
            Self::AtMost(limit) => format!("≤ {limit}"),
            Self::None => "–".into(),
        }
    }
}

/// The findings of one bench.
pub struct Report {
    bench: &'static str,
    check: bool,
    findings: Vec<Value>,
    missed: Vec<String>,
}

impl Report {
    /// For the bench `bench`; `--check` on the command line makes a missed bar a failure.
    pub fn new(bench: &'static str) -> Self {
        let check = std::env::args().any(|argument| argument == "--check");
        Self { bench, check, findings: Vec::new(), missed: Vec::new() }
    }

    /// Ends a bench that cannot run here. Only `CI=true` makes that an error.
    pub fn skip(&self, reason: &str) -> ExitCode {
        println!("{}", json!({ "bench": self.bench, "skipped": reason }));
        if std::env::var("CI").is_ok_and(|value| value == "true") { ExitCode::FAILURE } else { ExitCode::SUCCESS }
    }

    /// Ends a bench that broke.
    pub fn broke(&self, reason: &str) -> ExitCode {
        println!("{}", json!({ "bench": self.bench, "error": reason }));
        ExitCode::FAILURE
    }

    /// Names a part that cannot run here; the others do.
    pub fn lacks(&mut self, name: &str, reason: &str) {
        println!("{name:<34} skipped: {reason}");
        self.findings.push(json!({ "name": name, "skipped": reason }));
        if std::env::var("CI").is_ok_and(|value| value == "true") {
            self.missed.push(format!("{name}: {reason}"));
        }
    }

    /// Product and peer in the same unit, and `ratio`, however the bar defines it.
    pub fn compare(&mut self, name: &str, unit: &str, product: f64, peer: f64, ratio: f64, bar: Bar) {
        let met = self.judge(name, ratio, bar);
        println!(
            "{name:<34} product {product:>9.2} {unit:<6} peer {peer:>9.2} {unit:<6} ratio {ratio:>5.2}  bar {}",
            bar.words()
        );
        self.findings.push(json!({
            "name": name, "unit": unit, "product": rounded(product), "peer": rounded(peer), "ratio": rounded(ratio),
            "bar": bar.words(), "met": met,
        }));
    }

    /// A number of the product alone.
    pub fn limit(&mut self, name: &str, unit: &str, product: f64, bar: Bar) {
        let met = self.judge(name, product, bar);
        println!("{name:<34} product {product:>9.2} {unit:<6} bar {}", bar.words());
        self.findings
            .push(json!({ "name": name, "unit": unit, "product": rounded(product), "bar": bar.words(), "met": met }));
    }

    fn judge(&mut self, name: &str, value: f64, bar: Bar) -> bool {
        let met = bar.is_met(value);
        if !met {
            self.missed.push(format!("{name}: {value:.3}, bar {}", bar.words()));
        }
        met
    }

    /// Prints the line for machines and what was missed.
    pub fn end(&self) -> ExitCode {
        println!("{}", json!({ "bench": self.bench, "met": self.missed.is_empty(), "findings": self.findings }));
        if self.check && !self.missed.is_empty() {
            eprintln!("missed: {}", self.missed.join("; "));
            return ExitCode::FAILURE;
        }
        ExitCode::SUCCESS
    }
}

fn rounded(value: f64) -> f64 {
    (value * 1_000.0).round() / 1_000.0
}
