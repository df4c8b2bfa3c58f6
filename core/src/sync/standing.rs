//! What is to be said of the repository between two syncs: why the servers' last answer was of no use, and whether the
//! app is too old.
//!
//! Called by shells for `status`. Attack, dead network and age read differently here as they do in a sync's report.
//!
//! Pure: what is stored comes in.

use crate::error::Message;
use crate::repository::format::FORMAT;
use crate::store::personal::trust::RepositoryCheck;
use crate::text::dates;

/// That the newest release needs a newer version of the app; `None` if this one can read it.
pub fn update_wanted(check: &RepositoryCheck) -> Option<Message> {
    (check.needs_format > FORMAT).then(|| Message::new("sync.repository.too_new"))
}

/// Why the servers' last answer brought nothing; `None` if it did, nobody was asked, or [`update_wanted`] says it.
pub fn trouble(check: &RepositoryCheck) -> Option<Message> {
    let key = match check.problem.as_deref()?.strip_prefix("error.")? {
        "repository.forged" | "repository.too_large" | "repository.damaged" => "sync.repository.forged",
        "repository.rollback" => "sync.repository.rollback",
        "repository.expired" => "sync.repository.expired",
        "repository.clock" => "sync.repository.clock",
        "repository.state" => "sync.repository.state",
        "repository.too_new" => return None,
        "repository.page" | "net.captive_portal" => "sync.repository.page",
        "net.offline" | "net.dns" | "net.refused" | "net.reset" | "net.truncated" | "net.backing_off" => NETWORK,
        net if net.starts_with("net.timeout") => NETWORK,
        net if net.starts_with("net.tls") => "sync.repository.tls",
        "repository.missing" | "repository.garbled" => SERVER,
        net if net.starts_with("net.") => SERVER,
        _ => "sync.repository.failed",
    };
    Some(Message::new(key).with("at", dates::date_time(check.checked)))
}

const NETWORK: &str = "sync.repository.network";
const SERVER: &str = "sync.repository.server";

#[cfg(test)]
mod tests;
