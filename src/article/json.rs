//! JSON (RFC 8259), read as far as it is asked for, with the place of every value in the file.
//!
//! The whole text is proved once, without recursion, so that no depth is too great; after that a
//! value is opened only where someone looks into it. Numbers stay as they are written.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use memchr::memchr_iter;
use serde::Deserializer;
use serde::de::{MapAccess, Visitor};
use serde_json::value::RawValue;

use super::TextBuilder;
use crate::span::Span;

/// Why a text is no JSON.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Invalid {
    /// Where it stops being JSON, in bytes of the file.
    pub(super) at: usize,
    /// The parser's words, in English.
    pub(super) reason: String,
}

/// A value, as it is written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Value<'s> {
    /// Without blanks at its ends.
    raw: &'s str,
    /// Where it stands in the file, in bytes.
    offset: usize,
}

/// Reads a text that stands in the file at `offset`, in bytes, and is one value.
pub(super) fn parse(text: &str, offset: usize) -> Result<Value<'_>, Invalid> {
    match serde_json::from_str::<&RawValue>(text) {
        Ok(raw) => Ok(Value { raw: text, offset }.part(raw)),
        Err(error) => Err(Invalid {
            at: offset + place(text, error.line(), error.column()),
            reason: reason(&error),
        }),
    }
}

/// The place of an error, in bytes of the text; the parser counts lines from 1, and in a line the
/// bytes that it has read, the one that it stumbles over included (but for a line break in a string,
/// where it is the one before).
fn place(text: &str, line: usize, column: usize) -> usize {
    let start = match line.checked_sub(2) {
        Some(breaks) => memchr_iter(b'\n', text.as_bytes())
            .nth(breaks)
            .map_or(text.len(), |at| at + 1),
        None => 0,
    };
    let mut at = (start + column.saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The parser's words without the place, which is said in another way.
fn reason(error: &serde_json::Error) -> String {
    let words = error.to_string();
    match words.rsplit_once(" at line ") {
        Some((words, _)) => words.to_owned(),
        None => words,
    }
}

impl<'s> Value<'s> {
    /// A value that is written inside this one.
    fn part(self, raw: &'s RawValue) -> Self {
        let raw = raw.get();
        let start = raw.as_ptr() as usize - self.raw.as_ptr() as usize;
        Self {
            raw,
            offset: self.offset + start,
        }
    }

    /// As written; a string with its quotation marks.
    #[must_use]
    pub(super) fn raw(self) -> &'s str {
        self.raw
    }

    /// Its bytes in the file; a string's with the quotation marks.
    #[must_use]
    pub(super) fn span(self) -> Span {
        Span::new(self.offset, self.offset + self.raw.len())
    }

    /// The string that it is.
    #[must_use]
    pub(super) fn string(self) -> Option<JsonString<'s>> {
        let raw = self.raw.strip_prefix('"')?.strip_suffix('"')?;
        Some(JsonString {
            raw,
            offset: self.offset + 1,
        })
    }

    /// The number that it is, as near as a float comes to it.
    #[must_use]
    pub(super) fn number(self) -> Option<f64> {
        let first = self.raw.as_bytes().first()?;
        let is_number = *first == b'-' || first.is_ascii_digit();
        is_number.then(|| self.raw.parse().ok())?
    }

    /// What the list that it is holds; nothing where it is no list.
    #[must_use]
    pub(super) fn items(self) -> Vec<Self> {
        let items = serde_json::from_str::<Vec<&RawValue>>(self.raw).unwrap_or_default();
        items.into_iter().map(|raw| self.part(raw)).collect()
    }

    /// The object that it is. RFC 8259 (section 4) leaves open what a key that comes twice means; here
    /// the last one counts, as it does for nearly all programs that will read the file.
    #[must_use]
    pub(super) fn object(self) -> Option<Object<'s>> {
        if !self.raw.starts_with('{') {
            return None;
        }
        let mut members = serde_json::Deserializer::from_str(self.raw)
            .deserialize_map(Members(self))
            .ok()?;
        let mut seen = HashSet::new();
        members.reverse();
        members.retain(|(key, _)| seen.insert(key.clone()));
        members.reverse();
        Some(Object { members })
    }
}

/// Collects the members of an object.
struct Members<'s>(Value<'s>);

impl<'s> Visitor<'s> for Members<'s> {
    type Value = Vec<(Cow<'s, str>, Value<'s>)>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object")
    }

    fn visit_map<A: MapAccess<'s>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Vec::new();
        while let Some((key, value)) = map.next_entry::<&RawValue, &RawValue>()? {
            if let Some(key) = self.0.part(key).string() {
                members.push((key.decode(), self.0.part(value)));
            }
        }
        Ok(members)
    }
}

/// An object's members, in the order of the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Object<'s> {
    /// Each with its key, decoded; no key comes twice.
    pub(super) members: Vec<(Cow<'s, str>, Value<'s>)>,
}

