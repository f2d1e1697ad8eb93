//! Character references (WHATWG HTML, 13.2.5.72 to 13.2.5.80; the names are those of 13.5).

use std::borrow::Cow;
use std::sync::OnceLock;

use entities::ENTITIES;

use crate::article::TextBuilder;
use crate::span::Span;

/// Appends `raw`, which stands in the file at `offset` (bytes), with its references decoded: one
/// decoded piece for each, the rest verbatim. In an attribute's value, a name without its semicolon
/// stays as it is before a letter, a digit or `=` (`?a=1&copy=2`).
pub(crate) fn decode_into(builder: &mut TextBuilder, raw: &str, offset: usize, in_attribute: bool) {
    for_each_part(raw, in_attribute, |part| match part {
        Part::Verbatim { start, end } => builder.verbatim(&raw[start..end], offset + start),
        Part::Reference { start, end, value } => {
            let span = Span::new(offset + start, offset + end);
            builder.decoded(value.as_str(&mut [0; 4]), span);
        }
    });
}

/// `raw` with its references decoded; borrowed where it has none.
#[must_use]
pub(crate) fn decode(raw: &str, in_attribute: bool) -> Cow<'_, str> {
    if memchr::memchr(b'&', raw.as_bytes()).is_none() {
        return Cow::Borrowed(raw);
    }
    let mut out = String::with_capacity(raw.len());
    for_each_part(raw, in_attribute, |part| match part {
        Part::Verbatim { start, end } => out.push_str(&raw[start..end]),
        Part::Reference { value, .. } => out.push_str(value.as_str(&mut [0; 4])),
    });
    Cow::Owned(out)
}

/// A stretch of raw text; offsets in bytes from its start.
enum Part {
    Verbatim {
        start: usize,
        end: usize,
    },
    Reference {
        start: usize,
        end: usize,
        value: Value,
    },
}

/// What a reference stands for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Value {
    /// By name; one character or two.
    Named(&'static str),
    /// By number.
    Number(char),
}

impl Value {
    fn as_str(self, buffer: &mut [u8; 4]) -> &str {
        match self {
            Self::Named(text) => text,
            Self::Number(c) => c.encode_utf8(buffer),
        }
    }
}

fn for_each_part(raw: &str, in_attribute: bool, mut visit: impl FnMut(Part)) {
    let mut done = 0;
    for start in memchr::memchr_iter(b'&', raw.as_bytes()) {
        if let Some((len, value)) = reference(&raw.as_bytes()[start + 1..], in_attribute) {
            let end = start + 1 + len;
            if done < start {
                visit(Part::Verbatim {
                    start: done,
                    end: start,
                });
            }
            visit(Part::Reference { start, end, value });
            done = end;
        }
    }
    if done < raw.len() {
        visit(Part::Verbatim {
            start: done,
            end: raw.len(),
        });
    }
}

/// The reference that starts behind an ampersand: its length in bytes without the ampersand.
fn reference(bytes: &[u8], in_attribute: bool) -> Option<(usize, Value)> {
    match bytes.first()? {
        b'#' => number(&bytes[1..]).map(|(len, c)| (len + 1, Value::Number(c))),
        first if first.is_ascii_alphabetic() => {
            name(bytes, in_attribute).map(|(len, text)| (len, Value::Named(text)))
        }
        _ => None,
    }
}

/// The number that starts behind `&#`, with its semicolon where there is one.
fn number(bytes: &[u8]) -> Option<(usize, char)> {
    let (skip, radix) = match bytes.first()? {
        b'x' | b'X' => (1, 16),
        _ => (0, 10),
    };
    let digits = &bytes[skip..];
    let mut code = 0u32;
    let mut len = 0;
    while let Some(digit) = digits
        .get(len)
        .and_then(|&byte| char::from(byte).to_digit(radix))
    {
        // Beyond the last code point all numbers mean the same, so the sum may stop growing there.
        code = (code * radix + digit).min(0x11_0000);
        len += 1;
    }
    if len == 0 {
        return None;
    }
    let semicolon = usize::from(digits.get(len) == Some(&b';'));
    Some((skip + len + semicolon, character(code)))
}

