//! Counted nouns of Arabic text: a number in figures or in words, and the noun that it governs.
//!
//! Figures are taken from the numbers that are known already: years, times, scores, codes and
//! labels are none. A block is read once more for number words.

use std::ops::Range;

use super::characters::is_invisible;
use super::numbers::{Number, NumberRole, char_at, is_dash, word_before};
use crate::article::{Article, BlockIndex};
use crate::lang::Language;
use crate::lang::chars::{TATWEEL, is_arabic_letter, is_bidi_control, is_space, is_word};
use crate::lang::counted::{self, Noun, NounForm, NumberWord};
use crate::lang::digits::{digit, is_digit};
use crate::lang::fold;
use crate::lang::proclitics::{CONJUNCTIONS, PREPOSITIONS};
use crate::span::TextRange;

/// A number and the noun that it counts.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Counted {
    /// From the number to the noun, without a proclitic before the number.
    pub range: TextRange,
    /// Its block.
    pub block: BlockIndex,
    /// The number.
    pub count: Count,
    /// The figures or number words, without a proclitic.
    pub number: TextRange,
    /// The noun as it stands there.
    pub word: TextRange,
    /// The noun.
    pub noun: &'static Noun,
    /// Its form.
    pub form: NounForm,
    /// What stands behind the noun.
    pub next: Next,
}

/// A number before a noun.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Count {
    /// A whole number in figures.
    Figures(u64),
    /// A word from three to ten, or `بضع`.
    Word {
        /// The word.
        word: NumberWord,
        /// Whether another number goes before it (`أربع أو خمس سنوات`).
        joined: bool,
    },
    /// A number from 11 to 19 in two words.
    Teen {
        /// The first word.
        unit: NumberWord,
        /// Where it stands.
        unit_range: TextRange,
        /// The second, `عشر` or `عشرة`; here `عشرة` is the one for feminine nouns.
        ten_for_feminine: bool,
        /// Where it stands.
        ten_range: TextRange,
    },
    /// The dual of a scale with its nun (`ألفين`), and as it stands before a noun (`ألفي`).
    Dual(&'static str),
}

/// What stands behind a counted noun.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Next {
    /// Nothing, or a mark.
    Mark,
    /// A word that belongs to what comes after it: a preposition, a conjunction, a pronoun, or a
    /// definite noun with one of these before it.
    Function(TextRange),
    /// A number, perhaps with `و` before it.
    Number,
    /// A quotation mark, or something that is no text, behind a space.
    Quote,
    /// Any other word: a noun that the counted one is tied to, an adjective, a verb.
    Word(TextRange),
}

/// The counted nouns of an article, sorted.
pub(super) fn recognise(article: &Article<'_>, numbers: &[Number]) -> Vec<Counted> {
    let mut counted = Vec::new();
    let mut next = 0;
    for (index, block) in article.indexed_blocks() {
        let first = next;
        next += numbers[first..]
            .iter()
            .take_while(|n| n.block == index)
            .count();
        if block.lang.language != Language::Ar {
            continue;
        }
        let mut reader = Reader {
            text: article.slice(block.range),
            base: block.range.start(),
            block: index,
            counted: &mut counted,
        };
        let from = reader.counted.len();
        for number in &numbers[first..next] {
            reader.figures(number);
        }
        let figures = reader.counted.len();
        reader.words();
        if from < figures && figures < counted.len() {
            counted[from..].sort_by_key(|counted| counted.range);
        }
    }
    counted
}

