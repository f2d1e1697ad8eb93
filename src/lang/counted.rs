//! Nouns that news counts, and the Arabic words for the numbers that govern them.
//!
//! Grammar: after 3 to 10 the noun is plural and the number word takes the form of the other gender;
//! after 11 to 99 it is singular and accusative; after hundreds, thousands and millions singular and
//! genitive (K. Ryding, *A Reference Grammar of Modern Standard Arabic*, on numerals; CLDR 48.2.0, `ar`
//! plural rules). The nouns, their gender and plurals agree with the dictionary of arramooz 0.4.2 and
//! with the units and currencies of CLDR 48.2.0.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::fold::{fold, fold_char};

/// A noun that is counted.
#[derive(PartialEq, Eq, Debug)]
pub struct Noun {
    /// The singular, without harakat.
    pub singular: &'static str,
    /// The plurals after 3 to 10, the usual one first. Of a sound masculine plural the form in `ين`
    /// stands first: the noun is genitive there.
    pub plurals: &'static [&'static str],
    /// Whether the singular is feminine.
    pub feminine: bool,
    /// What it counts.
    pub class: NounClass,
    /// Whether the accusative shows an alif (`شخصا`).
    pub accusative: bool,
    /// Whether one of its forms is often another word (`عام`, `طالب`, `عقد`).
    pub ambiguous: bool,
    /// Whether number words of both genders are in use with it (`ثلاثة ضحايا` of men).
    pub either_gender: bool,
    /// Whether its plural is also its dual (`مواطنين`).
    pub like_dual: bool,
}

/// What a noun counts, where grammar or style treats it in a way of its own.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NounClass {
    /// A numeral that is a noun itself: a thousand, a million.
    Scale,
    /// Money.
    Currency,
    /// A unit of measure.
    Measure,
    /// A stretch of time.
    Time,
    /// Persons.
    Person,
    /// Anything else.
    Other,
}

/// A form of a noun.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum NounForm {
    /// The singular as the nominative and the genitive have it.
    Singular,
    /// The singular with the alif of the accusative.
    Accusative,
    /// A plural.
    Plural,
}

/// The noun of a word and its form; sees through harakat, tatweel and forms of alef.
#[must_use]
pub fn noun(word: &str) -> Option<(&'static Noun, NounForm)> {
    let mut buffer = [0; KEY];
    let mut len = 0;
    for c in word.chars().filter_map(fold_char) {
        let end = len + c.len_utf8();
        c.encode_utf8(buffer.get_mut(len..end)?);
        len = end;
    }
    INDEX.get(&buffer[..len]).copied()
}

/// The longest folded noun, in bytes.
const KEY: usize = 32;

/// The nouns by the folded spelling of each form.
static INDEX: LazyLock<HashMap<Vec<u8>, (&Noun, NounForm)>> = LazyLock::new(|| {
    let mut index = HashMap::new();
    for noun in NOUNS {
        let mut add = |word: &str, form| {
            index.entry(fold(word).into_bytes()).or_insert((noun, form));
        };
        add(noun.singular, NounForm::Singular);
        if noun.accusative {
            add(&format!("{}ا", noun.singular), NounForm::Accusative);
        }
        for plural in noun.plurals {
            add(plural, NounForm::Plural);
        }
    }
    index
});

/// A word for a number that has two forms, one for masculine and one for feminine nouns.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NumberWord {
    /// From 3 to 10; 11 and 12 for the first word of those; 0 for `بضع`, which is any of 3 to 9.
    pub value: u8,
    /// Whether this form goes with feminine nouns: `ثلاث`, `إحدى`. `عشر` alone is feminine as well,
    /// but in 11 to 19 it goes with masculine nouns.
    pub for_feminine: bool,
    /// The form for nouns of the other gender.
    pub other: &'static str,
}

