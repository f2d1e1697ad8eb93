//! Facts about languages and scripts, without opinions.

pub mod calendars;
pub mod chars;
pub mod counted;
pub mod digits;
pub mod fold;
mod guess;
pub mod letters;
pub mod months;
pub mod proclitics;
pub mod sentences;
pub mod spelled;
pub mod weekdays;

pub use guess::{Letters, guess, guess_arabic, guess_latin, guess_other};

/// A language, with the region where it matters (`ar-LB`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Lang {
    /// The language.
    pub language: Language,
    /// The region as two capital letters (ISO 3166-1), or zeros.
    pub region: [u8; 2],
}

macro_rules! languages {
    ($($name:ident = $tag:literal),+ $(,)?) => {
        /// A language that tarqim knows by name.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
        #[allow(missing_docs, reason = "each is its BCP 47 tag")]
        pub enum Language {
            $($name,)+
            /// Not known, or not one of these.
            #[default]
            Und,
        }

        impl Language {
            /// The BCP 47 language subtag; empty where unknown.
            #[must_use]
            pub fn tag(self) -> &'static str {
                match self {
                    $(Self::$name => $tag,)+
                    Self::Und => "",
                }
            }

            /// The language of a BCP 47 language subtag in any case.
            #[must_use]
            pub fn from_tag(tag: &str) -> Option<Self> {
                $(if tag.eq_ignore_ascii_case($tag) { return Some(Self::$name); })+
                None
            }
        }
    };
}

languages! {
    Ar = "ar", Fa = "fa", Ur = "ur", Ckb = "ckb", Ps = "ps", Ug = "ug", He = "he",
    En = "en", Fr = "fr", Es = "es", Pt = "pt", De = "de", It = "it", Nl = "nl", Tr = "tr",
    Ru = "ru", Id = "id", Vi = "vi", Zh = "zh", Ja = "ja", Ko = "ko",
}

impl Language {
    /// Whether it is written with Arabic letters.
    #[must_use]
    pub fn arabic_script(self) -> bool {
        matches!(
            self,
            Self::Ar | Self::Fa | Self::Ur | Self::Ckb | Self::Ps | Self::Ug
        )
    }
}

impl Lang {
    /// No known language.
    pub const UNKNOWN: Self = Self::of(Language::Und);
    /// Arabic, of no special region.
    pub const AR: Self = Self::of(Language::Ar);
    /// English, of no special region.
    pub const EN: Self = Self::of(Language::En);

    /// A language of no special region.
    #[must_use]
    pub const fn of(language: Language) -> Self {
        Self {
            language,
            region: [0; 2],
        }
    }

    /// Reads a BCP 47 tag or a POSIX locale (`ar`, `ar-LB`, `ar_LB.UTF-8`, `ur-Arab-PK`).
    #[must_use]
    pub fn parse(tag: &str) -> Option<Self> {
        let tag = tag.trim().split(['.', '@']).next().unwrap_or_default();
        let mut parts = tag.split(['-', '_']);
        let language = Language::from_tag(parts.next()?)?;
        let region = parts
            .find(|part| part.len() == 2 && part.bytes().all(|b| b.is_ascii_alphabetic()))
            .map_or([0; 2], |part| {
                let part = part.as_bytes();
                [part[0].to_ascii_uppercase(), part[1].to_ascii_uppercase()]
            });
        Some(Self { language, region })
    }

    /// Whether a rule that is declared for `self` (`ar`, or `ar-LB`) holds for text in `other`.
    #[must_use]
    pub fn holds_for(self, other: Self) -> bool {
        self.language == other.language && (self.region == [0; 2] || self.region == other.region)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read() {
        assert_eq!(Lang::parse("ar"), Some(Lang::AR));
        assert_eq!(Lang::parse("ur-Arab-PK").unwrap().region, *b"PK");
        assert_eq!(Lang::parse("ar_LB.UTF-8").unwrap().region, *b"LB");
        assert_eq!(Lang::parse("C"), None);
        assert!(Lang::AR.holds_for(Lang::parse("ar-LB").unwrap()));
        assert!(!Lang::parse("ar-LB").unwrap().holds_for(Lang::AR));
    }
}
