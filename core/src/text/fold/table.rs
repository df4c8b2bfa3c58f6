//! What each Latin letter folds to, one byte per code point, 64 code points a line.
//!
//! A small letter is the folded letter itself; a digit names a pair of [`PAIRS`]; a dot means "not in this table" (the
//! letter keeps its shape and is only made small). Follows the canonical decompositions of Unicode, plus the letters that
//! have none but are searched without their stroke or as a pair (đ ø ł ħ ŧ ð ı ŋ æ œ ß þ). A test compares both.

/// U+00C0 to U+024F: Latin-1 Supplement, Latin Extended-A and -B.
pub(super) static LATIN: &[u8; 400] = b"\
    aaaaaa1ceeeeiiiidnooooo.ouuuuy43aaaaaa1ceeeeiiiidnooooo.ouuuuy4y\
    aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii55jjkk.lllllll\
    lllnnnnnn.nnoooooo22rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs\
    b...............................oo.............uu....zz.........\
    .............aaiioouuuuuuuuuu.aaaa11ggggkkoooo..j...gg..nnaa11oo\
    aaaaeeeeiiiioooorrrruuuusstt..hh......aaeeooooooooyy............\
    ...b..eejj..rryy";

/// U+1E00 to U+1EFF: Latin Extended Additional, where most Vietnamese letters are.
pub(super) static ADDITIONAL: &[u8; 256] = b"\
    aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
    mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
    wwwwwwwwwwxxxxyyzzzzzzhtwy.s..3.aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
    eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy......";

/// Letters that fold to two: named by the digits 1 to 5 of the tables.
pub(super) static PAIRS: [&str; 5] = ["ae", "oe", "ss", "th", "ij"];
