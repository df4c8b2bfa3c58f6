//! Whether a phrase stands in a text: the check that replaces positions in the index (decision 7).

use super::index::Term;
use super::query::Spelling;
use super::tokenizer::words;

/// Whether the words of `phrase` stand in `text` one after the other, in one sentence.
pub(super) fn contains(text: &str, phrase: &[Term], spelling: Spelling) -> bool {
    let equal = |term: &Term, wanted: &Term| match spelling {
        Spelling::Exact => term == wanted,
        Spelling::Folded => term.folded == wanted.folded,
    };
    let mut window: Vec<Term> = Vec::with_capacity(phrase.len() + 1);
    for word in words(text) {
        if word.breaks {
            window.clear();
        }
        window.push(Term::spelt(text.get(word.range()).unwrap_or_default()));
        if window.len() > phrase.len() {
            window.remove(0);
        }
        if window.len() == phrase.len() && window.iter().zip(phrase).all(|(term, wanted)| equal(term, wanted)) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holds(text: &str, phrase: &str, spelling: Spelling) -> bool {
        let terms: Vec<Term> = words(phrase).map(|word| Term::spelt(phrase.get(word.range()).unwrap())).collect();
        contains(text, &terms, spelling)
    }

    #[test]
    fn a_phrase_is_its_words_in_order_without_a_gap() {
        let text = "Phòng thí nghiệm, phòng học. Thí điểm";
        assert!(holds(text, "thí nghiệm phòng", Spelling::Exact));
        assert!(!holds(text, "phòng nghiệm", Spelling::Exact));
        assert!(!holds(text, "phòng học thí", Spelling::Exact), "not across a sentence");
        assert!(!holds(text, "thi nghiem", Spelling::Exact));
        assert!(holds(text, "thi nghiem phong", Spelling::Folded));
    }
}
