//! Protocol of `../shared/bench/feed`.

/// Runs the sub-command.
pub(crate) fn run(_args: &[String]) -> Result<(), Box<dyn std::error::Error>> {
    Err("not built yet".into())
}
