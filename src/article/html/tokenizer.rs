//! A tokenizer by the rules of WHATWG HTML whose tokens say at which bytes of the file they stand.

use std::borrow::Cow;
use std::collections::HashSet;

use super::entities;
use crate::span::Span;

/// A token.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Token<'a> {
    /// Text as written; its references are not decoded yet.
    Text {
        /// As written.
        raw: &'a str,
        /// Its bytes in the file.
        span: Span,
        /// Whether references mean nothing in it: the content of `script`, `style`, `xmp` and the
        /// like. The content of `title` and `textarea` is not raw in this sense.
        raw_text: bool,
    },
    /// A start or end tag.
    Tag(Tag<'a>),
    /// A comment, a bogus one too (`<!x>`, `<?x>`, `</ x>`, `<![CDATA[x]]>`).
    Comment {
        /// Without its delimiters.
        text: &'a str,
        /// Its bytes in the file, with its delimiters.
        span: Span,
    },
    /// A document type.
    Doctype {
        /// Its bytes in the file.
        span: Span,
    },
}

/// A start or end tag.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Tag<'a> {
    /// As written.
    pub(crate) name: &'a str,
    /// Whether it is an end tag.
    pub(crate) closing: bool,
    /// Whether it ends in `/>`.
    pub(crate) self_closing: bool,
    /// In order; of several with one name only the first.
    pub(crate) attributes: Vec<Attribute<'a>>,
    /// Its bytes in the file.
    pub(crate) span: Span,
}

/// An attribute of a tag.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Attribute<'a> {
    /// As written.
    pub(crate) name: &'a str,
    /// The value as written, without quotation marks; empty where there is none.
    pub(crate) raw: &'a str,
    /// The value's bytes in the file, without quotation marks.
    pub(crate) value_span: Span,
    /// `"`, `'`, or NUL where the value stands bare or is missing.
    pub(crate) quote: char,
}

impl<'a> Tag<'a> {
    /// Whether this is the tag's name, in any case of ASCII letters.
    #[must_use]
    pub(crate) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    /// The attribute of a name, in any case of ASCII letters.
    #[must_use]
    pub(crate) fn attribute(&self, name: &str) -> Option<&Attribute<'a>> {
        self.attributes
            .iter()
            .find(|attribute| attribute.name.eq_ignore_ascii_case(name))
    }
}

impl<'a> Attribute<'a> {
    /// The value with its references decoded.
    #[must_use]
    pub(crate) fn value(&self) -> Cow<'a, str> {
        entities::decode(self.raw, true)
    }
}

/// Cuts HTML into tokens, in time linear to its length.
///
/// Tokens stand in the order of the file and never overlap. What lies between two tokens is nothing
/// to a reader: `</>`, and a tag that the end of the input cuts off.
#[derive(Clone, Debug)]
pub(crate) struct Tokenizer<'a> {
    input: &'a str,
    offset: usize,
    at: usize,
    content: Content,
}

