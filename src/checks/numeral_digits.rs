//! Two systems of digits in one article, or digits of another system than the house's.

use crate::article::BlockGroup;
use crate::check::{
    Check, CheckDef, Context, ExampleDef, ExampleOption, Majority, OptionError, OptionKind,
    OptionSpec, OptionValue, RuleInstance, Sink, Tally,
};
use crate::finding::Applicability;
use crate::lang::Language;
use crate::lang::chars::{is_arabic_letter, is_bidi_control, is_space};
use crate::lang::digits::{DigitSystem, convert, digit};
use crate::mention::{Number, NumberRole};
use crate::span::TextRange;

/// The check.
pub static DEF: CheckDef = CheckDef {
    name: "numeral-digits",
    options: &[OptionSpec {
        name: "system",
        kind: OptionKind::OneOf(&["latn", "arab", "arabext"]),
    }],
    compile,
    example: Some(ExampleDef {
        key: "digits",
        read: read_example,
    }),
};

struct NumeralDigits {
    /// Each rule, and the house's system where one is set.
    rules: Vec<(RuleInstance, Option<DigitSystem>)>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    let system = |rule: &RuleInstance| {
        let id = rule.options.text("system")?;
        DigitSystem::ALL
            .into_iter()
            .find(|system| system.id() == id)
    };
    let rules = rules
        .iter()
        .map(|rule| (rule.clone(), system(rule)))
        .collect();
    Ok(Box::new(NumeralDigits { rules }))
}

fn read_example(example: &str) -> Result<Vec<ExampleOption>, String> {
    let mut systems = example.chars().filter_map(digit).map(|(system, _)| system);
    let Some(system) = systems.next() else {
        return Err("an example of digits is a number, such as `123` or `١٢٣`".to_owned());
    };
    if let Some(other) = systems.find(|other| *other != system) {
        return Err(format!(
            "`{example}` holds two kinds of digits, {} and {}",
            system.sample(),
            other.sample()
        ));
    }
    if system == DigitSystem::FullWide {
        return Err(format!(
            "digits such as {} are no house style",
            system.sample()
        ));
    }
    let value = OptionValue::Text(system.id().to_owned());
    Ok(vec![("numeral/digits", "system", value)])
}

/// Numbers of one system that nothing but a slash, a dash, a colon or a point parts: a date in
/// digits is one place, not three.
struct Place {
    range: TextRange,
    system: DigitSystem,
    group: BlockGroup,
    language: Language,
}

impl Check for NumeralDigits {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let mut systems = context.mentions.numbers.iter().filter_map(|n| n.digits);
        let first = systems.next();
        let several = systems.any(|system| Some(system) != first);
        for (rule, house) in &self.rules {
            match house {
                Some(house) => configured(context, sink, rule, *house),
                None if several => mixed(context, sink, rule),
                None => {}
            }
        }
    }
}

/// The places that a rule looks at.
fn places(context: &Context<'_>, rule: &RuleInstance) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for number in &context.mentions.numbers {
        let Some(system) = number.digits.filter(|_| counts(number.role)) else {
            continue;
        };
        if !context.applies(rule, number.block) || in_foreign(context, number) {
            continue;
        }
        let group = context.group(number.block);
        let language = context.article.block(number.block).lang.language;
        if let Some(last) = places.last_mut()
            && last.system == system
            && number.range.start() - last.range.end() <= 8
            && is_joint(context.slice(TextRange::new(last.range.end(), number.range.start())))
        {
            last.range = last.range.cover(number.range);
            continue;
        }
        places.push(Place {
            range: number.range,
            system,
            group,
            language,
        });
    }
    places
}

/// Roles whose digits an article chooses; those of names, codes and addresses are given.
fn counts(role: NumberRole) -> bool {
    match role {
        NumberRole::Quantity
        | NumberRole::Money
        | NumberRole::Percent
        | NumberRole::Date
        | NumberRole::Time
        | NumberRole::Score
        | NumberRole::YearRange => true,
        NumberRole::Version | NumberRole::Phone | NumberRole::Identifier | NumberRole::Label => {
            false
        }
    }
}

fn is_joint(between: &str) -> bool {
    let mut chars = between.chars().filter(|c| !is_bidi_control(*c));
    matches!(
        chars.next(),
        Some('/' | ':' | '.' | '-' | '\u{2010}'..='\u{2014}')
    ) && chars.next().is_none()
}

/// Whether a word of the other script stands right before or after a number, so that the two are
/// one name or one quotation: a Latin word in Arabic text, an Arabic word in other text.
fn in_foreign(context: &Context<'_>, number: &Number) -> bool {
    let block = context.article.block(number.block);
    let arabic = block.lang.language.arabic_script();
    let block = block.range;
    let skipped = |c: char| is_space(c) || is_bidi_control(c);
    let before = context.slice(TextRange::new(block.start(), number.range.start()));
    let after = context.slice(TextRange::new(number.range.end(), block.end()));
    let foreign = |c: Option<char>| {
        c.is_some_and(|c| match arabic {
            true => c.is_ascii_alphabetic(),
            false => is_arabic_letter(c),
        })
    };
    foreign(before.trim_end_matches(skipped).chars().next_back())
        || foreign(after.trim_start_matches(skipped).chars().next())
}

