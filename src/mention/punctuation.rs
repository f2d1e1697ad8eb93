//! Marks of punctuation, and brackets with their partners.
//!
//! A block is read once. Marks that touch one another (`؟!`, `...`) are one mention; what stands on
//! both sides, and what a mark is a part of (a number, an address, an emoticon), is said with it.
//! Brackets are paired with one stack a kind (`brackets`).

mod brackets;

pub use brackets::{Bracket, BracketFault, BracketKind};

use crate::article::{Article, BlockIndex};
use crate::lang::chars::{is_arabic_letter, is_bidi_control, is_space, is_word};
use crate::lang::digits::is_digit;
use crate::span::TextRange;

/// What a mark is a part of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum PunctPlace {
    /// The text itself: it parts words or sentences.
    Text,
    /// A number, a time or a ratio: digits stand on both sides.
    Number,
    /// A URL, an e-mail address, a file name, a version, an abbreviation with points inside.
    Name,
    /// An emoticon: `:)`, `;-(`.
    Emoticon,
    /// What is left of a character reference: `&nbsp;`.
    Reference,
    /// The number or letter of a list item: `1 .`, `أ :`.
    Label,
    /// A character that the text speaks of: `a missing ,`, `paths with . and ..`.
    Spoken,
}

/// A mark of punctuation, or several that touch one another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Punct {
    /// The marks.
    pub range: TextRange,
    /// Their block.
    pub block: BlockIndex,
    /// The first mark.
    pub first: char,
    /// How many marks, 255 for more.
    pub count: u8,
    /// Whether they are all the same.
    pub uniform: bool,
    /// The blanks before, within the line, with the direction marks among them; empty where there
    /// are none.
    pub gap: TextRange,
    /// What stands before these blanks; `None` at the start of the block and of a line.
    pub before: Option<char>,
    /// What stands right after, direction marks passed over; `None` at the end of the block.
    pub after: Option<char>,
    /// What it is a part of.
    pub place: PunctPlace,
}

impl Punct {
    /// Whether it is one mark alone.
    #[must_use]
    pub fn is_single(&self) -> bool {
        self.count == 1
    }

    /// Whether it begins with points that stand for something left out: `..`, `...`, `…`.
    #[must_use]
    pub fn is_ellipsis(&self, text: &str) -> bool {
        self.first == '…' || text[self.range.range()].starts_with("..")
    }

    /// Whether a letter of the Arabic script stands right after.
    #[must_use]
    pub fn before_arabic(&self) -> bool {
        self.after.is_some_and(is_arabic_letter)
    }

    /// Whether nothing touches it from behind: a blank follows, or the end of the block.
    #[must_use]
    pub fn is_free_behind(&self) -> bool {
        self.after.is_none_or(is_space)
    }
}

/// The marks of punctuation and the brackets of an article, sorted.
pub(super) fn recognise(article: &Article<'_>) -> (Vec<Punct>, Vec<Bracket>) {
    let mut puncts = Vec::new();
    let mut brackets = Vec::new();
    for (index, block) in article.indexed_blocks() {
        let first = brackets.len();
        let mut reader = Reader {
            text: article.slice(block.range),
            base: block.range.start(),
            block: index,
            name_end: 0,
            puncts: &mut puncts,
            brackets: &mut brackets,
        };
        reader.read();
        brackets::pair(reader.text, reader.base, &mut brackets[first..]);
    }
    brackets::pair_over_paragraphs(article, &mut brackets);
    (puncts, brackets)
}

/// A mark of punctuation that this family judges.
fn is_punct(c: char) -> bool {
    matches!(
        c,
        ',' | ';' | ':' | '.' | '?' | '!' | '،' | '؛' | '؟' | '۔' | '…'
    )
}

/// A blank within a line.
fn is_blank(c: char) -> bool {
    is_space(c) && !is_line_end(c) && !is_unseen(c)
}

/// A character that no reader sees: direction marks, the zero-width space, the byte order mark.
fn is_unseen(c: char) -> bool {
    is_bidi_control(c) || matches!(c, '\u{200B}' | '\u{FEFF}')
}

/// Where a line ends (Unicode line breaking: BK, CR, LF, NL).
fn is_line_end(c: char) -> bool {
    matches!(
        c,
        '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}'
    )
}

/// English words that no clause ends with, or that say where or what a character is.
const BEFORE_A_MARK: [&str; 17] = [
    "the",
    "of",
    "with",
    "when",
    "missing",
    "misplaced",
    "trailing",
    "leading",
    "unnecessary",
    "unneeded",
    "redundant",
    "extra",
    "prepended",
    "appended",
    "closing",
    "opening",
    "literal",
];

/// Whether the last word of a text says that a character is spoken of: `a missing`.
fn speaks_of_a_mark(before: &str) -> bool {
    let letters = before.bytes().rev().take(16);
    let len = letters.take_while(u8::is_ascii_alphabetic).count();
    let (head, word) = before.split_at(before.len() - len);
    !head.ends_with(is_word)
        && BEFORE_A_MARK
            .iter()
            .any(|known| word.eq_ignore_ascii_case(known))
}

