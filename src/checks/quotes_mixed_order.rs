//! `quotes-mixed-order`: “…” here and ”…“ or ’…‘ there.

use super::quotes::{Minorities, doubtful, ends, is_askew, is_of_another_script, order_of};
use crate::article::{BlockGroup, BlockIndex};
use crate::check::{
    Check, CheckDef, Context, Majority, OptionError, OptionKind, OptionSpec, RuleInstance, Sink,
    Tally,
};
use crate::finding::{Applicability, Args};
use crate::lang::Language;
use crate::lang::chars::is_space;
use crate::mention::{MarkKind, MarkOrder, MarkPair, Quotation};
use crate::span::TextRange;

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

/// Why a pair's order is wrong.
#[derive(Clone, Copy)]
enum Reason {
    /// The house has the other one.
    Configured,
    /// The language has the other one.
    Language,
    /// The article has the other one elsewhere.
    Majority(Majority),
    /// As many places have the other one; in Arabic that is the one that most newspapers type.
    Tie,
    /// No other place has it, and others of the article show that the keyboard made it.
    Alone,
}

/// Whether quotations in the second order, the only curly ones, are none that anybody meant: a
/// program that makes straight marks curly takes a mark before a space for a closing one, and one
/// after a space for an opening one. It leaves `”…”` in other places, or spaces inside these.
fn is_slip(context: &Context<'_>, second: &[usize]) -> bool {
    let quotations = &context.mentions.quotations;
    let same = |quotation: &&Quotation| {
        let pair = quotation.pair(&context.mentions.marks);
        pair.is_same_mark() && pair.kind() == Some(MarkKind::Curly)
    };
    let spaced = |&index: &usize| {
        let [open, close] = ends(context, &quotations[index]);
        let inner = context.slice(TextRange {
            start: open.range.end,
            end: close.range.start,
        });
        inner.starts_with(is_space) && inner.ends_with(is_space)
    };
    second.iter().all(spaced) || quotations.iter().filter(same).count() >= second.len()
}

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
        let mut minorities: Option<Vec<usize>> = None;
        let doubtful = doubtful(context);
        for (index, quotation) in quotations.iter().enumerate() {
            let [open, close] = ends(context, quotation);
            let pair = quotation.pair(marks);
            let (Some(order), Some(kind)) = (pair.order(), pair.kind()) else {
                continue;
            };
            let certain = open.certain && close.certain;
            if !certain || !context.applies(&self.rule, open.block) {
                continue;
            }
            // The order of an Arabic house says nothing about text of a language that has one only.
            let own = order_of(context.article.block(open.block).lang.language, kind);
            let house = self.configured(kind);
            if let Some(wanted) = house.filter(|wanted| own.is_none_or(|own| own == *wanted)) {
                if order != wanted {
                    self.report(context, sink, &doubtful, index, Reason::Configured);
                }
                continue;
            }
            // Marks of a style that the article has hardly anywhere are told by `quotes/style`.
            if order == MarkOrder::Second {
                let known = minorities.get_or_insert_with(|| {
                    let all = Minorities::of(context, &self.rule);
                    let all = all.iter(&context.mentions.quotations);
                    let mut known: Vec<_> = all.map(|(index, ..)| index).collect();
                    known.sort_unstable();
                    known
                });
                if known.binary_search(&index).is_ok() {
                    continue;
                }
            }
            let block = context.article.block(open.block);
            if let Some(wanted) = own {
                if order != wanted {
                    self.report(context, sink, &doubtful, index, Reason::Language);
                }
                continue;
            }
            let guillemets = matches!(kind, MarkKind::Guillemet | MarkKind::SingleGuillemet);
            let like = (block.kind.group(), block.lang.language, guillemets);
            Tally::among(&mut tallies, like).add(order, index);
        }
        for ((_, language, guillemets), tally) in &tallies {
            if let Some((order, _, majority)) = tally.majority() {
                let others = tally.ways().iter().filter(|(way, _)| way != order);
                for &index in others.flat_map(|(_, minority)| minority) {
                    self.report(context, sink, &doubtful, index, Reason::Majority(majority));
                }
                continue;
            }
            if *language != Language::Ar || *guillemets {
                continue;
            }
            let places = |order| {
                let way = tally.ways().iter().find(|(way, _)| *way == order);
                way.map_or(&[][..], |(_, places)| places)
            };
            let (first, second) = (places(MarkOrder::First), places(MarkOrder::Second));
            let reason = if first.is_empty() {
                Reason::Alone
            } else {
                Reason::Tie
            };
            if match reason {
                Reason::Alone => is_slip(context, second),
                _ => first.len() >= second.len(),
            } {
                for &index in second {
                    self.report(context, sink, &doubtful, index, reason);
                }
            }
        }
    }

    /// Reports the quotation `index`.
    fn report(
        &self,
        context: &Context<'_>,
        sink: &mut Sink<'_>,
        doubtful: &[(BlockIndex, u8)],
        index: usize,
        reason: Reason,
    ) {
        let quotation = &context.mentions.quotations[index];
        let pair = quotation.pair(&context.mentions.marks);
        let fixed = MarkPair {
            open: pair.close,
            close: pair.open,
        };
        let code_point = |c: char| format!("U+{:04X}", c as u32);
        let id = match (reason, pair.order()) {
            (Reason::Configured, _) => "configured",
            (Reason::Language, _) => "language",
            (Reason::Alone, _) => "alone",
            (_, Some(MarkOrder::First)) => "first",
            _ => "message",
        };
        let [open, close] = ends(context, quotation);
        let mut report = sink
            .report(&self.rule, quotation.range, id)
            .arg("open2", pair.open)
            .arg("cp2", code_point(pair.open))
            .arg("open1", pair.close)
            .arg("cp1", code_point(pair.close))
            .arg("fixed", fixed.to_string())
            .label(open.range, "opens", Args::new())
            .label(close.range, "closes", Args::new());
        match reason {
            Reason::Majority(majority) => report = report.majority(majority),
            Reason::Tie | Reason::Alone => report = report.grouped().hint(),
            Reason::Language => report = report.grouped(),
            Reason::Configured => {}
        }
        if open.block == close.block && !is_askew(context, quotation) {
            let latin = is_of_another_script(context, quotation)
                && fixed.order() == Some(MarkOrder::Second);
            // Where a mark of the kind is left over, the pair may be another one.
            let unsure = open.kind != MarkKind::Guillemet
                && doubtful
                    .binary_search(&(open.block, open.kind as u8))
                    .is_ok();
            let applicability = match reason {
                _ if latin => Applicability::Show,
                _ if unsure => Applicability::Ask,
                Reason::Configured | Reason::Language | Reason::Majority(Majority::Strong) => {
                    Applicability::Safe
                }
                _ => Applicability::Ask,
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
