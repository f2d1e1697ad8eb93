//! Percentages in two forms in one article, or not in the house form.
//!
//! A form has three sides: a sign or a word, which sign, which word. Each is compared on its own,
//! and a percentage is reported for the first side in which it differs. Percentages in words
//! (`سبعون بالمئة`) can take no sign and are left alone.

use crate::article::{Article, BlockGroup, BlockIndex, BlockKind, Format, ReadOptions};
use crate::check::{
    Check, CheckDef, Context, ExampleDef, ExampleOption, Majority, OptionError, OptionKind,
    OptionSpec, OptionValue, RuleInstance, Sink, Tally,
};
use crate::finding::Applicability;
use crate::lang::Language;
use crate::lang::chars::is_space;
use crate::lang::digits::DigitSystem;
use crate::mention::{Mentions, Percent, PercentForm, SignPlace, Space, Vocabulary};
use crate::practice::{Chosen, Convention, Observed, Practice};
use crate::source::Source;
use crate::span::TextRange;

/// The check.
pub static DEF: CheckDef = CheckDef {
    name: "percent-form",
    options: &[
        OptionSpec {
            name: "form",
            kind: OptionKind::OneOf(&["sign", "word"]),
        },
        OptionSpec {
            name: "sign",
            kind: OptionKind::OneOf(&["%", "٪"]),
        },
        OptionSpec {
            name: "word",
            kind: OptionKind::OneOf(&WORDS),
        },
    ],
    compile,
    example: Some(ExampleDef {
        key: "percent",
        read: read_example,
    }),
};

/// The words that a house can choose (`facts/digits-percent.toml`).
const WORDS: [&str; 11] = [
    "في المئة",
    "في المائة",
    "بالمئة",
    "بالمائة",
    "percent",
    "per cent",
    "pct",
    "pour cent",
    "درصد",
    "فیصد",
    "فی صد",
];

/// How an article writes percentages in figures.
pub static PRACTICE: Practice = Practice {
    key: Some("percent"),
    conventions: &[&FORM, &SIGN, &WORD],
    observe,
    example: Some(write_example),
    settle,
    holds_for,
};

static FORM: Convention = Convention {
    rule: "percent/form",
    option: "form",
    ways: &["sign", "word"],
    others: &[],
    sample: |way, language| match (way, language) {
        // Which sign is another convention.
        ("sign", language) if language.arabic_script() => "25٪ / 25%".to_owned(),
        ("sign", _) => "25%".to_owned(),
        (_, language) => format!("25 {}", usual_word(language).unwrap_or(WORDS[4])),
    },
};

static SIGN: Convention = Convention {
    rule: "percent/form",
    option: "sign",
    ways: &["%", "٪"],
    others: &["％", "﹪"],
    sample: |way, _| format!("25{way}"),
};

static WORD: Convention = Convention {
    rule: "percent/form",
    option: "word",
    ways: &WORDS,
    others: &[],
    sample: |way, _| format!("25 {way}"),
};

fn observe(context: &Context<'_>, observed: &mut Observed) {
    for percent in &context.mentions.percents {
        if percent.number.is_none() {
            continue;
        }
        let language = context.article.block(percent.block).lang.language;
        match percent.form {
            PercentForm::Sign(sign) => {
                observed.add(&FORM, language, &["sign"]);
                observed.add(&SIGN, language, &[sign.encode_utf8(&mut [0; 4])]);
            }
            PercentForm::Word(word) => {
                observed.add(&FORM, language, &["word"]);
                observed.add(&WORD, language, &[word]);
            }
        }
    }
}

/// An Arabic sign or word says nothing about text of another language.
fn holds_for(chosen: &Chosen, language: Language) -> bool {
    let of = |option| chosen.get(FORM.rule, option);
    !is_foreign(of("sign"), of("word"), language)
}

fn is_foreign(sign: Option<&str>, word: Option<&str>, language: Language) -> bool {
    sign.is_some_and(|sign| sign == "٪" && !language.arabic_script())
        || word.is_some_and(|word| !is_word_of(word, language))
}

/// Who asks for a word asks for no sign, and the other way round.
fn settle(chosen: &mut Chosen) {
    match chosen.get(FORM.rule, FORM.option) {
        Some("word") => chosen.take_back(&[&SIGN]),
        Some(_) => chosen.take_back(&[&WORD]),
        None => {}
    }
}

