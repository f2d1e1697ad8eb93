//! A word that touches the number before it: `15شخصا`.

use crate::check::{Check, CheckDef, Context, RuleInstance, Sink};
use crate::finding::Applicability;
use crate::lang::chars::{TATWEEL, is_arabic_letter, is_bidi_control, is_mark, is_word};
use crate::lang::fold;
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
            let Some(word) = word_at(context, number) else {
                continue;
            };
            for rule in &self.rules {
                if context.applies(rule, number.block) {
                    let digits = context.slice(number.range);
                    let end = TextRange::new(number.range.end(), number.range.end());
                    sink.report(rule, number.range.cover(word), "message")
                        .arg("found", format!("{digits}{}", context.slice(word)))
                        .arg("fixed", format!("{digits} {}", context.slice(word)))
                        .grouped()
                        .fix(Applicability::Ask, "replace", &[(end, " ")]);
                }
            }
        }
    }
}

/// The word of at least three letters that begins at a number's end. Shorter ones are eras (`2015م`,
/// `1436هـ`), units and endings.
fn word_at(context: &Context<'_>, number: &Number) -> Option<TextRange> {
    let block = context.article.block(number.block).range;
    let rest = context.slice(TextRange::new(number.range.end(), block.end()));
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
