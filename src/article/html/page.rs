//! The reader of HTML pages: which text is the article's, in which blocks, with which photos.

use super::{Attribute, Tag, Token, Tokenizer, decode_into};
use crate::article::matter::{self, Entry};
use crate::article::photo::is_decoration;
use crate::article::{
    Article, Block, BlockGroup, BlockIndex, BlockKind, CreditCandidate, CreditPlace, Exempt, Field,
    Format, HOLE, LangHints, Photo, SEPARATOR, Syntax, TextBuilder, settle_languages,
};
use crate::lang::Lang;
use crate::lang::chars::{is_bidi_control, is_space};
use crate::source::Source;
use crate::span::{Span, TextRange};

/// What an element is to a reader, by its name.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Role {
    /// It ends the line of text before it and after it.
    Block,
    /// The same, and its content is no text of the article.
    HiddenBlock,
    /// It stands in a line of text, and its content is no text of the article.
    Hidden,
    /// It stands in a line of text and is one hole in it.
    Hole,
    /// It has neither content nor an end tag.
    Void,
    /// It stands in a line of text and means nothing here.
    Inline,
}

impl Role {
    fn of(name: &str) -> Self {
        let mut buffer = [0; 10];
        let Some(lower) = buffer.get_mut(..name.len()) else {
            return Self::Inline;
        };
        lower.copy_from_slice(name.as_bytes());
        lower.make_ascii_lowercase();
        match &*lower {
            b"address" | b"article" | b"blockquote" | b"body" | b"caption" | b"center" | b"dd"
            | b"details" | b"div" | b"dl" | b"dt" | b"fieldset" | b"figcaption" | b"figure"
            | b"form" | b"h1" | b"h2" | b"h3" | b"h4" | b"h5" | b"h6" | b"header" | b"hgroup"
            | b"html" | b"legend" | b"li" | b"main" | b"menu" | b"ol" | b"p" | b"section"
            | b"summary" | b"table" | b"tbody" | b"td" | b"tfoot" | b"th" | b"thead" | b"title"
            | b"tr" | b"ul" => Self::Block,
            b"aside" | b"dialog" | b"footer" | b"head" | b"nav" | b"pre" => Self::HiddenBlock,
            b"audio" | b"button" | b"canvas" | b"iframe" | b"map" | b"noscript" | b"object"
            | b"script" | b"select" | b"style" | b"svg" | b"template" | b"textarea" | b"video" => {
                Self::Hidden
            }
            b"code" | b"kbd" | b"math" | b"samp" | b"tt" | b"var" => Self::Hole,
            b"area" | b"base" | b"col" | b"embed" | b"input" | b"link" | b"meta" | b"source"
            | b"track" | b"wbr" => Self::Void,
            _ => Self::Inline,
        }
    }

    fn is_block(self) -> bool {
        matches!(self, Self::Block | Self::HiddenBlock)
    }
}

/// How many open elements an end tag is compared with: markup that nests deeper is hostile.
const NEAR: usize = 256;

/// How many figures around a photo may hold its credit: a gallery's caption credits all its photos.
const DEEPEST_GALLERY: usize = 3;

/// How many places in one figure, or behind a photo in none, are looked at for a credit.
const MOST_CANDIDATES: usize = 16;

/// Reads a page.
pub(in crate::article) fn read(source: &Source, hints: LangHints) -> Article<'_> {
    let bom = source.bom_len();
    let text = &source.text()[bom..];
    let mut page = Page::default();
    let mut fields = Vec::new();
    let mut damage = Vec::new();
    let mut start = bom;
    let mut has_no_photo = false;
    if let Some(matter) = matter::read(text, bom) {
        start = matter.body;
        page.containers = 1;
        for entry in &matter.entries {
            page.field(entry, &mut fields);
        }
        let declared = |key| {
            matter
                .get(key)
                .is_some_and(|entry| entry.scalar.value == "none")
        };
        has_no_photo = declared("photo") || declared("image");
        page.lang = ["lang", "language", "locale"]
            .iter()
            .find_map(|key| Lang::parse(&matter.get(key)?.scalar.value));
        damage = matter.damage;
    }
    let body = &source.text()[start..];
    page.read(body, start);
    if has_no_photo {
        for photo in &mut page.photos {
            photo.exempt.get_or_insert(Exempt::Declared);
        }
    }
    let Page {
        text,
        mut blocks,
        photos,
        lang,
        ..
    } = page;
    let text = text.finish();
    let lang = settle_languages(&text, &mut blocks, lang, hints);
    Article {
        format: Format::Html,
        text,
        blocks,
        photos,
        fields,
        damage,
        lang,
    }
}

/// The element that holds the article.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Scope {
    Everything,
    Only(&'static str),
}

