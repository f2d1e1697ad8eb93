//! The list of checks, one file each.

pub mod front_matter;
pub mod pattern;
pub mod photo_agency;
pub mod photo_format;
pub mod photo_mismatch;
pub mod photo_missing;

use crate::check::CheckDef;

/// Every check, by name.
pub static CHECKS: &[&CheckDef] = &[
    &front_matter::DEF,
    &pattern::DEF,
    &photo_agency::DEF,
    &photo_format::DEF,
    &photo_mismatch::DEF,
    &photo_missing::DEF,
];
