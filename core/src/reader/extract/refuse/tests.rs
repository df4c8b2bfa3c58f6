//! Gates and error pages are told from articles that write about them.

use super::*;

#[test]
fn a_page_that_checks_the_browser_is_a_gate() {
    assert!(is_gate("<title>Just a moment...</title><h1>Checking your browser before accessing</h1>"));
    assert!(is_gate(
        "<html><body><script>document.cookie='D1N=abc';window.location.reload(true);</script></body></html>"
    ));
    assert!(is_gate("<h1>Đăng nhập WiFi</h1><form><input name=phone><button>Kết nối</button></form>"));
}

#[test]
fn an_article_about_robots_is_no_gate() {
    let article = format!("<p>Mã captcha là gì? {}</p>", "Bài viết giải thích cách hoạt động của nó. ".repeat(30));
    assert!(!is_gate(&article));
    assert!(!is_gate("<p>Hội nghị khoa học</p><script>document.cookie='a=1'</script>"));
}

#[test]
fn titles_of_error_pages_are_known() {
    for title in ["404 - Không tìm thấy", "Lỗi 404", "Trang không tồn tại", "Access Denied", "Error 503"] {
        assert!(is_error_title(title), "{title}");
    }
    for title in
        ["404 hộ dân được dùng nước sạch nhờ công nghệ lọc mới của tỉnh", "500kV: đường dây mới", "Hội nghị", ""]
    {
        assert!(!is_error_title(title), "{title}");
    }
}
