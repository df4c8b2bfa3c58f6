//! What is marked is what was named, and the text stays what it was.

use proptest::prelude::*;

use super::*;
use crate::reader::{blocks, render};

const HTML: &str = "<h2>Cấp căn cước</h2><p>Thẻ căn <b>cước công</b> dân <a href='https://a.example/'>của công dân</a></p>\
    <ul><li>công</li></ul><table><caption>công</caption><tr><th>x</th><td>công</td></tr><tr><td>1</td><td>2</td></tr></table>\
    <pre>công</pre>";

fn every(word: &str, blocks: &mut [Block]) {
    mark(blocks, &|text| text.match_indices(word).map(|(at, found)| at..at + found.len()).collect());
}

fn found(blocks: &mut [Block]) -> Vec<String> {
    let mut all = Vec::new();
    each_line(blocks, &mut |spans| {
        all.extend(spans.iter().filter(|span| span.marks.has(Mark::Found)).map(|span| span.text.clone()));
    });
    all
}

#[test]
fn a_place_is_marked_in_every_kind_of_line_and_nowhere_else() {
    let mut all = blocks(HTML, None);
    every("công", &mut all);
    assert_eq!(found(&mut all), ["công"; 5], "paragraph twice, item, caption, cell; not what a machine typed");
}

#[test]
fn a_place_over_a_change_of_look_keeps_both_looks() {
    let mut all = blocks(HTML, None);
    let before = render::plain(&all);
    every("căn cước công dân", &mut all);
    assert_eq!(found(&mut all), ["căn ", "cước công", " dân"]);
    assert_eq!(render::plain(&all), before);
    let html = render::html(&all);
    assert!(html.contains("<strong><mark>cước công</mark></strong>"), "{html}");
}

#[test]
fn nothing_found_changes_nothing() {
    let (mut all, before) = (blocks(HTML, None), blocks(HTML, None));
    every("không có", &mut all);
    assert_eq!(all, before);
}

proptest! {
    #[test]
    fn the_text_stays_whatever_is_marked(cuts in proptest::collection::btree_set(0_usize..80, 0..12)) {
        let (mut all, before) = (blocks(HTML, None), blocks(HTML, None));
        let cuts: Vec<usize> = cuts.into_iter().collect();
        mark(&mut all, &|text| {
            let pairs = cuts.chunks_exact(2).map(|pair| pair[0]..pair[1]);
            pairs.filter(|place| text.get(place.clone()).is_some()).collect()
        });
        prop_assert_eq!(render::plain(&all), render::plain(&before));
        each_line(&mut all, &mut |spans| assert!(spans.iter().all(|span| !span.text.is_empty())));
    }
}
