//! What a check is: an algorithm that judges an article's mentions for all the rules that use it.

use crate::article::{Article, Block, BlockGroup, BlockIndex, BlockKind, Photo};
use crate::finding::{Applicability, Args, Edit, Finding, Fix, Label, Level, Message, RuleIndex};
use crate::lang::Lang;
use crate::lang::fold::fold_char;
use crate::mention::Mentions;
use crate::span::{Span, TextRange};
use unicode_normalization::UnicodeNormalization;
use unicode_segmentation::GraphemeCursor;

/// An algorithm, and the options that its rules may give.
pub struct CheckDef {
    /// The name in a style file (`check = "…"`).
    pub name: &'static str,
    /// The options that it knows; any other is refused before it is compiled.
    pub options: &'static [OptionSpec],
    /// Prepares it for all the rules that use it, in one object.
    pub compile: Compile,
    /// Where a house style may be given by example: the key under `[style]`, and what reads it.
    pub example: Option<ExampleDef>,
}

/// Prepares a check for all the rules that use it.
pub type Compile = fn(&[RuleInstance]) -> Result<Box<dyn Check>, OptionError>;

/// What an example stands for: a rule's id, one of its options, and the option's value.
pub type ExampleOption = (&'static str, &'static str, OptionValue);

/// How a house style is read from an example.
#[derive(Clone, Copy)]
pub struct ExampleDef {
    /// The key under `[style]`.
    pub key: &'static str,
    /// Reads the example with the recogniser: the options that it stands for, each with the id of
    /// the rule that takes it.
    ///
    /// # Errors
    /// The sentence that says why it can't be read, or both ways in which it can.
    pub read: fn(&str) -> Result<Vec<ExampleOption>, String>,
}

/// One option of a check.
#[derive(Clone, Copy, Debug)]
pub struct OptionSpec {
    /// The key.
    pub name: &'static str,
    /// What it takes.
    pub kind: OptionKind,
}

/// What an option takes.
#[derive(Clone, Copy, Debug)]
pub enum OptionKind {
    /// `true` or `false`.
    Flag,
    /// A whole number in a range.
    Integer(i64, i64),
    /// Any string.
    Text,
    /// One of these strings.
    OneOf(&'static [&'static str]),
    /// Any strings.
    Texts,
    /// Strings of these.
    SomeOf(&'static [&'static str]),
    /// A table of strings; a list of strings is one of keys whose values are empty.
    Table,
}

/// An option's value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum OptionValue {
    /// Of [`OptionKind::Flag`].
    Flag(bool),
    /// Of [`OptionKind::Integer`].
    Integer(i64),
    /// Of [`OptionKind::Text`] and [`OptionKind::OneOf`].
    Text(String),
    /// Of [`OptionKind::Texts`] and [`OptionKind::SomeOf`].
    Texts(Vec<String>),
    /// Of [`OptionKind::Table`].
    Table(Vec<(String, String)>),
}

impl std::fmt::Display for OptionValue {
    /// As TOML writes it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let quoted = |text: &str| toml_string(text);
        match self {
            Self::Flag(flag) => write!(f, "{flag}"),
            Self::Integer(number) => write!(f, "{number}"),
            Self::Text(text) => f.write_str(&quoted(text)),
            Self::Texts(texts) => {
                let list: Vec<_> = texts.iter().map(|text| quoted(text)).collect();
                write!(f, "[{}]", list.join(", "))
            }
            Self::Table(pairs) if pairs.iter().all(|(_, value)| value.is_empty()) => {
                let keys: Vec<_> = pairs.iter().map(|(key, _)| quoted(key)).collect();
                write!(f, "[{}]", keys.join(", "))
            }
            Self::Table(pairs) => {
                let pair = |(key, value): &(String, String)| {
                    format!("{} = {}", quoted(key), quoted(value))
                };
                let pairs: Vec<_> = pairs.iter().map(pair).collect();
                write!(f, "{{ {} }}", pairs.join(", "))
            }
        }
    }
}

