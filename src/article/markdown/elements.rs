//! Raw HTML in Markdown: which elements stand apart, which are not read, which are photos.

use super::Reader;
use super::writer::{Frame, Role};
use crate::article::html::{self, Attribute, Tag, Token, Tokenizer};
use crate::article::{BlockKind, Exempt, Syntax, TextBuilder, photo};
use crate::lang::Lang;

/// How many elements may be open at once; what is deeper is read as if it stood at this depth.
const DEEPEST: usize = 512;

/// What an element is to the reader.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Element {
    /// Stands apart, and is else like what it stands in.
    Block,
    /// Stands apart, with a container and perhaps a kind of its own.
    Container(Option<BlockKind>),
    /// A heading and its level.
    Heading(u8),
    Figure,
    /// In italics or small type.
    Emphasis,
    /// Its content is a hole.
    Hole,
    /// Its content is not read, and it stands apart.
    Unread,
    /// Its content is not read, and the text around it is one.
    Silent,
    Break,
    Image,
    /// No content; `hr` among them stands apart.
    Void,
    Rule,
    Inline,
}

impl Element {
    /// By the content categories of WHATWG HTML, as far as a reader sees the difference.
    fn of(name: &str) -> Self {
        let mut small = [0; 10];
        let Some(small) = small.get_mut(..name.len()) else {
            return Self::Inline;
        };
        small.copy_from_slice(name.as_bytes());
        small.make_ascii_lowercase();
        match &*small {
            b"p" | b"div" | b"section" | b"article" | b"main" | b"header" | b"footer"
            | b"center" | b"details" | b"summary" | b"address" | b"fieldset" | b"form" | b"dl"
            | b"dt" | b"dd" | b"ul" | b"ol" | b"tr" | b"thead" | b"tbody" | b"tfoot"
            | b"hgroup" | b"legend" => Self::Block,
            b"aside" | b"nav" | b"table" => Self::Container(None),
            b"blockquote" => Self::Container(Some(BlockKind::Quotation)),
            b"li" => Self::Container(Some(BlockKind::ListItem)),
            b"td" | b"th" => Self::Container(Some(BlockKind::Cell)),
            b"figcaption" | b"caption" => Self::Container(Some(BlockKind::Caption)),
            b"h1" => Self::Heading(1),
            b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Self::Heading(2),
            b"figure" => Self::Figure,
            b"em" | b"i" | b"small" | b"cite" => Self::Emphasis,
            b"code" | b"kbd" | b"samp" | b"var" | b"tt" | b"math" | b"svg" => Self::Hole,
            b"pre" | b"iframe" | b"video" | b"audio" | b"object" | b"textarea" | b"select"
            | b"canvas" => Self::Unread,
            b"script" | b"style" | b"template" | b"noscript" | b"head" | b"title" | b"rp"
            | b"rt" => Self::Silent,
            b"br" => Self::Break,
            b"img" => Self::Image,
            b"hr" => Self::Rule,
            b"source" | b"wbr" | b"input" | b"link" | b"meta" | b"base" | b"area" | b"col"
            | b"embed" | b"param" | b"track" => Self::Void,
            _ => Self::Inline,
        }
    }

    fn is_block(self) -> bool {
        matches!(
            self,
            Self::Block | Self::Container(_) | Self::Heading(_) | Self::Figure | Self::Unread
        )
    }
}

/// What the words of a class say of an element.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum ClassKind {
    /// A frame around a photo and its caption (`wp-caption`).
    Figure,
    /// A caption.
    Caption,
    /// A photo's credit.
    Credit,
}

