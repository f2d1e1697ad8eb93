//! A desk's own rules: words and regular expressions.
//!
//! All rules of a run are compiled together, by how they match (a lane): as the text stands, without
//! regard to capitals, or folded. In each lane words are looked up in one table by their first word,
//! so that two thousand terms cost what one costs; regular expressions are one automaton that says
//! which rules match somewhere in a block, and only those are then searched one by one. An expression
//! with a Unicode `\\b` would slow that automaton down for all and is searched on its own: the option
//! `borders` does the same faster.
//!
//! A search is for the leftmost match of one rule; matches of different rules may overlap.

use std::cell::RefCell;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::OnceLock;

use regex_automata::meta::Regex;
use regex_automata::util::{interpolate, syntax};
use regex_automata::{Input, MatchKind, PatternID, PatternSet};

use crate::check::{
    Check, CheckDef, Context, OptionError, OptionKind, OptionSpec, OptionValue, RuleInstance, Sink,
};
use crate::finding::Applicability;
use crate::lang::chars::{TATWEEL, is_mark, is_word, words};
use crate::lang::fold::{fold, fold_char};
use crate::lang::proclitics::{self, AL, CONJUNCTIONS, LIL};
use crate::span::TextRange;

/// Finds words or what a regular expression matches, or says that they are missing.
pub static DEF: CheckDef = CheckDef {
    name: "pattern",
    options: &[
        OptionSpec {
            name: "regex",
            kind: OptionKind::Text,
        },
        OptionSpec {
            name: "words",
            kind: OptionKind::Texts,
        },
        OptionSpec {
            name: "match",
            kind: OptionKind::OneOf(&["exact", "folded"]),
        },
        OptionSpec {
            name: "ignore-case",
            kind: OptionKind::Flag,
        },
        OptionSpec {
            name: "borders",
            kind: OptionKind::Flag,
        },
        OptionSpec {
            name: "prefixes",
            kind: OptionKind::Flag,
        },
        OptionSpec {
            name: "replace",
            kind: OptionKind::Text,
        },
        OptionSpec {
            name: "fix",
            kind: OptionKind::OneOf(&["safe", "ask"]),
        },
        OptionSpec {
            name: "require",
            kind: OptionKind::Flag,
        },
    ],
    compile,
    example: None,
};

/// How text and pattern are compared.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Mode {
    /// As it stands.
    Exact,
    /// In small letters.
    Lower,
    /// Without harakat and tatweel, the forms of alef and yeh made one, in small letters.
    Folded,
}

impl Mode {
    fn of(rule: &RuleInstance) -> Self {
        if rule.options.text("match") == Some("folded") {
            Self::Folded
        } else if rule.options.flag("ignore-case") {
            Self::Lower
        } else {
            Self::Exact
        }
    }

    fn convert(self, text: &str) -> String {
        match self {
            Self::Exact => text.to_owned(),
            Self::Lower => text.chars().map(lower).collect(),
            Self::Folded => fold(text).chars().map(lower).collect(),
        }
    }
}

/// The small letter, where it is one character; what has two keeps its form.
fn lower(c: char) -> char {
    let mut small = c.to_lowercase();
    match (small.next(), small.next()) {
        (Some(small), None) => small,
        _ => c,
    }
}

struct Pattern {
    lanes: Vec<Lane>,
}

struct Lane {
    mode: Mode,
    rules: Vec<Rule>,
    /// Words with borders, by their first word.
    table: HashMap<Box<str>, Vec<Entry>>,
    /// Whether a rule takes words behind a proclitic.
    prefixes: bool,
    /// The rules with an expression, all in one automaton.
    together: Option<Regex>,
    /// Which rule each pattern of `together` is of.
    of_pattern: Vec<usize>,
    /// Rules with an expression that are searched on their own.
    alone: Vec<usize>,
}

