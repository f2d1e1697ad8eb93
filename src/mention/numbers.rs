//! Numbers in digits.
//!
//! A block is read once. Digits that touch one another, or that one mark joins (`30/8/1436`,
//! `1,250.5`, `10:30`), form a chain; the chain's shape and what stands right beside it say what it
//! is. Each digit run of a date, a time, a score or a range is a number of its own; digits that a
//! decimal mark or a mark of thousands joins are one.

use std::ops::Range;

use crate::article::{Article, BlockIndex};
use crate::lang::Language;
use crate::lang::chars::{is_arabic_letter, is_bidi_control, is_space, is_word};
use crate::lang::digits::{DigitSystem, digit};
use crate::lang::fold;
use crate::lang::proclitics::is_proclitic;
use crate::span::TextRange;

/// What a number belongs to. Only quantities and percentages are counted and compared as numbers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum NumberRole {
    /// Counts or measures something.
    Quantity,
    /// An amount of money with a sign or a currency's code.
    Money,
    /// The figure of a percentage.
    Percent,
    /// A part of a date: day, month in digits or year. Also a year that stands alone.
    Date,
    /// A time of day or a duration (`10:30`).
    Time,
    /// A score (`3-1`).
    Score,
    /// Two years or numbers of seasons (`2010-2020`, `2015/2016`).
    YearRange,
    /// A version (`1.2.3`).
    Version,
    /// A telephone number.
    Phone,
    /// A part of a name, code, hashtag, handle, address or URL (`كوفيد-19`, `G7`, `AK-47`).
    Identifier,
    /// The number of a list item, a footnote or a reference.
    Label,
}

/// A number: a run of digits with its separators, or a part of something larger.
#[derive(Clone, PartialEq, Debug)]
pub struct Number {
    /// From the first digit to the last; a sign before it is not included.
    pub range: TextRange,
    /// Its block.
    pub block: BlockIndex,
    /// The system of its digits; `None` where it mixes two.
    pub digits: Option<DigitSystem>,
    /// Its value, where it has one that is certain.
    pub value: Option<f64>,
    /// The mark that groups thousands, where one does for certain.
    pub group: Option<char>,
    /// The mark before the fraction, where one is for certain.
    pub decimal: Option<char>,
    /// The only separator, where it can be either (`1.250`, `1,250`).
    pub undecided: Option<char>,
    /// What it belongs to.
    pub role: NumberRole,
}

/// The numbers of an article, sorted.
pub(super) fn recognise(article: &Article<'_>) -> Vec<Number> {
    let mut numbers = Vec::new();
    let mut chain = Chain::default();
    for (index, block) in article.indexed_blocks() {
        let mut reader = Reader {
            text: article.slice(block.range),
            base: block.range.start(),
            block: index,
            language: block.lang.language,
            name_end: 0,
            chain,
            numbers,
        };
        reader.read();
        (chain, numbers) = (reader.chain, reader.numbers);
    }
    numbers
}

/// Digits without anything between them but direction marks.
#[derive(Clone, Copy, Debug)]
struct Run {
    /// First byte, in the block's text.
    start: usize,
    /// One past the last digit.
    end: usize,
    /// How many digits.
    len: usize,
    /// Their system, where it is one.
    system: Option<DigitSystem>,
    /// The whole number that they write; too large ones lose precision.
    value: f64,
}

impl Run {
    fn is_year(&self) -> bool {
        self.len == 4 && (1000.0..2200.0).contains(&self.value)
    }

    /// A year of our time, by the Gregorian, Hijri or Persian calendar.
    fn is_recent_year(&self) -> bool {
        self.len == 4
            && ((1300.0..1500.0).contains(&self.value) || (1900.0..=2100.0).contains(&self.value))
    }
}

/// Runs that single marks join, and those marks.
#[derive(Default)]
struct Chain {
    runs: Vec<Run>,
    /// One less than the runs.
    joints: Vec<char>,
}

/// What the marks of one number say.
#[derive(Clone, Copy, Default)]
struct Marks {
    group: Option<char>,
    decimal: Option<char>,
    undecided: Option<char>,
    /// Whether the value follows from the digits and these marks.
    certain: bool,
}

/// What a single separator does.
enum Separator {
    Group,
    Decimal,
    Undecided,
    /// It joins one number, but how is not certain.
    Unknown,
    /// It stands between two numbers.
    Between,
}

/// Marks that may stand inside one number.
fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | '٫' | '٬' | '،' | 'ر') || is_group_space(c) || is_apostrophe(c)
}

/// Spaces that group thousands (CLDR 48.2: U+202F in French, U+00A0 in several languages).
fn is_group_space(c: char) -> bool {
    matches!(c, ' ' | '\u{00A0}' | '\u{202F}' | '\u{2009}')
}

/// Apostrophes that group thousands in Switzerland.
fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’')
}

/// Hyphens and dashes between the ends of a range.
#[must_use]
pub fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2014}' | '\u{2212}')
}

/// Whether two numbers with this between them are parts of one date, time, score or range.
#[must_use]
pub fn is_joint(between: &str) -> bool {
    let mut chars = between.chars().filter(|c| !is_bidi_control(*c));
    let joins = |c: char| matches!(c, '/' | ':' | '.') || is_dash(c);
    chars.next().is_some_and(joins) && chars.next().is_none()
}

/// Signs of currencies; the block of U+20A0 is theirs.
fn is_currency(c: char) -> bool {
    matches!(
        c,
        '$' | '¢' | '£' | '¤' | '¥' | '\u{20A0}'..='\u{20CF}' | '\u{FDFC}' | '؋'
    )
}

/// Codes of currencies (ISO 4217) that news writes beside a figure.
const CURRENCY_CODES: [&str; 14] = [
    "USD", "EUR", "GBP", "SAR", "AED", "EGP", "QAR", "KWD", "BHD", "OMR", "JOD", "IRR", "PKR",
    "TRY",
];

fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic() || (matches!(c, '\u{00C0}'..='\u{024F}') && c.is_alphabetic())
}

/// Words before a time of day.
const CLOCK: [&str; 6] = ["الساعة", "الساعه", "ساعة", "ساعت", "at", "à"];
/// Words after a time of day.
const HALF_DAY: [&str; 13] = [
    "ص",
    "م",
    "صباحا",
    "مساء",
    "ظهرا",
    "ليلا",
    "فجرا",
    "عصرا",
    "بتوقيت",
    "am",
    "pm",
    "gmt",
    "noon",
];
/// Words before a year.
const BEFORE_YEAR: [&str; 14] = [
    "للعام",
    "عام",
    "العام",
    "عامي",
    "سنة",
    "السنة",
    "سنتي",
    "سال",
    "سنه",
    "in",
    "since",
    "year",
    "en",
    "depuis",
];
/// Eras after a year: Gregorian and Hijri in Arabic, Persian, Urdu (`2014ء`) and English.
const ERA: [&str; 10] = ["م", "ه", "ق", "ش", "ء", "هجري", "ميلادي", "ad", "ce", "bc"];
/// Words before a version.
const BEFORE_VERSION: [&str; 8] = [
    "الإصدار",
    "إصدار",
    "النسخة",
    "نسخة",
    "version",
    "release",
    "versions",
    "نسخه",
];
/// Words before a telephone number.
const BEFORE_PHONE: [&str; 16] = [
    "هاتف",
    "الهاتف",
    "هاتفه",
    "جوال",
    "الجوال",
    "فاكس",
    "واتساب",
    "الموحد",
    "تلفن",
    "فون",
    "tel",
    "phone",
    "fax",
    "mobile",
    "whatsapp",
    "call",
];
/// Words before a score.
const BEFORE_SCORE: [&str; 12] = [
    "النتيجة",
    "نتيجة",
    "فاز",
    "فوز",
    "الفوز",
    "تعادل",
    "التعادل",
    "won",
    "beat",
    "drew",
    "lost",
    "score",
];
/// Words after an amount, which show that a comma inside it marks the fraction.
const SCALES: [&str; 14] = [
    "مليون",
    "ملايين",
    "مليار",
    "بليون",
    "ألف",
    "في المئة",
    "في المائة",
    "بالمئة",
    "بالمائة",
    "million",
    "billion",
    "percent",
    "per cent",
    "درصد",
];
/// The same in Persian and Urdu spelling.
const SCALES_FA_UR: [&str; 6] = ["میلیون", "میلیارد", "فیصد", "ملین", "بلین", "هزار"];
/// Units after a measure in English, which show the same of a comma (`4,5 tons`); lists are not
/// measured (`rooms 3,4 and 5`).
const MEASURES: [&str; 34] = [
    "tons",
    "tonnes",
    "tonne",
    "ton",
    "kilograms",
    "kilos",
    "grams",
    "pounds",
    "ounces",
    "metres",
    "meters",
    "metre",
    "meter",
    "kilometres",
    "kilometers",
    "centimetres",
    "centimeters",
    "miles",
    "feet",
    "inches",
    "litres",
    "liters",
    "barrels",
    "hectares",
    "acres",
    "degrees",
    "hours",
    "megawatts",
    "gigawatts",
    "km",
    "kg",
    "dollars",
    "euros",
    "points",
];
/// Endings of file names.
const FILE_ENDINGS: [&str; 20] = [
    "pdf", "jpg", "jpeg", "png", "gif", "webp", "svg", "html", "htm", "php", "aspx", "doc", "docx",
    "xls", "xlsx", "csv", "txt", "mp3", "mp4", "zip",
];
/// Letters that a quantity wears glued to it: units, scales, ordinals and plurals.
const GLUED_UNITS: [&str; 34] = [
    "km", "m", "cm", "mm", "kg", "g", "mg", "l", "ml", "ha", "bn", "mn", "tn", "k", "kw", "mw",
    "gw", "kwh", "mph", "kph", "ft", "in", "lb", "lbs", "s", "x", "st", "nd", "rd", "th", "e",
    "er", "b", "t",
];

struct Reader<'t> {
    /// The block's text.
    text: &'t str,
    /// Where it starts in the article's text.
    base: usize,
    block: BlockIndex,
    language: Language,
    /// The end of the URL, handle or hashtag that was met last: digits before it are part of it.
    name_end: usize,
    chain: Chain,
    numbers: Vec<Number>,
}

