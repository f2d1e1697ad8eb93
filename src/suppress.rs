//! The stage behind the checks: what an article or a configuration switches off is taken away, and
//! what is wrong with the switching is said.
//!
//! A finding is suppressed where its own span starts in what a directive reaches; its labels decide
//! nothing. No directive reaches findings of `suppression/…`: those are for the configuration. A
//! directive whose day has passed still holds, as an override of a configuration does.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::Arc;

use jiff::civil::Date;

use crate::article::{Article, Block, Directive, DirectiveKind, DirectiveName};
use crate::check::{Place, Report, RuleInstance, Sink, found_hash};
use crate::checks::suppression;
use crate::config::error::nearest;
use crate::config::style::Rule;
use crate::config::{Ignore, builtin};
use crate::finding::{Applicability, Finding, RuleIndex};
use crate::source::Source;
use crate::span::Span;

/// How many names of one article that are not known are compared with those that are.
const MOST_COMPARED: usize = 32;

/// The rules that can be switched off, and those that judge the switching.
#[derive(Default)]
pub struct Suppressor {
    /// All rules, by [`RuleIndex`].
    rules: Vec<Judging>,
    /// The rules of an id or of a family.
    named: HashMap<String, Vec<RuleIndex>>,
    /// Ids and families that the configuration knows, on or off.
    known: BTreeSet<String>,
    unknown: Vec<RuleInstance>,
    unused: Vec<RuleInstance>,
    overdue: Vec<RuleInstance>,
    today: Option<Date>,
    /// What the configuration ignores: a rule, and the hash of the text found.
    ignored: HashSet<(RuleIndex, u64)>,
}

/// A rule that judges articles.
struct Judging {
    instance: RuleInstance,
    /// Whether it looks at what image files say of themselves.
    reads_pictures: bool,
}

/// What a name of a directive stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Target<'s> {
    /// All rules.
    All,
    /// Rules that are on.
    Rules(&'s [RuleIndex]),
    /// Rules that exist and are off.
    Off,
    /// Nothing.
    Unknown,
}

impl Target<'_> {
    fn holds(self, rule: RuleIndex) -> bool {
        match self {
            Self::All => true,
            Self::Rules(rules) => rules.contains(&rule),
            Self::Off | Self::Unknown => false,
        }
    }

    /// Whether something is switched by both.
    fn meets(self, other: Self) -> bool {
        match (self, other) {
            (Self::All, _) | (_, Self::All) => true,
            (Self::Rules(a), Self::Rules(b)) => a.iter().any(|rule| b.contains(rule)),
            _ => false,
        }
    }

    /// Whether nothing that `other` switches is left out.
    fn covers(self, other: Self) -> bool {
        match (self, other) {
            (Self::All, _) => true,
            (Self::Rules(a), Self::Rules(b)) => b.iter().all(|rule| a.contains(rule)),
            _ => false,
        }
    }
}

/// A directive with what it speaks of.
struct Entry<'s, 'a> {
    directive: &'a Directive,
    targets: Vec<Target<'s>>,
    /// Which of the targets had an effect.
    used: Vec<bool>,
}

/// The bytes of a file, both ends counted, in which one target of a directive switches a rule off.
struct Reach {
    start: u32,
    end: u32,
    entry: usize,
    target: usize,
}

impl Suppressor {
    /// A stage for these rules, each with whether it looks at image files.
    #[must_use]
    pub fn new(rules: impl Iterator<Item = (RuleInstance, &'static str, bool)>) -> Self {
        let mut stage = Self::default();
        for (instance, check, reads_pictures) in rules {
            let judges = match check {
                suppression::UNKNOWN => Some(&mut stage.unknown),
                suppression::UNUSED => Some(&mut stage.unused),
                suppression::OVERDUE => Some(&mut stage.overdue),
                _ => None,
            };
            if let Some(judges) = judges {
                judges.push(instance.clone());
            }
            let family = instance.id.split('/').next().unwrap_or_default();
            for name in [family, &instance.id] {
                let rules = stage.named.entry(name.to_owned()).or_default();
                rules.push(instance.index);
            }
            stage.rules.push(Judging {
                instance,
                reads_pictures,
            });
        }
        stage
    }

    /// Takes over what a configuration says: the rules that it knows, on or off, and what it ignores.
    pub fn configure<'i>(
        &mut self,
        known: impl Iterator<Item = &'i Arc<Rule>>,
        ignores: impl Iterator<Item = &'i Ignore>,
    ) {
        let names = known.flat_map(|rule| [&rule.id, rule.family()].map(str::to_owned));
        self.known.extend(names);
        for ignore in ignores {
            let rules = ignore.rules.iter().filter_map(|name| self.named.get(name));
            for &rule in rules.flatten() {
                let hashes = ignore.texts.iter().map(|text| found_hash(text));
                self.ignored.extend(hashes.map(|hash| (rule, hash)));
            }
        }
    }

