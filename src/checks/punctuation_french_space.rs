//! `punctuation-french-space`: the space before `;`, `:`, `!` and `?` and inside guillemets, which in
//! French is a no-break space.

use crate::article::{BlockGroup, BlockIndex};
use crate::check::{Check, CheckDef, Context, OptionError, RuleInstance, Sink, Tally};
use crate::finding::{Applicability, Args};
use crate::lang::Language;
use crate::lang::chars::is_space;
use crate::mention::{MarkKind, MarkRole, Punct, PunctPlace};
use crate::span::TextRange;

/// The check.
pub static DEF: CheckDef = CheckDef {
    name: "punctuation-french-space",
    options: &[],
    compile,
    example: None,
};

struct FrenchSpace {
    rules: Vec<RuleInstance>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    Ok(Box::new(FrenchSpace {
        rules: rules.to_vec(),
    }))
}

/// How a mark is spaced.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Spacing {
    None,
    /// A space at which the line may break.
    Plain,
    NoBreak,
}

/// A mark, and the space that belongs to it.
struct Place {
    mark: TextRange,
    gap: TextRange,
    /// With which other places it is compared: guillemets among themselves.
    group: (BlockGroup, bool),
    spacing: Spacing,
}

/// How many further places a finding shows.
const SHOWN: usize = 4;

impl Check for FrenchSpace {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        if !context
            .article
            .blocks
            .iter()
            .any(|block| block.lang.language == Language::Fr)
        {
            return;
        }
        for rule in &self.rules {
            let places = places(context, rule);
            report(sink, rule, "missing", &missing(&places));
            let plain = |place: &&Place| place.spacing == Spacing::Plain;
            report(
                sink,
                rule,
                "message",
                &places.iter().filter(plain).collect::<Vec<_>>(),
            );
        }
    }
}

/// The places without a space among places of their group that mostly have one.
fn missing(places: &[Place]) -> Vec<&Place> {
    let mut tallies: Vec<((BlockGroup, bool), Tally<bool>)> = Vec::new();
    for (index, place) in places.iter().enumerate() {
        Tally::among(&mut tallies, place.group).add(place.spacing != Spacing::None, index);
    }
    let mut missing: Vec<usize> = Vec::new();
    for (_, tally) in &tallies {
        if let Some((true, ..)) = tally.majority() {
            let without = tally.ways().iter().filter(|(spaced, _)| !spaced);
            missing.extend(without.flat_map(|(_, places)| places));
        }
    }
    missing.sort_unstable();
    missing.iter().map(|&index| &places[index]).collect()
}

/// One finding for all places of an article.
fn report(sink: &mut Sink<'_>, rule: &RuleInstance, id: &'static str, places: &[&Place]) {
    let Some((first, others)) = places.split_first() else {
        return;
    };
    let edits: Vec<_> = places.iter().map(|place| (place.gap, "\u{A0}")).collect();
    let mut report = sink
        .report(rule, first.gap.cover(first.mark), id)
        .arg("n", places.len().to_string());
    for place in others.iter().take(SHOWN) {
        report = report.label(place.gap.cover(place.mark), "place", Args::new());
    }
    report.fix(Applicability::Ask, "space", &edits);
}

/// The places where French has a space, those of the rule's blocks.
fn places(context: &Context<'_>, rule: &RuleInstance) -> Vec<Place> {
    let french = |block: BlockIndex| {
        let lang = context.article.block(block).lang;
        (lang.language == Language::Fr && lang.region != *b"CH" && context.applies(rule, block))
            .then_some(lang.region == *b"CA")
    };
    let mut places: Vec<Place> = context
        .mentions
        .puncts
        .iter()
        .filter(|punct| is_high(context, punct))
        .filter(|punct| french(punct.block).is_some_and(|canada| !canada || punct.first == ':'))
        .map(|punct| place(context, punct.block, punct.gap, punct.range))
        .collect();
    for mark in &context.mentions.marks {
        if mark.kind != MarkKind::Guillemet
            || mark.partner.is_none()
            || french(mark.block).is_none()
        {
            continue;
        }
        let block = context.article.block(mark.block).range;
        let gap = if mark.role == MarkRole::Close {
            let before = context.before(mark.block, mark.range);
            let start = block.start() + before.trim_end_matches(is_space).len();
            TextRange::new(start, mark.range.start())
        } else {
            let after = context.after(mark.block, mark.range);
            let end = block.end() - after.trim_start_matches(is_space).len();
            TextRange::new(mark.range.end(), end)
        };
        if !context.slice(gap).contains(['\n', '\r']) {
            places.push(place(context, mark.block, gap, mark.range));
        }
    }
    places.sort_by_key(|place| place.mark);
    places
}

/// Whether a mark is one of `;`, `:`, `!` and `?` that ends a word or a clause.
fn is_high(context: &Context<'_>, punct: &Punct) -> bool {
    let closes = |c: char| MarkKind::of(c).is_some() || matches!(c, ')' | ']' | '%');
    // A definition of Markdown, `*[ONU]: …`, is no text.
    let ends_word = |c: char| c.is_alphanumeric() || closes(c) && (c, punct.first) != (']', ':');
    matches!(punct.first, ';' | ':' | '!' | '?')
        && punct.place == PunctPlace::Text
        && punct.before.is_some_and(ends_word)
        && punct.after.is_none_or(|c| is_space(c) || closes(c))
        && !context.slice(punct.range).contains("::")
}

/// A mark with its space. The thin space, which some web pages have for the narrow no-break one, is
/// taken for it.
fn place(context: &Context<'_>, block: BlockIndex, gap: TextRange, mark: TextRange) -> Place {
    let is_guillemet = context.slice(mark).starts_with(['«', '»']);
    let spaces = context.slice(gap);
    let spacing = if spaces.is_empty() {
        Spacing::None
    } else if spaces
        .chars()
        .all(|c| matches!(c, '\u{A0}' | '\u{202F}' | '\u{2009}' | '\u{2060}'))
    {
        Spacing::NoBreak
    } else {
        Spacing::Plain
    };
    Place {
        mark,
        gap,
        group: (context.group(block), is_guillemet),
        spacing,
    }
}