/// How many characters the name of an emoji has at most.
const EMOJI: usize = 40;

/// How many blanks before a mark are looked through; more are an alignment.
const BLANKS: usize = 16;

struct Reader<'t, 'm> {
    /// The block's text.
    text: &'t str,
    /// Where it starts in the article's text.
    base: usize,
    block: BlockIndex,
    /// The end of the URL that was met last.
    name_end: usize,
    puncts: &'m mut Vec<Punct>,
    brackets: &'m mut Vec<Bracket>,
}

impl Reader<'_, '_> {
    fn read(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            at = match bytes[at] {
                b',' | b';' | b':' | b'.' | b'?' | b'!' => self.marks(at),
                0xD8 if matches!(bytes[at + 1], 0x8C | 0x9B | 0x9F) => self.marks(at),
                0xDB if bytes[at + 1] == 0x94 => self.marks(at),
                0xE2 if bytes[at + 1] == 0x80 && bytes[at + 2] == 0xA6 => self.marks(at),
                b'(' | b')' | b'[' | b']' | b'{' | b'}' => {
                    let range = TextRange::new(self.base + at, self.base + at + 1);
                    let c = char::from(bytes[at]);
                    self.brackets.push(Bracket::new(range, self.block, c));
                    at + 1
                }
                _ => at + 1,
            };
        }
    }

    /// Reads the marks that begin at `at`; returns where they end.
    fn marks(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        let (mut count, mut len, mut uniform) = (0_u8, 0, true);
        let first = rest.chars().next().expect("a mark begins here");
        // What follows the second colon of `:smile:` is a mark of its own.
        let emoji = first == ':' && self.ends_emoji(at);
        for c in rest.chars().take(if emoji { 1 } else { usize::MAX }) {
            if !is_punct(c) {
                break;
            }
            count = count.saturating_add(1);
            len += c.len_utf8();
            uniform &= c == first;
        }
        let end = at + len;
        if first == ':' && rest.starts_with("://") && at >= self.name_end {
            self.name_end = self.end_of_url(end);
        }
        let (gap, before) = self.before(at);
        let after = self.text[end..].chars().find(|c| !is_bidi_control(*c));
        let mut punct = Punct {
            range: TextRange::new(self.base + at, self.base + end),
            block: self.block,
            first,
            count,
            uniform,
            gap: TextRange::new(self.base + gap, self.base + at),
            before,
            after,
            place: PunctPlace::Text,
        };
        punct.place = if emoji {
            PunctPlace::Name
        } else {
            self.place(&punct, at, end)
        };
        self.puncts.push(punct);
        end
    }

    /// Whether the colon at `at` ends the name of an emoji: `:evergreen_tree:`, `:+1:`.
    fn ends_emoji(&self, at: usize) -> bool {
        let name = |b: &u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"_-+".contains(b);
        let before = &self.text.as_bytes()[..at];
        let len = before
            .iter()
            .rev()
            .take(EMOJI)
            .take_while(|b| name(b))
            .count();
        len > 1
            && self.text[..at - len]
                .strip_suffix(':')
                .is_some_and(|head| !head.ends_with(is_word))
    }

    /// Where the blanks before `at` begin, and the character before them.
    fn before(&self, at: usize) -> (usize, Option<char>) {
        let mut start = at;
        let mut blank = false;
        for (place, c) in self.text[..at].char_indices().rev().take(BLANKS) {
            if is_line_end(c) {
                return (at, None);
            }
            if !is_blank(c) && !is_unseen(c) {
                return (if blank { start } else { at }, Some(c));
            }
            blank |= is_blank(c);
            start = place;
        }
        (at, None)
    }

    /// Where a URL ends whose `://` stands before `from`.
    fn end_of_url(&self, from: usize) -> usize {
        let ends = |c: char| is_space(c) || "،؛؟«»\"<>()“”\u{FFFC}".contains(c);
        let rest = &self.text[from..];
        let url = rest.find(ends).map_or(rest, |end| &rest[..end]);
        from + url.trim_end_matches(is_punct).len()
    }

    /// What the marks from `at` to `end` are a part of.
    fn place(&self, punct: &Punct, at: usize, end: usize) -> PunctPlace {
        if at < self.name_end {
            return PunctPlace::Name;
        }
        let touched = punct.gap.is_empty();
        let (before, after) = (punct.before, punct.after);
        let ascii = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if before.is_some_and(is_digit) && after.is_some_and(is_digit) && punct.is_single() {
            return if touched {
                PunctPlace::Number
            } else {
                PunctPlace::Text
            };
        }
        if matches!(punct.first, ':' | ';') && self.is_emoticon(punct, end) {
            return PunctPlace::Emoticon;
        }
        if punct.first == ';' && touched && self.ends_reference(at) {
            return PunctPlace::Reference;
        }
        let inside = |c: Option<char>| {
            c.is_some_and(|c| {
                c.is_ascii_alphanumeric()
                    || matches!(c, '/' | '\\' | '@' | '_' | '=' | '&' | '#' | '~' | '+')
            })
        };
        let parts_names = !matches!(punct.first, ',' | ';' | '،' | '؛' | '؟');
        if touched && parts_names && inside(after) && (inside(before) || before.is_none()) {
            return PunctPlace::Name;
        }
        // `.NET` and `./run.sh`, and not a stop that jumped before an Arabic word.
        if !touched && punct.first == '.' && (ascii(after) || after == Some('/')) {
            return PunctPlace::Name;
        }
        if matches!(punct.first, '.' | ':' | ';') && !touched && self.is_label(punct) {
            return PunctPlace::Label;
        }
        if !touched && punct.is_single() && self.is_spoken_of(punct, end) {
            return PunctPlace::Spoken;
        }
        PunctPlace::Text
    }

    /// Whether a mark between two blanks is one that the text speaks of: by the word before, or
    /// because the sentence goes on after a full stop.
    fn is_spoken_of(&self, punct: &Punct, end: usize) -> bool {
        let before = &self.text[..punct.gap.start() - self.base];
        let goes_on = || {
            let rest = self.text[end..].trim_start_matches(is_blank);
            punct.first == '.' && rest.starts_with(|c: char| c.is_ascii_lowercase())
        };
        punct.after.is_some_and(is_space)
            && before.ends_with(|c: char| c.is_ascii_alphabetic())
            && (speaks_of_a_mark(before) || goes_on())
    }

    /// Whether a colon or a semicolon is the eyes of a face that nothing is glued to.
    fn is_emoticon(&self, punct: &Punct, end: usize) -> bool {
        let glued = punct.gap.is_empty() && punct.before.is_some_and(is_word);
        let mut rest = self.text[end..].chars().peekable();
        rest.next_if_eq(&'-');
        let mouth = rest.next();
        let free = rest.next().is_none_or(|c| is_space(c) || is_punct(c));
        punct.is_single()
            && free
            && (matches!(mouth, Some(')' | '('))
                || (!glued && matches!(mouth, Some('D' | 'P' | '|' | '/'))))
    }

    /// Whether the semicolon at `at` ends `&name;` or `&#160;`.
    fn ends_reference(&self, at: usize) -> bool {
        let name = |c: &char| c.is_ascii_alphanumeric() || *c == '#';
        let mut before = self.text[..at].chars().rev();
        let letters = before.by_ref().take(9).take_while(name).count();
        (2..9).contains(&letters) && self.text[..at - letters].ends_with('&')
    }

    /// Whether all that stands before the mark on its line is a short number or one letter.
    fn is_label(&self, punct: &Punct) -> bool {
        let mut before = self.text[..punct.gap.start() - self.base].chars().rev();
        let Some(last) = before.next() else {
            return false;
        };
        let digits = is_digit(last);
        if !digits && !last.is_alphabetic() {
            return false;
        }
        for c in before.take(3) {
            if is_space(c) {
                return is_line_end(c);
            }
            if !digits || !is_digit(c) {
                return false;
            }
        }
        self.text[..punct.gap.start() - self.base]
            .chars()
            .take(5)
            .count()
            < 4
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::mention::testing::article;

    /// The marks of a text as `marks` or `marks=Place`, a space before them where there is a gap.
    fn puncts(text: &str) -> Vec<String> {
        let article = article(text);
        let (puncts, _) = recognise(&article);
        puncts
            .iter()
            .map(|punct| {
                let gap = if punct.gap.is_empty() { "" } else { " " };
                let marks = article.slice(punct.range);
                match punct.place {
                    PunctPlace::Text => format!("{gap}{marks}"),
                    place => format!("{gap}{marks}={place:?}"),
                }
            })
            .collect()
    }

    #[test]
    fn marks_that_touch_are_one() {
        assert_eq!(puncts("ماذا قال؟! انتظر... ثم ذهب ،"), ["؟!", "...", " ،"]);
        assert_eq!(puncts("یہ خبر ہے۔ اور وہ؟"), ["۔", "؟"]);
        assert_eq!(puncts("Wait… no ?!"), ["…", " ?!"]);
    }

    #[test]
    fn marks_inside_something_else_are_said_to_be() {
        assert_eq!(
            puncts("الساعة 10:30 بلغ 1,250.5"),
            [":=Number", ",=Number", ".=Number"]
        );
        assert_eq!(
            puncts("راجع https://a.example/b?c=d,e; ثم a@b.example و.NET و .NET"),
            [
                ":=Name", ".=Name", "?=Name", ",=Name", ";", ".=Name", ".", " .=Name"
            ]
        );
        assert_eq!(
            puncts("شكرا :) ثم &nbsp; وقال: نعم"),
            [" :=Emoticon", ";=Reference", ":"]
        );
        assert_eq!(puncts("1 . العنوان"), [" .=Label"]);
        assert_eq!(puncts("اشترى 1 ."), [" ."]);
    }

    #[test]
    fn nothing_stands_before_the_start_of_a_line() {
        let article = article("قال الوزير\n، ثم ذهب");
        let (puncts, _) = recognise(&article);
        assert_eq!((puncts[0].before, puncts[0].gap.len()), (None, 0));
        assert_eq!(puncts[0].after, Some(' '));
    }
}
