//! Settings: what is drawn, what is set, what is refused.
use std::sync::Arc;

use super::state::{SettingControl, SettingItem, ThemeChoice};
use super::*;
use crate::testing::{Phone, config, eventually, open};

fn settings() -> (tempfile::TempDir, Arc<crate::core::Core>, Arc<crate::screens::SettingsScreen>) {
    let folder = tempfile::tempdir().unwrap();
    let core = open(config(folder.path(), None), &Arc::new(Phone::default())).unwrap();
    let screen = core.settings().unwrap();
    eventually("settings", || screen.state().unwrap().content.is_some());
    (folder, core, screen)
}

fn item(screen: &crate::screens::SettingsScreen, key: &str) -> SettingItem {
    let sections = screen.state().unwrap().content.unwrap().sections;
    sections.into_iter().flat_map(|section| section.items).find(|item| item.key == key).unwrap()
}

fn chosen(item: &SettingItem) -> Vec<String> {
    let SettingControl::Options { options } = &item.control else { panic!("{item:?}") };
    options.iter().filter(|option| option.is_chosen).map(|option| option.label.clone()).collect()
}

fn set(screen: &crate::screens::SettingsScreen, key: &str, value: &str) {
    screen.send(SettingsEvent::Set { key: key.into(), value: value.into() }).unwrap();
}

#[test]
fn theme_size_and_language_are_told_to_the_whole_app() {
    let (_folder, core, screen) = settings();
    let home = core.home().unwrap();
    assert_eq!(screen.state().unwrap().appearance.theme, ThemeChoice::System);
    set(&screen, "theme", "dark");
    set(&screen, "text_size", "150");
    eventually("set", || {
        let looks = screen.state().unwrap().appearance;
        looks.theme == ThemeChoice::Dark && looks.text_percent == 150
    });
    eventually("drawn", || {
        chosen(&item(&screen, "theme")) == ["Tối"] && chosen(&item(&screen, "text_size")) == ["150%"]
    });
    set(&screen, "language", "en");
    eventually("English", || {
        screen.state().unwrap().title == "Settings" && home.state().unwrap().title == "Science and technology"
    });
    assert_eq!(screen.state().unwrap().appearance.language, "en");
}

#[test]
fn every_choice_has_exactly_one_value_also_one_that_was_set_elsewhere() {
    let (_folder, core, screen) = settings();
    set(&screen, "monthly_cap", "7000000");
    eventually("set", || chosen(&item(&screen, "monthly_cap")) == ["7\u{a0}MB"]);
    let sections = screen.state().unwrap().content.unwrap().sections;
    for item in sections.iter().flat_map(|section| &section.items) {
        if let SettingControl::Options { .. } = item.control {
            assert_eq!(chosen(item).len(), 1, "{}", item.key);
        }
        assert!(!item.title.is_empty() && !item.title.contains('{'));
    }
    drop(core);
}

#[test]
fn what_no_setting_takes_is_refused_and_changes_nothing() {
    let (_folder, _core, screen) = settings();
    for (key, value) in [("theme", "pink"), ("text_size", "900"), ("no_such", "1")] {
        set(&screen, key, value);
        eventually("refused", || {
            screen.state().unwrap().status.problem.is_some_and(|problem| problem.code == "invalid_input")
        });
        set(&screen, "data_saver", "on");
        eventually("forgotten", || screen.state().unwrap().status.problem.is_none());
    }
    assert_eq!(screen.state().unwrap().appearance.theme, ThemeChoice::System);
}

#[test]
fn erasing_asks_before() {
    let (_folder, _core, screen) = settings();
    let SettingControl::Press { confirm: Some(confirm), .. } = item(&screen, "erase").control else {
        panic!("no question")
    };
    assert!(!confirm.title.is_empty() && confirm.yes != confirm.no);
}