/// The number word that a word is, with or without the hamza of `أربع`.
#[must_use]
pub fn number_word(word: &str) -> Option<NumberWord> {
    let (value, for_feminine, other) = match word {
        "ثلاثة" => (3, false, "ثلاث"),
        "ثلاث" => (3, true, "ثلاثة"),
        "أربعة" | "اربعة" => (4, false, "أربع"),
        "أربع" | "اربع" => (4, true, "أربعة"),
        "خمسة" => (5, false, "خمس"),
        "خمس" => (5, true, "خمسة"),
        "ستة" => (6, false, "ست"),
        "ست" => (6, true, "ستة"),
        "سبعة" => (7, false, "سبع"),
        "سبع" => (7, true, "سبعة"),
        "ثمانية" => (8, false, "ثماني"),
        "ثماني" | "ثمان" | "ثمانٍ" => (8, true, "ثمانية"),
        "تسعة" => (9, false, "تسع"),
        "تسع" => (9, true, "تسعة"),
        "عشرة" => (10, false, "عشر"),
        "عشر" => (10, true, "عشرة"),
        "بضعة" => (0, false, "بضع"),
        "بضع" => (0, true, "بضعة"),
        "أحد" | "احد" => (11, false, "إحدى"),
        "إحدى" | "احدى" => (11, true, "أحد"),
        "اثنا" => (12, false, "اثنتا"),
        "اثني" => (12, false, "اثنتي"),
        "اثنتا" => (12, true, "اثنا"),
        "اثنتي" => (12, true, "اثني"),
        _ => return None,
    };
    Some(NumberWord {
        value,
        for_feminine,
        other,
    })
}

/// The number word from 3 to 10 for nouns of a gender.
#[must_use]
pub fn word_for(value: u8, feminine: bool) -> Option<&'static str> {
    const MASCULINE: [&str; 8] = [
        "ثلاثة",
        "أربعة",
        "خمسة",
        "ستة",
        "سبعة",
        "ثمانية",
        "تسعة",
        "عشرة",
    ];
    let masculine = *MASCULINE.get(usize::from(value).checked_sub(3)?)?;
    if feminine {
        number_word(masculine).map(|word| word.other)
    } else {
        Some(masculine)
    }
}

/// The dual of a scale without its nun, as it stands before what is counted: `ألفا` for `ألفان`.
#[must_use]
pub fn dual_before_noun(word: &str) -> Option<&'static str> {
    Some(match word {
        "ألفان" | "الفان" => "ألفا",
        "ألفين" | "الفين" => "ألفي",
        "مليونان" => "مليونا",
        "مليونين" => "مليوني",
        "ملياران" => "مليارا",
        "مليارين" => "ملياري",
        "بليونان" => "بليونا",
        "بليونين" => "بليوني",
        "تريليونان" => "تريليونا",
        "تريليونين" => "تريليوني",
        "مئتان" => "مئتا",
        "مئتين" => "مئتي",
        "مائتان" => "مائتا",
        "مائتين" => "مائتي",
        _ => return None,
    })
}

impl Noun {
    const fn no_accusative(self) -> Self {
        Self {
            accusative: false,
            ..self
        }
    }

    const fn accusative(self) -> Self {
        Self {
            accusative: true,
            ..self
        }
    }

    const fn ambiguous(self) -> Self {
        Self {
            ambiguous: true,
            ..self
        }
    }

    const fn either_gender(self) -> Self {
        Self {
            either_gender: true,
            ..self
        }
    }

    const fn like_dual(self) -> Self {
        Self {
            like_dual: true,
            ..self
        }
    }
}

const fn noun_of(
    feminine: bool,
    class: NounClass,
    singular: &'static str,
    plurals: &'static [&'static str],
) -> Noun {
    Noun {
        singular,
        plurals,
        feminine,
        class,
        // A masculine noun shows it but for those in alif maqsura, a feminine one in ta marbuta doesn't.
        accusative: !feminine,
        ambiguous: false,
        either_gender: false,
        like_dual: false,
    }
}

