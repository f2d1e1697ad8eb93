//! Characters that do not belong where they stand: letters of another alphabet, fixed shapes, filler
//! inside words, invisible characters, unbalanced direction controls, marks without a letter, damage.
//!
//! One pass over bytes that stops only at those few characters that may matter, and then reads the
//! word that they stand in. Nothing is read twice, so the time is linear.

mod damage;
mod direction;
mod invisible;
mod marks;
mod words;

pub(in crate::mention) use damage::is_misread_half;
pub(in crate::mention) use invisible::is_invisible;

use std::ops::Range;

use crate::article::{Article, Block, BlockIndex};
use crate::lang::chars::{is_arabic_letter, is_word};
use crate::lang::{Language, letters};
use crate::span::TextRange;

/// A character, or several of one kind, that does not belong where it stands.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OddCharacter {
    /// The block.
    pub block: BlockIndex,
    /// The word, number or stretch that it stands in.
    pub range: TextRange,
    /// The odd character, the first where there are several.
    pub c: char,
    /// What is odd.
    pub kind: OddKind,
    /// What would be written in place of a part of the text, where that is known.
    pub repair: Option<Repair>,
    /// A further place that belongs to it: the closing control of an override.
    pub partner: Option<TextRange>,
}

/// What would be written in place of a part of the text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Repair {
    /// What is replaced.
    pub range: TextRange,
    /// By what.
    pub text: String,
    /// Whether nothing else could be meant.
    pub certain: bool,
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident = $id:literal,)+) => {
        /// What is odd about a character.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
        pub enum OddKind {
            $($(#[$doc])* $name,)+
        }

        impl OddKind {
            /// The names of all kinds.
            pub const NAMES: &'static [&'static str] = &[$($id),+];

            /// The name in a style file.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$name => $id,)+
                }
            }
        }
    };
}

kinds! {
    /// A letter of another language's alphabet in a word of the Arabic script.
    LookAlike = "look-alike",
    /// An Arabic letter for a Persian or Urdu one, in an article that has none of its own.
    OldKeyboard = "old-keyboard",
    /// Latin and Cyrillic or Greek letters in one word.
    MixedScript = "mixed-script",
    /// A word that is stored as fixed letter shapes.
    PresentationForm = "presentation-form",
    /// Tatweel inside a word.
    Tatweel = "tatweel",
    /// A direction override.
    Override = "override",
    /// An embedding or isolate that is not closed in its paragraph.
    Unclosed = "unclosed",
    /// The end of an embedding or isolate that was not opened.
    Unopened = "unopened",
    /// A character without width inside a word.
    InWord = "in-word",
    /// A character without width inside a word, where the non-joiner is meant.
    StandIn = "stand-in",
    /// A direction mark or another character without width inside a number.
    InNumber = "in-number",
    /// A character without width beside a word, where it does nothing.
    Beside = "beside",
    /// A mark that is parted from its letter.
    Detached = "detached",
    /// The same mark twice on one letter.
    Doubled = "doubled",
    /// Two vowel signs on one letter.
    Contrary = "contrary",
    /// Tanwin inside a word.
    TanwinInside = "tanwin-inside",
    /// A mark on a Latin letter or a digit.
    OnOther = "on-other",
    /// Text that was read in a wrong encoding.
    Misread = "misread",
    /// U+FFFD, which stands for what could not be read.
    Replacement = "replacement",
    /// A control character.
    Control = "control",
    /// A character of the private use area.
    PrivateUse = "private-use",
}

/// How much of a word or number is shown around a character, in characters to each side.
const SHOWN: usize = 24;

