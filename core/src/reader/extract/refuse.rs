//! Pages that stand before an article, or in its place.

use crate::reader::tags::{Piece, Pieces};
use crate::text::fold::fold;

/// Words on which a page that lets nobody in is known; in such a page there is little else.
const GATES: &[&str] = &[
    "checking your browser",
    "verify you are human",
    "verifying you are human",
    "enable javascript and cookies to continue",
    "please turn javascript on and reload",
    "just a moment",
    "ddos protection by",
    "attention required! | cloudflare",
    "captcha",
    "xac minh ban khong phai la robot",
    "ban khong phai la nguoi may",
    "vui long dang nhap de tiep tuc",
    "dang nhap mang wi-fi",
    "dang nhap wifi",
    "chao mung ban den voi mang wifi",
    "accept cookies to continue",
    "chap nhan cookie de tiep tuc",
    "your session has expired",
];

/// Titles of pages that say that there is no page.
const ERRORS: &[&str] = &[
    "404",
    "403",
    "500",
    "502",
    "503",
    "khong tim thay trang",
    "trang khong ton tai",
    "page not found",
    "not found",
    "access denied",
    "forbidden",
    "server error",
    "loi he thong",
    "request rejected",
    "service unavailable",
];

/// An article has more words than any of these pages, whatever it writes about.
const GATE_WORDS: usize = 150;

/// Whether the page wants a script, a click or a log-in before it shows anything.
pub(super) fn is_gate(html: &str) -> bool {
    let (mut words, mut text, mut reloads) = (0_usize, String::new(), false);
    let mut pieces = Pieces::new(html);
    while let Some(piece) = pieces.next() {
        match piece {
            Piece::Text(shown) => {
                words += shown.split_whitespace().count();
                if words > GATE_WORDS {
                    return false;
                }
                text.push_str(shown);
                text.push(' ');
            }
            Piece::Start(tag) if tag.name.eq_ignore_ascii_case("script") => {
                let script = pieces.raw_text("script");
                reloads |=
                    script.contains("document.cookie") && (script.contains("location") || script.contains("reload"));
            }
            Piece::Start(tag) if tag.name.eq_ignore_ascii_case("style") => {
                pieces.raw_text("style");
            }
            _ => {}
        }
    }
    let text = fold(&text);
    (reloads && words < 60) || GATES.iter().any(|gate| text.contains(gate))
}

/// Whether a title says that there is nothing.
pub(super) fn is_error_title(title: &str) -> bool {
    let title = fold(title);
    let start = title.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let start = start.strip_prefix("error ").or_else(|| start.strip_prefix("loi ")).unwrap_or(start);
    ERRORS.iter().any(|error| {
        start.strip_prefix(error).is_some_and(|rest| rest.chars().next().is_none_or(|next| !next.is_alphanumeric()))
    }) && title.split_whitespace().count() <= 8
}

#[cfg(test)]
mod tests;
