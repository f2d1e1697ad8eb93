//! Elements of HTML, of pages and of raw HTML in Markdown: which stand apart, which are not read,
//! which are photos, and what their attributes say of the text in them.

use super::html::{Attribute, Tag, Token, Tokenizer, decode_into};
use super::photo::{address_path, is_decoration};
use super::writer::{Frame, Owner, Role, Writer};
use super::{BlockKind, Exempt, Syntax, TextBuilder};
use crate::lang::Lang;

/// How many elements may be open at once; what is deeper is read as if it stood at this depth.
pub(super) const DEEPEST: usize = 512;

/// How deep an end tag looks for its start tag.
const DEEPEST_SEARCH: usize = 128;

/// Attributes that hold an image's address, or several of which the first will do. Where an image is
/// loaded late, `src` is a placeholder.
const ADDRESSES: [&str; 7] = [
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-srcset",
    "data-lazy-srcset",
    "src",
    "srcset",
];

/// How far, in bytes, an image in `noscript` stands from its twin.
const FARTHEST_TWIN: usize = 1024;

/// Parts of a class word that say that the element holds a photo's credit.
const CREDIT_WORDS: [&str; 5] = [
    "credit",
    "credits",
    "photographer",
    "photocredit",
    "imagecredit",
];

/// Parts that say so behind one of an image (`photo-by`, `image__source`). Alone the first ones say
/// it beside a photo only, and the last ones never.
const MAKER_WORDS: [&str; 6] = [
    "copyright",
    "source",
    "attribution",
    "by",
    "author",
    "owner",
];

/// How many of [`MAKER_WORDS`] say it beside a photo.
const SOURCE_WORDS: usize = 3;

/// Parts of a class word that say that what comes is of an image.
pub(super) const IMAGE_WORDS: [&str; 8] = [
    "photo", "photos", "image", "images", "img", "picture", "figure", "foto",
];

/// Parts of a class word that say that the element holds a photo's caption.
const CAPTION_WORDS: [&str; 6] = [
    "caption",
    "figcaption",
    "imagecaption",
    "photocaption",
    "thumbcaption",
    "gallerycaption",
];

/// Parts of a class word that say that the caption or credit beside them is of something else, or
/// that it only stands inside.
const OTHER_WORDS: [&str; 24] = [
    "has",
    "no",
    "with",
    "without",
    "hide",
    "hidden",
    "show",
    "toggle",
    "button",
    "quote",
    "pquote",
    "pullquote",
    "blockquote",
    "footer",
    "nav",
    "navigation",
    "menu",
    "video",
    "vjs",
    "providers",
    "author",
    "byline",
    "writer",
    "reporter",
];

