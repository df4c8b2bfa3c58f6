//! Words that hold a sentence together and say little about what it is about: questions words, particles, pronouns,
//! prepositions and auxiliaries of Vietnamese, as every grammar lists them. Nouns and verbs are none, however frequent.
//!
//! Rarity alone does not see them: in a reference work `gì` and `nào` are rare, because it answers and does not ask.

/// In canonical spelling, sorted by bytes.
const FUNCTION_WORDS: [&str; 78] = [
    "ai", "bao", "bằng", "bị", "bởi", "cho", "chưa", "chứ", "các", "có", "cùng", "cũng", "của", "do", "dưới", "giữa",
    "gì", "hay", "hoặc", "khi", "không", "kia", "là", "lên", "lúc", "mà", "mấy", "mỗi", "một", "nhiêu", "nhé", "như",
    "nhưng", "những", "nào", "này", "nên", "nếu", "nữa", "phải", "qua", "ra", "rất", "rằng", "sao", "sau", "sẽ",
    "theo", "thì", "thế", "trong", "trên", "trước", "tuy", "tại", "tới", "từ", "tự", "và", "vào", "vì", "vẫn", "vậy",
    "về", "với", "xuống", "à", "đang", "đâu", "đây", "đã", "đó", "được", "đến", "để", "ạ", "ấy", "ở",
];

/// Whether `exact` (canonical, small letters) is one of them.
pub(crate) fn is_function_word(exact: &str) -> bool {
    FUNCTION_WORDS.binary_search(&exact).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::canonical;

    #[test]
    fn the_list_is_sorted_canonical_and_without_repetition() {
        assert!(FUNCTION_WORDS.windows(2).all(|pair| pair[0] < pair[1]));
        assert!(FUNCTION_WORDS.iter().all(|word| canonical(word) == *word));
    }

    #[test]
    fn what_a_question_is_about_is_none() {
        for word in ["người", "năm", "làm", "nước", "luật", "dương", "gi", "nao"] {
            assert!(!is_function_word(word), "{word}");
        }
        assert!(is_function_word("gì") && is_function_word("được"));
    }
}
