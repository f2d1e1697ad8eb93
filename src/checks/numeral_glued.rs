//! A word that touches the number before it (`15شخصا`), or the year behind it (`عام2015`).

use crate::check::{Check, CheckDef, Context, RuleInstance, Sink};
use crate::finding::Applicability;
use crate::lang::chars::{TATWEEL, is_arabic_letter, is_bidi_control, is_mark, is_word};
use crate::lang::fold;
use crate::lang::months;
use crate::mention::{Number, NumberRole};
use crate::span::TextRange;

/// The check.
pub static DEF: CheckDef = CheckDef {
    name: "numeral-glued",
    options: &[],
    compile: |rules| {
        Ok(Box::new(Glued {
            rules: rules.to_vec(),
        }))
    },
    example: None,
};

struct Glued {
    rules: Vec<RuleInstance>,
}

/// Abbreviated units, which stand at their number in many houses (`72كلم`).
const UNITS: [&str; 12] = [
    "كلم", "كجم", "كغم", "كيلو", "ملم", "ملغ", "ملجم", "مجم", "سنتم", "ميغا", "جيجا", "غيغا",
];

/// The longest word that is read, in characters.
const WORD: usize = 24;

impl Check for Glued {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for number in &context.mentions.numbers {
            if number.digits.is_none() || matches!(number.role, NumberRole::Identifier) {
                continue;
            }
            let parts = if let Some(word) = word_at(context, number) {
                [number.range, word]
            } else if let Some(word) = word_of_year(context, number) {
                [word, number.range]
            } else {
                continue;
            };
            for rule in &self.rules {
                if context.applies(rule, number.block) {
                    let [first, second] = parts.map(|part| context.slice(part));
                    let between = TextRange::new(parts[0].end(), parts[0].end());
                    sink.report(rule, parts[0].cover(parts[1]), "message")
                        .arg("found", format!("{first}{second}"))
                        .arg("fixed", format!("{first} {second}"))
                        .grouped()
                        .fix(Applicability::Ask, "replace", &[(between, " ")]);
                }
            }
        }
    }
}

/// Words before a year.
const BEFORE_YEAR: [&str; 6] = ["عام", "العام", "سنة", "السنة", "موسم", "الموسم"];

/// The word for a year, or a month's name, that touches a year: `عام2015`. Proclitics may touch any
/// number, and so may letters of a name.
fn word_of_year(context: &Context<'_>, number: &Number) -> Option<TextRange> {
    let year = |value| (1300.0..1500.0).contains(&value) || (1800.0..2100.0).contains(&value);
    number.value.filter(|&value| year(value))?;
    let block = context.article.block(number.block);
    let before = context.before(number.block, number.range);
    let len: usize = before
        .chars()
        .rev()
        .take(WORD)
        .take_while(|c| is_arabic_letter(*c) || is_mark(*c))
        .map(char::len_utf8)
        .sum();
    let word = &before[before.len() - len..];
    let known = |word: &str| {
        BEFORE_YEAR.iter().any(|known| fold::same(word, known))
            || months::is_plain_name(word, block.lang.language)
    };
    let bare = word.strip_prefix(['و', 'ف', 'ب', 'ل']);
    (len > 0 && (known(word) || bare.is_some_and(known)))
        .then(|| TextRange::new(number.range.start() - len, number.range.start()))
}

/// The word of at least three letters that begins at a number's end. Shorter ones are eras (`2015م`,
/// `1436هـ`), units and endings.
fn word_at(context: &Context<'_>, number: &Number) -> Option<TextRange> {
    let rest = context.after(number.block, number.range);
    let first = rest.chars().next().filter(|c| is_arabic_letter(*c))?;
    let len: usize = rest
        .chars()
        .take(WORD)
        .take_while(|c| is_word(*c) && !c.is_numeric() && !is_bidi_control(*c))
        .map(char::len_utf8)
        .sum();
    let word = &rest[..len];
    let letters = word.chars().filter(|c| !is_mark(*c)).count();
    let unit = UNITS.iter().any(|unit| fold::same(word, unit));
    (letters >= 3 && !word.contains(TATWEEL) && first != 'ر' && !unit)
        .then(|| TextRange::new(number.range.end(), number.range.end() + len))
}
