//! Photos whose credit readers see twice.

use super::photos::blocks_of_photos;
use crate::article::{BlockIndex, Syntax};
use crate::check::{Check, CheckDef, Context, OptionError, RuleInstance, Sink};
use crate::lang::fold::same;
use crate::mention::Credit;
use crate::span::TextRange;

/// Reports the second of two equal credits of one photo, both in the text of the page.
///
/// Fields, attributes and a shortcode's arguments are data, which a template shows or not. A credit
/// alone above the caption that ends in it is the form of some agencies. Credits that differ are not
/// judged here.
pub static DEF: CheckDef = CheckDef {
    name: "photo-duplicate",
    options: &[],
    compile,
    example: None,
};

struct Duplicate {
    rules: Vec<RuleInstance>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    Ok(Box::new(Duplicate {
        rules: rules.to_vec(),
    }))
}

impl Check for Duplicate {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let article = context.article;
        if article.photos.is_empty() || context.mentions.credits.len() < 2 {
            return;
        }
        let of_photos = blocks_of_photos(article);
        let is_read = |block: BlockIndex| {
            let syntax = article.block(block).syntax;
            matches!(syntax, Syntax::Markdown | Syntax::HtmlText)
                && of_photos.binary_search(&block).is_ok()
        };
        let mut pairs = context.mentions.twin_credits();
        pairs.retain(|(first, second)| {
            let says = |credit: &Credit| {
                let names = [credit.name, credit.provider, credit.agency];
                names.into_iter().flatten().reduce(TextRange::cover)
            };
            let equal = says(first)
                .zip(says(second))
                .is_some_and(|(first, second)| same(context.slice(first), context.slice(second)));
            let above = first.alone && !second.alone && first.block.0 + 1 == second.block.0;
            equal && !above && is_read(first.block) && is_read(second.block)
        });
        let credited = article.photos.iter().filter(|photo| {
            let mut credits = context.mentions.credits_of(photo);
            credits.any(|credit| is_read(credit.block))
        });
        // What every photo of an article has is its form.
        if pairs.len() > 1 && pairs.len() == credited.count() {
            return;
        }
        for rule in &self.rules {
            for (first, second) in &pairs {
                if context.applies(rule, second.block) {
                    sink.report(rule, second.range, "message")
                        .arg("found", context.slice(second.range))
                        .label(first.range, "first", Vec::new());
                }
            }
        }
    }
}
