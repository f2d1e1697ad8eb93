//! Characters without width: where they break a word or a number, and where they do nothing.
//!
//! The joiners are orthography in Persian, Kurdish and Urdu, and in Arabic `ه‍` for the Hijri era;
//! emoji are joined by them. A direction mark beside a number, a Latin name or a percent sign, and in
//! a date with slashes (CLDR), helps. The soft hyphen divides Latin words.

use std::ops::Range;

use super::{OddKind, Reader, is_european_letter, same_script};
use crate::lang::Language;
use crate::lang::chars::{TATWEEL, is_arabic_letter, is_mark, is_space, is_word};
use crate::lang::digits::is_digit;
use crate::lang::letters::{is_beyond_arabic, joins_next};

const ZWSP: char = '\u{200B}';
const ZWNJ: char = '\u{200C}';
const ZWJ: char = '\u{200D}';
const WORD_JOINER: char = '\u{2060}';
const SOFT_HYPHEN: char = '\u{AD}';
const BOM: char = '\u{FEFF}';

/// A character without width that is judged here.
pub(in crate::mention) fn is_invisible(c: char) -> bool {
    matches!(c, ZWSP | ZWNJ | ZWJ | WORD_JOINER | SOFT_HYPHEN | BOM) || is_direction_mark(c)
}

fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{061C}')
}

/// What may stand between the digits of a number; the strokes of dates and ranges may not.
fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | '٫' | '٬' | ':')
}

impl Reader<'_, '_> {
    /// Judges a run of characters without width together. Returns its end.
    pub(super) fn invisible(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        let run = at..at + rest.len() - rest.trim_start_matches(is_invisible).len();
        if run.start < self.reported {
            return run.end;
        }
        let (before, after) = (self.before(run.start), self.after(run.end));
        let unjudged = |c: Option<char>| {
            c.is_some_and(|c| {
                // Indic and South-East Asian scripts need these characters, emoji are joined by them.
                c.is_alphabetic() && !is_arabic_letter(c) && !is_european_letter(c) && !is_mark(c)
                    || c >= '\u{2190}' && !c.is_alphanumeric() && c != '\u{FFFC}'
            })
        };
        if unjudged(before) || unjudged(after) {
            return run.end;
        }
        if self.in_number(&run) {
            return run.end;
        }
        let mut kept = String::new();
        let Some(first) = self.keep(&run, &mut kept) else {
            return run.end;
        };
        let inside = before.is_some_and(is_word) && after.is_some_and(is_word);
        let run_text = &self.text[run.clone()];
        if !inside || run_text.contains([ZWNJ, ZWJ]) && kept.contains([ZWNJ, ZWJ]) {
            let certain = first != ZWJ && !(first == ZWNJ && self.is_between_parts(&run));
            let repair = Some((run.clone(), kept, certain));
            self.push(OddKind::Beside, run.clone(), first, repair);
            return run.end;
        }
        let word = self.widened(run.clone(), |c| is_word(c) || is_invisible(c));
        // Those beside the word are findings of their own.
        let letters = self.text[word.clone()].trim_matches(is_invisible).len();
        let start = self.text[word.clone()].trim_start_matches(is_invisible);
        let start = word.end - start.len();
        let word = start..start + letters;
        if first == ZWNJ && self.text[word.clone()].contains(is_beyond_arabic) {
            return run.end;
        }
        let stands_in = kept.contains(ZWNJ);
        // Taking a non-joiner away joins its neighbours, which a reader sees.
        let certain = first != ZWNJ || !before.is_some_and(joins_next);
        let end = self.rest_of_word(run.end, &mut kept);
        self.reported = end;
        self.push(
            if stands_in {
                OddKind::StandIn
            } else {
                OddKind::InWord
            },
            word,
            first,
            Some((run.start..end, kept, certain)),
        );
        run.end
    }

    /// Whether a run stands behind the prefix of a Persian verb, or before the ending of a plural, which
    /// a non-joiner binds to the rest of their word: of that and a blank the blank may be what is one
    /// too many.
    fn is_between_parts(&self, run: &Range<usize>) -> bool {
        let before = self.text[..run.start].rsplit(is_space).next();
        let after = self.text[run.end..].split(|c: char| !is_word(c)).next();
        matches!(before, Some("می" | "نمی" | "مي" | "نمي"))
            || matches!(after, Some("ها" | "های" | "هایی" | "هاي" | "هايي"))
    }

    /// Adds to `kept` what stays of a run, and returns the first character that does not.
    fn keep(&self, run: &Range<usize>, kept: &mut String) -> Option<char> {
        let (before, after) = (self.before(run.start), self.after(run.end));
        let mut first = None;
        for c in self.text[run.clone()].chars() {
            if self.is_stray(c, before, after) || kept.ends_with(c) {
                first = first.or(Some(c));
                if self.stands_in(c, before, after) && !kept.ends_with(ZWNJ) {
                    kept.push(ZWNJ);
                }
            } else {
                kept.push(c);
            }
        }
        first
    }