impl Reader<'_> {
    fn read(&mut self) {
        let first = self.numbers.len();
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            match bytes[at] {
                b'0'..=b'9' => at = self.number(at),
                0xD9 | 0xDB | 0xEF if digit_at(self.text, at).is_some() => at = self.number(at),
                b':' if at >= self.name_end && bytes[at..].starts_with(b"://") => {
                    self.name_end = self.end_of_name(at, false);
                    at += 1;
                }
                b'w' if at >= self.name_end && bytes[at..].starts_with(b"www.") => {
                    self.name_end = self.end_of_name(at, false);
                    at += 1;
                }
                b'@' if at >= self.name_end => {
                    self.name_end = self.end_of_name(at, false);
                    at += 1;
                }
                b'#' if at >= self.name_end => {
                    self.name_end = self.end_of_name(at + 1, true);
                    at += 1;
                }
                _ => at += 1,
            }
        }
        self.join_groups(first);
    }

    /// Where a URL or handle, or a hashtag (letters, digits and `_` only), ends.
    fn end_of_name(&self, from: usize, hashtag: bool) -> usize {
        let ends = |c: char| {
            if hashtag {
                !is_word(c) && c != '_'
            } else {
                is_space(c) || "،؛؟«»\"<>()“”\u{FFFC}".contains(c)
            }
        };
        let rest = &self.text[from..];
        from + rest.find(ends).unwrap_or(rest.len())
    }

    /// Reads the chain that begins with the digit at `at`; returns where it ends.
    fn number(&mut self, at: usize) -> usize {
        let end = self.read_chain(at);
        let chain = std::mem::take(&mut self.chain);
        self.judge(&chain);
        self.chain = chain;
        end
    }

    fn read_chain(&mut self, at: usize) -> usize {
        self.chain.runs.clear();
        self.chain.joints.clear();
        let (mut end, run) = self.run(at);
        self.chain.runs.push(run);
        // Digits since the last joint that is no separator: the first group of a number may be short.
        let mut first_of_number = true;
        loop {
            let at = skip_controls(self.text, end);
            let Some(joint) = char_at(self.text, at) else {
                return end;
            };
            let structural = matches!(joint, ':' | '/') || is_dash(joint);
            if !structural
                && (!is_separator(joint) || (joint == ' ' && self.language != Language::Fr))
            {
                return end;
            }
            let at = skip_controls(self.text, at + joint.len_utf8());
            if digit_at(self.text, at).is_none() {
                return end;
            }
            let (next_end, run) = self.run(at);
            if is_group_space(joint) || is_apostrophe(joint) {
                let before = self.chain.runs.last().expect("a chain has a run").len;
                let groups = run.len == 3 && (before == 3 || (first_of_number && before < 3));
                if !groups {
                    return end;
                }
            }
            first_of_number = structural;
            self.chain.joints.push(joint);
            self.chain.runs.push(run);
            end = next_end;
        }
    }

    /// The run that begins with the digit at `at`, and where it ends.
    fn run(&self, at: usize) -> (usize, Run) {
        let (system, _) = digit_at(self.text, at).expect("a run begins with a digit");
        let mut run = Run {
            start: at,
            end: at,
            len: 0,
            system: Some(system),
            value: 0.0,
        };
        let mut at = at;
        while let Some((system, value)) = digit_at(self.text, at) {
            if run.system != Some(system) {
                run.system = None;
            }
            run.len += 1;
            run.value = run.value * 10.0 + f64::from(value);
            at += system.zero().len_utf8();
            run.end = at;
            at = skip_controls(self.text, at);
        }
        (run.end, run)
    }

    /// Says what a chain is and delivers its numbers.
    fn judge(&mut self, chain: &Chain) {
        let start = chain.runs[0].start;
        let end = chain.runs[chain.runs.len() - 1].end;
        let plain = chain.joints.is_empty();
        if start < self.name_end {
            return self.whole(chain, 0..chain.runs.len(), NumberRole::Identifier);
        }
        let beside = Beside::new(self.text, start, end);
        if let Some(role) = beside.glued(chain) {
            return match role {
                NumberRole::Identifier | NumberRole::Version => {
                    self.whole(chain, 0..chain.runs.len(), role)
                }
                _ => self.parts(chain, role),
            };
        }
        if beside.money() {
            return self.parts(chain, NumberRole::Money);
        }
        let digits: usize = chain.runs.iter().map(|run| run.len).sum();
        if beside.phone(chain, digits) {
            return self.parts(chain, NumberRole::Phone);
        }
        if plain && beside.label(&chain.runs[0]) {
            return self.parts(chain, NumberRole::Label);
        }
        let structural = |c: &char| !is_separator(*c);
        if chain.joints.iter().any(structural) {
            let role = self.structure(chain, &beside, digits);
            return self.parts(chain, role);
        }
        if chain.runs.len() == 2
            && matches!(chain.joints[0], '.' | ',')
            && chain.runs[1].len == 2
            && chain.runs[0].value <= 24.0
            && chain.runs[1].value < 60.0
            && beside.clock()
        {
            return self.whole(chain, 0..2, NumberRole::Time);
        }
        if !plain && beside.is_before(&BEFORE_VERSION) {
            return self.whole(chain, 0..chain.runs.len(), NumberRole::Version);
        }
        let role = if !plain {
            NumberRole::Quantity
        } else if chain.runs[0].is_recent_year() && (beside.year() || self.follows_year(start)) {
            NumberRole::Date
        } else if chain.runs[0].len <= 2 && beside.is_before(&CLOCK[..4]) {
            NumberRole::Time
        } else if chain.runs[0].len >= 10 {
            NumberRole::Identifier
        } else {
            NumberRole::Quantity
        };
        self.parts(chain, role);
    }

    /// What a chain with colons, slashes or dashes is.
    fn structure(&self, chain: &Chain, beside: &Beside<'_>, digits: usize) -> NumberRole {
        let runs = &chain.runs;
        let joints = &chain.joints;
        let small = |run: &Run| run.len <= 2;
        if joints.contains(&':') {
            let clock = runs.windows(2).zip(joints).all(|(pair, joint)| {
                *joint != ':' || (pair[1].len == 2 && pair[1].value < 60.0 && pair[0].len <= 2)
            });
            let score = runs.len() == 2 && runs.iter().all(small);
            return match (clock, score) {
                (true, _) => NumberRole::Time,
                (false, true) => NumberRole::Score,
                (false, false) => NumberRole::Label,
            };
        }
        let dashes = joints.iter().all(|&c| is_dash(c));
        let same = joints.iter().all(|joint| *joint == joints[0]);
        match runs.as_slice() {
            [a, b] => {
                let two_years = a.is_year() && (b.is_year() && b.value >= a.value);
                let short_year = a.is_year()
                    && b.len == 2
                    && if dashes {
                        b.value > a.value % 100.0 && beside.percent_after().is_none()
                    } else {
                        b.value == (a.value + 1.0) % 100.0
                    };
                if two_years || short_year {
                    NumberRole::YearRange
                } else if dashes
                    && a.len <= 3
                    && b.len <= 3
                    && beside.percent_after().is_none()
                    && (a.value >= b.value || beside.is_before(&BEFORE_SCORE))
                {
                    NumberRole::Score
                } else {
                    NumberRole::Quantity
                }
            }
            // Whether three small numbers are a date is for dates to say.
            [a, b, c] if same && !dated(a, b, c) && dashes => {
                if digits >= 7 {
                    NumberRole::Phone
                } else if runs.iter().all(small) {
                    NumberRole::Score
                } else {
                    NumberRole::Identifier
                }
            }
            // `12-13-14-15` lists numbers, `978-3-16-148410-0` is one.
            [_, _, _, _, ..] if same && dashes && !runs.iter().all(small) => {
                if digits <= 12 {
                    NumberRole::Phone
                } else {
                    NumberRole::Identifier
                }
            }
            _ => NumberRole::Quantity,
        }
    }

    /// Delivers the numbers of a chain, each with its separators read.
    fn parts(&mut self, chain: &Chain, role: NumberRole) {
        if chain.joints == ['/'] && self.language == Language::Fa {
            // Persian copy writes `۲/۵ درصد` for two and a half.
            let end = chain.runs[1].end;
            if Beside::new(self.text, chain.runs[0].start, end).amount_after() {
                let marks = Marks {
                    decimal: Some('/'),
                    certain: true,
                    ..Marks::default()
                };
                return self.push(&chain.runs, marks, role);
            }
        }
        let mut first = 0;
        for (at, joint) in chain.joints.iter().enumerate() {
            if !is_separator(*joint) {
                self.separated(chain, first..at + 1, role);
                first = at + 1;
            }
        }
        self.separated(chain, first..chain.runs.len(), role);
    }

    /// Delivers runs that only separators join.
    fn separated(&mut self, chain: &Chain, at: Range<usize>, role: NumberRole) {
        let runs = &chain.runs[at.clone()];
        let joints = &chain.joints[at.start..at.end - 1];
        let mut marks = Marks {
            certain: true,
            ..Marks::default()
        };
        match joints {
            [] => {}
            [joint] => match self.separator(&runs[0], *joint, &runs[1]) {
                Separator::Group => marks.group = Some(*joint),
                Separator::Decimal => marks.decimal = Some(*joint),
                Separator::Undecided => {
                    marks.undecided = Some(*joint);
                    marks.certain = false;
                }
                Separator::Unknown => marks.certain = false,
                Separator::Between => return self.each(runs, role),
            },
            [.., before, last] => {
                let count = joints.len();
                let one_kind = |joints: &[char]| joints.iter().all(|joint| *joint == joints[0]);
                if one_kind(joints) && grouped(runs, *last) {
                    marks.group = Some(*last);
                } else if one_kind(&joints[..count - 1])
                    && before != last
                    && matches!(last, '.' | ',' | '٫')
                    && grouped(&runs[..count], *before)
                {
                    marks.group = Some(*before);
                    marks.decimal = Some(*last);
                } else if one_kind(joints) && *last == '.' {
                    if let [a, b, c] = runs
                        && dated(a, b, c)
                    {
                        return self.each(runs, role);
                    }
                    let role = match role {
                        NumberRole::Quantity => NumberRole::Version,
                        role => role,
                    };
                    return self.whole(chain, at, role);
                } else {
                    // A list typed without spaces: `1,2,3`.
                    let mut first = at.start;
                    let listed = |c: char| matches!(c, ',' | '،');
                    if !joints.iter().any(|joint| listed(*joint)) {
                        return self.whole(chain, at, role);
                    }
                    for (offset, joint) in joints.iter().enumerate() {
                        if listed(*joint) {
                            self.separated(chain, first..at.start + offset + 1, role);
                            first = at.start + offset + 1;
                        }
                    }
                    return self.separated(chain, first..at.end, role);
                }
            }
        }
        self.push(runs, marks, role);
    }

    /// What the only separator of a number does.
    fn separator(&self, first: &Run, joint: char, second: &Run) -> Separator {
        let amount = || Beside::new(self.text, first.start, second.end).amount_after();
        let three = second.len == 3;
        let either = three && first.len <= 3 && first.value != 0.0;
        match joint {
            '٬' if three => Separator::Group,
            // The mark of thousands before other than three digits can only mark a fraction.
            '٫' | '٬' | 'ر' => Separator::Decimal,
            '،' if second.len <= 2 && amount() => Separator::Decimal,
            '،' => Separator::Between,
            '.' | ',' if either => Separator::Undecided,
            '.' => Separator::Decimal,
            ',' if first.len >= 4 && second.len >= 4 => Separator::Between,
            ',' if first.value == 0.0 || amount() => Separator::Decimal,
            ',' if second.len <= 2 && self.measured(second.end) => Separator::Decimal,
            ',' if second.len <= 2 && self.language != Language::En => Separator::Decimal,
            ',' => Separator::Unknown,
            _ => Separator::Group,
        }
    }

    /// Whether a unit of measure follows a place.
    fn measured(&self, end: usize) -> bool {
        let word = word_after(self.text, end);
        MEASURES.iter().any(|known| fold::same(word, known))
    }

    /// Delivers every run as a number.
    fn each(&mut self, runs: &[Run], role: NumberRole) {
        let marks = Marks {
            certain: true,
            ..Marks::default()
        };
        for run in runs {
            self.push(std::slice::from_ref(run), marks, role);
        }
    }

    /// Delivers runs as one number whose marks say nothing.
    fn whole(&mut self, chain: &Chain, at: Range<usize>, role: NumberRole) {
        let marks = Marks {
            certain: at.len() == 1,
            ..Marks::default()
        };
        self.push(&chain.runs[at], marks, role);
    }

    fn push(&mut self, runs: &[Run], marks: Marks, role: NumberRole) {
        let (first, last) = (runs[0], runs[runs.len() - 1]);
        let same = runs.iter().all(|run| run.system == first.system);
        let value = marks.certain.then(|| {
            let fraction = marks.decimal.map_or(0, |_| last.len);
            let digits = runs.iter().fold(0.0, |value, run| {
                value * 10f64.powi(run.len as i32) + run.value
            });
            digits / 10f64.powi(fraction as i32)
        });
        self.numbers.push(Number {
            range: TextRange::new(self.base + first.start, self.base + last.end),
            block: self.block,
            digits: first.system.filter(|_| same),
            value: value.filter(|value| value.is_finite()),
            group: marks.group,
            decimal: marks.decimal,
            undecided: marks.undecided,
            role,
        });
    }

    /// Whether the number before is a year that `و`, `and` or the like joins to this place:
    /// `عامي 2014 و2015`.
    fn follows_year(&self, start: usize) -> bool {
        self.numbers.last().is_some_and(|last| {
            last.block == self.block
                && last.role == NumberRole::Date
                && last.range.len() >= 4
                && start + self.base <= last.range.end() + 12
                && matches!(
                    self.text[last.range.end() - self.base..start].trim(),
                    "و" | "أو" | "إلى" | "and" | "or" | "to" | "et" | "-" | "–"
                )
        })
    }

    /// Gives the groups of telephone, account and card numbers, which spaces part, one role.
    fn join_groups(&mut self, first: usize) {
        let mut at = first;
        while at < self.numbers.len() {
            let start = at;
            while at + 1 < self.numbers.len() && self.is_group(at + 1) && self.parted(at) {
                at += 1;
            }
            let group = start..at + 1;
            at += 1;
            if group.len() < 2 {
                continue;
            }
            let digits = |number: &Number| {
                number.range.len() / number.digits.map_or(1, |system| system.zero().len_utf8())
            };
            let text = |number: &Number| {
                &self.text[number.range.start() - self.base..number.range.end() - self.base]
            };
            let numbers = &self.numbers[group.clone()];
            let total: usize = numbers.iter().map(digits).sum();
            let lead = &numbers[0];
            let zero = text(lead).starts_with(|c| digit(c).is_some_and(|(_, value)| value == 0));
            let plus = self.text[..lead.range.start() - self.base]
                .trim_end_matches(is_bidi_control)
                .ends_with('+');
            let fours = numbers.iter().all(|number| digits(number) == 4);
            let account = lead.role == NumberRole::Identifier
                && numbers[1..].iter().all(|number| digits(number) <= 4)
                && numbers.len() >= 4;
            let role = if (fours && numbers.len() >= 3) || account {
                NumberRole::Identifier
            } else if total >= 7
                && (plus || lead.role == NumberRole::Phone || (zero && digits(lead) >= 2))
            {
                NumberRole::Phone
            } else {
                continue;
            };
            for number in &mut self.numbers[group] {
                number.role = role;
            }
        }
    }

    /// Whether a number can be a further group of digits.
    fn is_group(&self, at: usize) -> bool {
        let number = &self.numbers[at];
        matches!(
            number.role,
            NumberRole::Quantity | NumberRole::Phone | NumberRole::Score | NumberRole::Identifier
        ) && number.decimal.is_none()
            && (number.group.is_none() || number.group.is_some_and(is_group_space))
    }

    /// Whether one space or bracket of a dialling code parts a number from the next, or a hyphen
    /// the parts of a telephone number.
    fn parted(&self, at: usize) -> bool {
        let both = |role| self.numbers[at].role == role && self.numbers[at + 1].role == role;
        let (a, b) = (
            self.numbers[at].range.end(),
            self.numbers[at + 1].range.start(),
        );
        b - a <= 6
            && (both(NumberRole::Phone)
                || matches!(
                    self.text[a - self.base..b - self.base].trim_matches(is_bidi_control),
                    " " | "\u{00A0}" | ") " | " (" | ")"
                ))
    }
}

