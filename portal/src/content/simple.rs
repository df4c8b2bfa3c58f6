//! HTML that needs no sanitising: the few tags of running text, without attributes.
//!
//! Sanitising parses a document twice; a folder of 50,000 articles would take minutes for nothing. What programs write into NDJSON
//! is nearly always `<p>` and its like. Anything else goes through the sanitiser.

/// Tags that say nothing but how text is meant.
const TAGS: &[&str] = &[
    "p",
    "br",
    "strong",
    "em",
    "b",
    "i",
    "ul",
    "ol",
    "li",
    "blockquote",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "sub",
    "sup",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
];

/// Whether `html` is text, references and [`TAGS`] in lower case; whether they are well nested is the reader's care.
pub(super) fn is_simple(html: &str) -> bool {
    let mut pieces = html.split('<');
    // What stands before the first tag.
    let before = pieces.next().unwrap_or_default();
    !before.contains('\0')
        && pieces.all(|piece| {
            let Some((tag, text)) = piece.split_once('>') else { return false };
            let name = tag.strip_prefix('/').unwrap_or(tag);
            TAGS.contains(&name) && !text.contains('\0')
        })
}

#[cfg(test)]
mod tests {
    use app4g_core::reader::{Sanitiser, blocks};
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn running_text_is_simple_and_what_can_do_something_is_not() {
        for simple in ["", "chỉ là chữ", "<p>Vải <strong>thiều</strong> &amp; nhãn</p>", "<ul><li>một</li></ul>"]
        {
            assert!(is_simple(simple), "{simple}");
        }
        for other in [
            "<script>alert(1)</script>",
            "<p onclick=x>",
            "<P>",
            "<p",
            "<!--><p>",
            "<a href=\"https://a.example\">a</a>",
            "<p/>",
            "< p>",
            "<svg>",
            "<p>a < b</p>",
        ] {
            assert!(!is_simple(other), "{other}");
        }
    }

    proptest! {
        #[test]
        fn a_reader_sees_the_same_of_simple_html_before_and_after_sanitising(
            pieces in proptest::collection::vec(
                prop_oneof![
                    proptest::sample::select(TAGS).prop_map(|tag| format!("<{tag}>")),
                    proptest::sample::select(TAGS).prop_map(|tag| format!("</{tag}>")),
                    "[a-zăđ &;#]{0,6}",
                ],
                0..12,
            ),
        ) {
            let html = pieces.concat();
            prop_assert!(is_simple(&html));
            prop_assert_eq!(blocks(&Sanitiser::new(None).clean(&html), None), blocks(&html, None));
        }
    }
}
