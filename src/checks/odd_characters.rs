//! Characters that do not belong where they stand: look-alike letters, fixed shapes, filler, invisible
//! and direction controls, marks without a letter, damage. A rule names the kinds that it reports.

use crate::check::{
    Check, CheckDef, Context, OptionError, OptionKind, OptionSpec, RuleInstance, Sink,
};
use crate::finding::{Applicability, Args, Level};
use crate::lang::Language;
use crate::mention::{OddCharacter, OddKind};
use crate::span::TextRange;

/// The check.
pub static DEF: CheckDef = CheckDef {
    name: "odd-characters",
    options: &[OptionSpec {
        name: "kinds",
        kind: OptionKind::SomeOf(OddKind::NAMES),
    }],
    compile,
    example: None,
};

/// From this number of findings of one rule in an article on they are shown together: text that was
/// pasted or typed on another keyboard is one matter.
const MANY: usize = 4;

struct OddCharacters {
    rules: Vec<RuleInstance>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    Ok(Box::new(OddCharacters {
        rules: rules.to_vec(),
    }))
}

impl Check for OddCharacters {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let characters = &context.mentions.characters;
        if characters.is_empty() {
            return;
        }
        for rule in &self.rules {
            let kinds = rule.options.texts("kinds");
            let wanted = |odd: &&OddCharacter| {
                kinds.iter().any(|kind| kind == odd.kind.name()) && context.applies(rule, odd.block)
            };
            let many = characters.iter().filter(wanted).count() >= MANY;
            for odd in characters.iter().filter(wanted) {
                report(context, sink, rule, odd, many);
            }
        }
    }
}

/// The highest level of a kind: a control that closes nothing has no effect, nor has a character
/// without width beside a word; a whole keyboard, a sign for degrees, and a font of the page's own
/// may be meant.
fn highest(kind: OddKind) -> Level {
    match kind {
        OddKind::OldKeyboard | OddKind::Beside | OddKind::OnOther | OddKind::PrivateUse => {
            Level::Hint
        }
        OddKind::Unopened => Level::Warning,
        _ => Level::Error,
    }
}

fn report(
    context: &Context<'_>,
    sink: &mut Sink<'_>,
    rule: &RuleInstance,
    odd: &OddCharacter,
    many: bool,
) {
    let closer = match odd.c {
        '\u{2066}'..='\u{2068}' => '\u{2069}',
        _ => '\u{202C}',
    };
    let (id, fixed) = match &odd.repair {
        Some(repair) => {
            let start = repair.range.start().min(odd.range.start());
            let end = repair.range.end().max(odd.range.end());
            let before = context.slice(TextRange::new(start, repair.range.start()));
            let after = context.slice(TextRange::new(repair.range.end(), end));
            (odd.kind.name(), format!("{before}{}{after}", repair.text))
        }
        None => (undecided(odd.kind), String::new()),
    };
    let mut report = sink
        .report(rule, odd.range, id)
        .arg("found", odd.c)
        .arg("word", context.slice(odd.range))
        .arg("cp", code_point(odd.c))
        .arg("closer", code_point(closer))
        .arg("fixed", fixed)
        .at_most(highest(odd.kind));
    // Text that runs right to left looks the same inside one more level of it.
    let language = context.article.block(odd.block).lang.language;
    if odd.kind == OddKind::Unclosed
        && matches!(odd.c, '\u{202B}' | '\u{2067}')
        && (language.arabic_script() || language == Language::He)
    {
        report = report.at_most(Level::Warning);
    }
    if many {
        report = report.grouped();
    }
    if let Some(partner) = odd.partner {
        report = report.label(partner, "closer", Args::new());
    }
    if let Some(repair) = &odd.repair {
        let applicability = if repair.certain {
            Applicability::Safe
        } else {
            Applicability::Ask
        };
        let mut edits = vec![(repair.range, repair.text.as_str())];
        edits.extend(odd.partner.map(|partner| (partner, "")));
        report.fix(applicability, "replace", &edits);
    }
}

fn code_point(c: char) -> String {
    format!("U+{:04X}", c as u32)
}

/// The message where it is not known what was meant.
fn undecided(kind: OddKind) -> &'static str {
    match kind {
        OddKind::LookAlike => "look-alike-open",
        OddKind::MixedScript => "mixed-script-open",
        OddKind::PresentationForm => "presentation-form-open",
        OddKind::InNumber => "in-number-open",
        OddKind::Detached => "detached-open",
        OddKind::TanwinInside => "tanwin-inside-open",
        OddKind::Control => "control-open",
        kind => kind.name(),
    }
}
