//! Finds the dates of an article: from its numbers, and where two names of a month or a day in words
//! stand without one.

use std::ops::Range;

use super::beside::{Beside, Found, is_blank, proclitics};
use super::{Calendar, Date, DatePart, DateShape, DualStyle, Month, Side, Weekday, ordinals};
use crate::article::{Article, Block, BlockIndex};
use crate::lang::digits::digit;
use crate::lang::months::{Spelling, Systems};
use crate::lang::{Language, fold, weekdays};
use crate::mention::{Number, NumberRole};
use crate::span::TextRange;

/// The longest stretch between two days of a range (`8 حتى 10`), in bytes.
const GAP: usize = 24;

/// What joins two days: `8-10`, `8 و9`, `8 to 10`.
const JOINTS: [&str; 19] = [
    "-", "–", "—", "‑", "/", "و", "إلى", "الى", "حتى", "أو", "and", "to", "or", "&", "au", "et",
    "تا", "سے", "،",
];

/// Words before a year: `يونيو من عام 2014`.
const BEFORE_YEAR: [&str; 10] = [
    "عام",
    "العام",
    "سنة",
    "السنة",
    "لعام",
    "للعام",
    "سال",
    "لسنة",
    "of",
    "de",
];

/// Words after which a number and a month's name are a day, even where the number is too high or
/// the name is also another word: `في 32 مارس`, `در ۳۱ مهر`.
const ANNOUNCING: [&str; 9] = [
    "في",
    "يوم",
    "بتاريخ",
    "تاريخ",
    "منذ",
    "حتى",
    "در",
    "روز",
    "مورخ",
];

/// The same in English and French: `on March 32`.
const ANNOUNCING_LATIN: [&str; 14] = [
    "on", "by", "until", "till", "since", "from", "before", "after", "through", "dated", "le",
    "du", "au", "dès",
];

/// Words after which a date names an event, a place or an institution.
const EVENTS: [&str; 41] = [
    "ثورة",
    "حرب",
    "انتفاضة",
    "أحداث",
    "هجمات",
    "هجوم",
    "اعتداءات",
    "مدينة",
    "قصر",
    "نكسة",
    "كوبري",
    "ميدان",
    "شارع",
    "جسر",
    "جامعة",
    "طريق",
    "محور",
    "حي",
    "انتصار",
    "انتصارات",
    "نصر",
    "حركة",
    "انقلاب",
    "معركة",
    "مجزرة",
    "تفجيرات",
    "انفجار",
    "عملية",
    "قوى",
    "تحالف",
    "ائتلاف",
    "ملعب",
    "استاد",
    "ساحة",
    "قاعدة",
    "مطار",
    "سد",
    "مستشفى",
    "مظاهرات",
    "احتجاجات",
    "قناة",
];

/// Words after a date that lies before the day of writing.
const PAST: [&str; 9] = [
    "الماضي",
    "المنصرم",
    "الفائت",
    "الأخير",
    "last",
    "dernier",
    "گذشته",
    "past",
    "السابق",
];

/// Words after a date that lies after the day of writing.
const COMING: [&str; 7] = [
    "المقبل",
    "القادم",
    "الآتي",
    "next",
    "prochain",
    "آینده",
    "المقبلة",
];

/// Words after a date of the month of writing.
const CURRENT: [&str; 3] = ["الحالي", "الجاري", "جاری"];

/// English and French words that make the date before them an event's name.
const EVENTS_AFTER: [&str; 10] = [
    "attack",
    "attacks",
    "revolution",
    "uprising",
    "massacre",
    "war",
    "movement",
    "coup",
    "protests",
    "bombings",
];

/// Days (day, month) that name an event where no year follows
/// (`facts/arabic-months.toml`, `not_dual`).
const EVENT_DAYS: [(u32, u8); 15] = [
    (23, 7),
    (17, 10),
    (6, 10),
    (15, 5),
    (26, 9),
    (11, 9),
    (4, 8),
    (7, 10),
    (30, 6),
    (25, 1),
    (1, 5),
    (14, 7),
    (17, 2),
    (14, 2),
    (14, 3),
];

/// Words before three numbers with slashes that are no date: `القرار رقم 12/10/2019`.
const NO_DATE: [&str; 19] = [
    "رقم",
    "القرار",
    "قرار",
    "القانون",
    "قانون",
    "المرسوم",
    "مرسوم",
    "القضية",
    "قضية",
    "الملف",
    "ملف",
    "التعميم",
    "No",
    "no",
    "number",
    "case",
    "resolution",
    "décret",
    "loi",
];

/// What a year's era says.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Era {
    Hijri,
    Solar,
    Gregorian,
    BeforeChrist,
}

/// A year, and where it ends with its era.
struct Year {
    index: usize,
    part: DatePart<i32>,
    end: usize,
    era: Option<Era>,
}

/// A weekday before a date, and where the date begins and ends with it.
struct Before {
    weekday: Option<DatePart<Weekday>>,
    start: usize,
    bracket: bool,
}

/// A month's names, and whether they make a month without a year.
struct Names {
    month: Month,
    end: usize,
    systems: Systems,
    common: bool,
}

