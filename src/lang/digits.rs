//! Decimal digits and their systems (CLDR numbering systems).

/// Marks that begin a fraction.
pub const DECIMAL_MARKS: [&str; 3] = [".", ",", "٫"];

/// Marks between thousands.
pub const GROUP_MARKS: [&str; 7] = [",", ".", "٬", "\u{00A0}", "\u{202F}", "'", "’"];

/// A system of decimal digits, by its CLDR id.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum DigitSystem {
    /// `latn`: `0123456789`, U+0030..U+0039.
    Latn,
    /// `arab`: `٠١٢٣٤٥٦٧٨٩`, U+0660..U+0669.
    Arab,
    /// `arabext`: `۰۱۲۳۴۵۶۷۸۹`, U+06F0..U+06F9.
    ArabExt,
    /// `fullwide`: `０１２３`, U+FF10..U+FF19.
    FullWide,
}

impl DigitSystem {
    /// All systems, in the order of their code points.
    pub const ALL: [Self; 4] = [Self::Latn, Self::Arab, Self::ArabExt, Self::FullWide];

    /// The CLDR id.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::Latn => "latn",
            Self::Arab => "arab",
            Self::ArabExt => "arabext",
            Self::FullWide => "fullwide",
        }
    }

    /// The digit zero.
    #[must_use]
    pub fn zero(self) -> char {
        match self {
            Self::Latn => '0',
            Self::Arab => '٠',
            Self::ArabExt => '۰',
            Self::FullWide => '０',
        }
    }

    /// How the system is shown to a reader, for whom its names are ambiguous: `123`, `١٢٣`, …
    #[must_use]
    pub fn sample(self) -> &'static str {
        match self {
            Self::Latn => "123",
            Self::Arab => "١٢٣",
            Self::ArabExt => "۱۲۳",
            Self::FullWide => "１２３",
        }
    }

    /// The digit of a value from 0 to 9.
    #[must_use]
    pub fn digit(self, value: u8) -> char {
        char::from_u32(self.zero() as u32 + u32::from(value)).expect("0 to 9 follow zero")
    }
}

/// The system and the value of a digit.
#[must_use]
pub fn digit(c: char) -> Option<(DigitSystem, u8)> {
    let system = match c {
        '0'..='9' => DigitSystem::Latn,
        '٠'..='٩' => DigitSystem::Arab,
        '۰'..='۹' => DigitSystem::ArabExt,
        '０'..='９' => DigitSystem::FullWide,
        _ => return None,
    };
    Some((system, (c as u32 - system.zero() as u32) as u8))
}

/// Whether a character is a digit of a system above.
#[must_use]
pub fn is_digit(c: char) -> bool {
    digit(c).is_some()
}

/// The text with every digit in `to`; all else as it is.
#[must_use]
pub fn convert(text: &str, to: DigitSystem) -> String {
    text.chars()
        .map(|c| digit(c).map_or(c, |(_, value)| to.digit(value)))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_digit_of_every_system() {
        for system in DigitSystem::ALL {
            for value in 0..10 {
                assert_eq!(digit(system.digit(value)), Some((system, value)));
            }
        }
        assert_eq!(convert("٤5۶ م", DigitSystem::Latn), "456 م");
    }
}
