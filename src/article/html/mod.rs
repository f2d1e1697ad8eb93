//! HTML: its tokens, its character references, and the reader of whole pages.

#[cfg(test)]
mod differential;
mod entities;
mod head;
mod page;
mod scope;
mod selector;
mod tokenizer;

pub(crate) use entities::{decode, decode_into, encode_like};
pub(super) use page::read;
pub use selector::{PageScope, Selector};
pub(crate) use tokenizer::{Attribute, Tag, Token, Tokenizer};
