//! Brackets and their partners.
//!
//! Each kind has a stack of its own, block by block, so that a stray square bracket costs no round
//! one its partner. What is left over is looked at again: two brackets that were typed for one
//! another (`)…(`, `(…(`), one that a list label or an emoticon wears, one that closes in the next
//! paragraph.

use super::{is_punct, speaks_of_a_mark};
use crate::article::{Article, BlockGroup, BlockIndex, BlockKind};
use crate::lang::chars::{is_bidi_control, is_mark, is_space};
use crate::lang::digits::is_digit;
use crate::span::TextRange;

/// The kinds of brackets.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BracketKind {
    /// `(` `)`.
    Round,
    /// `[` `]`.
    Square,
    /// `{` `}`.
    Curly,
}

/// What is wrong with a bracket.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum BracketFault {
    /// It has no partner.
    Alone,
    /// It and its partner are typed in each other's place: `)…(`. Said of the first one.
    Exchanged,
    /// The same bracket stands at both ends, `(…(` or `)…)`, and this is the one that is wrong.
    SameMark,
    /// It is closed by a bracket of another kind: `(…]`. Said of the first one.
    OtherKind,
}

/// A bracket.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Bracket {
    /// The bracket.
    pub range: TextRange,
    /// Its block.
    pub block: BlockIndex,
    /// The character.
    pub c: char,
    /// Its kind.
    pub kind: BracketKind,
    /// The bracket at the other end, where there is one.
    pub partner: Option<TextRange>,
    /// What is wrong with it.
    pub fault: Option<BracketFault>,
}

impl Bracket {
    pub(super) fn new(range: TextRange, block: BlockIndex, c: char) -> Self {
        let kind = match c {
            '(' | ')' => BracketKind::Round,
            '[' | ']' => BracketKind::Square,
            _ => BracketKind::Curly,
        };
        Self {
            range,
            block,
            c,
            kind,
            partner: None,
            fault: None,
        }
    }

    /// Whether it is the one that opens.
    #[must_use]
    pub fn opens(&self) -> bool {
        matches!(self.c, '(' | '[' | '{')
    }

    /// The bracket of its kind that stands at the other end.
    #[must_use]
    pub fn counterpart(&self) -> char {
        match self.c {
            '(' => ')',
            ')' => '(',
            '[' => ']',
            ']' => '[',
            '{' => '}',
            _ => '{',
        }
    }
}

/// What a bracket's surroundings say of it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// It stands as it is drawn: blank outside, text inside.
    Right,
    /// It stands the other way round.
    Turned,
    /// Nothing is clear.
    Unclear,
}

/// How far apart two brackets that are no pair by kind or order may stand, in bytes.
const NEAR: usize = 400;

/// Pairs the brackets of one block.
pub(super) fn pair(text: &str, base: usize, brackets: &mut [Bracket]) {
    if brackets.is_empty() {
        return;
    }
    intervals(text, base, brackets);
    for kind in [BracketKind::Round, BracketKind::Square, BracketKind::Curly] {
        stack(kind, brackets, false);
    }
    let unpaired = brackets.iter().filter(|bracket| bracket.partner.is_none());
    if matches!(unpaired.count(), 0 | LABELS..) {
        return;
    }
    all_exchanged(text, base, brackets);
    left_over(text, base, brackets);
}

/// Pairs the brackets of a kind; `turned` takes each for the other.
fn stack(kind: BracketKind, brackets: &mut [Bracket], turned: bool) {
    let mut open: Vec<usize> = Vec::new();
    for at in 0..brackets.len() {
        if brackets[at].kind != kind || brackets[at].partner.is_some() {
            continue;
        }
        if brackets[at].opens() != turned {
            open.push(at);
        } else if let Some(first) = open.pop() {
            join(brackets, first, at);
        }
    }
}

fn join(brackets: &mut [Bracket], first: usize, last: usize) {
    brackets[first].partner = Some(brackets[last].range);
    brackets[last].partner = Some(brackets[first].range);
}

/// Round brackets that are all typed in each other's place: `)أ( و)ب(`.
fn all_exchanged(text: &str, base: usize, brackets: &mut [Bracket]) {
    let round = |bracket: &&Bracket| bracket.kind == BracketKind::Round;
    let mut shapes = brackets
        .iter()
        .filter(round)
        .map(|bracket| shape(text, base, bracket));
    let exchanged = brackets
        .iter()
        .find(round)
        .is_some_and(|bracket| !bracket.opens())
        && brackets.iter().filter(round).count() % 2 == 0
        && brackets.len() <= 2 * MOST
        && shapes.all(|shape| shape != Shape::Right);
    if !exchanged {
        return;
    }
    for bracket in brackets.iter_mut() {
        if bracket.kind == BracketKind::Round {
            bracket.partner = None;
        }
    }
    stack(BracketKind::Round, brackets, true);
    for bracket in brackets.iter_mut() {
        if bracket.kind == BracketKind::Round && !bracket.opens() && bracket.partner.is_some() {
            bracket.fault = Some(BracketFault::Exchanged);
        }
    }
}

