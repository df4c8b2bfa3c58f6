//! Nested blocks become a flat list without losing a word.
use app4g_core::reader::{blocks, render};

use super::*;
use crate::tests::context;

fn text_of(piece: &Block) -> String {
    match piece {
        Block::Text { runs, .. } => runs.iter().map(|run| run.text.as_str()).collect(),
        Block::Table { caption, rows, .. } => {
            let cells = rows.iter().flat_map(|row| row.cells.iter().flat_map(|cell| &cell.runs));
            caption.iter().chain(cells).map(|run| run.text.as_str()).collect()
        }
        Block::Picture { alt, caption, .. } => {
            alt.clone() + &caption.iter().map(|run| run.text.as_str()).collect::<String>()
        }
        Block::Card { link } => link.label.clone(),
        Block::Rule => String::new(),
    }
}

#[test]
fn lists_and_quotes_are_pieces_with_an_indent_and_a_sign_of_their_own() {
    let html = "<h2>Một</h2><ol start=3><li>ba<ul><li>con</li></ul></li><li>bốn</li></ol><blockquote><p>lời</p></blockquote><hr><p>hết</p>";
    let blocks = blocks(html, None);
    let (pieces, origins) = pieces(&blocks, &context());
    let drawn: Vec<(u8, Option<&str>, bool, String)> = pieces
        .iter()
        .filter_map(|piece| match piece {
            Block::Text { indent, marker, is_quoted, .. } => {
                Some((*indent, marker.as_deref(), *is_quoted, text_of(piece)))
            }
            _ => None,
        })
        .collect();
    assert_eq!(
        drawn,
        [
            (0, None, false, "Một".to_owned()),
            (1, Some("3."), false, "ba".to_owned()),
            (2, Some("•"), false, "con".to_owned()),
            (1, Some("4."), false, "bốn".to_owned()),
            (0, None, true, "lời".to_owned()),
            (0, None, false, "hết".to_owned()),
        ]
    );
    assert_eq!(origins, [0, 1, 1, 1, 2, 3, 4]);
    assert_eq!(pieces.get(5), Some(&Block::Rule));
}

#[test]
fn no_level_of_headings_is_skipped() {
    let roles = |html: &str| -> Vec<TextRole> {
        let (pieces, _) = pieces(&blocks(html, None), &context());
        let role = |piece: &Block| match piece {
            Block::Text { role, .. } => Some(*role).filter(|role| *role != TextRole::Paragraph),
            _ => None,
        };
        pieces.iter().filter_map(role).collect()
    };
    let (above, below) = (TextRole::Heading, TextRole::Subheading);
    assert_eq!(roles("<h2>a</h2><p>b</p><h3>c</h3><h4>d</h4><h2>e</h2>"), [above, below, below, above]);
    assert_eq!(roles("<p>a</p><h4>b</h4><h5>c</h5><h4>d</h4><h3>e</h3>"), [above, below, above, above]);
}

#[test]
fn no_word_is_lost() {
    let html = "<p>Một <b>hai</b> <q>ba</q></p><table><caption>bảng</caption><tr><th>a</th><td colspan=2>b</td></tr><tr><td>c</td><td>d</td><td>e</td></tr></table>\
                <figure><img src=\"https://example.vn/a.jpg\" alt=\"ảnh\"><figcaption>dưới</figcaption></figure><pre>mã  nguồn</pre>";
    let blocks = blocks(html, None);
    let (pieces, _) = pieces(&blocks, &context());
    let drawn: String = pieces.iter().map(text_of).collect();
    for word in render::plain(&blocks).split(|c: char| !c.is_alphanumeric()) {
        assert!(drawn.contains(word), "{word} is not in {drawn}");
    }
    assert!(drawn.starts_with("Một hai “ba”"), "{drawn}");
    let Some(Block::Table { columns, rows, spoken, .. }) = pieces.get(1) else { panic!("{pieces:?}") };
    assert_eq!((*columns, rows.len()), (3, 2));
    assert!(spoken.contains('3') && !spoken.contains('{'), "{spoken}");
}

#[test]
fn quoted_words_stand_between_marks_once_however_many_spans_they_are() {
    let spans = match &blocks("<p>nói <q>một <b>hai</b> ba</q> xong</p>", None)[0] {
        CoreBlock::Paragraph { spans } => spans.clone(),
        other => panic!("{other:?}"),
    };
    let text: String = runs(&spans).iter().map(|run| run.text.as_str()).collect();
    assert_eq!(text, "nói “một hai ba” xong");
}