/// Nouns before the number of one of them: `المادة 12`, `اللواء 55`, `يوم 31`.
const NUMBERED: [&str; 52] = [
    "رقم",
    "الرقم",
    "برقم",
    "المادة",
    "مادة",
    "المادتين",
    "المادتان",
    "المواد",
    "اللواء",
    "لواء",
    "الفوج",
    "الفرقة",
    "الكتيبة",
    "السرية",
    "القناة",
    "قناة",
    "الدورة",
    "الصفحة",
    "صفحة",
    "الساعة",
    "ساعة",
    "يوم",
    "يومي",
    "الفقرة",
    "فقرة",
    "البند",
    "الحلقة",
    "الجولة",
    "المجموعة",
    "الغرفة",
    "الطريق",
    "البوابة",
    "المرحلة",
    "الفئة",
    "الطابق",
    "الدور",
    "القطاع",
    "سورة",
    "الآية",
    "الفصل",
    "الباب",
    "عام",
    "العام",
    "سنة",
    "السنة",
    "القسم",
    "النموذج",
    "المركز",
    "الوزن",
    "وزن",
    "القرار",
    "الموسم",
];

/// Words that belong to what comes after them.
const FUNCTION: [&str; 66] = [
    "من",
    "في",
    "إلى",
    "على",
    "عن",
    "مع",
    "منذ",
    "حتى",
    "بعد",
    "قبل",
    "خلال",
    "عند",
    "لدى",
    "بين",
    "تحت",
    "فوق",
    "ضد",
    "حول",
    "دون",
    "نحو",
    "عبر",
    "أمام",
    "وراء",
    "خلف",
    "ضمن",
    "أو",
    "أم",
    "ثم",
    "لكن",
    "كما",
    "حيث",
    "إذ",
    "إذا",
    "أن",
    "أنه",
    "أنها",
    "إن",
    "التي",
    "الذي",
    "الذين",
    "اللذين",
    "هذا",
    "هذه",
    "ذلك",
    "وهو",
    "وهي",
    "ومن",
    "وفي",
    "وعلى",
    "وإلى",
    "وعن",
    "ومع",
    "وبعد",
    "وقبل",
    "وذلك",
    "وهم",
    "فقط",
    "بسبب",
    "به",
    "بها",
    "له",
    "لها",
    "منها",
    "منهم",
    "فيها",
    "لا",
];

/// How far a word may reach, in bytes.
const WORD: usize = 64;

struct Reader<'t, 'c> {
    /// The block's text.
    text: &'t str,
    /// Where it starts in the article's text.
    base: usize,
    block: BlockIndex,
    counted: &'c mut Vec<Counted>,
}

impl Reader<'_, '_> {
    /// A number in figures that may count the noun after it.
    fn figures(&mut self, number: &Number) {
        if number.role != NumberRole::Quantity || number.decimal.is_some() {
            return;
        }
        let (start, mut end) = (
            number.range.start() - self.base,
            number.range.end() - self.base,
        );
        let Some(value) = number.value.or_else(|| self.hundreds(number, start, end)) else {
            return;
        };
        let year = number.group.is_none()
            && number.undecided.is_none()
            && ((1380.0..=1450.0).contains(&value) || (1900.0..=2100.0).contains(&value));
        if !(1.0..=1e15).contains(&value) || year {
            return;
        }
        let before = self.text[..start].trim_end_matches(is_bidi_control);
        // Behind an invisible character it is the end of a number that began before.
        let whole = before.trim_end_matches(is_invisible);
        if whole.len() < before.len() && whole.ends_with(is_digit) {
            return;
        }
        let behind = self.text[end..].trim_start_matches(is_bidi_control);
        let closed = behind.starts_with(')');
        // `(23) سنة` has brackets of its own; `(23 سنة)` is all in brackets; `1) سنة` is an item.
        let bare = before.strip_suffix('(').filter(|_| closed);
        if closed && bare.is_none() {
            return;
        }
        let mut from = start;
        if let Some(bare) = bare {
            from = bare.len();
            end = self.text.len() - behind.len() + 1;
        }
        if self.may_count(bare.unwrap_or(before)) {
            self.noun(
                from,
                end,
                start..number.range.end() - self.base,
                Count::Figures(value as u64),
            );
        }
    }

