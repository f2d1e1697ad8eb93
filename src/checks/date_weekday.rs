//! Weekdays that are not the date's: `الأحد 8 حزيران/يونيو 2021` was a Tuesday.

use crate::check::{Check, CheckDef, Context, RuleInstance, Sink};
use crate::checks::date_format;
use crate::lang::weekdays;
use crate::mention::{Calendar, Date};
use crate::span::TextRange;

/// The definition.
pub static DEF: CheckDef = CheckDef {
    name: "date-weekday",
    options: &[],
    compile: |rules| {
        Ok(Box::new(Weekday {
            rules: rules.to_vec(),
        }))
    },
    example: None,
};

/// Before this year some country still counted by the Julian calendar (Greece until 1923), and a
/// date does not say by which it counts.
const FIRST_YEAR: i32 = 1924;

struct Weekday {
    rules: Vec<RuleInstance>,
}

impl Check for Weekday {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for rule in &self.rules {
            let dates = &context.mentions.dates;
            for (at, date) in dates.iter().enumerate() {
                if context.applies(rule, date.block) {
                    let before = at.checked_sub(1).map(|before| &dates[before]);
                    judge(rule, date, before, context, sink);
                }
            }
        }
    }
}

fn judge(
    rule: &RuleInstance,
    date: &Date,
    before: Option<&Date>,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) {
    // In `الأربعاء 24 رجب 1436هـ الموافق 13 مايو 2015م` the weekday is that of both dates.
    let same_day = before.filter(|before| date_format::is_same_day(context, before, date));
    let written = date.weekday.or(same_day.and_then(|before| before.weekday));
    let (Some(written), Some(year)) = (written, date.year) else {
        return;
    };
    if date.calendar != Calendar::Gregorian || year.value < FIRST_YEAR || date.is_contradictory() {
        return;
    }
    let mut actual = None;
    for (day, month) in date.readings() {
        let civil = i16::try_from(year.value)
            .ok()
            .zip(i8::try_from(month).ok().zip(i8::try_from(day).ok()))
            .and_then(|(year, (month, day))| jiff::civil::Date::new(year, month, day).ok());
        let Some(civil) = civil else { continue };
        let iso = civil.weekday().to_monday_one_offset();
        if iso == written.value as i8 {
            return;
        }
        actual = actual.or(Some(iso as u8));
    }
    let Some(actual) = actual else { return };
    let name = context.slice(written.range);
    let language = weekdays::lookup(name).map(|known| known.language);
    let actual = language
        .and_then(|language| weekdays::name(actual, language))
        .unwrap_or_default();
    let place = TextRange::new(
        date.range.start().min(written.range.start()),
        date.range.end(),
    );
    sink.report(rule, place, "message")
        .arg("date", context.slice(date.core()))
        .arg("actual", actual)
        .arg("written", name);
}