/// Reads a class: a word that is made of nothing but parts such as `photo`, `image`, `caption`,
/// `credit`; so `pquote-credit`, the speaker of a quotation, says nothing.
pub(super) fn class_kind(class: &str) -> Option<ClassKind> {
    class.split_ascii_whitespace().find_map(|word| {
        if word.eq_ignore_ascii_case("wp-caption") {
            return Some(ClassKind::Figure);
        }
        let mut kind = None;
        for part in word.split(['-', '_']) {
            let is = |words: &[&str]| words.iter().any(|word| part.eq_ignore_ascii_case(word));
            if is(&["credit", "credits", "copyright", "photographer"]) {
                kind = Some(ClassKind::Credit);
            } else if is(&["caption", "figcaption"]) {
                kind = kind.or(Some(ClassKind::Caption));
            } else if !is(&[
                "wp", "photo", "image", "img", "picture", "media", "figure", "fig", "text",
                "element", "source", "center",
            ]) {
                return None;
            }
        }
        kind
    })
}

impl<'s> Reader<'s> {
    /// Reads HTML from the file.
    pub(super) fn html(&mut self, range: std::ops::Range<usize>) {
        let source: &'s str = self.out.source;
        for token in Tokenizer::new(&source[range.clone()], range.start) {
            match token {
                Token::Tag(tag) if tag.span.start() >= self.cut => self.tag(&tag),
                Token::Text {
                    span,
                    raw_text: false,
                    ..
                } if !self.out.top().skip => {
                    if self.out.top().markdown && !self.nested {
                        self.nested_markdown(span.range());
                    } else {
                        self.running_text(span.range(), range.end, true);
                        self.out.mark_html();
                    }
                }
                _ => {}
            }
        }
    }

    fn tag(&mut self, tag: &Tag<'s>) {
        let element = Element::of(tag.name);
        if tag.closing {
            self.end_tag(tag, element);
            return;
        }
        let value = |name| {
            tag.attribute(name)
                .map(Attribute::value)
                .unwrap_or_default()
        };
        match element {
            Element::Break => return self.out.decoded("\n", tag.span),
            Element::Image => return self.image_tag(tag),
            Element::Void => return,
            Element::Rule => return self.out.end_block(),
            _ => {}
        }
        if element.is_block() && !self.out.top().skip {
            self.out.end_block();
            self.close_implied(tag);
        }
        let empty = tag.self_closing && element != Element::Silent;
        if empty || self.out.depth() >= DEEPEST {
            return;
        }
        let mut frame = Frame {
            is_block: element.is_block(),
            ..self.out.inner_frame(tag.name)
        };
        match element {
            Element::Container(kind) => {
                frame.kind = kind.unwrap_or(frame.kind);
                // A figure's caption is a sibling of nothing outside.
                frame.container = self.out.new_container();
            }
            Element::Heading(level) => {
                let title = level == 1 && !self.out.has_title;
                frame.kind = if title {
                    BlockKind::Title
                } else {
                    BlockKind::Heading
                };
            }
            Element::Figure => self.make_figure(&mut frame),
            Element::Emphasis => frame.emphasis = true,
            Element::Hole => {
                if !frame.skip {
                    frame.hole_from = Some(tag.span.start());
                }
                frame.skip = true;
            }
            Element::Unread | Element::Silent => frame.skip = true,
            _ => {}
        }
        if !tag.attributes.is_empty() {
            match class_kind(&value("class")) {
                Some(ClassKind::Figure) => self.make_figure(&mut frame),
                Some(ClassKind::Caption) => frame.kind = BlockKind::Caption,
                Some(ClassKind::Credit) => frame.kind = BlockKind::CreditLine,
                None => {}
            }
            if frame.kind != self.out.top().kind && !frame.is_block {
                // A `span` of class `credit` is a line of its own to the reader.
                self.out.end_block();
                frame.is_block = true;
            }
            if frame.is_block {
                frame.lang = Lang::parse(&value("lang")).unwrap_or(frame.lang);
            }
            if let Some(markdown) = tag.attribute("markdown") {
                frame.markdown = markdown.raw != "0";
            }
        }
        self.out.push_frame(frame);
    }

    fn make_figure(&mut self, frame: &mut Frame<'s>) {
        frame.figure = Some(self.out.new_figure());
        frame.is_figure = true;
        frame.container = self.out.new_container();
    }

