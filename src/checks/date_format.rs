//! Dates that one article writes in two ways, or not in the house form.
//!
//! A date has several sides: figures or words, the order of its parts, the marks between figures,
//! the system of its month's name, and one name of the month or two. Each side is compared on its
//! own and among dates that have it, so a missing year or weekday is no other form.

use std::borrow::Cow;

use crate::article::{Article, BlockGroup, BlockIndex, BlockKind, Format, ReadOptions};
use crate::check::{
    Check, CheckDef, Context, ExampleDef, ExampleOption, Majority, OptionError, OptionKind,
    OptionSpec, OptionValue, RuleInstance, Sink, Tally,
};
use crate::finding::Applicability;
use crate::lang::Language;
use crate::lang::chars::is_bidi_control;
use crate::lang::digits::{self, is_digit};
use crate::lang::fold;
use crate::lang::months::{self, Systems};
use crate::mention::{Calendar, Date, DateShape, DualStyle, Mentions, Month, Vocabulary, Weekday};
use crate::practice::{Chosen, Convention, Observed, Practice};
use crate::source::Source;
use crate::span::TextRange;

/// The definition.
pub static DEF: CheckDef = CheckDef {
    name: "date-format",
    options: &[
        OptionSpec {
            name: "shape",
            kind: OptionKind::OneOf(&SHAPE_IDS),
        },
        OptionSpec {
            name: "separator",
            kind: OptionKind::OneOf(&SEPARATORS),
        },
        OptionSpec {
            name: "months",
            kind: OptionKind::OneOf(&MONTHS_IDS),
        },
        OptionSpec {
            name: "dual",
            kind: OptionKind::OneOf(&DUAL_IDS),
        },
        OptionSpec {
            name: "slash",
            kind: OptionKind::OneOf(&SLASHES),
        },
        OptionSpec {
            name: "events",
            kind: OptionKind::Texts,
        },
    ],
    compile,
    example: Some(ExampleDef {
        key: "date",
        read: read_example,
    }),
};

const SHAPE_IDS: [&str; 6] = [
    "day-month",
    "month-day",
    "day-month-numeric",
    "month-day-numeric",
    "year-first-numeric",
    "iso",
];
const DUAL_IDS: [&str; 5] = [
    "levant-slash-gulf",
    "gulf-slash-levant",
    "gulf-paren-levant",
    "levant-paren-gulf",
    "none",
];

const MONTHS_IDS: [&str; 5] = ["gulf", "levant", "algeria", "morocco", "mauritania"];
const SLASHES: [&str; 3] = ["/", "/ ", " / "];
const SEPARATORS: [&str; 3] = ["/", "-", "."];

/// How an article writes its dates.
pub static PRACTICE: Practice = Practice {
    key: Some("date"),
    conventions: &[&SHAPE, &SEPARATOR, &MONTHS, &DUAL, &SLASH],
    observe,
    example: Some(write_example),
    settle,
    holds_for: |_, _| true,
};

static SHAPE: Convention = Convention {
    rule: "date/format",
    option: "shape",
    ways: &SHAPE_IDS,
    others: &[],
    sample: |way, language| {
        let month = match language {
            Language::Ar => months::name(6, Systems::GULF),
            Language::Fa => months::name(6, Systems::PERSIAN),
            Language::Ur => months::name(6, Systems::URDU),
            Language::Fr => months::name(6, Systems::FRENCH),
            _ => None,
        };
        shaped(way, month.unwrap_or("June"), "/")
    },
};

static SEPARATOR: Convention = Convention {
    rule: "date/format",
    option: "separator",
    ways: &SEPARATORS,
    others: &["–", "‑"],
    sample: |way, _| shaped("day-month-numeric", "", way),
};

static MONTHS: Convention = Convention {
    rule: "date/format",
    option: "months",
    ways: &MONTHS_IDS,
    others: &[],
    // July and August tell all systems apart.
    sample: |way, _| {
        let names = |month| Systems::from_id(way).and_then(|system| months::name(month, system));
        let names: Vec<_> = [7, 8].into_iter().filter_map(names).collect();
        names.join("، ")
    },
};

static DUAL: Convention = Convention {
    rule: "date/format",
    option: "dual",
    ways: &DUAL_IDS,
    others: &["tight", "other"],
    sample: |way, _| match way {
        "levant-slash-gulf" => "حزيران/يونيو".to_owned(),
        "gulf-slash-levant" => "يونيو/حزيران".to_owned(),
        "gulf-paren-levant" => "يونيو (حزيران)".to_owned(),
        "levant-paren-gulf" => "حزيران (يونيو)".to_owned(),
        "none" => "يونيو".to_owned(),
        "tight" => "يونيو(حزيران)".to_owned(),
        _ => "يونيو …".to_owned(),
    },
};

static SLASH: Convention = Convention {
    rule: "date/format",
    option: "slash",
    ways: &SLASHES,
    others: &[" ", " - ", "-", " – ", "other"],
    sample: |way, _| match way {
        "other" => "حزيران … يونيو".to_owned(),
        way => format!("حزيران{way}يونيو"),
    },
};

/// The 25th of June 2021 in a shape.
fn shaped(shape: &str, month: &str, separator: &str) -> String {
    match shape {
        "day-month" => format!("25 {month} 2021"),
        "month-day" => format!("{month} 25, 2021"),
        "day-month-numeric" => format!("25{separator}6{separator}2021"),
        "month-day-numeric" => format!("6{separator}25{separator}2021"),
        "year-first-numeric" => format!("2021{separator}6{separator}25"),
        _ => "2021-06-25".to_owned(),
    }
}

fn observe(context: &Context<'_>, observed: &mut Observed) {
    use DualStyle::{GulfSlashLevant, LevantSlashGulf};
    if context.mentions.dates.is_empty() {
        return;
    }
    let form = Form::default();
    for dates in likes(context, &form, |_| true) {
        let judge = Judge::new(&form, context, &dates);
        let language = judge.language(dates[0].date);
        for (_, shapes) in judge.shapes() {
            let ways: Vec<_> = shapes.into_iter().filter_map(shape_id).collect();
            observed.add(&SHAPE, language, &ways);
        }
        for (_, mark) in judge.marks() {
            if let Some(mark) = mark {
                observed.add(&SEPARATOR, language, &[mark.encode_utf8(&mut [0; 4])]);
            }
        }
        for (_, month) in judge.single_names() {
            let meets = |id: &&&str| Systems::from_id(id).is_some_and(|s| s.meets(month.systems));
            let ways: Vec<_> = MONTHS_IDS.iter().filter(meets).copied().collect();
            observed.add(&MONTHS, language, &ways);
        }
        for (_, month, names) in judge.name_uses() {
            let dual = judge.dual(&month);
            let way = dual.as_ref().map_or("other", |dual| {
                let slash = matches!(dual.style, LevantSlashGulf | GulfSlashLevant);
                if slash || dual.joint == joint(dual.style, String::new()) {
                    dual_id(dual.style)
                } else {
                    "tight"
                }
            });
            match names {
                NameUse::One => observed.add(&DUAL, language, &["none"]),
                NameUse::Two { .. } => observed.add(&DUAL, language, &[way]),
                NameUse::Undated if dual.is_some() => {
                    observed.add(&DUAL, language, &[way, "none"]);
                }
                NameUse::Undated | NameUse::Further | NameUse::Wrong => continue,
            }
            if let Some(Dual { style, joint }) = dual
                && matches!(style, LevantSlashGulf | GulfSlashLevant)
            {
                observed.add_or(&SLASH, language, &joint, "other");
            }
        }
    }
}

