//! What stands beside a place of a block: words, spaces, names. Every look-around is capped.

use std::ops::Range;

use crate::lang::chars::{is_bidi_control, is_mark, is_space, is_word};
use crate::lang::digits::{digit, is_digit};
use crate::lang::fold;
use crate::lang::months::{self, MonthName, Spelling, Systems};
use crate::lang::proclitics::{CONJUNCTIONS, PREPOSITIONS};

/// The longest word that is read, in bytes: the longest month name is shorter.
const WORD: usize = 64;
/// The most blanks that stand between two parts of a date.
const BLANKS: usize = 4;

/// A month's name where it was found.
#[derive(Clone, Copy, Debug)]
pub(super) struct Found {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) name: &'static MonthName,
    /// The right spelling, where this one is wrong.
    pub(super) correct: Option<&'static str>,
}

/// One block of a text. Places are byte offsets of the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Beside<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl<'a> Beside<'a> {
    /// The character at a place.
    pub(super) fn at(&self, at: usize) -> Option<char> {
        self.text[at..self.end].chars().next()
    }

    /// The character before a place.
    pub(super) fn before(&self, at: usize) -> Option<char> {
        self.text[self.start..at].chars().next_back()
    }

    /// The place after a mark, where it stands here.
    pub(super) fn mark(&self, at: usize, mark: char) -> Option<usize> {
        (self.at(at) == Some(mark)).then(|| at + mark.len_utf8())
    }

    /// Past the blanks and direction marks.
    pub(super) fn skip(&self, at: usize) -> usize {
        let blanks = self.text[at..self.end].chars().take(BLANKS);
        at + blanks
            .take_while(|&c| is_blank(c))
            .map(char::len_utf8)
            .sum::<usize>()
    }

    /// Before the blanks and direction marks.
    pub(super) fn skip_back(&self, at: usize) -> usize {
        let blanks = self.text[self.start..at].chars().rev().take(BLANKS);
        at - blanks
            .take_while(|&c| is_blank(c))
            .map(char::len_utf8)
            .sum::<usize>()
    }

    /// The letters from a place on; empty where there are none, or too many.
    pub(super) fn word(&self, at: usize) -> Range<usize> {
        let mut end = at;
        for c in self.text[at..self.end].chars() {
            if !is_letter(c) {
                break;
            }
            end += c.len_utf8();
            if end - at > WORD {
                return at..at;
            }
        }
        at..end
    }

    /// The letters before a place; empty where there are none, or too many.
    pub(super) fn word_back(&self, at: usize) -> Range<usize> {
        let mut start = at;
        for c in self.text[self.start..at].chars().rev() {
            if !is_letter(c) {
                break;
            }
            start -= c.len_utf8();
            if at - start > WORD {
                return at..at;
            }
        }
        start..at
    }

    /// The word before a place, past blanks.
    pub(super) fn previous(&self, at: usize) -> Range<usize> {
        self.word_back(self.skip_back(at))
    }

    pub(super) fn slice(&self, range: Range<usize>) -> &'a str {
        &self.text[range]
    }

    /// Whether the letters of a range are one of `words`, folded.
    pub(super) fn is(&self, range: Range<usize>, words: &[&str]) -> bool {
        if range.is_empty() {
            return false;
        }
        let word = &self.text[range];
        words.iter().any(|wanted| fold::same(word, wanted))
    }

    /// The month's name that begins at a place, proclitics before it not counted.
    pub(super) fn name(&self, at: usize, systems: Systems) -> Option<Found> {
        let first = self.word(at);
        if first.is_empty() {
            return None;
        }
        if let Some(found) = self.initial(first.clone(), systems) {
            return Some(found);
        }
        let second = self.word(self.skip(first.end));
        let followed = second.start > first.end && !second.is_empty();
        proclitics(self.slice(first.clone())).find_map(|glued| {
            let start = first.start + glued;
            (followed.then_some(second.end).into_iter())
                .chain([first.end])
                .find_map(|end| self.found(start..end, systems))
        })
    }

    /// The month's name that ends at a place.
    pub(super) fn name_back(&self, at: usize, systems: Systems) -> Option<Found> {
        let dot = self.text[self.start..at]
            .strip_suffix('.')
            .map(|text| self.start + text.len());
        let last = self.word_back(dot.unwrap_or(at));
        if last.is_empty() {
            let digit = self.before(at).filter(|&c| is_digit(c))?;
            let letter = self.word_back(at - digit.len_utf8());
            return self
                .initial(letter, systems)
                .filter(|found| found.end == at);
        }
        let first = self.previous(last.start);
        let two = (first.end < last.start && !first.is_empty()).then_some(first);
        let found = [two, Some(last.clone())]
            .into_iter()
            .flatten()
            .find_map(|word| {
                let letters = self.slice(word.start..word.end);
                proclitics(letters)
                    .find_map(|glued| self.found(word.start + glued..last.end, systems))
            })?;
        match dot {
            Some(_) if found.name.spelling != Spelling::Short => None,
            _ => Some(Found { end: at, ..found }),
        }
    }

    /// The name that a letter and the digit after it are: `ك2`, `ت1`.
    fn initial(&self, letter: Range<usize>, systems: Systems) -> Option<Found> {
        let last = self.at(letter.end)?;
        let names = match self.slice(letter.clone()) {
            "ك" => ["ك1", "ك2"],
            "ت" => ["ت1", "ت2"],
            _ => return None,
        };
        let name = names[usize::from(digit(last)?.1.checked_sub(1)?).min(2)..].first()?;
        let end = letter.end + last.len_utf8();
        if self.at(end).is_some_and(is_word) {
            return None;
        }
        Some(Found {
            start: letter.start,
            end,
            name: months::lookup(name, systems)?,
            correct: None,
        })
    }

    /// The month's name that the word at a place is one slip away from, where it has at least `least`
    /// letters and is of the month `number`, where that is known. In Latin letters a name has at
    /// least six: `Match 3, 2015` is not March.
    pub(super) fn near(
        &self,
        word: Range<usize>,
        systems: Systems,
        least: usize,
        number: Option<u8>,
    ) -> Option<Found> {
        let letters = self.slice(word.clone());
        let latin = letters.starts_with(|c: char| c.is_ascii_alphabetic());
        let least = if latin { least.max(6) } else { least };
        proclitics(letters).find_map(|glued| {
            let range = word.start + glued..word.end;
            let name = months::near(self.slice(range.clone()), systems, least, number)?;
            Some(Found {
                start: range.start,
                end: range.end,
                name,
                correct: Some(name.name),
            })
        })
    }

    fn found(&self, range: Range<usize>, systems: Systems) -> Option<Found> {
        let words = self.slice(range.clone());
        let name = months::lookup(words, systems)?;
        let capital = || words.starts_with(|c: char| c.is_ascii_uppercase());
        // May and march are words of their own, so an English name has its capital letter.
        (!name.systems.meets(Systems::ENGLISH) || capital()).then_some(Found {
            start: range.start,
            end: range.end,
            name,
            correct: months::correction(words, name),
        })
    }
}

/// Nothing, and the proclitics that a word may begin with (`و ف`, then `ب ل ك`) with their marks,
/// in bytes.
pub(super) fn proclitics(word: &str) -> impl Iterator<Item = usize> {
    let first = glued(word, 0, &CONJUNCTIONS);
    let second = glued(word, first.unwrap_or(0), &PREPOSITIONS);
    [Some(0), first, second].into_iter().flatten()
}

/// The bytes up to the end of a letter of `letters` and its marks, where it stands at `at`.
fn glued(word: &str, at: usize, letters: &[char]) -> Option<usize> {
    let rest = word[at..].strip_prefix(letters)?;
    Some(word.len() - rest.trim_start_matches(is_mark).len())
}

/// Whether a character is a blank inside a date; a direction mark is none to a reader.
pub(super) fn is_blank(c: char) -> bool {
    is_space(c) || is_bidi_control(c)
}

fn is_letter(c: char) -> bool {
    is_word(c) && !is_digit(c)
}
