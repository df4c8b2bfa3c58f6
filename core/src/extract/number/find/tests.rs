//! Numbers stand out in running text, and nothing else does.

use super::*;

fn pieces(text: &str) -> Vec<(&str, String)> {
    find(text).into_iter().map(|found| (text.get(found.range.clone()).unwrap(), found.number.canonical())).collect()
}

fn only(text: &str) -> (&str, String) {
    let found = pieces(text);
    assert_eq!(found.len(), 1, "{text}: {found:?}");
    found.into_iter().next().unwrap()
}

#[test]
fn the_name_of_the_kind_belongs_to_a_number_only_where_it_stands_for_the_symbol() {
    assert_eq!(only("theo Nghị định số 42/2022/NĐ-CP ngày 24/6/2022").0, "42/2022/NĐ-CP");
    assert_eq!(only("căn cứ NĐ 76/2018, hợp đồng"), ("NĐ 76/2018", "76/2018/NĐ-CP".to_owned()));
    assert_eq!(only("theo thông tư số 24/2025 của Bộ").0, "thông tư số 24/2025");
}

#[test]
fn a_number_glued_to_the_word_before_it_is_found() {
    assert_eq!(only("theo Nghị quyết số111/2008 về").0, "Nghị quyết số111/2008");
    assert_eq!(only("ban hành kèm số111/2008 về").0, "111/2008");
    assert_eq!(only("Luật số50/2005/QH11 sửa đổi").0, "50/2005/QH11");
}

#[test]
fn several_numbers_are_found_in_order() {
    let text = "Kế hoạch 128/KH-UBND thực hiện Nghị quyết 57-NQ/TW, Quyết định 100/QĐ-TTg; thay 12/2008/QĐ-BKHCN.";
    let found: Vec<&str> = pieces(text).into_iter().map(|(piece, _)| piece).collect();
    assert_eq!(found, ["128/KH-UBND", "57-NQ/TW", "100/QĐ-TTg", "12/2008/QĐ-BKHCN"]);
}

#[test]
fn what_follows_a_number_does_not_belong_to_it() {
    assert_eq!(only("Quyết định 28/2018/QĐ-TTg - Thủ tướng ký").0, "28/2018/QĐ-TTg");
    assert_eq!(only("Số: 233/SKHCN-TĐC\nV/v tăng cường").0, "233/SKHCN-TĐC");
    assert_eq!(only("thay 28/2018/qd-ttg-ve-viec").0, "28/2018/qd-ttg");
    assert_eq!(only("Luật 07/2017/QH14 ngày 19").0, "07/2017/QH14");
    assert_eq!(only("luật 07/2017/QH14 14 điều").0, "07/2017/QH14");
    assert_eq!(only("(01 /2018/TT-VPCP)").0, "01 /2018/TT-VPCP");
}

#[test]
fn dates_fractions_prices_speeds_and_addresses_are_no_numbers() {
    for text in [
        "ngày 12/11/2026, tháng 12/2026",
        "từ 1/2 đến 3/4 diện tích",
        "mở cửa 24/7, đường dây 19/5",
        "chạy 60 km/h, giá 50.000 đ/kg, 120.000đồng/m2, 15/KG",
        "gọi 0204/3854.321 hoặc 1900/1234",
        "số nhà 12/5 ngõ 3/2, tổ 7/TDP",
        "https://example.vn/2018/12/bai-viet/28/2018/qd-ttg",
        "tỉ lệ 3/2018 hộ; năm học 2025/2026, số 2025-2026/GD",
        "and/or, GDĐT/KHCN, A/B",
        "niên khóa 2024-2025/HK1",
        "TCVN 5603:2023/ISO, QCVN 01-1:2018/BYT",
        "giấy chứng nhận quyền tác giả số 1204/2021/QTG",
        "///////// 1/ 2/ 3/",
    ] {
        assert_eq!(pieces(text), [], "{text}");
    }
}

#[test]
fn a_long_run_of_slashes_and_digits_ends_in_time() {
    let text = "1/".repeat(50_000);
    assert_eq!(pieces(&text), []);
    let digits = format!("{}/2018/QĐ-TTg", "9".repeat(100_000));
    assert_eq!(pieces(&digits), []);
}
