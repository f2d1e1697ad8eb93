//! Markdown: CommonMark with GFM's tables, footnotes, strikethrough and task lists, front matter,
//! raw HTML, and the shortcodes of static site generators.
//!
//! The parser gives events with byte ranges; nothing is searched for afterwards. What stands in the
//! file as the reader sees it is mapped byte for byte, entities are mapped whole. Everything that
//! knows the parser stands in this file.

#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{
    CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, RefDefs, Tag, TagEnd,
};

use super::elements::{ClassKind, attribute_kind, class_kind};
use super::html::{Token, Tokenizer};
use super::shortcode::{self, Argument, Finder, Found, Kind, unescape_into};
use super::writer::{Frame, Owner, Role, Writer};
use super::{
    Article, BlockKind, Exempt, Format, LangHints, SEPARATOR, Syntax, TextBuilder, fields, matter,
    photo,
};
use crate::source::Source;
use crate::span::Span;

/// Smart punctuation stays off: the text is what the file says. So does `$…$`: it is money.
const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_GFM);

/// How many paragraphs that are indented inside a `<blockquote>` are read; more are code.
const PARAGRAPHS: usize = 256;
/// How far, in bytes, a shortcode in the address of a link or in an HTML tag is looked for.
const ADDRESS_LENGTH: usize = 512;

pub(super) fn read(source: &Source, hints: LangHints) -> Article<'_> {
    let file = source.text();
    let start = source.bom_len();
    let matter = matter::read(&file[start..], start);
    let body = matter.as_ref().map_or(start, |matter| matter.body);
    let mut out = Writer::new(file, Syntax::Markdown);
    let said = matter.map(|matter| fields::read(matter, &mut out));
    let mut reader = Reader::new(out);
    reader.implicit_figures = source.name().ends_with(".qmd");
    reader.markdown(body..file.len());
    reader
        .out
        .finish(Format::Markdown, said.unwrap_or_default(), hints)
}

/// Reads the body: events in, text out.
struct Reader<'s> {
    out: Writer<'s>,
    finder: Finder,
    /// Nothing before this byte is read any more: a shortcode reaches over it.
    cut: usize,
    /// Where the last image or link ended; attributes may follow right there.
    inline_end: usize,
    /// Where the last image ended, and its number.
    image: Option<(usize, usize)>,
    /// Whether the alternative text of an image that stands alone is its caption (Quarto).
    implicit_figures: bool,
    /// Whether Markdown inside of an HTML element is being read.
    nested: bool,
    /// Whether paragraphs that are indented like code are being read.
    indented: bool,
}

/// What one run of the parser remembers from event to event.
#[derive(Default)]
struct Run<'p> {
    /// HTML that was met and is not read yet: a tag may run over several events.
    html: Option<Range<usize>>,
    /// For each link around the text: whether it is an address that readers do not read as words.
    links: Vec<bool>,
    /// Depth of code blocks, addresses and others that are not read.
    unread: u32,
    /// End of the block of text, and how many frames were open at its start.
    leaf: Option<usize>,
    limit: usize,
    /// The paragraph that is being read.
    paragraph: Range<usize>,
    /// Images inside of one another, and the outermost.
    images: u32,
    image: Option<Image<'p>>,
}

/// An image whose alternative text is being read.
struct Image<'p> {
    range: Range<usize>,
    src: String,
    title: Cow<'p, str>,
    /// Where the title is looked for: the image, or the definition that it refers to.
    definition: Option<Range<usize>>,
}

impl<'s> Reader<'s> {
    fn new(out: Writer<'s>) -> Self {
        Self {
            out,
            finder: Finder::default(),
            cut: 0,
            inline_end: usize::MAX,
            image: None,
            implicit_figures: false,
            nested: false,
            indented: false,
        }
    }

