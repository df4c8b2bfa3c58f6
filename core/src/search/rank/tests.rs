//! Laws of the score: rare words weigh more, more occurrences never less, the exact spelling more than any other.

use super::*;

fn worth(weight: f32, guess: f32) -> Worth {
    Worth { weight, guess, k1: Weights::SHIPPED.k1, delta: Weights::SHIPPED.delta }
}

#[test]
fn rare_words_are_worth_more_and_none_is_worth_less_than_nothing() {
    assert!(idf(1_000, 1.0) > idf(1_000, 10.0));
    assert!(idf(1_000, 1_000.0) > 0.0);
    assert!(idf(0, 0.0) >= 0.0);
    assert!(idf(5, 50.0) > 0.0, "a pooled count may exceed the number of documents");
}

#[test]
fn no_amount_of_other_marks_outranks_one_occurrence_as_typed() {
    let worth = worth(5.0, Weights::SHIPPED.delta);
    assert!(worth.score(0.01, 0.0) > worth.score(0.0, 1e6));
}

#[test]
fn what_is_guessed_beside_a_typed_word_is_worth_no_more_than_one_occurrence_of_it() {
    let Weights { delta, supplement, longer_word, number_without_year, number_without_symbol, .. } = Weights::SHIPPED;
    for guess in [supplement, longer_word, number_without_year, number_without_symbol] {
        assert!(guess <= delta, "{guess} {delta}");
    }
}

#[test]
fn more_occurrences_never_score_less() {
    let worth = worth(3.0, 0.5);
    for step in 1..100 {
        let (less, more) = (step as f32 * 0.1, step as f32 * 0.1 + 0.1);
        assert!(worth.score(more, 0.0) >= worth.score(less, 0.0));
        assert!(worth.score(0.0, more) >= worth.score(0.0, less));
        assert!(worth.bound(more, more) >= worth.score(less, more).max(worth.score(0.0, more)));
    }
}
