//! Lists come back as they were written, and damaged ones give what they have.
use super::*;

fn outline(url: &str, title: &str) -> Outline {
    Outline { feed_url: url.into(), title: Some(title.into()), site_url: Some("https://a.example/".into()) }
}

#[test]
fn a_list_reads_back_as_it_was_written() {
    let list = [outline("https://a.example/rss?a=1&b=\"2\"", "Sở <KH&CN>"), outline("https://b.example/", "Báo")];
    assert_eq!(read(&write("Nguồn tin", &list)), list);
}

#[test]
fn folders_are_looked_into_and_a_name_may_stand_in_text() {
    let text = "<opml><body><outline text='Tỉnh'><OUTLINE text='Tin' xmlurl='https://a.example/rss'/></outline>";
    let read = read(text);
    assert_eq!(read.len(), 1);
    assert_eq!(read[0].title.as_deref(), Some("Tin"));
}

#[test]
fn an_address_counts_once_and_other_files_have_none() {
    assert_eq!(read("<outline xmlUrl='https://a.example/'/><outline xmlUrl='https://a.example/'/>").len(), 1);
    assert_eq!(read("<html><body>Không phải OPML</body></html>"), []);
}
