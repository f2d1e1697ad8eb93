//! Photos with two different credits.

use crate::check::{Check, CheckDef, Context, OptionError, RuleInstance, Sink};
use crate::mention::Credit;

use super::photo_names::differ;

/// Compares the credits that one photo has in several places: the field and the caption, the
/// attribute and the caption, or, in plain text, the line above the caption and the caption's end.
///
/// Two credits differ where both name a photographer, or both an agency, and not the same. A name
/// in Arabic letters is not compared with one in Latin letters.
pub static DEF: CheckDef = CheckDef {
    name: "photo-mismatch",
    options: &[],
    compile,
    example: None,
};

/// With how many credits that were told another one of the same photo is compared.
const MOST: usize = 16;

struct Mismatch {
    rules: Vec<RuleInstance>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    Ok(Box::new(Mismatch {
        rules: rules.to_vec(),
    }))
}

impl Check for Mismatch {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let mut pairs = context.mentions.twin_credits();
        pairs.retain(|(first, second)| differ(context.article, first, second));
        // Where two places agree against the first one, that is one contradiction.
        let mut told: Vec<(&Credit, &Credit)> = Vec::new();
        for &(first, second) in &pairs {
            let of_first = told.iter().rev().take_while(|(other, _)| *other == first);
            if of_first
                .take(MOST)
                .all(|(_, known)| differ(context.article, known, second))
            {
                told.push((first, second));
            }
        }
        for rule in &self.rules {
            for &(first, second) in &told {
                if !context.applies(rule, second.block) {
                    continue;
                }
                let report = sink
                    .report(rule, second.range, "message")
                    .arg("a", context.slice(first.range))
                    .arg("b", context.slice(second.range))
                    .label(first.range, "first", Vec::new());
                // A site shows who made a photo and who owns it in as many elements as it likes.
                if context.article.is_assembled {
                    report.hint();
                }
            }
        }
    }
}