/// Reads an article's characters: what is odd, and the verses between `﴿` and `﴾`.
pub(super) fn recognise(article: &Article<'_>) -> (Vec<OddCharacter>, Vec<TextRange>) {
    let mut found = Vec::new();
    let mut verses = Vec::new();
    let mut known = (article.lang.language, Wakes::of(article.lang.language));
    for (index, block) in article.indexed_blocks() {
        if known.0 != block.lang.language {
            known = (block.lang.language, Wakes::of(block.lang.language));
        }
        let mut reader = Reader {
            text: article.slice(block.range),
            offset: block.range.start(),
            block: index,
            language: block.lang.language,
            article: article.lang.language,
            wakes: &known.1,
            done: 0,
            reported: 0,
            foreign_block: None,
            verse_ends: [true; 2],
            direction: direction::Stack::default(),
            found: &mut found,
            verses: &mut verses,
        };
        reader.read();
    }
    old_keyboards(article, &mut found);
    found.sort_by_key(|odd| (odd.range.start, odd.range.end));
    (found, verses)
}

/// How many times as many `ي` and `ك` as `ی` and `ک` tell that an article was typed so throughout.
const OLD_KEYBOARD: usize = 10;

/// Tells a slip from a keyboard: in an article that has hardly any `ی` and `ک`, `ي` and `ك` are how it
/// was typed throughout.
fn old_keyboards(article: &Article<'_>, found: &mut [OddCharacter]) {
    let own = |odd: &OddCharacter| {
        odd.kind == OddKind::LookAlike && article.block(odd.block).lang.language != Language::Ar
    };
    if !found.iter().any(own) {
        return;
    }
    let (mut new, mut old) = (0_usize, 0_usize);
    let foreign = |block: &&Block| block.lang.language != Language::Ar;
    for block in article.blocks.iter().filter(foreign) {
        for c in article.slice(block.range).chars() {
            new += usize::from(matches!(c, 'ی' | 'ک'));
            old += usize::from(matches!(c, 'ي' | 'ك'));
        }
    }
    if new * OLD_KEYBOARD < old || new == 0 {
        for odd in found.iter_mut().filter(|odd| own(odd)) {
            odd.kind = OddKind::OldKeyboard;
        }
    }
}

/// The characters below U+0800 that the pass stops at: a bit each.
struct Wakes([u64; 32]);

impl Wakes {
    fn of(language: Language) -> Self {
        const COMMON: &str = "\u{AD}ÂÃÇÐÑØÙÚÛâ\u{0640}\u{061C}طظ";
        let mut wakes = Self([0; 32]);
        let mut add = |c: char| wakes.0[c as usize >> 6] |= 1 << (c as usize & 63);
        COMMON.chars().for_each(&mut add);
        ('\u{80}'..='\u{9F}').for_each(&mut add);
        ('\u{064B}'..='\u{0652}').for_each(&mut add);
        ('\u{0370}'..='\u{052F}')
            .filter(|&c| letters::latin_look_alike(c).is_some())
            .for_each(&mut add);
        ('\u{0620}'..='\u{06FF}')
            .filter(|&c| match language {
                Language::Ar => letters::arabic_look_alike(c).is_some(),
                language => letters::own_look_alike(c, language).is_some(),
            })
            .for_each(&mut add);
        wakes
    }

    fn holds(&self, code: usize) -> bool {
        self.0[code >> 6] >> (code & 63) & 1 == 1
    }
}

/// Reads one block. Offsets are bytes of the block's text.
struct Reader<'t, 'f> {
    text: &'t str,
    offset: usize,
    block: BlockIndex,
    language: Language,
    /// The language of the whole article.
    article: Language,
    wakes: &'f Wakes,
    /// Up to where words have been read.
    done: usize,
    /// Up to where characters without width have been reported.
    reported: usize,
    /// Whether the block's letters are of another language than it says, once it was asked.
    foreign_block: Option<bool>,
    /// Whether a `﴾` and a `﴿` may still follow.
    verse_ends: [bool; 2],
    direction: direction::Stack,
    found: &'f mut Vec<OddCharacter>,
    verses: &'f mut Vec<TextRange>,
}

