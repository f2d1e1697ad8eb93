//! Words with letters of another alphabet, in fixed shapes, or with filler inside.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::marks::is_haraka;
use super::{OddKind, Reader};
use crate::lang::chars::{TATWEEL, is_arabic_letter, is_mark, is_space, is_word};
use crate::lang::letters::{
    arabic_look_alike, cyrillic_look_alike, is_beyond_arabic, is_persian_or_urdu,
    is_presentation_form, joins_next, latin_look_alike, own_look_alike,
};
use crate::lang::proclitics::{self, CONJUNCTIONS};
use crate::lang::{self, Language};

/// Words that end in `ی` on a Persian keyboard and can be one word only.
const FINAL_YEH: [(&str, &str); 7] = [
    ("إلی", "إلى"),
    ("الی", "الى"),
    ("حتی", "حتى"),
    ("فی", "في"),
    ("التی", "التي"),
    ("الذی", "الذي"),
    ("هی", "هي"),
];

/// The length in bytes of the longest run of proclitics, `وبال`, with a mark on each letter.
const PROCLITICS: usize = 16;

/// What a word holds.
#[derive(Default)]
struct Holds {
    look_alike: bool,
    european: bool,
    confusable: bool,
    shapes: bool,
    tatweel: bool,
    marks: bool,
    joiners: bool,
}

impl Reader<'_, '_> {
    /// Reads the word around a character. Returns its end.
    pub(super) fn word(&mut self, at: usize) -> usize {
        let before = &self.text[self.done..at];
        let start = self.done + before.trim_end_matches(is_word).len();
        let rest = &self.text[at..];
        let end = at + rest.len() - rest.trim_start_matches(is_word).len();
        let word = start..end;
        let mut holds = Holds::default();
        for (i, c) in self.text[word.clone()].char_indices() {
            match c {
                _ if c.is_ascii() => holds.european |= c.is_ascii_alphabetic(),
                'â' | 'Ã' | 'Â' | 'Ø' | 'Ù' | 'Ð' | 'Ñ' | 'ط' | 'ظ' => {
                    if let Some(end) = self.damage(start + i, c) {
                        return end;
                    }
                    holds.european |= c < 'ط';
                }
                '\u{80}'..'\u{250}' => holds.european |= c.is_alphabetic(),
                TATWEEL => holds.tatweel = true,
                '\u{200C}' | '\u{200D}' => holds.joiners = true,
                _ if is_haraka(c) => holds.marks = true,
                _ if is_presentation_form(c) => holds.shapes = true,
                _ if latin_look_alike(c).is_some() => holds.confusable = true,
                _ => {
                    holds.look_alike |= match self.language {
                        Language::Ar => arabic_look_alike(c).is_some(),
                        language => own_look_alike(c, language).is_some(),
                    };
                }
            }
        }
        self.done = end;
        if holds.joiners {
            let mut at = start;
            while let Some(i) = self.text[at..end].find(['\u{200C}', '\u{200D}']) {
                at = self.invisible(at + i);
                if at >= end {
                    break;
                }
            }
        }
        if holds.confusable && holds.european {
            self.mixed_script(word.clone());
        }
        if holds.shapes {
            self.fixed_shapes(word.clone());
        } else {
            if holds.look_alike {
                self.look_alike(word.clone());
            }
            if holds.tatweel {
                self.tatweel(word.clone());
            }
        }
        if holds.marks {
            self.marks(word);
        }
        end
    }

    /// Latin with Cyrillic or Greek letters in one word, all of one of the two look-alikes of the
    /// other. Where neither side is, the mixture is meant (`ΔT`, `µm`).
    fn mixed_script(&mut self, word: Range<usize>) {
        let text = &self.text[word.clone()];
        let is_latin = |c: char| c.is_alphabetic() && c < '\u{0250}';
        let (mut to_latin, mut to_cyrillic) = (true, true);
        let mut odd = None;
        for c in text.chars().filter(|c| c.is_alphabetic()) {
            if is_latin(c) {
                to_cyrillic &= cyrillic_look_alike(c).is_some();
            } else if latin_look_alike(c).is_some() {
                odd = odd.or(Some(c));
            } else {
                to_latin = false;
            }
        }
        let latin = |c: char| latin_look_alike(c).unwrap_or(c);
        let cyrillic = |c: char| cyrillic_look_alike(c).unwrap_or(c);
        let fixed: Option<String> = match (to_latin, to_cyrillic) {
            (true, false) => Some(text.chars().map(latin).collect()),
            (false, true) => Some(text.chars().map(cyrillic).collect()),
            (true, true) => None,
            (false, false) => return,
        };
        let found = if to_latin {
            odd
        } else {
            text.chars().find(|&c| is_latin(c))
        };
        let repair = fixed.map(|fixed| (word.clone(), fixed, true));
        self.push(
            OddKind::MixedScript,
            word,
            found.unwrap_or_default(),
            repair,
        );
    }

