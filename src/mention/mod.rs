//! What an article's text says, recognised once and shared by all checks.
//!
//! A mention has a spelling (its range) and a value. Recognition is generous and holds no opinion;
//! checks judge. Every range lies inside one block; every list is sorted by its range.

mod characters;
mod counted;
mod credits;
mod dates;
mod numbers;
mod percents;
mod punctuation;
mod quotes;
#[cfg(test)]
pub(crate) mod testing;

pub use characters::{OddCharacter, OddKind, Repair};
pub use counted::{Count, Counted, Next};
pub(crate) use credits::parse_example as parse_credit;
pub use credits::{
    AGENCIES, Agency, Credit, CreditFault, CreditShape, agency_id, image_file, is_name_alone,
    picture,
};
#[cfg(test)]
pub(crate) use dates::tests as dates_tests;
pub use dates::{Calendar, Date, DatePart, DateShape, DualStyle, Month, SameDay, Side, Weekday};
pub use numbers::{Number, NumberRole, is_dash, is_joint, word_before};
pub use percents::{Percent, PercentForm, SignPlace, Space};
pub use punctuation::{Bracket, BracketFault, BracketKind, Punct, PunctPlace};
pub use quotes::{MarkKind, MarkOrder, MarkPair, MarkRole, Quotation, QuotationKind, QuoteMark};

use crate::article::Article;
use crate::span::TextRange;

/// What recognition knows from the configuration: marks, names and shapes of a desk.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Vocabulary {
    /// Agencies of the desk, as it writes them, beside the built-in [`AGENCIES`].
    pub agencies: Vec<String>,
}

/// Everything that was recognised in one article.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Mentions {
    /// Quotation marks that open or close, or should; apostrophes, primes and the like are not here.
    pub marks: Vec<QuoteMark>,
    /// Pairs of marks, by their opening mark.
    pub quotations: Vec<Quotation>,
    /// Numbers in digits, each with what it belongs to.
    pub numbers: Vec<Number>,
    /// Percentages in figures and in words.
    pub percents: Vec<Percent>,
    /// Arabic nouns with the number that counts them.
    pub counted: Vec<Counted>,
    /// Dates.
    pub dates: Vec<Date>,
    /// Photo credits.
    pub credits: Vec<Credit>,
    /// Which of them one photo has in several places, see [`Mentions::twin_credits`].
    pub(crate) twins: Vec<(usize, usize)>,
    /// Characters that do not belong where they stand.
    pub characters: Vec<OddCharacter>,
    /// Verses between `﴿` and `﴾`, with these.
    pub verses: Vec<TextRange>,
    /// Marks of punctuation, each with what stands beside it.
    pub puncts: Vec<Punct>,
    /// Brackets, each with its partner.
    pub brackets: Vec<Bracket>,
}

impl Mentions {
    /// Reads an article's text once.
    #[must_use]
    pub fn recognise(article: &Article<'_>, vocabulary: &Vocabulary) -> Self {
        let (marks, quotations) = quotes::recognise(article);
        let mut numbers = numbers::recognise(article);
        let dates = dates::recognise(article, &mut numbers);
        let percents = percents::recognise(article, &mut numbers);
        let counted = counted::recognise(article, &numbers);
        let credits = credits::recognise(article, vocabulary);
        let (characters, verses) = characters::recognise(article);
        let (puncts, brackets) = punctuation::recognise(article);
        let mut mentions = Self {
            marks,
            quotations,
            numbers,
            percents,
            counted,
            dates,
            credits,
            twins: Vec::new(),
            characters,
            verses,
            puncts,
            brackets,
        };
        mentions.twins = mentions.pair_credits(article);
        mentions
    }

    /// Whether a place lies in a verse.
    #[must_use]
    pub fn is_in_verse(&self, place: TextRange) -> bool {
        let at = self.verses.partition_point(|verse| verse.end < place.end);
        self.verses
            .get(at)
            .is_some_and(|verse| verse.contains(place))
    }
}
