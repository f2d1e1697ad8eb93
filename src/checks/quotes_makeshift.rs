//! `quotes-makeshift`: two characters in place of one quotation mark, such as `''…''`, or a mark typed
//! twice.

use super::quotes::{Usage, ends, written};
use crate::check::{Check, CheckDef, Context, OptionError, RuleInstance, Sink};
use crate::finding::Applicability;
use crate::lang::Language;
use crate::mention::{MarkKind, QuoteMark};

/// The check.
pub static DEF: CheckDef = CheckDef {
    name: "quotes-makeshift",
    options: &[],
    compile,
    example: None,
};

struct Makeshift {
    rules: Vec<RuleInstance>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    Ok(Box::new(Makeshift {
        rules: rules.to_vec(),
    }))
}

/// The kind that is usual in a language: `facts/quotes.toml` \[\[style]].
fn usual(language: Language) -> MarkKind {
    match language {
        Language::Ar | Language::Fa | Language::Fr | Language::Ru => MarkKind::Guillemet,
        _ => MarkKind::Curly,
    }
}

impl Check for Makeshift {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let mut usage: Option<Usage> = None;
        for quotation in &context.mentions.quotations {
            let [open, close] = ends(context, quotation);
            let makeshift = |mark: QuoteMark| mark.kind == MarkKind::Makeshift;
            if !makeshift(open) || !makeshift(close) {
                self.doubled(context, sink, [open, close]);
                continue;
            }
            let language = context.article.block(open.block).lang.language;
            // InPage, with which Urdu papers are set, writes two single marks for a double one.
            if language == Language::Ur && matches!(open.c, '‘' | '’') {
                continue;
            }
            let usage = usage.get_or_insert_with(|| Usage::of(context));
            let kinds = [
                usual(language),
                MarkKind::Guillemet,
                MarkKind::Curly,
                MarkKind::Straight,
            ];
            let mended = usage.pair(usage.most(&kinds));
            let (first, last) = (mended.open.to_string(), mended.close.to_string());
            for rule in &self.rules {
                if !context.applies(rule, open.block) {
                    continue;
                }
                sink.report(rule, quotation.range, "message")
                    .arg("found", written(context, quotation))
                    .arg("pair", mended.to_string())
                    .fix(
                        Applicability::Ask,
                        "marks",
                        &[(open.range, &first), (close.range, &last)],
                    );
            }
        }
    }
}

impl Makeshift {
    /// Reports a mark that is typed twice where the one at the other end of the quotation is not.
    /// There is no fix: a quotation inside may begin or end at the same place.
    fn doubled(&self, context: &Context<'_>, sink: &mut Sink<'_>, ends: [QuoteMark; 2]) {
        let [open, close] = ends.map(|mark| {
            let written = context.slice(mark.range).chars();
            written.filter(|&c| c == mark.c).count()
        });
        if open == close || ends[0].kind != ends[1].kind {
            return;
        }
        let mark = ends[usize::from(close > open)];
        for rule in &self.rules {
            if context.applies(rule, mark.block) {
                sink.report(rule, mark.range, "doubled")
                    .arg("found", context.slice(mark.range))
                    .arg("pair", mark.c);
            }
        }
    }
}
