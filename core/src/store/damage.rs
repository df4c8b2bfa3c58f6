//! The mark that makes the next open check both files: left by whatever read or write meets damage, taken away by `recovery`.
//!
//! On disk, because this process may not live to repair anything. Callers: the readers and the writer of `content.db`, the
//! connection of `personal.db`, the copies.

use super::error::is_damage;
use super::paths::ProfilePaths;

/// Passes `outcome` on; leaves the mark if it failed because of damage.
pub(super) fn noted<T, E: std::error::Error + 'static>(paths: &ProfilePaths, outcome: Result<T, E>) -> Result<T, E> {
    outcome.inspect_err(|error| note(paths, error))
}

fn note(paths: &ProfilePaths, error: &(dyn std::error::Error + 'static)) {
    if is_damage(error) {
        mark(paths);
    }
}

/// Leaves the mark.
pub(super) fn mark(paths: &ProfilePaths) {
    if let Err(error) = std::fs::write(paths.damage_mark(), b"") {
        tracing::warn!(kind = ?error.kind(), "damage could not be marked");
    }
}
