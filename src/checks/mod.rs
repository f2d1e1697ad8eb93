//! The list of checks, one file each.

use crate::check::CheckDef;

/// Every check, by name.
pub static CHECKS: &[&CheckDef] = &[];
