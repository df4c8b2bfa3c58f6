//! What becomes which block: paragraphs, looks, lists, tables, images and captions, in the markup that portals really
//! write.

use proptest::prelude::*;
use url::Url;

use super::super::block::{CardKind, LinkCard, ListKind, Mark, Marks, Picture, Span, Table};
use super::*;

const BASE: Option<&str> = Some("https://so.vidu.example/tin/bai.html");

fn of(html: &str) -> Vec<Block> {
    blocks(html, BASE)
}

fn paragraph(text: &str) -> Block {
    Block::Paragraph { spans: vec![Span::plain(text)] }
}

fn image(url: &str, alt: &str, caption: &str) -> Block {
    let caption = if caption.is_empty() { Vec::new() } else { vec![Span::plain(caption)] };
    Block::Image(Picture { url: url.into(), alt: alt.into(), caption, ..Picture::default() })
}

fn table(html: &str) -> Table {
    match of(html).as_slice() {
        [Block::Table(table)] => table.clone(),
        other => panic!("one table expected, found {other:?}"),
    }
}

#[test]
fn paragraphs_headings_and_looks_are_told_apart() {
    let spans = vec![
        Span::plain("Sở "),
        Span { marks: Marks::NONE.with(Mark::Bold), ..Span::plain("Khoa học") },
        Span::plain(" và H"),
        Span { marks: Marks::NONE.with(Mark::Sub), ..Span::plain("2") },
        Span::plain("O"),
    ];
    assert_eq!(
        of("<h2> Đề mục </h2><p>Sở <b>Khoa học</b>\n và H<sub>2</sub>O</p>"),
        [Block::Heading { level: 2, spans: vec![Span::plain("Đề mục")] }, Block::Paragraph { spans }]
    );
}

#[test]
fn looks_written_as_style_are_looks() {
    let Some(Block::Paragraph { spans }) = of("<p><span style='color:red; FONT-WEIGHT: bold'>đậm</span></p>").pop()
    else {
        panic!("no paragraph")
    };
    assert!(spans[0].marks.has(Mark::Bold));
    assert!(!spans[0].marks.has(Mark::Italic));
}

#[test]
fn two_line_breaks_are_the_border_of_a_paragraph_and_one_is_not() {
    assert_eq!(
        of("một<br>hai<br><br>\nba<br>&nbsp;<br>bốn"),
        [paragraph("một\nhai"), paragraph("ba"), paragraph("bốn")]
    );
}

#[test]
fn what_office_programs_leave_behind_is_gone() {
    let html = "<p class=MsoNormal><span><span lang=VI>Chữ <o:p></o:p></span></span></p><p class=MsoNormal><o:p>&nbsp;</o:p></p>\
                <!--[if gte mso 9]><xml><w:x>rác</w:x></xml><![endif]--><p>&nbsp; &nbsp;Hết\u{200b}\u{feff}.</p>";
    assert_eq!(of(html), [paragraph("Chữ"), paragraph("Hết.")]);
}

#[test]
fn a_list_holds_blocks_and_lists() {
    let html = "<ol start=3><li>ba<ul><li>gạch</li></ul></li><li><p>bốn</p><p>thêm</p></li></ol>";
    let inner = Block::List { kind: ListKind::Bulleted, start: None, items: vec![vec![paragraph("gạch")]] };
    assert_eq!(
        of(html),
        [Block::List {
            kind: ListKind::Numbered,
            start: Some(3),
            items: vec![vec![paragraph("ba"), inner], vec![paragraph("bốn"), paragraph("thêm")]],
        }]
    );
}

#[test]
fn a_list_in_a_list_in_a_list_ends_somewhere() {
    let html = format!("{}đáy", "<ul><li>".repeat(90));
    let mut deepest = 0;
    let mut waiting: Vec<(Block, usize)> = of(&html).into_iter().map(|block| (block, 0)).collect();
    while let Some((block, depth)) = waiting.pop() {
        deepest = deepest.max(depth);
        if let Block::List { items, .. } = block {
            waiting.extend(items.into_iter().flatten().map(|block| (block, depth + 1)));
        }
    }
    assert_eq!(deepest, super::super::block::MAX_NESTING);
}

#[test]
fn a_figure_gives_its_caption_to_its_image() {
    assert_eq!(
        of("<figure><img src='/a.jpg' alt='Vườn'><figcaption>Ảnh: vườn</figcaption></figure><p>x</p>"),
        [image("https://so.vidu.example/a.jpg", "Vườn", "Ảnh: vườn"), paragraph("x")]
    );
}

#[test]
fn captions_of_content_management_systems_are_captions() {
    for html in [
        "<div class='wp-caption aligncenter'><img src=a.jpg><p class=wp-caption-text>Lời</p></div>",
        "<table><tbody><tr><td><img src=a.jpg></td></tr><tr><td><em>Lời</em></td></tr></tbody></table>",
        "<p><img src=a.jpg></p><p class='chuthich'>Lời</p>",
    ] {
        let [Block::Image(picture)] = &of(html)[..] else { panic!("one image expected: {html}") };
        assert_eq!(picture.caption[0].text, "Lời");
    }
}

