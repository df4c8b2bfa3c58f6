//! Base64 (RFC 4648 §4) as Atom 0.3 uses it for text; white space inside is skipped.

/// The decoded text. `None` if it is no base64 or no text.
pub(super) fn decode(encoded: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(encoded.len() / 4 * 3);
    let (mut bits, mut count) = (0u32, 0u32);
    for byte in encoded.bytes().filter(|byte| !byte.is_ascii_whitespace() && *byte != b'=') {
        bits = (bits << 6) | u32::from(value(byte)?);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(((bits >> count) & 0xFF) as u8);
        }
    }
    String::from_utf8(bytes).ok()
}

const fn value(byte: u8) -> Option<u8> {
    Some(match byte {
        b'A'..=b'Z' => byte - b'A',
        b'a'..=b'z' => byte - b'a' + 26,
        b'0'..=b'9' => byte - b'0' + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn text_comes_back_and_other_bytes_do_not() {
        assert_eq!(decode("VGhp4bq/dCBi\n 4buL").as_deref(), Some("Thiết bị"));
        assert_eq!(decode("không phải"), None);
        assert_eq!(decode("/////w=="), None);
    }
}
