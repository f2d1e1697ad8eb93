//! Percentages: a number and a sign or a word.
//!
//! A block is read once for signs and for the core of each word (`facts/digits-percent.toml`); the
//! numbers beside them are known already. Percentage points and per mille are other quantities.

use super::numbers::{
    Number, NumberRole, char_at, digit_at, is_dash, is_percent_sign, skip_controls, word_before,
};
use crate::article::{Article, BlockIndex};
use crate::lang::Language;
use crate::lang::chars::{TATWEEL, is_bidi_control, is_space, is_word};
use crate::lang::fold::{self, fold_char};
use crate::lang::proclitics::is_proclitic;
use crate::span::TextRange;

/// How a percentage is written.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PercentForm {
    /// With a sign: `%`, `٪` or a compatibility form of these.
    Sign(char),
    /// With a word, by its usual spelling (`في المئة`, `في المائة`, `بالمئة`, `بالمائة`, `percent`,
    /// `per cent`, `pct`, `pour cent`, `درصد`, `فیصد`).
    Word(&'static str),
}

/// On which side of the number the sign stands, in memory order.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SignPlace {
    /// Typed after the number.
    After,
    /// Typed before it.
    Before,
}

/// What stands between two things.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Space {
    /// Nothing (direction marks do not count).
    None,
    /// A space where a line may break.
    Plain,
    /// U+00A0.
    NoBreak,
    /// U+202F, or another no-break space that is narrow.
    Narrow,
}

/// A percentage.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Percent {
    /// Number and sign or word; with both numbers of a range (`25-30%`).
    pub range: TextRange,
    /// Its block.
    pub block: BlockIndex,
    /// Its number in `Mentions::numbers`, the last one of a range; `None` where it is in words.
    pub number: Option<u32>,
    /// The number with the brackets that stand around it alone (`(25) في المئة`), or both numbers
    /// of a range; the sign's or the word's range where the number is in words.
    pub figure: TextRange,
    /// The sign or the word alone.
    pub sign: TextRange,
    /// How it is written.
    pub form: PercentForm,
    /// Where the sign stands; words stand after.
    pub place: SignPlace,
    /// What stands between number and sign.
    pub space: Space,
}

/// The percentages of an article, sorted. The numbers of those in figures become percentages.
pub(super) fn recognise(article: &Article<'_>, numbers: &mut [Number]) -> Vec<Percent> {
    let mut percents = Vec::new();
    let mut next = 0;
    for (index, block) in article.indexed_blocks() {
        let mut reader = Reader {
            text: article.slice(block.range),
            base: block.range.start(),
            block: index,
            language: block.lang.language,
            first: next,
            next,
            numbers,
            percents: &mut percents,
        };
        reader.read();
        next = reader.next;
        while numbers
            .get(next)
            .is_some_and(|number| number.block == index)
        {
            next += 1;
        }
    }
    percents
}

/// Numbers in words, after which the same number in brackets is given for certainty.
const WRITTEN: [&str; 31] = [
    "واحد",
    "واحدا",
    "اثنان",
    "اثنين",
    "ثلاثة",
    "أربعة",
    "خمسة",
    "ستة",
    "سبعة",
    "ثمانية",
    "تسعة",
    "عشرة",
    "عشر",
    "عشرون",
    "عشرين",
    "ثلاثون",
    "ثلاثين",
    "أربعون",
    "أربعين",
    "خمسون",
    "خمسين",
    "ستون",
    "ستين",
    "سبعون",
    "سبعين",
    "ثمانون",
    "ثمانين",
    "تسعون",
    "تسعين",
    "مئة",
    "مائة",
];

/// A number in the block's text.
#[derive(Clone, Copy)]
struct Figure {
    /// Index in the article's numbers.
    index: usize,
    start: usize,
    end: usize,
}

struct Reader<'t, 'n> {
    /// The block's text.
    text: &'t str,
    /// Where it starts in the article's text.
    base: usize,
    block: BlockIndex,
    language: Language,
    /// The block's first number.
    first: usize,
    /// The first number of which the end has not been passed.
    next: usize,
    numbers: &'n mut [Number],
    percents: &'n mut Vec<Percent>,
}