struct Rule {
    rule: RuleInstance,
    /// What is looked for, as a message names it.
    wanted: String,
    expression: Option<Expression>,
    borders: bool,
    prefixes: bool,
    replace: Option<String>,
    fix: Applicability,
    require: bool,
}

/// A regular expression that is compiled when it is first needed.
struct Expression {
    pattern: String,
    syntax: syntax::Config,
    regex: OnceLock<Option<Regex>>,
}

/// One of a rule's words.
struct Entry {
    rule: usize,
    /// All of it, converted.
    word: Box<str>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    let mut lanes = Vec::new();
    for mode in [Mode::Exact, Mode::Lower, Mode::Folded] {
        let of_mode: Vec<_> = rules.iter().filter(|rule| Mode::of(rule) == mode).collect();
        if !of_mode.is_empty() {
            lanes.push(Lane::compile(mode, &of_mode)?);
        }
    }
    Ok(Box::new(Pattern { lanes }))
}

impl Lane {
    fn compile(mode: Mode, rules: &[&RuleInstance]) -> Result<Self, OptionError> {
        let mut lane = Self {
            mode,
            rules: Vec::new(),
            table: HashMap::new(),
            prefixes: false,
            together: None,
            of_pattern: Vec::new(),
            alone: Vec::new(),
        };
        let mut together = Vec::new();
        for instance in rules {
            let index = lane.rules.len();
            let rule = lane.compile_rule(instance, index)?;
            lane.prefixes |= rule.prefixes;
            if let Some(expression) = &rule.expression {
                let hir = syntax::parse_with(&expression.pattern, &expression.syntax)
                    .map_err(|error| rule.error("regex", &error))?;
                if hir.properties().look_set().contains_word_unicode() {
                    lane.alone.push(index);
                } else {
                    together.push(hir);
                    lane.of_pattern.push(index);
                }
            }
            lane.rules.push(rule);
        }
        if together.len() > 1 {
            let config = Regex::config().match_kind(MatchKind::All);
            lane.together = Regex::builder()
                .configure(config)
                .build_many_from_hir(&together)
                .ok();
        }
        if lane.together.is_none() {
            // One expression needs no automaton before it; too many for one are searched one by one,
            // and which of them is too large by itself is said now.
            for &index in &lane.of_pattern {
                let rule = &lane.rules[index];
                let expression = rule
                    .expression
                    .as_ref()
                    .expect("only rules with one are listed");
                expression
                    .build()
                    .map_err(|error| rule.error("regex", &error))?;
            }
            lane.alone.append(&mut lane.of_pattern);
            lane.alone.sort_unstable();
        }
        Ok(lane)
    }

    fn compile_rule(&mut self, instance: &RuleInstance, index: usize) -> Result<Rule, OptionError> {
        let options = &instance.options;
        let words = options.texts("words");
        let flag = |name, default| match options.get(name) {
            Some(OptionValue::Flag(flag)) => *flag,
            _ => default,
        };
        let mut rule = Rule {
            rule: instance.clone(),
            wanted: String::new(),
            expression: None,
            borders: flag("borders", options.text("regex").is_none()),
            prefixes: flag("prefixes", false),
            replace: options.text("replace").map(str::to_owned),
            fix: match options.text("fix") {
                Some("safe") => Applicability::Safe,
                _ => Applicability::Ask,
            },
            require: flag("require", false),
        };
        match (options.text("regex"), words) {
            (Some(_), [_, ..]) => {
                return Err(rule.error("regex", &"a rule has `regex` or `words`, not both"));
            }
            (None, []) => return Err(rule.error("regex", &"a rule needs `regex` or `words`")),
            (Some(regex), []) => {
                rule.wanted = regex.to_owned();
                rule.expression = Some(Expression::new(regex.to_owned(), self.mode));
                rule.check_groups()?;
            }
            (None, words) => {
                rule.wanted = words.join("\u{A0}/ ");
                let mut others = Vec::new();
                for word in words {
                    let word = self.mode.convert(word);
                    let word = word.trim();
                    if word.is_empty() {
                        return Err(rule.error("words", &"a word has no letters"));
                    }
                    if rule.borders && word.starts_with(is_word) {
                        let first = word.split(|c| !is_word(c)).next().unwrap_or(word);
                        let entry = Entry {
                            rule: index,
                            word: word.into(),
                        };
                        self.table.entry(first.into()).or_default().push(entry);
                    } else {
                        others.push(word.to_owned());
                    }
                }
                if !others.is_empty() {
                    others.sort_by_key(|word| std::cmp::Reverse(word.len()));
                    let words: Vec<_> = others.iter().map(|word| escape(word)).collect();
                    rule.expression = Some(Expression::new(words.join("|"), self.mode));
                }
            }
        }
        Ok(rule)
    }
}

