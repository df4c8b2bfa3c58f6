//! Which of byte order mark, header, page and content decides about the encoding, and that no bytes fail.

use super::*;

#[test]
fn valid_utf8_beats_every_label() {
    let page = "<meta charset=windows-1252><p>Đổi mới sáng tạo</p>";
    assert_eq!(page_text(page.as_bytes(), Some("text/html; charset=iso-8859-1")), page);
}

#[test]
fn the_header_beats_the_page() {
    let bytes = b"<meta charset=iso-8859-2><p>caf\xe9";
    assert!(page_text(bytes, Some("text/html; Charset=\"windows-1252\"")).ends_with("café"));
    assert!(
        page_text(b"<meta http-equiv=Content-Type content='text/html; charset=windows-1251'>\xc4\xe0", None)
            .ends_with("Да")
    );
}

#[test]
fn a_byte_order_mark_beats_all() {
    let utf16: Vec<u8> = "\u{feff}<p>Bắc".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(page_text(&utf16, Some("text/html; charset=utf-8")), "<p>Bắc");
}

#[test]
fn marks_written_apart_are_joined() {
    // windows-1258: «Tiếng Việt» with the tones as letters of their own.
    assert_eq!(
        page_text(b"<meta charset=windows-1258>Ti\xea\xecng Vi\xea\xf2t", None).split('>').nth(1),
        Some("Tiếng Việt")
    );
}

#[test]
fn bytes_that_fit_nothing_do_not_fail() {
    assert!(page_text(b"<meta charset=utf-16>\xff\xfex\xc3(", None).contains('('));
    assert!(page_text(&[0xc3, 0x28, 0xff], Some("text/html; charset=nothing")).contains('('));
}