    /// The value of digits with one mark that can be read in two ways, where they end in two
    /// zeros: nobody writes those behind a decimal mark.
    fn hundreds(&self, number: &Number, start: usize, end: usize) -> Option<f64> {
        number.undecided?;
        let mut value = 0.0;
        for (_, figure) in self.text[start..end].chars().filter_map(digit) {
            value = value * 10.0 + f64::from(figure);
        }
        (value % 100.0 == 0.0).then_some(value)
    }

    /// Whether what stands before a number leaves it a count.
    fn may_count(&self, before: &str) -> bool {
        let bare = before.trim_end_matches(|c| is_space(c) || is_bidi_control(c));
        let Some(last) = bare.chars().next_back() else {
            return true;
        };
        let ahead = bare[..bare.len() - last.len_utf8()]
            .trim_end_matches(|c| is_space(c) || is_bidi_control(c));
        let after_digit = || ahead.ends_with(is_digit);
        let touches = bare.len() == before.len();
        match last {
            // `1. 9` and `10 * 10` are one number, or two that make a third.
            '.' | ',' | '،' | '٫' | ':' => !touches && !after_digit(),
            '*' | '×' | '+' | '=' | '/' | '\\' | '_' | '#' | '@' => false,
            '\'' | '’' | '‘' | '´' | '`' if after_digit() => false,
            // `الـ 50` is an ordinal more often than a count.
            TATWEEL if bare.trim_end_matches(TATWEEL).ends_with("ال") => false,
            // A range, a list's dash, or a name such as `إف-16`.
            _ if is_dash(last) => !touches || after_digit(),
            _ if is_digit(last) => false,
            _ if touches && (is_word(last) || last == TATWEEL) => {
                let end = bare.len();
                let start = bare
                    .char_indices()
                    .rev()
                    .take(6)
                    .take_while(|(_, c)| is_word(*c) || *c == TATWEEL)
                    .last()
                    .map_or(end, |(at, _)| at);
                let glued = bare[start..].trim_end_matches(TATWEEL);
                ["و", "ف", "ب", "ل", "ك", "وب", "ول", "فب"].contains(&glued)
                    && !self.numbered(&bare[..start])
            }
            _ => !self.numbered(bare),
        }
    }

    /// Whether the last word is a noun that a number names one of.
    fn numbered(&self, before: &str) -> bool {
        let word = word_before(before, before.len());
        !word.is_empty() && NUMBERED.iter().any(|known| fold::same(word, known))
    }

    /// Reads the words of the block and looks for number words among them.
    fn words(&mut self) {
        let bytes = self.text.as_bytes();
        let (mut at, mut start) = (0, None);
        // A teen's second word is not a number word of its own.
        let mut taken = 0;
        while at < bytes.len() {
            let letter = match bytes[at] {
                // U+060C, U+061B, U+061F, U+066A..U+066D are marks, U+0660..U+0669 digits.
                0xD8 => !matches!(bytes[at + 1], 0x8C | 0x9B | 0x9F),
                0xD9 => !matches!(bytes[at + 1], 0xA0..=0xAD),
                0xDA | 0xDB => true,
                _ => false,
            };
            if letter {
                start = start.or(Some(at));
                at += 2;
                continue;
            }
            if let Some(start) = start.take()
                && start >= taken
                && at - start >= 4
                && at - start <= WORD
            {
                taken = self.word(start, at);
            }
            at += 1;
        }
    }

    /// Judges one word; returns the end of what was read with it.
    fn word(&mut self, start: usize, end: usize) -> usize {
        let word = &self.text[start..end];
        let Some(core) = core(word) else {
            return 0;
        };
        let start = start + word.len() - core.len();
        if let Some(before_noun) = counted::dual_before_noun(core) {
            self.noun(start, end, start..end, Count::Dual(before_noun));
            return 0;
        }
        let Some(number) = counted::number_word(core) else {
            return 0;
        };
        let Some(next) = self.next_word(end) else {
            return 0;
        };
        let range = |at: &Range<usize>| TextRange::new(self.base + at.start, self.base + at.end);
        let ten = &self.text[next.clone()];
        if matches!(ten, "عشر" | "عشرة") && !matches!(number.value, 0 | 10) {
            let teen = Count::Teen {
                unit: number,
                unit_range: range(&(start..end)),
                ten_for_feminine: ten == "عشرة",
                ten_range: range(&next),
            };
            self.noun(start, next.end, start..next.end, teen);
            return next.end;
        }
        if number.value <= 10 {
            let joined = matches!(word_before(self.text, start), "أو" | "إلى" | "الى" | "حتى");
            self.noun(
                start,
                end,
                start..end,
                Count::Word {
                    word: number,
                    joined,
                },
            );
        }
        0
    }