/// What an element is to the reader.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Element {
    /// Stands apart, and is else like what it stands in.
    Block,
    /// Stands apart, with a container and perhaps a kind of its own.
    Container(Option<BlockKind>),
    /// A heading and its level.
    Heading(u8),
    /// An item of a list of terms, which has no container of its own.
    Term,
    Figure,
    Table,
    Row,
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
            | b"ul" | b"ol" | b"menu" | b"thead" | b"tbody" | b"tfoot" | b"hgroup" | b"legend"
            | b"html" | b"body" => Self::Block,
            b"aside" => Self::Container(None),
            b"table" => Self::Table,
            b"tr" => Self::Row,
            b"blockquote" => Self::Container(Some(BlockKind::Quotation)),
            b"li" | b"dd" => Self::Container(Some(BlockKind::ListItem)),
            b"dt" => Self::Term,
            b"td" | b"th" => Self::Container(Some(BlockKind::Cell)),
            b"figcaption" | b"caption" => Self::Container(Some(BlockKind::Caption)),
            b"h1" => Self::Heading(1),
            b"h2" | b"h3" | b"h4" | b"h5" | b"h6" => Self::Heading(2),
            b"figure" => Self::Figure,
            b"em" | b"i" | b"small" | b"cite" => Self::Emphasis,
            b"code" | b"kbd" | b"samp" | b"var" | b"tt" | b"math" => Self::Hole,
            b"nav" | b"pre" | b"video" | b"audio" | b"object" | b"canvas" | b"dialog" | b"head" => {
                Self::Unread
            }
            b"script" | b"style" | b"template" | b"noscript" | b"title" | b"rp" | b"rt"
            | b"svg" | b"button" | b"map" | b"iframe" | b"textarea" | b"select" => Self::Silent,
            b"br" => Self::Break,
            b"img" | b"image" | b"amp-img" => Self::Image,
            b"hr" => Self::Rule,
            b"source" | b"wbr" | b"input" | b"link" | b"meta" | b"base" | b"area" | b"col"
            | b"embed" | b"param" | b"track" => Self::Void,
            _ => Self::Inline,
        }
    }

    fn is_block(self) -> bool {
        matches!(
            self,
            Self::Block
                | Self::Container(_)
                | Self::Heading(_)
                | Self::Term
                | Self::Figure
                | Self::Table
                | Self::Row
                | Self::Unread
        )
    }

    /// Whether its end closes no element that stands apart around it.
    fn is_inline(self) -> bool {
        matches!(self, Self::Inline | Self::Emphasis)
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
    /// A photo's credit where it stands beside one (`source`, `copyright`).
    Source,
}

/// Reads a class: one of its words has a part that says `caption` or `credit`
/// (`article__image-caption`, `photoCredit`, `photo-by`), and none that says that it is of something
/// else (`pquote-credit`, the speaker of a quotation; `author-credit`; `has-caption`).
pub(super) fn class_kind(class: &str) -> Option<ClassKind> {
    class.split_ascii_whitespace().find_map(|word| {
        if word.eq_ignore_ascii_case("wp-caption") {
            return Some(ClassKind::Figure);
        }
        let (mut kind, mut of_image) = (None, false);
        for part in class_parts(word) {
            let is = |words: &[&str]| words.iter().any(|word| part.eq_ignore_ascii_case(word));
            let is_credit = is(&CREDIT_WORDS);
            if is_credit || (of_image && is(&MAKER_WORDS)) {
                kind = Some(ClassKind::Credit);
            } else if is(&CAPTION_WORDS) {
                kind = kind.or(Some(ClassKind::Caption));
            } else if is(&MAKER_WORDS[..SOURCE_WORDS]) {
                kind = kind.or(Some(ClassKind::Source));
            } else if is(&OTHER_WORDS) {
                return None;
            }
            of_image |= kind.is_some() || is(&IMAGE_WORDS);
        }
        kind
    })
}

/// What an attribute says of its photo: `data-caption`, `data-photo-credit`; those of components
/// (`<Figure credit="…">`) lack the prefix.
pub(super) fn attribute_kind(name: &str) -> Option<ClassKind> {
    let is_data = |data: &&str| data.eq_ignore_ascii_case("data-");
    let words = name.get(..5).filter(is_data).map(|_| &name[5..]);
    let known = [
        "caption",
        "credit",
        "photographer",
        "copyright",
        "attribution",
    ];
    if words.is_none() && !known.iter().any(|known| name.eq_ignore_ascii_case(known)) {
        return None;
    }
    let words = words.unwrap_or(name);
    match class_kind(words)? {
        ClassKind::Credit => Some(ClassKind::Credit),
        // `data-source` is another address.
        ClassKind::Source if !words.eq_ignore_ascii_case("source") => Some(ClassKind::Credit),
        // `data-caption-position` is none.
        ClassKind::Caption => {
            let last = class_parts(words).last()?;
            CAPTION_WORDS
                .iter()
                .any(|word| last.eq_ignore_ascii_case(word))
                .then_some(ClassKind::Caption)
        }
        _ => None,
    }
}

/// Attributes that name an element where a framework makes its classes up.
const NAMES: [&str; 5] = [
    "data-testid",
    "data-test-id",
    "data-qa",
    "data-component",
    "data-theme-key",
];