/// Whether runs are groups of thousands, by threes or in the Indian way (`1,25,00,000`).
fn grouped(runs: &[Run], mark: char) -> bool {
    let Some((last, rest)) = runs.split_last().filter(|(_, rest)| !rest.is_empty()) else {
        return false;
    };
    let (first, middle) = (rest[0], &rest[1..]);
    let threes = first.len <= 3 && middle.iter().all(|run| run.len == 3);
    let twos = mark == ','
        && first.len <= 2
        && !middle.is_empty()
        && middle.iter().all(|run| run.len == 2);
    last.len == 3 && (threes || twos)
}

/// Whether three runs have the lengths of a date in digits.
fn dated(a: &Run, b: &Run, c: &Run) -> bool {
    let day = |run: &Run| run.len <= 2 && (1.0..=39.0).contains(&run.value);
    day(b) && ((a.is_year() && day(c)) || (day(a) && (c.is_year() || c.len == 2)))
}

/// What stands right beside a chain.
struct Beside<'t> {
    text: &'t str,
    start: usize,
    end: usize,
    /// The character before, direction marks not counted.
    before: Option<char>,
    /// The character after, direction marks not counted.
    after: Option<char>,
}

impl<'t> Beside<'t> {
    fn new(text: &'t str, start: usize, end: usize) -> Self {
        Self {
            text,
            start,
            end,
            before: text[..start]
                .trim_end_matches(is_bidi_control)
                .chars()
                .next_back(),
            after: char_at(text, skip_controls(text, end)),
        }
    }

