//! Text that was damaged on its way: read in a wrong encoding, or with characters that no text has.
//!
//! Two characters in a row that decode are no chance; a single one counts only where no language
//! writes it (`â€`, `Ã©` beside a small letter).

use super::{OddKind, Reader};
use crate::lang::chars::{is_arabic_letter, is_space, is_word};

/// Windows-1252 from 0x80 to 0x9F; zero where nothing is assigned.
const WINDOWS_1252: [char; 32] = [
    '€', '\0', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\0', 'Ž', '\0', '\0', '‘',
    '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\0', 'ž', 'Ÿ',
];

/// Windows-1256 from 0x80 to 0xFF.
const WINDOWS_1256: [char; 128] = [
    '€', 'پ', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'ٹ', '‹', 'Œ', 'چ', 'ژ', 'ڈ', 'گ', '‘', '’',
    '“', '”', '•', '–', '—', 'ک', '™', 'ڑ', '›', 'œ', '\u{200C}', '\u{200D}', 'ں', '\u{A0}', '،',
    '¢', '£', '¤', '¥', '¦', '§', '¨', '©', 'ھ', '«', '¬', '\u{AD}', '®', '¯', '°', '±', '²', '³',
    '´', 'µ', '¶', '·', '¸', '¹', '؛', '»', '¼', '½', '¾', '؟', 'ہ', 'ء', 'آ', 'أ', 'ؤ', 'إ', 'ئ',
    'ا', 'ب', 'ة', 'ت', 'ث', 'ج', 'ح', 'خ', 'د', 'ذ', 'ر', 'ز', 'س', 'ش', 'ص', 'ض', '×', 'ط', 'ظ',
    'ع', 'غ', 'ـ', 'ف', 'ق', 'ك', 'à', 'ل', 'â', 'م', 'ن', 'ه', 'و', 'ç', 'è', 'é', 'ê', 'ë', 'ى',
    'ي', 'î', 'ï', '\u{064B}', '\u{064C}', '\u{064D}', '\u{064E}', 'ô', '\u{064F}', '\u{0650}',
    '÷', '\u{0651}', 'ù', '\u{0652}', 'û', 'ü', '\u{200E}', '\u{200F}', 'ے',
];

/// An encoding that UTF-8 was taken for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Taken {
    Windows1252,
    Windows1256,
}

impl Taken {
    /// The encoding that shows the first byte of most Arabic letters (0xD8 to 0xDB) as a character.
    fn by_lead(c: char) -> Option<Self> {
        match c {
            'Ø' | 'Ù' | 'Ú' | 'Û' => Some(Self::Windows1252),
            'ط' | 'ظ' => Some(Self::Windows1256),
            _ => None,
        }
    }

    /// The byte above 0x7F that a character came from.
    fn byte(self, c: char) -> Option<u8> {
        match self {
            Self::Windows1252 => match c as u32 {
                code @ 0x80..=0xFF => Some(code as u8),
                _ => position(&WINDOWS_1252, c),
            },
            Self::Windows1256 => position(&WINDOWS_1256, c),
        }
    }

    /// The character that the first ones of a text were before, and their length in bytes.
    fn sequence(self, text: &str) -> Option<(char, usize)> {
        let mut bytes = [0; 4];
        let (mut count, mut wanted, mut len) = (0, 1, 0);
        for c in text.chars().take(4) {
            bytes[count] = self.byte(c)?;
            if count == 0 {
                wanted = match bytes[0] {
                    0xC2..=0xDF => 2,
                    0xE0..=0xEF => 3,
                    0xF0..=0xF4 => 4,
                    _ => return None,
                };
            }
            count += 1;
            len += c.len_utf8();
            if count == wanted {
                let decoded = std::str::from_utf8(&bytes[..count]).ok()?;
                return decoded.chars().next().map(|c| (c, len));
            }
        }
        None
    }

    /// Whether text that was misread is likely to hold a character.
    fn holds(self, c: char) -> bool {
        match self {
            Self::Windows1252 => {
                c.is_alphabetic()
                    || matches!(c, '\u{A0}'..='\u{FF}' | '\u{2000}'..='\u{20CF}')
                    || ('\u{0600}'..='\u{06FF}').contains(&c)
            }
            Self::Windows1256 => {
                matches!(c, '\u{0600}'..='\u{06FF}' | '\u{2000}'..='\u{206F}')
            }
        }
    }
}