impl<'s> Object<'s> {
    /// The value of a key.
    #[must_use]
    pub(super) fn get(&self, key: &str) -> Option<Value<'s>> {
        let mut members = self.members.iter();
        members
            .find(|(name, _)| name == key)
            .map(|&(_, value)| value)
    }
}

/// What stands between a string's quotation marks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct JsonString<'s> {
    /// As written, escapes and all.
    pub(super) raw: &'s str,
    /// Where it stands in the file, in bytes, behind the quotation mark.
    pub(super) offset: usize,
}

impl<'s> JsonString<'s> {
    /// Its bytes in the file, without the quotation marks.
    #[must_use]
    pub(super) fn span(self) -> Span {
        Span::new(self.offset, self.offset + self.raw.len())
    }

    /// The text that it stands for; half of a surrogate pair is U+FFFD.
    #[must_use]
    pub(super) fn decode(self) -> Cow<'s, str> {
        if !self.raw.contains('\\') {
            return Cow::Borrowed(self.raw);
        }
        let mut out = String::with_capacity(self.raw.len());
        self.for_each_part(|part| match part {
            Part::Verbatim { text, .. } => out.push_str(text),
            Part::Escape { value, .. } => out.push(value),
        });
        Cow::Owned(out)
    }

    /// Appends the text that it stands for: one decoded piece for each escape (for two that are one
    /// character together), the rest verbatim.
    pub(super) fn write_to(self, builder: &mut TextBuilder) {
        self.for_each_part(|part| match part {
            Part::Verbatim { text, start } => builder.verbatim(text, self.offset + start),
            Part::Escape { value, start, end } => {
                let span = Span::new(self.offset + start, self.offset + end);
                builder.decoded(value.encode_utf8(&mut [0; 4]), span);
            }
        });
    }

    fn for_each_part(self, mut visit: impl FnMut(Part<'s>)) {
        let mut done = 0;
        for start in memchr_iter(b'\\', self.raw.as_bytes()) {
            // The second of `\\`, or of a surrogate pair, is read with the first.
            if start < done {
                continue;
            }
            if done < start {
                visit(Part::Verbatim {
                    text: &self.raw[done..start],
                    start: done,
                });
            }
            let (len, value) = escape(&self.raw.as_bytes()[start..]);
            done = start + len;
            visit(Part::Escape {
                value,
                start,
                end: done,
            });
        }
        if done < self.raw.len() {
            visit(Part::Verbatim {
                text: &self.raw[done..],
                start: done,
            });
        }
    }
}

/// A stretch of a string; offsets in bytes from its start.
enum Part<'s> {
    Verbatim {
        text: &'s str,
        start: usize,
    },
    Escape {
        value: char,
        start: usize,
        end: usize,
    },
}

/// The escape that proved JSON starts with: its length in bytes and the character.
fn escape(bytes: &[u8]) -> (usize, char) {
    let value = match bytes.get(1) {
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{C}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => return unicode_escape(bytes),
        Some(&other) => char::from(other),
        None => return (bytes.len(), char::REPLACEMENT_CHARACTER),
    };
    (2, value)
}

/// The escape `\u0645` that some bytes start with, or two of them that are one character together:
/// the length in bytes and the character, U+FFFD where it is none.
pub(crate) fn unicode_escape(bytes: &[u8]) -> (usize, char) {
    /// Length of `\u0645` in bytes.
    const LEN: usize = 6;
    let Some(first) = code_unit(bytes) else {
        return (LEN.min(bytes.len()), char::REPLACEMENT_CHARACTER);
    };
    let second = code_unit(&bytes[LEN..]);
    match char::decode_utf16([first].into_iter().chain(second)).next() {
        Some(Ok(c)) => (LEN * c.len_utf16(), c),
        _ => (LEN, char::REPLACEMENT_CHARACTER),
    }
}