    /// Writes a word in letters instead of their fixed shapes (NFKC of those characters alone, so that
    /// no mark changes its place). A mark's shape on its own is a space or tatweel and the mark.
    fn fixed_shapes(&mut self, word: Range<usize>) {
        let text = &self.text[word.clone()];
        let arabic = self.language == Language::Ar || !self.language.arabic_script();
        let mut fixed = String::new();
        let mut first = None;
        for c in text.chars() {
            if !is_presentation_form(c) {
                fixed.push(c);
                continue;
            }
            first = first.or(Some(c));
            for letter in std::iter::once(c)
                .nfkc()
                .filter(|&c| c != ' ' && c != TATWEEL)
            {
                let own = own_look_alike(letter, self.language).unwrap_or(letter);
                fixed.push(own);
            }
        }
        let decided = !fixed.starts_with(is_mark) && !fixed.contains(is_presentation_form);
        let repair = decided.then(|| (word.clone(), fixed, arabic));
        self.push(
            OddKind::PresentationForm,
            word,
            first.unwrap_or_default(),
            repair,
        );
    }

    /// Tatweel between two letters. After a proclitic it sets off what follows, and under a small
    /// alif or hamza it carries it (`هـٰذا`): both are right.
    fn tatweel(&mut self, word: Range<usize>) {
        let text = &self.text[word.clone()];
        let mut fixed = String::with_capacity(text.len());
        let mut found = false;
        let mut rest = text;
        while let Some(at) = rest.find(TATWEEL) {
            fixed.push_str(&rest[..at]);
            let after = rest[at..].trim_start_matches(TATWEEL);
            let filler = &rest[at..rest.len() - after.len()];
            let next = after.chars().find(|&c| !is_haraka(c));
            let marked = fixed.ends_with(is_mark) && after.starts_with(is_mark);
            // Behind a letter that does not join it is a dash that was typed with the wrong key.
            let inside = fixed.trim_end_matches(is_mark).ends_with(joins_next)
                && next.is_some_and(is_arabic_letter)
                && !marked
                && (filler.len() > TATWEEL.len_utf8()
                    || fixed.len() > PROCLITICS
                    || !sets_off(&fixed));
            if inside {
                found = true;
            } else {
                fixed.push_str(filler);
            }
            rest = after;
        }
        if found {
            fixed.push_str(rest);
            let repair = Some((word.clone(), fixed, true));
            self.push(OddKind::Tatweel, word, TATWEEL, repair);
        }
    }

    /// A letter of another language's alphabet.
    fn look_alike(&mut self, word: Range<usize>) {
        if self.is_foreign_block() {
            return;
        }
        let text = &self.text[word.clone()];
        if self.language == Language::Ar {
            self.foreign_letter(word.clone(), text);
        } else {
            self.arabic_letter(word.clone(), text);
        }
    }

    /// A Persian or Urdu letter in an Arabic word. Names with letters that Arabic lacks, and words
    /// among other Persian ones, are meant.
    fn foreign_letter(&mut self, word: Range<usize>, text: &str) {
        // A Persian or Urdu writer quotes Arabic on the keyboard at hand.
        if self.article.arabic_script() && self.article != Language::Ar {
            return;
        }
        let foreign = |c: char| is_beyond_arabic(c) && arabic_look_alike(c).is_none();
        if text.contains(|c| foreign(c) || is_other_letter(c)) {
            return;
        }
        if !has_arabic_sign(text) && self.among_persian(&word) {
            return;
        }
        let last = text.trim_end_matches(is_mark);
        let body = last.strip_prefix(CONJUNCTIONS);
        let known = |word: &str| FINAL_YEH.iter().find(|(odd, _)| *odd == word);
        let fixed = if let Some((_, right)) = known(last) {
            Some((*right).to_owned())
        } else if let Some((_, right)) = body.and_then(known) {
            let conjunction = last.chars().next().unwrap_or_default();
            Some(format!("{conjunction}{right}"))
        } else if last.ends_with(['ی', 'ە']) {
            None
        } else {
            let own = |c: char| arabic_look_alike(c).unwrap_or(c);
            Some(text.chars().map(own).collect())
        };
        let c = text.chars().find(|&c| arabic_look_alike(c).is_some());
        let repair = fixed.map(|fixed| (word.clone(), fixed, true));
        self.push(OddKind::LookAlike, word, c.unwrap_or_default(), repair);
    }

