//! Digits of two systems inside one number: `2٠15`.

use crate::check::{Check, CheckDef, Context, OptionError, RuleInstance, Sink};
use crate::finding::Applicability;
use crate::lang::digits::{DigitSystem, convert, digit};
use crate::lang::{Lang, Language};
use crate::mention::NumberRole;

/// The check.
pub static DEF: CheckDef = CheckDef {
    name: "numeral-mixed-digits",
    options: &[],
    compile,
    example: None,
};

struct MixedDigits {
    rules: Vec<RuleInstance>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    Ok(Box::new(MixedDigits {
        rules: rules.to_vec(),
    }))
}

impl Check for MixedDigits {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let numbers = &context.mentions.numbers;
        let mut mixed = numbers
            .iter()
            .filter(|number| number.digits.is_none())
            .peekable();
        if mixed.peek().is_none() {
            return;
        }
        let usage = usage(context);
        for number in mixed {
            for rule in &self.rules {
                if !context.applies(rule, number.block) {
                    continue;
                }
                let found = context.slice(number.range);
                let lang = context.article.block(number.block).lang;
                let counts = usage.iter().find(|(known, _)| *known == lang);
                // Persian digits and their Arabic twins together say which are meant.
                let own = own_or_most(found, lang.language);
                let (to, certain) = match counts {
                    _ if own == DigitSystem::ArabExt => (own, false),
                    Some((_, counts)) => {
                        let used = counts.iter().filter(|count| **count > 0).count();
                        (most(*counts), used == 1)
                    }
                    None => (own, false),
                };
                let fixed = convert(found, to);
                let report = sink
                    .report(rule, number.range, "message")
                    .arg("found", found)
                    .arg("code_points", code_points(found))
                    .arg("fixed", fixed.as_str());
                // A name or an address leads elsewhere with other digits.
                if number.role == NumberRole::Identifier {
                    continue;
                }
                let applicability = if certain && !typed_twice(found) {
                    Applicability::Safe
                } else {
                    Applicability::Ask
                };
                report.fix(applicability, "replace", &[(number.range, &fixed)]);
            }
        }
    }
}

/// The digits that a number alone in its article is written in: in Persian and Urdu those of the
/// language, where it holds any, else those that it holds most of.
fn own_or_most(found: &str, language: Language) -> DigitSystem {
    let counts = count(systems(found));
    let own = matches!(language, Language::Fa | Language::Ur)
        && counts[DigitSystem::ArabExt as usize] > 0
        && counts[DigitSystem::Latn as usize] == 0;
    if own {
        DigitSystem::ArabExt
    } else {
        most(counts)
    }
}

/// How many numbers of one system each language of the article has, in the order of
/// [`DigitSystem::ALL`].
fn usage(context: &Context<'_>) -> Vec<(Lang, [usize; 4])> {
    let mut usage: Vec<(Lang, [usize; 4])> = Vec::new();
    for number in &context.mentions.numbers {
        let Some(system) = number.digits else {
            continue;
        };
        let lang = context.article.block(number.block).lang;
        let at = usage.iter().position(|(known, _)| *known == lang);
        let at = at.unwrap_or_else(|| {
            usage.push((lang, [0; 4]));
            usage.len() - 1
        });
        usage[at].1[system as usize] += 1;
    }
    usage
}

fn systems(text: &str) -> impl Iterator<Item = DigitSystem> {
    text.chars().filter_map(digit).map(|(system, _)| system)
}

fn count(systems: impl Iterator<Item = DigitSystem>) -> [usize; 4] {
    let mut counts = [0; 4];
    for system in systems {
        counts[system as usize] += 1;
    }
    counts
}

/// The system of the highest count; of equals the first by code point.
fn most(counts: [usize; 4]) -> DigitSystem {
    let mut most = DigitSystem::Latn;
    for system in DigitSystem::ALL {
        if counts[system as usize] > counts[most as usize] {
            most = system;
        }
    }
    most
}

/// Whether a digit stands beside itself in another system: one of the two may be a slip (`26٦`).
fn typed_twice(text: &str) -> bool {
    let digits = || text.chars().map(digit);
    digits().zip(digits().skip(1)).any(|pair| match pair {
        (Some((a, first)), Some((b, second))) => a != b && first == second,
        _ => false,
    })
}

/// The code points of the digits, each once, so that look-alikes can be told apart; the first ten.
fn code_points(found: &str) -> String {
    let mut seen: Vec<char> = Vec::new();
    for c in found.chars().filter(|c| digit(*c).is_some()) {
        if !seen.contains(&c) && seen.len() < 10 {
            seen.push(c);
        }
    }
    let names: Vec<_> = seen
        .iter()
        .map(|c| format!("U+{:04X}", *c as u32))
        .collect();
    names.join(" ")
}
