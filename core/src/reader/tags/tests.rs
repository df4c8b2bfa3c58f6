//! Tags, comments and raw text end where browsers end them; reading never fails and stays bounded.

use proptest::prelude::*;

use super::*;

fn pieces(html: &str) -> Vec<Piece<'_>> {
    Pieces::new(html).collect()
}

fn start<'a>(name: &'a str, attributes: &'a str) -> Piece<'a> {
    Piece::Start(Tag { name, attributes })
}

#[test]
fn a_greater_sign_in_quotes_does_not_end_a_tag() {
    assert_eq!(
        pieces("<a title='1 > 0' x=\">\">b</a>"),
        [start("a", " title='1 > 0' x=\">\""), Piece::Text("b"), Piece::End("a")]
    );
}

#[test]
fn a_less_sign_that_starts_no_tag_is_text() {
    assert_eq!(pieces("p < 0,05 <3"), [Piece::Text("p < 0,05 <3")]);
}

#[test]
fn comments_end_where_browsers_end_them() {
    for comment in
        ["<!-- a -->", "<!-->", "<!--->", "<!-- a --!>", "<!-- a -- b --->", "<? php ?>", "<![if !vml]>", "</ >", "</>"]
    {
        assert_eq!(pieces(&format!("{comment}x")), [Piece::Text("x")], "{comment}");
    }
    assert_eq!(pieces("<!-- never ends <p>"), []);
}

#[test]
fn a_tag_that_the_input_cuts_off_is_no_tag() {
    assert_eq!(pieces("a<img src='x"), [Piece::Text("a")]);
}

#[test]
fn raw_text_ends_only_at_its_own_end_tag() {
    let mut rest = Pieces::new("if (a</b>) '</scripted>' </SCRIPT >x");
    assert_eq!(rest.raw_text("script"), "if (a</b>) '</scripted>' ");
    assert_eq!(rest.next(), Some(Piece::End("SCRIPT")));
}

#[test]
fn attributes_are_read_in_every_notation() {
    let attributes = " SRC=a.jpg  width = \"1\" alt='một hai' hidden data-src=b.jpg/";
    assert_eq!(attribute(attributes, "src"), Some("a.jpg"));
    assert_eq!(attribute(attributes, "width"), Some("1"));
    assert_eq!(attribute(attributes, "alt"), Some("một hai"));
    assert_eq!(attribute(attributes, "hidden"), Some(""));
    assert_eq!(attribute(attributes, "data-src"), Some("b.jpg/"));
    assert_eq!(attribute(attributes, "height"), None);
}

#[test]
fn a_flood_of_attributes_is_cut() {
    let html = format!("<p {}>x", "a=b ".repeat(10_000));
    let Some(Piece::Start(tag)) = Pieces::new(&html).next() else { panic!("no tag") };
    assert_eq!(tag.attributes.matches("a=b").count(), MAX_ATTRIBUTES);
}

proptest! {
    #[test]
    fn reading_never_fails(html in "(<[!?/]?[a-c]? ?|-->?|[\"'>= ế]|</script>|<!--|a=){0,40}") {
        let mut bytes = 0;
        for piece in Pieces::new(&html) {
            bytes += match piece {
                Piece::Text(text) => text.len(),
                Piece::Start(tag) => { let _ = attribute(tag.attributes, "a"); tag.name.len() }
                Piece::End(name) => name.len(),
                Piece::Doctype => 0,
            };
        }
        prop_assert!(bytes <= html.len());
    }
}