impl Reader<'_, '_> {
    fn read(&mut self) {
        let bytes = self.text.as_bytes();
        let arabic = self.language.arabic_script();
        let mut at = 0;
        while at < bytes.len() {
            let ahead = &bytes[at..];
            match ahead {
                [b'%', ..] => self.sign(at),
                // `٪` (U+066A), and the compatibility forms U+FE6A and U+FF05.
                [0xD9, 0xAA, ..] | [0xEF, 0xB9, 0xAA, ..] | [0xEF, 0xBC, 0x85, ..] => self.sign(at),
                // The `ئ` of `المئة` and `المائة` is rare enough to look around at each.
                [0xD8, 0xA6, ..] if arabic => self.arabic_word(at),
                // `صد`
                [0xD8, 0xB5, 0xD8, 0xAF, ..] if arabic => self.persian_word(at),
                [b'c' | b'C', ..] if !arabic => {
                    let begins = |word: &[u8]| {
                        ahead
                            .get(..word.len())
                            .is_some_and(|part| part.eq_ignore_ascii_case(word))
                    };
                    if begins(b"cent") {
                        self.latin_word(at);
                    } else if begins(b"ct") {
                        self.pct(at);
                    }
                }
                _ => {}
            }
            at += 1;
        }
    }

    /// A percent sign at a place.
    fn sign(&mut self, at: usize) {
        let sign = char_at(self.text, at).expect("a sign stands here");
        let end = at + sign.len_utf8();
        let after = char_at(self.text, skip_controls(self.text, end));
        // `100%off`, `%20`, `%d`: a sign that touches a Latin letter is part of code or of a name.
        if after.is_some_and(|c| c.is_ascii_alphabetic()) {
            return;
        }
        let digit_after = digit_at(self.text, skip_controls(self.text, end)).is_some();
        if let Some(figure) = self.figure_before(at) {
            let space = self.gap(figure, at);
            // `50%25` is an escape in an address, `10 %25` can be read two ways.
            let Some(space) = space.filter(|_| !digit_after) else {
                return;
            };
            self.push(
                figure,
                at..end,
                PercentForm::Sign(sign),
                SignPlace::After,
                space,
            );
        } else if self.may_open(at) {
            let spaced = self.language.arabic_script() && !digit_after;
            let mut place = skip_controls(self.text, end);
            if spaced {
                place = skip_controls(self.text, skip_space(self.text, place));
            }
            let open = place;
            let bracket = self.text[place..].starts_with('(');
            if bracket {
                place = skip_controls(self.text, place + 1);
            }
            let Some(figure) = self.figure_at(place) else {
                return;
            };
            let last = self.range_after(figure).unwrap_or(figure);
            let mut next = skip_controls(self.text, last.end);
            let mut close = last.end;
            if bracket {
                if !self.text[next..].starts_with(')') {
                    return;
                }
                next += 1;
                close = next;
            }
            let behind = skip_space(self.text, next);
            let more = |at| char_at(self.text, at).is_some_and(is_percent_sign);
            let letter = char_at(self.text, next).is_some_and(|c| c.is_ascii_alphabetic());
            if more(next) || more(behind) || letter || self.word_follows(close) {
                return;
            }
            let range = TextRange::new(self.base + at, self.base + close);
            for index in figure.index..=last.index {
                self.numbers[index].role = NumberRole::Percent;
            }
            self.percents.push(Percent {
                range,
                block: self.block,
                number: Some(last.index as u32),
                figure: TextRange::new(self.base + open, self.base + close),
                sign: TextRange::new(self.base + at, self.base + end),
                form: PercentForm::Sign(sign),
                place: SignPlace::Before,
                space: Space::None,
            });
        }
    }

    /// Whether a sign at `at` may stand before its number: nothing but a space, a bracket, a
    /// quotation mark, a sign for about or a proclitic stands before it.
    fn may_open(&self, at: usize) -> bool {
        let before = self.text[..at].trim_end_matches(is_bidi_control);
        let mut back = before.chars().rev();
        match back.next() {
            None => true,
            Some(c) if is_space(c) => true,
            Some(TATWEEL) => true,
            Some(c) if is_proclitic(c) => !back.next().is_some_and(is_word),
            Some(c) => "([{«“”‘’\"'،؛:-–—~≈".contains(c),
        }
    }

