//! Counted nouns and number words whose form does not go with their number (العدد والمعدود).
//!
//! Judged is only what no reading of the sentence makes right; the case that a verb or a
//! preposition asks for is not looked at.

use std::cell::OnceCell;

use crate::check::{
    Check, CheckDef, Context, OptionError, OptionKind, OptionSpec, RuleInstance, Sink,
};
use crate::finding::Applicability::{self, Ask, Safe};
use crate::lang::counted::{NounClass, NounForm};
use crate::lang::fold;
use crate::mention::{Count, Counted, Next};
use crate::span::TextRange;

/// The check.
pub static DEF: CheckDef = CheckDef {
    name: "numeral-noun-form",
    options: &[OptionSpec {
        name: "strict",
        kind: OptionKind::Flag,
    }],
    compile,
    example: None,
};

struct NounFormCheck {
    /// Each rule, and whether it judges 103 to 110, 203 to 210 and so on as 3 to 10.
    rules: Vec<(RuleInstance, bool)>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    let strict = |rule: &RuleInstance| rule.options.flag("strict");
    Ok(Box::new(NounFormCheck {
        rules: rules
            .iter()
            .map(|rule| (rule.clone(), strict(rule)))
            .collect(),
    }))
}

impl Check for NounFormCheck {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let tanwin = OnceCell::new();
        for (rule, strict) in &self.rules {
            for counted in &context.mentions.counted {
                if !context.applies(rule, counted.block) {
                    continue;
                }
                let judge = Judge {
                    context,
                    counted,
                    tanwin: &tanwin,
                };
                let Some(fault) = judge.fault(*strict) else {
                    continue;
                };
                let mut report = sink
                    .report(rule, counted.range, fault.message)
                    .arg("number", context.slice(counted.number))
                    .arg("found", context.slice(counted.range))
                    .arg("fixed", fault.fixed(context, counted.range));
                if fault.hint {
                    report = report.hint();
                }
                if let Some(applicability) = fault.applicability {
                    let edits: Vec<_> = fault
                        .edits
                        .iter()
                        .map(|(at, text)| (*at, text.as_str()))
                        .collect();
                    report.fix(applicability, "replace", &edits);
                }
            }
        }
    }
}

/// What is wrong with a counted noun.
struct Fault {
    /// Key of the rule's words.
    message: &'static str,
    /// What makes the form right, in the order of the text.
    edits: Vec<(TextRange, String)>,
    /// Who may do it; `None` where more than this might have to change.
    applicability: Option<Applicability>,
    hint: bool,
}

impl Fault {
    fn new(message: &'static str, edits: Vec<(TextRange, String)>) -> Self {
        Self {
            message,
            edits,
            applicability: None,
            hint: false,
        }
    }

    fn fix(self, applicability: impl Into<Option<Applicability>>) -> Self {
        Self {
            applicability: applicability.into(),
            ..self
        }
    }

    fn hint(self) -> Self {
        Self { hint: true, ..self }
    }

    /// The counted noun after the edits, with those behind it.
    fn fixed(&self, context: &Context<'_>, range: TextRange) -> String {
        let mut out = String::new();
        let mut at = range.start();
        for (place, text) in &self.edits {
            out.push_str(context.slice(TextRange::new(at, place.start())));
            out.push_str(text);
            at = place.end();
        }
        if at < range.end() {
            out.push_str(context.slice(TextRange::new(at, range.end())));
        }
        out
    }
}

/// How the alif of the accusative is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Tanwin {
    /// `شخصًا`
    BeforeAlif,
    /// `شخصاً`
    OnAlif,
    /// `شخصا`
    None,
}

impl Tanwin {
    /// The way of most places in an article.
    fn of(text: &str) -> Self {
        let count = |ending: &str| memchr::memmem::find_iter(text.as_bytes(), ending).count();
        let (before, on) = (count("ًا"), count("اً"));
        match before.max(on) {
            0 => Self::None,
            most if most == before => Self::BeforeAlif,
            _ => Self::OnAlif,
        }
    }

    fn ending(self) -> &'static str {
        match self {
            Self::BeforeAlif => "ًا",
            Self::OnAlif => "اً",
            Self::None => "ا",
        }
    }
}

struct Judge<'a, 'c> {
    context: &'a Context<'c>,
    counted: &'a Counted,
    tanwin: &'a OnceCell<Tanwin>,
}