/// An `<article>` that is alone and has the first heading, else a `<main>` that is alone, else an
/// `<article>` that is alone, else everything.
fn scope(input: &str) -> Scope {
    let (mut articles, mut mains, mut depth) = (0u32, 0u32, 0u32);
    let mut has_heading = false;
    for token in Tokenizer::new(input, 0) {
        let Token::Tag(tag) = token else { continue };
        if tag.is("article") {
            if tag.closing {
                depth = depth.saturating_sub(1);
            } else {
                depth += 1;
                articles += 1;
            }
        } else if !tag.closing && tag.is("main") {
            mains += 1;
        } else if !tag.closing && tag.is("h1") && depth > 0 {
            has_heading = true;
        }
    }
    match (articles, mains) {
        (1, _) if has_heading => Scope::Only("article"),
        (_, 1) => Scope::Only("main"),
        (1, _) => Scope::Only("article"),
        _ => Scope::Everything,
    }
}

/// An open element that matters, and what holds for the text in it.
#[derive(Clone, Debug)]
struct Element<'a> {
    name: &'a str,
    /// How many elements of the same name are open in it that do not matter themselves.
    nested: u32,
    role: Role,
    /// Whether the line of text ends with it.
    ends_line: bool,
    /// Where the hole that it is starts in the file.
    hole: Option<usize>,
    inside: Inside,
}

/// What holds for text by the elements that it stands in.
#[derive(Clone, Copy, Debug)]
struct Inside {
    kind: BlockKind,
    lang: Lang,
    container: u32,
    /// Whether it is no text of the article.
    is_hidden: bool,
    /// Index of the figure.
    figure: Option<usize>,
}

/// A figure, or an element that is one by its class.
#[derive(Debug, Default)]
struct Figure {
    /// Index of the figure around it.
    parent: Option<usize>,
    /// Indices of its photos.
    photos: Vec<usize>,
    /// Its captions and credits.
    blocks: Vec<CreditCandidate>,
}

/// An attribute that becomes a block as soon as the line of text that it stands in has ended.
#[derive(Debug)]
struct Waiting<'a> {
    kind: BlockKind,
    attribute: Attribute<'a>,
    inside: Inside,
    owner: Owner,
}

/// What an attribute belongs to, by its index.
#[derive(Clone, Copy, Debug)]
enum Owner {
    Photo(usize),
    Figure(usize),
}

#[derive(Debug, Default)]
struct Page<'a> {
    text: TextBuilder,
    blocks: Vec<Block>,
    photos: Vec<Photo>,
    figures: Vec<Figure>,
    elements: Vec<Element<'a>>,
    /// The line of text that is open: where it starts in the text, and what holds for it.
    line: Option<(usize, Inside)>,
    waiting: Vec<Waiting<'a>>,
    /// The photo outside of a figure with no text behind it yet.
    lonely: Option<usize>,
    containers: u32,
    has_title: bool,
    has_heading: bool,
    lang: Option<Lang>,
}

impl<'a> Page<'a> {
    /// Makes a field of what the front matter says, and a block of what readers see of it.
    fn field(&mut self, entry: &Entry, fields: &mut Vec<Field>) {
        let kind = match entry.key.as_str() {
            "title" => Some(BlockKind::Title),
            "description" | "summary" | "excerpt" | "subtitle" => Some(BlockKind::Metadata),
            _ => None,
        };
        let scalar = &entry.scalar;
        let mut written = None;
        if let Some(kind) = kind.filter(|_| scalar.is_string) {
            let start = self.start();
            scalar.write_to(&mut self.text);
            let block = Block {
                kind,
                range: TextRange::at(start),
                lang: Lang::UNKNOWN,
                syntax: scalar.syntax,
                container: self.containers,
            };
            written = self.push(block, start);
        }
        fields.push(Field {
            key: entry.key.clone(),
            value: scalar.value.clone(),
            span: entry.span,
            block: written,
        });
    }

    fn read(&mut self, input: &'a str, offset: usize) {
        let scope = scope(input);
        for token in Tokenizer::new(input, offset) {
            match token {
                Token::Text {
                    raw,
                    span,
                    raw_text: false,
                } => self.words(raw, span.start(), scope),
                Token::Text { .. } | Token::Comment { .. } | Token::Doctype { .. } => {}
                Token::Tag(tag) if tag.closing => self.close(&tag),
                Token::Tag(tag) => self.open(&tag, scope),
            }
        }
        self.end_line();
        for index in 0..self.figures.len() {
            let around = std::iter::successors(Some(index), |&figure| self.figures[figure].parent);
            let found: Vec<CreditCandidate> = around
                .take(DEEPEST_GALLERY)
                .flat_map(|figure| self.figures[figure].blocks.iter().take(MOST_CANDIDATES))
                .copied()
                .collect();
            let caption = found
                .iter()
                .find(|candidate| candidate.place == CreditPlace::Caption);
            for &photo in &self.figures[index].photos {
                let photo = &mut self.photos[photo];
                photo.caption = caption.map(|candidate| candidate.block);
                photo.candidates.extend(&found);
            }
        }
    }

    fn inside(&self, scope: Scope) -> Inside {
        self.elements.last().map_or(
            Inside {
                kind: BlockKind::Paragraph,
                lang: Lang::UNKNOWN,
                container: 0,
                is_hidden: scope != Scope::Everything,
                figure: None,
            },
            |element| element.inside,
        )
    }