fn position(table: &[char], c: char) -> Option<u8> {
    let at = table.iter().position(|&known| known == c && c != '\0')?;
    Some(0x80 + at as u8)
}

/// Whether the character at a place is the second half of an Arabic letter that was read in a wrong
/// encoding, beside another such letter: the `„` of `Ø§Ù„`.
pub(in crate::mention) fn is_misread_half(text: &str, at: usize) -> bool {
    let before = |at: usize| text[..at].char_indices().next_back();
    let Some((start, first)) = before(at) else {
        return false;
    };
    let Some(taken) = Taken::by_lead(first) else {
        return false;
    };
    let letter = |at: usize| {
        Taken::by_lead(text[at..].chars().next()?)?;
        let (decoded, len) = taken.sequence(&text[at..])?;
        taken.holds(decoded).then_some(at + len)
    };
    let Some(end) = letter(start) else {
        return false;
    };
    let previous = before(start).and_then(|(middle, _)| before(middle));
    previous.is_some_and(|(at, _)| letter(at) == Some(start)) || letter(end).is_some()
}

/// The longest word that is read in another encoding, in letters.
const LONGEST: usize = 64;

impl Reader<'_, '_> {
    /// Looks for damage at a character. Returns where it ends.
    pub(super) fn damage(&mut self, at: usize, c: char) -> Option<usize> {
        let kind = match c {
            '\u{FFFD}' => OddKind::Replacement,
            '\0'..'\u{20}' | '\u{7F}'..='\u{9F}' => OddKind::Control,
            '\u{E000}'..='\u{F8FF}' | '\u{F0000}'.. => OddKind::PrivateUse,
            _ => return self.misread(at, c),
        };
        let same = |other: char| match kind {
            OddKind::Control => is_control(other),
            OddKind::PrivateUse => matches!(other, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..),
            _ => other == c,
        };
        let rest = &self.text[at..];
        let run = at..at + rest.len() - rest.trim_start_matches(same).len();
        let repair = (kind == OddKind::Control).then(|| {
            let free = |c: Option<char>| c.is_none_or(is_space);
            let beside_space = free(self.before(run.start)) || free(self.after(run.end));
            let certain = beside_space && !self.text[run.clone()].contains(may_be_a_mark);
            (run.clone(), String::new(), certain)
        });
        self.push(
            kind,
            run.clone(),
            c,
            repair.filter(|(.., certain)| *certain),
        );
        Some(run.end)
    }

    /// Text in a wrong encoding: `Ø§Ù„` and `ط§ظ„` for `ال`, `â€œ` for `“`, `ÇáÓáÇã` for `السلام`.
    fn misread(&mut self, at: usize, c: char) -> Option<usize> {
        let end = match c {
            'Ç' => self.arabic_as_latin(at)?,
            'ط' | 'ظ' => self.sequences(Taken::Windows1256, at)?,
            _ => self
                .sequences(Taken::Windows1252, at)
                .or_else(|| self.single(at, c))?,
        };
        let mut end = end;
        while c == 'â' && self.text[end..].starts_with('â') {
            match self.single(end, c) {
                Some(next) => end = next,
                None => break,
            }
        }
        // A misread quotation mark or dash is no part of the word beside it.
        let range = if c == 'â' {
            at..end
        } else {
            let word = self.widened(at..end, |c| is_word(c) && c != 'â');
            word.start.max(self.done).min(at)..word.end
        };
        self.done = range.end;
        self.push(OddKind::Misread, range.clone(), c, None);
        Some(range.end)
    }