pub(super) fn read(article: &Article<'_>, numbers: &mut [Number]) -> Vec<Date> {
    let mut dates = Vec::new();
    let (mut at, mut floor) = (0, 0);
    while at < numbers.len() {
        let block = numbers[at].block;
        let reader = Reader::new(article, block, numbers, floor);
        match reader.date(at) {
            Some((date, used)) => {
                dates.push(date);
                (at, floor) = (used.end, used.end);
                for number in &mut numbers[used] {
                    number.role = NumberRole::Date;
                }
            }
            None => at += 1,
        }
    }
    let known = dates.len();
    without_numbers(article, &mut dates, known);
    dates.sort_by_key(|date| date.range);
    dates
}

/// Adds the dates that hold no number: two names of a month (found by the slash or the bracket
/// between them), and a day in words (found by `من`).
fn without_numbers(article: &Article<'_>, dates: &mut Vec<Date>, known: usize) {
    const OF: &[u8] = "من ".as_bytes();
    let text = article.text.as_str();
    let bytes = text.as_bytes();
    let mut next = 0;
    for (index, block) in article.indexed_blocks() {
        let reader = Reader::new(article, index, &[], 0);
        let mut at = block.range.start();
        while at < block.range.end() {
            let byte = bytes[at];
            // Every other letter of Arabic begins with the first byte of `م`, few with both.
            let of = byte == OF[0]
                && bytes.get(at + 1) == Some(&OF[1])
                && bytes[at..block.range.end()].starts_with(OF);
            if byte != b'/' && byte != b'(' && !of {
                at += 1;
                continue;
            }
            while next < known && dates[next].range.end() <= at {
                next += 1;
            }
            if let Some(date) = dates[..known]
                .get(next)
                .filter(|date| date.range.start() <= at)
            {
                at = date.range.end();
                continue;
            }
            let found = if of {
                reader.day_in_words(at + OF.len())
            } else {
                reader.pair_at(at)
            };
            at = match found {
                // Another date can follow at once, but not inside.
                Some(date) if date.range.end() > at => {
                    let end = date.range.end();
                    dates.push(date);
                    end
                }
                _ => at + 1,
            };
        }
    }
}

/// Reads the dates of one block.
struct Reader<'a> {
    beside: Beside<'a>,
    block: BlockIndex,
    language: Language,
    systems: Systems,
    numbers: &'a [Number],
    /// The first number that no date has used.
    floor: usize,
}

impl<'a> Reader<'a> {
    fn new(
        article: &'a Article<'_>,
        index: BlockIndex,
        numbers: &'a [Number],
        floor: usize,
    ) -> Self {
        let Block { range, lang, .. } = *article.block(index);
        let beside = Beside {
            text: article.text.as_str(),
            start: range.start(),
            end: range.end(),
        };
        let systems = Systems::of(lang.language);
        Self {
            beside,
            block: index,
            language: lang.language,
            systems,
            numbers,
            floor,
        }
    }

    /// The date that a number belongs to, and the numbers that it uses.
    fn date(&self, at: usize) -> Option<(Date, Range<usize>)> {
        let number = self.numbers.get(at)?;
        match number.role {
            NumberRole::Money | NumberRole::Time | NumberRole::Phone => return None,
            NumberRole::Identifier => {
                if let Some(date) = self.stamp(number.range) {
                    return Some((date, at..at + 1));
                }
            }
            _ => {}
        }
        self.numeric(at)
            .or_else(|| self.day_first(at))
            .or_else(|| self.month_first(at))
            .or_else(|| self.month_year(at))
    }

    /// `2021-06-08T10:00`, whose date is one number.
    fn stamp(&self, range: TextRange) -> Option<Date> {
        let figures = self.beside.slice(range.range());
        let ascii = figures.len() == 10 && figures.is_ascii();
        if !ascii || !self.is_stamp(range.end()) {
            return None;
        }
        let part = |at: Range<usize>| {
            let range = TextRange::new(range.start() + at.start, range.start() + at.end);
            let value = figures[at].parse::<u32>().ok()?;
            Some(DatePart { range, value })
        };
        let marks = [&figures[4..5], &figures[7..8]] == ["-", "-"];
        let (year, month, day) = (part(0..4)?, part(5..7)?, part(8..10)?);
        let plausible = (1800..2200).contains(&year.value) && day.value < 40 && month.value < 20;
        if !marks || !plausible {
            return None;
        }
        let mut date = self.numeric_date(DateShape::Iso, '-', range, day, month);
        date.year = Some(DatePart {
            range: year.range,
            value: year.value as i32,
        });
        date.stamp = true;
        Some(date)
    }

    /// Whether a time follows a date as machines write it: after a `T`, or a blank and to the second.
    fn is_stamp(&self, end: usize) -> bool {
        let rest = &self.beside.text.as_bytes()[end..self.beside.end];
        let clock = |time: &[u8]| {
            time.len() >= 5
                && [time[0], time[1], time[3], time[4]]
                    .iter()
                    .all(u8::is_ascii_digit)
                && time[2] == b':'
        };
        match rest {
            [b'T' | b't', time @ ..] => clock(time),
            [b' ', time @ ..] => clock(time) && time.get(5) == Some(&b':'),
            _ => false,
        }
    }

    fn number(&self, at: usize) -> Option<&Number> {
        self.numbers
            .get(at)
            .filter(|number| number.block == self.block)
    }

    /// The value and the count of digits of a number that has nothing but one to four digits.
    fn figures(&self, at: usize) -> Option<(u32, usize)> {
        let text = self.beside.slice(self.number(at)?.range.range());
        let mut value = 0;
        let mut count = 0;
        for c in text.chars() {
            value = value * 10 + u32::from(digit(c)?.1);
            count += 1;
            if count > 4 {
                return None;
            }
        }
        Some((value, count))
    }

