//! Every letter comes back from every encoding; nobody else's text is touched.
use super::*;
use crate::text::letter::{Case, Glyph, Letter, Tone};
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

mod encoders;
use encoders::{shown, tcvn3, vni, windows_1258};

const PROSE: &str = "Sở Khoa học và Công nghệ vừa nghiệm thu đề tài nghiên cứu giống chè mới. Nhóm kỹ sư đã trồng thử \
    trên mười hai thửa ruộng bậc thang, ghi lại độ ẩm, nhiệt độ và lượng mưa suốt hai năm. Kết quả cho thấy cây khỏe, \
    ít sâu bệnh, búp đều; người dân Lâm Hà phấn khởi. Xem https://skhcn.tinhmau.example/tin?id=12 hoặc gọi 0263.";

const UNTOUCHED: &str = include_str!("untouched.txt");

fn every_letter() -> Vec<char> {
    let mut all = Vec::new();
    for letter in "aăâbcdđeêghiklmnoôơpqrstuưvxy".chars().filter_map(Letter::from_char) {
        for tone in Tone::ALL.into_iter().take(if letter.is_vowel() { 6 } else { 1 }) {
            all.extend([Case::Lower, Case::Upper].map(|case| Glyph { letter, tone, case }.to_char()));
        }
    }
    all
}

fn untouched() -> Vec<&'static str> {
    UNTOUCHED.lines().filter_map(|line| line.split_once(' ')).map(|(_, text)| text).collect()
}

#[test]
fn there_are_178_letters_of_which_134_are_beyond_ascii() {
    let all = every_letter();
    assert_eq!(all.len(), 2 * 89);
    assert_eq!(all.iter().filter(|c| !c.is_ascii()).count(), 134);
}

#[test]
fn every_letter_comes_back_from_every_encoding() {
    let mut without_byte = 0;
    for c in every_letter() {
        let text = c.to_string();
        assert_eq!(convert(&shown(&vni(&text)), Legacy::Vni), text);
        assert_eq!(convert(&shown(&windows_1258(&text)), Legacy::Windows1258), text);
        assert_eq!(convert(&shown(text.as_bytes()), Legacy::DoubleUtf8), text);
        match tcvn3(&text) {
            Some(bytes) => assert_eq!(convert(&shown(&bytes), Legacy::Tcvn3), text),
            None => without_byte += 1,
        }
    }
    assert_eq!(without_byte, 60, "VN3 has no capitals with a tone");
}

#[test]
fn prose_in_every_encoding_is_detected_and_comes_back_whole() {
    let bytes = [
        (Legacy::Tcvn3, tcvn3(PROSE).unwrap_or_default()),
        (Legacy::Vni, vni(PROSE)),
        (Legacy::Windows1258, windows_1258(PROSE)),
        (Legacy::DoubleUtf8, PROSE.as_bytes().to_vec()),
    ];
    for (legacy, bytes) in bytes {
        let expected = Some(Repaired { text: PROSE.to_owned(), from: legacy });
        assert_eq!(repair(&shown(&bytes)), expected, "{legacy:?}");
        if legacy != Legacy::DoubleUtf8 {
            for declared in [None, Some("iso-8859-1"), Some("windows-1258"), Some("utf-8"), Some("nonsense")] {
                assert_eq!(decode_repair(&bytes, declared).text, PROSE, "{legacy:?} declared {declared:?}");
            }
        }
    }
    let twice = shown(shown(PROSE.as_bytes()).as_bytes());
    assert_eq!(repair(&twice).map(|repaired| repaired.text).as_deref(), Some(PROSE));
}

#[test]
fn a_known_line_of_each_encoding_reads_as_its_fonts_show_it() {
    for (line, from) in [
        ("Sôû Khoa hoïc vaø Coâng ngheä", Legacy::Vni),
        ("Së Khoa häc vµ C«ng nghÖ", Legacy::Tcvn3),
        ("SÆ¡Ì‰ Khoa hoÌ£c vÃ\u{a0} CÃ´ng nghÃªÌ£", Legacy::DoubleUtf8),
        ("Sở Khoa há»\u{8d}c vÃ\u{a0} CÃ´ng nghá»‡", Legacy::DoubleUtf8),
    ] {
        let expected = Repaired { text: "Sở Khoa học và Công nghệ".to_owned(), from };
        assert_eq!(repair(line), Some(expected), "{line}");
    }
}