/// The opposite of [`read_example`].
fn write_example(chosen: &Chosen, _: Language) -> Option<String> {
    let of = |option| chosen.get(FORM.rule, option);
    if of(FORM.option)? == "word" {
        return Some(format!("25 {}", of(WORD.option)?));
    }
    let space = match chosen.get("percent/spacing", "space")? {
        "none" => "",
        _ => "\u{A0}",
    };
    Some(format!("25{space}{}", of(SIGN.option)?))
}

/// Whether a word is of a language.
fn is_word_of(word: &str, language: Language) -> bool {
    match language {
        Language::Ar => WORDS[..4].contains(&word),
        Language::En => WORDS[4..7].contains(&word),
        Language::Fr => word == "pour cent",
        Language::Fa => word == "درصد",
        Language::Ur => WORDS[9..].contains(&word),
        _ => false,
    }
}

/// The word that a language is best known by, where a house asks for a word and names none.
fn usual_word(language: Language) -> Option<&'static str> {
    Some(match language {
        Language::Ar => "في المئة",
        Language::En => "percent",
        Language::Fr => "pour cent",
        Language::Fa => "درصد",
        Language::Ur => "فیصد",
        _ => return None,
    })
}

/// The two spellings of one Arabic word are one form.
fn same_word(word: &'static str) -> &'static str {
    match word {
        "في المائة" => "في المئة",
        "بالمائة" => "بالمئة",
        word => word,
    }
}

/// What a rule asks for.
struct House {
    rule: RuleInstance,
    /// Whether a sign is asked for, or a word.
    sign_form: Option<bool>,
    sign: Option<char>,
    word: Option<&'static str>,
}

struct PercentForms {
    rules: Vec<House>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    let house = |rule: &RuleInstance| House {
        rule: rule.clone(),
        sign_form: rule.options.text("form").map(|form| form == "sign"),
        sign: rule
            .options
            .text("sign")
            .and_then(|sign| sign.chars().next()),
        word: rule
            .options
            .text("word")
            .and_then(|word| WORDS.into_iter().find(|known| *known == word)),
    };
    Ok(Box::new(PercentForms {
        rules: rules.iter().map(house).collect(),
    }))
}

fn read_example(example: &str) -> Result<Vec<ExampleOption>, String> {
    let source = Source::new("example.txt", example);
    let article = Article::read(&source, Format::Plain, &ReadOptions::default());
    let mentions = Mentions::recognise(&article, &Vocabulary::default());
    let [percent] = mentions.percents.as_slice() else {
        return Err(
            "an example of a percentage is one, such as `25%`, `25٪` or `25 في المئة`".to_owned(),
        );
    };
    if percent.number.is_none() {
        return Err(
            "an example of a percentage has its number in figures, such as `25%`".to_owned(),
        );
    }
    if percent.place == SignPlace::Before {
        return Err(format!(
            "`{example}` has the sign typed before the number; in Arabic as in English it is typed after it, and the screen decides on which side it shows"
        ));
    }
    let text = |text: &str| OptionValue::Text(text.to_owned());
    let mut options = Vec::new();
    match percent.form {
        PercentForm::Sign(sign) => {
            if !matches!(sign, '%' | '٪') {
                return Err(format!(
                    "`{sign}` is no sign that a house style can ask for; use `%` or `٪`"
                ));
            }
            options.push(("percent/form", "form", text("sign")));
            options.push(("percent/form", "sign", text(&sign.to_string())));
            let space = match percent.space {
                Space::None => "none",
                Space::NoBreak | Space::Narrow => "no-break",
                Space::Plain => {
                    return Err(format!(
                        "`{example}` has a space at which the line may break; type a no-break space (U+00A0), or none"
                    ));
                }
            };
            options.push(("percent/spacing", "space", text(space)));
        }
        PercentForm::Word(word) => {
            options.push(("percent/form", "form", text("word")));
            options.push(("percent/form", "word", text(word)));
        }
    }
    Ok(options)
}

/// Percentages that are compared: of one group and language; those of tables, which save space,
/// among themselves.
type Key = (BlockGroup, Language, bool);

/// How many characters a paragraph has at the most that is a headline in plain text.
const HEADLINE: usize = 100;

/// Whether a paragraph of plain text, which marks no headings, reads as one: short, and without a
/// mark at its end.
fn is_headline(context: &Context<'_>, block: BlockIndex) -> bool {
    let text = context.article.block_text(block);
    context.article.format == Format::Plain
        && context.article.block(block).kind == BlockKind::Paragraph
        && text.len() <= 2 * HEADLINE
        && text.chars().count() <= HEADLINE
        && text.ends_with(char::is_alphanumeric)
}

/// The percentages in figures for which a rule holds, by what they are compared with.
fn grouped<'a>(context: &Context<'a>, rule: &RuleInstance) -> Vec<(Key, Vec<&'a Percent>)> {
    let mut groups: Vec<(Key, Vec<&Percent>)> = Vec::new();
    for percent in &context.mentions.percents {
        if percent.number.is_none() || !context.applies(rule, percent.block) {
            continue;
        }
        let block = context.article.block(percent.block);
        let group = if is_headline(context, percent.block) {
            BlockGroup::Title
        } else {
            block.kind.group()
        };
        let key = (group, block.lang.language, block.kind == BlockKind::Cell);
        match groups.iter_mut().find(|(known, _)| *known == key) {
            Some((_, percents)) => percents.push(percent),
            None => groups.push((key, vec![percent])),
        }
    }
    groups
}

