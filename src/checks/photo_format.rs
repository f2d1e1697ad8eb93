//! Credits that are malformed, or not in the house form.

use std::collections::HashSet;

use crate::article::{BlockIndex, CreditPlace};
use crate::check::{
    Check, CheckDef, Context, ExampleDef, ExampleOption, OptionError, OptionKind, OptionSpec,
    OptionValue, RuleInstance, Sink, Tally,
};
use crate::finding::Applicability;
use crate::lang::Language;
use crate::lang::fold::same_letters;
use crate::mention::{Credit, CreditFault, CreditShape, parse_credit};
use crate::practice::{Chosen, Convention, Observed, Practice};
use crate::span::TextRange;

const SHAPES: &[&str] = &{
    let mut ids = [""; CreditShape::ALL.len()];
    let mut i = 0;
    while i < ids.len() {
        ids[i] = CreditShape::ALL[i].id();
        i += 1;
    }
    ids
};

/// Reports credits that are wrong in themselves: empty, with one bracket, with `(C)`, without a
/// photographer or an agency beside the slash, without a source. Where a house form is set, also
/// those that are not in it; else those that differ from the article's others, or from the other
/// credit of the same photo.
pub static DEF: CheckDef = CheckDef {
    name: "photo-format",
    options: &[
        OptionSpec {
            name: "shape",
            kind: OptionKind::OneOf(SHAPES),
        },
        OptionSpec {
            name: "also",
            kind: OptionKind::SomeOf(SHAPES),
        },
        OptionSpec {
            name: "brackets",
            kind: OptionKind::Flag,
        },
        OptionSpec {
            name: "slash",
            kind: OptionKind::OneOf(&["tight", "spaced"]),
        },
        OptionSpec {
            name: "parts",
            kind: OptionKind::SomeOf(&["photographer", "agency"]),
        },
    ],
    compile,
    example: Some(ExampleDef {
        key: "credit",
        read: read_example,
    }),
};

/// How the credits of an article are written.
pub static PRACTICE: Practice = Practice {
    key: Some("credit"),
    conventions: &[&SHAPE, &BRACKETS, &PARTS, &SLASH],
    observe,
    example: Some(write_example),
    settle: |_| {},
    holds_for: |_, _| true,
};

static SHAPE: Convention = Convention {
    rule: RULE,
    option: "shape",
    ways: SHAPES,
    others: &["bare"],
    sample: |way, language| {
        let shape = CreditShape::ALL.into_iter().find(|shape| shape.id() == way);
        House::default().sample(shape.unwrap_or(CreditShape::Bare), language.arabic_script())
    },
};

static BRACKETS: Convention = Convention {
    rule: RULE,
    option: "brackets",
    ways: &["true", "false"],
    others: &[],
    sample: |way, _| if way == "true" { "(…)" } else { "…" }.to_owned(),
};

/// Ways of [`PARTS`]: the option's values, joined.
const BOTH: &str = "photographer+agency";

static PARTS: Convention = Convention {
    rule: RULE,
    option: "parts",
    ways: &[BOTH, "photographer", "agency"],
    others: &[],
    sample: |way, language| {
        let [name, agency] = placeholders(language.arabic_script());
        match way {
            BOTH => format!("{name}/{agency}"),
            "agency" => agency.to_owned(),
            _ => name.to_owned(),
        }
    },
};

static SLASH: Convention = Convention {
    rule: RULE,
    option: "slash",
    ways: &["tight", "spaced"],
    others: &[],
    sample: |way, language| {
        let [name, agency] = placeholders(language.arabic_script());
        let slash = if way == "spaced" { " / " } else { "/" };
        format!("{name}{slash}{agency}")
    },
};

fn observe(context: &Context<'_>, observed: &mut Observed) {
    if context.mentions.credits.is_empty() {
        return;
    }
    let data = data_blocks(context);
    for credit in context.mentions.credits.iter().filter(is_sound) {
        let language = context.article.block(credit.block).lang.language;
        if !data.contains(&credit.block) {
            observed.add(&SHAPE, language, &[credit.shape.id()]);
            let brackets = if credit.brackets { "true" } else { "false" };
            observed.add(&BRACKETS, language, &[brackets]);
        }
        let agency = credit.agency.is_some() || credit.provider.is_some();
        match (credit.name.is_some(), agency) {
            (true, true) => observed.add(&PARTS, language, &[BOTH]),
            (true, false) => observed.add(&PARTS, language, &["photographer"]),
            (false, true) => observed.add(&PARTS, language, &["agency"]),
            (false, false) => {}
        }
        if let Some(spaced) = slash(context.article.text.as_str(), credit) {
            observed.add(&SLASH, language, &[if spaced { "spaced" } else { "tight" }]);
        }
    }
}

