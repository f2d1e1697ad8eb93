//! What may be written in configurations and styles, and what holds for one path.

pub mod builtin;
pub mod error;
pub mod style;
