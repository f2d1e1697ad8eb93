//! Whether whole sentences are quoted, or a part of one.
//!
//! The rule: a sentence is quoted where a verb of saying is among the three words before the
//! opening mark (no other quotation and no stop between), where a colon stands before it, where the
//! quotation begins with `إن`, or where a full stop, a question mark or an exclamation mark stands
//! inside. Text that begins with a small letter is a part of a sentence whatever surrounds it:
//! American English puts a full stop inside after a single word as well.

use crate::lang::chars::is_word;
use crate::lang::fold;
use crate::lang::proclitics::CONJUNCTIONS;

use super::{MarkKind, QuotationKind};

/// How many bytes before the opening mark are looked at.
const BEFORE: usize = 120;
/// How many words before the opening mark are looked at.
const WORDS_BEFORE: usize = 3;

/// Verbs of saying as they introduce speech; Arabic ones also with `و` or `ف` before them.
const SAYING: [&str; 84] = [
    "قال",
    "قالت",
    "قالوا",
    "قلت",
    "يقول",
    "تقول",
    "يقولون",
    "نقول",
    "قائلا",
    "قائلة",
    "قائلين",
    "القول",
    "أضاف",
    "أضافت",
    "أضافوا",
    "يضيف",
    "تضيف",
    "مضيفا",
    "مضيفة",
    "أوضح",
    "أوضحت",
    "يوضح",
    "موضحا",
    "موضحة",
    "أكد",
    "أكدت",
    "يؤكد",
    "تؤكد",
    "مؤكدا",
    "مؤكدة",
    "ذكر",
    "ذكرت",
    "صرح",
    "صرحت",
    "أعلن",
    "أعلنت",
    "كتب",
    "كتبت",
    "تابع",
    "تابعت",
    "متابعا",
    "واصل",
    "استطرد",
    "أشار",
    "أشارت",
    "مشيرا",
    "مشيرة",
    "رد",
    "ردت",
    "فيها",
    "فيه",
    "گفت",
    "گفته",
    "افزود",
    "نوشت",
    "کہا",
    "بتایا",
    "لکھا",
    "said",
    "says",
    "say",
    "told",
    "tells",
    "added",
    "adds",
    "wrote",
    "writes",
    "asked",
    "asks",
    "replied",
    "explained",
    "announced",
    "declared",
    "stated",
    "tweeted",
    "posted",
    "insisted",
    "warned",
    "dit",
    "déclaré",
    "affirmé",
    "ajouté",
    "expliqué",
    "écrit",
];

/// What is quoted: `block` is the whole block, `open` and `inside` the byte offsets at which the
/// opening mark begins and ends, `stops` how many sentence stops stand inside.
pub(super) fn kind(block: &str, open: usize, inside: usize, stops: u32) -> QuotationKind {
    let first = block[inside..]
        .chars()
        .take(8)
        .find(|c| c.is_alphanumeric());
    if first.is_some_and(char::is_lowercase) {
        return QuotationKind::Fragment;
    }
    if stops > 0 || begins_with_inna(&block[inside..]) || is_introduced(&block[..open]) {
        QuotationKind::Sentence
    } else {
        QuotationKind::Fragment
    }
}

/// `إن`, `إنّ`, `إننا`, `إنه` and the like: what follows a verb of saying.
fn begins_with_inna(inside: &str) -> bool {
    let inside = inside.trim_start();
    inside.starts_with("إن") && {
        let end = inside.find(|c| !is_word(c)).unwrap_or(inside.len()).min(16);
        let word = inside.get(..end).unwrap_or("");
        ["إن", "إنه", "إنها", "إننا", "إني", "إنني", "إنهم", "إنا"]
            .iter()
            .any(|form| fold::same(form, word))
    }
}

/// Whether a colon or a verb of saying stands right before a quotation.
pub(super) fn is_introduced(before: &str) -> bool {
    let mut from = before.len().saturating_sub(BEFORE);
    while !before.is_char_boundary(from) {
        from += 1;
    }
    let before = before[from..].trim_end();
    if before.ends_with(':') {
        return true;
    }
    let apart = |c: char| {
        MarkKind::of(c).is_some_and(|kind| !kind.is_single()) || matches!(c, '.' | '؟' | '!' | '۔')
    };
    let before = before.rsplit(apart).next().unwrap_or(before);
    let words = before
        .rsplit(|c| !is_word(c))
        .filter(|word| !word.is_empty());
    words.take(WORDS_BEFORE).any(|word| {
        let bare = word
            .strip_prefix(CONJUNCTIONS)
            .filter(|rest| !rest.is_empty());
        SAYING
            .iter()
            .any(|verb| fold::same(verb, word) || bare.is_some_and(|bare| fold::same(verb, bare)))
    })
}