/// What decides a side.
#[derive(Clone, Copy)]
enum Measure {
    House,
    /// The script: `٪` stands in text of Arabic letters alone.
    Script,
    Majority {
        /// A percentage that does it the usual way (index in its group).
        sample: usize,
        /// How many do.
        count: usize,
        clear: Majority,
    },
}

/// The places that differ in one side, and what they are measured by.
struct Side<K> {
    way: K,
    measure: Measure,
}

/// In how many places the form of fewer is no slip but a habit, such as signs in the headlines of a
/// digest: 29 of 35 warnings read in SaudiNewsNet were slips, and the others stood in threes or more.
const HABIT: usize = 3;

/// How a side is decided: by the house where it says, else by the majority.
fn decide<K: PartialEq + Copy>(
    house: Option<K>,
    ways: impl Iterator<Item = (usize, K)>,
) -> Option<Side<K>> {
    if let Some(way) = house {
        return Some(Side {
            way,
            measure: Measure::House,
        });
    }
    let mut tally = Tally::default();
    for (index, way) in ways {
        tally.add(way, index);
    }
    let (way, places, clear) = tally.majority()?;
    Some(Side {
        way: *way,
        measure: Measure::Majority {
            sample: places[0],
            count: places.len(),
            clear,
        },
    })
}

impl Check for PercentForms {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for house in &self.rules {
            for (key, percents) in grouped(context, &house.rule) {
                house.judge(context, sink, key.1, &percents);
            }
        }
    }
}

impl House {
    fn judge(
        &self,
        context: &Context<'_>,
        sink: &mut Sink<'_>,
        language: Language,
        percents: &[&Percent],
    ) {
        let sign = self.sign.map(|sign| if sign == '٪' { "٪" } else { "%" });
        let of_house = !is_foreign(sign, self.word, language);
        let house_form = self.sign_form.filter(|_| of_house);
        let house_sign = self.sign.filter(|_| of_house);
        let house_word = self.word.filter(|_| of_house);

        let is_sign = |percent: &Percent| matches!(percent.form, PercentForm::Sign(_));
        let all = || percents.iter().enumerate();
        let mut form = decide(
            house_form,
            all().map(|(at, percent)| (at, is_sign(percent))),
        );
        if let Some(Side {
            measure: Measure::Majority { count, clear, .. },
            ..
        }) = &mut form
            && percents.len() - *count >= HABIT
        {
            *clear = Majority::Weak;
        }

        // Only signs beside digits of one system are alike: `٢٥٪` and `25%` are each in order.
        let arabic_digits = |percent: &Percent| {
            let number = percent
                .number
                .and_then(|at| context.mentions.numbers.get(at as usize));
            let system = number.and_then(|number| number.digits);
            matches!(system, Some(DigitSystem::Arab | DigitSystem::ArabExt))
        };
        let signs = |arabic: bool| {
            all().filter_map(move |(at, percent)| match percent.form {
                PercentForm::Sign(sign) if arabic_digits(percent) == arabic => Some((at, sign)),
                _ => None,
            })
        };
        let sign = [false, true].map(|arabic| decide(house_sign, signs(arabic)));
        let signs_stay = form.as_ref().is_none_or(|side| side.way);
        if house_sign.is_none() && signs_stay && language.arabic_script() {
            for arabic in [false, true] {
                self.tie(context, sink, percents, signs(arabic));
            }
        }
        let words = all().filter_map(|(at, percent)| match percent.form {
            PercentForm::Word(word) => Some((at, same_word(word))),
            PercentForm::Sign(_) => None,
        });
        let word = decide(house_word, words);

        for percent in percents {
            let arabic = arabic_digits(percent);
            let other_form = form.as_ref().filter(|side| side.way != is_sign(percent));
            let (tail, measure) = match (other_form, percent.form) {
                (Some(side), PercentForm::Word(_)) => {
                    let usual = usual_sign(percents, house_sign, language, arabic);
                    (usual, side.measure)
                }
                (Some(side), PercentForm::Sign(_)) => {
                    let Some(usual) = most_used_word(percents, house_word, language) else {
                        continue;
                    };
                    (Tail::Word(usual), side.measure)
                }
                (None, PercentForm::Sign('٪'))
                    if !language.arabic_script() && language != Language::Und =>
                {
                    (Tail::Sign('%', None), Measure::Script)
                }
                (None, PercentForm::Sign(found)) => match &sign[usize::from(arabic)] {
                    Some(side) if side.way != found => (Tail::Sign(side.way, None), side.measure),
                    _ => continue,
                },
                (None, PercentForm::Word(found)) => match &word {
                    Some(side) if house_word.is_some() && side.way != found => {
                        (Tail::Word(side.way), side.measure)
                    }
                    Some(side) if house_word.is_none() && side.way != same_word(found) => {
                        let spelled = spelling(percents, side.way);
                        (Tail::Word(spelled), side.measure)
                    }
                    _ => continue,
                },
            };
            let sure =
                !(arabic && matches!((&tail, measure), (Tail::Sign('%', _), Measure::House)));
            self.report(context, sink, percents, (percent, sure), &tail, measure);
        }
    }