    fn open(&mut self, tag: &Tag<'a>, scope: Scope) {
        if tag.is("br") {
            return self.line_break(tag.span);
        }
        if tag.is("img") {
            return self.image(tag, scope);
        }
        if tag.is("hr") {
            return self.end_line();
        }
        let role = Role::of(tag.name);
        if role == Role::Void {
            return;
        }
        let mut inside = self.inside(scope);
        if role.is_block() {
            if !inside.is_hidden {
                self.end_line();
            }
            self.close_implied(tag);
            inside = self.inside(scope);
        }
        let classes = if inside.is_hidden {
            Classes::default()
        } else {
            Classes::of(tag)
        };
        let is_credit = classes.credit && !self.is_in_brackets();
        let is_hidden = matches!(role, Role::Hidden | Role::HiddenBlock) || is_out_of_sight(tag);
        if !(role != Role::Inline || is_credit || is_hidden) {
            // Most elements in a line mean nothing here, but their end tags must not close others.
            if let Some(last) = self.elements.last_mut().filter(|last| tag.is(last.name)) {
                last.nested += 1;
            }
            return;
        }
        if matches!(scope, Scope::Only(name) if tag.is(name)) {
            inside.is_hidden = false;
        }
        inside.is_hidden |= is_hidden;
        if role.is_block() {
            self.declare(tag, scope, &mut inside);
        }
        if is_credit {
            self.end_line();
            inside.kind = BlockKind::CreditLine;
        } else if classes.caption && role.is_block() {
            inside.kind = BlockKind::Caption;
        }
        let is_caption_box = inside.kind == BlockKind::Caption && classes.caption;
        let is_first_of_figure = inside.figure.is_none() && self.lonely.is_none();
        if tag.is("figure") || (is_caption_box && is_first_of_figure) {
            self.open_figure(tag, &mut inside);
        }
        let hole = (role == Role::Hole && !inside.is_hidden).then(|| {
            self.begin(inside);
            tag.span.start()
        });
        inside.is_hidden |= role == Role::Hole;
        let ends_line = role.is_block() || is_credit;
        self.elements.push(Element {
            name: tag.name,
            nested: 0,
            role,
            ends_line,
            hole,
            inside,
        });
    }

    fn open_figure(&mut self, tag: &Tag<'a>, inside: &mut Inside) {
        self.containers += 1;
        inside.container = self.containers;
        let parent = inside.figure;
        inside.figure = Some(self.figures.len());
        self.figures.push(Figure {
            parent,
            ..Figure::default()
        });
        self.lonely = None;
        if let Some(credit) = credit_attribute(tag) {
            self.wait(
                BlockKind::CreditLine,
                credit,
                *inside,
                Owner::Figure(self.figures.len() - 1),
            );
        }
    }

