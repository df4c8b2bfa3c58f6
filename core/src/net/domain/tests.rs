//! Which hosts are one site.

use super::*;

#[test]
fn two_portals_of_one_department_belong_together() {
    assert!(same_registrable_domain("skhcn.example.gov.vn", "EXAMPLE.gov.vn."));
    assert!(same_registrable_domain("a.b.vnexpress.net", "vnexpress.net"));
}

#[test]
fn two_organisations_under_a_public_suffix_do_not() {
    assert!(!same_registrable_domain("one.gov.vn", "two.gov.vn"));
    assert!(!same_registrable_domain("one.com.vn", "two.com.vn"));
    assert!(!same_registrable_domain("one.github.io", "two.github.io"));
    assert!(!same_registrable_domain("gov.vn", "one.gov.vn"));
}

#[test]
fn a_name_that_only_ends_alike_is_another_organisation() {
    assert!(!same_registrable_domain("example.vn", "notexample.vn"));
    assert!(!same_registrable_domain("example.vn.evil.com", "example.vn"));
}

#[test]
fn addresses_equal_only_themselves() {
    assert!(same_registrable_domain("127.0.0.1", "127.0.0.1"));
    assert!(!same_registrable_domain("127.0.0.1", "10.0.0.1"));
    assert!(!same_registrable_domain("[::1]", "[::2]"));
    assert!(!same_registrable_domain("", ""));
}