/// The opposite of [`read_example`].
fn write_example(chosen: &Chosen, language: Language) -> Option<String> {
    let of = |convention: &Convention| chosen.get(convention.rule, convention.option);
    let shape = of(&SHAPE)?;
    let shape = CreditShape::ALL
        .into_iter()
        .find(|known| known.id() == shape)?;
    let house = House {
        brackets: of(&BRACKETS).map(|way| way == "true"),
        spaced: of(&SLASH).map(|way| way == "spaced"),
        ..House::default()
    };
    let arabic = language.arabic_script();
    let (both, [name, agency]) = (house.sample(shape, arabic), placeholders(arabic));
    let slash = if house.spaced == Some(true) {
        " / "
    } else {
        "/"
    };
    Some(match of(&PARTS)? {
        "photographer" => both.replace(&format!("{slash}{agency}"), ""),
        "agency" => both.replace(&format!("{name}{slash}"), ""),
        _ => both,
    })
}

/// What stands for a photographer and an agency in examples.
fn placeholders(arabic: bool) -> [&'static str; 2] {
    if arabic {
        ["الاسم", "الوكالة"]
    } else {
        ["Name", "Agency"]
    }
}

/// Whether a credit has a form that can be judged.
fn is_sound(credit: &&Credit) -> bool {
    (credit.faults.iter()).all(|fault| *fault == CreditFault::LetterC)
}

/// The rule that takes what the example says.
const RULE: &str = "photo-credit/format";

fn read_example(example: &str) -> Result<Vec<ExampleOption>, String> {
    let credit = parse_credit(example)
        .ok_or_else(|| format!("`{example}` is no photo credit that tarqim can read; write one such as `(© Name/Agency)`"))?;
    if let Some(fault) = credit.faults.first() {
        let why = match fault {
            CreditFault::Empty => "names nobody",
            CreditFault::NotClosed => "has one bracket of a pair",
            CreditFault::LetterC => "has `(C)` in place of `©`",
            CreditFault::NoPhotographer => "has no photographer before the slash",
            CreditFault::NoAgency => "has no agency after the slash",
            CreditFault::NoSource => "names no source",
        };
        return Err(format!("the photo credit `{example}` {why}"));
    }
    let mut parts = Vec::new();
    if credit.name.is_some() {
        parts.push("photographer".to_owned());
    }
    if credit.agency.is_some() {
        parts.push("agency".to_owned());
    }
    let mut options = vec![
        (
            RULE,
            "shape",
            OptionValue::Text(credit.shape.id().to_owned()),
        ),
        (RULE, "brackets", OptionValue::Flag(credit.brackets)),
        (RULE, "parts", OptionValue::Texts(parts)),
    ];
    if let Some(spaced) = slash(example, &credit) {
        let slash = if spaced { "spaced" } else { "tight" };
        options.push((RULE, "slash", OptionValue::Text(slash.to_owned())));
    }
    Ok(options)
}

struct Form {
    rules: Vec<RuleInstance>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    Ok(Box::new(Form {
        rules: rules.to_vec(),
    }))
}

impl Check for Form {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        if context.mentions.credits.is_empty() {
            return;
        }
        let data = data_blocks(context);
        for rule in &self.rules {
            let house = House::of(rule);
            for credit in &context.mentions.credits {
                if !context.applies(rule, credit.block) {
                    continue;
                }
                report_faults(rule, house.is_some(), credit, context, sink);
                if let (Some(house), true) = (&house, is_sound(&credit)) {
                    house.judge(rule, credit, data.contains(&credit.block), context, sink);
                }
            }
            if house.is_none() {
                let printed = |credit: &&Credit| {
                    undressed(credit.shape) == CreditShape::Copyright
                        && credit.faults.is_empty()
                        && !data.contains(&credit.block)
                        && context.applies(rule, credit.block)
                };
                compare(rule, printed, context, sink);
            }
        }
    }
}

/// Blocks that hold a credit as data, which the page's template dresses: fields, and attributes with
/// a bare name and agency. A title's credit is printed as it stands.
fn data_blocks(context: &Context<'_>) -> HashSet<BlockIndex> {
    let candidates = context
        .article
        .photos
        .iter()
        .flat_map(|photo| &photo.candidates);
    let bare = |credit: &Credit| {
        use CreditShape::{AgencyBracket, Bare, NameVia};
        matches!(credit.shape, Bare | NameVia | AgencyBracket) && !credit.brackets
    };
    candidates
        .filter(|candidate| match candidate.place {
            CreditPlace::Field | CreditPlace::Notice => true,
            CreditPlace::Attribute => context
                .mentions
                .credit_in(candidate.block)
                .is_some_and(bare),
            _ => false,
        })
        .map(|candidate| candidate.block)
        .collect()
}

