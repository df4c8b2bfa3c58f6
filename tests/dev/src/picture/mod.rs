//! stub
pub(crate) fn run(_args: &[String]) -> Result<std::process::ExitCode, String> {
    Err("x".into())
}
