//! `quotes-style`: two styles of quotation marks in one article, or not those of the house.

use super::quotes::{
    Marks, Minorities, doubtful, ends, has_guillemets, is_askew, is_of_another_script,
    lacks_a_stop, marks_of, may_be_for, style_of,
};
use crate::article::{BlockIndex, BlockKind};
use crate::check::{
    Check, CheckDef, Context, ExampleDef, ExampleOption, Majority, OptionError, OptionKind,
    OptionSpec, OptionValue, RuleInstance, Sink,
};
use crate::finding::Applicability;
use crate::lang::Language;
use crate::lang::chars::is_space;
use crate::mention::{MarkKind, MarkOrder, MarkPair, Quotation, QuoteMark};
use crate::practice::{Chosen, Convention, Observed, Practice};
use crate::span::TextRange;

/// The check.
pub static DEF: CheckDef = CheckDef {
    name: "quotes-style",
    options: &[
        OptionSpec {
            name: "outer",
            kind: OptionKind::Text,
        },
        OptionSpec {
            name: "inner",
            kind: OptionKind::Text,
        },
    ],
    compile,
    example: Some(ExampleDef {
        key: "quotes",
        read: read_example,
    }),
};

/// The marks of an article's quotations, and of those inside them.
pub static PRACTICE: Practice = Practice {
    key: Some("quotes"),
    conventions: &[&OUTER, &INNER],
    observe,
    example: Some(write_example),
    settle,
    holds_for: |chosen, language| {
        let outer = chosen.get(OUTER.rule, OUTER.option);
        let pair = outer.and_then(|outer| MarkPair::parse(outer).ok());
        pair.is_none_or(|pair| may_be_for(language, pair))
    },
};

/// Pairs of marks that an article may have.
const PAIRS: [&str; 14] = [
    "“ ”", "« »", "\" \"", "” “", "» «", "‘ ’", "’ ‘", "' '", "‹ ›", "› ‹", "„ “", "„ ”", "‚ ‘",
    "‚ ’",
];

static OUTER: Convention = Convention {
    rule: "quotes/style",
    option: "outer",
    ways: &PAIRS,
    others: &[],
    sample: |way, _| way.replace(' ', "…"),
};

static INNER: Convention = Convention {
    rule: "quotes/style",
    option: "inner",
    ways: &PAIRS,
    others: &[],
    sample: OUTER.sample,
};

fn observe(context: &Context<'_>, observed: &mut Observed) {
    for quotation in &context.mentions.quotations {
        let [open, close] = ends(context, quotation);
        let pair = quotation.pair(&context.mentions.marks);
        let whole = |mark: QuoteMark| mark.range.len() == mark.c.len_utf8();
        let inside = is_inside(quotation);
        // What has the marks of the quotation around it is told by `quotes/nesting`.
        let Some((kind, _)) = marks_of(pair).filter(|_| whole(open) && whole(close)) else {
            continue;
        };
        let block = context.article.block(open.block);
        if kind.is_single() && (!open.certain || !inside && is_title(block.kind)) {
            continue;
        }
        let convention = if inside { &INNER } else { &OUTER };
        let way = format!("{} {}", pair.open, pair.close);
        observed.add(convention, block.lang.language, &[&way]);
    }
}

/// Inside a quotation its own marks are no style.
fn settle(chosen: &mut Chosen) {
    let kind = |convention: &Convention| {
        let pair = chosen.get(convention.rule, convention.option)?;
        MarkPair::parse(pair).ok()?.kind()
    };
    if kind(&INNER) == kind(&OUTER) {
        chosen.take_back(&[&INNER]);
    }
}

/// The opposite of [`read_example`].
fn write_example(chosen: &Chosen, _: Language) -> Option<String> {
    let outer = chosen.get(OUTER.rule, OUTER.option)?;
    let Some(inner) = chosen.get(INNER.rule, INNER.option) else {
        return Some(outer.to_owned());
    };
    let (open, close) = outer.split_once(' ')?;
    Some(format!("{open} {inner} {close}"))
}

