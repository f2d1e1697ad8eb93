//! What touches a mark, and what that tells of its role.

use crate::article::HOLE;
use crate::lang::chars::{TATWEEL, is_arabic_letter, is_bidi_control, is_mark, is_space, is_word};
use crate::lang::digits::is_digit;

use super::MarkKind;

/// What stands next to a mark. Direction marks, and other quotation marks that touch it, are looked
/// through.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Side {
    /// The end of the block.
    Edge,
    /// A space of any kind.
    Blank,
    /// An opening bracket.
    Opening,
    /// A closing bracket.
    Closing,
    /// A colon.
    Colon,
    /// A mark that ends a sentence or a clause, or a percent sign.
    Stop,
    /// An ellipsis.
    Ellipsis,
    /// A letter, or inline code and the like.
    Word,
    /// A digit.
    Digit,
    /// An Arabic proclitic, or an elided French word, that is glued to what follows (only before a
    /// mark).
    Proclitic,
    /// A dash, a slash, a symbol: says nothing.
    Joiner,
}

/// The role that its surroundings suggest for a mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Lean {
    /// It opens.
    Open,
    /// It closes.
    Close,
    /// Either.
    Neither,
}

/// How many characters are looked through before a side is given up.
const LOOK_THROUGH: usize = 8;

/// Proclitics and their combinations that are written glued to an opening mark, folded:
/// `facts/quotes.toml` \[arabic_prefix]. Combinations that are words of their own (`كل`, `لك`) are
/// left out.
const PROCLITICS: [&str; 22] = [
    "و", "ف", "ب", "ل", "ك", "ال", "وال", "فال", "بال", "كال", "لل", "ولل", "فلل", "وب", "ول",
    "وك", "فب", "فل", "وبال", "وكال", "فبال", "ا",
];

/// What stands before `at`.
pub(super) fn before(text: &str, at: usize) -> Side {
    if elides(&text[..at]) {
        return Side::Proclitic;
    }
    let mut seen = 0;
    for (start, c) in text[..at].char_indices().rev() {
        seen += 1;
        if seen > LOOK_THROUGH {
            return Side::Joiner;
        }
        if is_bidi_control(c) || MarkKind::of(c).is_some() {
            continue;
        }
        let side = classify(c);
        let end = start + c.len_utf8();
        return if side == Side::Word && is_proclitic(&text[..end]) {
            Side::Proclitic
        } else {
            side
        };
    }
    Side::Edge
}

/// What stands at `at` and after.
pub(super) fn after(text: &str, at: usize) -> Side {
    let mut chars = text[at..].chars().take(LOOK_THROUGH);
    loop {
        let Some(c) = chars.next() else {
            return if text[at..].chars().nth(LOOK_THROUGH).is_none() {
                Side::Edge
            } else {
                Side::Joiner
            };
        };
        if is_bidi_control(c) || MarkKind::of(c).is_some() {
            continue;
        }
        // `...`, and names such as `.com`, may stand at either end of a quotation.
        if c == '.'
            && chars
                .next()
                .is_some_and(|next| next == '.' || next.is_alphanumeric())
        {
            return Side::Ellipsis;
        }
        // `“%50 منهم”`: a sign that is typed before its number.
        if matches!(c, '%' | '٪') && chars.next().is_some_and(is_digit) {
            return Side::Digit;
        }
        return classify(c);
    }
}

fn classify(c: char) -> Side {
    match c {
        HOLE => Side::Word,
        '(' | '[' | '{' | '﴿' | '⟨' => Side::Opening,
        ')' | ']' | '}' | '﴾' | '⟩' => Side::Closing,
        ':' => Side::Colon,
        '…' => Side::Ellipsis,
        '.' | ',' | ';' | '!' | '?' | '،' | '؛' | '؟' | '۔' | '٪' | '%' | '。' => Side::Stop,
        _ if is_space(c) => Side::Blank,
        _ if is_digit(c) => Side::Digit,
        _ if is_word(c) => Side::Word,
        _ => Side::Joiner,
    }
}

/// French words that lose their vowel before the next word.
const ELIDING: [&str; 13] = [
    "l", "d", "j", "m", "t", "s", "c", "n", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu",
];

/// Whether `text` ends with a French word that is elided before what follows: `l’`, `qu'`.
pub(super) fn elides(text: &str) -> bool {
    let Some(head) = text.strip_suffix(['\'', '’']) else {
        return false;
    };
    let letters = head.bytes().rev().take(7);
    let len = letters.take_while(u8::is_ascii_alphabetic).count();
    let (before, word) = head.split_at(head.len() - len);
    let apart = |c: char| !is_word(c) && !MarkKind::of(c).is_some_and(MarkKind::is_single);
    before.chars().next_back().is_none_or(apart)
        && ELIDING.iter().any(|known| word.eq_ignore_ascii_case(known))
}

/// Whether the last word of `text` is an Arabic proclitic, with or without tatweel.
fn is_proclitic(text: &str) -> bool {
    let mut letters = ['\0'; 4];
    let mut count = 0;
    for c in text.chars().rev() {
        if c == TATWEEL || is_mark(c) || is_bidi_control(c) {
            continue;
        }
        if !is_word(c) {
            break;
        }
        if count == letters.len() || !is_arabic_letter(c) {
            return false;
        }
        letters[count] = if c == 'أ' { 'ا' } else { c };
        count += 1;
    }
    let word = letters[..count].iter().rev();
    count > 0
        && PROCLITICS
            .iter()
            .any(|known| known.chars().eq(word.clone().copied()))
}

