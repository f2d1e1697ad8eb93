//! tarqim reads news articles and reports what breaks the house style: photos without a credit,
//! quotation marks that do not match, impossible and inconsistent dates, mixed digits and percent
//! signs. It reads plain text, Markdown, HTML and DOCX, and is right for Arabic first of all.
//!
//! One way through the house, and nothing looks back:
//!
//! ```text
//! files ─► source ─► article ─► mentions ─► findings ─► fixes ─► report
//!  disk     text      blocks     what the    what is     edits    human, json …
//!  walk     lines     + map      text says   wrong
//! ```
//!
//! - [`span`]: bytes of a file ([`Span`](span::Span)) and bytes of an article's text
//!   ([`TextRange`](span::TextRange)), two types that do not mix.
//! - [`source`]: one file's text; the only place that knows lines, columns and UTF-16.
//! - [`docx`]: documents of word processors, unpacked to a source.
//! - [`lang`]: facts about languages, scripts, digits and months, without opinions.
//! - [`article`]: what a reader would read. Blocks (title, paragraph, caption …) are ranges of one
//!   text; a sorted map says which bytes of the file each stretch came from; photos stand beside.
//! - [`mention`]: what the text says, recognised once and shared by all checks: quotation marks and
//!   their partners, numbers and what they belong to, percentages, dates, credits.
//! - [`check`] and [`checks`]: algorithms that judge mentions. They see no markup, no bytes of the
//!   file, no configuration and no terminal.
//! - [`practice`]: what an article does where houses differ, told by the checks that judge it.
//! - [`survey`]: what all articles of a folder do, and the house style that most of them follow.
//! - [`finding`]: what is wrong, where, and the edits that mend it; words are ids and values.
//! - [`config`]: styles (rules with their words, options and examples, in TOML) and `tarqim.toml`.
//! - [`suppress`]: what an article or a configuration switches off, taken out of the findings.
//! - [`lint`]: compiled rules and a source in, findings out. Pure, and never fails.
//! - [`fix`]: fixes in, new text out.
//! - [`picture`]: the bytes of an image file in, what it says of its rights out.
//! - [`changed`]: the lines that git says have changed, and whether a finding touches them.
//! - [`disk`]: all file access, and what git says.
//! - [`report`]: findings as people and machines read them; the only place that makes words.
//! - [`baseline`]: findings that are known already, and the file that they stand in.
//! - [`cli`]: the commands.
//!
//! A test (`tests/it/layers.rs`) fails on an import that turns back.
//!
//! # Adding a rule
//!
//! From a check that exists: an entry in `rules/base/<family>.toml` with its words in English and
//! Arabic and with bad and good examples. A new check: one file in `src/checks`, one line in
//! `src/checks/mod.rs`, its rule in `rules`, and fixtures in `fixtures/<family>`.

pub mod article;
pub mod baseline;
pub mod changed;
pub mod check;
pub mod checks;
pub mod cli;
pub mod config;
pub mod disk;
pub mod docx;
pub mod finding;
pub mod fix;
pub mod lang;
pub mod lint;
pub mod mention;
pub mod picture;
pub mod practice;
pub mod report;
pub mod source;
pub mod span;
pub mod suppress;
pub mod survey;
