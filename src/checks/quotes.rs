//! How an article uses quotation marks: what the checks of the family share.

use crate::article::{BlockGroup, BlockIndex};
use crate::check::{Context, Majority, RuleInstance, Tally};
use crate::lang::Language;
use crate::lang::chars::{is_arabic_letter, is_space, is_word};
use crate::mention::{
    MarkKind, MarkOrder, MarkPair, MarkRole, Quotation, QuotationKind, QuoteMark,
};

/// The two marks of a quotation.
pub(super) fn ends(context: &Context<'_>, quotation: &Quotation) -> [QuoteMark; 2] {
    [quotation.open, quotation.close].map(|mark| context.mentions.marks[mark as usize])
}

/// Whether a quotation's closing mark ends at a place.
pub(super) fn ends_quotation(context: &Context<'_>, end: usize) -> bool {
    let marks = &context.mentions.marks;
    let at = marks.partition_point(|mark| mark.range.end() < end);
    marks
        .get(at)
        .is_some_and(|mark| mark.range.end() == end && mark.role == MarkRole::Close)
}

/// Whether a mark is glued to the word on its other side (`كلمة“ نعم ”`), so that with another mark in
/// its place nobody could tell that it opens, or closes.
pub(super) fn is_askew(context: &Context<'_>, quotation: &Quotation) -> bool {
    let [open, close] = ends(context, quotation);
    let before = |mark: QuoteMark| context.before(mark.block, mark.range).chars().next_back();
    let after = |mark: QuoteMark| context.after(mark.block, mark.range).chars().next();
    let word = |c: Option<char>| c.is_some_and(is_word);
    let space = |c: Option<char>| c.is_some_and(is_space);
    word(before(open)) && space(after(open)) || space(before(close)) && word(after(close))
}

/// The blocks in which a mark of a kind has no partner: every pair of that kind may be another one.
pub(super) fn doubtful(context: &Context<'_>) -> Vec<(BlockIndex, u8)> {
    let marks = context.mentions.marks.iter();
    let alone = marks.filter(|mark| mark.partner.is_none());
    let mut places: Vec<_> = alone.map(|mark| (mark.block, mark.kind as u8)).collect();
    places.sort_unstable();
    places.dedup();
    places
}

/// Both marks as they are written, with an ellipsis between: `''…''`.
pub(super) fn written(context: &Context<'_>, quotation: &Quotation) -> String {
    let [open, close] = ends(context, quotation).map(|mark| context.slice(mark.range));
    format!("{open}…{close}")
}

/// What two pairs of one style have in common: kind, and whether a low mark opens.
pub(super) type Marks = (MarkKind, bool);

/// The style of a pair; `None` where its marks make none.
pub(super) fn marks_of(pair: MarkPair) -> Option<Marks> {
    let low = matches!(pair.open, '„' | '‟' | '‚' | '‛');
    pair.kind()
        .filter(|_| !pair.is_same_mark())
        .map(|kind| (kind, low))
}

/// The style of a quotation, and that of the one around it; `None` where it has none of its own. A
/// mark typed twice, or made of two others, is a fault of its own kind, and no style.
pub(super) fn style_of(
    context: &Context<'_>,
    quotation: &Quotation,
) -> Option<(Marks, Option<MarkPair>)> {
    let marks = &context.mentions.marks;
    let [open, close] = ends(context, quotation);
    let whole = |mark: QuoteMark| mark.range.len() == mark.c.len_utf8();
    let parent = quotation
        .parent
        .map(|parent| context.mentions.quotations[parent as usize].pair(marks));
    let style = marks_of(quotation.pair(marks)).filter(|_| whole(open) && whole(close))?;
    (parent.and_then(marks_of) != Some(style)).then_some((style, parent))
}

/// Quotations that are compared: of one group and language, and of those inside others only the
/// ones whose outer marks are of one kind.
type Like = (BlockGroup, Language, Option<MarkKind>);

