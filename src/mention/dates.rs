//! Dates: day, month, year and weekday, in words and in digits.

use super::Number;
use crate::article::{Article, BlockIndex};
use crate::span::TextRange;

/// By which calendar a date counts.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Calendar {
    /// Gregorian.
    Gregorian,
    /// Islamic.
    Hijri,
    /// Solar Hijri, of Iran and Afghanistan.
    Persian,
}

/// A day of the week (ISO 8601: Monday is 1).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
#[allow(missing_docs, reason = "the names say it")]
pub enum Weekday {
    Monday = 1,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

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
    /// `حزيران/يونيو`
    LevantSlashGulf,
    /// `يونيو/حزيران`
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
    /// The second name and the month that it names.
    pub second: Option<DatePart<u8>>,
    /// How the two names stand together.
    pub dual: Option<DualStyle>,
}

/// The shape of a date.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum DateShape {
    /// `8 حزيران 2021`, `8 June 2021`
    DayMonth,
    /// `June 8, 2021`
    MonthDay,
    /// `June 2021`, with no day
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
    /// All of it: with the weekday, the year, and the era where there is one.
    pub range: TextRange,
    /// Its block.
    pub block: BlockIndex,
    /// How it is written.
    pub shape: DateShape,
    /// By which calendar it counts.
    pub calendar: Calendar,
    /// The name of the weekday before it.
    pub weekday: Option<DatePart<Weekday>>,
    /// The day of the month as it is written, possible or not.
    pub day: Option<DatePart<u32>>,
    /// The month in words.
    pub month: Option<Month>,
    /// The month in digits, as it is written.
    pub month_number: Option<DatePart<u32>>,
    /// The year as it is written.
    pub year: Option<DatePart<i32>>,
    /// The mark between numeric parts.
    pub separator: Option<char>,
    /// Whether it names an event, a place or an institution and no day (`ثورة 23 يوليو`).
    pub event: bool,
}

pub(super) fn recognise(_article: &Article<'_>, _numbers: &mut [Number]) -> Vec<Date> {
    Vec::new()
}