    /// The end of at least two characters in a row that decode, and of more behind spaces.
    fn sequences(&self, taken: Taken, at: usize) -> Option<usize> {
        let one = |at: usize| {
            // A byte that the encoding does not know may have been replaced on the way.
            let lost = self.text[at..].strip_prefix(['Ø', 'Ù', 'Ú', 'Û']);
            if let Some(rest) = lost.and_then(|text| text.strip_prefix('\u{FFFD}')) {
                return Some(self.text.len() - rest.len());
            }
            let (decoded, len) = taken.sequence(&self.text[at..])?;
            taken.holds(decoded).then_some(at + len)
        };
        let mut end = one(one(at)?)?;
        loop {
            let rest = &self.text[end..];
            let blank = rest.len() - rest.trim_start_matches([' ', '.', '-']).len();
            match one(end + blank.min(2)) {
                Some(next) => end = next,
                None => return Some(end),
            }
        }
    }

    /// The end of one misread character that no language writes.
    fn single(&self, at: usize, c: char) -> Option<usize> {
        let mut chars = self.text[at..].char_indices().skip(1);
        let (_, second) = chars.next()?;
        let third = chars.next();
        let end = |part: Option<(usize, char)>| part.map_or(self.text.len(), |(i, _)| at + i);
        let before = self.before(at);
        let third_char = third.map(|(_, c)| c);
        let small = |c: Option<char>| c.is_some_and(char::is_lowercase);
        let sure = match (c, second) {
            ('â', '€') => {
                let more = third_char.is_some_and(|c| Taken::Windows1252.byte(c).is_some());
                return Some(if more { end(chars.next()) } else { end(third) });
            }
            ('â', '„' | '‚') => {
                let known = matches!((second, third_char), ('„', Some('¢')) | ('‚', Some('¬')));
                return known.then(|| end(chars.next()));
            }
            ('Ã', '¡'..='§' | '¨' | '©' | '¬' | '®' | '¯' | '±' | '´'..='¶' | '¼'..='¿') => {
                small(before) || small(third_char)
            }
            // `à`, alone or at a word's end.
            ('Ã', '\u{A0}') => before.is_none_or(|c| is_space(c) || c.is_lowercase()),
            ('Ã', _) if small(before) && small(third_char) => {
                Taken::Windows1252.sequence(&self.text[at..]).is_some()
            }
            ('Â', '°' | '©' | '®' | '£' | '§' | '±' | '·' | '½' | '¿' | '¡' | '«') => {
                !before.is_some_and(char::is_alphabetic)
            }
            _ => false,
        };
        sure.then(|| end(third))
    }

    /// The end of words in Windows-1256 that were read as Windows-1252: only letters with accents,
    /// and all of them Arabic letters in the other table.
    fn arabic_as_latin(&self, at: usize) -> Option<usize> {
        let arabic = |c: char| {
            u8::try_from(c as u32).is_ok_and(|byte| {
                byte >= 0xC0 && is_arabic_letter(WINDOWS_1256[byte as usize - 0x80])
            })
        };
        let word = |at: usize| -> Option<usize> {
            let mut end = at;
            let letters = self.text[at..].chars().take_while(|&c| is_word(c));
            for (count, c) in letters.enumerate() {
                if count == LONGEST || !arabic(c) {
                    return None;
                }
                end += c.len_utf8();
            }
            (end > at).then_some(end)
        };
        let start = self.widened(at..at, is_word).start.max(self.done);
        // An earlier one has asked for the word.
        if self.text[start..at].contains('Ç') {
            return None;
        }
        let mut end = word(start)?;
        let mut distinct: Vec<char> = self.text[start..end].chars().collect();
        let len = distinct.len();
        distinct.sort_unstable();
        distinct.dedup();
        if len < 5 || distinct.len() < 4 {
            return None;
        }
        while let Some(next) = self.text[end..]
            .strip_prefix(' ')
            .and_then(|_| word(end + 1))
        {
            end = next;
        }
        Some(end)
    }
}

/// A control character that is no blank.
fn is_control(c: char) -> bool {
    matches!(c, '\0'..'\u{20}' | '\u{7F}'..='\u{9F}') && !matches!(c, '\t' | '\n' | '\r')
}

/// A control that may be left of a quotation mark, a dash or a line break.
fn may_be_a_mark(c: char) -> bool {
    matches!(c, '\u{0B}' | '\u{0C}' | '\u{13}' | '\u{14}' | '\u{18}'..='\u{1D}' | '\u{80}'..='\u{9F}')
}
