//! The list of checks, one file each.

pub mod date_calendars;
pub mod date_format;
pub mod date_hyphen_order;
pub mod date_impossible;
pub mod date_month_name;
pub mod date_month_pair;
pub mod date_weekday;
pub mod front_matter;
mod iso;
pub mod metadata_date;
pub mod metadata_required;
pub mod metadata_title_length;
pub mod numeral_digits;
pub mod numeral_glued;
pub mod numeral_jumped_stop;
pub mod numeral_mixed_digits;
pub mod numeral_noun_form;
pub mod numeral_range;
pub mod numeral_sentence_start;
pub mod numeral_separator;
pub mod numeral_spell_out;
mod numeral_words;
pub mod odd_characters;
#[cfg(debug_assertions)]
pub mod panics;
pub mod pattern;
pub mod percent_form;
pub mod percent_placement;
pub mod percent_spacing;
pub mod photo_agency;
pub mod photo_alt;
pub mod photo_caption;
pub mod photo_duplicate;
pub mod photo_embedded;
pub mod photo_format;
pub mod photo_mismatch;
pub mod photo_missing;
mod photo_names;
pub mod photo_orphan;
mod photos;
pub mod punctuation_doubled;
pub mod punctuation_french_space;
pub mod punctuation_latin_mark;
pub mod punctuation_space_after;
pub mod punctuation_space_before;
pub mod punctuation_unmatched;
mod quotes;
pub mod quotes_crossed;
pub mod quotes_makeshift;
pub mod quotes_mixed_order;
pub mod quotes_mixed_pair;
pub mod quotes_nesting;
pub mod quotes_stop_place;
pub mod quotes_style;
pub mod quotes_unmatched;
pub mod spelling;
pub mod suppression;

use crate::check::CheckDef;
use crate::practice::Practice;

pub use photo_names::Credited;

/// The values that a check made for a desk's own rules puts into their words; `None`: another check.
#[must_use]
pub fn values(check: &str) -> Option<&'static [&'static str]> {
    match check {
        "pattern" => Some(&["found", "fixed", "replace", "wanted"]),
        "spelling" => Some(&["found", "fixed"]),
        _ => None,
    }
}

/// Every check, by name.
pub static CHECKS: &[&CheckDef] = &[
    &date_calendars::DEF,
    &date_format::DEF,
    &date_hyphen_order::DEF,
    &date_impossible::DEF,
    &date_month_name::DEF,
    &date_month_pair::DEF,
    &date_weekday::DEF,
    &front_matter::DEF,
    &metadata_date::DEF,
    &metadata_required::DEF,
    &metadata_title_length::DEF,
    &numeral_digits::DEF,
    &numeral_glued::DEF,
    &numeral_jumped_stop::DEF,
    &numeral_mixed_digits::DEF,
    &numeral_noun_form::DEF,
    &numeral_range::DEF,
    &numeral_sentence_start::DEF,
    &numeral_separator::DEF,
    &numeral_spell_out::DEF,
    &odd_characters::DEF,
    #[cfg(debug_assertions)]
    &panics::DEF,
    &pattern::DEF,
    &percent_form::DEF,
    &percent_placement::DEF,
    &percent_spacing::DEF,
    &photo_agency::DEF,
    &photo_alt::DEF,
    &photo_caption::DEF,
    &photo_duplicate::DEF,
    &photo_embedded::DEF,
    &photo_format::DEF,
    &photo_mismatch::DEF,
    &photo_missing::DEF,
    &photo_orphan::DEF,
    &punctuation_doubled::DEF,
    &punctuation_french_space::DEF,
    &punctuation_latin_mark::DEF,
    &punctuation_space_after::DEF,
    &punctuation_space_before::DEF,
    &punctuation_unmatched::DEF,
    &quotes_crossed::DEF,
    &quotes_makeshift::DEF,
    &quotes_mixed_order::DEF,
    &quotes_mixed_pair::DEF,
    &quotes_nesting::DEF,
    &quotes_stop_place::DEF,
    &quotes_style::DEF,
    &quotes_unmatched::DEF,
    &spelling::DEF,
    &suppression::OVERDUE_DEF,
    &suppression::UNKNOWN_DEF,
    &suppression::UNUSED_DEF,
];

/// Every practice that a check judges, each with the check, in the order of a style guide.
pub static PRACTICES: &[(&CheckDef, &Practice)] = &[
    (&quotes_style::DEF, &quotes_style::PRACTICE),
    (&quotes_stop_place::DEF, &quotes_stop_place::PRACTICE),
    (&numeral_digits::DEF, &numeral_digits::PRACTICE),
    (&numeral_separator::DEF, &numeral_separator::PRACTICE),
    (&percent_form::DEF, &percent_form::PRACTICE),
    (&percent_spacing::DEF, &percent_spacing::PRACTICE),
    (&date_format::DEF, &date_format::PRACTICE),
    (&photo_format::DEF, &photo_format::PRACTICE),
];
