//! Days that no month has: `31 حزيران`, `30/2/2021`.

use crate::check::{Check, CheckDef, Context, RuleInstance, Sink};
use crate::mention::{Date, DateShape};

/// The definition.
pub static DEF: CheckDef = CheckDef {
    name: "date-impossible",
    options: &[],
    compile: |rules| {
        Ok(Box::new(Impossible {
            rules: rules.to_vec(),
        }))
    },
    example: None,
};

struct Impossible {
    rules: Vec<RuleInstance>,
}

impl Check for Impossible {
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
    let Some((day, month)) = date.readings().next() else {
        return;
    };
    // Two digits of a year do not say whether it is a leap year.
    let short_year = date.year.is_some_and(|year| (0..100).contains(&year.value));
    // Of two names only one may be wrong, and another rule says so.
    if short_year
        || date.is_contradictory()
        || date.readings().any(|reading| date.possible(reading))
    {
        return;
    }
    let found = context.slice(date.core());
    let year = date.year.map(|year| year.value);
    let numeric = date.shape != DateShape::DayMonth && date.is_numeric();
    let Some(days) = date.calendar.days(month, year) else {
        sink.report(rule, date.core(), "no-month")
            .arg("found", found);
        return;
    };
    debug_assert!(day > days);
    let leap_day = day == 29 && days == 28;
    let name = match (date.month, date.year) {
        (Some(month), Some(year)) if leap_day => context.slice(month.range.cover(year.range)),
        (Some(month), _) => context.slice(month.range),
        (None, _) => context.slice(date.month_number.map_or(date.range, |month| month.range)),
    };
    let id = if numeric { "numeric" } else { "message" };
    sink.report(rule, date.core(), id)
        .arg("found", found)
        .arg("month", name)
        .arg("n", days.to_string());
}
