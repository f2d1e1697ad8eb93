//! Two systems of digits in one article, or digits of another system than the house's.

use crate::article::{BlockGroup, BlockIndex};
use crate::check::{
    Check, CheckDef, Context, ExampleDef, ExampleOption, Majority, OptionError, OptionKind,
    OptionSpec, OptionValue, RuleInstance, Sink, Tally,
};
use crate::finding::Applicability;
use crate::lang::Language;
use crate::lang::chars::{is_arabic_letter, is_bidi_control, is_space};
use crate::lang::digits::{DECIMAL_MARKS, DigitSystem, GROUP_MARKS, digit};
use crate::mention::{Number, NumberRole, PercentForm, SignPlace, is_joint};
use crate::practice::{Chosen, Convention, Observed, Practice};
use crate::span::TextRange;

/// The check.
pub static DEF: CheckDef = CheckDef {
    name: "numeral-digits",
    options: &[
        OptionSpec {
            name: "system",
            kind: OptionKind::OneOf(&["latn", "arab", "arabext"]),
        },
        OptionSpec {
            name: "decimal",
            kind: OptionKind::OneOf(&DECIMAL_MARKS),
        },
        OptionSpec {
            name: "group",
            kind: OptionKind::OneOf(&GROUP_MARKS),
        },
    ],
    compile,
    example: Some(ExampleDef {
        key: "digits",
        read: read_example,
    }),
};

/// The digits that an article in Arabic letters is written with.
pub static PRACTICE: Practice = Practice {
    key: Some("digits"),
    conventions: &[&SYSTEM],
    observe,
    example: Some(|chosen: &Chosen, _| {
        let id = chosen.get(SYSTEM.rule, SYSTEM.option)?;
        Some((SYSTEM.sample)(id, Language::Und))
    }),
    settle: |_| {},
    holds_for: |_, _| true,
};

static SYSTEM: Convention = Convention {
    rule: "numeral/digits",
    option: "system",
    ways: &["latn", "arab", "arabext"],
    others: &["fullwide"],
    sample: |way, _| {
        let known = DigitSystem::ALL.into_iter().find(|known| known.id() == way);
        known.map_or_else(|| way.to_owned(), |known| known.sample().to_owned())
    },
};

fn observe(context: &Context<'_>, observed: &mut Observed) {
    for place in places(context, |_| true) {
        if place.language.arabic_script() && place.kind == Kind::Chosen {
            observed.add(&SYSTEM, place.language, &[place.system.id()]);
        }
    }
}

/// A rule, and what the house has set.
struct House {
    rule: RuleInstance,
    system: Option<DigitSystem>,
    decimal: Option<char>,
    group: Option<char>,
}

struct NumeralDigits {
    rules: Vec<House>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    let system = |rule: &RuleInstance| {
        let id = rule.options.text("system")?;
        DigitSystem::ALL
            .into_iter()
            .find(|system| system.id() == id)
    };
    let rules = rules.iter().map(|rule| {
        let mark = |name| rule.options.text(name).and_then(|text| text.chars().next());
        House {
            rule: rule.clone(),
            system: system(rule),
            decimal: mark("decimal"),
            group: mark("group"),
        }
    });
    Ok(Box::new(NumeralDigits {
        rules: rules.collect(),
    }))
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
    /// Its first and its last number, in the article's numbers.
    numbers: (usize, usize),
    range: TextRange,
    system: DigitSystem,
    kind: Kind,
    group: BlockGroup,
    language: Language,
}

/// How much a place says about the digits that an article is written in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Kind {
    /// The article chose its digits: quantities, amounts, percentages, dates, times, years.
    Chosen,
    /// The number of a list item, which an editor's program may have set.
    Label,
    /// Digits that came with a name, a code, a telephone number or a Latin word. They never say how
    /// the article writes.
    Given,
}

/// Which places are compared with one another.
type Like = (BlockGroup, Language, Kind);

impl Check for NumeralDigits {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        let numbers = &context.mentions.numbers;
        let mut systems = numbers.iter().filter_map(|number| number.digits);
        let first = systems.next();
        let several = systems.any(|system| Some(system) != first);
        let language = |number: &Number| context.article.block(number.block).lang.language;
        let foreign = || numbers.iter().any(|n| !language(n).arabic_script());
        let any = several || (first.is_some_and(|system| system != DigitSystem::Latn) && foreign());
        for house in &self.rules {
            match house.system {
                Some(system) => configured(context, sink, house, system),
                None if any => mixed(context, sink, house),
                None => {}
            }
        }
    }
}

