//! `punctuation-latin-mark`: a Latin comma, semicolon or question mark in text of Arabic letters,
//! and in Urdu a full stop that is not `۔`.

use crate::article::HOLE;
use crate::check::{
    Check, CheckDef, Context, Majority, OptionError, OptionKind, OptionSpec, Report, RuleInstance,
    Sink,
};
use crate::finding::Applicability;
use crate::lang::Language;
use crate::lang::chars::{TATWEEL, is_arabic_letter, is_bidi_control, is_mark, is_space, is_word};
use crate::lang::digits::is_digit;
use crate::mention::{MarkKind, MarkPair, Punct, PunctPlace};
use crate::span::TextRange;

/// The check.
pub static DEF: CheckDef = CheckDef {
    name: "punctuation-latin-mark",
    options: &[OptionSpec {
        name: "stop",
        kind: OptionKind::OneOf(&["۔"]),
    }],
    compile,
    example: None,
};

struct LatinMark {
    /// Each rule, and whether the house has `۔` at the end of every Urdu sentence.
    rules: Vec<(RuleInstance, bool)>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    let rules = rules
        .iter()
        .map(|rule| (rule.clone(), rule.options.text("stop").is_some()))
        .collect();
    Ok(Box::new(LatinMark { rules }))
}

impl Check for LatinMark {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for (rule, urdu_stop) in &self.rules {
            for punct in &context.mentions.puncts {
                if matches!(punct.first, ',' | ';' | '?')
                    && context.applies(rule, punct.block)
                    && let Some(applicability) = foreign(context, punct)
                {
                    let report = report(context, sink, rule, punct, applicability);
                    if !ends_in_arabic(context.before(punct.block, punct.range)) {
                        report.hint();
                    }
                }
            }
            stops(context, sink, rule, *urdu_stop);
        }
    }
}

/// What the letters beside a mark are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Letters {
    Arabic,
    Other,
    None,
}

/// How many characters a name in brackets or quotation marks has at the most.
const NAME: usize = 64;

/// How far letters are looked for, in characters: over a figure with its unit, and a name's marks.
const LOOK: usize = 24;

/// The nearest letters on a side, within the line and the brackets around; `ends` are the brackets
/// that stand at the end of that side.
fn letters(chars: impl Iterator<Item = char>, ends: [char; 2]) -> Letters {
    chars
        .take(LOOK)
        .take_while(|c| *c != '\n' && !ends.contains(c))
        .filter(|c| !is_mark(*c) && *c != TATWEEL)
        .find_map(|c| {
            if is_arabic_letter(c) {
                Some(Letters::Arabic)
            } else {
                c.is_alphabetic().then_some(Letters::Other)
            }
        })
        .unwrap_or(Letters::None)
}

/// Whether a Latin mark belongs to the Arabic text around it, and how sure its replacement is.
fn foreign(context: &Context<'_>, punct: &Punct) -> Option<Applicability> {
    let marks = context.slice(punct.range);
    // `,,` opens a quotation in some hands, and the stop of an abbreviation stands before its comma.
    let follows_mark = |c: char| matches!(c, ',' | ';' | '?' | '.');
    if punct.place != PunctPlace::Text
        || punct.before.is_none_or(follows_mark)
        || (marks == ",," && !punct.is_free_behind())
    {
        return None;
    }
    let before = context.before(punct.block, punct.range);
    let after = context.after(punct.block, punct.range);
    let left = letters(before.chars().rev(), ['(', '[']);
    let right = letters(after.chars(), [')', ']']);
    let next = after.chars().find(|c| !is_space(*c));
    if punct.before == Some(HOLE) && next == Some(HOLE) {
        // A list of codes.
        return None;
    }
    let digit = |c: Option<char>| c.is_some_and(is_digit);
    let closed = |c: char| MarkKind::of(c).is_some() || matches!(c, ')' | ']');
    let glued = punct.gap.is_empty() && punct.before.is_some_and(is_arabic_letter);
    let sure = match punct.first {
        // Amid the letters of a word, behind a figure, or several of them: signs of letters and
        // percent signs that were lost.
        // `ما هو Git?` ends a line after one foreign word, and the sentence is Arabic.
        '?' if left == Letters::Other => {
            right == Letters::None
                && punct.is_single()
                && punct.is_free_behind()
                && follows_one_word(before)
        }
        '?' => {
            left == Letters::Arabic
                && !(glued && punct.before_arabic())
                && !(digit(punct.before) || punct.uniform && !punct.is_single())
        }
        // Lists of figures, and `40,-`.
        _ if digit(punct.before) && next.is_some_and(|c| is_digit(c) || c == '-') => false,
        // Code.
        ';' if !punct
            .before
            .is_some_and(|c| is_word(c) || MarkKind::of(c).is_some()) =>
        {
            false
        }
        _ => match left {
            Letters::Arabic => true,
            Letters::Other => right == Letters::Arabic && !punct.after.is_some_and(closed),
            Letters::None => right == Letters::Arabic,
        },
    };
    // On an Arabic keyboard the key of the semicolon types a letter.
    let typed_letter = punct.first == ';' && glued && punct.before_arabic();
    sure.then_some(if typed_letter {
        Applicability::Ask
    } else {
        Applicability::Safe
    })
}

