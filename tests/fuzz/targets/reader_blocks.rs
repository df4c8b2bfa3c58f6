//! Any bytes as an article: sanitised, read into blocks, written, spoken; and as a page and as an image.
//!
//! Fails on a panic, on an address that may not be followed, and when sanitising twice is not the same as once.
#![no_main]

use app4g_core::reader::{self, Block, Span, extract, images, position, render, speech};
use libfuzzer_sys::fuzz_target;

const BASE: &str = "https://so.vidu.example/tin/bai.html";

fuzz_target!(|bytes: &[u8]| {
    let _ = images::inspect(bytes);
    let html = extract::page_text(bytes, None);
    let clean = reader::sanitise(&html, Some(BASE));
    assert_eq!(reader::sanitise(&clean, Some(BASE)), clean);
    let blocks = reader::blocks(&html, Some(BASE));
    check(&blocks);
    let _ = render::html(&blocks);
    let _ = render::plain(&blocks);
    let _ = speech::segments(&blocks);
    let _ = position::find(&blocks, &position::at(&blocks, blocks.len() / 2));
    let _ = extract::article(&html, BASE);
});

fn check(blocks: &[Block]) {
    for block in blocks {
        match block {
            Block::Paragraph { spans } | Block::Heading { spans, .. } => check_spans(spans),
            Block::List { items, .. } => items.iter().for_each(|item| check(item)),
            Block::Quote { blocks } => check(blocks),
            Block::Table(table) => {
                check_spans(&table.caption);
                table.header.iter().chain(&table.rows).flatten().for_each(|cell| check_spans(&cell.spans));
            }
            Block::Image(picture) => {
                check_address(&picture.url);
                check_spans(&picture.caption);
            }
            Block::LinkCard(card) => check_address(&card.url),
            Block::Code { .. } | Block::Rule => {}
        }
    }
}

fn check_spans(spans: &[Span]) {
    spans.iter().filter_map(|span| span.link.as_deref()).for_each(check_address);
}

fn check_address(address: &str) {
    let url = url::Url::parse(address).expect("absolute");
    assert!(matches!(url.scheme(), "http" | "https" | "mailto" | "tel"), "{address}");
}
