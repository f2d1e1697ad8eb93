//! Comparing who is credited with a photo, for the checks that do.

use unicode_normalization::UnicodeNormalization;

use crate::article::{Article, Embedded};
use crate::lang::chars::is_arabic_letter;
use crate::lang::fold::{fold_char, same_letters};
use crate::mention::{Credit, CreditFault, agency_id};

/// Whether two names can be compared by their letters: not one in Arabic ones with one in Latin.
pub(super) fn comparable(a: &str, b: &str) -> bool {
    is_arabic(a) == is_arabic(b)
}

fn is_arabic(text: &str) -> bool {
    text.chars().any(is_arabic_letter)
}

/// Whom a credit names.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Credited {
    /// All of the credit.
    written: String,
    name: Option<String>,
    agencies: Vec<String>,
}

impl Credited {
    /// Reads a credit; `None` where it names nobody.
    #[must_use]
    pub fn of(article: &Article<'_>, credit: &Credit) -> Option<Self> {
        let text = |range| article.slice(range).to_owned();
        let agencies = [credit.agency, credit.provider];
        (!credit.has(CreditFault::Empty)).then(|| Self {
            written: text(credit.range),
            name: credit.name.map(text),
            agencies: agencies.into_iter().flatten().map(text).collect(),
        })
    }

    /// Whether the two name two photographers or two agencies.
    #[must_use]
    pub fn differs(&self, other: &Self) -> bool {
        if says_more(&self.written, &other.written) {
            return false;
        }
        let names = match (&self.name, &other.name) {
            (Some(a), Some(b)) => comparable(a, b) && !same_letters(a, b),
            _ => false,
        };
        let (ours, theirs) = (&self.agencies, &other.agencies);
        names
            || !ours.is_empty()
                && !theirs.is_empty()
                && !(ours.iter()).any(|a| theirs.iter().any(|b| same_agency(a, b)))
    }

    /// The credit as it is written.
    #[must_use]
    pub fn written(&self) -> &str {
        &self.written
    }

    /// The agencies, as they are written.
    #[must_use]
    pub fn agencies(&self) -> &[String] {
        &self.agencies
    }
}

/// Whether two credits name two photographers or two agencies.
pub(super) fn differ(article: &Article<'_>, a: &Credit, b: &Credit) -> bool {
    match (Credited::of(article, a), Credited::of(article, b)) {
        (Some(a), Some(b)) => a.differs(&b),
        _ => false,
    }
}

/// Whether one of two credits ends with the other: `Roe/Universal Images Group` and `Universal Images
/// Group`.
fn says_more(a: &str, b: &str) -> bool {
    let (a, b) = (words(a), words(b));
    let (long, short) = if a.len() < b.len() { (b, a) } else { (a, b) };
    short.len() > 1 && long.ends_with(&short)
}

/// Whether two names are, or may be, one agency's.
fn same_agency(a: &str, b: &str) -> bool {
    match (agency_id(a), agency_id(b)) {
        (Some(a), Some(b)) => a == b,
        _ => same_letters(a, b) || !comparable(a, b),
    }
}

/// The agencies that a text names somewhere, by their ids: of `AFP via Getty Images` two.
pub(super) fn agencies_in(text: &str) -> Vec<&'static str> {
    let border = |c: char| c.is_whitespace() || ",;|/()[]©،".contains(c);
    let words: Vec<&str> = text.split(border).filter(|word| !word.is_empty()).collect();
    // The longest names have three words, as `أ ف ب` has.
    let names = (1..=3).flat_map(|length| words.windows(length));
    let mut agencies: Vec<_> = names
        .filter_map(|name| agency_id(&name.join(" ")))
        .collect();
    agencies.sort_unstable();
    agencies.dedup();
    agencies
}

/// What an image file says of its maker and source, as a credit would: `Jane Roe/AFP`, else the
/// copyright notice. `None` where it names nobody.
pub(super) fn credit_of(file: &Embedded) -> Option<String> {
    let field = |text: &Option<String>| text.clone().filter(|text| !names_nobody(text));
    match (field(&file.creator), field(&file.credit_line)) {
        (Some(maker), Some(line)) if words(&line).starts_with(&words(&maker)) => Some(line),
        (Some(maker), Some(line)) => Some(format!("{maker}/{line}")),
        (maker, line) => maker.or(line).or_else(|| field(&file.copyright_notice)),
    }
}

