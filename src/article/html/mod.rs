//! HTML: its tokens, its character references, and the reader of whole pages.

mod entities;
mod tokenizer;

pub(crate) use entities::{decode, decode_into};
pub(crate) use tokenizer::{Attribute, Tag, Token, Tokenizer};

use crate::article::{Article, Format, LangHints, Text};
use crate::lang::Lang;
use crate::source::Source;

pub(super) fn read(source: &Source, _hints: LangHints) -> Article<'_> {
    Article {
        format: Format::Html,
        text: Text::borrowed(source.text(), 0),
        blocks: Vec::new(),
        photos: Vec::new(),
        fields: Vec::new(),
        damage: Vec::new(),
        lang: Lang::UNKNOWN,
    }
}