/// Whether an attribute or a property is made for the notice of a copyright: it says whose the photo
/// is, not whom to name.
fn is_notice(name: &str) -> bool {
    class_parts(name).any(|part| part.eq_ignore_ascii_case("copyright"))
}

/// What a property of an `ImageObject` (schema.org) is to its photo.
fn property_kind(tag: &Tag<'_>) -> Option<ClassKind> {
    let names = tag.attribute("itemprop")?.value();
    names.split_ascii_whitespace().find_map(|name| match name {
        "caption" | "description" => Some(ClassKind::Caption),
        "creditText" | "copyrightNotice" | "copyrightHolder" | "creator" | "author" => {
            Some(ClassKind::Credit)
        }
        _ => None,
    })
}

/// Whether an element is an `ImageObject` of schema.org.
fn is_image_object(tag: &Tag<'_>) -> bool {
    let is = |kind: &Attribute<'_>| {
        let kind = kind.value();
        let mut kinds = kind.split_ascii_whitespace();
        kinds.any(|kind| kind.rsplit('/').next() == Some("ImageObject"))
    };
    tag.attribute("itemscope").is_some() && tag.attribute("itemtype").is_some_and(is)
}

/// Parts of the addresses of the pages where readers share an article.
const SHARE_PAGES: [&str; 9] = [
    "facebook.com/sharer",
    "facebook.com/share.php",
    "twitter.com/intent/",
    "twitter.com/share",
    "x.com/intent/",
    "linkedin.com/shareArticle",
    "//t.me/share",
    "//wa.me/?",
    "whatsapp.com/send",
];

/// Whether a link leads to a page where readers share the article: what it shows is a button.
fn is_share_link(tag: &Tag<'_>) -> bool {
    let words = ["share", "sharing", "social"];
    let says = |class: &Attribute<'_>| {
        let class = class.value();
        let mut parts = class.split_ascii_whitespace().flat_map(class_parts);
        parts.any(|part| words.iter().any(|word| part.eq_ignore_ascii_case(word)))
    };
    let leads = |address: &Attribute<'_>| {
        let address = address.value();
        SHARE_PAGES.iter().any(|page| address.contains(page))
    };
    tag.is("a")
        && (tag.attribute("class").is_some_and(says) || tag.attribute("href").is_some_and(leads))
}

/// The parts of a class word, between signs that are neither letters nor digits and at the humps of
/// a camel: `photo` and `Credit` of `photoCredit`.
pub(super) fn class_parts(word: &str) -> impl Iterator<Item = &str> {
    let parts = word.split(|c: char| !c.is_alphanumeric());
    parts.filter(|part| !part.is_empty()).flat_map(|part| {
        let mut start = 0;
        let humps = part
            .char_indices()
            .zip(part.chars().skip(1))
            .filter(|&((_, before), c)| before.is_lowercase() && c.is_uppercase())
            .map(|((at, before), _)| at + before.len_utf8());
        humps.chain([part.len()]).map(move |end| {
            let hump = &part[start..end];
            start = end;
            hump
        })
    })
}

