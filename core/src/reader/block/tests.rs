//! The JSON of a block is the documented one: kinds by name, and nothing empty or unknown is written.

use super::*;

#[test]
fn the_json_is_what_the_documentation_says() {
    let span = Span {
        text: "mẫu".into(),
        marks: Marks::NONE.with(Mark::Sup).with(Mark::Bold),
        link: Some("https://a.example/".into()),
    };
    let block = Block::Paragraph { spans: vec![span] };
    let json = r#"{"type":"paragraph","spans":[{"text":"mẫu","marks":["bold","sup"],"link":"https://a.example/"}]}"#;
    assert_eq!(serde_json::to_string(&block).expect("serialisable"), json);
    assert_eq!(serde_json::from_str::<Block>(json).expect("readable"), block);
}

#[test]
fn what_is_empty_or_unknown_is_absent() {
    let image = Block::Image(Picture { url: "https://a.example/a.jpg".into(), ..Picture::default() });
    assert_eq!(
        serde_json::to_string(&image).expect("serialisable"),
        r#"{"type":"image","url":"https://a.example/a.jpg"}"#
    );
    let cell = Cell { spans: Vec::new(), columns: 1, rows: 2, heading: false };
    assert_eq!(serde_json::to_string(&cell).expect("serialisable"), r#"{"spans":[],"rows":2}"#);
}
