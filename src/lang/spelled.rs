//! Whole numbers in English and French words.

use super::Language;

const ENGLISH: [&str; 20] = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
];

const ENGLISH_TENS: [&str; 8] = [
    "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety",
];

const FRENCH: [&str; 15] = [
    "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    "treize", "quatorze", "quinze", "seize",
];

/// The word for a number that needs no noun to be chosen: English from 1 to 100, French from 2 to 16
/// (`un` and `une` differ, and above 16 the old and the new spelling do).
#[must_use]
pub fn spelled(value: u64, language: Language) -> Option<String> {
    let value = usize::try_from(value).ok()?;
    match language {
        Language::En if value == 100 => Some("one hundred".to_owned()),
        Language::En if value >= 20 => {
            let tens = ENGLISH_TENS.get(value / 10 - 2)?;
            Some(match value % 10 {
                0 => (*tens).to_owned(),
                ones => format!("{tens}-{}", ENGLISH[ones]),
            })
        }
        Language::En if value > 0 => Some(ENGLISH[value].to_owned()),
        Language::Fr => FRENCH
            .get(value.checked_sub(2)?)
            .map(|word| (*word).to_owned()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_words() {
        let english = |value| spelled(value, Language::En);
        assert_eq!(english(0), None);
        assert_eq!(english(1).as_deref(), Some("one"));
        assert_eq!(english(19).as_deref(), Some("nineteen"));
        assert_eq!(english(20).as_deref(), Some("twenty"));
        assert_eq!(english(99).as_deref(), Some("ninety-nine"));
        assert_eq!(english(100).as_deref(), Some("one hundred"));
        assert_eq!(english(101), None);
        assert_eq!(spelled(1, Language::Fr), None);
        assert_eq!(spelled(7, Language::Fr).as_deref(), Some("sept"));
        assert_eq!(spelled(17, Language::Fr), None);
        assert_eq!(spelled(7, Language::Ar), None);
    }
}