/// A TOML basic string.
fn toml_string(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.extend(format!("\\u{:04X}", c as u32).chars()),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// A rule's options, checked against its check's [`OptionSpec`]s. What was not given is not here.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Options(Vec<(String, OptionValue)>);

impl Options {
    /// Sets an option, in place of what it was.
    pub fn set(&mut self, name: &str, value: OptionValue) {
        match self.0.iter_mut().find(|(key, _)| key == name) {
            Some((_, old)) => *old = value,
            None => self.0.push((name.to_owned(), value)),
        }
    }

    /// An option's value.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&OptionValue> {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value)
    }

    /// A string, where it was given.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<&str> {
        match self.get(name) {
            Some(OptionValue::Text(value)) => Some(value),
            _ => None,
        }
    }

    /// Strings; none where they were not given.
    #[must_use]
    pub fn texts(&self, name: &str) -> &[String] {
        match self.get(name) {
            Some(OptionValue::Texts(values)) => values,
            _ => &[],
        }
    }

    /// The pairs of a table; none where it was not given.
    #[must_use]
    pub fn table(&self, name: &str) -> &[(String, String)] {
        match self.get(name) {
            Some(OptionValue::Table(pairs)) => pairs,
            _ => &[],
        }
    }

    /// Whether a flag was given as `true`.
    #[must_use]
    pub fn flag(&self, name: &str) -> bool {
        matches!(self.get(name), Some(OptionValue::Flag(true)))
    }

    /// A whole number, where it was given.
    #[must_use]
    pub fn integer(&self, name: &str) -> Option<i64> {
        match self.get(name) {
            Some(OptionValue::Integer(value)) => Some(*value),
            _ => None,
        }
    }

    /// All options, in the order in which they were given.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &OptionValue)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value))
    }
}

/// A rule's option that its check can't take although its type is right (a regex, say).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OptionError {
    /// Which rule.
    pub rule: RuleIndex,
    /// Which option.
    pub option: &'static str,
    /// Why, in English.
    pub reason: String,
}

/// A rule as a check sees it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RuleInstance {
    /// Its place in the table of rules.
    pub index: RuleIndex,
    /// Its id, `family/name`.
    pub id: String,
    /// The level of its findings.
    pub level: Level,
    /// The languages that it is for; none: all.
    pub langs: Vec<Lang>,
    /// The kinds of blocks that it is for; none: all.
    pub blocks: Vec<BlockKind>,
    /// Its options.
    pub options: Options,
}

impl RuleInstance {
    /// Whether it is for a language.
    #[must_use]
    pub fn is_for(&self, lang: Lang) -> bool {
        self.langs.is_empty() || self.langs.iter().any(|wanted| wanted.holds_for(lang))
    }

    /// Whether it is for a block.
    #[must_use]
    pub fn applies(&self, block: &Block) -> bool {
        self.is_for(block.lang) && (self.blocks.is_empty() || self.blocks.contains(&block.kind))
    }
}

/// A compiled check.
pub trait Check: Send + Sync {
    /// Judges one article for all of its rules.
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>);

    /// Whether it looks at what the image files of photos say of themselves, so that they are read.
    fn reads_pictures(&self) -> bool {
        false
    }
}

/// What a check may look at.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The article.
    pub article: &'a Article<'a>,
    /// What its text says.
    pub mentions: &'a Mentions,
}

impl<'a> Context<'a> {
    /// Whether a rule is for a block.
    #[must_use]
    pub fn applies(&self, rule: &RuleInstance, block: BlockIndex) -> bool {
        rule.applies(self.article.block(block))
    }

    /// With which other blocks a block is compared.
    #[must_use]
    pub fn group(&self, block: BlockIndex) -> BlockGroup {
        self.article.block(block).kind.group()
    }

