//! Small numbers in figures that a house writes in words.

use std::ops::Range;

use super::numeral_words;
use crate::check::{
    Check, CheckDef, Context, OptionError, OptionKind, OptionSpec, RuleInstance, Sink,
};
use crate::lang::chars::{is_space, is_word};
use crate::lang::counted::{NounClass, NounForm, word_for};
use crate::lang::sentences::{begins_after, capitalised, ends_inside, last_word};
use crate::lang::spelled::spelled;
use crate::lang::{Language, fold};
use crate::mention::{Count, Counted, Number, NumberRole};

/// The check.
pub static DEF: CheckDef = CheckDef {
    name: "numeral-spell-out",
    options: &[OptionSpec {
        name: "below",
        kind: OptionKind::Integer(2, 101),
    }],
    compile,
    example: None,
};

struct SpellOut {
    /// Each rule that a house has set, and the first number that it writes in figures.
    rules: Vec<(RuleInstance, f64)>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    let below = |rule: &RuleInstance| Some((rule.clone(), rule.options.integer("below")? as f64));
    Ok(Box::new(SpellOut {
        rules: rules.iter().filter_map(below).collect(),
    }))
}

/// Words after a figure that keep it: units, money, scales, percentages, ages, times, results.
const KEPT_BEFORE: &[&str] = &[
    "million",
    "billion",
    "trillion",
    "thousand",
    "hundred",
    "percent",
    "per",
    "percentage",
    "pct",
    "point",
    "points",
    "degree",
    "degrees",
    "km",
    "kilometer",
    "kilometers",
    "kilometre",
    "kilometres",
    "mile",
    "miles",
    "meter",
    "meters",
    "metre",
    "metres",
    "cm",
    "centimeters",
    "centimetres",
    "foot",
    "feet",
    "ft",
    "inch",
    "inches",
    "kg",
    "kilogram",
    "kilograms",
    "kilos",
    "pound",
    "pounds",
    "ton",
    "tons",
    "tonne",
    "tonnes",
    "gram",
    "grams",
    "liters",
    "litres",
    "gallons",
    "acres",
    "watts",
    "kilowatt",
    "kilowatts",
    "megawatt",
    "megawatts",
    "gigawatts",
    "gigabytes",
    "gb",
    "mb",
    "hectares",
    "barrels",
    "mph",
    "dollars",
    "dollar",
    "cents",
    "euros",
    "yen",
    "riyals",
    "am",
    "pm",
    "o'clock",
    "times",
    "magnitude",
    "millions",
    "milliards",
    "pour",
    "euro",
    "kilomètres",
    "mètres",
    "degrés",
    "ans",
    "heures",
    "h",
];

/// Words before a figure that it names one of, and words that announce an age, a date or a result.
const KEPT_AFTER: &[&str] = &[
    "no",
    "number",
    "page",
    "pages",
    "chapter",
    "room",
    "grade",
    "section",
    "article",
    "part",
    "volume",
    "verse",
    "line",
    "level",
    "phase",
    "stage",
    "type",
    "step",
    "channel",
    "highway",
    "route",
    "age",
    "aged",
    "ages",
    "act",
    "week",
    "day",
    "version",
    "question",
    "rule",
    "item",
    "figure",
    "table",
    "size",
    "category",
    "magnitude",
    "scale",
    "plus",
    "minus",
    "by",
    "gate",
    "group",
    "class",
    "le",
    "du",
    "au",
    "les",
    "numéro",
    "chapitre",
    "âge",
    "âgé",
    "âgée",
    "groupe",
    "phases",
];

/// Words that begin a sentence and name nothing.
const OPENERS: &[&str] = &[
    "about", "some", "only", "nearly", "almost", "over", "at", "the", "these", "those", "in",
    "for", "with", "and", "but", "just", "all", "another", "from", "after", "his", "her", "its",
    "their", "environ", "quelque", "dans", "pour", "avec", "ces",
];

impl Check for SpellOut {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for (rule, below) in &self.rules {
            let numbers = &context.mentions.numbers;
            let mut first = 0;
            while first < numbers.len() {
                let sentence = sentence(context, numbers, first);
                first = sentence.end;
                let numbers = &numbers[sentence];
                if !context.applies(rule, numbers[0].block) {
                    continue;
                }
                // Beside a larger figure a small one stays a figure: `3 of 12 boats`.
                let larger = |number: &Number| {
                    number.role == NumberRole::Quantity
                        && number
                            .value
                            .is_none_or(|value| value >= *below || value.fract() != 0.0)
                };
                if numbers.iter().any(larger) {
                    continue;
                }
                for number in numbers
                    .iter()
                    .filter(|number| number.role == NumberRole::Quantity)
                {
                    judge(context, sink, rule, number);
                }
            }
        }
    }
}

