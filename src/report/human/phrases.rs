//! The few words of our own in the human form. A Latin word stands before each quoted token in
//! English, and a token stands last or after a colon in Arabic: so both are read in the right order
//! on a display that reorders and on one that does not. No number stands before an Arabic noun.

use unicode_segmentation::UnicodeSegmentation;

use super::super::text::{code_point, visible};
use super::super::{MessageLang, Summary};
use crate::finding::Level;
use crate::lang::chars::{is_mark, is_space};

/// Phrases in the reader's language.
#[derive(Clone, Copy)]
pub(in crate::report) struct Phrases(pub(in crate::report) MessageLang);

impl Phrases {
    /// The word of a level.
    pub(in crate::report) fn level(self, level: Level) -> &'static str {
        match (self.0, level) {
            (MessageLang::En, level) => level.name(),
            (MessageLang::Ar, Level::Error) => "خطأ",
            (MessageLang::Ar, Level::Warning) => "تنبيه",
            (MessageLang::Ar, Level::Hint) => "ملاحظة",
        }
    }

    /// Between two parts of a sentence.
    pub(super) fn comma(self) -> &'static str {
        self.pick(", ", "، ")
    }

    /// Between two sentences of one note.
    pub(super) fn semicolon(self) -> &'static str {
        self.pick("; ", "؛ ")
    }

    /// A column, with its line where it is another one.
    pub(in crate::report) fn position(self, line: Option<u32>, column: u32) -> String {
        match (self.0, line) {
            (MessageLang::En, None) => format!("column {column}"),
            (MessageLang::En, Some(line)) => format!("line {line}, column {column}"),
            (MessageLang::Ar, None) => format!("العمود {column}"),
            (MessageLang::Ar, Some(line)) => format!("السطر {line}، العمود {column}"),
        }
    }

    /// What was found.
    pub(super) fn found(self, token: &str) -> String {
        match self.0 {
            MessageLang::En => format!("found {token}"),
            MessageLang::Ar => format!("الموجود: {token}"),
        }
    }

    /// What was found, and its code points.
    pub(super) fn found_spelled(self, token: &str, code_points: &str) -> String {
        if token == code_points {
            return self.found(token);
        }
        format!("{} ({code_points})", self.found(token))
    }

    /// One token in the place of another.
    pub(super) fn replace(self, old: &str, new: &str) -> String {
        match self.0 {
            MessageLang::En => format!("replace {old} with {new}"),
            MessageLang::Ar => format!("المقترح: {new} بدلًا من: {old}"),
        }
    }

    /// A token where there is none.
    pub(super) fn add(self, new: &str) -> String {
        match self.0 {
            MessageLang::En => format!("add {new}"),
            MessageLang::Ar => format!("المقترح إضافة: {new}"),
        }
    }

    /// No token where there is one.
    pub(super) fn remove(self, old: &str) -> String {
        match self.0 {
            MessageLang::En => format!("remove {old}"),
            MessageLang::Ar => format!("المقترح حذف: {old}"),
        }
    }

    /// How many places are not shown.
    pub(super) fn more(self, n: usize) -> String {
        match self.0 {
            MessageLang::En if n == 1 => "and 1 more place".to_owned(),
            MessageLang::En => format!("and {n} more places"),
            MessageLang::Ar => format!("(مواضع أخرى: {n})"),
        }
    }

    /// Where there is more about a rule.
    pub(super) fn see(self, url: &str) -> String {
        match self.0 {
            MessageLang::En => format!("see {url}"),
            MessageLang::Ar => format!("للمزيد: {url}"),
        }
    }

    /// What the run came to.
    pub(in crate::report) fn summary(self, files: usize, summary: Summary) -> String {
        let Summary {
            error,
            warning,
            hint,
            ..
        } = summary;
        match self.0 {
            MessageLang::En => {
                let files = count(files, "article");
                if summary.total() == 0 {
                    return format!("No findings in {files}.");
                }
                let (error, warning) = (count(error, "error"), count(warning, "warning"));
                let hint = count(hint, "hint");
                format!("{error}, {warning}, {hint} in {files}.")
            }
            MessageLang::Ar => {
                if summary.total() == 0 {
                    return format!("لا ملاحظات. (عدد المقالات: {files})");
                }
                format!(
                    "الأخطاء: {error}، التنبيهات: {warning}، الملاحظات: {hint}، المقالات: {files}."
                )
            }
        }
    }

    /// A file in which something was fixed.
    pub(super) fn fixed_in(self, places: usize, path: &str) -> String {
        match self.0 {
            MessageLang::En => format!("fixed {}: {path}", count(places, "place")),
            MessageLang::Ar => format!("المواضع المصحَّحة ({places}): {path}"),
        }
    }

    /// How much was fixed.
    pub(in crate::report) fn fixed(self, places: usize, files: usize) -> String {
        match self.0 {
            MessageLang::En => format!(
                "Fixed {} in {}.",
                count(places, "place"),
                count(files, "article")
            ),
            MessageLang::Ar => {
                format!("المواضع المصحَّحة: {places}، المقالات المصحَّحة: {files}.")
            }
        }
    }

    /// How many fixes were not made.
    pub(in crate::report) fn left(self, fixes: usize) -> String {
        match self.0 {
            MessageLang::En => format!(
                "Left out {}: something new would be wrong after.",
                count(fixes, "more fix").replace("fixs", "fixes")
            ),
            MessageLang::Ar => format!("تصحيحات تُركت لئلا ينشأ عنها خلل جديد: {fixes}."),
        }
    }

    /// How much can be fixed, and how.
    pub(in crate::report) fn fixable(self, places: usize) -> String {
        match self.0 {
            MessageLang::En => {
                format!("To fix {}: tarqim check --fix", count(places, "place"))
            }
            MessageLang::Ar => {
                format!("المواضع القابلة للتصحيح: {places}، بالأمر: tarqim check --fix")
            }
        }
    }

    /// What a baseline knows of already, and what it need not know any more.
    pub(in crate::report) fn known(self, known: usize, stale: usize) -> String {
        match self.0 {
            MessageLang::En if stale == 0 => format!("In the baseline: {known}."),
            MessageLang::En => format!("In the baseline: {known}, and {stale} no longer found."),
            MessageLang::Ar if stale == 0 => format!("في الحالة المرجعية: {known}."),
            MessageLang::Ar => format!("في الحالة المرجعية: {known}، وما لم يعد موجودًا: {stale}."),
        }
    }

    fn pick(self, en: &'static str, ar: &'static str) -> &'static str {
        match self.0 {
            MessageLang::En => en,
            MessageLang::Ar => ar,
        }
    }
}