/// Two names joined by a stroke are asked for with what joins them. In words there is no mark, and
/// machines have one of their own.
fn settle(chosen: &mut Chosen) {
    let of = |convention: &Convention| chosen.get(convention.rule, convention.option);
    let (shape, dual, slash) = (of(&SHAPE), of(&DUAL), of(&SLASH));
    if matches!(shape, Some("day-month" | "month-day" | "iso")) {
        chosen.take_back(&[&SEPARATOR]);
    }
    match dual {
        Some("levant-slash-gulf" | "gulf-slash-levant") if slash.is_none() => {
            chosen.take_back(&[&DUAL]);
        }
        Some("levant-slash-gulf" | "gulf-slash-levant") => {}
        _ => chosen.take_back(&[&SLASH]),
    }
}

/// The opposite of [`read_example`].
fn write_example(chosen: &Chosen, language: Language) -> Option<String> {
    let of = |convention: &Convention| chosen.get(convention.rule, convention.option);
    let shape = of(&SHAPE)?;
    if !matches!(shape, "day-month" | "month-day") {
        // One separator belongs to the form of machines.
        return if shape == "iso" {
            Some(shaped(shape, "", "-"))
        } else {
            Some(shaped(shape, "", of(&SEPARATOR)?))
        };
    }
    if language != Language::Ar {
        return Some((SHAPE.sample)(shape, language));
    }
    match of(&DUAL)? {
        "none" => {
            let system = Systems::from_id(of(&MONTHS)?)?;
            // A month that tells the system from the others.
            (1..=12)
                .filter_map(|month| months::name(month, system))
                .map(|month| shaped(shape, month, ""))
                .find(|example| read_example(example).is_ok_and(|options| chosen.allows(&options)))
        }
        style => {
            let style = dual_of(style)?;
            let slash = of(&SLASH).unwrap_or("/").to_owned();
            let dual = Dual {
                style,
                joint: joint(style, slash),
            };
            let name = |system| months::name(6, system);
            let month = put_together(&dual, name(Systems::LEVANT)?, name(Systems::GULF)?);
            Some(shaped(shape, &month, ""))
        }
    }
}

/// The id of a shape, as the option names it; a month without a day has none.
fn shape_id(shape: DateShape) -> Option<&'static str> {
    Some(match shape {
        DateShape::DayMonth => "day-month",
        DateShape::MonthDay => "month-day",
        DateShape::MonthYear => return None,
        DateShape::DayMonthNumeric => "day-month-numeric",
        DateShape::MonthDayNumeric => "month-day-numeric",
        DateShape::YearFirstNumeric => "year-first-numeric",
        DateShape::Iso => "iso",
    })
}

fn shape_of(id: &str) -> Option<DateShape> {
    use DateShape::{DayMonth, DayMonthNumeric, Iso, MonthDay, MonthDayNumeric, YearFirstNumeric};
    [
        DayMonth,
        MonthDay,
        DayMonthNumeric,
        MonthDayNumeric,
        YearFirstNumeric,
        Iso,
    ]
    .into_iter()
    .find(|&shape| shape_id(shape) == Some(id))
}

fn dual_id(style: DualStyle) -> &'static str {
    match style {
        DualStyle::LevantSlashGulf => "levant-slash-gulf",
        DualStyle::GulfSlashLevant => "gulf-slash-levant",
        DualStyle::GulfParenLevant => "gulf-paren-levant",
        DualStyle::LevantParenGulf => "levant-paren-gulf",
    }
}

fn dual_of(id: &str) -> Option<DualStyle> {
    use DualStyle::{GulfParenLevant, GulfSlashLevant, LevantParenGulf, LevantSlashGulf};
    [
        LevantSlashGulf,
        GulfSlashLevant,
        GulfParenLevant,
        LevantParenGulf,
    ]
    .into_iter()
    .find(|&style| dual_id(style) == id)
}

/// How the two names of a month stand together, blanks and marks between them included.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Dual<'a> {
    style: DualStyle,
    joint: Cow<'a, str>,
}

impl Dual<'_> {
    /// Whether nothing but the house's slash or a bracket with its space joins the names: a dash may
    /// be taken for a stretch of time, and a lopsided joint for a slip.
    fn is_plain(&self) -> bool {
        matches!(self.joint.as_ref(), "/" | " / " | " (")
    }

    /// Whether the space before the bracket is missing, which no date should follow.
    fn is_glued(&self) -> bool {
        self.joint == "("
    }
}

/// Whether a configured house form has two names of a month, and how.
#[derive(Clone, PartialEq, Eq, Debug)]
enum Names {
    One,
    Two(Dual<'static>),
}

/// What a rule asks for; a side that it leaves open follows the article's majority.
#[derive(Default)]
struct Form {
    shape: Option<DateShape>,
    separator: Option<char>,
    months: Option<Systems>,
    names: Option<Names>,
    events: Vec<String>,
}

struct DateFormat {
    forms: Vec<(RuleInstance, Form)>,
}

fn compile(rules: &[RuleInstance]) -> Result<Box<dyn Check>, OptionError> {
    let forms = rules
        .iter()
        .map(|rule| {
            let options = &rule.options;
            let slash = options.text("slash").unwrap_or("/").to_owned();
            let form = Form {
                shape: options.text("shape").and_then(shape_of),
                separator: options
                    .text("separator")
                    .and_then(|mark| mark.chars().next()),
                months: options.text("months").and_then(Systems::from_id),
                names: options.text("dual").map(|id| match dual_of(id) {
                    None => Names::One,
                    Some(style) => Names::Two(Dual {
                        style,
                        joint: joint(style, slash),
                    }),
                }),
                events: options.texts("events").to_vec(),
            };
            (rule.clone(), form)
        })
        .collect();
    Ok(Box::new(DateFormat { forms }))
}

fn joint(style: DualStyle, slash: String) -> Cow<'static, str> {
    match style {
        DualStyle::LevantSlashGulf | DualStyle::GulfSlashLevant => Cow::Owned(slash),
        DualStyle::GulfParenLevant | DualStyle::LevantParenGulf => Cow::Borrowed(" ("),
    }
}

impl Check for DateFormat {
    fn run(&self, context: &Context<'_>, sink: &mut Sink<'_>) {
        for (rule, form) in &self.forms {
            for likes in likes(context, form, |block| context.applies(rule, block)) {
                let mut judge = Judge::new(form, context, &likes);
                judge.rule = Some(rule);
                judge.judge(sink);
            }
        }
    }
}

/// The dates of the blocks that are looked at, those together that are compared.
fn likes<'a>(
    context: &Context<'a>,
    form: &Form,
    looks_at: impl Fn(BlockIndex) -> bool,
) -> Vec<Vec<Like<'a>>> {
    let dates = &context.mentions.dates;
    let mut likes: Vec<(_, Vec<Like<'a>>)> = Vec::new();
    for (at, date) in dates.iter().enumerate() {
        if !looks_at(date.block) {
            continue;
        }
        let like = Like {
            date,
            exempt: is_exempt(date) || form.names_event(context.slice(date.core())),
            beside: stands_beside(dates, at),
            alone: stands_alone(context, date),
            bracketed: is_bracketed(context, date),
        };
        let key = key(context, date.block);
        match likes.iter_mut().find(|(known, _)| *known == key) {
            Some((_, likes)) => likes.push(like),
            None => likes.push((key, vec![like])),
        }
    }
    likes.into_iter().map(|(_, likes)| likes).collect()
}

