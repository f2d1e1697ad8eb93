//! `punctuation-unmatched`: a bracket without a partner, or with a wrong one.

use crate::check::{Check, CheckDef, Context, OptionError, Report, RuleInstance, Sink};
use crate::finding::Applicability;
use crate::mention::{Bracket, BracketFault, MarkRole, QuoteMark};
use crate::span::TextRange;

/// The check.
pub static DEF: CheckDef = CheckDef {
    name: "punctuation-unmatched",
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
        let mut alone: Option<Vec<&QuoteMark>> = None;
        for bracket in &context.mentions.brackets {
            let Some(fault) = bracket.fault else { continue };
            let alone = alone.get_or_insert_with(|| {
                let alone = |mark: &&QuoteMark| mark.partner.is_none() && mark.certain;
                context.mentions.marks.iter().filter(alone).collect()
            });
            // A credit without one of its brackets is malformed as a credit, and a quotation that a
            // bracket closes is one without its mark.
            if is_credit(context, bracket)
                || (fault == BracketFault::Alone && ends_quotation(alone, bracket))
            {
                continue;
            }
            for rule in &self.rules {
                if !context.applies(rule, bracket.block) {
                    continue;
                }
                let report = report(sink, rule, bracket, fault);
                if context.is_excerpt(bracket.block) {
                    report.hint();
                }
            }
        }
    }
}

fn is_credit(context: &Context<'_>, bracket: &Bracket) -> bool {
    let credits = &context.mentions.credits;
    let at = credits.partition_point(|credit| credit.range.end <= bracket.range.start);
    credits
        .get(at)
        .is_some_and(|credit| credit.range.contains(bracket.range))
}

/// Whether the nearest quotation mark without a partner, on the side where the bracket's own should
/// be, makes a pair with it: `«…)`.
fn ends_quotation(alone: &[&QuoteMark], bracket: &Bracket) -> bool {
    let at = alone.partition_point(|mark| mark.range.start < bracket.range.start);
    let (mark, role) = if bracket.opens() {
        (alone.get(at), MarkRole::Close)
    } else {
        (at.checked_sub(1).map(|at| &alone[at]), MarkRole::Open)
    };
    mark.is_some_and(|mark| mark.block == bracket.block && mark.role == role)
}

fn report<'s, 'a>(
    sink: &'s mut Sink<'a>,
    rule: &RuleInstance,
    bracket: &Bracket,
    fault: BracketFault,
) -> Report<'s, 'a> {
    let other = bracket.counterpart().to_string();
    let own = bracket.c.to_string();
    let place = match (fault, bracket.partner) {
        (BracketFault::Exchanged | BracketFault::OtherKind, Some(partner)) => {
            bracket.range.cover(partner)
        }
        _ => bracket.range,
    };
    let id = match fault {
        BracketFault::Alone if bracket.opens() => "message",
        BracketFault::Alone => "closing",
        BracketFault::Exchanged => "exchanged",
        BracketFault::SameMark => "same",
        BracketFault::OtherKind => "other-kind",
    };
    let report = sink
        .report(rule, place, id)
        .arg("found", own.as_str())
        .arg("other", other.as_str());
    let replace = |range: TextRange| [(range, other.as_str())];
    match (fault, bracket.partner) {
        (BracketFault::Exchanged, Some(partner)) => {
            let edits = [(bracket.range, other.as_str()), (partner, own.as_str())];
            report.fix(Applicability::Safe, "replace", &edits)
        }
        (BracketFault::SameMark, _) => {
            report.fix(Applicability::Ask, "replace", &replace(bracket.range))
        }
        (BracketFault::OtherKind, Some(partner)) => {
            report.fix(Applicability::Ask, "replace", &replace(partner))
        }
        _ => report,
    }
}