fn report_faults(
    rule: &RuleInstance,
    house: bool,
    credit: &Credit,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) {
    let found = context.slice(credit.range);
    for fault in &credit.faults {
        let (id, certain) = match fault {
            CreditFault::Empty => ("empty", true),
            CreditFault::NotClosed => ("not-closed", true),
            CreditFault::LetterC => ("letter-c", house),
            CreditFault::NoPhotographer => ("no-photographer", house),
            CreditFault::NoAgency => ("no-agency", house),
            CreditFault::NoSource => ("no-source", house),
        };
        let mut report = sink.report(rule, credit.range, id).arg("found", found);
        if !certain {
            report = report.hint();
        }
        match fault {
            CreditFault::NotClosed => {
                let (at, bracket, fixed) = missing_bracket(found);
                let at = TextRange::at(credit.range.start() + at);
                report
                    .arg("fixed", fixed)
                    .fix(Applicability::Ask, "replace", &[(at, bracket)]);
            }
            CreditFault::LetterC => {
                let letter = ["(C)", "(c)"]
                    .iter()
                    .filter_map(|sign| found.find(sign))
                    .min();
                let Some(at) = letter else { continue };
                let fixed = format!("{}©{}", &found[..at], &found[at + 3..]);
                let start = credit.range.start() + at;
                let range = TextRange::new(start, start + 3);
                report
                    .arg("fixed", fixed)
                    .fix(Applicability::Ask, "replace", &[(range, "©")]);
            }
            _ => {}
        }
    }
}

/// Where the bracket is missing, which it is, and the credit with it.
fn missing_bracket(found: &str) -> (usize, &'static str, String) {
    if found.starts_with('(') {
        (found.len(), ")", format!("{found})"))
    } else if found.starts_with('[') {
        (found.len(), "]", format!("{found}]"))
    } else if found.ends_with(']') {
        (0, "[", format!("[{found}"))
    } else {
        (0, "(", format!("({found}"))
    }
}

/// What stands between photographer and agency.
fn between<'a>(text: &'a str, credit: &Credit) -> Option<&'a str> {
    let agency = credit.provider.or(credit.agency)?;
    let name = credit.name?;
    let between = if name.end <= agency.start {
        name.end()..agency.start()
    } else {
        agency.end()..name.start()
    };
    text.get(between)
}

/// Whether a slash stands between photographer and agency, and no other mark; `None` where a word
/// joins them.
fn joined_by_slash(context: &Context<'_>, credit: &Credit) -> Option<bool> {
    match between(context.article.text.as_str(), credit)?.trim() {
        "/" => Some(true),
        "|" | "," | "،" | "-" | "–" | "—" => Some(false),
        _ => None,
    }
}

/// Whether the slash between photographer and agency has blanks round it; `None` without a slash.
fn slash(text: &str, credit: &Credit) -> Option<bool> {
    let between = between(text, credit)?;
    let joint = between.trim();
    (joint == "/").then_some(joint.len() < between.len())
}

/// A side in which the credits of one article are compared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// Blanks round the slash.
    Spacing,
    Brackets,
    /// An agency beside the photographer.
    Agency,
    /// The slash between the two.
    Joint,
}

impl Way {
    const ALL: [Self; 4] = [Self::Spacing, Self::Brackets, Self::Agency, Self::Joint];

    /// Whether a credit has it; `None` where it says nothing of it.
    fn of(self, context: &Context<'_>, credit: &Credit) -> Option<bool> {
        match self {
            Self::Spacing => slash(context.article.text.as_str(), credit),
            Self::Brackets => Some(credit.brackets),
            Self::Agency => credit
                .name
                .map(|_| credit.agency.is_some() || credit.provider.is_some()),
            Self::Joint => joined_by_slash(context, credit),
        }
    }

    /// Whether a credit that lacks what most have is the only fault: an agency alone is right, and
    /// where most have another mark, one slash is no slip.
    fn must_be_there(self) -> bool {
        matches!(self, Self::Agency | Self::Joint)
    }
}

