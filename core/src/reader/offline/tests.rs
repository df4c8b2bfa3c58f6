//! When an article may be called summary, full or full with images; damage outweighs whatever else is known.

use super::*;

fn now() -> Timestamp {
    Timestamp::from_unix(1_773_446_400)
}

fn article(fulltext: Fulltext, body: &str) -> Article {
    Article { fulltext, body: Some(body.into()), ..Article::default() }
}

fn state_of(article: &Article) -> Offline {
    state(Stored::Article(article), None, |url| url.ends_with("co.jpg"), now())
}

#[test]
fn text_of_the_feed_or_the_page_is_the_full_text() {
    assert_eq!(state_of(&article(Fulltext::Feed, "<p>Chữ</p>")), Offline::Full { at: now() });
    assert_eq!(state_of(&article(Fulltext::Full, "<p>Chữ</p>")), Offline::Full { at: now() });
}

#[test]
fn with_images_means_all_of_them() {
    let all = article(Fulltext::Full, "<p>Chữ</p><img src=https://a.example/co.jpg>");
    let some =
        article(Fulltext::Full, "<p>Chữ</p><img src=https://a.example/co.jpg><img src=https://a.example/thieu.jpg>");
    assert_eq!(state_of(&all), Offline::FullWithImages { at: now() });
    assert_eq!(state_of(&some), Offline::Full { at: now() });
}

#[test]
fn a_full_text_without_words_is_not_called_full() {
    assert_eq!(
        state_of(&article(Fulltext::Full, "<p>&nbsp;</p><script>x</script>")),
        Offline::Failed(FailReason::Damaged)
    );
    assert_eq!(state_of(&article(Fulltext::Feed, "")), Offline::None);
}

#[test]
fn a_summary_is_a_summary_and_a_failed_page_is_said() {
    let summary = Article { lead: Some("Tóm tắt".into()), ..Article::default() };
    assert_eq!(state_of(&summary), Offline::Summary);
    let failed = state(Stored::Article(&summary), Some(FailReason::NoArticle), |_| false, now());
    assert_eq!(failed, Offline::Failed(FailReason::NoArticle));
    assert_eq!(state_of(&Article::default()), Offline::None);
}

#[test]
fn what_cannot_be_read_is_damaged_whatever_else_is_known() {
    assert_eq!(state(Stored::Damaged, None, |_| true, now()), Offline::Failed(FailReason::Damaged));
}
