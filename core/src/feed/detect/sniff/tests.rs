//! What pages are served in place of feeds.

use super::*;

#[test]
fn pages_in_place_of_feeds_are_told_apart() {
    for (page, what) in [
        ("<!DOCTYPE html><html><head><title>Trang chủ</title></head><body>Tin</body></html>", NotAFeed::WebPage),
        ("<html><head><title>502 Bad Gateway</title></head></html>", NotAFeed::ErrorPage),
        ("<html><title>Thông báo</title><body><h1>Hệ thống đang bảo trì</h1></body></html>", NotAFeed::ErrorPage),
        (
            "<html><body><script>document.cookie=\"D1N=ab\"; location.reload();</script></body></html>",
            NotAFeed::ChallengePage,
        ),
        ("<html><head><title>Just a moment...</title></head></html>", NotAFeed::ChallengePage),
        ("<html><head><title>Đăng nhập WiFi</title></head><body></body></html>", NotAFeed::CaptivePortal),
        ("<urlset><url/></urlset>", NotAFeed::OtherXml),
        ("{\"loi\": 1}", NotAFeed::OtherJson),
        ("Không có gì ở đây", NotAFeed::PlainText),
    ] {
        assert_eq!(classify(page), what, "{page}");
    }
}

#[test]
fn bytes_that_are_no_text_are_called_so() {
    let bytes: Vec<u8> = (0..4096u32).map(|n| (n * 7 % 256) as u8).collect();
    assert_eq!(classify(&String::from_utf8_lossy(&bytes)), NotAFeed::Binary);
}
