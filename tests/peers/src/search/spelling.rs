//! Words as the product folds them, in a form that any tokenizer of spaces can read.

use std::collections::HashMap;

use app4g_core::text::fold::forms_into;
use app4g_core::text::words;

/// Above this many spellings the memory of them is emptied.
const MAX_KNOWN: usize = 300_000;

/// The words of a text, separated by spaces.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Forms {
    /// With their marks, one spelling of each syllable.
    pub exact: String,
    /// Without marks.
    pub folded: String,
    /// Folded neighbours `first_second`, none across the end of a sentence.
    pub pairs: String,
}

/// Folds words, each spelling once.
#[derive(Default)]
pub struct Speller {
    known: HashMap<Box<str>, (Box<str>, Box<str>)>,
}

impl Speller {
    /// The words of `texts`, as if they were paragraphs of one.
    pub fn forms(&mut self, texts: &[&str]) -> Forms {
        if self.known.len() > MAX_KNOWN {
            self.known.clear();
        }
        let mut forms = Forms::default();
        for text in texts {
            let (mut previous, mut end) = (None, 0);
            for word in words(text) {
                let neighbour = previous.filter(|_| !text.get(end..word.start).is_some_and(ends_sentence));
                let (exact, folded) = self.spelt(word.text);
                let start = forms.folded.len();
                forms.exact.push_str(exact);
                forms.exact.push(' ');
                forms.folded.push_str(folded);
                forms.folded.push(' ');
                if let Some(first) = neighbour.and_then(|range: std::ops::Range<usize>| forms.folded.get(range)) {
                    forms.pairs.push_str(first);
                    forms.pairs.push('_');
                    forms.pairs.push_str(folded);
                    forms.pairs.push(' ');
                }
                previous = Some(start..forms.folded.len() - 1);
                end = word.end();
            }
        }
        forms
    }

    fn spelt(&mut self, word: &str) -> (&str, &str) {
        if !self.known.contains_key(word) {
            let (mut exact, mut folded) = (String::new(), String::new());
            forms_into(word, &mut exact, &mut folded);
            self.known.insert(word.into(), (exact.into(), folded.into()));
        }
        self.known.get(word).map_or(("", ""), |(exact, folded)| (exact, folded))
    }
}

/// Whether a sentence or line ends in what stands between two words: as the product's tokenizer says.
fn ends_sentence(gap: &str) -> bool {
    let last = gap.len().saturating_sub(1);
    gap.char_indices().any(|(at, sign)| match sign {
        '\n' | '\r' | '…' | '\u{2028}' | '\u{2029}' | '\u{85}' => true,
        // 3.5 and tin.vn are no sentences.
        '.' | '!' | '?' | ';' | ':' => at < last,
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use app4g_core::search::index::{IndexDoc, Run};

    #[test]
    fn pairs_end_with_the_sentence() {
        let forms = Speller::default().forms(&["Sổ đỏ", "Điểm 3.5. Hòa nhạc"]);
        assert_eq!(forms.folded, "so do diem 3 5 hoa nhac ");
        assert_eq!(forms.pairs, "so_do diem_3 3_5 hoa_nhac ");
        assert_eq!(forms.exact, "sổ đỏ điểm 3 5 hoà nhạc ");
    }

    #[test]
    fn the_peers_see_as_many_words_and_pairs_as_the_product() {
        let (title, body) =
            ("Giá xăng: tăng 3,5%", "Từ 15h00 (21/11), giá… \"giảm\". Hết!\nXem tin.vn; 128/KH-UBND? Đúng vậy");
        let own: usize = Run::build(&[IndexDoc { doc: 1, title, body }]).iter().map(Run::occurrences).sum();
        let forms = Speller::default().forms(&[title, body]);
        let count = |text: &str| text.split_whitespace().count();
        assert_eq!(count(&forms.folded), count(&forms.exact));
        assert_eq!(count(&forms.folded) + count(&forms.pairs), own);
    }
}
