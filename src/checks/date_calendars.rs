//! The same day by two calendars that is two days: `18/9/1436هـ الموافق 12/7/2015م`.

use crate::check::{Check, CheckDef, Context, OptionKind, OptionSpec, RuleInstance, Sink};
use crate::lang::calendars::SIGHTING;
use crate::lang::digits::{self, DigitSystem};
use crate::lang::months;
use crate::mention::{Calendar, Date, DateShape, SameDay};

/// The definition.
pub static DEF: CheckDef = CheckDef {
    name: "date-calendars",
    options: &[OptionSpec {
        name: "tolerance",
        kind: OptionKind::Integer(0, 5),
    }],
    compile: |rules| {
        Ok(Box::new(Calendars {
            rules: rules.to_vec(),
        }))
    },
    example: None,
};

struct Calendars {
    rules: Vec<RuleInstance>,
}

impl Check for Calendars {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for rule in &self.rules {
            for pair in context.mentions.dates.windows(2) {
                let stated = pair[1].same_day == Some(SameDay::Stated);
                if stated && context.applies(rule, pair[1].block) {
                    judge(rule, &pair[0], &pair[1], context, sink);
                }
            }
        }
    }
}

fn judge(rule: &RuleInstance, a: &Date, b: &Date, context: &Context<'_>, sink: &mut Sink<'_>) {
    let (gregorian, other) = if a.calendar == Calendar::Gregorian {
        (a, b)
    } else {
        (b, a)
    };
    let Some((days, day)) = gregorian.days_apart(other) else {
        return;
    };
    let (id, tolerance) = match other.calendar {
        Calendar::Hijri => (
            "message",
            rule.options.integer("tolerance").unwrap_or(SIGHTING),
        ),
        _ => ("solar", 0),
    };
    if days > tolerance {
        sink.report(rule, a.core().cover(b.core()), id)
            .arg("n", days.to_string())
            .arg("hijri", context.slice(other.core()))
            .arg("gregorian", written(day, gregorian, context));
    }
}

/// A day in the manner of a Gregorian date.
fn written(day: i64, like: &Date, context: &Context<'_>) -> String {
    let epoch = jiff::civil::Date::constant(1970, 1, 1);
    let Ok(date) = epoch.checked_add(jiff::Span::new().days(day)) else {
        return String::new();
    };
    let (year, month, day) = (date.year(), date.month(), date.day());
    let name = like
        .month
        .and_then(|named| months::name(month.unsigned_abs(), named.systems));
    let mark = like.separator.unwrap_or('/');
    let text = match (name, like.shape) {
        (Some(name), DateShape::MonthDay) => format!("{name} {day}, {year}"),
        (Some(name), _) => format!("{day} {name} {year}"),
        (None, DateShape::Iso) => date.to_string(),
        (None, DateShape::YearFirstNumeric) => format!("{year}{mark}{month}{mark}{day}"),
        (None, DateShape::MonthDayNumeric) => format!("{month}{mark}{day}{mark}{year}"),
        (None, _) => format!("{day}{mark}{month}{mark}{year}"),
    };
    let system = context.slice(like.core()).chars().find_map(digits::digit);
    digits::convert(
        &text,
        system.map_or(DigitSystem::Latn, |(system, _)| system),
    )
}