/// A word as an expression: any blanks where it has blanks.
fn escape(word: &str) -> String {
    let parts: Vec<_> = word.split_whitespace().map(regex::escape).collect();
    parts.join(r"\s+")
}

impl Expression {
    fn new(pattern: String, mode: Mode) -> Self {
        let pattern = match mode {
            Mode::Folded => fold_pattern(&pattern),
            _ => pattern,
        };
        Self {
            pattern,
            syntax: syntax::Config::new().case_insensitive(mode != Mode::Exact),
            regex: OnceLock::new(),
        }
    }

    fn build(&self) -> Result<Regex, String> {
        let built = Regex::builder().syntax(self.syntax).build(&self.pattern);
        built.map_err(|error| {
            format!("the expression can't be compiled ({error}); is it too large?")
        })
    }

    /// `None` for an expression that is too large; [`Lane::compile`] has refused those where it could.
    fn regex(&self) -> Option<&Regex> {
        self.regex.get_or_init(|| self.build().ok()).as_ref()
    }
}

/// Folds the letters of an expression and leaves its ASCII, which is its syntax, alone. A sign that
/// is dropped and repeated (`ـ*`) stays as nothing repeated.
fn fold_pattern(pattern: &str) -> String {
    let mut out = String::with_capacity(pattern.len());
    let mut chars = pattern.chars().peekable();
    let mut class = 0usize;
    while let Some(c) = chars.next() {
        if c.is_ascii() {
            out.push(c);
            match c {
                '\\' => out.extend(chars.next()),
                '[' => class += 1,
                ']' => class = class.saturating_sub(1),
                _ => {}
            }
        } else if let Some(c) = fold_char(c) {
            out.push(c);
        } else if class == 0 && matches!(chars.peek(), Some('*' | '+' | '?' | '{')) {
            out.push_str("(?:)");
        }
    }
    out
}

impl Rule {
    /// Refuses a replacement that names a group which the expression does not have: the fix would
    /// delete text.
    fn check_groups(&self) -> Result<(), OptionError> {
        let (Some(replace), Some(expression)) = (&self.replace, &self.expression) else {
            return Ok(());
        };
        if !replace.contains('$') {
            return Ok(());
        }
        let regex = expression
            .build()
            .map_err(|error| self.error("regex", &error))?;
        let info = regex.group_info();
        let unknown = RefCell::new(None);
        interpolate::string(
            replace,
            |index, _| {
                if index >= info.group_len(PatternID::ZERO) {
                    unknown.replace(Some(index.to_string()));
                }
            },
            |name| {
                let index = info.to_index(PatternID::ZERO, name);
                if index.is_none() {
                    unknown.replace(Some(name.to_owned()));
                }
                index
            },
            &mut String::new(),
        );
        let Some(name) = unknown.into_inner() else {
            return Ok(());
        };
        let digits = name.find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
        let hint = match name.split_at(digits) {
            ("", _) => String::new(),
            (number, rest) => {
                format!("; write `${{{number}}}{rest}` for group {number} and what follows")
            }
        };
        Err(self.error(
            "replace",
            &format!("the expression has no group `{name}`{hint}"),
        ))
    }