/// Reports, as hints, the credits that are written in another way than most of the article's, and
/// then those that differ from the other credit of the same photo.
fn compare(
    rule: &RuleInstance,
    printed: impl Fn(&&Credit) -> bool,
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) {
    let credits: Vec<&Credit> = context.mentions.credits.iter().filter(&printed).collect();
    let mut told: Vec<TextRange> = Vec::new();
    for way in Way::ALL {
        let mut tally = Tally::default();
        for (place, credit) in credits.iter().enumerate() {
            if let Some(done) = way.of(context, credit) {
                tally.add(done, place);
            }
        }
        let Some((&most, places, majority)) = tally
            .majority()
            .filter(|(most, ..)| (!way.must_be_there() || **most) && credits.len() > 2)
        else {
            continue;
        };
        let sample = credits[places[0]];
        let house = House {
            brackets: Some(most).filter(|_| way == Way::Brackets),
            spaced: match way {
                Way::Spacing => Some(most),
                Way::Joint => Way::Spacing.of(context, sample),
                Way::Brackets | Way::Agency => None,
            },
            ..House::default()
        };
        for credit in credits
            .iter()
            .filter(|credit| way.of(context, credit) == Some(!most))
        {
            if told.contains(&credit.range) {
                continue;
            }
            told.push(credit.range);
            let shape = match way {
                Way::Brackets => sample.shape,
                _ => credit.shape,
            };
            let fixed = house.fixed(credit, shape, context);
            let expected = fixed
                .clone()
                .unwrap_or_else(|| context.slice(sample.range).to_owned());
            let report = sink
                .report(rule, credit.range, "mixed")
                .arg("found", context.slice(credit.range))
                .arg("majority", context.slice(sample.range))
                .arg("n", places.len().to_string())
                .arg("expected", expected)
                .majority(majority)
                .hint();
            if let Some(fixed) = fixed {
                report.fix(Applicability::Ask, "replace", &[(credit.range, &fixed)]);
            }
        }
    }
    for (first, second) in context.mentions.twin_credits() {
        if printed(&first) && printed(&second) {
            compare_twins(rule, first, second, &told, context, sink);
        }
    }
}

/// Compares two credits of one photo that name the same photographer.
fn compare_twins(
    rule: &RuleInstance,
    first: &Credit,
    second: &Credit,
    told: &[TextRange],
    context: &Context<'_>,
    sink: &mut Sink<'_>,
) {
    let (Some(a), Some(b)) = (first.name, second.name) else {
        return;
    };
    let agency_first = |credit: &Credit| {
        credit
            .agency
            .is_some_and(|agency| Some(agency) < credit.name)
    };
    let differ = agency_first(first) != agency_first(second)
        || [Way::Spacing, Way::Agency]
            .iter()
            .any(|way| way.of(context, first) != way.of(context, second));
    if !differ
        || !same_letters(context.slice(a), context.slice(b))
        || [first, second]
            .iter()
            .any(|credit| told.contains(&credit.range))
    {
        return;
    }
    let (poor, rich) = match first.agency {
        None => (first, second),
        Some(_) => (second, first),
    };
    let fixed = context.slice(rich.range);
    sink.report(rule, poor.range, "twin")
        .arg("found", context.slice(poor.range))
        .arg("majority", fixed)
        .arg("fixed", fixed)
        .hint()
        .label(rich.range, "other", Vec::new())
        .fix(Applicability::Ask, "replace", &[(poor.range, fixed)]);
}

/// The house form of a credit.
#[derive(Default)]
struct House<'r> {
    shape: Option<CreditShape>,
    also: &'r [String],
    brackets: Option<bool>,
    spaced: Option<bool>,
    photographer: bool,
    agency: bool,
}

impl<'r> House<'r> {
    /// `None` where the rule sets none.
    fn of(rule: &'r RuleInstance) -> Option<Self> {
        let options = &rule.options;
        let id = options.text("shape");
        let parts = options.texts("parts");
        let house = Self {
            shape: CreditShape::ALL
                .into_iter()
                .find(|shape| Some(shape.id()) == id),
            also: options.texts("also"),
            brackets: match options.get("brackets") {
                Some(OptionValue::Flag(flag)) => Some(*flag),
                _ => None,
            },
            spaced: options.text("slash").map(|slash| slash == "spaced"),
            photographer: parts.iter().any(|part| part == "photographer"),
            agency: parts.iter().any(|part| part == "agency"),
        };
        let any = house.shape.is_some()
            || house.brackets.is_some()
            || house.spaced.is_some()
            || house.photographer
            || house.agency;
        any.then_some(house)
    }