/// The character that a number stands for: 0x80 to 0x9F mean what they do in Windows-1252, and what
/// is no character means U+FFFD (WHATWG HTML, 13.2.5.80).
fn character(code: u32) -> char {
    const WINDOWS_1252: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž',
        '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}',
        'ž', 'Ÿ',
    ];
    match code {
        0 => char::REPLACEMENT_CHARACTER,
        0x80..=0x9F => WINDOWS_1252[code as usize - 0x80],
        _ => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

/// The longest name that starts behind an ampersand, with its semicolon where there is one.
fn name(bytes: &[u8], in_attribute: bool) -> Option<(usize, &'static str)> {
    /// Length of the longest name, `CounterClockwiseContourIntegral`.
    const LONGEST: usize = 31;
    /// Length of the longest name that may stand without a semicolon, such as `Aacute`.
    const LONGEST_BARE: usize = 6;

    let run = bytes
        .iter()
        .take(LONGEST + 1)
        .take_while(|byte| byte.is_ascii_alphanumeric())
        .count();
    if bytes.get(run) == Some(&b';')
        && let Some(text) = look_up(&bytes[..=run])
    {
        return Some((run + 1, text));
    }
    let (len, text) = (2..=run.min(LONGEST_BARE))
        .rev()
        .find_map(|len| Some((len, look_up(&bytes[..len])?)))?;
    let goes_on = bytes
        .get(len)
        .is_some_and(|&byte| byte == b'=' || byte.is_ascii_alphanumeric());
    (!(in_attribute && goes_on)).then_some((len, text))
}

/// What a name stands for, given without the ampersand and with its semicolon.
fn look_up(name: &[u8]) -> Option<&'static str> {
    /// The table's indices in the order of its names' bytes; its own order ignores case.
    static ORDER: OnceLock<Vec<u16>> = OnceLock::new();
    let key = |index: u16| &ENTITIES[usize::from(index)].entity.as_bytes()[1..];
    let order = ORDER.get_or_init(|| {
        let mut order: Vec<u16> = (0..).take(ENTITIES.len()).collect();
        order.sort_unstable_by_key(|&index| key(index));
        order
    });
    let found = order.binary_search_by(|&index| key(index).cmp(name)).ok()?;
    Some(ENTITIES[usize::from(order[found])].characters)
}

/// `text` with its characters beyond ASCII written as references, in the way of those in `found`: by
/// name where they have one, by decimal or by hexadecimal number. `None` where `found` has no
/// reference, or such characters of its own.
#[must_use]
pub(crate) fn encode_like(found: &str, text: &str) -> Option<String> {
    if !found.is_ascii() {
        return None;
    }
    let mut like = None;
    for_each_part(found, false, |part| {
        if let Part::Reference { start, .. } = part {
            like.get_or_insert(&found.as_bytes()[start + 1..]);
        }
    });
    let like = like?;
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let code = u32::from(c);
        match like {
            _ if c.is_ascii() => out.push(c),
            [b'#', b'x' | b'X', ..] => out.push_str(&format!("&#x{code:X};")),
            [b'#', ..] => out.push_str(&format!("&#{code};")),
            _ => out.push_str(name_of(c).unwrap_or(c.encode_utf8(&mut [0; 4]))),
        }
    }
    Some(out)
}