impl Reader<'_, '_> {
    fn read(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let next = bytes.get(at + 1).copied().unwrap_or_default();
            let (len, stops) = match byte {
                0..0x80 => {
                    let control = byte < 0x20 && !matches!(byte, b'\t' | b'\n' | b'\r');
                    (1, control || byte == 0x7F)
                }
                0x80..0xE0 => {
                    let code = usize::from(byte & 0x1F) << 6 | usize::from(next & 0x3F);
                    (2, self.wakes.holds(code))
                }
                0xE2 => (3, matches!(next, 0x80 | 0x81)),
                0xEE => (3, true),
                0xEF => (3, next < 0xA4 || matches!(next, 0xAC..=0xBB | 0xBF)),
                0xE0..0xF0 => (3, false),
                _ => (4, byte == 0xF4 || byte == 0xF3 && next >= 0xB0),
            };
            at = if stops { self.stop(at) } else { at + len };
        }
        self.close_directions();
    }

    /// Looks at a character that may matter. Returns where to go on.
    fn stop(&mut self, at: usize) -> usize {
        let Some(c) = self.text[at..].chars().next() else {
            return self.text.len();
        };
        let after = at + c.len_utf8();
        match c {
            '\u{FD3E}' | '\u{FD3F}' => return self.verse(at, c),
            _ if direction::is_embedding(c) => {
                self.control(at, c);
                return after;
            }
            _ if invisible::is_invisible(c) => return self.invisible(at),
            _ => {}
        }
        if let Some(end) = self.damage(at, c) {
            return end.max(after);
        }
        if is_word(c) && self.wakes_word(c) {
            return self.word(at).max(after);
        }
        after
    }

    /// Whether a character is a reason to read the word around it.
    fn wakes_word(&self, c: char) -> bool {
        match c as u32 {
            0..0x370 => false,
            code @ 0..0x800 => self.wakes.holds(code as usize) && !matches!(c, 'ط' | 'ظ'),
            _ => letters::is_presentation_form(c),
        }
    }

    /// Passes over a verse: its marks and signs are of another orthography. Both signs may come
    /// first, since they are often typed by their look.
    fn verse(&mut self, at: usize, c: char) -> usize {
        let (end, which) = if c == '\u{FD3F}' {
            ('\u{FD3E}', 0)
        } else {
            ('\u{FD3F}', 1)
        };
        let after = at + c.len_utf8();
        if self.verse_ends[which] {
            if let Some(len) = self.text[after..].find(end) {
                let end = after + len + end.len_utf8();
                self.verses.push(self.range(at..end));
                self.done = end;
                return end;
            }
            self.verse_ends[which] = false;
        }
        after
    }

    fn range(&self, range: Range<usize>) -> TextRange {
        TextRange::new(self.offset + range.start, self.offset + range.end)
    }

    fn before(&self, at: usize) -> Option<char> {
        self.text[..at].chars().next_back()
    }

    fn after(&self, at: usize) -> Option<char> {
        self.text[at..].chars().next()
    }

    /// A range widened by the characters on both sides that `more` holds for, a few at the most.
    fn widened(&self, range: Range<usize>, more: impl Fn(char) -> bool) -> Range<usize> {
        let len = |chars: &mut dyn Iterator<Item = char>| -> usize {
            chars
                .take(SHOWN)
                .take_while(|&c| more(c))
                .map(char::len_utf8)
                .sum()
        };
        let before = len(&mut self.text[..range.start].chars().rev());
        let after = len(&mut self.text[range.end..].chars());
        range.start - before..range.end + after
    }

    /// Adds what was found in a range, with what would be written in place of a part of it.
    fn push(
        &mut self,
        kind: OddKind,
        range: Range<usize>,
        c: char,
        repair: Option<(Range<usize>, String, bool)>,
    ) {
        let repair = repair.map(|(range, text, certain)| Repair {
            range: self.range(range),
            text,
            certain,
        });
        let odd = OddCharacter {
            block: self.block,
            range: self.range(range),
            c,
            kind,
            repair,
            partner: None,
        };
        self.found.push(odd);
    }
}

/// A letter of Latin, Greek or Cyrillic, as far as words of news have them.
fn is_european_letter(c: char) -> bool {
    c.is_alphabetic() && (c < '\u{0530}' || matches!(c, '\u{1E00}'..='\u{1FFF}'))
}