/// Whether a quotation stands where inner marks belong.
fn is_inside(quotation: &Quotation) -> bool {
    quotation.depth % 2 == 1
}

/// Whether headlines stand in blocks of a kind: they often have the inner marks on the outside.
fn is_title(kind: BlockKind) -> bool {
    matches!(
        kind,
        BlockKind::Title | BlockKind::Heading | BlockKind::Metadata
    )
}

struct Style {
    rules: Vec<Rule>,
}

struct Rule {
    rule: RuleInstance,
    outer: Option<MarkPair>,
    inner: Option<MarkPair>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    let rules = rules
        .iter()
        .map(|rule| {
            let pair = |option| {
                let pair = rule.options.text(option).map(MarkPair::parse).transpose();
                pair.map_err(|reason| OptionError {
                    rule: rule.index,
                    option,
                    reason,
                })
            };
            Ok(Rule {
                outer: pair("outer")?,
                inner: pair("inner")?,
                rule: rule.clone(),
            })
        })
        .collect::<Result<_, _>>()?;
    Ok(Box::new(Style { rules }))
}

/// Reads `“ ‘ ’ ”` (outer and inner marks as they stand in a quotation) or `« »`.
fn read_example(text: &str) -> Result<Vec<ExampleOption>, String> {
    let marks: Vec<char> = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (outer, inner) = match marks[..] {
        [open, close] => (MarkPair { open, close }, None),
        [open, inner_open, inner_close, close] => {
            let inner = MarkPair {
                open: inner_open,
                close: inner_close,
            };
            (MarkPair { open, close }, Some(inner))
        }
        _ => {
            return Err(format!(
                "`{text}` is neither two marks (`« »`) nor four as they stand in a quotation that \
                 holds another (`“ ‘ ’ ”`)"
            ));
        }
    };
    let mut options = Vec::new();
    for (name, pair) in [("outer", Some(outer)), ("inner", inner)] {
        let Some(pair) = pair else { continue };
        let written = format!("{} {}", pair.open, pair.close);
        MarkPair::parse(&written).map_err(|reason| {
            format!(
                "{reason}; the marks stand as in a quotation that holds another: outer, inner, inner, \
                 outer (`“ ‘ ’ ”`)"
            )
        })?;
        options.push(("quotes/style", name, OptionValue::Text(written.clone())));
        if name == "inner" {
            options.push(("quotes/nesting", name, OptionValue::Text(written)));
        }
        let order = match pair.order() {
            Some(MarkOrder::First) => "first",
            Some(MarkOrder::Second) => "second",
            None => continue,
        };
        let option = match pair.kind() {
            Some(MarkKind::Curly) => "double",
            Some(MarkKind::SingleCurly) => "single",
            _ => continue,
        };
        options.push((
            "quotes/mixed-order",
            option,
            OptionValue::Text(order.to_owned()),
        ));
    }
    Ok(options)
}

impl Check for Style {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for rule in &self.rules {
            rule.run(context, sink);
        }
    }
}

