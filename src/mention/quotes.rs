//! Quotation marks with their role and their partner.

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
    /// Both marks and all between.
    pub range: TextRange,
    /// How many quotations it stands in, from 0.
    pub depth: u8,
    /// What is quoted.
    pub kind: QuotationKind,
    /// Whether it ends only after the quotation around it has been closed.
    pub crossed: bool,
}

pub(super) fn recognise(_article: &Article<'_>) -> (Vec<QuoteMark>, Vec<Quotation>) {
    (Vec::new(), Vec::new())
}
