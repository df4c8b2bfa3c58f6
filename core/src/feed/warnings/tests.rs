//! The report.

use super::*;

#[test]
fn each_kind_is_counted_and_its_first_line_told() {
    let mut warnings = Warnings::new();
    let text = "a\nb\nc & d & e\n";
    warnings.add(WarningKind::BareAmpersand, 6);
    warnings.add(WarningKind::BareAmpersand, 10);
    assert_eq!(warnings.report(text), [Warning { kind: WarningKind::BareAmpersand, count: 2, line: 3 }]);
}

#[test]
fn every_kind_has_a_text_in_both_languages() {
    for kind in WarningKind::ALL {
        assert!(crate::strings::has(kind.key()), "{}", kind.key());
    }
}
