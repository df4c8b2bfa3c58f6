//! What was served when it was no feed: so that "the site wants a script run" and "the network wants a sign-in" read
//! differently.

use super::super::error::NotAFeed;

/// How much of a page is looked at, in bytes.
const HEAD: usize = 64 << 10;

/// Marks of pages that stand before the real one.
const CHALLENGE: &[&str] = &[
    "cf-chl",
    "cf_chl",
    "challenge-platform",
    "just a moment...",
    "_incapsula_",
    "ddos-guard",
    "ddos protection",
    "sucuri_cloudproxy",
    "captcha",
    "checking your browser",
    "enable javascript and cookies",
    "slowaes",
    "__test=",
    "d1n_",
    "document.cookie=",
];

/// Marks of networks that want a sign-in.
const CAPTIVE: &[&str] = &[
    "captive",
    "wispr",
    "hotspot",
    "login wifi",
    "wifi login",
    "wi-fi login",
    "đăng nhập wifi",
    "đăng nhập wi-fi",
    "mạng không dây",
    "free wifi",
    "wifi miễn phí",
    "cgi-bin/login",
    "/guest/s/",
    "msftconnecttest",
];

/// Words in the title of pages that report an error.
const ERROR: &[&str] = &[
    "404",
    "403",
    "500",
    "502",
    "503",
    "504",
    "not found",
    "forbidden",
    "error",
    "unavailable",
    "bad gateway",
    "maintenance",
    "bảo trì",
    "lỗi",
    "không tìm thấy",
    "không tồn tại",
    "bị từ chối",
    "gián đoạn",
];

/// Whether the text looks like JSON.
pub(in crate::feed) fn is_json(text: &str) -> bool {
    text.trim_start_matches(['\u{FEFF}', ' ', '\t', '\r', '\n']).starts_with(['{', '['])
}

/// What `text`, which is no feed, is.
pub(in crate::feed) fn classify(text: &str) -> NotAFeed {
    let head = crate::feed::text::head(text, HEAD);
    let strange =
        head.chars().take(2_000).filter(|c| *c == '\u{FFFD}' || (c.is_control() && !c.is_whitespace())).count();
    if strange > 20 {
        return NotAFeed::Binary;
    }
    let lower = head.to_lowercase();
    let page =
        ["<html", "<!doctype html", "<head", "<body", "<script", "<title"].iter().any(|mark| lower.contains(mark));
    if page {
        return page_kind(&lower);
    }
    if lower.trim_start().starts_with('<') {
        return NotAFeed::OtherXml;
    }
    if is_json(head) { NotAFeed::OtherJson } else { NotAFeed::PlainText }
}

fn page_kind(lower: &str) -> NotAFeed {
    let has = |marks: &[&str]| marks.iter().any(|mark| lower.contains(mark));
    let title = lower
        .split_once("<title")
        .and_then(|(_, rest)| rest.split_once('<'))
        .map(|(title, _)| title)
        .unwrap_or_default();
    let heading =
        lower.split_once("<h1").and_then(|(_, rest)| rest.split_once("</")).map(|(title, _)| title).unwrap_or_default();
    if has(CHALLENGE) {
        NotAFeed::ChallengePage
    } else if has(CAPTIVE) {
        NotAFeed::CaptivePortal
    } else if ERROR.iter().any(|word| title.contains(word) || heading.contains(word)) {
        NotAFeed::ErrorPage
    } else {
        NotAFeed::WebPage
    }
}

#[cfg(test)]
mod tests;
