//! Facts about languages and scripts, without opinions.

pub mod chars;
pub mod counted;
pub mod digits;
pub mod fold;
pub mod months;
pub mod sentences;
pub mod spelled;
pub mod weekdays;

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

/// The language that letters point to: by script, and within the Arabic script by the letters that
/// only Persian or Urdu has (CLDR 48 exemplar characters). `None` where there are no letters.
///
/// Latin text is not told apart: `None` is returned for it as well, so the caller's default holds.
#[must_use]
pub fn guess(text: &str) -> Option<Language> {
    let (mut arabic, mut hebrew, mut other) = (0u32, 0u32, 0u32);
    let (mut persian, mut urdu, mut arabic_only) = (0u32, 0u32, 0u32);
    for c in text.chars() {
        match c {
            'ٹ' | 'ڈ' | 'ڑ' | 'ے' | 'ں' | 'ہ' | 'ھ' => {
                arabic += 1;
                urdu += 1;
            }
            'پ' | 'چ' | 'ژ' | 'گ' | 'ی' | 'ک' => {
                arabic += 1;
                persian += 1;
            }
            'ي' | 'ى' | 'ك' | 'ة' => {
                arabic += 1;
                arabic_only += 1;
            }
            _ if chars::is_arabic_letter(c) => arabic += 1,
            '\u{05D0}'..='\u{05EA}' => hebrew += 1,
            _ if c.is_alphabetic() => other += 1,
            _ => {}
        }
    }
    if arabic.max(hebrew) < other || arabic + hebrew == 0 {
        return None;
    }
    if hebrew > arabic {
        return Some(Language::He);
    }
    Some(if urdu * 20 > arabic && urdu > arabic_only {
        Language::Ur
    } else if persian > arabic_only {
        Language::Fa
    } else {
        Language::Ar
    })
}

/// Tells English and French apart by their commonest function words; `None` where neither shows.
#[must_use]
pub fn guess_latin(text: &str) -> Option<Language> {
    const EN: [&str; 14] = [
        "the", "of", "and", "to", "in", "is", "was", "that", "for", "with", "by", "are", "photo",
        "said",
    ];
    const FR: [&str; 16] = [
        "le", "la", "les", "des", "et", "est", "une", "du", "dans", "que", "pour", "sur", "avec",
        "aux", "qui", "sont",
    ];
    let (mut english, mut french, mut words) = (0u32, 0u32, 0u32);
    for word in text
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !word.is_empty())
    {
        words += 1;
        english += u32::from(EN.iter().any(|w| word.eq_ignore_ascii_case(w)));
        french += u32::from(FR.iter().any(|w| word.eq_ignore_ascii_case(w)));
        if words == 2000 {
            break;
        }
    }
    match english.cmp(&french) {
        _ if english.max(french) == 0 => None,
        std::cmp::Ordering::Greater => Some(Language::En),
        std::cmp::Ordering::Less => Some(Language::Fr),
        std::cmp::Ordering::Equal => None,
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

    #[test]
    fn letters_tell_the_language() {
        assert_eq!(guess("قال الوزير في الرياض"), Some(Language::Ar));
        assert_eq!(guess("او گفت که این کار را می‌کند"), Some(Language::Fa));
        assert_eq!(guess("یہ ایک خبر ہے اور وہ گئے"), Some(Language::Ur));
        assert_eq!(guess("The minister said"), None);
        assert_eq!(guess("12 %"), None);
    }
}
