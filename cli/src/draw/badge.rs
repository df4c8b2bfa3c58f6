//! The offline state of an article in words: said before the tap (product.md §5).

use app4g_core::model::Offline;
use app4g_core::strings::{Lang, render};

/// `Đủ bài`, `Chỉ tóm tắt` …
pub(crate) fn offline(state: Offline, lang: Lang) -> String {
    render(&state.badge(), lang)
}
