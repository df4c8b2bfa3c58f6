//! What an article looks like on a terminal.
use super::*;
use crate::terminal::{Paint, Watching};
use app4g_core::reader;

fn drawn(html: &str, columns: usize) -> Vec<String> {
    let terminal = Terminal::new(Some(columns), Paint::Plain, Watching::No);
    lines(&reader::blocks(html, Some("https://a.example/tin/1")), terminal, Lang::Vi)
}

#[test]
fn every_block_is_drawn_and_nothing_is_wider_than_the_terminal() {
    let html = "<h2>Kết quả</h2><p>Mô hình <b>tưới nhỏ giọt</b> giúp tiết kiệm nước cho vườn vải thiều \
        <a href='/x'>xem thêm</a>.</p><ul><li>Một</li><li>Hai</li></ul><blockquote><p>Lời nông dân</p></blockquote>\
        <table><tr><th>Năm</th><th>Sản lượng</th></tr><tr><td>2024</td><td>1.912</td></tr><tr><td>2025</td><td>2.003</td></tr>\
        </table><img src='/a.png' alt='Vườn vải'><pre>mã nguồn</pre>";
    let lines = drawn(html, 40);
    let text = lines.join("\n");
    assert!(lines.iter().all(|line| width(line) <= 40), "{text}");
    for expected in
        ["Kết quả", "• Một", "│ Lời nông dân", "1.912", "[Ảnh] Vườn vải", "    mã nguồn", "[1] https://a.example/x"]
    {
        assert!(text.contains(expected), "{expected} is missing in:\n{text}");
    }
}

#[test]
fn an_article_cannot_write_escape_sequences() {
    let lines = drawn("<p>a\u{1b}[2Jb</p>", 40);
    assert!(!lines.join("").contains('\u{1b}'));
}
