//! `panics`: a check that fails. Builds for users have none; with it tests show that the fault of
//! one rule costs one article, and that the run tells of it.

use crate::check::{
    Check, CheckDef, Context, OptionError, OptionKind, OptionSpec, RuleInstance, Sink,
};

/// The check. It panics where an article has the text `on`.
pub static DEF: CheckDef = CheckDef {
    name: "panics",
    options: &[OptionSpec {
        name: "on",
        kind: OptionKind::Text,
    }],
    compile,
    example: None,
};

struct Panics {
    rules: Vec<RuleInstance>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    Ok(Box::new(Panics {
        rules: rules.to_vec(),
    }))
}

impl Check for Panics {
    fn run(&self, context: &Context<'_>, _: &mut Sink<'_>) {
        for text in self.rules.iter().filter_map(|rule| rule.options.text("on")) {
            assert!(
                !context.article.text.as_str().contains(text),
                "as it was asked to"
            );
        }
    }
}