impl<'s> Writer<'s> {
    /// Reads a start or end tag of HTML.
    pub(super) fn tag(&mut self, tag: &Tag<'s>) {
        let element = Element::of(tag.name);
        if tag.closing {
            return self.end_tag(tag, element);
        }
        match element {
            Element::Break => return self.line_break(tag.span),
            Element::Image => return self.image_tag(tag),
            Element::Void => return self.property_tag(tag),
            Element::Rule => return self.end_block(),
            _ => {}
        }
        if tag.is("picture") && tag.attribute("src").is_some() {
            // A component that makes one.
            self.image_tag(tag);
        }
        let in_head = self.top().name.eq_ignore_ascii_case("head");
        if element.is_block() && (in_head || !self.top().skip) {
            self.end_block();
            if let Some(depth) = closed_by_start(self.frames(), tag) {
                self.pop_to(depth, tag.span.start());
            }
        }
        let empty = tag.self_closing && element != Element::Silent;
        let shows = element == Element::Figure && tag.attribute("src").is_some();
        if empty || self.depth() >= DEEPEST {
            if shows {
                self.image_tag(tag);
            }
            return;
        }
        let mut frame = Frame {
            is_block: element.is_block(),
            ..self.inner_frame(tag.name)
        };
        let is_caption = matches!(frame.kind, BlockKind::Caption | BlockKind::CreditLine);
        match element {
            Element::Container(kind) => {
                let kind = kind.unwrap_or(frame.kind);
                if !(kind == BlockKind::ListItem && frame.kind == BlockKind::Footnote) {
                    frame.kind = kind;
                }
                // A figure's caption is a sibling of nothing outside; one without a figure is the
                // caption of the photo before it.
                if kind != BlockKind::Caption || frame.figure.is_some() {
                    frame.container = self.new_container();
                }
            }
            Element::Term if frame.kind != BlockKind::Footnote => frame.kind = BlockKind::ListItem,
            Element::Heading(level) if !is_caption => {
                let title = level == 1 && !self.has_title;
                frame.kind = if title {
                    BlockKind::Title
                } else {
                    BlockKind::Heading
                };
            }
            Element::Figure => self.make_figure(&mut frame),
            Element::Emphasis => {
                frame.emphasis = true;
                let is_line = tag.is("cite") || tag.is("small");
                if is_line && frame.kind == BlockKind::Caption {
                    frame.mark = self.mark(false);
                }
            }
            Element::Table => {
                frame.table = Some(self.new_table());
                frame.container = self.new_container();
            }
            Element::Row => self.new_row(),
            Element::Hole => {
                if !self.is_silent() {
                    frame.hole_from = Some(tag.span.start());
                }
                frame.skip = true;
            }
            Element::Unread | Element::Silent => frame.skip = true,
            _ => {}
        }
        if frame.kind == BlockKind::Cell && element.is_block() && (tag.is("td") || tag.is("th")) {
            let columns = tag.attribute("colspan");
            let columns = columns.and_then(|columns| columns.value().trim().parse().ok());
            frame.cell = self.new_cell(columns.unwrap_or(1));
        }
        if !tag.attributes.is_empty() && !frame.skip {
            self.declare(tag, &mut frame);
        }
        self.push_frame(frame);
        if shows {
            self.image_tag(tag);
        }
    }