    fn judge(
        &self,
        rule: &RuleInstance,
        credit: &Credit,
        data: bool,
        context: &Context<'_>,
        sink: &mut Sink<'_>,
    ) {
        if self.also.iter().any(|id| id == credit.shape.id()) {
            return;
        }
        let found = context.slice(credit.range);
        let spaced = slash(context.article.text.as_str(), credit);
        let wrong_slash = self.spaced.is_some() && spaced.is_some() && self.spaced != spaced;
        let wrong_brackets = self
            .brackets
            .is_some_and(|wanted| wanted != credit.brackets);
        let id = if !data
            && self
                .shape
                .is_some_and(|shape| undressed(shape) != undressed(credit.shape))
        {
            "message"
        } else if !data && (wrong_brackets || self.shape.is_some_and(|shape| shape != credit.shape))
        {
            "brackets"
        } else if wrong_slash {
            "slash"
        } else if self.photographer && credit.name.is_none() {
            "photographer"
        } else if self.agency && credit.agency.is_none() && credit.provider.is_none() {
            "agency"
        } else {
            return;
        };
        let fixed = if data {
            None
        } else {
            self.fixed(credit, self.shape.unwrap_or(credit.shape), context)
        };
        let lang = context.article.block(credit.block).lang;
        let expected = match &fixed {
            Some(fixed) => fixed.clone(),
            None => self.sample(credit.shape, lang.language.arabic_script()),
        };
        let report = sink
            .report(rule, credit.range, id)
            .arg("found", found)
            .arg("expected", expected);
        if let Some(fixed) = fixed.filter(|fixed| fixed != found) {
            // Another shape says who made the picture in other words: that needs a look.
            let applicability = if id == "message" {
                Applicability::Ask
            } else {
                Applicability::Safe
            };
            report.arg("fixed", fixed.as_str()).fix(
                applicability,
                "replace",
                &[(credit.range, &fixed)],
            );
        }
    }

    /// The credit in the house form and in a shape, where it has a photographer and an agency and says
    /// nothing else that would be lost.
    fn fixed(&self, credit: &Credit, shape: CreditShape, context: &Context<'_>) -> Option<String> {
        let (name, agency) = (credit.name?, credit.agency?);
        if credit.provider.is_some() || undressed(shape) != CreditShape::Copyright {
            return None;
        }
        let says = |start, end| {
            context
                .slice(TextRange { start, end })
                .contains(char::is_alphanumeric)
        };
        let (first, last) = if name < agency {
            (name, agency)
        } else {
            (agency, name)
        };
        let labelled = matches!(
            credit.shape,
            CreditShape::PhotoBy | CreditShape::PhotographyLabel
        ) || credit.has(CreditFault::LetterC);
        let more = says(last.end, credit.range.end)
            || says(first.end, last.start)
            || says(credit.range.start, first.start) && !labelled;
        (!more).then(|| self.dress(shape, context.slice(name), context.slice(agency)))
    }

    fn dress(&self, shape: CreditShape, name: &str, agency: &str) -> String {
        let slash = if self.spaced == Some(true) {
            " / "
        } else {
            "/"
        };
        let brackets = match shape {
            CreditShape::ParenthesisedCopyright | CreditShape::AgencyBracket => true,
            CreditShape::Copyright => false,
            _ => self.brackets.unwrap_or(false),
        };
        let words = match shape {
            CreditShape::ParenthesisedCopyright | CreditShape::Copyright => {
                format!("© {name}{slash}{agency}")
            }
            CreditShape::PhotoBy => format!("Photo by {name}{slash}{agency}"),
            CreditShape::NameVia | CreditShape::Bare => format!("{name}{slash}{agency}"),
            CreditShape::ApPhoto => format!("AP Photo{slash}{name}"),
            CreditShape::Reuters => format!("REUTERS{slash}{name}"),
            CreditShape::Government => format!("{agency}{slash}{name}"),
            CreditShape::Courtesy => format!("Courtesy of {name}"),
            CreditShape::HandoutOrFile => format!("Handout via {agency}"),
            CreditShape::Licence => format!("{name}, CC BY 4.0"),
            CreditShape::PhotographyLabel => format!("تصوير: {name}{slash}{agency}"),
            CreditShape::SourceLabel => format!("المصدر: {agency}"),
            CreditShape::AgencyBracket => agency.to_owned(),
        };
        if brackets {
            format!("({words})")
        } else {
            words
        }
    }

    fn sample(&self, of: CreditShape, arabic: bool) -> String {
        let [name, agency] = placeholders(arabic);
        self.dress(self.shape.unwrap_or(of), name, agency)
    }
}

/// The shape without its brackets.
fn undressed(shape: CreditShape) -> CreditShape {
    match shape {
        CreditShape::ParenthesisedCopyright => CreditShape::Copyright,
        shape => shape,
    }
}
