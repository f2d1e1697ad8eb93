//! Dates: day, month, year and weekday, in words and in digits.

mod beside;
mod calendar;
mod ordinals;
mod reader;

pub use calendar::{Calendar, Weekday};

use super::Number;
use crate::article::{Article, BlockIndex};
use crate::lang::chars::is_word;
use crate::lang::fold;
use crate::lang::months::Systems;
use crate::span::TextRange;

/// A part of a date: where it stands, and its value.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct DatePart<T> {
    /// Where it stands.
    pub range: TextRange,
    /// What it says.
    pub value: T,
}

/// How two names of one month stand together (ids of `facts/arabic-months.toml`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DualStyle {
    /// `حزيران/يونيو`, also with a dash (`حزيران - يونيو`) or a space alone
    LevantSlashGulf,
    /// `يونيو/حزيران`, also with a dash or a space alone (`يونيو حزيران`)
    GulfSlashLevant,
    /// `يونيو (حزيران)`
    GulfParenLevant,
    /// `حزيران (يونيو)`
    LevantParenGulf,
}

/// A month in words.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Month {
    /// The name, or both names with what joins them.
    pub range: TextRange,
    /// The first name alone.
    pub first: TextRange,
    /// The month from 1, by the first name.
    pub number: u8,
    /// The systems that the first name belongs to.
    pub systems: Systems,
    /// The second name and the month that it names; it is of other systems than the first.
    pub second: Option<DatePart<u8>>,
    /// How the two names stand together, where one is of the Levant and the other is not.
    pub dual: Option<DualStyle>,
    /// The name that is misspelt, and how it is spelt. A further one is not told.
    pub misspelt: Option<DatePart<&'static str>>,
}

/// On which side of the day of writing a date lies, by the word after it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Side {
    /// `الماضي`, `last`
    Past,
    /// `المقبل`, `next`
    Coming,
}

/// What says that a date is the day of the date before it by another calendar.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SameDay {
    /// A word (`الموافق`), brackets, a slash, or a dash between two eras.
    Stated,
    /// Nothing but that it stands there.
    Beside,
}

/// The shape of a date.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DateShape {
    /// `8 حزيران 2021`, `8 June 2021`
    DayMonth,
    /// `June 8, 2021`
    MonthDay,
    /// `June 2021`, or two names of a month alone (`آذار/مارس`), with no day
    MonthYear,
    /// `8/6/2021`
    DayMonthNumeric,
    /// `6/8/2021`, where only that can be meant
    MonthDayNumeric,
    /// `2021/6/8`
    YearFirstNumeric,
    /// `2021-06-08`
    Iso,
}

/// A date.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Date {
    /// All of it: with the weekday (and its brackets), the year, and the era where there is one.
    pub range: TextRange,
    /// Its block.
    pub block: BlockIndex,
    /// How it is written.
    pub shape: DateShape,
    /// By which calendar it counts.
    pub calendar: Calendar,
    /// The name of the weekday before it, or in brackets after it. `None` where it does not belong to this day alone:
    /// before several days (`8-10 June`), or after another weekday (the night from one to the next).
    pub weekday: Option<DatePart<Weekday>>,
    /// The day of the month as it is written, possible or not: in digits, or an Arabic ordinal. The
    /// last one of several.
    pub day: Option<DatePart<u32>>,
    /// The month in words.
    pub month: Option<Month>,
    /// The month in digits, as it is written.
    pub month_number: Option<DatePart<u32>>,
    /// The year as it is written; negative before Christ.
    pub year: Option<DatePart<i32>>,
    /// The mark between numeric parts.
    pub separator: Option<char>,
    /// Whether it may name an event, a place or an institution and no day (`ثورة 23 يوليو`).
    pub event: bool,
    /// Whether a time follows as machines write it (`2021-06-08T10:00`).
    pub stamp: bool,
    /// The side that a word after it tells.
    pub side: Option<Side>,
    /// Whether it is the last of several days that share its month (`8-10 June`).
    pub several: bool,
    /// What makes it the day of the date before it in the list by another calendar.
    pub same_day: Option<SameDay>,
}

impl Date {
    /// The month from 1, in words (by the first name) or in digits.
    #[must_use]
    pub fn month_value(&self) -> Option<u32> {
        let in_words = self.month.map(|month| u32::from(month.number));
        in_words.or(self.month_number.map(|month| month.value))
    }

    /// Whether the month is in digits.
    #[must_use]
    pub fn is_numeric(&self) -> bool {
        self.month_number.is_some()
    }

    /// Whether two names stand for the month and name two different ones.
    #[must_use]
    pub fn is_contradictory(&self) -> bool {
        self.month.is_some_and(|month| {
            month
                .second
                .is_some_and(|second| second.value != month.number)
        })
    }

    /// What the date may mean as day and month: both orders for digits that do not say which is
    /// which. None where there is no day.
    pub fn readings(&self) -> impl Iterator<Item = (u32, u32)> {
        let parts = self.day.map(|day| day.value).zip(self.month_value());
        let either = self.is_numeric() && self.shape != DateShape::Iso && self.year.is_some();
        let turned = parts.filter(|(day, month)| either && day != month);
        parts
            .into_iter()
            .chain(turned.map(|(day, month)| (month, day)))
    }