/// Whether a text names nobody: a bare year, `All rights reserved`, `OLYMPUS DIGITAL CAMERA`.
fn names_nobody(text: &str) -> bool {
    words(text)
        .iter()
        .all(|word| is_in(NOBODY, word) || !word.contains(char::is_alphabetic))
}

/// Words that a camera or a program puts down where nobody told it a name, and those of a notice
/// that names nobody. As [`words`] has them.
const NOBODY: &[&str] = &[
    "all",
    "artist",
    "author",
    "c",
    "camera",
    "canon",
    "copyright",
    "copyrighted",
    "corporation",
    "customer",
    "default",
    "digital",
    "droits",
    "image",
    "images",
    "microsoft",
    "name",
    "nikon",
    "no",
    "none",
    "null",
    "olympus",
    "owner",
    "photo",
    "photographer",
    "photos",
    "picasa",
    "picture",
    "pictures",
    "protected",
    "r",
    "reserved",
    "reserves",
    "rights",
    "samsung",
    "sony",
    "the",
    "tous",
    "undefined",
    "unknown",
    "untitled",
    "user",
    "windows",
    "x",
    "your",
    "جميع",
    "حقوق",
    "غير",
    "مجهول",
    "محفوظة",
    "محفوظه",
    "معروف",
];

/// Words of names that are no person's: of organisations, of offices, of kinds of pictures. As
/// [`words`] has them.
const NO_PERSON: &[&str] = &[
    "adobe",
    "agence",
    "agencies",
    "agency",
    "ai",
    "archive",
    "archives",
    "army",
    "art",
    "association",
    "authority",
    "bank",
    "bureau",
    "canva",
    "center",
    "centre",
    "channel",
    "city",
    "club",
    "collection",
    "commission",
    "committee",
    "commons",
    "communications",
    "company",
    "contributor",
    "council",
    "courtesy",
    "creative",
    "daily",
    "department",
    "dept",
    "desk",
    "editor",
    "embassy",
    "federation",
    "file",
    "films",
    "firefly",
    "force",
    "foundation",
    "gallery",
    "getty",
    "government",
    "group",
    "handout",
    "inc",
    "institute",
    "international",
    "library",
    "limited",
    "llc",
    "ltd",
    "magazine",
    "media",
    "midjourney",
    "ministry",
    "museum",
    "national",
    "nations",
    "navy",
    "network",
    "news",
    "newspaper",
    "of",
    "office",
    "official",
    "openai",
    "organization",
    "party",
    "photography",
    "photoshop",
    "police",
    "pool",
    "post",
    "press",
    "production",
    "productions",
    "screenshot",
    "service",
    "services",
    "society",
    "staff",
    "stf",
    "stock",
    "str",
    "stringer",
    "studio",
    "studios",
    "team",
    "television",
    "times",
    "tv",
    "union",
    "united",
    "university",
    "video",
    "wire",
    "اتحاد",
    "ارشيف",
    "اعلام",
    "اعلامي",
    "بلدية",
    "تلفزيون",
    "جامعة",
    "جريدة",
    "جيش",
    "حزب",
    "حساب",
    "حكومة",
    "دفاع",
    "دولة",
    "رياسة",
    "سفارة",
    "شرطة",
    "شركة",
    "صحيفة",
    "صفحة",
    "صور",
    "صورة",
    "قناة",
    "لجنة",
    "متحدة",
    "متحف",
    "مجلة",
    "مجلس",
    "محافظة",
    "مديرية",
    "مركز",
    "مصور",
    "مكتب",
    "منظمة",
    "موسسة",
    "موقع",
    "نادي",
    "هيية",
    "وزارة",
    "وكالات",
    "وكالة",
];

/// Whether a word is in a list, with the Arabic article or without; both as [`words`] has them.
fn is_in(list: &[&str], word: &str) -> bool {
    let bare = word.strip_prefix("ال").unwrap_or(word);
    list.iter().any(|known| *known == word || *known == bare)
}

