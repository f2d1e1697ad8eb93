//! Month names: six Arabic systems, Hijri, Persian, Urdu, English and French.
//!
//! Sources: CLDR 48.2.0 (`ar`, `ar-SY`, `ar-DZ`, `ar-MA`, `ar-MR`, `fa`, `fa-AF`, `ur`, `en`,
//! `en-GB`, `fr`; the Persian calendar from CLDR 46.1.0); the Libyan names from AFP of 23 June 1986
//! and AP of 13 December 2001; variants and misspellings as counted in SaudiNewsNet, 2015.

use std::ops::BitOr;
use std::sync::LazyLock;

use super::Language;
use super::fold::fold_char;

/// A set of systems of month names. A name may be of several: `مارس` is used from Morocco to Oman.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub struct Systems(u16);

impl Systems {
    /// Egypt, Sudan, the Gulf, Yemen: `يونيو`.
    pub const GULF: Self = Self(1);
    /// Syria, Lebanon, Jordan, Palestine, Iraq: `حزيران`.
    pub const LEVANT: Self = Self(1 << 1);
    /// Algeria and Tunisia: `جوان`.
    pub const ALGERIA: Self = Self(1 << 2);
    /// Morocco: `غشت`.
    pub const MOROCCO: Self = Self(1 << 3);
    /// Mauritania: `أغشت`.
    pub const MAURITANIA: Self = Self(1 << 4);
    /// Libya from 1986 to 2011: `الفاتح`.
    pub const LIBYA: Self = Self(1 << 5);
    /// The Islamic months, in Arabic, Persian and Urdu.
    pub const HIJRI: Self = Self(1 << 6);
    /// Gregorian months in Persian: `ژوئن`.
    pub const PERSIAN: Self = Self(1 << 7);
    /// Gregorian months in Dari: `جولای`.
    pub const DARI: Self = Self(1 << 8);
    /// The solar Hijri months of Iran and of Afghanistan: `خرداد`, `جوزا`.
    pub const SOLAR: Self = Self(1 << 9);
    /// Gregorian months in Urdu: `جولائی`.
    pub const URDU: Self = Self(1 << 10);
    /// English.
    pub const ENGLISH: Self = Self(1 << 11);
    /// French.
    pub const FRENCH: Self = Self(1 << 12);

    /// The Arabic systems that count the Gregorian months and are in use.
    pub const ARABIC: Self = Self(0b1_1111);
    /// All Arabic systems but the Levant's: their names are taken from Latin.
    pub const ARABIC_LATIN: Self = Self(0b1_1101);

    /// The Arabic systems in use, one by one.
    pub const ARABIC_EACH: [Self; 5] = [
        Self::GULF,
        Self::LEVANT,
        Self::ALGERIA,
        Self::MOROCCO,
        Self::MAURITANIA,
    ];

    /// The systems that text in a language may use; English stands in all of them.
    #[must_use]
    pub fn of(language: Language) -> Self {
        match language {
            Language::Fa => Self::PERSIAN | Self::DARI | Self::SOLAR | Self::HIJRI | Self::ENGLISH,
            Language::Ur => Self::URDU | Self::HIJRI | Self::ENGLISH,
            Language::Ckb | Language::Ps | Language::Ug => Self::ENGLISH,
            Language::Fr => Self::FRENCH | Self::ENGLISH | Self::ARABIC | Self::HIJRI,
            Language::Und => {
                Self::FRENCH | Self::ENGLISH | Self::ARABIC | Self::LIBYA | Self::HIJRI
            }
            _ => Self::ENGLISH | Self::ARABIC | Self::LIBYA | Self::HIJRI,
        }
    }

    /// The Arabic system of a region (ISO 3166-1).
    #[must_use]
    pub fn of_region(region: [u8; 2]) -> Option<Self> {
        Some(match &region {
            b"SY" | b"LB" | b"JO" | b"PS" | b"IQ" => Self::LEVANT,
            b"DZ" | b"TN" => Self::ALGERIA,
            b"MA" | b"EH" => Self::MOROCCO,
            b"MR" => Self::MAURITANIA,
            b"EG" | b"SD" | b"SA" | b"AE" | b"QA" | b"KW" | b"BH" | b"OM" | b"YE" | b"LY" => {
                Self::GULF
            }
            _ => return None,
        })
    }