/// The places in the blocks that are looked at.
fn places(context: &Context<'_>, looks_at: impl Fn(BlockIndex) -> bool) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    for (at, number) in context.mentions.numbers.iter().enumerate() {
        let Some(system) = number.digits else {
            continue;
        };
        if !looks_at(number.block) {
            continue;
        }
        let Some(kind) = kind(context, number, system) else {
            continue;
        };
        let group = context.group(number.block);
        let language = context.article.block(number.block).lang.language;
        if let Some(last) = places.last_mut()
            && last.system == system
            && last.kind == kind
            && last.numbers.1 + 1 == at
            && number.range.start() - last.range.end() <= 8
            && is_joint(context.slice(TextRange::new(last.range.end(), number.range.start())))
        {
            last.range = last.range.cover(number.range);
            last.numbers.1 = at;
            continue;
        }
        places.push(Place {
            numbers: (at, at),
            range: number.range,
            system,
            kind,
            group,
            language,
        });
    }
    places
}

/// What a number says; `None` where its digits can't be others: in an address, in a hashtag, at a
/// Latin letter, and in words of another script.
fn kind(context: &Context<'_>, number: &Number, system: DigitSystem) -> Option<Kind> {
    let block = context.article.block(number.block);
    let before = context.before(number.block, number.range);
    let after = context.after(number.block, number.range);
    let beside = |skipped: fn(char) -> bool| {
        let before = before.trim_end_matches(skipped).chars().next_back();
        [before, after.trim_start_matches(skipped).chars().next()]
    };
    let touching = beside(is_bidi_control);
    let near = beside(|c| is_space(c) || is_bidi_control(c));
    let latin = near.into_iter().flatten().any(|c| c.is_ascii_alphabetic());
    let arabic = near.into_iter().flatten().any(is_arabic_letter);
    let kind = match number.role {
        NumberRole::Quantity
        | NumberRole::Money
        | NumberRole::Percent
        | NumberRole::Date
        | NumberRole::Time
        | NumberRole::Score
        | NumberRole::YearRange => Kind::Chosen,
        NumberRole::Label => Kind::Label,
        NumberRole::Version | NumberRole::Phone => Kind::Given,
        NumberRole::Identifier => {
            let named = |c: char| c.is_ascii_alphabetic() || "_#@/=&\\~:.".contains(c);
            if touching.into_iter().flatten().any(named) {
                return None;
            }
            Kind::Given
        }
    };
    // A Latin word beside 123 makes one name with it, and an Arabic word in Latin text holds its
    // own digits; ١٢٣ beside a Latin word does not.
    if !block.lang.language.arabic_script() {
        return (!arabic).then_some(kind);
    }
    Some(match kind {
        Kind::Chosen if latin && system == DigitSystem::Latn => Kind::Given,
        kind => kind,
    })
}

/// How the numbers of one system are written beside their digits: as the house has it, else as the
/// article does it, else as CLDR 48.2 has it.
struct Marks {
    decimal: char,
    group: char,
    /// Those of them that the house has set.
    house: [Option<char>; 2],
    /// The percent sign, where the article has one beside such digits.
    percent: Option<char>,
}

impl Marks {
    fn of(context: &Context<'_>, system: DigitSystem, house: &House) -> Self {
        let arabic = matches!(system, DigitSystem::Arab | DigitSystem::ArabExt);
        let (mut decimals, mut groups) = (Tally::default(), Tally::default());
        let mut percents = Tally::default();
        let numbers = &context.mentions.numbers;
        for number in numbers.iter().filter(|n| n.digits == Some(system)) {
            let marks = |c: &char| matches!(c, '.' | ',' | '٫' | '٬');
            if let Some(mark) = number.decimal.filter(marks) {
                decimals.add(mark, 0);
            }
            if let Some(mark) = number.group.filter(marks) {
                groups.add(mark, 0);
            }
        }
        for percent in &context.mentions.percents {
            let number = percent.number.map(|at| &numbers[at as usize]);
            if let PercentForm::Sign(sign @ ('%' | '٪')) = percent.form
                && number.is_some_and(|number| number.digits == Some(system))
            {
                percents.add(sign, 0);
            }
        }
        let fits = |mark: &char| arabic || !matches!(mark, '٫' | '٬');
        let house = [house.decimal.filter(fits), house.group.filter(fits)];
        Self {
            house,
            decimal: house[0].or_else(|| decimals.most()).unwrap_or(if arabic {
                '٫'
            } else {
                '.'
            }),
            group: house[1]
                .or_else(|| groups.most())
                .unwrap_or(if arabic { '٬' } else { ',' }),
            percent: percents.most(),
        }
    }
}

/// A place in the digits of another system.
struct Rewritten {
    /// The place's text, with the percent sign where that changes too.
    shown: String,
    /// The digits, and the marks between them.
    digits: String,
    /// The sign of the percentage, where it has to follow the digits.
    sign: Option<(TextRange, String)>,
    /// Whether nothing changes but digits, and marks to those of the house.
    certain: bool,
}

