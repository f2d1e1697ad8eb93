//! Numbers in digits.

use crate::article::{Article, BlockIndex};
use crate::lang::digits::DigitSystem;
use crate::span::TextRange;

/// What a number belongs to. Only quantities and percentages are counted and compared as numbers.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum NumberRole {
    /// Counts or measures something.
    Quantity,
    /// An amount of money with a sign or a currency's name.
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

pub(super) fn recognise(_article: &Article<'_>) -> Vec<Number> {
    Vec::new()
}
