//! The space between a number and its percent sign: two ways in one article, or not the house's.

use crate::article::BlockGroup;
use crate::check::{
    Check, CheckDef, Context, Majority, OptionError, OptionKind, OptionSpec, RuleInstance, Sink,
    Tally,
};
use crate::finding::Applicability;
use crate::lang::Language;
use crate::lang::chars::is_bidi_control;
use crate::mention::{Percent, PercentForm, SignPlace, Space};
use crate::practice::{Chosen, Convention, Observed, Practice};
use crate::span::TextRange;

/// The check.
pub static DEF: CheckDef = CheckDef {
    name: "percent-spacing",
    options: &[OptionSpec {
        name: "space",
        kind: OptionKind::OneOf(&["none", "no-break"]),
    }],
    compile,
    example: None,
};

/// What an article has between a number and its percent sign.
pub static PRACTICE: Practice = Practice {
    key: Some("percent"),
    conventions: &[&SPACE],
    observe,
    example: None,
    settle,
    holds_for: |_, _| true,
};

static SPACE: Convention = Convention {
    rule: "percent/spacing",
    option: "space",
    ways: &["none", "no-break"],
    // At a plain space the line may break, so no house asks for it.
    others: &["plain"],
    sample: |way, language| {
        let sign = if language.arabic_script() { '٪' } else { '%' };
        match way {
            "none" => format!("25{sign}"),
            "no-break" => format!("25\u{A0}{sign}"),
            _ => format!("25 {sign}"),
        }
    },
};

fn observe(context: &Context<'_>, observed: &mut Observed) {
    for percent in context.mentions.percents.iter().filter(is_spaced) {
        let way = match percent.space {
            Space::None => "none",
            Space::Plain => "plain",
            Space::NoBreak | Space::Narrow => "no-break",
        };
        let language = context.article.block(percent.block).lang.language;
        observed.add(&SPACE, language, &[way]);
    }
}

/// A word stands behind a space anyway.
fn settle(chosen: &mut Chosen) {
    if chosen.get("percent/form", "form") == Some("word") {
        chosen.take_back(&[&SPACE]);
    }
}

/// Whether a percentage has a place for a space: its sign is typed behind figures.
fn is_spaced(percent: &&Percent) -> bool {
    percent.number.is_some()
        && percent.place == SignPlace::After
        && matches!(percent.form, PercentForm::Sign(_))
}

struct Spacing {
    /// Each rule, and whether the house has a space, where it says.
    rules: Vec<(RuleInstance, Option<bool>)>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    let spaced = |rule: &RuleInstance| rule.options.text("space").map(|space| space == "no-break");
    Ok(Box::new(Spacing {
        rules: rules
            .iter()
            .map(|rule| (rule.clone(), spaced(rule)))
            .collect(),
    }))
}

impl Check for Spacing {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for (rule, house) in &self.rules {
            let percents = context.mentions.percents.iter().filter(is_spaced);
            let percents: Vec<&Percent> = percents
                .filter(|percent| context.applies(rule, percent.block))
                .collect();
            match house {
                Some(spaced) => {
                    for percent in &percents {
                        let wrong = match percent.space {
                            Space::None => *spaced,
                            Space::Plain => true,
                            Space::NoBreak | Space::Narrow => !*spaced,
                        };
                        if wrong {
                            configured(context, sink, rule, percent, *spaced);
                        }
                    }
                }
                None => mixed(context, sink, rule, &percents),
            }
        }
    }
}

/// The bytes between a number and its sign, direction marks included.
fn gap(percent: &Percent) -> Option<TextRange> {
    let end = percent.figure.end();
    (end <= percent.sign.start()).then(|| TextRange::new(end, percent.sign.start()))
}

/// The gap with or without a space, and the whole percentage then.
fn rewritten(
    context: &Context<'_>,
    percent: &Percent,
    gap: TextRange,
    spaced: bool,
) -> (String, String) {
    let marks = context.slice(gap).chars().filter(|c| is_bidi_control(*c));
    let mut new: String = marks.collect();
    if spaced {
        new.insert(0, '\u{00A0}');
    }
    let number = context.slice(TextRange::new(percent.range.start(), gap.start()));
    let sign = context.slice(percent.sign);
    let fixed = format!("{number}{new}{sign}");
    (new, fixed)
}

/// Whether a space, or none, can be meant for the language of a percentage: `25 %` is French and
/// German, and English has none (CLDR 48.2.0, percentFormat).
fn may_be_for(context: &Context<'_>, percent: &Percent, spaced: bool) -> bool {
    match context.article.block(percent.block).lang.language {
        Language::Fr | Language::De | Language::Es | Language::Ru => spaced,
        Language::En => !spaced,
        Language::Und => false,
        _ => true,
    }
}

fn configured(
    context: &Context<'_>,
    sink: &mut Sink<'_>,
    rule: &RuleInstance,
    percent: &Percent,
    spaced: bool,
) {
    let Some(gap) = gap(percent) else {
        return;
    };
    let (new, fixed) = rewritten(context, percent, gap, spaced);
    let applicability = if may_be_for(context, percent, spaced) {
        Applicability::Safe
    } else {
        Applicability::Show
    };
    sink.report(rule, percent.range, "configured")
        .arg("found", context.slice(percent.range))
        .arg("fixed", fixed)
        .grouped()
        .fix(applicability, "replace", &[(gap, &new)]);
}

fn mixed(context: &Context<'_>, sink: &mut Sink<'_>, rule: &RuleInstance, percents: &[&Percent]) {
    let mut tallies: Vec<((BlockGroup, Language), Tally<bool>)> = Vec::new();
    for (index, percent) in percents.iter().enumerate() {
        let language = context.article.block(percent.block).lang.language;
        let key = (context.group(percent.block), language);
        let at = tallies.iter().position(|(known, _)| *known == key);
        let at = at.unwrap_or_else(|| {
            tallies.push((key, Tally::default()));
            tallies.len() - 1
        });
        tallies[at].1.add(percent.space != Space::None, index);
    }
    for (_, tally) in &tallies {
        let Some((&spaced, most, majority)) = tally.majority() else {
            continue;
        };
        let sample = context.slice(percents[most[0]].range);
        for (_, places) in tally.ways().iter().filter(|(way, _)| *way != spaced) {
            for &index in places {
                let percent = percents[index];
                let Some(gap) = gap(percent) else {
                    continue;
                };
                let (new, fixed) = rewritten(context, percent, gap, spaced);
                let breaks = percent.space == Space::Plain;
                let message = if breaks { "message" } else { "other-way" };
                let applicability = if majority == Majority::Strong
                    && breaks
                    && may_be_for(context, percent, spaced)
                {
                    Applicability::Safe
                } else {
                    Applicability::Ask
                };
                sink.report(rule, percent.range, message)
                    .arg("found", context.slice(percent.range))
                    .arg("majority", sample)
                    .arg("n", most.len().to_string())
                    .arg("fixed", fixed)
                    .majority(majority)
                    .fix(applicability, "replace", &[(gap, &new)]);
            }
        }
    }
}
