//! Decimal marks that differ within an article, or marks inside numbers that are not the house's.
//!
//! Only marks that can be read in one way count: `12.5`, and not `1.250`.

use crate::article::{Article, BlockGroup, Format, ReadOptions};
use crate::check::{
    Check, CheckDef, Context, ExampleDef, ExampleOption, Majority, OptionError, OptionKind,
    OptionSpec, OptionValue, RuleInstance, Sink, Tally,
};
use crate::finding::Applicability;
use crate::lang::Language;
use crate::lang::chars::is_space;
use crate::lang::digits::{DECIMAL_MARKS, DigitSystem, GROUP_MARKS};
use crate::lang::fold;
use crate::mention::{Mentions, Number, NumberRole, Vocabulary, word_before};
use crate::practice::{Chosen, Convention, Observed, Practice};
use crate::source::Source;
use crate::span::TextRange;

/// The check.
pub static DEF: CheckDef = CheckDef {
    name: "numeral-separator",
    options: &[
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
        key: "decimal",
        read: read_example,
    }),
};

/// The marks inside an article's numbers.
pub static PRACTICE: Practice = Practice {
    key: Some("decimal"),
    conventions: &[&DECIMAL, &GROUP],
    observe,
    example: Some(write_example),
    settle,
    holds_for: |_, _| true,
};

static DECIMAL: Convention = Convention {
    rule: "numeral/separator",
    option: "decimal",
    ways: &DECIMAL_MARKS,
    others: &["،"],
    sample: |way, _| {
        if way == "٫" {
            format!("١٢{way}٥")
        } else {
            format!("12{way}5")
        }
    },
};

static GROUP: Convention = Convention {
    rule: "numeral/separator",
    option: "group",
    ways: &GROUP_MARKS,
    others: &[" ", "\u{2009}", "،"],
    sample: |way, _| {
        if way == "٬" {
            format!("١{way}٢٥٠{way}٠٠٠")
        } else {
            format!("1{way}250{way}000")
        }
    },
};

fn observe(context: &Context<'_>, observed: &mut Observed) {
    for number in context.mentions.numbers.iter().filter(|n| counts(n)) {
        let marks = [(&DECIMAL, number.decimal), (&GROUP, number.group)];
        if number.digits.is_none() || marks.iter().all(|(_, mark)| mark.is_none()) {
            continue;
        }
        if named(context, number) {
            continue;
        }
        let language = context.article.block(number.block).lang.language;
        for (convention, mark) in marks {
            if let Some(mark) = mark {
                observed.add(convention, language, &[mark.encode_utf8(&mut [0; 4])]);
            }
        }
    }
}

/// One mark can't both group thousands and begin the fraction; the fraction is seen more often.
fn settle(chosen: &mut Chosen) {
    let of = |convention: &Convention| chosen.get(convention.rule, convention.option);
    if of(&DECIMAL).is_some() && of(&DECIMAL) == of(&GROUP) {
        chosen.take_back(&[&GROUP]);
    }
}

/// The opposite of [`read_example`].
fn write_example(chosen: &Chosen, _: Language) -> Option<String> {
    let of = |convention: &Convention| chosen.get(convention.rule, convention.option);
    let arabic = |mark: &str| matches!(mark, "٫" | "٬");
    match (of(&GROUP), of(&DECIMAL)) {
        (Some(group), Some(decimal)) if arabic(group) && arabic(decimal) => {
            Some(format!("١{group}٢٥٠{decimal}٥"))
        }
        (Some(group), Some(decimal)) => Some(format!("1{group}250{decimal}5")),
        (Some(group), None) => Some((GROUP.sample)(group, Language::Und)),
        (None, Some(decimal)) => Some((DECIMAL.sample)(decimal, Language::Und)),
        (None, None) => None,
    }
}

struct House {
    rule: RuleInstance,
    decimal: Option<char>,
    group: Option<char>,
}

struct NumeralSeparator {
    rules: Vec<House>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    let mut houses = Vec::new();
    for rule in rules {
        let mark = |name| rule.options.text(name).and_then(|text| text.chars().next());
        let house = House {
            rule: rule.clone(),
            decimal: mark("decimal"),
            group: mark("group"),
        };
        if house.decimal.is_some() && house.decimal == house.group {
            return Err(OptionError {
                rule: rule.index,
                option: "group",
                reason: "one mark can't both group thousands and begin the fraction".to_owned(),
            });
        }
        houses.push(house);
    }
    Ok(Box::new(NumeralSeparator { rules: houses }))
}