/// The quotations of an article whose style differs from most that are like them: each by its index,
/// with those in the style of most.
pub(super) struct Minorities {
    tallies: Vec<(Like, Tally<Marks>)>,
    /// The kinds of marks that are left of a quotation in which one is wrong or missing. They are
    /// reported by other rules, and speak for their kind all the same where the majority is weak.
    broken: Vec<(BlockGroup, MarkKind)>,
}

impl Minorities {
    /// Those among the blocks that a rule is for.
    pub(super) fn of(context: &Context<'_>, rule: &RuleInstance) -> Self {
        let mut tallies = Vec::new();
        let alone = |mark: &&QuoteMark| mark.partner.is_none() && mark.certain;
        let alone: Vec<_> = context.mentions.marks.iter().filter(alone).collect();
        for (index, quotation) in context.mentions.quotations.iter().enumerate() {
            let block = context.mentions.marks[quotation.open as usize].block;
            let Some((style, parent)) = style_of(context, quotation) else {
                continue;
            };
            // Between a mark of another kind and where its partner should be, it may stand inside.
            let at = alone.partition_point(|mark| mark.range.start < quotation.range.start);
            let before = at.checked_sub(1).map(|at| (alone[at], MarkRole::Open));
            let after = alone.get(at).map(|&mark| (mark, MarkRole::Close));
            if before.into_iter().chain(after).any(|(mark, role)| {
                mark.role == role && mark.block == block && mark.kind != style.0
            }) {
                continue;
            }
            // Single marks on the outside are another thing than double ones: headlines, single
            // words, terms. What stands inside a mixed pair is compared when that is mended.
            if !context.applies(rule, block)
                || parent.is_none() && style.0.is_single()
                || parent.is_some_and(|parent| parent.kind().is_none())
                || reads_as_headline(context, quotation)
                || is_of_another_script(context, quotation)
            {
                continue;
            }
            let language = context.article.block(block).lang.language;
            let like = (
                context.group(block),
                language,
                parent.and_then(MarkPair::kind),
            );
            Tally::among(&mut tallies, like).add(style, index);
        }
        let broken = |mark: &&QuoteMark| {
            let partner = mark.partner.map(|at| context.mentions.marks[at as usize]);
            partner.is_none_or(|other| other.kind != mark.kind || other.c == mark.c)
                && mark.kind != MarkKind::Straight
                && !mark.kind.is_single()
        };
        let broken = context.mentions.marks.iter().filter(broken);
        Self {
            tallies,
            broken: broken
                .map(|mark| (context.group(mark.block), mark.kind))
                .collect(),
        }
    }

    /// The index of each, with the places in the style of most and how clearly these lead. Where
    /// most quote speech alone and the others nothing but names and words, both may be meant.
    pub(super) fn iter<'a>(
        &'a self,
        quotations: &'a [Quotation],
    ) -> impl Iterator<Item = (usize, &'a [usize], Majority)> {
        let all = |places: &[usize], kind| places.iter().all(|&at| quotations[at].kind == kind);
        self.tallies
            .iter()
            .filter_map(move |(like, tally)| {
                let (&style, places, majority) = tally.majority()?;
                // Single marks are the usual ones inside others, however few.
                let usual = |way: &Marks| like.2.is_some() && way.0.is_single();
                let others = tally.ways().iter().filter(move |(way, minority)| {
                    let left = self.broken.iter().filter(|left| **left == (like.0, way.0));
                    let count = minority.len() + left.take(places.len()).count();
                    *way != style
                        && (usual(&style) || !usual(way))
                        && (majority == Majority::Strong
                            || Majority::of(places.len(), count).is_some())
                });
                let speech = all(places, QuotationKind::Sentence);
                Some(others.flat_map(move |(_, minority)| {
                    let majority = if speech && all(minority, QuotationKind::Fragment) {
                        Majority::Weak
                    } else {
                        majority
                    };
                    minority.iter().map(move |&index| (index, places, majority))
                }))
            })
            .flatten()
    }
}