fn before(text: &str, at: usize) -> Option<char> {
    text[..at].chars().rev().find(|c| !is_bidi_control(*c))
}

fn after(text: &str, at: usize) -> Option<char> {
    text[at..].chars().find(|c| !is_bidi_control(*c))
}

fn shape(text: &str, base: usize, bracket: &Bracket) -> Shape {
    let (start, end) = (bracket.range.start() - base, bracket.range.end() - base);
    let (before, after) = (before(text, start), after(text, end));
    let blank = |c: Option<char>| c.is_none_or(is_space);
    let outside = blank(before) || before.is_some_and(|c| matches!(c, '(' | '[' | '{' | '«' | '“'));
    let ends = blank(after)
        || after.is_some_and(|c| is_punct(c) || matches!(c, ')' | ']' | '}' | '»' | '”'));
    let (opening, closing) = (outside && !blank(after), !outside && ends);
    match (opening, closing) {
        (true, false) if bracket.opens() => Shape::Right,
        (false, true) if !bracket.opens() => Shape::Right,
        (false, false) | (true, true) => Shape::Unclear,
        _ => Shape::Turned,
    }
}

/// How many brackets without a partner a paragraph has at most; more are code, or a drawing.
const MOST: usize = 32;

/// As many without a partner are not even a paragraph of numbered points.
const LABELS: usize = 256;

/// Looks again at what has no partner.
fn left_over(text: &str, base: usize, brackets: &mut [Bracket]) {
    let ornate = has_odd_ornate(text);
    let numbered = is_numbered(text, base, brackets);
    // Whether a bracket belongs to something else: a list label (`1)`, `أ)`), an emoticon, or a
    // verse between the ornate ﴾ and ﴿; or the text speaks of it as a character.
    let is_worn = |bracket: &Bracket| {
        let before = &text[..bracket.range.start() - base];
        let spoken = |text: &str| text.ends_with(is_space) && speaks_of_a_mark(text.trim_end());
        if spoken(before) && after(text, bracket.range.end() - base).is_none_or(is_space) {
            return true;
        }
        // `(… a design ;) )`: the face has closed the bracket, and the one that was meant is left.
        let face_closed = || {
            brackets.iter().any(|other| {
                let faces = other.partner.is_some() && !other.opens() && !bracket.opens();
                faces
                    && other.range.end <= bracket.range.start
                    && is_emoticon(&text[..other.range.start() - base])
            })
        };
        bracket.kind == BracketKind::Round
            && (ornate || is_emoticon(before) || is_label(before, numbered) || face_closed())
    };
    // Of brackets that touch, `((`, the first stands for all.
    let follows = |at: usize| {
        at > 0 && {
            let (a, b) = (brackets[at - 1], brackets[at]);
            a.partner.is_none() && a.c == b.c && a.range.end == b.range.start
        }
    };
    let alone: Vec<usize> = (0..brackets.len())
        .filter(|&at| brackets[at].partner.is_none() && !follows(at) && !is_worn(&brackets[at]))
        .collect();
    if alone.len() > MOST {
        return;
    }
    let mut rest = alone.as_slice();
    while let [first, tail @ ..] = rest {
        rest = tail;
        let a = brackets[*first];
        brackets[*first].fault = Some(BracketFault::Alone);
        let Some(&second) = tail.first() else {
            continue;
        };
        let b = brackets[second];
        if b.range.start() - a.range.end() > NEAR {
            continue;
        }
        let turned = |bracket| shape(text, base, bracket) == Shape::Turned;
        let same_kind = a.kind == b.kind;
        let (wrong, fault) = match (a.opens(), b.opens()) {
            (false, true) if same_kind && turned(&a) && turned(&b) => {
                (*first, BracketFault::Exchanged)
            }
            (true, true) if same_kind && !turned(&a) && turned(&b) => {
                (second, BracketFault::SameMark)
            }
            (false, false) if same_kind && turned(&a) && !turned(&b) => {
                (*first, BracketFault::SameMark)
            }
            (true, false) if !same_kind => (*first, BracketFault::OtherKind),
            _ => continue,
        };
        join(brackets, *first, second);
        brackets[*first].fault = None;
        brackets[wrong].fault = Some(fault);
        rest = &tail[1..];
    }
}

