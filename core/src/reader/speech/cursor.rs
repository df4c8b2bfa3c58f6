//! Reading position in a text: small steps that either take something or leave everything as it was.

/// Rest of a text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'a> {
    rest: &'a str,
}

impl<'a> Cursor<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { rest: text }
    }

    pub(super) const fn rest(self) -> &'a str {
        self.rest
    }

    pub(super) fn peek(self) -> Option<char> {
        self.rest.chars().next()
    }

    /// Takes the longest start whose letters are all `wanted`; may be empty.
    pub(super) fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a str {
        let end = self.rest.find(|letter| !wanted(letter)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at_checked(end).unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// Takes `text` if it comes next.
    pub(super) fn take(&mut self, text: &str) -> Option<()> {
        self.rest = self.rest.strip_prefix(text)?;
        Some(())
    }

    /// Takes one of the letters.
    pub(super) fn take_any(&mut self, letters: &[char]) -> Option<char> {
        let letter = self.peek().filter(|letter| letters.contains(letter))?;
        self.rest = self.rest.strip_prefix(letter)?;
        Some(letter)
    }

    /// Takes 1 to `most` digits, and none if more follow.
    pub(super) fn digits(&mut self, most: usize) -> Option<&'a str> {
        let mut ahead = *self;
        let taken = ahead.take_while(|letter| letter.is_ascii_digit());
        (1..=most).contains(&taken.len()).then(|| {
            *self = ahead;
            taken
        })
    }

    /// Takes a number of at most `most` digits that lies in `range`.
    pub(super) fn number(&mut self, most: usize, range: std::ops::RangeInclusive<u64>) -> Option<u64> {
        let mut ahead = *self;
        let number = ahead.digits(most)?.parse().ok().filter(|number| range.contains(number))?;
        *self = ahead;
        Some(number)
    }

    /// Skips spaces.
    pub(super) fn spaces(&mut self) {
        self.take_while(char::is_whitespace);
    }

    /// Whether a word ends here.
    pub(super) fn is_word_end(self) -> bool {
        self.peek().is_none_or(|letter| !letter.is_alphanumeric())
    }
}
