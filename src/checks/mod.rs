//! The list of checks, one file each.

pub mod date_format;
pub mod date_impossible;
pub mod date_month_pair;
pub mod date_weekday;

use crate::check::CheckDef;

/// Every check, by name.
pub static CHECKS: &[&CheckDef] = &[
    &date_format::DEF,
    &date_impossible::DEF,
    &date_month_pair::DEF,
    &date_weekday::DEF,
];
