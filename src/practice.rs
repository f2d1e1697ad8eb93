//! What an article does where houses differ: the ways of each convention that a check judges by one
//! of its options. What a house style can ask for and what a survey counts are told by the same code.

use crate::check::{Context, ExampleOption, OptionKind, OptionValue};
use crate::lang::Language;

/// A side in which houses differ, and the option of a rule that asks for one of its ways. Rule and
/// option name it.
#[derive(Debug)]
pub struct Convention {
    /// The rule's id.
    pub rule: &'static str,
    /// The rule's option.
    pub option: &'static str,
    /// The ways that the option can ask for, as it names them. Of those that are equally frequent
    /// the first counts.
    pub ways: &'static [&'static str],
    /// Ways that articles have and no house asks for. With [`Self::ways`] there are at most
    /// [`Ways::MOST`].
    pub others: &'static [&'static str],
    /// A way by example, as text in a language shows it.
    pub sample: fn(&str, Language) -> String,
}

impl Convention {
    /// The name of a way.
    #[must_use]
    pub fn way(&self, index: usize) -> &'static str {
        let mut ways = self.ways.iter().chain(self.others);
        ways.nth(index).copied().unwrap_or_default()
    }

    /// Whether the option can ask for a way.
    #[must_use]
    pub fn can_ask_for(&self, index: usize) -> bool {
        index < self.ways.len()
    }

    fn index(&self, way: &str) -> Option<usize> {
        let mut ways = self.ways.iter().chain(self.others);
        ways.position(|known| *known == way)
    }
}

/// Ways of one convention, by their index: those that a place agrees with.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Ways(u16);

impl Ways {
    /// How many ways a convention has at the most.
    pub const MOST: usize = u16::BITS as usize;

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether a way is among them.
    #[must_use]
    pub fn has(self, index: usize) -> bool {
        self.0 & (1 << index) != 0
    }

    fn add(&mut self, index: usize) {
        self.0 |= 1 << index;
    }
}

/// How often an article does something in one of these ways.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// The convention.
    pub convention: &'static Convention,
    /// The language of the text.
    pub language: Language,
    /// What these places agree with.
    pub ways: Ways,
    /// How many places.
    pub places: u32,
}

/// What is seen in one article.
#[derive(Clone, Debug, Default)]
pub struct Observed {
    rows: Vec<Row>,
}

impl Observed {
    /// Everything that the checks know of an article's practices.
    #[must_use]
    pub fn of(context: &Context<'_>, practices: &[&Practice]) -> Self {
        let mut observed = Self::default();
        for practice in practices {
            (practice.observe)(context, &mut observed);
        }
        observed
    }

    /// The places by convention, language and ways, in the order in which they were first seen.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// Counts a place that agrees with each of the ways. Ways that the convention does not know are
    /// passed over.
    pub fn add(&mut self, convention: &'static Convention, language: Language, ways: &[&str]) {
        let mut set = Ways::default();
        for index in ways.iter().filter_map(|way| convention.index(way)) {
            set.add(index);
        }
        if set.is_empty() {
            return;
        }
        let same = |row: &&mut Row| {
            std::ptr::eq(row.convention, convention) && row.language == language && row.ways == set
        };
        match self.rows.iter_mut().find(same) {
            Some(row) => row.places += 1,
            None => self.rows.push(Row {
                convention,
                language,
                ways: set,
                places: 1,
            }),
        }
    }

    /// As [`Self::add`] with one way, or with another one where the convention does not know it.
    pub fn add_or(
        &mut self,
        convention: &'static Convention,
        language: Language,
        way: &str,
        unknown: &str,
    ) {
        let way = convention.index(way).map_or(unknown, |_| way);
        self.add(convention, language, &[way]);
    }
}

/// The practices that one check judges.
pub struct Practice {
    /// The key under `[style]` whose example asks for them; none where only `[rules]` does.
    pub key: Option<&'static str>,
    /// Its conventions.
    pub conventions: &'static [&'static Convention],
    /// Counts the places of an article.
    pub observe: fn(&Context<'_>, &mut Observed),
    /// Where the check reads an example: writes one.
    pub example: Option<WriteExample>,
    /// Takes back what can't be asked for together with the rest, or means nothing beside it.
    pub settle: fn(&mut Chosen),
    /// Whether what is chosen is asked of text in a language at all.
    pub holds_for: fn(&Chosen, Language) -> bool,
}

/// Writes an example in a language that asks for what is chosen; `None` where too little is chosen.
pub type WriteExample = fn(&Chosen, Language) -> Option<String>;

/// What is chosen for a house style: a way of each convention, or none.
#[derive(Clone, Debug)]
pub struct Chosen {
    ways: Vec<(&'static Convention, Option<&'static str>)>,
}

impl Chosen {
    /// A choice among conventions.
    #[must_use]
    pub fn new(ways: Vec<(&'static Convention, Option<&'static str>)>) -> Self {
        Self { ways }
    }

    /// What is chosen for an option of a rule.
    #[must_use]
    pub fn get(&self, rule: &str, option: &str) -> Option<&'static str> {
        self.find(rule, option).flatten()
    }

    fn find(&self, rule: &str, option: &str) -> Option<Option<&'static str>> {
        let mut ways = self.ways.iter();
        ways.find(|(known, _)| known.rule == rule && known.option == option)
            .map(|(_, way)| *way)
    }

    /// Takes back what is chosen for some conventions.
    pub fn take_back(&mut self, conventions: &[&'static Convention]) {
        for (known, way) in &mut self.ways {
            if conventions.iter().any(|other| std::ptr::eq(*other, *known)) {
                *way = None;
            }
        }
    }

    /// All conventions, with what is chosen.
    #[must_use]
    pub fn ways(&self) -> &[(&'static Convention, Option<&'static str>)] {
        &self.ways
    }

    /// Whether options ask for nothing but what is chosen. Options of no convention, which follow
    /// from the others, are passed over.
    #[must_use]
    pub fn allows(&self, options: &[ExampleOption]) -> bool {
        options.iter().all(|(rule, option, value)| {
            self.find(rule, option)
                .is_none_or(|way| way.is_some_and(|way| is_named(value, way)))
        })
    }
}

/// Whether a way is the name of an option's value.
fn is_named(value: &OptionValue, way: &str) -> bool {
    match value {
        OptionValue::Text(text) => text == way,
        OptionValue::Flag(flag) => way == if *flag { "true" } else { "false" },
        OptionValue::Texts(texts) => texts.join(JOINT) == way,
        OptionValue::Integer(_) | OptionValue::Table(_) => false,
    }
}

/// Between the values that a way of an option with several values asks for.
const JOINT: &str = "+";

/// The value of an option of a kind that asks for a way.
#[must_use]
pub fn value_of(way: &str, kind: OptionKind) -> OptionValue {
    match kind {
        OptionKind::Flag => OptionValue::Flag(way == "true"),
        OptionKind::Texts | OptionKind::SomeOf(_) => {
            OptionValue::Texts(way.split(JOINT).map(str::to_owned).collect())
        }
        _ => OptionValue::Text(way.to_owned()),
    }
}