/// How long an interval is at most, in bytes.
const INTERVAL: usize = 40;

/// Pairs the brackets of half-open intervals, `[0, 1)`, which are of two kinds and right.
fn intervals(text: &str, base: usize, brackets: &mut [Bracket]) {
    for second in 1..brackets.len() {
        let (a, b) = (brackets[second - 1], brackets[second]);
        if a.partner.is_none()
            && a.kind != b.kind
            && a.opens()
            && !b.opens()
            && is_interval(&text[a.range.end() - base..b.range.start() - base])
        {
            join(brackets, second - 1, second);
        }
    }
}

/// Whether a text is two bounds: a figure first, and one comma or semicolon.
fn is_interval(text: &str) -> bool {
    let first = text.trim_start_matches(['-', '−', '+']).chars().next();
    text.len() <= INTERVAL
        && first.is_some_and(|c| is_digit(c) || c == '∞')
        && text.matches([',', ';', '،', '؛']).count() == 1
}

/// Whether the eyes of a face stand at the end of a text.
fn is_emoticon(before: &str) -> bool {
    let face = before.strip_suffix(['-', '\'', '^', 'o']).unwrap_or(before);
    let mut chars = face.chars().rev();
    matches!(chars.next(), Some(':' | ';' | '=' | '^'))
        && chars.next().is_none_or(|c| is_space(c) || is_punct(c))
}

/// The first two labels of what is numbered inside a paragraph.
const NUMBERED: [[&str; 2]; 4] = [["1", "2"], ["١", "٢"], ["۱", "۲"], ["i", "ii"]];

/// Whether the block has both `1)` and `2)`, a blank before each: it numbers its points.
fn is_numbered(text: &str, base: usize, brackets: &[Bracket]) -> bool {
    let has = |label: &str| {
        brackets
            .iter()
            .filter(|bracket| bracket.c == ')' && bracket.partner.is_none())
            .filter_map(|bracket| text[..bracket.range.start() - base].strip_suffix(label))
            .any(|before| before.chars().next_back().is_none_or(is_space))
    };
    NUMBERED
        .iter()
        .any(|labels| labels.iter().all(|label| has(label)))
}

/// How many characters a list label has at most: `12`, `VIII`.
const LABEL: usize = 4;

/// Whether a text ends in a list label: one letter alone, or digits, Roman numbers or the name of the
/// first letter (`الف`) at the start of a line, behind a mark, or anywhere in a block that numbers its
/// points.
fn is_label(before: &str, numbered: bool) -> bool {
    let mut before = before
        .trim_end_matches(|c| is_mark(c) || matches!(c, ' ' | '-' | '\u{200C}'))
        .chars()
        .rev();
    let mut letters = ['\0'; LABEL + 1];
    let mut count = 0;
    let mut outside = None;
    for c in before.by_ref() {
        if !c.is_alphanumeric() {
            outside = Some(c);
            break;
        }
        if count == LABEL {
            return false;
        }
        letters[count] = c;
        count += 1;
    }
    let letters = &letters[..count];
    let digits = letters.iter().all(|&c| is_digit(c));
    // Four digits are a year.
    let is_number = digits && count < LABEL;
    let is_alif = letters == ['ف', 'ل', 'ا'];
    let is_roman = ["ivx", "IVX"]
        .iter()
        .any(|roman| letters.iter().all(|&c| roman.contains(c)));
    // Marks of emphasis that the reader of Markdown has left in the text.
    let emphasis = |c: char| matches!(c, '_' | '*');
    let starts_line = match outside {
        None | Some('\n' | '\r') => true,
        Some(c) if emphasis(c) => before.all(emphasis),
        Some(' ') => numbered || before.next().is_none_or(|c| is_punct(c) || c == '\n'),
        _ => false,
    };
    count > 0
        && ((outside.is_none_or(is_space) || starts_line) && count == 1 && !digits
            || (starts_line && (is_number || is_roman || is_alif)))
}

/// Whether the ornate brackets around verses are odd in number: one of them may have an ordinary
/// bracket for its partner.
fn has_odd_ornate(text: &str) -> bool {
    text.matches(['﴾', '﴿']).count() % 2 == 1
}

/// How many paragraphs a bracket may run over: a poem's lines are paragraphs in plain text.
const PARAGRAPHS: u32 = 40;

