//! What the library exports, as a committed list, and its stamp in the changelog: no change of the interface without a word about it.

/// The list, from the workspace's folder.
pub(crate) const FILE: &str = "bindings/exports.txt";

/// Where changes are told.
pub(crate) const CHANGELOG: &str = "CHANGELOG.md";

/// Whether the committed list is the library's and its stamp stands in the newest section of the changelog.
///
/// # Errors
/// What differs or is missing, and what to do.
pub(crate) fn compare(committed: &str, built: &str, changelog: &str) -> Result<(), String> {
    let gone = committed.lines().filter(|line| !built.lines().any(|other| other == *line));
    let new = built.lines().filter(|line| !committed.lines().any(|other| other == *line));
    let changes: Vec<String> =
        gone.map(|line| format!("- {line}")).chain(new.map(|line| format!("+ {line}"))).collect();
    if !changes.is_empty() || committed != built {
        let changes = changes.join("\n");
        return Err(format!("{FILE} is not what the library exports: cargo bindgen --accept\n{changes}"));
    }
    let mark = mark(committed);
    match newest(changelog).is_some_and(|section| says(section, &mark)) {
        true => Ok(()),
        false => Err(format!("the newest section of {CHANGELOG} tells no change of {FILE}: it lacks `{mark}`")),
    }
}

/// What the changelog has to say of a list: `exports ` and the stamp.
pub(crate) fn mark(list: &str) -> String {
    let stamp = format!("{:016x}", fnv1a(list.as_bytes()));
    format!("exports {}", stamp.get(..8).unwrap_or(&stamp))
}

/// FNV-1a, 64 bits: a change is to be seen, nobody has to be kept from making one on purpose.
fn fnv1a(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The first section, up to the next heading of its rank.
fn newest(changelog: &str) -> Option<&str> {
    let heading = "\n## ";
    let (_, rest) = changelog.split_once(heading)?;
    Some(rest.split_once(heading).map_or(rest, |(section, _)| section))
}

/// Whether `mark` stands there as words of its own.
fn says(section: &str, mark: &str) -> bool {
    section.match_indices(mark).any(|(at, found)| {
        let before = section.get(..at).and_then(|head| head.chars().last());
        let after = section.get(at + found.len()..).and_then(|tail| tail.chars().next());
        !before.into_iter().chain(after).any(char::is_alphanumeric)
    })
}

#[cfg(test)]
mod tests;
