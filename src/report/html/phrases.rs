//! The page's own words. No number stands before an Arabic noun.

use super::super::MessageLang;
use crate::finding::Applicability;

/// Phrases in the reader's language.
#[derive(Clone, Copy)]
pub(super) struct Phrases(pub(super) MessageLang);

macro_rules! phrases {
    ($($(#[$doc:meta])* $name:ident: $en:literal, $ar:literal;)+) => {
        $($(#[$doc])*
        pub(super) fn $name(self) -> &'static str {
            match self.0 {
                MessageLang::En => $en,
                MessageLang::Ar => $ar,
            }
        })+
    };
}

impl Phrases {
    phrases! {
        /// The tag of the page's language and its direction.
        html: "<html lang=\"en\" dir=\"ltr\">", "<html lang=\"ar\" dir=\"rtl\">";
        title: "Report on the articles", "تقرير المقالات";
        errors: "Errors", "الأخطاء";
        warnings: "Warnings", "التنبيهات";
        hints: "Hints", "الملاحظات";
        articles: "Articles", "المقالات";
        by_rule: "By rule", "بحسب القاعدة";
        by_article: "By article", "بحسب المقال";
        without_findings: "Articles without findings", "مقالات بلا ملاحظات";
        problems: "What could not be checked", "ما تعذّر فحصه";
        rule: "Rule", "القاعدة";
        article: "Article", "المقال";
        photo: "Photo", "صورة";
        alt: "Alt text", "النص البديل";
        no_alt: "no alt text", "بلا نص بديل";
        decoration: "decoration", "زخرفة";
        /// A finding that speaks of no words.
        whole: "The article as a whole", "المقال كله";
        before: "Before", "قبل";
        after: "After", "بعد";
        top: "To the top", "إلى أعلى الصفحة";
        more: "More about the rule", "المزيد عن القاعدة";
        /// Between a name and what it names.
        colon: ": ", ": ";
    }

    /// A fix, by who may make it.
    pub(super) fn fix(self, applicability: Applicability) -> &'static str {
        match (self.0, applicability) {
            (MessageLang::En, Applicability::Safe) => "Fix",
            (MessageLang::En, Applicability::Ask) => "Fix, after a look",
            (MessageLang::En, Applicability::Show) => "Suggestion",
            (MessageLang::Ar, Applicability::Safe) => "الإصلاح",
            (MessageLang::Ar, Applicability::Ask) => "إصلاح يحتاج إلى مراجعة",
            (MessageLang::Ar, Applicability::Show) => "اقتراح",
        }
    }

    /// A line, or the paragraph of a word processor's document.
    pub(super) fn line(self, number: u32, is_document: bool) -> String {
        match (self.0, is_document) {
            (MessageLang::En, false) => format!("line {number}"),
            (MessageLang::En, true) => format!("paragraph {number}"),
            (MessageLang::Ar, false) => format!("السطر {number}"),
            (MessageLang::Ar, true) => format!("الفقرة {number}"),
        }
    }

    /// That the words of a finding are those of another one of the article.
    pub(super) fn as_at(self) -> &'static str {
        match self.0 {
            MessageLang::En => "As at ",
            MessageLang::Ar => "كما في ",
        }
    }

    /// How many are not shown.
    pub(super) fn further(self, n: usize) -> String {
        match self.0 {
            MessageLang::En => format!("and {n} more"),
            MessageLang::Ar => format!("(مواضع أخرى: {n})"),
        }
    }
}
