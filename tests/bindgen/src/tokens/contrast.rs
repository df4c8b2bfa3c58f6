//! Contrast as WCAG 2.2 computes it: 4.5:1 for text, 3:1 for parts of the interface and large text (level AA).

use crate::tokens::{Need, Tokens};

/// WCAG 2.2, relative luminance.
pub(super) fn luminance(colour: u32) -> f64 {
    let [_, red, green, blue] = colour.to_be_bytes();
    let linear = |part: u8| {
        let part = f64::from(part) / 255.0;
        if part <= 0.04045 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
}

fn contrast(one: u32, other: u32) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Pairs that are not seen well enough, in either theme.
pub(super) fn faint(tokens: &Tokens) -> Vec<String> {
    let mut found = Vec::new();
    for pair in &tokens.pairs {
        let least = if pair.need == Need::Text { 4.5 } else { 3.0 };
        for (theme, palette) in [("light", &tokens.light), ("dark", &tokens.dark)] {
            let (Some(drawn), Some(ground)) = (palette.get(&pair.drawn), palette.get(&pair.ground)) else { continue };
            let contrast = contrast(*drawn, *ground);
            if contrast < least {
                found.push(format!("{theme}: {} on {} {contrast:.2} < {least}", pair.drawn, pair.ground));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests;