    /// Sets what a block-level element declares for the text in it.
    fn declare(&mut self, tag: &Tag<'a>, scope: Scope, inside: &mut Inside) {
        let lang = tag.attribute("lang").or_else(|| tag.attribute("xml:lang"));
        if let Some(lang) = lang.and_then(|lang| Lang::parse(&lang.value())) {
            if tag.is("html") || tag.is("body") {
                self.lang.get_or_insert(lang);
            } else if matches!(scope, Scope::Only(name) if tag.is(name)) {
                self.lang = Some(lang);
            } else {
                inside.lang = lang;
            }
        }
        let name = tag.name.to_ascii_lowercase();
        let opens_container = matches!(&*name, "blockquote" | "li" | "dd" | "table");
        if opens_container {
            self.containers += 1;
            inside.container = self.containers;
        }
        inside.kind = match &*name {
            "title" => {
                let in_head =
                    |element: &Element<'_>| ["html", "head"].iter().any(|name| element.is(name));
                let is_first = !self.has_title && self.elements.last().is_none_or(in_head);
                // It stands in the head, which is no text otherwise.
                inside.is_hidden = !is_first;
                self.has_title |= is_first;
                BlockKind::Title
            }
            "h1" if !self.has_heading && !inside.is_hidden => {
                self.has_heading = true;
                BlockKind::Title
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => BlockKind::Heading,
            "li" | "dd" | "dt" if inside.kind == BlockKind::Footnote => BlockKind::Footnote,
            "li" | "dd" | "dt" => BlockKind::ListItem,
            "td" | "th" => BlockKind::Cell,
            "blockquote" => BlockKind::Quotation,
            "figcaption" => BlockKind::Caption,
            _ if is_footnotes(tag) => BlockKind::Footnote,
            _ => inside.kind,
        };
    }

    /// Closes what a block-level element closes by starting.
    fn close_implied(&mut self, tag: &Tag<'a>) {
        let closes = |name: &str| match name {
            "p" => true,
            "li" => tag.is("li"),
            "dt" | "dd" => tag.is("dt") || tag.is("dd"),
            "td" | "th" => ["td", "th", "tr", "tbody", "tfoot"]
                .iter()
                .any(|name| tag.is(name)),
            "tr" => ["tr", "tbody", "tfoot"].iter().any(|name| tag.is(name)),
            "head" => tag.is("body"),
            _ => false,
        };
        while let Some(last) = self.elements.last() {
            // An element in a line, such as a credit, is closed with the paragraph around it.
            let below = self.elements.iter().rev().nth(1);
            let is_in_paragraph = !last.role.is_block() && below.is_some_and(|below| below.is("p"));
            let is_hidden = last.inside.is_hidden && last.role == Role::Hidden;
            if is_hidden || !(is_in_paragraph || closes(&last.name.to_ascii_lowercase())) {
                break;
            }
            self.elements.pop();
        }
    }

    fn close(&mut self, tag: &Tag<'a>) {
        let role = Role::of(tag.name);
        if role.is_block()
            && !self
                .elements
                .last()
                .is_some_and(|last| last.inside.is_hidden)
        {
            self.end_line();
        }
        let near = self.elements.len().saturating_sub(NEAR);
        for index in (near..self.elements.len()).rev() {
            let element = &mut self.elements[index];
            if !tag.is(element.name) {
                // The end of an element in a line closes none around that line.
                if role == Role::Inline && element.role.is_block() {
                    return;
                }
                continue;
            }
            if element.nested > 0 {
                element.nested -= 1;
                return;
            }
            let hole = element.hole;
            if element.ends_line && !element.inside.is_hidden {
                self.end_line();
            }
            self.elements.truncate(index);
            if let Some(start) = hole.filter(|_| self.line.is_some()) {
                self.text.hole(Span::new(start, tag.span.end()));
            }
            return;
        }
    }

    /// Whether the line of text has just opened a bracket, so that what comes is a part of it.
    fn is_in_brackets(&self) -> bool {
        let Some((start, _)) = self.line else {
            return false;
        };
        self.text.as_str()[start..]
            .trim_end()
            .ends_with(['(', '[', '{', '«', '“', '"'])
    }

    /// Where the next block starts in the text; what separates it from the one before is written.
    fn start(&mut self) -> usize {
        if !self.text.is_empty() {
            self.text.separator();
        }
        self.text.len()
    }

    /// Opens a line of text, where none is open.
    fn begin(&mut self, inside: Inside) {
        if self.line.is_none() {
            self.line = Some((self.start(), inside));
        }
    }

    /// Appends text; white space counts as one space.
    fn words(&mut self, raw: &str, offset: usize, scope: Scope) {
        let inside = self.inside(scope);
        if inside.is_hidden {
            return;
        }
        let is_space = |byte: u8| matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | b'\x0C');
        let mut at = 0;
        while at < raw.len() {
            let bytes = &raw.as_bytes()[at..];
            let blank = bytes.iter().take_while(|&&byte| is_space(byte)).count();
            if blank > 0 {
                self.space(&raw[at..at + blank], offset + at);
                at += blank;
                continue;
            }
            // Words divided by single spaces are one stretch.
            let ends = |index: usize, byte: u8| {
                is_space(byte)
                    && (byte != b' ' || bytes.get(index + 1).is_none_or(|&next| is_space(next)))
            };
            let end = bytes
                .iter()
                .enumerate()
                .position(|(index, &byte)| ends(index, byte));
            let end = end.map_or(raw.len(), |len| at + len);
            self.begin(inside);
            decode_into(&mut self.text, &raw[at..end], offset + at, false);
            at = end;
        }
    }

    /// Appends white space, which is one space; none at the start of a line or behind another.
    fn space(&mut self, raw: &str, offset: usize) {
        let Some((start, _)) = self.line else { return };
        let line = &self.text.as_str()[start..];
        if line.is_empty() || line.ends_with([' ', '\n']) {
            return;
        }
        if raw == " " {
            self.text.verbatim(raw, offset);
        } else {
            self.text
                .decoded(" ", Span::new(offset, offset + raw.len()));
        }
    }

    /// Appends a line break; two of them divide paragraphs.
    fn line_break(&mut self, span: Span) {
        let Some((start, _)) = self.line else { return };
        let line = &self.text.as_str()[start..];
        if line.trim_end_matches(' ').ends_with('\n') {
            self.end_line();
        } else if !line.is_empty() {
            // The tag stays outside of the piece, so that no fix across the break can eat it.
            self.text.decoded("\n", Span::at(span.end()));
        }
    }

    /// Makes a block of the line of text that is open, and then of the attributes in it.
    fn end_line(&mut self) {
        if let Some((start, inside)) = self.line.take() {
            let block = Block {
                kind: inside.kind,
                range: TextRange::at(start),
                lang: inside.lang,
                syntax: Syntax::HtmlText,
                container: inside.container,
            };
            if let Some(block) = self.push(block, start) {
                self.credit(block, inside);
            }
        }
        for waiting in std::mem::take(&mut self.waiting) {
            let start = self.start();
            let attribute = &waiting.attribute;
            decode_into(
                &mut self.text,
                attribute.raw,
                attribute.value_span.start(),
                true,
            );
            let block = Block {
                kind: waiting.kind,
                range: TextRange::at(start),
                lang: waiting.inside.lang,
                syntax: Syntax::HtmlAttribute(attribute.quote),
                container: waiting.inside.container,
            };
            let Some(block) = self.push(block, start) else {
                continue;
            };
            let candidate = CreditCandidate {
                block,
                place: CreditPlace::Attribute,
            };
            match waiting.owner {
                Owner::Photo(photo) if waiting.kind == BlockKind::Alt => {
                    self.photos[photo].alt = Some(block)
                }
                Owner::Photo(photo) => self.photos[photo].candidates.insert(0, candidate),
                Owner::Figure(figure) => self.figures[figure].blocks.insert(0, candidate),
            }
        }
    }