impl Rule {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let (marks, quotations) = (&context.mentions.marks, &context.mentions.quotations);
        if self.outer.is_some() || self.inner.is_some() {
            let doubtful = doubtful(context);
            for (index, quotation) in quotations.iter().enumerate() {
                let block = marks[quotation.open as usize].block;
                if let Some((style, _)) = style_of(context, quotation)
                    && context.applies(&self.rule, block)
                {
                    self.judge(context, sink, index, style, &doubtful);
                }
            }
            return;
        }
        for (index, places, majority) in Minorities::of(context, &self.rule).iter(quotations) {
            let wanted = quotations[places[0]].pair(marks);
            let own = is_own(context, &quotations[index]);
            let majority = if own || lacks_a_stop(context, &quotations[index]) {
                Majority::Weak
            } else {
                majority
            };
            let report = sink
                .report(&self.rule, quotations[index].range, "message")
                .arg("found", quotations[index].pair(marks).to_string())
                .arg("majority", wanted.to_string())
                .arg("n", places.len().to_string())
                .arg("fixed", wanted.to_string())
                .majority(majority);
            if let Some(edits) = edits(context, index, wanted).filter(|_| !own) {
                // Typewriter marks are in no style guide, and who writes both has the others in mind.
                let typed = matches!(
                    wanted.kind(),
                    Some(MarkKind::Straight | MarkKind::SingleStraight | MarkKind::Makeshift)
                );
                let applicability = if typed || !is_usual(context, &quotations[index], wanted) {
                    Applicability::Show
                } else if majority == Majority::Strong && !may_be_apostrophe(context, index, wanted)
                {
                    Applicability::Safe
                } else {
                    Applicability::Ask
                };
                report.fix(applicability, "marks", &as_replacements(&edits));
            }
        }
    }

    /// Compares a quotation with the marks of the house.
    fn judge(
        &self,
        context: &Context<'_>,
        sink: &mut Sink<'_>,
        index: usize,
        style: Marks,
        doubtful: &[(BlockIndex, u8)],
    ) {
        let (marks, quotations) = (&context.mentions.marks, &context.mentions.quotations);
        let quotation = &quotations[index];
        let open = marks[quotation.open as usize];
        let language = context.article.block(open.block).lang.language;
        let wanted = if is_inside(quotation) {
            self.inner
        } else {
            self.outer
        };
        let Some(wanted) = wanted.filter(|&wanted| may_be_for(language, wanted)) else {
            return;
        };
        // Marks of the house in the other order are told by `quotes/mixed-order`.
        let pair = quotation.pair(marks);
        let house = [self.outer, self.inner].into_iter().flatten();
        if house
            .filter(|known| known.kind() == pair.kind())
            .any(|known| known.open == pair.close && known.close == pair.open)
        {
            return;
        }
        let is = |pair: MarkPair| marks_of(pair) == Some(style);
        if is(wanted) || (style.0 == MarkKind::SingleCurly && !open.certain) {
            return;
        }
        let title = is_title(context.article.block(open.block).kind);
        if title && self.inner.map_or(style.0.is_single(), is) {
            return;
        }
        let mut report = sink
            .report(&self.rule, quotation.range, "configured")
            .arg("found", pair.to_string())
            .arg("expected", wanted.to_string())
            .grouped();
        // A pair of straight single marks is two apostrophes now and then.
        if style.0.is_single() && !open.certain {
            report = report.hint();
        }
        if let Some(edits) = edits(context, index, wanted) {
            let sure = open.certain
                && !may_be_apostrophe(context, index, wanted)
                && doubtful
                    .binary_search(&(open.block, style.0 as u8))
                    .is_err();
            let applicability = if !is_usual(context, quotation, wanted) {
                Applicability::Show
            } else if sure {
                Applicability::Safe
            } else {
                Applicability::Ask
            };
            report.fix(applicability, "marks", &as_replacements(&edits));
        }
    }
}

/// Whether a quotation has the guillemets of its language: where most of an article has other marks,
/// it is these that an editor would change.
fn is_own(context: &Context<'_>, quotation: &Quotation) -> bool {
    let marks = &context.mentions.marks;
    let block = marks[quotation.open as usize].block;
    quotation.pair(marks).kind() == Some(MarkKind::Guillemet)
        && has_guillemets(context.article.block(block).lang.language)
}

/// Whether every editor would write a quotation with these marks: on the outside a language keeps
/// its guillemets, and ”…“ is no pair around words of another script.
fn is_usual(context: &Context<'_>, quotation: &Quotation, wanted: MarkPair) -> bool {
    let block = context.mentions.marks[quotation.open as usize].block;
    let language = context.article.block(block).lang.language;
    let outer = quotation.parent.is_none();
    language != Language::Und
        && !(outer && has_guillemets(language) && wanted.kind() != Some(MarkKind::Guillemet))
        && !(wanted.order() == Some(MarkOrder::Second) && is_of_another_script(context, quotation))
}

/// Whether the new mark at the end of a quotation may read as an apostrophe: a single one in text of
/// another script than the Arabic one.
fn may_be_apostrophe(context: &Context<'_>, index: usize, wanted: MarkPair) -> bool {
    let open = context.mentions.quotations[index].open;
    let block = context.mentions.marks[open as usize].block;
    let arabic = context.article.block(block).lang.language.arabic_script();
    !arabic && wanted.kind().is_some_and(MarkKind::is_single)
}

