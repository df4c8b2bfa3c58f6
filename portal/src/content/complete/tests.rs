//! What authors need not write.
use serde_json::json;

use super::super::tests::{folder, told};
use super::super::{Authored, read_folder};
use super::*;

const FIELDS: &str = "\
id,scheme,version,code,labels.vi,valid_from,valid_to,certainty,published,unit,sample
taxonomy:linh-vuc-khcn:2008:402,linh-vuc-khcn,2008,402,Thú y,,2025-12-14,official,2026-11-23T08:00:00+07:00,x-so-khcn,false
taxonomy:linh-vuc-khcn:2025:402,linh-vuc-khcn,2025,402,Chăn nuôi,2025-12-15,,official,2026-11-23T08:00:00+07:00,x-so-khcn,false
";

fn listing(published: &str, code: &str) -> String {
    format!(
        r#"+++
id = "0198e576-6b80-79c4-83f8-8eba005f948e"
published = "{published}"
unit = "x-so-khcn"
sample = true
type = "need"
public_code = "BG-1"
title = "Sấy vải"
summary = "Một câu."
field_codes = [{code}]
restricted = "none"
org = {{ id = "x-a", name = "Công ty A", type = "doanh-nghiep", unit = "07294" }}
contact = {{ role = "Quản lý", email = "a@b.example" }}
status = "open"
confirmed_at = "2026-11-09T07:00:00+07:00"
+++

Vấn đề, điều kiện, kết quả.
"#
    )
}

fn read(files: &[(&str, &str)]) -> Vec<Authored> {
    read_folder(folder(files).path()).unwrap()
}

#[test]
fn a_bare_code_gets_the_edition_of_the_record_s_day() {
    for (published, version) in [("2025-12-14T23:59:59+07:00", "2008"), ("2025-12-15T00:00:00+07:00", "2025")] {
        let records = read(&[("listings/a.md", &listing(published, "\"402\"")), ("taxonomies/f.csv", FIELDS)]);
        let code = json!({"scheme": "linh-vuc-khcn", "version": version, "code": "402"});
        assert_eq!(records[0].fields["data"]["field_codes"], json!([code]));
    }
    let old = r#"{scheme = "linh-vuc-khcn", version = "2008", code = "402"}"#;
    let records = read(&[("listings/a.md", &listing("2026-01-01T08:00:00+07:00", old)), ("taxonomies/f.csv", FIELDS)]);
    assert_eq!(records[0].fields["data"]["field_codes"][0]["version"], "2008");
}

#[test]
fn a_code_that_no_edition_has_is_told() {
    let told =
        told(&[("listings/a.md", &listing("2026-01-01T08:00:00+07:00", "\"403\"")), ("taxonomies/f.csv", FIELDS)]);
    assert!(told[0].contains("«403»: linh-vuc-khcn has no such code (01/01/2026)"), "{told:?}");
}

#[test]
fn a_listing_that_says_no_end_is_valid_for_twelve_months() {
    let records =
        read(&[("listings/a.md", &listing("2026-01-01T08:00:00+07:00", "\"402\"")), ("taxonomies/f.csv", FIELDS)]);
    assert_eq!(records[0].fields["valid_until"], "2027-01-01T08:00:00+07:00");
}

#[test]
fn a_document_gets_its_spelling_and_its_id_and_another_spelling_is_refused() {
    let row = |number: &str, norm: &str| {
        format!(
            "number_raw,number_norm,type,issuer,issue_date,status,abstract,certainty,published,unit,sample\n\
             {number},{norm},quyet-dinh,Thủ tướng,2018-07-12,unknown,Gửi nhận văn bản,official,2026-11-23T08:00:00+07:00,x-so-khcn,false\n"
        )
    };
    let records = read(&[("documents/d.csv", &row("28/2018/QĐTTg", ""))]);
    assert_eq!(records[0].fields["data"]["number_norm"], "28/2018/QĐ-TTg");
    assert_eq!(records[0].id, document_id("28/2018/QĐ-TTg", "Thủ tướng", Date::parse("2018-07-12")));
    let told = told(&[("documents/d.csv", &row("28/2018/QĐ-TTg", "28/2018/QĐTTg"))]);
    assert!(told[0].ends_with("number_norm: «28/2018/QĐTTg»: its one spelling is 28/2018/QĐ-TTg"), "{told:?}");
}

#[test]
fn an_article_from_a_page_has_the_id_that_phones_give_it() {
    let article = |id: &str| {
        format!(
            r#"{{{id}"published":"2026-11-23T08:00:00+07:00","unit":"x-so-khcn","sample":true,"source_url":"https://khcn.example/bai-1","data":{{"title":"Bài","body":"<p>Chữ</p>","fulltext":"full","lang":"vi","topics":["x-y-te"],"tier":"press"}}}}"#
        )
    };
    let page = CanonicalUrl::parse("https://khcn.example/bai-1");
    let id = article_id(page.as_ref(), &SourceId::new("bao"), "khac").to_string();
    assert_eq!(read(&[("articles/a.ndjson", &article(""))])[0].id, id);
    let told = told(&[("articles/a.ndjson", &article("\"id\":\"abc\","))]);
    assert!(told[0].ends_with(&format!("id: «abc»: the id must be {id}")), "{told:?}");
}
