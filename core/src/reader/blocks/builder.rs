//! Frames: the lists, quotes, tables and figures that are open while the tree is walked.

use dom_query::{Element, NodeRef};
use url::Url;

use super::super::block::{Block, ListKind, MAX_NESTING, Span};
use super::super::links;
use super::line::{Line, Look};
use super::media::{self, Seen};
use super::names::{is_border, is_caption, is_unseen};
use super::table::{CellDraft, TableDraft};
use super::{MAX_BLOCKS, looks};

/// Whether to walk into an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Visit {
    Children,
    Skip,
}

#[derive(Debug)]
enum Role {
    Root,
    Quote,
    Figure { caption: Vec<Span> },
    Caption,
    Heading(u8),
    Code,
    List { kind: ListKind, start: Option<u32>, items: Vec<Vec<Block>> },
    Item,
    Table(TableDraft),
    Cell { columns: u32, rows: u32, is_heading: bool },
}

#[derive(Debug)]
struct Frame {
    role: Role,
    blocks: Vec<Block>,
}

/// What leaving an element undoes.
#[derive(Debug)]
struct Entered {
    look: Look,
    opened_frame: bool,
    is_border: bool,
}

/// Takes the tree's elements and text in order.
#[derive(Debug)]
pub(super) struct Builder {
    base: Option<Url>,
    frames: Vec<Frame>,
    entered: Vec<Entered>,
    look: Look,
    line: Line,
    count: usize,
}

impl Builder {
    pub(super) fn new(base: Option<Url>) -> Self {
        let root = Frame { role: Role::Root, blocks: Vec::new() };
        Self { base, frames: vec![root], entered: Vec::new(), look: Look::default(), line: Line::default(), count: 0 }
    }

    /// The blocks, once everything was left.
    pub(super) fn finish(mut self) -> Vec<Block> {
        self.end_paragraph();
        while self.frames.len() > 1 {
            self.close_frame();
        }
        self.frames.pop().map(|root| root.blocks).unwrap_or_default()
    }

    /// An element or text begins. Every call is followed by [`Self::leave`] for the same node.
    pub(super) fn enter(&mut self, node: &NodeRef<'_>) -> Visit {
        if let Some(element) = node.element_ref() {
            return self.enter_element(node, &element);
        }
        if node.is_text() {
            let text = node.query_or(Default::default(), |node| match &node.data {
                dom_query::NodeData::Text { contents } => contents.clone(),
                _ => Default::default(),
            });
            if self.is_code() {
                self.line.verbatim(&text, &Look::default());
            } else {
                self.line.text(&text, &self.look);
            }
        }
        Visit::Skip
    }

    /// The node ends.
    pub(super) fn leave(&mut self, node: &NodeRef<'_>) {
        if !node.is_element() {
            return;
        }
        let Some(entered) = self.entered.pop() else { return };
        if entered.is_border {
            self.end_paragraph();
        }
        if entered.opened_frame {
            self.close_frame();
        }
        self.look = entered.look;
    }

    fn enter_element(&mut self, node: &NodeRef<'_>, element: &Element) -> Visit {
        let name = &*element.name.local;
        let mut entered = Entered { look: self.look.clone(), opened_frame: false, is_border: false };
        let visit = if self.count > MAX_BLOCKS || is_unseen(name) || looks::is_hidden(element) {
            Visit::Skip
        } else {
            self.open(name, node, element, &mut entered)
        };
        self.entered.push(entered);
        visit
    }

    fn open(&mut self, name: &str, node: &NodeRef<'_>, element: &Element, entered: &mut Entered) -> Visit {
        match name {
            "br" => {
                if self.is_code() {
                    self.line.verbatim("\n", &Look::default());
                } else if self.line.line_break() {
                    self.end_paragraph();
                }
            }
            "hr" => {
                self.end_paragraph();
                self.push(Block::Rule);
            }
            "img" => self.image(element),
            "video" | "audio" | "iframe" | "embed" | "object" => {
                if let Some(card) = media::card(node, element, self.base.as_ref()) {
                    self.end_paragraph();
                    self.push(Block::LinkCard(card));
                }
                return Visit::Skip;
            }
            "a" => {
                let target = element.attr("href").filter(|href| !href.trim_start().starts_with('#'));
                self.look.link =
                    target.and_then(|href| links::link(&href, self.base.as_ref()).map(|url| url.into_owned()));
            }
            "tr" => {
                if let Some(Frame { role: Role::Table(draft), .. }) = self.frames.last_mut() {
                    draft.begin_row(node.parent().is_some_and(|parent| parent.has_name("thead")));
                }
            }
            _ => {
                if let Some(role) = self.role(name, element) {
                    self.end_paragraph();
                    self.frames.push(Frame { role, blocks: Vec::new() });
                    entered.opened_frame = true;
                }
                entered.is_border = entered.opened_frame || is_border(name);
                if entered.is_border {
                    self.end_paragraph();
                }
            }
        }
        let style = element.attr("style");
        self.look.marks = looks::inside(name, style.as_deref(), self.look.marks);
        Visit::Children
    }