    /// `%` and `٪` are one sign in two characters: where neither outweighs the other, one hint shows
    /// both, and no fix.
    fn tie(
        &self,
        context: &Context<'_>,
        sink: &mut Sink<'_>,
        percents: &[&Percent],
        signs: impl Iterator<Item = (usize, char)>,
    ) {
        let mut tally = Tally::default();
        for (at, sign) in signs {
            tally.add(sign, at);
        }
        let Some([most, least]) = tally.tie() else {
            return;
        };
        let (place, other) = (percents[least.1[0]], percents[most.1[0]]);
        let fixed = rewritten(context, place, place.sign, &most.0.to_string());
        sink.report(&self.rule, place.range, "message")
            .arg("found", context.slice(place.range))
            .arg("majority", context.slice(other.range))
            .arg("n", most.1.len().to_string())
            .arg("fixed", fixed)
            .hint()
            .label(other.range, "other", vec![("sign", most.0.to_string())]);
    }

    fn report(
        &self,
        context: &Context<'_>,
        sink: &mut Sink<'_>,
        percents: &[&Percent],
        // The percentage, and whether its digits and its new sign go together.
        (percent, sure): (&Percent, bool),
        tail: &Tail,
        measure: Measure,
    ) {
        let found = context.slice(percent.range);
        let was_word = matches!(percent.form, PercentForm::Word(_));
        let (range, replacement) = tail.edit(context, percent);
        let fixed = rewritten(context, percent, range, &replacement);
        let becomes_sign = matches!(tail, Tail::Sign(..));
        let clear = match measure {
            Measure::House | Measure::Script => true,
            Measure::Majority { clear, .. } => clear == Majority::Strong,
        };
        let beside = was_word || becomes_sign || percent.space == Space::None;
        let applicability = if sure && clear && beside && !(was_word && becomes_sign) {
            Applicability::Safe
        } else {
            Applicability::Ask
        };
        let report = match measure {
            Measure::House => sink.report(&self.rule, percent.range, "configured"),
            Measure::Script => sink.report(&self.rule, percent.range, "foreign"),
            Measure::Majority {
                sample,
                count,
                clear,
            } => sink
                .report(&self.rule, percent.range, "message")
                .arg("majority", context.slice(percents[sample].range))
                .arg("n", count.to_string())
                .majority(clear),
        };
        let report = report.arg("found", found).arg("fixed", fixed).grouped();
        // A sign that is typed before its number is moved first; what it becomes shows then.
        if percent.place == SignPlace::After {
            report.fix(applicability, "replace", &[(range, &replacement)]);
        }
    }
}

/// A percentage's text after a replacement inside it.
fn rewritten(context: &Context<'_>, percent: &Percent, range: TextRange, new: &str) -> String {
    let before = context.slice(TextRange::new(percent.range.start(), range.start()));
    let after = context.slice(TextRange::new(range.end(), percent.range.end()));
    format!("{before}{new}{after}")
}

