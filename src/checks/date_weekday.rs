//! Weekdays that are not the date's: `الأحد 8 حزيران/يونيو 2021` was a Tuesday.

use std::cell::LazyCell;

use crate::check::{Check, CheckDef, Context, RuleInstance, Sink};
use crate::finding::Level;
use crate::lang::calendars::SIGHTING;
use crate::lang::{Language, weekdays};
use crate::mention::{Calendar, Date, DatePart, NumberRole, Side, Weekday};
use crate::span::TextRange;

/// The definition.
pub static DEF: CheckDef = CheckDef {
    name: "date-weekday",
    options: &[],
    compile: |rules| {
        Ok(Box::new(WeekdayOfDate {
            rules: rules.to_vec(),
        }))
    },
    example: None,
};

/// Before this year some country still counted by the Julian calendar (Greece until 1923), and a
/// date does not say by which it counts.
const FIRST_YEAR: i32 = 1924;

struct WeekdayOfDate {
    rules: Vec<RuleInstance>,
}

impl Check for WeekdayOfDate {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for rule in &self.rules {
            let dates = &context.mentions.dates;
            let today = LazyCell::new(|| day_of_article(context));
            for (at, date) in dates.iter().enumerate() {
                // A Hijri date beside the same day by another calendar is judged with that.
                let beside = dates.get(at + 1).and_then(|after| after.same_day);
                let covered =
                    date.calendar == Calendar::Hijri && beside.or(date.same_day).is_some();
                if !covered && context.applies(rule, date.block) {
                    let before = at.checked_sub(1).map(|before| &dates[before]);
                    let year = |written| inferred(date, written, *today, context);
                    judge(rule, (date, before), year, context, sink);
                }
            }
        }
    }
}

fn judge(
    rule: &RuleInstance,
    (date, before): (&Date, Option<&Date>),
    inferred: impl FnOnce(Weekday) -> Option<i32>,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) {
    // In `الأربعاء 24 رجب 1436هـ الموافق 13 مايو 2015م` the weekday is that of both dates. Where they
    // are no one day, another rule says so.
    let same_day = before.filter(|before| {
        let apart = date.days_apart(before);
        // A date that is judged itself says it once for both.
        date.same_day.is_some()
            && (before.calendar == Calendar::Hijri || before.year.is_none())
            && apart.is_none_or(|(days, _)| days <= SIGHTING)
    });
    let written = date.weekday.or(same_day.and_then(|before| before.weekday));
    let Some(written) = written.filter(|_| !date.is_contradictory()) else {
        return;
    };
    let (year, known) = match date.year {
        Some(year) => (year.value, true),
        None => match inferred(written.value) {
            Some(year) => (year, false),
            None => return,
        },
    };
    if date.calendar == Calendar::Gregorian && year < FIRST_YEAR {
        return;
    }
    // A sighting may differ from Umm al-Qura by a day.
    let hijri = date.calendar == Calendar::Hijri;
    let near = if hijri { -1..=1 } else { 0..=0 };
    let fits = |number: i64| {
        let mut days = near.clone();
        days.any(|days| Weekday::of_day(number + days) == written.value)
    };
    // A Hijri date has its day before its month, in this order or the other.
    let mut days = date.day_numbers(year).take(if hijri { 1 } else { 2 });
    let Some(first) = days.next() else { return };
    if fits(first) || days.any(fits) {
        return;
    }
    let actual = Weekday::of_day(first);
    let basis = match (hijri, known) {
        (true, _) => Basis::UmmAlQura,
        (false, true) => Basis::Certain,
        (false, false) => Basis::Inferred(year),
    };
    report(rule, date, written, (actual, basis), context, sink);
}

/// What a weekday was found by.
#[derive(Clone, Copy)]
enum Basis {
    /// The date as it stands.
    Certain,
    /// The date in a year that it does not name.
    Inferred(i32),
    /// A calendar that sightings differ from.
    UmmAlQura,
}

fn report(
    rule: &RuleInstance,
    date: &Date,
    written: DatePart<Weekday>,
    (actual, basis): (Weekday, Basis),
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) {
    let name = context.slice(written.range);
    let language = weekdays::lookup(name).map(|known| known.language);
    // `جمعه` and `جمعہ` are one name to the recogniser.
    let own = context.article.block(date.block).lang.language;
    let language = language.map(|known| match own {
        Language::Fa | Language::Ur if known.arabic_script() => own,
        _ => known,
    });
    let actual = language
        .and_then(|language| weekdays::name(actual as u8, language))
        .unwrap_or_default();
    let place = TextRange::new(
        date.range.start().min(written.range.start()),
        date.range.end(),
    );
    let id = match basis {
        Basis::Certain => "message",
        Basis::Inferred(_) => "inferred",
        Basis::UmmAlQura => "umm-al-qura",
    };
    let report = sink
        .report(rule, place, id)
        .arg("date", context.slice(date.core()))
        .arg("actual", actual)
        .arg("written", name);
    match basis {
        Basis::Certain => {}
        Basis::Inferred(year) => drop(report.arg("year", year.to_string()).hint()),
        Basis::UmmAlQura => drop(report.at_most(Level::Warning)),
    }
}

