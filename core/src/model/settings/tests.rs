//! Settings keep what they understand and refuse what they do not.
use super::*;

#[test]
fn every_setting_reads_back_what_it_writes() {
    let changed = Settings::default()
        .with(SettingKey::DataSaver, "bật")
        .and_then(|s| s.with(SettingKey::MonthlyCap, "20MB"))
        .and_then(|s| s.with(SettingKey::Images, "never"))
        .and_then(|s| s.with(SettingKey::KeepDays, "30"))
        .and_then(|s| s.with(SettingKey::Theme, "dark"))
        .and_then(|s| s.with(SettingKey::TextSize, "85"))
        .and_then(|s| s.with(SettingKey::Language, "en"))
        .unwrap();
    let pairs: Vec<(String, String)> =
        SettingKey::ALL.iter().map(|key| (key.name().to_owned(), changed.value(*key))).collect();
    assert_eq!(Settings::from_pairs(pairs.iter().map(|(k, v)| (k.as_str(), v.as_str()))), changed);
    assert_eq!(changed.monthly_cap, 20_000_000);
    assert_eq!((changed.theme, changed.text_size, changed.language), (Theme::Dark, 85, Language::En));
}

#[test]
fn a_value_out_of_range_is_refused_with_what_would_do() {
    let error = Settings::default().with(SettingKey::KeepDays, "3").unwrap_err();
    assert_eq!(error.to_string(), "setting `keep_days` accepts 7…3650");
    assert!(Settings::default().with(SettingKey::ContentCap, "1kB").is_err());
    for size in ["84", "201", "100%", "-100", ""] {
        let error = Settings::default().with(SettingKey::TextSize, size).unwrap_err();
        assert_eq!(error.accepted, "85…200", "{size}");
    }
    assert!(Settings::default().with(SettingKey::Theme, "Dark").is_err());
    assert!(Settings::default().with(SettingKey::Language, "fr").is_err());
}

#[test]
fn a_value_of_a_newer_version_counts_as_the_default() {
    let newer =
        [("images", "holographic"), ("no_such", "1"), ("keep_days", "30"), ("theme", "sepia"), ("language", "tay")];
    let settings = Settings::from_pairs(newer);
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

#[test]
fn who_set_nothing_sees_and_hears_what_the_system_does() {
    let settings = Settings::default();
    assert_eq!((settings.theme, settings.text_size, settings.language), (Theme::System, 100, Language::System));
}
