//! What the furniture of portals is called: in class names of their CMSs, and in words on the page.

use dom_query::NodeRef;

use crate::text::fold::fold;

/// Parts of class names and ids, between hyphens, underscores and capitals.
const PARTS: &[&str] = &[
    "breadcrumb",
    "breadcrumbs",
    "share",
    "sharing",
    "social",
    "addthis",
    "related",
    "comment",
    "comments",
    "disqus",
    "cookie",
    "cookies",
    "gdpr",
    "consent",
    "print",
    "printer",
    "toolbar",
    "tools",
    "rating",
    "rate",
    "vote",
    "pagination",
    "pager",
    "pagenav",
    "sidebar",
    "marquee",
    "ticker",
    "newsletter",
    "subscribe",
    "advert",
    "ads",
    "popup",
    "modal",
    "hits",
    "viewcount",
    "skip",
    "topper",
    "fontsize",
    "textsize",
    "menu",
    "navbar",
    "nav",
    "navigation",
    "footer",
    "hotline",
    "tag",
    "tags",
    "widget",
    "btn",
    "button",
    "portlet-topper",
    "captcha",
    "copyright",
    "calendar",
    "weather",
    "poll",
    "survey",
    "login",
    "search",
    "lightbox",
    "carousel",
    "slider",
    "recommend",
    "trending",
    "popular",
    "mostread",
    "latest",
];

/// Vietnamese names, written without marks in all kinds of ways.
const SUBSTRINGS: &[&str] = &[
    "lienquan",
    "lien-quan",
    "lien_quan",
    "tinkhac",
    "tin-khac",
    "tin_khac",
    "tincu",
    "tin-cu",
    "tinmoi",
    "tin-moi",
    "tin_moi",
    "othernews",
    "other-news",
    "other_news",
    "newsother",
    "news-other",
    "binhluan",
    "binh-luan",
    "binh_luan",
    "chiase",
    "chia-se",
    "luotxem",
    "luot-xem",
    "luottruycap",
    "thongketruycap",
    "quangcao",
    "quang-cao",
    "danhgia",
    "danh-gia",
    "tukhoa",
    "tu-khoa",
    "docnhieu",
    "doc-nhieu",
    "xemnhieu",
    "xem-nhieu",
    "lienket",
    "lien-ket",
    "ykien",
    "y-kien",
    "cochu",
    "co-chu",
    "chuyenmuc",
    "inbai",
    "in-bai",
    "readmore",
    "relatednews",
    "newsrelated",
    "sr-only",
    "visually-hidden",
    "screen-reader",
    "element-invisible",
    "backtotop",
    "back-to-top",
    "go-top",
    "audioplayer",
    "docbao",
];

/// Parts before which a name says where something is, not what it is: `has-sidebar`.
const STATES: &[&str] = &["has", "no", "with", "without", "is", "not", "open", "enable", "enabled", "hide"];

const ROLES: &[&str] =
    &["navigation", "banner", "contentinfo", "complementary", "search", "dialog", "alertdialog", "toolbar", "menu"];

/// Labels before lists of other articles and the like, folded.
const LABELS: &[&str] = &[
    "tin lien quan",
    "cac tin lien quan",
    "bai viet lien quan",
    "bai lien quan",
    "noi dung lien quan",
    "tin khac",
    "cac tin khac",
    "tin tuc khac",
    "cac bai viet khac",
    "bai viet khac",
    "cac bai khac",
    "tin cung chuyen muc",
    "tin bai cung chuyen muc",
    "cung chuyen muc",
    "tin moi",
    "tin moi nhat",
    "tin moi hon",
    "tin cu hon",
    "cac tin moi hon",
    "cac tin cu hon",
    "cac tin da dua",
    "tin da dua",
    "tin doc nhieu",
    "doc nhieu",
    "tin xem nhieu",
    "xem nhieu",
    "xem nhieu nhat",
    "tin noi bat",
    "xem them",
    "doc them",
    "co the ban quan tam",
    "tu khoa",
    "tags",
    "chia se",
    "binh luan",
    "y kien ban doc",
    "gui binh luan",
    "thong bao khac",
    "cac thong bao khac",
    "lien ket website",
    "tin cung loai",
    "cac tin cung loai",
    "tin truoc",
    "tin tiep theo",
    "danh gia bai viet",
    "related articles",
    "related news",
    "read more",
];

