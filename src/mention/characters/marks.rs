//! Arabic marks that no letter carries, or that one letter can't carry together.
//!
//! The order of shadda and vowel is never judged: both orders are canonically equivalent (UAX #15).

use std::ops::Range;

use super::{OddKind, Reader};
use crate::lang::Language;
use crate::lang::chars::{TATWEEL, is_arabic_letter, is_mark, is_space};
use crate::lang::digits::is_digit;

const FATHA: char = '\u{064E}';
const KASRA: char = '\u{0650}';
/// Fathatan.
const TANWIN: char = '\u{064B}';
/// How many letters a word has at most whose first vowel may be written: `اِس`, `اِسی`.
const SHORT: usize = 3;
/// How many characters behind a tanwin are looked at for a letter: a word of nothing but marks and
/// tatweel would be read again for each of them.
const LOOK_AHEAD: usize = 32;

/// Tanwin: fathatan, dammatan, kasratan.
fn is_tanwin(c: char) -> bool {
    matches!(c, '\u{064B}'..='\u{064D}')
}

/// A sign of which a letter carries one: tanwin, a short vowel, sukun.
fn is_vowel_sign(c: char) -> bool {
    matches!(c, '\u{064B}'..='\u{0650}' | '\u{0652}')
}

pub(super) fn is_haraka(c: char) -> bool {
    matches!(c, '\u{064B}'..='\u{0652}')
}

/// Whether a word carries the marks that stand detached behind it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Carried {
    Yes,
    /// Its tanwin is written once already: `صنفًا ً`.
    Twice,
    /// Tanwin on a noun with the article, or fathatan on a letter that needs an alif for it.
    Perhaps,
}

fn carries(head: &str, marks: &str, language: Language) -> Carried {
    if !marks.chars().all(is_tanwin) {
        return Carried::Yes;
    }
    let mut before = head.chars().rev();
    let last = before.next();
    if matches!(last, Some('ا' | 'ى' | 'ی')) && before.next().is_some_and(is_tanwin) {
        return Carried::Twice;
    }
    let on_alif = matches!(last, Some('ا' | 'ى' | 'ی'));
    let carrier = on_alif || matches!(last, Some('ة' | 'ۃ' | 'ء' | 'أ'));
    if marks.starts_with(TANWIN) && !carrier {
        return Carried::Perhaps;
    }
    let word = head
        .rsplit(|c: char| !is_arabic_letter(c) && !is_mark(c))
        .next();
    let word = word.unwrap_or_default();
    let bare = word.strip_prefix(['و', 'ف', 'ب', 'ك']).unwrap_or(word);
    let definite = [word, bare].iter().any(|word| word.starts_with("ال")) || word.starts_with("لل");
    if language == Language::Ar && definite && !on_alif {
        return Carried::Perhaps;
    }
    Carried::Yes
}

impl Reader<'_, '_> {
    /// Judges the marks of a word; the first that is odd speaks for the word.
    pub(super) fn marks(&mut self, word: Range<usize>) {
        let text = &self.text[word.clone()];
        if text.starts_with(is_haraka) {
            self.detached(word);
            return;
        }
        let (mut base, mut vowel, mut last) = (None, None, None);
        for (at, c) in text.char_indices() {
            let at = word.start + at;
            if !is_haraka(c) {
                if !is_mark(c) {
                    (base, vowel) = (Some(c), None);
                }
                last = None;
                continue;
            }
            let here = at..at + c.len_utf8();
            if last == Some(c) {
                // Two fathas on a final alif are tanwin, drawn by hand: `فوراََ`.
                let drawn = c == FATHA && base == Some('ا') && here.end == word.end;
                let repair = if drawn {
                    Some((here.start - FATHA.len_utf8()..here.end, TANWIN.into(), true))
                } else {
                    Some((here, String::new(), true))
                };
                return self.push(OddKind::Doubled, word, c, repair);
            }
            if is_vowel_sign(c) && vowel.is_some_and(|vowel| vowel != c) {
                return self.push(OddKind::Contrary, word, c, None);
            }
            if base.is_some_and(|base: char| base.is_ascii_alphabetic() || is_digit(base)) {
                return self.push(OddKind::OnOther, word, c, None);
            }
            if is_tanwin(c) && self.tanwin_inside(&word, here.end) {
                let repair = self.missing_space(&word, &here, base);
                return self.push(OddKind::TanwinInside, word, c, repair);
            }
            if is_vowel_sign(c) {
                vowel = Some(c);
            }
            last = Some(c);
        }
    }

