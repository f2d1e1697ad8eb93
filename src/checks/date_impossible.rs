//! Days that no month has: `31 حزيران`, `30/2/2021`.

use crate::check::{Check, CheckDef, Context, RuleInstance, Sink};
use crate::lang::months::{self, Systems};
use crate::lang::{Language, calendars, fold};
use crate::mention::{Calendar, Date};

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
    if short_year || date.is_contradictory() {
        return;
    }
    let found = context.slice(date.core());
    let year = date.year.map(|year| year.value);
    if date.readings().any(|reading| date.possible(reading)) {
        let known = year.filter(|_| date.calendar == Calendar::Hijri && day == 30);
        let short = known.and_then(|year| calendars::umm_al_qura(year, month));
        if short.is_some_and(|(_, days)| days < day) && !ends_a_stretch(date, context) {
            sink.report(rule, date.core(), "umm-al-qura")
                .hint()
                .arg("found", found);
        }
        return;
    }
    let Some(days) = date.calendar.days(month, year) else {
        sink.report(rule, date.core(), "no-month")
            .arg("found", found);
        return;
    };
    debug_assert!(day > days);
    let name = month_name(date, month, context);
    let id = if name.is_some() { "message" } else { "numeric" };
    let mut name = name.unwrap_or_else(|| month.to_string());
    // Only in that year the month is short.
    let leap = date.calendar.days(month, None) != Some(days);
    if let Some(year) = date.year.filter(|_| leap) {
        name = format!("{name} {}", context.slice(year.range));
    }
    sink.report(rule, date.core(), id)
        .arg("found", found)
        .arg("month", name)
        .arg("n", days.to_string());
}

/// Whether a date ends a stretch of days (`من 1 إلى 30`): to the end of the month, however long it is.
fn ends_a_stretch(date: &Date, context: &Context<'_>) -> bool {
    let before = context.before(date.block, date.range);
    let word = before.split_whitespace().next_back().unwrap_or_default();
    date.several || ["إلى", "حتى"].iter().any(|known| fold::same(known, word))
}

/// The name of a date's month, in full; `None` for figures in a language with several names for it.
fn month_name(date: &Date, month: u32, context: &Context<'_>) -> Option<String> {
    let number = u8::try_from(month).ok()?;
    if let Some(written) = date.month {
        let latin = written.systems.meets(Systems::ENGLISH | Systems::FRENCH);
        let full = months::name(number, written.systems).filter(|_| latin);
        return Some(full.unwrap_or(context.slice(written.range)).to_owned());
    }
    let language = context.article.block(date.block).lang.language;
    let system = match (date.calendar, language) {
        (Calendar::Persian, _) => Systems::SOLAR,
        (Calendar::Hijri, _) => Systems::HIJRI,
        (Calendar::Gregorian, Language::En) => Systems::ENGLISH,
        (Calendar::Gregorian, Language::Fr) => Systems::FRENCH,
        (Calendar::Gregorian, Language::Fa) => Systems::PERSIAN,
        (Calendar::Gregorian, Language::Ur) => Systems::URDU,
        (Calendar::Gregorian, _) => return None,
    };
    months::name(number, system).map(str::to_owned)
}
