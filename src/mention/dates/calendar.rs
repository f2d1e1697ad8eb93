//! Calendars: how long their months are, and which day a date is.

use crate::lang::calendars;

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
    /// sighting, so it is given 30.
    #[must_use]
    pub fn days(self, month: u32, year: Option<i32>) -> Option<u32> {
        let leap = |year: i32| {
            year % 4 == 0 && (year <= 1582 || year % 100 != 0 || year % 400 == 0) || year < 0
        };
        Some(match (self, month) {
            (_, 0 | 13..) => return None,
            (Self::Persian, 12) => {
                let bounds = year.and_then(|year| {
                    calendars::solar_year(year).zip(calendars::solar_year(year + 1))
                });
                30 - u32::from(bounds.is_some_and(|(start, end)| end - start == 365))
            }
            (Self::Hijri, _) | (Self::Persian, 7..) => 30,
            (Self::Persian, _) => 31,
            (Self::Gregorian, 2) => 28 + u32::from(year.is_none_or(leap)),
            (Self::Gregorian, 4 | 6 | 9 | 11) => 30,
            (Self::Gregorian, _) => 31,
        })
    }

    /// The day that a date is, in days from 1 January 1970; `None` for one that there is not, or
    /// before the calendar can be counted (Gregorian 1583, Hijri 1300, solar Hijri 1000).
    ///
    /// A Hijri date is counted by Umm al-Qura; the 30th of a month that has 29 days there is the day
    /// after, since a sighting may have made it.
    #[must_use]
    pub fn day_number(self, year: i32, month: u32, day: u32) -> Option<i64> {
        if day == 0 || self.days(month, Some(year))? < day {
            return None;
        }
        let first = match self {
            Self::Gregorian if year < 1583 => return None,
            Self::Gregorian => {
                let (year, month) = (i16::try_from(year).ok()?, i8::try_from(month).ok()?);
                let first = jiff::civil::Date::new(year, month, 1).ok()?;
                first.duration_since(EPOCH).as_hours() / 24
            }
            Self::Hijri => calendars::umm_al_qura(year, month)?.0,
            Self::Persian => {
                let before = 31 * (month - 1) - month.saturating_sub(7);
                calendars::solar_year(year)? + i64::from(before)
            }
        };
        Some(first + i64::from(day - 1))
    }
}

/// The day from which days are counted.
const EPOCH: jiff::civil::Date = jiff::civil::Date::constant(1970, 1, 1);

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

    /// The weekday of a day that is counted from 1 January 1970, a Thursday.
    #[must_use]
    pub fn of_day(day: i64) -> Self {
        let iso = (day + 3).rem_euclid(7) as u8 + 1;
        Self::from_iso(iso).expect("a remainder of 7 and 1 is a weekday")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_day_has_one_number_in_every_calendar() {
        let day = Calendar::Gregorian.day_number(2015, 7, 5);
        assert_eq!(day, Some(16_621));
        assert_eq!(Calendar::Hijri.day_number(1436, 9, 18), day);
        assert_eq!(Calendar::Persian.day_number(1394, 4, 14), day);
        assert_eq!(day.map(Weekday::of_day), Some(Weekday::Sunday));
        assert_eq!(
            Calendar::Persian.day_number(1400, 12, 29),
            Calendar::Gregorian.day_number(2022, 3, 20)
        );
        assert_eq!(Calendar::Gregorian.day_number(2021, 2, 29), None);
        assert_eq!(Calendar::Hijri.day_number(1200, 1, 1), None);
    }

    #[test]
    fn the_last_month_of_a_solar_year_is_long_in_leap_years() {
        assert_eq!(Calendar::Persian.days(12, Some(1403)), Some(30));
        assert_eq!(Calendar::Persian.days(12, Some(1402)), Some(29));
        assert_eq!(Calendar::Persian.days(12, None), Some(30));
    }
}