    /// Sets the day on which directives are or are not overdue; without one none is.
    pub fn set_today(&mut self, today: Date) {
        self.today = Some(today);
    }

    /// The findings of an article that are left, with those about its directives. They are sorted by
    /// start, end and rule, as those given are.
    #[must_use]
    pub fn apply(
        &self,
        source: &Source,
        article: &Article<'_>,
        mut findings: Vec<Finding>,
    ) -> Vec<Finding> {
        if !article.directives.is_empty() {
            let mut entries: Vec<_> = article.directives.iter().map(|d| self.entry(d)).collect();
            self.suppress(&mut entries, &mut findings);
            mark_ends(&mut entries);
            let mut sink = Sink::new(article, source.text());
            self.judge(source, article, &entries, &mut sink);
            findings.append(&mut sink.into_findings());
            findings.sort_by_key(|finding| (finding.span, finding.rule));
        }
        if !self.ignored.is_empty() {
            findings.retain(|finding| !self.ignored.contains(&(finding.rule, finding.found)));
        }
        findings
    }

    fn entry<'s, 'a>(&'s self, directive: &'a Directive) -> Entry<'s, 'a> {
        use DirectiveKind::{UnknownKey, UnknownWord};
        let targets = match directive.kind {
            UnknownWord | UnknownKey => Vec::new(),
            _ if directive.names.is_empty() => vec![Target::All],
            _ => {
                let names = directive.names.iter();
                names.map(|name| self.target(&name.text)).collect()
            }
        };
        Entry {
            directive,
            used: vec![false; targets.len()],
            targets,
        }
    }

    fn target(&self, name: &str) -> Target<'_> {
        if let Some(rules) = self.named.get(name) {
            return Target::Rules(rules);
        }
        if self.known.contains(name) || builtin::names_of_rules().contains(name) {
            Target::Off
        } else {
            Target::Unknown
        }
    }

    /// Drops the findings that are switched off, and marks what switched them off.
    fn suppress(&self, entries: &mut [Entry<'_, '_>], findings: &mut Vec<Finding>) {
        let mut places: BTreeMap<RuleIndex, Vec<u32>> = BTreeMap::new();
        for finding in &*findings {
            let starts = places.entry(finding.rule).or_default();
            starts.push(finding.span.start);
        }
        let mut reaches: HashMap<RuleIndex, Vec<Reach>> = HashMap::new();
        for (&rule, starts) in &places {
            let mut of_rule = reaches_of(rule, entries);
            of_rule.retain(|reach| {
                let first = starts.partition_point(|&at| at < reach.start);
                let holds = starts.get(first).is_some_and(|&at| at <= reach.end);
                entries[reach.entry].used[reach.target] |= holds;
                holds
            });
            of_rule.sort_unstable_by_key(|reach| reach.start);
            // Each ends where the furthest one up to it does.
            let mut furthest = 0;
            for reach in &mut of_rule {
                furthest = furthest.max(reach.end);
                reach.end = furthest;
            }
            if !of_rule.is_empty() {
                reaches.insert(rule, of_rule);
            }
        }
        findings.retain(|finding| {
            let at = finding.span.start;
            let Some(of_rule) = reaches.get(&finding.rule) else {
                return true;
            };
            let next = of_rule.partition_point(|reach| reach.start <= at);
            next.checked_sub(1)
                .is_none_or(|last| of_rule[last].end < at)
        });
    }

    /// Says what is wrong with the directives of an article.
    fn judge(
        &self,
        source: &Source,
        article: &Article<'_>,
        entries: &[Entry<'_, '_>],
        sink: &mut Sink<'_>,
    ) {
        let here = |rule: &&RuleInstance| rule.is_for(article.lang);
        for rule in self.unknown.iter().filter(here) {
            let mut compared = 0;
            for entry in entries {
                self.unknown(rule, source, entry, &mut compared, sink);
            }
        }
        let ran: Vec<bool> = self.rules.iter().map(|rule| rule.ran(article)).collect();
        for rule in self.unused.iter().filter(here) {
            for entry in entries {
                unused(rule, source, article, entry, &ran, sink);
            }
        }
        for rule in self.overdue.iter().filter(here) {
            for entry in entries {
                let until = entry.directive.until;
                if let Some((span, day)) = until.and_then(|until| Some((until.span, until.day?)))
                    && self.today.is_some_and(|today| day < today)
                {
                    sink.report(rule, Place::File(span), "message")
                        .arg("date", day.to_string());
                }
            }
        }
    }

    /// Says which words of a directive mean nothing.
    fn unknown(
        &self,
        rule: &RuleInstance,
        source: &Source,
        entry: &Entry<'_, '_>,
        compared: &mut usize,
        sink: &mut Sink<'_>,
    ) {
        let directive = entry.directive;
        let word = source.slice(directive.word);
        match directive.kind {
            DirectiveKind::UnknownWord => {
                let known = DirectiveKind::WORDS.map(|(word, _)| word);
                let meant = nearest_word(word);
                let report = sink
                    .report(rule, Place::File(directive.word), "comment")
                    .arg("found", word)
                    .arg(
                        "expected",
                        meant.map_or_else(|| known.join(", "), str::to_owned),
                    );
                if let Some(meant) = meant {
                    report.edit(Applicability::Ask, "replace", directive.word, meant);
                }
            }
            DirectiveKind::UnknownKey => {
                sink.report(rule, Place::File(directive.word), "key")
                    .arg("found", word);
            }
            _ => {}
        }
        if let Some(until) = directive.until.filter(|until| until.day.is_none()) {
            sink.report(rule, Place::File(until.span), "until")
                .arg("found", source.slice(until.span));
        }
        let mut names = directive.names.iter().zip(&entry.targets).peekable();
        while let Some((name, target)) = names.next() {
            if *target != Target::Unknown {
                continue;
            }
            // Words behind one another are a reason that lacks its colon.
            let mut span = name.span;
            let carries_on = |next: &(&DirectiveName, &Target<'_>)| {
                *next.1 == Target::Unknown && !next.0.after_comma
            };
            while let Some((next, _)) = names.next_if(carries_on) {
                span = span.cover(next.span);
            }
            // What stands otherwise in the file than it is read holds escapes.
            let found = source.slice(span);
            let near = if found == name.text && *compared < MOST_COMPARED {
                *compared += 1;
                self.nearest(&name.text)
            } else {
                None
            };
            match near {
                Some(near) => sink
                    .report(rule, Place::File(span), "message")
                    .arg("found", found)
                    .arg("nearest", near.as_str())
                    .edit(Applicability::Ask, "replace", span, &near),
                None => sink
                    .report(rule, Place::File(span), "no-rule")
                    .arg("found", found),
            };
        }
    }

    /// The name of a rule or a family nearest to one that is none.
    fn nearest(&self, name: &str) -> Option<String> {
        let known: BTreeSet<&String> = (self.named.keys())
            .chain(&self.known)
            .chain(builtin::names_of_rules())
            .collect();
        nearest(name, known.into_iter().map(String::as_str)).map(str::to_owned)
    }
}

