//! `quotes-mixed-pair`: a quotation that opens with one kind of mark and closes with another, or
//! that has one mark of a pair at both ends.

use super::quotes::{Usage, ends};
use crate::check::{Check, CheckDef, Context, OptionError, RuleInstance, Sink};
use crate::finding::Applicability;
use crate::lang::Language;
use crate::mention::{MarkKind, MarkPair};

/// The check.
pub static DEF: CheckDef = CheckDef {
    name: "quotes-mixed-pair",
    options: &[],
    compile,
    example: None,
};

struct MixedPair {
    rules: Vec<RuleInstance>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    Ok(Box::new(MixedPair {
        rules: rules.to_vec(),
    }))
}

/// Whether one mark at both ends is a fault: Hebrew, Swedish and Finnish write `”…”` (CLDR 48.2.0), the
/// last two also `»…»`, so in text of a language that is not known to do otherwise these are one only
/// where the article has the other mark as well.
fn is_fault_twice(language: Language, pair: MarkPair, usage: &Usage) -> bool {
    use Language::{En, Es, Fr, He, It, Nl, Pt};
    match language {
        He => false,
        En | Es | Fr | It | Nl | Pt => true,
        language if language.arabic_script() => true,
        _ => matches!(pair.open, '«' | '“') || usage.has(MarkPair::counterpart(pair.open)),
    }
}

impl Check for MixedPair {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let mentions = context.mentions;
        let mut usage: Option<Usage> = None;
        for quotation in &mentions.quotations {
            let pair = quotation.pair(&mentions.marks);
            let [open, close] = ends(context, quotation);
            let same = open.kind == close.kind && pair.is_same_mark();
            // Two characters for each mark are a fault of another kind.
            let makeshift = open.kind == MarkKind::Makeshift && close.kind == open.kind;
            let whole = open.kind == close.kind && [open.c, close.c].iter().all(|&c| c != '″');
            if makeshift || (whole && !same) {
                continue;
            }
            let usage = usage.get_or_insert_with(|| Usage::of(context));
            let language = context.article.block(open.block).lang.language;
            if same && !is_fault_twice(language, pair, usage) {
                continue;
            }
            let mut kinds = [open.kind, close.kind];
            kinds.sort_by_key(|&kind| kind == MarkKind::Makeshift);
            // Two characters in place of one mark are no form to mend a pair with.
            let whole = kinds
                .partition_point(|&kind| kind != MarkKind::Makeshift)
                .max(1);
            let mended = usage.pair(usage.most(&kinds[..whole]));
            for rule in &self.rules {
                if !context.applies(rule, open.block) {
                    continue;
                }
                let id = if same { "same" } else { "message" };
                let mut report = sink
                    .report(rule, quotation.range, id)
                    .arg("open", context.slice(open.range))
                    .arg("close", context.slice(close.range))
                    .arg("pair", mended.to_string())
                    .grouped();
                if same && !(open.certain && close.certain) {
                    report = report.hint();
                }
                if open.block == close.block {
                    let (first, last) = (mended.open.to_string(), mended.close.to_string());
                    let all = [(open.range, first.as_str()), (close.range, last.as_str())];
                    let changed: Vec<_> = all
                        .into_iter()
                        .filter(|&(range, text)| context.slice(range) != text)
                        .collect();
                    report.fix(Applicability::Ask, "mend", &changed);
                }
            }
        }
    }
}