    /// `في المئة` and its like, by the hamza in it.
    fn arabic_word(&mut self, hamza: usize) {
        let Some(end) = fold::strip_prefix(&self.text[hamza..], "ئة").map(|len| hamza + len)
        else {
            return;
        };
        if char_at(self.text, end).is_some_and(is_word) {
            return;
        }
        let before = &self.text[..hamza];
        let modern = strip_suffix(before, "الم");
        let traditional = modern.is_none();
        let Some(core) = modern.or_else(|| strip_suffix(before, "الما")) else {
            return;
        };
        let head = &self.text[..core];
        let (start, glued) = match strip_suffix(head, "ب") {
            Some(start) => (start, true),
            None => {
                let spaces = head.trim_end_matches(is_space);
                if spaces.len() == head.len() {
                    return;
                }
                match strip_suffix(spaces, "في") {
                    Some(start) => (start, false),
                    None => return,
                }
            }
        };
        let word = match (glued, traditional) {
            (false, false) => "في المئة",
            (false, true) => "في المائة",
            (true, false) => "بالمئة",
            (true, true) => "بالمائة",
        };
        self.word(start..end, word);
    }

    /// `درصد`, `فیصد` and `فی صد`, by their last letters.
    fn persian_word(&mut self, at: usize) {
        let end = at + "صد".len();
        // `2 فیصد پوائنٹ` is a percent point, another quantity.
        let point = fold::strip_prefix(&self.text[end..], " پوائنٹ").is_some();
        if point || char_at(self.text, end).is_some_and(is_word) {
            return;
        }
        let before = &self.text[..at];
        let found = match self.language {
            Language::Ur => strip_suffix(before, "في")
                .map(|start| (start, "فیصد"))
                .or_else(|| {
                    let start = strip_suffix(before.strip_suffix(is_space)?, "في")?;
                    Some((start, "فی صد"))
                }),
            _ => strip_suffix(before, "در").map(|start| (start, "درصد")),
        };
        if let Some((start, word)) = found {
            self.word(start..end, word);
        }
    }

    /// `percent`, `per cent` and `pour cent`, by their last syllable.
    fn latin_word(&mut self, at: usize) {
        let end = at + "cent".len();
        if char_at(self.text, end).is_some_and(is_word) {
            return;
        }
        let before = &self.text.as_bytes()[..at];
        let ends = |word: &str| {
            before.len() >= word.len()
                && before[before.len() - word.len()..].eq_ignore_ascii_case(word.as_bytes())
        };
        let (word, len) = if ends("per") {
            ("percent", "per".len())
        } else if ends("per ") || ends("per-") {
            ("per cent", "per ".len())
        } else if ends("pour ") {
            ("pour cent", "pour ".len())
        } else if ends("pour\u{00A0}") {
            ("pour cent", "pour\u{00A0}".len())
        } else {
            return;
        };
        // A percent point is another quantity.
        if fold::strip_prefix(&self.text[end..], " point").is_some() {
            return;
        }
        self.word(at - len..end, word);
    }

    /// `pct`.
    fn pct(&mut self, at: usize) {
        let end = at + "ct".len();
        let opens = self.text[..at].ends_with(['p', 'P']);
        if opens
            && !char_at(self.text, end).is_some_and(is_word)
            && self.figure_before(at - 1).is_some()
        {
            self.word(at - 1..end, "pct");
        }
    }

    /// A percent word at a place, with a number in figures before it or without.
    fn word(&mut self, at: std::ops::Range<usize>, word: &'static str) {
        let form = PercentForm::Word(word);
        if let Some(figure) = self.figure_before(at.start)
            && let Some(space) = self.gap(figure, at.start)
        {
            return self.push(figure, at, form, SignPlace::After, space);
        }
        let before = self.text[..at.start].trim_end_matches(is_bidi_control);
        if before.chars().next_back().is_some_and(is_word) {
            return;
        }
        let range = TextRange::new(self.base + at.start, self.base + at.end);
        self.percents.push(Percent {
            range,
            block: self.block,
            number: None,
            figure: range,
            sign: range,
            form,
            place: SignPlace::After,
            space: Space::Plain,
        });
    }

