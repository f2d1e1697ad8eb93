//! A full stop that is typed before the number at a sentence's end: `في عام .2015`.

use crate::check::{Check, CheckDef, Context, RuleInstance, Sink};
use crate::finding::Applicability;
use crate::lang::chars::{is_arabic_letter, is_bidi_control, is_space};
use crate::lang::months;
use crate::lang::proclitics::is_proclitic;
use crate::lang::{Language, fold};
use crate::mention::{Number, NumberRole, is_joint, word_before};
use crate::span::TextRange;

/// The check.
pub static DEF: CheckDef = CheckDef {
    name: "numeral-jumped-stop",
    options: &[],
    compile: |rules| {
        Ok(Box::new(JumpedStop {
            rules: rules.to_vec(),
        }))
    },
    example: None,
};

struct JumpedStop {
    rules: Vec<RuleInstance>,
}

/// Words that no sentence ends with: what follows them belongs to it.
const OPEN: [&str; 27] = [
    "في",
    "من",
    "إلى",
    "حتى",
    "منذ",
    "بين",
    "عن",
    "على",
    "خلال",
    "عام",
    "العام",
    "سنة",
    "السنة",
    "موسم",
    "الموسم",
    "عامي",
    "نهاية",
    "بداية",
    "مطلع",
    "أوائل",
    "أواخر",
    "بحلول",
    "قبل",
    "بعد",
    "در",
    "سال",
    "سنہ",
];

/// Words before a share, which some write without its zero (`بنسبة .69`).
const SHARE: [&str; 5] = ["نسبة", "بنسبة", "بمعدل", "معدل", "بواقع"];

impl Check for JumpedStop {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let numbers = &context.mentions.numbers;
        for (at, number) in numbers.iter().enumerate() {
            let Some(stop) = stop_before(context, number) else {
                continue;
            };
            for rule in &self.rules {
                if context.applies(rule, number.block) {
                    judge(context, sink, rule, stop, &numbers[at..]);
                }
            }
        }
    }
}

/// Whether a number may be a year that news speak of: in Persian one of the solar calendar as well.
fn is_recent_year(value: f64, language: Language) -> bool {
    (1800.0..2100.0).contains(&value)
        || language == Language::Fa && (1300.0..1500.0).contains(&value)
}

/// The full stop that touches a number from before.
fn stop_before(context: &Context<'_>, number: &Number) -> Option<TextRange> {
    let before = context.before(number.block, number.range);
    let text = before.trim_end_matches(is_bidi_control);
    let stop = text
        .chars()
        .next_back()
        .filter(|c| matches!(c, '.' | '۔'))?;
    let end = number.range.start() - before.len() + text.len();
    Some(TextRange::new(end - stop.len_utf8(), end))
}

fn judge(
    context: &Context<'_>,
    sink: &mut Sink<'_>,
    rule: &RuleInstance,
    stop: TextRange,
    numbers: &[Number],
) {
    let first = &numbers[0];
    let ahead = context.before(first.block, stop);
    let Some(word) = word_ahead(ahead) else {
        return;
    };
    let gap = if ahead.ends_with(word) { "" } else { " " };
    // A date, a season or a score is one with its parts.
    let mut last = first;
    for number in &numbers[1..] {
        let joined = number.block == last.block
            && number.range.start() - last.range.end() <= 8
            && is_joint(context.slice(TextRange::new(last.range.end(), number.range.start())));
        if !joined {
            break;
        }
        last = number;
    }
    let rest = context.after(last.block, last.range);
    let rest = rest.trim_start_matches(is_bidi_control);
    let language = context.article.block(first.block).lang.language;
    let open = belongs_to_next(word, language);
    let year = matches!(first.role, NumberRole::Date | NumberRole::YearRange)
        || (first
            .value
            .is_some_and(|value| is_recent_year(value, language))
            && open);
    let certain = ends_a_line(rest);
    let share = SHARE.iter().any(|known| fold::same(word, known));
    // A label of a list is followed by more (`.2- ألا`), and so is a fraction (`.69 في المئة`).
    // Before a comma the stop ends nothing: `عام .2015، ثم`.
    let comma = year && open && rest.starts_with(['،', '؛', ',']);
    if !(certain || comma || (year && open && rest.starts_with(is_space))) || share {
        return;
    }
    let found = TextRange::new(stop.start(), last.range.end());
    let mark = if comma { "" } else { context.slice(stop) };
    let end = TextRange::new(last.range.end(), last.range.end());
    let number = context.slice(TextRange::new(stop.end(), last.range.end()));
    let applicability = if certain && open {
        Applicability::Safe
    } else {
        Applicability::Ask
    };
    sink.report(rule, found, "message")
        .arg("found", format!("{word}{gap}{}", context.slice(found)))
        .arg("fixed", format!("{word}{gap}{number}{mark}"))
        .fix(
            applicability,
            "replace",
            &[(stop, ""), (end, mark)][..2 - usize::from(comma)],
        );
}

/// Whether no sentence ends with a word, with or without a proclitic: it is one of [`OPEN`], or a
/// month's name.
fn belongs_to_next(word: &str, language: Language) -> bool {
    let known = |word: &str| {
        OPEN.iter().any(|known| fold::same(word, known)) || months::is_plain_name(word, language)
    };
    let bare = word.strip_prefix(is_proclitic);
    known(word) || bare.is_some_and(known)
}

/// The word before the stop, behind a space, or a `و` that stands at the stop itself; `None` where
/// another mark, a number or the block's start is there, as before a list's number.
fn word_ahead(ahead: &str) -> Option<&str> {
    let word = word_before(ahead, ahead.len());
    let touches = ahead.ends_with(word);
    let letters = word.chars().any(is_arabic_letter);
    (letters && (!touches || word == "و")).then_some(word)
}

/// Whether nothing else stands on a number's line, or an ending era (`2015م`).
fn ends_a_line(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['م', 'ء']);
    let rest = rest.trim_start_matches([' ', '\u{00A0}', '»', '”', '"', ')']);
    rest.is_empty() || rest.starts_with(['\n', '\r'])
}
