//! `app4g` as a person and a program use it: a day with the loopback portal, every command, both languages, exit codes.

#![expect(clippy::unwrap_used, clippy::panic, reason = "set-up that fails is a failed test")]

use std::path::Path;
use std::time::Duration;

use app4g::answer::Exit;
use app4g::host::{Host, World};
use app4g::terminal::{Paint, Terminal, Watching};
use app4g_core::cancel::CancelToken;
use app4g_core::net::{AddressPolicy, ClientConfig, Connectivity, Network, Politeness};
use app4g_core::sync::subscribe::Content;
use app4g_tests::portal::{Portal, Reply};
use serde_json::Value;
use tokio::runtime::Runtime;

const FEED: &str = "<?xml version='1.0' encoding='UTF-8'?><rss version='2.0'><channel><title>Tin thử</title>\
    <link>https://a.example/</link><language>vi</language>\
    <item><title>Tập huấn chuyển giao công nghệ</title><link>https://a.example/1</link><guid>1</guid>\
    <description>Lớp tập huấn về chuyển giao công nghệ chế biến nông sản.</description>\
    <pubDate>Thu, 14 Mar 2024 08:00:00 +0700</pubDate></item>\
    <item><title>Đường mới về xã</title><link>https://a.example/2</link><guid>2</guid>\
    <description>Con đường mới được khánh thành dưới ánh dương.</description>\
    <pubDate>Wed, 13 Mar 2024 08:00:00 +0700</pubDate></item></channel></rss>";

/// A profile, a portal and a network that can be switched off.
struct Person {
    home: tempfile::TempDir,
    network: Network,
    portal: Portal,
    runtime: Runtime,
}

/// What a command left on the screen.
struct Seen {
    exit: Exit,
    out: String,
    err: String,
}

impl Person {
    fn new() -> Self {
        let runtime = Runtime::new().unwrap();
        let portal = runtime.block_on(Portal::start()).unwrap();
        portal.serve("/rss.xml", Reply::feed(FEED).etag("\"v1\""));
        portal.serve("/", Reply::html("<html><head><link rel='alternate' type='application/rss+xml' href='/rss.xml'></head><body>Trang</body></html>"));
        portal.serve_everything_else(Reply::status(404));
        Self { home: tempfile::tempdir().unwrap(), network: Network::default(), portal, runtime }
    }

    fn types(&self, line: &str) -> Seen {
        self.types_in(self.home.path(), line)
    }

    fn types_in(&self, home: &Path, line: &str) -> Seen {
        self.types_with(home, line, CancelToken::new())
    }

    fn types_with(&self, home: &Path, line: &str, cancel: CancelToken) -> Seen {
        let home = home.display().to_string();
        let fixed = ["app4g", "--home", &home, "--now", "2024-03-14T09:30:00+07:00"];
        let args: Vec<String> = fixed.into_iter().chain(line.split(' ')).map(str::to_owned).collect();
        let client = ClientConfig {
            network: self.network.clone(),
            addresses: AddressPolicy::PublicAndLoopback,
            politeness: Politeness { connections: 4, interval: Duration::ZERO },
            ..ClientConfig::default()
        };
        let world = World::of(client, Content::Real, cancel);
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let terminal = Terminal::new(Some(80), Paint::Plain, Watching::No);
        let exit = app4g::run(&args, Host { out: &mut out, err: &mut err, terminal, world });
        Seen { exit, out: String::from_utf8(out).unwrap(), err: String::from_utf8(err).unwrap() }
    }

    fn asks(&self, line: &str) -> Value {
        let seen = self.types(&format!("--json {line}"));
        serde_json::from_str(&seen.out).unwrap_or_else(|error| panic!("{line}: {error}: {}", seen.out))
    }

    fn subscribed() -> Self {
        let person = Self::new();
        let added = person.types(&format!("feeds add {}", person.portal.url("/rss.xml")));
        assert_eq!(added.exit, Exit::Ok, "{}{}", added.out, added.err);
        person
    }
}

#[test]
fn a_page_is_enough_to_add_its_feed_and_adding_twice_says_so() {
    let person = Person::new();
    let added = person.asks(&format!("feeds add {}", person.portal.url("/")));
    assert_eq!(added["ok"], true, "{added}");
    assert_eq!(added["data"]["new"], true);
    assert_eq!(added["data"]["sync"]["new"], 2, "{added}");
    let again = person.asks(&format!("feeds add {}", person.portal.url("/rss.xml")));
    assert_eq!(again["data"]["new"], false, "{again}");
}