/// Dates are compared among blocks of one group, one language and one kind of writing: a list, a
/// table, a footnote and a block quotation have forms of their own.
fn key(context: &Context<'_>, block: BlockIndex) -> (BlockGroup, Language, Option<BlockKind>) {
    let block = context.article.block(block);
    let group = block.kind.group();
    let own = group == BlockGroup::Body || block.kind == BlockKind::Metadata;
    (group, block.lang.language, own.then_some(block.kind))
}

/// Whether a date has no form to compare: it names an event, machines wrote it, or another rule says
/// that there is no such day.
fn is_exempt(date: &Date) -> bool {
    date.event || date.stamp || is_impossible(date)
}

fn is_impossible(date: &Date) -> bool {
    date.day.is_some()
        && !date.is_contradictory()
        && !date.readings().any(|reading| date.possible(reading))
}

/// The calendars of which the figures are compared, each on its own.
const CALENDARS: [Calendar; 3] = [Calendar::Gregorian, Calendar::Hijri, Calendar::Persian];

/// How many bytes stand beside a date at the most that is a line of its own.
const BYLINE: usize = 32;

/// Whether a date is no part of the running text: a line of its own, as under a headline, or in a
/// list, a table or the notes, where references have forms of their own.
fn stands_alone(context: &Context<'_>, date: &Date) -> bool {
    let block = context.article.block(date.block);
    matches!(
        block.kind,
        BlockKind::ListItem | BlockKind::Cell | BlockKind::Footnote
    ) || block.range.len() <= date.range.len() + BYLINE
}

/// How many brackets before a date are looked at.
const BRACKETS: usize = 8;

/// Whether a date stands inside round brackets.
fn is_bracketed(context: &Context<'_>, date: &Date) -> bool {
    let brackets = &context.mentions.brackets;
    let core = date.core();
    let at = brackets.partition_point(|bracket| bracket.range.start < core.start);
    brackets[..at].iter().rev().take(BRACKETS).any(|bracket| {
        bracket.c == '('
            && bracket.block == date.block
            && bracket
                .partner
                .is_some_and(|partner| partner.start >= core.end)
    })
}

/// Whether a date gives the day of its neighbour by another calendar: such a pair has the form
/// that the pair asks for (`18/9/1436هـ الموافق 5/7/2015`).
fn stands_beside(dates: &[Date], at: usize) -> bool {
    let after = dates.get(at + 1);
    dates[at].same_day.is_some() || after.is_some_and(|after| after.same_day.is_some())
}

/// A date among those that it is compared with.
struct Like<'a> {
    date: &'a Date,
    /// It names an event, a place or an institution.
    exempt: bool,
    /// The same day by another calendar stands beside it.
    beside: bool,
    /// It is no part of the running text, and the majority there says nothing about it.
    alone: bool,
    /// It stands inside round brackets.
    bracketed: bool,
}

impl Form {
    fn names_event(&self, date: &str) -> bool {
        self.events.iter().any(|event| fold::same(event, date))
    }
}

/// What a finding says: what should stand there, and how surely.
struct Verdict<'v> {
    edits: Vec<(TextRange, String)>,
    applicability: Applicability,
    /// A date of the majority, with its places; none where the form is configured.
    majority: Option<(&'v Date, usize, Majority)>,
}

/// How a date names its month.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum NameUse {
    /// With one name.
    One,
    /// With one name, where the month had both before.
    Further,
    /// With two names; `late` where a month had one name before.
    Two { late: bool },
    /// Without a day and a year.
    Undated,
    /// With two names in a date that is wrong in itself.
    Wrong,
}

struct Judge<'j, 'a> {
    /// The rule that reports; none where the dates are only looked at.
    rule: Option<&'j RuleInstance>,
    form: &'j Form,
    context: &'j Context<'a>,
    dates: &'j [Like<'a>],
    /// A date is reported once, however many of its sides differ.
    told: Vec<bool>,
}

impl<'j, 'a> Judge<'j, 'a> {
    fn new(form: &'j Form, context: &'j Context<'a>, dates: &'j [Like<'a>]) -> Self {
        Self {
            rule: None,
            form,
            context,
            dates,
            told: vec![false; dates.len()],
        }
    }

    fn judge(&mut self, sink: &mut Sink<'_>) {
        match self.form.shape {
            Some(shape) => self.configured_shape(shape, sink),
            None => {
                self.figures_or_words(sink);
                self.order_of_words(sink);
                self.order_of_figures(sink);
            }
        }
        self.separators(sink);
        self.month_systems(sink);
        self.dual_styles(sink);
        self.one_name_or_two(sink);
    }

    fn slice(&self, range: TextRange) -> &'a str {
        self.context.slice(range)
    }

    // -------------------------------------------------------- figures and words

    /// Whole dates of a calendar.
    fn whole(&self, calendar: Calendar) -> impl Iterator<Item = (usize, &'a Date)> {
        self.dates.iter().enumerate().filter_map(move |(at, like)| {
            let date = like.date;
            let whole = date.day.is_some() && date.year.is_some_and(|year| year.value >= 1000);
            (whole && date.calendar == calendar && !like.exempt && !like.beside)
                .then_some((at, date))
        })
    }

    /// Whole dates of the running text.
    fn running(&self, calendar: Calendar) -> impl Iterator<Item = (usize, &'a Date)> {
        self.whole(calendar)
            .filter(|&(at, _)| !self.dates[at].alone)
    }

    fn in_words(&self) -> impl Iterator<Item = (usize, &'a Date)> {
        self.dates.iter().enumerate().filter_map(|(at, like)| {
            let day = like.date.day?;
            let digits = self.slice(day.range).starts_with(is_digit);
            let words = like.date.month.is_some() && like.date.calendar == Calendar::Gregorian;
            // `the 8th of June` is a turn of phrase beside any form.
            let of = like.date.month.is_some_and(|month| {
                let gap = day.range.end()..month.range.start().max(day.range.end());
                self.slice(gap.into()).ends_with(" of ")
            });
            (digits && words && !of && !like.exempt).then_some((at, like.date))
        })
    }

    fn figures_or_words(&mut self, sink: &mut Sink<'_>) {
        let mut tally = Tally::default();
        for (at, date) in self.running(Calendar::Gregorian) {
            // A day in words is no figure, and is not compared.
            if date
                .day
                .is_some_and(|day| self.slice(day.range).starts_with(is_digit))
            {
                tally.add(date.is_numeric(), at);
            }
        }
        let Some((&numeric, places, majority)) = tally.majority() else {
            return;
        };
        // A file's name, a log or a link has the form of machines, which asks nothing of the text.
        let machine = |&&at: &&usize| self.dates[at].date.shape == DateShape::Iso;
        if numeric && places.iter().filter(machine).count() * 2 >= places.len() {
            return;
        }
        let sample = self.dates[places[0]].date;
        for &at in places_of(&tally, &!numeric) {
            let date = self.dates[at].date;
            let edits = self.rewritten(date, sample.shape, sample);
            let verdict = Verdict {
                edits,
                applicability: Applicability::Ask,
                majority: Some((sample, places.len(), majority)),
            };
            self.tell(at, verdict, sink);
        }
    }

