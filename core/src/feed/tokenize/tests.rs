//! What the tokenizer makes of feeds as they come.

use super::*;

fn tokens(text: &str) -> Vec<String> {
    Tokenizer::new(text)
        .map(|token| match token {
            Token::Start(tag) => format!("<{}{}{}>", tag.name, tag.attributes, if tag.empty { "/" } else { "" }),
            Token::End(name) => format!("</{name}>"),
            Token::Text(text) => format!("{text:?}"),
            Token::Verbatim(text) => format!("[{text}]"),
            Token::Doctype(text) => format!("!{text}"),
        })
        .collect()
}

#[test]
fn clean_markup_comes_in_order() {
    assert_eq!(
        tokens("<?xml version='1.0'?><a b=\"1 > 0\">x<!-- y --><c/><![CDATA[<z>]]></a>"),
        ["<a b=\"1 > 0\">", "\"x\"", "<c/>", "[<z>]", "</a>"]
    );
}

#[test]
fn a_less_than_sign_that_opens_no_tag_is_text() {
    assert_eq!(tokens("<t>p < 0,05 và <10</t>"), ["<t>", "\"p < 0,05 và <10\"", "</t>"]);
    assert_eq!(tokens("<t>a <b và c</t>"), ["<t>", "\"a \"", "\"<b và c\"", "</t>"]);
}

#[test]
fn a_lost_quote_does_not_swallow_the_feed() {
    let found = tokens("<item><a href=\"x>y</a>\n</item>\n<item><b c=\"1\"/></item>");
    assert_eq!(found.iter().filter(|token| *token == "<item>").count(), 2, "{found:?}");
}

#[test]
fn openings_without_an_end_are_dropped() {
    assert_eq!(tokens("<t><![CDATA[abc</t>"), ["<t>", "\"abc\"", "</t>"]);
    assert_eq!(tokens("<t><!-- abc</t>"), ["<t>", "\" abc\"", "</t>"]);
}

#[test]
fn a_doctype_with_a_subset_ends_after_the_bracket() {
    assert_eq!(tokens("<!DOCTYPE rss [<!ENTITY a \"x>y\">] ><rss/>"), ["! rss [<!ENTITY a \"x>y\">] >", "<rss/>"]);
}

#[test]
fn attributes_may_lack_quotes_or_values() {
    let found: Vec<(String, String)> = attributes(" url=a.mp3 b = 'x &amp; y' nolink c=\"\" d='e'")
        .map(|attribute| (attribute.name.to_owned(), attribute.value().into_owned()))
        .collect();
    let expected = [("url", "a.mp3"), ("b", "x & y"), ("nolink", ""), ("c", ""), ("d", "e")];
    assert_eq!(found, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
}

#[test]
fn own_entities_are_expanded_once_and_never_inside_each_other() {
    let mut entities = Entities::default();
    entities.read(" rss [<!ENTITY so \"Sở\"><!ENTITY hai \"&so;&so;\"><!ENTITY e '&#233;'>");
    assert_eq!(entities.decode("&so; &hai; &e; &amp; &gi;", |_| {}), "Sở &so;&so; é & &gi;");
}

#[test]
fn only_so_many_entities_are_kept() {
    let mut entities = Entities::default();
    let many: String = (0..200).map(|n| format!("<!ENTITY e{n} \"x\">")).collect();
    entities.read(&many);
    assert!(entities.over_limit);
    assert_eq!(entities.decode("&e99;&e100;", |_| {}), "x&e100;");
}
