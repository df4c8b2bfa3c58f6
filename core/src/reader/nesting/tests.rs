//! Which open elements a tag ends: as the HTML standard says, and never through the border of a cell.

use super::super::elements::known;
use super::*;

fn open_after(tags: &str) -> Vec<&'static str> {
    let mut nesting = Nesting::new(10);
    for tag in tags.split_whitespace() {
        match tag.strip_prefix('/') {
            Some(name) => drop(nesting.end(known(name).expect("known"))),
            None => drop(nesting.start(known(tag).expect("known"))),
        }
    }
    nesting.open.iter().map(|open| open.name).collect()
}

#[test]
fn a_block_ends_an_open_paragraph_but_not_through_a_cell() {
    assert_eq!(open_after("p div"), ["div"]);
    assert_eq!(open_after("p span div"), ["div"]);
    assert_eq!(open_after("div p table tr td p"), ["div", "table", "tr", "td", "p"]);
    assert_eq!(open_after("table tr td p"), ["table", "tr", "td", "p"]);
}

#[test]
fn items_end_their_predecessor_in_the_same_list_only() {
    assert_eq!(open_after("ul li li"), ["ul", "li"]);
    assert_eq!(open_after("ul li ul li"), ["ul", "li", "ul", "li"]);
    assert_eq!(open_after("dl dt dd"), ["dl", "dd"]);
    assert_eq!(open_after("li ul /li"), ["li", "ul"]);
    assert_eq!(open_after("ul li ul li /li"), ["ul", "li", "ul"]);
}

#[test]
fn an_end_tag_inside_a_cell_closes_nothing_outside() {
    assert_eq!(open_after("div table tr td /div"), ["div", "table", "tr", "td"]);
    assert_eq!(open_after("span div /span"), ["span", "div"]);
}

#[test]
fn formatting_outlives_its_block_and_dies_with_its_cell() {
    assert_eq!(open_after("div b /div"), ["b"]);
    assert_eq!(open_after("table tr td b /td"), ["table", "tr"]);
    assert_eq!(open_after("a a"), ["a"]);
}

#[test]
fn what_is_too_deep_is_left_out_with_its_end_tag() {
    let division = known("div").expect("known");
    let mut nesting = Nesting::new(2);
    assert_eq!(nesting.start(division), Admission::Open);
    assert_eq!(nesting.start(division), Admission::Open);
    assert_eq!(nesting.start(division), Admission::LeftOut);
    assert!(!nesting.end(division));
    assert!(nesting.end(division));
    assert_eq!(nesting.open.len(), 1);
}
