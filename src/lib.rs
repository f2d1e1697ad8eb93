//! tarqim reads news articles and reports what breaks the house style.
//!
//! One way through the house, and nothing looks back:
//!
//! ```text
//! files ─► source ─► article ─► mentions ─► findings ─► fixes ─► report
//! ```

pub mod article;
pub mod check;
pub mod checks;
pub mod cli;
pub mod config;
pub mod disk;
pub mod finding;
pub mod fix;
pub mod lang;
pub mod lint;
pub mod mention;
pub mod report;
pub mod source;
pub mod span;
