//! Marked texts as runs.
use super::*;

#[test]
fn a_text_is_cut_at_its_marks_and_nothing_is_lost() {
    let marked = Marked { text: "đường ống nước".into(), marks: vec![(0, "đường".len()), (16, 20)] };
    let cut = runs(&marked);
    let whole: String = cut.iter().map(|run| run.text.as_str()).collect();
    assert_eq!(whole, marked.text);
    assert!(cut[0].style.marked && cut[0].text == "đường" && !cut[1].style.marked);
    assert_eq!(runs(&Marked::default()), []);
}
