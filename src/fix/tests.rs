//! Words in the place of rules: each finds what it is given, and offers what it is given for it.

use super::*;
use crate::article::{Article, Format, ReadOptions};
use crate::finding::{Level, Message};
use crate::source::Source;

fn fix(edits: &[(usize, usize, &str)]) -> Fix {
    Fix {
        applicability: Applicability::Safe,
        message: Message {
            id: "replace",
            args: Vec::new(),
        },
        edits: edits
            .iter()
            .map(|&(start, end, text)| Edit {
                span: Span::new(start, end),
                text: text.to_owned(),
            })
            .collect(),
    }
}

/// Where a rule finds something, and what it makes of it.
type Rule<'a> = &'a dyn Fn(&str) -> Vec<(Span, Option<&'static str>)>;

/// The rule that finds `word` and writes `with` for it.
fn replaces(
    word: &'static str,
    with: Option<&'static str>,
) -> impl Fn(&str) -> Vec<(Span, Option<&'static str>)> {
    move |text| {
        let found = text.match_indices(word);
        found
            .map(|(at, _)| (Span::new(at, at + word.len()), with))
            .collect()
    }
}

fn read(rules: &[Rule<'_>], text: &str) -> Reading {
    let mut findings = Vec::new();
    for (index, rule) in rules.iter().enumerate() {
        for (span, with) in rule(text) {
            findings.push(Finding {
                rule: RuleIndex(index as u16),
                level: Level::Warning,
                span,
                lang: "en",
                message: Message {
                    id: "message",
                    args: Vec::new(),
                },
                labels: Vec::new(),
                fixes: with
                    .map(|with| fix(&[(span.start(), span.end(), with)]))
                    .into_iter()
                    .collect(),
                grouped: false,
                context: 0,
                found: 0,
            });
        }
    }
    findings.sort_by_key(|finding| (finding.span, finding.rule));
    let source = Source::new("a.md", text);
    let article = Article::read(&source, Format::Markdown, &ReadOptions::default());
    Reading {
        findings,
        shape: Shape::of(&article),
    }
}

fn settle(rules: &[Rule<'_>], text: &str) -> Outcome {
    let settle = |text: &str| {
        let first = read(rules, text);
        until_stable(
            text,
            first,
            Applicability::Safe,
            |_| true,
            |text| Some(read(rules, text)),
        )
    };
    let outcome = settle(text);
    let again = settle(&outcome.text);
    assert_eq!(again.text, outcome.text, "fixing twice is fixing once");
    assert_eq!(again.count(), 0);
    outcome
}

#[test]
fn fixes_are_whole_or_not_at_all() {
    let (pair, clash, far) = (
        fix(&[(0, 1, "«"), (4, 5, "»")]),
        fix(&[(4, 6, "x"), (8, 9, "y")]),
        fix(&[(5, 6, "z")]),
    );
    assert_eq!(apply("\"abc\"defg", &[&clash, &pair, &far]), "«abc»zefg");
}

#[test]
fn two_that_take_away_side_by_side_take_turns() {
    let (one, other) = (fix(&[(1, 2, "")]), fix(&[(2, 3, "")]));
    assert_eq!(apply("a  b", &[&one, &other]), "a b");
    let (one, other) = (fix(&[(1, 2, "")]), fix(&[(2, 2, "x")]));
    assert_eq!(apply("a  b", &[&other, &one]), "ax b");
}

#[test]
fn overlapping_fixes_wait_for_the_next_round() {
    let (first, second) = (replaces("aa", Some("a")), replaces("ab", Some("b")));
    let outcome = settle(&[&first, &second], "xaab aa");
    assert_eq!(outcome.text, "xb a");
    assert_eq!(outcome.count(), 3);
    assert_eq!(outcome.fixed[&RuleIndex(0)], 2);
    assert!(outcome.findings.is_empty() && outcome.left.is_empty());
}

#[test]
fn fixes_that_fight_are_left_out_and_told() {
    let (there, back) = (
        replaces("left", Some("right")),
        replaces("right", Some("left")),
    );
    let outcome = settle(&[&there, &back], "left");
    assert_eq!(outcome.text, "left");
    assert_eq!((outcome.count(), outcome.left.len()), (0, 1));
    let grows = replaces("a", Some("aa"));
    let outcome = settle(&[&grows], "a b");
    assert_eq!((outcome.text.as_str(), outcome.left.len()), ("a b", 1));
}

#[test]
fn one_bad_fix_keeps_no_other_from_being_made() {
    let good = replaces("colour", Some("color"));
    let bad = replaces("bad", Some("worse"));
    let new = replaces("worse", None);
    let text = format!("{}bad {}", "colour ".repeat(20), "colour ".repeat(30));
    let outcome = settle(&[&good, &bad, &new], &text);
    assert_eq!(outcome.text, text.replace("colour", "color"));
    assert_eq!(outcome.count(), 50);
    assert_eq!(outcome.left, [0]);
    assert_eq!(outcome.origins, [20]);
}

#[test]
fn a_fix_that_becomes_markup_is_left_out() {
    let code = replaces("'", Some("`"));
    assert_eq!(settle(&[&code], "say 'word' now").text, "say `word' now");
    let title = replaces("No", Some("#"));
    assert_eq!(settle(&[&title], "No 5 and No 6").text, "No 5 and # 6");
    let gone = replaces("all", Some(""));
    assert_eq!(settle(&[&gone], "all\n\nelse all").text, "all\n\nelse ");
}

#[test]
fn what_remains_is_known_by_what_it_was() {
    let (long, known) = (replaces("long", Some("a")), replaces("known", None));
    let text = "long known long\n\nknown long";
    let outcome = settle(&[&long, &known], text);
    assert_eq!(outcome.text, "a known a\n\nknown a");
    assert_eq!(outcome.origins, [1, 3]);
    let first = read(&[&long, &known], text);
    let outcome = until_stable(
        text,
        first,
        Applicability::Safe,
        |origin| origin == 4,
        |text| Some(read(&[&long, &known], text)),
    );
    assert_eq!(outcome.text, "long known long\n\nknown a");
    assert_eq!(outcome.origins, [0, 1, 2, 3]);
}

#[test]
fn a_majority_is_not_turned_round() {
    // As a rule of consistency does: the fewer of `x` and `y` are found.
    let vote = |text: &str| {
        let places = |word: &'static str| replaces(word, None)(text);
        let (x, y) = (places("x"), places("y"));
        if x.len() < y.len() { x } else { y }
    };
    let changes = replaces("1", Some("y"));
    let outcome = settle(&[&vote, &changes], "x x y 1");
    assert_eq!(outcome.text, "x x y 1");
}

#[test]
fn what_is_only_shown_is_never_made() {
    let mut finding = read(&[&replaces("a", Some("b"))], "a").findings.remove(0);
    finding.fixes[0].applicability = Applicability::Show;
    assert_eq!(chosen(&finding, Applicability::Show), None);
    let safe = fix(&[(0, 1, "c")]);
    let mut asks = safe.clone();
    asks.applicability = Applicability::Ask;
    finding.fixes.extend([asks.clone(), safe.clone()]);
    assert_eq!(chosen(&finding, Applicability::Ask), Some(&safe));
    finding.fixes.pop();
    assert_eq!(chosen(&finding, Applicability::Ask), Some(&asks));
    assert_eq!(chosen(&finding, Applicability::Safe), None);
}

#[test]
fn places_move_with_the_edits() {
    let edits = fix(&[(2, 4, "xyz"), (6, 6, "ab"), (8, 9, "")]).edits;
    let mut moves = Moves::default();
    moves.push(&edits.iter().collect::<Vec<_>>());
    let span = |start, end| moves.span(Span::new(start, end));
    assert_eq!(span(0, 2), Span::new(0, 2));
    assert_eq!(span(0, 3), Span::new(0, 5));
    assert_eq!(span(3, 5), Span::new(2, 6));
    assert_eq!(span(4, 6), Span::new(5, 9));
    assert_eq!(span(6, 8), Span::new(7, 11));
    assert_eq!(span(8, 9), Span::new(11, 11));
    assert_eq!(span(9, 10), Span::new(11, 12));
    assert_eq!(moves.inner(Span::new(6, 8)), Span::new(9, 11));
    assert_eq!(moves.inner(Span::new(4, 6)), Span::new(5, 7));
    assert_eq!(moves.inner(Span::new(5, 7)), Span::new(6, 10));
}

#[test]
fn places_move_text_by_text() {
    let (first, second) = (fix(&[(2, 4, "xyz")]).edits, fix(&[(0, 1, "ab")]).edits);
    let mut moves = Moves::default();
    moves.push(&first.iter().collect::<Vec<_>>());
    moves.push(&second.iter().collect::<Vec<_>>());
    assert_eq!(moves.span(Span::new(3, 5)), Span::new(3, 7));
    assert_eq!(moves.inner(Span::new(4, 6)), Span::new(6, 8));
}

#[test]
fn what_a_fix_brings_to_light_is_fixed_with_it() {
    // Inside of a quotation with the right marks an inner one is found.
    let outer = |text: &str| match (text.find('<'), text.find('>')) {
        (Some(start), Some(end)) => vec![(Span::new(start, end + 1), Some("«a 'b'»"))],
        _ => Vec::new(),
    };
    let inner = |text: &str| {
        let found = text
            .contains('«')
            .then(|| replaces("'b'", Some("‹b›"))(text));
        found.unwrap_or_default()
    };
    let outcome = settle(&[&outer, &inner], "x <a 'b'> y");
    assert_eq!(outcome.text, "x «a ‹b›» y");
    assert_eq!((outcome.count(), outcome.findings.len()), (1, 0));
    // What it brings elsewhere is no part of it.
    let outcome = settle(&[&outer, &inner], "x <a 'b'> y 'b'");
    assert_eq!(outcome.text, "x <a 'b'> y 'b'");
    assert_eq!(outcome.left, [0]);
}