    /// Delivers a count where a noun follows at `end`.
    fn noun(&mut self, start: usize, end: usize, number: Range<usize>, count: Count) {
        let Some(word) = self.next_word(end) else {
            return;
        };
        let Some((noun, form)) = counted::noun(&self.text[word.clone()]) else {
            return;
        };
        let range = |from: usize, to: usize| TextRange::new(self.base + from, self.base + to);
        self.counted.push(Counted {
            range: range(start, word.end),
            block: self.block,
            count,
            number: range(number.start, number.end),
            word: range(word.start, word.end),
            noun,
            form,
            next: self.next(word.end),
        });
    }

    /// The Arabic word behind a space or two; none where it is a part of something larger
    /// (`شخص-`, `شخص/سيارة`).
    fn next_word(&self, at: usize) -> Option<Range<usize>> {
        let word = self.word_behind(at)?;
        let joined = |c: char| is_dash(c) || matches!(c, '/' | '_') || is_digit(c);
        let whole = word.len() <= WORD && !char_at(self.text, word.end).is_some_and(joined);
        whole.then_some(word)
    }

    /// The Arabic word behind a space or two, or the first part of a very long one.
    fn word_behind(&self, at: usize) -> Option<Range<usize>> {
        let mut blanks = 0;
        let mut start = at;
        for c in self.text[at..].chars().take(4) {
            if is_space(c) {
                blanks += 1;
            } else if !is_bidi_control(c) {
                break;
            }
            start += c.len_utf8();
        }
        if blanks == 0 || !char_at(self.text, start).is_some_and(is_arabic_letter) {
            return None;
        }
        let mut end = start;
        for c in self.text[start..].chars() {
            if !is_word(c) || is_digit(c) || end - start > WORD {
                break;
            }
            end += c.len_utf8();
        }
        Some(start..end)
    }

    fn next(&self, at: usize) -> Next {
        let rest = self.text[at..].trim_start_matches(|c| is_space(c) || is_bidi_control(c));
        if rest.starts_with(is_digit) {
            return Next::Number;
        }
        let Some(word) = self.word_behind(at) else {
            // What is quoted or in brackets may be the noun's own (`54 صاروخ «جي 5»`).
            let opens = rest.starts_with(['«', '“', '”', '"', '‘', '\u{FFFC}'])
                && rest.len() < self.text.len() - at;
            return if opens { Next::Quote } else { Next::Mark };
        };
        if char_at(self.text, word.end).is_some_and(is_digit) {
            return Next::Number;
        }
        let text = &self.text[word.clone()];
        let range = TextRange::new(self.base + word.start, self.base + word.end);
        let prefixed = ["وال", "بال", "لل", "كال", "فال"]
            .iter()
            .any(|start| text.starts_with(start));
        if prefixed || FUNCTION.iter().any(|known| fold::same(text, known)) {
            Next::Function(range)
        } else {
            Next::Word(range)
        }
    }
}