/// The shortest of a character's names, with the ampersand and the semicolon.
fn name_of(c: char) -> Option<&'static str> {
    let mut buffer = [0; 4];
    let text: &str = c.encode_utf8(&mut buffer);
    let names = ENTITIES.iter().filter(|entity| entity.characters == text);
    let names = names.map(|entity| entity.entity);
    names
        .filter(|name| name.ends_with(';'))
        .min_by_key(|name| (name.len(), name.bytes().any(|b| b.is_ascii_uppercase())))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::PieceKind;

    fn text(raw: &str) -> String {
        decode(raw, false).into_owned()
    }

    fn attribute(raw: &str) -> String {
        decode(raw, true).into_owned()
    }

    #[test]
    fn the_table_has_the_lengths_that_the_search_assumes() {
        let names = || ENTITIES.iter().map(|entity| &entity.entity[1..]);
        assert_eq!(
            names().map(|name| name.trim_end_matches(';').len()).max(),
            Some(31)
        );
        assert_eq!(
            names()
                .filter(|name| !name.ends_with(';'))
                .map(str::len)
                .max(),
            Some(6)
        );
        assert_eq!(names().map(str::len).min(), Some(2));
        assert!(names().all(|name| {
            name.trim_end_matches(';')
                .bytes()
                .all(|b| b.is_ascii_alphanumeric())
        }));
        for entity in &ENTITIES {
            assert_eq!(
                look_up(&entity.entity.as_bytes()[1..]),
                Some(entity.characters)
            );
        }
    }

    #[test]
    fn names_are_decoded() {
        assert_eq!(text("&ldquo;نعم&rdquo;"), "“نعم”");
        assert_eq!(text("&laquo;نعم&raquo;"), "«نعم»");
        assert_eq!(text("a&nbsp;b&zwnj;&lrm;"), "a\u{A0}b\u{200C}\u{200E}");
        assert_eq!(text("&NotEqualTilde;"), "≂\u{338}");
        assert_eq!(text("&CounterClockwiseContourIntegral;"), "∳");
        assert_eq!(text("&amp;ldquo;"), "&ldquo;");
    }

    #[test]
    fn some_names_need_no_semicolon() {
        assert_eq!(text("&copy 2021"), "© 2021");
        assert_eq!(text("&notit; &notin;"), "¬it; ∉");
        assert_eq!(text("&ampx &AMPx"), "&x &x");
        assert_eq!(text("&ldquo نعم"), "&ldquo نعم");
        assert_eq!(text("&Aacuteb"), "Áb");
    }

    #[test]
    fn attributes_keep_names_that_go_on() {
        assert_eq!(attribute("?a=1&copy=2&not=3"), "?a=1&copy=2&not=3");
        assert_eq!(attribute("&notit;"), "&notit;");
        assert_eq!(attribute("&copy 2021 &copy"), "© 2021 ©");
        assert_eq!(attribute("&copy;=&ampب"), "©=&ب");
    }

    #[test]
    fn references_are_written_in_the_way_of_those_that_they_replace() {
        let like = |found, text| encode_like(found, text);
        assert_eq!(like("&ldquo;", "«").as_deref(), Some("&laquo;"));
        assert_eq!(like("&ldquo;", "« ").as_deref(), Some("&laquo; "));
        assert_eq!(like("&#8220;", "”").as_deref(), Some("&#8221;"));
        assert_eq!(like("&#x201c;", "”").as_deref(), Some("&#x201D;"));
        assert_eq!(like("&rdquo;", "’").as_deref(), Some("&rsquo;"));
        assert_eq!(like("&nbsp;", "©").as_deref(), Some("&copy;"));
        assert_eq!(like("&ldquo;", "٪").as_deref(), Some("٪"));
        assert_eq!(like("“", "«"), None);
        assert_eq!(like("&ldquo;نعم", "«"), None);
        assert_eq!(like("%", "٪"), None);
    }

    #[test]
    fn numbers_are_decoded() {
        assert_eq!(text("&#8220;&#x201d;&#X201C&#1632"), "“”“٠");
        assert_eq!(text("&#147;&#128;&#x81;"), "“€\u{81}");
        assert_eq!(
            text("&#0;&#xD800;&#x110000;&#99999999999999999999;"),
            "\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"
        );
        assert_eq!(text("&#; &#x; &#xg; &# &"), "&#; &#x; &#xg; &# &");
        assert_eq!(text("&#x3C;b&#62;"), "<b>");
    }

    #[test]
    fn what_is_no_reference_stays() {
        assert_eq!(
            text("AT&T R&D & &; &nosuchname; &ب;"),
            "AT&T R&D & &; &nosuchname; &ب;"
        );
        assert!(matches!(decode("قال", false), Cow::Borrowed("قال")));
    }

    #[test]
    fn each_reference_is_one_piece() {
        let mut builder = TextBuilder::default();
        decode_into(&mut builder, "قال &ldquo;&#8220نعم\r\n&amp", 100, false);
        let text = builder.finish();
        assert_eq!(text.as_str(), "قال ““نعم\r\n&");
        let pieces: Vec<_> = text
            .pieces()
            .iter()
            .map(|p| (p.file.start, p.file.end, p.kind))
            .collect();
        assert_eq!(
            pieces,
            [
                (100, 107, PieceKind::Verbatim),
                (107, 114, PieceKind::Decoded),
                (114, 120, PieceKind::Decoded),
                (120, 128, PieceKind::Verbatim),
                (128, 132, PieceKind::Decoded),
            ]
        );
    }
}
