//! Choices, orders, pages.
use super::*;

fn listings() -> Asked {
    Asked::new(Some(Kind::Listing), Expired::Hidden)
}

#[test]
fn whatever_changes_the_question_begins_at_the_first_page() {
    let changes: [fn(&mut Asked); 5] = [
        |asked| asked.type_in("máy sấy".into()),
        |asked| asked.choose("trl".into(), "7-9".into()),
        |asked| asked.sort("title".into()),
        Asked::clear,
        Asked::toggle_expired,
    ];
    for change in changes {
        let mut asked = listings();
        asked.more();
        asked.more();
        assert_eq!(asked.rows, 3 * PAGE);
        change(&mut asked);
        assert_eq!(asked.rows, PAGE);
    }
}

#[test]
fn a_second_tap_takes_a_choice_back_and_no_other() {
    let mut asked = listings();
    asked.choose("trl".into(), "7-9".into());
    asked.choose("trl".into(), "4-6".into());
    asked.choose("trl".into(), "7-9".into());
    assert_eq!(asked.choices, [Choice::new("trl", "4-6")]);
    assert!(!asked.is_blank());
    asked.clear();
    assert!(asked.is_blank());
}

#[test]
fn relevance_is_an_order_only_where_words_are_looked_for() {
    let mut asked = listings();
    assert_eq!((asked.order(), asked.orders()), ("newest", vec!["newest", "title", "validity"]));
    asked.sort("relevance".into());
    assert_eq!(asked.order(), "newest");
    asked.type_in("máy".into());
    assert_eq!((asked.order(), asked.orders()[0]), ("relevance", "relevance"));
    assert!(!Asked::new(None, Expired::Shown).orders().contains(&"validity"));
}