/// A word without the proclitics before it, where a number word may begin there.
fn core(word: &str) -> Option<&str> {
    let begins = |word: &str| {
        word.chars()
            .next()
            .is_some_and(|c| matches!(c, 'ث' | 'أ' | 'ا' | 'إ' | 'خ' | 'س' | 'ت' | 'ع' | 'م' | 'ب'))
    };
    let known = |word: &&str| {
        counted::number_word(word).is_some() || counted::dual_before_noun(word).is_some()
    };
    let first = word.strip_prefix(CONJUNCTIONS).unwrap_or(word);
    let second = first.strip_prefix(PREPOSITIONS).unwrap_or(first);
    [word, first, second]
        .into_iter()
        .filter(|word| begins(word) && word.len() <= 24)
        .find(known)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mention::testing::article;
    use crate::mention::{Mentions, Vocabulary};

    /// The counted nouns of a text: the stretch, the singular, the form, what follows.
    fn counted(text: &str) -> Vec<String> {
        let article = article(text);
        let mentions = Mentions::recognise(&article, &Vocabulary::default());
        let next = |next| match next {
            Next::Mark => ".",
            Next::Function(_) => "+",
            Next::Number => "#",
            Next::Quote => "«",
            Next::Word(_) => "_",
        };
        let show = |counted: &Counted| {
            let found = article.slice(counted.range);
            format!("{found}={:?}{}", counted.form, next(counted.next))
        };
        mentions.counted.iter().map(show).collect()
    }

    #[test]
    fn figures_count_the_noun_behind_them() {
        assert_eq!(counted("دفع 5 دولارات."), ["5 دولارات=Plural."]);
        assert_eq!(counted("وصل و15 شخصًا من بلدة"), ["15 شخصًا=Accusative+"]);
        assert_eq!(counted("نحو (4) مليون دولار"), ["(4) مليون=Singular_"]);
        assert_eq!(counted("أطلق 54 صاروخ «برق»"), ["54 صاروخ=Singular«"]);
        assert_eq!(counted("دفع 5 دولار أميركي/كندي"), ["5 دولار=Singular_"]);
        assert_eq!(counted("من 5-10 دولارات"), ["10 دولارات=Plural."]);
        assert_eq!(counted("دفع 1,500 دولار"), ["1,500 دولار=Singular."]);
        assert_eq!(
            counted("بـ5 ملايين و3 أشخاص"),
            ["5 ملايين=Plural#", "3 أشخاص=Plural."]
        );
    }

    #[test]
    fn numbers_that_count_nothing_are_left_out() {
        for text in [
            "8.4 مليون دولار",
            "3,906 مليون دولار",
            "1. 9 مليار دولار",
            "10 * 10 متر",
            "اللواء 55 صواريخ",
            "عام 2015 صواريخ",
            "وصل 2000 شخص",
            "إف-16 صواريخ",
            "النتيجة 3-1 نقاط",
            "الساعة 5 أشخاص",
            "5’8 مليون",
            "الـ 7 يوم الجمعة",
            "5 الدولارات",
            "5 دولاراته",
            "5% دولار",
            "5شخص",
        ] {
            assert_eq!(counted(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn number_words_count_too() {
        assert_eq!(counted("أقام ثلاث سنوات"), ["ثلاث سنوات=Plural."]);
        assert_eq!(counted("وبخمسة قذائف"), ["خمسة قذائف=Plural."]);
        assert_eq!(counted("ثلاثة عشر رجلًا"), ["ثلاثة عشر رجلًا=Accusative."]);
        assert_eq!(
            counted("بلغت ألفين دولار 5 مرات"),
            ["ألفين دولار=Singular#", "5 مرات=Plural."]
        );
        assert_eq!(counted("خمس وعشرون سنة"), [""; 0]);
        assert_eq!(counted("ثلاثة. سنوات"), [""; 0]);
        assert_eq!(counted("سبعين سنة"), [""; 0]);
    }

    #[test]
    fn odd_texts_are_read_to_their_end() {
        for text in [
            "5",
            "5 ",
            "ثلاث",
            "ثلاث ",
            "(5) ",
            "5\u{200F} د",
            "ثلاثة عشر",
            "(5",
            "ال",
            "\u{0640}5 شخص",
        ] {
            let _ = counted(text);
        }
    }
}