/// Fields of the front matter that give the day of an article.
const DATE_FIELDS: [&str; 6] = [
    "date",
    "published",
    "pubdate",
    "publishdate",
    "datepublished",
    "date_published",
];

/// How many days a date without a year may lie from the day of the article.
const HALF_A_YEAR: i64 = 183;

/// Within how many days the same date of another year is thought of as well.
const NINE_MONTHS: i64 = 274;

/// The year of a Gregorian date in words that has none: the one that brings it nearest to the day of
/// the article, on the side that the text tells. `None` where that is not known, where the text
/// speaks of another year, or where the weekday is that of the date in a neighbouring year.
fn inferred(
    date: &Date,
    written: Weekday,
    today: Option<(i64, i32)>,
    context: &Context<'_>,
) -> Option<i32> {
    if date.event || date.is_numeric() || date.calendar != Calendar::Gregorian {
        return None;
    }
    let (today, this_year) = today?;
    let mut nearest: Option<(i64, i32)> = None;
    for year in this_year - 1..=this_year + 1 {
        let Some(number) = date.day_numbers(year).next() else {
            continue;
        };
        let days = number - today;
        if days.abs() <= NINE_MONTHS && Weekday::of_day(number) == written {
            return None;
        }
        let fits = match date.side {
            None => days.abs() <= HALF_A_YEAR,
            Some(Side::Past) => (-HALF_A_YEAR..=1).contains(&days),
            Some(Side::Coming) => (-1..=HALF_A_YEAR).contains(&days),
        };
        if fits && nearest.is_none_or(|(least, _)| days.abs() < least) {
            nearest = Some((days.abs(), year));
        }
    }
    let (_, year) = nearest?;
    speaks_of(year, date, context).then_some(year)
}

/// How many numbers are looked through for a year.
const NUMBERS: usize = 64;

/// Whether no other Gregorian year is named in the paragraph of a date, or last before it.
fn speaks_of(year: i32, date: &Date, context: &Context<'_>) -> bool {
    let block = context.article.block(date.block).range;
    let numbers = &context.mentions.numbers;
    let end = numbers.partition_point(|number| number.range.start < block.end);
    let years = numbers[..end]
        .iter()
        .rev()
        .take(NUMBERS)
        .filter_map(|number| {
            let value = number
                .value
                .filter(|value| (1500.0..2200.0).contains(value));
            let value = value.filter(|_| number.role == NumberRole::Date)?;
            Some((number.range, value as i32))
        });
    for (range, named) in years {
        if named != year {
            return false;
        }
        if range.start < block.start {
            break;
        }
    }
    true
}

/// The day of the article and its year: from the front matter, or from a dateline.
fn day_of_article(context: &Context<'_>) -> Option<(i64, i32)> {
    let field = DATE_FIELDS
        .iter()
        .find_map(|key| context.article.field(key))
        .and_then(|value| value.get(..10)?.replace('/', "-").parse().ok())
        .and_then(|date: jiff::civil::Date| {
            let (year, month, day) = (date.year(), date.month(), date.day());
            let (month, day) = (month.unsigned_abs(), day.unsigned_abs());
            let number = Calendar::Gregorian.day_number(year.into(), month.into(), day.into());
            number.map(|number| (number, i32::from(year)))
        });
    field.or_else(|| {
        let first = context.mentions.dates.iter().take(4);
        let mut datelines =
            first.filter(|date| date.calendar == Calendar::Gregorian && is_dateline(context, date));
        datelines.find_map(|date| {
            let year = date.year?.value;
            Some((date.day_numbers(year).next()?, year))
        })
    })
}

/// The last block, counted from 0, that may be a dateline or hold one.
const LAST_DATELINE: u32 = 3;

/// How many bytes stand before the date of a dateline, and after one that is a line of its own.
const PLACE: usize = 64;

/// Whether a date is a line of its own near the top, or stands there before a dash or a colon as the
/// head of a paragraph.
fn is_dateline(context: &Context<'_>, date: &Date) -> bool {
    let block = context.article.block(date.block).range;
    let rest = context
        .after(date.block, date.range)
        .trim_start_matches(|c: char| c.is_whitespace() || c == ')');
    let head = rest.is_empty() || rest.starts_with(['-', '–', '—', ':', '|']);
    date.block.0 <= LAST_DATELINE && date.range.start() - block.start() <= PLACE && head
}
