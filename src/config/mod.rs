//! What may be written in configurations and styles, and what holds for one path.

pub mod builtin;
pub mod error;
mod extend;
mod file;
mod find;
mod globs;
mod layer;
mod show;
pub mod style;

pub use extend::Library;
pub use file::Ignore;
pub use file::{Config, FailOn, Matching, Surroundings, load};
pub use find::{Choice, Finder};
pub use layer::{HtmlKeys, Origin, Profile, RuleState, Valued};

#[cfg(test)]
mod testing;
