//! A view of a word for matching: without harakat and tatweel, with the forms of alef and of final
//! yeh made one. The source itself is never changed.

use super::chars::{TATWEEL, is_mark};

/// A folded character, or none where the character is dropped.
///
/// Dropped: marks, tatweel, the joiners, direction marks. `أ إ آ ٱ` become `ا`, `ى` and `ی` become
/// `ي`, `ک` becomes `ك`, `ہ` becomes `ه`; ASCII letters become small. Final `ى` for `ي` is the print
/// convention of Egypt and Sudan, so the two are one in matching.
#[must_use]
pub fn fold_char(c: char) -> Option<char> {
    Some(match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ی' => 'ي',
        'ک' => 'ك',
        'ہ' => 'ه',
        TATWEEL | '\u{200C}' | '\u{200D}' | '\u{200E}' | '\u{200F}' | '\u{061C}' | '\u{00AD}' => {
            return None;
        }
        'A'..='Z' => c.to_ascii_lowercase(),
        _ if is_mark(c) => return None,
        _ => c,
    })
}

/// The folded text.
#[must_use]
pub fn fold(text: &str) -> String {
    text.chars().filter_map(fold_char).collect()
}

/// Whether two texts are the same when folded. Allocates nothing.
#[must_use]
pub fn same(a: &str, b: &str) -> bool {
    a.chars()
        .filter_map(fold_char)
        .eq(b.chars().filter_map(fold_char))
}

/// Whether two names have the same letters and digits when folded, whatever their case, blanks and
/// punctuation. Allocates nothing.
#[must_use]
pub fn same_letters(a: &str, b: &str) -> bool {
    fn letters(text: &str) -> impl Iterator<Item = char> {
        let kept = text.chars().filter(|c| c.is_alphanumeric());
        kept.filter_map(fold_char).flat_map(char::to_lowercase)
    }
    letters(a).eq(letters(b))
}

/// If the folded `text` begins with the folded `word`: the length in bytes of what was read of
/// `text`, with the marks after the last letter. Says nothing about where the word ends.
#[must_use]
pub fn strip_prefix(text: &str, word: &str) -> Option<usize> {
    let mut wanted = word.chars().filter_map(fold_char).peekable();
    let mut end = 0;
    for (at, c) in text.char_indices() {
        let next = at + c.len_utf8();
        match fold_char(c) {
            None => end = next,
            Some(c) => {
                let Some(w) = wanted.next() else {
                    return Some(end);
                };
                if w != c {
                    return None;
                }
                end = next;
            }
        }
    }
    wanted.peek().is_none().then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_sees_through_marks_and_alef_forms() {
        assert!(same("أيَّـار", "ايار"));
        assert!(same("فى", "في"));
        assert!(!same("آب", "أبو"));
        assert_eq!(strip_prefix("أيّار 2021", "ايار"), Some("أيّار".len()));
        assert_eq!(strip_prefix("أي", "ايار"), None);
    }
}