    fn error(&self, option: &'static str, reason: &dyn std::fmt::Display) -> OptionError {
        OptionError {
            rule: self.rule.index,
            option,
            reason: reason.to_string(),
        }
    }

    /// What stands in the place of a match; `slice` gives the article's text of a range. `None` where
    /// there is no replacement, or none that fits the word's prefix.
    fn replacement<'t>(
        &self,
        hit: &Hit,
        slice: impl Fn(&Range<usize>) -> &'t str,
    ) -> Option<String> {
        let replace = self.replace.as_ref()?;
        if hit.lil {
            return Some(format!("{LIL}{}", replace.strip_prefix(AL)?));
        }
        let Groups::Found(groups) = &hit.groups else {
            return Some(replace.clone());
        };
        let regex = self.expression.as_ref().and_then(Expression::regex)?;
        let mut out = String::new();
        interpolate::string(
            replace,
            |index, out| {
                if let Some(Some(group)) = groups.get(index)
                    && !group.is_empty()
                {
                    out.push_str(slice(group));
                }
            },
            |name| regex.group_info().to_index(PatternID::ZERO, name),
            &mut out,
        );
        Some(out)
    }

    /// Whether no word goes on before or after a match.
    fn stands_alone(&self, text: &str, range: Range<usize>) -> bool {
        let (before, inside, after) = (
            &text[..range.start],
            &text[range.clone()],
            &text[range.end..],
        );
        if inside.ends_with(is_word) && after.starts_with(is_word) {
            return false;
        }
        if !inside.starts_with(is_word) || !before.ends_with(is_word) {
            return true;
        }
        // The longest run of proclitics, `وبال`, has four letters.
        let run = before
            .chars()
            .rev()
            .take_while(|&c| is_word(c))
            .take(5)
            .map(char::len_utf8)
            .sum::<usize>();
        let word = &text[range.start - run..];
        let mut proclitic = false;
        proclitics::runs(word, &mut |len| proclitic |= len == run);
        self.prefixes && proclitic
    }
}

/// A block as a lane compares it, and where each of its bytes came from.
#[derive(Default)]
struct View {
    text: String,
    /// For each byte of `text`, the offset of its character in the block.
    from: Vec<u32>,
}

impl View {
    fn fill(&mut self, block: &str, mode: Mode) {
        self.text.clear();
        self.from.clear();
        for (at, c) in block.char_indices() {
            let c = match mode {
                Mode::Folded => fold_char(c).map(lower),
                _ => Some(lower(c)),
            };
            if let Some(c) = c {
                self.text.push(c);
                self.from.resize(self.text.len(), at as u32);
            }
        }
    }

    /// The bytes of the block that a range of the view came from.
    fn range(&self, range: &Range<usize>, block: &str) -> Range<usize> {
        let start = self.from[range.start] as usize;
        let last = self.from[range.end - 1] as usize;
        start..last + block[last..].chars().next().map_or(0, char::len_utf8)
    }
}

/// One match, in bytes of the text as the lane compares it.
struct Hit {
    rule: usize,
    range: Range<usize>,
    groups: Groups,
    /// Whether it begins with [`LIL`] for the word's [`AL`].
    lil: bool,
}

/// The groups of an expression, where the replacement asks for them.
enum Groups {
    None,
    Found(Vec<Option<Range<usize>>>),
}

impl Check for Pattern {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for lane in &self.lanes {
            lane.run(context, sink);
        }
    }
}

