//! What Settings draws, and how the whole app looks.

use crate::screens::row::Choice;
use crate::screens::status::Status;

/// Settings.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SettingsState {
    /// The screen's heading.
    pub title: String,
    /// Age, network, trouble.
    pub status: Status,
    /// How the whole app looks; shells observe this screen from start to end.
    pub appearance: Appearance,
    /// The settings; absent until they were read for the first time.
    pub content: Option<SettingsContent>,
}

/// How the whole app looks.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Appearance {
    /// Light or dark.
    pub theme: ThemeChoice,
    /// Size of text in percent of what the system asks for.
    pub text_percent: u16,
    /// The language of the app: `vi` or `en`.
    pub language: String,
}

/// Light or dark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum ThemeChoice {
    /// As the system is.
    System,
    /// Dark text on light ground.
    Light,
    /// Light text on dark ground.
    Dark,
}

/// The settings.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SettingsContent {
    /// In the order they are drawn.
    pub sections: Vec<SettingSection>,
}

/// Settings that belong together.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SettingSection {
    /// A heading.
    pub title: String,
    /// What can be set.
    pub items: Vec<SettingItem>,
}

/// Something that can be set or looked at.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SettingItem {
    /// What to send.
    pub key: String,
    /// What it is.
    pub title: String,
    /// What it does; empty if the title says it.
    pub detail: String,
    /// How it is set.
    pub control: SettingControl,
}

/// How something is set.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum SettingControl {
    /// On or off; the values are `on` and `off`.
    Switch {
        /// Whether it is on.
        is_on: bool,
    },
    /// One of several.
    Options {
        /// The values.
        options: Vec<Choice>,
    },
    /// A button.
    Press {
        /// What the shell does.
        press: SettingPress,
        /// On it.
        label: String,
        /// What is asked before.
        confirm: Option<Confirm>,
    },
    /// Only to be read.
    Fact {
        /// What it says.
        text: String,
    },
}

/// What a button of Settings does; the shell knows the files and asks the core.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum SettingPress {
    /// `Core.export_personal` into a file that the person chose.
    Export,
    /// `Core.import_personal` from a file that the person chose.
    Import,
    /// `Core.close`, then `erase_profile`, then the app begins anew.
    Erase,
}

/// What is asked before something that cannot be taken back.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Confirm {
    /// The question.
    pub title: String,
    /// What would happen.
    pub text: String,
    /// The label of the button that does it.
    pub yes: String,
    /// The label of the button that does not.
    pub no: String,
}