/// How the text that follows is read (the WHATWG tokenizer's states for content).
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Content {
    /// Markup and text.
    Data,
    /// Text up to the end tag of this name; references count.
    Escapable(&'static str),
    /// Text up to the end tag of this name.
    Raw(&'static str),
    /// Text up to the end tag, but for `<!--<script>…</script>-->`.
    Script,
    /// Text up to the end of the input.
    Plain,
}

impl Content {
    /// What follows the start tag of a name.
    fn after(name: &str) -> Self {
        const RAW: [&str; 5] = ["style", "xmp", "iframe", "noembed", "noframes"];
        let is = |other: &&'static str| name.eq_ignore_ascii_case(other);
        if let Some(name) = RAW.into_iter().find(is) {
            Self::Raw(name)
        } else if let Some(name) = ["title", "textarea"].into_iter().find(is) {
            Self::Escapable(name)
        } else if is(&"script") {
            Self::Script
        } else if is(&"plaintext") {
            Self::Plain
        } else {
            Self::Data
        }
    }
}

impl<'a> Tokenizer<'a> {
    /// Reads `input`, which stands in the file at `offset` (bytes).
    #[must_use]
    pub(crate) fn new(input: &'a str, offset: usize) -> Self {
        Self {
            input,
            offset,
            at: 0,
            content: Content::Data,
        }
    }

    /// The span of a part of the input.
    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.offset + start, self.offset + end)
    }

    /// The text up to `end`.
    fn text(&mut self, end: usize, raw_text: bool) -> Token<'a> {
        let start = std::mem::replace(&mut self.at, end);
        Token::Text {
            raw: &self.input[start..end],
            span: self.span(start, end),
            raw_text,
        }
    }

    /// The text of an element whose content is no markup; `None` where it has none.
    fn content(&mut self) -> Option<Token<'a>> {
        let rest = &self.input.as_bytes()[self.at..];
        let (len, raw_text) = match std::mem::replace(&mut self.content, Content::Data) {
            Content::Data => return None,
            Content::Escapable(name) => (end_tag(rest, name), false),
            Content::Raw(name) => (end_tag(rest, name), true),
            Content::Script => (script_end(rest), true),
            Content::Plain => (rest.len(), true),
        };
        (len > 0).then(|| self.text(self.at + len, raw_text))
    }

    /// What starts with the `<` at `self.at`; `None` where that stands for nothing, and only for text
    /// where [`opens_markup`] says so.
    fn markup(&mut self) -> Option<Token<'a>> {
        let rest = &self.input[self.at + 1..];
        let bytes = rest.as_bytes();
        match bytes[0] {
            b'!' if rest.starts_with("!--") => Some(self.comment()),
            b'!' if bytes
                .get(1..8)
                .is_some_and(|word| word.eq_ignore_ascii_case(b"doctype")) =>
            {
                let start = self.at;
                self.at = self.after_next_greater_than(start + 9);
                Some(Token::Doctype {
                    span: self.span(start, self.at),
                })
            }
            b'!' => Some(self.bogus_comment(2)),
            b'?' => Some(self.bogus_comment(1)),
            b'/' => match bytes[1] {
                b'>' => {
                    self.at += 3;
                    None
                }
                letter if letter.is_ascii_alphabetic() => self.tag(true),
                _ => Some(self.bogus_comment(2)),
            },
            _ => self.tag(false),
        }
    }

    /// The index behind the next `>` at or behind `from`, or the end of the input.
    fn after_next_greater_than(&self, from: usize) -> usize {
        let rest = &self.input.as_bytes()[from..];
        memchr::memchr(b'>', rest).map_or(self.input.len(), |at| from + at + 1)
    }

    /// A comment that ends at the next `>`; its text starts `skip` bytes behind its `<`.
    fn bogus_comment(&mut self, skip: usize) -> Token<'a> {
        let start = self.at;
        self.at = self.after_next_greater_than(start + skip);
        let text = &self.input[start + skip..self.at];
        Token::Comment {
            text: text.strip_suffix('>').unwrap_or(text),
            span: self.span(start, self.at),
        }
    }

    /// The comment whose `<!--` stands at `self.at` (WHATWG HTML, 13.2.5.43 to 13.2.5.52).
    fn comment(&mut self) -> Token<'a> {
        let start = self.at;
        let text = &self.input[start + 4..];
        let bytes = text.as_bytes();
        let (len, closing) = if text.starts_with('>') {
            (0, 1)
        } else if text.starts_with("->") {
            (0, 2)
        } else {
            let end = memchr::memchr_iter(b'>', bytes).find_map(|at| {
                let closing = ["--", "--!"]
                    .into_iter()
                    .find(|closing| text[..at].ends_with(closing))?;
                Some((at - closing.len(), closing.len() + 1))
            });
            end.unwrap_or_else(|| {
                // Where the input ends, what could have begun the closing is no part of the text.
                let cut = ["--!", "--", "-"]
                    .into_iter()
                    .find(|cut| text.ends_with(cut));
                let cut = cut.map_or(0, str::len);
                (text.len() - cut, cut)
            })
        };
        self.at = start + 4 + len + closing;
        Token::Comment {
            text: &text[..len],
            span: self.span(start, self.at),
        }
    }

    /// The tag whose `<` stands at `self.at`; `None` where the input ends inside it.
    fn tag(&mut self, closing: bool) -> Option<Token<'a>> {
        let start = self.at;
        let name_start = start + 1 + usize::from(closing);
        let mut cursor = Cursor {
            bytes: self.input.as_bytes(),
            at: name_start,
        };
        cursor.skip_until(|byte| is_space(byte) || matches!(byte, b'/' | b'>'));
        let name = &self.input[name_start..cursor.at];
        let mut attributes = Vec::new();
        let self_closing = loop {
            cursor.skip_until(|byte| !is_space(byte));
            match cursor.peek() {
                None => {
                    self.at = self.input.len();
                    return None;
                }
                Some(b'>') => {
                    cursor.at += 1;
                    break false;
                }
                Some(b'/') => {
                    cursor.at += 1;
                    if cursor.peek() == Some(b'>') {
                        cursor.at += 1;
                        break true;
                    }
                }
                Some(_) => attributes.push(self.attribute(&mut cursor)),
            }
        };
        self.at = cursor.at;
        keep_first_of_each_name(&mut attributes);
        if !closing {
            self.content = Content::after(name);
        }
        Some(Token::Tag(Tag {
            name,
            closing,
            self_closing,
            attributes,
            span: self.span(start, self.at),
        }))
    }

    /// The attribute at the cursor, which stands on the first character of its name.
    fn attribute(&self, cursor: &mut Cursor<'_>) -> Attribute<'a> {
        let start = cursor.at;
        // A `=` in front belongs to the name.
        cursor.at += 1;
        cursor.skip_until(|byte| is_space(byte) || matches!(byte, b'/' | b'>' | b'='));
        let end = cursor.at;
        let name = &self.input[start..end];
        let attribute = |from: usize, to: usize, quote| Attribute {
            name,
            raw: &self.input[from..to],
            value_span: self.span(from, to),
            quote,
        };
        cursor.skip_until(|byte| !is_space(byte));
        if cursor.peek() != Some(b'=') {
            return attribute(end, end, '\0');
        }
        cursor.at += 1;
        cursor.skip_until(|byte| !is_space(byte));
        match cursor.peek() {
            Some(quote @ (b'"' | b'\'')) => {
                cursor.at += 1;
                let from = cursor.at;
                cursor.skip_until(|byte| byte == quote);
                let to = cursor.at;
                cursor.at = (to + 1).min(cursor.bytes.len());
                attribute(from, to, char::from(quote))
            }
            _ => {
                let from = cursor.at;
                cursor.skip_until(|byte| is_space(byte) || byte == b'>');
                attribute(from, cursor.at, '\0')
            }
        }
    }
}