    fn order_of_words(&mut self, sink: &mut Sink<'_>) {
        let mut tally = Tally::default();
        for (at, date) in self.in_words().filter(|&(at, _)| !self.dates[at].alone) {
            tally.add(date.shape, at);
        }
        self.tell_minority(&tally, sink, |judge, date, sample| {
            judge.rewritten(date, sample.shape, sample)
        });
    }

    /// Day, month and year in figures, where the figures themselves say which is which.
    fn order_of_figures(&mut self, sink: &mut Sink<'_>) {
        for calendar in CALENDARS {
            let mut tally = Tally::default();
            for (at, date) in self.running(calendar).filter(|(_, date)| date.is_numeric()) {
                if !undecided(date) {
                    let shape = match date.shape {
                        DateShape::Iso => DateShape::YearFirstNumeric,
                        shape => shape,
                    };
                    tally.add(shape, at);
                }
            }
            self.tell_minority(&tally, sink, |judge, date, sample| {
                judge.rewritten(date, sample.shape, sample)
            });
        }
    }

    fn separators(&mut self, sink: &mut Sink<'_>) {
        let respaced = |judge: &Self, date: &Date, mark: char| {
            let text = judge.slice(date.core());
            let marks: &[char] = &['/', '-', '.', '‑', '–'];
            let fixed: String = text.replace(marks, mark.encode_utf8(&mut [0; 4]));
            vec![(date.core(), fixed)]
        };
        if let Some(mark) = self.form.separator {
            let marks: Vec<_> = self.marks().collect();
            for (at, _) in marks.into_iter().filter(|(_, found)| *found != Some(mark)) {
                let edits = respaced(self, self.dates[at].date, mark);
                self.tell_configured(at, edits, Applicability::Ask, sink);
            }
            return;
        }
        for calendar in CALENDARS {
            let mut tally = Tally::default();
            for (at, date) in self.running(calendar).filter(|(_, date)| date.is_numeric()) {
                if let Some(mark) = date.separator {
                    tally.add(mark, at);
                }
            }
            self.tell_minority(&tally, sink, |judge, date, sample| {
                sample
                    .separator
                    .map_or_else(Vec::new, |mark| respaced(judge, date, mark))
            });
        }
    }

    /// The marks between the figures of the dates in figures that a house can ask for.
    fn marks(&self) -> impl Iterator<Item = (usize, Option<char>)> {
        self.dates.iter().enumerate().filter_map(|(at, like)| {
            (like.date.is_numeric() && !like.exempt).then_some((at, like.date.separator))
        })
    }

    /// The dates whose shape a house can ask for, each with the shapes that it may be said to have:
    /// several where the figures do not say which is the day, and where a day and a month in words
    /// go without the year, for which shapes in figures have no room.
    fn shapes(&self) -> Vec<(usize, Vec<DateShape>)> {
        use DateShape::{DayMonthNumeric, Iso, MonthDayNumeric, YearFirstNumeric};
        const FIGURES: [DateShape; 4] = [DayMonthNumeric, MonthDayNumeric, YearFirstNumeric, Iso];
        let whole = self.whole(Calendar::Gregorian).filter(|(_, date)| {
            date.day
                .is_some_and(|day| self.slice(day.range).starts_with(is_digit))
        });
        let mut shapes: Vec<_> = whole
            .map(|(at, date)| match date.shape {
                DayMonthNumeric if undecided(date) => (at, vec![DayMonthNumeric, MonthDayNumeric]),
                shape => (at, vec![shape]),
            })
            .collect();
        let wholes = shapes.len();
        for (at, date) in self.in_words() {
            if shapes[..wholes]
                .binary_search_by_key(&at, |known| known.0)
                .is_err()
            {
                shapes.push((at, [&[date.shape], &FIGURES[..]].concat()));
            }
        }
        shapes.sort_by_key(|(at, _)| *at);
        shapes
    }

    fn configured_shape(&mut self, shape: DateShape, sink: &mut Sink<'_>) {
        let others = |(at, shapes): (usize, Vec<_>)| (!shapes.contains(&shape)).then_some(at);
        let wrong: Vec<usize> = self.shapes().into_iter().filter_map(others).collect();
        for at in wrong {
            let date = self.dates[at].date;
            let edits = self.rewritten(date, shape, date);
            self.tell_configured(at, edits, Applicability::Ask, sink);
        }
    }

    /// The edit that gives a date another shape, in the manner of `sample`; none where its parts do
    /// not say for certain what is what.
    fn rewritten(&self, date: &Date, shape: DateShape, sample: &Date) -> Vec<(TextRange, String)> {
        let (Some(day), Some(month)) = (date.day, date.month_value()) else {
            return Vec::new();
        };
        if date.is_numeric() && undecided(date) || !date.possible((day.value, month)) {
            return Vec::new();
        }
        // What is rewritten takes the digits of what it is to match.
        let like = |date: &Date| self.slice(date.core()).chars().find_map(digits::digit);
        let system = like(sample)
            .or_else(|| like(date))
            .map(|(system, _)| system);
        let written = |range| {
            let text: &str = self.slice(range);
            system.map_or_else(|| text.to_owned(), |system| digits::convert(text, system))
        };
        let day = written(day.range);
        let year = date.year.map(|year| written(year.range));
        let text = match shape {
            DateShape::DayMonth | DateShape::MonthDay => {
                let Some(name) = self.month_in_words(date, sample) else {
                    return Vec::new();
                };
                let day = match system {
                    Some(system) => day.trim_start_matches(system.zero()),
                    None => day.as_str(),
                };
                let comma = if self.language(date) == Language::Ur {
                    "،"
                } else {
                    ""
                };
                match (shape, year) {
                    (DateShape::DayMonth, Some(year)) => format!("{day} {name}{comma} {year}"),
                    (DateShape::DayMonth, None) => format!("{day} {name}"),
                    (_, Some(year)) => format!("{name} {day}, {year}"),
                    (_, None) => format!("{name} {day}"),
                }
            }
            DateShape::MonthYear => return Vec::new(),
            _ => {
                let (Some(year), Some(system)) = (year, system) else {
                    return Vec::new();
                };
                let mark = self
                    .form
                    .separator
                    .or(sample.separator)
                    .unwrap_or_else(|| if shape == DateShape::Iso { '-' } else { '/' });
                let long = shape == DateShape::Iso || self.has_leading_zero(sample, system.zero());
                let two = |value: u32| {
                    let plain = if long {
                        format!("{value:02}")
                    } else {
                        value.to_string()
                    };
                    digits::convert(&plain, system)
                };
                let day = two(date.day.map_or(0, |day| day.value));
                let month = two(month);
                match shape {
                    DateShape::DayMonthNumeric => format!("{day}{mark}{month}{mark}{year}"),
                    DateShape::MonthDayNumeric => format!("{month}{mark}{day}{mark}{year}"),
                    _ => format!("{year}{mark}{month}{mark}{day}"),
                }
            }
        };
        vec![(date.core(), text)]
    }

    fn has_leading_zero(&self, date: &Date, zero: char) -> bool {
        let parts = [
            date.day.map(|day| day.range),
            date.month_number.map(|month| month.range),
        ];
        let zeros = ['0', zero];
        date.is_numeric()
            && parts
                .into_iter()
                .flatten()
                .any(|range| self.slice(range).starts_with(zeros))
    }

