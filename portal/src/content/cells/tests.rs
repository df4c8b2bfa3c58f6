//! Cells become what their fields hold.
use serde_json::json;

use super::super::read_folder;
use super::super::tests::{folder, told};

const COMMON: &str = "published,unit,sample";
const COMMON_CELLS: &str = "2026-11-23T08:00:00+07:00,07210,false";

fn data(folder_name: &str, header: &str, row: &str) -> serde_json::Value {
    let text = format!("{header},{COMMON}\n{row},{COMMON_CELLS}\n");
    let dir = folder(&[(format!("{folder_name}/x.csv").as_str(), text.as_str())]);
    let records = read_folder(dir.path()).unwrap();
    records[0].fields["data"].clone()
}

#[test]
fn numbers_flags_lists_groups_and_texts_come_from_their_shapes() {
    let header = "id,slug,name,tier,urls,format,rule,poll,state";
    let row = r#"source:a,a,07210,press,"[{""url"": ""https://a.example/""}]",rss,draft,60,ok"#;
    let source = data("sources", header, row);
    assert_eq!(source["poll"], 60);
    assert_eq!(source["name"], "07210");
    assert_eq!(source["urls"], json!([{"url": "https://a.example/"}]));
    let header = "id,code,name.vi,name.en,type,phones,valid_from,valid_to,certainty";
    let unit = data("units", header, "unit:07210,07210,Phường A,,phuong,0204 385 1111 ; 113,,,official");
    assert_eq!(unit["phones"], json!(["0204 385 1111", "113"]));
    assert_eq!(unit["name"], json!({"vi": "Phường A"}));
    assert!(unit.get("valid_from").is_none());
}

#[test]
fn a_note_in_a_cell_is_markdown_and_a_group_may_be_given_field_by_field() {
    let header = "number_raw,type,issuer,status,abstract,note,certainty,scan_only";
    let row = "28/2018/QĐ-TTg,quyet-dinh,Thủ tướng,unknown,Về việc gửi văn bản,Áp dụng **từ 2018**.,official,true";
    let document = data("documents", header, row);
    assert_eq!(document["note"], "<p>Áp dụng <strong>từ 2018</strong>.</p>");
    assert_eq!(document["scan_only"], true);
    assert_eq!(document["number_norm"], "28/2018/QĐ-TTg");
}

#[test]
fn a_column_that_nothing_has_is_told_once_and_a_wrong_cell_with_its_text() {
    let text = format!(
        "id,code,nmae.vi,name.vi,type,certainty,{COMMON}\n\
        unit:07210,07210,x,Phường A,phuong,official,{COMMON_CELLS}\nunit:2,2,x,Xã B,xa,sure,{COMMON_CELLS}\n"
    );
    assert_eq!(
        told(&[("units/x.csv", &text)]),
        [
            "units/x.csv: dòng 1: nmae.vi: there is no such field",
            "units/x.csv: unit:2: certainty: «sure»: is none of: official, secondary, single-source, inferred, unverified",
        ]
    );
}
