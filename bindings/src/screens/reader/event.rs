//! What a person does in the reader.

/// What a person does in the reader. Links and the share sheet are the shell's.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum ReaderEvent {
    /// Kept it, or keeps it no longer.
    ToggleKeep,
    /// Read as far as this piece.
    Reached {
        /// Index in `blocks`.
        block: u32,
    },
    /// Wants the whole text of what is here as a summary.
    LoadText,
    /// Wants it tried again.
    Retry,
}
