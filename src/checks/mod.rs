//! The list of checks, one file each.

pub mod numeral_digits;
pub mod numeral_mixed_digits;
pub mod numeral_separator;
pub mod percent_form;
pub mod percent_placement;
pub mod percent_spacing;

use crate::check::CheckDef;

/// Every check, by name.
pub static CHECKS: &[&CheckDef] = &[
    &numeral_digits::DEF,
    &numeral_mixed_digits::DEF,
    &numeral_separator::DEF,
    &percent_form::DEF,
    &percent_placement::DEF,
    &percent_spacing::DEF,
];
