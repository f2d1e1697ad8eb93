//! Days of the month in words: `الثامن من يونيو`.

use std::ops::Range;

use super::DatePart;
use super::beside::{Beside, proclitics};
use crate::lang::fold;

/// The first to the tenth; `الحادي`, also `الواحد`, is the first in compounds.
const UNITS: [(&str, u32); 12] = [
    ("الأول", 1),
    ("الحادي", 1),
    ("الواحد", 1),
    ("الثاني", 2),
    ("الثالث", 3),
    ("الرابع", 4),
    ("الخامس", 5),
    ("السادس", 6),
    ("السابع", 7),
    ("الثامن", 8),
    ("التاسع", 9),
    ("العاشر", 10),
];
/// Parts of a month that the first or second of are no day.
const PARTS: [&str; 8] = [
    "النصف",
    "الأسبوع",
    "الثلث",
    "الربع",
    "الاسبوعين",
    "العقد",
    "الشهر",
    "القسم",
];

/// Tens that end a day in two words.
const COMPOUNDS: [&str; 4] = ["والعشرين", "والعشرون", "والثلاثين", "والثلاثون"];

/// The day in words before a month's name, mostly with a `من` between. It may be higher than any
/// month has days.
pub(super) fn before(beside: &Beside<'_>, month: usize) -> Option<DatePart<u32>> {
    let mut of = beside.previous(month);
    if beside.is(of.clone(), &["شهر"]) {
        of = beside.previous(of.start);
    }
    let joined = beside.is(of.clone(), &["من"]);
    let last = if joined {
        beside.previous(of.start)
    } else {
        of.clone()
    };
    if last.is_empty() || joined && last.end == of.start {
        return None;
    }
    let first = || beside.previous(last.start);
    let (start, value) = if !joined && !beside.is(last.clone(), &COMPOUNDS) {
        // Only a day in two words is one without the `من`.
        return None;
    } else if beside.is(last.clone(), &["والعشرين", "والعشرون"]) {
        add(20, unit(beside, first())?)
    } else if beside.is(last.clone(), &["والثلاثين", "والثلاثون"]) {
        add(30, unit(beside, first())?)
    } else if beside.is(last.clone(), &["عشر"]) {
        add(10, unit(beside, first())?)
    } else if beside.is(last.clone(), &["العشرين", "العشرون"]) {
        (last.start, 20)
    } else if beside.is(last.clone(), &["الثلاثين", "الثلاثون"]) {
        (last.start, 30)
    } else if beside.is(last.clone(), &["الواحد"]) {
        return None;
    } else {
        unit(beside, last.clone())?
    };
    let part = proclitic_stripped(beside, beside.previous(start));
    if PARTS.iter().any(|word| fold::same(word, part)) {
        return None;
    }
    Some(DatePart {
        range: (start..last.end).into(),
        value,
    })
}

fn add(tens: u32, (start, value): (usize, u32)) -> (usize, u32) {
    (start, tens + value)
}

fn unit(beside: &Beside<'_>, word: Range<usize>) -> Option<(usize, u32)> {
    let letters = beside.slice(word.clone());
    proclitics(letters).find_map(|glued| {
        let known = UNITS
            .iter()
            .find(|(name, _)| fold::same(name, &letters[glued..]))?;
        Some((word.start + glued, known.1))
    })
}

fn proclitic_stripped<'a>(beside: &Beside<'a>, word: Range<usize>) -> &'a str {
    let letters = beside.slice(word);
    let glued = proclitics(letters).last().unwrap_or(0);
    &letters[glued..]
}