fn read_example(example: &str) -> Result<Vec<ExampleOption>, String> {
    let source = Source::new("example.txt", example);
    let article = Article::read(&source, Format::Plain, &ReadOptions::default());
    let mentions = Mentions::recognise(&article, &Vocabulary::default());
    let [number] = mentions.numbers.as_slice() else {
        if example.contains(' ') {
            return Err(format!(
                "`{example}` has a space at which the line may break; type a no-break space (U+00A0 or U+202F)"
            ));
        }
        return Err("an example of marks is one number, such as `1,250.5`".to_owned());
    };
    if let Some(mark) = number.undecided {
        let digits = article.slice(number.range);
        let (whole, fraction) = digits.split_once(mark).unwrap_or((digits, ""));
        return Err(format!(
            "`{digits}` can be read in two ways, as {whole}{fraction} and as {whole} and {fraction} thousandths; give a number with a fraction of one or two digits, such as `1,250.5`"
        ));
    }
    let mut options = Vec::new();
    // Digits that change their kind take the marks with them.
    let mut set = |name, mark: char| {
        for rule in ["numeral/separator", "numeral/digits"] {
            options.push((rule, name, OptionValue::Text(mark.to_string())));
        }
    };
    // In English prose a comma before one digit proves nothing; in an example it does.
    let text = article.slice(number.range);
    let comma = || text.contains(',').then_some(',');
    let decimal = number.decimal.or_else(|| match number.group {
        None => comma(),
        Some(_) => None,
    });
    if let Some(mark) = decimal {
        set("decimal", mark);
    }
    if let Some(mark) = number.group {
        set("group", mark);
    }
    if options.is_empty() {
        return Err(format!(
            "`{example}` shows no mark; give a number such as `1,250.5`"
        ));
    }
    Ok(options)
}

impl Check for NumeralSeparator {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for house in &self.rules {
            if house.decimal.is_some() || house.group.is_some() {
                house.configured(context, sink);
            }
            if house.decimal.is_none() {
                mixed(context, sink, &house.rule);
            }
        }
    }
}

/// Whether a number has a mark of its own choice. The wire's `5ر2` is an idiom of its trade and
/// Persian `۲/۵` is one of its script.
fn counts(number: &Number) -> bool {
    matches!(
        number.role,
        NumberRole::Quantity | NumberRole::Money | NumberRole::Percent
    ) && !matches!(number.decimal, Some('ر' | '/'))
}

/// Words before the number of a part of a text or a plan: `section 3.2`, `mesure 1.2`.
const PARTS: [&str; 24] = [
    "section",
    "sections",
    "chapter",
    "chapters",
    "article",
    "articles",
    "figure",
    "table",
    "version",
    "rule",
    "step",
    "criterion",
    "criteria",
    "appendix",
    "chapitre",
    "tableau",
    "mesure",
    "critère",
    "critères",
    "annexe",
    "étape",
    "axe",
    "point",
    "paragraphe",
];

/// Whether a number may be a part of the name before it (`Apache 2.0`): behind any Latin word in
/// Arabic text, behind a word with a capital letter in other text (`iOS 17.5`), behind the word for a
/// part. What is measured (`Caire 19,5°`) is none.
fn named(context: &Context<'_>, number: &Number) -> bool {
    let block = context.article.block(number.block);
    let after = context.after(number.block, number.range);
    if after.starts_with(['°', '%', '٪']) {
        return false;
    }
    // `802.11b` is a name all the same, and `2.5km` is none.
    let letters = after.bytes().take_while(u8::is_ascii_alphabetic).count();
    if letters == 1 && !after.starts_with(['m', 'g', 'l', 'k', 'h', 's', 'V', 'W', 'A', 'C', 'F']) {
        return true;
    }
    let before = context.before(number.block, number.range);
    let word = word_before(before, before.len());
    if PARTS.iter().any(|part| fold::same(part, word)) {
        return true;
    }
    let arabic = block.lang.language.arabic_script();
    before
        .trim_end_matches(is_space)
        .chars()
        .rev()
        .take(24)
        .take_while(|c| c.is_ascii_alphanumeric())
        .any(|c| c.is_ascii_uppercase() || c.is_ascii_alphabetic() && arabic)
}