    /// A part of the text.
    #[must_use]
    pub fn slice(&self, range: TextRange) -> &'a str {
        self.article.slice(range)
    }

    /// Whether a block is what a site's system has cut out of the article for its description, where
    /// what is opened may be closed behind the cut.
    #[must_use]
    pub fn is_excerpt(&self, block: BlockIndex) -> bool {
        let block = self.article.block(block);
        let ends = ['.', '!', '?', '؟', '۔', ')', '»', '”', '"'];
        self.article.is_assembled
            && block.kind == BlockKind::Metadata
            && !self.slice(block.range).trim_end().ends_with(ends)
    }

    /// Where something is said of the article as a whole: at its first word, else at its first
    /// field, else at the start of the file.
    #[must_use]
    pub fn head(&self) -> Place {
        if let Some(block) = self.article.blocks.first() {
            let text = self.slice(block.range);
            let end = text.find(char::is_whitespace).unwrap_or(text.len());
            let start = block.range.start();
            return Place::Text(TextRange::new(start, start + end));
        }
        let field = self.article.fields.first();
        Place::File(field.map_or(Span::at(0), |field| field.span))
    }

    /// What stands before a place in its block.
    #[must_use]
    pub fn before(&self, block: BlockIndex, place: TextRange) -> &'a str {
        let start = self.article.block(block).range.start();
        self.slice(TextRange::new(start, place.start()))
    }

    /// What stands behind a place in its block.
    #[must_use]
    pub fn after(&self, block: BlockIndex, place: TextRange) -> &'a str {
        let end = self.article.block(block).range.end();
        self.slice(TextRange::new(place.end(), end))
    }
}

/// Where a finding stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// In the text.
    Text(TextRange),
    /// On something that is no text: a photo, broken front matter.
    File(Span),
}

impl From<TextRange> for Place {
    fn from(range: TextRange) -> Self {
        Self::Text(range)
    }
}

impl From<&Photo> for Place {
    fn from(photo: &Photo) -> Self {
        Self::File(photo.span)
    }
}

/// How many folded characters of the words before what was found, of those behind it, and of each of
/// its ends make its context hash.
const HASHED: usize = 48;

/// How many bytes are looked at for them, so that the time stays linear where long quotations stand
/// inside one another: letters with all their marks take fewer than eight.
const LOOKED_AT: usize = 8 * HASHED;

/// Takes the findings of one article.
pub struct Sink<'a> {
    article: &'a Article<'a>,
    source: &'a str,
    findings: Vec<Finding>,
    /// Whether the last finding is in words of another language, which are not judged.
    is_foreign: bool,
}

impl<'a> Sink<'a> {
    /// A sink for an article and the file that it was read from.
    #[must_use]
    pub fn new(article: &'a Article<'a>, source: &'a str) -> Self {
        Self {
            article,
            source,
            findings: Vec::new(),
            is_foreign: false,
        }
    }

    /// What was found.
    #[must_use]
    pub fn into_findings(mut self) -> Vec<Finding> {
        self.drop_foreign();
        self.findings
    }

    /// Drops the last finding, whose report is complete by now, where it is in another language.
    fn drop_foreign(&mut self) {
        if std::mem::take(&mut self.is_foreign) {
            self.findings.pop();
        }
    }

    /// Says that something is wrong: `message` is a key of the rule's words. The finding has the
    /// rule's level, no values, labels or fixes until the report that is returned is given them.
    pub fn report(
        &mut self,
        rule: &RuleInstance,
        place: impl Into<Place>,
        message: &'static str,
    ) -> Report<'_, 'a> {
        let place = place.into();
        self.drop_foreign();
        self.is_foreign = matches!(place, Place::Text(range) if self.article.is_foreign(range));
        let (span, block) = match place {
            Place::Text(range) => (
                self.article.text.span(range),
                self.article.block_at(range.start),
            ),
            Place::File(span) => (span, None),
        };
        let span = whole_graphemes(self.source, span);
        let lang = block.map_or(self.article.lang, |block| self.article.block(block).lang);
        self.findings.push(Finding {
            rule: rule.index,
            level: rule.level,
            span,
            lang: lang.language.tag(),
            message: Message {
                id: message,
                args: Args::new(),
            },
            labels: Vec::new(),
            fixes: Vec::new(),
            grouped: false,
            context: self.context_hash(place, block),
            found: found_hash(match place {
                Place::Text(range) => self.article.slice(range),
                Place::File(span) => &self.source[span.range()],
            }),
        });
        Report { sink: self }
    }