    /// Adds a block that starts at `start` and reaches to the end of the text, without the blanks at
    /// its ends. `None` where there are no words in it; they are taken back then.
    fn push(&mut self, block: Block, start: usize) -> Option<BlockIndex> {
        let words = &self.text.as_str()[start..];
        if words
            .chars()
            .all(|c| is_space(c) || is_bidi_control(c) || matches!(c, HOLE | SEPARATOR))
        {
            self.text
                .truncate(start.saturating_sub(SEPARATOR.len_utf8()));
            return None;
        }
        let end = start + words.trim_end().len();
        let start = start + (words.len() - words.trim_start().len());
        self.blocks.push(Block {
            range: TextRange::new(start, end),
            ..block
        });
        Some(BlockIndex(self.blocks.len() as u32 - 1))
    }

    /// Notes a block as what may credit a photo.
    fn credit(&mut self, block: BlockIndex, inside: Inside) {
        let place = match inside.kind {
            BlockKind::Caption => Some(CreditPlace::Caption),
            BlockKind::CreditLine => Some(CreditPlace::Element),
            _ => None,
        };
        if let Some(figure) = inside.figure.map(|index| &mut self.figures[index]) {
            // Loose text beside the photo of a figure is its caption.
            let is_loose = inside.kind == BlockKind::Paragraph && !figure.photos.is_empty();
            if let Some(place) = place.or(is_loose.then_some(CreditPlace::Caption)) {
                figure.blocks.push(CreditCandidate { block, place });
            }
        } else if let Some(photo) = self.lonely.map(|index| &mut self.photos[index]) {
            if place == Some(CreditPlace::Caption) {
                photo.caption.get_or_insert(block);
            }
            let is_body = inside.kind.group() == BlockGroup::Body;
            if let Some(place) = place.or(is_body.then_some(CreditPlace::After)) {
                photo.candidates.push(CreditCandidate { block, place });
            }
            if place.is_none() || photo.candidates.len() == MOST_CANDIDATES {
                self.lonely = None;
            }
        }
    }

    fn image(&mut self, tag: &Tag<'a>, scope: Scope) {
        let inside = self.inside(scope);
        let value = |name: &str| {
            tag.attribute(name)
                .map(|attribute| attribute.value().trim().to_owned())
        };
        let is_address = |src: &String| !src.is_empty() && !src.starts_with("data:");
        let lazy = ["src", "data-src", "data-original", "data-lazy-src"]
            .iter()
            .find_map(|name| value(name).filter(is_address));
        let first_of_set = || {
            let set = value("srcset").or_else(|| value("data-srcset"))?;
            set.split([' ', ','])
                .next()
                .map(str::to_owned)
                .filter(is_address)
        };
        let Some(src) = lazy.or_else(first_of_set).or_else(|| value("src")) else {
            return;
        };
        if inside.is_hidden || src.is_empty() {
            return;
        }
        let edge = |name: &str| {
            let value = value(name)?;
            let digits = value.trim_end_matches("px");
            digits
                .parse::<f64>()
                .ok()
                .map(|edge| edge.clamp(0.0, 1e6) as u32)
        };
        let class = value("class").unwrap_or_default();
        let is_aria_hidden =
            value("aria-hidden").is_some_and(|value| value.eq_ignore_ascii_case("true"));
        let role = if is_aria_hidden {
            Some("hidden".to_owned())
        } else {
            value("role")
        };
        let is_furniture = src.starts_with("data:")
            || is_decoration(&src, &class, edge("width"), edge("height"), role.as_deref());
        let photo = self.photos.len();
        self.photos.push(Photo {
            exempt: is_furniture.then_some(Exempt::Decoration),
            empty_alt: value("alt").is_some_and(|alt| alt.is_empty()),
            ..Photo::new(tag.span, src)
        });
        if let Some(figure) = inside.figure {
            self.figures[figure].photos.push(photo);
        }
        if self.line.is_some() {
            self.text.hole(tag.span);
        }
        if let Some(alt) = tag.attribute("alt") {
            self.wait(BlockKind::Alt, alt, inside, Owner::Photo(photo));
        }
        if let Some(credit) = credit_attribute(tag) {
            self.wait(BlockKind::CreditLine, credit, inside, Owner::Photo(photo));
        }
        if self.line.is_none() {
            self.end_line();
        }
        if inside.figure.is_none() && !is_furniture {
            self.lonely = Some(photo);
        }
    }

    /// Keeps an attribute until the line of text has ended.
    fn wait(&mut self, kind: BlockKind, attribute: &Attribute<'a>, inside: Inside, owner: Owner) {
        let attribute = attribute.clone();
        self.waiting.push(Waiting {
            kind,
            attribute,
            inside,
            owner,
        });
    }
}

impl Element<'_> {
    fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }
}

/// What the classes of an element say of its text.
#[derive(Clone, Copy, Default, Debug)]
struct Classes {
    credit: bool,
    caption: bool,
}

