//! Bytes to text, with the lies of real servers.

use super::*;

const TEXT: &str =
    "<?xml version=\"1.0\"?><rss><title>Sở Khoa học và Công nghệ đổi mới quy trình tiếp nhận hồ sơ</title></rss>";

fn read(bytes: &[u8], content_type: Option<&str>) -> (String, &'static str) {
    let mut warnings = Warnings::new();
    let decoded = decode(bytes, content_type, &mut warnings);
    (decoded.text.into_owned(), decoded.name)
}

fn warned(bytes: &[u8], kind: W) -> bool {
    let mut warnings = Warnings::new();
    let text = decode(bytes, None, &mut warnings).text.into_owned();
    warnings.report(&text).iter().any(|warning| warning.kind == kind)
}

fn utf16(text: &str, write: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(write).collect()
}

fn utf32(text: &str, write: fn(u32) -> [u8; 4]) -> Vec<u8> {
    text.chars().flat_map(|c| write(u32::from(c))).collect()
}

#[test]
fn byte_order_marks_of_utf8_utf16_and_utf32_are_honoured() {
    let marked = format!("\u{FEFF}{TEXT}");
    for (bytes, name) in [
        (marked.clone().into_bytes(), "UTF-8"),
        (utf16(&marked, u16::to_be_bytes), "UTF-16BE"),
        (utf16(&marked, u16::to_le_bytes), "UTF-16LE"),
        (utf32(&marked, u32::to_be_bytes), "UTF-32BE"),
        (utf32(&marked, u32::to_le_bytes), "UTF-32LE"),
    ] {
        assert_eq!(read(&bytes, Some("text/xml; charset=iso-8859-1")), (TEXT.to_owned(), name));
    }
}

#[test]
fn utf16_and_utf32_are_known_without_a_mark() {
    assert_eq!(read(&utf16(TEXT, u16::to_be_bytes), None), (TEXT.to_owned(), "UTF-16BE"));
    assert_eq!(read(&utf16(TEXT, u16::to_le_bytes), None), (TEXT.to_owned(), "UTF-16LE"));
    assert_eq!(read(&utf32(TEXT, u32::to_be_bytes), None), (TEXT.to_owned(), "UTF-32BE"));
}

#[test]
fn valid_utf8_beats_any_label() {
    for label in ["iso-8859-1", "windows-1252", "utf-16", "us-ascii", "unicode-utf8", "khong-co"] {
        let text = TEXT.replace("?>", &format!(" encoding=\"{label}\"?>"));
        assert_eq!(
            read(text.as_bytes(), Some(&format!("text/xml; charset={label}"))),
            (text.clone(), "UTF-8"),
            "{label}"
        );
    }
}

#[test]
fn a_wrong_label_is_told_to_the_webmaster() {
    let text = TEXT.replace("?>", " encoding=\"iso-8859-1\"?>");
    assert!(warned(text.as_bytes(), W::EncodingMislabelled));
    assert!(!warned(TEXT.as_bytes(), W::EncodingMislabelled));
    assert!(!warned(b"<?xml version=\"1.0\" encoding=\"iso-8859-1\"?><rss/>", W::EncodingMislabelled));
}

#[test]
fn nearly_valid_utf8_is_kept_and_bad_bytes_are_replaced() {
    let mut bytes = TEXT.as_bytes().to_vec();
    let at = TEXT.find("quy").unwrap();
    bytes.splice(at..at, [0xE1, 0xBB]);
    let (text, name) = read(&bytes, None);
    assert_eq!(name, "UTF-8");
    assert_eq!(text.replace('\u{FFFD}', ""), TEXT);
    assert!(warned(&bytes, W::InvalidBytes));
}

#[test]
fn a_letter_cut_in_half_at_the_end_of_the_file_changes_nothing() {
    let bytes = "<rss><title>cà phê".as_bytes();
    assert_eq!(read(&bytes[..bytes.len() - 1], None).0, "<rss><title>cà ph\u{FFFD}");
}

#[test]
fn the_header_beats_the_declaration() {
    let bytes = b"<?xml version='1.0' encoding='iso-8859-2'?><rss><title>\xA3\x93test\x94</title></rss>";
    assert!(read(bytes, Some("text/xml; charset = 'windows-1252'")).0.contains("£“test”"));
    assert!(read(bytes, None).0.contains("Ł"));
}

#[test]
fn windows_1258_is_read_as_vietnamese() {
    let bytes = b"<?xml version=\"1.0\" encoding=\"windows-1258\"?><rss><title>C\xF4ng ngh\xEA\xF2</title></rss>";
    let (text, name) = read(bytes, None);
    assert_eq!(name, "windows-1258");
    assert!(crate::text::nfc(&text).contains("Công nghệ"));
}

#[test]
fn tcvn3_without_a_label_is_repaired() {
    let bytes = b"<rss><title>S\xEB Khoa h\xE4c v\xB5 C\xABng ngh\xD6 th\xABng b\xB8o k\xD5t qu\xB6 nghi\xAAn c\xF8u</title></rss>";
    let (text, _) = read(bytes, None);
    assert!(text.contains("Khoa học và Công nghệ thông báo kết quả nghiên cứu"), "{text}");
    assert!(warned(bytes, W::LegacyEncoding));
}

#[test]
fn utf8_encoded_twice_is_repaired() {
    let plain = "<rss><title>Kết quả nghiên cứu khoa học và công nghệ của tỉnh</title></rss>";
    let twice: String =
        plain.bytes().map(|byte| WINDOWS_1252.decode_without_bom_handling(&[byte]).0.into_owned()).collect();
    assert_eq!(read(twice.as_bytes(), None).0, plain);
}

#[test]
fn french_and_swiss_german_stay_untouched() {
    for text in [
        "<rss><title>L'hôpital et l'école d'été ont été présentés à Genève, où la forêt protégée…</title></rss>",
        "<rss><title>Zürcher Behörde prüft Gesuche für Öl- und Gasförderung, sagt Müller über Bäche</title></rss>",
    ] {
        assert_eq!(read(text.as_bytes(), None).0, text);
        let (latin, ..) = WINDOWS_1252.encode(text);
        assert_eq!(read(&latin, None).0, text);
        assert!(!warned(&latin, W::LegacyEncoding));
    }
}

#[test]
fn labels_only_feeds_use_are_understood() {
    for (label, name) in [
        ("cp1258", "windows-1258"),
        ("u8", "UTF-8"),
        ("utf_8", "UTF-8"),
        ("x-sjis", "Shift_JIS"),
        ("latin-1", "windows-1252"),
    ] {
        assert_eq!(known(label).map(Encoding::name), Some(name), "{label}");
    }
    assert_eq!(charset("text/xml; Charset=\"utf-8\"; q=1"), Some("utf-8"));
    assert_eq!(charset("text/xml; qs=0.9"), None);
}
