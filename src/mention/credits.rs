//! Photo credits.

use super::Vocabulary;
use crate::article::{Article, BlockIndex};
use crate::span::TextRange;

/// An agency or stock house and how its name is written.
#[derive(Clone, Copy, Debug)]
pub struct Agency {
    /// Its id.
    pub id: &'static str,
    /// Its names, in Latin and in Arabic letters.
    pub names: &'static [&'static str],
}

/// The agencies of `facts/photo-credits.toml`.
pub const AGENCIES: &[Agency] = &[];

/// The shape of a credit (ids of `facts/photo-credits.toml`).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum CreditShape {
    /// `(© Name/Agency)`
    ParenthesisedCopyright,
    /// `© Name/Agency`, `© Agency`
    Copyright,
    /// `Photo by Name/Agency`, `Photo: Name`
    PhotoBy,
    /// `Name/Provider via Distributor`
    NameVia,
    /// `(AP Photo/Name)`
    ApPhoto,
    /// `REUTERS/Name`
    Reuters,
    /// `(State Dept./Name)`
    Government,
    /// `Courtesy of Name`, `بإذن من …`
    Courtesy,
    /// `صورة أرشيفية`, `Handout via …`
    HandoutOrFile,
    /// `Name, CC BY-SA 4.0`
    Licence,
    /// `تصوير: …`, `عدسة: …`, `مصدر الصورة: …`
    PhotographyLabel,
    /// `المصدر: رويترز`
    SourceLabel,
    /// `(رويترز)`, `(أ ف ب)`
    AgencyBracket,
}

/// What is wrong with a credit in itself.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum CreditFault {
    /// Nothing but signs: `(© )`.
    Empty,
    /// The bracket is not closed.
    NotClosed,
    /// `(C)` in place of `©`.
    LetterC,
    /// A slash with no photographer before it.
    NoPhotographer,
    /// A slash with no agency after it.
    NoAgency,
    /// Not a source: `الإنترنت`, `social media`.
    NoSource,
}

/// A photo credit.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Credit {
    /// All of it, brackets included.
    pub range: TextRange,
    /// Its block.
    pub block: BlockIndex,
    /// Its shape.
    pub shape: CreditShape,
    /// The photographer or other maker.
    pub name: Option<TextRange>,
    /// The agency.
    pub agency: Option<TextRange>,
    /// What is wrong with it in itself.
    pub faults: Vec<CreditFault>,
    /// Whether it is all that its block holds.
    pub alone: bool,
    /// Whether it is the last thing in its block (a full stop after it does not count).
    pub at_end: bool,
}

pub(super) fn recognise(_article: &Article<'_>, _vocabulary: &Vocabulary) -> Vec<Credit> {
    Vec::new()
}
