//! Marked texts as runs.
use super::*;

#[test]
fn a_text_is_cut_at_its_marks_and_nothing_is_lost() {
    let text = "đường ống nước";
    let ends = [(0, "đường".len()), ("đường ống ".len(), text.len())];
    let marked = Marked { text: text.into(), marks: ends.into() };
    let cut = runs(&marked);
    let whole: String = cut.iter().map(|run| run.text.as_str()).collect();
    assert_eq!(whole, marked.text);
    assert!(cut[0].style.marked && cut[0].text == "đường" && !cut[1].style.marked && cut[2].style.marked);
    assert_eq!(runs(&Marked::default()), []);
}
