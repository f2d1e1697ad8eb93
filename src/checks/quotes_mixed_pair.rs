//! `quotes-mixed-pair`: a quotation that opens with one kind of mark and closes with another, or
//! that has one mark of a pair at both ends.

use crate::check::{Check, CheckDef, Context, OptionError, RuleInstance, Sink};
use crate::finding::Applicability;
use crate::lang::Language;
use crate::mention::{MarkKind, MarkOrder, MarkPair};

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

/// How the article is marked.
#[derive(Default)]
struct Usage {
    /// Whole pairs by kind.
    pairs: [usize; 6],
    /// Of these, the ones that open with the second mark of the pair.
    second: [usize; 6],
    /// The characters of marks that occur.
    marks: Vec<char>,
}

impl Usage {
    fn of(context: &Context<'_>) -> Self {
        let mut usage = Self::default();
        for mark in &context.mentions.marks {
            if !usage.marks.contains(&mark.c) {
                usage.marks.push(mark.c);
            }
        }
        for quotation in &context.mentions.quotations {
            let pair = quotation.pair(&context.mentions.marks);
            if let Some(kind) = pair.kind().filter(|_| !pair.is_same_mark()) {
                usage.pairs[kind as usize] += 1;
                usage.second[kind as usize] += usize::from(pair.order() == Some(MarkOrder::Second));
            }
        }
        usage
    }

    /// The pair to write in place of a broken one: of its two kinds the one that the article uses
    /// more, in the order in which the article writes it.
    fn mend(&self, pair: MarkPair) -> Option<MarkPair> {
        let open = MarkKind::of(pair.open)?;
        // A prime in place of the closing mark is no kind of its own.
        let close = MarkKind::of(pair.close).unwrap_or(open);
        let kind = if self.pairs[close as usize] > self.pairs[open as usize] {
            close
        } else {
            open
        };
        let second = self.second[kind as usize] * 2 > self.pairs[kind as usize];
        Some(MarkPair::of(
            kind,
            if second {
                MarkOrder::Second
            } else {
                MarkOrder::First
            },
        ))
    }
}

/// Whether one mark at both ends is a fault: Hebrew, Swedish and Finnish write `”…”` (CLDR 48.2.0),
/// so in text without Arabic letters only where the article has the other mark as well.
fn is_fault_twice(language: Language, pair: MarkPair, usage: &Usage) -> bool {
    match language {
        Language::He => false,
        language if language.arabic_script() => true,
        _ => usage.marks.contains(&MarkPair::counterpart(pair.open)),
    }
}

impl Check for MixedPair {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let mentions = context.mentions;
        let mut usage: Option<Usage> = None;
        for quotation in &mentions.quotations {
            let pair = quotation.pair(&mentions.marks);
            if pair.kind().is_some() && !pair.is_same_mark() {
                continue;
            }
            let usage = usage.get_or_insert_with(|| Usage::of(context));
            let block = mentions.marks[quotation.open as usize].block;
            let language = context.article.block(block).lang.language;
            if pair.is_same_mark() && !is_fault_twice(language, pair, usage) {
                continue;
            }
            let Some(mended) = usage.mend(pair) else {
                continue;
            };
            let (open, close) = (
                mentions.marks[quotation.open as usize],
                mentions.marks[quotation.close as usize],
            );
            for rule in &self.rules {
                if !context.applies(rule, open.block) {
                    continue;
                }
                let id = if pair.is_same_mark() {
                    "same"
                } else {
                    "message"
                };
                let mut report = sink
                    .report(rule, quotation.range, id)
                    .arg("open", pair.open)
                    .arg("close", pair.close)
                    .arg("pair", mended.to_string());
                if pair.is_same_mark() && !(open.certain && close.certain) {
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
