//! Settings in words: data, looks, what lies on the device, what belongs to the person. Pure.

use app4g_core::model::SettingKey;
use app4g_core::text::numbers;

use super::effects::Loaded;
use super::state::{Confirm, SettingControl, SettingItem, SettingPress, SettingSection};
use crate::screens::context::Context;
use crate::screens::row::Choice;

/// Bytes a month that may be chosen.
const CAPS: [u64; 4] = [20_000_000, 50_000_000, 100_000_000, 500_000_000];

/// Bytes of pictures that may be chosen (product.md §5).
const QUOTAS: [u64; 3] = [50_000_000, 100_000_000, 250_000_000];

/// Sizes of text in percent that may be chosen.
const SIZES: [u16; 5] = [85, 100, 120, 150, 200];

/// Everything, in the order it is drawn.
pub(super) fn sections(loaded: &Loaded, context: &Context) -> Vec<SettingSection> {
    let words = Words { loaded, context };
    vec![words.looks(), words.data(), words.device(), words.person()]
}

struct Words<'w> {
    loaded: &'w Loaded,
    context: &'w Context,
}

impl Words<'_> {
    fn looks(&self) -> SettingSection {
        let words = |values: &[(&'static str, &'static str)]| -> Vec<(String, String)> {
            values.iter().map(|(value, key)| ((*value).to_owned(), self.context.say(key, &[]))).collect()
        };
        let themes = words(&[
            ("system", "screen.settings.theme_system"),
            ("light", "screen.settings.theme_light"),
            ("dark", "screen.settings.theme_dark"),
        ]);
        let languages = words(&[
            ("system", "screen.settings.language_system"),
            ("vi", "screen.settings.language_vi"),
            ("en", "screen.settings.language_en"),
        ]);
        let size = |percent: &u16| {
            (percent.to_string(), self.context.say("screen.settings.percent", &[("n", &percent.to_string())]))
        };
        let sizes = SIZES.iter().map(size).collect();
        SettingSection {
            title: self.context.say("screen.settings.looks", &[]),
            items: vec![
                self.options(SettingKey::TextSize, "screen.settings.text_size", "", sizes),
                self.options(SettingKey::Theme, "screen.settings.theme", "", themes),
                self.options(SettingKey::Language, "screen.settings.language", "", languages),
            ],
        }
    }

    fn data(&self) -> SettingSection {
        let images = vec![
            ("unmetered".to_owned(), self.context.say("screen.settings.images_unmetered", &[])),
            ("never".to_owned(), self.context.say("screen.settings.images_never", &[])),
        ];
        let used = self.bytes(self.loaded.metered);
        let saver = SettingItem {
            key: SettingKey::DataSaver.name().to_owned(),
            title: self.context.say("screen.settings.data_saver", &[]),
            detail: self.context.say("screen.settings.data_saver_hint", &[]),
            control: SettingControl::Switch { is_on: self.value(SettingKey::DataSaver) == "on" },
        };
        SettingSection {
            title: self.context.say("screen.settings.data", &[]),
            items: vec![
                saver,
                self.options(
                    SettingKey::MonthlyCap,
                    "screen.settings.cap",
                    "screen.settings.cap_hint",
                    self.sizes(&CAPS),
                ),
                self.options(SettingKey::Images, "screen.settings.images", "", images),
                self.fact("metered", "screen.settings.used", used),
            ],
        }
    }

    fn device(&self) -> SettingSection {
        SettingSection {
            title: self.context.say("screen.settings.device", &[]),
            items: vec![
                self.fact("disk", "screen.settings.disk", self.bytes(self.loaded.disk)),
                self.fact("pictures", "screen.settings.pictures", self.bytes(self.loaded.images)),
                self.options(SettingKey::ImageQuota, "screen.settings.quota", "", self.sizes(&QUOTAS)),
            ],
        }
    }

    fn person(&self) -> SettingSection {
        let say = |key| self.context.say(key, &[]);
        let confirm = Confirm {
            title: say("screen.settings.erase_ask"),
            text: say("screen.settings.erase_hint"),
            yes: say("screen.settings.erase_yes"),
            no: say("shell.action.cancel"),
        };
        let press = |key: &str, title, detail, press, confirm| SettingItem {
            key: key.to_owned(),
            title: say(title),
            detail: say(detail),
            control: SettingControl::Press { press, label: say(title), confirm },
        };
        SettingSection {
            title: say("screen.settings.person"),
            items: vec![
                press("export", "screen.settings.export", "screen.settings.export_hint", SettingPress::Export, None),
                press("import", "screen.settings.import", "screen.settings.import_hint", SettingPress::Import, None),
                press(
                    "erase",
                    "screen.settings.erase",
                    "screen.settings.erase_short",
                    SettingPress::Erase,
                    Some(confirm),
                ),
            ],
        }
    }

    /// One of several values; one that was set elsewhere and is none of them stands among them.
    fn options(&self, key: SettingKey, title: &str, detail: &str, values: Vec<(String, String)>) -> SettingItem {
        let set = self.value(key);
        let known = values.iter().any(|(value, _)| *value == set);
        let own = (!known).then(|| (set.clone(), self.own(key, &set)));
        let option = |(value, label): (String, String)| Choice { is_chosen: value == set, value, label };
        SettingItem {
            key: key.name().to_owned(),
            title: self.context.say(title, &[]),
            detail: if detail.is_empty() { String::new() } else { self.context.say(detail, &[]) },
            control: SettingControl::Options { options: values.into_iter().chain(own).map(option).collect() },
        }
    }

    /// What a value that none of ours is says.
    fn own(&self, key: SettingKey, set: &str) -> String {
        match (key, set.parse::<u64>()) {
            (SettingKey::MonthlyCap | SettingKey::ImageQuota, Ok(bytes)) => self.bytes(bytes),
            (SettingKey::TextSize, Ok(_)) => self.context.say("screen.settings.percent", &[("n", set)]),
            _ => set.to_owned(),
        }
    }

    fn fact(&self, key: &str, title: &str, text: String) -> SettingItem {
        SettingItem {
            key: key.to_owned(),
            title: self.context.say(title, &[]),
            detail: String::new(),
            control: SettingControl::Fact { text },
        }
    }

    fn value(&self, key: SettingKey) -> String {
        self.loaded.settings.value(key)
    }

    fn sizes(&self, sizes: &[u64]) -> Vec<(String, String)> {
        sizes.iter().map(|bytes| (bytes.to_string(), self.bytes(*bytes))).collect()
    }

    fn bytes(&self, bytes: u64) -> String {
        numbers::bytes(bytes, self.context.lang)
    }
}
