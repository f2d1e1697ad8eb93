//! What the tests of the readers have in common.

use super::{Article, PieceKind, SEPARATOR};
use crate::source::Source;

/// Fails unless what must hold for every article holds: the map says what the file says, blocks stand
/// apart and in order, and every place lies inside.
pub(super) fn assert_sound(source: &Source, article: &Article<'_>) {
    let file = source.text();
    let text = article.text.as_str();
    let mut end = 0;
    for piece in article.text.pieces() {
        assert!(end <= piece.text.start && !piece.text.is_empty());
        end = piece.text.end;
        let written = file.get(piece.file.range());
        assert!(written.is_some(), "{piece:?} lies on character borders");
        if piece.kind == PieceKind::Verbatim {
            assert_eq!(written, text.get(piece.text.range()));
        }
    }
    let mut end = None;
    for block in &article.blocks {
        let words = article.slice(block.range);
        assert!(!words.is_empty() && words.trim() == words, "{words:?}");
        assert!(!words.contains(SEPARATOR));
        assert!(file.get(article.text.span(block.range).range()).is_some());
        if let Some(end) = end {
            assert!(end < block.range.start());
            let between = &text[end..block.range.start()];
            assert_eq!(between.matches(SEPARATOR).count(), 1);
        }
        end = Some(block.range.end());
    }
    for photo in &article.photos {
        assert!(file.get(photo.span.range()).is_some());
        let places = photo.candidates.iter().map(|candidate| candidate.block);
        for block in places.chain(photo.alt).chain(photo.caption) {
            let _ = article.block_text(block);
        }
    }
}

/// The blocks in a short form: `kind: text`.
pub(super) fn blocks(article: &Article<'_>) -> Vec<String> {
    let blocks = article.blocks.iter();
    blocks
        .map(|block| format!("{}: {}", block.kind.name(), article.slice(block.range)))
        .collect()
}

/// The photos in a short form: `src alt / caption / place=candidate …`.
pub(super) fn photos(article: &Article<'_>) -> Vec<String> {
    let text = |block| article.block_text(block);
    let photos = article.photos.iter().map(|photo| {
        let mut out = format!("{} {}", photo.src, photo.alt.map_or("-", text));
        out += &format!(" / {} /", photo.caption.map_or("-", text));
        for candidate in &photo.candidates {
            out += &format!(" {:?}={}", candidate.place, text(candidate.block));
        }
        if let Some(exempt) = photo.exempt {
            out += &format!(" {exempt:?}");
        }
        out
    });
    photos.collect()
}
