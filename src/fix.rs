//! Findings in, new text out, for the command line and the editor alike.
//!
//! [`until_stable`] makes the fixes of a file until none is left, and judges what each round made of
//! it: a fix is taken only where its finding is gone afterwards, where no finding is there that was
//! not there before, and where the article is built as it was. So a fix that fights another one, that
//! turns a majority round, or that becomes markup is left out, whatever its check thought of it.

mod shape;

use std::collections::{BTreeMap, HashMap, HashSet};

pub use shape::Shape;

use crate::finding::{Applicability, Edit, Finding, Fix, RuleIndex};
use crate::span::Span;
use shape::{joined, touches_one};

/// After so many rounds the rest is left to the next run. Fixes that overlap wait for one another, a
/// round each.
const ROUNDS: usize = 32;

/// How often a round's fixes are tried to find those that can't be made; what is unknown then is left
/// to the next round.
const TRIALS: usize = 64;

/// How often what fixes bring to light is fixed with them.
const FOLLOWING: usize = 16;

/// What a file's text was read as.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Reading {
    /// What is wrong in it, sorted by start, end and rule.
    pub findings: Vec<Finding>,
    /// How its article is built.
    pub shape: Shape,
}

/// Fixes, each with the index of its finding.
type Fixes<'a> = Vec<(usize, &'a Fix)>;

/// What became of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Outcome {
    /// The text; as it was where nothing was fixed.
    pub text: String,
    /// What remains, sorted by start, end and rule.
    pub findings: Vec<Finding>,
    /// For each that remains the index of the finding that it was at first: what was decided of that
    /// one (that it is old, or on a line that did not change) holds for this one.
    pub origins: Vec<usize>,
    /// How many findings of each rule were fixed.
    pub fixed: BTreeMap<RuleIndex, usize>,
    /// The fixes that were asked for and not made, by the index in `findings`: what they would do
    /// brings something new.
    pub left: Vec<usize>,
}

impl Outcome {
    /// How many findings were fixed.
    #[must_use]
    pub fn count(&self) -> usize {
        self.fixed.values().sum()
    }
}

/// The fix that is made of a finding where fixes of `least` and better are: the surest one, and of
/// equal ones the first. One that is only shown is never made.
#[must_use]
pub fn chosen(finding: &Finding, least: Applicability) -> Option<&Fix> {
    let least = least.max(Applicability::Ask);
    let able = |fix: &&Fix| fix.applicability >= least && !fix.edits.is_empty();
    let fixes = finding.fixes.iter().filter(able);
    fixes.rev().max_by_key(|fix| fix.applicability)
}

/// Makes the fixes of `least` and better of the findings in `first`, which `text` was read as, that
/// are `wanted` (by their index), until none is left that can be made. `read` reads a new text as
/// `text` was read; nothing where it can't be read any more.
///
/// Fixing the outcome again changes nothing.
pub fn until_stable(
    text: &str,
    first: Reading,
    least: Applicability,
    wanted: impl Fn(usize) -> bool,
    mut read: impl FnMut(&str) -> Option<Reading>,
) -> Outcome {
    let mut state = State {
        origins: (0..first.findings.len()).collect(),
        text: text.to_owned(),
        reading: first,
    };
    let mut fixed = BTreeMap::new();
    for _ in 0..ROUNDS {
        let Some((next, made)) = state.round(least, &wanted, &mut read) else {
            break;
        };
        for finding in made {
            *fixed
                .entry(state.reading.findings[finding].rule)
                .or_default() += 1;
        }
        state = next;
    }
    let left = state.candidates(least, &wanted).map(|(index, _)| index);
    Outcome {
        fixed,
        left: left.collect(),
        text: state.text,
        findings: state.reading.findings,
        origins: state.origins,
    }
}

/// A text between two rounds.
struct State {
    text: String,
    reading: Reading,
    origins: Vec<usize>,
}

