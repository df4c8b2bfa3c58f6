//! Nothing but the name of a server comes through, whatever is wrapped.

use proptest::prelude::*;

use super::*;

#[test]
fn of_an_address_only_the_host_is_shown() {
    let address = "https://ai:mat-khau@tin.example.vn:8443/tim?q=benh+tim#ket-qua";
    assert_eq!(HostOf(address).to_string(), "tin.example.vn");
    assert_eq!(HostOf("tin.example.vn:8443").to_string(), "tin.example.vn");
    assert_eq!(HostOf("[2001:db8::1]").to_string(), "[2001:db8::1]");
    assert_eq!(format!("{:?}", HostOf("https://[2001:db8::1]/")), "[2001:db8::1]");
}

#[test]
fn what_is_no_address_is_not_shown() {
    for typed in ["", "bệnh tim", "tel:0912345678", "0912345678", "0912.345.678", "tin.example.vn/tim?q=benh", "a b.vn"]
    {
        assert_eq!(HostOf(typed).to_string(), "[no host]", "{typed}");
    }
}

#[test]
fn a_redacted_value_shows_nothing_of_itself() {
    assert_eq!(format!("{} {:?}", Redacted("0912345678"), Redacted(Some("tên"))), "[redacted] [redacted]");
}

proptest! {
    #[test]
    fn no_path_and_no_query_comes_through(host in "[a-z]{1,9}\\.vn", secret in "[A-Z]{4,12}") {
        let shown = HostOf(&format!("https://{host}/{secret}?{secret}#{secret}")).to_string();
        prop_assert_eq!(shown, host);
    }
}