    /// Sets what the attributes of a start tag say of the text in the element.
    fn declare(&mut self, tag: &Tag<'s>, frame: &mut Frame<'s>) {
        let is_root = tag.is("html") || tag.is("body");
        let mut class = None;
        for attribute in &tag.attributes {
            let is = |name: &str| attribute.name.eq_ignore_ascii_case(name);
            if NAMES.into_iter().any(is) && !is_root {
                class = class.or_else(|| class_kind(&attribute.value()));
            } else if is("class") && !is_root {
                let value = attribute.value();
                class = class_kind(&value).or(class);
                if is_footnotes(&value) {
                    frame.kind = BlockKind::Footnote;
                }
            } else if is("role") && matches!(&*attribute.value(), "doc-endnotes" | "doc-footnote") {
                frame.kind = BlockKind::Footnote;
            } else if is("markdown") {
                frame.markdown = attribute.raw != "0";
            }
        }
        if !is_root && is_out_of_sight(tag) {
            frame.skip = true;
            return;
        }
        if is_share_link(tag) {
            frame.is_button = true;
        }
        let holds_element = || self.source[tag.span.end()..].trim_start().starts_with('<');
        let holds = tag.is("figure") || tag.is("picture") || (tag.is("a") && holds_element());
        let says = |attribute: &Attribute<'_>| attribute_kind(attribute.name).is_some();
        let is_item = is_image_object(tag);
        if is_item || (holds && tag.attributes.iter().any(says)) {
            self.make_figure(frame);
            if !frame.is_block {
                self.end_block();
                frame.is_block = true;
            }
            if is_item {
                frame.item = frame.figure;
            }
        } else if frame.item.is_some() {
            let says_more = class.is_none() || class == Some(ClassKind::Source);
            let property = property_kind(tag).filter(|_| says_more);
            class = property.or(class);
        }
        let is_part = !frame.is_block && self.is_in_brackets();
        match class {
            Some(ClassKind::Figure) => self.make_figure(frame),
            // What stands in a credit is a part of it.
            Some(ClassKind::Caption) if frame.kind == BlockKind::CreditLine => {}
            Some(ClassKind::Caption) if !is_part => {
                frame.kind = BlockKind::Caption;
                if frame.is_block && frame.figure.is_none() && !self.has_pending_photo() {
                    // It may hold the photo as well.
                    self.make_figure(frame);
                }
            }
            Some(ClassKind::Credit) if is_part => frame.mark = self.mark(true),
            Some(ClassKind::Credit) => frame.kind = BlockKind::CreditLine,
            Some(ClassKind::Source)
                if !is_part && !tag.is("figcaption") && self.is_beside_photo(frame) =>
            {
                frame.kind = BlockKind::CreditLine;
            }
            _ => {}
        }
        if class.is_some() && frame.kind != self.top().kind && !frame.is_block {
            // A `span` of class `credit` is a line of its own to the reader.
            self.end_block();
            frame.is_block = true;
        }
        if frame.is_figure
            && tag.attribute("src").is_none()
            && let Some(figure) = frame.figure
        {
            self.attributes(tag, Owner::Figure(figure));
        }
        let declared = ["lang", "xml:lang"]
            .into_iter()
            .find_map(|name| Lang::parse(&tag.attribute(name)?.value()));
        if is_root {
            // It is the article's language, and its letters may still say better.
        } else if frame.is_block {
            frame.lang = declared.or(frame.inline_lang.take()).unwrap_or(frame.lang);
        } else {
            frame.inline_lang = declared.or(frame.inline_lang);
        }
    }

    fn end_tag(&mut self, tag: &Tag<'s>, element: Element) {
        let found = closed_by_end(self.frames(), tag);
        let is_block = found.map_or(element.is_block(), |depth| self.frames()[depth].is_block);
        if is_block && !self.top().skip {
            self.end_block();
        }
        if let Some(depth) = found {
            self.pop_to(depth, tag.span.end());
        }
    }

    /// Reads an image, unless it is not to be seen or stands where all are furniture. Behind an image that a script loads late, its
    /// twin in `noscript` is the same photo; where the first has no address yet, it is the twin's.
    fn image_tag(&mut self, tag: &Tag<'s>) {
        let stands_in = self.is_in_noscript();
        if self.is_furniture || is_out_of_sight(tag) || (self.is_silent() && !stands_in) {
            return;
        }
        let last = self.last_image.replace((tag.span.end(), stands_in));
        let is_twin = last.is_some_and(|(end, stood_in)| {
            stood_in != stands_in && is_nothing_between(self.source, end, tag.span.start())
        });
        if is_twin {
            if let Some(photo) = self.photos.last_mut()
                && photo.src.starts_with("data:")
                && let Some(src) = address(tag)
            {
                photo.src = src;
                photo.exempt = None;
                self.expect_caption(self.photos.len() - 1);
            }
            return;
        }
        if stands_in && counts_readers(tag) {
            return;
        }
        let skip = self.set_skip(false);
        self.image(tag);
        self.set_skip(skip);
    }

    /// Whether the place is in `noscript`, and read otherwise.
    fn is_in_noscript(&self) -> bool {
        let unread = self.frames().iter().position(|frame| frame.skip);
        unread.is_some_and(|at| self.frames()[at].name.eq_ignore_ascii_case("noscript"))
            && !self.is_muted
    }

