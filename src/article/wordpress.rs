//! What WordPress writes around photos: captions in brackets, and comments around its blocks.

use super::shortcode::{self, Found, unescape_into};
use super::writer::{Frame, Owner, Role, Writer};
use super::{BlockKind, Syntax, TextBuilder, json};
use crate::span::Span;

/// The name of the frame of a caption in brackets.
const CAPTION: &str = "[caption";

/// How far behind the comment of a cover, in bytes, its image stands where it has one.
const COVER_LENGTH: usize = 1024;

impl Writer<'_> {
    /// Begins `[caption …]`: what stands in it is a photo and its caption. Up to WordPress 3.3 the
    /// caption was an attribute.
    pub(super) fn caption_start(&mut self, found: &Found) {
        if self.is_silent() {
            return;
        }
        self.end_block();
        let mut frame = Frame {
            kind: BlockKind::Caption,
            is_block: true,
            ..self.inner_frame(CAPTION)
        };
        self.make_figure(&mut frame);
        let figure = frame.figure;
        self.push_frame(frame);
        let words = shortcode::arguments(self.source, found.inside.clone());
        let caption = words.iter().find(|word| word.key == "caption");
        if let (Some(caption), Some(figure)) = (caption, figure) {
            let mut text = TextBuilder::default();
            unescape_into(&mut text, caption.value, caption.at);
            self.add_side(Owner::Figure(figure), Role::Caption, Syntax::Opaque, text);
        }
    }

    /// Ends `[caption …]` at byte `end`.
    pub(super) fn caption_end(&mut self, end: usize) {
        if let Some(depth) = self.find_frame(CAPTION) {
            self.end_block();
            self.pop_to(depth, end);
        }
    }

    /// Reads a comment: that of a cover whose image is set by a style alone shows a photo.
    pub(super) fn block_comment(&mut self, text: &str, span: Span) {
        let Some(attributes) = text.trim().strip_prefix("wp:cover ") else {
            return;
        };
        let attributes = attributes.trim_end_matches('/').trim();
        let offset = span.start() + self.source[span.range()].find('{').unwrap_or_default();
        let mut end = self.source.len().min(span.end() + COVER_LENGTH);
        while !self.source.is_char_boundary(end) {
            end -= 1;
        }
        let inside = &self.source[span.end()..end];
        let inside = &inside[..inside.find("/wp:cover").unwrap_or(inside.len())];
        let fields = json::parse(attributes, offset).map(json::Value::object);
        let Ok(Some(fields)) = fields else { return };
        let field = |name: &str| fields.get(name)?.string();
        let is_video = field("backgroundType").is_some_and(|kind| kind.decode() != "image");
        if let Some(src) = field("url").filter(|src| !src.raw.is_empty())
            && !is_video
            && !inside.contains("wp-block-cover__image-background")
        {
            self.end_block();
            let photo = self.add_photo(span, src.decode().into_owned(), None);
            if let Some(photo) = photo {
                // The theme shows it as a background, which has no place for what is said of it.
                self.photos[photo].template = true;
            }
            if let (Some(photo), Some(alt)) = (photo, field("alt")) {
                let mut text = TextBuilder::default();
                alt.write_to(&mut text);
                self.add_side(Owner::Photo(photo), Role::Alt, Syntax::Opaque, text);
            }
        }
    }
}
