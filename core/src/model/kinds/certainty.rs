//! How well a fact was checked before it was published (decision 3).

use super::choice::choice;

choice! {
    /// Whether a fact may be relied on.
    Certainty {
        /// The text of the instrument or of codified law was read.
        Official = "official",
        /// At least one public data set or page says so.
        Secondary = "secondary",
        /// One page says so.
        SingleSource = "single-source",
        /// Concluded from something else.
        Inferred = "inferred",
        /// Recalled, not looked up.
        Unverified = "unverified",
    }
}

impl Certainty {
    /// Whether a reader is told «chưa đối chiếu»; also where a later version's word is not understood.
    pub const fn is_doubtful(self) -> bool {
        !matches!(self, Self::Official | Self::Secondary)
    }
}