    /// Whether the two share a system.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The id of one Arabic system, as an option names it.
    #[must_use]
    pub fn id(self) -> &'static str {
        match self {
            Self::GULF => "gulf",
            Self::LEVANT => "levant",
            Self::ALGERIA => "algeria",
            Self::MOROCCO => "morocco",
            Self::MAURITANIA => "mauritania",
            _ => "",
        }
    }

    /// The Arabic system of an id.
    #[must_use]
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ARABIC_EACH
            .into_iter()
            .find(|system| system.id() == id)
    }
}

impl BitOr for Systems {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        self.and(other)
    }
}

/// How a name is spelt.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Spelling {
    /// As CLDR has it.
    Standard,
    /// Otherwise, and in use.
    Variant,
    /// Abbreviated; a full stop may follow.
    Short,
    /// Wrongly.
    Wrong,
}

/// A month's name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct MonthName {
    /// The name.
    pub name: &'static str,
    /// The month from 1, by its own calendar.
    pub number: u8,
    /// The systems that it belongs to.
    pub systems: Systems,
    /// How it is spelt.
    pub spelling: Spelling,
    /// Whether it is an ordinary word as well, so that only a day and a year (or an era) around it
    /// make it a month.
    pub common: bool,
}

/// The name that `words` are, among those of `systems`: one word or two, in any folded spelling.
#[must_use]
pub fn lookup(words: &str, systems: Systems) -> Option<&'static MonthName> {
    let mut buffer = [0; KEY];
    let key = folded(words, &mut buffer)?;
    let first = INDEX.partition_point(|(known, _)| known.as_bytes() < key);
    INDEX[first..]
        .iter()
        .take_while(|(known, _)| known.as_bytes() == key)
        .map(|&(_, at)| &NAMES[at])
        .find(|name| name.systems.meets(systems))
}

/// The name that `words` are one slip away from: a letter more, less or other, or two in the other
/// order. Of names shorter than `least` letters nothing is said, nor of ordinary words, nor of other
/// months than `number` where that is known.
#[must_use]
pub fn near(
    words: &str,
    systems: Systems,
    least: usize,
    number: Option<u8>,
) -> Option<&'static MonthName> {
    let mut buffer = [0; KEY];
    let key = std::str::from_utf8(folded(words, &mut buffer)?).ok()?;
    let length = key.chars().count();
    if length + 1 < least.max(3) {
        return None;
    }
    let bytes = key.as_bytes();
    let mut near = INDEX.iter().filter(|(known, at)| {
        // One slip changes the length by a letter, and leaves the first letter or the last one.
        let other = known.as_bytes();
        let like = bytes.len().abs_diff(other.len()) <= 2
            && (bytes[..2] == other[..2] || bytes[bytes.len() - 2..] == other[other.len() - 2..]);
        if !like {
            return false;
        }
        let name = &NAMES[*at];
        name.spelling == Spelling::Standard
            && !name.common
            && number.is_none_or(|number| number == name.number)
            && name.systems.meets(systems)
            && is_one_slip(key, known)
            && known.chars().count() >= least
    });
    let name = &NAMES[near.next()?.1];
    // A slip that lies between June and July may be either.
    near.all(|&(_, at)| NAMES[at].number == name.number)
        .then_some(name)
}

/// Whether one letter more, less or other, or two in the other order, make `a` of `b`.
fn is_one_slip(a: &str, b: &str) -> bool {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    // The first bytes that differ may lie inside a letter.
    let start = (0..=same)
        .rev()
        .find(|&at| a.is_char_boundary(at) && b.is_char_boundary(at));
    let start = start.unwrap_or(0);
    let (mut a, mut b) = (a[start..].chars(), b[start..].chars());
    let (rest_a, rest_b) = (a.clone(), b.clone());
    let (first_a, first_b) = (a.next(), b.next());
    if first_a.is_none() && first_b.is_none() {
        return false;
    }
    let other = first_a.is_some() && first_b.is_some() && a.as_str() == b.as_str();
    let more = a.as_str() == rest_b.as_str() || rest_a.as_str() == b.as_str();
    let turned =
        first_a.is_some() && first_a == b.next() && a.next() == first_b && a.as_str() == b.as_str();
    other || more || turned
}

