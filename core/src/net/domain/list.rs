//! The public suffix list: which part of a host name is given out to strangers.
//!
//! The rules are packed into the library and unpacked when the first name is asked about: 10,000 of them as compiled code take eight
//! times as much. The file says where it comes from; `docs/dependencies.md` how to renew it. Algorithm: <https://github.com/publicsuffix/list/wiki/Format>.
//!
//! Pure. Names are lower case, international ones as `xn--`.

use std::sync::LazyLock;

use crate::packed;

/// The rules, in order of their bytes.
static RULES: LazyLock<Vec<Box<str>>> = LazyLock::new(|| {
    let text = packed::PUBLIC_SUFFIXES.text();
    text.lines().filter(|line| !line.starts_with('#')).map(Into::into).collect()
});

/// The public suffix and the label before it; `None` for a name that is itself a public suffix, or none.
pub(super) fn registrable(host: &str) -> Option<&str> {
    if host.split('.').any(str::is_empty) {
        return None;
    }
    let suffix = suffix_labels(host);
    let labels = host.split('.').count();
    let skipped = labels.checked_sub(suffix + 1)?;
    let bytes: usize = host.split('.').take(skipped).map(|label| label.len() + 1).sum();
    host.get(bytes..)
}

/// How many labels of a name are its public suffix: by the longest rule, an exception before all others, one label where there is
/// no rule.
fn suffix_labels(host: &str) -> usize {
    let mut rest = Some(host);
    let mut labels = host.split('.').count();
    while let Some(name) = rest {
        if has(&["!", name].concat()) {
            return labels - 1;
        }
        let above = name.split_once('.').map(|(_, above)| above);
        if has(name) || above.is_some_and(|above| has(&["*.", above].concat())) {
            return labels;
        }
        rest = above;
        labels -= 1;
    }
    1
}

fn has(rule: &str) -> bool {
    RULES.binary_search_by(|known| known.as_ref().cmp(rule)).is_ok()
}

#[cfg(test)]
mod tests;
