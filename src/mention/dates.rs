//! Dates: day, month, year and weekday, in words and in digits.

mod beside;
mod ordinals;
mod reader;

use super::Number;
use crate::article::{Article, BlockIndex};
use crate::lang::months::Systems;
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

impl Calendar {
    /// How many days a month (from 1) may have; the most that it ever has where the year is not
    /// known. `None` for a number that is no month.
    ///
    /// Years up to 1582 are counted by the Julian calendar. A Hijri month has 29 or 30 days by
    /// sighting; the solar Hijri Esfand is given its 30 days of leap years.
    #[must_use]
    pub fn days(self, month: u32, year: Option<i32>) -> Option<u32> {
        let leap = |year: i32| {
            year % 4 == 0 && (year <= 1582 || year % 100 != 0 || year % 400 == 0) || year < 0
        };
        Some(match (self, month) {
            (_, 0 | 13..) => return None,
            (Self::Hijri, _) | (Self::Persian, 7..) => 30,
            (Self::Persian, _) => 31,
            (Self::Gregorian, 2) => 28 + u32::from(year.is_none_or(leap)),
            (Self::Gregorian, 4 | 6 | 9 | 11) => 30,
            (Self::Gregorian, _) => 31,
        })
    }
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

impl Weekday {
    /// The weekday of a number by ISO 8601.
    #[must_use]
    pub fn from_iso(iso: u8) -> Option<Self> {
        use Weekday::{Friday, Monday, Saturday, Sunday, Thursday, Tuesday, Wednesday};
        let days = [
            Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday,
        ];
        days.into_iter().find(|&day| day as u8 == iso)
    }
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
    reader::read(article, numbers)
}

#[cfg(test)]
pub(crate) mod tests;
