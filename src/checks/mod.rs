//! The list of checks, one file each.

use crate::check::CheckDef;

pub mod quotes_crossed;
pub mod quotes_mixed_order;
pub mod quotes_mixed_pair;
pub mod quotes_nesting;
pub mod quotes_stop_place;
pub mod quotes_style;
pub mod quotes_unmatched;

/// Every check, by name.
pub static CHECKS: &[&CheckDef] = &[
    &quotes_crossed::DEF,
    &quotes_mixed_order::DEF,
    &quotes_mixed_pair::DEF,
    &quotes_nesting::DEF,
    &quotes_stop_place::DEF,
    &quotes_style::DEF,
    &quotes_unmatched::DEF,
];
