//! Which elements change how text looks.

use dom_query::Element;

use super::super::block::{Mark, Marks};

/// The look of text inside `element`, given the look outside.
pub(super) fn inside(name: &str, style: Option<&str>, outside: Marks) -> Marks {
    let marks = match name {
        "b" | "strong" | "dt" | "summary" | "legend" => outside.with(Mark::Bold),
        "i" | "em" | "cite" | "var" | "dfn" => outside.with(Mark::Italic),
        "u" | "ins" => outside.with(Mark::Underline),
        "s" | "strike" | "del" => outside.with(Mark::Strike),
        "code" | "kbd" | "samp" | "tt" => outside.with(Mark::Code),
        "mark" => outside.with(Mark::Highlight),
        "q" => outside.with(Mark::Quoted),
        "sub" => outside.with(Mark::Sub),
        "sup" => outside.with(Mark::Sup),
        _ => outside,
    };
    style.map_or(marks, |style| styled(style, marks))
}

/// Office programs and CMS editors write looks as style.
fn styled(style: &str, mut marks: Marks) -> Marks {
    for declaration in style.split(';') {
        let Some((property, value)) = declaration.split_once(':') else { continue };
        let value = value.trim();
        let is = |wanted: &str| value.get(..wanted.len()).is_some_and(|start| start.eq_ignore_ascii_case(wanted));
        match property.trim().to_ascii_lowercase().as_str() {
            "font-weight" if is("bold") || value.parse::<u32>().is_ok_and(|weight| weight >= 600) => {
                marks = marks.with(Mark::Bold);
            }
            "font-style" if is("italic") || is("oblique") => marks = marks.with(Mark::Italic),
            "vertical-align" if is("super") => marks = marks.with(Mark::Sup),
            "vertical-align" if is("sub") => marks = marks.with(Mark::Sub),
            _ => {}
        }
    }
    marks
}

/// Whether the page shows `element` to nobody.
pub(super) fn is_hidden(element: &Element) -> bool {
    let attribute = |name: &str| element.attr(name);
    attribute("hidden").is_some()
        || attribute("aria-hidden").is_some_and(|value| &*value == "true")
            && !matches!(&*element.name.local, "img" | "figure")
        || attribute("style").is_some_and(|style| {
            let style: String =
                style.chars().filter(|letter| !letter.is_whitespace()).collect::<String>().to_ascii_lowercase();
            style.contains("display:none") || style.contains("visibility:hidden")
        })
}