/// What a percentage ends in.
enum Tail {
    /// A sign, and what stands between it and the number; as it is, where that is not given.
    Sign(char, Option<&'static str>),
    /// A word, behind a space.
    Word(&'static str),
}

impl Tail {
    /// The part of a percentage that changes, and what it becomes.
    fn edit(&self, context: &Context<'_>, percent: &Percent) -> (TextRange, String) {
        if percent.place == SignPlace::Before {
            let range = percent.range;
            let between = TextRange::new(percent.sign.end(), percent.figure.start());
            let marks = context.slice(between).trim_matches(is_space);
            let number = format!("{marks}{}", context.slice(percent.figure));
            return match self {
                Self::Sign(sign, _) => (percent.sign, sign.to_string()),
                Self::Word(word) => (range, format!("{number} {word}")),
            };
        }
        let tail = TextRange::new(percent.figure.end(), percent.range.end());
        match (self, percent.form) {
            (Self::Sign(sign, None), _) => (percent.sign, sign.to_string()),
            (Self::Sign(sign, Some(space)), _) => (tail, format!("{space}{sign}")),
            (Self::Word(word), PercentForm::Word(_)) => (percent.sign, (*word).to_owned()),
            (Self::Word(word), PercentForm::Sign(_)) => (tail, format!(" {word}")),
        }
    }
}

/// The sign that a word gives way to: the house's, else the most used beside such digits, else the
/// language's own (CLDR 48.2: `٪` in Persian and beside Arabic digits); spaced as most signs are.
fn usual_sign(
    percents: &[&Percent],
    house: Option<char>,
    language: Language,
    arabic_digits: bool,
) -> Tail {
    let (mut signs, mut spaces) = (Tally::default(), Tally::default());
    for (at, percent) in percents.iter().enumerate() {
        if let PercentForm::Sign(sign) = percent.form {
            signs.add(sign, at);
            spaces.add(percent.space, at);
        }
    }
    let used = signs.most().filter(|sign| matches!(sign, '%' | '٪'));
    let sign = house.or(used).unwrap_or({
        if arabic_digits || language == Language::Fa {
            '٪'
        } else {
            '%'
        }
    });
    let space = match spaces.most() {
        Some(Space::Plain) => " ",
        Some(Space::NoBreak) => "\u{00A0}",
        Some(Space::Narrow) => "\u{202F}",
        Some(Space::None) => "",
        None if language == Language::Fr => "\u{202F}",
        None => "",
    };
    Tail::Sign(sign, Some(space))
}

/// The word that a sign gives way to: the house's, else the most used, else the language's own.
fn most_used_word(
    percents: &[&Percent],
    house: Option<&'static str>,
    language: Language,
) -> Option<&'static str> {
    let mut words = Tally::default();
    for (at, percent) in percents.iter().enumerate() {
        if let PercentForm::Word(word) = percent.form {
            words.add(word, at);
        }
    }
    house
        .or_else(|| words.most())
        .or_else(|| usual_word(language))
}

/// The spelling of a word that the article uses most.
fn spelling(percents: &[&Percent], word: &'static str) -> &'static str {
    let mut spellings = Tally::default();
    for (at, percent) in percents.iter().enumerate() {
        if let PercentForm::Word(found) = percent.form
            && same_word(found) == word
        {
            spellings.add(found, at);
        }
    }
    spellings.most().unwrap_or(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_say_form_sign_word_and_space() {
        let read = |text| {
            read_example(text).map(|options| {
                let options = options.iter();
                let options = options.map(|(rule, name, value)| format!("{rule} {name} {value}"));
                options.collect::<Vec<_>>().join("; ")
            })
        };
        assert_eq!(
            read("25٪").unwrap(),
            "percent/form form \"sign\"; percent/form sign \"٪\"; percent/spacing space \"none\""
        );
        assert_eq!(
            read("25\u{00A0}%").unwrap(),
            "percent/form form \"sign\"; percent/form sign \"%\"; percent/spacing space \"no-break\""
        );
        assert_eq!(
            read("25 في المئة").unwrap(),
            "percent/form form \"word\"; percent/form word \"في المئة\""
        );
        assert_eq!(
            read("25 percent").unwrap(),
            "percent/form form \"word\"; percent/form word \"percent\""
        );
        assert!(read("%25").unwrap_err().contains("typed before"));
        assert!(read("25 %").unwrap_err().contains("U+00A0"));
        assert!(read("25").is_err());
        assert!(read("سبعون بالمئة").is_err());
    }
}