impl Lane {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let mut view = View::default();
        let mut hits = Vec::new();
        let mut set = PatternSet::new(self.of_pattern.len());
        let mut seen = vec![false; self.rules.len()];
        let article = context.article;
        let mut for_kind: HashMap<_, Vec<bool>> = HashMap::new();
        for block in &article.blocks {
            let for_block = for_kind.entry((block.kind, block.lang)).or_insert_with(|| {
                self.rules
                    .iter()
                    .map(|rule| rule.rule.applies(block))
                    .collect()
            });
            if !for_block.contains(&true) {
                continue;
            }
            let applies = |rule: usize| for_block[rule];
            let text = article.slice(block.range);
            let compared = if self.mode == Mode::Exact {
                text
            } else {
                view.fill(text, self.mode);
                &view.text
            };
            hits.clear();
            self.find_words(compared, &applies, &mut hits);
            for &rule in &self.alone {
                if applies(rule) {
                    self.find_expression(rule, compared, &mut hits);
                }
            }
            if let Some(together) = &self.together {
                set.clear();
                together.which_overlapping_matches(&Input::new(compared), &mut set);
                for pattern in set.iter() {
                    let rule = self.of_pattern[pattern.as_usize()];
                    if applies(rule) {
                        self.find_expression(rule, compared, &mut hits);
                    }
                }
            }
            // Of two matches of one rule that overlap, the first and longer one counts.
            hits.sort_by_key(|hit| (hit.rule, hit.range.start, std::cmp::Reverse(hit.range.end)));
            hits.dedup_by(|next, kept| next.rule == kept.rule && next.range.start < kept.range.end);
            for hit in &hits {
                seen[hit.rule] = true;
                if !self.rules[hit.rule].require {
                    let source = if self.mode == Mode::Exact {
                        None
                    } else {
                        Some(&view)
                    };
                    self.report(hit, source, block.range.start(), text, sink);
                }
            }
        }
        for (rule, seen) in self.rules.iter().zip(seen) {
            if rule.require && !seen {
                report_absent(rule, context, sink);
            }
        }
    }

    /// Looks up every word, and every word without its proclitics.
    fn find_words(&self, text: &str, applies: &dyn Fn(usize) -> bool, hits: &mut Vec<Hit>) {
        if self.table.is_empty() {
            return;
        }
        for (from, word) in words(text) {
            let mut look = |key: &str, at: usize, kind: Prefix| {
                for entry in self.table.get(key).into_iter().flatten() {
                    let rule = &self.rules[entry.rule];
                    if (kind != Prefix::None && !rule.prefixes) || !applies(entry.rule) {
                        continue;
                    }
                    let (after, wanted) = match kind {
                        Prefix::Lil => (at + LIL.len(), &entry.word[AL.len()..]),
                        _ => (at, &*entry.word),
                    };
                    let Some(len) = phrase(&text[after..], wanted) else {
                        continue;
                    };
                    hits.push(Hit {
                        rule: entry.rule,
                        range: at..after + len,
                        groups: Groups::None,
                        lil: kind == Prefix::Lil,
                    });
                }
            };
            look(word, from, Prefix::None);
            if self.prefixes {
                proclitics::runs(word, &mut |len| {
                    look(&word[len..], from + len, Prefix::Whole)
                });
                let conjunction = word.chars().next().filter(|c| CONJUNCTIONS.contains(c));
                for len in [0, conjunction.map_or(0, char::len_utf8)] {
                    if let Some(rest) = word[len..].strip_prefix(LIL) {
                        look(&format!("{AL}{rest}"), from + len, Prefix::Lil);
                    }
                }
            }
        }
    }

    /// Searches one rule's expression. A match whose borders are not right is passed over whole.
    fn find_expression(&self, index: usize, text: &str, hits: &mut Vec<Hit>) {
        let rule = &self.rules[index];
        let Some(regex) = rule.expression.as_ref().and_then(Expression::regex) else {
            return;
        };
        let groups = rule.rule.options.text("regex").is_some()
            && rule
                .replace
                .as_ref()
                .is_some_and(|replace| replace.contains('$'));
        let mut captures = regex.create_captures();
        let mut at = 0;
        while at <= text.len() {
            let input = Input::new(text).range(at..);
            let Some(found) = (if groups {
                regex.search_captures(&input, &mut captures);
                captures.get_match()
            } else {
                regex.search(&input)
            }) else {
                return;
            };
            if found.is_empty() {
                at = found.end() + text[found.end()..].chars().next().map_or(1, char::len_utf8);
                continue;
            }
            at = found.end();
            if rule.borders && !rule.stands_alone(text, found.range()) {
                continue;
            }
            let groups = if groups {
                let spans =
                    (0..captures.group_len()).map(|i| captures.get_group(i).map(|s| s.range()));
                Groups::Found(spans.collect())
            } else {
                Groups::None
            };
            hits.push(Hit {
                rule: index,
                range: found.range(),
                groups,
                lil: false,
            });
        }
    }

    fn report(
        &self,
        hit: &Hit,
        view: Option<&View>,
        offset: usize,
        text: &str,
        sink: &mut Sink<'_>,
    ) {
        let rule = &self.rules[hit.rule];
        let source =
            |range: &Range<usize>| view.map_or(range.clone(), |view| view.range(range, text));
        let range = source(&hit.range);
        let mut replacement = rule.replacement(hit, |range| &text[source(range)]);
        // Marks belong to the letter before: a finding never splits the two. Folded, the marks are a
        // part of what was matched; else the fix keeps them.
        let start = letter_start(text, range.start);
        let end = range.end + marks_len(&text[range.end..], self.mode == Mode::Folded);
        if let Some(replacement) = &mut replacement {
            replacement.insert_str(0, &text[start..range.start]);
            if self.mode != Mode::Folded {
                replacement.push_str(&text[range.end..end]);
            }
        }
        let found = &text[start..end];
        if replacement.as_deref() == Some(found) {
            return;
        }
        let place = TextRange::new(offset + start, offset + end);
        let mut report = sink
            .report(&rule.rule, place, "message")
            .arg("found", found);
        if let Some(replacement) = replacement {
            report = report
                .arg("replace", replacement.as_str())
                .arg("fixed", replacement.as_str());
            report.fix(rule.fix, "replace", &[(place, &replacement)]);
        }
    }
}

