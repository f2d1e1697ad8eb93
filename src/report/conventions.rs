//! The names of conventions, and the few words of our own beside them.

use super::MessageLang;
use super::survey::tag;
use crate::lang::Language;
use crate::practice::Convention;

/// Conventions by rule and option, with their names in English and Arabic.
const NAMES: &[(&str, &str, &str, &str)] = &[
    ("quotes/style", "outer", "Quotation marks", "علامات الاقتباس"),
    (
        "quotes/style",
        "inner",
        "Marks of a quotation inside another",
        "علامات الاقتباس داخل اقتباس",
    ),
    (
        "quotes/stop-place",
        "place",
        "Full stop at the end of a quotation",
        "النقطة في آخر الاقتباس",
    ),
    ("numeral/digits", "system", "Digits", "الأرقام"),
    (
        "numeral/separator",
        "decimal",
        "Decimal mark",
        "علامة الكسر العشري",
    ),
    (
        "numeral/separator",
        "group",
        "Mark of thousands",
        "علامة الآلاف",
    ),
    (
        "percent/form",
        "form",
        "Percent sign or word",
        "النسبة المئوية: بالعلامة أم بالكلمة",
    ),
    (
        "percent/form",
        "sign",
        "Percent sign",
        "علامة النسبة المئوية",
    ),
    (
        "percent/form",
        "word",
        "Word for percent",
        "كلمة النسبة المئوية",
    ),
    (
        "percent/spacing",
        "space",
        "Space before the percent sign",
        "المسافة قبل علامة النسبة المئوية",
    ),
    ("date/format", "shape", "Dates", "صيغة التاريخ"),
    (
        "date/format",
        "separator",
        "Mark in dates in figures",
        "الفاصل في التاريخ المكتوب بالأرقام",
    ),
    ("date/format", "months", "Names of months", "أسماء الشهور"),
    (
        "date/format",
        "dual",
        "One name of a month or two",
        "اسم واحد للشهر أم اسمان",
    ),
    (
        "date/format",
        "slash",
        "Between two names of a month",
        "ما بين اسمي الشهر",
    ),
    (
        "photo-credit/format",
        "shape",
        "Photo credit",
        "مصدر الصورة",
    ),
    (
        "photo-credit/format",
        "brackets",
        "Brackets round the photo credit",
        "قوسا مصدر الصورة",
    ),
    (
        "photo-credit/format",
        "parts",
        "Named in the photo credit",
        "ما يُذكر في مصدر الصورة",
    ),
    (
        "photo-credit/format",
        "slash",
        "Slash in the photo credit",
        "الشرطة المائلة في مصدر الصورة",
    ),
];

/// A convention's name.
pub(super) fn name(convention: &Convention, lang: MessageLang) -> &'static str {
    let known = |(rule, option, ..): &&(&str, &str, &str, &str)| {
        *rule == convention.rule && *option == convention.option
    };
    match (NAMES.iter().find(known), lang) {
        (Some((_, _, en, _)), MessageLang::En) => en,
        (Some((.., ar)), MessageLang::Ar) => ar,
        (None, _) => convention.option,
    }
}

/// Phrases in the reader's language.
#[derive(Clone, Copy)]
pub(super) struct Phrases(pub(super) MessageLang);

impl Phrases {
    pub(super) fn pick<T>(self, en: T, ar: T) -> T {
        match self.0 {
            MessageLang::En => en,
            MessageLang::Ar => ar,
        }
    }

    pub(super) fn articles(self) -> &'static str {
        self.pick("articles", "المقالات")
    }

    pub(super) fn places(self) -> &'static str {
        self.pick("places", "المواضع")
    }

    pub(super) fn form(self) -> &'static str {
        self.pick("form", "الصيغة")
    }

    /// Articles that have more than one form.
    pub(super) fn mixed(self) -> &'static str {
        self.pick("mixed", "أكثر من صيغة")
    }

    /// Articles whose front matter doesn't say what they are put together by.
    pub(super) fn no_group(self) -> &'static str {
        self.pick("(not given)", "(غير مذكور)")
    }

    pub(super) fn comma(self) -> &'static str {
        self.pick(", ", "، ")
    }

    pub(super) fn more(self, n: usize) -> String {
        match self.0 {
            MessageLang::En => format!(", and {n} more"),
            MessageLang::Ar => format!(" (وغيرها: {n})"),
        }
    }

    pub(super) fn photo(self) -> String {
        self.pick("One image, several credits", "صورة واحدة ومصادر مختلفة")
            .to_owned()
    }

    pub(super) fn agency(self) -> String {
        self.pick("One agency, several names", "وكالة واحدة وأسماء مختلفة")
            .to_owned()
    }

    /// How many articles there are, and in which languages.
    pub(super) fn articles_of(self, all: usize, languages: &[(Language, usize)]) -> String {
        let languages: Vec<_> = languages
            .iter()
            .map(|(language, articles)| format!("{} {articles}", tag(*language)))
            .collect();
        let languages = languages.join(self.comma());
        match self.0 {
            MessageLang::En if all == 1 => format!("1 article ({languages})"),
            MessageLang::En => format!("{all} articles ({languages})"),
            MessageLang::Ar => format!("المقالات: {all} ({languages})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::PRACTICES;

    #[test]
    fn every_convention_has_a_name() {
        let conventions = PRACTICES
            .iter()
            .flat_map(|(_, practice)| practice.conventions);
        for convention in conventions {
            for lang in [MessageLang::En, MessageLang::Ar] {
                assert_ne!(name(convention, lang), convention.option);
            }
        }
    }
}
