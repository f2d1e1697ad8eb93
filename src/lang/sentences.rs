//! Where sentences begin.

use super::chars::{is_bidi_control, is_space, is_word};

/// The marks that end a sentence.
const STOPS: [char; 6] = ['.', '!', '?', '؟', '۔', '…'];

/// Whether a sentence begins behind a text: at its start, or after a full stop that ends no
/// abbreviation. Where that can't be told (`U.S. 5`), it says no.
#[must_use]
pub fn begins_after(text: &str) -> bool {
    let blank = |c: char| is_space(c) || is_bidi_control(c) || "([“‘«\"”„".contains(c);
    let bare = text.trim_end_matches(blank);
    let Some(ended) = without_closing(bare).strip_suffix(STOPS) else {
        return bare.is_empty();
    };
    let word = last_word(ended.trim_end_matches(STOPS));
    let spaced = text[bare.len()..].contains(is_space);
    spaced && word.chars().count() > 3 && !word.ends_with(char::is_numeric)
}

/// Whether a text ends as a sentence does.
#[must_use]
pub fn ends(text: &str) -> bool {
    without_closing(text).ends_with(STOPS)
}

/// Whether a sentence ends inside a text.
#[must_use]
pub fn ends_inside(text: &str) -> bool {
    text.match_indices(STOPS)
        .any(|(at, stop)| text[at + stop.len()..].starts_with(is_space))
}

/// A text without the quotation marks and brackets that close at its end.
fn without_closing(text: &str) -> &str {
    text.trim_end_matches(['”', '’', '"', '»', ')', ']'])
}

/// The last word of a text, without blanks behind it; a part of it where it is very long.
#[must_use]
pub fn last_word(text: &str) -> &str {
    let text = text.trim_end_matches(|c: char| is_space(c) || is_bidi_control(c));
    let letters = text
        .char_indices()
        .rev()
        .take(24)
        .take_while(|(_, c)| is_word(*c));
    &text[letters.last().map_or(text.len(), |(at, _)| at)..]
}

/// A word with a capital letter.
#[must_use]
pub fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_begin_after_full_stops_only() {
        for text in [
            "",
            "“",
            "They left. ",
            "They left.” ",
            "Did they leave? “",
            "غادروا المكان. ",
        ] {
            assert!(begins_after(text), "{text}");
        }
        for text in [
            "They had ",
            "No. ",
            "the U.S. ",
            "in 2015. ",
            "left.",
            "they left, ",
        ] {
            assert!(!begins_after(text), "{text}");
        }
        assert!(ends("They left.”") && !ends("They left"));
        assert!(ends_inside("left. They") && !ends_inside("left.They"));
        assert_eq!(last_word("of five "), "five");
    }
}
