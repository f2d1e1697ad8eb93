//! A file as a reader knows it: letters that JSON writes as `\u0645` are shown as letters.
//!
//! Many programs write every letter beyond ASCII so, and an Arabic line would be nothing but digits.
//! Positions are told of the file as it is.

use crate::article::{Format, unicode_escape};
use crate::source::Source;
use crate::span::Span;

/// A file, and how it is shown where that is another text.
pub(super) struct Shown<'a> {
    file: &'a Source,
    other: Option<Other>,
}

/// A text that is shown in place of the file's.
struct Other {
    source: Source,
    /// Each escape of the file, and its letter in the text.
    letters: Vec<(Span, Span)>,
}

impl<'a> Shown<'a> {
    pub(super) fn of(file: &'a Source) -> Self {
        let other = (Format::of_name(file.name()) == Format::Ninjs)
            .then(|| letters(file))
            .filter(|other| !other.letters.is_empty());
        Self { file, other }
    }

    /// What is shown, under the file's name and in the same lines.
    pub(super) fn source(&self) -> &Source {
        self.other.as_ref().map_or(self.file, |other| &other.source)
    }

    /// The place of a span of the file in what is shown.
    pub(super) fn span(&self, span: Span) -> Span {
        let Some(other) = &self.other else {
            return span;
        };
        let at = |byte: u32, is_end: bool| {
            let next = other
                .letters
                .partition_point(|(escape, _)| escape.end <= byte);
            match other.letters.get(next) {
                Some((escape, letter)) if escape.start < byte => {
                    if is_end {
                        letter.end
                    } else {
                        letter.start
                    }
                }
                _ => match next.checked_sub(1).map(|before| other.letters[before]) {
                    Some((escape, letter)) => letter.end + (byte - escape.end),
                    None => byte,
                },
            }
        };
        Span {
            start: at(span.start, false),
            end: at(span.end, true),
        }
    }

    /// What is shown of a span of the file.
    pub(super) fn slice(&self, span: Span) -> &str {
        self.source().slice(self.span(span))
    }
}

fn letters(file: &Source) -> Other {
    let raw = file.text();
    let mut text = String::new();
    let mut letters = Vec::new();
    let mut done = 0;
    for start in memchr::memchr_iter(b'\\', raw.as_bytes()) {
        if start < done {
            continue;
        }
        let rest = &raw.as_bytes()[start..];
        let (len, c) = if rest.starts_with(b"\\u") {
            unicode_escape(rest)
        } else {
            // The second of `\\` starts nothing.
            (2, char::REPLACEMENT_CHARACTER)
        };
        let end = (start + len).min(raw.len());
        // What JSON can't write in another way stays as it is written.
        let is_letter = !c.is_control() && !matches!(c, '"' | '\\' | char::REPLACEMENT_CHARACTER);
        if !is_letter {
            let end = (end..raw.len())
                .find(|&at| raw.is_char_boundary(at))
                .unwrap_or(raw.len());
            text.push_str(&raw[done..end]);
            done = end;
            continue;
        }
        text.push_str(&raw[done..start]);
        let shown = text.len();
        text.push(c);
        letters.push((Span::new(start, end), Span::new(shown, text.len())));
        done = end;
    }
    text.push_str(&raw[done..]);
    Other {
        source: Source::new(file.name(), text),
        letters,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_shown_and_places_follow() {
        let raw = "\"\\u0642\\u0627ل\\n\\\\u0645 \\ud83d\\ude00\\u0022\\u12\"";
        let file = Source::new("a.json", raw);
        let shown = Shown::of(&file);
        assert_eq!(shown.source().text(), "\"قال\\n\\\\u0645 😀\\u0022\\u12\"");
        let slice = |part: &str| {
            let at = raw.find(part).unwrap();
            shown.slice(Span::new(at, at + part.len()))
        };
        assert_eq!(slice("\\u0627ل\\n"), "ال\\n");
        assert_eq!(slice("u0627"), "ا");
        assert_eq!(slice(" \\ud83d\\ude00\\u0022"), " 😀\\u0022");
        assert_eq!(
            shown.span(Span::at(raw.len())),
            Span::at(shown.source().text().len())
        );
    }

    #[test]
    fn other_files_are_shown_as_they_are() {
        let file = Source::new("a.md", "\\u0642");
        assert_eq!(Shown::of(&file).source().text(), "\\u0642");
    }
}