/// Says at the first block that a rule is for that the article lacks what the rule asks for.
fn report_absent(rule: &Rule, context: &Context<'_>, sink: &mut Sink<'_>) {
    let article = context.article;
    let Some(block) = article.blocks.iter().find(|block| rule.rule.applies(block)) else {
        return;
    };
    let text = article.slice(block.range);
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let first_word = TextRange::new(block.range.start(), block.range.start() + end);
    sink.report(&rule.rule, first_word, "message")
        .arg("wanted", rule.wanted.as_str());
}

/// How a word in the text begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Prefix {
    None,
    /// With proclitics that leave the word whole: `وبالمصادر`.
    Whole,
    /// With [`LIL`] for [`AL`].
    Lil,
}

/// If a text begins with a phrase: how long it is there. Any blanks stand for the phrase's blanks,
/// and the phrase's last word ends there.
fn phrase(text: &str, phrase: &str) -> Option<usize> {
    let mut rest = text;
    for (i, word) in phrase.split_whitespace().enumerate() {
        if i > 0 {
            let trimmed = rest.trim_start();
            if trimmed.len() == rest.len() {
                return None;
            }
            rest = trimmed;
        }
        rest = rest.strip_prefix(word)?;
    }
    let open = phrase.ends_with(is_word) && rest.starts_with(is_word);
    (!open).then_some(text.len() - rest.len())
}

/// Where the letter begins whose marks a range may begin with.
fn letter_start(text: &str, mut start: usize) -> usize {
    while start > 0 && text[start..].starts_with(is_mark) {
        start -= text[..start].chars().next_back().map_or(0, char::len_utf8);
    }
    start
}