    fn language(&self, date: &Date) -> Language {
        self.context.article.block(date.block).lang.language
    }

    /// The month's name: as it is written, or for figures as `sample` would write it.
    fn month_in_words(&self, date: &Date, sample: &Date) -> Option<String> {
        if let Some(month) = date.month {
            return Some(self.slice(month.range).to_owned());
        }
        let number = u8::try_from(date.month_value()?).ok()?;
        let name = |system| months::name(number, system);
        if let Some(dual) = sample.month.and_then(|month| self.dual(&month)) {
            let other = self.latin_system(sample);
            return Some(put_together(&dual, name(Systems::LEVANT)?, name(other)?));
        }
        let system = match self.language(date) {
            Language::Ar => match self.form.names {
                Some(Names::Two(ref dual)) => {
                    let other = self.form.months.unwrap_or(Systems::GULF);
                    return Some(put_together(dual, name(Systems::LEVANT)?, name(other)?));
                }
                _ => self.form.months.or_else(|| {
                    let systems = sample.month?.systems;
                    Systems::ARABIC_EACH
                        .into_iter()
                        .find(|system| system.meets(systems))
                })?,
            },
            Language::Fa => Systems::PERSIAN,
            Language::Ur => Systems::URDU,
            Language::Fr => Systems::FRENCH,
            Language::En => Systems::ENGLISH,
            _ => return None,
        };
        name(system).map(str::to_owned)
    }

    // -------------------------------------------------------- the month's names

    /// Gregorian months in Arabic that have their right names.
    fn arabic_months(&self) -> impl Iterator<Item = (usize, Month)> {
        self.dates.iter().enumerate().filter_map(|(at, like)| {
            let month = like.date.month?;
            let right = !like.exempt && !like.date.is_contradictory();
            (right && month.systems.meets(Systems::ARABIC)).then_some((at, month))
        })
    }

    /// Those with one name.
    fn single_names(&self) -> impl Iterator<Item = (usize, Month)> {
        self.arabic_months()
            .filter(|(_, month)| month.second.is_none())
    }

    fn month_systems(&mut self, sink: &mut Sink<'_>) {
        let single: Vec<_> = self.single_names().collect();
        let of = |system: Systems| {
            single
                .iter()
                .filter(move |(_, month)| month.systems.meets(system))
                .map(|&(at, _)| at)
        };
        let system = match self.form.months {
            Some(system) => system,
            None => {
                // Of systems with equally many names the first one is meant.
                let each = Systems::ARABIC_EACH.into_iter().rev();
                let Some(system) = each.max_by_key(|&system| of(system).count()) else {
                    return;
                };
                system
            }
        };
        let (count, sample) = (of(system).count(), of(system).next());
        let sample = sample.map(|at| self.dates[at].date);
        let Some(clear) = (match self.form.months {
            Some(_) => Some(None),
            None => Majority::of(count, single.len() - count).map(Some),
        }) else {
            return;
        };
        for (at, month) in single {
            if month.systems.meets(system) {
                continue;
            }
            let name = months::name(month.number, system).unwrap_or_default();
            let verdict = Verdict {
                edits: vec![(month.range, name.to_owned())],
                applicability: Applicability::Ask,
                majority: sample
                    .zip(clear)
                    .map(|(sample, majority)| (sample, count, majority)),
            };
            self.tell(at, verdict, sink);
        }
    }

    fn dual_styles(&mut self, sink: &mut Sink<'_>) {
        if let Some(Names::Two(wanted)) = &self.form.names {
            let wanted = wanted.clone();
            for at in 0..self.dates.len() {
                let Like { date, exempt, .. } = self.dates[at];
                let Some(month) = date.month.filter(|_| !exempt && !date.is_contradictory()) else {
                    continue;
                };
                let other = self.dual(&month).is_some_and(|dual| dual != wanted);
                if other && !self.would_nest(at, &wanted) {
                    let edits = vec![(month.range, self.restyled(&month, &wanted))];
                    self.tell_configured(at, edits, Applicability::Safe, sink);
                }
            }
            return;
        }
        let mut tally = Tally::default();
        for (at, month) in self.arabic_months() {
            if let Some(dual) = self.dual(&month) {
                tally.add(dual, at);
            }
        }
        let Some((wanted, places, majority)) = tally.majority() else {
            return;
        };
        let sample = self.dates[places[0]].date;
        for (dual, minority) in tally.ways() {
            for &at in minority.iter().filter(|_| dual != wanted) {
                let Some(month) = self.dates[at].date.month else {
                    continue;
                };
                if self.would_nest(at, wanted) || (dual.style == wanted.style && wanted.is_glued())
                {
                    continue;
                }
                let applicability = match majority {
                    Majority::Strong if wanted.is_plain() => Applicability::Safe,
                    _ => Applicability::Ask,
                };
                let verdict = Verdict {
                    edits: vec![(month.range, self.restyled(&month, wanted))],
                    applicability,
                    majority: Some((sample, places.len(), majority)),
                };
                self.tell(at, verdict, sink);
            }
        }
    }

    /// How the dates name their Arabic months, in the order of the text.
    fn name_uses(&self) -> Vec<(usize, Month, NameUse)> {
        let mut introduced = [false; 13];
        let mut strict = true;
        let mut uses = Vec::new();
        for (at, like) in self.dates.iter().enumerate() {
            let date = like.date;
            let Some(month) = date
                .month
                .filter(|month| month.systems.meets(Systems::ARABIC))
            else {
                continue;
            };
            // A date that is wrong in itself is told by another rule, and has its two names all
            // the same.
            if is_impossible(date) || date.is_contradictory() {
                if let Some(second) = month.second {
                    introduced[usize::from(month.number.min(12))] = true;
                    introduced[usize::from(second.value.min(12))] = true;
                    uses.push((at, month, NameUse::Wrong));
                }
                continue;
            }
            if like.exempt {
                continue;
            }
            let known = &mut introduced[usize::from(month.number.min(12))];
            if month.second.is_some() {
                *known = true;
            } else if !*known {
                strict = false;
            }
            let names = if date.day.is_none() && date.year.is_none() {
                NameUse::Undated
            } else if month.second.is_some() {
                NameUse::Two { late: !strict }
            } else if *known {
                NameUse::Further
            } else {
                NameUse::One
            };
            uses.push((at, month, names));
        }
        uses
    }

