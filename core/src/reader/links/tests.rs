//! Whatever is written in an address, what comes out is absolute and of an allowed scheme.

use proptest::prelude::*;

use super::*;

fn on_portal(value: &str) -> Option<String> {
    link(value, base(Some("https://so.vidu.example/tin/bai.html")).as_ref()).map(Cow::into_owned)
}

#[test]
fn relative_addresses_become_absolute() {
    assert_eq!(on_portal("/tep/a.pdf").as_deref(), Some("https://so.vidu.example/tep/a.pdf"));
    assert_eq!(on_portal("?trang=2").as_deref(), Some("https://so.vidu.example/tin/bai.html?trang=2"));
    assert_eq!(on_portal("//anh.example/a.jpg").as_deref(), Some("https://anh.example/a.jpg"));
    assert_eq!(link("/tep/a.pdf", None), None);
}

#[test]
fn an_address_with_a_forgotten_slash_is_read_as_browsers_do() {
    assert_eq!(on_portal("http:so.vidu.example/a").as_deref(), Some("http://so.vidu.example/a"));
}

#[test]
fn only_four_schemes_can_be_followed() {
    for kept in ["http://a.example", "https://a.example/x?y=1&z", "mailto:a@b.example", "tel:+84204123456"] {
        assert_eq!(on_portal(kept).as_deref(), Some(kept));
    }
    for refused in [
        "javascript:alert(1)",
        " java\tscript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "ftp://a.example/",
        "file:///etc/passwd",
        "blob:https://a.example/1",
        "intent://a#Intent;end",
        "http://",
        "",
    ] {
        assert_eq!(on_portal(refused), None, "{refused}");
    }
}

#[test]
fn an_address_that_reads_differently_to_different_eyes_is_normalised() {
    assert_eq!(on_portal("https:\\\\a.example\\b").as_deref(), Some("https://a.example/b"));
    assert_eq!(on_portal("https://a.example/\u{202e}gpj").as_deref(), Some("https://a.example/%E2%80%AEgpj"));
    assert_eq!(on_portal("https://a.example/tin-tức").as_deref(), Some("https://a.example/tin-tức"));
}

#[test]
fn images_are_never_mail() {
    assert_eq!(image("mailto:a@b.example", None), None);
    assert_eq!(image("https://a.example/a.jpg", None).as_deref(), Some("https://a.example/a.jpg"));
}

#[test]
fn only_raster_images_may_stand_in_the_text_itself() {
    assert!(is_raster_data("data:image/png;base64,iVBORw0KGgo="));
    assert!(!is_raster_data("data:image/svg+xml,<svg/>"));
    assert!(!is_raster_data("data:image/pngx,"));
    assert!(!is_raster_data(&format!("data:image/png,{}", "a".repeat(MAX_DATA_IMAGE))));
}

proptest! {
    #[test]
    fn whatever_is_written_the_result_has_an_allowed_scheme(value in "\\PC{0,30}|(java|vb)?script:.{0,9}|[a-z]{1,6}:.{0,12}") {
        if let Some(url) = on_portal(&value) {
            let url = Url::parse(&url).expect("absolute");
            prop_assert!(matches!(url.scheme(), "http" | "https" | "mailto" | "tel"));
        }
    }
}
