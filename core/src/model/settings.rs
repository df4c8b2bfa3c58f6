//! The user's settings: typed values, each with a name, a default and the words it accepts.
//!
//! The store keeps them as text by name; [`Settings::from_pairs`] reads them, and a value that this version does not
//! understand (written by a newer one) counts as the default and stays stored. Callers: sync (limits), store (retention), shells.

mod appearance;

use std::fmt;

pub use appearance::{Language, TEXT_SIZES, Theme};

/// Everything that can be set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Treat every network as metered: text only, small refreshes.
    pub data_saver: Switch,
    /// Bytes a month on metered networks.
    pub monthly_cap: u64,
    /// When images are loaded.
    pub images: Images,
    /// Bytes that stored images may take.
    pub image_quota: u64,
    /// Bytes that loaded articles may take before old ones are put away.
    pub content_cap: u64,
    /// Days that an unread article is kept.
    pub keep_days: u32,
    /// Light or dark.
    pub theme: Theme,
    /// Size of text in percent of what the system asks for, within [`TEXT_SIZES`].
    pub text_size: u16,
    /// What the app speaks.
    pub language: Language,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            data_saver: Switch::Off,
            monthly_cap: 50_000_000,
            images: Images::Unmetered,
            image_quota: 100_000_000,
            content_cap: 200_000_000,
            keep_days: 90,
            theme: Theme::System,
            text_size: 100,
            language: Language::System,
        }
    }
}

/// On or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Switch {
    /// On.
    On,
    /// Off.
    #[default]
    Off,
}

/// When images are loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Images {
    /// On networks that cost nothing.
    #[default]
    Unmetered,
    /// Never.
    Never,
}

/// The name of a setting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SettingKey {
    /// `data_saver`
    DataSaver,
    /// `monthly_cap`
    MonthlyCap,
    /// `images`
    Images,
    /// `image_quota`
    ImageQuota,
    /// `content_cap`
    ContentCap,
    /// `keep_days`
    KeepDays,
    /// `theme`
    Theme,
    /// `text_size`
    TextSize,
    /// `language`
    Language,
}

/// A value that a setting does not accept.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("setting `{key}` accepts {accepted}")]
pub struct SettingError {
    /// The setting.
    pub key: SettingKey,
    /// What it accepts, in words that need no translation: `on|off`, `1MB…10GB`.
    pub accepted: &'static str,
}

impl SettingKey {
    /// All settings, in the order they are shown.
    pub const ALL: [Self; 9] = [
        Self::DataSaver,
        Self::MonthlyCap,
        Self::Images,
        Self::ImageQuota,
        Self::ContentCap,
        Self::KeepDays,
        Self::Theme,
        Self::TextSize,
        Self::Language,
    ];

    /// The name in the database, in exports and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::DataSaver => "data_saver",
            Self::MonthlyCap => "monthly_cap",
            Self::Images => "images",
            Self::ImageQuota => "image_quota",
            Self::ContentCap => "content_cap",
            Self::KeepDays => "keep_days",
            Self::Theme => "theme",
            Self::TextSize => "text_size",
            Self::Language => "language",
        }
    }

    /// Reads a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|key| key.name() == name)
    }

    /// What it accepts.
    pub const fn accepted(self) -> &'static str {
        match self {
            Self::DataSaver => "on|off",
            Self::MonthlyCap => "0…100GB (5MB, 500kB)",
            Self::Images => "unmetered|never",
            Self::ImageQuota => "0…10GB (50MB, 250MB)",
            Self::ContentCap => "10MB…100GB",
            Self::KeepDays => "7…3650",
            Self::Theme => "system|light|dark",
            Self::TextSize => "85…200",
            Self::Language => "system|vi|en",
        }
    }
}

impl fmt::Display for SettingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Settings {
    /// Reads stored pairs; unknown names and values count as not there.
    pub fn from_pairs<'a>(pairs: impl IntoIterator<Item = (&'a str, &'a str)>) -> Self {
        let mut settings = Self::default();
        for (name, value) in pairs {
            if let Some(key) = SettingKey::parse(name)
                && let Ok(changed) = settings.with(key, value)
            {
                settings = changed;
            }
        }
        settings
    }

    /// The settings with `key` changed to `value`.
    ///
    /// # Errors
    /// [`SettingError`] names what the setting accepts.
    pub fn with(mut self, key: SettingKey, value: &str) -> Result<Self, SettingError> {
        let wrong = SettingError { key, accepted: key.accepted() };
        let value = value.trim();
        let size = |range: std::ops::RangeInclusive<u64>| parse_bytes(value).filter(|bytes| range.contains(bytes));
        match key {
            SettingKey::DataSaver => self.data_saver = parse_switch(value).ok_or(wrong)?,
            SettingKey::MonthlyCap => self.monthly_cap = size(0..=100_000_000_000).ok_or(wrong)?,
            SettingKey::Images => {
                self.images = match value {
                    "unmetered" => Images::Unmetered,
                    "never" => Images::Never,
                    _ => return Err(wrong),
                }
            }
            SettingKey::ImageQuota => self.image_quota = size(0..=10_000_000_000).ok_or(wrong)?,
            SettingKey::ContentCap => self.content_cap = size(10_000_000..=100_000_000_000).ok_or(wrong)?,
            SettingKey::KeepDays => {
                self.keep_days = value.parse().ok().filter(|days| (7..=3650).contains(days)).ok_or(wrong)?;
            }
            SettingKey::Theme => self.theme = Theme::parse(value).ok_or(wrong)?,
            SettingKey::TextSize => {
                self.text_size = value.parse().ok().filter(|size| TEXT_SIZES.contains(size)).ok_or(wrong)?;
            }
            SettingKey::Language => self.language = Language::parse(value).ok_or(wrong)?,
        }
        Ok(self)
    }

    /// The value of `key` in the form that is stored.
    pub fn value(&self, key: SettingKey) -> String {
        match key {
            SettingKey::DataSaver => match self.data_saver {
                Switch::On => "on".into(),
                Switch::Off => "off".into(),
            },
            SettingKey::MonthlyCap => self.monthly_cap.to_string(),
            SettingKey::Images => match self.images {
                Images::Unmetered => "unmetered".into(),
                Images::Never => "never".into(),
            },
            SettingKey::ImageQuota => self.image_quota.to_string(),
            SettingKey::ContentCap => self.content_cap.to_string(),
            SettingKey::KeepDays => self.keep_days.to_string(),
            SettingKey::Theme => self.theme.name().into(),
            SettingKey::TextSize => self.text_size.to_string(),
            SettingKey::Language => self.language.name().into(),
        }
    }
}

fn parse_switch(value: &str) -> Option<Switch> {
    match value {
        "on" | "true" | "1" | "bật" => Some(Switch::On),
        "off" | "false" | "0" | "tắt" => Some(Switch::Off),
        _ => None,
    }
}

/// Reads a size: digits, optionally followed by `kB`, `MB` or `GB` (decimal, any case). `None` if it is anything else or does
/// not fit.
pub fn parse_bytes(text: &str) -> Option<u64> {
    let text = text.trim();
    let digits_end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let (digits, unit) = text.split_at_checked(digits_end)?;
    let factor = match unit.trim().to_ascii_lowercase().as_str() {
        "" | "b" => 1,
        "k" | "kb" => 1_000,
        "m" | "mb" => 1_000_000,
        "g" | "gb" => 1_000_000_000,
        _ => return None,
    };
    digits.parse::<u64>().ok()?.checked_mul(factor)
}

#[cfg(test)]
mod tests;