/// Whether the marks of a number's digits are the Arabic ones.
fn arabic(system: DigitSystem) -> bool {
    matches!(system, DigitSystem::Arab | DigitSystem::ArabExt)
}

/// Where the decimal mark of a number stands: its last one.
fn mark_range(context: &Context<'_>, number: &Number, mark: char) -> Option<TextRange> {
    let at = number.range.start() + context.slice(number.range).rfind(mark)?;
    Some(TextRange::new(at, at + mark.len_utf8()))
}

fn mixed(context: &Context<'_>, sink: &mut Sink<'_>, rule: &RuleInstance) {
    type Key = (BlockGroup, Language, bool);
    let mut tallies: Vec<(Key, Tally<char>)> = Vec::new();
    for (index, number) in context.mentions.numbers.iter().enumerate() {
        let (Some(mark), Some(system)) = (number.decimal, number.digits) else {
            continue;
        };
        if !counts(number) || !context.applies(rule, number.block) || named(context, number) {
            continue;
        }
        let language = context.article.block(number.block).lang.language;
        // `Web 2.0` and its followers are versions wherever a fraction has a comma.
        if language == Language::Fr && context.slice(number.range).ends_with(".0") {
            continue;
        }
        let key = (context.group(number.block), language, arabic(system));
        Tally::among(&mut tallies, key).add(mark, index);
    }
    for (key, tally) in &tallies {
        let Some((&usual, most, majority)) = tally.majority() else {
            slip(context, sink, rule, key.1, tally);
            continue;
        };
        // The numbers with the language's own mark are not those that are wrong.
        let own = own_marks(key.1).map(|(own, _)| own);
        let others = |mark: char| mark != usual && Some(mark) != own;
        for (mark, places) in tally.ways().iter().filter(|(mark, _)| others(*mark)) {
            for &index in places {
                let number = &context.mentions.numbers[index];
                // Where the majority's mark groups thousands in this very number, it can't be set.
                let Some(range) =
                    mark_range(context, number, *mark).filter(|_| number.group.is_none())
                else {
                    continue;
                };
                let sure = majority == Majority::Strong && !precedes_latin(context, number);
                let applicability = if sure {
                    Applicability::Safe
                } else {
                    Applicability::Ask
                };
                let new = usual.to_string();
                sink.report(rule, number.range, "message")
                    .arg("a", mark.to_string())
                    .arg("b", new.as_str())
                    .arg("n", most.len().to_string())
                    .arg("fixed", replaced(context, number, &[(range, &new)]))
                    .majority(majority)
                    .fix(applicability, "replace", &[(range, &new)]);
            }
        }
    }
}

/// The mark with which a language begins a fraction, and the one that it may be taken for: English
/// has a point and French a comma (CLDR 48.2).
fn own_marks(language: Language) -> Option<(char, char)> {
    match language {
        Language::En => Some(('.', ',')),
        Language::Fr => Some((',', '.')),
        _ => None,
    }
}

/// The mark that begins a fraction in a language that has one only (CLDR 48.2): the house's other
/// one may not be meant for its text. Arabic and Persian have several.
fn decimal_of(language: Language) -> Option<char> {
    use Language::{De, En, Es, Fr, He, Id, It, Ja, Ko, Nl, Pt, Ru, Tr, Ur, Vi, Zh};
    match language {
        En | Ur | He | Zh | Ja | Ko => Some('.'),
        Fr | De | Es | It | Nl | Pt | Ru | Tr | Id | Vi => Some(','),
        _ => None,
    }
}

/// Whether Latin letters follow a number in Arabic text, which may make one name with it: `2,4 DDT`
/// has no fraction.
fn precedes_latin(context: &Context<'_>, number: &Number) -> bool {
    let block = context.article.block(number.block);
    let after = context.after(number.block, number.range);
    block.lang.language.arabic_script()
        && after
            .trim_start_matches(|c: char| c.is_whitespace() || c == '-')
            .starts_with(|c: char| c.is_ascii_alphabetic())
}

