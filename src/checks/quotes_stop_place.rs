//! `quotes-stop-place`: the full stop inside the closing mark here and outside it there, or on both
//! sides of it.

use crate::article::BlockGroup;
use crate::check::{
    Check, CheckDef, Context, OptionError, OptionKind, OptionSpec, RuleInstance, Sink, Tally,
};
use crate::finding::Applicability;
use crate::lang::Language;
use crate::mention::{MarkKind, Quotation, QuotationKind};
use crate::practice::{Convention, Observed, Practice};
use crate::span::TextRange;

/// The check.
pub static DEF: CheckDef = CheckDef {
    name: "quotes-stop-place",
    options: &[OptionSpec {
        name: "place",
        kind: OptionKind::OneOf(&["inside", "outside", "logical"]),
    }],
    compile,
    example: None,
};

/// Where an article has the full stop at a quotation's end.
pub static PRACTICE: Practice = Practice {
    key: None,
    conventions: &[&PLACE],
    observe,
    example: None,
    settle: |_| {},
    holds_for: |_, _| true,
};

static PLACE: Convention = Convention {
    rule: "quotes/stop-place",
    option: "place",
    ways: &["inside", "outside", "logical"],
    others: &[],
    sample: |way, _| match way {
        "inside" => "“….”".to_owned(),
        "outside" => "“…”.".to_owned(),
        _ => "“….” / “…”.".to_owned(),
    },
};

fn observe(context: &Context<'_>, observed: &mut Observed) {
    for quotation in context.mentions.quotations.iter() {
        let close = context.mentions.marks[quotation.close as usize];
        let Some(stop) = judged(context, quotation).filter(|stop| !stop.both) else {
            continue;
        };
        let ways: &[&str] = match (stop.side, quotation.kind) {
            (Side::Inside, QuotationKind::Sentence) => &["inside", "logical"],
            (Side::Inside, QuotationKind::Fragment) => &["inside"],
            (Side::Outside, QuotationKind::Fragment) => &["outside", "logical"],
            (Side::Outside, QuotationKind::Sentence) => &["outside"],
        };
        let language = context.article.block(close.block).lang.language;
        observed.add(&PLACE, language, ways);
    }
}

/// The full stop at a quotation's end, where its closing mark is one for certain.
fn judged(context: &Context<'_>, quotation: &Quotation) -> Option<Stop> {
    let close = context.mentions.marks[quotation.close as usize];
    (close.certain || !close.kind.is_single())
        .then(|| stop(context, quotation))
        .flatten()
}

struct StopPlace {
    rules: Vec<(RuleInstance, Option<Wanted>)>,
}

/// Where the house has the full stop.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Inside,
    Outside,
    /// Inside after a quoted sentence, outside after a part of one.
    Logical,
}

/// Where a full stop stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Side {
    Inside,
    Outside,
}

/// A full stop at the end of a quotation: where, and the stop with the marks that it stands beside.
struct Stop {
    side: Side,
    both: bool,
    range: TextRange,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    let wanted = |rule: &RuleInstance| match rule.options.text("place") {
        Some("inside") => Some(Wanted::Inside),
        Some("outside") => Some(Wanted::Outside),
        Some(_) => Some(Wanted::Logical),
        None => None,
    };
    let rules = rules
        .iter()
        .map(|rule| (rule.clone(), wanted(rule)))
        .collect();
    Ok(Box::new(StopPlace { rules }))
}

/// How many marks that close several quotations at once are looked through; more are no text.
const CLOSED_AT_ONCE: usize = 8;

/// Words of three letters or so that a stop shortens at the end of a sentence too.
const ABBREVIATIONS: [&str; 7] = ["etc", "inc", "ltd", "corp", "bros", "cía", "إلخ"];

