//! What becomes of titles.

use super::*;

#[test]
fn a_double_escaped_title_is_unescaped() {
    assert_eq!(plain("Giải thưởng &quot;Sáng tạo trẻ&quot;", Kind::Guess), "Giải thưởng \"Sáng tạo trẻ\"");
    assert_eq!(plain("<i>Ứng dụng</i> AI &amp; chè", Kind::Guess), "Ứng dụng AI & chè");
}

#[test]
fn comparisons_in_a_title_survive() {
    for title in ["Sai số p < 0,05", "Lưu giữ ở <10°C", "A<B và B>C", "R&D; đổi mới"] {
        assert_eq!(plain(title, Kind::Guess), title);
    }
}

#[test]
fn text_that_is_surely_text_is_not_touched() {
    assert_eq!(plain("thẻ <b> trong HTML", Kind::Text), "thẻ <b> trong HTML");
}

#[test]
fn html_escaped_twice_is_unescaped_once_more() {
    let twice = Cow::Borrowed("&lt;p&gt;Một &amp;amp; hai&lt;/p&gt;");
    assert_eq!(unescape_twice_escaped(twice), "<p>Một &amp; hai</p>");
    let once = Cow::Borrowed("p &lt; 0,05");
    assert_eq!(unescape_twice_escaped(once), "p &lt; 0,05");
}
