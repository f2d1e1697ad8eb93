//! Dates of the front matter that the dateline contradicts.

use super::iso;
use crate::article::BlockKind;
use crate::check::{
    Check, CheckDef, Context, OptionError, OptionKind, OptionSpec, Place, RuleInstance, Sink,
};
use crate::lang::chars::is_bidi_control;
use crate::mention::{Calendar, Date, is_dash};

/// How far from the start of the body the dateline ends at the most, in bytes: sixty Arabic letters.
const DATELINE: usize = 120;

/// How many words the place before the date has at the most.
const PLACE_WORDS: usize = 5;

/// The days of difference that are right where the rule does not say: time zones and presses that
/// run at night.
const DAYS: i64 = 1;

/// Compares the field `date` with the date of the dateline: the full date with which the first
/// paragraph opens, alone or behind a place and a mark, and behind which a dash or a colon stands.
pub static DEF: CheckDef = CheckDef {
    name: "metadata-date",
    options: &[OptionSpec {
        name: "days",
        kind: OptionKind::Integer(0, 365),
    }],
    compile,
    example: None,
};

struct FieldDate {
    rules: Vec<RuleInstance>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    Ok(Box::new(FieldDate {
        rules: rules.to_vec(),
    }))
}

impl Check for FieldDate {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let article = context.article;
        let field = article.fields.iter().find(|field| field.key == "date");
        let Some((field, published)) = field.and_then(|field| {
            let date = iso::date(field.value.trim())?;
            let (month, day) = (date.month().unsigned_abs(), date.day().unsigned_abs());
            let day =
                Calendar::Gregorian.day_number(date.year().into(), month.into(), day.into())?;
            Some((field, day))
        }) else {
            return;
        };
        let Some(date) = dateline(context) else {
            return;
        };
        let Some(year) = date.year else { return };
        let apart = date
            .day_numbers(year.value)
            .map(|day| (day - published).abs())
            .min();
        for rule in &self.rules {
            let most = rule.options.integer("days").unwrap_or(DAYS);
            if let Some(apart) = apart.filter(|apart| *apart > most)
                && context.applies(rule, date.block)
            {
                sink.report(rule, date.range, "message")
                    .arg("found", context.slice(date.range))
                    .arg("field", field.value.trim())
                    .arg("n", apart.to_string())
                    .label(Place::File(field.span), "field", Vec::new());
            }
        }
    }
}

/// The date of the dateline.
fn dateline<'a>(context: &Context<'a>) -> Option<&'a Date> {
    let article = context.article;
    let (first, block) = article
        .indexed_blocks()
        .find(|(_, block)| block.kind == BlockKind::Paragraph)?;
    let mut dates = context.mentions.dates.iter();
    let date = dates.find(|date| date.block == first)?;
    let whole = date.day.is_some() && date.month_value().is_some() && date.year.is_some();
    let sure = date.calendar == Calendar::Gregorian
        && !date.event
        && !date.several
        && !date.stamp
        && !date.is_contradictory();
    let near = date.range.end() - block.range.start() <= DATELINE;
    // A list of days, each with what happened on it, has no dateline.
    let opens = |other: &Date| {
        other.block != first && other.range.start == article.block(other.block).range.start
    };
    let stands = whole
        && sure
        && near
        && is_place(context.before(first, date.range))
        && ends_dateline(context.after(first, date.range), !date.is_numeric())
        && !context.mentions.dates.iter().any(opens);
    stands.then_some(date)
}

fn is_mark(c: char) -> bool {
    is_dash(c) || matches!(c, ',' | '،' | ':' | '/' | '|' | '(')
}

/// Whether nothing, or a place and a mark, stands before the date.
fn is_place(before: &str) -> bool {
    let before = trim(before);
    let ends = before.is_empty() || before.ends_with(is_mark) || before.ends_with(')');
    let sentence = before.contains(['.', '!', '?', '؟', '؛', '«', '"', '“', '”']);
    ends && !sentence && before.split_whitespace().count() <= PLACE_WORDS
}

/// Whether a dash or a colon follows, perhaps behind the name of an agency in brackets, and no
/// further figures, with which a stretch of days would go on. A colon behind a date in figures heads
/// an update or an entry of a list.
fn ends_dateline(after: &str, colon: bool) -> bool {
    let after = trim(after);
    let after = after.trim_start_matches(')');
    let after = trim(after);
    let agency = after
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(')'))
        .filter(|(agency, _)| agency.split_whitespace().count() <= PLACE_WORDS);
    let after = agency.map_or(after, |(_, rest)| trim(rest));
    let mark = after.strip_prefix(|c| is_dash(c) || colon && c == ':');
    mark.is_some_and(|rest| !trim(rest).starts_with(char::is_numeric))
}

fn trim(text: &str) -> &str {
    text.trim_matches(|c: char| c.is_whitespace() || is_bidi_control(c))
}
