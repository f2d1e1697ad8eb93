//! Figures with hyphens among Arabic letters, which are drawn in the opposite order: `08-06-2021`.

use crate::article::{Article, BlockKind};
use crate::check::{Check, CheckDef, Context, RuleInstance, Sink};
use crate::lang::Language;
use crate::lang::chars::{is_arabic_letter, is_bidi_control};
use crate::lang::digits::{self, DigitSystem};
use crate::lang::months::{self, Systems};
use crate::mention::{Calendar, Date, DateShape};

/// The definition.
pub static DEF: CheckDef = CheckDef {
    name: "date-hyphen-order",
    options: &[],
    compile: |rules| {
        Ok(Box::new(HyphenOrder {
            rules: rules.to_vec(),
        }))
    },
    example: None,
};

/// How far back the letter that decides the order is looked for, in bytes.
const AROUND: usize = 256;

struct HyphenOrder {
    rules: Vec<RuleInstance>,
}

impl Check for HyphenOrder {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for rule in &self.rules {
            for date in &context.mentions.dates {
                // Of a day that there is not, another rule tells.
                let possible = || date.readings().any(|reading| date.possible(reading));
                if context.applies(rule, date.block)
                    && is_turned(context.article, date)
                    && possible()
                {
                    report(rule, date, context, sink);
                }
            }
        }
    }
}

/// Whether the parts of a date change sides on the screen (UAX #9, W2 and N1): after an Arabic
/// letter, or in the digits of Arabic, a hyphen is no part of the number.
fn is_turned(article: &Article<'_>, date: &Date) -> bool {
    let block = article.block(date.block);
    let hyphen = matches!(date.separator, Some('-' | '‑' | '–'));
    let text = block.lang.language.arabic_script() && block.kind != BlockKind::Metadata;
    if !hyphen || !text || date.stamp {
        return false;
    }
    let place = date.core();
    let figures = article.slice(place);
    let mut start = block
        .range
        .start()
        .max(place.start().saturating_sub(AROUND));
    while !article.text.as_str().is_char_boundary(start) {
        start += 1;
    }
    let before = &article.text.as_str()[start..place.start()];
    // Who wrote a direction mark has seen to the order.
    if figures.contains(is_bidi_control) || before.ends_with(is_bidi_control) {
        return false;
    }
    let arabic_digits = figures
        .chars()
        .find_map(digits::digit)
        .is_some_and(|(system, _)| system == DigitSystem::Arab);
    let strong = before
        .chars()
        .rev()
        .find(|&c| c.is_alphabetic() || is_bidi_control(c));
    arabic_digits || strong.is_some_and(is_arabic_letter)
}

fn report(rule: &RuleInstance, date: &Date, context: &Context<'_>, sink: &mut Sink<'_>) {
    let place = date.core();
    let found = context.slice(place);
    let fixed = in_words(date, context);
    let id = if fixed.is_some() {
        "message"
    } else {
        "undecided"
    };
    sink.report(rule, place, id)
        .grouped()
        .arg("found", found)
        .arg("fixed", fixed.unwrap_or_default());
}

/// The date with its month as a word, where its figures say which is which.
fn in_words(date: &Date, context: &Context<'_>) -> Option<String> {
    let (day, month, year) = (date.day?, date.month_number?, date.year?);
    let sure = date.calendar != Calendar::Gregorian
        || date.shape == DateShape::Iso
        || day.value > 12
        || day.value == month.value;
    if !sure || !date.possible((day.value, month.value)) {
        return None;
    }
    let number = u8::try_from(month.value).ok()?;
    let lang = context.article.block(date.block).lang;
    let name = match (date.calendar, lang.language) {
        (Calendar::Persian, _) => months::name(number, Systems::SOLAR),
        (Calendar::Hijri, Language::Ar) => months::hijri_after_day(number),
        (Calendar::Hijri, _) => months::name(number, Systems::HIJRI),
        (Calendar::Gregorian, Language::Fa) => months::name(number, Systems::PERSIAN),
        (Calendar::Gregorian, Language::Ur) => months::name(number, Systems::URDU),
        (Calendar::Gregorian, Language::Ar) => {
            let dates = context.mentions.dates.iter();
            let used = dates
                .filter_map(|date| date.month.map(|month| month.systems))
                .find(|systems| systems.meets(Systems::ARABIC));
            let system = used.or_else(|| Systems::of_region(lang.region));
            months::name(number, system.unwrap_or(Systems::GULF))
        }
        (Calendar::Gregorian, _) => None,
    }?;
    let (system, _) = context.slice(day.range).chars().find_map(digits::digit)?;
    let day = digits::convert(&day.value.to_string(), system);
    Some(format!("{day} {name} {}", context.slice(year.range)))
}