    /// The months with one name where others have two, or the other way round. That a month has
    /// both names where it is first mentioned, and one afterwards, is one way and not two.
    fn one_name_or_two(&mut self, sink: &mut Sink<'_>) {
        let uses = self.name_uses();
        let (mut all, mut told) = ((Vec::new(), Vec::new()), false);
        // Two names alone are seen without a number, one name alone is not.
        let undated = uses.iter().filter(|(.., names)| *names == NameUse::Undated);
        all.0.extend(undated.map(|&(at, month, _)| (at, month)));
        for with_day in [true, false] {
            let (mut one, mut two, mut two_late) = (Vec::new(), Vec::new(), Vec::new());
            let mut wrong = 0;
            for &(at, month, names) in &uses {
                if self.dates[at].date.day.is_some() != with_day {
                    continue;
                }
                match names {
                    NameUse::Wrong => wrong += 1,
                    NameUse::Two { late } => {
                        two.push((at, month));
                        if late {
                            two_late.push((at, month));
                        }
                    }
                    NameUse::One => one.push((at, month)),
                    NameUse::Undated | NameUse::Further => {}
                }
            }
            match &self.form.names {
                Some(Names::One) => {
                    for (at, month) in two {
                        let edits = self.with_one_name(&month, self.form.months);
                        self.tell_configured(at, edits, Applicability::Ask, sink);
                    }
                }
                Some(Names::Two(dual)) => {
                    let dual = dual.clone();
                    one.retain(|&(at, _)| !self.would_nest(at, &dual));
                    for (at, month) in one {
                        let other = self.form.months.unwrap_or(Systems::GULF);
                        let edits = self.with_two_names(&month, &dual, other);
                        self.tell_configured(at, edits, Applicability::Ask, sink);
                    }
                }
                None => {
                    if let Some((_, month)) = two.first()
                        && let Some(dual) = self.dual(month)
                    {
                        one.retain(|&(at, _)| !self.would_nest(at, &dual));
                    }
                    all.0.extend(&two);
                    all.1.extend(&one);
                    let two_names = two.len() + wrong;
                    if let Some(majority) =
                        Majority::of(two_names, one.len()).filter(|_| !two.is_empty())
                    {
                        told = true;
                        self.tell_single(&one, &two, majority, sink);
                    } else if let Some(majority) = Majority::of(one.len(), two_late.len()) {
                        told = true;
                        let sample = self.dates[one[0].0].date;
                        for (at, month) in two_late {
                            let edits = self.with_one_name(&month, Some(one[0].1.systems));
                            let applicability = Applicability::Ask;
                            let majority = Some((sample, one.len(), majority));
                            self.tell(
                                at,
                                Verdict {
                                    edits,
                                    applicability,
                                    majority,
                                },
                                sink,
                            );
                        }
                    }
                }
            }
        }
        // Where few dates have a day, all together say how the article names months, though less
        // surely. Months on both sides of a dash or a slash have no room for two names each.
        let (two, mut one) = all;
        one.retain(|&(at, _)| !self.follows_a_joint(self.dates[at].date));
        let clear = Majority::of(two.len(), one.len()) == Some(Majority::Strong);
        if !told && self.form.names.is_none() && clear {
            self.tell_single(&one, &two, Majority::Weak, sink);
        }
    }

    /// Whether a date stands right behind a dash or a slash: `يونيو - يوليو 2021`.
    fn follows_a_joint(&self, date: &Date) -> bool {
        let before = self.context.before(date.block, date.range);
        before.trim_end().ends_with(['/', '-', '–', '—'])
    }

    /// Reports the months with one name among those with two.
    fn tell_single(
        &mut self,
        one: &[(usize, Month)],
        two: &[(usize, Month)],
        majority: Majority,
        sink: &mut Sink<'_>,
    ) {
        let sample = self.dates[two[0].0].date;
        let Some(dual) = self.dual(&two[0].1) else {
            return;
        };
        let other = self.latin_system(sample);
        for &(at, month) in one {
            let verdict = Verdict {
                edits: self.with_two_names(&month, &dual, other),
                applicability: Applicability::Ask,
                majority: Some((sample, two.len(), majority)),
            };
            self.tell(at, verdict, sink);
        }
    }

    /// Whether the brackets of a form would stand inside others, where a dash or a stroke is better.
    fn would_nest(&self, at: usize, dual: &Dual<'_>) -> bool {
        let brackets = matches!(
            dual.style,
            DualStyle::GulfParenLevant | DualStyle::LevantParenGulf
        );
        brackets && self.dates[at].bracketed
    }

    fn dual(&self, month: &Month) -> Option<Dual<'a>> {
        let style = month.dual?;
        let second = month.second?.range;
        let between = self.slice(TextRange::new(month.first.end(), second.start()));
        let odd = |c: char| is_bidi_control(c) || (c.is_whitespace() && c != ' ');
        let joint = if between.contains(odd) {
            let plain = between.chars().filter(|&c| !is_bidi_control(c));
            Cow::Owned(
                plain
                    .map(|c| if c.is_whitespace() { ' ' } else { c })
                    .collect(),
            )
        } else {
            Cow::Borrowed(between)
        };
        Some(Dual { style, joint })
    }

    /// The two names as they are written, in another order or with another joint.
    fn restyled(&self, month: &Month, wanted: &Dual<'_>) -> String {
        let first = self.slice(month.first);
        let second = month.second.map_or("", |second| self.slice(second.range));
        let mut names = if month.systems.meets(Systems::LEVANT) {
            put_together(wanted, first, second)
        } else {
            put_together(wanted, second, first)
        };
        // A bracket may touch the year that a name may not touch.
        let rest = &self.context.article.text.as_str()[month.range.end()..];
        let next = rest.chars().next();
        if !names.ends_with(')') && next.is_some_and(char::is_alphanumeric) {
            names.push(' ');
        }
        names
    }

    fn with_two_names(
        &self,
        month: &Month,
        dual: &Dual<'_>,
        other: Systems,
    ) -> Vec<(TextRange, String)> {
        let name = self.slice(month.range);
        let text = if month.systems.meets(Systems::LEVANT) {
            months::name(month.number, other).map(|second| put_together(dual, name, second))
        } else {
            months::name(month.number, Systems::LEVANT)
                .map(|second| put_together(dual, second, name))
        };
        text.map(|text| vec![(month.range, text)])
            .unwrap_or_default()
    }

    fn with_one_name(&self, month: &Month, systems: Option<Systems>) -> Vec<(TextRange, String)> {
        let Some(second) = month.second else {
            return Vec::new();
        };
        let keeps = |range: TextRange| {
            let known = months::lookup(self.slice(range), Systems::ARABIC);
            known
                .zip(systems)
                .is_some_and(|(name, systems)| name.systems.meets(systems))
        };
        let kept = [month.first, second.range]
            .into_iter()
            .find(|&range| keeps(range));
        kept.map(|range| vec![(month.range, self.slice(range).to_owned())])
            .unwrap_or_default()
    }

    /// The system of the name of a date's month that is not the Levant's.
    fn latin_system(&self, date: &Date) -> Systems {
        let names = date.month.into_iter().flat_map(|month| {
            [Some(month.first), month.second.map(|second| second.range)]
                .into_iter()
                .flatten()
        });
        let latin = names
            .filter_map(|range| months::lookup(self.slice(range), Systems::ARABIC_LATIN))
            .next();
        Systems::ARABIC_EACH
            .into_iter()
            .find(|&system| {
                system != Systems::LEVANT && latin.is_some_and(|name| name.systems.meets(system))
            })
            .unwrap_or(Systems::GULF)
    }

    // -------------------------------------------------------- findings

    fn tell_minority<K: PartialEq>(
        &mut self,
        tally: &Tally<K>,
        sink: &mut Sink<'_>,
        edits: impl Fn(&Self, &Date, &Date) -> Vec<(TextRange, String)>,
    ) {
        let Some((wanted, places, majority)) = tally.majority() else {
            return;
        };
        let sample = self.dates[places[0]].date;
        for (way, minority) in tally.ways() {
            for &at in minority.iter().filter(|_| way != wanted) {
                let verdict = Verdict {
                    edits: edits(self, self.dates[at].date, sample),
                    applicability: Applicability::Ask,
                    majority: Some((sample, places.len(), majority)),
                };
                self.tell(at, verdict, sink);
            }
        }
    }

    fn tell_configured(
        &mut self,
        at: usize,
        edits: Vec<(TextRange, String)>,
        applicability: Applicability,
        sink: &mut Sink<'_>,
    ) {
        self.tell(
            at,
            Verdict {
                edits,
                applicability,
                majority: None,
            },
            sink,
        );
    }

    fn tell(&mut self, at: usize, verdict: Verdict<'_>, sink: &mut Sink<'_>) {
        let Some(rule) = self.rule else {
            return;
        };
        if std::mem::replace(&mut self.told[at], true) {
            return;
        }
        let place = self.dates[at].date.core();
        let found = self.slice(place);
        let mut fixed = found.to_owned();
        for (range, text) in &verdict.edits {
            let start = range.start() - place.start();
            fixed.replace_range(start..start + range.len(), text);
        }
        if verdict.edits.is_empty() {
            // What is what can't be told: a date of the article shows the form, or nothing does.
            fixed = verdict.majority.map_or_else(
                || {
                    self.form
                        .shape
                        .and_then(shape_id)
                        .unwrap_or_default()
                        .to_owned()
                },
                |(sample, ..)| self.slice(sample.core()).to_owned(),
            );
        }
        let edits: Vec<_> = verdict
            .edits
            .iter()
            .map(|(range, text)| (*range, text.as_str()))
            .collect();
        let id = if verdict.majority.is_some() {
            "message"
        } else {
            "configured"
        };
        let mut report = sink.report(rule, place, id).arg("found", found);
        if let Some((sample, places, majority)) = verdict.majority {
            // The form of machines may be there for a reason that the text does not show.
            let iso = [self.dates[at].date.shape, sample.shape].contains(&DateShape::Iso);
            let majority = if iso { Majority::Weak } else { majority };
            report = report
                .arg("majority", self.slice(sample.core()))
                .arg("n", places.to_string())
                .majority(majority);
        }
        report
            .arg("fixed", fixed)
            .fix(verdict.applicability, "replace", &edits);
    }
}

