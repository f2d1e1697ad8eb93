//! Writing HTML so that nothing but the program's own constants is ever markup.

use crate::article::HOLE;

use super::super::text::{code_point, is_hidden, push_visible};

/// A piece of a page.
///
/// [`raw`](Self::raw) takes constants alone: what comes from articles, configurations and names of
/// files has no way in but the methods that escape it.
#[derive(Default)]
pub(super) struct Page(String);

impl Page {
    /// Markup, as it is written in the program.
    pub(super) fn raw(&mut self, markup: &'static str) {
        self.0.push_str(markup);
    }

    /// A number.
    pub(super) fn number(&mut self, n: usize) {
        self.0.push_str(&n.to_string());
    }

    /// Another piece.
    pub(super) fn append(&mut self, other: &Self) {
        self.0.push_str(&other.0);
    }

    /// Text between tags. What has no ink, or moves that of others, is shown by its code point, in
    /// an element that tells it from such words in the text; a line break is a space.
    pub(super) fn text(&mut self, text: &str) {
        let mut rest = text;
        let special = |c: char| {
            matches!(
                c,
                '&' | '<' | '>' | '"' | '\'' | '\0'..='\x1F' | '\x7F' | HOLE
            ) || is_hidden(c)
        };
        while let Some(at) = rest.find(special) {
            self.0.push_str(&rest[..at]);
            let c = rest[at..].chars().next().expect("just found");
            rest = &rest[at + c.len_utf8()..];
            match c {
                '\r' if rest.starts_with('\n') => {}
                '\t' | '\n' | '\r' | '&' | '<' | '>' | '"' | '\'' => self.escaped(c),
                HOLE => self.raw("<bdi class=\"hole\">…</bdi>"),
                _ => self.control(c),
            }
        }
        self.0.push_str(rest);
    }

    /// ` name="value"`.
    pub(super) fn attribute(&mut self, name: &'static str, value: &str) {
        self.0.push(' ');
        self.0.push_str(name);
        self.0.push_str("=\"");
        for c in value.chars() {
            if is_hidden(c) || c.is_control() {
                push_visible(&mut self.0, c);
            } else {
                self.escaped(c);
            }
        }
        self.0.push('"');
    }

    /// ` id="m3-5"`.
    pub(super) fn id(&mut self, kind: &'static str, numbers: &[usize]) {
        self.raw(" id=\"");
        self.anchor(kind, numbers);
    }

    /// ` href="#m3-5"`.
    pub(super) fn link(&mut self, kind: &'static str, numbers: &[usize]) {
        self.raw(" href=\"#");
        self.anchor(kind, numbers);
    }

    fn anchor(&mut self, kind: &'static str, numbers: &[usize]) {
        self.raw(kind);
        for (i, &n) in numbers.iter().enumerate() {
            if i > 0 {
                self.raw("-");
            }
            self.number(n);
        }
        self.raw("\"");
    }

    /// A file's name or an address, which is read from its Latin beginning to its end.
    pub(super) fn path(&mut self, path: &str) {
        self.raw("<bdi class=\"path\" dir=\"ltr\">");
        self.text(path);
        self.raw("</bdi>");
    }

    /// The bytes so far.
    pub(super) fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    fn escaped(&mut self, c: char) {
        match c {
            '&' => self.0.push_str("&amp;"),
            '<' => self.0.push_str("&lt;"),
            '>' => self.0.push_str("&gt;"),
            '"' => self.0.push_str("&quot;"),
            '\'' => self.0.push_str("&#39;"),
            '\n' | '\r' => self.0.push(' '),
            c => self.0.push(c),
        }
    }

    fn control(&mut self, c: char) {
        self.0.push_str("<bdi class=\"c\" data-c=\"");
        self.0.push_str(&format!("{:04X}", u32::from(c)));
        self.0.push_str("\">");
        if is_hidden(c) {
            self.0.push_str(&code_point(c));
        } else {
            push_visible(&mut self.0, c);
        }
        self.0.push_str("</bdi>");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> String {
        let mut page = Page::default();
        page.text(text);
        page.0
    }

    #[test]
    fn text_is_never_markup() {
        assert_eq!(
            text("<script>a && 'b'</script>"),
            "&lt;script&gt;a &amp;&amp; &#39;b&#39;&lt;/script&gt;"
        );
        let mut page = Page::default();
        page.attribute("title", "\"><b\n\u{202E}");
        assert_eq!(page.0, " title=\"&quot;&gt;&lt;b ‹U+202E›\"");
    }

    #[test]
    fn what_is_not_seen_is_shown() {
        assert_eq!(
            text("a\u{202E}\0\r\nb"),
            "a<bdi class=\"c\" data-c=\"202E\">U+202E</bdi>\
             <bdi class=\"c\" data-c=\"0000\">␀</bdi> b"
        );
        assert_eq!(text("می\u{200C}رود"), "می\u{200C}رود");
    }
}
