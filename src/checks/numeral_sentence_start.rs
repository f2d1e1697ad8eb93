//! Sentences that open with a figure.

use super::numeral_words;
use crate::article::BlockIndex;
use crate::check::{Check, CheckDef, Context, RuleInstance, Sink};
use crate::lang::chars::is_space;
use crate::lang::sentences::{begins_after, capitalised, ends};
use crate::lang::spelled::spelled;
use crate::mention::{Number, NumberRole};

/// The check.
pub static DEF: CheckDef = CheckDef {
    name: "numeral-sentence-start",
    options: &[],
    compile: |rules| {
        Ok(Box::new(SentenceStart {
            rules: rules.to_vec(),
        }))
    },
    example: None,
};

struct SentenceStart {
    rules: Vec<RuleInstance>,
}

impl Check for SentenceStart {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for rule in &self.rules {
            let numbers = context.mentions.numbers.iter().filter(|number| {
                matches!(number.role, NumberRole::Quantity | NumberRole::Percent)
                    && context.applies(rule, number.block)
            });
            // A line without a full stop is a list's or a table's more often than a sentence. Asked
            // once a block: what closes at its end may be long.
            let mut sentences: Option<(BlockIndex, bool)> = None;
            for number in numbers {
                let known = sentences.filter(|(block, _)| *block == number.block);
                let ended = known.map_or_else(
                    || ends(context.article.block_text(number.block)),
                    |known| known.1,
                );
                sentences = Some((number.block, ended));
                if ended {
                    judge(context, sink, rule, number);
                }
            }
        }
    }
}

fn judge(context: &Context<'_>, sink: &mut Sink<'_>, rule: &RuleInstance, number: &Number) {
    let block = context.article.block(number.block);
    let before = context.before(number.block, number.range);
    let after = context.after(number.block, number.range);
    let year = number.group.is_none()
        && number
            .value
            .is_some_and(|value| (1000.0..2200.0).contains(&value) && value.fract() == 0.0);
    if year || !begins_after(before) {
        return;
    }
    let plain = number.decimal.is_none()
        && number.role == NumberRole::Quantity
        && after.starts_with(is_space)
        && !after
            .trim_start()
            .starts_with(|c: char| c.is_ascii_digit() || "-–—*×/".contains(c));
    let word = number
        .value
        .filter(|_| plain)
        .and_then(|value| spelled(value as u64, block.lang.language))
        .map(|word| capitalised(&word));
    numeral_words::report(context, sink, rule, number, word.as_deref());
}
