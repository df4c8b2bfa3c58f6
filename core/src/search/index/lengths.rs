//! How long a field is, in one byte.
//!
//! Ranking needs lengths to a few per cent only: up to 31 words exactly, then the leading bit and four more, so that 2^19 words still
//! fit. Sums are made of what the code stands for, so that taking a document away subtracts exactly what adding it added.

/// The code of a field of `words` words.
pub(super) fn encode(words: u32) -> u8 {
    if words < 32 {
        return words as u8;
    }
    let exponent = words.ilog2().min(18);
    let mantissa = if words >= 1 << 19 { 15 } else { (words >> (exponent - 4)) & 15 };
    (32 + (exponent - 5) * 16 + mantissa) as u8
}

/// The number of words a code stands for: never more than what was encoded.
pub(crate) const fn decode(code: u8) -> u32 {
    if code < 32 {
        return code as u32;
    }
    let exponent = (code as u32 - 32) / 16 + 5;
    (16 + (code as u32 - 32) % 16) << (exponent - 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_kept_to_seven_per_cent_and_never_grows() {
        for words in (0..5_000).chain((5_000..520_000).step_by(97)) {
            let kept = decode(encode(words));
            assert!(kept <= words && f64::from(words - kept) <= 0.0626 * f64::from(words), "{words} became {kept}");
        }
    }

    #[test]
    fn longer_fields_never_get_a_smaller_code() {
        let codes: Vec<u8> = (0..600_000).map(encode).collect();
        assert!(codes.windows(2).all(|pair| pair[0] <= pair[1]));
        assert_eq!(encode(u32::MAX), 255);
    }
}