    /// Reads Markdown that stands at a range of the file.
    fn markdown(&mut self, range: Range<usize>) {
        let base = range.start;
        let text = mask_calls(&self.out.source[range.clone()]);
        let mut events = Parser::new_ext(&text, OPTIONS).into_offset_iter();
        let mut run = Run {
            limit: range.end,
            ..Run::default()
        };
        while let Some((event, at)) = events.next() {
            let at = base + at.start..base + at.end;
            if let Event::Html(_) = event {
                self.collect_html(&mut run, at);
                continue;
            }
            self.read_html(&mut run);
            match event {
                Event::Start(Tag::Image {
                    link_type,
                    dest_url,
                    title,
                    id,
                }) => {
                    run.images += 1;
                    if run.images == 1 && run.unread == 0 {
                        let definition = match link_type {
                            LinkType::Inline => None,
                            _ => definition(events.reference_definitions(), &id),
                        };
                        self.out.alt = Some(TextBuilder::default());
                        run.image = Some(Image {
                            src: self.address(&text, &dest_url, base),
                            range: at,
                            title: Cow::Owned(title.into_string()),
                            definition: definition.map(|at| base + at.start..base + at.end),
                        });
                    }
                }
                Event::End(TagEnd::Image) => {
                    run.images -= 1;
                    if run.images == 0
                        && let Some(image) = run.image.take()
                    {
                        self.image(image, &run.paragraph);
                    }
                }
                Event::Start(tag) => self.start(&mut run, &tag, at),
                Event::End(tag) => self.end(&mut run, tag, at),
                _ if run.unread > 0 || at.start < self.cut => {
                    if run.unread == 0
                        && at.end > self.cut
                        && let Event::Text(text) = &event
                    {
                        self.text(&run, text, at);
                    }
                }
                Event::Text(text) => self.text(&run, &text, at),
                Event::Code(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {
                    self.inline_end = at.end;
                    self.out.hole(Span::from(at));
                }
                Event::FootnoteReference(_) => self.out.hole(Span::from(at)),
                Event::InlineHtml(_) if run.images == 0 => self.html(at),
                Event::SoftBreak | Event::HardBreak => {
                    let line = &self.out.source[at.clone()];
                    let ends = line.trim_end_matches(['\n', '\r']).len();
                    self.out.verbatim(at.start + ends..at.end);
                }
                Event::Rule => self.out.end_block(),
                Event::Html(_) | Event::InlineHtml(_) | Event::TaskListMarker(_) => {}
            }
        }
        self.read_html(&mut run);
    }

    /// Reads the text of an HTML element whose content is Markdown: a run between two tags.
    fn nested_markdown(&mut self, range: Range<usize>) {
        let words = &self.out.source[range.clone()];
        let start = range.start + words.len() - words.trim_start().len();
        let end = (range.start + words.trim_end().len()).max(start);
        // The blanks keep their words apart, but indentation would make code of the first line.
        self.out.verbatim(range.start..start);
        self.nested = true;
        self.markdown(start..end);
        self.nested = false;
        self.out.verbatim(end..range.end);
    }

    /// Reads what is indented inside a `<blockquote>`: by CommonMark it is code after the first blank
    /// line, but whoever indents the paragraphs of a quotation means paragraphs.
    fn indented_paragraphs(&mut self, range: Range<usize>) {
        let source: &'s str = self.out.source;
        let mut at = range.start;
        let (mut start, mut left) = (None, PARAGRAPHS);
        self.indented = true;
        for line in source[range].split_inclusive('\n') {
            // Without its indentation the first line begins a paragraph; the others go on with it.
            let text = line.trim_start();
            if !text.is_empty() {
                start.get_or_insert(at + line.len() - text.len());
            } else if let Some(start) = start.take() {
                self.markdown(start..at);
                left -= 1;
            }
            if left == 0 {
                break;
            }
            at += line.len();
        }
        if let Some(start) = start {
            self.markdown(start..at);
        }
        self.indented = false;
    }

    fn start(&mut self, run: &mut Run<'_>, tag: &Tag<'_>, at: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                if !self.nested {
                    self.out.end_block();
                }
                run.paragraph = at.clone();
                self.start_leaf(run, at.end);
            }
            Tag::Heading { level, .. } => {
                self.out.end_block();
                self.start_leaf(run, at.end);
                let title = *level == HeadingLevel::H1 && !self.out.has_title;
                let kind = if title {
                    BlockKind::Title
                } else {
                    BlockKind::Heading
                };
                let frame = self.out.inner_frame("");
                self.out.push_frame(Frame {
                    kind,
                    is_block: true,
                    ..frame
                });
            }
            Tag::BlockQuote(_) => self.out.push_container(BlockKind::Quotation),
            Tag::Item => {
                self.out.push_container(BlockKind::ListItem);
                run.limit = at.end;
            }
            Tag::TableCell => {
                self.out.push_cell();
                run.limit = at.end;
            }
            Tag::FootnoteDefinition(_) => self.out.push_container(BlockKind::Footnote),
            Tag::CodeBlock(kind) => {
                self.out.end_block();
                if *kind == CodeBlockKind::Indented
                    && !self.indented
                    && self.out.find_frame("blockquote").is_some()
                {
                    self.indented_paragraphs(at);
                }
                run.unread += 1;
            }
            Tag::MetadataBlock(_) => {
                self.out.end_block();
                run.unread += 1;
            }
            Tag::HtmlBlock => {
                if !self.nested {
                    self.out.end_block();
                }
                run.limit = at.end;
            }
            Tag::List(_) => self.out.end_block(),
            Tag::Table(_) => self.out.push_table(),
            Tag::TableHead | Tag::TableRow => self.out.new_row(),
            Tag::Emphasis => self.out.emphasis += 1,
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => {
                let hole = self.is_bare_address(*link_type, dest_url, &at);
                if hole && run.unread == 0 && at.start >= self.cut {
                    self.out.hole(Span::from(at));
                }
                run.unread += u32::from(hole);
                run.links.push(hole);
            }
            _ => {}
        }
    }

    fn end(&mut self, run: &mut Run<'_>, tag: TagEnd, at: Range<usize>) {
        match tag {
            TagEnd::Paragraph => {
                self.end_leaf(run, at.end);
            }
            TagEnd::Heading(_) => {
                self.out.end_block();
                self.end_leaf(run, at.end);
            }
            TagEnd::Table
            | TagEnd::BlockQuote(_)
            | TagEnd::Item
            | TagEnd::TableCell
            | TagEnd::FootnoteDefinition => {
                self.out.pop_container(at.end);
            }
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => run.unread -= 1,
            TagEnd::HtmlBlock | TagEnd::List(_) if !self.nested => {
                self.out.end_block();
            }
            TagEnd::Emphasis => {
                self.inline_end = at.end;
                self.out.emphasis -= 1;
            }
            TagEnd::Strong => self.inline_end = at.end,
            TagEnd::Link => {
                self.inline_end = at.end;
                run.unread -= u32::from(run.links.pop().unwrap_or(false));
            }
            _ => {}
        }
    }

    fn start_leaf(&mut self, run: &mut Run<'_>, end: usize) {
        run.leaf = Some(self.out.depth());
        run.limit = end;
    }

    /// Ends a paragraph or heading: elements that were opened inside end with it.
    fn end_leaf(&mut self, run: &mut Run<'_>, end: usize) {
        let depth = run.leaf.take();
        // What an open element held becomes a hole of this block, so close before ending it.
        if let Some(depth) = depth {
            self.out.pop_to(depth, end);
        }
        if !self.nested {
            self.out.end_block();
        }
    }

    /// Whether a link shows an address rather than words.
    fn is_bare_address(&self, kind: LinkType, address: &str, at: &Range<usize>) -> bool {
        if matches!(kind, LinkType::Autolink | LinkType::Email) {
            return true;
        }
        let Some(shown) = self.out.source[at.clone()].strip_prefix('[') else {
            return false;
        };
        let address = address.trim_end_matches('/');
        let shown_end = shown
            .strip_prefix(address)
            .map(|rest| rest.trim_start_matches('/'));
        address.contains("://") && shown_end.is_some_and(|rest| rest.starts_with(']'))
    }

    /// The address of an image as the file has it, where shortcodes in it were masked.
    fn address(&self, text: &str, address: &str, base: usize) -> String {
        let at = (address.as_ptr() as usize).wrapping_sub(text.as_ptr() as usize);
        let inside = at
            .checked_add(address.len())
            .is_some_and(|end| end <= text.len());
        let file = base + if inside { at } else { 0 };
        let as_written = self
            .out
            .source
            .get(file..file + address.len())
            .filter(|_| inside);
        as_written.unwrap_or(address).to_owned()
    }

    fn text(&mut self, run: &Run<'_>, text: &str, at: Range<usize>) {
        // What is masked for the parser has other bytes, but no other number of them.
        if at.len() == text.len() {
            if run.images == 0 && self.fence(text, &at) {
                // Markup, and no words.
            } else if run.images > 0 {
                self.out.verbatim(at);
            } else {
                self.running_text(at, run.limit, false);
            }
        } else if at.start >= self.cut {
            self.out.decoded(text, Span::from(at));
        }
    }

    /// Reads a line that begins or ends a caption in pymdownx (`/// caption`, then its text, then
    /// `///`) or a division in Pandoc (`::: {#fig-a}`, `:::`).
    fn fence(&mut self, line: &str, at: &Range<usize>) -> bool {
        const NAME: &str = "///";
        let (is_caption, rest) = match line.split_at_checked(NAME.len()) {
            Some((NAME, rest)) => (true, rest.trim()),
            Some((":::", rest)) => (false, rest.trim_matches([' ', '\t', ':'])),
            _ => return false,
        };
        let before = self.out.source[..at.start].trim_end_matches([' ', '\t']);
        let starts = is_caption && matches!(rest, "caption" | "figure-caption");
        let divides = !is_caption && (rest.is_empty() || rest.starts_with('{'));
        let open = self.out.find_frame(NAME);
        let open = open.filter(|_| is_caption && rest.is_empty());
        let begins_line = before.is_empty() || before.ends_with(['\n', '\r']);
        if !begins_line || !(starts || divides || open.is_some()) {
            return false;
        }
        self.out.end_block();
        if let Some(depth) = open {
            self.out.pop_to(depth, at.end);
        }
        if starts {
            let frame = self.out.inner_frame(NAME);
            self.out.push_frame(Frame {
                kind: BlockKind::Caption,
                is_block: true,
                ..frame
            });
        }
        true
    }

    /// Appends a range of the file, in HTML with its references decoded, without the shortcodes
    /// that start in it; these end before `limit`.
    fn running_text(&mut self, range: Range<usize>, limit: usize, entities: bool) {
        let source = self.out.source;
        let mut from = range.start.max(self.cut);
        let mut looked = from;
        while looked < range.end {
            let next = source[looked..range.end].find(['{', '[']);
            let at = next.map_or(range.end, |next| looked + next);
            let found = if at < range.end {
                self.call_at(at, limit.max(range.end))
            } else {
                None
            };
            if at < range.end && found.is_none() {
                looked = at + 1;
                if looked < range.end {
                    continue;
                }
            }
            let end = if found.is_some() { at } else { range.end };
            if from < end {
                if entities {
                    self.out.html_text(&source[from..end], from);
                } else {
                    self.out.verbatim(from..end);
                }
            }
            let Some(found) = found else { return };
            self.cut = found.range.end;
            self.call(&found);
            from = self.cut;
            looked = from;
        }
    }

    /// A shortcode, tag, attribute list or comment that starts at a byte.
    fn call_at(&mut self, at: usize, limit: usize) -> Option<Found> {
        let source = self.out.source;
        let bytes = source.as_bytes();
        if at > 0 && bytes[at - 1] == b'\\' {
            return None;
        }
        if let Some(found) = self.finder.starting_at(source, at, limit) {
            return Some(found);
        }
        if at == self.inline_end && bytes[at] == b'{' {
            let mut end = limit.min(at + 256);
            while !source.is_char_boundary(end) {
                end -= 1;
            }
            let inside = source[at + 1..end].find(['}', '\n'])?;
            let close = at + 1 + inside;
            return (bytes[close] == b'}').then_some(Found {
                kind: Kind::Attributes,
                range: at..close + 1,
                inside: at + 1..close,
            });
        }
        None
    }

    /// Reads what was found: a figure is a photo, attributes say what their block is.
    fn call(&mut self, found: &Found) {
        let source = self.out.source;
        let span = Span::from(found.range.clone());
        match found.kind {
            Kind::Comment => {
                let text = &source[found.inside.clone()];
                self.out.directive(text, found.inside.start, span);
            }
            Kind::Attributes => {
                let before = |&(end, _): &(usize, usize)| {
                    source
                        .get(end..found.range.start)
                        .is_some_and(|gap| gap.trim().is_empty())
                };
                if let Some((_, photo)) = self.image.take().filter(before) {
                    return self.attributes(photo, found);
                }
                let words = source[found.inside.clone()].split_ascii_whitespace();
                // `data-credit="…"` of a paragraph is no class.
                for class in words.filter(|word| !word.contains('=') || word.starts_with("class="))
                {
                    match class_kind(class.trim_start_matches([':', '.'])) {
                        Some(ClassKind::Caption) => self.out.mark_kind(BlockKind::Caption),
                        Some(ClassKind::Credit) => self.out.mark_kind(BlockKind::CreditLine),
                        _ => {}
                    }
                }
            }
            Kind::CaptionStart => self.out.caption_start(found),
            Kind::CaptionEnd => self.out.caption_end(span.end()),
            Kind::Call => {
                let words = shortcode::arguments(source, found.inside.clone());
                let name = words.first().map_or("", |word| word.value);
                if let Some(end) = self.finder.end_of_content(source, name, found.range.end) {
                    self.cut = end;
                }
                let outputs_value =
                    !matches!(source.as_bytes()[found.inside.start - 1], b'<' | b'%');
                if name.strip_prefix('/').is_some_and(shortcode::shows_image) {
                    // What stood before was its caption.
                    self.out.end_block();
                    return;
                }
                match shortcode::figure(&words).filter(|_| !outputs_value) {
                    Some(figure) => self.figure(span, figure),
                    None => self.out.hole(span),
                }
            }
        }
    }

    /// Reads the attributes of an image: `![](a.jpg){: data-credit="…"}`.
    fn attributes(&mut self, photo: usize, found: &Found) {
        for argument in shortcode::arguments(self.out.source, found.inside.clone()) {
            let role = match argument.key {
                "title" => Role::Title,
                "alt" | "fig-alt" => Role::Alt,
                "fig-cap" => Role::Caption,
                name => match attribute_kind(name) {
                    Some(ClassKind::Caption) => Role::Caption,
                    Some(_) => Role::Attribute,
                    None => continue,
                },
            };
            self.argument(photo, role, &argument);
        }
    }

    fn argument(&mut self, photo: usize, role: Role, argument: &Argument<'s>) {
        let mut text = TextBuilder::default();
        unescape_into(&mut text, argument.value, argument.at);
        self.out
            .add_side(Owner::Photo(photo), role, Syntax::Opaque, text);
    }

    fn figure(&mut self, span: Span, figure: shortcode::Figure<'s>) {
        let shortcode::Figure {
            src,
            alt,
            captions,
            credits,
            class,
            width,
            height,
        } = figure;
        let decoration = photo::is_decoration(src, class, width, height, None);
        let exempt = decoration.then_some(Exempt::Decoration);
        let Some(photo) = self.out.add_photo(span, src.to_owned(), exempt) else {
            return;
        };
        self.out.photos[photo].empty_alt = alt.as_ref().is_some_and(|alt| alt.value.is_empty());
        self.out.photos[photo].template = true;
        let sides = (alt.into_iter().map(|alt| (Role::Alt, alt)))
            .chain(captions.into_iter().map(|caption| (Role::Caption, caption)))
            .chain(credits.into_iter().map(|credit| (Role::Attribute, credit)));
        for (role, argument) in sides {
            self.argument(photo, role, &argument);
        }
    }

    fn image(&mut self, image: Image<'_>, paragraph: &Range<usize>) {
        let alt = self.out.alt.take().unwrap_or_default();
        self.inline_end = image.range.end;
        if image.range.start < self.cut {
            return;
        }
        let exempt =
            photo::is_decoration(&image.src, "", None, None, None).then_some(Exempt::Decoration);
        let span = Span::from(image.range.clone());
        let Some(photo) = self.out.add_photo(span, image.src, exempt) else {
            return;
        };
        self.image = Some((image.range.end, photo));
        let role = if self.implicit_figures && self.is_alone(&image.range, paragraph) {
            Role::AltCaption
        } else {
            Role::Alt
        };
        self.out
            .add_side(Owner::Photo(photo), role, Syntax::Markdown, alt);
        if image.title.is_empty() {
            return;
        }
        let place = image.definition.unwrap_or(image.range);
        if let Some(at) = title_in(&self.out.source[place.clone()]) {
            let at = place.start + at.start..place.start + at.end;
            let mut text = TextBuilder::default();
            unescape_into(&mut text, &self.out.source[at.clone()], at.start);
            if text.as_str() != image.title.replace(SEPARATOR, "\n") {
                // A title over several lines of a block quotation has their `>` in between.
                text = TextBuilder::default();
                text.decoded(&image.title, Span::from(at));
            }
            self.out
                .add_side(Owner::Photo(photo), Role::Title, Syntax::Opaque, text);
        }
    }

    /// Whether an image is all that its paragraph holds, attributes behind it aside.
    fn is_alone(&self, image: &Range<usize>, paragraph: &Range<usize>) -> bool {
        let part = |range| self.out.source.get(range).map_or("", str::trim);
        let behind = part(image.end..paragraph.end);
        let is_attributes = behind.starts_with('{') && behind.find('}') == Some(behind.len() - 1);
        part(paragraph.start..image.start).is_empty() && (behind.is_empty() || is_attributes)
    }

    /// Reads HTML from the file.
    fn html(&mut self, range: Range<usize>) {
        let source: &'s str = self.out.source;
        for token in Tokenizer::new(&source[range.clone()], range.start) {
            match token {
                Token::Comment { text, span } if span.start() >= self.cut => {
                    self.out.comment(text, span);
                }
                Token::Tag(tag) if tag.span.start() >= self.cut => {
                    self.out.tag(&tag);
                    if tag.is("img") {
                        self.inline_end = tag.span.end();
                    }
                }
                Token::Text {
                    span,
                    raw_text: false,
                    ..
                } if !self.out.top().skip => {
                    if self.out.top().markdown && !self.nested {
                        self.nested_markdown(span.range());
                    } else {
                        self.running_text(span.range(), range.end, true);
                    }
                }
                _ => {}
            }
        }
    }

    /// Keeps HTML until all of its lines are there; blanks between two of them were indentation.
    fn collect_html(&mut self, run: &mut Run<'_>, at: Range<usize>) {
        if let Some(html) = &mut run.html {
            let between = self.out.source.get(html.end..at.start);
            if between.is_some_and(|gap| gap.trim_matches([' ', '\t']).is_empty()) {
                html.end = at.end;
                return;
            }
        }
        self.read_html(run);
        run.html = Some(at);
    }

    fn read_html(&mut self, run: &mut Run<'_>) {
        if let Some(at) = run.html.take()
            && run.unread == 0
            && at.end > self.cut
        {
            self.html(at.start.max(self.cut)..at.end);
        }
    }
}