/// Whether single marks around a quotation could be told from apostrophes: in Latin text these stand
/// inside words and before figures, and may end a word.
fn would_stand_out(context: &Context<'_>, quotation: &Quotation, wanted: MarkPair) -> bool {
    let [open, close] = ends(context, quotation);
    let language = context.article.block(open.block).lang.language;
    if language.arabic_script() || !wanted.kind().is_some_and(MarkKind::is_single) {
        return true;
    }
    let inside = context.slice(TextRange::new(open.range.end(), close.range.start()));
    inside.starts_with(char::is_alphabetic) && !inside.contains(['\'', '’', '‘'])
}

/// The two replacements that give a quotation other marks; `None` where that would make it like a
/// quotation around or inside it, or where it runs over paragraphs.
fn edits(
    context: &Context<'_>,
    index: usize,
    wanted: MarkPair,
) -> Option<[(TextRange, String); 2]> {
    let (marks, quotations) = (&context.mentions.marks, &context.mentions.quotations);
    let quotation: &Quotation = &quotations[index];
    let (open, close) = (
        marks[quotation.open as usize],
        marks[quotation.close as usize],
    );
    let kind = |quotation: &Quotation| quotation.pair(marks).kind();
    let around = quotation.parent.map(|parent| &quotations[parent as usize]);
    let inside = quotations[index + 1..]
        .iter()
        .take_while(|other| other.range.start < quotation.range.end)
        .take(16);
    if open.block != close.block
        || is_askew(context, quotation)
        || !would_stand_out(context, quotation, wanted)
        || around
            .into_iter()
            .chain(inside)
            .any(|other| kind(other) == wanted.kind())
    {
        return None;
    }
    let (mut before, mut after) = (open.range, close.range);
    let (mut first, mut last) = (wanted.open.to_string(), wanted.close.to_string());
    // French puts a no-break space inside guillemets, and none inside other marks.
    if context.article.block(open.block).lang.language == Language::Fr {
        let inner = context.slice(TextRange {
            start: open.range.end,
            end: close.range.start,
        });
        let blank = |c: Option<char>| c.filter(|&c| is_space(c)).map_or(0, char::len_utf8) as u32;
        let (leading, trailing) = (
            blank(inner.chars().next()),
            blank(inner.chars().next_back()),
        );
        if wanted.kind() == Some(MarkKind::Guillemet) {
            if leading == 0 {
                first.push('\u{A0}');
            }
            if trailing == 0 {
                last.insert(0, '\u{A0}');
            }
        } else if kind(quotation) == Some(MarkKind::Guillemet) && inner.len() > 2 {
            before.end += leading;
            after.start -= trailing;
        }
    }
    (before.end <= after.start).then_some([(before, first), (after, last)])
}

fn as_replacements(edits: &[(TextRange, String); 2]) -> [(TextRange, &str); 2] {
    [(edits[0].0, &edits[0].1), (edits[1].0, &edits[1].1)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_house_style_is_read_from_its_marks() {
        let read = |text| {
            read_example(text).map(|options| {
                options
                    .into_iter()
                    .map(|(rule, name, value)| match value {
                        OptionValue::Text(value) => format!("{rule} {name}={value}"),
                        other => panic!("{other:?}"),
                    })
                    .collect::<Vec<_>>()
            })
        };
        assert_eq!(
            read("“ ‘ ’ ”").unwrap(),
            [
                "quotes/style outer=“ ”",
                "quotes/mixed-order double=first",
                "quotes/style inner=‘ ’",
                "quotes/nesting inner=‘ ’",
                "quotes/mixed-order single=first",
            ]
        );
        assert_eq!(read("« »").unwrap(), ["quotes/style outer=« »"]);
        assert_eq!(read("«“”»").unwrap().len(), 4);
        for wrong in ["“ ” ‘ ’", "« ”", "x", "” ”", "« “ »", ""] {
            assert!(read(wrong).is_err(), "{wrong}");
        }
    }
}