const fn m(class: NounClass, singular: &'static str, plurals: &'static [&'static str]) -> Noun {
    noun_of(false, class, singular, plurals)
}

const fn f(class: NounClass, singular: &'static str, plurals: &'static [&'static str]) -> Noun {
    noun_of(true, class, singular, plurals)
}

use NounClass::{Currency, Measure, Other, Person, Scale, Time};

/// Two spellings of one noun stand here as two. `شباب` is the young as well, and `منازل` also the
/// plural of `منزلة`.
#[rustfmt::skip]
static NOUNS: &[Noun] = &[
    m(Scale, "ألف", &["آلاف", "ألوف"]),
    m(Scale, "مليون", &["ملايين"]),
    m(Scale, "مليار", &["مليارات"]),
    m(Scale, "بليون", &["بلايين"]),
    m(Scale, "تريليون", &["تريليونات"]),
    m(Scale, "ترليون", &["ترليونات"]),
    f(Scale, "مئة", &["مئات"]),
    f(Scale, "مائة", &["مئات"]),
    m(Currency, "دولار", &["دولارات"]),
    m(Currency, "جنيه", &["جنيهات"]),
    m(Currency, "ريال", &["ريالات"]),
    m(Currency, "دينار", &["دنانير", "دينارات"]),
    m(Currency, "درهم", &["دراهم"]),
    f(Currency, "ليرة", &["ليرات"]),
    m(Currency, "شيكل", &["شيكلات", "شواكل"]),
    m(Currency, "شيقل", &["شيقلات", "شواقل"]),
    m(Person, "شخص", &["أشخاص"]),
    m(Person, "فرد", &["أفراد"]),
    m(Person, "إنسان", &["أناس"]).ambiguous().either_gender(),
    m(Person, "رجل", &["رجال"]),
    f(Person, "امرأة", &["نساء", "نسوة"]),
    m(Person, "طفل", &["أطفال"]),
    f(Person, "فتاة", &["فتيات"]),
    m(Person, "شاب", &["شبان"]),
    m(Person, "مواطن", &["مواطنين", "مواطنون"]).like_dual(),
    m(Person, "مدني", &["مدنيين", "مدنيون"]).ambiguous().like_dual(),
    m(Person, "مسلح", &["مسلحين", "مسلحون"]).like_dual(),
    m(Person, "جندي", &["جنود"]),
    m(Person, "ضابط", &["ضباط"]),
    m(Person, "شرطي", &["شرطيين", "شرطيون"]).ambiguous().like_dual(),
    m(Person, "عنصر", &["عناصر"]),
    m(Person, "مقاتل", &["مقاتلين", "مقاتلون"]).like_dual(),
    m(Person, "قتيل", &["قتلى"]),
    m(Person, "جريح", &["جرحى"]),
    m(Person, "مصاب", &["مصابين", "مصابون"]).like_dual(),
    m(Person, "شهيد", &["شهداء"]),
    f(Person, "ضحية", &["ضحايا"]).either_gender(),
    m(Person, "أسير", &["أسرى"]),
    m(Person, "معتقل", &["معتقلين", "معتقلون"]).ambiguous().like_dual(),
    f(Person, "رهينة", &["رهائن"]).either_gender(),
    m(Person, "لاجئ", &["لاجئين", "لاجئون"]).like_dual(),
    m(Person, "نازح", &["نازحين", "نازحون"]).like_dual(),
    m(Person, "مهاجر", &["مهاجرين", "مهاجرون"]).like_dual(),
    m(Person, "طالب", &["طلاب", "طلبة"]).ambiguous(),
    m(Person, "عامل", &["عمال", "عاملين"]).ambiguous().either_gender().like_dual(),
    m(Person, "موظف", &["موظفين", "موظفون"]).like_dual(),
    m(Person, "صحفي", &["صحفيين", "صحفيون"]).like_dual(),
    m(Person, "صحافي", &["صحافيين", "صحافيون"]).like_dual(),
    m(Person, "عضو", &["أعضاء"]),
    m(Person, "نائب", &["نواب"]),
    m(Person, "وزير", &["وزراء"]),
    m(Person, "لاعب", &["لاعبين", "لاعبون"]).like_dual(),
    m(Person, "حاج", &["حجاج"]),
    f(Person, "أسرة", &["أسر"]).ambiguous().either_gender(),
    m(Time, "عام", &["أعوام"]).ambiguous(),
    f(Time, "سنة", &["سنوات", "سنين"]),
    m(Time, "شهر", &["أشهر", "شهور"]),
    m(Time, "أسبوع", &["أسابيع"]),
    m(Time, "يوم", &["أيام"]),
    f(Time, "ليلة", &["ليالٍ", "ليالي"]),
    f(Time, "ساعة", &["ساعات"]),
    f(Time, "دقيقة", &["دقائق"]),
    f(Time, "ثانية", &["ثوانٍ", "ثواني"]).ambiguous(),
    m(Time, "عقد", &["عقود"]).ambiguous(),
    m(Time, "قرن", &["قرون"]),
    f(Other, "مرة", &["مرات"]),
    f(Other, "حالة", &["حالات"]),
    f(Other, "إصابة", &["إصابات"]),
    f(Other, "وفاة", &["وفيات"]),
    m(Other, "صوت", &["أصوات"]),
    m(Other, "مقعد", &["مقاعد"]),
    f(Other, "نقطة", &["نقاط", "نقط"]),
    m(Other, "هدف", &["أهداف"]),
    f(Measure, "درجة", &["درجات"]),
    f(Other, "دولة", &["دول"]),
    m(Other, "بلد", &["بلدان", "بلاد"]).ambiguous().either_gender(),
    f(Other, "مدينة", &["مدن"]),
    f(Other, "قرية", &["قرى"]),
    f(Other, "منطقة", &["مناطق"]),
    f(Other, "شركة", &["شركات"]),
    f(Other, "مؤسسة", &["مؤسسات"]),
    m(Other, "حزب", &["أحزاب"]),
    f(Other, "منظمة", &["منظمات"]),
    f(Other, "مدرسة", &["مدارس"]),
    m(Other, "مستشفى", &["مستشفيات"]).no_accusative(),
    m(Other, "منزل", &["منازل"]).either_gender(),
    m(Other, "مبنى", &["مبانٍ", "مباني"]).no_accusative(),
    f(Other, "سيارة", &["سيارات"]),
    f(Other, "طائرة", &["طائرات"]),
    f(Other, "سفينة", &["سفن"]),
    m(Other, "صاروخ", &["صواريخ"]),
    f(Other, "قذيفة", &["قذائف"]),
    f(Other, "غارة", &["غارات"]),
    m(Other, "هجوم", &["هجمات"]).ambiguous().either_gender(),
    m(Other, "كتاب", &["كتب"]).ambiguous().either_gender(),
    f(Other, "وحدة", &["وحدات"]).ambiguous(),
    m(Measure, "كيلومتر", &["كيلومترات"]),
    m(Measure, "متر", &["أمتار"]),
    m(Measure, "ميل", &["أميال"]),
    m(Measure, "طن", &["أطنان"]),
    m(Measure, "كيلوغرام", &["كيلوغرامات"]),
    m(Measure, "كيلوجرام", &["كيلوجرامات"]),
    m(Measure, "غرام", &["غرامات"]),
    m(Measure, "جرام", &["جرامات"]),
    m(Measure, "لتر", &["لترات"]),
    m(Measure, "ليتر", &["ليترات"]),
    m(Measure, "برميل", &["براميل"]),
    f(Measure, "قدم", &["أقدام"]).accusative().ambiguous().either_gender(),
    m(Measure, "هكتار", &["هكتارات"]),
    f(Other, "نسمة", &["نسمات"]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_told() {
        let read = |word| noun(word).map(|(noun, form)| (noun.singular, form));
        assert_eq!(read("دولار"), Some(("دولار", NounForm::Singular)));
        assert_eq!(read("دولارًا"), Some(("دولار", NounForm::Accusative)));
        assert_eq!(read("دولاراً"), Some(("دولار", NounForm::Accusative)));
        assert_eq!(read("ملايين"), Some(("مليون", NounForm::Plural)));
        assert_eq!(read("ليالٍ"), Some(("ليلة", NounForm::Plural)));
        assert_eq!(read("اشخاص"), Some(("شخص", NounForm::Plural)));
        assert_eq!(read("الدولار"), None);
        assert_eq!(read("دولاراته"), None);
        assert_eq!(read(&"دولار".repeat(20)), None);
    }

    #[test]
    fn no_word_is_two_forms_but_where_it_is_said() {
        let mut seen: HashMap<String, &str> = HashMap::new();
        for noun in NOUNS {
            let singular = std::iter::once(noun.singular.to_owned());
            let accusative = noun.accusative.then(|| format!("{}ا", noun.singular));
            let plurals = noun.plurals.iter().map(|plural| (*plural).to_owned());
            for word in singular.chain(accusative).chain(plurals) {
                let of = seen.entry(fold(&word)).or_insert(noun.singular);
                assert!(
                    *of == noun.singular || noun.plurals.contains(&word.as_str()),
                    "{word} is of {of} and {}",
                    noun.singular
                );
            }
        }
    }

    #[test]
    fn number_words_come_in_pairs() {
        for value in 3..=10 {
            let (masculine, feminine) = (word_for(value, false), word_for(value, true));
            let read = |word: Option<&str>| number_word(word.unwrap()).unwrap();
            assert_eq!(
                (read(masculine).value, read(masculine).for_feminine),
                (value, false)
            );
            assert_eq!(
                (read(feminine).value, read(feminine).for_feminine),
                (value, true)
            );
            assert_eq!(Some(read(masculine).other), feminine);
            assert_eq!(Some(read(feminine).other), masculine);
        }
        assert_eq!(word_for(2, false), None);
        assert_eq!(word_for(11, false), None);
    }
}
