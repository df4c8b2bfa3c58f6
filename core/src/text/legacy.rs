//! Text from before Unicode, and Unicode read wrongly: detected and repaired, or left exactly as it is.
//!
//! Vietnamese portals still carry TCVN3 (ABC), VNI and windows-1258 bytes, often without or with a wrong label, and UTF-8 that
//! was once read as windows-1252. All four are seen the same way: the text as windows-1252 shows it (`Coâng ngheä`,
//! `C«ng nghÖ`, `CÃ´ng nghá»‡`). Each is turned back by its own table (`vni`, `tcvn3`, `windows_1258`, `mojibake`) and
//! the result is kept only if it is convincingly Vietnamese (`suspicion` quickly, then `evidence` word by word): French, German, Polish and English survive.
//!
//! Feeds call [`decode_repair`] for bytes and [`repair`] for text that a CMS already put into valid UTF-8. A short title has
//! too little evidence alone: [`detect`] on the whole document, then [`convert`] on its parts.
//!
//! Invariants: repaired text is NFC; text that is not repaired is unchanged; time is linear in the input.

mod decode;
mod evidence;
mod mojibake;
mod suspicion;
mod tcvn3;
mod vni;
mod windows_1252;
mod windows_1258;

pub use decode::{Decoded, decode_repair};

use super::nfc::nfc;

/// How the text was spoiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Legacy {
    /// UTF-8 read as windows-1252 or ISO 8859-1 and written as UTF-8 again, once or twice.
    DoubleUtf8,
    /// TCVN 5712:1993 VN3 with the fonts «.VnTime»: one byte a letter.
    Tcvn3,
    /// VNI-Windows with the fonts «VNI-Times»: a base letter and a mark.
    Vni,
    /// windows-1258 read as windows-1252.
    Windows1258,
}

impl Legacy {
    /// The order decides between equal evidence: a VNI letter is two characters, so that chance explains it least after
    /// doubled UTF-8 (`Coâng` is also TCVN3 for «coõng», which could be a syllable).
    const ALL: [Self; 4] = [Self::DoubleUtf8, Self::Vni, Self::Tcvn3, Self::Windows1258];

    /// Stable name for reports and `--json`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::DoubleUtf8 => "double-utf-8",
            Self::Tcvn3 => "tcvn3",
            Self::Vni => "vni",
            Self::Windows1258 => "windows-1258",
        }
    }
}

/// Text that was repaired.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repaired {
    /// The text as it was meant, NFC.
    pub text: String,
    /// What was wrong with it.
    pub from: Legacy,
}

/// The repaired text if `text` is convincingly spoiled Vietnamese; `None` means: leave it as it is.
pub fn repair(text: &str) -> Option<Repaired> {
    let from = detect(text)?;
    Some(Repaired { text: convert(text, from), from })
}

/// How `text` is spoiled, if turning it back gives convincing Vietnamese. Markup and addresses in it do not matter.
pub fn detect(text: &str) -> Option<Legacy> {
    if text.is_ascii() {
        return None;
    }
    let suspicion = suspicion::Suspicion::of(text);
    let mut best: Option<(Legacy, usize)> = None;
    for legacy in Legacy::ALL.into_iter().filter(|&legacy| suspicion.includes(legacy)) {
        let Some(won) = evidence::won_words(text, legacy) else { continue };
        if best.is_none_or(|(_, most)| won > most) {
            best = Some((legacy, won));
        }
    }
    best.map(|(legacy, _)| legacy)
}

/// What `text` may say if it is spoiled, where there is too little of it to convince: every word is Vietnamese when turned
/// back, and one at least is none as it stands. The caller must have other evidence (`Loïc` may be `Lọc`).
pub fn guesses(text: &str) -> Vec<Repaired> {
    if text.is_ascii() {
        return Vec::new();
    }
    let suspicion = suspicion::Suspicion::of(text);
    let may_be = |from: &Legacy| suspicion.includes(*from) && evidence::may_be(text, *from);
    Legacy::ALL.into_iter().filter(may_be).map(|from| Repaired { text: convert(text, from), from }).collect()
}

/// Turns text that is known to be spoiled so back, without asking for evidence; NFC. Characters the encoding does not have
/// stay.
pub fn convert(text: &str, from: Legacy) -> String {
    let mut out = String::with_capacity(text.len());
    convert_into(text, from, &mut out);
    nfc(&out).into_owned()
}

/// Appends the converted text; returns how many characters cannot come from that encoding.
fn convert_into(text: &str, from: Legacy, out: &mut String) -> usize {
    match from {
        Legacy::DoubleUtf8 => mojibake::convert_into(text, out),
        Legacy::Tcvn3 => tcvn3::convert_into(text, out),
        Legacy::Vni => vni::convert_into(text, out),
        Legacy::Windows1258 => windows_1258::convert_into(text, out),
    }
}

#[cfg(test)]
mod tests;
