//! `punctuation-space-before`: a space before a mark of punctuation.

use super::quotes::ends_quotation;
use crate::article::{BlockKind, HOLE, Syntax};
use crate::check::{Check, CheckDef, Context, OptionError, RuleInstance, Sink};
use crate::finding::Applicability;
use crate::lang::Language;
use crate::lang::chars::{is_bidi_control, is_space, is_word};
use crate::lang::digits::is_digit;
use crate::mention::{MarkKind, Punct, PunctPlace};
use crate::span::TextRange;

/// The check.
pub static DEF: CheckDef = CheckDef {
    name: "punctuation-space-before",
    options: &[],
    compile,
    example: None,
};

struct SpaceBefore {
    rules: Vec<RuleInstance>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    Ok(Box::new(SpaceBefore {
        rules: rules.to_vec(),
    }))
}

impl Check for SpaceBefore {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let spaced = |punct: &&Punct| !punct.gap.is_empty();
        for punct in context.mentions.puncts.iter().filter(spaced) {
            for rule in &self.rules {
                if context.applies(rule, punct.block) && is_wrong(context, punct) {
                    report(context, sink, rule, punct);
                }
            }
        }
    }
}

/// Whether the space before a mark is one too many.
fn is_wrong(context: &Context<'_>, punct: &Punct) -> bool {
    let text = context.article.text.as_str();
    let Some(before) = punct.before else {
        return false;
    };
    if punct.place != PunctPlace::Text
        || punct.is_ellipsis(text)
        || is_separator(punct)
        || !ends_words(context, before, punct.gap)
    {
        return false;
    }
    let block = context.article.block(punct.block);
    let language = block.lang.language;
    if language == Language::Fr && !matches!(punct.first, ',' | '.') {
        return false;
    }
    let digits = |c: Option<char>| c.is_some_and(is_digit);
    let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
    let next = context
        .after(punct.block, punct.range)
        .chars()
        .find(|c| !is_space(*c));
    match punct.first {
        // A stop before a number is another rule's; a ratio and a list of figures are no fault.
        '.' if digits(punct.after) => false,
        // Points with spaces between, and commas that open a quotation.
        '.' if next == Some('.') => false,
        ',' if punct.count == 2 && punct.uniform && !punct.is_free_behind() => false,
        // The label of a cell.
        ':' if punct.after.is_none() && block.kind == BlockKind::Cell => false,
        ':' | ',' | '.' if is_digit(before) && digits(next) => false,
        // A variable, a smile in colons.
        ':' if latin(Some(before)) && is_alone(text, punct.gap) => false,
        ':' | '!' | '?' if latin(punct.after) => false,
        _ if language.arabic_script() => true,
        // Outside the Arabic script a mark that is glued to what follows opens something.
        _ => punct.after.is_none_or(|c| is_space(c) || closes(c)),
    }
}

/// Two colons with a space on both sides part the steps of a path: `الأخبار :: الاقتصاد`.
fn is_separator(punct: &Punct) -> bool {
    punct.first == ':' && punct.uniform && punct.count == 2 && punct.is_free_behind()
}

/// Whether a mark may follow a character: a word's, a closing bracket or quotation mark, a sign.
fn ends_words(context: &Context<'_>, c: char, gap: TextRange) -> bool {
    if MarkKind::of(c).is_some() {
        return ends_quotation(context, gap.start());
    }
    // A dash that is glued to a word closes what a dash before it has opened; behind a number it
    // begins an entry of a list.
    if matches!(c, '-' | '–' | '—') {
        let mut before = context.article.text.as_str()[..gap.start()].chars().rev();
        return before.nth(1).is_some_and(|c| is_word(c) && !is_digit(c));
    }
    c != HOLE
        && (is_word(c) || matches!(c, ')' | ']' | '﴾' | '﴿' | '%' | '٪' | '°' | '$' | '€' | '£'))
}

/// Whether the letter that ends before a gap stands alone.
fn is_alone(text: &str, gap: TextRange) -> bool {
    let mut before = text[..gap.start()].chars().rev().skip(1);
    before.next().is_none_or(|c| !is_word(c))
}

/// A mark that closes, or that looks the same at both ends.
fn closes(c: char) -> bool {
    MarkKind::of(c).is_some() || matches!(c, ')' | ']')
}

fn report(context: &Context<'_>, sink: &mut Sink<'_>, rule: &RuleInstance, punct: &Punct) {
    let controls: String = context
        .slice(punct.gap)
        .chars()
        .filter(|c| is_bidi_control(*c))
        .collect();
    let mark = context.slice(punct.range);
    let first = TextRange {
        start: punct.gap.start,
        end: punct.range.start + punct.first.len_utf8() as u32,
    };
    // Where the mark is glued to the next word, the space belongs there.
    let moved = punct.after.is_some_and(char::is_alphanumeric);
    let end = TextRange::at(punct.range.end());
    let edits = [(punct.gap, controls.as_str()), (end, " ")];
    let block = context.article.block(punct.block);
    let around = TextRange {
        start: punct.gap.start - punct.before.map_or(0, |c| c.len_utf8() as u32),
        ..first
    };
    let report = sink
        .report(rule, first, if moved { "moved" } else { "message" })
        .arg("mark", mark)
        .grouped();
    // Between the elements of a page a blank is often the template's: `<b>Name</b> , <time>`.
    let is_seam = block.syntax == Syntax::HtmlText && !context.article.text.is_seamless(around);
    let report = if is_seam { report.hint() } else { report };
    // With markup between the blank and the mark (`word **, more**`), the markup decides what is left
    // of the blank, and may be none without it.
    if context.article.text.is_seamless(first) {
        report.fix(
            Applicability::Safe,
            "replace",
            &edits[..if moved { 2 } else { 1 }],
        );
    }
}
