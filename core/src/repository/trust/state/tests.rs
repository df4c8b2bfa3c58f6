//! A state is whole or it is an error. What needs signed metadata stands in `tests/tests/repository_trust*.rs`.

use super::*;

#[test]
fn bytes_that_are_no_root_start_nothing() {
    for bytes in [&b""[..], b"{}", b"<html>", br#"{"signed":{},"signatures":[]}"#] {
        let refused = TrustState::bootstrap(bytes);
        assert!(matches!(refused, Err(TrustError::Damaged { what: Role::Root })));
    }
}