/// Whether a date in figures may have its day first or second.
fn undecided(date: &Date) -> bool {
    if date.calendar != Calendar::Gregorian {
        // Nobody writes the month before the day there.
        return false;
    }
    let day = date.day.map_or(0, |day| day.value);
    let month = date.month_number.map_or(0, |month| month.value);
    date.shape == DateShape::DayMonthNumeric && day <= 12 && month <= 12 && day != month
}

fn places_of<'t, K: PartialEq>(tally: &'t Tally<K>, way: &K) -> &'t [usize] {
    tally
        .ways()
        .iter()
        .find(|(known, _)| known == way)
        .map_or(&[], |(_, places)| places)
}

fn put_together(dual: &Dual<'_>, levant: &str, other: &str) -> String {
    let joint = &dual.joint;
    match dual.style {
        DualStyle::LevantSlashGulf => format!("{levant}{joint}{other}"),
        DualStyle::GulfSlashLevant => format!("{other}{joint}{levant}"),
        DualStyle::GulfParenLevant => format!("{other}{joint}{levant})"),
        DualStyle::LevantParenGulf => format!("{levant}{joint}{other})"),
    }
}

// ------------------------------------------------------------ a house style by example

fn read_example(text: &str) -> Result<Vec<ExampleOption>, String> {
    let source = Source::new("example.txt", text.trim());
    let article = Article::read(&source, Format::Plain, &ReadOptions::default());
    let mentions = Mentions::recognise(&article, &Vocabulary::default());
    options_of(&article, &mentions.dates)
}

fn options_of(article: &Article<'_>, dates: &[Date]) -> Result<Vec<ExampleOption>, String> {
    let text = article.text.as_str();
    let [date] = dates else {
        return Err(format!(
            "{text:?} is no date that can be read; write one such as \"25 يونيو 2021\""
        ));
    };
    if date.range.len() != text.len() {
        return Err(format!(
            "only {:?} of it is a date",
            article.slice(date.range)
        ));
    }
    if !date.readings().any(|reading| date.possible(reading)) && date.day.is_some() {
        return Err(format!("there is no such date as {text:?}"));
    }
    if date.calendar != Calendar::Gregorian {
        return Err(format!(
            "{text:?} is a date of another calendar; write a Gregorian one"
        ));
    }
    if let Some(name) = date.month.and_then(|month| month.misspelt) {
        return Err(format!(
            "the month in {text:?} is misspelt; write {:?}",
            name.value
        ));
    }
    if let (Some(weekday), Some(year)) = (date.weekday, date.year)
        && date
            .day_numbers(year.value)
            .all(|day| Weekday::of_day(day) != weekday.value)
    {
        return Err(format!("the weekday in {text:?} is not that of the date"));
    }
    if undecided(date) {
        let day = date.day.map_or(0, |day| day.value);
        let month = date.month_value().unwrap_or_default();
        return Err(format!(
            "{text:?} can be read in two ways: day first (day {day} of month {month}) or month first \
             (day {month} of month {day}); choose a day after the 12th"
        ));
    }
    let option = |name, value: &str| ("date/format", name, OptionValue::Text(value.to_owned()));
    let mut options = Vec::new();
    if let Some(shape) = shape_id(date.shape) {
        options.push(option("shape", shape));
    }
    if let Some(mark) = date.separator.filter(|_| date.shape != DateShape::Iso) {
        options.push(option("separator", mark.encode_utf8(&mut [0; 4])));
    }
    if let Some(month) = date
        .month
        .filter(|month| month.systems.meets(Systems::ARABIC))
    {
        read_names(article, &month, &mut |name, value| {
            options.push(option(name, value))
        })?;
    }
    if options.is_empty() {
        return Err(format!(
            "{text:?} does not say how a date is written; give one with a day"
        ));
    }
    Ok(options)
}

