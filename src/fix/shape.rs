//! How an article is built, as far as no fix may change it.

use super::Moves;
use crate::article::{Article, BlockKind, PieceKind, Syntax};
use crate::span::Span;

/// How an article is built: its blocks, its photos, and which bytes of the file its readers read. What
/// it says is no part of that.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Shape {
    blocks: Vec<(BlockKind, Syntax)>,
    photos: usize,
    fields: usize,
    damaged: bool,
    /// The bytes that are words, without a gap where they are neighbours.
    words: Vec<Span>,
    /// The bytes that stand in the words and are none.
    holes: Vec<Span>,
}

impl Shape {
    /// How an article is built.
    #[must_use]
    pub fn of(article: &Article<'_>) -> Self {
        let pieces = |holes: bool| {
            let pieces = article.text.pieces().iter();
            let wanted = pieces.filter(move |piece| (piece.kind == PieceKind::Hole) == holes);
            wanted.map(|piece| piece.file)
        };
        let blocks = article.blocks.iter();
        Self {
            blocks: blocks.map(|block| (block.kind, block.syntax)).collect(),
            photos: article.photos.len(),
            fields: article.fields.len(),
            damaged: !article.damage.is_empty(),
            words: joined(pieces(false)),
            holes: joined(pieces(true)),
        }
    }

    /// Whether it is `other` after edits, which is of `text`: so they changed words alone, and the
    /// bytes that they left alone are read as before.
    pub(super) fn becomes(&self, other: &Self, moves: &Moves, text: &str) -> bool {
        self.blocks == other.blocks
            && self.photos == other.photos
            && self.fields == other.fields
            && self.damaged == other.damaged
            && trimmed(&self.words(moves), text).eq(trimmed(&other.words, text))
            && joined(self.holes.iter().map(|&hole| moves.inner(hole))) == other.holes
    }

    /// Where its words are after edits.
    pub(super) fn words(&self, moves: &Moves) -> Vec<Span> {
        joined(self.words.iter().map(|&words| moves.span(words)))
    }
}

/// Spans without the blanks at their ends: what is taken away behind a blank leaves one that ends the
/// block, and belongs to it no more.
fn trimmed<'a>(spans: &'a [Span], text: &'a str) -> impl Iterator<Item = Span> + 'a {
    let trim = |span: &Span| {
        let words = &text[span.range()];
        let start = span.end() - words.trim_start().len();
        Span::new(start, start + words.trim().len())
    };
    spans.iter().map(trim).filter(|span| !span.is_empty())
}

/// Sorted spans that are not empty, neighbours joined.
pub(super) fn joined(spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut spans: Vec<_> = spans.filter(|span| !span.is_empty()).collect();
    spans.sort_unstable();
    spans.dedup_by(|next, last| {
        let touch = next.touches(*last);
        if touch {
            *last = last.cover(*next);
        }
        touch
    });
    spans
}

/// Whether a span touches one of those that [`joined`] has made.
pub(super) fn touches_one(spans: &[Span], span: Span) -> bool {
    let first = spans.partition_point(|one| one.end < span.start);
    spans.get(first).is_some_and(|one| one.touches(span))
}