/// Whether what stands before a mark is Arabic: its last letter, or the one before a name in brackets
/// or quotation marks. Behind a Latin name or code the mark may be meant as the name's.
fn ends_in_arabic(before: &str) -> bool {
    let skipped = |c: char| is_space(c) || is_mark(c) || is_bidi_control(c) || c == TATWEEL;
    let text = before.trim_end_matches(skipped);
    let closed = text.chars().next_back().unwrap_or_default();
    let open = match closed {
        ')' => Some('('),
        ']' => Some('['),
        _ => MarkKind::of(closed).map(|_| MarkPair::counterpart(closed)),
    };
    let group = open.and_then(|open| {
        let inside = &text[..text.len() - closed.len_utf8()];
        let (at, _) = inside
            .char_indices()
            .rev()
            .take(NAME)
            .find(|&(_, c)| c == open)?;
        Some(&text[..at])
    });
    let arabic = |text: &str| {
        text.chars()
            .rev()
            .take(LOOK)
            .find(|&c| c == HOLE || c.is_alphabetic() && !is_mark(c) && c != TATWEEL)
            .map(is_arabic_letter)
    };
    group.and_then(arabic) == Some(true) || arabic(text).unwrap_or(true)
}

/// Whether a text ends in one foreign word, in brackets or not, right behind an Arabic one.
fn follows_one_word(before: &str) -> bool {
    let word = before.trim_end_matches([')', ']']);
    let start =
        word.trim_end_matches(|c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-'));
    let behind = start.trim_end_matches(['(', '[']);
    let gap = behind.trim_end_matches(is_space);
    start.len() < word.len() && gap.len() < behind.len() && gap.ends_with(is_arabic_letter)
}

/// How many characters of the word before a mark are shown.
const SHOWN: usize = 24;

/// The word before a mark, with the mark and without it.
fn shown<'a>(context: &Context<'a>, punct: &Punct) -> (&'a str, &'a str) {
    let words = context.before(punct.block, punct.range).trim_end();
    let start = words
        .char_indices()
        .rev()
        .take(SHOWN)
        .take_while(|(_, c)| !is_space(*c) && *c != HOLE)
        .last()
        .map_or(words.len(), |(at, _)| at);
    let from = context.article.block(punct.block).range.start() + start;
    let found = context.slice(TextRange::new(from, punct.range.end()));
    (found, &words[start..])
}

fn report<'s, 'a>(
    context: &Context<'_>,
    sink: &'s mut Sink<'a>,
    rule: &RuleInstance,
    punct: &Punct,
    applicability: Applicability,
) -> Report<'s, 'a> {
    let (found, word) = shown(context, punct);
    let marks: String = context.slice(punct.range).chars().map(replaced).collect();
    let id = match context.article.block(punct.block).lang.language {
        Language::Ar => "message",
        Language::Fa => "persian",
        Language::Ur => "urdu",
        _ => "other",
    };
    sink.report(rule, punct.range, id)
        .arg("found", found)
        .arg("fixed", format!("{word}{marks}"))
        .grouped()
        .fix(applicability, "replace", &[(punct.range, &marks)])
}

/// A mark as the Arabic script has it; what both scripts share stays.
fn replaced(mark: char) -> char {
    match mark {
        ',' => '،',
        ';' => '؛',
        '?' => '؟',
        shared => shared,
    }
}

/// Urdu sentences that end in `.`: where the house has `۔`, or where nearly all others of the
/// article have it.
fn stops(context: &Context<'_>, sink: &mut Sink<'_>, rule: &RuleInstance, house: bool) {
    let mut blocks = context.article.blocks.iter();
    if !blocks.any(|block| block.lang.language == Language::Ur) {
        return;
    }
    let urdu = |punct: &&Punct| {
        matches!(punct.first, '.' | '۔')
            && punct.is_single()
            && punct.place == PunctPlace::Text
            && punct.before.is_some_and(is_arabic_letter)
            && punct
                .after
                .is_none_or(|c| is_space(c) || MarkKind::of(c).is_some())
            && context.article.block(punct.block).lang.language == Language::Ur
            && context.applies(rule, punct.block)
    };
    let stops = || context.mentions.puncts.iter().filter(urdu);
    let own = stops().filter(|punct| punct.first == '۔').count();
    let others = stops().filter(|punct| punct.first == '.').count();
    if !house && Majority::of(own, others) != Some(Majority::Strong) {
        return;
    }
    for punct in stops().filter(|punct| punct.first == '.') {
        let (found, word) = shown(context, punct);
        let fixed = format!("{word}۔");
        let (id, applicability) = if house {
            ("configured", Applicability::Safe)
        } else {
            ("stop", Applicability::Ask)
        };
        let report = sink
            .report(rule, punct.range, id)
            .arg("found", found)
            .arg("n", own.to_string())
            .arg("fixed", fixed)
            .grouped()
            .fix(applicability, "replace", &[(punct.range, "۔")]);
        if !house {
            report.hint();
        }
    }
}
