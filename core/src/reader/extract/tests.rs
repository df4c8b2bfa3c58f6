//! Extraction answers with absolute, safe addresses, or refuses: lists, gates, empty and oversized pages are no
//! article.

use super::*;

const URL: &str = "https://so.vidu.example/tin/bai.html";

const TEXT: &str = "<p>Trại thực nghiệm vừa thu hoạch lứa nấm đầu tiên trồng trên bã mía, năng suất cao hơn vụ trước và ít bị mốc xanh hơn hẳn.</p>\
    <p>Nhóm kỹ thuật cho biết bí quyết nằm ở khâu hấp bịch đủ giờ và giữ độ ẩm đều trong nhà trồng suốt ba tuần đầu.</p>";

#[test]
fn addresses_are_absolute_and_nothing_unsafe_is_left() {
    let page = format!(
        "<title>Nấm trên bã mía</title><article>{TEXT}<p onclick=x()><img src='/a.jpg' alt=Nấm><a href='javascript:x()'>xem</a></p></article>"
    );
    let found = article(&page, URL).expect("an article");
    assert!(found.html.contains("https://so.vidu.example/a.jpg"));
    assert!(!found.html.contains("javascript") && !found.html.contains("onclick"));
    assert_eq!(found.image.as_deref(), Some("https://so.vidu.example/a.jpg"));
    assert_eq!(found.title, "Nấm trên bã mía");
}

#[test]
fn a_list_of_articles_is_no_article() {
    let rows: String =
        (0..40).map(|n| format!("<li><a href=/{n}>Một tiêu đề bài viết khá dài về khoa học số {n}</a></li>")).collect();
    let page = format!("<title>Tin tức</title><main><h1>Tin tức</h1><ul>{rows}</ul></main>");
    assert_eq!(article(&page, URL), Err(ExtractError::NoArticle));
}

#[test]
fn pages_that_say_there_is_nothing_are_no_article() {
    assert_eq!(article(&format!("<title>404 - Không tìm thấy trang</title>{TEXT}"), URL), Err(ExtractError::NoArticle));
    assert_eq!(article("", URL), Err(ExtractError::NoArticle));
    assert_eq!(
        article("<html><body><div id=root></div><script src=app.js></script></body></html>", URL),
        Err(ExtractError::NoArticle)
    );
}

#[test]
fn a_page_before_the_page_is_a_gate() {
    assert_eq!(article("<title>Just a moment...</title><p>Checking your browser</p>", URL), Err(ExtractError::Gate));
}

#[test]
fn a_page_that_only_asks_for_consent_is_no_article() {
    let page = "<title>Cổng</title><div class=cookie-consent><p>Trang này dùng cookie để phân tích lưu lượng truy cập và cải thiện trải \
                nghiệm của bạn trên mọi thiết bị, bạn có thể từ chối bất cứ lúc nào.</p><button>Đồng ý</button></div>";
    assert_eq!(article(page, URL), Err(ExtractError::NoArticle));
}

#[test]
fn a_page_without_base_keeps_its_words() {
    let found = article(&format!("<article>{TEXT}</article>"), "not a url").expect("an article");
    assert!(found.text.starts_with("Trại thực nghiệm"));
}

#[test]
fn a_page_too_large_is_not_read() {
    let page = "x".repeat(MAX_PAGE + 1);
    assert_eq!(article(&page, URL), Err(ExtractError::TooLarge { bytes: MAX_PAGE + 1 }));
}

#[test]
fn deep_pages_end() {
    for unit in ["<div>", "<font color=a><b>", "<table><tr><td>", "<span>", "<ul><li>", "<div class=related>", "<p><i>"]
    {
        let page = format!("<title>x</title><body>{}{TEXT}", unit.repeat(5_000));
        let _ = article(&page, URL);
    }
}
