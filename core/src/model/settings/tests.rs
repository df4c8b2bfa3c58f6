//! Settings keep what they understand and refuse what they do not.
use super::*;

#[test]
fn every_setting_reads_back_what_it_writes() {
    let changed = Settings::default()
        .with(SettingKey::DataSaver, "bật")
        .and_then(|s| s.with(SettingKey::MonthlyCap, "20MB"))
        .and_then(|s| s.with(SettingKey::Images, "never"))
        .and_then(|s| s.with(SettingKey::KeepDays, "30"))
        .unwrap();
    let pairs: Vec<(String, String)> =
        SettingKey::ALL.iter().map(|key| (key.name().to_owned(), changed.value(*key))).collect();
    assert_eq!(Settings::from_pairs(pairs.iter().map(|(k, v)| (k.as_str(), v.as_str()))), changed);
    assert_eq!(changed.monthly_cap, 20_000_000);
}

#[test]
fn a_value_out_of_range_is_refused_with_what_would_do() {
    let error = Settings::default().with(SettingKey::KeepDays, "3").unwrap_err();
    assert_eq!(error.to_string(), "setting `keep_days` accepts 7…3650");
    assert!(Settings::default().with(SettingKey::ContentCap, "1kB").is_err());
}

#[test]
fn a_value_of_a_newer_version_counts_as_the_default() {
    let settings = Settings::from_pairs([("images", "holographic"), ("no_such", "1"), ("keep_days", "30")]);
    assert_eq!(settings, Settings { keep_days: 30, ..Settings::default() });
}

#[test]
fn sizes_are_decimal_and_never_wrap() {
    assert_eq!(parse_bytes("500kB"), Some(500_000));
    assert_eq!(parse_bytes("2 MB"), Some(2_000_000));
    assert_eq!(parse_bytes("99999999999999999999"), None);
    assert_eq!(parse_bytes("18446744073709551615GB"), None);
    assert_eq!(parse_bytes("-5"), None);
    assert_eq!(parse_bytes("MB"), None);
}