    /// Goes on to the last stray run of the same word, so that a word is one finding; `kept` takes what
    /// stays. Returns where that run ends.
    fn rest_of_word(&self, from: usize, kept: &mut String) -> usize {
        let (mut end, mut at, mut pending) = (from, from, String::new());
        loop {
            let rest = &self.text[at..];
            let letters = |c: char| is_word(c) && !is_invisible(c);
            let len = rest.len() - rest.trim_start_matches(letters).len();
            pending.push_str(&rest[..len]);
            at += len;
            let rest = &self.text[at..];
            let run = at..at + rest.len() - rest.trim_start_matches(is_invisible).len();
            let inside = len > 0 && self.after(run.end).is_some_and(is_word);
            if run.is_empty() || !inside {
                return end;
            }
            // What is not as certain is a finding of its own.
            if self.text[run.clone()].contains(ZWNJ) {
                return end;
            }
            at = run.end;
            if self.keep(&run, &mut pending).is_some() {
                kept.push_str(&pending);
                pending.clear();
                end = run.end;
            }
        }
    }

    /// Whether a character of a run does nothing, or breaks what it stands in.
    fn is_stray(&self, c: char, before: Option<char>, after: Option<char>) -> bool {
        let edge = |c: Option<char>| c.is_none_or(is_space);
        let at_edge = edge(before) || edge(after);
        let both = |is: fn(char) -> bool| before.is_some_and(is) && after.is_some_and(is);
        let arabic = self.language == Language::Ar;
        match c {
            ZWSP | BOM => true,
            WORD_JOINER => at_edge || both(char::is_alphanumeric),
            SOFT_HYPHEN => !both(is_european_letter),
            ZWNJ => {
                at_edge
                    || arabic && before.is_some_and(is_arabic_letter) && !both(is_european_letter)
            }
            ZWJ => match (before, after) {
                (Some(before), Some(after)) if is_word(before) && is_word(after) => {
                    arabic && joins_next(before) && after != TATWEEL && is_arabic_letter(after)
                }
                (before, Some(after)) => arabic && edge(before) && is_arabic_letter(after),
                (_, None) => false,
            },
            _ => before
                .zip(after)
                .is_some_and(|(before, after)| same_script(before, after)),
        }
    }

    /// Whether a character keeps two letters apart that would join, where the language has the
    /// non-joiner for that: Persian, Kurdish, Urdu and Pashto keyboards of old had none.
    fn stands_in(&self, c: char, before: Option<char>, after: Option<char>) -> bool {
        self.language.arabic_script()
            && self.language != Language::Ar
            && (is_direction_mark(c) || matches!(c, ZWSP | SOFT_HYPHEN))
            && before.is_some_and(joins_next)
            && after.is_some_and(is_arabic_letter)
    }

    /// A run inside a number: `5.\u{200F}4`. Readers see the parts of such a number in the other order.
    fn in_number(&mut self, run: &Range<usize>) -> bool {
        let mut head = self.text[..run.start].chars().rev();
        let Some(mut last) = head.next() else {
            return false;
        };
        let mut separator = None;
        if is_separator(last) {
            separator = Some(last);
            let Some(digit) = head.next() else {
                return false;
            };
            last = digit;
        }
        if !is_digit(last) || !self.after(run.end).is_some_and(is_digit) {
            return false;
        }
        let first = self.after(run.start).unwrap_or_default();
        let rest = &self.text[run.end..];
        let more = |c: char| is_digit(c) || is_separator(c) || is_direction_mark(c);
        self.reported = run.end + rest.len() - rest.trim_start_matches(more).len();
        let number = self.widened(run.clone(), |c| is_digit(c) || is_separator(c));
        let number = number.start..{
            let tail = &self.text[run.end..number.end];
            run.end + tail.trim_end_matches(is_separator).len()
        };
        let marks = self.text[run.clone()].contains(is_direction_mark);
        let left = self.text[number.start..run.start].trim_end_matches(is_separator);
        let right = &self.text[run.end..number.end];
        let (text, certain) = match separator {
            Some(separator) if marks && self.language.arabic_script() => {
                let simple = left.chars().all(is_digit) && right.chars().all(is_digit);
                if !simple {
                    self.push(OddKind::InNumber, number, first, None);
                    return true;
                }
                (format!("{right}{separator}{left}"), false)
            }
            _ => {
                let head = &self.text[number.start..run.start];
                (format!("{head}{right}"), !marks)
            }
        };
        self.push(
            OddKind::InNumber,
            number.clone(),
            first,
            Some((number, text, certain)),
        );
        true
    }
}