    /// Closes what a start tag closes by itself: an open paragraph, the item or cell before.
    fn close_implied(&mut self, tag: &Tag<'s>) {
        let start = tag.span.start();
        let paragraph = self.out.depth() - 1;
        if self.out.top().name.eq_ignore_ascii_case("p") {
            self.out.pop_to(paragraph, start);
        }
        let (own, around): (&[&str], &[&str]) = match tag.name.to_ascii_lowercase().as_str() {
            "li" => (&["li"], &["ul", "ol"]),
            "td" | "th" => (&["td", "th"], &["tr"]),
            "tr" => (&["tr"], &["table"]),
            "dt" | "dd" => (&["dt", "dd"], &["dl"]),
            _ => return,
        };
        let deepest = |names: &[&str]| {
            names
                .iter()
                .filter_map(|name| self.out.find_frame(name))
                .max()
        };
        if let Some(depth) = deepest(own)
            && deepest(around).is_none_or(|around| around < depth)
        {
            self.out.pop_to(depth, start);
        }
    }

    fn end_tag(&mut self, tag: &Tag<'s>, element: Element) {
        let found = self.out.find_frame(tag.name);
        let is_block = found.map_or(element.is_block(), |depth| self.out.is_block_frame(depth));
        if is_block && !self.out.top().skip {
            self.out.end_block();
        }
        if let Some(depth) = found {
            self.out.pop_to(depth, tag.span.end());
        }
    }

    fn image_tag(&mut self, tag: &Tag<'s>) {
        let value = |name| {
            tag.attribute(name)
                .map(Attribute::value)
                .unwrap_or_default()
        };
        let pixels = |name| {
            value(name)
                .trim()
                .trim_end_matches("px")
                .parse::<u32>()
                .ok()
        };
        let src = ["src", "data-src", "data-original", "srcset"]
            .into_iter()
            .map(value)
            .find(|src| !src.is_empty())
            .unwrap_or_default();
        let role = value("role");
        let hidden = value("aria-hidden").eq_ignore_ascii_case("true");
        let role = if hidden {
            Some("hidden")
        } else {
            Some(&*role).filter(|role| !role.is_empty())
        };
        let decoration = photo::is_decoration(
            &src,
            &value("class"),
            pixels("width"),
            pixels("height"),
            role,
        );
        let exempt = decoration.then_some(Exempt::Decoration);
        let Some(photo) = self.out.add_photo(tag.span, src.into_owned(), exempt) else {
            return;
        };
        self.inline_end = tag.span.end();
        let alt = tag.attribute("alt");
        self.out.photos[photo].empty_alt = alt.is_some_and(|alt| alt.value().trim().is_empty());
        let sides = [
            ("alt", Role::Alt),
            ("data-caption", Role::Caption),
            ("data-credit", Role::Attribute),
            ("data-copyright", Role::Attribute),
            ("title", Role::Title),
        ];
        for (name, role) in sides {
            let Some(attribute) = tag
                .attribute(name)
                .filter(|attribute| !attribute.raw.is_empty())
            else {
                continue;
            };
            let mut text = TextBuilder::default();
            html::decode_into(&mut text, attribute.raw, attribute.value_span.start(), true);
            self.out
                .add_side(photo, role, Syntax::HtmlAttribute(attribute.quote), text);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_name_captions_and_credits_by_whole_words() {
        assert_eq!(class_kind("wp-caption alignleft"), Some(ClassKind::Figure));
        assert_eq!(class_kind("wp-caption-text"), Some(ClassKind::Caption));
        assert_eq!(class_kind("big photo_credit"), Some(ClassKind::Credit));
        assert_eq!(class_kind("image-caption-credit"), Some(ClassKind::Credit));
        assert_eq!(class_kind("pquote-credit"), None);
        assert_eq!(class_kind("image"), None);
        assert_eq!(class_kind(""), None);
    }
}
