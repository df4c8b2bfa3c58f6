//! The stack of open elements, as an HTML parser would keep it, with a limit.
//!
//! Follows the rules that decide depth (implied ends, scopes, formatting elements that are opened again); where it differs
//! from a parser it counts too much rather than too little, so that the limit holds.
//!
//! Invariant: never more than `limit` elements; each call looks at no more than that.

use super::elements::{Element, Kind};

/// A parser opens unclosed formatting again in every block: few are enough, and more would leave no room for blocks.
const MAX_FORMATTING: usize = 40;

/// Whether a start tag may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Admission {
    /// It opened an element.
    Open,
    /// Too deep: it is left out, and so is its end tag.
    LeftOut,
}

/// Elements that are open now.
#[derive(Debug)]
pub(super) struct Nesting {
    limit: usize,
    open: Vec<Element>,
    /// Elements left out and not yet ended, by name.
    left_out: Vec<(&'static str, u32)>,
}

impl Nesting {
    /// Nothing open.
    pub(super) fn new(limit: usize) -> Self {
        Self { limit, open: Vec::new(), left_out: Vec::new() }
    }

    /// A start tag of an element that can have content.
    pub(super) fn start(&mut self, element: Element) -> Admission {
        if !self.admits(element) {
            self.leave_out(element.name);
            return Admission::LeftOut;
        }
        self.imply_ends(element);
        if self.open.len() >= self.limit {
            self.leave_out(element.name);
            return Admission::LeftOut;
        }
        self.open.push(element);
        Admission::Open
    }

    /// An end tag; whether it may stand.
    pub(super) fn end(&mut self, element: Element) -> bool {
        if let Some((_, count)) = self.left_out.iter_mut().find(|(name, count)| *name == element.name && *count > 0) {
            *count -= 1;
            return false;
        }
        match element.kind {
            Kind::Formatting => {
                if let Some(at) = self.find(element.name, Kind::is_cell_wall) {
                    self.open.remove(at);
                }
                true
            }
            Kind::Inline => {
                if let Some(at) = self.find(element.name, Kind::is_special) {
                    self.close_to(at);
                }
                true
            }
            Kind::Part | Kind::Boundary if is_of_table(element.name) => {
                if let Some(at) = self.find_in_table(element.name) {
                    self.close_to(at);
                }
                true
            }
            // The end of an item closes none outside of its own list.
            Kind::Item if element.name == "li" => {
                let ends = |open: &Element| matches!(open.name, "li" | "ul" | "ol") || open.kind.is_cell_wall();
                if let Some(at) = self.open.iter().rposition(ends)
                    && self.open.get(at).is_some_and(|open| open.name == "li")
                {
                    self.close_to(at);
                }
                true
            }
            Kind::Block | Kind::Item | Kind::Boundary => {
                if let Some(at) = self.find(element.name, Kind::is_cell_wall) {
                    self.close_to(at);
                }
                true
            }
            // A stray end of a raw text element or of a page part; `</br>` and `</p>` mean something even so.
            Kind::Void => element.name == "br",
            _ => false,
        }
    }

    fn leave_out(&mut self, name: &'static str) {
        match self.left_out.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count = count.saturating_add(1),
            None => self.left_out.push((name, 1)),
        }
    }

    fn admits(&self, element: Element) -> bool {
        match element.kind {
            Kind::Formatting => self.open.iter().filter(|open| open.kind == Kind::Formatting).count() < MAX_FORMATTING,
            // A parser ignores parts of a table outside one.
            Kind::Part | Kind::Boundary if is_of_table(element.name) && element.name != "table" => {
                self.open.iter().any(|open| open.name == "table")
            }
            _ => true,
        }
    }

    fn imply_ends(&mut self, element: Element) {
        match element.kind {
            Kind::Block => self.close_paragraph(),
            Kind::Item => {
                let siblings: &[&str] = if element.name == "li" { &["li"] } else { &["dd", "dt"] };
                let predecessor = self.open.iter().rposition(|open| {
                    siblings.contains(&open.name)
                        || (open.kind.is_special() && !matches!(open.name, "address" | "div" | "p"))
                });
                if let Some(at) = predecessor
                    && self.open.get(at).is_some_and(|open| siblings.contains(&open.name))
                {
                    self.close_to(at);
                }
                self.close_paragraph();
            }
            Kind::Part | Kind::Boundary if is_of_table(element.name) => {
                let ended: &[&str] = match element.name {
                    "td" | "th" => &["td", "th"],
                    "tr" => &["tr"],
                    "table" => return self.close_paragraph(),
                    _ => &["tbody", "thead", "tfoot", "caption", "colgroup", "tr"],
                };
                // The outermost of them above the table, so that `<tbody>` ends an open row too.
                let table = self.open.iter().rposition(|open| open.name == "table").map_or(0, |at| at + 1);
                let first = self.open.iter().skip(table).position(|open| ended.contains(&open.name));
                if let Some(at) = first {
                    self.close_to(table + at);
                }
            }
            Kind::Formatting if matches!(element.name, "a" | "nobr") => {
                if let Some(at) = self.find(element.name, Kind::is_cell_wall) {
                    self.open.remove(at);
                }
            }
            _ => {}
        }
    }

    fn close_paragraph(&mut self) {
        if let Some(at) = self.find("p", Kind::is_cell_wall) {
            self.close_to(at);
        }
    }

    /// The innermost open `name`, unless something `stops` the search before.
    fn find(&self, name: &str, stops: fn(Kind) -> bool) -> Option<usize> {
        let at = self.open.iter().rposition(|open| open.name == name || stops(open.kind))?;
        self.open.get(at).filter(|open| open.name == name).map(|_| at)
    }

    fn find_in_table(&self, name: &str) -> Option<usize> {
        let at = self.open.iter().rposition(|open| open.name == name || open.name == "table")?;
        self.open.get(at).filter(|open| open.name == name).map(|_| at)
    }

    /// Closes the element at `at` and all inside. Formatting elements inside stay, because a parser opens them again;
    /// closing a cell (or what counts as one) forgets them.
    fn close_to(&mut self, at: usize) {
        let is_boundary = self.open.get(at).is_some_and(|open| open.kind == Kind::Boundary && open.name != "table");
        let mut index = 0;
        self.open.retain(|open| {
            let keep = index < at || (!is_boundary && open.kind == Kind::Formatting);
            index += 1;
            keep
        });
    }
}

impl Kind {
    const fn is_cell_wall(self) -> bool {
        matches!(self, Self::Boundary)
    }

    const fn is_special(self) -> bool {
        matches!(self, Self::Block | Self::Item | Self::Boundary | Self::Part)
    }
}

fn is_of_table(name: &str) -> bool {
    matches!(name, "table" | "caption" | "colgroup" | "tbody" | "thead" | "tfoot" | "tr" | "td" | "th")
}

#[cfg(test)]
mod tests;