    /// Folded text found, and three words on each side inside the block. It is the same whether letters are
    /// composed or not, have their marks or not, and wherever lines break and how.
    fn context_hash(&self, place: Place, block: Option<BlockIndex>) -> u64 {
        let mut folded = String::new();
        match (place, block) {
            (Place::Text(range), Some(block)) => {
                let block = self.article.block(block).range;
                let text = self.article.text.as_str();
                let range = TextRange {
                    start: range.start,
                    end: range.end.min(block.end).max(range.start),
                };
                let before = tail(&text[block.start()..range.start()], LOOKED_AT);
                let after = head(&text[range.end()..block.end()], LOOKED_AT);
                let mut words: Vec<&str> = before.split_whitespace().rev().take(3).collect();
                words.reverse();
                let before = fold_composed(&words.join(" "));
                let mut found = String::new();
                push_ends(&mut found, &text[range.range()]);
                let words: Vec<&str> = after.split_whitespace().take(3).collect();
                let after = fold_composed(&words.join(" "));
                let after = head_chars(&after, HASHED);
                let before = tail_chars(&before, HASHED);
                for part in [before, "\u{1}", &found, "\u{1}", after] {
                    folded.push_str(part);
                    folded.push(' ');
                }
            }
            (Place::Text(range), None) => push_ends(&mut folded, self.article.slice(range)),
            (Place::File(span), _) => push_ends(&mut folded, &self.source[span.range()]),
        }
        xxhash_rust::xxh3::xxh3_64(folded.as_bytes())
    }
}

/// Hash of a text found: folded, every run of blanks as one. Of a long text the ends alone count.
#[must_use]
pub fn found_hash(text: &str) -> u64 {
    let mut folded = String::new();
    push_ends(&mut folded, text.trim());
    xxhash_rust::xxh3::xxh3_64(folded.as_bytes())
}

/// Appends a folded text; of a long one its ends.
fn push_ends(out: &mut String, text: &str) {
    let folded = if text.len() <= 2 * LOOKED_AT {
        fold_composed(text)
    } else {
        fold_composed(head(text, LOOKED_AT)) + &fold_composed(tail(text, LOOKED_AT))
    };
    if folded.chars().nth(2 * HASHED).is_none() {
        out.push_str(&folded);
    } else {
        out.push_str(head_chars(&folded, HASHED));
        out.push(' ');
        out.push_str(tail_chars(&folded, HASHED));
    }
}

/// The folded text, with one blank for each stretch of them.
fn fold_composed(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.nfd() {
        if !c.is_whitespace() {
            out.extend(fold_char(c));
        } else if !out.ends_with(' ') {
            out.push(' ');
        }
    }
    out
}

/// The first characters of a text.
fn head_chars(text: &str, count: usize) -> &str {
    let end = text.char_indices().nth(count);
    end.map_or(text, |(at, _)| &text[..at])
}

/// The last characters of a text.
fn tail_chars(text: &str, count: usize) -> &str {
    let start = text.char_indices().rev().nth(count.saturating_sub(1));
    start.map_or(text, |(at, _)| &text[at..])
}