/// A text's words without case, accents and punctuation; of `هيئة` the letters alone are left, too.
fn words(text: &str) -> Vec<String> {
    let folded: String = text
        .nfd()
        .filter_map(fold_char)
        .flat_map(char::to_lowercase)
        .collect();
    folded
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// How alike two words are at least (Jaro-Winkler, 0 to 1) where they may be one word spelled in
/// two ways: `Mohamed` and `Mohammed`.
const ALIKE: f64 = 0.85;

/// A name as words without case, accents and punctuation.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Name(Vec<String>);

impl Name {
    /// All the words of a text, whatever they are.
    pub(super) fn of(text: &str) -> Self {
        Self(words(text))
    }

    /// Whether a word of a list stands in it.
    pub(super) fn has_one_of(&self, list: &[&str]) -> bool {
        self.0.iter().any(|word| is_in(list, word))
    }

    /// Whether all of it stands in another text, in any order, as far as can be told.
    pub(super) fn is_within(&self, text: &Self) -> bool {
        let stands = |word: &String| text.0.iter().any(|other| same_word(word, other));
        self.0.iter().all(stands) || text.0.concat().contains(&self.0.concat())
    }

    /// Whether two people may be one: the names are in another order or spelled in another way
    /// (`ROE Jane`, `J. Roe`, `Al-Masri` and `Almasri`), one has a part more, or the family name is
    /// the same (`Bill` and `William`).
    pub(super) fn may_be(&self, other: &Self) -> bool {
        let family = |name: &Self| name.0.last().cloned().unwrap_or_default();
        self.is_within(other) || other.is_within(self) || same_word(&family(self), &family(other))
    }
}

/// Whether two words may be one: equal, an initial, with an article or without (`Almasri`), or two
/// spellings.
fn same_word(a: &str, b: &str) -> bool {
    let initial = |a: &str, b: &str| a.chars().count() == 1 && b.starts_with(a);
    let with_article = |a: &str, b: &str| b.chars().count() >= 4 && a.ends_with(b);
    initial(a, b)
        || initial(b, a)
        || with_article(a, b)
        || with_article(b, a)
        || strsim::jaro_winkler(a, b) >= ALIKE
        || (consonants(a).len() >= 3 && consonants(a) == consonants(b))
}

/// A word's first letter and its consonants, doubled ones once: vowels differ most where Arabic
/// names are written in Latin letters (`Khaled`, `Khalid`).
fn consonants(word: &str) -> String {
    let mut kept = String::new();
    for c in word.chars() {
        if kept.is_empty() || !("aeiouyw".contains(c) || kept.ends_with(c)) {
            kept.push(c);
        }
    }
    kept
}

/// The people that a text names: of `Jane Roe and John Doe/AFP` two.
///
/// A person has two names at least, so that `admin` is none; what has a word or a sign that names of
/// people do not have is none either.
pub(super) fn people(text: &str) -> Vec<Name> {
    const BETWEEN: &[&str] = &[
        "and", "et", "und", "for", "via", "by", "par", "with", "-", "–", "و",
    ];
    let parts: Vec<&str> = text
        .split([
            ',', ';', '/', '|', '&', '+', ':', '(', ')', '[', ']', '©', '،', '؛',
        ])
        .collect();
    if let [family, given] = parts[..]
        && [family, given].iter().all(|part| words(part).len() == 1)
    {
        // `Roe, Jane`
        return person(&format!("{given} {family}")).into_iter().collect();
    }
    let mut found = Vec::new();
    for part in parts {
        let mut name = String::new();
        for word in part.split_whitespace() {
            if BETWEEN.contains(&word.to_lowercase().as_str()) {
                found.extend(person(&name));
                name.clear();
            } else {
                name.push_str(word);
                name.push(' ');
            }
        }
        found.extend(person(&name));
    }
    found
}

/// A text that is a person's name and nothing else.
fn person(text: &str) -> Option<Name> {
    let name = Name::of(text);
    let plain = !text.contains(|c: char| c == '@' || c == '_' || c.is_numeric());
    let long = name.0.iter().any(|word| word.chars().count() > 2);
    ((2..=5).contains(&name.0.len())
        && plain
        && long
        && agencies_in(text).is_empty()
        && !name.has_one_of(NO_PERSON)
        && !name.has_one_of(NOBODY))
    .then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        people(text).iter().map(|name| name.0.join(" ")).collect()
    }

    #[test]
    fn people_are_told_from_organisations_and_defaults() {
        assert_eq!(names("JANE ROE"), ["jane roe"]);
        assert_eq!(names("Roe, Jane"), ["jane roe"]);
        assert_eq!(names("Jane Roe, Zoë Müller"), ["jane roe", "zoe muller"]);
        assert_eq!(names("Jane Roe and J. Doe/AFP"), ["jane roe", "j doe"]);
        assert_eq!(names("Photo by Jane Roe for The Daily"), ["jane roe"]);
        assert_eq!(names("محمّد أحمد و علي سالم"), ["محمد احمد", "علي سالم"]);
        for nobody in [
            "",
            "AFP",
            "AFP PHOTO",
            "STF",
            "Stringer",
            "Handout",
            "admin",
            "Picasa",
            "unknown photographer",
            "OLYMPUS DIGITAL CAMERA",
            "Microsoft Office User",
            "2026",
            "All rights reserved",
            "Canon EOS 5D",
            "Ministry of Culture",
            "jane.roe@example.org",
            "وزارة الثقافة",
            "المكتب الإعلامي",
            "National Gallery",
            "Getty Images",
            "AP Photo",
        ] {
            assert!(names(nobody).is_empty(), "{nobody}: {:?}", names(nobody));
        }
    }

    #[test]
    fn one_person_is_known_by_other_spellings() {
        let may_be = |a: &str, b: &str| {
            let (a, b) = (Name::of(a), Name::of(b));
            assert_eq!(a.may_be(&b), b.may_be(&a));
            a.may_be(&b)
        };
        for (a, b) in [
            ("Jane Roe", "JANE ROE"),
            ("Jane Roe", "Roe Jane"),
            ("Jane Roe", "J. Roe"),
            ("Jane Roe", "Jane M. Roe"),
            ("Bill Roe", "William Roe"),
            ("Mohammed Salem", "Muhammad Salim"),
            ("Youssef Al-Masri", "Yusuf Almasri"),
            ("Kim Hong-Ji", "Hongji Kim"),
            ("José Muñoz", "Jose Munoz"),
            ("عبد الله سالم", "عبدالله سالم"),
            ("محمد أحمد", "محمّد احمد علي"),
        ] {
            assert!(may_be(a, b), "{a}, {b}");
        }
        for (a, b) in [
            ("Jane Roe", "John Doe"),
            ("Jane Roe", "Jane Doe"),
            ("Mohammed Ahmed", "Mohammed Saeed"),
            ("محمد أحمد", "محمد سعيد"),
            ("Omar Said", "Lea Blanc"),
        ] {
            assert!(!may_be(a, b), "{a}, {b}");
        }
    }

    #[test]
    fn lists_have_words_as_they_are_compared() {
        for word in NOBODY.iter().chain(NO_PERSON) {
            assert_eq!(words(word), [*word]);
        }
    }

    #[test]
    fn a_file_says_its_credit() {
        let credit = |creator: &str, line: &str, notice: &str| {
            let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            credit_of(&Embedded {
                creator: text(creator),
                credit_line: text(line),
                copyright_notice: text(notice),
            })
        };
        assert_eq!(
            credit("Jane Roe", "AFP", "").as_deref(),
            Some("Jane Roe/AFP")
        );
        let twice = credit("Jane Roe", "Jane Roe/AFP", "");
        assert_eq!(twice.as_deref(), Some("Jane Roe/AFP"));
        assert_eq!(credit("unknown", "AFP", "").as_deref(), Some("AFP"));
        assert_eq!(credit("", "", "© 2026 AFP").as_deref(), Some("© 2026 AFP"));
        assert_eq!(credit("Picasa", "", "(C) 2026 All rights reserved."), None);
        assert_eq!(credit("", "x-default", ""), None);
        assert_eq!(credit("", "", "جميع الحقوق محفوظة"), None);
    }

    #[test]
    fn agencies_are_found_inside_of_notices() {
        assert_eq!(agencies_in("AFP via Getty Images"), ["afp", "getty"]);
        assert_eq!(
            agencies_in("Copyright 2026 The Associated Press. All rights reserved"),
            ["ap"]
        );
        assert_eq!(agencies_in("© أ ف ب"), ["afp"]);
        assert!(agencies_in("Jane Roe").is_empty());
    }
}