/// Whether both characters are letters of one of the scripts that are judged.
fn same_script(a: char, b: char) -> bool {
    is_arabic_letter(a) && is_arabic_letter(b) || is_european_letter(a) && is_european_letter(b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;
    use crate::mention::testing::{article, article_in};

    fn names(article: &Article<'_>) -> Vec<String> {
        recognise(article)
            .0
            .iter()
            .map(|odd| {
                let found = article.slice(odd.range);
                let repair = odd.repair.as_ref().map_or(String::new(), |repair| {
                    let sign = if repair.certain { '=' } else { '~' };
                    format!(
                        " {sign} {}{}{}",
                        article.slice(TextRange::new(odd.range.start(), repair.range.start())),
                        repair.text,
                        article.slice(TextRange::new(
                            repair.range.end(),
                            odd.range.end().max(repair.range.end())
                        ))
                    )
                });
                format!("{} {found}{repair}", odd.kind.name())
            })
            .collect()
    }

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        assert_eq!(names(&article(text)), expected, "{text}");
    }

    #[track_caller]
    fn check_in(language: Language, text: &str, expected: &[&str]) {
        assert_eq!(
            names(&article_in(text, Lang::of(language))),
            expected,
            "{text}"
        );
    }

    #[test]
    fn letters_of_another_alphabet_are_told_by_their_word() {
        check_in(
            Language::Ar,
            "قال المدیر في المکتب",
            &["look-alike المدیر = المدير", "look-alike المکتب = المكتب"],
        );
        check_in(
            Language::Ar,
            "وصل علی أمس إلی البيت",
            &["look-alike علی", "look-alike إلی = إلى"],
        );
        check_in(
            Language::Ar,
            "زار پژمان معرض «فرهنگ ایران» ثم کرمانشاه پارک",
            &[],
        );
        check_in(Language::Ar, "كتاب «تاریخ ادبیات فارسی» جديد", &[]);
        check_in(
            Language::Fa,
            "او كتاب تازه‌ای را می‌خواند",
            &["look-alike كتاب = کتاب"],
        );
        check_in(Language::Fa, "كتاب تازه", &["old-keyboard كتاب = کتاب"]);
        check_in(
            Language::Fa,
            "گفت: «إنّا لله و إنّا إليه راجعون» و رفت که بیاید",
            &[],
        );
        check_in(Language::Ur, "یہ كتاب ہے", &["look-alike كتاب = کتاب"]);
        check_in(
            Language::En,
            "He flew to Мoscow and 5 μm",
            &["mixed-script Мoscow = Moscow"],
        );
        check_in(
            Language::Ar,
            "شركة Аpple في Mосква",
            &["mixed-script Аpple = Apple", "mixed-script Mосква = Москва"],
        );
    }

    #[test]
    fn fixed_shapes_and_filler_are_seen_in_their_word() {
        check("الذي يسمح ﻷي فرد ﷺ ﴿ﻻ﴾", &["presentation-form ﻷي = لأي"]);
        check(
            "نظم معـرض الكتاب لـ«داعش» وبـالتالي 1436هـ",
            &["tatweel معـرض = معرض"],
        );
        check("هـٰذا الرحمـٰن أـ لـ20", &[]);
    }

    #[test]
    fn direction_controls_are_balanced_in_each_paragraph() {
        check("قال \u{202B}نعم\u{202C} ثم \u{2067}لا\u{2069}", &[]);
        check("قال \u{202E}نعم\u{202C}", &["override \u{202E} ~ "]);
        check(
            "قال \u{2067}نعم\u{202C}\nثم لا\u{2069}",
            &[
                "unclosed \u{2067} ~ ",
                "unopened \u{202C} = ",
                "unopened \u{2069} = ",
            ],
        );
        check("قال \u{2067}نعم \u{202B}لا\u{2069} ثم", &[]);
    }

    #[test]
    fn invisible_characters_are_wrong_inside_words_and_numbers() {
        check("الح\u{200B}كومة", &["in-word الح\u{200B}كومة = الحكومة"]);
        check(
            "الح\u{200B}كو\u{200B}مة",
            &["in-word الح\u{200B}كو\u{200B}مة = الحكومة"],
        );
        check("بلغ 5.\u{200F}4 ريالات", &["in-number 5.\u{200F}4 ~ 4.5"]);
        check(
            "في 8\u{200F}/6\u{200F}/2021 و25\u{200F}% من (\u{200F}CIA\u{200F})",
            &[],
        );
        check("عام 1438ه\u{200D}. ثم 👩\u{200D}💻", &[]);
        check("من\u{200C}هج", &["in-word من\u{200C}هج ~ منهج"]);
        check_in(Language::Fa, "می\u{200C}شود", &[]);
        check_in(
            Language::En,
            "co\u{AD}op and ho\u{200B}me",
            &["in-word ho\u{200B}me = home"],
        );
    }

    #[test]
    fn marks_stand_on_letters() {
        check("كان أيضا ً من الناس", &["detached  ً = ً"]);
        check("كان أحد ً من الناس", &["detached  ً ~ ً"]);
        check("زار المدينة ً أمس", &["detached  ً ~ ً"]);
        check("وزار مدينة ٍ أخرى", &["detached  ٍ = ٍ"]);
        check("بلغ صنفًا ً، ثم", &["detached  ً = "]);
        check("قال أيضا ًمن جاء", &["detached  ًمن = ً من"]);
        check("عرض ُصمم هنا", &["detached  ُصمم ~  صُمم"]);
        check("خطابًًا", &["doubled خطابًًا = خطابًا"]);
        check("خُضتَُ", &["contrary خُضتَُ"]);
        check("ثُمّ شدّة ومدًى وشيئًا وكِتابٌ وقَّع وقَعَّ", &[]);
        check(
            "تٌعد ألماًذهب",
            &["tanwin-inside تٌعد", "tanwin-inside ألماًذهب ~ ألماً ذهب"],
        );
        check("حرارة 74ْ", &["on-other 74ْ"]);
    }

    #[test]
    fn damage_is_certain() {
        check("Ø§Ù„Ø¹Ø±Ø¨", &["misread Ø§Ù„Ø¹Ø±Ø¨"]);
        check("ط§ظ„ط¹ط±ط¨", &["misread ط§ظ„ط¹ط±ط¨"]);
        check(
            "He said â€œyesâ€\u{9D} in a cafÃ©.",
            &["misread â€œ", "misread â€\u{9D}", "misread cafÃ©"],
        );
        check("ÇáÓáÇã Úáíßã", &["misread ÇáÓáÇã Úáíßã"]);
        check(
            "L’été à Paris, naïve, ÇA, Ærø, «Ã», MANHÃ», pâté € 5, Øl.",
            &[],
        );
        check("الخط، فقط؛ وحفظ» ثم", &[]);
        check(
            "قال \u{FFFD}\u{FFFD} نعم\u{1} لا \u{E000}",
            &[
                "replacement \u{FFFD}\u{FFFD}",
                "control \u{1} = ",
                "private-use \u{E000}",
            ],
        );
    }

    #[test]
    fn hostile_lines_are_read_in_linear_time() {
        for part in [
            "ی",
            "ب\u{0640}",
            "\u{200B}",
            "\u{202B}",
            "\u{202C}",
            "\u{064B}",
            "\u{0640}",
            "ﻻ",
            "﴿",
            "ÂÃ",
            "Ç",
            "طظ",
            "a\u{200B}",
            "5.\u{200F}",
            "\u{1}",
            "\u{200C}",
            "â€",
            "کی ",
            " \u{064B}",
            "Мo",
            "\u{0640}\u{064B}",
            "\u{0301}\u{064B}",
        ] {
            let text = part.repeat(100_000 / part.len());
            for language in [Language::Ar, Language::Fa, Language::En] {
                let started = std::time::Instant::now();
                recognise(&article_in(&text, Lang::of(language)));
                assert!(
                    started.elapsed().as_millis() < 4000,
                    "{part:?} in {language:?}"
                );
            }
        }
    }
}
