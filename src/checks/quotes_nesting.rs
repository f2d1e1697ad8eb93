//! `quotes-nesting`: a quotation inside a quotation with the same marks as the outer one.

use super::quotes::may_be_for;
use crate::check::{
    Check, CheckDef, Context, OptionError, OptionKind, OptionSpec, RuleInstance, Sink,
};
use crate::finding::Applicability;
use crate::mention::{MarkKind, MarkOrder, MarkPair, Quotation};

/// The check.
pub static DEF: CheckDef = CheckDef {
    name: "quotes-nesting",
    options: &[OptionSpec {
        name: "inner",
        kind: OptionKind::Text,
    }],
    compile,
    example: None,
};

struct Nesting {
    rules: Vec<(RuleInstance, Option<MarkPair>)>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    let rules = rules
        .iter()
        .map(|rule| {
            let inner = rule.options.text("inner").map(MarkPair::parse).transpose();
            let inner = inner.map_err(|reason| OptionError {
                rule: rule.index,
                option: "inner",
                reason,
            })?;
            Ok((rule.clone(), inner))
        })
        .collect::<Result<_, _>>()?;
    Ok(Box::new(Nesting { rules }))
}

/// The marks that are usual inside those of a kind: `facts/quotes.toml` \[\[style]].
fn usual(outer: MarkKind) -> MarkPair {
    let inner = match outer {
        MarkKind::Guillemet | MarkKind::SingleGuillemet => MarkKind::Curly,
        MarkKind::Curly => MarkKind::SingleCurly,
        MarkKind::Straight => MarkKind::SingleStraight,
        MarkKind::SingleCurly => MarkKind::Curly,
        MarkKind::SingleStraight | MarkKind::Makeshift => MarkKind::Straight,
    };
    MarkPair::of(inner, MarkOrder::First)
}

impl Check for Nesting {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let (marks, quotations) = (&context.mentions.marks, &context.mentions.quotations);
        // One place shows what an outer quotation's marks leave unclear.
        let mut told = None;
        for quotation in quotations {
            let Some(around) = quotation.parent else {
                continue;
            };
            let parent = quotations[around as usize];
            let kind = quotation.pair(marks).kind();
            let Some(kind) = kind.filter(|&kind| parent.pair(marks).kind() == Some(kind)) else {
                continue;
            };
            let (open, close) = (
                marks[quotation.open as usize],
                marks[quotation.close as usize],
            );
            let outer = [marks[parent.open as usize], marks[parent.close as usize]];
            // Where one of them has one mark of a pair at both ends, that is told, and mended first.
            let twice = |one: &Quotation| one.pair(marks).is_same_mark();
            let language = context.article.block(open.block).lang.language;
            if language.arabic_script() && (twice(quotation) || twice(&parent)) {
                told = Some(around);
                continue;
            }
            // Marks of doubtful role may as well make two quotations in a row.
            if !outer.iter().chain([&open, &close]).all(|mark| mark.certain) || quotation.crossed {
                continue;
            }
            let first = told.replace(around) != Some(around);
            for (rule, inner) in &self.rules {
                let inner = inner.filter(|&inner| may_be_for(language, inner));
                if !first && inner.is_none() {
                    continue;
                }
                if !context.applies(rule, open.block) {
                    continue;
                }
                let wanted = inner.unwrap_or_else(|| usual(kind));
                let id = if inner.is_some() {
                    "configured"
                } else {
                    "message"
                };
                let report = sink
                    .report(rule, quotation.range, id)
                    .arg("found", quotation.pair(marks).to_string())
                    .arg("inner", wanted.to_string())
                    .grouped();
                if inner.is_some() && wanted.kind() != Some(kind) && open.block == close.block {
                    let (first, last) = (wanted.open.to_string(), wanted.close.to_string());
                    report.fix(
                        Applicability::Ask,
                        "inner",
                        &[(open.range, &first), (close.range, &last)],
                    );
                }
            }
        }
    }
}
