//! `punctuation-space-after`: no space between a mark of punctuation and the next word.

use super::quotes::ends_quotation;
use crate::check::{Check, CheckDef, Context, OptionError, RuleInstance, Sink};
use crate::finding::Applicability;
use crate::lang::chars::{is_arabic_letter, is_mark};
use crate::mention::{Punct, PunctPlace};
use crate::span::TextRange;

/// The check.
pub static DEF: CheckDef = CheckDef {
    name: "punctuation-space-after",
    options: &[],
    compile,
    example: None,
};

struct SpaceAfter {
    rules: Vec<RuleInstance>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    Ok(Box::new(SpaceAfter {
        rules: rules.to_vec(),
    }))
}

impl Check for SpaceAfter {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for punct in &context.mentions.puncts {
            // What stands behind a space as well is said by the rule of the space before.
            if !punct.after.is_some_and(char::is_alphabetic)
                || !punct.gap.is_empty()
                || punct.place != PunctPlace::Text
            {
                continue;
            }
            for rule in &self.rules {
                if context.applies(rule, punct.block)
                    && let Some(applicability) = missing(context, punct)
                {
                    report(context, sink, rule, punct, applicability);
                }
            }
        }
    }
}

/// How many letters a word has at least that a stop or a Latin mark ends: `د.محمد` and `ق.م` are
/// abbreviations.
const WORD: usize = 3;

/// Whether a space is missing, and how sure it is.
fn missing(context: &Context<'_>, punct: &Punct) -> Option<Applicability> {
    let text = context.article.text.as_str();
    let arabic = punct.before_arabic();
    let words = |least: usize| {
        let before = context.before(punct.block, punct.range).chars().rev();
        let after = context.after(punct.block, punct.range).chars();
        letters(before, arabic) >= least && letters(after, arabic) >= least
    };
    // `TL;DR` is no list of words.
    let one_is_a_word = || {
        let before = context.before(punct.block, punct.range).chars().rev();
        let after = context.after(punct.block, punct.range).chars();
        letters(before, arabic).max(letters(after, arabic)) == WORD
    };
    let sure = match punct.first {
        _ if punct.is_ellipsis(text) => false,
        '،' | '؛' | '؟' | '۔' => {
            return Some(if arabic && punct.is_single() {
                Applicability::Safe
            } else {
                Applicability::Ask
            });
        }
        '!' => arabic,
        // What closes before a stop ends no abbreviation: `«نعم».ثم`.
        '.' if punct.before == Some(')') || ends_quotation(context, punct.range.start()) => {
            let after = context.after(punct.block, punct.range).chars();
            arabic && letters(after, arabic) >= 2
        }
        '.' | ':' => arabic && words(WORD),
        _ => words(2) && one_is_a_word() && !opens_a_label(context.after(punct.block, punct.range)),
    };
    sure.then_some(Applicability::Ask)
}

/// Whether what follows a comma is the rest of the label of an entry, `src,test: …`, or of names in
/// braces, `{read,write}`.
fn opens_a_label(rest: &str) -> bool {
    let name = |b: &u8| b.is_ascii_alphanumeric() || b"_-,/".contains(b);
    let len = rest.bytes().take(LABEL).take_while(name).count();
    rest[len..].starts_with([':', '}'])
}

/// How many bytes of a label are looked through.
const LABEL: usize = 64;

/// How many letters stand next to a mark, up to [`WORD`].
fn letters(chars: impl Iterator<Item = char>, arabic: bool) -> usize {
    chars
        .filter(|c| !is_mark(*c))
        .take(WORD)
        .take_while(|c| c.is_alphabetic() && is_arabic_letter(*c) == arabic)
        .count()
}

fn report(
    context: &Context<'_>,
    sink: &mut Sink<'_>,
    rule: &RuleInstance,
    punct: &Punct,
    applicability: Applicability,
) {
    let end = TextRange::at(punct.range.end());
    sink.report(rule, punct.range, "message")
        .arg("mark", context.slice(punct.range))
        .grouped()
        .fix(applicability, "replace", &[(end, " ")]);
}