    /// The word before, behind at most a few spaces, brackets or a colon.
    fn word_before(&self) -> &'t str {
        word_before(self.text, self.start)
    }

    /// The word after, behind a space or nothing.
    fn word_after(&self) -> &'t str {
        word_after(self.text, self.end)
    }

    /// Whether one of these words stands before, perhaps behind a proclitic (`والإصدار 2.0`).
    fn is_before(&self, words: &[&str]) -> bool {
        let word = self.word_before();
        let bare = word.strip_prefix(is_proclitic).unwrap_or(word);
        !word.is_empty()
            && words
                .iter()
                .any(|known| fold::same(word, known) || fold::same(bare, known))
    }

    fn is_after(&self, words: &[&str]) -> bool {
        let word = self.word_after();
        !word.is_empty() && words.iter().any(|known| fold::same(word, known))
    }

    /// The role that letters and signs give that touch the digits.
    fn glued(&self, chain: &Chain) -> Option<NumberRole> {
        let mut behind = self.text[..self.start]
            .trim_end_matches(is_bidi_control)
            .chars()
            .rev();
        if let Some(c) = behind.next() {
            let further = behind.next();
            if is_latin(c) {
                return Some(match c {
                    'h' if further.is_some_and(|c| digit(c).is_some()) => NumberRole::Time,
                    'v' | 'V' if !further.is_some_and(is_word) => NumberRole::Version,
                    _ => NumberRole::Identifier,
                });
            }
            // A proclitic alone before a minus sign begins no name (`و-3%`).
            let proclitic =
                further.is_some_and(is_proclitic) && !behind.next().is_some_and(is_word);
            let name = matches!(c, '_' | '=' | '&' | '\\')
                || (c == '~' && further == Some('/'))
                || (matches!(c, '-' | '\u{2010}' | '\u{2011}')
                    && further.is_some_and(|c| is_latin(c) || is_arabic_letter(c))
                    && !proclitic)
                || (c == '/' && further.is_some_and(|c| is_latin(c) || matches!(c, '/' | '.')));
            if name {
                return Some(NumberRole::Identifier);
            }
        }
        let rest = &self.text[self.end..];
        let mut ahead = rest.trim_start_matches(is_bidi_control).chars();
        match ahead.next()? {
            '_' | '@' => Some(NumberRole::Identifier),
            '-' if ahead.next().is_some_and(|c| c.is_ascii_uppercase()) => {
                Some(NumberRole::Identifier)
            }
            '.' => {
                let ending = word_at(ahead.as_str());
                let is_file = FILE_ENDINGS.iter().any(|known| fold::same(ending, known));
                is_file.then_some(NumberRole::Identifier)
            }
            c if is_latin(c) => {
                let word = word_at(rest);
                let unit = GLUED_UNITS.iter().any(|known| fold::same(word, known));
                if ["am", "pm"].iter().any(|known| fold::same(word, known))
                    || (c == 'h' && word.chars().skip(1).all(|c| digit(c).is_some()))
                {
                    Some(NumberRole::Time)
                } else if self.before.is_some_and(is_currency) {
                    Some(NumberRole::Money)
                } else if word == "s" && chain.runs[0].is_year() {
                    Some(NumberRole::Date)
                } else if unit {
                    None
                } else {
                    Some(NumberRole::Identifier)
                }
            }
            _ => None,
        }
    }

    fn money(&self) -> bool {
        let second_before = || {
            let text = self.text[..self.start].trim_end_matches(is_bidi_control);
            let rest = text.strip_suffix([' ', '\u{00A0}', '\u{202F}'])?;
            rest.chars().next_back()
        };
        let second_after = || {
            let rest = self.text[self.end..].trim_start_matches(is_bidi_control);
            rest.strip_prefix([' ', '\u{00A0}', '\u{202F}'])?
                .chars()
                .next()
        };
        let code = |word: &str| CURRENCY_CODES.contains(&word);
        [self.before, self.after]
            .into_iter()
            .flatten()
            .any(is_currency)
            || second_before().is_some_and(is_currency)
            || second_after().is_some_and(is_currency)
            || (self.before.is_some_and(is_space) && code(self.word_before()))
            || (self.after.is_some_and(is_space) && code(self.word_after()))
    }

    fn phone(&self, chain: &Chain, digits: usize) -> bool {
        if !(6..=16).contains(&digits)
            || chain
                .joints
                .iter()
                .any(|c| !is_dash(*c) && !is_group_space(*c))
        {
            return false;
        }
        if let [a, b, c] = chain.runs.as_slice()
            && dated(a, b, c)
        {
            return false;
        }
        let first = &chain.runs[0];
        let zero = char_at(self.text, first.start)
            .and_then(digit)
            .is_some_and(|(_, value)| value == 0);
        let national = chain.joints.is_empty()
            && ((first.len == 9 && (920_000_000.0..921_000_000.0).contains(&first.value))
                || (first.len == 10 && (8_000_000_000.0..8_010_000_000.0).contains(&first.value)));
        (digits >= 7 && (self.before == Some('+') || zero || national))
            || self.is_before(&BEFORE_PHONE)
    }

    /// A number that opens the block and stands before a mark, as in a list, or a footnote's.
    fn label(&self, run: &Run) -> bool {
        if run.len > 3 {
            return false;
        }
        if self.before == Some('[') && self.after == Some(']') {
            return true;
        }
        // A block's first number: at most a few direction marks before it.
        let before = &self.text[..self.start];
        if before.len() > 12 || before.chars().any(|c| !is_bidi_control(c)) {
            return false;
        }
        let rest = self.text[self.end..].trim_start_matches(is_bidi_control);
        let spaced = rest.trim_start_matches([' ', '\u{00A0}']);
        let mut chars = spaced.chars();
        let Some(mark) = chars.next() else {
            return false;
        };
        let next = chars.next();
        let ends = |c: char| is_space(c);
        match mark {
            '.' | ')' | ':' | '/' if spaced.len() == rest.len() => next.is_some_and(ends),
            '-' | '–' | '—' | 'ـ' => {
                let further = chars.next();
                next.is_some_and(is_arabic_letter)
                    || (next.is_some_and(ends) && further.is_none_or(|c| digit(c).is_none()))
            }
            _ => false,
        }
    }

    /// Whether words beside the number say that it is a time of day.
    fn clock(&self) -> bool {
        self.is_before(&CLOCK) || self.is_after(&HALF_DAY) || {
            let rest = self.text[self.end..].trim_start();
            rest.starts_with("a.m") || rest.starts_with("p.m")
        }
    }

    /// Whether words beside a number of four digits say that it is a year.
    fn year(&self) -> bool {
        self.is_before(&BEFORE_YEAR) || self.is_after(&ERA)
    }

    /// The percent sign that follows, perhaps behind a space.
    fn percent_after(&self) -> Option<char> {
        let rest = self.text[self.end..].trim_start_matches(is_bidi_control);
        let rest = rest.strip_prefix(is_space).unwrap_or(rest);
        rest.chars().next().filter(|c| is_percent_sign(*c))
    }

    /// Whether a percent sign, a percent word or a word such as `million` follows.
    fn amount_after(&self) -> bool {
        let rest = self.text[self.end..].trim_start_matches(is_bidi_control);
        let rest = rest.strip_prefix(is_space).unwrap_or(rest);
        self.percent_after().is_some()
            || SCALES
                .iter()
                .chain(&SCALES_FA_UR)
                .any(|word| fold::strip_prefix(rest, word).is_some())
    }
}