impl<'a> Iterator for Tokenizer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        if let Some(token) = self.content() {
            return Some(token);
        }
        while self.at < self.input.len() {
            let bytes = self.input.as_bytes();
            let next = memchr::memchr_iter(b'<', &bytes[self.at..])
                .map(|found| self.at + found)
                .find(|&found| opens_markup(&bytes[found + 1..]))
                .unwrap_or(bytes.len());
            if next > self.at {
                return Some(self.text(next, false));
            }
            if let Some(token) = self.markup() {
                return Some(token);
            }
        }
        None
    }
}

/// Whether what stands behind a `<` makes it more than text.
fn opens_markup(behind: &[u8]) -> bool {
    match behind.first() {
        Some(b'/') => behind.len() > 1,
        Some(&byte) => byte.is_ascii_alphabetic() || matches!(byte, b'!' | b'?'),
        None => false,
    }
}

/// White space of HTML's syntax.
fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\x0C' | b'\r')
}

/// Drops every attribute whose name came before, ASCII case aside.
fn keep_first_of_each_name(attributes: &mut Vec<Attribute<'_>>) {
    /// Beyond this number, comparing each with each would take too long on a hostile tag.
    const FEW: usize = 16;
    if attributes.len() <= FEW {
        let mut kept = 0;
        for index in 0..attributes.len() {
            let is_same =
                |first: &Attribute<'_>| first.name.eq_ignore_ascii_case(attributes[index].name);
            if !attributes[..kept].iter().any(is_same) {
                attributes.swap(kept, index);
                kept += 1;
            }
        }
        attributes.truncate(kept);
    } else {
        let mut seen = HashSet::with_capacity(attributes.len());
        attributes.retain(|attribute| seen.insert(attribute.name.to_ascii_lowercase()));
    }
}

/// Length of the text before the end tag of `name`, or of all of `bytes`.
fn end_tag(bytes: &[u8], name: &str) -> usize {
    memchr::memmem::find_iter(bytes, b"</")
        .find(|&at| is_tag_name(&bytes[at + 2..], name))
        .unwrap_or(bytes.len())
}