/// The text with shortcodes in the addresses of links and in HTML tags made one word, as the site
/// generator makes them before Markdown is read: an address with a blank is none, and a tag ends
/// where its quotation marks are wrong. All bytes stay where they are.
fn mask_calls(text: &str) -> Cow<'_, str> {
    let mut masked: Option<Vec<u8>> = None;
    let mut mask = |call: Range<usize>| {
        let bytes = masked.get_or_insert_with(|| text.as_bytes().to_vec());
        for byte in &mut bytes[call] {
            if byte.is_ascii()
                && !byte.is_ascii_alphanumeric()
                && !matches!(*byte, b'.' | b'/' | b'-')
            {
                *byte = b'_';
            }
        }
    };
    let mut from = 0;
    while let Some(at) = text[from..].find("](").map(|at| from + at + 2) {
        from = at;
        let line = near(text, at);
        let Some(plain) = line.find(|c: char| c.is_whitespace() || c == ')' || c == '{') else {
            continue;
        };
        if let Some(len) = call_length(&line[plain..]) {
            mask(at + plain..at + plain + len);
        }
    }
    let mut from = 0;
    while let Some(at) = text[from..].find('<').map(|at| from + at + 1) {
        from = at;
        if !text[at..].starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        while let Some(next) = text[from..].find(['<', '>', '{']).map(|next| from + next) {
            from = next;
            let Some(len) = call_length(near(text, next)) else {
                break;
            };
            mask(next..next + len);
            from = next + len;
        }
    }
    masked
        .and_then(|bytes| String::from_utf8(bytes).ok())
        .map_or(Cow::Borrowed(text), Cow::Owned)
}