/// The first characters of a text, at most `bytes` bytes.
fn head(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// The last characters of a text, at most `bytes` bytes.
fn tail(text: &str, bytes: usize) -> &str {
    let mut start = text.len().saturating_sub(bytes);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

/// A span moved outwards to the borders of graphemes: a mark that is followed by a joiner or by a
/// combining mark is drawn with it (UAX #29).
fn whole_graphemes(source: &str, span: Span) -> Span {
    let border = |at: usize, outwards: fn(&mut GraphemeCursor, &str) -> Option<usize>| {
        let mut cursor = GraphemeCursor::new(at, source.len(), true);
        match cursor.is_boundary(source, 0) {
            Ok(false) => outwards(&mut cursor, source).unwrap_or(at),
            _ => at,
        }
    };
    Span::new(
        border(span.start(), |cursor, source| {
            cursor.prev_boundary(source, 0).ok().flatten()
        }),
        border(span.end(), |cursor, source| {
            cursor.next_boundary(source, 0).ok().flatten()
        }),
    )
}

/// A finding that is being told more about.
pub struct Report<'s, 'a> {
    sink: &'s mut Sink<'a>,
}

impl Report<'_, '_> {
    fn finding(&mut self) -> &mut Finding {
        self.sink
            .findings
            .last_mut()
            .expect("a report is made with its finding")
    }

    /// Gives a value to a placeholder of the message and of the help.
    pub fn arg(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.finding().message.args.push((name, value.into()));
        self
    }

    /// Lowers the level to a hint.
    pub fn hint(self) -> Self {
        self.at_most(Level::Hint)
    }

    /// Lowers the level where the rule's own is higher.
    pub fn at_most(mut self, level: Level) -> Self {
        let finding = self.finding();
        finding.level = finding.level.min(level);
        self
    }

    /// Sets the level by how clear a majority is; the rule's own level is the highest.
    pub fn majority(mut self, majority: Majority) -> Self {
        if majority == Majority::Weak {
            self.finding().level = Level::Hint;
        }
        self.finding().grouped = true;
        self
    }

    /// Says that the human form draws this together with the rule's other findings in the file.
    pub fn grouped(mut self) -> Self {
        self.finding().grouped = true;
        self
    }

    /// Names a further place; `id` is a key of the rule's labels.
    pub fn label(mut self, place: impl Into<Place>, id: &'static str, args: Args) -> Self {
        let span = match place.into() {
            Place::Text(range) => self.sink.article.text.span(range),
            Place::File(span) => span,
        };
        let span = whole_graphemes(self.sink.source, span);
        self.finding().labels.push(Label {
            span,
            message: Message { id, args },
        });
        self
    }

    /// Offers a fix, all of the replacements or none: where one of them can't be written (markup
    /// inside, or a syntax that has no way to say it), and where two overlap, there is no fix.
    pub fn fix(
        self,
        applicability: Applicability,
        id: &'static str,
        replacements: &[(TextRange, &str)],
    ) -> Self {
        let (article, source) = (self.sink.article, self.sink.source);
        let edits: Option<Vec<_>> = replacements
            .iter()
            .map(|&(range, text)| {
                let block = article.block(article.block_at(range.start)?);
                if !block.range.contains(range) {
                    return None;
                }
                let mut edit = article.text.edit(range, text, block.syntax)?;
                let found = &source[edit.span.range()];
                edit.text = block.syntax.in_the_way_of(found, edit.text);
                Some(edit)
            })
            .collect();
        match edits.filter(|edits| !edits.is_empty()) {
            Some(edits) => self.offer(applicability, id, edits),
            None => self,
        }
    }

    /// Offers an edit of the file itself, where what is mended is no text of the article.
    pub fn edit(
        self,
        applicability: Applicability,
        id: &'static str,
        span: Span,
        text: &str,
    ) -> Self {
        let text = text.to_owned();
        self.offer(applicability, id, vec![Edit { span, text }])
    }

    fn offer(
        mut self,
        applicability: Applicability,
        id: &'static str,
        mut edits: Vec<Edit>,
    ) -> Self {
        edits.sort_by_key(|edit| edit.span);
        // One place may be asked for twice, by both of its neighbours; what contradicts itself is no
        // fix.
        edits.dedup();
        let clash =
            |pair: &[Edit]| pair[0].span == pair[1].span || pair[0].span.overlaps(pair[1].span);
        if edits.windows(2).any(clash) {
            return self;
        }
        let message = Message {
            id,
            args: self.finding().message.args.clone(),
        };
        self.finding().fixes.push(Fix {
            applicability,
            message,
            edits,
        });
        self
    }
}

/// How clear a majority is. Below [`Majority::Weak`] nothing is said.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Majority {
    /// At least 2 to 1.
    Weak,
    /// At least 3 places, and 3 times the minority.
    Strong,
}

impl Majority {
    /// How clear it is that `majority` places outweigh `minority` others.
    #[must_use]
    pub fn of(majority: usize, minority: usize) -> Option<Self> {
        if minority == 0 || majority < 2 * minority {
            None
        } else if majority >= 3 && majority >= 3 * minority {
            Some(Self::Strong)
        } else {
            Some(Self::Weak)
        }
    }
}

/// The places of an article that are done in several ways, by way; keeps the order of first use.
#[derive(Debug)]
pub struct Tally<K> {
    ways: Vec<(K, Vec<usize>)>,
}

impl<K> Default for Tally<K> {
    fn default() -> Self {
        Self { ways: Vec::new() }
    }
}

impl<K: PartialEq> Tally<K> {
    /// The tally of those places that are compared with one another: the one of `like`, which is
    /// begun where there is none yet.
    pub fn among<L: PartialEq>(tallies: &mut Vec<(L, Self)>, like: L) -> &mut Self {
        let index = tallies
            .iter()
            .position(|(known, _)| *known == like)
            .unwrap_or_else(|| {
                tallies.push((like, Self::default()));
                tallies.len() - 1
            });
        &mut tallies[index].1
    }

    /// Counts a place (an index of the caller's).
    pub fn add(&mut self, way: K, place: usize) {
        match self.ways.iter_mut().find(|(known, _)| *known == way) {
            Some((_, places)) => places.push(place),
            None => self.ways.push((way, vec![place])),
        }
    }

    /// The ways and their places, in order of first use.
    #[must_use]
    pub fn ways(&self) -> &[(K, Vec<usize>)] {
        &self.ways
    }

    /// The way of most places; of equals the first.
    #[must_use]
    pub fn most(&self) -> Option<K>
    where
        K: Copy,
    {
        self.leading().map(|way| way.0)
    }

    fn leading(&self) -> Option<&(K, Vec<usize>)> {
        // Of equals `max_by_key` gives the last.
        self.ways.iter().rev().max_by_key(|way| way.1.len())
    }

    /// Where no way leads clearly: the one of most places, of equals the one that came first, as a
    /// reader would take it for the measure; and of the others the one of fewest.
    #[must_use]
    pub fn tie(&self) -> Option<[&(K, Vec<usize>); 2]> {
        if self.majority().is_some() {
            return None;
        }
        let most = self.leading()?;
        let others = self.ways.iter().filter(|way| way.0 != most.0);
        Some([most, others.min_by_key(|way| way.1.len())?])
    }

    /// The way of most places, with them, and how clearly it leads all the others together;
    /// `None` where there is one way, or no clear majority.
    #[must_use]
    pub fn majority(&self) -> Option<(&K, &[usize], Majority)> {
        let total: usize = self.ways.iter().map(|(_, places)| places.len()).sum();
        let (way, places) = self.leading()?;
        let majority = Majority::of(places.len(), total - places.len())?;
        Some((way, places, majority))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_never_splits_a_grapheme() {
        let text = "قال ”\u{200C}نعم";
        let mark = text.find('”').unwrap();
        assert_eq!(
            whole_graphemes(text, Span::new(mark, mark + 3)),
            Span::new(mark, mark + 6)
        );
        assert_eq!(
            whole_graphemes("e\u{301}", Span::new(1, 3)),
            Span::new(0, 3)
        );
        assert_eq!(whole_graphemes(text, Span::new(0, 2)), Span::new(0, 2));
    }

    #[test]
    fn a_majority_is_named_only_where_it_is_clear() {
        assert_eq!(Majority::of(3, 1), Some(Majority::Strong));
        assert_eq!(Majority::of(2, 1), Some(Majority::Weak));
        assert_eq!(Majority::of(5, 2), Some(Majority::Weak));
        assert_eq!(Majority::of(3, 2), None);
        assert_eq!(Majority::of(1, 1), None);
        assert_eq!(Majority::of(4, 0), None);
    }
}
