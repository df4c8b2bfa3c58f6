//! All three shares count, and so does a single vector.

use super::judge;

fn printed(clean: &str, free: &str, kept: &str, failed: u32) -> String {
    format!(
        "benign 30 100.0\nhostile: policy-clean {clean}%, free of script-capable constructs {free}%  benign kept {kept}%\n\
         TOTAL 374 100.0\n{} passed, {failed} failed\n",
        374 - failed
    )
}

#[test]
fn three_times_a_hundred_passes() {
    assert!(judge(&printed("100.0", "100.0", "100.0", 0)).is_ok());
}

#[test]
fn each_share_below_a_hundred_fails() {
    assert!(judge(&printed("99.7", "100.0", "100.0", 1)).is_err());
    assert!(judge(&printed("100.0", "99.7", "100.0", 1)).is_err());
    assert!(judge(&printed("100.0", "100.0", "96.7", 1)).is_err());
}

#[test]
fn a_vector_lost_in_rounding_fails() {
    assert!(judge(&printed("100.0", "100.0", "100.0", 1)).is_err());
    assert!(judge("nothing").is_err());
}
