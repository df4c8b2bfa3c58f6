//! However deep or unclosed a page is, the tree stays bounded, and no paragraph of an ordinary article is lost for it.

use dom_query::Document;
use proptest::prelude::*;

use super::*;

/// Depth of the tree a parser builds, without recursion.
fn depth(html: &str) -> usize {
    let document = Document::fragment(html);
    let mut deepest = 0;
    let mut waiting = vec![(document.root(), 0)];
    while let Some((node, depth)) = waiting.pop() {
        deepest = deepest.max(depth);
        waiting.extend(node.children_it(false).map(|child| (child, depth + 1)));
    }
    deepest
}

/// What a parser adds around a fragment, and what tables add by themselves.
const SLACK: usize = 8;

fn assert_bounded(html: &str) {
    let bounded = bounded(html);
    let depth = depth(&bounded);
    assert!(depth <= 2 * MAX_DEPTH + SLACK, "{depth}");
}

#[test]
fn fifty_thousand_open_divisions_are_two_hundred() {
    let html = bounded(&format!("{}tận đáy", "<div>".repeat(50_000)));
    assert_eq!(html.matches("<div>").count(), MAX_DEPTH);
    assert!(html.ends_with("tận đáy"));
    assert_bounded(&html);
}

#[test]
fn an_item_that_is_ended_inside_its_list_stays_open() {
    assert_bounded(&"<li><ul></li>".repeat(600));
    assert_bounded(&"<dd><dl></dd>".repeat(600));
}

#[test]
fn formatting_that_is_never_closed_is_not_opened_again_for_ever() {
    assert_bounded(&"<font color=1><b><i>".repeat(20_000));
    let different: String = (0..20_000).map(|n| format!("<p><font color={n}>x</p>")).collect();
    assert_bounded(&different);
}

#[test]
fn end_tags_that_close_nothing_do_not_hide_depth() {
    for decoy in ["</b>", "</p>", "</span>", "</table>", "</li>", "</td>", "<!-- </div> -->", "<script></div></script>"]
    {
        assert_bounded(&format!("<div>{decoy}").repeat(5_000));
    }
    for decoy in
        ["<textarea></div></textarea>", "<svg><style></div></style></svg>", "<select></div></select>", "<<!-- -->"]
    {
        assert_bounded(&format!("<div>{decoy}").repeat(5_000));
    }
    assert_bounded(&"<<!-- -->div>".repeat(5_000));
    assert_bounded(&"<svg><style><div>".repeat(5_000));
    assert_bounded(&"<div><svg><![CDATA[</div>]]></svg>".repeat(5_000));
}

#[test]
fn a_long_article_without_end_tags_keeps_every_paragraph() {
    let html = bounded(&"<p>đoạn <b>văn".repeat(1_000));
    assert_eq!(html.matches("<p>").count(), 1_000);
    let rows = bounded(&format!("<table>{}", "<tr><td>một<td>hai".repeat(1_000)));
    assert_eq!(rows.matches("<td>").count(), 2_000);
    let items = bounded(&format!("<ul>{}</ul>", "<li>mục<p>đoạn".repeat(1_000)));
    assert_eq!(items.matches("<li>").count(), 1_000);
}

#[test]
fn an_ordinary_article_passes_unchanged() {
    let html =
        "<h1>Đề</h1><p>Một <a href=\"/x\">nối</a> &amp; hai</p><table><tr><td>1</td></tr></table><img src=\"a.png\">";
    assert_eq!(bounded(html), html);
}

#[test]
fn jargon_of_office_programs_is_left_out_but_its_text_stays() {
    assert_eq!(
        bounded("<p class=MsoNormal>Chữ<o:p></o:p> <st1:place>Bắc</st1:place></p>"),
        "<p class=MsoNormal>Chữ Bắc</p>"
    );
}

#[test]
fn foreign_content_ends_where_a_parser_ends_it() {
    assert_eq!(bounded("a<svg><g><path d='x'/></g></svg>b"), "ab");
    assert_eq!(bounded("a<svg><path/><p>b</p>"), "a<p>b</p>");
    assert_eq!(bounded("a<math><mi>x</mi></math>b"), "ab");
}

#[test]
fn a_drop_down_list_is_no_text() {
    assert_eq!(bounded("a<select><option>Chọn năm<option>2025</select>b"), "ab");
    assert_eq!(bounded("a<select><option>x<p>bài</p>"), "a<p>bài</p>");
}

#[test]
fn a_page_that_asks_for_scripts_says_so_to_nobody_but_its_images_stay() {
    assert_eq!(bounded("a<noscript>Hãy bật JavaScript</noscript>b"), "ab");
    assert_eq!(bounded("a<noscript><img src=\"x.jpg\"></noscript>b"), "a<img src=\"x.jpg\">b");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(64), ..ProptestConfig::default() })]
    #[test]
    fn depth_is_bounded_for_any_mixture(
        unit in proptest::collection::vec(
            proptest::sample::select(vec![
                "<div>", "</div>", "<p>", "</p>", "<b>", "</b>", "<font color=1>", "</font>", "<a href=x>", "</a>", "<table>",
                "</table>", "<tr>", "<td>", "</td>", "<ul>", "<li>", "</li>", "</ul>", "<span>", "</span>", "<svg>", "</svg>",
                "<select>", "</select>", "<button>", "</button>", "<h1>", "</h2>", "<dd>", "x", "<object>", "</object>",
                "<caption>", "<tbody>", "</tbody>", "<template>", "<form>", "</form>", "<nobr>", "<math>", "<title>", "</title>",
                "<nav/>", "<colgroup>", "<col>", "<br>", "</br>", "<ruby>", "<rt>", "<marquee>", "</marquee>", "<i x=1>", "<i x=2>",
            ]),
            1..8,
        ),
    ) {
        assert_bounded(&unit.concat().repeat(600));
    }
}
