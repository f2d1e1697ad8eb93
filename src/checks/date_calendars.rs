//! The same day by two calendars that is two days: `18/9/1436هـ الموافق 12/7/2015م`.

use crate::check::{Check, CheckDef, Context, OptionKind, OptionSpec, RuleInstance, Sink};
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

/// How many days a sighting may differ from Umm al-Qura.
pub(super) const TOLERANCE: i64 = 2;

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
    let Some((days, day)) = apart(gregorian, other) else {
        return;
    };
    let (id, tolerance) = match other.calendar {
        Calendar::Hijri => (
            "message",
            rule.options.integer("tolerance").unwrap_or(TOLERANCE),
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

/// How many days lie between a Gregorian date and one of another calendar, and the day of the second;
/// `None` where either is no day. A year that one of them leaves out is the one that brings them
/// nearest.
pub(super) fn apart(gregorian: &Date, other: &Date) -> Option<(i64, i64)> {
    let judged = gregorian.calendar == Calendar::Gregorian
        && other.calendar != Calendar::Gregorian
        && !gregorian.is_contradictory();
    if !judged {
        return None;
    }
    let hijri = other.calendar == Calendar::Hijri;
    let (theirs, ours) = match (gregorian.year, other.year) {
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
            let ours = ours.clone().flat_map(|year| gregorian.day_numbers(year));
            ours.map(move |own| ((own - day).abs(), day))
        })
        .min()
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
