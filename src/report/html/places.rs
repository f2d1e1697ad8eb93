//! Where in an article's text the bytes of a file are: the way back from findings to words.

use std::collections::HashMap;

use crate::article::{Article, Piece, PieceKind};
use crate::span::{Span, TextRange};

/// Where a reader finds what a span covers.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Place {
    /// On the words of some blocks: each block's index and the words, in the order of the text.
    Words(Vec<(usize, TextRange)>),
    /// On a photo, by its index.
    Photo(usize),
    /// On nothing that the article shows: a field that nobody sees, a comment.
    Elsewhere,
}

/// The places of one article.
pub(super) struct Places<'a> {
    article: &'a Article<'a>,
    /// The pieces, by where they stand in the file.
    pieces: Vec<Piece>,
    /// How far into the file each piece or one before it reaches.
    reach: Vec<u32>,
    /// Whether what comes first in the file comes first in the text.
    in_order: bool,
    photos: HashMap<Span, usize>,
}

impl<'a> Places<'a> {
    pub(super) fn of(article: &'a Article<'a>) -> Self {
        let mut pieces = article.text.pieces().to_vec();
        pieces.sort_by_key(|piece| (piece.file.start, piece.text.start));
        let mut furthest = 0;
        let reach = pieces.iter().map(|piece| {
            furthest = piece.file.end.max(furthest);
            furthest
        });
        let photos = article.photos.iter().enumerate().rev();
        Self {
            article,
            reach: reach.collect(),
            in_order: pieces.is_sorted_by_key(|piece| piece.text.start),
            pieces,
            photos: photos.map(|(i, photo)| (photo.span, i)).collect(),
        }
    }

    /// The photo that a span covers exactly.
    pub(super) fn photo(&self, span: Span) -> Option<usize> {
        self.photos.get(&span).copied()
    }

    /// Where a span of the file stands.
    pub(super) fn place(&self, span: Span) -> Place {
        if let Some(photo) = self.photo(span) {
            return Place::Photo(photo);
        }
        let words = self.words(span);
        if !words.is_empty() {
            return Place::Words(words);
        }
        let photos = &self.article.photos;
        let inside = |photo: &crate::article::Photo| photo.span.contains(span) && !span.is_empty();
        photos
            .iter()
            .position(inside)
            .map_or(Place::Elsewhere, Place::Photo)
    }

    /// The words that came from a span of the file; an empty one gives an empty range in one block.
    pub(super) fn words(&self, span: Span) -> Vec<(usize, TextRange)> {
        let first = self.reach.partition_point(|&end| end < span.start);
        let last = self
            .pieces
            .partition_point(|piece| piece.file.start <= span.end);
        let near = self.pieces.get(first..last).unwrap_or_default();
        if span.is_empty() {
            let at = near.iter().find_map(|piece| self.point(piece, span.start));
            return at.into_iter().collect();
        }
        let mut parts = near.iter().filter_map(|piece| part(piece, span));
        let mut words = Vec::new();
        if self.in_order {
            let first = parts.next();
            let last = parts.next_back().or(first);
            if let (Some(first), Some(last)) = (first, last) {
                self.clip(first.cover(last), &mut words);
            }
        } else {
            for part in parts {
                self.clip(part, &mut words);
            }
            words.sort_unstable();
            words.dedup_by(|(block, next), (same, range)| {
                let is_same = block == same;
                if is_same {
                    *range = range.cover(*next);
                }
                is_same
            });
        }
        words
    }

    /// The place of an empty span between the letters of a block.
    fn point(&self, piece: &Piece, at: u32) -> Option<(usize, TextRange)> {
        if at < piece.file.start || piece.file.end < at || piece.kind == PieceKind::Hole {
            return None;
        }
        let at = match piece.kind {
            PieceKind::Verbatim => piece.text.start + (at - piece.file.start),
            _ if at == piece.file.start => piece.text.start,
            _ => piece.text.end,
        };
        let block = self.article.block_at(at)?;
        Some((block.0 as usize, TextRange::at(at as usize)))
    }

    /// Appends what lies in blocks of a range of the text.
    fn clip(&self, range: TextRange, words: &mut Vec<(usize, TextRange)>) {
        let blocks = &self.article.blocks;
        let first = blocks.partition_point(|block| block.range.end <= range.start);
        let inside = |(_, block): &(usize, &crate::article::Block)| block.range.start < range.end;
        let blocks = blocks.iter().enumerate().skip(first).take_while(inside);
        words.extend(blocks.map(|(i, block)| {
            let start = block.range.start.max(range.start);
            let end = block.range.end.min(range.end);
            (i, TextRange { start, end })
        }));
    }
}

/// The words of a piece that came from a span; of a decoded piece all.
fn part(piece: &Piece, span: Span) -> Option<TextRange> {
    if !piece.file.overlaps(span) || piece.text.is_empty() {
        return None;
    }
    if piece.kind != PieceKind::Verbatim {
        return Some(piece.text);
    }
    let at = |byte: u32| piece.text.start + (byte - piece.file.start);
    Some(TextRange {
        start: at(span.start.max(piece.file.start)),
        end: at(span.end.min(piece.file.end)),
    })
}
