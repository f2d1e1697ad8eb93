//! Front matter that can't be read.

use crate::article::{Damage, DamageKind};
use crate::check::{Check, CheckDef, Context, OptionError, Place, RuleInstance, Sink};

/// Reports what the reader of the front matter could not make sense of.
pub static DEF: CheckDef = CheckDef {
    name: "front-matter",
    options: &[],
    compile,
    example: None,
};

struct FrontMatter {
    rules: Vec<RuleInstance>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    Ok(Box::new(FrontMatter {
        rules: rules.to_vec(),
    }))
}

impl Check for FrontMatter {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for rule in &self.rules {
            let in_matter = |damage: &&Damage| damage.kind == DamageKind::FrontMatter;
            for damage in context.article.damage.iter().filter(in_matter) {
                sink.report(rule, Place::File(damage.span), "message")
                    .arg("reason", damage.reason.as_str());
            }
        }
    }
}