/// The text of a place in another system, and whether only digits had to change: the Arabic marks
/// of fractions and of thousands stand beside Arabic digits alone (CLDR 48.2).
fn converted(text: &str, to: DigitSystem) -> (String, bool) {
    let digits = convert(text, to);
    if matches!(to, DigitSystem::Arab | DigitSystem::ArabExt) || !digits.contains(['٫', '٬']) {
        return (digits, true);
    }
    (digits.replace('٫', ".").replace('٬', ","), false)
}

fn configured(context: &Context<'_>, sink: &mut Sink<'_>, rule: &RuleInstance, house: DigitSystem) {
    for place in places(context, rule) {
        if place.system == house {
            continue;
        }
        let found = context.slice(place.range);
        let (fixed, digits_only) = converted(found, house);
        let applicability = if digits_only {
            Applicability::Safe
        } else {
            Applicability::Ask
        };
        sink.report(rule, place.range, "configured")
            .arg("found", found)
            .arg("fixed", fixed.as_str())
            .fix(applicability, "replace", &[(place.range, &fixed)]);
    }
}

fn mixed(context: &Context<'_>, sink: &mut Sink<'_>, rule: &RuleInstance) {
    let places = places(context, rule);
    let mut tallies: Vec<((BlockGroup, Language), Tally<DigitSystem>)> = Vec::new();
    for (index, place) in places.iter().enumerate() {
        let key = (place.group, place.language);
        let at = tallies.iter().position(|(known, _)| *known == key);
        let at = at.unwrap_or_else(|| {
            tallies.push((key, Tally::default()));
            tallies.len() - 1
        });
        tallies[at].1.add(place.system, index);
    }
    for (_, tally) in &tallies {
        if tally.ways().len() < 2 {
            continue;
        }
        match tally.majority() {
            Some((system, most, majority)) => {
                let minority = tally
                    .ways()
                    .iter()
                    .filter(|(other, _)| other != system)
                    .flat_map(|(_, places)| places);
                for &index in minority {
                    minor(
                        context,
                        sink,
                        rule,
                        &places[index],
                        *system,
                        most.len(),
                        majority,
                    );
                }
            }
            None => tie(context, sink, rule, &places, tally),
        }
    }
}

fn minor(
    context: &Context<'_>,
    sink: &mut Sink<'_>,
    rule: &RuleInstance,
    place: &Place,
    to: DigitSystem,
    count: usize,
    majority: Majority,
) {
    let found = context.slice(place.range);
    let (fixed, digits_only) = converted(found, to);
    let applicability = if digits_only && majority == Majority::Strong {
        Applicability::Safe
    } else {
        Applicability::Ask
    };
    sink.report(rule, place.range, "message")
        .arg("found", found)
        .arg("sample", to.sample())
        .arg("n", count.to_string())
        .arg("fixed", fixed.as_str())
        .majority(majority)
        .fix(applicability, "replace", &[(place.range, &fixed)]);
}

/// Neither kind outweighs the other: one hint that shows both, and no fix, for only the writer
/// knows which is meant.
fn tie(
    context: &Context<'_>,
    sink: &mut Sink<'_>,
    rule: &RuleInstance,
    places: &[Place],
    tally: &Tally<DigitSystem>,
) {
    let ways = tally.ways();
    // Of equals the one that came first is the measure, as a reader would take it.
    let (mut most, mut least) = (&ways[0], &ways[1]);
    for way in ways {
        if way.1.len() > most.1.len() {
            most = way;
        }
    }
    for way in ways {
        if way.0 != most.0 && (least.0 == most.0 || way.1.len() < least.1.len()) {
            least = way;
        }
    }
    let (place, other) = (&places[least.1[0]], &places[most.1[0]]);
    let found = context.slice(place.range);
    sink.report(rule, place.range, "message")
        .arg("found", found)
        .arg("sample", most.0.sample())
        .arg("n", most.1.len().to_string())
        .arg("fixed", converted(found, most.0).0)
        .hint()
        .label(
            other.range,
            "other",
            vec![("sample", most.0.sample().to_owned())],
        );
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_name_a_system() {
        let read = |text| read_example(text).map(|options| options[0].2.clone());
        assert_eq!(read("123"), Ok(OptionValue::Text("latn".to_owned())));
        assert_eq!(read("١٢٣"), Ok(OptionValue::Text("arab".to_owned())));
        assert_eq!(read("۱۲۳"), Ok(OptionValue::Text("arabext".to_owned())));
        assert!(read("1٢3").unwrap_err().contains("two kinds"));
        assert!(read("abc").is_err());
    }
}
