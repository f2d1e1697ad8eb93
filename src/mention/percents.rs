//! Percentages: a number and a sign or a word.

use super::Number;
use crate::article::{Article, BlockIndex};
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
    /// The sign or the word alone.
    pub sign: TextRange,
    /// How it is written.
    pub form: PercentForm,
    /// Where the sign stands; words stand after.
    pub place: SignPlace,
    /// What stands between number and sign.
    pub space: Space,
}

pub(super) fn recognise(_article: &Article<'_>, _numbers: &mut [Number]) -> Vec<Percent> {
    Vec::new()
}