    fn day(&self, at: usize, greatest: u32) -> Option<DatePart<u32>> {
        let (value, count) = self.figures(at)?;
        let range = self.number(at)?.range;
        // A letter before Arabic digits is a proclitic, a Latin one makes a name: `G8`.
        let glued = self
            .beside
            .before(range.start())
            .is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '$' | '€' | '£' | '+'));
        (count <= 2 && (1..=greatest).contains(&value) && !glued)
            .then_some(DatePart { range, value })
    }

    // ------------------------------------------------------------ with a month in words

    /// `8 حزيران/يونيو 2021`, `8th of June 2021`.
    fn day_first(&self, at: usize) -> Option<(Date, Range<usize>)> {
        let beside = &self.beside;
        let day = self.day(at, 99)?;
        let mut place = self.after_ordinal(day.range.end());
        place = beside.skip(place);
        for _ in 0..2 {
            let word = beside.word(place);
            if !beside.is(word.clone(), &["من", "شهر", "of", "de"]) {
                break;
            }
            place = beside.skip(word.end);
        }
        let names = match self.names(place) {
            Some(names) => names,
            None => self.misspelt(place, at + 1)?,
        };
        let next = self.next_after(at, names.end);
        let year = self.year(&names, next);
        let first = self.days_before(at);
        let latin = names.systems.meets(Systems::ENGLISH | Systems::FRENCH);
        // `Article 50 March 2019` is no day; in Arabic letters it is one whose figures were turned.
        if day.value > 39 && (latin || year.is_none()) {
            return None;
        }
        if year.is_none() && (day.value > 31 || names.common) {
            let word = beside.previous(day.range.start());
            let words: &[&str] = if latin {
                &ANNOUNCING_LATIN
            } else {
                &ANNOUNCING
            };
            // `الـ32 من مارس`: the article makes an ordinal of the number.
            let article = beside.word_back(day.range.start());
            let ordinal = beside.is(article, &["ال", "الـ"]) && day.value > 31;
            let weekday = || self.weekday(day.range.start()).is_some();
            // `32 أغسطس الحالي`
            let behind = beside.skip(names.end);
            let told = beside.word(behind);
            let told = [&PAST[..], &COMING, &CURRENT]
                .iter()
                .any(|words| beside.is(told.clone(), words));
            // `30 و32 يوليو`, the agency of a dateline (`دبئی 34 نومبر (…)`), the Urdu `34 نومبر کو`
            let day_alone = || {
                !latin
                    && day.value > 31
                    && (first < at
                        || beside.at(behind) == Some('(')
                        || beside.is(beside.word(behind), &["کو"]))
            };
            let announced = beside.is(word, words) || ordinal || told || weekday() || day_alone();
            let persian = names.systems.meets(Systems::SOLAR);
            if !announced || names.common && !persian {
                return None;
            }
        }
        let shape = DateShape::DayMonth;
        let date = self.put_together(shape, Some(day), names, year.as_ref(), first < at);
        Some((date, first..year.map_or(next, |year| year.index + 1)))
    }

    /// The first number after `at` that does not stand in a name that ends at `end`: `ك2`.
    fn next_after(&self, at: usize, end: usize) -> usize {
        let inside = |next: usize| {
            self.number(next)
                .is_some_and(|number| number.range.end() <= end)
        };
        if inside(at + 1) { at + 2 } else { at + 1 }
    }

    /// One name or two at a place, the first one a slip away from a month's: where a year follows, or
    /// the other name is of the same month. `next` is the number that the year must be.
    fn misspelt(&self, place: usize, next: usize) -> Option<Names> {
        let beside = &self.beside;
        let word = beside.word(place);
        let after = beside.skip(word.end);
        if matches!(beside.at(after), Some('/' | '(')) {
            let second = beside.name(beside.skip(after + 1), Systems::ARABIC)?;
            let first = beside.near(word, Systems::ARABIC, 3, Some(second.name.number))?;
            let names = self.names_from(first)?;
            return names.month.second.is_some().then_some(names);
        }
        // A year must be there before the word is looked at: nearly all words are no month's name.
        let year = self.number(next)?.range;
        let (value, count) = self.figures(next)?;
        if count != 4 || year.start() > after + GAP {
            return None;
        }
        // The Hijri months have short names, and few things have a number between 1300 and 1500.
        let name = beside.near(word.clone(), self.systems, 5, None);
        let name = name.or_else(|| {
            let hijri = (1300..1500).contains(&value) && self.systems.meets(Systems::HIJRI);
            hijri.then(|| beside.near(word, Systems::HIJRI, 4, None))?
        });
        let names = self.single(name?);
        self.year(&names, next).is_some().then_some(names)
    }

    /// `June 8, 2021`.
    fn month_first(&self, at: usize) -> Option<(Date, Range<usize>)> {
        let beside = &self.beside;
        let mut day = self.day(at, 99)?;
        let before = beside.skip_back(day.range.start());
        if before == day.range.start() {
            return None;
        }
        let near = || {
            self.figures(at + 1).filter(|(_, count)| *count == 4)?;
            let latin = |c: char| c.is_ascii_uppercase();
            let word = beside.word_back(before);
            let capital = beside.slice(word.clone()).starts_with(latin);
            capital.then(|| beside.near(word, Systems::ENGLISH, 6, None))?
        };
        let name = beside.name_back(before, self.systems).or_else(near)?;
        let mut last = at;
        while let Some(next) = self.day(last + 1, 31)
            && next.value > day.value
            && self.joined(last, last + 1)
        {
            day = next;
            last += 1;
        }
        let end = self.after_ordinal(day.range.end());
        let year = self.year_after(end, last + 1, name.name.systems);
        let names = self.single(name);
        if year.is_none() && day.value > 31 {
            let announced = beside.is(beside.previous(name.start), &ANNOUNCING_LATIN);
            // `by June 98` is a year.
            if !announced || day.value > 39 || !names.systems.meets(Systems::ENGLISH) {
                return None;
            }
        }
        let slip = name
            .correct
            .is_some_and(|_| name.name.spelling != Spelling::Wrong);
        if slip && year.is_none() {
            return None;
        }
        if names.systems.meets(Systems::ENGLISH) {
            let counted = beside.is(beside.previous(name.start), &["in"]);
            let more = beside
                .at(end)
                .is_some_and(|c| c.is_alphanumeric() || matches!(c, '%' | '°'));
            if year.is_none() && (counted || more || end == day.range.end() && self.is_time(end)) {
                return None;
            }
        } else {
            // In Arabic a number after the name counts something, unless a comma and a year follow.
            let comma = matches!(beside.at(beside.skip(end)), Some(',' | '،'));
            if !names.systems.meets(Systems::ARABIC) || year.is_none() || !comma {
                return None;
            }
        }
        let shape = DateShape::MonthDay;
        let date = self.put_together(shape, Some(day), names, year.as_ref(), last > at);
        Some((date, at..year.map_or(last, |year| year.index) + 1))
    }

    /// Whether `8` goes on as a time: `8:30`, `8.5`.
    fn is_time(&self, end: usize) -> bool {
        matches!(self.beside.at(end), Some(':' | '.'))
            && self.beside.text[end + 1..self.beside.end].starts_with(|c| digit(c).is_some())
    }

    /// `March 2020`, `حزيران/يونيو عام 2016`; with a day in words before it a whole date.
    fn month_year(&self, at: usize) -> Option<(Date, Range<usize>)> {
        let beside = &self.beside;
        let year = self.number(at)?.range;
        let mut place = beside.skip_back(year.start());
        if beside.before(place) == Some(',') {
            place = beside.skip_back(place - 1);
        }
        for _ in 0..2 {
            let word = beside.word_back(place);
            if !beside.is(word.clone(), &BEFORE_YEAR) && !beside.is(word.clone(), &["من"]) {
                break;
            }
            place = beside.skip_back(word.start);
        }
        let first = self.names_back(place)?;
        let names = self.names_from(first)?;
        let year = self.year(&names, at).filter(|year| year.index == at)?;
        let hijri = names.systems.meets(Systems::HIJRI);
        let recent = hijri || year.era.is_some() || (1800..=2100).contains(&year.part.value);
        if !recent || names.common && !hijri {
            return None;
        }
        let day = ordinals::before(beside, names.month.range.start());
        let shape = if day.is_some() {
            DateShape::DayMonth
        } else {
            DateShape::MonthYear
        };
        Some((
            self.put_together(shape, day, names, Some(&year), false),
            at..at + 1,
        ))
    }

    /// Two names of a month around a slash, or before a bracket and in it.
    fn pair_at(&self, mark: usize) -> Option<Date> {
        let before = self.beside.skip_back(mark);
        let first = match self.beside.name_back(before, self.systems) {
            Some(first) => first,
            None => {
                let arabic = self.systems.meets(Systems::ARABIC) && self.language.arabic_script();
                let word = self.beside.word_back(before);
                let after = self.beside.skip(mark + 1);
                let second = arabic.then(|| self.beside.name(after, Systems::ARABIC))??;
                let number = Some(second.name.number);
                self.beside.near(word, Systems::ARABIC, 3, number)?
            }
        };
        let names = self.names_from(first)?;
        let second = names.month.second?;
        // Two names that are also people's or things' need a number beside them.
        let sure = second.value == names.month.number || !names.common;
        let day = ordinals::before(&self.beside, first.start);
        let shape = if day.is_some() {
            DateShape::DayMonth
        } else {
            DateShape::MonthYear
        };
        sure.then(|| self.put_together(shape, day, names, None, false))
    }

    /// A day in words before a month's name at `name`.
    fn day_in_words(&self, name: usize) -> Option<Date> {
        let place = self.beside.skip(name);
        let after = self.beside.word(place);
        let place = match self.beside.is(after.clone(), &["شهر"]) {
            true => self.beside.skip(after.end),
            false => place,
        };
        let names = self.names(place).filter(|names| !names.common)?;
        let day = ordinals::before(&self.beside, names.month.range.start())?;
        Some(self.put_together(DateShape::DayMonth, Some(day), names, None, false))
    }

    /// One name or two that begin at a place; a name with a proclitic begins after it.
    fn names(&self, at: usize) -> Option<Names> {
        self.names_from(self.beside.name(at, self.systems)?)
    }

    /// The first name of those that end at a place.
    fn names_back(&self, at: usize) -> Option<Found> {
        let beside = &self.beside;
        if beside.before(at) == Some(')') {
            let second = beside.name_back(beside.skip_back(at - 1), self.systems)?;
            let bracket = beside.skip_back(second.start);
            return (beside.before(bracket) == Some('('))
                .then(|| beside.name_back(beside.skip_back(bracket - 1), self.systems))?;
        }
        let second = beside.name_back(at, self.systems)?;
        let place = beside.skip_back(second.start);
        let first = match beside.before(place) {
            Some(mark @ ('/' | '-' | '–')) => Some(beside.skip_back(place - mark.len_utf8())),
            _ => (place < second.start).then_some(place),
        };
        let first = first
            .and_then(|end| beside.name_back(end, self.systems))
            .filter(|first| {
                self.second(first)
                    .is_some_and(|(found, _)| found.start == second.start)
            });
        Some(first.unwrap_or(second))
    }

    fn names_from(&self, first: Found) -> Option<Names> {
        let single = self.single(first);
        let Some((second, end)) = self.second(&first) else {
            return Some(single);
        };
        let paren = self.beside.before(end) == Some(')');
        let levant = |found: &Found| found.name.systems.meets(Systems::LEVANT);
        let dual = match (levant(&first), levant(&second), paren) {
            (true, false, false) => Some(DualStyle::LevantSlashGulf),
            (false, true, false) => Some(DualStyle::GulfSlashLevant),
            (true, false, true) => Some(DualStyle::LevantParenGulf),
            (false, true, true) => Some(DualStyle::GulfParenLevant),
            _ => None,
        };
        let common = |found: &Found| matches!(found.name.name, "ماي" | "جوان" | "أوت");
        Some(Names {
            month: Month {
                range: TextRange::new(first.start, end),
                second: Some(DatePart {
                    range: TextRange::new(second.start, second.end),
                    value: second.name.number,
                }),
                dual,
                misspelt: single.month.misspelt.or_else(|| wrong_name(&second)),
                ..single.month
            },
            end,
            systems: single.systems,
            common: second.name.number != first.name.number && (common(&first) || common(&second)),
        })
    }

    fn single(&self, found: Found) -> Names {
        let mut end = found.end;
        let range = TextRange::new(found.start, end);
        if found.name.spelling == Spelling::Short
            && let Some(dot) = self.beside.mark(end, '.')
            && self
                .beside
                .at(self.beside.skip(dot))
                .is_some_and(|c| c == ',' || digit(c).is_some())
        {
            end = dot;
        }
        // Without its madda `آب` is the word for father.
        let father = found.name.name == "آب" && !self.beside.slice(range.range()).contains('آ');
        Names {
            month: Month {
                range: TextRange::new(found.start, end),
                first: range,
                number: found.name.number,
                systems: found.name.systems,
                second: None,
                dual: None,
                misspelt: wrong_name(&found),
            },
            end,
            systems: found.name.systems,
            common: found.name.common || father,
        }
    }

    /// The second name of a month, and where the two end.
    fn second(&self, first: &Found) -> Option<(Found, usize)> {
        if !first.name.systems.meets(Systems::ARABIC) {
            return None;
        }
        let beside = &self.beside;
        let mark = beside.skip(first.end);
        let joint = beside.at(mark)?;
        let place = match joint {
            '/' | '(' | '-' | '–' => beside.skip(mark + joint.len_utf8()),
            _ if mark > first.end => mark,
            _ => return None,
        };
        let second = beside.name(place, self.systems);
        let slip = || {
            let joined = matches!(joint, '/' | '(').then(|| beside.word(place))?;
            beside.near(joined, Systems::ARABIC, 3, Some(first.name.number))
        };
        let second = second
            .or_else(slip)
            .filter(|second| second.start == place)?;
        let end = match joint {
            '(' => beside.mark(beside.skip(second.end), ')')?,
            _ => second.end,
        };
        let joined = match joint {
            '/' | '(' => true,
            // Two months with a dash between them are a range.
            '-' | '–' => first.name.number == second.name.number,
            // The wire's `يوليو تموز`; in the other order, two months are more likely a list.
            _ => {
                first.name.number == second.name.number
                    || (second.name.systems.meets(Systems::LEVANT)
                        && !first.name.common
                        && !second.name.common)
            }
        };
        (joined && pairs(first, &second)).then_some((second, end))
    }

    fn put_together(
        &self,
        shape: DateShape,
        day: Option<DatePart<u32>>,
        names: Names,
        year: Option<&Year>,
        several: bool,
    ) -> Date {
        let calendar = if names.systems.meets(Systems::HIJRI) {
            Calendar::Hijri
        } else if names.systems.meets(Systems::SOLAR) {
            Calendar::Persian
        } else {
            Calendar::Gregorian
        };
        let mut range = names.month.range;
        if let Some(day) = day {
            range = range.cover(TextRange::new(
                day.range.start(),
                self.after_ordinal(day.range.end()),
            ));
        }
        if let Some(year) = year {
            range = range.cover(TextRange::new(range.start(), year.end));
        }
        let mut date = Date {
            range,
            block: self.block,
            shape,
            calendar,
            weekday: None,
            day,
            month: Some(names.month),
            month_number: None,
            year: year.map(|year| year.part),
            separator: None,
            event: false,
            stamp: false,
            side: None,
            several: false,
            same_day: None,
        };
        date.several = several;
        self.surround(&mut date);
        date
    }

    /// Adds the weekday, and says whether the date may name an event.
    fn surround(&self, date: &mut Date) {
        let several = date.several;
        if date.day.is_some()
            && !several
            && let Some(before) = self.weekday(date.range.start())
        {
            date.weekday = before.weekday;
            let end = if before.bracket {
                let after = self.beside.skip(date.range.end());
                self.beside.mark(after, ')').unwrap_or(date.range.end())
            } else {
                date.range.end()
            };
            date.range = TextRange::new(before.start, end);
        } else if !several
            && date.day.is_some()
            && date.year.is_some()
            && let Some((weekday, end)) = self.weekday_after(date.range.end())
        {
            date.weekday = Some(weekday);
            date.range.end = end as u32;
        }
        date.event = self.event(date);
        if date.weekday.is_some() && date.year.is_none() {
            let word = self.beside.word(self.beside.skip(date.range.end()));
            if self.beside.is(word.clone(), &PAST) {
                date.side = Some(Side::Past);
            } else if self.beside.is(word, &COMING) {
                date.side = Some(Side::Coming);
            }
        }
    }

    // ------------------------------------------------------------ in digits

    /// `8/6/2021`, `2021-06-08`; with a weekday before it also `8/6`.
    fn numeric(&self, at: usize) -> Option<(Date, Range<usize>)> {
        let beside = &self.beside;
        let first = self.number(at)?.range;
        let separator = self.separator(at, at + 1)?;
        let before = beside.before(first.start());
        if before.is_some_and(|c| {
            c.is_ascii_alphanumeric() || matches!(c, '/' | '\\' | '-' | '.' | '_' | '=')
        }) {
            return None;
        }
        let (a, digits_a) = self.figures(at)?;
        let (b, digits_b) = self.figures(at + 1)?;
        let part = |at: usize, value| DatePart {
            range: self.numbers[at].range,
            value,
        };
        if digits_b > 2 {
            return None;
        }
        let third = (self.separator(at + 1, at + 2) == Some(separator)).then_some(at + 2);
        let Some(third) = third else {
            let day_month = digits_a <= 2 && (1..=31).contains(&a) && (1..=12).contains(&b);
            if separator != '/'
                || !day_month
                || !self.language.arabic_script()
                || self.goes_on(at + 1)
            {
                return None;
            }
            let mut date = self.numeric_date(
                DateShape::DayMonthNumeric,
                separator,
                TextRange::new(first.start(), self.numbers[at + 1].range.end()),
                part(at, a),
                part(at + 1, b),
            );
            self.surround(&mut date);
            return date.weekday.is_some().then_some((date, at..at + 2));
        };
        let (c, digits_c) = self.figures(third)?;
        if self.goes_on(third) {
            return None;
        }
        let word = beside.previous(first.start());
        if beside.is(word.clone(), &NO_DATE) {
            return None;
        }
        let year_like = |value: u32| (1300..=2199).contains(&value);
        let (shape, day, month, year) = if digits_a == 4 && year_like(a) && digits_c <= 2 {
            let iso = separator == '-' && digits_b == 2 && digits_c == 2;
            let shape = if iso {
                DateShape::Iso
            } else {
                DateShape::YearFirstNumeric
            };
            let plausible = (1..=39).contains(&c) && (1..=19).contains(&b);
            // Some write the day in the middle, and nothing then says which is which.
            let turned = (13..=31).contains(&b) && (1..=12).contains(&c);
            (plausible || turned).then_some((
                shape,
                part(third, c),
                part(at + 1, b),
                part(at, a),
            ))?
        } else if digits_a <= 2 && digits_c == 4 && year_like(c) {
            let day_first = (1..=39).contains(&a) && (1..=19).contains(&b) && (a <= 31 || b <= 12);
            let month_first = (1..=12).contains(&a) && (13..=31).contains(&b);
            let (shape, day, month) = if month_first {
                (DateShape::MonthDayNumeric, part(at + 1, b), part(at, a))
            } else if day_first {
                (DateShape::DayMonthNumeric, part(at, a), part(at + 1, b))
            } else {
                return None;
            };
            (shape, day, month, part(third, c))
        } else if digits_a <= 2 && digits_c == 2 && separator == '/' {
            // Two digits of a year make a date only after a word that announces one.
            let announced = beside.is(word, &["بتاريخ", "تاريخ", "الموافق", "وتاريخ", "dated"])
                || self.weekday(first.start()).is_some();
            let possible = (1..=31).contains(&a) && (1..=12).contains(&b);
            if !announced || !possible {
                return None;
            }
            (
                DateShape::DayMonthNumeric,
                part(at, a),
                part(at + 1, b),
                part(third, c),
            )
        } else {
            return None;
        };
        let range = TextRange::new(first.start(), self.numbers[third].range.end());
        let mut date = self.numeric_date(shape, separator, range, day, month);
        let era = self.era(range.end());
        let value = year.value;
        date.year = Some(DatePart {
            range: year.range,
            value: value as i32,
        });
        date.calendar = match era {
            Some((Era::Hijri, _)) => Calendar::Hijri,
            Some((Era::Solar, _)) => Calendar::Persian,
            Some((Era::Gregorian | Era::BeforeChrist, _)) => Calendar::Gregorian,
            None if !(1300..1500).contains(&value) => Calendar::Gregorian,
            None if self.language == Language::Fa => Calendar::Persian,
            None => Calendar::Hijri,
        };
        if let Some((_, end)) = era {
            date.range.end = end as u32;
        }
        date.stamp = shape == DateShape::Iso && self.is_stamp(self.numbers[third].range.end());
        self.surround(&mut date);
        Some((date, at..third + 1))
    }

    fn numeric_date(
        &self,
        shape: DateShape,
        separator: char,
        range: TextRange,
        day: DatePart<u32>,
        month: DatePart<u32>,
    ) -> Date {
        Date {
            range,
            block: self.block,
            shape,
            calendar: Calendar::Gregorian,
            weekday: None,
            day: Some(day),
            month: None,
            month_number: Some(month),
            year: None,
            separator: Some(separator),
            event: false,
            stamp: false,
            side: None,
            several: false,
            same_day: None,
        }
    }

    /// The mark between two numbers that follow one another, blanks around it not counted.
    fn separator(&self, a: usize, b: usize) -> Option<char> {
        let gap = self.gap(a, b)?.trim_matches(is_blank);
        let mut marks = gap.chars();
        let mark = marks
            .next()
            .filter(|mark| matches!(mark, '/' | '-' | '.' | '‑' | '–'))?;
        marks.next().is_none().then_some(mark)
    }

    /// Whether a further mark and digit follow a number: `12-13-14-15`, `1.2.3.4`.
    fn goes_on(&self, at: usize) -> bool {
        let mut rest = self.beside.text[self.numbers[at].range.end()..self.beside.end].chars();
        matches!(rest.next(), Some('/' | '-' | '.' | ':' | '_'))
            && rest.next().is_some_and(|c| digit(c).is_some())
    }

    /// What stands between two numbers of the block, where it is short.
    fn gap(&self, a: usize, b: usize) -> Option<&'a str> {
        let (a, b) = (self.number(a)?.range, self.number(b)?.range);
        (a.end <= b.start && b.start() - a.end() <= GAP)
            .then(|| self.beside.slice(a.end()..b.start()))
    }

    // ------------------------------------------------------------ around

    /// The first of the days that are joined with the one at `at`.
    fn days_before(&self, at: usize) -> usize {
        let mut first = at;
        while first > self.floor
            && let Some(here) = self.day(first, 39)
            && let Some(before) = self.day(first - 1, 31)
            && before.value < here.value
            && self.joined(first - 1, first)
        {
            first -= 1;
        }
        first
    }

    fn joined(&self, a: usize, b: usize) -> bool {
        let Some(gap) = self.gap(a, b) else {
            return false;
        };
        let end = self.numbers[a].range.end();
        let gap = gap.get(self.after_ordinal(end) - end..).unwrap_or(gap);
        // Tatweel may stand between the conjunction and the digits: `8 وـ9`.
        let gap = gap.trim_matches(|c| is_blank(c) || c == '\u{0640}');
        JOINTS.contains(&gap)
    }

    /// Past the letters that make an ordinal of a number: `8th`, `1er`.
    fn after_ordinal(&self, end: usize) -> usize {
        let word = self.beside.word(end);
        let ordinal = self
            .beside
            .is(word.clone(), &["st", "nd", "rd", "th", "er", "e"]);
        if ordinal { word.end } else { end }
    }

    fn year(&self, names: &Names, next: usize) -> Option<Year> {
        self.year_after(names.end, next, names.systems)
    }

    /// The year after a day or a month that ends at `at`; `next` is the number that it must be.
    fn year_after(&self, at: usize, next: usize, systems: Systems) -> Option<Year> {
        let beside = &self.beside;
        let mut place = beside.skip(at);
        let comma = beside.mark(place, ',').or_else(|| beside.mark(place, '،'));
        if let Some(after) = comma {
            place = beside.skip(after);
        }
        for _ in 0..2 {
            let word = beside.word(place);
            if !beside.is(word.clone(), &BEFORE_YEAR) && !beside.is(word.clone(), &["من"]) {
                break;
            }
            place = beside.skip(word.end);
        }
        let range = self
            .number(next)
            .filter(|number| number.range.start() == place)?
            .range;
        let (value, count) = self.figures(next)?;
        let era = self.era(range.end());
        let years = if systems.meets(Systems::HIJRI | Systems::SOLAR) {
            1000..=1500
        } else if comma.is_some() && !systems.meets(Systems::ENGLISH) {
            1900..=2100
        } else {
            1000..=2100
        };
        let percent = matches!(beside.at(range.end()), Some('%' | '٪'));
        if era.is_none() && (count != 4 || !years.contains(&value)) || percent {
            return None;
        }
        let before_christ = matches!(era, Some((Era::BeforeChrist, _)));
        let value = if before_christ {
            -(value as i32)
        } else {
            value as i32
        };
        let end = era.map_or(range.end(), |(_, end)| end);
        let part = DatePart { range, value };
        Some(Year {
            index: next,
            part,
            end,
            era: era.map(|(era, _)| era),
        })
    }

    /// The era after a year, and where it ends.
    fn era(&self, at: usize) -> Option<(Era, usize)> {
        let beside = &self.beside;
        let word = beside.word(beside.skip(at));
        if word.is_empty() {
            return None;
        }
        let dotted = |letters: &[&str]| {
            let next = beside.word(beside.skip(beside.mark(word.end, '.')?));
            beside.is(next.clone(), letters).then_some(next.end)
        };
        let is = |words: &[&str]| beside.is(word.clone(), words);
        let exact = beside.slice(word.clone());
        if is(&["ه"]) {
            let solar = dotted(&["ش"]).map(|end| (Era::Solar, end));
            let lunar = || dotted(&["ق"]).map(|end| (Era::Hijri, end));
            return Some(solar.or_else(lunar).unwrap_or((Era::Hijri, word.end)));
        }
        if is(&["ق"]) {
            return dotted(&["م"]).map(|end| (Era::BeforeChrist, end));
        }
        let era = if is(&["هجري", "هجرية", "هجريا", "للهجرة"]) || exact == "AH"
        {
            Era::Hijri
        } else if is(&["م", "ميلادي", "ميلادية", "ميلاديا", "للميلاد", "ء", "عیسوی"])
            || matches!(exact, "AD" | "CE")
        {
            Era::Gregorian
        } else if matches!(exact, "BC" | "BCE") {
            Era::BeforeChrist
        } else if is(&["شمسی"]) {
            Era::Solar
        } else {
            return None;
        };
        Some((era, word.end))
    }

    /// The weekday before a date that begins at `start`.
    fn weekday(&self, start: usize) -> Option<Before> {
        let beside = &self.beside;
        let mut place = beside.skip_back(start);
        let mut bracket = false;
        for _ in 0..2 {
            if let Some(mark @ (',' | '،' | '(' | '-' | '–')) = beside.before(place) {
                bracket |= mark == '(';
                place = beside.skip_back(place - mark.len_utf8());
            }
            if beside.before(place) == Some('.') && !self.language.arabic_script() {
                place -= 1;
            }
            let word = beside.word_back(place);
            if !beside.is(
                word.clone(),
                &["الموافق", "الموافقة", "المصادف", "في", "the", "le"],
            ) {
                break;
            }
            place = beside.skip_back(word.start);
        }
        let (range, found) = self.weekday_back(place)?;
        let mut before = beside.skip_back(range.start);
        if let Some(mark @ ('-' | '–' | '/')) = beside.before(before) {
            before = beside.skip_back(before - mark.len_utf8());
        }
        let other = self.weekday_back(before).is_some();
        // The Sun is a newspaper as well.
        let paper = matches!(beside.slice(range.clone()), "Sun" | "Sat")
            && beside
                .slice(beside.previous(range.start))
                .starts_with(char::is_uppercase);
        if paper {
            return None;
        }
        let value = Weekday::from_iso(found.iso).expect("the table names the days 1 to 7");
        Some(Before {
            weekday: (!other).then_some(DatePart {
                range: range.clone().into(),
                value,
            }),
            start: range.start,
            bracket,
        })
    }

    /// The weekday in brackets after a date that ends at `end`, and where the brackets end.
    fn weekday_after(&self, end: usize) -> Option<(DatePart<Weekday>, usize)> {
        let beside = &self.beside;
        let open = beside.mark(beside.skip(end), '(')?;
        let mut close = open;
        for _ in 0..2 {
            close = beside.word(beside.skip(close)).end;
            let Some(end) = beside.mark(beside.skip(close), ')') else {
                continue;
            };
            let (range, found) = self.weekday_back(close)?;
            let value = Weekday::from_iso(found.iso).expect("the table names the days 1 to 7");
            let range = range.into();
            return (beside.skip(open) <= TextRange::start(range))
                .then_some((DatePart { range, value }, end));
        }
        None
    }

    /// The weekday's name that ends at a place, proclitics before it not counted.
    fn weekday_back(&self, end: usize) -> Option<(Range<usize>, &'static weekdays::WeekdayName)> {
        let last = self.beside.word_back(end);
        if last.is_empty() {
            return None;
        }
        let first = self.beside.previous(last.start);
        let two = (first.end < last.start && !first.is_empty()).then_some(first.start);
        two.into_iter().chain([last.start]).find_map(|start| {
            let words = self.beside.slice(start..end);
            proclitics(words).find_map(|glued| {
                // `و شنبه`: a conjunction may stand apart.
                let name = words[glued..].trim_start();
                let found = weekdays::lookup(name)?;
                let capital = words.starts_with(char::is_uppercase);
                let name = end - name.len()..end;
                (found.language != Language::En || capital).then_some((name, found))
            })
        })
    }

    /// Whether the words around say that a date names an event, or it is one of the known days.
    fn event(&self, date: &Date) -> bool {
        let beside = &self.beside;
        let mut before = beside.word_back(date.range.start());
        // An article may be glued to the digits: `ثورة الـ25 من يناير`.
        before = beside.previous(if before.is_empty() {
            date.range.start()
        } else {
            before.start
        });
        let word = beside.slice(before);
        let named = proclitics(word)
            .any(|glued| EVENTS.iter().any(|event| fold::same(event, &word[glued..])));
        let after = beside.word(beside.skip(date.range.end()));
        let known = || {
            // An event's name has one name of the month.
            let month = date.month.filter(|month| month.second.is_none());
            let month = month.map(|month| month.number);
            let day = date.day.map(|day| day.value);
            date.year.is_none()
                && date.calendar == Calendar::Gregorian
                && day
                    .zip(month)
                    .is_some_and(|known| EVENT_DAYS.contains(&known))
        };
        named || beside.is(after, &EVENTS_AFTER) || known()
    }
}

/// The name that is misspelt and how it is spelt, where it is.
fn wrong_name(found: &Found) -> Option<DatePart<&'static str>> {
    let range = TextRange::new(found.start, found.end);
    found.correct.map(|value| DatePart { range, value })
}

/// Whether two names are written side by side for one month: both Arabic, of other systems.
fn pairs(first: &Found, second: &Found) -> bool {
    let (a, b) = (first.name.systems, second.name.systems);
    a.meets(Systems::ARABIC) && b.meets(Systems::ARABIC) && !a.meets(b)
}
