//! Classes of characters (Unicode 17 names; bidi classes by UAX #9).

/// An Arabic letter of any language, without digits, marks and punctuation; presentation forms too.
#[must_use]
pub fn is_arabic_letter(c: char) -> bool {
    matches!(c,
        '\u{0620}'..='\u{064A}' | '\u{066E}'..='\u{066F}' | '\u{0671}'..='\u{06D3}' | '\u{06D5}'
        | '\u{06EE}'..='\u{06EF}' | '\u{06FA}'..='\u{06FC}' | '\u{06FF}' | '\u{0750}'..='\u{077F}'
        | '\u{08A0}'..='\u{08C9}' | '\u{FB50}'..='\u{FBB1}' | '\u{FBD3}'..='\u{FD3D}'
        | '\u{FD50}'..='\u{FDFB}' | '\u{FE70}'..='\u{FEFC}')
        && c != '\u{0640}'
}

/// A combining mark of Arabic (harakat, tanwin, shadda, superscript alef, Quranic marks), of
/// Hebrew, or of the common blocks.
#[must_use]
pub fn is_mark(c: char) -> bool {
    // The letters of plain text first: nearly every character asked about is one.
    if c < '\u{0300}' || matches!(c, '\u{0620}'..='\u{064A}') {
        return false;
    }
    matches!(c,
        '\u{0300}'..='\u{036F}' | '\u{0483}'..='\u{0489}' | '\u{0591}'..='\u{05BD}' | '\u{05BF}'
        | '\u{05C1}'..='\u{05C2}' | '\u{05C4}'..='\u{05C5}' | '\u{05C7}' | '\u{0610}'..='\u{061A}'
        | '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{06D6}'..='\u{06DC}' | '\u{06DF}'..='\u{06E4}'
        | '\u{06E7}'..='\u{06E8}' | '\u{06EA}'..='\u{06ED}' | '\u{08CA}'..='\u{08E1}'
        | '\u{08E3}'..='\u{08FF}' | '\u{1AB0}'..='\u{1AFF}' | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20FF}' | '\u{FE00}'..='\u{FE0F}' | '\u{FE20}'..='\u{FE2F}')
}

/// Tatweel (kashida), the filler that lengthens a word.
pub const TATWEEL: char = '\u{0640}';

/// Whether a character carries a word on: a letter, a mark, tatweel, a digit, a joiner.
#[must_use]
pub fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    // Letters of Arabic, Persian and Urdu and the common marks of punctuation first: what Unicode's
    // tables say of them takes long to look up.
    match c {
        '\u{0620}'..='\u{064A}' | '\u{0671}'..='\u{06D3}' => true,
        '\u{2000}'..='\u{206F}' => matches!(c, '\u{200C}' | '\u{200D}'),
        _ => c.is_alphanumeric() || is_mark(c),
    }
}

/// The words of a text, each with the byte at which it begins.
pub fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_word)?;
        let rest = &text[start..];
        let len = rest.find(|c| !is_word(c)).unwrap_or(rest.len());
        at = start + len;
        Some((start, &rest[..len]))
    })
}

/// A control character of the bidirectional algorithm: LRM, RLM, ALM, embeddings, overrides,
/// isolates and their ends.
#[must_use]
pub fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// Whether a character is strong right-to-left (bidi classes R and AL) or an Arabic number (AN), so
/// that a terminal may draw its surroundings in another order than memory's.
#[must_use]
pub fn is_rtl(c: char) -> bool {
    matches!(c,
        '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}'
        | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}' | '\u{200F}')
}

/// Whether a character is strong left-to-right or right-to-left: the first such one of a line
/// gives its base direction (UAX #9, P2). `None` for neutral ones and digits.
#[must_use]
pub fn direction(c: char) -> Option<Direction> {
    if is_arabic_letter(c)
        || matches!(c, '\u{05BE}'..='\u{05F4}' | '\u{200F}' | '\u{061C}' | '\u{FB1D}'..='\u{FB4F}' | '\u{10800}'..='\u{10FFF}' | '\u{1E800}'..='\u{1EFFF}')
            && !is_mark(c)
    {
        Some(Direction::RightToLeft)
    } else if c.is_alphabetic() || c == '\u{200E}' {
        Some(Direction::LeftToRight)
    } else {
        None
    }
}

/// The direction of a strong character.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Direction {
    /// Latin, Greek, Cyrillic and the like.
    LeftToRight,
    /// Arabic and Hebrew.
    RightToLeft,
}

/// A space of any kind that stands between words, line breaks included.
#[must_use]
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || c == '\u{200B}' || c == '\u{FEFF}'
}