    fn image(&mut self, tag: &Tag<'s>) {
        let value = |name: &str| {
            tag.attribute(name)
                .map(Attribute::value)
                .unwrap_or_default()
        };
        let Some(src) = address(tag) else { return };
        let style = value("style");
        let pixels = |name| {
            let attribute = value(name);
            let value = if attribute.is_empty() {
                styled(&style, name)
            } else {
                &*attribute
            };
            let edge = value.trim().trim_end_matches("px").parse::<f64>().ok()?;
            Some(edge.clamp(0.0, 1e6) as u32)
        };
        let role = value("role");
        let role = if value("aria-hidden").trim().eq_ignore_ascii_case("true") {
            Some("hidden")
        } else {
            Some(&*role).filter(|role| !role.is_empty())
        };
        let is_furniture = src.starts_with("data:")
            || self.top().is_button
            || is_decoration(
                &src,
                &value("class"),
                pixels("width"),
                pixels("height"),
                role,
            );
        let exempt = is_furniture.then_some(Exempt::Decoration);
        let Some(photo) = self.add_photo(tag.span, src, exempt) else {
            return;
        };
        let alt = tag.attribute("alt");
        self.photos[photo].empty_alt = alt.is_some_and(|alt| alt.value().trim().is_empty());
        let owner = Owner::Photo(photo);
        self.side(alt, owner, Role::Alt);
        self.attributes(tag, owner);
        self.side(tag.attribute("title"), owner, Role::Title);
    }

    /// Adds what attributes that are made for captions and credits say.
    fn attributes(&mut self, tag: &Tag<'s>, owner: Owner) {
        for attribute in &tag.attributes {
            let role = match attribute_kind(attribute.name) {
                Some(ClassKind::Caption) => Role::Caption,
                Some(_) if is_notice(attribute.name) => Role::Notice,
                Some(_) => Role::Attribute,
                None => continue,
            };
            // Addresses and switches are for the page's scripts, and a sign alone is a template's.
            let is_data =
                attribute.raw.contains("://") || matches!(attribute.raw, "true" | "false");
            if !is_data && attribute.value().contains(char::is_alphanumeric) {
                self.side(Some(attribute), owner, role);
            }
        }
    }

    /// Reads `<meta itemprop="creditText" content="…">` of an `ImageObject`.
    fn property_tag(&mut self, tag: &Tag<'s>) {
        let Some(figure) = self.top().item.filter(|_| !self.is_silent()) else {
            return;
        };
        let role = match property_kind(tag) {
            Some(ClassKind::Caption) => Role::Caption,
            Some(_)
                if tag
                    .attribute("itemprop")
                    .is_some_and(|name| is_notice(name.raw)) =>
            {
                Role::Notice
            }
            Some(_) => Role::Credit,
            None => return,
        };
        self.side(tag.attribute("content"), Owner::Figure(figure), role);
    }

    fn side(&mut self, attribute: Option<&Attribute<'s>>, owner: Owner, role: Role) {
        if let Some(attribute) = attribute.filter(|attribute| !attribute.raw.is_empty()) {
            let mut text = TextBuilder::default();
            decode_into(&mut text, attribute.raw, attribute.value_span.start(), true);
            self.add_side(owner, role, Syntax::HtmlAttribute(attribute.quote), text);
        }
    }
}

/// Whether an element stands apart from the text around it.
pub(super) fn is_block(name: &str) -> bool {
    Element::of(name).is_block()
}

/// Whether the content of an element is read.
pub(super) fn is_read(name: &str) -> bool {
    !matches!(Element::of(name), Element::Unread | Element::Silent)
}

/// Whether an element has no content.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        Element::of(name),
        Element::Void | Element::Break | Element::Image | Element::Rule
    )
}

/// An element on a stack of open ones.
pub(super) trait OpenElement {
    /// Its name as written; empty where it is a border that HTML does not reach over.
    fn name(&self) -> &str;
    /// Whether it stands apart from the text around it.
    fn is_block(&self) -> bool;
}

impl OpenElement for Frame<'_> {
    fn name(&self) -> &str {
        self.name
    }

    fn is_block(&self) -> bool {
        self.is_block
    }
}