/// Percent signs: `%`, `٪` and the compatibility forms.
pub(super) fn is_percent_sign(c: char) -> bool {
    matches!(c, '%' | '٪' | '\u{FE6A}' | '\u{FF05}')
}

/// The digit at a place.
pub(super) fn digit_at(text: &str, at: usize) -> Option<(DigitSystem, u8)> {
    digit(char_at(text, at)?)
}

/// The character at a place.
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    text[at..].chars().next()
}

/// The place behind the direction marks at `at`.
pub(super) fn skip_controls(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    at + rest.len() - rest.trim_start_matches(is_bidi_control).len()
}

/// How far words are looked for, in characters.
const WORD: usize = 24;

/// The word that ends before `at`, behind at most a few spaces, brackets or a colon; empty where
/// there is none or where it is too long to be one of ours.
#[must_use]
pub fn word_before(text: &str, at: usize) -> &str {
    let between = |c: &(usize, char)| is_space(c.1) || is_bidi_control(c.1) || "(:".contains(c.1);
    let mut chars = text[..at].char_indices().rev();
    let Some((last, c)) = chars.by_ref().take(4).find(|c| !between(c)) else {
        return "";
    };
    if !is_word(c) || digit(c).is_some() {
        return "";
    }
    let end = last + c.len_utf8();
    let mut start = last;
    for (read, (at, c)) in chars.enumerate() {
        if !is_word(c) {
            break;
        }
        if read == WORD {
            return "";
        }
        start = at;
    }
    &text[start..end]
}

