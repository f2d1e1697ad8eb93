//! Ranges of numbers: a word that asks for another word and gets a dash (`بين 5-10`), and two kinds
//! of dash in one article.

use crate::article::BlockGroup;
use crate::check::{Check, CheckDef, Context, RuleInstance, Sink, Tally};
use crate::finding::Applicability;
use crate::lang::Language;
use crate::lang::chars::{is_bidi_control, is_space};
use crate::lang::digits::is_digit;
use crate::lang::fold;
use crate::mention::{Number, NumberRole, is_dash, is_joint, word_before};
use crate::span::TextRange;

/// The check.
pub static DEF: CheckDef = CheckDef {
    name: "numeral-range",
    options: &[],
    compile: |rules| {
        Ok(Box::new(Ranges {
            rules: rules.to_vec(),
        }))
    },
    example: None,
};

struct Ranges {
    rules: Vec<RuleInstance>,
}

/// Two numbers and the dash between them.
struct Span<'a> {
    first: &'a Number,
    last: &'a Number,
    dash: char,
}

impl Span<'_> {
    fn range(&self) -> TextRange {
        self.first.range.cover(self.last.range)
    }

    fn between(&self) -> TextRange {
        TextRange::new(self.first.range.end(), self.last.range.start())
    }
}

impl Check for Ranges {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let spans = spans(context);
        if spans.is_empty() {
            return;
        }
        for rule in &self.rules {
            let own = || {
                spans
                    .iter()
                    .filter(|span| context.applies(rule, span.first.block))
            };
            for span in own() {
                half_in_words(context, sink, rule, span);
            }
            two_dashes(context, sink, rule, &own().collect::<Vec<_>>());
        }
    }
}

/// The ranges of an article that are no parts of a longer chain, as a date's or a telephone number's
/// are.
fn spans<'a>(context: &Context<'a>) -> Vec<Span<'a>> {
    let numbers = &context.mentions.numbers;
    let gap = |at: usize| {
        let (a, b) = (numbers.get(at)?, numbers.get(at + 1)?);
        let near = a.block == b.block && b.range.start() - a.range.end() <= 8;
        near.then(|| context.slice(TextRange::new(a.range.end(), b.range.start())))
    };
    let joined = |at: usize| gap(at).is_some_and(|gap| is_joint(gap.trim_matches(is_space)));
    let mut spans = Vec::new();
    for (at, pair) in numbers.windows(2).enumerate() {
        let [first, last] = pair else { continue };
        if !(counts(first.role) && counts(last.role)) {
            continue;
        }
        let Some(between) = gap(at) else { continue };
        let mut chars = between
            .chars()
            .filter(|c| !is_space(*c) && !is_bidi_control(*c));
        if let (Some(dash), None) = (chars.next(), chars.next())
            && is_dash(dash)
            && !(at > 0 && joined(at - 1))
            && !joined(at + 1)
        {
            spans.push(Span { first, last, dash });
        }
    }
    spans
}

fn counts(role: NumberRole) -> bool {
    matches!(
        role,
        NumberRole::Quantity
            | NumberRole::Percent
            | NumberRole::Money
            | NumberRole::Date
            | NumberRole::YearRange
    )
}

/// The words that announce two ends, and what stands between those then.
fn partner(word: &str, language: Language) -> Option<&'static str> {
    let is = |known: &[&str]| known.iter().any(|known| fold::same(word, known));
    match language {
        Language::Ar if is(&["بين", "وبين"]) => Some(" و"),
        Language::Fa if is(&["بین"]) => Some(" و "),
        Language::En if is(&["between"]) => Some(" and "),
        Language::En if is(&["from"]) => Some(" to "),
        Language::Fr if is(&["entre"]) => Some(" et "),
        _ => None,
    }
}

/// `بين 5-10`: the dash stands for both words or for none.
fn half_in_words(context: &Context<'_>, sink: &mut Sink<'_>, rule: &RuleInstance, span: &Span<'_>) {
    let block = context.article.block(span.first.block);
    let before = context.slice(TextRange::new(block.range.start(), span.range().start()));
    let word = word_before(before, before.len());
    let Some(partner) = partner(word, block.lang.language) else {
        return;
    };
    // `between 2010-11 and 2014-15`: the ends are ranges themselves.
    let after = context.slice(TextRange::new(span.range().end(), block.range.end()));
    let rest = after.trim_start_matches(|c| is_space(c) || is_bidi_control(c) || "%٪".contains(c));
    let more = ["و", "إلى", "and", "to", "et", "à"].iter().any(|word| {
        rest.strip_prefix(word)
            .is_some_and(|rest| rest.trim_start_matches(is_space).starts_with(is_digit))
    });
    if more {
        return;
    }
    let (first, last) = (
        context.slice(span.first.range),
        context.slice(span.last.range),
    );
    sink.report(rule, span.range(), "message")
        .arg("found", format!("{word} {}", context.slice(span.range())))
        .arg("fixed", format!("{word} {first}{partner}{last}"))
        .fix(Applicability::Ask, "replace", &[(span.between(), partner)]);
}

/// A hyphen in one range and a dash in another. Spaces around it may make a score of two numbers, or
/// a thought of its own of what follows.
fn two_dashes(
    context: &Context<'_>,
    sink: &mut Sink<'_>,
    rule: &RuleInstance,
    spans: &[&Span<'_>],
) {
    let mut tallies: Vec<((BlockGroup, Language), Tally<char>)> = Vec::new();
    for (index, span) in spans.iter().enumerate() {
        if context.slice(span.between()).contains(is_space) {
            continue;
        }
        let block = context.article.block(span.first.block);
        let key = (block.kind.group(), block.lang.language);
        Tally::among(&mut tallies, key).add(span.dash, index);
    }
    for (_, tally) in &tallies {
        let Some((usual, most, majority)) = tally.majority() else {
            continue;
        };
        let minority = tally.ways().iter().filter(|(dash, _)| dash != usual);
        for &index in minority.flat_map(|(_, places)| places) {
            let span = spans[index];
            let found = context.slice(span.range());
            let between = context
                .slice(span.between())
                .replace(span.dash, &usual.to_string());
            let (first, last) = (
                context.slice(span.first.range),
                context.slice(span.last.range),
            );
            sink.report(rule, span.range(), "mixed")
                .arg("found", found)
                .arg("majority", context.slice(spans[most[0]].range()))
                .arg("n", most.len().to_string())
                .arg("fixed", format!("{first}{between}{last}"))
                .majority(majority)
                .fix(Applicability::Ask, "replace", &[(span.between(), &between)]);
        }
    }
}
