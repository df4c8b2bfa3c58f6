//! Feeds in files, whole and damaged, each named by what is odd in it: what is read and what is told to the webmaster.
//!
//! The files are also the seeds of the fuzz target `feed_parse`.

use std::path::PathBuf;

use app4g_core::feed::{self, Context, Feed, FeedError, Format, NotAFeed, WarningKind};

fn bytes(name: &str) -> Vec<u8> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/feeds").join(name);
    // A file that is missing reads like an empty one, and every test of it fails.
    std::fs::read(path).unwrap_or_default()
}

fn read(name: &str) -> Result<Feed, FeedError> {
    let context = Context { base_url: Some("https://so.mau.example/rss/tin.rss"), ..Context::default() };
    feed::parse(&bytes(name), &context)
}

fn told(feed: &Feed) -> Vec<WarningKind> {
    feed.warnings.iter().map(|warning| warning.kind).collect()
}

#[test]
fn a_clean_feed_is_read_whole_and_nothing_is_told() {
    let feed = read("rss20-clean.xml").unwrap();
    let item = &feed.items[0];
    assert_eq!(feed.title, "Bản tin thử nghiệm: đổi mới sáng tạo");
    assert_eq!((item.guid.as_str(), item.author.as_deref()), ("mau-1", Some("Trần Văn Thử")));
    assert_eq!(item.published.unwrap().rfc3339(), "2024-03-14T09:30:00+07:00");
    assert_eq!(item.summary.as_ref().unwrap().html, "<p>Máy sấy được <b>ba hộ</b> dùng chung.</p>");
    assert_eq!(item.categories, ["Nông nghiệp"]);
    assert_eq!(told(&feed), []);
}

#[test]
fn windows_1258_comes_out_composed() {
    let feed = read("rss20-windows-1258.xml").unwrap();
    assert_eq!((feed.encoding, feed.title.as_str()), ("windows-1258", "Tin công nghệ"));
    assert_eq!(feed.items[0].title, "Máy đo độ ẩm đất");
}

#[test]
fn the_habits_of_portals_are_got_over_and_told() {
    let feed = read("rss-portal-habits.xml").unwrap();
    let [one, two, three] = &feed.items[..] else { panic!("three items") };
    assert_eq!(
        (feed.title.as_str(), feed.link.as_deref()),
        ("Cổng thành phần & đơn vị", Some("https://so.mau.example/"))
    );
    assert_eq!(
        (one.title.as_str(), one.link.as_deref()),
        ("Hội thảo: giống lúa chịu mặn", Some("http://so.mau.example/tin/giong-lua"))
    );
    assert_eq!(one.image.as_deref(), Some("https://so.mau.example/anh/lua.jpg"));
    assert_eq!(one.published.unwrap().rfc3339(), "2024-03-14T09:30:00+07:00");
    let lead = app4g_core::text::markup::plain_text(&one.summary.as_ref().unwrap().html);
    assert_eq!(lead, "Giống lúa mới cho vùng ven sông, sai số p < 0,05.");
    assert_eq!(
        (two.title.as_str(), two.link.as_deref()),
        ("Thông báo nghỉ lễ \"dài ngày\"", Some("https://so.mau.example/tin/nghi-le"))
    );
    assert_eq!(two.published.unwrap().rfc3339(), "2024-03-14T16:05:00+07:00");
    assert!(three.title.is_empty() && three.published.is_none() && !three.guid.is_empty());
    for kind in [
        WarningKind::EncodingMislabelled,
        WarningKind::JunkBeforeStart,
        WarningKind::BareAmpersand,
        WarningKind::UnclosedElement,
        WarningKind::TitleMarkup,
        WarningKind::TitleMissing,
        WarningKind::LinkRepaired,
        WarningKind::LinkRelative,
        WarningKind::IdMissing,
        WarningKind::DateUnreadable,
        WarningKind::DateWithoutZone,
    ] {
        assert!(told(&feed).contains(&kind), "{kind:?} is not in {:?}", told(&feed));
    }
}

#[test]
fn a_cut_off_file_keeps_its_whole_items() {
    let feed = read("rss-cut-off.xml").unwrap();
    assert_eq!(feed.items.iter().map(|item| item.title.as_str()).collect::<Vec<_>>(), ["Còn nguyên"]);
    assert!(told(&feed).contains(&WarningKind::Truncated));
}

#[test]
fn every_family_of_formats_is_read() {
    for (name, format, title, first) in [
        ("rdf-items-outside.xml", Format::Rdf, "Kho dữ liệu mẫu", "Bảng đo mưa"),
        ("atom03-base64.xml", Format::Atom03, "Thiết bị mẫu", "Một"),
        ("atom10-nested-bases.xml", Format::Atom10, "p < 0,05", "Ứng dụng"),
        ("jsonfeed-cut-off.json", Format::Json, "Nguồn JSON mẫu", "Một"),
        ("cdf-shouting.xml", Format::Cdf, "KÊNH CŨ", "Mục cũ"),
    ] {
        let feed = read(name).unwrap();
        assert_eq!((feed.format, feed.title.as_str(), feed.items[0].title.as_str()), (format, title, first), "{name}");
        let date = feed.items[0].published.or(feed.items[0].updated).unwrap();
        assert_eq!(date.rfc3339(), "2024-03-14T09:30:00+07:00", "{name}");
    }
}

#[test]
fn bases_of_atom_nest() {
    let item = read("atom10-nested-bases.xml").unwrap().items.remove(0);
    assert_eq!(item.link.as_deref(), Some("https://so.mau.example/a/b/1"));
    assert_eq!(item.image.as_deref(), Some("https://so.mau.example/a/b/c.png"));
}

#[test]
fn tcvn3_without_a_label_is_recoded_and_told() {
    let feed = read("rss-tcvn3-unlabelled.xml").unwrap();
    assert_eq!(feed.title, "Sở Khoa học và Công nghệ");
    assert!(told(&feed).contains(&WarningKind::LegacyEncoding));
    assert!(feed.items[0].repairs.contains(&feed::Repair::EncodingRepaired));
}

#[test]
fn pages_in_place_of_feeds_are_errors_that_tell_them_apart() {
    for (name, what) in [
        ("page-challenge.html", NotAFeed::ChallengePage),
        ("page-maintenance.html", NotAFeed::ErrorPage),
        ("page-wifi-sign-in.html", NotAFeed::CaptivePortal),
    ] {
        assert_eq!(read(name), Err(FeedError::NotAFeed { what }), "{name}");
    }
}

#[test]
fn two_readings_of_one_feed_are_equal() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("fixtures/feeds");
    for file in std::fs::read_dir(folder).unwrap() {
        let name = file.unwrap().file_name().into_string().unwrap();
        assert_eq!(read(&name), read(&name), "{name}");
    }
}