/// Pairs a bracket that is opened in one paragraph and closed in one of the next, where no other of
/// its kind without a partner stands between. Verses above an article may pass for its title.
pub(super) fn pair_over_paragraphs(article: &Article<'_>, brackets: &mut [Bracket]) {
    let mut open: [Option<usize>; 3] = [None; 3];
    for at in 0..brackets.len() {
        if brackets[at].fault != Some(BracketFault::Alone) {
            continue;
        }
        let last = &mut open[brackets[at].kind as usize];
        if brackets[at].opens() {
            *last = Some(at);
            continue;
        }
        let Some(first) = last.take() else { continue };
        let (a, b) = (brackets[first], brackets[at]);
        let (from, to) = (article.block(a.block), article.block(b.block));
        if a.block != b.block
            && b.block.0 - a.block.0 <= PARAGRAPHS
            && from.container == to.container
            && (from.kind == to.kind && from.kind.group() == BlockGroup::Body
                || from.kind == BlockKind::Title && a.range.start == from.range.start)
            && runs_on(article, &a)
        {
            join(brackets, first, at);
            brackets[first].fault = None;
            brackets[at].fault = None;
        }
    }
}

/// Whether what a bracket opens may run on after its paragraph: it opens the paragraph or follows a
/// colon, or no sentence ends where the paragraph does.
fn runs_on(article: &Article<'_>, bracket: &Bracket) -> bool {
    let block = article.block(bracket.block).range;
    let text = article.text.as_str();
    let before = text[block.start()..bracket.range.start()].trim_end();
    before.is_empty()
        || before.ends_with(':')
        || !text[block.range()].ends_with(['.', '!', '?', '؟', '۔'])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mention::testing::article;

    /// The faults of a text, each with its bracket and its place among the characters.
    fn faults(text: &str) -> Vec<(usize, char, BracketFault)> {
        let article = article(text);
        let (_, brackets) = super::super::recognise(&article);
        brackets
            .iter()
            .filter_map(|bracket| {
                let at = text[..bracket.range.start()].chars().count();
                bracket.fault.map(|fault| (at, bracket.c, fault))
            })
            .collect()
    }

    #[test]
    fn one_stray_bracket_costs_no_other_its_partner() {
        use BracketFault::Alone;
        assert_eq!(
            faults("زار (الوفد المدينة ثم (عاد) مساء."),
            [(4, '(', Alone)]
        );
        assert_eq!(
            faults("زار (الوفد) المدينة) ثم (عاد) [1]."),
            [(19, ')', Alone)]
        );
        assert_eq!(faults("((نص)) و(نص [نص] نص)"), []);
        assert_eq!(faults("(أ [ب) ج"), [(3, '[', Alone)]);
    }

    #[test]
    fn two_brackets_that_were_typed_for_one_another_are_one_fault() {
        use BracketFault::{Exchanged, OtherKind, SameMark};
        assert_eq!(
            faults("قال )الوزير( ثم )المدير( نعم"),
            [(4, ')', Exchanged), (16, ')', Exchanged)]
        );
        assert_eq!(
            faults("زار )الوزير( و)المدير( نعم"),
            [(4, ')', Exchanged), (14, ')', Exchanged)]
        );
        assert_eq!(faults("(أ) ثم )المدير( نعم (ب)"), [(7, ')', Exchanged)]);
        assert_eq!(faults("قال (الوزير( نعم (ب)."), [(11, '(', SameMark)]);
        assert_eq!(faults("قال )الوزير) نعم (ب)."), [(4, ')', SameMark)]);
        assert_eq!(faults("قال (الوزير] نعم (ب)."), [(4, '(', OtherKind)]);
        assert_eq!(faults("المجال [0, 1) مفتوح"), []);
        assert_eq!(faults("the range [0x800, 0x10000) is"), []);
    }

    #[test]
    fn a_doubled_bracket_is_one() {
        assert_eq!(
            faults("قال تعالى (( ومن يعمل خيرا ثم"),
            [(10, '(', BracketFault::Alone)]
        );
    }

    #[test]
    fn labels_faces_and_verses_wear_brackets() {
        assert_eq!(faults("1) الأول\n2) الثاني"), []);
        assert_eq!(faults("أولا: أ) الماء ب) الهواء"), []);
        assert_eq!(faults("Choose: a) tea, b) coffee; ii) more"), []);
        assert_eq!(faults("هناك 1) الماء و 2) الهواء"), []);
        assert_eq!(faults("the match is 1) the first and 2) the longest"), []);
        assert_eq!(faults("شكرا :) ثم ;-) نعم"), []);
        assert_eq!(faults("قال ﴿نص) ثم"), []);
    }

    #[test]
    fn a_bracket_may_close_in_a_later_paragraph() {
        assert_eq!(faults("قال (هذا نص\n\nوهذا نص) ثم"), []);
        assert_eq!(
            faults(&format!("قال (هذا نص{}) ثم", "\nنص".repeat(41))).len(),
            2
        );
    }
}