impl Judging {
    /// Whether the rule looked at anything of an article.
    fn ran(&self, article: &Article<'_>) -> bool {
        let rule = &self.instance;
        let sees_pictures = || article.photos.iter().any(|photo| photo.embedded.is_some());
        if self.reads_pictures && !sees_pictures() {
            return false;
        }
        let applies = |block: &Block| rule.applies(block);
        (rule.blocks.is_empty() && rule.is_for(article.lang)) || article.blocks.iter().any(applies)
    }
}

/// The known word of a comment nearest to one that is not known.
fn nearest_word(word: &str) -> Option<&'static str> {
    // All of them begin alike; what tells them apart stands behind.
    const SHARED: usize = "tarqim-".len();
    let dashed = word.to_ascii_lowercase().replace(['_', ':', ' '], "-");
    let rest = dashed.get(SHARED..)?.trim_start_matches('-');
    let known = DirectiveKind::WORDS.map(|(word, _)| &word[SHARED..]);
    let near = nearest(rest, known.into_iter())?;
    let mut words = DirectiveKind::WORDS.iter().map(|(word, _)| *word);
    words.find(|word| &word[SHARED..] == near)
}

/// Where a rule is switched off.
fn reaches_of(rule: RuleIndex, entries: &[Entry<'_, '_>]) -> Vec<Reach> {
    let mut reaches = Vec::new();
    let mut end_of_open = u32::MAX;
    for (index, entry) in entries.iter().enumerate().rev() {
        let directive = entry.directive;
        let (start, end) = match directive.kind {
            DirectiveKind::End => {
                if entry.targets.iter().any(|target| target.holds(rule)) {
                    end_of_open = directive.span.start;
                }
                continue;
            }
            DirectiveKind::Start => (directive.span.end, end_of_open),
            DirectiveKind::File => (0, u32::MAX),
            _ => match directive.lines {
                Some(lines) => (lines.start, lines.end),
                None => continue,
            },
        };
        let holding = entry.targets.iter().enumerate();
        let holding = holding.filter(|(_, target)| target.holds(rule));
        reaches.extend(holding.map(|(target, _)| Reach {
            start,
            end,
            entry: index,
            target,
        }));
    }
    reaches
}