/// Whether what is quoted is no text of its block's script: an English title in an Arabic article
/// keeps the marks that it has in English.
pub(super) fn is_of_another_script(context: &Context<'_>, quotation: &Quotation) -> bool {
    let block = context.mentions.marks[quotation.open as usize].block;
    let arabic = context.article.block(block).lang.language.arabic_script();
    let mut letters = context.slice(quotation.range).chars();
    arabic && !letters.clone().any(is_arabic_letter) && letters.any(char::is_alphabetic)
}

/// The order that a language has for a kind of marks, where it has only one (CLDR 48.2.0). Arabic
/// and Urdu have both for curly marks; German and Danish both for guillemets. Guillemets are
/// mirrored in text from right to left, so that the first mark in memory opens there as well.
pub(super) fn order_of(language: Language, kind: MarkKind) -> Option<MarkOrder> {
    use Language::{Ckb, En, Es, Fa, Fr, Id, It, Nl, Ps, Pt, Ru, Tr, Ug, Vi};
    let has = match kind {
        MarkKind::Guillemet | MarkKind::SingleGuillemet => matches!(
            language,
            Language::Ar | Language::Ur | Ckb | Fa | Ps | Ug | Fr | Es | Pt | It | Ru | Tr
        ),
        MarkKind::Curly | MarkKind::SingleCurly => {
            matches!(language, En | Fr | Es | Pt | It | Nl | Tr | Id | Vi)
        }
        _ => false,
    };
    has.then_some(MarkOrder::First)
}

/// Whether the marks of a house can be meant for text of a language: English has no guillemets, and
/// where a language has one order, marks in the other are those of a house that writes another.
pub(super) fn may_be_for(language: Language, pair: MarkPair) -> bool {
    let guillemets = matches!(
        pair.kind(),
        Some(MarkKind::Guillemet | MarkKind::SingleGuillemet)
    );
    let own = pair.kind().and_then(|kind| order_of(language, kind));
    let other = own.is_some_and(|own| pair.order().is_some_and(|order| order != own));
    !(other || guillemets && language == Language::En)
}

/// Whether guillemets are the marks of a language, so that an editor who meets others beside them
/// would change those (CLDR 48.2.0).
pub(super) fn has_guillemets(language: Language) -> bool {
    matches!(language, Language::Fa | Language::Fr)
}

/// How many bytes a line has at the most that reads as a headline: half as many letters.
const HEADLINE: usize = 240;

/// Whether a quotation stands in a line that reads as a headline, which may have its own marks: it is
/// short, has no full stop, and does not go on with the line before.
fn reads_as_headline(context: &Context<'_>, quotation: &Quotation) -> bool {
    let [open, close] = ends(context, quotation);
    let block = context.article.block(open.block).range;
    let (start, end) = (
        open.range.start() - block.start(),
        close.range.end() - block.start(),
    );
    let text = context.article.block_text(open.block);
    if open.block != close.block || end - start > HEADLINE {
        return false;
    }
    let (before, after) = (&text.as_bytes()[..start], &text.as_bytes()[end..]);
    let begun = before.iter().rev().take(HEADLINE).position(|&b| b == b'\n');
    let ended = after.iter().take(HEADLINE).position(|&b| b == b'\n');
    let (Some(begun), Some(ended)) = (
        begun.or((start < HEADLINE).then_some(start)),
        ended.or((after.len() < HEADLINE).then_some(after.len())),
    ) else {
        return false;
    };
    let (from, to) = (start - begun, end + ended);
    let stopped = |line: &str| {
        let marks = |c: &char| MarkKind::of(*c).is_some() || matches!(c, ')' | ']') || is_space(*c);
        // No further than a headline: lines of nothing but marks would be read again for each mark.
        let last = line.chars().rev().take(HEADLINE).find(|c| !marks(c));
        last.is_some_and(|c| STOPS.contains(&c) || matches!(c, ':' | '…'))
    };
    let before = text[..from].trim_end();
    text[from..to].chars().count() <= HEADLINE / 2
        && !stopped(&text[from..to])
        && (before.is_empty() || stopped(before))
}

