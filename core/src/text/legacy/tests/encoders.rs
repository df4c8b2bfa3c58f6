//! Encoders for the old encodings, written from their definitions and not from the decoders' tables.

use unicode_normalization::UnicodeNormalization;

/// TCVN 5712 VN3: the letters in the order of their bytes 0xA1 to 0xFE, with the byte where a new run begins.
const TCVN3_RUNS: [(u8, &str); 8] = [
    (0xa1, "ĂÂÊÔƠƯĐăâêôơưđ"),
    (0xb5, "àảãáạ"),
    (0xbb, "ằẳẵắ"),
    (0xc6, "ặầẩẫấậè"),
    (0xce, "ẻẽéẹềểễếệìỉ"),
    (0xdc, "ĩíịò"),
    (0xe1, "ỏõóọồổỗốộờởỡớợù"),
    (0xf1, "ủũúụừửữứựỳỷỹýỵ"),
];

/// `None` if a letter has no byte (capitals with a tone).
pub(super) fn tcvn3(text: &str) -> Option<Vec<u8>> {
    let byte_of = |c: char| match c {
        '\0'..='\x7f' => u8::try_from(c).ok(),
        _ => TCVN3_RUNS.iter().find_map(|(first, run)| {
            run.chars().position(|letter| letter == c).map(|at| first + u8::try_from(at).unwrap())
        }),
    };
    text.nfc().map(byte_of).collect()
}

/// VNI-Windows: base letter, then one byte for hat or breve and tone together.
pub(super) fn vni(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for c in text.nfc() {
        let is_upper = c.is_uppercase();
        let mut parts = c.to_lowercase().flat_map(|c| c.nfd().collect::<Vec<_>>());
        let mut base = parts.next().unwrap();
        let (mut hat, mut breve, mut horn, mut tone) = (false, false, false, 0usize);
        for mark in parts {
            match mark {
                '\u{302}' => hat = true,
                '\u{306}' => breve = true,
                '\u{31b}' => horn = true,
                mark => tone = 1 + "\u{300}\u{309}\u{303}\u{301}\u{323}".chars().position(|one| one == mark).unwrap(),
            }
        }
        let mut out = Vec::new();
        if base == 'i' {
            out.push([b'i', 0xec, 0xe6, 0xf3, 0xed, 0xf2][tone]);
        } else if base == 'y' && tone == 5 {
            out.push(0xee);
        } else {
            base = match (base, horn) {
                ('o', true) => 'ô',
                ('u', true) => 'ö',
                ('đ', _) => 'ñ',
                (base, _) => base,
            };
            out.push(u8::try_from(u32::from(base)).unwrap());
            let marks: [u8; 6] = match (hat, breve) {
                (true, _) => [0xe2, 0xe0, 0xe5, 0xe3, 0xe1, 0xe4],
                (_, true) => [0xea, 0xe8, 0xfa, 0xfc, 0xe9, 0xeb],
                _ => [0, 0xf8, 0xfb, 0xf5, 0xf9, 0xef],
            };
            out.extend(Some(marks[tone]).filter(|&mark| mark != 0));
        }
        let to_upper = |byte: u8| if byte.is_ascii() { byte.to_ascii_uppercase() } else { byte - 0x20 };
        bytes.extend(out.into_iter().map(|byte| if is_upper { to_upper(byte) } else { byte }));
    }
    bytes
}

/// windows-1258: the toneless letter, then a combining tone.
pub(super) fn windows_1258(text: &str) -> Vec<u8> {
    let mut split = String::new();
    for c in text.nfc() {
        let mut tone = None;
        let rest = c.nfd().filter(|part| {
            let is_tone = "\u{300}\u{309}\u{303}\u{301}\u{323}".contains(*part);
            tone = tone.or(is_tone.then_some(*part));
            !is_tone
        });
        split.push_str(&rest.collect::<String>().nfc().collect::<String>());
        split.extend(tone);
    }
    let (bytes, _, failed) = encoding_rs::WINDOWS_1258.encode(&split);
    assert!(!failed, "{text}");
    bytes.into_owned()
}

/// How windows-1252 shows the bytes.
pub(super) fn shown(bytes: &[u8]) -> String {
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned()
}