/// How a misspelt name is spelt: the nearest right spelling of its month in its systems. `None` for
/// a name that is right as `words` write it.
#[must_use]
pub fn correction(words: &str, name: &MonthName) -> Option<&'static str> {
    // The hamza or the madda of an alef is lost in folding.
    if let Some((_, right)) = WRONG_ALEF.iter().find(|(wrong, _)| *wrong == words) {
        return Some(right);
    }
    if name.spelling != Spelling::Wrong {
        return None;
    }
    let right = NAMES.iter().filter(|other| {
        other.number == name.number
            && other.systems.meets(name.systems)
            && matches!(other.spelling, Spelling::Standard | Spelling::Variant)
    });
    right
        .min_by_key(|other| strsim::osa_distance(other.name, name.name))
        .map(|other| other.name)
}

/// Names with an alef that is not theirs; other forms of it are in use.
const WRONG_ALEF: [(&str, &str); 5] = [
    ("آيار", "أيار"),
    ("إيار", "أيار"),
    ("آغسطس", "أغسطس"),
    ("آيلول", "أيلول"),
    ("إيلول", "أيلول"),
];

/// A Hijri month (from 1) as it stands in Arabic after a day: `8 ذي القعدة`.
#[must_use]
pub fn hijri_after_day(number: u8) -> Option<&'static str> {
    match number {
        11 => Some("ذي القعدة"),
        12 => Some("ذي الحجة"),
        _ => name(number, Systems::HIJRI),
    }
}

/// Whether a word is a month's name in a language and no other word.
#[must_use]
pub fn is_plain_name(word: &str, language: Language) -> bool {
    lookup(word, Systems::of(language)).is_some_and(|name| !name.common)
}

/// The standard name of a month (from 1) in one system.
#[must_use]
pub fn name(number: u8, system: Systems) -> Option<&'static str> {
    NAMES
        .iter()
        .find(|name| {
            name.number == number
                && name.spelling == Spelling::Standard
                && name.systems.meets(system)
        })
        .map(|name| name.name)
}

/// The longest folded name that is looked up, in bytes.
pub(super) const KEY: usize = 40;

/// The folded words with one space between; `None` where they are longer than any name.
pub(super) fn folded<'b>(words: &str, buffer: &'b mut [u8; KEY]) -> Option<&'b [u8]> {
    let mut len = 0;
    for c in words.chars().filter_map(fold_char) {
        let c = if c.is_whitespace() { ' ' } else { c };
        if c == ' ' && (len == 0 || buffer[len - 1] == b' ') {
            continue;
        }
        let end = len + c.len_utf8();
        c.encode_utf8(buffer.get_mut(len..end)?);
        len = end;
    }
    Some(&buffer[..len])
}

/// The names by their folded spelling.
static INDEX: LazyLock<Vec<(String, usize)>> = LazyLock::new(|| {
    let mut index: Vec<_> = NAMES
        .iter()
        .enumerate()
        .map(|(at, name)| (super::fold::fold(name.name), at))
        .collect();
    index.sort();
    index
});

const fn standard(number: u8, systems: Systems, name: &'static str) -> MonthName {
    MonthName {
        name,
        number,
        systems,
        spelling: Spelling::Standard,
        common: false,
    }
}

const fn variant(number: u8, systems: Systems, name: &'static str) -> MonthName {
    MonthName {
        name,
        number,
        systems,
        spelling: Spelling::Variant,
        common: false,
    }
}

const fn short(number: u8, systems: Systems, name: &'static str) -> MonthName {
    MonthName {
        name,
        number,
        systems,
        spelling: Spelling::Short,
        common: false,
    }
}

