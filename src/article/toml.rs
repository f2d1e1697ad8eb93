//! TOML front matter: the parser says where each value stands, and the decoder here where each part
//! of the value does.

use std::ops::Range;

use ::toml::Spanned;
use ::toml::de::{DeTable, DeValue};

use super::Syntax;
use super::matter::{Collector, DEEPEST, LONGEST_KEY, MOST_ENTRIES, ScalarBuilder};
use crate::span::Span;

/// Reads a document. The values come in the order of the file.
pub(super) fn read(collector: &mut Collector<'_>) {
    let (table, errors) = DeTable::parse_recoverable(collector.content);
    let mut values = Vec::new();
    let mut path = String::new();
    flatten(table.get_ref(), &mut path, 0, &mut values);
    values.sort_by_key(|value| value.value.start);
    for value in &values {
        if collector.is_full() {
            break;
        }
        take(collector, value);
    }
    let first = errors
        .iter()
        .min_by_key(|error| error.span().map_or(0, |span| span.start));
    if let Some(error) = first {
        let at = error.span().map_or(0, |span| span.start);
        collector.broken(at, error.message());
    }
}

/// A value that is no table and no list.
struct Value<'t> {
    path: String,
    key: Range<usize>,
    value: Range<usize>,
    content: &'t DeValue<'t>,
}

/// Lists the values of a table, at a depth of `depth` tables and lists.
fn flatten<'t>(
    table: &'t DeTable<'t>,
    path: &mut String,
    depth: usize,
    values: &mut Vec<Value<'t>>,
) {
    for (key, value) in table {
        let prefix = join(path, key.get_ref());
        flatten_value(value, &key.span(), path, depth, values);
        path.truncate(prefix);
    }
}

fn flatten_value<'t>(
    value: &'t Spanned<DeValue<'t>>,
    key: &Range<usize>,
    path: &mut String,
    depth: usize,
    values: &mut Vec<Value<'t>>,
) {
    match value.get_ref() {
        DeValue::Table(_) | DeValue::Array(_) if depth + 1 == DEEPEST => {}
        _ if path.len() > LONGEST_KEY || values.len() > MOST_ENTRIES => {}
        DeValue::Table(table) => flatten(table, path, depth + 1, values),
        DeValue::Array(items) => {
            for (number, item) in items.iter().enumerate() {
                let prefix = join(path, &number.to_string());
                flatten_value(item, key, path, depth + 1, values);
                path.truncate(prefix);
            }
        }
        content => {
            values.push(Value {
                path: path.clone(),
                key: key.clone(),
                value: value.span(),
                content,
            });
        }
    }
}

/// Appends a key to a path; gives the length that the path had.
fn join(path: &mut String, key: &str) -> usize {
    let prefix = path.len();
    if prefix > 0 {
        path.push('.');
    }
    path.push_str(key);
    prefix
}

fn take(collector: &mut Collector<'_>, value: &Value<'_>) {
    let raw = &collector.content[value.value.clone()];
    let span = collector.span(value.value.clone());
    let mut builder = ScalarBuilder::default();
    let scalar = match value.content {
        DeValue::String(parsed) => {
            let (syntax, open, is_multiline) = if raw.starts_with("\"\"\"") {
                (Syntax::TomlBasic, 3, true)
            } else if raw.starts_with("'''") {
                (Syntax::TomlLiteral, 3, true)
            } else if raw.starts_with('\'') {
                (Syntax::TomlLiteral, 1, false)
            } else {
                (Syntax::TomlBasic, 1, false)
            };
            if let Some(inner) = raw.get(open..raw.len().saturating_sub(open)) {
                let at = span.start() + open;
                decode(
                    &mut builder,
                    inner,
                    at,
                    syntax == Syntax::TomlBasic,
                    is_multiline,
                );
            }
            builder.finish(parsed, span, syntax, true)
        }
        _ => {
            builder.verbatim(raw, span.start());
            builder.finish(raw, span, Syntax::Opaque, false)
        }
    };
    collector.take(&value.path, value.key.clone(), value.value.clone(), scalar);
}

/// Decodes a string without its quotation marks, which stands in the file at `offset` (TOML 1.1).
fn decode(
    builder: &mut ScalarBuilder,
    raw: &str,
    offset: usize,
    has_escapes: bool,
    is_multiline: bool,
) {
    let mut at = 0;
    if is_multiline {
        // A line break behind the opening marks is not part of the text.
        at = raw.len()
            - raw
                .strip_prefix("\r\n")
                .or(raw.strip_prefix('\n'))
                .unwrap_or(raw)
                .len();
    }
    while at < raw.len() {
        let rest = &raw[at..];
        if has_escapes && rest.starts_with('\\') {
            let (len, c) = escape(rest);
            let span = Span::new(offset + at, offset + at + len);
            if let Some(c) = c {
                builder.decoded(c.encode_utf8(&mut [0; 4]), span);
            }
            at += len;
        } else {
            let len = if has_escapes {
                rest.find('\\').unwrap_or(rest.len())
            } else {
                rest.len()
            };
            builder.verbatim(&rest[..len], offset + at);
            at += len;
        }
    }
}

/// Decodes the escape that `raw` starts with: its length in bytes, and its character; none for a
/// line break that the escape takes away, and for what the parser would not take.
fn escape(raw: &str) -> (usize, Option<char>) {
    let digits = |count: usize| {
        let code = raw
            .get(2..2 + count)
            .and_then(|digits| u32::from_str_radix(digits, 16).ok());
        code.and_then(char::from_u32)
            .map_or((2, None), |c| (2 + count, Some(c)))
    };
    match raw[1..].chars().next() {
        Some('b') => (2, Some('\x08')),
        Some('t') => (2, Some('\t')),
        Some('n') => (2, Some('\n')),
        Some('f') => (2, Some('\x0C')),
        Some('r') => (2, Some('\r')),
        Some('e') => (2, Some('\x1B')),
        Some(c @ ('"' | '\\')) => (2, Some(c)),
        Some('x') => digits(2),
        Some('u') => digits(4),
        Some('U') => digits(8),
        _ => {
            let blank = [' ', '\t', '\r', '\n'];
            (raw.len() - raw[1..].trim_start_matches(blank).len(), None)
        }
    }
}