#[test]
fn an_image_between_words_is_a_block_and_an_icon_is_its_words() {
    assert_eq!(
        of("<p>trước<img src=a.jpg>sau</p>"),
        [paragraph("trước"), image("https://so.vidu.example/tin/a.jpg", "", ""), paragraph("sau")]
    );
    assert_eq!(of("<p>vui <img src=a.png width=16 height=16 alt=':)'></p>"), [paragraph("vui :)")]);
}

#[test]
fn an_image_that_cannot_be_shown_speaks_through_its_alternative_text() {
    assert_eq!(of("<img src='so-do.svg' alt='Sơ đồ quy trình'>"), [paragraph("Sơ đồ quy trình")]);
    assert_eq!(of("<img src='data:image/png;base64,AAAA' alt='Biểu đồ'>"), [paragraph("Biểu đồ")]);
    assert_eq!(of("<p>a<img src='https://dem.example/p' width=1 height=1 alt='đếm'>b</p>"), [paragraph("ab")]);
    assert_eq!(of("a<svg><title>bí mật</title><script>x</script></svg>b"), [paragraph("ab")]);
}

#[test]
fn an_image_loaded_late_is_shown_once() {
    assert_eq!(
        of("<img class=lazy data-src='/a.jpg'><noscript><img src='/a.jpg' alt='Ảnh'></noscript>"),
        [image("https://so.vidu.example/a.jpg", "Ảnh", "")]
    );
}

#[test]
fn a_table_of_values_keeps_its_head_and_its_spans() {
    let table = table(
        "<table><caption>Kết quả</caption><tr><th>Giống<th>Năng suất</tr><tr><td rowspan=2>A<td>5,1</tr><tr><td>5,3</table>",
    );
    assert_eq!(table.caption, [Span::plain("Kết quả")]);
    assert_eq!(
        table.header[0].iter().map(|cell| cell.spans[0].text.as_str()).collect::<Vec<_>>(),
        ["Giống", "Năng suất"]
    );
    assert_eq!(table.rows.len(), 2);
    assert_eq!(table.rows[0][0].rows, 2);
}

#[test]
fn a_bold_first_row_is_the_head_of_a_table() {
    let table = table("<table><tr><td><b>TT</b><td><p><strong>Tên</strong></p></tr><tr><td>1<td>Máy sấy</table>");
    assert_eq!((table.header.len(), table.rows.len()), (1, 1));
}

#[test]
fn a_table_that_places_things_on_a_page_is_no_table() {
    assert_eq!(
        of("<table width=100%><tr><td><p>một</p><p>hai</p></td></tr></table>"),
        [paragraph("một"), paragraph("hai")]
    );
    assert_eq!(
        of("<table><tr><td>bên</td><td><table><tr><td>trong</td></tr></table><h3>Mục</h3></td></tr><tr><td>dưới<td>cuối</table>").len(),
        5
    );
}

#[test]
fn text_between_cells_is_not_lost() {
    assert_eq!(of("<table>lạc<tr><td>ô</td></tr></table>"), [paragraph("lạc"), paragraph("ô")]);
}

#[test]
fn films_frames_and_files_are_cards() {
    let card = |kind, url: &str, title: &str| Block::LinkCard(LinkCard { kind, url: url.into(), title: title.into() });
    assert_eq!(
        of("<iframe src='//www.youtube.com/embed/aB3_-x?rel=0' title='Phóng sự'></iframe>"),
        [card(CardKind::Video, "https://www.youtube.com/watch?v=aB3_-x", "Phóng sự")]
    );
    assert_eq!(
        of("<video><source src='/p.mp4'></video>"),
        [card(CardKind::Video, "https://so.vidu.example/p.mp4", "")]
    );
    assert_eq!(
        of("<p><a href='/qd.pdf'>Tải quyết định</a></p>"),
        [card(CardKind::Document, "https://so.vidu.example/qd.pdf", "Tải quyết định")]
    );
    assert_eq!(
        of("<p><a href='https://a.example/x'>https://a.example/x</a></p>"),
        [card(CardKind::Page, "https://a.example/x", "https://a.example/x")]
    );
    assert_eq!(of("<iframe src='https://www.facebook.com/plugins/like.php?x'></iframe>"), []);
    assert_eq!(of("<iframe src='javascript:alert(1)'></iframe>"), []);
}

#[test]
fn a_link_keeps_its_words_when_it_leads_nowhere() {
    assert_eq!(of("<p><a href='javascript:x()'>Xem</a> <a href='#muc1'>mục</a></p>"), [paragraph("Xem mục")]);
}

#[test]
fn a_label_cannot_turn_its_direction() {
    let Some(Block::Paragraph { spans }) =
        of("<p>x <a href='https://xau.example'>\u{202e}elpmaxe.tot\u{202c}</a></p>").pop()
    else {
        panic!("no paragraph")
    };
    assert_eq!(spans[1].text, "elpmaxe.tot");
}

