//! Weekday names of Arabic, Persian, Urdu, English and French.
//!
//! Sources: CLDR 48.2.0 (`ar`, `fa`, `ur`, `en`, `fr`); variants and misspellings as counted in
//! SaudiNewsNet, 2015.

use std::sync::LazyLock;

use super::Language;
use super::months::{KEY, folded};

/// A weekday's name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct WeekdayName {
    /// The name.
    pub name: &'static str,
    /// The day by ISO 8601: Monday is 1, Sunday 7.
    pub iso: u8,
    /// Its language.
    pub language: Language,
    /// Whether it is an ordinary word as well: it is named here, and not looked up.
    pub common: bool,
}

/// The weekday that `words` name, in any folded spelling.
#[must_use]
pub fn lookup(words: &str) -> Option<&'static WeekdayName> {
    let mut buffer = [0; KEY];
    let key = folded(words, &mut buffer)?;
    let at = INDEX
        .binary_search_by(|(known, _)| known.as_bytes().cmp(key))
        .ok()?;
    Some(&NAMES[INDEX[at].1])
}

/// The standard name of a weekday (ISO 8601, from 1) in a language.
#[must_use]
pub fn name(iso: u8, language: Language) -> Option<&'static str> {
    NAMES
        .iter()
        .find(|name| name.iso == iso && name.language == language)
        .map(|name| name.name)
}

static INDEX: LazyLock<Vec<(String, usize)>> = LazyLock::new(|| {
    let mut index: Vec<_> = NAMES
        .iter()
        .enumerate()
        .filter(|(_, name)| !name.common)
        .map(|(at, name)| (super::fold::fold(name.name), at))
        .collect();
    index.sort();
    index
});

const fn ar(iso: u8, name: &'static str) -> WeekdayName {
    WeekdayName {
        name,
        iso,
        language: Language::Ar,
        common: false,
    }
}

const fn fa(iso: u8, name: &'static str) -> WeekdayName {
    WeekdayName {
        name,
        iso,
        language: Language::Fa,
        common: false,
    }
}

const fn ur(iso: u8, name: &'static str) -> WeekdayName {
    WeekdayName {
        name,
        iso,
        language: Language::Ur,
        common: false,
    }
}

const fn en(iso: u8, name: &'static str) -> WeekdayName {
    WeekdayName {
        name,
        iso,
        language: Language::En,
        common: false,
    }
}

const fn fr(iso: u8, name: &'static str) -> WeekdayName {
    WeekdayName {
        name,
        iso,
        language: Language::Fr,
        common: false,
    }
}

/// The standard name stands first among those of its day and language. Urdu `ہفتہ` (Saturday) is
/// the word for a week as well, and "this week, 8 June" is no weekday. Persian and Urdu Friday fold
/// to the same letters.
#[rustfmt::skip]
static NAMES: &[WeekdayName] = &[
    ar(1, "الاثنين"), ar(1, "الاتنين"),
    ar(2, "الثلاثاء"), ar(2, "الثلثاء"), ar(2, "الثلاثا"),
    ar(3, "الأربعاء"), ar(3, "الأربعا"),
    ar(4, "الخميس"),
    ar(5, "الجمعة"), ar(5, "الجمعه"),
    ar(6, "السبت"),
    ar(7, "الأحد"),
    // A weekday in Persian may be typed as two words; `شنبه` alone is Saturday.
    fa(1, "دوشنبه"), fa(1, "دو شنبه"), fa(2, "سه\u{200C}شنبه"), fa(2, "سه شنبه"),
    fa(3, "چهارشنبه"), fa(3, "چهار شنبه"), fa(4, "پنجشنبه"), fa(4, "پنج شنبه"),
    fa(5, "جمعه"), fa(6, "شنبه"), fa(7, "یکشنبه"), fa(7, "یک شنبه"),
    ur(1, "پیر"), ur(2, "منگل"), ur(3, "بدھ"), ur(4, "جمعرات"), ur(5, "جمعہ"), WeekdayName { common: true, ..ur(6, "ہفتہ") }, ur(7, "اتوار"),
    en(1, "Monday"), en(2, "Tuesday"), en(3, "Wednesday"), en(4, "Thursday"), en(5, "Friday"), en(6, "Saturday"), en(7, "Sunday"),
    en(1, "Mon"), en(2, "Tue"), en(2, "Tues"), en(3, "Wed"), en(4, "Thu"), en(4, "Thur"), en(4, "Thurs"), en(5, "Fri"), en(6, "Sat"), en(7, "Sun"),
    fr(1, "lundi"), fr(2, "mardi"), fr(3, "mercredi"), fr(4, "jeudi"), fr(5, "vendredi"), fr(6, "samedi"), fr(7, "dimanche"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn variants_name_their_day() {
        for (words, iso) in [
            ("الإثنين", 1),
            ("الثُّلاثاء", 2),
            ("سه‌شنبه", 2),
            ("سه شنبه", 2),
            ("شنبه", 6),
            ("SUNDAY", 7),
            ("جمعہ", 5),
        ] {
            assert_eq!(lookup(words).map(|name| name.iso), Some(iso), "{words}");
        }
        assert_eq!(lookup("يوم"), None);
        assert_eq!(name(3, Language::Ar), Some("الأربعاء"));
    }

    #[test]
    fn a_folded_name_means_one_day() {
        for pair in INDEX.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
            assert_eq!(NAMES[pair[0].1].iso, NAMES[pair[1].1].iso, "{}", pair[0].0);
        }
        assert_eq!(name(6, Language::Ur), Some("ہفتہ"));
    }
}