    /// Whether a percent word follows a place.
    fn word_follows(&self, at: usize) -> bool {
        let rest = &self.text[skip_space(self.text, at)..];
        [
            "في المئة",
            "في المائة",
            "بالمئة",
            "بالمائة",
            "درصد",
            "فیصد",
            "percent",
            "per cent",
        ]
        .iter()
        .any(|word| fold::strip_prefix(rest, word).is_some())
    }

    /// Adds a percentage whose sign or word follows its number.
    fn push(
        &mut self,
        figure: Figure,
        sign: std::ops::Range<usize>,
        form: PercentForm,
        place: SignPlace,
        space: Space,
    ) {
        let first = self.range_before(figure).unwrap_or(figure);
        for index in first.index..=figure.index {
            self.numbers[index].role = NumberRole::Percent;
        }
        let (start, end) = match self.closed(figure) {
            Some(end) => (self.opened(first).unwrap_or(first.start), end),
            None => (first.start, figure.end),
        };
        self.percents.push(Percent {
            range: TextRange::new(self.base + start, self.base + sign.end),
            block: self.block,
            number: Some(figure.index as u32),
            figure: TextRange::new(self.base + start, self.base + end),
            sign: TextRange::new(self.base + sign.start, self.base + sign.end),
            form,
            place,
            space,
        });
    }

    fn figure(&self, index: usize) -> Option<Figure> {
        let number = self
            .numbers
            .get(index)
            .filter(|number| number.block == self.block)?;
        Some(Figure {
            index,
            start: number.range.start() - self.base,
            end: number.range.end() - self.base,
        })
    }

    /// The last number before a place that can be a percentage, if nothing but spaces, direction
    /// marks and one hyphen stand between.
    fn figure_before(&mut self, at: usize) -> Option<Figure> {
        while self
            .figure(self.next)
            .is_some_and(|figure| figure.end <= at)
        {
            self.next += 1;
        }
        if self.next == self.first {
            return None;
        }
        let figure = self.figure(self.next - 1)?;
        self.countable(figure.index).then_some(figure)?;
        self.gap(figure, at).map(|_| figure)
    }

    /// What stands between a number, with the brackets around it alone, and a place.
    fn gap(&self, figure: Figure, at: usize) -> Option<Space> {
        self.space(figure.end..at).or_else(|| {
            let end = self.closed(figure).filter(|end| *end <= at)?;
            self.space(end..at)
        })
    }

    /// Where the bracket after a number ends, if one stands before the number or its range and the
    /// words before that do not write the same number out (`خمسة وعشرين (25) في المئة`).
    fn closed(&self, figure: Figure) -> Option<usize> {
        let after = skip_space(self.text, skip_controls(self.text, figure.end));
        (char_at(self.text, after) == Some(')')).then_some(())?;
        let first = self.range_before(figure).unwrap_or(figure);
        let open = self.opened(first)?;
        let word = word_before(self.text, open);
        let bare = word.strip_prefix(['و', 'ب', 'ل']).unwrap_or(word);
        let same = |known: &str| fold::same(word, known) || fold::same(bare, known);
        let written = !word.is_empty() && WRITTEN.iter().any(|known| same(known));
        (!written).then_some(after + 1)
    }

    /// Where the bracket before a number begins.
    fn opened(&self, figure: Figure) -> Option<usize> {
        let before = self.text[..figure.start].trim_end_matches(is_bidi_control);
        let before = before.strip_suffix(is_space).unwrap_or(before);
        Some(before.strip_suffix('(')?.len())
    }

    /// The number that starts at a place.
    fn figure_at(&self, at: usize) -> Option<Figure> {
        let mut index = self.next;
        while let Some(figure) = self.figure(index) {
            if figure.start == at {
                return self.countable(index).then_some(figure);
            }
            if figure.start > at {
                return None;
            }
            index += 1;
        }
        None
    }

    fn countable(&self, index: usize) -> bool {
        !matches!(
            self.numbers[index].role,
            NumberRole::Identifier | NumberRole::Phone | NumberRole::Version | NumberRole::Money
        )
    }