/// Marks that end a sentence.
const STOPS: [char; 5] = ['.', '!', '?', '؟', '۔'];

/// Whether the sentence around the end of a quotation ends with its line and has no full stop, as the
/// headline of another article does that is named below one.
pub(super) fn lacks_a_stop(context: &Context<'_>, quotation: &Quotation) -> bool {
    let [_, close] = ends(context, quotation);
    let block = context.article.block(close.block).range;
    let rest = &context.article.block_text(close.block)[close.range.end() - block.start()..];
    let line = rest.bytes().take(HEADLINE).position(|b| b == b'\n');
    let end = line.unwrap_or(rest.len());
    // A decimal point and the points between two halves of a headline end no sentence.
    let mut chars = rest[..end].chars().peekable();
    end < HEADLINE
        && !std::iter::from_fn(|| chars.next().map(|c| (c, chars.peek().copied()))).any(
            |(c, next)| {
                STOPS.contains(&c) && !next.is_some_and(|c| is_word(c) || STOPS.contains(&c))
            },
        )
}

/// How often an article has each kind of marks.
#[derive(Default)]
pub(super) struct Usage {
    /// Whole pairs by kind.
    pairs: [usize; MarkKind::COUNT],
    /// Of these, the ones that open with the second mark of the pair.
    second: [usize; MarkKind::COUNT],
    /// Pairs by kind that have one mark at both ends; they have no order.
    same: [usize; MarkKind::COUNT],
    /// The characters of marks that occur.
    marks: Vec<char>,
    /// Whether curly marks that the article has no pair of open with the second one: CLDR 48.2.0 for
    /// Urdu.
    second_by_rule: bool,
}

impl Usage {
    /// Counts the marks of an article.
    pub(super) fn of(context: &Context<'_>) -> Self {
        let mut usage = Self {
            second_by_rule: context.article.lang.language == Language::Ur,
            ..Self::default()
        };
        for mark in &context.mentions.marks {
            if !usage.marks.contains(&mark.c) {
                usage.marks.push(mark.c);
            }
        }
        for quotation in &context.mentions.quotations {
            let [open, close] = ends(context, quotation);
            let pair = quotation.pair(&context.mentions.marks);
            if open.kind != close.kind {
                continue;
            }
            if pair.is_same_mark() {
                usage.same[open.kind as usize] += 1;
            } else {
                usage.pairs[open.kind as usize] += 1;
                usage.second[open.kind as usize] +=
                    usize::from(pair.order() == Some(MarkOrder::Second));
            }
        }
        usage
    }

    /// Whether a mark occurs anywhere.
    pub(super) fn has(&self, mark: char) -> bool {
        self.marks.contains(&mark)
    }

    /// The pair of a kind in the order in which the article writes it.
    pub(super) fn pair(&self, kind: MarkKind) -> MarkPair {
        let at = kind as usize;
        let curly = matches!(kind, MarkKind::Curly | MarkKind::SingleCurly);
        let second = if self.pairs[at] == 0 && curly {
            self.second_by_rule
        } else {
            self.second[at] * 2 > self.pairs[at] + self.same[at]
        };
        MarkPair::of(
            kind,
            if second {
                MarkOrder::Second
            } else {
                MarkOrder::First
            },
        )
    }

    /// Of these kinds the one that the article uses most, the first of them where none leads.
    pub(super) fn most(&self, kinds: &[MarkKind]) -> MarkKind {
        let most = kinds
            .iter()
            .rev()
            .max_by_key(|&&kind| self.pairs[kind as usize]);
        *most.expect("there is a kind to choose")
    }
}