/// Whether `bytes` start with a tag's name and what ends it.
fn is_tag_name(bytes: &[u8], name: &str) -> bool {
    bytes
        .get(..name.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
        && bytes
            .get(name.len())
            .is_some_and(|&byte| is_space(byte) || matches!(byte, b'/' | b'>'))
}

/// Length of a script before its end tag, or of all of `bytes`. Inside `<!--`, a `<script>` hides one
/// `</script>` (WHATWG HTML, 13.2.5.15 to 13.2.5.31).
fn script_end(bytes: &[u8]) -> usize {
    let (mut in_comment, mut in_script) = (false, false);
    let mut at = 0;
    while let Some(found) = memchr::memchr2(b'<', b'-', &bytes[at..]) {
        at += found;
        let rest = &bytes[at..];
        if rest.starts_with(b"-->") {
            (in_comment, in_script) = (false, false);
            at += 3;
        } else if rest.starts_with(b"</") && is_tag_name(&rest[2..], "script") {
            if !in_script {
                return at;
            }
            in_script = false;
            at += 2;
        } else if in_comment && rest.starts_with(b"<") && is_tag_name(&rest[1..], "script") {
            in_script = true;
            at += 1;
        } else if !in_comment && rest.starts_with(b"<!--") {
            in_comment = true;
            // Its own hyphens may close it: `<!-->`.
            at += 2;
        } else {
            at += 1;
        }
    }
    bytes.len()
}

/// A place in the input while a tag is read.
struct Cursor<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Cursor<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_until(&mut self, stop: impl Fn(u8) -> bool) {
        let rest = &self.bytes[self.at..];
        self.at += rest
            .iter()
            .position(|&byte| stop(byte))
            .unwrap_or(rest.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tokens in a short form: `text`, `[raw text]`, `<tag a=value>`, `!comment`, `!!` (doctype).
    fn short(input: &str) -> Vec<String> {
        let offset = 10;
        Tokenizer::new(input, offset)
            .map(|token| {
                let written = |span: Span| &input[span.start() - offset..span.end() - offset];
                match token {
                    Token::Text {
                        raw,
                        span,
                        raw_text,
                    } => {
                        assert_eq!(written(span), raw);
                        if raw_text {
                            format!("[{raw}]")
                        } else {
                            raw.to_owned()
                        }
                    }
                    Token::Comment { text, span } => {
                        assert!(written(span).contains(text));
                        format!("!{text}")
                    }
                    Token::Doctype { span } => {
                        assert!(written(span).to_ascii_lowercase().starts_with("<!doctype"));
                        "!!".to_owned()
                    }
                    Token::Tag(tag) => {
                        assert!(
                            written(tag.span).starts_with('<') && written(tag.span).ends_with('>')
                        );
                        let mut out =
                            format!("<{}{}", if tag.closing { "/" } else { "" }, tag.name);
                        for attribute in &tag.attributes {
                            assert_eq!(written(attribute.value_span), attribute.raw);
                            out += &format!(
                                " {}={}{}",
                                attribute.name, attribute.raw, attribute.quote
                            )
                            .replace('\0', "");
                        }
                        out + if tag.self_closing { "/>" } else { ">" }
                    }
                }
            })
            .collect()
    }

    #[test]
    fn text_and_tags() {
        assert_eq!(
            short("<p>قال <b>نعم</b>.</p>"),
            ["<p>", "قال ", "<b>", "نعم", "</b>", ".", "</p>"]
        );
        assert_eq!(short("<br/><br />"), ["<br/>", "<br/>"]);
        assert_eq!(short("<my-tag\n>"), ["<my-tag>"]);
        assert_eq!(short(""), [""; 0]);
    }

    #[test]
    fn a_less_than_sign_may_be_text() {
        assert_eq!(short("a < b <3 <<b>x<"), ["a < b <3 <", "<b>", "x<"]);
        assert_eq!(short("5</"), ["5</"]);
        assert_eq!(short("<ب>"), ["<ب>"]);
        assert_eq!(short("a</>b"), ["a", "b"]);
    }

    #[test]
    fn attributes() {
        assert_eq!(
            short("<img src=a.jpg alt=\"قال &quot;نعم&quot;\" title='x>y' hidden data-a = 1/>"),
            ["<img src=a.jpg alt=قال &quot;نعم&quot;\" title=x>y' hidden= data-a=1/>"]
        );
        assert_eq!(
            short("<a b='1'c=\"2\"d=3 b=4 B=5 e>"),
            ["<a b=1' c=2\" d=3 e=>"]
        );
        assert_eq!(short("<a =b=c / d=>"), ["<a =b=c d=>"]);
        assert_eq!(short("<a/b/c=1/>"), ["<a b= c=1/>"]);
        assert_eq!(short("<a b=\"\"\n>"), ["<a b=\">"]);
        assert_eq!(short("<p ب=ت>"), ["<p ب=ت>"]);
        assert_eq!(short("</p a=1>"), ["</p a=1>"]);
    }

    #[test]
    fn values_are_decoded_as_attributes() {
        let Some(Token::Tag(tag)) = Tokenizer::new("<A HREF='?a&copy=1&amp;b'>", 0).next() else {
            panic!()
        };
        assert!(tag.is("a"));
        assert_eq!(tag.attribute("href").unwrap().value(), "?a&copy=1&b");
        assert_eq!(tag.attribute("src"), None);
    }

    #[test]
    fn many_attributes_keep_the_first_too() {
        let names: String = (0..40).map(|n| format!(" a{}={n}", n % 20)).collect();
        let input = format!("<p{names}>");
        let Some(Token::Tag(tag)) = Tokenizer::new(&input, 0).next() else {
            panic!()
        };
        assert_eq!(tag.attributes.len(), 20);
        assert_eq!(tag.attribute("A19").unwrap().raw, "19");
    }

    #[test]
    fn comments() {
        assert_eq!(short("<!-- a -- b -->c"), ["! a -- b ", "c"]);
        assert_eq!(
            short("<!-->a<!--->b<!---->c"),
            ["!", "a", "!", "b", "!", "c"]
        );
        assert_eq!(short("<!--a--!>b<!--a--->c"), ["!a", "b", "!a-", "c"]);
        assert_eq!(short("<!--!>-->b<!---!>-->c"), ["!!>", "b", "!-!>", "c"]);
        assert_eq!(short("<!--a"), ["!a"]);
        assert_eq!(short("<!--a--"), ["!a"]);
        assert_eq!(short("<!--a--!"), ["!a"]);
        assert_eq!(short("<!--<!-- x -->"), ["!<!-- x "]);
    }

    #[test]
    fn bogus_comments_and_doctypes() {
        assert_eq!(short("<!doctype html>a<!DOCTYPE>b"), ["!!", "a", "!!", "b"]);
        assert_eq!(short("<?php echo '?>a"), ["!?php echo '?", "a"]);
        assert_eq!(short("<![CDATA[x]]>y"), ["![CDATA[x]]", "y"]);
        assert_eq!(short("</ x>y</3>"), ["! x", "y", "!3"]);
        assert_eq!(short("<!>a<!x"), ["!", "a", "!x"]);
    }

    #[test]
    fn a_tag_that_the_end_cuts_off_is_dropped() {
        for input in [
            "a<b",
            "a<b c",
            "a<b c=",
            "a<b c='d>",
            "a<b c=d",
            "a</b",
            "a<b /",
        ] {
            assert_eq!(short(input), ["a"], "{input}");
        }
    }

    #[test]
    fn some_elements_hold_no_markup() {
        assert_eq!(
            short("<title>a<b>&amp;</titlex></TITLE >c"),
            ["<title>", "a<b>&amp;</titlex>", "</TITLE>", "c"]
        );
        assert_eq!(
            short("<Style>a<b></style>c"),
            ["<Style>", "[a<b>]", "</style>", "c"]
        );
        assert_eq!(short("<script></script>"), ["<script>", "</script>"]);
        assert_eq!(short("<script/>a"), ["<script/>", "[a]"]);
        assert_eq!(short("<textarea><p>"), ["<textarea>", "<p>"]);
        assert_eq!(
            short("<plaintext>a</plaintext>"),
            ["<plaintext>", "[a</plaintext>]"]
        );
    }

    #[test]
    fn a_comment_in_a_script_may_hide_a_script() {
        assert_eq!(
            short("<script><!--<script>a</script>b--></script>c"),
            ["<script>", "[<!--<script>a</script>b-->]", "</script>", "c"]
        );
        assert_eq!(
            short("<script><!--a</script>c"),
            ["<script>", "[<!--a]", "</script>", "c"]
        );
        assert_eq!(
            short("<script><!--><script></script>c"),
            ["<script>", "[<!--><script>]", "</script>", "c"]
        );
        assert_eq!(
            short("<script><script></script>c"),
            ["<script>", "[<script>]", "</script>", "c"]
        );
    }

    #[test]
    fn hostile_input_takes_linear_time() {
        let n = 50_000;
        for input in [
            "<",
            "</",
            "<!--",
            "<a ",
            "<!-",
            "&",
            "<a b=",
            "<a>",
            "<script><!--",
            "-->",
            "<a a/",
        ] {
            let input = input.repeat(n);
            assert!(Tokenizer::new(&input, 0).count() <= 2 * n + 1);
        }
        let input = format!("<a{}>", (0..n).map(|i| format!(" {i}")).collect::<String>());
        assert_eq!(Tokenizer::new(&input, 0).count(), 1);
    }
}