    /// What stands between a number and its sign or word; `None` where it is more than a space or
    /// two. A hyphen (`a 25-percent cut`) counts as nothing.
    fn space(&self, between: std::ops::Range<usize>) -> Option<Space> {
        if between.len() > 16 {
            return None;
        }
        let mut space = Space::None;
        for (count, c) in self.text[between]
            .chars()
            .filter(|c| !is_bidi_control(*c))
            .enumerate()
        {
            space = match c {
                '-' if count == 0 && !self.language.arabic_script() => Space::None,
                _ if count > 1 || !is_space(c) => return None,
                '\u{00A0}' => Space::NoBreak,
                '\u{202F}' | '\u{2060}' => Space::Narrow,
                _ => Space::Plain,
            };
        }
        Some(space)
    }

    /// The first number of a range of which `last` is the last (`25-30`, `بين 80 و90`, `5 to 10`).
    fn range_before(&self, last: Figure) -> Option<Figure> {
        let first = self.figure(last.index.checked_sub(1)?)?;
        self.is_range(first, last).then_some(first)
    }

    /// The last number of a range of which `first` is the first.
    fn range_after(&self, first: Figure) -> Option<Figure> {
        let last = self.figure(first.index + 1)?;
        let dash = last.start - first.end <= 8
            && self.text[first.end..last.start]
                .trim_matches(is_bidi_control)
                .chars()
                .all(is_dash);
        (dash && self.countable(last.index)).then_some(last)
    }

    fn is_range(&self, first: Figure, last: Figure) -> bool {
        if last.start - first.end > 16 || !self.countable(first.index) {
            return false;
        }
        let between = self.text[first.end..last.start].trim_matches(is_bidi_control);
        let joined = between.trim_start_matches('،').trim_matches(is_space);
        let mut chars = joined.chars();
        match (chars.next(), chars.next()) {
            (Some(c), None) if is_dash(c) => true,
            _ => {
                let to = ["إلى", "أو", "to", "or", "à", "ou", "تا", "سے"];
                let and = ["و", "and", "et"];
                let both = ["بين", "وبين", "between", "entre"];
                let is =
                    |words: &[&str], word: &str| words.iter().any(|known| fold::same(word, known));
                is(&to, joined)
                    || (is(&and, joined) && is(&both, word_before(self.text, first.start)))
            }
        }
    }
}

/// The place behind one space and the direction marks beside it.
fn skip_space(text: &str, at: usize) -> usize {
    let at = skip_controls(text, at);
    match char_at(text, at) {
        Some(c) if is_space(c) => skip_controls(text, at + c.len_utf8()),
        _ => at,
    }
}

