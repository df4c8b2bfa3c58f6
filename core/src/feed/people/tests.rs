//! Names out of lines.

use super::name;

#[test]
fn the_name_beside_a_mail_address_counts() {
    for line in [
        "bientap@mau.example (Nguyễn Văn Mẫu)",
        "Nguyễn Văn Mẫu <bientap@mau.example>",
        "\"Nguyễn Văn Mẫu\" <bientap@mau.example>",
        "Nguyễn Văn Mẫu (bientap@mau.example)",
        "Nguyễn Văn Mẫu",
        "<b>Nguyễn</b> Văn Mẫu",
    ] {
        assert_eq!(name(line).as_deref(), Some("Nguyễn Văn Mẫu"), "{line}");
    }
}

#[test]
fn an_address_alone_stands_for_its_owner() {
    assert_eq!(name("mailto:a@b.example").as_deref(), Some("a@b.example"));
    assert_eq!(name(" "), None);
}