    /// Whether the word goes on after a tanwin, other than by its final alif.
    fn tanwin_inside(&self, word: &Range<usize>, after: usize) -> bool {
        let rest = self.text[after..word.end].chars().take(LOOK_AHEAD);
        let mut letters = rest.filter(|&c| !is_mark(c) && c != TATWEEL);
        let first = letters.next().filter(|&c| is_arabic_letter(c));
        let alif = matches!(first, Some('ا' | 'ى' | 'ی'));
        first.is_some() && (!alif || letters.next().is_some_and(is_arabic_letter))
    }

    /// `ألماًذهب`: after `اً` a new word begins.
    fn missing_space(
        &self,
        word: &Range<usize>,
        mark: &Range<usize>,
        base: Option<char>,
    ) -> Option<(Range<usize>, String, bool)> {
        let rest = &self.text[mark.end..word.end];
        let letters = rest.chars().filter(|&c| is_arabic_letter(c));
        // A second tanwin makes the first one the slip (`رياًلًا`).
        let new_word = base == Some('ا')
            && self.text[mark.clone()] == *"\u{064B}"
            && letters.count() > 1
            && !rest.contains(is_tanwin);
        new_word.then(|| (mark.end..mark.end, " ".to_owned(), false))
    }

    /// A word that begins with marks: they belong to the letter before the space, or to the word's
    /// own first letter. A mark that is shown for itself, in brackets or quotation marks, is none.
    fn detached(&mut self, word: Range<usize>) {
        let text = &self.text[word.clone()];
        let marks = text.len() - text.trim_start_matches(is_haraka).len();
        let (marks, rest) = text.split_at(marks);
        let first = rest.chars().next();
        let head = &self.text[..word.start];
        let trimmed = head.trim_end_matches(is_space);
        let owner = trimmed.chars().next_back();
        let c = marks.chars().next().unwrap_or_default();
        let spaced = trimmed.len() < head.len();
        // What is shown with the mark: the space before it, which a reader sees it on.
        let start = head.trim_end_matches(|c| spaced && is_space(c)).len();
        let start = head[start..]
            .char_indices()
            .next_back()
            .map_or(word.start, |(at, _)| start + at);
        let takes_mark = |c: Option<char>| c.is_some_and(is_arabic_letter);
        let marks_end = word.start + marks.len();
        if first.is_none() {
            if spaced && takes_mark(owner) {
                let repair = match carries(trimmed, marks, self.language) {
                    Carried::Twice => (trimmed.len()..marks_end, String::new(), true),
                    carried => {
                        let certain = carried == Carried::Yes;
                        (trimmed.len()..marks_end, marks.to_owned(), certain)
                    }
                };
                self.push(OddKind::Detached, start..marks_end, c, Some(repair));
            }
            return;
        }
        if !takes_mark(first) {
            return;
        }
        let tanwin = marks.chars().all(is_tanwin);
        let letter = first.map_or(0, char::len_utf8);
        // The kasra that joins two words in Persian and Urdu (`خطِ استوا`) belongs to the first one;
        // before alif it may also be that of a short word (`اِس`).
        let joins = self.language != Language::Ar
            && self.language.arabic_script()
            && marks.chars().eq([KASRA])
            && !(first == Some('ا') && rest.chars().count() <= SHORT);
        let to_next = !joins && !rest[letter..].starts_with(is_mark);
        // No word begins with tanwin; a vowel goes to the letter after it where that has none.
        let repair = if spaced && (tanwin || !to_next) {
            takes_mark(owner).then(|| {
                let carried = carries(trimmed, marks, self.language);
                let certain = tanwin && carried != Carried::Perhaps;
                let kept = if carried == Carried::Twice { "" } else { marks };
                (trimmed.len()..marks_end, format!("{kept} "), certain)
            })
        } else {
            to_next.then(|| {
                let text = format!("{}{marks}", &rest[..letter]);
                (word.start..marks_end + letter, text, false)
            })
        };
        self.push(OddKind::Detached, start..word.end, c, repair);
    }
}