const fn wrong(number: u8, systems: Systems, name: &'static str) -> MonthName {
    MonthName {
        name,
        number,
        systems,
        spelling: Spelling::Wrong,
        common: false,
    }
}

const fn common(name: MonthName) -> MonthName {
    MonthName {
        common: true,
        ..name
    }
}

const GULF: Systems = Systems::GULF;
const LEVANT: Systems = Systems::LEVANT;
const ALGERIA: Systems = Systems::ALGERIA;
const MOROCCO: Systems = Systems::MOROCCO;
const MAURITANIA: Systems = Systems::MAURITANIA;
const LIBYA: Systems = Systems::LIBYA;
const HIJRI: Systems = Systems::HIJRI;
const PERSIAN: Systems = Systems::PERSIAN;
const DARI: Systems = Systems::DARI;
const SOLAR: Systems = Systems::SOLAR;
const URDU: Systems = Systems::URDU;
const ENGLISH: Systems = Systems::ENGLISH;
const FRENCH: Systems = Systems::FRENCH;

/// Gulf and Mauritania, which differ in four months only.
const GULF_MR: Systems = GULF.and(MAURITANIA);
/// Gulf, Morocco and Mauritania.
const GULF_MA_MR: Systems = GULF_MR.and(MOROCCO);
/// All that take their names from Latin.
const LATIN: Systems = Systems::ARABIC_LATIN;