/// Down to which depth a start tag of a block closes what is open: a paragraph with the elements in
/// its lines, the head, a heading, the item or the cell before.
pub(super) fn closed_by_start(open: &[impl OpenElement], tag: &Tag<'_>) -> Option<usize> {
    let (own, around): (&[&str], &[&str]) = match tag.name.to_ascii_lowercase().as_str() {
        "li" => (&["li"], &["ul", "ol", "menu"]),
        "td" | "th" => (&["td", "th"], &["tr", "table"]),
        "tr" => (&["td", "th", "tr"], &["tbody", "thead", "tfoot", "table"]),
        "tbody" | "tfoot" => (&["td", "th", "tr", "tbody", "thead"], &["table"]),
        "dt" | "dd" => (&["dt", "dd"], &["dl"]),
        _ => (&[], &[]),
    };
    let mut closed = None;
    let mut is_in_line = true;
    let inside = open.iter().enumerate().rev().take(DEEPEST_SEARCH);
    for (depth, element) in inside.take_while(|(_, element)| !element.name().is_empty()) {
        let is = |names: &[&str]| {
            names
                .iter()
                .any(|name| element.name().eq_ignore_ascii_case(name))
        };
        if is_in_line && Element::of(element.name()).is_block() {
            is_in_line = false;
            let is_heading = |name| matches!(Element::of(name), Element::Heading(_));
            if is(&["p", "head"]) || (is_heading(element.name()) && is_heading(tag.name)) {
                closed = Some(depth);
            }
        }
        if is(own) {
            closed = Some(depth);
        } else if (own.is_empty() && !is_in_line) || is(around) {
            break;
        }
    }
    closed
}

/// Down to which depth an end tag closes what is open, where it closes anything.
pub(super) fn closed_by_end(open: &[impl OpenElement], tag: &Tag<'_>) -> Option<usize> {
    let element = Element::of(tag.name);
    if tag.is("html") || tag.is("body") {
        // What stands behind the body belongs to it all the same.
        return None;
    }
    let is_of_table = [
        "table", "caption", "td", "th", "tr", "tbody", "thead", "tfoot",
    ]
    .iter()
    .any(|name| tag.is(name));
    let inside = open.iter().enumerate().rev().take(DEEPEST_SEARCH);
    for (depth, frame) in inside.take_while(|(_, frame)| !frame.name().is_empty()) {
        if tag.is(frame.name()) {
            return Some(depth);
        }
        let is_cell = || {
            ["td", "th", "caption"]
                .iter()
                .any(|cell| frame.name().eq_ignore_ascii_case(cell))
        };
        // The end of an element in a line closes none around that line, and nothing in a cell closes
        // what is around the table.
        if frame.is_block()
            && ((element.is_inline() && Element::of(frame.name()).is_block())
                || (!is_of_table && is_cell()))
        {
            return None;
        }
    }
    None
}

/// The address of the image that a tag shows: the first that is none of a placeholder (`data:`),
/// else that.
fn address(tag: &Tag<'_>) -> Option<String> {
    let value = |name: &str| {
        let value = tag.attribute(name)?.value();
        Some(value.trim().to_owned()).filter(|value| !value.is_empty())
    };
    let file = |name: &&str| {
        let mut value = value(name)?;
        if name.ends_with("srcset") {
            value.truncate(value.find([' ', ',']).unwrap_or(value.len()));
        }
        Some(value).filter(|src| !src.starts_with("data:"))
    };
    ADDRESSES.iter().find_map(file).or_else(|| value("src"))
}

/// Whether an image in `noscript` stands in for a script that counts readers: a GIF, or no file of a
/// photo and without a text that says what it shows.
fn counts_readers(tag: &Tag<'_>) -> bool {
    let src = address(tag).unwrap_or_default();
    let ending = address_path(&src).rsplit('.').next().unwrap_or_default();
    let is = |known: &str| ending.eq_ignore_ascii_case(known);
    let says = tag
        .attribute("alt")
        .is_some_and(|alt| !alt.raw.trim().is_empty());
    is("gif") || !(says || ["jpg", "jpeg", "png", "webp", "avif"].into_iter().any(is))
}