impl State {
    /// The findings that are to be fixed, and how.
    fn candidates<'a>(
        &'a self,
        least: Applicability,
        wanted: &'a impl Fn(usize) -> bool,
    ) -> impl Iterator<Item = (usize, &'a Fix)> {
        let findings = self.reading.findings.iter().enumerate();
        findings
            .filter(|&(index, _)| wanted(self.origins[index]))
            .filter_map(move |(index, finding)| Some((index, chosen(finding, least)?)))
    }

    /// Makes what can be made at once; the text after it, and the findings that were fixed. Nothing
    /// where there is nothing that can be made.
    fn round(
        &self,
        least: Applicability,
        wanted: &impl Fn(usize) -> bool,
        read: &mut impl FnMut(&str) -> Option<Reading>,
    ) -> Option<(Self, Vec<usize>)> {
        let mut waiting: Vec<_> = self.candidates(least, wanted).collect();
        let mut trials = 0;
        let mut best = None;
        // A fix that another one keeps from being made is tried in its place where that one can't be.
        while !waiting.is_empty() && trials < TRIALS {
            let (picked, later) = pick(waiting);
            let mut made = Fixes::new();
            // Halves of what could not be made whole; the last one is tried first.
            let mut untried = vec![picked];
            while let Some(mut part) = untried.pop()
                && trials < TRIALS
            {
                trials += 1;
                let all = [made.as_slice(), &part].concat();
                if let Some(next) = self.with(&all, least, read) {
                    made = all;
                    best = Some(next);
                } else if part.len() > 1 {
                    untried.push(part.split_off(part.len() / 2));
                    untried.push(part);
                }
            }
            if let Some(next) = best {
                return Some((next, made.into_iter().map(|(index, _)| index).collect()));
            }
            waiting = later;
        }
        None
    }

    /// The text with these fixes, which belong to findings of these indices, where nothing speaks
    /// against it. What they bring to light is fixed with them: inside an outer quotation that gets
    /// other marks the inner one, and the title that only counted as a copy of the heading.
    fn with(
        &self,
        fixes: &[(usize, &Fix)],
        least: Applicability,
        read: &mut impl FnMut(&str) -> Option<Reading>,
    ) -> Option<Self> {
        let edits = sorted(fixes);
        let mut text = write(&self.text, &edits);
        if text == self.text {
            return None;
        }
        let mut moves = Moves::default();
        moves.push(&edits);
        let mut reading = read(&text)?;
        let gone: HashSet<usize> = fixes.iter().map(|&(index, _)| index).collect();
        let before = self.reading.findings.iter().enumerate();
        let before: Vec<_> = before.filter(|(index, _)| !gone.contains(index)).collect();
        for _ in 0..FOLLOWING {
            let origins = follow(&before, &reading.findings, &moves);
            if !origins.contains(&None) {
                if !self.reading.shape.becomes(&reading.shape, &moves, &text) {
                    return None;
                }
                let origins = origins.into_iter().flatten();
                return Some(Self {
                    origins: origins.map(|index| self.origins[index]).collect(),
                    text,
                    reading,
                });
            }
            let places = gone.iter().map(|&index| self.reading.findings[index].span);
            let places = joined(places.map(|span| moves.span(span)));
            let words = self.reading.shape.words(&moves);
            let is_followed = |span| touches_one(&places, span) || !touches_one(&words, span);
            let new = origins.iter().enumerate();
            let follow_up = |(index, _)| {
                let finding: &Finding = &reading.findings[index];
                let fix = chosen(finding, least).filter(|_| is_followed(finding.span))?;
                Some((index, fix))
            };
            let new = new.filter(|(_, origin)| origin.is_none()).map(follow_up);
            let (picked, _) = pick(new.collect::<Option<_>>()?);
            let edits = sorted(&picked);
            text = write(&text, &edits);
            moves.push(&edits);
            reading = read(&text)?;
        }
        None
    }
}

