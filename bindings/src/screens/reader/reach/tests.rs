//! Numbers, addresses and links of records.
use serde_json::json;

use super::*;
use crate::tests::context;

#[test]
fn a_number_is_called_by_its_digits_and_shown_as_it_is_written() {
    let data = json!({"contact": {"phone": "0204 3854.123", "email": "khcn@example.vn"}});
    let found = contacts("listing", &data, &context());
    let urls: Vec<&str> = found.iter().map(|contact| contact.url.as_str()).collect();
    assert_eq!(urls, ["tel:02043854123", "mailto:khcn@example.vn"]);
    assert_eq!(found[0].label, "Gọi 0204 3854.123");
    assert_eq!(contacts("unit", &json!({"phones": ["+84 204 1"]}), &context())[0].url, "tel:+842041");
}

#[test]
fn an_action_has_a_number_or_an_address_and_one_without_either_is_none() {
    let data = json!({"actions": [{"label": "Gọi trực ban", "tel": "113"}, {"label": "Xem", "url": "https://a.vn"}, {"label": "Gì"}]});
    let found = contacts("notice", &data, &context());
    assert_eq!(found.len(), 2);
    assert!(found[0].label == "Gọi trực ban (113)" && found[1].spoken.contains("mở trang ngoài"));
    assert!(
        contacts("document", &data, &context()).is_empty() && contacts("listing", &json!(null), &context()).is_empty()
    );
}
