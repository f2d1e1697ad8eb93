//! `quotes-unmatched`: a quotation mark without a partner.

use crate::check::{Check, CheckDef, Context, OptionError, RuleInstance, Sink};
use crate::mention::{MarkPair, MarkRole};

/// The check.
pub static DEF: CheckDef = CheckDef {
    name: "quotes-unmatched",
    options: &[],
    compile,
    example: None,
};

struct Unmatched {
    rules: Vec<RuleInstance>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    Ok(Box::new(Unmatched {
        rules: rules.to_vec(),
    }))
}

impl Check for Unmatched {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let alone = |mark: &&_| {
            let mark: &crate::mention::QuoteMark = mark;
            mark.partner.is_none()
        };
        for mark in context.mentions.marks.iter().filter(alone) {
            for rule in &self.rules {
                if !context.applies(rule, mark.block) {
                    continue;
                }
                let (id, other) = match mark.role {
                    MarkRole::Close => ("closing", "open"),
                    MarkRole::Open | MarkRole::Reopen => ("message", "close"),
                };
                // Two characters for one mark ask for two again.
                let written = context.slice(mark.range).chars();
                let counterpart: String = written.map(MarkPair::counterpart).collect();
                let report = sink
                    .report(rule, mark.range, id)
                    .arg("found", context.slice(mark.range))
                    .arg(other, counterpart);
                if !mark.certain || context.is_excerpt(mark.block) {
                    report.hint();
                }
            }
        }
    }
}