/// Which finding of before each of `after` is, nothing where it was not there: of the same rule, or
/// of one that is silent now, at the place where the edits moved it. What a finding says, and the words around it, may have changed.
fn follow(before: &[(usize, &Finding)], after: &[Finding], moves: &Moves) -> Vec<Option<usize>> {
    /// Findings of one rule that touch.
    struct Cluster {
        rule: RuleIndex,
        span: Span,
        members: Vec<usize>,
    }
    let mut exact: HashMap<(RuleIndex, Span), Vec<usize>> = HashMap::new();
    for &(index, finding) in before.iter().rev() {
        let place = (finding.rule, moves.span(finding.span));
        exact.entry(place).or_default().push(index);
    }
    let mut origins: Vec<Option<usize>> = after
        .iter()
        .map(|finding| exact.get_mut(&(finding.rule, finding.span))?.pop())
        .collect();
    // What was told of a place by a rule that has nothing to say there any more may be told by another.
    let mut places: HashMap<Span, Vec<(RuleIndex, Span)>> = HashMap::new();
    for place in exact.keys() {
        places.entry(place.1).or_default().push(*place);
    }
    for (origin, finding) in origins.iter_mut().zip(after) {
        if origin.is_none()
            && let Some(others) = places.get_mut(&finding.span)
        {
            others.sort_unstable();
            *origin = others.iter().find_map(|place| exact.get_mut(place)?.pop());
        }
    }
    let mut rest: Vec<_> = exact.into_iter().collect();
    rest.sort_unstable();
    let mut clusters: Vec<Cluster> = Vec::new();
    for ((rule, span), members) in rest.into_iter().filter(|(_, members)| !members.is_empty()) {
        match clusters.last_mut() {
            Some(last) if last.rule == rule && span.start <= last.span.end => {
                last.span = last.span.cover(span);
                last.members.extend(members);
            }
            _ => clusters.push(Cluster {
                rule,
                span,
                members,
            }),
        }
    }
    for cluster in &mut clusters {
        cluster.members.sort_unstable_by(|a, b| b.cmp(a));
    }
    for (origin, finding) in origins.iter_mut().zip(after) {
        if origin.is_none() {
            let place = (finding.rule, finding.span.start);
            let at = clusters.partition_point(|cluster| (cluster.rule, cluster.span.end) < place);
            let touches = |cluster: &&mut Cluster| {
                cluster.rule == finding.rule && cluster.span.touches(finding.span)
            };
            let cluster = clusters.get_mut(at).filter(touches);
            *origin = cluster.and_then(|cluster| cluster.members.pop());
        }
    }
    origins
}

/// The edits of fixes that do not overlap.
fn sorted<'a>(fixes: &[(usize, &'a Fix)]) -> Vec<&'a Edit> {
    let mut edits: Vec<&Edit> = fixes.iter().flat_map(|(_, fix)| &fix.edits).collect();
    edits.sort_by_key(|edit| edit.span);
    edits
}

/// Parts fixes into those that can be made at once, and those that have to wait: of two that overlap
/// the one that begins earlier goes first. Edits that merely touch are made at once, unless both only
/// take away (two blanks, say, each of which is one too many as long as the other is there).
fn pick(mut fixes: Fixes<'_>) -> (Fixes<'_>, Fixes<'_>) {
    fixes.sort_by_key(|(_, fix)| fix.edits[0].span);
    let mut taken: BTreeMap<Span, bool> = BTreeMap::new();
    fixes.into_iter().partition(|(_, fix)| {
        let free = fix.edits.iter().all(|edit| {
            let deletes = edit.text.is_empty();
            let clashes = |(&other, &other_deletes): (&Span, &bool)| {
                edit.span == other
                    || edit.span.overlaps(other)
                    || (edit.span.touches(other) && deletes && other_deletes)
            };
            !taken.range(..=edit.span).next_back().is_some_and(clashes)
                && !taken.range(edit.span..).next().is_some_and(clashes)
        });
        if free {
            let edits = fix.edits.iter();
            taken.extend(edits.map(|edit| (edit.span, edit.text.is_empty())));
        }
        free
    })
}