/// Marks the directives that switch something on again that was off.
fn mark_ends(entries: &mut [Entry<'_, '_>]) {
    let mut open: Vec<Target<'_>> = Vec::new();
    for entry in entries {
        match entry.directive.kind {
            DirectiveKind::Start => {
                for &target in &entry.targets {
                    if !open.contains(&target) {
                        open.push(target);
                    }
                }
            }
            DirectiveKind::End => {
                for (target, used) in entry.targets.iter().zip(&mut entry.used) {
                    *used = open.iter().any(|open| target.meets(*open));
                    open.retain(|open| !target.covers(*open));
                }
            }
            _ => {}
        }
    }
}

/// Says what of a directive has no effect, as far as its rules ran.
fn unused(
    rule: &RuleInstance,
    source: &Source,
    article: &Article<'_>,
    entry: &Entry<'_, '_>,
    ran: &[bool],
    sink: &mut Sink<'_>,
) {
    let directive = entry.directive;
    let is_idle = |(target, used): (&Target<'_>, &bool)| {
        let ran = match target {
            Target::All => true,
            Target::Rules(rules) => rules.iter().any(|rule| ran[rule.0 as usize]),
            Target::Off | Target::Unknown => false,
        };
        ran && !used
    };
    let idle: Vec<bool> = entry.targets.iter().zip(&entry.used).map(is_idle).collect();
    let message = if directive.kind == DirectiveKind::End {
        "enable"
    } else {
        "message"
    };
    if !idle.contains(&true) {
        return;
    }
    if !idle.contains(&false) {
        let report = sink
            .report(rule, Place::File(directive.span), message)
            .arg("found", source.slice(directive.word));
        let report = lowered(report, directive);
        if let Some(line) = own_line(source.text(), article, directive.span) {
            report.edit(Applicability::Ask, "remove", line, "");
        }
        return;
    }
    for (name, _) in directive.names.iter().zip(&idle).filter(|(_, idle)| **idle) {
        let report = sink
            .report(rule, Place::File(name.span), message)
            .arg("found", name.text.as_str());
        let report = lowered(report, directive);
        if let Some(cut) = name.cut {
            report.edit(Applicability::Ask, "remove", cut, "");
        }
    }
}

/// A hint where the whole file is meant: that speaks of what the article is, and of what is still to
/// be written, rather than of one place.
fn lowered<'s, 'a>(report: Report<'s, 'a>, directive: &Directive) -> Report<'s, 'a> {
    if directive.kind == DirectiveKind::File {
        report.hint()
    } else {
        report
    }
}

/// What goes with a comment that is taken out: its line, where it stands alone on it and nothing of
/// the article is read in another way without it.
fn own_line(source: &str, article: &Article<'_>, comment: Span) -> Option<Span> {
    use crate::article::Format::{Html, Markdown};
    if !matches!(article.format, Html | Markdown) || !source[comment.range()].starts_with('<') {
        return None;
    }
    let before = source[..comment.start()].trim_end_matches([' ', '\t']);
    let after = source[comment.end()..].trim_start_matches([' ', '\t']);
    let start = before.len();
    let is_begun = |text: &str| text.is_empty() || text.ends_with('\n');
    let mut end = source.len() - after.len();
    let rest = after.strip_prefix('\r').unwrap_or(after);
    let rest = rest.strip_prefix('\n').unwrap_or(rest);
    if !is_begun(before) || (rest.len() == after.len() && !after.is_empty()) {
        return None;
    }
    end += after.len() - rest.len();
    if article.format == Markdown {
        // Without the comment two paragraphs may become one, and two lists; an indented line may
        // become code.
        let line_before = before.lines().next_back().unwrap_or_default();
        let (next, behind) = rest.split_once('\n').unwrap_or((rest, ""));
        let is_blank = |line: &str| line.trim().is_empty();
        let follows = behind.lines().find(|line| !is_blank(line));
        let follows = if is_blank(next) {
            follows.unwrap_or_default()
        } else {
            next
        };
        let is_plain =
            |line: &str| !line.starts_with([' ', '\t', '-', '*', '+', '>', '|', '=', ':']);
        if !(is_blank(line_before) || is_blank(next)) || !is_plain(follows) {
            return None;
        }
        if is_blank(line_before) && is_blank(next) && !behind.is_empty() {
            end += next.len() + 1;
        }
    }
    Some(Span::new(start, end))
}
