//! The open article with what was searched for marked, so that a person sees at once where it stands.
//!
//! Shells open an article from a list of results, lend a search's judgement of a text ([`mark`]) and draw the blocks as ever.
//!
//! Invariant: the text of every paragraph stays the same; a span is only cut where a place begins or ends.

use std::ops::Range;

use super::block::{Block, Mark, Marks, Span, Table};

/// Adds [`Mark::Found`] to the places that `find` names. It is asked once, with the text of all spans, a line for each paragraph,
/// heading, cell and caption; places are bytes of that text on character boundaries, ascending, without overlap. A place over a
/// change of look or a link becomes several spans. Code and the titles of cards are left alone.
pub fn mark(blocks: &mut [Block], find: &dyn Fn(&str) -> Vec<Range<usize>>) {
    let mut text = String::new();
    each_line(blocks, &mut |spans| {
        spans.iter().for_each(|span| text.push_str(&span.text));
        text.push('\n');
    });
    let places = find(&text);
    let (mut at, mut done) = (0, 0);
    each_line(blocks, &mut |spans| {
        let mut cut = Vec::with_capacity(spans.len());
        for span in spans.drain(..) {
            let end = at + span.text.len();
            let places = places.get(done..).unwrap_or_default();
            let here = places.iter().take_while(|place| place.start < end);
            push_pieces(&mut cut, &span, at, here);
            done += places.iter().take_while(|place| place.end <= end).count();
            at = end;
        }
        *spans = cut;
        at += 1;
    });
}

/// Shows every line of spans, in order.
fn each_line(blocks: &mut [Block], show: &mut dyn FnMut(&mut Vec<Span>)) {
    for block in blocks {
        match block {
            Block::Paragraph { spans } | Block::Heading { spans, .. } => show(spans),
            Block::List { items, .. } => items.iter_mut().for_each(|item| each_line(item, show)),
            Block::Quote { blocks } => each_line(blocks, show),
            Block::Table(Table { caption, header, rows }) => {
                show(caption);
                header.iter_mut().chain(rows).flatten().for_each(|cell| show(&mut cell.spans));
            }
            Block::Image(picture) => show(&mut picture.caption),
            Block::Code { .. } | Block::LinkCard(_) | Block::Rule => {}
        }
    }
}

/// `span`, which begins at byte `start`, cut at the places.
fn push_pieces<'p>(cut: &mut Vec<Span>, span: &Span, start: usize, places: impl Iterator<Item = &'p Range<usize>>) {
    let mut from = 0;
    let mut push = |from: usize, to: usize, marks: Marks| {
        if let Some(text) = span.text.get(from..to).filter(|text| !text.is_empty()) {
            cut.push(Span { text: text.to_owned(), marks, link: span.link.clone() });
        }
    };
    for place in places {
        let begin = place.start.saturating_sub(start).max(from);
        let end = place.end.saturating_sub(start).min(span.text.len());
        if begin < end {
            push(from, begin, span.marks);
            push(begin, end, span.marks.with(Mark::Found));
            from = end;
        }
    }
    push(from, span.text.len(), span.marks);
}

#[cfg(test)]
mod tests;