/// Whether two tags that stand at these places have no text between them, and no figure's border.
fn is_nothing_between(source: &str, start: usize, end: usize) -> bool {
    if start > end || end - start > FARTHEST_TWIN {
        return false;
    }
    Tokenizer::new(&source[start..end], start).all(|token| match token {
        Token::Text { raw, .. } => raw.trim().is_empty(),
        Token::Tag(tag) => !tag.is("figure"),
        Token::Comment { .. } | Token::Doctype { .. } => true,
    })
}

/// Whether attributes keep an element out of a reader's sight, or say that it only leads elsewhere.
pub(super) fn is_out_of_sight(tag: &Tag<'_>) -> bool {
    tag.attributes.iter().any(|attribute| {
        let is = |name: &str| attribute.name.eq_ignore_ascii_case(name);
        if is("style") {
            let style = attribute.value().to_ascii_lowercase();
            style.split(';').any(|rule| {
                let mut parts = rule.split(':').map(str::trim);
                let is = |part: Option<&str>, word| part.is_some_and(|part| part.starts_with(word));
                match parts.next() {
                    Some("display") => is(parts.next(), "none"),
                    Some("visibility") => is(parts.next(), "hidden"),
                    _ => false,
                }
            })
        } else if is("role") {
            let role = attribute.value().trim().to_ascii_lowercase();
            matches!(
                &*role,
                "navigation" | "search" | "contentinfo" | "complementary"
            )
        } else {
            is("hidden")
        }
    })
}

/// What a `style` says of a property, in pixels; empty where it says nothing.
fn styled<'a>(style: &'a str, property: &str) -> &'a str {
    let mut rules = style.split(';').filter_map(|rule| rule.split_once(':'));
    rules
        .rfind(|(name, value)| {
            let value = value.trim();
            name.trim() == property && (value.ends_with("px") || value == "0")
        })
        .map_or("", |(_, value)| value)
}

/// Whether a class says that an element holds footnotes.
fn is_footnotes(class: &str) -> bool {
    let mut words = class.split_ascii_whitespace();
    words.any(|word| matches!(word, "footnotes" | "footnote"))
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
        assert_eq!(class_kind("leadPhotoCredit"), Some(ClassKind::Credit));
        assert_eq!(class_kind("c-lead__caption"), Some(ClassKind::Caption));
        assert_eq!(class_kind("pquote-credit"), None);
        assert_eq!(class_kind("has-caption"), None);
        assert_eq!(class_kind("accredited"), None);
        assert_eq!(class_kind("photo-by"), Some(ClassKind::Credit));
        assert_eq!(class_kind("img__author"), Some(ClassKind::Credit));
        assert_eq!(class_kind("caption-source"), Some(ClassKind::Credit));
        assert_eq!(class_kind("source"), Some(ClassKind::Source));
        assert_eq!(class_kind("footer-copyright"), None);
        assert_eq!(class_kind("author-credit"), None);
        assert_eq!(class_kind("author-photo"), None);
        assert_eq!(class_kind("by"), None);
        assert_eq!(class_kind("image"), None);
        assert_eq!(class_kind(""), None);
        assert_eq!(attribute_kind("data-caption"), Some(ClassKind::Caption));
        assert_eq!(attribute_kind("DATA-imageCredit"), Some(ClassKind::Credit));
        assert_eq!(attribute_kind("data-copyright"), Some(ClassKind::Credit));
        assert_eq!(attribute_kind("credit"), Some(ClassKind::Credit));
        assert_eq!(attribute_kind("data-caption-position"), None);
        assert_eq!(attribute_kind("data-has-caption"), None);
        assert_eq!(attribute_kind("source"), None);
        assert_eq!(attribute_kind("data"), None);
    }
}
