//! What a row shows of a text.

use super::*;

fn shown(body: &str, query: &str) -> String {
    dotted(body, &Matcher::new(&Query::parse(query))).text
}

#[test]
fn dots_say_that_the_text_goes_on_and_stand_apart_from_a_full_stop() {
    let first = "Mô hình phân bảy nhóm sâu bệnh ngay trên điện thoại. ";
    let sentence = "Bà con chụp lá, đợi ba giây, không cần mạng. ";
    let shown_of_sentences = shown(&format!("{first}{}", sentence.repeat(9)), "mô hình ");
    assert!(shown_of_sentences.ends_with(". …"), "{shown_of_sentences}");
    let shown_of_words = shown(&"mô hình nhận dạng sâu bệnh ".repeat(40), "mô hình ");
    assert!(shown_of_words.ends_with('…') && !shown_of_words.ends_with(" …"), "{shown_of_words}");
    assert_eq!(shown("Một câu ngắn.", "câu "), "Một câu ngắn.", "all of it is there");
}