/// How many bytes of marks (and, folded, of tatweel) follow a letter.
fn marks_len(text: &str, tatweel: bool) -> usize {
    let marks = |c: char| is_mark(c) || tatweel && c == TATWEEL;
    text.len() - text.trim_start_matches(marks).len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Article, Block, BlockKind, Format, Syntax, Text};
    use crate::check::Options;
    use crate::finding::{Finding, Level, RuleIndex};
    use crate::lang::Lang;
    use crate::mention::Mentions;

    fn rule(index: u16, options: &[(&str, OptionValue)]) -> RuleInstance {
        let mut given = Options::default();
        for (name, value) in options {
            given.set(name, value.clone());
        }
        RuleInstance {
            index: RuleIndex(index),
            id: format!("desk/{index}"),
            level: Level::Warning,
            langs: Vec::new(),
            blocks: Vec::new(),
            options: given,
        }
    }

    fn text(value: &str) -> OptionValue {
        OptionValue::Text(value.to_owned())
    }

    fn texts(values: &[&str]) -> OptionValue {
        OptionValue::Texts(values.iter().map(|value| (*value).to_owned()).collect())
    }

    const YES: OptionValue = OptionValue::Flag(true);

    /// The findings in a text of one paragraph a line.
    fn findings(rules: &[RuleInstance], source: &str) -> Vec<Finding> {
        let mut blocks = Vec::new();
        let mut at = 0;
        for line in source.split('\n') {
            if !line.is_empty() {
                blocks.push(Block {
                    kind: BlockKind::Paragraph,
                    range: TextRange::new(at, at + line.len()),
                    lang: Lang::AR,
                    syntax: Syntax::Plain,
                    container: 0,
                });
            }
            at += line.len() + 1;
        }
        let article = Article {
            format: Format::Plain,
            text: Text::borrowed(source, 0),
            blocks,
            foreign: Vec::new(),
            photos: Vec::new(),
            fields: Vec::new(),
            damage: Vec::new(),
            directives: Vec::new(),
            lang: Lang::AR,
        };
        let mentions = Mentions::default();
        let check = compile(rules).unwrap_or_else(|error| panic!("{error:?}"));
        let mut sink = Sink::new(&article, source);
        check.run(
            &Context {
                article: &article,
                mentions: &mentions,
            },
            &mut sink,
        );
        sink.into_findings()
    }

    /// What was found by one rule.
    fn found(options: &[(&str, OptionValue)], source: &str) -> Vec<String> {
        let findings = findings(&[rule(0, options)], source);
        findings
            .iter()
            .map(|finding| source[finding.span.range()].to_owned())
            .collect()
    }

    /// The text after the fixes of one rule.
    fn fixed(options: &[(&str, OptionValue)], source: &str) -> String {
        let mut out = source.to_owned();
        for finding in findings(&[rule(0, options)], source).iter().rev() {
            for edit in &finding.fixes[0].edits {
                out.replace_range(edit.span.range(), &edit.text);
            }
        }
        out
    }

    #[test]
    fn words_have_borders_that_know_arabic_letters() {
        let words = [("words", texts(&["مصر", "مصادر مطلعة"]))];
        assert_eq!(
            found(&words, "مصر ومصر والمصري في مصرَ، (مصر)"),
            ["مصر", "مصر"]
        );
        assert_eq!(found(&words, "قالت مصادر\u{A0}مطلعة"), ["مصادر\u{A0}مطلعة"]);
        assert!(found(&words, "مصادر مطلعةٌ").is_empty());
    }

    #[test]
    fn folding_sees_through_marks_and_proclitics_may_stand_before() {
        let plain = [("words", texts(&["إيران"])), ("match", text("folded"))];
        assert_eq!(found(&plain, "قال إنّ ايرانَ وأيـران ووإيران"), ["ايرانَ"]);
        let mut prefixed = plain.to_vec();
        prefixed.push(("prefixes", YES));
        assert_eq!(
            found(&prefixed, "ايرانَ وبإيـران ولإيران حيران"),
            ["ايرانَ", "إيـران", "إيران"]
        );
        let article = [
            ("words", texts(&["المصادر"])),
            ("prefixes", YES),
            ("replace", text("الجهات")),
        ];
        assert_eq!(
            fixed(&article, "قال للمصادر وبالمصادر ولِلمصادر فللمصادر"),
            "قال للجهات وبالجهات ولِلمصادر فللجهات"
        );
    }

    #[test]
    fn expressions_match_folded_and_fill_in_their_groups() {
        let options = [
            ("regex", text(r"مصادر (\w+)")),
            ("match", text("folded")),
            ("replace", text("جهات $1")),
        ];
        assert_eq!(fixed(&options, "قالت مَصادر مُطّلعة"), "قالت جهات مُطّلعة");
        let class = [("regex", text("[أإآ]مي?ـ*ر")), ("match", text("folded"))];
        assert_eq!(found(&class, "الأمـير امر"), ["أمـير", "امر"]);
    }

    #[test]
    fn case_counts_unless_it_is_ignored() {
        assert_eq!(
            found(&[("words", texts(&["github"]))], "GitHub github"),
            ["github"]
        );
        let options = [
            ("words", texts(&["github"])),
            ("ignore-case", YES),
            ("replace", text("GitHub")),
        ];
        assert_eq!(
            fixed(&options, "Github GitHub GITHUB"),
            "GitHub GitHub GitHub"
        );
        assert_eq!(found(&options, "GitHub").len(), 0);
    }

    #[test]
    fn rules_that_overlap_are_all_told() {
        let rules = [
            rule(0, &[("regex", text("الوزير الأول"))]),
            rule(1, &[("regex", text("الأول في"))]),
            rule(2, &[("regex", text(r"\bالأول\b"))]),
            rule(3, &[("words", texts(&["الأول"]))]),
            rule(4, &[("regex", text("x*"))]),
        ];
        let mut seen: Vec<_> = findings(&rules, "قال الوزير الأول في بيروت")
            .iter()
            .map(|f| f.rule.0)
            .collect();
        seen.sort_unstable();
        assert_eq!(seen, [0, 1, 2, 3]);
    }

    #[test]
    fn a_finding_never_splits_a_letter_and_its_marks() {
        let options = [("regex", text("كتاب")), ("replace", text("مجلد"))];
        assert_eq!(found(&options, "كتابٌ"), ["كتابٌ"]);
        assert_eq!(fixed(&options, "كتابٌ"), "مجلدٌ");
        let mark = [("regex", text("\u{64B}ا")), ("replace", text("ا\u{64B}"))];
        assert_eq!(found(&mark, "شكرًا"), ["رًا"]);
        assert_eq!(fixed(&mark, "شكرًا"), "شكراً");
    }

    #[test]
    fn what_is_required_is_missed_once() {
        let options = [
            ("words", texts(&["بيروت", "دمشق"])),
            ("require", YES),
            ("prefixes", YES),
        ];
        assert!(found(&options, "وصل الوفد\nإلى وبيروت").is_empty());
        assert_eq!(found(&options, "وصل الوفد\nأمس"), ["وصل"]);
    }

    #[test]
    fn mistakes_are_refused() {
        let refused = |options: &[(&str, OptionValue)]| compile(&[rule(0, options)]).err().unwrap();
        assert_eq!(refused(&[("regex", text("("))]).option, "regex");
        assert_eq!(refused(&[("regex", text(r"\w{900}{900}"))]).option, "regex");
        assert_eq!(refused(&[]).option, "regex");
        assert_eq!(
            refused(&[("words", texts(&["ـ"])), ("match", text("folded"))]).option,
            "words"
        );
        assert_eq!(
            refused(&[("words", texts(&["a"])), ("regex", text("a"))]).option,
            "regex"
        );
    }

    #[test]
    fn words_with_signs_at_their_edges_have_borders_only_at_letters() {
        let options = [("words", texts(&["C++", "#وسم"]))];
        assert_eq!(
            found(&options, "C++ و C++11 و #وسم و #وسمان"),
            ["C++", "C++", "#وسم"]
        );
    }
}