fn rewrite(context: &Context<'_>, place: &Place, to: DigitSystem, marks: &Marks) -> Rewritten {
    let (first, last) = place.numbers;
    let numbers = &context.mentions.numbers[first..=last];
    let mut digits = String::with_capacity(place.range.len());
    let mut end = place.range.start();
    let mut certain = true;
    // The Arabic marks stand beside Arabic digits alone, and the others follow what the article has.
    let arabic = |mark: char| matches!(mark, '٫' | '٬');
    let follow = |mark: char, new: char| {
        if arabic(mark) == arabic(new) {
            mark
        } else {
            new
        }
    };
    for number in numbers {
        digits.push_str(context.slice(TextRange::new(end, number.range.start())));
        end = number.range.end();
        for c in context.slice(number.range).chars() {
            let new = if Some(c) == number.decimal && matches!(c, '.' | ',' | '٫') {
                follow(c, marks.decimal)
            } else if Some(c) == number.group && matches!(c, '.' | ',' | '٬') {
                follow(c, marks.group)
            } else {
                certain &= number.undecided != Some(c) || to == DigitSystem::Latn;
                digit(c).map_or(c, |(_, value)| to.digit(value))
            };
            certain &= new == c || digit(c).is_some() || marks.house.contains(&Some(new));
            digits.push(new);
        }
    }
    let mut shown = digits.clone();
    let sign = sign_of(context, last).and_then(|(range, found)| {
        let new = marks.percent.filter(|new| *new != found)?;
        let between = TextRange::new(place.range.end(), range.start());
        shown.push_str(context.slice(between));
        shown.push(new);
        Some((range, new.to_string()))
    });
    Rewritten {
        shown,
        digits,
        certain: certain && sign.is_none(),
        sign,
    }
}

/// The percent sign that is typed after a number.
fn sign_of(context: &Context<'_>, number: usize) -> Option<(TextRange, char)> {
    let percents = &context.mentions.percents;
    let end = context.mentions.numbers[number].range.end();
    let at = percents.partition_point(|percent| percent.range.end() <= end);
    let percent = percents.get(at)?;
    let PercentForm::Sign(sign @ ('%' | '٪')) = percent.form else {
        return None;
    };
    (percent.number == u32::try_from(number).ok() && percent.place == SignPlace::After)
        .then_some((percent.sign, sign))
}

impl Rewritten {
    /// How sure it is that nothing is lost, where the digits themselves are to change.
    fn applicability(&self, place: &Place, to: DigitSystem) -> Applicability {
        if self.certain && is_usual(place.language, to) {
            Applicability::Safe
        } else {
            Applicability::Ask
        }
    }

    /// The replacements that make it so.
    fn edits(&self, place: &Place) -> Vec<(TextRange, &str)> {
        let mut edits = vec![(place.range, self.digits.as_str())];
        edits.extend(
            self.sign
                .iter()
                .map(|(range, sign)| (*range, sign.as_str())),
        );
        edits
    }
}

/// Whether digits of a system can be meant for text of a language: Arabic has `٤٥٦` and Persian and
/// Urdu have `۴۵۶` (CLDR 48.2.0, numbering systems), and all have `456`.
fn may_be_for(language: Language, system: DigitSystem) -> bool {
    match system {
        DigitSystem::Arab => matches!(language, Language::Ar | Language::Ckb),
        DigitSystem::ArabExt => language != Language::Ar,
        _ => true,
    }
}

/// Whether an editor would write text of a language with digits of a system: Persian has its own, and
/// where most of an article has others, a keyboard made them.
fn is_usual(language: Language, system: DigitSystem) -> bool {
    may_be_for(language, system) && (language != Language::Fa || system == DigitSystem::ArabExt)
}

fn configured(context: &Context<'_>, sink: &mut Sink<'_>, house: &House, system: DigitSystem) {
    let rule = &house.rule;
    let (mut places, other): (Vec<_>, Vec<_>) =
        places(context, |block| context.applies(rule, block))
            .into_iter()
            .partition(|place| place.language.arabic_script());
    foreign(context, sink, house, &other);
    places.retain(|place| {
        place.kind == Kind::Chosen && place.system != system && may_be_for(place.language, system)
    });
    if places.is_empty() {
        return;
    }
    let marks = Marks::of(context, system, house);
    for place in &places {
        let new = rewrite(context, place, system, &marks);
        sink.report(rule, place.range, "configured")
            .arg("found", context.slice(place.range))
            .arg("fixed", new.shown.as_str())
            .grouped()
            .fix(
                new.applicability(place, system),
                "replace",
                &new.edits(place),
            );
    }
}