    /// The frame that an element opens.
    fn role(&self, name: &str, element: &Element) -> Option<Role> {
        let number = |name: &str| element.attr(name).and_then(|value| value.trim().parse::<u32>().ok());
        let parent = self.frames.last().map(|frame| &frame.role);
        let is_shallow = self.frames.iter().filter(|frame| frame.role.is_nesting()).count() < MAX_NESTING;
        match name {
            "blockquote" if is_shallow => Some(Role::Quote),
            "ul" | "menu" | "dir" if is_shallow => {
                Some(Role::List { kind: ListKind::Bulleted, start: None, items: Vec::new() })
            }
            "ol" if is_shallow => {
                let start = number("start").filter(|start| *start != 1);
                Some(Role::List { kind: ListKind::Numbered, start, items: Vec::new() })
            }
            "li" if matches!(parent, Some(Role::List { .. })) => Some(Role::Item),
            "table" if is_shallow => Some(Role::Table(TableDraft::default())),
            "td" | "th" if matches!(parent, Some(Role::Table(_))) => Some(Role::Cell {
                columns: number("colspan").unwrap_or(1).clamp(1, 100),
                rows: number("rowspan").unwrap_or(1).clamp(1, 1000),
                is_heading: name == "th",
            }),
            "caption" if matches!(parent, Some(Role::Table(_))) => Some(Role::Caption),
            "figure" => Some(Role::Figure { caption: Vec::new() }),
            "figcaption" => Some(Role::Caption),
            "p" | "div" | "span" | "em" | "dd" if is_caption(element) => Some(Role::Caption),
            "pre" => Some(Role::Code),
            _ => {
                let level = name.strip_prefix('h')?.parse().ok()?;
                (1..=6).contains(&level).then_some(Role::Heading(level))
            }
        }
    }

    fn image(&mut self, element: &Element) {
        match media::image(element, self.base.as_ref()) {
            Seen::Words(alt) => {
                let spaced = if self.line.is_empty() { alt } else { format!(" {alt} ") };
                self.line.text(&spaced, &self.look);
            }
            Seen::Picture(mut picture) => {
                picture.link = self
                    .look
                    .link
                    .clone()
                    .filter(|link| link.starts_with("http") && *link != picture.url && !media::is_image_file(link));
                self.end_paragraph();
                self.push(Block::Image(picture));
            }
        }
    }

    fn is_code(&self) -> bool {
        matches!(self.frames.last(), Some(Frame { role: Role::Code, .. }))
    }

    fn push(&mut self, block: Block) {
        self.count += 1;
        if let Some(frame) = self.frames.last_mut() {
            frame.blocks.push(block);
        }
    }

    fn end_paragraph(&mut self) {
        if self.is_code() {
            return;
        }
        let spans = self.line.take();
        if !spans.is_empty() {
            self.push(Block::Paragraph { spans });
        }
    }

    fn close_frame(&mut self) {
        if self.is_code() {
            let text = self.line.take_verbatim();
            let inside = self.frames.pop().map(|frame| frame.blocks).unwrap_or_default();
            if !text.trim().is_empty() {
                self.push(Block::Code { text: text.trim_matches('\n').to_owned() });
            }
            if let Some(outer) = self.frames.last_mut() {
                outer.blocks.extend(inside);
            }
            return;
        }
        self.end_paragraph();
        let Some(Frame { role, mut blocks }) = self.frames.pop() else { return };
        let Some(outer) = self.frames.last_mut() else { return };
        match role {
            Role::Root | Role::Code => outer.blocks.append(&mut blocks),
            Role::Quote if blocks.is_empty() => {}
            Role::Quote => outer.blocks.push(Block::Quote { blocks }),
            Role::Item => {
                if let (Role::List { items, .. }, false) = (&mut outer.role, blocks.is_empty()) {
                    items.push(blocks);
                }
            }
            Role::List { kind, start, mut items } => {
                // What stands in a list but in no item belongs to the last one.
                match items.last_mut() {
                    Some(last) => last.append(&mut blocks),
                    None => outer.blocks.append(&mut blocks),
                }
                if !items.is_empty() {
                    outer.blocks.push(Block::List { kind, start, items });
                }
            }
            Role::Heading(level) => outer.blocks.extend(blocks.into_iter().map(|block| match block {
                Block::Paragraph { spans } => Block::Heading { level, spans },
                other => other,
            })),
            Role::Cell { columns, rows, is_heading } => {
                if let Role::Table(draft) = &mut outer.role {
                    draft.cell(CellDraft { blocks, columns, rows, is_heading });
                }
            }
            Role::Table(draft) => {
                outer.blocks.append(&mut blocks);
                outer.blocks.append(&mut draft.finish());
            }
            Role::Caption => caption(outer, blocks),
            Role::Figure { caption } => {
                if let [Block::Image(picture)] = blocks.as_mut_slice()
                    && picture.caption.is_empty()
                {
                    picture.caption = caption;
                } else if !caption.is_empty() {
                    blocks.push(Block::Paragraph { spans: caption });
                }
                outer.blocks.append(&mut blocks);
            }
        }
    }
}

impl Role {
    const fn is_nesting(&self) -> bool {
        matches!(self, Self::Quote | Self::List { .. } | Self::Table(_))
    }
}

/// A caption goes to the figure, the table or the image it follows; otherwise it is text.
fn caption(outer: &mut Frame, blocks: Vec<Block>) {
    let (spans, mut rest) = super::tidy::join_paragraphs(blocks);
    let slot = match (&mut outer.role, outer.blocks.last_mut()) {
        (Role::Figure { caption }, _) => Some(caption),
        (Role::Table(draft), _) => Some(&mut draft.caption),
        (_, Some(Block::Image(picture))) => Some(&mut picture.caption),
        _ => None,
    };
    match slot {
        Some(slot) if slot.is_empty() => *slot = spans,
        _ if spans.is_empty() => {}
        _ => outer.blocks.push(Block::Paragraph { spans }),
    }
    // An image inside its own caption element comes before the words.
    if let [Block::Image(picture)] = rest.as_mut_slice()
        && let Some(Block::Paragraph { .. }) = outer.blocks.last()
        && let Some(Block::Paragraph { spans }) = outer.blocks.pop()
    {
        picture.caption = spans;
    }
    outer.blocks.append(&mut rest);
}
