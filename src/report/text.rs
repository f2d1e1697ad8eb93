//! Text on its way to a terminal: what could steer the terminal is made visible, widths are
//! measured, lines are broken.

use unicode_segmentation::UnicodeSegmentation;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::lang::chars::{Direction, direction, is_bidi_control};

/// Zero width non-joiner: spelling in Persian, so it is shown as it is.
pub(super) const ZWNJ: char = '\u{200C}';

/// Zero width joiner: spelling in Persian and Urdu, and what holds an emoji together.
pub(super) const ZWJ: char = '\u{200D}';

/// What keeps the order of a right-to-left row on a terminal whose rows are left-to-right.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Bidi {
    /// A right-to-left mark at both ends: the marks at the ends of a sentence stay with it.
    #[default]
    Rlm,
    /// An isolate (RLI … PDI): the true order where terminals know it, odd cells where they don't.
    Isolate,
    /// Nothing.
    Off,
}

impl Bidi {
    /// What is put before and after a row whose first strong character is right-to-left.
    pub(super) fn ends(self) -> (&'static str, &'static str) {
        match self {
            Self::Rlm => ("\u{200F}", "\u{200F}"),
            Self::Isolate => ("\u{2067}", "\u{2069}"),
            Self::Off => ("", ""),
        }
    }

    /// The row with what keeps its order, where it needs that.
    pub(super) fn row(self, row: String) -> String {
        if base_direction(&row) == Some(Direction::RightToLeft) {
            let (open, close) = self.ends();
            format!("{open}{row}{close}")
        } else {
            row
        }
    }

    /// A file's name, closed with a left-to-right mark where its last strong character is
    /// right-to-left: else the line number after it would jump to its other side.
    pub(super) fn name(self, name: &str) -> String {
        let mut shown = visible(name);
        if self != Self::Off && last_direction(&shown) == Some(Direction::RightToLeft) {
            shown.push('\u{200E}');
        }
        shown
    }
}

/// The direction of the first strong character (UAX #9, P2); controls are passed over.
pub(super) fn base_direction(text: &str) -> Option<Direction> {
    text.chars()
        .filter(|&c| !is_bidi_control(c))
        .find_map(direction)
}

fn last_direction(text: &str) -> Option<Direction> {
    text.chars().rev().find_map(direction)
}

/// Appends a character as a terminal may be given it: C0 and DEL as control pictures, a tab as
/// four spaces, a line feed as one; other controls, bidi controls and what has no ink as
/// `‹U+XXXX›`. The joiners stay.
pub(super) fn push_visible(out: &mut String, c: char) {
    match c {
        '\t' => out.push_str("    "),
        '\n' => out.push(' '),
        '\0'..='\x1f' => out.push(char::from_u32(0x2400 + c as u32).expect("U+2400..U+241F")),
        '\x7f' => out.push('␡'),
        _ if is_hidden(c) => push_escaped(out, c),
        _ => out.push(c),
    }
}

/// Appends a character as its code point: `‹U+200F›`.
pub(super) fn push_escaped(out: &mut String, c: char) {
    out.push('‹');
    out.push_str(&code_point(c));
    out.push('›');
}

/// `U+066A`.
pub(super) fn code_point(c: char) -> String {
    format!("U+{:04X}", c as u32)
}

/// Whether a character has no ink of its own, or moves that of others: C1, bidi controls, line
/// and paragraph separators, format characters without a place in spelling, tags.
pub(crate) fn is_hidden(c: char) -> bool {
    is_bidi_control(c)
        || matches!(c,
            '\u{80}'..='\u{9F}' | '\u{AD}' | '\u{180E}' | '\u{200B}' | '\u{2028}' | '\u{2029}'
            | '\u{2060}'..='\u{2065}' | '\u{206A}'..='\u{206F}' | '\u{FEFF}'
            | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// The text as a terminal may be given it.
pub(crate) fn visible(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        push_visible(&mut out, c);
    }
    out
}

/// How many columns a grapheme cluster takes at the most: terminals that draw it as one count less
/// than those that draw its parts.
pub(super) fn cluster_width(cluster: &str) -> usize {
    let parts: usize = cluster.chars().map(|c| c.width().unwrap_or(0)).sum();
    parts.max(cluster.width())
}

/// How many columns a text that is visible takes at the most.
pub(super) fn width(text: &str) -> usize {
    if text.is_ascii() {
        return text.len();
    }
    text.graphemes(true).map(cluster_width).sum()
}

/// Breaks a visible text at spaces into rows of at most `columns`, the first of at most `first`; a
/// word that is longer is broken between letters.
pub(super) fn wrap(text: &str, first: usize, columns: usize) -> Vec<String> {
    let mut rows = Vec::new();
    let mut row = String::new();
    let mut left = first;
    let mut fresh = true;
    for word in text.split(' ') {
        let needed = width(word) + usize::from(!fresh);
        if needed <= left {
            if !fresh {
                row.push(' ');
            }
            row.push_str(word);
            left -= needed;
        } else {
            // A first row that is too narrow for the first word stays empty.
            if !fresh || rows.is_empty() {
                rows.push(std::mem::take(&mut row));
            }
            left = columns;
            for cluster in word.graphemes(true) {
                let width = cluster_width(cluster);
                if width > left && !row.is_empty() {
                    rows.push(std::mem::take(&mut row));
                    left = columns;
                }
                row.push_str(cluster);
                left = left.saturating_sub(width);
            }
        }
        fresh = false;
    }
    rows.push(row);
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_steers_a_terminal_is_shown() {
        assert_eq!(visible("a\x1b[31m\t\0\x7f\r\n"), "a␛[31m    ␀␡ ");
        assert_eq!(
            visible("\u{202E}\u{9B}\u{200F}\u{61C}"),
            "‹U+202E›‹U+009B›‹U+200F›‹U+061C›"
        );
        assert_eq!(
            visible("می\u{200C}رود 👨\u{200D}👩"),
            "می\u{200C}رود 👨\u{200D}👩"
        );
    }

    #[test]
    fn rows_are_broken_at_spaces() {
        assert_eq!(wrap("one two three", 7, 5), ["one two", "three"]);
        assert_eq!(wrap("one", 2, 5), ["", "one"]);
        assert_eq!(wrap("a bcdefgh i", 3, 3), ["a", "bcd", "efg", "h i"]);
        assert_eq!(wrap("", 3, 3), [""]);
        assert_eq!(wrap("a  b", 9, 9), ["a  b"]);
    }

    #[test]
    fn a_name_that_ends_right_to_left_is_closed() {
        assert_eq!(Bidi::Rlm.name("أخبار/خبر"), "أخبار/خبر\u{200E}");
        assert_eq!(Bidi::Rlm.name("أخبار/خبر.md"), "أخبار/خبر.md");
        assert_eq!(Bidi::Off.name("خبر"), "خبر");
    }
}
