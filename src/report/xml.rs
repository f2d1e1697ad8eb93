//! XML on its way out.

use std::borrow::Cow;
use std::io::{self, Write};

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::text::push_visible;

/// Writes a document: the declaration, what `fill` writes, and the end of the last line.
pub(super) fn document(
    out: &mut dyn Write,
    fill: impl FnOnce(&mut Writer<&mut dyn Write>) -> io::Result<()>,
) -> io::Result<()> {
    let mut writer = Writer::new_with_indent(out, b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    fill(&mut writer)?;
    writer.get_mut().write_all(b"\n")
}

/// The text with what XML 1.0 has no place for made visible (2.2, `Char`), and so are the tabs and
/// line breaks that a reader would turn to spaces in an attribute (3.3.3).
pub(super) fn attribute(text: &str) -> Cow<'_, str> {
    let lost = |c: char| c < ' ' || matches!(c, '\u{FFFE}' | '\u{FFFF}');
    if !text.contains(lost) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\t' | '\n' => out.push(if c == '\t' { '␉' } else { '␊' }),
            '\u{FFFE}' | '\u{FFFF}' => super::text::push_escaped(&mut out, c),
            c if lost(c) => push_visible(&mut out, c),
            c => out.push(c),
        }
    }
    out.into()
}

/// Lines of text between two tags.
pub(super) fn content(lines: &[&str]) -> BytesText<'static> {
    let lines: Vec<_> = lines.iter().map(|line| attribute(line)).collect();
    BytesText::new(&lines.join("\n")).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_shown() {
        assert_eq!(attribute("a\0\x1b[1m\t\r\n\u{FFFF}"), "a␀␛[1m␉␍␊‹U+FFFF›");
        assert_eq!(attribute("نسبة 😀 5%"), "نسبة 😀 5%");
    }
}
