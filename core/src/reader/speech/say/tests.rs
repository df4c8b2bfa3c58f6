//! The golden lines of speech, and two laws: no digit is left unspoken, no text fails.

use proptest::prelude::*;

use super::*;

/// Written and spoken, a pair a line, separated by a tab.
const GOLDEN: &str = include_str!("golden.tsv");

#[test]
fn golden_lines_are_spoken_as_people_read_them() {
    let lines: Vec<_> = GOLDEN.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    assert!(lines.len() >= 100, "only {}", lines.len());
    let misses: Vec<String> = lines
        .iter()
        .filter_map(|line| {
            let (written, expected) = line.split_once('\t')?;
            let spoken = say(written);
            (spoken != expected).then(|| format!("{written}\n  expected {expected}\n  spoken   {spoken}"))
        })
        .collect();
    assert!(misses.is_empty(), "{} of {}\n{}", misses.len(), lines.len(), misses.join("\n"));
}

proptest! {
    #[test]
    fn no_digit_is_left_unspoken(text in "([0-9]{1,12}|[ .,/:%–-]|ngày|QĐ-UBND|/|kg|°C|h|IV|quý|TP\\.|\\+84){0,20}") {
        let spoken = say(&text);
        // Digits glued to letters («A4», «3D») are names and stay.
        for word in spoken.split_whitespace() {
            if word.chars().all(|letter| letter.is_ascii_digit()) {
                prop_assert!(false, "{} in {}", word, spoken);
            }
        }
    }

    #[test]
    fn any_text_can_be_spoken(text in "\\PC{0,60}") {
        let spoken = say(&text);
        prop_assert!(!spoken.contains("  "));
        prop_assert_eq!(spoken.trim(), &spoken);
    }
}
