//! What is wrong with a configuration or a style file, and where.

use std::fmt;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::source::Source;

/// Something in a configuration or a style file that can't be understood.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConfigError {
    /// The file, as it was named.
    pub path: String,
    /// The line from 1; 0 where the whole file is meant.
    pub line: u32,
    /// The column in Unicode scalar values from 1; 0 where the whole file is meant.
    pub column: u32,
    /// What is wrong, in English.
    pub message: String,
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.line == 0 {
            write!(f, "{}: {}", self.path, self.message)
        } else {
            write!(
                f,
                "{}:{}:{}: {}",
                self.path, self.line, self.column, self.message
            )
        }
    }
}

impl std::error::Error for ConfigError {}

impl ConfigError {
    /// An error that concerns the whole file.
    #[must_use]
    pub fn whole(path: &str, message: impl Into<String>) -> Self {
        Self {
            path: path.to_owned(),
            line: 0,
            column: 0,
            message: message.into(),
        }
    }
}

/// A TOML file that is read strictly: what is not understood is an error with its place.
pub(crate) struct Toml<'t> {
    source: &'t Source,
    errors: Vec<ConfigError>,
}

impl<'t> Toml<'t> {
    /// A file's text under its name; a byte order mark is passed over.
    pub(crate) fn new(source: &'t Source) -> Self {
        Self {
            source,
            errors: Vec::new(),
        }
    }

    /// Parses the file. All syntax errors are kept; `None` where there is one.
    pub(crate) fn parse(&mut self) -> Option<Spanned<DeTable<'t>>> {
        let text = &self.source.text()[self.source.bom_len()..];
        let (table, errors) = DeTable::parse_recoverable(text);
        if errors.is_empty() {
            return Some(table);
        }
        for error in errors {
            self.error(error.span().unwrap_or(0..0), error.message().to_owned());
        }
        None
    }

    /// Notes an error at a byte range of what was parsed.
    pub(crate) fn error(&mut self, span: Range<usize>, message: impl Into<String>) {
        let at = self
            .source
            .position((span.start + self.source.bom_len()) as u32);
        self.errors.push(ConfigError {
            path: self.source.name().to_owned(),
            line: at.line,
            column: at.column,
            message: message.into(),
        });
    }

    /// The line (from 1) of a byte range of what was parsed.
    pub(crate) fn line(&self, span: Range<usize>) -> u32 {
        self.source
            .position((span.start + self.source.bom_len()) as u32)
            .line
    }

    /// Notes that a key is not known, with the nearest one that is.
    pub(crate) fn unknown(&mut self, what: &str, span: Range<usize>, key: &str, known: &[&str]) {
        let hint = nearest(key, known.iter().copied())
            .map_or_else(String::new, |near| format!("; did you mean `{near}`?"));
        self.error(span, format!("unknown {what} `{key}`{hint}"));
    }

    /// Notes that a value has the wrong type.
    pub(crate) fn wrong_type(&mut self, key: &str, value: &Spanned<DeValue<'_>>, wanted: &str) {
        let found = value.get_ref().type_str();
        self.error(value.span(), format!("`{key}` takes {wanted}, not {found}"));
    }

    /// A string.
    pub(crate) fn string(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Option<String> {
        let text = value.get_ref().as_str().map(str::to_owned);
        if text.is_none() {
            self.wrong_type(key, value, "a string");
        }
        text
    }

    /// A list of strings, each with its place.
    pub(crate) fn strings(
        &mut self,
        key: &str,
        value: &Spanned<DeValue<'_>>,
    ) -> Vec<(String, Range<usize>)> {
        let Some(array) = value.get_ref().as_array() else {
            self.wrong_type(key, value, "a list of strings");
            return Vec::new();
        };
        let mut out = Vec::new();
        for item in array.iter() {
            if let Some(text) = self.string(key, item) {
                out.push((text, item.span()));
            }
        }
        out
    }

    /// A table.
    pub(crate) fn table<'v, 'i>(
        &mut self,
        key: &str,
        value: &'v Spanned<DeValue<'i>>,
    ) -> Option<&'v DeTable<'i>> {
        let table = value.get_ref().as_table();
        if table.is_none() {
            self.wrong_type(key, value, "a table");
        }
        table
    }

    /// All errors; none: the file was understood.
    pub(crate) fn into_errors(mut self) -> Vec<ConfigError> {
        self.errors.sort_by_key(|error| (error.line, error.column));
        self.errors
    }
}

/// The known name nearest to one that is not known (Jaro-Winkler of 0.8 and more).
#[must_use]
pub fn nearest<'k>(name: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    known
        .map(|candidate| (strsim::jaro_winkler(name, candidate), candidate))
        .filter(|(score, _)| *score >= 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, candidate)| candidate)
}