/// The numbers from `first` on that stand in one sentence.
fn sentence(context: &Context<'_>, numbers: &[Number], first: usize) -> Range<usize> {
    let mut end = first + 1;
    while end < numbers.len() && numbers[end].block == numbers[first].block {
        let from = numbers[end - 1].range.end();
        let between = &context.article.text.as_str()[from..numbers[end].range.start().max(from)];
        if ends_inside(between) {
            break;
        }
        end += 1;
    }
    first..end
}

fn judge(context: &Context<'_>, sink: &mut Sink<'_>, rule: &RuleInstance, number: &Number) {
    let Some(value) = number
        .value
        // `1.0` is a version, or measured.
        .filter(|value| *value >= 1.0 && number.decimal.is_none())
        .map(|value| value as u64)
    else {
        return;
    };
    let block = context.article.block(number.block);
    let before = context.before(number.block, number.range);
    let after = context.after(number.block, number.range);
    let word = match block.lang.language {
        Language::Ar => {
            let at = context
                .mentions
                .counted
                .partition_point(|counted| counted.number.start() < number.range.start());
            let counted = context.mentions.counted.get(at);
            let Some(counted) = counted.filter(|counted| counted.number == number.range) else {
                return;
            };
            if !spelled_in_arabic(counted, before) {
                return;
            }
            arabic(counted, value)
        }
        language => {
            if !stands_alone(before, after) || kept(before, after) {
                return;
            }
            spelled(value, language).map(|word| {
                if begins_after(before) {
                    capitalised(&word)
                } else {
                    word
                }
            })
        }
    };
    numeral_words::report(context, sink, rule, number, word.as_deref());
}

/// Whether Arabic copy that spells small numbers spells this one: no money, no measure, no age.
fn spelled_in_arabic(counted: &Counted, before: &str) -> bool {
    let quantity = !matches!(
        counted.noun.class,
        NounClass::Scale | NounClass::Currency | NounClass::Measure
    );
    let age = before
        .split_whitespace()
        .rev()
        .take(3)
        .any(|word| word.contains("عمر"));
    quantity && !age && counted.form == NounForm::Plural
}

fn arabic(counted: &Counted, value: u64) -> Option<String> {
    let Count::Figures(_) = counted.count else {
        return None;
    };
    // A bracket around the number would stay, and so would the tatweel of `بـ5`.
    let bare = counted.range.start() == counted.number.start() && !counted.noun.either_gender;
    let word = word_for(u8::try_from(value).ok()?, counted.noun.feminine)?;
    bare.then(|| word.to_owned())
}

/// Whether spaces, brackets, quotation marks or the marks of a sentence part a number from what is
/// beside it.
fn stands_alone(before: &str, after: &str) -> bool {
    let opens = |c: char| is_space(c) || "([“‘«\"".contains(c);
    let closes = |c: char| is_space(c) || ".,;:!?)]”’»\"…".contains(c);
    before.chars().next_back().is_none_or(opens) && after.chars().next().is_none_or(closes)
}

/// Whether the words beside a number keep it in figures.
fn kept(before: &str, after: &str) -> bool {
    let bare = before.trim_end_matches(is_space);
    // `no. 5`, `5, 6` and `5-1 6-2` are labels and lists.
    let last = last_word(bare.trim_end_matches('.'));
    let digit = |c: char| c.is_ascii_digit();
    let rest = after.trim_start_matches(|c: char| is_space(c) || ",;".contains(c));
    if bare.ends_with(|c: char| digit(c) || "+×*=/–—-#".contains(c)) || rest.starts_with(digit)
    {
        return true;
    }
    // The unit of a range stands behind its second number: `between 6 and 8 miles`.
    let mut next = after.trim_start_matches(is_space);
    for joint in ["and ", "to ", "or ", "et ", "à ", "ou "] {
        let second = next.strip_prefix(joint);
        if let Some(second) = second.filter(|second| second.starts_with(digit)) {
            next = second
                .trim_start_matches(digit)
                .trim_start_matches(is_space);
            break;
        }
    }
    let next = next
        .split(|c: char| !is_word(c) && c != '\'')
        .next()
        .unwrap_or_default();
    let age = after.trim_start().starts_with("years old");
    let known = |words: &[&str], word: &str| words.iter().any(|known| fold::same(known, word));
    let name = last.starts_with(char::is_uppercase) && !known(OPENERS, last);
    // `(1)` and `2)` number the parts of a sentence.
    let clock = |half: &str| after.trim_start_matches(is_space).starts_with(half);
    let kept = age || after.starts_with(')') || clock("a.m") || clock("p.m");
    kept || name || known(KEPT_BEFORE, next) || (known(KEPT_AFTER, last) && !begins_after(before))
}