/// The code unit of an escape `\u0645` at the very start.
fn code_unit(bytes: &[u8]) -> Option<u16> {
    let digits = bytes.strip_prefix(b"\\u")?.get(..4)?;
    digits.iter().try_fold(0, |sum, &digit| {
        let digit = char::from(digit).to_digit(16)?;
        Some(sum << 4 | digit as u16)
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::PieceKind;

    /// Where the texts of these tests stand in their files.
    const OFFSET: usize = 3;

    /// The one string of a text, decoded, and its pieces: verbatim ones as they are, decoded ones as
    /// `{written→text}`.
    fn pieces(text: &str) -> (String, String) {
        let string = parse(text, OFFSET).unwrap().string().expect("a string");
        assert_eq!(
            &text[string.offset - OFFSET..][..string.raw.len()],
            string.raw
        );
        let mut builder = TextBuilder::default();
        string.write_to(&mut builder);
        let written = builder.finish();
        let mut map = String::new();
        for piece in written.pieces() {
            let value = &written.as_str()[piece.text.range()];
            let raw = &text[piece.file.start() - OFFSET..piece.file.end() - OFFSET];
            match piece.kind {
                PieceKind::Verbatim => {
                    assert_eq!(raw, value);
                    map += value;
                }
                _ => map += &format!("{{{raw}→{value}}}"),
            }
        }
        (string.decode().into_owned(), map)
    }

    #[test]
    fn strings_carry_their_map() {
        assert_eq!(
            pieces(r#""قال \"نعم\" \u0645\ud83d\ude00\/\\n""#),
            (
                "قال \"نعم\" م😀/\\n".to_owned(),
                "قال {\\\"→\"}نعم{\\\"→\"} {\\u0645→م}{\\ud83d\\ude00→😀}{\\/→/}{\\\\→\\}n"
                    .to_owned()
            )
        );
        assert_eq!(pieces(r#""\b\f\n\r\t""#).0, "\u{8}\u{C}\n\r\t");
        assert_eq!(pieces("\"\"").0, "");
        assert_eq!(pieces(" \"أ\"\n").1, "أ");
    }

    #[test]
    fn half_a_pair_is_a_replacement_character() {
        for (text, expected) in [
            (r#""\ud83d""#, "\u{FFFD}"),
            (r#""\ude00\ud83d""#, "\u{FFFD}\u{FFFD}"),
            (r#""\ud83d\ud83d\ude00""#, "\u{FFFD}😀"),
            (r#""\ud83d\n""#, "\u{FFFD}\n"),
            (r#""\ud83d\u0645""#, "\u{FFFD}م"),
        ] {
            assert_eq!(pieces(text).0, expected, "{text}");
        }
    }

    #[test]
    fn members_stand_in_order_and_the_last_of_a_key_counts() {
        let text = r#" {"a": 1, "b": [true, "x", {}], "\u0061" : -2.5e1, "c": null} "#;
        let value = parse(text, OFFSET).unwrap();
        let object = value.object().unwrap();
        let keys: Vec<_> = object.members.iter().map(|(key, _)| &**key).collect();
        assert_eq!(keys, ["b", "a", "c"]);
        assert_eq!(object.get("a").and_then(Value::number), Some(-25.0));
        let items = object.get("b").unwrap().items();
        let slice = |span: Span| &text[span.start() - OFFSET..span.end() - OFFSET];
        assert_eq!(slice(items[1].span()), "\"x\"");
        assert_eq!(slice(items[1].string().unwrap().span()), "x");
        assert_eq!(items[2].object().map(|object| object.members), Some(vec![]));
        assert!(object.get("c").unwrap().items().is_empty());
        assert!(object.get("c").unwrap().object().is_none());
        assert!(object.get("d").is_none());
    }

    #[test]
    fn what_is_no_json_is_said_with_its_place() {
        for (text, at, part) in [
            ("{\"أ\": 1,\n \"ب\": نعم}", 17, "expected value"),
            ("{\"a\": 1,}", 8, "key must be a string"),
            ("{\"a\": 'x'}", 6, "expected value"),
            ("", 0, "EOF"),
            ("[1] 2", 4, "trailing characters"),
            ("\"a\nb\"", 1, "control character"),
            ("[\"\\x\"]", 3, "escape"),
        ] {
            let error = parse(text, OFFSET).unwrap_err();
            assert!(error.reason.contains(part), "{text}: {error:?}");
            assert!(!error.reason.contains("line"), "{error:?}");
            assert_eq!(error.at, OFFSET + at, "{text}: {error:?}");
        }
    }

    #[test]
    fn depth_and_size_are_no_danger() {
        let deep = "[".repeat(1 << 20);
        assert!(parse(&deep, 0).is_err());
        let closed = format!("{deep}{}", "]".repeat(1 << 20));
        assert_eq!(parse(&closed, 0).unwrap().items().len(), 1);
        let huge = format!("[{}e{0}]", "9".repeat(1 << 20));
        assert_eq!(
            parse(&huge, 0).unwrap().items()[0].number(),
            Some(f64::INFINITY)
        );
        let quoted = format!("\"{}\"", "\\u0022".repeat(1 << 17));
        assert_eq!(pieces(&quoted).0.len(), 1 << 17);
    }

    proptest! {
        #[test]
        fn any_string_is_found_as_serde_json_reads_it(text in "\\PC*", escape_all in any::<bool>()) {
            let mut written = serde_json::to_string(&text).unwrap();
            if escape_all {
                let units = text.encode_utf16().map(|unit| format!("\\u{unit:04x}"));
                written = format!("\"{}\"", units.collect::<String>());
            }
            prop_assert_eq!(pieces(&written).0, text);
        }

        #[test]
        fn any_bytes_are_read_or_refused(text in "[\\[\\]{}:,\" \\n0-9a-fnu\\\\tأ-]*|\\PC*") {
            match parse(&text, OFFSET) {
                Ok(value) => {
                    prop_assert!(serde_json::from_str::<&RawValue>(&text).is_ok());
                    let _ = (value.items(), value.object(), value.number());
                    if value.string().is_some() {
                        let _ = pieces(&text);
                    }
                }
                Err(error) => prop_assert!(text.is_char_boundary(error.at - OFFSET)),
            }
        }
    }
}