/// A mark that is not the language's own, where the article shows no other custom.
fn slip(
    context: &Context<'_>,
    sink: &mut Sink<'_>,
    rule: &RuleInstance,
    language: Language,
    tally: &Tally<char>,
) {
    let Some((usual, other)) = own_marks(language) else {
        return;
    };
    let of = |wanted| tally.ways().iter().find(|(mark, _)| *mark == wanted);
    let Some((_, places)) =
        of(other).filter(|(_, places)| places.len() == 1 || of(usual).is_some())
    else {
        return;
    };
    for &index in places {
        let number = &context.mentions.numbers[index];
        let Some(range) = mark_range(context, number, other).filter(|_| number.group.is_none())
        else {
            continue;
        };
        let new = usual.to_string();
        sink.report(rule, number.range, "language")
            .arg("a", other.to_string())
            .arg("fixed", replaced(context, number, &[(range, &new)]))
            .hint()
            .grouped()
            .fix(Applicability::Ask, "replace", &[(range, &new)]);
    }
}

/// A number's text after replacements inside it.
fn replaced(context: &Context<'_>, number: &Number, edits: &[(TextRange, &str)]) -> String {
    let mut out = String::new();
    let mut at = number.range.start();
    for (range, text) in edits {
        out.push_str(context.slice(TextRange::new(at, range.start())));
        out.push_str(text);
        at = range.end();
    }
    out.push_str(context.slice(TextRange::new(at, number.range.end())));
    out
}

impl House {
    /// Whether a mark of the house can stand in a number: the Arabic ones only beside Arabic
    /// digits, and a number with Arabic digits and marks is judged by those only.
    fn comparable(house: char, found: char, system: DigitSystem) -> bool {
        let own = |c: char| matches!(c, '٫' | '٬');
        own(house) == own(found) || (own(house) && arabic(system))
    }

    fn configured(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for number in &context.mentions.numbers {
            let Some(system) = number.digits.filter(|_| counts(number)) else {
                continue;
            };
            let wrong = |house: Option<char>, found: Option<char>| {
                let (house, found) = (house?, found?);
                (house != found && Self::comparable(house, found, system)).then_some((found, house))
            };
            let decimal = wrong(self.decimal, number.decimal);
            let group = wrong(self.group, number.group);
            if (decimal.is_none() && group.is_none())
                || !context.applies(&self.rule, number.block)
                || named(context, number)
            {
                continue;
            }
            // Replacing one mark must not make it the same as the other.
            let after =
                |wrong: Option<(char, char)>, found| wrong.map_or(found, |(_, house)| Some(house));
            let (new_decimal, new_group) =
                (after(decimal, number.decimal), after(group, number.group));
            if new_decimal.is_some() && new_decimal == new_group {
                continue;
            }
            let mut edits: Vec<(TextRange, String)> = Vec::new();
            for (found, house) in [group, decimal].into_iter().flatten() {
                for (at, mark) in context.slice(number.range).match_indices(found) {
                    let start = number.range.start() + at;
                    edits.push((TextRange::new(start, start + mark.len()), house.to_string()));
                }
            }
            edits.sort_by_key(|(range, _)| *range);
            let language = context.article.block(number.block).lang.language;
            let own =
                |own| new_decimal.is_none_or(|decimal| decimal == own) && new_group != Some(own);
            let own = language != Language::Und && decimal_of(language).is_none_or(own);
            let applicability = if !own {
                Applicability::Show
            } else if precedes_latin(context, number) {
                Applicability::Ask
            } else {
                Applicability::Safe
            };
            let edits: Vec<(TextRange, &str)> = edits
                .iter()
                .map(|(range, text)| (*range, text.as_str()))
                .collect();
            sink.report(&self.rule, number.range, "configured")
                .arg("found", context.slice(number.range))
                .arg("fixed", replaced(context, number, &edits))
                .grouped()
                .fix(applicability, "replace", &edits);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_name_marks_or_both_readings() {
        let read = |text| {
            read_example(text).map(|options| {
                let own = options
                    .iter()
                    .filter(|(rule, ..)| *rule == "numeral/separator");
                own.map(|(_, name, value)| format!("{name} {value}"))
                    .collect::<Vec<_>>()
            })
        };
        assert_eq!(read("1,250.5").unwrap(), ["decimal \".\"", "group \",\""]);
        assert_eq!(read("١٬٢٥٠٫٥").unwrap(), ["decimal \"٫\"", "group \"٬\""]);
        assert_eq!(read("1.250,5").unwrap(), ["decimal \",\"", "group \".\""]);
        assert_eq!(read("12,5").unwrap(), ["decimal \",\""]);
        assert!(read("1,250").unwrap_err().contains("1250 and as 1 and 250"));
        assert!(read("123").is_err());
        assert!(read("1 250,5").unwrap_err().contains("no-break"));
        assert!(read("1/2").is_err());
    }
}
