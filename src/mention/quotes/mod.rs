//! Quotation marks with their role and their partner.
//!
//! A mark's role comes from its kind and from what touches it (`context`); marks are then paired by
//! kind with one stack each, and what is left over is looked at again, so that one stray mark never
//! costs its neighbours their partners (`pair`). What is quoted is judged last (`wording`).

mod context;
mod pair;
mod wording;

use crate::article::{Article, BlockIndex};
use crate::span::TextRange;

/// The kinds of marks that form pairs (`facts/quotes.toml`; Unicode names).
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum MarkKind {
    /// `«` `»`, U+00AB and U+00BB.
    Guillemet,
    /// `‹` `›`, U+2039 and U+203A.
    SingleGuillemet,
    /// `“` `”` `„` `‟`, U+201C..U+201F.
    Curly,
    /// `‘` `’` `‚` `‛`, U+2018..U+201B.
    SingleCurly,
    /// `"`, U+0022.
    Straight,
    /// `'`, U+0027.
    SingleStraight,
    /// Two characters in place of one mark: `''`, `‘‘`, `’’`, `,,`, two grave accents, `<<`, `>>`.
    Makeshift,
}

impl MarkKind {
    /// How many kinds there are.
    pub const COUNT: usize = Self::Makeshift as usize + 1;

    /// The kind of a character; `None` where it is no quotation mark.
    #[must_use]
    pub fn of(c: char) -> Option<Self> {
        Some(match c {
            '«' | '»' => Self::Guillemet,
            '‹' | '›' => Self::SingleGuillemet,
            '\u{201C}'..='\u{201F}' => Self::Curly,
            '\u{2018}'..='\u{201B}' => Self::SingleCurly,
            '"' => Self::Straight,
            '\'' => Self::SingleStraight,
            _ => return None,
        })
    }

    /// Whether its marks look like apostrophes, so that context alone tells what they are.
    #[must_use]
    pub fn is_single(self) -> bool {
        matches!(self, Self::SingleCurly | Self::SingleStraight)
    }
}

/// Which mark of a pair with two forms opens.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum MarkOrder {
    /// `“…”` and `‘…’`, as in English and in most Arabic copy; `«…»`.
    First,
    /// `”…“` and `’…‘`, which CLDR 48.2.0 gives for Arabic and Urdu; `»…«`.
    Second,
}

/// The marks at the two ends of a quotation.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct MarkPair {
    /// The mark that opens.
    pub open: char,
    /// The mark that closes.
    pub close: char,
}

impl MarkPair {
    /// Reads `« »` or `«»`: two marks that make a pair, in the order in which they stand.
    ///
    /// # Errors
    /// The sentence that says what was expected.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut marks = text.chars().filter(|c| !c.is_whitespace());
        let pair = match (marks.next(), marks.next(), marks.next()) {
            (Some(open), Some(close), None) => Some(Self { open, close }),
            _ => None,
        };
        pair.filter(|pair| pair.kind().is_some() && !pair.is_same_mark())
            .ok_or_else(|| format!("`{text}` is not the two marks of a pair, such as `« »`"))
    }

    /// The kind of both marks; `None` where they differ.
    #[must_use]
    pub fn kind(self) -> Option<MarkKind> {
        MarkKind::of(self.open).filter(|&kind| MarkKind::of(self.close) == Some(kind))
    }

    /// Whether one mark of a kind with two forms stands at both ends: `”…”`.
    #[must_use]
    pub fn is_same_mark(self) -> bool {
        self.open == self.close && !matches!(self.open, '"' | '\'')
    }

    /// Which of its marks opens; `None` where the kind has no order (`"…"`) or one of its own (`„…“`).
    #[must_use]
    pub fn order(self) -> Option<MarkOrder> {
        Some(match (self.open, self.close) {
            ('“', '”') | ('‘', '’') | ('«', '»') | ('‹', '›') => MarkOrder::First,
            ('”', '“') | ('’', '‘') | ('»', '«') | ('›', '‹') => MarkOrder::Second,
            _ => return None,
        })
    }

    /// The pair that a kind has in an order; of a makeshift mark, one of its two characters.
    #[must_use]
    pub fn of(kind: MarkKind, order: MarkOrder) -> Self {
        let (open, close) = match kind {
            MarkKind::Guillemet => ('«', '»'),
            MarkKind::SingleGuillemet => ('‹', '›'),
            MarkKind::Curly => ('“', '”'),
            MarkKind::SingleCurly => ('‘', '’'),
            MarkKind::Straight => ('"', '"'),
            MarkKind::SingleStraight | MarkKind::Makeshift => ('\'', '\''),
        };
        match order {
            MarkOrder::First => Self { open, close },
            MarkOrder::Second => Self {
                open: close,
                close: open,
            },
        }
    }

    /// The mark that stands at the other end from `mark`.
    #[must_use]
    pub fn counterpart(mark: char) -> char {
        match mark {
            '«' => '»',
            '»' => '«',
            '‹' => '›',
            '›' => '‹',
            '“' | '„' | '‟' => '”',
            '”' => '“',
            '‘' | '‚' | '‛' => '’',
            '’' => '‘',
            '<' => '>',
            '>' => '<',
            ',' | '`' => '\'',
            _ => mark,
        }
    }
}

impl std::fmt::Display for MarkPair {
    /// Both marks and an ellipsis between: `“…”`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}…{}", self.open, self.close)
    }
}

/// What a mark does.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum MarkRole {
    /// Opens a quotation.
    Open,
    /// Closes one.
    Close,
    /// Opens a quotation again at the start of a further paragraph of it.
    Reopen,
}

/// One quotation mark.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct QuoteMark {
    /// The mark.
    pub range: TextRange,
    /// The character (the first of a doubled mark such as `''`).
    pub c: char,
    /// Its block.
    pub block: BlockIndex,
    /// Its kind.
    pub kind: MarkKind,
    /// What it does.
    pub role: MarkRole,
    /// The index in `Mentions::marks` of the mark at the other end; `None` where it has none, and
    /// for a mark that reopens: the index of the mark that opened.
    pub partner: Option<u32>,
    /// Whether it is a quotation mark for certain. A straight or single mark that may be an
    /// apostrophe, a prime or a transliterated letter is not.
    pub certain: bool,
}

/// What is quoted.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum QuotationKind {
    /// A whole sentence or several: a verb of saying, a colon or a stop before it, or a stop inside.
    Sentence,
    /// A part of a sentence, a title or a name.
    Fragment,
}

/// A pair of marks and what stands between.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Quotation {
    /// Index of the opening mark in `Mentions::marks`.
    pub open: u32,
    /// Index of the closing mark.
    pub close: u32,
    /// Both marks and all between; it covers several blocks where it runs over paragraphs.
    pub range: TextRange,
    /// How many quotations it stands in, from 0.
    pub depth: u8,
    /// The index in `Mentions::quotations` of the innermost quotation that it begins in.
    pub parent: Option<u32>,
    /// What is quoted.
    pub kind: QuotationKind,
    /// Whether it ends only after the quotation around it has been closed.
    pub crossed: bool,
}

impl Quotation {
    /// Its two marks.
    #[must_use]
    pub fn pair(&self, marks: &[QuoteMark]) -> MarkPair {
        MarkPair {
            open: marks[self.open as usize].c,
            close: marks[self.close as usize].c,
        }
    }
}

/// All quotation marks of an article and the quotations that they make.
pub(super) fn recognise(article: &Article<'_>) -> (Vec<QuoteMark>, Vec<Quotation>) {
    pair::pair(article)
}

#[cfg(test)]
mod tests;
