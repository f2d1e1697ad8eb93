//! `quotes-mixed-order`: “…” here and ”…“ or ’…‘ there.

use crate::article::BlockGroup;
use crate::check::{
    Check, CheckDef, Context, Majority, OptionError, OptionKind, OptionSpec, RuleInstance, Sink,
    Tally,
};
use crate::finding::{Applicability, Args};
use crate::lang::Language;
use crate::mention::{MarkKind, MarkOrder, MarkPair};

/// The check.
pub static DEF: CheckDef = CheckDef {
    name: "quotes-mixed-order",
    options: &[
        OptionSpec {
            name: "double",
            kind: OptionKind::OneOf(&["first", "second"]),
        },
        OptionSpec {
            name: "single",
            kind: OptionKind::OneOf(&["first", "second"]),
        },
    ],
    compile,
    example: None,
};

struct MixedOrder {
    rules: Vec<Rule>,
}

struct Rule {
    rule: RuleInstance,
    double: Option<MarkOrder>,
    single: Option<MarkOrder>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    let order = |rule: &RuleInstance, name| {
        rule.options.text(name).map(|value| {
            if value == "second" {
                MarkOrder::Second
            } else {
                MarkOrder::First
            }
        })
    };
    let rules = rules
        .iter()
        .map(|rule| Rule {
            double: order(rule, "double"),
            single: order(rule, "single"),
            rule: rule.clone(),
        })
        .collect();
    Ok(Box::new(MixedOrder { rules }))
}

impl Rule {
    /// The house's order of a kind, where it has one.
    fn configured(&self, kind: MarkKind) -> Option<MarkOrder> {
        match kind {
            MarkKind::Curly => self.double,
            MarkKind::SingleCurly => self.single,
            _ => None,
        }
    }
}

/// Quotations whose orders are compared: of one group and language, and guillemets apart from
/// curly marks.
type Like = (BlockGroup, Language, bool);

impl Check for MixedOrder {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for rule in &self.rules {
            rule.run(context, sink);
        }
    }
}

impl Rule {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let (marks, quotations) = (&context.mentions.marks, &context.mentions.quotations);
        let mut tallies: Vec<(Like, Tally<MarkOrder>)> = Vec::new();
        for (index, quotation) in quotations.iter().enumerate() {
            let (open, close) = (
                marks[quotation.open as usize],
                marks[quotation.close as usize],
            );
            let pair = quotation.pair(marks);
            let (Some(order), Some(kind)) = (pair.order(), pair.kind()) else {
                continue;
            };
            let certain = open.certain && close.certain;
            if !certain || !context.applies(&self.rule, open.block) {
                continue;
            }
            if let Some(wanted) = self.configured(kind) {
                if order != wanted {
                    let sample = MarkPair::of(kind, wanted);
                    self.report(context, sink, index, sample, None);
                }
                continue;
            }
            let guillemets = matches!(kind, MarkKind::Guillemet | MarkKind::SingleGuillemet);
            let block = context.article.block(open.block);
            let like = (block.kind.group(), block.lang.language, guillemets);
            Tally::among(&mut tallies, like).add(order, index);
        }
        for (_, tally) in &tallies {
            let Some((&order, places, majority)) = tally.majority() else {
                continue;
            };
            let sample = quotations[places[0]].pair(marks);
            for (_, minority) in tally.ways().iter().filter(|(way, _)| *way != order) {
                for &index in minority {
                    self.report(context, sink, index, sample, Some((majority, places.len())));
                }
            }
        }
    }

    /// Reports the quotation `index`; `sample` is a pair in the order that it should have.
    fn report(
        &self,
        context: &Context<'_>,
        sink: &mut Sink<'_>,
        index: usize,
        sample: MarkPair,
        majority: Option<(Majority, usize)>,
    ) {
        let marks = &context.mentions.marks;
        let quotation = context.mentions.quotations[index];
        let pair = quotation.pair(marks);
        let fixed = MarkPair {
            open: pair.close,
            close: pair.open,
        };
        let code_point = |c: char| format!("U+{:04X}", c as u32);
        let id = match (majority, pair.order()) {
            (None, _) => "configured",
            (Some(_), Some(MarkOrder::First)) => "first",
            (Some(_), _) => "message",
        };
        let (open, close) = (
            marks[quotation.open as usize],
            marks[quotation.close as usize],
        );
        let mut report = sink
            .report(&self.rule, quotation.range, id)
            .arg("open2", pair.open)
            .arg("cp2", code_point(pair.open))
            .arg("open1", sample.open)
            .arg("cp1", code_point(sample.open))
            .arg("fixed", fixed.to_string())
            .arg("n", majority.map_or(0, |(_, n)| n).to_string())
            .label(open.range, "opens", Args::new())
            .label(close.range, "closes", Args::new());
        if let Some((majority, _)) = majority {
            report = report.majority(majority);
        }
        if open.block == close.block {
            let sure = majority.is_none_or(|(majority, _)| majority == Majority::Strong);
            let applicability = if sure {
                Applicability::Safe
            } else {
                Applicability::Ask
            };
            let (first, last) = (fixed.open.to_string(), fixed.close.to_string());
            report.fix(
                applicability,
                "order",
                &[(open.range, &first), (close.range, &last)],
            );
        }
    }
}