/// `1 error`, `2 errors`.
fn count(n: usize, noun: &str) -> String {
    if n == 1 {
        format!("1 {noun}")
    } else {
        format!("{n} {noun}s")
    }
}

/// `U+0032 U+0035 U+066A`.
pub(super) fn code_points(text: &str) -> String {
    let list: Vec<_> = text.chars().map(code_point).collect();
    list.join(" ")
}

/// A token as it is quoted: visible, in code points where it has no letter or sign to be seen, and
/// with its middle left out where it is long.
pub(in crate::report) fn quote(token: &str) -> String {
    let unseen = |c: char| is_space(c) || is_mark(c) || matches!(c, '\u{200C}' | '\u{200D}');
    if token.chars().all(unseen) && token.chars().count() <= 8 {
        return code_points(token);
    }
    let clusters: Vec<&str> = token.graphemes(true).take(64).collect();
    if clusters.len() <= 40 {
        return visible(token);
    }
    let start: String = clusters[..18].concat();
    let mut end: Vec<&str> = token.graphemes(true).rev().take(18).collect();
    end.reverse();
    format!("{}…{}", visible(&start), visible(&end.concat()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_singular() {
        let summary = Summary {
            error: 1,
            warning: 0,
            hint: 2,
            fixable: 1,
            fixed: 0,
        };
        let en = Phrases(MessageLang::En);
        assert_eq!(
            en.summary(1, summary),
            "1 error, 0 warnings, 2 hints in 1 article."
        );
        assert_eq!(
            en.summary(12, Summary::default()),
            "No findings in 12 articles."
        );
        let ar = Phrases(MessageLang::Ar);
        assert_eq!(
            ar.summary(12, Summary::default()),
            "لا ملاحظات. (عدد المقالات: 12)"
        );
    }

    #[test]
    fn what_is_not_seen_is_spelled() {
        assert_eq!(quote(" \u{A0}"), "U+0020 U+00A0");
        assert_eq!(quote("25\u{200F}٪"), "25‹U+200F›٪");
        assert_eq!(quote(&"a".repeat(100)).chars().count(), 37);
    }
}
