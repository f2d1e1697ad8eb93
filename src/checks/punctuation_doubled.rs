//! `punctuation-doubled`: a mark of punctuation typed twice, or two that do not go together.

use crate::check::{Check, CheckDef, Context, OptionError, RuleInstance, Sink};
use crate::finding::Applicability;
use crate::lang::Language;
use crate::lang::chars::is_word;
use crate::mention::{Punct, PunctPlace};

/// The check.
pub static DEF: CheckDef = CheckDef {
    name: "punctuation-doubled",
    options: &[],
    compile,
    example: None,
};

struct Doubled {
    rules: Vec<RuleInstance>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    Ok(Box::new(Doubled {
        rules: rules.to_vec(),
    }))
}

/// What is wrong with marks that touch.
struct Fault {
    message: &'static str,
    /// Whether it may be meant: emphasis, or an ellipsis.
    meant: bool,
    /// What stands in their place, where that is certain.
    fixed: Option<(String, Applicability)>,
}

impl Check for Doubled {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let pairs = context.mentions.puncts.iter().filter(is_pair).count();
        for punct in &context.mentions.puncts {
            // A line that has nothing before them begins with an ornament.
            let ornament = punct.before.is_none() && punct.is_free_behind();
            if punct.is_single() || punct.place != PunctPlace::Text || ornament {
                continue;
            }
            let Some(fault) = judge(context, punct) else {
                continue;
            };
            for rule in &self.rules {
                if !context.applies(rule, punct.block) {
                    continue;
                }
                let mut report = sink
                    .report(rule, punct.range, fault.message)
                    .arg("found", shown(context, punct))
                    .grouped();
                let habit = pairs > HABIT && is_pair(&punct);
                if let Some((fixed, applicability)) = &fault.fixed {
                    // What an author does throughout is taken for a slip by no editor.
                    let applicability = if habit {
                        Applicability::Ask
                    } else {
                        *applicability
                    };
                    report = report.arg("fixed", fixed.clone()).fix(
                        applicability,
                        "replace",
                        &[(punct.range, fixed)],
                    );
                }
                if fault.meant || habit {
                    report.hint();
                }
            }
        }
    }
}

/// More pairs of commas than this in one article are its author's habit.
const HABIT: usize = 2;

/// Whether it is a pair of Arabic commas, which some hands put between the halves of a verse.
fn is_pair(punct: &&Punct) -> bool {
    punct.first == '،' && punct.uniform && punct.count == 2
}

/// How many marks are shown of a long run.
const SHOWN: usize = 8;

fn shown(context: &Context<'_>, punct: &Punct) -> String {
    context.slice(punct.range).chars().take(SHOWN).collect()
}

fn judge(context: &Context<'_>, punct: &Punct) -> Option<Fault> {
    let marks = context.slice(punct.range);
    let language = context.article.block(punct.block).lang.language;
    let arabic = language.arabic_script();
    let once = |applicability| Some((punct.first.to_string(), applicability));
    let repeated = |meant, fixed| {
        Some(Fault {
            message: "message",
            meant,
            fixed,
        })
    };
    if punct.uniform {
        return match punct.first {
            // `,,` opens a quotation in some hands; three commas after a greeting are a habit.
            ',' if !punct.is_free_behind() => None,
            '،' | '؛' | ',' | ';' => {
                let pair = punct.count == 2;
                repeated(
                    !pair,
                    // In Urdu `’’…،،` is a quotation.
                    once(if pair && language != Language::Ur {
                        Applicability::Safe
                    } else {
                        Applicability::Ask
                    }),
                )
            }
            // With a space before they part the steps of a path.
            ':' if arabic && punct.gap.is_empty() => repeated(false, once(Applicability::Safe)),
            '؟' | '?' | '!' => repeated(true, once(Applicability::Ask)),
            '.' if punct.count > 3 => repeated(true, Some(("...".to_owned(), Applicability::Ask))),
            _ => None,
        };
    }
    let is_comma = |c: char| matches!(c, '،' | ',' | '؛' | ';');
    let is_stop = |c: char| matches!(c, '.' | '۔');
    let mut chars = marks.chars();
    let pair = (chars.next()?, chars.next()?);
    let apart = match pair {
        _ if punct.count != 2 => false,
        (a, b) if is_comma(a) && is_comma(b) => true,
        (a, b) if is_comma(a) && (is_stop(b) || b == ':') => true,
        (':', b) => is_stop(b) || is_comma(b),
        // `etc.,` and `م.،` end in a short word's own stop.
        (a, b) if is_stop(a) && (is_comma(b) || b == ':') => arabic && !is_short(context, punct),
        _ => false,
    };
    apart.then_some(Fault {
        message: "apart",
        meant: false,
        fixed: None,
    })
}

/// How many letters an abbreviation has at most.
const SHORT: usize = 2;

/// Whether the word before the marks is so short that its stop may be an abbreviation's.
fn is_short(context: &Context<'_>, punct: &Punct) -> bool {
    context
        .before(punct.block, punct.gap.cover(punct.range))
        .chars()
        .rev()
        .take(SHORT + 1)
        .take_while(|c| is_word(*c))
        .count()
        <= SHORT
}