impl Judge<'_, '_> {
    fn fault(&self, strict: bool) -> Option<Fault> {
        let noun = self.counted.noun;
        match self.counted.count {
            Count::Figures(value) => {
                // `عام` is the year and an adjective: before a mark (`7 عام،`) it is the year, and its
                // plural always is.
                let year = noun.class == NounClass::Time
                    && (self.counted.form == NounForm::Plural
                        || matches!(self.counted.next, Next::Mark));
                if noun.ambiguous && !year {
                    return None;
                }
                let rest = value % 100;
                match self.counted.form {
                    NounForm::Plural if noun.class == NounClass::Scale && self.doubled(value) => {
                        Some(Fault::new("scale", Vec::new()))
                    }
                    NounForm::Singular | NounForm::Accusative
                        if (3..=10).contains(&if strict { rest } else { value }) =>
                    {
                        self.few()
                    }
                    NounForm::Accusative if rest == 0 => Some(self.after_hundred()),
                    NounForm::Plural if noun.like_dual => None,
                    NounForm::Plural if rest == 0 => Some(self.after_hundred()),
                    NounForm::Plural if (11..=99).contains(&value) => {
                        Some(self.plural_after_many())
                    }
                    NounForm::Singular if rest > 10 && noun.accusative => self.without_alif(),
                    _ => None,
                }
            }
            Count::Word { word, joined } => (!noun.either_gender
                && self.counted.form == NounForm::Plural
                && word.for_feminine != noun.feminine)
                .then(|| {
                    let number = self.counted.number;
                    // A number that is said again behind its noun is verse.
                    let again = matches!(self.counted.next, Next::Word(next)
                        if self.context.slice(next) == self.context.slice(number));
                    let edits = vec![(number, word.other.to_owned())];
                    Fault::new("gender", edits).fix(if joined || again { Ask } else { Safe })
                }),
            Count::Teen {
                unit,
                unit_range,
                ten_for_feminine,
                ten_range,
            } => {
                let feminine = noun.feminine;
                let right = unit.for_feminine == feminine && ten_for_feminine == feminine;
                if right || noun.either_gender || self.counted.form == NounForm::Plural {
                    return None;
                }
                let mut edits = Vec::new();
                if unit.for_feminine != feminine {
                    edits.push((unit_range, unit.other.to_owned()));
                }
                if ten_for_feminine != feminine {
                    let ten = if feminine { "عشرة" } else { "عشر" };
                    edits.push((ten_range, ten.to_owned()));
                }
                Some(Fault::new("gender-teens", edits).fix(Safe))
            }
            Count::Dual(before_noun) => {
                // `من مليونين عام 2005` and `من ألفين يوم الأحد` count nothing.
                let time = noun.class == NounClass::Time
                    && !matches!(self.counted.next, Next::Mark | Next::Function(_));
                (self.counted.form == NounForm::Singular && !noun.ambiguous && !time).then(|| {
                    let edits = vec![(self.counted.number, before_noun.to_owned())];
                    Fault::new("dual", edits).fix(Safe)
                })
            }
        }
    }

    /// Whether the number holds the scale already: `5000 آلاف`.
    fn doubled(&self, value: u64) -> bool {
        let thousand = fold::same(self.counted.noun.singular, "ألف");
        value.is_multiple_of(100) && value >= if thousand { 1000 } else { 1_000_000 }
    }

    /// The singular after 3 to 10.
    fn few(&self) -> Option<Fault> {
        let noun = self.counted.noun;
        // `3 مئة` is ثلاث مئة, which stays singular.
        if noun.class == NounClass::Scale && noun.feminine {
            return None;
        }
        let mut edits = vec![(self.counted.word, (*noun.plurals.first()?).to_owned())];
        let mut settled = self.settled() || noun.class == NounClass::Scale;
        if let Next::Word(word) = self.counted.next {
            let adjective = self.context.slice(word);
            if !settled && ["مربع", "مكعب"].contains(&adjective) {
                edits.push((word, format!("{adjective}ة")));
                settled = true;
            }
        }
        Some(Fault::new("message", edits).fix(settled.then_some(Safe)))
    }

    /// The accusative or a plural after hundreds. An adjective of area or volume changes with it.
    fn after_hundred(&self) -> Fault {
        let mut edits = vec![(self.counted.word, self.counted.noun.singular.to_owned())];
        let mut settled = self.settled();
        if let Next::Word(word) = self.counted.next {
            let text = self.context.slice(word);
            let adjective = ["مربع", "مكعب"].into_iter().find(|bare| {
                fold::strip_prefix(text, bare).is_some_and(|end| fold::same(&text[end..], "ا"))
            });
            if let Some(adjective) = adjective {
                edits.push((word, adjective.to_owned()));
                settled = true;
            }
        }
        Fault::new("hundred", edits).fix(settled.then_some(Safe))
    }

    /// Whether no adjective or noun that is tied to the counted one can follow it.
    fn settled(&self) -> bool {
        matches!(
            self.counted.next,
            Next::Mark | Next::Function(_) | Next::Number
        )
    }

    fn plural_after_many(&self) -> Fault {
        let noun = self.counted.noun;
        // A scale before what is counted has no alif: `15 ألف دولار`.
        let counts_on =
            noun.class == NounClass::Scale && matches!(self.counted.next, Next::Word(_));
        let right = if counts_on {
            noun.singular.to_owned()
        } else {
            self.accusative()
        };
        let edits = vec![(self.counted.word, right)];
        let applicability = match (
            noun.feminine && noun.class != NounClass::Person,
            self.settled(),
        ) {
            (true, true) => Some(Safe),
            (true, false) | (false, true) => Some(Ask),
            (false, false) => None,
        };
        Fault::new("many", edits).fix(applicability)
    }

    /// The bare singular after 11 to 99, where no noun that it could be tied to follows.
    fn without_alif(&self) -> Option<Fault> {
        let noun = self.counted.noun;
        let scale = noun.class == NounClass::Scale;
        if scale || !matches!(self.counted.next, Next::Mark | Next::Function(_)) {
            return None;
        }
        let edits = vec![(self.counted.word, self.accusative())];
        Some(Fault::new("many-bare", edits).fix(Ask).hint())
    }

    /// The accusative singular, as the article writes its tanwin.
    fn accusative(&self) -> String {
        let noun = self.counted.noun;
        if !noun.accusative {
            return noun.singular.to_owned();
        }
        let text = self.context.article.text.as_str();
        let tanwin = self.tanwin.get_or_init(|| Tanwin::of(text));
        format!("{}{}", noun.singular, tanwin.ending())
    }
}
