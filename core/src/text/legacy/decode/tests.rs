//! Labels lie, bytes do not.
use super::*;

const TEXT: &str = "<t>Sở Khoa học và Công nghệ</t>";

fn utf_16(write: fn(u16) -> [u8; 2]) -> Vec<u8> {
    TEXT.encode_utf16().flat_map(write).collect()
}

fn utf_32(write: fn(u32) -> [u8; 4]) -> Vec<u8> {
    TEXT.chars().map(u32::from).flat_map(write).collect()
}

#[test]
fn valid_utf8_beats_every_label() {
    for label in [None, Some("iso-8859-1"), Some("UTF-16"), Some("windows-1258"), Some("vni"), Some("")] {
        let decoded = decode_repair(TEXT.as_bytes(), label);
        assert_eq!(
            (decoded.text.as_str(), decoded.encoding, decoded.repaired, decoded.lossy),
            (TEXT, "UTF-8", None, false)
        );
    }
}

#[test]
fn wide_encodings_are_known_by_mark_or_by_their_zeros() {
    let wide = [utf_16(u16::to_le_bytes), utf_16(u16::to_be_bytes), utf_32(u32::to_le_bytes), utf_32(u32::to_be_bytes)];
    let marks: [&[u8]; 4] = [&[0xff, 0xfe], &[0xfe, 0xff], &[0xff, 0xfe, 0, 0], &[0, 0, 0xfe, 0xff]];
    for (bytes, mark) in wide.iter().zip(marks) {
        assert_eq!(decode_repair(bytes, Some("utf-8")).text, TEXT);
        assert_eq!(decode_repair(&[mark, bytes].concat(), None).text, TEXT);
    }
}

#[test]
fn a_cut_wide_text_keeps_what_can_be_read() {
    let mut bytes = utf_32(u32::to_le_bytes);
    bytes.pop();
    let decoded = decode_repair(&bytes, None);
    assert!(decoded.lossy && decoded.text.starts_with("<t>Sở Khoa học"));
}

#[test]
fn a_mark_before_utf8_is_dropped_even_twice_or_where_it_lies() {
    assert_eq!(decode_repair("\u{feff}\u{feff}<t/>".as_bytes(), None).text, "<t/>");
    assert_eq!(decode_repair(b"\xef\xbb\xbfcaf\xe9 cr\xe8me", None).text, "café crème");
}

#[test]
fn a_cut_character_does_not_spoil_the_rest() {
    let mut bytes = TEXT.as_bytes().to_vec();
    bytes.truncate(bytes.len() - 5);
    let decoded = decode_repair(&bytes, Some("windows-1252"));
    assert_eq!(decoded.text, "<t>Sở Khoa học và Công ngh\u{fffd}");
    assert!(decoded.lossy);
}

#[test]
fn other_labels_are_believed_where_bytes_do_not_contradict() {
    assert_eq!(decode_repair(b"za\xbf\xf3\xb3\xe6", Some(" ISO-8859-2 ")).text, "zażółć");
    assert_eq!(decode_repair(b"caf\xe9", Some("utf-8")).text, "café");
    assert_eq!(decode_repair(b"caf\xe9", Some("\"latin1\"")).text, "café");
    assert_eq!(
        decode_repair(b"C\xabng", Some("x-viet-tcvn5712")).text,
        "Công",
        "a label that names it needs no evidence"
    );
}

#[test]
fn windows_1258_comes_out_composed() {
    let decoded = decode_repair(b"ngh\xea\xf2 thu\xe2\xf2t", Some("windows-1258"));
    assert_eq!((decoded.text.as_str(), decoded.encoding), ("nghệ thuật", "windows-1258"));
}

#[test]
fn empty_and_zero_bytes_are_text_too() {
    assert_eq!(decode_repair(b"", None).text, "");
    assert_eq!(decode_repair(b"a\0b", None).text, "a\0b");
    assert_eq!(decode_repair(&[0; 3], None).text, "\0\0\0");
}
