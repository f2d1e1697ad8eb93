//! What a baseline did to a run.

use std::io::{self, Write};

use super::text::visible;
use super::{Fingerprint, MessageLang};

/// How many stale entries are named; the others are counted.
const NAMED: usize = 10;

/// What a run left out because a baseline knows of it, and what the baseline need not know any more.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Known {
    /// How many findings were left out.
    pub known: usize,
    /// Entries that nothing was found for, though their article and their rule ran; by path.
    pub stale: Vec<Stale>,
}

/// An entry of a baseline that nothing was found for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stale {
    /// The article, as reports show it.
    pub path: String,
    /// The rule's id.
    pub rule: String,
    /// The beginning of what was found once.
    pub text: String,
    /// What the finding was known by.
    pub fingerprint: Fingerprint,
}

impl Known {
    /// Writes the stale entries as notes for people.
    ///
    /// # Errors
    /// Where the writer fails.
    pub fn write_stale(&self, lang: MessageLang, out: &mut dyn Write) -> io::Result<()> {
        let note = match lang {
            MessageLang::En => "note: in the baseline, but no longer found",
            MessageLang::Ar => "ملاحظة: في الحالة المرجعية ولم يعد موجودًا",
        };
        for stale in self.stale.iter().take(NAMED) {
            write!(
                out,
                "{note}: {}: {}",
                visible(&stale.path),
                visible(&stale.rule)
            )?;
            if stale.text.is_empty() {
                writeln!(out)?;
            } else {
                writeln!(out, ": {}", visible(&stale.text))?;
            }
        }
        if self.stale.is_empty() {
            return Ok(());
        }
        let more = self.stale.len().saturating_sub(NAMED);
        match (lang, more) {
            (MessageLang::En, 0) => {}
            (MessageLang::En, more) => writeln!(out, "note: and {more} more")?,
            (MessageLang::Ar, 0) => {}
            (MessageLang::Ar, more) => writeln!(out, "ملاحظة: المدخلات الأخرى: {more}")?,
        }
        match lang {
            MessageLang::En => {
                writeln!(
                    out,
                    "note: `tarqim baseline --prune` takes such entries out"
                )
            }
            MessageLang::Ar => {
                writeln!(out, "ملاحظة: حذف هذه المدخلات بالأمر: tarqim baseline --prune")
            }
        }
    }
}