/// Applies fixes to a file's text once, unjudged: each whole or not at all, and of two that overlap
/// the one that begins earlier.
#[must_use]
pub fn apply(text: &str, fixes: &[&Fix]) -> String {
    let fixes = fixes.iter().filter(|fix| !fix.edits.is_empty());
    let (picked, _) = pick(fixes.map(|&fix| (0, fix)).collect());
    write(text, &sorted(&picked))
}

/// The text with edits that are sorted and do not overlap.
fn write(text: &str, edits: &[&Edit]) -> String {
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        out.push_str(&text[at..edit.span.start()]);
        out.push_str(&edit.text);
        at = edit.span.end();
    }
    out.push_str(&text[at..]);
    out
}

/// Where edits move the bytes of a file to, one text after the other.
#[derive(Default)]
struct Moves {
    steps: Vec<Step>,
}

impl Moves {
    /// Makes edits of the last text, which are sorted and do not overlap.
    fn push(&mut self, edits: &[&Edit]) {
        self.steps.push(Step::of(edits));
    }

    /// Where something goes.
    fn span(&self, span: Span) -> Span {
        self.steps.iter().fold(span, |span, step| step.span(span))
    }

    /// Where something goes that nothing belongs to which is put in at its edges.
    fn inner(&self, span: Span) -> Span {
        self.steps.iter().fold(span, |span, step| step.inner(span))
    }
}

/// Where the edits of a text move its bytes to.
struct Step {
    /// Bytes before and after, sorted.
    edits: Vec<(Span, Span)>,
}

impl Step {
    /// Of edits that are sorted and do not overlap.
    fn of(edits: &[&Edit]) -> Self {
        let mut grown: i64 = 0;
        let edits = edits.iter().map(|edit| {
            let start = (i64::from(edit.span.start) + grown) as usize;
            grown += edit.text.len() as i64 - edit.span.len() as i64;
            (edit.span, Span::new(start, start + edit.text.len()))
        });
        Self {
            edits: edits.collect(),
        }
    }

    /// Where a byte goes that lies behind the edit before `index`, and before that one.
    fn carry(&self, at: u32, index: usize) -> u32 {
        match index.checked_sub(1).map(|last| self.edits[last]) {
            Some((before, after)) => at - before.end + after.end,
            None => at,
        }
    }

    /// Where the start of something goes: what is put in right before it belongs to it, and an edit
    /// that begins before it is its start.
    fn start(&self, at: u32) -> u32 {
        let behind = |(before, _): &(Span, Span)| {
            before.end < at || (before.end == at && !before.is_empty())
        };
        let index = self.edits.partition_point(behind);
        match self.edits.get(index) {
            Some((before, after)) if before.start < at || before.end == at => after.start,
            _ => self.carry(at, index),
        }
    }

    /// Where the end of something goes: what is put in right behind it belongs to it, and an edit
    /// that ends behind it is its end.
    fn end(&self, at: u32) -> u32 {
        let begins = |(before, _): &(Span, Span)| {
            before.start < at || (before.start == at && before.is_empty())
        };
        let index = self.edits.partition_point(begins);
        match index.checked_sub(1).map(|last| self.edits[last]) {
            Some((before, after)) if before.end >= at => after.end,
            _ => self.carry(at, index),
        }
    }

    /// Where something goes.
    fn span(&self, span: Span) -> Span {
        let start = self.start(span.start);
        Span {
            start,
            end: self.end(span.end).max(start),
        }
    }

    /// Where something goes that nothing belongs to which is put in at its edges.
    fn inner(&self, span: Span) -> Span {
        let before = |at: u32| self.edits.partition_point(|(edit, _)| edit.end <= at);
        let (first, mut last) = (before(span.start), before(span.end));
        if last > first && self.edits[last - 1].0 == Span::at(span.end()) {
            last -= 1;
        }
        let start = match self.edits.get(first) {
            Some((edit, after)) if edit.start < span.start => after.start,
            _ => self.carry(span.start, first),
        };
        let end = match self.edits.get(last) {
            Some((edit, after)) if edit.start < span.end => after.end,
            _ => self.carry(span.end, last),
        };
        Span {
            start,
            end: end.max(start),
        }
    }
}

#[cfg(test)]
mod tests;
