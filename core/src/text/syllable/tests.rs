//! What is a syllable, what is not, and where the tone mark goes.
use super::*;

fn canonical(word: &str) -> String {
    let mut out = String::new();
    parse(word).unwrap_or_else(|| panic!("`{word}` is a syllable")).write_into(&mut out);
    out
}

#[test]
fn everyday_and_rare_syllables_are_well_formed() {
    let text = "nghiêng khuỷu ngoằn ngoèo xoong quốc quyết quỳnh giếng gìn gì giữ giặt yêu yến ý ô uể oải khuya rượu \
                hươu xuể thuở huơ quở tuýp luyện tuyết nguyễn Đắc ƯỚC ỷ nghề ghé kỹ kẻ chuếch choáng xoèn xoẹt loong \
                quạnh quýt quẩy quấn quặng quăng khoắng thoăn thoắt pin moóc";
    for word in text.split_whitespace() {
        assert!(is_syllable(word), "{word}");
    }
}

#[test]
fn other_words_are_not_syllables() {
    let text = "bac théâtre kon Zoé für noël cê ngi nghạ ghó kạ ciê qa qụ qúo bàc mẹch hảt àá hoàn2 tr ngh x étr \
                straße nghiêngg aeo yêuu hyên être maïs wa fa ja czy się thyêu";
    for word in text.split_whitespace() {
        assert!(!is_syllable(word), "{word}");
    }
    assert!(!is_syllable(""));
}

#[test]
fn a_final_stop_takes_only_sac_and_nang() {
    for (word, well_formed) in
        [("mát", true), ("mạt", true), ("mat", false), ("màt", false), ("mảch", false), ("sách", true)]
    {
        assert_eq!(is_syllable(word), well_formed, "{word}");
        assert!(parse(word).is_some(), "the structure of {word} is fine");
    }
}

#[test]
fn both_tone_placements_meet() {
    for (old, new) in [("hòa", "hoà"), ("thúy", "thuý"), ("ủy", "uỷ"), ("khỏe", "khoẻ"), ("lõa", "loã"), ("xòe", "xoè")]
    {
        assert_eq!(canonical(old), new);
        assert_eq!(canonical(new), new);
    }
}

#[test]
fn the_tone_mark_is_found_on_any_letter() {
    for (odd, right) in [
        ("qúa", "quá"),
        ("gìa", "già"),
        ("đựơc", "được"),
        ("hòan", "hoàn"),
        ("tóan", "toán"),
        ("mùôn", "muồn"),
        ("khủyu", "khuỷu"),
    ] {
        assert_eq!(canonical(odd), right);
    }
}

#[test]
fn i_and_y_meet_where_only_spelling_differs() {
    for (one, other) in
        [("kỹ", "kĩ"), ("lý", "lí"), ("mỹ", "mĩ"), ("quý", "quí"), ("quyết", "quiết"), ("quýt", "quít"), ("ty", "ti")]
    {
        assert_eq!(canonical(one), canonical(other));
    }
}

#[test]
fn i_and_y_stay_where_they_distinguish_words() {
    for (one, other) in [("tay", "tai"), ("thuý", "thúi"), ("ỷ", "ỉ"), ("tuy", "tui"), ("máy", "mái"), ("thuỷ", "thủi")]
    {
        assert_ne!(canonical(one), canonical(other));
    }
}

#[test]
fn gi_is_read_as_a_consonant_before_a_vowel_only() {
    assert_eq!(canonical("gía"), "giá");
    assert_eq!(canonical("gì"), "gì");
    assert_eq!(canonical("giêng"), "giêng");
    assert_eq!(canonical("giếng"), "giếng");
    assert_eq!(canonical("giụa"), "giụa");
}

#[test]
fn every_rhyme_of_the_table_is_found_and_canonical_spelling_is_stable() {
    let initials = ["", "b", "t", "th", "nh", "c", "k", "g", "gh", "ng", "ngh", "qu", "gi", "đ"];
    let mut found = 0;
    for rhyme in every_rhyme() {
        for initial in initials {
            let Some(syllable) = parse(&format!("{initial}{rhyme}")) else { continue };
            found += 1;
            let mut once = String::new();
            syllable.write_into(&mut once);
            assert_eq!(parse(&once), Some(syllable), "{initial}{rhyme} → {once}");
        }
        assert!(["", "b", "qu"].iter().any(|initial| parse(&format!("{initial}{rhyme}")).is_some()), "{rhyme}");
    }
    assert!(found > 1000, "{found}");
}