/// If the folded `text` ends with the folded `word`: where that begins.
fn strip_suffix(text: &str, word: &str) -> Option<usize> {
    let mut wanted = word.chars().rev().filter_map(fold_char).peekable();
    for (at, c) in text.char_indices().rev() {
        if let Some(c) = fold_char(c) {
            if wanted.next() != Some(c) {
                return None;
            }
            if wanted.peek().is_none() {
                return Some(at);
            }
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::mention::numbers;
    use crate::mention::testing::{article, article_in};

    /// The percentages of a text as `text|sign`, with `!` where the sign stands before, and `~`
    /// where the number is in words.
    fn found(article: &Article<'_>) -> Vec<String> {
        let mut numbers = numbers::recognise(article);
        recognise(article, &mut numbers)
            .iter()
            .map(|percent| {
                assert!(percent.range.contains(percent.sign));
                let place = if percent.place == SignPlace::Before {
                    "!"
                } else {
                    ""
                };
                let words = if percent.number.is_none() { "~" } else { "" };
                format!("{place}{words}{}", article.slice(percent.range))
            })
            .collect()
    }

    fn percents(text: &str) -> Vec<String> {
        found(&article(text))
    }

    #[test]
    fn signs_after_and_before() {
        assert_eq!(percents("بنسبة 25٪ في"), ["25٪"]);
        assert_eq!(percents("بنسبة ٢٥٪"), ["٢٥٪"]);
        assert_eq!(percents("زاد 25 %، و12.5%"), ["25 %", "12.5%"]);
        assert_eq!(percents("بنسبة %25 في"), ["!%25"]);
        assert_eq!(percents("بنسبة (٪٢٥)"), ["!٪٢٥"]);
        assert_eq!(percents("بـ%25"), ["!%25"]);
        assert_eq!(percents("بنسبة \u{200F}%25"), ["!%25"]);
        assert_eq!(percents("وبلغت %25-30 تقريبا"), ["!%25-30"]);
        assert_eq!(percents("25\u{200E}%"), ["25\u{200E}%"]);
        assert_eq!(percents("rose 6.2% and 5 % on"), ["6.2%", "5 %"]);
    }

    #[test]
    fn signs_of_something_else() {
        for text in [
            "https://example.com/a%20b%25",
            "قيمة %d و%s",
            "50%25",
            "100%cotton",
            "بلا عدد % هنا",
            "نسبة 10 %25 مئة",
            "foo%20bar",
            "زاد %25% هنا",
        ] {
            let found = percents(text);
            assert!(
                found.iter().all(|found| found == "25%"),
                "{text}: {found:?}"
            );
        }
        assert_eq!(percents("25‰ و30 في الألف"), [""; 0]);
    }

    #[test]
    fn ranges_are_one() {
        assert_eq!(percents("25-30%"), ["25-30%"]);
        assert_eq!(percents("25–30 %"), ["25–30 %"]);
        assert_eq!(percents("25%-30%"), ["25%", "30%"]);
        assert_eq!(percents("بين 80 و90 في المئة"), ["80 و90 في المئة"]);
        assert_eq!(percents("ما بين 80، و90 بالمئة"), ["80، و90 بالمئة"]);
        assert_eq!(percents("مقتل 80 و90% منهم"), ["90%"]);
        assert_eq!(percents("من 5 إلى 10 بالمئة"), ["5 إلى 10 بالمئة"]);
        assert_eq!(percents("between 5 and 10 percent"), ["5 and 10 percent"]);
    }

    #[test]
    fn words() {
        assert_eq!(percents("25 في المئة"), ["25 في المئة"]);
        assert_eq!(percents("25 فى المِئَة"), ["25 فى المِئَة"]);
        assert_eq!(
            percents("25 في المائة و3 بالمائة"),
            ["25 في المائة", "3 بالمائة"]
        );
        assert_eq!(percents("سبعون بالمئة"), ["~بالمئة"]);
        assert_eq!(percents("seventy percent"), ["~percent"]);
        assert_eq!(percents("5 per cent, 6 pct"), ["5 per cent", "6 pct"]);
        assert_eq!(percents("a 25-percent cut"), ["25-percent"]);
        assert_eq!(percents("5 percentage points"), [""; 0]);
        assert_eq!(percents("0.5 نقطة مئوية"), [""; 0]);
        assert_eq!(
            found(&article_in("2 فیصد پوائنٹ", Lang::of(Language::Ur))),
            [""; 0]
        );
        assert_eq!(percents("في المئات بالمئوية"), [""; 0]);
        assert_eq!(
            found(&article_in("de 25 pour cent", Lang::of(Language::Fr))),
            ["25 pour cent"]
        );
        assert_eq!(
            found(&article_in("رشد ۲۵ درصد و ۳ درصدی", Lang::of(Language::Fa))),
            ["۲۵ درصد"]
        );
        assert_eq!(
            found(&article_in("۲۵ فیصد اور 5 فی صد", Lang::of(Language::Ur))),
            ["۲۵ فیصد", "5 فی صد"]
        );
    }

    #[test]
    fn spaces_are_told_apart() {
        let article = article("1% 2 % 3\u{00A0}% 4\u{202F}%");
        let mut numbers = numbers::recognise(&article);
        let spaces: Vec<_> = recognise(&article, &mut numbers)
            .iter()
            .map(|percent| percent.space)
            .collect();
        assert_eq!(
            spaces,
            [Space::None, Space::Plain, Space::NoBreak, Space::Narrow]
        );
        assert!(numbers.iter().all(|n| n.role == NumberRole::Percent));
    }

    #[test]
    fn odd_texts_are_read_to_their_end() {
        for text in [
            "%",
            "%%",
            "% 5",
            "ئ",
            "ئة",
            "المئة",
            "في المئة",
            "صد",
            "cent",
            "ct",
            "5ct",
            "5 p",
            "%5%5%",
        ] {
            let _ = percents(text);
        }
    }
}
