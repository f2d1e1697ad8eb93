//! Weekdays that are not the date's: `الأحد 8 حزيران/يونيو 2021` was a Tuesday.

use crate::check::{Check, CheckDef, Context, RuleInstance, Sink};
use crate::lang::weekdays;
use crate::mention::{Calendar, Date};

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
            for date in &context.mentions.dates {
                if context.applies(rule, date.block) {
                    judge(rule, date, context, sink);
                }
            }
        }
    }
}

fn judge(rule: &RuleInstance, date: &Date, context: &Context<'_>, sink: &mut Sink<'_>) {
    let (Some(written), Some(year)) = (date.weekday, date.year) else {
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
    sink.report(rule, date.range, "message")
        .arg("date", context.slice(date.core()))
        .arg("actual", actual)
        .arg("written", name);
}
