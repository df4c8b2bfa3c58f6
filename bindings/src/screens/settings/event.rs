//! What a person does in Settings.

/// What a person does in Settings. What a [`SettingPress`](super::state::SettingPress) names, the shell does.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum SettingsEvent {
    /// Set something.
    Set {
        /// Which.
        key: String,
        /// To what.
        value: String,
    },
    /// Wants it tried again.
    Retry,
}