/// Spellings that fold to the same letters (`أذار` and `آذار`) stand here once.
#[rustfmt::skip]
static NAMES: &[MonthName] = &[
    standard(1, GULF_MA_MR, "يناير"), wrong(1, GULF_MA_MR, "ينائر"),
    standard(1, LEVANT, "كانون الثاني"), variant(1, LEVANT, "كانون ثاني"), wrong(1, LEVANT, "كانون التاني"),
    standard(1, ALGERIA, "جانفي"),
    standard(2, GULF_MA_MR, "فبراير"), wrong(2, GULF_MA_MR, "فبرائر"), wrong(2, GULF_MA_MR, "فبرايير"),
    wrong(2, GULF_MA_MR, "فيبراير"),
    standard(2, LEVANT, "شباط"), wrong(2, LEVANT, "سباط"),
    standard(2, ALGERIA, "فيفري"),
    standard(3, LATIN, "مارس"),
    standard(3, LEVANT, "آذار"), wrong(3, LEVANT, "آدار"),
    standard(4, GULF_MA_MR, "أبريل"), wrong(4, GULF_MA_MR, "أبرايل"), wrong(4, GULF_MA_MR, "ابريال"),
    standard(4, LEVANT, "نيسان"),
    standard(4, ALGERIA, "أفريل"),
    standard(5, GULF_MR, "مايو"),
    standard(5, LEVANT, "أيار"),
    standard(5, ALGERIA.and(MOROCCO), "ماي"),
    standard(6, GULF_MA_MR, "يونيو"), variant(6, GULF_MA_MR, "يونيه"), variant(6, GULF_MA_MR, "يونية"),
    wrong(6, GULF_MA_MR, "يونيوا"),
    standard(6, LEVANT, "حزيران"), wrong(6, LEVANT, "حزبران"),
    standard(6, ALGERIA, "جوان"),
    standard(7, GULF_MR, "يوليو"), variant(7, GULF_MR, "يوليه"), variant(7, GULF_MR, "يولية"),
    wrong(7, GULF_MR, "يوليوا"),
    standard(7, LEVANT, "تموز"),
    standard(7, ALGERIA, "جويلية"), variant(7, ALGERIA, "جويليه"),
    standard(7, MOROCCO, "يوليوز"),
    standard(8, GULF, "أغسطس"), wrong(8, GULF, "أوغسطس"), wrong(8, GULF, "أغسطش"), wrong(8, GULF, "اغسطوس"),
    standard(8, LEVANT, "آب"),
    standard(8, ALGERIA, "أوت"),
    standard(8, MOROCCO, "غشت"),
    standard(8, MAURITANIA, "أغشت"),
    standard(9, GULF.and(ALGERIA), "سبتمبر"), wrong(9, GULF, "سبتمر"), wrong(9, GULF, "سيبتمبر"), wrong(9, GULF, "سپتمبر"),
    standard(9, LEVANT, "أيلول"),
    standard(9, MOROCCO, "شتنبر"),
    standard(9, MAURITANIA, "شتمبر"),
    standard(10, LATIN, "أكتوبر"), variant(10, LATIN, "أوكتوبر"), wrong(10, LATIN, "أكتوير"),
    standard(10, LEVANT, "تشرين الأول"), variant(10, LEVANT, "تشرين أول"), wrong(10, LEVANT, "تشرين الاولى"),
    standard(11, GULF_MR.and(ALGERIA), "نوفمبر"), wrong(11, GULF_MR.and(ALGERIA), "نوفنبر"), wrong(11, GULF_MR.and(ALGERIA), "نوقمبر"),
    standard(11, LEVANT, "تشرين الثاني"), variant(11, LEVANT, "تشرين ثاني"), variant(11, LEVANT, "تشرين ثان"),
    standard(11, MOROCCO, "نونبر"),
    standard(12, GULF.and(ALGERIA), "ديسمبر"), variant(12, GULF.and(ALGERIA), "دسمبر"),
    wrong(12, GULF.and(ALGERIA), "ديسيمبر"), wrong(12, GULF.and(ALGERIA), "ديسمير"),
    standard(12, LEVANT, "كانون الأول"), variant(12, LEVANT, "كانون أول"), wrong(12, LEVANT, "كانون الاولى"),
    standard(12, MOROCCO, "دجنبر"),
    standard(12, MAURITANIA, "دجمبر"),
    variant(1, LEVANT, "كانون ثان"),
    // The initial and the ordinal of the wire: a number follows a letter in many other places.
    common(short(10, LEVANT, "ت1")), common(short(11, LEVANT, "ت2")), common(short(12, LEVANT, "ك1")), common(short(1, LEVANT, "ك2")),

    // Every Libyan name but هانيبال is an ordinary word.
    common(standard(1, LIBYA, "أي النار")), common(variant(1, LIBYA, "أين النار")), common(standard(2, LIBYA, "النوار")),
    common(standard(3, LIBYA, "الربيع")), common(standard(4, LIBYA, "الطير")), common(standard(5, LIBYA, "الماء")),
    common(standard(6, LIBYA, "الصيف")), common(standard(7, LIBYA, "ناصر")), common(standard(8, LIBYA, "هانيبال")),
    common(variant(8, LIBYA, "هنيبال")), common(standard(9, LIBYA, "الفاتح")), common(standard(10, LIBYA, "التمور")),
    common(standard(11, LIBYA, "الحرث")), common(standard(12, LIBYA, "الكانون")),

    standard(1, HIJRI, "محرم"), variant(1, HIJRI, "المحرم"), variant(1, HIJRI, "محرم الحرام"),
    common(standard(2, HIJRI, "صفر")), variant(2, HIJRI, "صفر الخير"), variant(2, HIJRI, "صفر المظفر"),
    standard(3, HIJRI, "ربيع الأول"), variant(3, HIJRI, "ربيع أول"), variant(3, HIJRI, "ربیع\u{200C}الاول"),
    standard(4, HIJRI, "ربيع الآخر"), variant(4, HIJRI, "ربيع الثاني"), variant(4, HIJRI, "ربيع ثاني"),
    variant(4, HIJRI, "ربیع\u{200C}الثانی"),
    standard(5, HIJRI, "جمادى الأولى"), variant(5, HIJRI, "جمادى الأول"), wrong(5, HIJRI, "جماد الأول"), wrong(5, HIJRI, "جماد الأولى"), wrong(5, HIJRI, "جماد أول"),
    variant(5, HIJRI, "جمادی\u{200C}الاول"),
    standard(6, HIJRI, "جمادى الآخرة"), variant(6, HIJRI, "جمادى الثانية"), wrong(6, HIJRI, "جماد الآخر"), wrong(6, HIJRI, "جماد الآخرة"), wrong(6, HIJRI, "جماد الثاني"), wrong(6, HIJRI, "جماد ثاني"),
    wrong(6, HIJRI, "جمادى الآخر"), variant(6, HIJRI, "جمادى الثاني"), variant(6, HIJRI, "جمادی\u{200C}الثانی"),
    standard(7, HIJRI, "رجب"), variant(7, HIJRI, "رجب المرجب"),
    standard(8, HIJRI, "شعبان"), variant(8, HIJRI, "شعبان المعظم"),
    standard(9, HIJRI, "رمضان"), variant(9, HIJRI, "رمضان المبارك"),
    standard(10, HIJRI, "شوال"), variant(10, HIJRI, "شوال المكرم"),
    standard(11, HIJRI, "ذو القعدة"), variant(11, HIJRI, "ذي القعدة"), variant(11, HIJRI, "ذوالقعدة"), variant(11, HIJRI, "ذيالقعدة"),
    variant(11, HIJRI, "ذیقعده"), variant(11, HIJRI, "ذوالقعدۃ"), variant(11, HIJRI, "ذوالقعدہ"), wrong(11, HIJRI, "ذو القعده"), wrong(11, HIJRI, "ذي القعده"),
    standard(12, HIJRI, "ذو الحجة"), variant(12, HIJRI, "ذي الحجة"), variant(12, HIJRI, "ذوالحجة"), variant(12, HIJRI, "ذیحجه"),
    variant(12, HIJRI, "ذوالحجۃ"), variant(12, HIJRI, "ذوالحجہ"), variant(12, HIJRI, "ذی الحج"), wrong(12, HIJRI, "ذو الحجه"), wrong(12, HIJRI, "ذي الحجه"),

    standard(1, PERSIAN, "ژانویه"), standard(2, PERSIAN, "فوریه"), standard(3, PERSIAN, "مارس"), standard(4, PERSIAN, "آوریل"),
    common(standard(5, PERSIAN, "مه")), common(variant(5, PERSIAN.and(DARI), "می")), standard(6, PERSIAN, "ژوئن"), standard(7, PERSIAN, "ژوئیه"),
    variant(7, PERSIAN, "جولای"), standard(8, PERSIAN, "اوت"), standard(9, PERSIAN, "سپتامبر"), standard(10, PERSIAN, "اکتبر"),
    standard(11, PERSIAN, "نوامبر"), standard(12, PERSIAN, "دسامبر"),
    standard(1, DARI, "جنوری"), standard(2, DARI, "فبروری"), standard(3, DARI, "مارچ"), standard(4, DARI, "اپریل"),
    standard(6, DARI, "جون"), standard(7, DARI, "جولای"), standard(8, DARI, "اگست"), standard(9, DARI, "سپتمبر"),
    standard(10, DARI, "اکتوبر"), standard(11, DARI, "نومبر"), standard(12, DARI, "دسمبر"),

    common(standard(1, SOLAR, "فروردین")), common(standard(2, SOLAR, "اردیبهشت")), common(standard(3, SOLAR, "خرداد")),
    common(standard(4, SOLAR, "تیر")), common(standard(5, SOLAR, "مرداد")), common(standard(6, SOLAR, "شهریور")),
    common(standard(7, SOLAR, "مهر")), common(standard(8, SOLAR, "آبان")), common(standard(9, SOLAR, "آذر")),
    common(standard(10, SOLAR, "دی")), common(standard(11, SOLAR, "بهمن")), common(standard(12, SOLAR, "اسفند")),
    // With the word for a month they are no ordinary words: `مهر` is love, `مهرماه` a month.
    variant(1, SOLAR, "فروردین\u{200C}ماه"), variant(1, SOLAR, "فروردین ماه"), variant(2, SOLAR, "اردیبهشت\u{200C}ماه"), variant(2, SOLAR, "اردیبهشت ماه"),
    variant(3, SOLAR, "خرداد\u{200C}ماه"), variant(3, SOLAR, "خرداد ماه"), variant(4, SOLAR, "تیر\u{200C}ماه"), variant(4, SOLAR, "تیر ماه"),
    variant(5, SOLAR, "مرداد\u{200C}ماه"), variant(5, SOLAR, "مرداد ماه"), variant(6, SOLAR, "شهریور\u{200C}ماه"), variant(6, SOLAR, "شهریور ماه"),
    variant(7, SOLAR, "مهر\u{200C}ماه"), variant(7, SOLAR, "مهر ماه"), variant(8, SOLAR, "آبان\u{200C}ماه"), variant(8, SOLAR, "آبان ماه"),
    variant(9, SOLAR, "آذر\u{200C}ماه"), variant(9, SOLAR, "آذر ماه"), variant(10, SOLAR, "دی\u{200C}ماه"), variant(10, SOLAR, "دی ماه"),
    variant(11, SOLAR, "بهمن\u{200C}ماه"), variant(11, SOLAR, "بهمن ماه"), variant(12, SOLAR, "اسفند\u{200C}ماه"), variant(12, SOLAR, "اسفند ماه"),
    common(variant(1, SOLAR, "حمل")), common(variant(2, SOLAR, "ثور")), common(variant(3, SOLAR, "جوزا")),
    common(variant(4, SOLAR, "سرطان")), common(variant(5, SOLAR, "اسد")), common(variant(6, SOLAR, "سنبله")),
    common(variant(7, SOLAR, "میزان")), common(variant(8, SOLAR, "عقرب")), common(variant(9, SOLAR, "قوس")),
    common(variant(10, SOLAR, "جدی")), common(variant(11, SOLAR, "دلو")), common(variant(12, SOLAR, "حوت")),

    standard(1, URDU, "جنوری"), standard(2, URDU, "فروری"), standard(3, URDU, "مارچ"), standard(4, URDU, "اپریل"),
    standard(5, URDU, "مئی"), standard(6, URDU, "جون"), standard(7, URDU, "جولائی"), standard(8, URDU, "اگست"),
    standard(9, URDU, "ستمبر"), standard(10, URDU, "اکتوبر"), standard(11, URDU, "نومبر"), standard(12, URDU, "دسمبر"),

    standard(1, ENGLISH, "January"), standard(2, ENGLISH, "February"), standard(3, ENGLISH, "March"), standard(4, ENGLISH, "April"),
    standard(5, ENGLISH, "May"), standard(6, ENGLISH, "June"), standard(7, ENGLISH, "July"), standard(8, ENGLISH, "August"),
    standard(9, ENGLISH, "September"), standard(10, ENGLISH, "October"), standard(11, ENGLISH, "November"), standard(12, ENGLISH, "December"),
    short(1, ENGLISH, "Jan"), short(2, ENGLISH, "Feb"), short(3, ENGLISH, "Mar"), short(4, ENGLISH, "Apr"),
    short(6, ENGLISH, "Jun"), short(7, ENGLISH, "Jul"), short(8, ENGLISH, "Aug"), short(9, ENGLISH, "Sep"),
    short(9, ENGLISH, "Sept"), short(10, ENGLISH, "Oct"), short(11, ENGLISH, "Nov"), short(12, ENGLISH, "Dec"),

    wrong(1, ENGLISH, "Janurary"), wrong(2, ENGLISH, "Febuary"), wrong(2, ENGLISH, "Feburary"), wrong(2, ENGLISH, "Febrary"),
    wrong(3, ENGLISH, "Marhc"), wrong(4, ENGLISH, "Arpil"), wrong(4, ENGLISH, "Apirl"), wrong(8, ENGLISH, "Agust"), wrong(8, ENGLISH, "Augest"),
    wrong(9, ENGLISH, "Septemeber"), wrong(9, ENGLISH, "Setpember"), wrong(11, ENGLISH, "Novemeber"), wrong(12, ENGLISH, "Decemeber"),

    standard(1, FRENCH, "janvier"), standard(2, FRENCH, "février"), variant(2, FRENCH, "fevrier"), standard(3, FRENCH, "mars"),
    standard(4, FRENCH, "avril"), standard(5, FRENCH, "mai"), standard(6, FRENCH, "juin"), standard(7, FRENCH, "juillet"), wrong(7, FRENCH, "juilliet"),
    standard(8, FRENCH, "août"), variant(8, FRENCH, "aout"), standard(9, FRENCH, "septembre"), standard(10, FRENCH, "octobre"),
    standard(11, FRENCH, "novembre"), standard(12, FRENCH, "décembre"), variant(12, FRENCH, "decembre"),
    short(1, FRENCH, "janv"), short(2, FRENCH, "févr"), short(4, FRENCH, "avr"), short(7, FRENCH, "juil"),
    short(9, FRENCH, "sept"), short(10, FRENCH, "oct"), short(11, FRENCH, "nov"), short(12, FRENCH, "déc"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found_in_any_folded_spelling() {
        let ar = Systems::of(Language::Ar);
        let number = |words| lookup(words, ar).map(|name| name.number);
        assert_eq!(number("أيّار"), Some(5));
        assert_eq!(number("كانون  الثانى"), Some(1));
        assert_eq!(number("تشرين الاول"), Some(10));
        assert_eq!(number("ابريل"), Some(4));
        assert_eq!(number("تشرين"), None);
        assert_eq!(
            number("كلمة طويلة جدا لا يمكن أن تكون اسم شهر في أي لغة"),
            None
        );
        assert_eq!(
            lookup("جون", Systems::of(Language::Ur)).map(|name| name.number),
            Some(6)
        );
        assert_eq!(lookup("جون", ar), None);
    }

    #[test]
    fn one_slip_from_a_name_is_seen() {
        let near = |words| near(words, Systems::of(Language::Ar), 5, None).map(|name| name.name);
        for (wrong, right) in [
            ("حزيرن", "حزيران"),
            ("حزيراان", "حزيران"),
            ("خزيران", "حزيران"),
            ("يوينو", "يونيو"),
            ("نوفمير", "نوفمبر"),
            ("Septmber", "September"),
            ("كانون التاني", "كانون الثاني"),
        ] {
            assert_eq!(near(wrong), Some(right), "{wrong}");
        }
        for other in ["حزيران", "مدارس", "آبار", "شباب", "يوبيو", "", "ح"]
        {
            assert_eq!(near(other), None, "{other}");
        }
    }

    #[test]
    fn a_misspelt_name_has_its_right_spelling() {
        let ar = Systems::of(Language::Ar);
        let right = |words| correction(words, lookup(words, ar)?);
        assert_eq!(right("سبتمر"), Some("سبتمبر"));
        assert_eq!(right("آيار"), Some("أيار"));
        assert_eq!(right("ذي القعده"), Some("ذي القعدة"));
        assert_eq!(right("كانون الاولى"), Some("كانون الأول"));
        assert_eq!(right("ابريل"), None);
        assert_eq!(right("Febuary"), Some("February"));
        for name in NAMES.iter().filter(|name| name.spelling == Spelling::Wrong) {
            assert!(correction(name.name, name).is_some(), "{name:?}");
        }
    }

    #[test]
    fn every_system_names_twelve_months() {
        let each = Systems::ARABIC_EACH.into_iter().chain([
            Systems::LIBYA,
            Systems::HIJRI,
            Systems::PERSIAN,
            Systems::SOLAR,
            Systems::URDU,
            Systems::ENGLISH,
            Systems::FRENCH,
        ]);
        for system in each {
            for month in 1..=12 {
                assert!(name(month, system).is_some(), "{system:?} {month}");
            }
        }
        assert_eq!(name(8, Systems::MAURITANIA), Some("أغشت"));
    }

    #[test]
    fn a_folded_name_means_one_month_in_one_language() {
        for pair in INDEX.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
            let (a, b) = (NAMES[pair[0].1], NAMES[pair[1].1]);
            assert!(a.number == b.number, "{a:?} {b:?}");
        }
        assert!(INDEX.iter().all(|(key, _)| key.len() <= KEY));
    }
}
