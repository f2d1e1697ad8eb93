//! `quotes-crossed`: a quotation that ends only after the one around it.

use crate::check::{Check, CheckDef, Context, OptionError, RuleInstance, Sink};
use crate::finding::Args;

/// The check.
pub static DEF: CheckDef = CheckDef {
    name: "quotes-crossed",
    options: &[],
    compile,
    example: None,
};

struct Crossed {
    rules: Vec<RuleInstance>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    Ok(Box::new(Crossed {
        rules: rules.to_vec(),
    }))
}

impl Check for Crossed {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let mentions = context.mentions;
        for inner in mentions
            .quotations
            .iter()
            .filter(|quotation| quotation.crossed)
        {
            let Some(outer) = inner
                .parent
                .map(|parent| &mentions.quotations[parent as usize])
            else {
                continue;
            };
            let mark = |index: u32| mentions.marks[index as usize];
            for rule in &self.rules {
                if !context.applies(rule, mark(inner.open).block) {
                    continue;
                }
                sink.report(rule, inner.range, "message")
                    .arg("outer", outer.pair(&mentions.marks).to_string())
                    .arg("inner", inner.pair(&mentions.marks).to_string())
                    .label(mark(outer.close).range, "outer", Args::new())
                    .label(mark(inner.close).range, "inner", Args::new());
            }
        }
    }
}