/// The full stop at a quotation's end. Marks that close several quotations at once are looked
/// through, and the outermost of these quotations is the one that is judged.
fn stop(context: &Context<'_>, quotation: &Quotation) -> Option<Stop> {
    let close = context.mentions.marks[quotation.close as usize];
    let block = context.article.block(close.block).range;
    let text = context.article.block_text(close.block);
    let (start, end) = (
        close.range.start() - block.start(),
        close.range.end() - block.start(),
    );
    let is_mark = |c: char| MarkKind::of(c).is_some();
    let is_stop = |c: char| matches!(c, '.' | '۔');

    let mut rest = text[end..].chars();
    let (next, then) = (rest.next(), rest.next());
    if next.is_some_and(is_mark) {
        return None;
    }
    let closed = text[..start]
        .chars()
        .rev()
        .take(CLOSED_AT_ONCE)
        .take_while(|&c| is_mark(c) && c != '"')
        .map(char::len_utf8)
        .sum::<usize>();
    // French sets a no-break space before the mark.
    let inner = text[..start - closed].trim_end_matches(['\u{A0}', '\u{202F}']);
    let mut before = inner.chars().rev();
    let (last, further, third) = (before.next(), before.next(), before.next());
    let word = inner.trim_end_matches(is_stop);
    let word = &word[word.rfind(|c: char| !c.is_alphanumeric()).map_or(0, |at| {
        at + word[at..].chars().next().map_or(0, char::len_utf8)
    })..];
    let abbreviated = ABBREVIATIONS
        .iter()
        .any(|known| word.eq_ignore_ascii_case(known));
    // Not an ellipsis, and not the end of an abbreviation (`U.S.`, `م.`).
    let inside = !abbreviated
        && last.is_some_and(is_stop)
        && further.is_some_and(|c| !is_stop(c) && !c.is_whitespace())
        && third.is_some_and(|c| !is_stop(c) && !c.is_whitespace());
    let outside =
        next.is_some_and(is_stop) && then.is_none_or(|c| !is_stop(c) && !c.is_alphanumeric());
    // After a question mark inside, the stop has no other place.
    let ended = |c: char| is_stop(c) || matches!(c, '?' | '!' | '؟' | '…');
    if !inside && (!outside || last.is_some_and(ended)) {
        return None;
    }
    let from = if inside {
        inner.len() - last.map_or(0, char::len_utf8)
    } else if closed == 0 {
        inner.len()
    } else {
        start
    };
    let to = if outside {
        end + next.map_or(0, char::len_utf8)
    } else {
        end
    };
    Some(Stop {
        side: if inside { Side::Inside } else { Side::Outside },
        both: inside && outside,
        range: TextRange::new(block.start() + from, block.start() + to),
    })
}

/// Quotations that are compared: of one group, language and kind.
type Like = (BlockGroup, Language, QuotationKind);

impl Check for StopPlace {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for (rule, wanted) in &self.rules {
            run(rule, *wanted, context, sink);
        }
    }
}

fn run(rule: &RuleInstance, wanted: Option<Wanted>, context: &Context<'_>, sink: &mut Sink<'_>) {
    let mut tallies: Vec<(Like, Tally<Side>)> = Vec::new();
    let mut stops: Vec<Stop> = Vec::new();
    for quotation in &context.mentions.quotations {
        let close = context.mentions.marks[quotation.close as usize];
        if !context.applies(rule, close.block) {
            continue;
        }
        let Some(stop) = judged(context, quotation) else {
            continue;
        };
        if stop.both {
            sink.report(rule, stop.range, "both")
                .arg("found", context.slice(stop.range));
            continue;
        }
        match wanted {
            None => {
                let block = context.article.block(close.block);
                let like = (block.kind.group(), block.lang.language, quotation.kind);
                let place = stops.len();
                Tally::among(&mut tallies, like).add(stop.side, place);
                stops.push(stop);
            }
            Some(wanted) => {
                let side = match (wanted, quotation.kind) {
                    (Wanted::Inside, _) | (Wanted::Logical, QuotationKind::Sentence) => {
                        Side::Inside
                    }
                    (Wanted::Outside, _) | (Wanted::Logical, QuotationKind::Fragment) => {
                        Side::Outside
                    }
                };
                if stop.side != side {
                    let id = if side == Side::Inside {
                        "house-inside"
                    } else {
                        "house-outside"
                    };
                    report(rule, &stop, id, 0, context, sink);
                }
            }
        }
    }
    for (_, tally) in &tallies {
        let Some((&side, places, _)) = tally.majority() else {
            continue;
        };
        let id = if side == Side::Inside {
            "message"
        } else {
            "inside"
        };
        for (_, minority) in tally.ways().iter().filter(|(way, _)| *way != side) {
            for &place in minority {
                report(rule, &stops[place], id, places.len(), context, sink);
            }
        }
    }
}

/// Reports a stop on the wrong side; `n` places have it on the other, 0 where the house wants it so.
fn report(
    rule: &RuleInstance,
    stop: &Stop,
    id: &'static str,
    n: usize,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) {
    let found = context.slice(stop.range);
    let is_stop = |c: char| matches!(c, '.' | '۔');
    let fixed: String = match stop.side {
        Side::Inside => found.chars().skip(1).chain(found.chars().next()).collect(),
        Side::Outside => {
            let dot = found.chars().filter(|&c| is_stop(c));
            dot.chain(found.chars().filter(|&c| !is_stop(c))).collect()
        }
    };
    let mut report = sink
        .report(rule, stop.range, id)
        .arg("found", found)
        .arg("fixed", fixed.as_str())
        .arg("n", n.to_string())
        .grouped();
    if n > 0 {
        report = report.hint();
    }
    report.fix(Applicability::Ask, "move", &[(stop.range, &fixed)]);
}