/// How lines begin that count, date or serve, folded. Only short lines are looked at.
const LINES: &[&str] = &[
    "luot xem",
    "so luot xem",
    "luot doc",
    "so lan xem",
    "da xem",
    "ngay dang",
    "ngay tao",
    "ngay cap nhat",
    "cap nhat luc",
    "dang luc",
    "dang ngay",
    "cap nhat ngay",
    "thoi gian dang",
    "in bai viet",
    "in trang",
    "in bai",
    "ban in",
    "gui email",
    "gui bai",
    "gui cho ban be",
    "quay lai",
    "tro ve",
    "ve dau trang",
    "len dau trang",
    "co chu",
    "doc bai viet",
    "nghe doc bai",
    "nghe bai viet",
    "chia se",
    "chia se bai viet",
    "danh gia",
    "binh chon",
    "so binh luan",
    "tu khoa",
    "tags",
    "thich",
    "trang chu",
    "ban dang o",
    "toggle",
    "xem co chu",
    "tuong phan",
    "doc bai",
];

/// How a site calls itself, folded.
const SITES: &[&str] = &["cong thong tin dien tu", "cong thong tin", "trang thong tin dien tu", "website"];

/// Longest line of furniture, in characters.
const LINE: usize = 70;

/// Parts of names of boxes that are furniture even on a page with nothing else.
const ALWAYS: &[&str] = &["cookie", "cookies", "gdpr", "consent"];

/// Whether an element is there on every page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Furniture {
    /// It is text, as far as its name says.
    No,
    /// Furniture, unless it holds most of the page.
    UnlessMost,
    /// Furniture.
    Always,
}

/// Judges an element by its name, role and class.
pub(super) fn furniture(node: &NodeRef<'_>) -> Furniture {
    let Some(element) = node.element_ref() else { return Furniture::No };
    let name = &*element.name.local;
    if matches!(name, "nav" | "marquee" | "aside" | "footer" | "dialog" | "menu") {
        return Furniture::UnlessMost;
    }
    if matches!(
        name,
        "html" | "body" | "main" | "article" | "table" | "tbody" | "tr" | "img" | "head" | "script" | "meta" | "link"
    ) {
        return Furniture::No;
    }
    if element.attr("role").is_some_and(|role| ROLES.contains(&&*role)) {
        return Furniture::UnlessMost;
    }
    let mut judged = Furniture::No;
    for value in ["class", "id"].into_iter().filter_map(|name| element.attr(name)) {
        for name in value.split_ascii_whitespace().take(MAX_NAMES) {
            match furniture_name(name) {
                Furniture::Always => return Furniture::Always,
                Furniture::UnlessMost => judged = Furniture::UnlessMost,
                Furniture::No => {}
            }
        }
    }
    judged
}

/// Class names looked at on one element.
const MAX_NAMES: usize = 16;

fn furniture_name(name: &str) -> Furniture {
    let lower = name.to_ascii_lowercase();
    if SUBSTRINGS.iter().any(|known| lower.contains(known)) {
        return Furniture::UnlessMost;
    }
    let parts = parts(name);
    let has = |known: &[&str]| parts.iter().any(|part| known.contains(&part.as_str()));
    match parts.first() {
        Some(first) if STATES.contains(&first.as_str()) => Furniture::No,
        _ if has(ALWAYS) => Furniture::Always,
        _ if has(PARTS) => Furniture::UnlessMost,
        _ => Furniture::No,
    }
}

/// `postShare_bar-2` → post, share, bar, 2.
fn parts(name: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut was_lower = false;
    for letter in name.chars() {
        if letter == '-' || letter == '_' || (letter.is_ascii_uppercase() && was_lower) {
            parts.push(String::new());
        }
        was_lower = letter.is_ascii_lowercase();
        if let (true, Some(part)) = (letter.is_ascii_alphanumeric(), parts.last_mut()) {
            part.push(letter.to_ascii_lowercase());
        }
    }
    parts.retain(|part| !part.is_empty());
    parts
}

/// Whether a line only names what follows, given its letters.
pub(super) fn is_label(key: &str) -> bool {
    LABELS.contains(&key)
}

/// Whether a short line counts, dates or serves.
pub(super) fn is_furniture_line(text: &str) -> bool {
    if text.chars().count() > LINE {
        return false;
    }
    let folded = fold(text);
    let line = folded.trim_start_matches(|letter: char| !letter.is_alphanumeric());
    let is_sentence = text.trim_end().ends_with(['.', '!', '?', ':', ';', '…']);
    let is_address = (line.starts_with("http://") || line.starts_with("https://")) && !line.contains(' ');
    if is_address || !is_sentence && SITES.iter().any(|site| line.starts_with(site)) {
        return true;
    }
    LINES.iter().any(|known| {
        line.strip_prefix(known).is_some_and(|rest| {
            let rest = rest.trim_start();
            rest.is_empty()
                || rest.starts_with([':', '-', '–', '|', '>', '»', '(', '+', '.'])
                || rest.starts_with(|c: char| c.is_ascii_digit())
        })
    })
}