/// The word that begins at `at` or behind one space.
pub(super) fn word_after(text: &str, at: usize) -> &str {
    let rest = text[at..].trim_start_matches(is_bidi_control);
    word_at(rest.strip_prefix(is_space).unwrap_or(rest))
}

/// The word at the start of a text; empty where it is too long to be one of ours.
fn word_at(text: &str) -> &str {
    let end = text
        .char_indices()
        .take(WORD + 1)
        .find(|(_, c)| !is_word(*c))
        .map(|(at, _)| at);
    match end {
        Some(end) => &text[..end],
        None if text.chars().nth(WORD).is_none() => text,
        None => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mention::testing::article;

    /// The numbers of a text as `text=role`, with the value and marks of those that have any.
    fn numbers(text: &str) -> Vec<String> {
        let article = article(text);
        recognise(&article)
            .iter()
            .map(|number| {
                let role = match number.role {
                    NumberRole::Quantity => String::new(),
                    role => format!("={role:?}"),
                };
                format!("{}{role}", article.slice(number.range))
            })
            .collect()
    }

    fn one(text: &str) -> Number {
        let numbers = recognise(&article(text));
        assert_eq!(numbers.len(), 1, "{text}");
        numbers.into_iter().next().unwrap()
    }

    #[test]
    fn separators_are_read_where_they_are_certain() {
        let read = |text: &str| {
            let number = one(text);
            (number.value, number.group, number.decimal, number.undecided)
        };
        assert_eq!(read("بلغ 12.5 درجة"), (Some(12.5), None, Some('.'), None));
        assert_eq!(read("بلغ 12,5 درجة"), (Some(12.5), None, Some(','), None));
        assert_eq!(read("some 1,250 people"), (None, None, None, Some(',')));
        assert_eq!(read("بلغ 1.250 طنا"), (None, None, None, Some('.')));
        assert_eq!(
            read("1,250.5 طن"),
            (Some(1250.5), Some(','), Some('.'), None)
        );
        assert_eq!(
            read("1.250.000 طن"),
            (Some(1_250_000.0), Some('.'), None, None)
        );
        assert_eq!(
            read("١٬٢٥٠٫٥ طن"),
            (Some(1250.5), Some('٬'), Some('٫'), None)
        );
        assert_eq!(read("٥ر٢ مليون"), (Some(5.2), None, Some('ر'), None));
        assert_eq!(read("174،5 مليون"), (Some(174.5), None, Some('،'), None));
        assert_eq!(read("only 4,5 tons"), (Some(4.5), None, Some(','), None));
        assert_eq!(read("0,125 طن"), (Some(0.125), None, Some(','), None));
        assert_eq!(
            read("طن 12\u{202F}500"),
            (Some(12500.0), Some('\u{202F}'), None, None)
        );
        assert_eq!(read("5.\u{200F}4 طن"), (Some(5.4), None, Some('.'), None));
        assert_eq!(
            read("1,25,00,000 روپے"),
            (Some(12_500_000.0), Some(','), None, None)
        );
    }

    #[test]
    fn numbers_are_parted_where_they_are_several() {
        assert_eq!(numbers("البنود 1,2,3 و4"), ["1", "2", "3", "4"]);
        assert_eq!(numbers("البنود 12،14"), ["12", "14"]);
        assert_eq!(numbers("30/8/1436"), ["30", "8", "1436"]);
        assert_eq!(numbers("08-06-2021"), ["08", "06", "2021"]);
        assert_eq!(numbers("8.6.2021"), ["8", "6", "2021"]);
        assert_eq!(numbers("بين 25-30 شخصا"), ["25", "30"]);
        assert_eq!(numbers("غرفة 12 500"), ["12", "500"]);
    }

    #[test]
    fn systems_are_told_and_mixtures_seen() {
        assert_eq!(one("عدد ٢٥ كتابا").digits, Some(DigitSystem::Arab));
        assert_eq!(one("۲۵ کتاب").digits, Some(DigitSystem::ArabExt));
        assert_eq!(one("عدد ２５").digits, Some(DigitSystem::FullWide));
        assert_eq!(one("عدد 2٥ كتابا").digits, None);
        assert_eq!(one("عدد ١٢.5 طنا").digits, None);
    }

    #[test]
    fn times_scores_and_years() {
        assert_eq!(numbers("في 10:30 مساء"), ["10=Time", "30=Time"]);
        assert_eq!(numbers("الساعة ١٠:٣٠"), ["١٠=Time", "٣٠=Time"]);
        assert_eq!(numbers("الساعة 10.30"), ["10.30=Time"]);
        assert_eq!(numbers("الساعة 08,15 صباحا"), ["08,15=Time"]);
        assert_eq!(numbers("at 7.15 pm"), ["7.15=Time"]);
        assert_eq!(numbers("نمو 10.30 طن"), ["10.30"]);
        assert_eq!(numbers("فاز الفريق 3-1"), ["3=Score", "1=Score"]);
        assert_eq!(numbers("won 2–0 on"), ["2=Score", "0=Score"]);
        assert_eq!(numbers("بنسبة 30-25%"), ["30", "25"]);
        assert_eq!(numbers("3-5 سنوات"), ["3", "5"]);
        assert_eq!(
            numbers("موسم 2015/2016"),
            ["2015=YearRange", "2016=YearRange"]
        );
        assert_eq!(
            numbers("2015-16 season"),
            ["2015=YearRange", "16=YearRange"]
        );
        assert_eq!(numbers("في عامي 2014 و2015"), ["2014=Date", "2015=Date"]);
        assert_eq!(numbers("2015م"), ["2015=Date"]);
        assert_eq!(numbers("سنة 1436هـ"), ["1436=Date"]);
        assert_eq!(numbers("2000 شخص"), ["2000"]);
        assert_eq!(numbers("the 1990s"), ["1990=Date"]);
    }

    #[test]
    fn names_codes_and_addresses_are_no_quantities() {
        assert_eq!(numbers("نحو ~80% و-3%"), ["80", "3"]);
        assert_eq!(numbers("example/~80/a"), ["80=Identifier"]);
        for text in [
            "فيروس كوفيد-19",
            "مجموعة G7",
            "AK-47",
            "طائرة A380",
            "رحلة MH17",
            "#tag2020",
            "#رؤية_2030",
            "@user1",
            "ali2020@example.com",
            "https://example.com/a%20b",
            "www.example.com/2020",
            "IMG_2020.jpg",
            "2020.pdf",
            "737-MAX",
            "رقم 1234567890123",
        ] {
            let all = recognise(&article(text));
            assert!(
                !all.is_empty() && all.iter().all(|n| n.role == NumberRole::Identifier),
                "{text}: {:?}",
                numbers(text)
            );
        }
        assert_eq!(
            numbers("الإصدار 2.0 و1.2.3"),
            ["2.0=Version", "1.2.3=Version"]
        );
        assert_eq!(numbers("v2.0"), ["2.0=Version"]);
        assert_eq!(numbers("SA03 8000 0000 6080 1016 7519").len(), 6);
        assert!(
            recognise(&article("SA03 8000 0000 6080 1016 7519"))
                .iter()
                .all(|n| n.role == NumberRole::Identifier)
        );
        assert_eq!(
            numbers("وبقي 15 من https://a.b/2020 ثم 5"),
            ["15", "2020=Identifier", "5"]
        );
    }

    #[test]
    fn phones_money_and_labels() {
        for text in [
            "+970 59 123 4567",
            "00966501234567",
            "على الرقم 920001234",
            "هاتف 123-4567",
            "0599 123 456",
            "1-800-555-0199",
        ] {
            let all = recognise(&article(text));
            assert!(
                !all.is_empty() && all.iter().all(|n| n.role == NumberRole::Phone),
                "{text}: {:?}",
                numbers(text)
            );
        }
        assert_eq!(numbers("+5 درجات"), ["5"]);
        assert_eq!(
            numbers("$5bn و20$ و€ 3 و5 ريالات"),
            ["5=Money", "20=Money", "3=Money", "5"]
        );
        assert_eq!(numbers("1. قال"), ["1=Label"]);
        assert_eq!(numbers("2- أكد"), ["2=Label"]);
        assert_eq!(numbers("كما سبق [12]"), ["12=Label"]);
        assert_eq!(numbers("3 رجال"), ["3"]);
        assert_eq!(numbers("(10) سنوات"), ["10"]);
    }

    #[test]
    fn odd_texts_are_read_to_their_end() {
        for text in [
            "1-",
            "-1",
            "1.",
            ".1",
            "1-1-1-1-1-1-1-1",
            "1\u{200F}",
            "٫1٫",
            "1ر",
            "5ر",
            "#",
            "@",
            "://",
            "1 2 3 4",
        ] {
            let _ = recognise(&article(text));
        }
    }
}