#[test]
fn home_lists_what_is_stored_and_says_how_old_it_is() {
    let person = Person::subscribed();
    let home = person.types("home");
    assert_eq!(home.exit, Exit::Ok);
    assert!(home.out.contains("Cập nhật 09:30 14/03/2024"), "{}", home.out);
    assert!(home.out.contains("Tập huấn chuyển giao công nghệ") && home.out.contains("1 giờ trước"), "{}", home.out);
    person.network.set(Connectivity::Offline);
    let offline = person.types("home");
    assert_eq!(offline.exit, Exit::Offline);
    assert!(offline.out.contains("không có mạng") && offline.out.contains("Tập huấn"), "{}", offline.out);
}

#[test]
fn an_article_is_found_without_marks_read_by_the_beginning_of_its_id_and_then_read() {
    let person = Person::subscribed();
    let found = person.asks("search chuyen giao");
    let id = found["data"]["rows"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(found["data"]["rows"].as_array().unwrap().len(), 1, "{found}");
    let read = person.types(&format!("read {}", id.split('-').next().unwrap()));
    assert!(read.out.contains("chế biến nông sản"), "{}", read.out);
    assert_eq!(person.asks("news --unread")["data"]["rows"].as_array().unwrap().len(), 1);
    let duong = person.asks("search dương");
    let marks = &duong["data"]["rows"][0]["title"]["marks"];
    assert_eq!(*marks, serde_json::json!([]), "«dương» must not match the «Đường» of the title: {duong}");
}

#[test]
fn a_search_says_how_it_was_read_and_how_it_may_go_on() {
    let person = Person::subscribed();
    let found = person.types("search chuyen giao cong nghe");
    assert!(found.out.contains("Đang hiển thị kết quả cho: chuyển giao công nghệ"), "{}", found.out);
    let marked = person.asks("search chuyển giao công nghệ");
    assert_eq!(marked["data"]["understood"], "chuyển giao công nghệ");
    assert!(!person.types("search chuyển giao công nghệ").out.contains("Đang hiển thị"), "as typed: nothing to say");
    let suggested = person.asks("suggest chuyển gi");
    assert_eq!(suggested["data"]["suggestions"][0], "chuyển giao", "{suggested}");
    assert!(person.types("suggest qqqq").out.contains("Chưa có gợi ý"));
}

#[test]
fn an_article_opened_from_a_search_shows_where_it_stands() {
    let person = Person::subscribed();
    let id = person.asks("search chuyen giao")["data"]["rows"][0]["id"].as_str().unwrap().to_owned();
    let read = person.types(&format!("read {id} --found nong"));
    assert!(read.out.contains("chế biến «nông» sản"), "{}", read.out);
    assert!(!person.types(&format!("read {id}")).out.contains('«'), "nobody asked");
    let blocks = person.asks(&format!("read {id} --found nông"))["data"]["blocks"].to_string();
    assert!(blocks.contains("\"found\""), "{blocks}");
}

#[test]
fn whatever_is_typed_gets_an_answer_or_a_reason_a_person_understands() {
    let person = Person::subscribed();
    for (typed, expected) in [
        ("search 👍 “ ”", "Câu tìm chỉ có dấu câu hoặc biểu tượng"),
        (
            "search chuyÓn giao c«ng nghÖ",
            "Đang hiển thị kết quả cho: chuyển giao công nghệ (bạn gõ: chuyÓn giao c«ng nghÖ)",
        ),
        ("search \"\u{202e}chuyển\u{200b} giao", "1 bài"),
        ("search 道路", "Không tìm thấy bài nào"),
    ] {
        let shown = person.types(typed);
        assert!(shown.exit == Exit::Ok && shown.out.contains(expected), "{typed}: {}", shown.out);
    }
    let long = format!("search chuyển giao {}", (0..2_000).map(|n| format!("chữ{n} ")).collect::<String>());
    let shown = person.types(&long);
    assert!(shown.out.contains("Câu tìm quá dài: chỉ tìm theo phần đầu (64 từ)"), "{}", shown.out);
    assert!(shown.out.contains("Tập huấn") && shown.out.len() < 3_000, "{}", shown.out);
    assert!(person.types(&long.replacen("search", "suggest", 1)).out.len() < 3_000);
    assert_eq!(person.asks(&long)["data"]["complete"], false);
}

#[test]
fn a_search_says_what_it_can_be_narrowed_by_and_a_choice_shows_as_many_rows_as_it_counted() {
    let person = Person::subscribed();
    let both = person.asks("search công mới")["data"].clone();
    assert_eq!(both["total"], 2, "{both}");
    let date = both["facets"].as_array().unwrap().iter().find(|field| field["field"] == "date").unwrap();
    let today = date["values"].as_array().unwrap().iter().find(|count| count["value"] == "today").unwrap();
    assert_eq!((&today["rows"], &today["adds"]), (&1.into(), &1.into()), "{today}");
    let chosen = person.asks("search công mới --facet date=today")["data"].clone();
    assert_eq!(
        (&chosen["total"], &chosen["rows"][0]["title"]["text"]),
        (&1.into(), &"Tập huấn chuyển giao công nghệ".into())
    );
    let shown = person.types("search công mới --facet date=today");
    assert!(shown.out.contains("Thời gian: ✓ hôm nay [today] 1 · 7 ngày qua [week] 2"), "{}", shown.out);
    assert!(shown.out.contains("Nguồn: Tin thử ["), "{}", shown.out);
}

#[test]
fn rows_are_ordered_by_date_where_asked_and_listed_without_a_query() {
    let person = Person::subscribed();
    let titles = |line: &str| -> Vec<String> {
        let rows = person.asks(line)["data"]["rows"].clone();
        rows.as_array().unwrap().iter().map(|row| row["title"]["text"].as_str().unwrap().to_owned()).collect()
    };
    let newest = titles("search công mới --sort newest");
    let mut oldest = titles("search công mới --sort oldest");
    assert_eq!(newest, ["Tập huấn chuyển giao công nghệ", "Đường mới về xã"]);
    oldest.reverse();
    assert_eq!(oldest, newest);
    assert_eq!(titles("search --facet kind=article --sort newest"), newest);
}

#[test]
fn a_field_or_value_that_is_not_there_is_a_wrong_command_line_that_names_it() {
    let person = Person::subscribed();
    for (line, named) in [
        ("search mới --facet màu=đỏ", "màu"),
        ("search mới --facet source=khong-co", "khong-co"),
        ("search mới --facet date=2024-13-01..", "2024-13-01.."),
        ("search mới --sort giá", "giá"),
        ("search mới --facet source", "source"),
    ] {
        let seen = person.types(line);
        assert_eq!(seen.exit, Exit::Usage, "{line}: {}{}", seen.out, seen.err);
        assert!(seen.err.contains(named), "{line}: {}", seen.err);
    }
    assert_eq!(person.types("search").exit, Exit::Usage);
}

#[test]
fn a_star_survives_export_erase_and_import() {
    let person = Person::subscribed();
    let id = person.asks("news")["data"]["rows"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(person.types(&format!("star {id}")).exit, Exit::Ok);
    let file = person.home.path().with_extension("tar").display().to_string();
    assert_eq!(person.types(&format!("export {file}")).exit, Exit::Ok);
    let hint = person.types("erase");
    assert!(hint.out.contains("--yes"), "{}", hint.out);
    assert_eq!(person.asks("news --starred")["data"]["rows"].as_array().unwrap().len(), 1, "nothing erased unasked");
    assert_eq!(person.types("erase --yes").exit, Exit::Ok);
    assert_eq!(person.asks("news")["data"]["rows"].as_array().unwrap().len(), 0);
    let imported = person.types(&format!("import {file}"));
    assert_eq!(imported.exit, Exit::Ok, "{}", imported.err);
    person.network.set(Connectivity::Offline);
    let starred = person.asks("news --starred");
    assert_eq!(starred["data"]["rows"][0]["id"], id.as_str(), "{starred}");
    assert!(person.types(&format!("read {id}")).out.contains("nông sản"));
    std::fs::remove_file(file).unwrap();
}

#[test]
fn an_export_under_a_passphrase_comes_back_with_it_and_changes_nothing_without() {
    let person = Person::subscribed();
    let id = person.asks("news")["data"]["rows"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(person.types(&format!("star {id}")).exit, Exit::Ok);
    let folder = tempfile::tempdir().unwrap();
    let place = |name: &str| folder.path().join(name).display().to_string();
    let (file, right, wrong) = (place("a.tar.age"), place("right"), place("wrong"));
    std::fs::write(&right, "mật khẩu của tôi\n").unwrap();
    std::fs::write(&wrong, "đoán mò\n").unwrap();
    let exported = person.asks(&format!("export {file} --passphrase-file {right}"));
    assert_eq!(exported["data"]["encrypted"], true, "{exported}");
    assert!(std::fs::read(&file).unwrap().starts_with(b"age-encryption.org/v1"));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 3, "nothing unfinished is left");
    assert_eq!(person.types("erase --yes").exit, Exit::Ok);

    let plain = place("a.tar");
    assert_eq!(person.asks(&format!("export {plain}"))["data"]["encrypted"], false);
    let absent = place("absent");
    let other_end = place("cut");
    let whole = std::fs::read(&file).unwrap();
    std::fs::write(&other_end, &whole[..whole.len() - 1]).unwrap();
    for (line, says) in [
        (format!("import {file}"), "--passphrase-file"),
        (format!("import {file} --passphrase-file {wrong}"), "Mật khẩu không mở được"),
        (format!("import {file} --passphrase-file {absent}"), "Không đọc được"),
        (format!("import {plain} --passphrase-file {right}"), "không được mã hoá"),
        (format!("export {file} --passphrase-file {absent}"), "Không đọc được"),
    ] {
        let seen = person.types(&line);
        assert_eq!(seen.exit, Exit::Usage, "{line}: {}{}", seen.out, seen.err);
        assert!(seen.err.contains(says), "{line}: {}", seen.err);
    }
    assert_eq!(std::fs::read(&file).unwrap(), whole, "a failed export leaves the earlier one");
    assert_eq!(person.asks("news")["data"]["rows"].as_array().unwrap().len(), 0, "nothing stored changed");

    let cut = person.types(&format!("import {other_end} --passphrase-file {right}"));
    assert!(cut.exit == Exit::Usage && cut.err.contains("thiếu phần cuối"), "{}{}", cut.out, cut.err);
    let imported = person.types(&format!("import {file} --passphrase-file {right}"));
    assert_eq!(imported.exit, Exit::Ok, "{}", imported.err);
    assert_eq!(person.asks("news --starred")["data"]["rows"][0]["id"], id.as_str());
}

#[test]
fn a_second_sync_costs_one_conditional_request_and_the_ledger_knows() {
    let person = Person::subscribed();
    let synced = person.asks("sync");
    assert_eq!(synced["data"]["feeds"][0]["state"], "unchanged", "{synced}");
    let ledger = person.asks("ledger");
    assert!(ledger["data"]["total_bytes"].as_u64().unwrap() > FEED.len() as u64, "{ledger}");
    assert!(person.types("status").out.contains("2 bài từ 1 nguồn"));
    assert!(person.types("doctor").out.contains("nguyên vẹn"));
}

#[test]
fn ctrl_c_stops_a_sync_cleanly_and_says_so() {
    let person = Person::subscribed();
    person.portal.serve("/rss.xml", Reply::feed(FEED).after(Duration::from_secs(60)));
    let cancel = CancelToken::new();
    let seen = std::thread::scope(|scope| {
        let (person, token) = (&person, cancel.clone());
        let running = scope.spawn(move || person.types_with(person.home.path(), "sync", token));
        // The first request was the subscription's, the second its sync's; the third hangs.
        assert!(person.runtime.block_on(person.portal.saw_requests(3)));
        cancel.cancel();
        running.join().unwrap()
    });
    assert_eq!(seen.exit, Exit::Failed, "{}{}", seen.out, seen.err);
    assert!(seen.out.contains("Đã dừng theo yêu cầu"), "{}", seen.out);
    assert_eq!(person.asks("news")["data"]["rows"].as_array().unwrap().len(), 2, "nothing stored was lost");
}

#[test]
fn settings_keep_what_is_right_and_refuse_the_rest_in_plain_words() {
    let person = Person::new();
    assert_eq!(person.types("settings set monthly_cap 20MB").exit, Exit::Ok);
    assert_eq!(person.asks("settings get monthly_cap")["data"]["monthly_cap"], "20000000");
    assert_eq!(person.asks("settings set theme dark")["data"]["theme"], "dark");
    assert_eq!(person.asks("settings get")["data"]["text_size"], "100");
    for (line, accepted) in [("keep_days 1", "7…3650"), ("text_size 250", "85…200"), ("language fr", "vi|en")] {
        let wrong = person.types(&format!("settings set {line}"));
        assert!(wrong.exit == Exit::Usage && wrong.err.contains(accepted), "{}", wrong.err);
    }
}

#[test]
fn sources_travel_as_opml() {
    let person = Person::subscribed();
    let opml = person.types("feeds opml export -").out;
    let file = person.home.path().with_extension("opml");
    std::fs::write(&file, opml).unwrap();
    let other = tempfile::tempdir().unwrap();
    let imported = person.types_in(other.path(), &format!("feeds opml import {}", file.display()));
    assert!(imported.out.contains('1'), "{}{}", imported.out, imported.err);
    assert!(person.types_in(other.path(), "feeds list").out.contains("Tin thử"));
    std::fs::remove_file(file).unwrap();
}

#[test]
fn the_list_of_sources_fits_into_one_json_object() {
    let person = Person::subscribed();
    let seen = person.types("--json feeds opml export -");
    assert_eq!((seen.exit, seen.out.lines().count(), seen.err.as_str()), (Exit::Ok, 1, ""));
    let answer: Value = serde_json::from_str(&seen.out).unwrap();
    assert_eq!((&answer["ok"], &answer["command"]), (&Value::from(true), &Value::from("feeds opml")));
    assert_eq!((&answer["data"]["file"], &answer["data"]["sources"]), (&Value::from("-"), &Value::from(1)));
    let opml = answer["data"]["opml"].as_str().unwrap();
    assert!(opml.starts_with("<?xml") && opml.contains(&person.portal.url("/rss.xml")), "{opml}");
    assert!(!std::path::Path::new("-").exists(), "`-` is no file");

    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("nguon.opml");
    let written = person.asks(&format!("feeds opml export {}", file.display()));
    assert!(written["data"].get("opml").is_none(), "a file is not said again: {written}");
    assert_eq!(std::fs::read_to_string(&file).unwrap().trim_end(), opml.trim_end());
    let known = person.asks(&format!("feeds opml import {}", file.display()));
    assert_eq!((&known["data"]["known"], &known["data"]["new"]), (&Value::from(1), &serde_json::json!([])));
}

#[test]
fn the_feed_doctor_writes_a_letter() {
    let person = Person::new();
    person.portal.serve("/bad.xml", Reply::feed(FEED.replace("Lớp tập huấn", "A & B")));
    let letter = person.types(&format!("feeds check {}", person.portal.url("/bad.xml"))).out;
    assert!(letter.contains("Kính gửi") && letter.contains("&"), "{letter}");
    assert!(letter.contains("ETag"), "{letter}");
}

#[test]
fn mistakes_have_their_own_exit_code_and_say_what_to_do() {
    let person = Person::new();
    for (line, exit, says) in [
        ("nonsense", Exit::Usage, "app4g --help"),
        ("home --nonsense", Exit::Usage, "--help"),
        ("read", Exit::Usage, "--help"),
        ("read 00000000", Exit::NotFound, "00000000"),
        ("news --since hômqua", Exit::Usage, "hômqua"),
        ("news --source nobody", Exit::NotFound, "nobody"),
        ("--lang en read 00000000", Exit::NotFound, "No article has the id"),
    ] {
        let seen = person.types(line);
        assert_eq!(seen.exit, exit, "{line}: {}{}", seen.out, seen.err);
        assert!(seen.err.contains(says), "{line}: {}", seen.err);
    }
    let json = person.asks("read 00000000");
    assert_eq!(json["error"]["code"], "not_found", "{json}");
}

#[test]
fn completions_and_help_need_no_profile() {
    let person = Person::new();
    assert!(person.types("completions bash").out.contains("app4g"));
    assert!(person.types("--help").out.contains("Cách dùng:"));
    assert!(std::fs::read_dir(person.home.path()).unwrap().next().is_none());
}