#[test]
fn what_the_page_hides_stays_hidden() {
    assert_eq!(of("<p>a</p><div style='DISPLAY : none'>b</div><p hidden>c</p>"), [paragraph("a")]);
}

#[test]
fn code_keeps_its_spaces() {
    assert_eq!(of("<pre>\n<code>if a &lt; b\n\tc</code></pre>"), [Block::Code { text: "if a < b\n\tc".into() }]);
}

#[test]
fn rules_stand_only_between_blocks() {
    assert_eq!(of("<hr><p>a</p><hr><hr><p>b</p><hr>"), [paragraph("a"), Block::Rule, paragraph("b")]);
}

#[test]
fn a_quotation_in_the_line_is_a_look_and_no_letter_of_the_text() {
    let said = Span { marks: Marks::NONE.with(Mark::Quoted), ..Span::plain("tốt") };
    let spans = vec![Span::plain("Ông nói "), said, Span::plain(".")];
    assert_eq!(of("<p>Ông nói <q>tốt</q>.</p>"), [Block::Paragraph { spans }]);
}

fn urls(blocks: &[Block], into: &mut Vec<String>, texts: &mut Vec<String>) {
    let spans = |spans: &[Span], into: &mut Vec<String>, texts: &mut Vec<String>| {
        into.extend(spans.iter().filter_map(|span| span.link.clone()));
        texts.extend(spans.iter().map(|span| span.text.clone()));
    };
    for block in blocks {
        match block {
            Block::Paragraph { spans: s } | Block::Heading { spans: s, .. } => spans(s, into, texts),
            Block::List { items, .. } => items.iter().for_each(|item| urls(item, into, texts)),
            Block::Quote { blocks } => urls(blocks, into, texts),
            Block::Table(table) => {
                spans(&table.caption, into, texts);
                table.header.iter().chain(&table.rows).flatten().for_each(|cell| spans(&cell.spans, into, texts));
            }
            Block::Image(picture) => {
                into.push(picture.url.clone());
                into.extend(picture.link.clone());
                texts.push(picture.alt.clone());
                spans(&picture.caption, into, texts);
            }
            Block::LinkCard(card) => {
                into.push(card.url.clone());
                texts.push(card.title.clone());
            }
            Block::Code { text } => texts.push(text.clone()),
            Block::Rule => {}
        }
    }
}

const SOUP: &str = "(<(p|div|/div|table|tr|td|/table|ul|li|/ul|figure|figcaption|/figure|blockquote|pre|/pre|h2|/h2|br|hr|q|/q|\
                    a href=(/x|javascript:x|mailto:a@b\\.c|data:x|&#106;avascript:y)|/a|img src=(a\\.jpg|data:image/png,x|\tjavascript:z) alt=x|\
                    iframe src=(//v\\.example|javascript:x)|span style=font-weight:bold|/span|svg|/svg|dl|dt|dd)>|chữ|\u{202e}|&#x202e;|\u{200b}| ){0,40}";

proptest! {
    #[test]
    fn every_address_can_be_followed_safely_and_no_label_turns(html in SOUP) {
        let (mut found, mut texts) = (Vec::new(), Vec::new());
        urls(&of(&html), &mut found, &mut texts);
        for url in found {
            let scheme = Url::parse(&url).expect("absolute").scheme().to_owned();
            prop_assert!(matches!(scheme.as_str(), "http" | "https" | "mailto" | "tel"), "{}", url);
        }
        for text in texts {
            let turns = text.contains(['\u{202a}', '\u{202e}', '\u{2066}', '\u{2069}', '\u{200e}', '\u{200f}']);
            prop_assert!(!turns);
        }
    }

    #[test]
    fn blocks_survive_their_json(html in SOUP) {
        let blocks = of(&html);
        let json = serde_json::to_string(&blocks).expect("serialisable");
        prop_assert_eq!(serde_json::from_str::<Vec<Block>>(&json).expect("readable"), blocks);
    }

    #[test]
    fn blocks_of_rendered_blocks_are_the_same_text(html in SOUP) {
        let blocks = of(&html);
        let again = of(&crate::reader::render::html(&blocks));
        let letters = |blocks: &[Block]| crate::reader::render::plain(blocks).replace(char::is_whitespace, "");
        prop_assert_eq!(letters(&again), letters(&blocks));
    }
}

#[test]
fn deep_documents_have_blocks_too() {
    for html in
        ["<div>", "<font color=red><b><i>", "<blockquote>", "<table><tr><td>", "<ul><li>", "<figure>", "<pre>", "<h1>"]
    {
        let found = of(&format!("{}đáy", html.repeat(50_000)));
        assert!(crate::reader::render::plain(&found).contains("đáy"), "{html}");
    }
}

#[test]
fn a_flood_of_blocks_is_cut() {
    assert!(of(&"<p>x</p>".repeat(MAX_BLOCKS + 500)).len() <= MAX_BLOCKS + 1);
}