/// Digits of the Arabic script in text of another one: they are wrong there, whatever else the
/// article has.
fn foreign(context: &Context<'_>, sink: &mut Sink<'_>, house: &House, places: &[Place]) {
    let arabic = |place: &&Place| matches!(place.system, DigitSystem::Arab | DigitSystem::ArabExt);
    let mut places = places.iter().filter(arabic).peekable();
    if places.peek().is_none() {
        return;
    }
    let marks = Marks::of(context, DigitSystem::Latn, house);
    for place in places {
        let new = rewrite(context, place, DigitSystem::Latn, &marks);
        sink.report(&house.rule, place.range, "foreign")
            .arg("found", context.slice(place.range))
            .arg("fixed", new.shown.as_str())
            .grouped()
            .fix(Applicability::Ask, "replace", &new.edits(place));
    }
}

fn mixed(context: &Context<'_>, sink: &mut Sink<'_>, house: &House) {
    let rule = &house.rule;
    let (places, other): (Vec<_>, Vec<_>) = places(context, |block| context.applies(rule, block))
        .into_iter()
        .partition(|place| place.language.arabic_script());
    foreign(context, sink, house, &other);
    let mut tallies: Vec<(Like, Tally<DigitSystem>)> = Vec::new();
    for (index, place) in places.iter().enumerate() {
        Tally::among(&mut tallies, (place.group, place.language, place.kind))
            .add(place.system, index);
    }
    for (key, tally) in &tallies {
        match (key.2, tally.ways(), tally.majority()) {
            (Kind::Given, ..) => given(context, sink, house, &places, tally, &tallies),
            (_, [] | [_], _) => {}
            (_, ways, Some((system, most, majority))) => {
                let marks = Marks::of(context, *system, house);
                let minority = ways.iter().filter(|(other, _)| other != system);
                for &index in minority.flat_map(|(_, places)| places) {
                    let place = &places[index];
                    let new = rewrite(context, place, *system, &marks);
                    minor(
                        context,
                        sink,
                        rule,
                        place,
                        &new,
                        (*system, most.len()),
                        majority,
                    );
                }
            }
            (Kind::Chosen, ..) => tie(context, sink, house, &places, tally),
            (Kind::Label, ..) => {}
        }
    }
}

/// Digits of the Arabic script in a name or a telephone number, where the article writes nothing
/// else with them: names and codes come with 123, so that the other way round nothing is said.
fn given(
    context: &Context<'_>,
    sink: &mut Sink<'_>,
    house: &House,
    places: &[Place],
    tally: &Tally<DigitSystem>,
    tallies: &[(Like, Tally<DigitSystem>)],
) {
    let marks = Marks::of(context, DigitSystem::Latn, house);
    for (system, given) in tally.ways() {
        if *system == DigitSystem::Latn {
            continue;
        }
        for &index in given {
            let place = &places[index];
            let chosen = tallies.iter().find(|((group, language, kind), _)| {
                (*group, *language, *kind) == (place.group, place.language, Kind::Chosen)
            });
            if let Some((_, chosen)) = chosen
                && let [(DigitSystem::Latn, most)] = chosen.ways()
                && most.len() >= 2
            {
                let new = rewrite(context, place, DigitSystem::Latn, &marks);
                let usual = (DigitSystem::Latn, most.len());
                minor(
                    context,
                    sink,
                    &house.rule,
                    place,
                    &new,
                    usual,
                    Majority::Weak,
                );
            }
        }
    }
}

fn minor(
    context: &Context<'_>,
    sink: &mut Sink<'_>,
    rule: &RuleInstance,
    place: &Place,
    new: &Rewritten,
    (usual, count): (DigitSystem, usize),
    majority: Majority,
) {
    let applicability = match majority {
        _ if !is_usual(place.language, usual) => Applicability::Show,
        Majority::Strong => new.applicability(place, usual),
        Majority::Weak => Applicability::Ask,
    };
    sink.report(rule, place.range, "message")
        .arg("found", context.slice(place.range))
        .arg("sample", usual.sample())
        .arg("n", count.to_string())
        .arg("fixed", new.shown.as_str())
        .majority(majority)
        .fix(applicability, "replace", &new.edits(place));
}

/// Neither kind outweighs the other: one hint that shows both, and no fix, for only the writer
/// knows which is meant.
fn tie(
    context: &Context<'_>,
    sink: &mut Sink<'_>,
    house: &House,
    places: &[Place],
    tally: &Tally<DigitSystem>,
) {
    let Some([most, least]) = tally.tie() else {
        return;
    };
    let (place, other) = (&places[least.1[0]], &places[most.1[0]]);
    let new = rewrite(context, place, most.0, &Marks::of(context, most.0, house));
    sink.report(&house.rule, place.range, "message")
        .arg("found", context.slice(place.range))
        .arg("sample", most.0.sample())
        .arg("n", most.1.len().to_string())
        .arg("fixed", new.shown)
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