fn read_names(
    article: &Article<'_>,
    month: &Month,
    set: &mut dyn FnMut(&'static str, &str),
) -> Result<(), String> {
    if let (Some(style), Some(second)) = (month.dual, month.second) {
        if second.value != month.number {
            return Err(format!("{:?} names two months", article.slice(month.range)));
        }
        set("dual", dual_id(style));
        if matches!(
            style,
            DualStyle::LevantSlashGulf | DualStyle::GulfSlashLevant
        ) {
            let joint = article.slice(TextRange::new(month.first.end(), second.range.start()));
            if !matches!(joint, "/" | "/ " | " / ") {
                return Err(format!(
                    "{joint:?} between the names is not one of \"/\", \"/ \", \" / \""
                ));
            }
            set("slash", joint);
        }
        return Ok(());
    }
    let systems = month.systems;
    let of: Vec<_> = Systems::ARABIC_EACH
        .into_iter()
        .filter(|system| system.meets(systems))
        .collect();
    // The Gulf's names are the common ones; only Algeria's differ in many months.
    let both = systems.meets(Systems::GULF) && systems.meets(Systems::ALGERIA);
    match of.as_slice() {
        [Systems::GULF, ..] if !both => set("months", Systems::GULF.id()),
        [only] => set("months", only.id()),
        [a, .., b] => {
            let b = if both { &Systems::ALGERIA } else { b };
            let june = |system: &Systems| months::name(6, *system).unwrap_or_default();
            return Err(format!(
                "{:?} can be read in two ways: it is a name of the system {} (June is {}) and of {} \
                 (June is {}); choose a month that tells them apart",
                article.slice(month.range),
                a.id(),
                june(a),
                b.id(),
                june(b),
            ));
        }
        [] => {}
    }
    set("dual", "none");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::mention::dates_tests::article_with_dates;

    fn read(text: &str) -> Result<String, String> {
        let options = read_example(text)?;
        let list: Vec<_> = options
            .iter()
            .map(|(_, name, value)| match value {
                OptionValue::Text(value) => format!("{name}={value}"),
                other => format!("{name}={other:?}"),
            })
            .collect();
        Ok(list.join(" "))
    }

    #[test]
    fn a_house_form_is_read_from_an_example() {
        let ok = |text, options: &str| assert_eq!(read(text).as_deref(), Ok(options), "{text}");
        ok(
            "8 حزيران/يونيو 2021",
            "shape=day-month dual=levant-slash-gulf slash=/",
        );
        ok(
            "8 حزيران/ يونيو",
            "shape=day-month dual=levant-slash-gulf slash=/ ",
        );
        ok(
            "8 يونيو (حزيران) 2021",
            "shape=day-month dual=gulf-paren-levant",
        );
        ok("8 يونيو 2021", "shape=day-month months=gulf dual=none");
        ok("8 حزيران 2021", "shape=day-month months=levant dual=none");
        ok("8 جوان 2021", "shape=day-month months=algeria dual=none");
        ok("June 8, 2021", "shape=month-day");
        ok("25/6/2021", "shape=day-month-numeric separator=/");
        ok("2021-06-08", "shape=iso");
    }

    #[test]
    fn an_example_that_can_be_read_two_ways_is_refused() {
        let refused = |text, why: &str| {
            let error = read(text).unwrap_err();
            assert!(error.contains(why), "{text}: {error}");
        };
        refused("8/6/2021", "day 6 of month 8");
        refused("8 مارس 2021", "جوان");
        refused("8 كانون الأول/يناير 2021", "two months");
        refused("31 حزيران 2021", "no such date");
        refused("18/9/1436هـ", "another calendar");
        refused("18 رمضان 1436", "another calendar");
        refused("الأحد 8 حزيران/يونيو 2021", "weekday");
        refused("8 حزيرن 2021", "حزيران");
        refused("someday", "no date");
        refused("في 8 حزيران", "only");
    }

    fn findings(text: &str, options: &[(&str, &str)]) -> Vec<String> {
        let lang = crate::lang::guess(text).map_or(Lang::EN, Lang::of);
        let (article, dates) = article_with_dates(text, lang);
        let mentions = Mentions {
            dates,
            ..Mentions::default()
        };
        let mut rule = RuleInstance {
            index: crate::finding::RuleIndex(0),
            id: "date/format".into(),
            level: crate::finding::Level::Warning,
            langs: Vec::new(),
            blocks: Vec::new(),
            options: crate::check::Options::default(),
        };
        for (name, value) in options {
            rule.options
                .set(name, OptionValue::Text((*value).to_owned()));
        }
        let check = compile(&[rule]).unwrap();
        let mut sink = Sink::new(&article, text);
        check.run(
            &Context {
                article: &article,
                mentions: &mentions,
            },
            &mut sink,
        );
        let mut out: Vec<_> = sink
            .into_findings()
            .into_iter()
            .map(|finding| {
                let fixed = &finding
                    .message
                    .args
                    .iter()
                    .find(|(name, _)| *name == "fixed")
                    .unwrap()
                    .1;
                let fix = finding
                    .fixes
                    .first()
                    .map_or("-", |fix| fix.applicability.name());
                let found = &text[finding.span.range()];
                format!("{} {found} => {fixed} {fix}", finding.level.name())
            })
            .collect();
        out.sort();
        out
    }

    #[test]
    fn the_minority_is_reported() {
        let told = |text, expected: &[&str]| assert_eq!(findings(text, &[]), expected, "{text}");
        told(
            "في 8 حزيران/يونيو ثم 9 تموز/يوليو ثم 3 آب/أغسطس ثم 4 سبتمبر/أيلول",
            &["warning 4 سبتمبر/أيلول => 4 أيلول/سبتمبر safe"],
        );
        told(
            "في 8 حزيران/يونيو ثم 9 تموز/يوليو ثم 3 آب/أغسطس ثم 4 سبتمبر",
            &["warning 4 سبتمبر => 4 أيلول/سبتمبر ask"],
        );
        told(
            "في 8 يونيو ثم 9 يوليو ثم 3 تموز",
            &["hint 3 تموز => 3 يوليو ask"],
        );
        told(
            "On June 8, 2021, May 3 and July 4, 2021, but 5 July 2021",
            &["warning 5 July 2021 => July 5, 2021 ask"],
        );
        told(
            "On June 8, 2021, May 3, 2020 and July 4, 2021, but 25/6/2021",
            &["warning 25/6/2021 => June 25, 2021 ask"],
        );
        told(
            "Opened on 25/6/2021 and on 26/6/2021, closed on 27-6-2021",
            &["hint 27-6-2021 => 27/6/2021 ask"],
        );
        told(
            "في 8 يونيو ثم 9 يوليو ثم 3 مايو ثم 4 آب/أغسطس",
            &["warning 4 آب/أغسطس => 4 أغسطس ask"],
        );
    }

    #[test]
    fn what_is_usual_is_silent() {
        for text in [
            "في 8 حزيران/يونيو ثم 9 يونيو ثم 10 يونيو ثم 11 يونيو",
            "في 8 حزيران/يونيو ثم 9 يوليو ثم 10 يوليو ثم 11 يوليو",
            "في 8 يونيو 2021 ثم 9 يونيو ثم يوليو 2020 ثم الثلاثاء 3 مايو",
            "On Jan. 6, 2021, January 7, Feb. 8 and February 2020",
            "الأحد 18/9/1436هـ الموافق 5/7/2015 ثم 8 يونيو 2015 ثم 9 يونيو 2015 و10 مايو 2015",
            "في 8 حزيران/يونيو ثم 9 تموز/يوليو ثم 3 آب/أغسطس بعد ثورة 23 يوليو",
            "في 8 مارس ثم 9 أكتوبر ثم 3 جوان ثم 4 ماي",
            "8/6/2021 ثم 9/6/2021 ثم 1/2/1436",
        ] {
            assert_eq!(findings(text, &[]), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_configured_form_is_asked_for() {
        let dual = [("dual", "levant-slash-gulf"), ("shape", "day-month")];
        assert_eq!(
            findings("في 8 يونيو (حزيران) ثم 9 يوليو ثم 25/6/2021", &dual),
            [
                "warning 25/6/2021 => 25 حزيران/يونيو 2021 ask",
                "warning 8 يونيو (حزيران) => 8 حزيران/يونيو safe",
                "warning 9 يوليو => 9 تموز/يوليو ask",
            ]
        );
        assert_eq!(
            findings(
                "في 8 حزيران ثم 9 مارس",
                &[("months", "gulf"), ("dual", "none")]
            ),
            ["warning 8 حزيران => 8 يونيو ask"]
        );
        assert_eq!(
            findings("on 8 June 2021, May 3", &[("shape", "month-day")]),
            ["warning 8 June 2021 => June 8, 2021 ask"]
        );
        assert_eq!(
            findings("on 8 June 2021, 8/6/2021", &[("shape", "iso")]),
            [
                "warning 8 June 2021 => 2021-06-08 ask",
                "warning 8/6/2021 => iso -"
            ]
        );
    }
}
