//! A percent sign that is typed before its number (memory order; the screen's order says nothing).

use crate::check::{Check, CheckDef, Context, OptionError, RuleInstance, Sink};
use crate::finding::Applicability;
use crate::lang::Language;
use crate::lang::chars::{is_bidi_control, is_space};
use crate::mention::{Percent, SignPlace};
use crate::span::TextRange;

/// The check.
pub static DEF: CheckDef = CheckDef {
    name: "percent-placement",
    options: &[],
    compile,
    example: None,
};

struct Placement {
    rules: Vec<RuleInstance>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    Ok(Box::new(Placement {
        rules: rules.to_vec(),
    }))
}

impl Check for Placement {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for percent in &context.mentions.percents {
            if percent.place == SignPlace::After {
                continue;
            }
            for rule in &self.rules {
                // Kurdish copy has the sign on either side, as Turkish has it first.
                let kurdish = context.article.block(percent.block).lang.language == Language::Ckb;
                if context.applies(rule, percent.block) && !kurdish && !in_latin(context, percent) {
                    report(context, sink, rule, percent);
                }
            }
        }
    }
}

fn report(context: &Context<'_>, sink: &mut Sink<'_>, rule: &RuleInstance, percent: &Percent) {
    let found = context.slice(percent.range);
    let sign = context.slice(percent.sign);
    let between = TextRange::new(percent.sign.end(), percent.figure.start());
    let marks = context.slice(between).trim_matches(is_space);
    let fixed = format!("{marks}{}{sign}", context.slice(percent.figure));
    // A direction mark or a range inside may mean something that a swap would lose.
    let plain = !found.contains(is_bidi_control) && !found.contains(['-', '–', '—']);
    let applicability = if plain && stands_free(context, percent) {
        Applicability::Safe
    } else {
        Applicability::Ask
    };
    sink.report(rule, percent.range, "message")
        .arg("found", found)
        .arg("fixed", fixed.as_str())
        .grouped()
        .fix(applicability, "replace", &[(percent.range, &fixed)]);
}

/// Whether a space, an opening bracket or the block's start stands before the sign.
fn stands_free(context: &Context<'_>, percent: &Percent) -> bool {
    let last = context
        .before(percent.block, percent.range)
        .chars()
        .next_back();
    last.is_none_or(|c| is_space(c) || matches!(c, '(' | '[' | '{' | '«' | '“' | '"'))
}

/// Whether Latin words in Arabic text hold the percentage: Turkish puts the sign first.
fn in_latin(context: &Context<'_>, percent: &Percent) -> bool {
    let block = context.article.block(percent.block);
    let skipped = |c: char| is_space(c) || is_bidi_control(c);
    let last = context
        .before(percent.block, percent.range)
        .trim_end_matches(skipped)
        .chars()
        .next_back();
    block.lang.language.arabic_script() && last.is_some_and(|c| c.is_ascii_alphabetic())
}