impl Classes {
    fn of(tag: &Tag<'_>) -> Self {
        let Some(class) = tag
            .attribute("class")
            .filter(|_| !tag.is("html") && !tag.is("body"))
        else {
            return Self::default();
        };
        let class = class.value();
        let has = |names: &[&str], humps: &[&str]| {
            let mut words = class.split(|c: char| !c.is_alphanumeric());
            words.any(|word| {
                names.iter().any(|name| word.eq_ignore_ascii_case(name))
                    || humps.iter().any(|hump| word.ends_with(hump))
            })
        };
        Self {
            credit: has(
                &["credit", "credits", "photocredit", "copyright"],
                &["Credit", "Copyright"],
            ),
            caption: has(&["caption", "figcaption"], &["Caption"]),
        }
    }
}

/// Whether attributes keep an element out of a reader's sight, or say that it only leads elsewhere.
fn is_out_of_sight(tag: &Tag<'_>) -> bool {
    tag.attributes.iter().any(|attribute| {
        let is = |name: &str| attribute.name.eq_ignore_ascii_case(name);
        if is("style") {
            let style = attribute.value().to_ascii_lowercase();
            style.split(';').any(|rule| {
                let mut parts = rule.split(':').map(str::trim);
                parts.next() == Some("display")
                    && parts.next().is_some_and(|value| value.starts_with("none"))
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

/// Whether an element holds footnotes, by its role or its classes.
fn is_footnotes(tag: &Tag<'_>) -> bool {
    tag.attributes.iter().any(|attribute| {
        let is = |name: &str| attribute.name.eq_ignore_ascii_case(name);
        let value = attribute.value();
        (is("role") && matches!(&*value, "doc-endnotes" | "doc-footnote"))
            || (is("class")
                && value
                    .split_ascii_whitespace()
                    .any(|word| matches!(word, "footnotes" | "footnote")))
    })
}

/// The attribute that credits a photo, such as `data-credit` or `data-photo-credit`.
fn credit_attribute<'t, 'a>(tag: &'t Tag<'a>) -> Option<&'t Attribute<'a>> {
    tag.attributes.iter().find(|attribute| {
        let mut words = attribute.name.split('-');
        words
            .next()
            .is_some_and(|first| first.eq_ignore_ascii_case("data"))
            && words.any(|word| {
                word.eq_ignore_ascii_case("credit") || word.eq_ignore_ascii_case("copyright")
            })
            && !attribute.raw.is_empty()
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::article::PieceKind;

    fn source(html: &str) -> Source {
        Source::new("a.html", html)
    }

    /// Reads, and checks what must hold for every article.
    fn checked(source: &Source) -> Article<'_> {
        let article = read(source, LangHints::default());
        let mut at = 0;
        for block in &article.blocks {
            assert!(
                block.range.start() >= at && !block.range.is_empty(),
                "{article:?}"
            );
            let words = article.slice(block.range);
            assert_eq!(words, words.trim());
            let span = article.text.span(block.range);
            assert!(
                source.text().is_char_boundary(span.start())
                    && source.text().is_char_boundary(span.end())
            );
            at = block.range.end() + 1;
        }
        let mut at = 0;
        for piece in article.text.pieces() {
            assert!(piece.text.start() >= at);
            at = piece.text.end();
            let written = source.slice(piece.file);
            if piece.kind == PieceKind::Verbatim {
                assert_eq!(written, &article.text.as_str()[piece.text.range()]);
            }
        }
        for photo in &article.photos {
            assert!(source.slice(photo.span).starts_with('<'));
            let blocks = photo.candidates.iter().map(|candidate| candidate.block);
            for block in blocks.chain(photo.alt).chain(photo.caption) {
                let _ = article.block_text(block);
            }
        }
        article
    }

    /// The blocks in a short form: `kind: text`.
    fn blocks(html: &str) -> Vec<String> {
        let source = source(html);
        let article = checked(&source);
        let block =
            |block: &Block| format!("{}: {}", block.kind.name(), article.slice(block.range));
        article.blocks.iter().map(block).collect()
    }

    /// The photos in a short form: `src alt / caption / place=candidate …`.
    fn photos(html: &str) -> Vec<String> {
        let source = source(html);
        let article = checked(&source);
        let text = |block| article.block_text(block);
        let photo = |photo: &Photo| {
            let mut out = format!("{} {}", photo.src, photo.alt.map_or("-", text));
            out += &format!(" / {} /", photo.caption.map_or("-", text));
            for candidate in &photo.candidates {
                out += &format!(" {:?}={}", candidate.place, text(candidate.block));
            }
            if let Some(exempt) = photo.exempt {
                out += &format!(" {exempt:?}");
            }
            out
        };
        article.photos.iter().map(photo).collect()
    }

    #[test]
    fn blocks_by_element() {
        assert_eq!(
            blocks(
                "<html><head><title>عنوان | موقع</title></head><body><h1>عنوان</h1><h2>فرعي</h2>\
                 <p>قال <b>نعم</b>.</p>نص<ul><li>أول<li>ثان</ul><table><tr><td>خلية<td>أخرى</table>\
                 <blockquote><p>قول</p></blockquote><div>حر<p>فقرة</div><h1>ثان</h1></body></html>"
            ),
            [
                "title: عنوان | موقع",
                "title: عنوان",
                "heading: فرعي",
                "paragraph: قال نعم.",
                "paragraph: نص",
                "list-item: أول",
                "list-item: ثان",
                "cell: خلية",
                "cell: أخرى",
                "quotation: قول",
                "paragraph: حر",
                "paragraph: فقرة",
                "heading: ثان",
            ]
        );
        assert_eq!(
            blocks("<section class=\"footnotes\"><ol><li id=fn1>حاشية</li></ol></section>"),
            ["footnote: حاشية"]
        );
    }

    #[test]
    fn what_is_no_text_is_hidden() {
        assert_eq!(
            blocks(
                "<nav>أ</nav><header><nav><ul><li>ب</ul></nav></header><script>'<p>ج</p>'</script>\
                 <style>د</style><template><p>ه</p></template><noscript><p>و</noscript>\
                 <p>متن<svg><title>ز</title><text>ح</text></svg> باق</p><aside><p>ط</aside><pre>ي</pre>\
                 <p hidden>ك</p><p style='color:red; display: none'>ل</p><div role=navigation>م</div>\
                 <footer>ن</footer><!-- س -->"
            ),
            ["paragraph: متن باق"]
        );
    }

    #[test]
    fn code_is_a_hole() {
        assert_eq!(
            blocks("<p>شغّل <code>a <b>b</b></code> ثم <kbd>C</kbd></p>"),
            ["paragraph: شغّل \u{FFFC} ثم \u{FFFC}"]
        );
        assert_eq!(
            blocks("<p><code>a</code> <img src=a.jpg></p><p>&rlm;\u{FEFF}&#160;</p>"),
            [""; 0]
        );
    }

    #[test]
    fn white_space_is_one_space() {
        assert_eq!(
            blocks("<p>\n  أ  ب\r\n\tج <b> د</b> \n</p>\n"),
            ["paragraph: أ ب ج د"]
        );
        assert_eq!(
            blocks("<p>أ&nbsp; ب &amp; ج</p>"),
            ["paragraph: أ\u{A0} ب & ج"]
        );
        assert_eq!(
            blocks("<p>أ <br> ب<br/><br>ج<br></p>"),
            ["paragraph: أ \nب", "paragraph: ج"]
        );
    }

    #[test]
    fn the_article_is_found() {
        let page = |inside: &str| {
            blocks(&format!(
                "<title>ع</title><div>خارج</div>{inside}<p>خارج</p>"
            ))
        };
        assert_eq!(
            page("<main><p>متن</p></main>"),
            ["title: ع", "paragraph: متن"]
        );
        assert_eq!(
            page("<article><p>متن</p></article>"),
            ["title: ع", "paragraph: متن"]
        );
        assert_eq!(
            page("<main><p>أ</p><article><h1>ب</h1></article></main>"),
            ["title: ع", "title: ب"]
        );
        assert_eq!(
            page("<main><p>أ</p><article>ب</article><article>ج</article></main>"),
            ["title: ع", "paragraph: أ", "paragraph: ب", "paragraph: ج"]
        );
        assert_eq!(
            page("<article>أ</article><article>ب</article>"),
            [
                "title: ع",
                "paragraph: خارج",
                "paragraph: أ",
                "paragraph: ب",
                "paragraph: خارج"
            ]
        );
    }

    #[test]
    fn languages_are_declared_and_inherited() {
        let source = source(
            "<html lang=ar-LB><p>قال</p><div lang=fa><p>گفت</p></div><p lang=en>Said</p><p>نعم</p>",
        );
        let article = checked(&source);
        assert_eq!(article.lang, Lang::parse("ar-LB").unwrap());
        let langs: Vec<_> = article
            .blocks
            .iter()
            .map(|block| block.lang.language.tag())
            .collect();
        assert_eq!(langs, ["ar", "fa", "en", "ar"]);
    }

    #[test]
    fn photos_of_figures() {
        assert_eq!(
            photos(
                "<figure><picture><source srcset=b.webp><img src=\"a.jpg?x=1&amp;y=2\" alt='قال &quot;نعم&quot;'></picture>\
                 <figcaption>تعليق <span class=\"credit\">رويترز</span></figcaption></figure>"
            ),
            ["a.jpg?x=1&y=2 قال \"نعم\" / تعليق / Caption=تعليق Element=رويترز"]
        );
        assert_eq!(
            photos(
                "<figure data-credit='أ ف ب'><img src=a.jpg data-photo-credit=AP><img src=b.jpg></figure>"
            ),
            [
                "a.jpg - / - / Attribute=AP Attribute=أ ف ب",
                "b.jpg - / - / Attribute=أ ف ب"
            ]
        );
        assert_eq!(
            photos(
                "<figure class=gallery><figure><img src=a.jpg><figcaption>أ</figcaption></figure>\
                 <figure><img src=b.jpg></figure><figcaption>الصور: رويترز</figcaption></figure>"
            ),
            [
                "a.jpg - / أ / Caption=أ Caption=الصور: رويترز",
                "b.jpg - / الصور: رويترز / Caption=الصور: رويترز"
            ]
        );
        assert_eq!(
            photos("<figure><img src=a.jpg><p>صورة: رويترز</p></figure>"),
            ["a.jpg - / صورة: رويترز / Caption=صورة: رويترز"]
        );
    }

    #[test]
    fn photos_without_a_figure() {
        assert_eq!(
            photos(
                "<div class='wp-caption'><img src=a.jpg><p class='wp-caption-text'>تعليق</p></div><p>متن</p>"
            ),
            ["a.jpg - / تعليق / Caption=تعليق"]
        );
        assert_eq!(
            photos("<img src=a.jpg><div class=imageCredit>رويترز</div><p>متن</p><p>بعد</p>"),
            ["a.jpg - / - / Element=رويترز After=متن"]
        );
        assert_eq!(
            photos(
                "<p><img src=a.jpg alt=''></p><p class=caption>تعليق</p><h2>فرعي</h2><p>متن</p>"
            ),
            ["a.jpg - / تعليق / Caption=تعليق"]
        );
    }

    #[test]
    fn furniture_and_empty_images_are_no_photos() {
        assert_eq!(
            photos(
                "<img src=a.jpg width=24 height=24><img src=site-logo.svg><img src='data:image/gif;base64,R0'>\
                 <img><img alt=x><nav><img src=n.jpg></nav><img src='data:x' data-src=b.jpg width=100%>"
            ),
            [
                "a.jpg - / - / Decoration",
                "site-logo.svg - / - / Decoration",
                "data:image/gif;base64,R0 - / - / Decoration",
                "b.jpg - / - /",
            ]
        );
    }

    #[test]
    fn a_credit_in_brackets_stays_in_its_line() {
        assert_eq!(
            blocks("<figcaption>تعليق (<span class=credit>رويترز</span>)</figcaption>"),
            ["caption: تعليق (رويترز)"]
        );
    }

    #[test]
    fn front_matter_is_read() {
        let source = source(
            "\u{FEFF}---\ntitle: عنوان\ndescription: وصف\ndate: 2021-06-08\nphoto: none\nlang: ar\n---\n<p>متن</p><img src=a.jpg>",
        );
        let article = checked(&source);
        let kinds: Vec<_> = article
            .blocks
            .iter()
            .map(|block| (block.kind, article.slice(block.range)))
            .collect();
        assert_eq!(
            kinds,
            [
                (BlockKind::Title, "عنوان"),
                (BlockKind::Metadata, "وصف"),
                (BlockKind::Paragraph, "متن")
            ]
        );
        assert_eq!(
            source.slice(article.text.span(article.blocks[2].range)),
            "متن"
        );
        assert_eq!(article.field("date"), Some("2021-06-08"));
        assert_eq!(article.lang, Lang::AR);
        assert_eq!(article.photos[0].exempt, Some(Exempt::Declared));
    }

    #[test]
    fn containers_tell_siblings() {
        let source = source(
            "<p>أ</p><blockquote><p>ب</p><p>ج</p></blockquote><ul><li><p>د</p><p>ه</p></li><li>و</li></ul>",
        );
        let article = checked(&source);
        let containers: Vec<_> = article.blocks.iter().map(|block| block.container).collect();
        assert_eq!(containers, [0, 1, 1, 2, 2, 3]);
    }

    #[test]
    fn spans_reach_over_markup() {
        let source = source("<p>قال &ldquo;<b>نعم</b>&rdquo;</p>");
        let article = checked(&source);
        let at = article.text.as_str().find('“').unwrap();
        let range = TextRange::new(at, at + "“نعم”".len());
        assert_eq!(
            source.slice(article.text.span(range)),
            "&ldquo;<b>نعم</b>&rdquo;"
        );
        let quote = TextRange::new(at, at + "“".len());
        assert!(article.text.edit(quote, "«", Syntax::HtmlText).is_some());
    }

    #[test]
    fn no_edit_eats_a_line_break() {
        let source = source("<p>قال<br>نعم</p>");
        let article = checked(&source);
        let text = article.text.as_str();
        let across = TextRange::new(0, text.len());
        assert_eq!(text, "قال\nنعم");
        assert_eq!(article.text.edit(across, "لا", Syntax::HtmlText), None);
    }

    #[test]
    fn hostile_pages_take_linear_time() {
        for part in [
            "<div>",
            "<p>",
            "</p>",
            "<figure><img src=a>",
            "<b>",
            "<span class=credit>",
            "<p><code>",
            "<li>",
            "<img src=a.jpg alt=b>",
            "<br>",
            "a\n",
            "<title>a</title>",
            "<div class=caption>a",
            "<svg>",
            "<td>a",
            "<div></b>",
            "<figure>",
            "a <span class=credit>b",
        ] {
            let html = part.repeat(10_000);
            let _ = read(&source(&html), LangHints::default());
        }
    }

    proptest! {
        #[test]
        fn any_page_is_read(html in "(</?(p|div|b|span class=credit|figure|figcaption|code|svg|title|h1|article|main|table|td|li|blockquote|pre)>|<img src=a alt='&amp;ب'>|<br>|[ \n]|&ldquo;|[اa(]|\\PC)*") {
            checked(&source(&html));
        }
    }
}
