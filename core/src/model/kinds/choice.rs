//! Choices: the few words that a field may have and that the program acts upon.
//!
//! One list gives the enum and the words of the field's table. A word that only a later version knows is read as
//! `Unknown`, so that the rest of the record stays readable; it is never written.

macro_rules! choice {
    ($(#[$about:meta])* $name:ident { $($(#[$meaning:meta])* $variant:ident = $word:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$meaning])* #[serde(rename = $word)] $variant,)+
            /// A word of a later version; never written.
            #[serde(other)]
            Unknown,
        }

        impl $name {
            /// The words, in the order of the enum.
            pub const WORDS: &'static [&'static str] = &[$($word),+];

            /// The word in lines; empty for a word of a later version.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                    Self::Unknown => "",
                }
            }
        }
    };
}

pub(super) use choice;
