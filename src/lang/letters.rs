//! Letters that look like letters of another alphabet, and how Arabic letters join.
//!
//! Sources: CLDR 48.2.0, exemplar characters of ar, fa, ur and ckb; Unicode 17, ArabicShaping;
//! UTS #39, confusable characters.

use super::Language;

/// The Arabic letter that a letter of Persian, Urdu, Kurdish or Uighur is taken for.
///
/// Final `ی` has no dots on screen and may stand for `ى` or `ي`, final `ە` for `ه` or `ة`: what is
/// given here holds for them inside a word only.
#[must_use]
pub fn arabic_look_alike(c: char) -> Option<char> {
    Some(match c {
        'ی' => 'ي',
        'ک' => 'ك',
        'ہ' | 'ھ' | 'ە' => 'ه',
        'ۃ' => 'ة',
        _ => return None,
    })
}

/// The letter of a language's own alphabet that an Arabic one is taken for: Persian, Kurdish and
/// Urdu have `ی` and `ک`, Urdu also `ہ` and `ۃ`. Pashto and Uighur use the Arabic ones.
#[must_use]
pub fn own_look_alike(c: char, language: Language) -> Option<char> {
    use Language::{Ckb, Fa, Ur};
    Some(match (c, language) {
        ('ي', Fa | Ur | Ckb) => 'ی',
        ('ك', Fa | Ur | Ckb) => 'ک',
        ('ه', Ur) => 'ہ',
        ('ة', Ur) => 'ۃ',
        _ => return None,
    })
}

/// A letter that Arabic itself does not have: of Persian, Urdu, Kurdish, or of foreign names.
#[must_use]
pub fn is_beyond_arabic(c: char) -> bool {
    matches!(c, '\u{0671}'..='\u{06D3}' | '\u{06D5}' | '\u{06EE}'..='\u{06EF}'
        | '\u{06FA}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{08A0}'..='\u{08C9}')
}

/// A letter that tells Persian or Urdu for sure, since no Arabic letter looks like it.
#[must_use]
pub fn is_persian_or_urdu(c: char) -> bool {
    matches!(c, 'پ' | 'چ' | 'ژ' | 'گ' | 'ٹ' | 'ڈ' | 'ڑ' | 'ں' | 'ے')
}

/// The Latin letter that a Cyrillic or Greek one can't be told from on screen.
#[must_use]
pub fn latin_look_alike(c: char) -> Option<char> {
    Some(match c {
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'С' => 'C',
        'Е' | 'Ε' => 'E',
        'Н' | 'Η' => 'H',
        'І' | 'Ι' => 'I',
        'Ј' => 'J',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'О' | 'Ο' => 'O',
        'Р' | 'Ρ' => 'P',
        'Ѕ' => 'S',
        'Т' | 'Τ' => 'T',
        'Х' | 'Χ' => 'X',
        'Υ' => 'Y',
        'Ζ' => 'Z',
        'а' => 'a',
        'с' => 'c',
        'ԁ' => 'd',
        'е' => 'e',
        'һ' => 'h',
        'і' => 'i',
        'ј' => 'j',
        'о' | 'ο' => 'o',
        'р' => 'p',
        'ѕ' => 's',
        'х' => 'x',
        'у' => 'y',
        _ => return None,
    })
}

/// The Cyrillic letter that a Latin one can't be told from on screen.
#[must_use]
pub fn cyrillic_look_alike(c: char) -> Option<char> {
    let cyrillic = "АВСЕНІЈКМОРЅТХасеіјорѕху";
    cyrillic
        .chars()
        .find(|own| latin_look_alike(*own) == Some(c))
}

/// Whether an Arabic letter joins the one after it.
#[must_use]
pub fn joins_next(c: char) -> bool {
    super::chars::is_arabic_letter(c)
        && !matches!(
            c,
            'ء' | 'آ'
                | 'أ'
                | 'ؤ'
                | 'إ'
                | 'ا'
                | 'ة'
                | 'د'
                | 'ذ'
                | 'ر'
                | 'ز'
                | 'و'
                | 'ى'
                | 'ٱ'
                | 'ڈ'
                | 'ڑ'
                | 'ژ'
                | 'ے'
                | 'ۃ'
                | 'ە'
                | 'ۆ'
                | 'ۇ'
                | 'ۈ'
                | 'ۋ'
                | 'ڕ'
        )
}

/// A fixed shape of an Arabic letter or ligature (Arabic Presentation Forms A and B) that stands for
/// ordinary letters. Signs with a meaning of their own are none: `﴾ ﴿ ﷲ ﷺ ﷻ ﷼ ﷽`.
#[must_use]
pub fn is_presentation_form(c: char) -> bool {
    matches!(c, '\u{FB50}'..='\u{FBB1}' | '\u{FBD3}'..='\u{FD3D}' | '\u{FD50}'..='\u{FDC7}'
        | '\u{FE70}'..='\u{FEFC}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alikes_are_told_by_alphabet() {
        assert_eq!(arabic_look_alike('ک'), Some('ك'));
        assert_eq!(arabic_look_alike('گ'), None);
        assert_eq!(own_look_alike('ه', Language::Ur), Some('ہ'));
        assert_eq!(own_look_alike('ه', Language::Fa), None);
        assert_eq!(own_look_alike('ي', Language::Ps), None);
        assert_eq!(cyrillic_look_alike('M'), Some('М'));
        assert_eq!(cyrillic_look_alike('W'), None);
        assert!(joins_next('ب') && !joins_next('ر') && !joins_next('b'));
        assert!(is_presentation_form('\u{FEF7}') && !is_presentation_form('ﷺ'));
    }
}