#[test]
fn capitals_come_back_as_capitals() {
    assert_eq!(convert("COÄNG HOØA XAÕ HOÄI CHUÛ NGHÓA VIEÄT NAM", Legacy::Vni), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM");
    assert_eq!(convert("CéNG HOµ X· HéI CHñ NGHÜA VIÖT NAM", Legacy::Tcvn3), "CỘNG HOÀ Xã HỘI CHỦ NGHĨA VIỆT NAM");
    assert_eq!(convert("Bé Y tÕ", Legacy::Tcvn3), "Bộ Y tế");
}

#[test]
fn text_of_other_languages_is_never_touched() {
    let lines = untouched();
    assert!(lines.len() >= 200);
    for line in &lines {
        assert_eq!(repair(line), None, "{line}");
        assert_eq!(repair(&line.to_uppercase()), None, "{line}");
        assert_eq!(repair(&line.nfd().collect::<String>()), None, "{line}, decomposed");
        // A doubled line with Vietnamese names may be put right, never wrong.
        let doubled = repair(&shown(line.as_bytes()));
        assert!(
            doubled.is_none_or(|repaired| repaired.text == **line && line.contains(|c| c > '\u{1000}')),
            "{line}, read twice"
        );
        assert_eq!(decode_repair(line.as_bytes(), Some("windows-1252")).text, **line);
    }
    assert_eq!(repair(&lines.join("\n")), None);
}

#[test]
fn bytes_of_other_languages_are_never_taken_for_vietnamese() {
    for (encoding, languages) in [
        (encoding_rs::WINDOWS_1252, ["fr", "de", "en"].as_slice()),
        (encoding_rs::WINDOWS_1250, &["pl", "de"]),
        (encoding_rs::ISO_8859_2, &["pl", "de"]),
    ] {
        let lines = UNTOUCHED.lines().filter_map(|line| line.split_once(' '));
        for (_, line) in lines.filter(|(language, _)| languages.contains(language)) {
            let (bytes, _, _) = encoding.encode(line);
            if line.contains(['Ã', 'Å']) {
                // Its bytes are the UTF-8 that the line was before it was spoiled.
                continue;
            }
            for declared in [None, Some("utf-8"), Some(encoding.name())] {
                assert_eq!(decode_repair(&bytes, declared).repaired, None, "{line} as {}", encoding.name());
            }
            assert_eq!(
                decode_repair(&bytes, Some(encoding.name())).text,
                encoding.decode_without_bom_handling(&bytes).0
            );
        }
    }
}

#[test]
fn right_vietnamese_is_never_touched() {
    assert_eq!(repair(PROSE), None);
    assert_eq!(repair(&PROSE.nfd().collect::<String>()), None);
    for line in [
        "Cà phê",
        "công và tội",
        "không có gì là khó",
        "Là ai? Có gì? Không có.",
        "Hà Nam",
        "Ô tô, xe máy",
        "bác có nhà ở quê",
    ] {
        assert_eq!(repair(line), None, "{line}");
    }
    for words in PROSE.split_whitespace().collect::<Vec<_>>().windows(3) {
        assert_eq!(repair(&words.join(" ")), None);
    }
}

#[test]
fn two_words_convince_only_where_nothing_else_is_foreign() {
    assert_eq!(repair("Coâng ngheä 4.0").map(|repaired| repaired.text).as_deref(), Some("Công nghệ 4.0"));
    assert_eq!(repair("ngheä"), None);
    assert_eq!(repair("Loïc et Caïn"), None);
}

#[test]
fn a_mark_without_its_letter_speaks_against_the_encoding() {
    assert_eq!(repair("ñaâu ñaây ñaân").map(|repaired| repaired.text).as_deref(), Some("đâu đây đân"));
    assert_eq!(repair("ñâu ñây ñân"), None, "VNI has no â without its a");
}

#[test]
fn parts_that_are_right_survive_beside_doubled_utf8() {
    let text = format!("{} Lâm Đồng đổi mới. “{}”", shown("Thông báo của Sở về việc tuyển dụng".as_bytes()), "được");
    let repaired = repair(&text).map(|repaired| repaired.text);
    assert_eq!(repaired.as_deref(), Some("Thông báo của Sở về việc tuyển dụng Lâm Đồng đổi mới. “được”"));
}

#[test]
fn markup_and_addresses_do_not_hinder_a_document() {
    let page = format!(
        "<?xml version=\"1.0\"?><rss><channel><title>{PROSE}</title><link>https://a.example/x</link></channel></rss>"
    );
    let decoded = decode_repair(&vni(&page), None);
    assert_eq!((decoded.text.as_str(), decoded.repaired), (page.as_str(), Some(Legacy::Vni)));
}

#[test]
fn a_document_decides_for_its_short_parts() {
    let title = shown(&vni("Giống chè"));
    assert_eq!(repair(&title), None);
    let from = detect(&shown(&vni(PROSE))).unwrap();
    assert_eq!(convert(&title, from), "Giống chè");
}

#[test]
fn a_word_alone_is_a_guess_and_no_repair() {
    let said = |text: &str| -> Vec<String> { guesses(text).into_iter().map(|guess| guess.text).collect() };
    assert!(said(&shown(&vni("nghệ"))).contains(&"nghệ".to_owned()));
    assert!(said(&shown(&tcvn3("một cửa").unwrap())).contains(&"một cửa".to_owned()), "mét is a syllable, cöa is none");
    assert_eq!(repair(&shown(&tcvn3("một cửa").unwrap())), None);
    for right in ["nghệ", "thé", "công nghệ", "cong nghe", "", "«một»", "Müller", "garçon", "Straße", "Łódź"]
    {
        assert_eq!(said(right), Vec::<String>::new(), "{right}");
    }
}

/// Finishes at once if linear; a quadratic step would take hours here.
#[test]
fn long_runs_of_odd_characters_take_no_time() {
    for odd in ["Ã", "á»", "aâ", "ò", "Æ°", "oï ", "\u{ad}", "a\u{300}"] {
        let text = odd.repeat(200_000);
        assert_eq!(repair(&text), None, "{odd:?}");
    }
    assert!(decode_repair(&"\u{feff}".repeat(200_000).into_bytes(), None).text.is_empty());
    assert!(decode_repair(&[0xf8; 500_000], None).repaired.is_none());
}

proptest! {
    #[test]
    fn nothing_fails_badly_and_nothing_is_lost_without_repair(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        let decoded = decode_repair(&bytes, None);
        if let Ok(text) = std::str::from_utf8(&bytes) && decoded.repaired.is_none() && !text.contains(['\0', '\u{feff}']) {
            prop_assert_eq!(decoded.text, text);
        }
    }

    #[test]
    fn converting_any_text_is_safe(text in "[a-zA-Z\u{80}-\u{ff}€-™ ]{0,60}") {
        for legacy in Legacy::ALL {
            let converted = convert(&text, legacy);
            prop_assert!(unicode_normalization::is_nfc(&converted));
        }
    }
}

#[test]
fn right_vietnamese_with_quotes_and_dashes_is_not_even_examined() {
    let suspects = |text: &str| suspicion::Suspicion::of(text).includes(Legacy::DoubleUtf8);
    assert!(!suspects("Ông nói: “Đã đủ”, và – như mọi khi – “có”. Sở KH&CN… đã"));
    let long = "chữ ".repeat(80);
    for text in ["CÃ´ng nghá»‡", "thÃ\u{a0}nh", &format!("{long}nghá»‡{long}")] {
        assert!(suspects(text), "{text}");
    }
}
