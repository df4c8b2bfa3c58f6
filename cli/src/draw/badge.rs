//! The offline state of an article in words: said before the tap (product.md §5).

use app4g_core::model::Offline;
use app4g_core::model::offline::FailReason;
use app4g_core::strings::{Lang, text};

/// `Đủ bài`, `Chỉ tóm tắt` …
pub(crate) fn offline(state: Offline, lang: Lang) -> String {
    let key = match state {
        Offline::None => "cli.badge.none",
        Offline::Summary => "cli.badge.summary",
        Offline::Full { .. } => "cli.badge.full",
        Offline::FullWithImages { .. } => "cli.badge.full_images",
        Offline::Failed(FailReason::Unreachable) => "cli.badge.failed_unreachable",
        Offline::Failed(FailReason::NoArticle) => "cli.badge.failed_no_article",
        Offline::Failed(FailReason::TooLarge) => "cli.badge.failed_too_large",
        Offline::Failed(FailReason::Refused) => "cli.badge.failed_refused",
        Offline::Failed(FailReason::Damaged) => "cli.badge.failed_damaged",
    };
    text(key, &[], lang)
}