    /// An Arabic letter in a Persian, Kurdish or Urdu word. Arabic words and those beside them are
    /// quotations.
    fn arabic_letter(&mut self, word: Range<usize>, text: &str) {
        let quoted = |word: &str| {
            word.chars().filter(|&c| is_haraka(c)).count() > 1
                || word.contains(['إ', 'ة'])
                || has_article(word)
        };
        if text.contains(is_other_letter) || quoted(text) || self.near(&word).any(quoted) {
            return;
        }
        let language = self.language;
        let own = |c: char| own_look_alike(c, language).unwrap_or(c);
        let fixed: String = text.chars().map(own).collect();
        // Urdu writes the breath of a consonant with another letter (`بھ`), which ه may stand for.
        let certain = language != Language::Ur || !text.contains('ه');
        let c = text.chars().find(|&c| own(c) != c).unwrap_or_default();
        self.push(
            OddKind::LookAlike,
            word.clone(),
            c,
            Some((word, fixed, certain)),
        );
    }

    /// The next three words on either side of a word, without a stronger break than a space between.
    fn near<'s>(&'s self, word: &Range<usize>) -> impl Iterator<Item = &'s str> {
        let near = self.widened(word.clone(), |c| is_word(c) || is_space(c));
        let before = self.text[near.start..word.start].split_whitespace().rev();
        let after = self.text[word.end..near.end].split_whitespace();
        before.take(3).chain(after.take(3))
    }

    /// Whether a word stands among Persian or Urdu ones: one of them has a letter that tells, or none of
    /// several has a sign of Arabic.
    fn among_persian(&self, word: &Range<usize>) -> bool {
        let (mut words, mut arabic) = (0, 0);
        for near in self.near(word) {
            let sign = has_arabic_sign(near);
            if near.contains(is_persian_or_urdu) || near.contains(is_beyond_arabic) && !sign {
                return true;
            }
            words += 1;
            arabic += usize::from(sign);
        }
        words > 1 && arabic == 0
    }

    /// Whether a block's letters are of another language than it says: a Persian paragraph in an
    /// Arabic article, an Arabic one in a Persian article. The letters that look alike don't count.
    fn is_foreign_block(&mut self) -> bool {
        if let Some(known) = self.foreign_block {
            return known;
        }
        let (mut arabic, mut other) = (0_usize, 0_usize);
        for c in self.text.chars().take(4096) {
            arabic += usize::from(matches!(c, 'ة' | 'أ' | 'إ'));
            other += usize::from(is_persian_or_urdu(c));
        }
        let foreign = match self.language {
            Language::Ar if arabic + other == 0 => {
                lang::guess(self.text).is_some_and(|language| language != Language::Ar)
                    && !self.text.split_whitespace().any(has_article)
            }
            Language::Ar => other > arabic,
            _ => arabic > other,
        };
        self.foreign_block = Some(foreign);
        foreign
    }
}

/// A letter of another script. Harakat have the property Alphabetic, and are none.
fn is_other_letter(c: char) -> bool {
    c.is_alphabetic() && !is_arabic_letter(c) && !is_mark(c)
}

/// Whether a word is Arabic for sure: by its article, or by a letter that Persian types otherwise.
fn has_arabic_sign(word: &str) -> bool {
    has_article(word) || word.contains(['ة', 'ي', 'ك', 'ى', 'أ', 'إ'])
}

/// Whether a word begins with the Arabic article, perhaps behind proclitics.
fn has_article(word: &str) -> bool {
    let word = word.trim_start_matches(['«', '"', '“', '(']);
    let rest = word.strip_prefix(CONJUNCTIONS).unwrap_or(word);
    let rest = rest.strip_prefix(['ب', 'ك', 'ک']).unwrap_or(rest);
    [word, rest].iter().any(|rest| {
        rest.strip_prefix("ال")
            .or_else(|| rest.strip_prefix("لل"))
            .is_some_and(|rest| rest.chars().nth(1).is_some())
    })
}

/// Whether the letters before a tatweel are nothing but proclitics, which it sets off. The article is
/// a part of its word before letters: `الـمعرض` is stretched.
fn sets_off(letters: &str) -> bool {
    let bare: String = letters
        .chars()
        .filter(|&c| !is_mark(c) && c != TATWEEL)
        .collect();
    proclitics::is_run(&bare) && !bare.ends_with("ال")
}