    /// Whether a reading (day, month) is a day that there is.
    #[must_use]
    pub fn possible(&self, (day, month): (u32, u32)) -> bool {
        let year = self.year.map(|year| year.value);
        day >= 1
            && self
                .calendar
                .days(month, year)
                .is_some_and(|days| day <= days)
    }

    /// The days that it may mean, in days from 1 January 1970, in the years of `year`; both orders
    /// of figures that do not say which is which. Days that there are not are left out.
    pub fn day_numbers(&self, year: i32) -> impl Iterator<Item = i64> {
        self.readings()
            .filter_map(move |(day, month)| self.calendar.day_number(year, month, day))
    }

    /// How many days lie between this Gregorian date and one of another calendar, and the day of the
    /// other in days from 1 January 1970; `None` where either is no day. A year that one of them
    /// leaves out is the one that brings them nearest.
    #[must_use]
    pub fn days_apart(&self, other: &Self) -> Option<(i64, i64)> {
        let judged = self.calendar == Calendar::Gregorian
            && other.calendar != Calendar::Gregorian
            && !self.is_contradictory();
        if !judged {
            return None;
        }
        let hijri = other.calendar == Calendar::Hijri;
        let (theirs, ours) = match (self.year, other.year) {
            (Some(ours), Some(theirs)) => (theirs.value..=theirs.value, ours.value..=ours.value),
            // 33 years of the moon are 32 of the sun.
            (Some(ours), None) => {
                let years = ours.value - 622;
                let near = if hijri { years + years / 32 } else { years };
                (near..=near + 2, ours.value..=ours.value)
            }
            (None, Some(theirs)) => {
                let years = theirs.value;
                let near = 620 + if hijri { years - years / 33 } else { years };
                (theirs.value..=theirs.value, near..=near + 2)
            }
            (None, None) => return None,
        };
        theirs
            .flat_map(|year| other.day_numbers(year))
            .flat_map(|day| {
                let ours = ours.clone().flat_map(|year| self.day_numbers(year));
                ours.map(move |own| ((own - day).abs(), day))
            })
            .min()
    }

    /// Day, month and year without the weekday and the era.
    #[must_use]
    pub fn core(&self) -> TextRange {
        let parts = [
            self.day.map(|day| day.range),
            self.month.map(|month| month.range),
            self.month_number.map(|month| month.range),
            self.year.map(|year| year.range),
        ];
        parts
            .into_iter()
            .flatten()
            .reduce(TextRange::cover)
            .unwrap_or(self.range)
    }
}

pub(super) fn recognise(article: &Article<'_>, numbers: &mut [Number]) -> Vec<Date> {
    let mut dates = reader::read(article, numbers);
    for at in 1..dates.len() {
        dates[at].same_day = same_day(article, &dates[at - 1], &dates[at]);
    }
    dates
}

/// Words between the same day by two calendars.
const CORRESPONDING: [&str; 14] = [
    "الموافق",
    "والموافق",
    "الموافقة",
    "موافق",
    "الموافقين",
    "يوافق",
    "ويوافق",
    "وافق",
    "المصادف",
    "يصادف",
    "corresponding",
    "مطابق",
    "برابر",
    "بمطابق",
];

/// The longest stretch between a date and the same day by another calendar, in bytes.
const BESIDE: usize = 40;

/// What makes `b` the day of `a` by another calendar.
fn same_day(article: &Article<'_>, a: &Date, b: &Date) -> Option<SameDay> {
    if a.block != b.block || a.calendar == b.calendar || a.range.end > b.range.start {
        return None;
    }
    let gap = TextRange::new(a.range.end(), b.range.start());
    if gap.len() > BESIDE {
        return None;
    }
    let gap = article.slice(gap);
    let is = |word: &str, words: &[&str]| words.iter().any(|known| fold::same(known, word));
    let mut words = gap.split(|c| !is_word(c)).filter(|word| !word.is_empty());
    if let Some(word) = words.next() {
        if !is(word, &CORRESPONDING) {
            return None;
        }
        // `من 11 إلى 22 شوال الموافق من 27 يوليو إلى 7 أغسطس`: the last day stands beside the first.
        let stretch = a.several
            || b.several
            || words
                .next()
                .is_some_and(|word| is(word, &["من", "بين", "ما"]));
        return Some(if stretch {
            SameDay::Beside
        } else {
            SameDay::Stated
        });
    }
    let marks = gap.trim_matches(beside::is_blank);
    // The era has its own bracket in `18/9/1436 (هـ)`, and a list of days has commas.
    let era = |date: &Date| {
        date.year
            .is_some_and(|year| year.range.end < date.range.end)
    };
    let joined = match marks {
        "(" | "/" | "[" | "=" => true,
        "-" | "–" => era(a) && era(b),
        _ => false,
    };
    let stated = joined && !a.several && !b.several;
    Some(if stated {
        SameDay::Stated
    } else {
        SameDay::Beside
    })
}

#[cfg(test)]
pub(crate) mod tests;