/// What both sides suggest, and whether they leave no doubt.
pub(super) fn lean(before: Side, after: Side) -> (Lean, bool) {
    use Side::{
        Blank, Closing, Colon, Digit, Edge, Ellipsis, Joiner, Opening, Proclitic, Stop, Word,
    };
    match (before, after) {
        (Edge | Blank | Opening | Colon | Proclitic, Word | Digit | Opening | Ellipsis) => {
            (Lean::Open, true)
        }
        (
            Word | Digit | Stop | Closing | Ellipsis,
            Edge | Blank | Stop | Closing | Colon | Ellipsis,
        )
        | (Proclitic, Edge | Stop | Closing | Colon) => (Lean::Close, true),
        (Edge | Opening, Blank) => (Lean::Open, false),
        (Blank, Edge)
        | (Edge | Blank | Colon | Joiner, Stop | Closing | Colon)
        | (Joiner, Edge | Blank) => (Lean::Close, false),
        (Joiner, Word | Digit | Opening | Ellipsis) | (Edge | Blank | Opening, Joiner) => {
            (Lean::Open, false)
        }
        (Word | Digit | Stop | Closing | Ellipsis, Joiner) => (Lean::Close, false),
        _ => (Lean::Neither, false),
    }
}

/// The characters right before and after a mark, nothing looked through.
pub(super) fn neighbours(text: &str, at: usize, end: usize) -> (Option<char>, Option<char>) {
    (text[..at].chars().next_back(), text[end..].chars().next())
}

/// Whether a character is a letter of an alphabet in which apostrophes are written: all but the
/// Arabic and Hebrew ones.
pub(super) fn takes_apostrophe(c: char) -> bool {
    c.is_alphabetic() && c != TATWEEL && !is_arabic_letter(c) && !is_hebrew(c)
}

/// A letter of the Hebrew alphabet.
pub(super) fn is_hebrew(c: char) -> bool {
    matches!(c, '\u{05D0}'..='\u{05EA}')
}

/// Words that are written with a leading apostrophe, in small letters.
const ELIDED: [&str; 20] = [
    "tis", "twas", "twere", "twill", "em", "n", "til", "till", "cause", "cuz", "cos", "bout",
    "round", "neath", "gainst", "ere", "nuff", "ave", "id", "eid",
];

/// English words that follow a measure in inches.
const AFTER_INCHES: [&str; 24] = [
    "wide", "long", "tall", "high", "deep", "thick", "across", "screen", "screens", "display",
    "displays", "monitor", "monitors", "tablet", "laptop", "phone", "tv", "pipe", "pipes", "wheel",
    "wheels", "vinyl", "pizza", "single",
];

/// Whether a mark that stands between a number and `rest` tells inches: `12" wide`.
pub(super) fn measures(rest: &str) -> bool {
    let Some(rest) = rest.strip_prefix([' ', '-', '\u{A0}']) else {
        return false;
    };
    let end = rest
        .find(|c: char| !c.is_ascii_alphabetic())
        .unwrap_or(rest.len());
    AFTER_INCHES
        .iter()
        .any(|known| rest[..end].eq_ignore_ascii_case(known))
}

/// Whether the number before a mark is short enough for a measure in inches.
pub(super) fn may_be_inches(text: &str, at: usize) -> bool {
    let digits = text[..at].chars().rev().take_while(|&c| is_digit(c));
    digits.take(INCH_DIGITS + 1).count() <= INCH_DIGITS
}

/// How many digits a measure in inches has at the most.
const INCH_DIGITS: usize = 2;

/// English words with which speech begins and no name that was an ʿayn before its first vowel.
const NO_NAMES: [&str; 24] = [
    "I", "It", "In", "If", "Is", "A", "An", "As", "At", "Are", "All", "Any", "And", "Our", "On",
    "Or", "Of", "Up", "Even", "Every", "Only", "Once", "Other", "Until",
];

/// Whether the word at the start of `rest` may be a name whose ʿayn is written `‘`: it begins with a
/// capital vowel.
pub(super) fn may_be_ayn(rest: &str) -> bool {
    let end = rest
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(rest.len());
    rest.starts_with(['A', 'E', 'I', 'O', 'U']) && !NO_NAMES.contains(&&rest[..end])
}

/// Whether what follows a single mark makes it an apostrophe: `’90s`, `’tis`.
pub(super) fn elided(rest: &str) -> bool {
    let digits = rest
        .chars()
        .take(3)
        .take_while(char::is_ascii_digit)
        .count();
    if digits == 2 {
        return true;
    }
    let end = rest
        .char_indices()
        .take(6)
        .find(|(_, c)| !c.is_ascii_alphabetic())
        .map(|(at, _)| at);
    let word = &rest[..end.unwrap_or(rest.len().min(6)).min(rest.len())];
    ELIDED.iter().any(|known| word.eq_ignore_ascii_case(known))
}