/// What follows `at` on its line, as far as a shortcode is looked for.
fn near(text: &str, at: usize) -> &str {
    let mut reach = text.len().min(at + ADDRESS_LENGTH);
    while !text.is_char_boundary(reach) {
        reach -= 1;
    }
    let near = &text[at..reach];
    &near[..near.find('\n').unwrap_or(near.len())]
}

/// How long the shortcode is with which a text begins; `None` where it begins with none.
fn call_length(text: &str) -> Option<usize> {
    let end = match text.get(..2) {
        Some("{{") => "}}",
        Some("{%") => "%}",
        _ => return None,
    };
    text.find(end).map(|close| close + 2)
}

/// Where a link reference is defined.
fn definition(definitions: &RefDefs<'_>, id: &str) -> Option<Range<usize>> {
    definitions
        .get(id)
        .map(|definition| definition.span.clone())
}

/// The bytes of the title that an image or a definition ends in, between its quotation marks.
fn title_in(text: &str) -> Option<Range<usize>> {
    let text = text.trim_end();
    let inside = match text.strip_suffix(')') {
        // `(url "title")`, or a definition's `url (title)`.
        Some(inside) if inside.trim_end().ends_with(['"', '\'', ')']) => inside.trim_end(),
        _ => text,
    };
    let close = inside.chars().next_back()?;
    let open = match close {
        '"' | '\'' => close,
        ')' => '(',
        _ => return None,
    };
    let end = inside.len() - 1;
    let bytes = inside.as_bytes();
    let escaped = |at: usize| {
        bytes[..at]
            .iter()
            .rev()
            .take_while(|&&byte| byte == b'\\')
            .count()
            % 2
            == 1
    };
    let start = bytes[..end]
        .iter()
        .enumerate()
        .rev()
        .filter(|&(_, &byte)| char::from(byte) == open)
        .map(|(at, _)| at)
        .find(|&at| !escaped(at))?;
    Some(start + 1..end)
}
